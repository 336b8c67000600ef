//! `tinhso draft`: a sample becomes a form with which the declarations hold and the sample is read.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use proptest::prelude::*;
use serde_json::Value;
use tempfile::TempDir;

use crate::kit::{Answer, repository, tinhso};

/// This repository's settings and registry, without a form or a pipeline.
fn without_forms() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir_all(folder.path().join("registry")).expect("a folder");
    fs::create_dir_all(folder.path().join("fixtures/landing")).expect("a folder");
    for name in ["tinhso.toml", "registry/units.csv", "registry/crosswalk.csv"] {
        fs::copy(repository().join(name), folder.path().join(name)).expect("copied");
    }
    folder
}

fn place(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

/// Drafts a form from a sample into the project, and checks the declarations.
#[track_caller]
fn drafted(project: &Path, sample: &Path) -> Value {
    let _ = fs::remove_file(project.join("schemas/drafted.json"));
    let output = place(&project.join("schemas/drafted.json"));
    let arguments = ["draft", &place(sample), "--name", "drafted", "--output", &output, "--format", "json"];
    let answer = tinhso(project, &arguments).expect(0).json();
    tinhso(project, &["check"]).expect(0);
    let written: Value = serde_json::from_str(&fs::read_to_string(&output).expect("written")).expect("JSON");
    assert_eq!(written, answer["form"]);
    answer
}

/// Rows accepted, rows quarantined, codes of findings.
#[track_caller]
fn validated(project: &Path, sample: &Path) -> (u64, u64, Vec<String>) {
    let answer = tinhso(project, &["validate", &place(sample), "--format", "json"]).json();
    let file = &answer["files"][0];
    let sum = |key: &str| {
        file["tables"].as_array().expect("tables").iter().map(|table| table[key].as_u64().expect("rows")).sum()
    };
    let codes = file["findings"].as_array().expect("findings").iter();
    (
        sum("rows_accepted"),
        sum("rows_quarantined"),
        codes.map(|finding| finding["code"].as_str().expect("a code").to_owned()).collect(),
    )
}

/// Samples of every form, of every kind of file.
const SAMPLES: [&str; 12] = [
    "submissions/2024/01-CDS/01CDS_Q1.2024_TuaChua.xlsx",
    "submissions/2025/01-CDS/2025-Q3_xa-si-pa-phin.xlsx",
    "submissions/2024/02-CDS/02CDS_T01.2024_TuaChua.xlsx",
    "submissions/2024/03-CDS/03CDS_Q1.2024_TuaChua.csv",
    "submissions/2025/03-CDS/2025-Q3_xa-si-pa-phin.xlsx",
    "submissions/2024/04-CDS/04CDS_Q1.2024_TuaChua.xlsx",
    "submissions/2024/04-CDS/huyen-nam-po_quy-IV-2024.xlsx",
    "submissions/2024/05-CDS/05CDS_nam.2024_TuaChua.xlsx",
    "submissions/2025/05-CDS/BC DGCDS nam 2025 - Thanh An.xlsx",
    "submissions/2024/06-CDS/06CDS_6T.dau.2024_TuaChua.xlsx",
    "submissions/2024/07-CDS/07CDS_nam.2024_TuaChua.xlsx",
    "exports/gia-tri-tang-them-2024-so-bo.csv",
];

#[test]
fn samples_of_every_form_are_read_with_their_drafts_as_with_their_forms() {
    let project = without_forms();
    for name in SAMPLES {
        let sample = repository().join("fixtures/landing").join(name);
        drafted(project.path(), &sample);
        let (accepted, quarantined, found) = validated(project.path(), &sample);
        let (declared, kept_out, _) = validated(repository(), &sample);
        assert!(declared > 0, "{name} is no clean sample");
        assert_eq!((accepted, quarantined), (declared, kept_out), "{name}: {found:?}");
        let strange = ["missing-label", "extra-label", "type-error", "excess-digits", "number-format"];
        assert!(!found.iter().any(|code| strange.contains(&code.as_str())), "{name}: {found:?}");
    }
}

#[test]
fn a_drafted_form_of_a_workbook_is_what_a_person_would_write() {
    let project = without_forms();
    let sample = repository().join("fixtures/landing/submissions/2024/02-CDS/02CDS_T01.2024_TuaChua.xlsx");
    let Answer { stdout, stderr, .. } = tinhso(project.path(), &["draft", &place(&sample), "--lang", "en"]).expect(0);
    insta::assert_snapshot!(format!("{stdout}\n--- beside it\n{stderr}"));
}

#[test]
fn a_table_with_faults_and_without_a_period_is_drafted_too() {
    // Synthetic, with the faults of a published table: a word for a number, points for decimals, no period.
    let table = "code,name,area_km2,population,note\n03127,Phường Điện Biên Phủ,56.75,40001,\n03151,Phường Mường Lay,222.65,18002,\n\
        03158,Xã Sín Thầu,516.42,đang cập nhật,\n03160,Xã Mường Nhé,489.4,2403,trailing zero lost\n";
    let project = without_forms();
    let sample = project.path().join("dan-so.csv");
    fs::write(&sample, table).expect("written");
    let answer = drafted(project.path(), &sample);
    let fields = answer["form"]["schema"]["fields"].as_array().expect("fields");
    let types: Vec<&str> = fields.iter().map(|field| field["type"].as_str().expect("a type")).collect();
    assert_eq!(types, ["string", "string", "number", "integer", "string"]);
    assert_eq!(fields[2]["decimalChar"], ".");
    let missing = answer["form"]["schema"]["missingValues"].as_array().expect("missing values");
    assert!(missing.iter().any(|value| value["value"] == "đang cập nhật" && value["status"] == "L"));
    let about = |wanted: &str| answer["notes"].as_array().expect("notes").iter().any(|note| note["about"] == wanted);
    assert!(about("form.frequency"), "the period is a guess: {:#}", answer["notes"]);
    // With the period above the table every row is read.
    fs::write(&sample, format!("Năm 2025,,,,\n{table}")).expect("written");
    drafted(project.path(), &sample);
    assert_eq!(validated(project.path(), &sample), (4, 0, vec![]));
}

#[test]
fn labels_on_two_rows_sections_and_percents_without_merged_cells() {
    let project = without_forms();
    let sample = project.path().join("rac-thai.csv");
    let table = "BÁO CÁO THU GOM RÁC THẢI,,,,,\nQuý III năm 2025,,,,,\nSTT,Tên xã,Khối lượng rác,,Tỷ lệ thu gom (%),Đã có xe\n\
        ,,Phát sinh (tấn),Thu gom (tấn),,\nI,Khu vực 1,,,,\n1,Xã Sín Thầu,\"1.200,5\",900,75%,có\n\
        2,Xã Mường Nhé,\"1.100,5\",800,\"72,7%\",không\nII,Khu vực 2,,,,\n3,Xã Nậm Kè,50,nhiều,...,có\n\
        ,Tổng số,\"2.351\",1700,,\n,,,,Ngày 3 tháng 10 năm 2025,\n,,,,Người lập,\n";
    fs::write(&sample, table).expect("written");
    let answer = drafted(project.path(), &sample);
    let fields = answer["form"]["schema"]["fields"].as_array().expect("fields");
    let shown: Vec<String> = ["name", "type", "measure", "unit", "scale"]
        .iter()
        .map(|key| fields.iter().map(|field| field[*key].to_string()).collect::<Vec<_>>().join(" ").replace('"', ""))
        .collect();
    assert_eq!(
        shown,
        [
            "ordinal ten_xa phat_sinh thu_gom ti_le_thu_gom da_co_xe",
            "string string number number number boolean",
            "null null flow flow rate null",
            "null null TONNE TONNE percent null",
            "null null 1 2 1 null",
        ]
    );
    assert_eq!(answer["form"]["form"]["frequency"], "quarter");
    assert_eq!((&answer["labels"], &answer["rows"]), (&"A3:F4".into(), &3.into()));
    // "nhiều" is the sample's fault, and stays one.
    assert_eq!(validated(project.path(), &sample), (2, 1, vec!["type-error".to_owned()]));
    assert!(answer["notes"].to_string().contains("nhiều"), "{:#}", answer["notes"]);
}

#[test]
fn of_two_columns_of_codes_that_of_each_row_is_taken_and_a_month_beside_the_year_is_no_measure() {
    let project = without_forms();
    let sample = project.path().join("chan-nuoi.csv");
    let table = "MA_TINH,MA_XA,TEN_XA,NAM,THANG,SO_HO,TRAU\n11,03127,Phường Điện Biên Phủ,2025,9,262,103\n\
        11,03151,Phường Mường Lay,2025,9,844,244\n11,03158,Xã Sín Thầu,2025,9,439,101\n";
    fs::write(&sample, table).expect("written");
    let answer = drafted(project.path(), &sample);
    let fields = answer["form"]["schema"]["fields"].as_array().expect("fields");
    let shown: Vec<String> = fields
        .iter()
        .map(|field| format!("{} {} {}", field["name"], field["type"], field["role"]).replace('"', ""))
        .collect();
    assert_eq!(
        shown,
        [
            "ma_tinh string null",
            "ma_xa_code string area-code",
            "ten_xa string area-name",
            "nam string period",
            "thang string null",
            "so_ho integer null",
            "trau integer null"
        ]
    );
    assert_eq!(answer["form"]["schema"]["primaryKey"], serde_json::json!(["ma_xa_code", "nam", "thang"]));
    assert_eq!(validated(project.path(), &sample), (3, 0, vec![]));
}

#[test]
fn a_day_or_a_school_year_gives_the_year_and_a_sample_that_is_not_read_says_so_first() {
    let project = without_forms();
    let sample = project.path().join("dat-dai.csv");
    let table = "Mã xã,Tên xã,Diện tích\n03127,Phường Điện Biên Phủ,262\n03151,Phường Mường Lay,844\n";
    for (line, year) in [("Năm học 2025-2026", "Năm 2025"), ("Thời điểm 0h ngày 31/12/2025", "Năm 2025")] {
        fs::write(&sample, format!("{line},,\n,,\n{table}")).expect("written");
        let answer = drafted(project.path(), &sample);
        assert_eq!(answer["form"]["form"]["frequency"], "year");
        let notes = answer["notes"].as_array().expect("notes");
        let accepted = validated(project.path(), &sample).0;
        let first = notes[0]["why"]["en"].as_str().expect("a note");
        assert_eq!(first.starts_with("NOT READY: 2 of 2 rows"), accepted == 0, "{line}: {first}");
        let about = notes.iter().find(|note| note["about"] == "form.frequency");
        let why = about.map(|note| note["why"]["vi"].as_str().expect("a note").to_owned());
        assert!(accepted > 0 || why.is_some_and(|why| why.contains(line) && why.contains(year)), "{line}: {notes:#?}");
    }
}

#[test]
fn what_cannot_be_drafted_is_told_with_a_way_out() {
    let project = without_forms();
    let write = |name: &str, text: &str| {
        let path: PathBuf = project.path().join(name);
        fs::write(&path, text).expect("written");
        place(&path)
    };
    let prose = write("prose.csv", "Kính gửi các đơn vị\nĐề nghị báo cáo\n");
    let twice = write("twice.csv", "Năm 2025,,\nTên xã,Số hộ,Số hộ\nXã Sín Thầu,1,2\n");
    let good = write("good.csv", "Năm 2025,\nTên xã,Số hộ\nXã Sín Thầu,1\n");
    let mut messages = String::new();
    for arguments in [
        vec!["draft", &prose],
        vec!["draft", &twice],
        vec!["draft", &good, "--sheet", "Biểu 1"],
        vec!["draft", &good, "--name", "Tên Biểu"],
        vec!["draft", &good, "--output", &good],
    ] {
        for language in ["vi", "en"] {
            let answer = tinhso(project.path(), &[arguments.as_slice(), &["--lang", language]].concat()).expect(2);
            assert!(answer.stdout.is_empty(), "{}", answer.stdout);
            messages.push_str(&answer.stderr.replace(&place(project.path()), "[project]"));
        }
    }
    insta::assert_snapshot!(messages);
}

#[test]
fn a_sample_of_a_declared_form_says_so() {
    let sample = repository().join("fixtures/landing/submissions/2024/02-CDS/02CDS_T01.2024_TuaChua.xlsx");
    let answer = tinhso(repository(), &["draft", &place(&sample), "--format", "json"]).expect(0).json();
    let notes = answer["notes"].as_array().expect("notes");
    assert!(notes.iter().any(|note| note["about"] == "form" && note["guess"] == "digital-government"), "{notes:#?}");
    let taken = ["draft", &place(&sample), "--name", "digital-government"];
    assert!(tinhso(repository(), &taken).expect(2).stderr.contains("--name"));
}

/// The binary in a folder without a project.
fn alone(folder: &Path, arguments: &[&str]) -> Answer {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tinhso"));
    let output = command.current_dir(folder).env_remove("TINHSO_LANG").args(arguments).output().expect("it starts");
    Answer {
        code: output.status.code().expect("it ends by itself"),
        stdout: String::from_utf8(output.stdout).expect("UTF-8"),
        stderr: String::from_utf8(output.stderr).expect("UTF-8"),
    }
}

#[test]
fn a_file_is_drafted_and_looked_at_where_there_is_no_project() {
    let folder = tempfile::tempdir().expect("a folder");
    let sample = repository().join("fixtures/landing/submissions/2024/02-CDS/02CDS_T01.2024_TuaChua.xlsx");
    let arguments = ["draft", &place(&sample), "--format", "json"];
    let answer = alone(folder.path(), &arguments).expect(0).json();
    assert_eq!(answer["form"]["form"]["reports"], "commune", "{answer:#}");
    let notes = answer["notes"].as_array().expect("notes");
    assert!(notes.iter().any(|note| note["about"] == "registry"), "{notes:#?}");
    let rows = notes.iter().find(|note| note["about"] == "rows").expect("tried");
    let (kept, all) = rows["guess"].as_str().expect("a text").split_once('/').expect("two numbers");
    assert_eq!(kept, all, "{notes:#?}");
    let seen = alone(folder.path(), &["inspect", &place(&sample), "--format", "json"]).expect(0).json();
    assert_eq!(seen["files"][0]["tables"].as_array().map(Vec::len), Some(1), "{seen:#}");
    // What is no table is shown as it is, and says why it is none.
    let notes = folder.path().join("notes.csv");
    fs::write(&notes, "Kính gửi,\nTrân trọng.\n").expect("written");
    let seen = alone(folder.path(), &["inspect", &place(&notes), "--format", "json"]).expect(1).json();
    assert_eq!(seen["files"][0]["findings"][0]["code"], "unknown-form", "{seen:#}");
    // Every other command needs one.
    assert!(alone(folder.path(), &["check", "--lang", "en"]).expect(2).stderr.contains("no tinhso.toml"));
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1, "nothing is written");
}

#[test]
fn a_first_pipeline_runs() {
    let project = without_forms();
    let sample = repository().join("fixtures/landing/submissions/2025/01-CDS/2025-Q3_xa-si-pa-phin.xlsx");
    for folder in ["schemas", "pipelines"] {
        fs::create_dir_all(project.path().join(folder)).expect("a folder");
    }
    let form = place(&project.path().join("schemas/drafted.json"));
    let pipeline = place(&project.path().join("pipelines/drafted.toml"));
    let arguments =
        ["draft", &place(&sample), "--name", "drafted", "--output", &form, "--pipeline", &pipeline, "--format", "json"];
    let answer = tinhso(project.path(), &arguments).expect(0).json();
    assert_eq!(answer["pipeline"], pipeline.as_str());
    tinhso(project.path(), &["check"]).expect(0);
    fs::copy(&sample, project.path().join("fixtures/landing/sent.xlsx")).expect("copied");
    fs::write(
        project.path().join("fixtures/landing/arrivals.csv"),
        "object,received_at\nsent.xlsx,2025-09-20T08:00:00+07:00\n",
    )
    .expect("written");
    let run = tinhso(project.path(), &["run", "--format", "json"]).expect(0).json();
    assert!(run["summary"]["figures"].as_u64().is_some_and(|figures| figures > 0), "{run:#}");
    // What exists is never replaced, and nothing is written where one of the two cannot be.
    fs::remove_file(&form).expect("removed");
    tinhso(project.path(), &arguments).expect(2);
    assert!(!Path::new(&form).exists());
}

#[test]
fn a_file_that_a_shell_made_for_the_form_is_no_form_yet() {
    let project = without_forms();
    fs::create_dir_all(project.path().join("schemas")).expect("a folder");
    fs::write(project.path().join("schemas/drafted.json"), "").expect("written");
    let sample = repository().join("fixtures/landing/submissions/2025/01-CDS/2025-Q3_xa-si-pa-phin.xlsx");
    let drafted = tinhso(project.path(), &["draft", &place(&sample), "--name", "drafted"]).expect(0).stdout;
    fs::write(project.path().join("schemas/drafted.json"), drafted).expect("written");
    tinhso(project.path(), &["check"]).expect(0);
}

/// Names of communes in the map of 2025-07-01.
const COMMUNES: [&str; 6] =
    ["Xã Sín Thầu", "Xã Mường Nhé", "Xã Nậm Kè", "Xã Mường Toong", "Phường Mường Lay", "Phường Điện Biên Phủ"];

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    /// Any table of communes with numbered or plain labels is read whole with its own draft.
    #[test]
    fn every_row_of_a_drafted_table_is_read(
        values in prop::collection::vec(prop::collection::vec(prop_oneof![
            (0u32..100_000).prop_map(|number| number.to_string()),
            (0u32..1000, 0u32..100).prop_map(|(whole, part)| format!("\"{whole},{part:02}\"")),
            Just("-".to_owned()),
            Just("...".to_owned()),
            Just(String::new()),
        ], 3), 2..6),
        unit in prop::sample::select(vec!["", " (người)", " (triệu đồng)", " (%)"]),
        numbered in any::<bool>(),
        total in any::<bool>(),
    ) {
        let mut text = format!("Đơn vị báo cáo: Sở Nội vụ,,,,\nNăm 2025,,,,\nSTT,Tên xã,Kết quả một{unit},Kết quả hai,Kết quả ba\n");
        if numbered {
            text.push_str("A,B,1,2,3\n");
        }
        for (place, row) in values.iter().enumerate() {
            text.push_str(&format!("{},{},{}\n", place + 1, COMMUNES[place], row.join(",")));
        }
        if total {
            text.push_str(",Tổng số,1,1,1\n");
        }
        text.push_str("Ghi chú: số liệu mô phỏng,,,,\n");
        let project = without_forms();
        let sample = project.path().join("sample.csv");
        fs::write(&sample, &text).expect("written");
        drafted(project.path(), &sample);
        let (accepted, quarantined, codes) = validated(project.path(), &sample);
        prop_assert_eq!((accepted + quarantined) as usize, values.len(), "{}\n{:?}", text, codes);
        prop_assert_eq!(quarantined, 0, "{}\n{:?}", text, codes);
    }
}
