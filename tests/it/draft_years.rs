//! `tinhso draft`: the form of a sample reads the reports of the next year and quarter, whose labels name other years and whose numbers have decimals.

use rust_xlsxwriter::Workbook;
use serde_json::Value;

use crate::kit::{lines, tinhso};
use crate::mini::Mini;

/// Rows of cells in one of the formats; numbers from the third column on are numbers of a workbook.
fn file(format: &str, rows: &[&str]) -> Vec<u8> {
    if format == "csv" {
        return (rows.join("\n") + "\n").into_bytes();
    }
    let mut book = Workbook::new();
    let page = book.add_worksheet();
    for (row, line) in (0_u32..).zip(rows) {
        for (column, cell) in (0_u16..).zip(line.split(';')) {
            match cell.replace(',', ".").parse::<f64>() {
                Ok(number) if row > 2 && column > 1 => page.write(row, column, number).expect("written"),
                _ => page.write(row, column, cell).expect("written"),
            };
        }
    }
    book.save_to_buffer().expect("a workbook")
}

/// A report of this period with these labels and numbers.
fn report(format: &str, period: &str, labels: &str, numbers: [&str; 2]) -> Vec<u8> {
    let head = format!("Mã xã;Tên xã;{labels}");
    let rows = [format!("90001;Xã Đồi Chè;{}", numbers[0]), format!("90002;Xã Bến Gỗ;{}", numbers[1])];
    file(format, &["BÁO CÁO CỦA XÃ", period, &head, &rows[0], &rows[1]])
}

/// A project with the form and the pipeline that are drafted from a sample, and what the draft says.
fn drafted(format: &str, sample: Vec<u8>) -> (Mini, Value) {
    let mini = Mini::new();
    for name in
        ["schemas/services.json", "schemas/value-added.json", "pipelines/services.toml", "pipelines/economy.toml"]
    {
        std::fs::remove_file(mini.path().join(name)).expect("gone");
    }
    let name = format!("sample.{format}");
    mini.write(&name, sample);
    let place = |name: &str| mini.path().join(name).to_string_lossy().into_owned();
    let (sample, form, pipeline) = (place(&name), place("schemas/th.json"), place("pipelines/th.toml"));
    let arguments = ["draft", &sample, "--name", "th", "--output", &form, "--pipeline", &pipeline, "--format", "json"];
    let answer = mini.tinhso(&arguments).expect(0).json();
    (mini, answer)
}

/// What is found in a report with the drafted form: codes with what they are about.
fn found(mini: &Mini, format: &str, bytes: Vec<u8>) -> Vec<String> {
    let name = mini.path().join(format!("next.{format}"));
    std::fs::write(&name, bytes).expect("written");
    let answer = tinhso(mini.path(), &["validate", &name.to_string_lossy(), "--format", "json"]).json();
    let file = &answer["files"][0];
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let mut found: Vec<String> = file["findings"]
        .as_array()
        .expect("findings")
        .iter()
        .map(|one| format!("{} {}", text(&one["code"]), text(&one["location"]["cell"])))
        .collect();
    found.extend(
        file["tables"]
            .as_array()
            .expect("tables")
            .iter()
            .map(|table| format!("{} rows of {}", table["rows_accepted"], text(&table["time_period"]))),
    );
    found
}

fn field<'a>(answer: &'a Value, title: &str) -> &'a Value {
    let fields = answer["form"]["schema"]["fields"].as_array().expect("fields");
    fields.iter().find(|field| field["title"] == title).unwrap_or_else(|| panic!("no {title}: {fields:#?}"))
}

fn notes(answer: &Value) -> String {
    let notes = answer["notes"].as_array().expect("notes").iter();
    notes.map(|note| format!("{} = {}: {}\n", note["about"], note["guess"], note["why"]["en"])).collect()
}

#[test]
fn the_report_of_the_next_year_is_read_with_the_draft_of_this_one() {
    for format in ["csv", "xlsx"] {
        let labels = |year: i32| {
            let before = year - 1;
            format!("Thực hiện năm {before};Kế hoạch năm {year};Thực hiện năm {year};So với {before} (%)")
        };
        let sample = report(format, "Năm 2023", &labels(2023), ["12;13;14;101,5", "22;23;24;102,5"]);
        let (mini, answer) = drafted(format, sample);
        assert_eq!(field(&answer, "Thực hiện năm {year-1}")["name"], "thuc_hien_nam_truoc");
        assert_eq!(field(&answer, "Thực hiện năm {year}")["name"], "thuc_hien_nam");
        let said = notes(&answer);
        let line = said.lines().find(|line| line.contains("counted from that of the report")).expect("a line");
        assert!(line.starts_with("\"thuc_hien_nam_truoc, so_voi_nam_truoc\" = \"{year-1}\""), "{said}");
        let next = report(format, "Năm 2024", &labels(2024), ["14;15;16;114,3", "24;25;26;108,3"]);
        assert_eq!(found(&mini, format, next.clone()), ["2 rows of 2024"], "{format}");
        // Columns in another order are those of their years.
        let turned = "Thực hiện năm 2024;Thực hiện năm 2023;So với 2023 (%);Kế hoạch năm 2024";
        let turned = report(format, "Năm 2024", turned, ["16;14;114,3;15", "26;24;108,3;25"]);
        assert_eq!(found(&mini, format, turned.clone()), ["2 rows of 2024"], "{format}");
        // The figure of a first pipeline is that of the year of the report.
        let pipeline = std::fs::read_to_string(mini.path().join("pipelines/th.toml")).expect("a pipeline");
        assert!(pipeline.contains("sum(ke_hoach_nam)"), "{pipeline}");
        for bytes in [next, turned] {
            mini.send(&format!("th/a.{format}"), "2025-01-05T09:00:00+07:00", bytes);
            assert!(mini.tinhso(&["run"]).code < 2);
            let rows = lines(&mini.table("data/th"), &["thuc_hien_nam_truoc", "thuc_hien_nam", "ke_hoach_nam"]);
            assert_eq!(rows, ["14 | 16 | 15", "24 | 26 | 25"], "{format}");
        }
        // A report with the columns of the sample once more is none of this year.
        let old = report(format, "Năm 2024", &labels(2023), ["12;13;14;101,5", "22;23;24;102,5"]);
        assert!(found(&mini, format, old).iter().any(|line| line.starts_with("missing-label")), "{format}");
    }
}

#[test]
fn years_that_are_the_same_in_every_report_stay_and_are_said_to() {
    let labels = "Giá trị theo giá năm 2010;Kế hoạch giai đoạn 2020-2023;Thực hiện";
    let (mini, answer) = drafted("csv", report("csv", "Năm 2023", labels, ["12;13;14", "22;23;24"]));
    field(&answer, "Giá trị theo giá năm 2010");
    field(&answer, "Kế hoạch giai đoạn 2020-2023");
    let said = notes(&answer);
    assert_eq!(said.lines().filter(|line| line.contains("a year that is not the one")).count(), 1, "{said}");
    let next = report("csv", "Năm 2024", labels, ["12;13;14", "22;23;24"]);
    assert!(found(&mini, "csv", next).contains(&"2 rows of 2024".to_owned()));
    let (_, answer) =
        drafted("csv", report("csv", "Năm 2024", "Thực hiện năm 2024;Thực hiện năm trước", ["1;2", "3;4"]));
    assert!(!notes(&answer).contains("a year that is not the one"), "{}", notes(&answer));
}

#[test]
fn what_is_measured_has_decimals_though_the_sample_has_none() {
    let labels = "Số hộ;Tỷ lệ hộ nghèo (%);Sản lượng (tấn);Diện tích (ha);Năng suất (tạ/ha);Dân số (nghìn người)";
    for format in ["csv", "xlsx"] {
        let sample = report(format, "Quý I năm 2025", labels, ["120;5;100;20;50;12", "130;7;110;21;51;13"]);
        let (mini, answer) = drafted(format, sample);
        let kind = |title: &str| {
            let field = field(&answer, title);
            format!("{} {}", field["type"].as_str().unwrap_or_default(), field["scale"])
        };
        assert_eq!(kind("Số hộ"), "integer null");
        for title in ["Tỷ lệ hộ nghèo", "Sản lượng", "Diện tích", "Năng suất"] {
            assert_eq!(kind(title), "number 2", "{title}");
        }
        assert_eq!(kind("Dân số"), "number 3");
        assert!(notes(&answer).contains("measured and not counted"), "{}", notes(&answer));
        let next = report(format, "Quý II năm 2025", labels, ["125;4,8;101,5;20,25;50,5;12,4", "131;6,9;111;21;51;13"]);
        assert_eq!(found(&mini, format, next), ["2 rows of 2025-Q2"], "{format}");
        // What is counted is whole.
        let halves =
            report(format, "Quý II năm 2025", labels, ["125,5;4,8;101,5;20,25;50,5;12,4", "131;6,9;111;21;51;13"]);
        assert!(found(&mini, format, halves).iter().any(|line| line.starts_with("type-error C4")), "{format}");
    }
}
