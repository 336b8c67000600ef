//! Values with more digits than their field keeps: sound sheets in a finer unit, and workbooks that store more than they show, break no check and no
//! total by the rounding alone.

use rust_xlsxwriter::{Format, Workbook};

use crate::kit::{filtered, lines};
use crate::mini::Mini;

const WHEN: &str = "2025-07-05T09:00:00+07:00";

const FIELD: &str = r#""measure": "flow", "unit": "VND", "multiplier": 6, "scale": 2, "decimalChar": ",""#;

/// A project with a form of amounts in million đồng with two decimals, and this check.
fn project(grain: &str, assert: &str) -> Mini {
    let mini = Mini::new();
    let form = format!(
        r#"{{ "name": "revenue", "title": "Biểu số 02/TC: Thu ngân sách",
  "form": {{ "code": "02/TC", "frequency": "quarter", "calendar": "gregorian", "reports": "commune"{grain} }},
  "schema": {{ "fields": [
    {{ "name": "code", "type": "string", "title": "Mã xã", "role": "area-code" }},
    {{ "name": "commune", "type": "string", "title": "Tên xã", "role": "area-name" }},
    {{ "name": "period", "type": "string", "title": "Quý", "role": "period" }},
    {{ "name": "total", "type": "number", "title": "Tổng thu", {FIELD} }},
    {{ "name": "tax", "type": "number", "title": "Thuế", {FIELD} }},
    {{ "name": "land", "type": "number", "title": "Tiền sử dụng đất", {FIELD} }}
  ], "missingValues": [{{ "value": "", "status": "O" }}] }} }}"#
    );
    mini.write("schemas/revenue.json", form);
    let pipeline = format!(
        r#"name  = "revenue"
title = {{ vi = "Thu ngân sách", en = "Revenue" }}

[[source]]
form = "revenue"
from = "services/**"

[[check]]
name     = "parts"
source   = "revenue"
assert   = "{assert}"
severity = "error"
message  = {{ vi = "Tổng thu khác các khoản", en = "the total is not that of its parts" }}

[[indicator]]
name        = "revenue"
title       = {{ vi = "Thu", en = "Revenue" }}
numerator   = {{ source = "revenue", value = "sum(total)" }}
unit        = "VND"
areas       = ["commune"]
periods     = ["quarter"]
"#
    );
    mini.write("pipelines/services.toml", pipeline);
    mini
}

/// What was found, converted units and excess digits aside.
fn found(mini: &Mini) -> Vec<String> {
    let answer = mini.tinhso(&["run", "--format", "json"]);
    assert!(answer.code < 2, "{}", answer.stderr);
    let expected = ["unit-converted", "excess-digits"];
    let others = mini.table("findings").into_iter().filter(|row| !expected.contains(&row["code"].as_str()));
    lines(&others.collect::<Vec<_>>(), &["code", "cell"])
}

/// Sends a table in this unit with the amounts of three communes and their total, and gives what was found.
fn found_in(assert: &str, unit: &str, rows: [&str; 4]) -> Vec<String> {
    let mini = project("", assert);
    mini.send("services/a.csv", WHEN, text(unit, rows));
    found(&mini)
}

fn text(unit: &str, rows: [&str; 4]) -> String {
    let places = ["90001;Xã Đồi Chè", "90002;Xã Bến Gỗ", "90003;Xã Cầu Tre", ";Tổng cộng"];
    let mut text =
        format!("Đơn vị tính: {unit};;;;;\nMã xã;Tên xã;Quý;Tổng thu;Thuế;Tiền sử dụng đất\nA;B;C;1=2+3;2;3\n");
    for (index, (place, amounts)) in places.iter().zip(rows).enumerate() {
        let period = if index < 3 { "2025-Q2" } else { "" };
        text += &format!("{place};{period};{amounts}\n");
    }
    text
}

/// Each row and each total is exact, and the rounded amounts are a hundredth apart.
const IN_DONG: [&str; 4] =
    ["3009998;1004999;2004999", "12008000;5004000;7004000", "2008000;1004000;1004000", "17025998;7012999;10012999"];

#[test]
fn a_sheet_in_a_finer_unit_that_adds_up_is_sound() {
    let in_thousands =
        ["3009,998;1004,999;2004,999", "12008;5004;7004", "2008;1004;1004", "17025,998;7012,999;10012,999"];
    let in_millions =
        ["3,009998;1,004999;2,004999", "12,0080;5,0040;7,0040", "2,0080;1,0040;1,0040", "17,025998;7,012999;10,012999"];
    for assert in [
        "total = tax + land",
        "total <= tax + land",
        "NOT total > tax + land",
        "land = total - tax AND total >= tax",
        "total = tax + land OR land IS NULL",
    ] {
        for (unit, rows) in [("đồng", IN_DONG), ("nghìn đồng", in_thousands), ("triệu đồng", in_millions)] {
            assert_eq!(found_in(assert, unit, rows), Vec::<String>::new(), "{assert}, {unit}");
        }
    }
}

#[test]
fn the_figures_are_those_of_the_rounded_values() {
    let mini = project("", "total = tax + land");
    mini.send("services/a.csv", WHEN, text("đồng", IN_DONG));
    assert_eq!(found(&mini), Vec::<String>::new());
    assert_eq!(mini.figure("revenue", "90002", "as-reported", "2025-Q2"), "12.01 | A | 1/1");
    mini.tinhso(&["verify"]).expect(0);
}

#[test]
fn what_differs_by_more_than_the_rounding_is_found() {
    let [_, second, third, _] = IN_DONG;
    let rows = ["3029998;1004999;2004999", second, third, "17095998;7012999;10012999"];
    let found = found_in("total = tax + land", "đồng", rows);
    for expected in ["check-failed | D4", "formula-mismatch | D4", "total-mismatch | D7"] {
        assert!(found.iter().any(|one| one == expected), "{expected}: {found:?}");
    }
    assert!(
        !found_in(
            "total > tax + land",
            "đồng",
            ["3000000;1004999;2004999", second, third, "17025998;7012999;10012999"]
        )
        .is_empty()
    );
}

#[test]
fn values_that_were_not_rounded_are_compared_to_the_digit() {
    let sound = ["3,01;1;2,01", "12,01;5;7,01", "2,01;1;1,01", "17,03;7;10,03"];
    assert_eq!(found_in("total = tax + land", "triệu đồng", sound), Vec::<String>::new());
    let one_off = ["3,01;1;2", "12,01;5;7,01", "2,01;1;1,01", "17,03;7;10,02"];
    assert_eq!(found_in("total = tax + land", "triệu đồng", one_off)[0], "check-failed | D4");
    // One rounded number allows half of its last digit, and no more.
    let one_rounded = ["3,01;1;2,004", "12,01;5;7,01", "2,01;1;1,01", "17,03;7;10,02"];
    assert_eq!(found_in("total = tax + land", "triệu đồng", one_rounded)[0], "check-failed | D4");
}

#[test]
fn a_workbook_that_stores_more_than_it_shows_is_sound() {
    let mini = project("", "total = tax + land");
    let shown = Format::new().set_num_format("#,##0.00");
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (column, label) in (0..).zip(["Mã xã", "Tên xã", "Quý", "Tổng thu", "Thuế", "Tiền sử dụng đất"])
    {
        sheet.write(0, column, label).expect("a label");
    }
    let places = ["90001", "90002", "90003", "90004", "90005"].iter().zip([1319.27, 964.84, 2210.53, 871.09, 1450.61]);
    let mut sums = [0.0; 3];
    for (row, (code, total)) in (1..).zip(places) {
        sheet.write(row, 0, *code).and_then(|sheet| sheet.write(row, 2, "2025-Q2")).expect("a key");
        let amounts = [total, total / 30.0, total - total / 30.0];
        for (column, (amount, sum)) in (3..).zip(amounts.iter().zip(&mut sums)) {
            sheet.write_with_format(row, column, *amount, &shown).expect("an amount");
            *sum += amount;
        }
    }
    sheet.write(6, 1, "Tổng cộng").expect("a word");
    for (column, sum) in (3..).zip(sums) {
        sheet.write_with_format(6, column, sum, &shown).expect("an amount");
    }
    mini.send("services/a.xlsx", WHEN, workbook.save_to_buffer().expect("a workbook"));
    assert_eq!(found(&mini), Vec::<String>::new());
    assert_eq!(filtered(mini.table("data/revenue"), &[("time_period", "2025-Q2")]).len(), 5);
}

#[test]
fn a_check_of_several_periods_knows_what_was_rounded() {
    let mini = project("", "total = previous(total) + tax");
    let send = |period: &str, when: &str, amounts: &str| {
        let text = format!(
            "Đơn vị tính: đồng;;;;;\nMã xã;Tên xã;Quý;Tổng thu;Thuế;Tiền sử dụng đất\n90001;Xã Đồi Chè;{period};{amounts}\n"
        );
        mini.send(&format!("services/{period}.csv"), when, text);
    };
    send("2024-Q1", "2024-04-05T09:00:00+07:00", "1004000;1004000;1000000");
    send("2024-Q2", "2024-07-05T09:00:00+07:00", "2008000;1004000;1000000");
    // The sum is 3,012 million, and this is 3,042.
    send("2024-Q3", "2024-10-05T09:00:00+07:00", "3042000;1004000;1000000");
    let answer = mini.tinhso(&["run", "--format", "json"]);
    assert!(answer.code < 2, "{}", answer.stderr);
    let failed = filtered(mini.table("findings"), &[("code", "check-failed")]);
    assert_eq!(lines(&failed, &["time_period"]), ["2024-Q3"]);
    // A second run takes the readings from the cache.
    send("2024-Q4", "2025-01-05T09:00:00+07:00", "4046000;1004000;1000000");
    assert!(mini.tinhso(&["run", "--format", "json"]).code < 2);
    let failed = filtered(mini.table("findings"), &[("code", "check-failed")]);
    assert_eq!(lines(&failed, &["time_period"]), ["2024-Q3"]);
}

#[test]
fn lines_and_their_totals_know_what_was_rounded() {
    let send = |total: &str| {
        let mini = project(r#", "grain": "line""#, "total = tax + land");
        let mut text = "Mã xã;Tên xã;Quý;Tổng thu;Thuế;Tiền sử dụng đất\n".to_owned();
        for (code, name) in [("90001", "Xã Đồi Chè"), ("90002", "Xã Bến Gỗ"), ("90003", "Xã Cầu Tre")] {
            text += &format!("{code};{name};2025-Q2;2,0080;1,0040;1,0040\n");
        }
        text += &format!("Tổng số;;;{total};3,012;3,012\n");
        mini.send("services/a.csv", WHEN, text);
        found(&mini)
    };
    assert_eq!(send("6,024"), Vec::<String>::new());
    assert_eq!(send("6,064"), ["total-mismatch | D5"]);
}

#[test]
fn columns_on_several_pages_know_what_was_rounded() {
    let mini = project("", "total = tax + land");
    let mut workbook = Workbook::new();
    let pages: [(&[&str], [&[f64]; 2]); 2] = [
        (&["Mã xã", "Tên xã", "Quý", "Tổng thu", "Thuế"], [&[3_009_998.0, 1_004_999.0], &[12_008_000.0, 5_004_000.0]]),
        (&["Mã xã", "Tên xã", "Quý", "Tiền sử dụng đất"], [&[2_004_999.0], &[7_004_000.0]]),
    ];
    for (labels, rows) in pages {
        let sheet = workbook.add_worksheet();
        sheet.write(0, 0, "Đơn vị tính: đồng").expect("a unit");
        for (column, label) in (0..).zip(labels) {
            sheet.write(1, column, *label).expect("a label");
        }
        for (row, (code, amounts)) in (2..).zip(["90001", "90002"].iter().zip(rows)) {
            sheet.write(row, 0, *code).and_then(|sheet| sheet.write(row, 2, "2025-Q2")).expect("a key");
            for (column, amount) in (3..).zip(amounts) {
                sheet.write(row, column, *amount).expect("an amount");
            }
        }
    }
    mini.send("services/a.xlsx", WHEN, workbook.save_to_buffer().expect("a workbook"));
    assert_eq!(found(&mini), Vec::<String>::new());
    assert_eq!(lines(&mini.table("data/revenue"), &["total", "land"]), ["3.01 | 2.00", "12.01 | 7.00"]);
}
