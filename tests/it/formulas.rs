//! The numbering row's formulas, tested in every row: `formula-mismatch` at the cell that differs.

use rust_xlsxwriter::Workbook;

use crate::kit::{Row, filtered};
use crate::mini::{FORM, HEADER, Mini};

const WHEN: &str = "2025-07-05T09:00:00+07:00";

/// Sends a table with this numbering row (from `received` on) and these cells of Đồi Chè, Bến Gỗ, Cầu Tre; gives the
/// mismatches as `cell: value, expected`.
#[track_caller]
fn found_in(mini: &Mini, numbering: &str, rows: &[&str]) -> Vec<String> {
    let places = ["90001;Xã Đồi Chè", "90002;Xã Bến Gỗ", "90003;Xã Cầu Tre", "90004;Xã Đá Bạc"];
    let mut text = format!("{HEADER}A;B;C;{numbering}\n");
    for (place, cells) in places.iter().zip(rows) {
        text += &format!("{place};2025-Q2;{cells}\n");
    }
    mini.send("services/x.csv", WHEN, text);
    let answer = mini.tinhso(&["run", "--format", "json"]);
    assert!(answer.code < 2, "{}", answer.stderr);
    mismatches(mini).iter().map(shown).collect()
}

#[track_caller]
fn found(numbering: &str, rows: &[&str]) -> Vec<String> {
    found_in(&Mini::new(), numbering, rows)
}

fn mismatches(mini: &Mini) -> Vec<Row> {
    filtered(mini.table("findings"), &[("code", "formula-mismatch")])
}

fn shown(row: &Row) -> String {
    format!("{}: {}, {}", row["cell"], row["value"], row["expected"])
}

#[test]
fn a_sum_off_by_one_is_reported_at_its_cell() {
    let mini = Mini::new();
    let rows = ["100;50;150;55", "200;60;261;60", "1.000;1.000;2.000;60"];
    assert_eq!(found_in(&mini, "1;2;3=1+2;4", &rows), ["F4: 261, 260"]);
    let row = &mismatches(&mini)[0];
    let facts = ["severity", "disposition", "row", "field", "ref_area", "time_period"].map(|name| row[name].as_str());
    assert_eq!(facts, ["warning", "used", "4", "people", "90002", "2025-Q2"]);
    assert_eq!(
        row["message_vi"],
        "Cột (3) ghi 261, nhưng theo công thức “3=1+2” ở dòng đánh số cột phải là 260; hãy kiểm tra lại các cột"
    );
    assert_eq!(
        row["message_en"],
        "Column (3) says 261, but by the formula “3=1+2” of the numbering row it is 260; check the columns"
    );
    assert_eq!(mini.figure("people", "90002", "as-reported", "2025-Q2"), "261.0 | A | 1/1", "a warning is used");
}

#[test]
fn the_same_formula_written_otherwise() {
    for numbering in ["(1);(2);(3)=(1)+(2);(4)", "1;2;３\u{a0}=\u{a0}１＋２;4", "1=3−2;2=3-1;3;4", "1;2;3 (1+2);4"]
    {
        assert_eq!(found(numbering, &["100;50;150;55"]), Vec::<String>::new(), "{numbering}");
        assert!(!found(numbering, &["100;50;151;55"]).is_empty(), "{numbering}");
    }
    // Each side of a chain by itself.
    assert_eq!(found("1=2+3=4;2;3;4", &["90;50;40;90"]), Vec::<String>::new());
    assert_eq!(found("1=2+3=4;2;3;4", &["90;50;41;92"]), ["D3: 90, 91", "D3: 90, 92"]);
}

#[test]
fn a_ratio_may_differ_by_half_of_its_last_digit() {
    // 2/3 is 66,66…; 1/8 is 12,5: at one decimal 66,7, without one 12 or 13.
    let rows = ["300;200;1;66,7", "300;200;1;66,67", "800;100;1;12", "800;100;1;13"];
    assert_eq!(found("1;2;3;4=2/1*100", &rows), Vec::<String>::new());
    let rows = ["300;200;1;66,6", "300;200;1;66,66", "800;100;1;12,4", "800;100;1;14"];
    let wrong = ["G3: 66,6, 66,7", "G4: 66,66, 66,67", "G5: 12,4, 12,5", "G6: 14, 13"];
    for numbering in ["1;2;3;4=2:1x100", "1;2;3;4=2/1%", "1;2;3;4 = (2)÷(1) × 100%"] {
        assert_eq!(found(numbering, &rows), wrong, "{numbering}");
    }
}

/// A project whose four figures are decimals.
fn of_decimals() -> Mini {
    let mini = Mini::new();
    mini.write("schemas/services.json", FORM.replace("\"integer\"", "\"number\""));
    mini
}

#[test]
fn a_sum_of_decimals_allows_half_a_unit_of_each() {
    let numbering = "1;2;3=1+2;4";
    // Three numbers of one decimal: 0,15.
    assert_eq!(found_in(&of_decimals(), numbering, &["1,1;1,2;2,4;5", "1,1;1,2;2,2;5"]), Vec::<String>::new());
    assert_eq!(found_in(&of_decimals(), numbering, &["1,1;1,2;2,5;5"]), ["F3: 2,5, 2,3"]);
    // 0,05 + 0,05 + 0,005: the last is just within, the next just beyond.
    assert_eq!(
        found_in(&of_decimals(), numbering, &["1,2;1,2;2,50;5", "1,20;1,2;2,46;5", "1,20;1,2;2,47;5"]),
        ["F5: 2,47, 2,4"]
    );
    // What is rounded to whole numbers is no sum of integers.
    assert_eq!(found_in(&of_decimals(), numbering, &["1;1;3;5", "1;1;4;5"]), ["F4: 4, 2"]);
    // A number of a sum counts as often as it is added.
    assert_eq!(found_in(&of_decimals(), "1;2=1*10;3;4", &["1,1;11,5;0;5", "1,1;11,6;0;5"]), ["E4: 11,6, 11"]);
}

#[test]
fn what_is_missing_decides_nothing() {
    let rows = ["...;50;9;55", "100;;9;55", "100;50;x;55", "100;-;99;55"];
    assert_eq!(found("1;2;3=1+2;4", &rows), ["F6: 99, 100"], "a dash is a zero");
    assert_eq!(found("1;2;3;4=2/1*100", &["0;0;9;0"]), Vec::<String>::new(), "nothing is divided by zero");
}

#[test]
fn formulas_that_cannot_be_understood_are_none() {
    for numbering in ["1;2;3=1+7;4", "1;2;3=xem ghi chú;4", "1;2;3=1+3;4", "1;2;3=tổng;4", "1;2;3=((1+2);4"] {
        assert_eq!(found(numbering, &["100;50;1;55"]), Vec::<String>::new(), "{numbering}");
    }
}

#[test]
fn a_column_of_percents_may_leave_the_hundred_out() {
    let rows = ["300;200;1;66,7", "300;200;1;0,667", "300;200;1;67,7"];
    assert_eq!(found("1;2;3;4=2/1", &rows), ["G3: 66,7, 0,7", "G5: 67,7, 0,7"], "the score is in no unit");
    let mini = Mini::new();
    let percents = r#""measure": "rate", "unit": "percent" }"#;
    mini.write("schemas/services.json", FORM.replace(r#""measure": "rate" }"#, percents));
    assert_eq!(found_in(&mini, "1;2;3;4=2/1", &rows), ["G5: 67,7, 66,7"]);
}

#[test]
fn rows_stay_quarantined_or_used_as_the_form_says() {
    // The other commune's row is out for its own reason, and stays out.
    let rows = ["100;50;151;55", "nhiều;50;151;55", "100;200;301;55"];
    let mini = Mini::new();
    assert_eq!(found_in(&mini, "1;2;3=1+2;4", &rows), ["F3: 151, 150", "F5: 301, 300"]);
    assert_eq!(mini.table("data/services").len(), 1);
    let mini = Mini::new();
    let severities = r#""severities": { "formula-mismatch": "error" }, "form": {"#;
    mini.edit("schemas/services.json", "\"form\": {", severities);
    assert_eq!(found_in(&mini, "1;2;3=1+2;4", &rows).len(), 2);
    assert_eq!(mini.table("data/services").len(), 0);
}

/// A workbook with a column of no field; numbers are stored as doubles.
fn workbook() -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("Biểu 01").expect("a name");
    let labels = [
        "Mã xã",
        "Tên xã",
        "Kỳ báo cáo",
        "Hồ sơ tiếp nhận",
        "Hồ sơ trực tuyến",
        "Trực tiếp",
        "Dân số",
        "Điểm chuyển đổi số",
    ];
    for (column, label) in (0..).zip(labels) {
        sheet.write(0, column, label).expect("written");
    }
    for (column, number) in (0..).zip(["A", "B", "C", "1=2+3", "2", "3", "4", "5=2/1*100"]) {
        sheet.write(1, column, number).expect("written");
    }
    sheet.write(1, 4, -2).expect("written");
    let rows = [
        ("90001", "Xã Đồi Chè", [300.0, 200.0, 100.0, 1000.0, 200.0 / 300.0 * 100.0]),
        ("90002", "Xã Bến Gỗ", [300.0, 200.0, 101.0, 1000.0, 66.7]),
        ("90003", "Xã Cầu Tre", [400.0, 200.0, 200.0, 1000.0, 50.0]),
        ("90004", "Xã Đá Bạc", [300.0, 200.0, 100.0, 1000.0, 66.0]),
    ];
    for (row, (code, name, numbers)) in (2..).zip(rows) {
        for (column, text) in (0..).zip([code, name, "2025-Q2"]) {
            sheet.write(row, column, text).expect("written");
        }
        for (column, number) in (3..).zip(numbers) {
            sheet.write(row, column, number).expect("written");
        }
    }
    sheet.write(6, 1, "Tổng số").expect("written");
    sheet.write(6, 3, 1300).expect("written");
    book.save_to_buffer().expect("a workbook")
}

#[test]
fn a_workbook_is_tested_with_the_columns_of_no_field() {
    let mini = Mini::new();
    mini.send("services/x.xlsx", WHEN, workbook());
    mini.run(0);
    let rows = mismatches(&mini);
    assert_eq!(rows.iter().map(shown).collect::<Vec<_>>(), ["D4: 300, 301", "H6: 66, 66,7"]);
    assert_eq!((rows[0]["sheet"].as_str(), rows[0]["field"].as_str()), ("Biểu 01", "received"));
}

#[test]
fn inspect_shows_what_is_tested_and_what_is_not_understood() {
    let mini = Mini::new();
    let text = format!("{HEADER}A;B;C;1;2;3 = 1 + 2;4=2/9\n90001;Xã Đồi Chè;2025-Q2;100;50;151;55\n");
    mini.write("x.csv", text);
    let file = mini.path().join("x.csv").to_string_lossy().into_owned();
    let shown = mini.tinhso(&["inspect", &file, "--lang", "en"]).expect(0).stdout;
    let lines: Vec<&str> = shown.lines().filter(|line| line.contains('“')).map(str::trim).collect();
    assert!(lines.contains(&"formulas  “3 = 1 + 2” (F2)"), "{shown}");
    assert!(lines.contains(&"“4=2/9” (G2) · not understood"), "{shown}");
    let answer = mini.tinhso(&["inspect", &file, "--format", "json"]).expect(0).json();
    assert_eq!(
        answer["files"][0]["tables"][0]["formulas"],
        serde_json::json!([
            { "text": "3 = 1 + 2", "cell": "F2", "understood": true },
            { "text": "4=2/9", "cell": "G2", "understood": false },
        ])
    );
}
