//! Rows that leave a field of their key blank: totals of their unit, rows whose cell was forgotten, units beside which nobody wrote a thing, and rows
//! below headings that name the value. Each table is sent as a workbook and as a text.

use crate::kit::{filtered, lines};
use crate::mini::{Mini, OLD};
use crate::split_labels::workbook;

const FORM: &str = r#"{
  "name": "output",
  "form": { "code": "03/SX", "frequency": "quarter", "calendar": "gregorian", "reports": "commune",
            "submits": [{ "from": "2020-01-01", "level": "province" }] },
  "schema": {
    "fields": [
      { "name": "code", "type": "string", "title": "Mã xã", "role": "area-code" },
      { "name": "commune", "type": "string", "title": "Tên xã", "role": "area-name" },
      { "name": "branch", "type": "string", "title": "Ngành" LISTED },
      { "name": "value", "type": "number", "title": "Giá trị sản xuất", "measure": "flow", "unit": "VND", "multiplier": 6, "scale": 1 }
    ],
    "primaryKey": ["code", "branch"],
    "missingValues": [{ "value": "", "status": "O" }, { "value": "...", "status": "L" }]
  }
}
"#;
const LISTED: &str = r#", "constraints": { "enum": ["Nông nghiệp", "Công nghiệp", "Dịch vụ"] }"#;

const PIPELINE: &str = r#"name  = "output"
title = { vi = "Sản xuất", en = "Output" }

[[source]]
form = "output"
from = "output/**"

[[indicator]]
name        = "value"
title       = { vi = "Giá trị sản xuất", en = "Output" }
numerator   = { source = "output", value = "sum(value)" }
unit        = "VND"
areas       = ["commune", "province"]
periods     = ["quarter"]

[[indicator]]
name        = "rows"
title       = { vi = "Số dòng", en = "Rows" }
numerator   = { source = "output", value = "count(*)" }
unit        = "THING"
areas       = ["commune", "province"]
periods     = ["quarter"]
"#;

const LABELS: [&str; 4] = ["Mã xã", "Tên xã", "Ngành", "Giá trị sản xuất"];

type Table<'t> = Vec<Vec<&'t str>>;

/// A row of a unit, its branch and its value.
fn row<'t>(unit: usize, branch: &'t str, value: &'t str) -> Vec<&'t str> {
    vec![OLD[unit].0, OLD[unit].1, branch, value]
}

/// The rows that count, the rest of the findings, and how many rows of the first commune an indicator counts, whatever the format.
#[track_caller]
fn read_under(labels: &[&'static str], listed: bool, rows: &Table<'_>) -> (Vec<String>, Vec<String>) {
    let mut all: Table<'_> = vec![vec!["Biểu số 03/SX"], vec!["Quý I năm 2025"], labels.to_vec()];
    all.extend(rows.iter().cloned());
    let text = all.iter().map(|row| {
        let decimal = |cell: &&str| match cell.parse::<f64>() {
            Ok(_) => cell.replace('.', ","),
            Err(_) => (*cell).to_owned(),
        };
        let mut cells: Vec<String> = row.iter().map(decimal).collect();
        cells.resize(labels.len(), String::new());
        cells.join(";") + "\n"
    });
    let text: String = text.collect();
    let answers = [("q1.xlsx", workbook(&all, &[])), ("q1.csv", text.into_bytes())].map(|(name, bytes)| {
        let mini = Mini::new();
        mini.write("schemas/output.json", FORM.replace("LISTED", if listed { LISTED } else { "" }));
        mini.write("pipelines/output.toml", PIPELINE);
        let object = format!("output/{name}");
        mini.send(&object, "2025-04-02T08:00:00+07:00", bytes);
        let answer = mini.tinhso(&["run", "--format", "json"]);
        assert!(answer.code < 2, "{}", answer.stderr);
        let findings = filtered(mini.table("findings"), &[("object", &object)]);
        assert!(findings.iter().all(|row| !row["message_vi"].is_empty() && !row["message_en"].is_empty()));
        let mut data = lines(&mini.table("data/output"), &["ref_area", "branch", "value"]);
        data.sort();
        let mut found = lines(&findings, &["severity", "code", "cell"]);
        found.retain(|line| !["number-format", "unused-row", "unlisted-row"].iter().any(|code| line.contains(code)));
        found.sort();
        (data, found)
    });
    let [workbook, text] = answers;
    assert_eq!(workbook, text, "the same whatever the format");
    workbook
}

#[track_caller]
fn read(listed: bool, rows: &Table<'_>) -> (Vec<String>, Vec<String>) {
    read_under(&LABELS, listed, rows)
}

/// The branches of a commune.
fn branches(unit: usize, values: [&'static str; 3]) -> Table<'static> {
    ["Nông nghiệp", "Công nghiệp", "Dịch vụ"]
        .iter()
        .zip(values)
        .map(|(branch, value)| row(unit, branch, value))
        .collect()
}

const SMALL: [&str; 3] = ["100.5", "101.5", "102.5"];

#[test]
fn a_row_without_a_key_that_prints_the_sum_of_its_unit_is_its_total() {
    for listed in [true, false] {
        let total = || vec![row(0, "", "304.5")];
        let others = || branches(1, ["7", "8", "9.5"]);
        let above = [total(), branches(0, SMALL), others()].concat();
        let below = [branches(0, SMALL), total(), others()].concat();
        for rows in [above, below] {
            let (data, found) = read(listed, &rows);
            assert_eq!(data.len(), 6, "{data:?}");
            assert!(!data.iter().any(|row| row.contains("304")), "{data:?}");
            assert!(found.is_empty(), "{found:?}");
        }
    }
}

#[test]
fn a_row_without_a_key_is_never_added_in_silence() {
    for (total, listed, code) in [
        ("305.5", true, "error"),
        ("305.5", false, "error"),
        ("290", false, "error"),
        // Of few digits a sum may be one by chance.
        ("17", true, "error"),
        ("900", true, "error"),
        ("900", false, "warning"),
    ] {
        let values = if total == "17" { ["5", "4", "8"] } else { SMALL };
        let (data, found) = read(listed, &[vec![row(0, "", total)], branches(0, values)].concat());
        assert_eq!(found, [format!("{code} | primary-key | C4")], "{total} {data:?}");
        assert_eq!(data.iter().any(|row| row.contains("90001 |  | ")), code == "warning", "{total} {data:?}");
    }
    // With five digits as with four.
    let (data, found) =
        read(true, &[vec![row(0, "", "36305.5")], branches(0, ["12100.5", "12101.5", "12102.5"])].concat());
    assert_eq!((data.len(), found), (3, vec!["error | primary-key | C4".to_owned()]), "{data:?}");
}

#[test]
fn columns_that_nobody_fills_in_are_a_warning() {
    let (data, found) = read(true, &vec![row(0, "", "304.5"), row(1, "", "17")]);
    assert_eq!(data.len(), 2, "{data:?}");
    assert!(found.iter().all(|line| line.starts_with("warning | primary-key | C")), "{found:?}");
}

#[test]
fn a_unit_beside_which_nobody_wrote_a_thing_has_none() {
    for amount in ["", "0", "-"] {
        let (data, found) = read(false, &[branches(0, SMALL), vec![row(1, "", amount)]].concat());
        assert_eq!(data.len(), 3, "{data:?}");
        assert!(found.is_empty(), "{found:?}");
    }
    // Of listed values a unit has rows: one without any is no unit that has none.
    let (_, found) = read(true, &[branches(0, SMALL), vec![row(1, "", "")]].concat());
    assert_eq!(found, ["warning | primary-key | C7"]);
    // Amounts without a name.
    let (data, found) = read(false, &[branches(0, SMALL), vec![row(1, "", "7")]].concat());
    assert_eq!((data.len(), found), (4, vec!["warning | primary-key | C7".to_owned()]));
}

#[test]
fn headings_of_values_are_headings_whatever_they_print() {
    let labels = ["Mã xã", "Tên xã", "Giá trị sản xuất"];
    let table = |units: usize, values: &dyn Fn(usize, usize) -> String, sums: bool| {
        let mut rows: Vec<Vec<String>> = Vec::new();
        for (section, branch) in ["Nông nghiệp", "Công nghiệp", "Dịch vụ"].iter().enumerate() {
            let of_units: Vec<String> = (0..units).map(|unit| values(section, unit)).collect();
            let sum: f64 = of_units.iter().map(|value| value.parse::<f64>().expect("a number")).sum();
            let sum = if sums { format!("{sum}") } else { String::new() };
            rows.push(vec![String::new(), (*branch).to_owned(), sum]);
            for (unit, value) in of_units.into_iter().enumerate() {
                rows.push(vec![OLD[unit].0.to_owned(), OLD[unit].1.to_owned(), value]);
            }
        }
        rows
    };
    let large = |section: usize, unit: usize| format!("{}.5", 12100 + section + 10 * unit);
    let whole = |section: usize, unit: usize| format!("{}", 12100 + section + 10 * unit);
    let small = |section: usize, unit: usize| format!("{}", 3 + section + unit);
    let alike = |_: usize, _: usize| "5".to_owned();
    let values: [&dyn Fn(usize, usize) -> String; 4] = [&large, &whole, &small, &alike];
    for (kind, values) in values.into_iter().enumerate() {
        for (units, sums) in [(1, true), (2, true), (4, true), (2, false)] {
            let rows = table(units, values, sums);
            let rows: Table<'_> = rows.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
            let (data, found) = read_under(&labels, true, &rows);
            let why = format!("{kind} {units} {sums}: {data:?} {found:?}");
            assert!(found.is_empty(), "{why}");
            assert_eq!(data.len(), 3 * units, "{why}");
            for branch in ["Nông nghiệp", "Công nghiệp", "Dịch vụ"] {
                assert_eq!(data.iter().filter(|row| row.contains(branch)).count(), units, "{why}");
            }
        }
    }
    // A section without rows.
    let rows = table(2, &large, true);
    let mut rows: Table<'_> = rows.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
    rows.drain(4..6);
    rows[3][2] = "0";
    let (data, found) = read_under(&labels, true, &rows);
    assert_eq!((data.len(), found.len()), (4, 0), "{data:?} {found:?}");
    assert!(!data.iter().any(|row| row.contains("Công nghiệp")), "{data:?}");
    // A sum that does not fit is compared.
    let rows = table(2, &large, true);
    let mut rows: Table<'_> = rows.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
    rows[3][2] = "24214";
    assert_eq!(read_under(&labels, true, &rows).1, ["warning | total-mismatch | C7"]);
}

#[test]
fn rows_of_values_below_their_unit_head_nothing() {
    let labels = ["Mã xã", "Tên xã", "Giá trị sản xuất"];
    let value = |name, value| vec!["", name, value];
    let mut rows: Table<'_> = Vec::new();
    for (code, name) in &OLD[..2] {
        rows.push(vec![code, name, "304.5"]);
        rows.extend([value("Nông nghiệp", "100.5"), value("Công nghiệp", "101.5"), value("Dịch vụ", "102.5")]);
    }
    let (data, _) = read_under(&labels, true, &rows);
    assert!(!data.iter().any(|row| row.contains("Dịch vụ") && row.contains("304.5")), "{data:?}");
}
