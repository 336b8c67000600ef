//! An x beside "có" and "không" in a column of an export of lines, which passes piece by piece.

use std::fmt::Write as _;

use crate::kit::{filtered, lines};
use crate::lines::{HEADER, mini};
use crate::marks_among_words::{as_ods, as_xls, as_xlsx};
use crate::mini::Mini;

const DAYS: &str = r#"{ "name": "days", "type": "integer", "title": "Số ngày", "measure": "rate" }"#;
/// In its place, a field of yes and no, which nothing names.
const UNUSED: &str = r#"{ "name": "onward", "type": "boolean", "title": "Số ngày" }"#;
/// The same as a measure.
const USED: &str =
    r#"{ "name": "onward", "type": "boolean", "title": "Số ngày", "measure": "stock", "unit": "DOSSIER" }"#;

/// The project with such a field in the place of the days.
fn project(field: &str) -> Mini {
    let mini = mini();
    mini.edit("schemas/dossiers.json", DAYS, field);
    mini.edit("pipelines/dossiers.toml", "days <= 365", "fee IS NULL OR fee >= 0");
    mini.edit("pipelines/dossiers.toml", "\"DAY\"", "\"VND\"");
    mini.edit("pipelines/dossiers.toml", "max(days)\", where = \"channel <> 'online'\"", "max(fee)\"");
    mini
}

/// The errors of an export with their cells, and figures of each commune that has lines.
fn read(field: &str, name: &str, bytes: impl AsRef<[u8]>) -> (Vec<String>, Vec<String>) {
    let mini = project(field);
    mini.send(&format!("lines/{name}"), "2025-04-02T08:00:00+07:00", bytes);
    let answer = mini.tinhso(&["run", "--format", "json"]);
    assert!(answer.code < 2, "{}", answer.stderr);
    let found = filtered(mini.table("findings"), &[("object", &format!("lines/{name}")), ("severity", "error")]);
    let figures = ["90001", "90002", "90003"].map(|unit| mini.figure("fees", unit, "as-reported", "2025-Q1"));
    (lines(&found, &["code", "severity", "cell", "ref_area"]), figures.to_vec())
}

/// A line a commune: its fee is 1, and the last cell is what is given.
fn export(cells: &[(&str, &str)]) -> String {
    let mut text = HEADER.to_owned();
    for (unit, cell) in cells {
        writeln!(text, "{unit};2025-Q1;online;1;{cell}").expect("written");
    }
    text
}

#[test]
fn an_x_among_words_keeps_its_unit_out_in_every_format() {
    let text = export(&[("90001", "có"), ("90002", "x"), ("90003", "không"), ("90001", ""), ("90002", "có")]);
    for field in [UNUSED, USED] {
        let of_csv = [("a.csv", text.clone().into_bytes())].into_iter();
        let workbooks = [("a.xlsx", as_xlsx(&text)), ("a.xls", as_xls(&text)), ("a.ods", as_ods(&text))];
        for (name, bytes) in of_csv.chain(workbooks) {
            let (found, figures) = read(field, name, bytes);
            assert_eq!(found, ["type-error | error | E3 | 90002"], "{name} {field}");
            assert_eq!(figures, ["2.0 | A | 1/1", " | O | 0/1", "1.0 | A | 1/1"], "{name} {field}");
        }
    }
}

#[test]
fn an_x_among_ticks_and_what_a_field_says_of_it_are_no_doubt() {
    let ticks = export(&[("90001", "x"), ("90002", ""), ("90003", "X"), ("90001", "-"), ("90002", "0")]);
    let words = export(&[("90001", "có"), ("90002", "x"), ("90003", "không")]);
    let of_x = UNUSED.replace(" }", r#", "trueValues": ["x", "có"], "falseValues": ["không"] }"#);
    let of_y = UNUSED.replace(" }", r#", "trueValues": ["có"], "falseValues": ["không"] }"#);
    for (field, text) in [(UNUSED, &ticks), (USED, &ticks), (of_x.as_str(), &words), (of_y.as_str(), &words)] {
        assert_eq!(read(field, "a.csv", text).0, Vec::<String>::new(), "{field}");
    }
}

#[test]
fn an_x_of_one_piece_and_a_word_of_another_are_of_one_column() {
    // The word is the last of many lines, behind the first piece; the marks are in both.
    let unit = |line: usize| if line.is_multiple_of(2) { "90001" } else { "90003" };
    let cell = |line: usize| if line.is_multiple_of(1000) { "x" } else { "" };
    let mut lines: Vec<(&str, &str)> = (0..20_000).map(|line| (unit(line), cell(line))).collect();
    let ticks = read(UNUSED, "a.csv", export(&lines));
    assert_eq!(
        ticks,
        (Vec::new(), ["10000.0 | A | 1/1", "0.0 | A | 1/1", "10000.0 | A | 1/1"].map(str::to_owned).to_vec())
    );
    lines.push(("90002", "không"));
    for field in [UNUSED, USED] {
        let (found, figures) = read(field, "a.csv", export(&lines));
        assert_eq!(found.len(), 20, "one of each x");
        for cell in ["E2", "E1002", "E19002"] {
            assert!(found.contains(&format!("type-error | error | {cell} | 90001")), "{found:?}");
        }
        assert_eq!(figures, [" | O | 0/1", "1.0 | A | 1/1", "10000.0 | A | 1/1"], "{field}");
    }
}

#[test]
fn more_marks_than_are_said_are_counted() {
    let mut lines = vec![("90001", "x"); 3_000];
    lines.push(("90003", "có"));
    let mini = project(UNUSED);
    mini.send("lines/a.csv", "2025-04-02T08:00:00+07:00", export(&lines));
    mini.run(1);
    let found = filtered(mini.table("findings"), &[("object", "lines/a.csv"), ("code", "type-error")]);
    assert_eq!(found.len(), 1_001);
    assert!(
        found.iter().any(|row| row["message_en"].contains("2000 more") || row["message_en"].contains("2,000 more"))
    );
    assert_eq!(mini.figure("fees", "90001", "as-reported", "2025-Q1"), " | O | 0/1");
    let rows = filtered(mini.table("submissions"), &[("object", "lines/a.csv")]);
    assert_eq!(crate::kit::lines(&rows, &["rows_accepted", "rows_quarantined"]), ["1 | 3000"]);
}
