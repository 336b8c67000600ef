//! Bad input: a finding with its object and place in both languages, the run goes on, exit code 1.

use std::fs;

use rust_xlsxwriter::Workbook;

use crate::kit::{Row, filtered, repository, tinhso};
use crate::mini::{HEADER, Mini, OLD, SECOND_QUARTER, sheet};

const WHEN: &str = "2025-07-05T09:00:00+07:00";

/// A workbook with a sheet of this name.
fn workbook(name: &str, rows: &[&[&str]]) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name(name).expect("a name");
    for (row, cells) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(*cells) {
            match cell.parse::<f64>() {
                Ok(number) if column > 2 => sheet.write_number(row, column, number).expect("written"),
                _ => sheet.write_string(row, column, *cell).expect("written"),
            };
        }
    }
    book.save_to_buffer().expect("a workbook")
}

fn labels() -> Vec<&'static str> {
    HEADER.trim_end().split(';').collect()
}

/// Runs with this object beside a good one; gives the findings about it. The good one counts all the same.
#[track_caller]
fn run_with(object: &str, bytes: impl AsRef<[u8]>, code: i32) -> Vec<Row> {
    let mini = Mini::new();
    mini.quarter("2025-Q1", &SECOND_QUARTER);
    mini.send(object, WHEN, bytes);
    mini.run(code);
    assert_eq!(mini.figure("dossiers", "90", "as-reported", "2025-Q1"), "1500.0 | A | 5/5", "the run goes on");
    let findings = filtered(mini.table("findings"), &[("object", object)]);
    for finding in &findings {
        assert!(!finding["message_vi"].is_empty() && !finding["message_en"].is_empty(), "{finding:?}");
    }
    findings
}

/// Asserts that an object that cannot be read has this one finding.
#[track_caller]
fn rejected(object: &str, bytes: impl AsRef<[u8]>, code: &str) {
    let findings = run_with(object, bytes, 1);
    let reported: Vec<(&str, &str, &str)> = findings
        .iter()
        .map(|row| (row["code"].as_str(), row["severity"].as_str(), row["disposition"].as_str()))
        .collect();
    assert_eq!(reported, [(code, "error", "rejected")], "{findings:#?}");
}

/// Asserts the place of the only finding of a code: sheet, cell, disposition.
#[track_caller]
fn placed(object: &str, bytes: impl AsRef<[u8]>, exit: i32, code: &str, place: (&str, &str, &str)) -> Row {
    let findings = filtered(run_with(object, bytes, exit), &[("code", code)]);
    let [finding] = findings.as_slice() else { panic!("{code}: {findings:#?}") };
    assert_eq!(
        (finding["sheet"].as_str(), finding["cell"].as_str(), finding["disposition"].as_str()),
        place,
        "{finding:#?}"
    );
    finding.clone()
}

#[test]
fn files_that_cannot_be_read() {
    let good = workbook("Biểu 01", &[&labels(), &["90001", "Xã Đồi Chè", "2025-Q2", "1", "1", "1", "1"]]);
    rejected("services/empty.xlsx", b"", "empty-file");
    rejected("services/empty.csv", b"", "empty-file");
    rejected("services/half.xlsx", &good[..good.len() / 2], "unreadable-file");
    rejected("services/start.xlsx", &good[..6], "unreadable-file");
    // Bytes of a seeded generator: every value, no structure.
    let mut state = 88_172_645_463_325_252_u64;
    let noise: Vec<u8> = std::iter::repeat_with(|| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()[3]
    })
    .take(4096)
    .collect();
    rejected("services/noise.xlsx", &noise, "unreadable-file");
    let mut damaged = good.clone();
    let middle = damaged.len() / 2;
    damaged[middle..middle + 64].copy_from_slice(&noise[..64]);
    let findings = run_with("services/damaged.xlsx", &damaged, 1);
    assert_eq!(findings.len(), 1, "{findings:#?}");
}

#[test]
fn files_of_no_form() {
    rejected("services/lunch.csv", "Họ và tên;Món\nAn;Cơm\nBình;Phở\n", "unknown-form");
    rejected(
        "services/lunch.xlsx",
        workbook("Ăn trưa", &[&["Họ và tên", "Món"], &["An", "Cơm"], &["Bình", "Phở"]]),
        "unknown-form",
    );
    rejected("services/blank.xlsx", workbook("Trống", &[]), "unknown-form");
}

#[test]
fn a_place_that_no_source_names() {
    let mini = Mini::new();
    mini.quarter("2025-Q1", &SECOND_QUARTER);
    mini.send("elsewhere/x.csv", WHEN, sheet("2025-Q2", &OLD, &SECOND_QUARTER));
    mini.run(0);
    let found = filtered(mini.table("findings"), &[("object", "elsewhere/x.csv")]);
    assert_eq!(found.iter().map(|row| row["code"].as_str()).collect::<Vec<_>>(), ["unclaimed-object"]);
    assert_eq!(mini.figure("dossiers", "90", "as-reported", "2025-Q2"), "no row");
}

#[test]
fn text_where_a_number_belongs() {
    let cells = [Some("nhiều;50;1000;50"), SECOND_QUARTER[1], SECOND_QUARTER[2], SECOND_QUARTER[3], SECOND_QUARTER[4]];
    let finding = placed("services/x.csv", sheet("2025-Q2", &OLD, &cells), 1, "type-error", ("", "D2", "quarantined"));
    assert_eq!(
        (finding["value"].as_str(), finding["field"].as_str(), finding["time_period"].as_str()),
        ("nhiều", "received", "2025-Q2")
    );
    let book = workbook(
        "Biểu 01",
        &[
            &labels(),
            &["90001", "Xã Đồi Chè", "2025-Q2", "12,5", "1", "1", "1"],
            &["90002", "Xã Bến Gỗ", "2025-Q2", "7", "1", "1", "1"],
        ],
    );
    placed("services/x.xlsx", book, 1, "type-error", ("Biểu 01", "D2", "quarantined"));
}

#[test]
fn communes_that_are_unknown_or_ambiguous() {
    let line = |code: &str, name: &str| format!("{HEADER}{code};{name};2025-Q2;10;5;100;50\n");
    let unknown = placed("services/x.csv", line("", "Xã Đồi Chèo"), 1, "unknown-area", ("", "B2", "quarantined"));
    assert!(unknown["suggestion"].contains("Xã Đồi Chè"), "{unknown:#?}");
    placed("services/x.csv", line("90001", "Xã Bến Gỗ"), 1, "area-mismatch", ("", "B2", "quarantined"));
    // Without its accents a name is never accepted by itself.
    placed("services/x.csv", line("", "Xa Doi Che"), 1, "unknown-area", ("", "B2", "quarantined"));

    let mini = Mini::new();
    mini.quarter("2025-Q1", &SECOND_QUARTER);
    mini.edit("registry/units.csv", "90004,Xã Đá Bạc", "90004,Xã Bến Gỗ");
    mini.edit("landing/services/2025-Q1.csv", "90004;Xã Đá Bạc", ";Xã Bến Gỗ");
    mini.run(1);
    let ambiguous = filtered(mini.table("findings"), &[("code", "ambiguous-area")]);
    assert_eq!(
        ambiguous.iter().map(|row| (row["object"].as_str(), row["cell"].as_str())).collect::<Vec<_>>(),
        [("services/2025-Q1.csv", "B5")]
    );
    let said = format!("{} {}", ambiguous[0]["message_en"], ambiguous[0]["suggestion"]);
    assert!(said.contains("90002") && said.contains("90004"), "{said}");
}

#[test]
fn a_duplicate_key() {
    let line = |received: u32| format!("90001;Xã Đồi Chè;2025-Q2;{received};5;100;50\n");
    let differing = filtered(
        run_with("services/x.csv", format!("{HEADER}{}{}", line(10), line(11)), 1),
        &[("code", "primary-key")],
    );
    let rows: Vec<(&str, &str, &str)> = differing
        .iter()
        .map(|row| (row["row"].as_str(), row["severity"].as_str(), row["disposition"].as_str()))
        .collect();
    assert_eq!(rows, [("2", "error", "quarantined"), ("3", "error", "quarantined")]);
    let same = filtered(
        run_with("services/x.csv", format!("{HEADER}{}{}", line(10), line(10)), 0),
        &[("code", "primary-key")],
    );
    let rows: Vec<(&str, &str, &str)> =
        same.iter().map(|row| (row["row"].as_str(), row["severity"].as_str(), row["disposition"].as_str())).collect();
    assert_eq!(rows, [("3", "warning", "ignored")]);
}

#[test]
fn labels_that_are_missing_or_too_many() {
    let shortened = "Mã xã;Tên xã;Kỳ báo cáo;Hồ sơ tiếp nhận;Hồ sơ trực tuyến;Điểm chuyển đổi số\n90001;Xã Đồi Chè;2025-Q2;10;5;50\n";
    let findings = filtered(run_with("services/x.csv", shortened, 1), &[("code", "missing-label")]);
    assert_eq!(findings.iter().map(|row| row["field"].as_str()).collect::<Vec<_>>(), ["people"]);
    let extra = format!("{};Ghi chú\n90001;Xã Đồi Chè;2025-Q2;10;5;100;50;tốt\n", HEADER.trim_end());
    let findings = filtered(run_with("services/x.csv", extra, 0), &[("code", "extra-label")]);
    assert_eq!(
        findings.iter().map(|row| (row["severity"].as_str(), row["disposition"].as_str())).collect::<Vec<_>>(),
        [("warning", "ignored")]
    );
}

#[test]
fn values_that_break_a_constraint_or_a_total() {
    let negative = format!("{HEADER}90001;Xã Đồi Chè;2025-Q2;10;-5;100;50\n");
    placed("services/x.csv", negative, 1, "constraint-error", ("", "E2", "quarantined"));
    let total = format!(
        "{HEADER}90001;Xã Đồi Chè;2025-Q2;10;5;100;50\n90002;Xã Bến Gỗ;2025-Q2;20;5;100;50\n;Tổng số;;31;10;200;\n"
    );
    let finding = placed("services/x.csv", total, 0, "total-mismatch", ("", "D4", "used"));
    assert_eq!((finding["value"].as_str(), finding["expected"].as_str()), ("31", "30"));
}

#[test]
fn a_period_that_is_unknown_or_has_not_begun() {
    let findings = run_with("services/x.csv", sheet("năm nay", &OLD[..1], &SECOND_QUARTER[..1]), 1);
    assert!(findings.iter().any(|row| row["code"] == "unknown-period"), "{findings:#?}");
    let findings = run_with("services/x.csv", sheet("2026-Q1", &OLD[..1], &SECOND_QUARTER[..1]), 1);
    assert!(!findings.is_empty(), "the file came in July 2025");
}

#[test]
fn validate_reports_a_period_that_a_run_would_refuse() {
    let mini = Mini::new();
    mini.edit(
        "schemas/services.json",
        "\"reports\": \"commune\"",
        "\"reports\": \"commune\", \"first_period\": \"2025-Q2\"",
    );
    for (period, exit) in [("2025-Q1", 1), ("2025-Q2", 0), ("2099-Q1", 1)] {
        mini.write("x.csv", sheet(period, &OLD[..1], &SECOND_QUARTER[..1]));
        let path = mini.path().join("x.csv").to_string_lossy().into_owned();
        let answer = mini.tinhso(&["validate", &path, "--format", "json"]).expect(exit).json();
        let findings = answer["files"][0]["findings"].as_array().expect("findings");
        let cells: Vec<_> = findings.iter().filter(|one| one["code"] == "period-out-of-range").collect();
        let cells: Vec<_> = cells.iter().map(|one| one["location"]["cell"].as_str()).collect();
        assert_eq!(cells, vec![Some("C2"); usize::from(exit == 1)], "{period}");
    }
}

#[test]
fn a_period_before_the_first_of_the_form_is_refused() {
    for due in ["", ", \"due\": \"P30D\""] {
        for (period, exit) in [("2025-Q1", 1), ("2025-Q2", 0)] {
            let mini = Mini::new();
            let declared = format!("\"reports\": \"commune\", \"first_period\": \"2025-Q2\"{due}");
            mini.edit("schemas/services.json", "\"reports\": \"commune\"", &declared);
            mini.edit("tinhso.toml", "2026-03-31", "2025-07-10");
            mini.send("services/x.csv", "2025-07-05T09:00:00+07:00", sheet(period, &OLD, &SECOND_QUARTER));
            mini.run(exit);
            let found = filtered(mini.table("findings"), &[("code", "period-out-of-range")]);
            let sent = filtered(mini.table("submissions"), &[("time_period", period)]);
            if exit == 0 {
                assert!(
                    found.is_empty() && sent.iter().all(|row| row["state"] == "received"),
                    "{due}: {found:?} {sent:?}"
                );
                continue;
            }
            let message = "2025-Q1 lies before 2025-Q2, the first period of the form (`first_period`)";
            assert!(!found.is_empty() && found.iter().all(|row| row["message_en"] == message), "{due}: {found:?}");
            assert!(!sent.is_empty() && sent.iter().all(|row| row["state"] == "rejected"), "{due}: {sent:?}");
            assert!(mini.table("data/services").is_empty(), "none of its rows is used");
        }
    }
}

#[test]
fn a_period_of_the_head_that_is_none_is_reported_at_its_cell() {
    let labels = "Mã xã;Tên xã;Hồ sơ tiếp nhận;Hồ sơ trực tuyến;Dân số;Điểm chuyển đổi số";
    for written in ["Kỳ báo cáo: Quý V/2025", "Kỳ báo cáo: Năm 20255", "Tháng 13 năm 2024", "QUÝ 5/2024"] {
        let text = format!("Biểu số 01/TN;;;;;\n{written};;;;;\n{labels}\n90001;Xã Đồi Chè;9;1;100;5\n");
        let finding = placed("services/x.csv", text, 1, "unknown-period", ("", "A2", "rejected"));
        assert_eq!(finding["value"], *written);
    }
}

/// `validate` of one file in both languages, with the name of the folder taken out.
#[track_caller]
fn validated(name: &str, bytes: impl AsRef<[u8]>, code: i32) -> String {
    let mini = Mini::new();
    mini.write(name, bytes);
    let path = mini.path().join(name).to_string_lossy().into_owned();
    let mut page = String::new();
    for language in ["vi", "en"] {
        let answer = mini.tinhso(&["validate", &path, "--lang", language]).expect(code);
        assert_eq!(answer.stderr, "");
        page += &answer.stdout.replace(&*mini.path().to_string_lossy(), "[project]");
        page.push('\n');
    }
    assert!(!mini.warehouse().exists(), "validate writes nothing");
    page
}

#[test]
fn validate_tells_the_sender_before_it_is_sent() {
    let bad = workbook(
        "Biểu 01",
        &[
            &labels(),
            &["90001", "Xã Đồi Chè", "2025-Q2", "nhiều", "1", "1", "1"],
            &["90002", "Xã Bến Gổ", "2025-Q2", "7", "1", "1", "1"],
            &["90003", "Xã Cầu Tre", "2025-Q2", "7", "9", "1", "1"],
            &["90005", "Xã Giếng Mới", "2025-Q2", "7", "1", "1", "1"],
        ],
    );
    let bad = validated("bad.xlsx", bad, 1);
    insta::assert_snapshot!(bad);
    insta::assert_snapshot!(validated("empty.csv", "", 1), @r"
    [project]/empty.csv: 1 lỗi, 0 cảnh báo
    lỗi[empty-file] [project]/empty.csv
      Tệp rỗng, không có nội dung; hãy gửi lại tệp có số liệu.

    Việc tiếp theo: sửa 1 lỗi trên rồi kiểm tra lại; tinhso validate --return THƯ_MỤC ghi tệp có đánh dấu từng ô sai.

    [project]/empty.csv: 1 error, 0 warnings
    error[empty-file] [project]/empty.csv
      The file is empty; send it again with its data.

    Next: mend the error above and validate again; tinhso validate --return DIR writes a workbook with each faulty cell marked.
    ");
    insta::assert_snapshot!(validated("good.csv", sheet("2025-Q2", &OLD, &SECOND_QUARTER), 0), @r"
    [project]/good.csv: 0 lỗi, 0 cảnh báo
      biểu 01/TN kỳ 2025-Q2, không rõ nơi gửi: 5 dòng dùng được, 0 dòng bị loại

    Không có gì phải sửa: có thể gửi.

    [project]/good.csv: 0 errors, 0 warnings
      form 01/TN for 2025-Q2, sender unknown: 5 rows accepted, 0 quarantined

    Nothing is to be mended: it may be sent.
    ");
}

#[test]
fn validate_of_a_file_that_is_not_there_fails() {
    let mini = Mini::new();
    let answer = mini.tinhso(&["validate", "nowhere.xlsx", "--lang", "en"]).expect(2);
    assert!(answer.stderr.contains("nowhere.xlsx"), "{}", answer.stderr);
}

#[test]
fn a_file_beyond_the_limits_of_the_project_is_reported_and_the_run_goes_on() {
    let mini = Mini::new();
    mini.edit("tinhso.toml", "as_of ", "limits      = { max_cells = 20, max_bytes = 10000 }\nas_of ");
    mini.quarter("2025-Q1", &[Some("1;1;1;"), None, None, None, None]);
    mini.quarter("2025-Q2", &SECOND_QUARTER);
    mini.send("services/long.csv", "2025-07-02T09:00:00+07:00", "x".repeat(10_001));
    mini.run(1);
    let findings = mini.findings();
    let is_reported = |object: &str| findings.contains(&format!("error | oversized-file | {object} | "));
    assert!(
        is_reported("services/2025-Q2.csv") && is_reported("services/long.csv") && !is_reported("services/2025-Q1.csv"),
        "{findings:?}"
    );
    let answer = mini.tinhso(&["check"]).expect(0);
    assert_eq!(answer.stderr, "");
}

#[test]
fn words_of_programs_in_a_remark_keep_no_row_out_however_many_they_are() {
    let project = repository().join("fixtures/cases/words-of-programs-for-no-value/project");
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("tram.csv");
    let row = |number: usize| format!("90001;Xã Tân Lập;2024;Trạm {number};nan;Wifi;{number}\n");
    let rows: String = (1..=1_010).map(row).collect();
    fs::write(&file, format!("Mã xã;Tên xã;Kỳ báo cáo;Tên trạm;Ghi chú;Mạng;Số người\n{rows}")).expect("written");
    let answer = tinhso(&project, &["validate", &file.to_string_lossy(), "--lang", "en"]).expect(0);
    assert!(answer.stdout.contains("1,010 rows accepted, 0 quarantined"), "{}", answer.stdout);
    assert!(answer.stdout.contains("10 more places have this finding"), "{}", answer.stdout);
}

#[test]
fn rows_of_a_period_still_to_come_are_counted_as_a_run_counts_them() {
    let mini = Mini::new();
    let rows = [Some("100;50;1000;50"), Some("200;60;2000;60")];
    mini.send(
        "services/q1.csv",
        "2025-07-05T09:00:00+07:00",
        sheet("2052-Q1", &OLD[..2], &rows).replace("90002;Xã Bến Gỗ;2052", "90002;Xã Bến Gỗ;2025"),
    );
    let file = mini.path().join("landing/services/q1.csv").to_string_lossy().into_owned();
    let table = mini.tinhso(&["validate", &file, "--format", "json"]).expect(1).json()["files"][0]["tables"][0].clone();
    assert_eq!((&table["rows_accepted"], &table["rows_quarantined"]), (&1.into(), &1.into()), "{table}");
    let said = mini.tinhso(&["validate", &file, "--lang", "en"]).expect(1).stdout;
    assert!(said.contains(": 1 row accepted, 1 quarantined"), "{said}");
    let summary = mini.run(1)["summary"].clone();
    assert_eq!((&summary["rows_accepted"], &summary["rows_quarantined"]), (&1.into(), &1.into()), "{summary}");
}
