//! A line of an export that is the sum of other lines of its unit, in words, by its blanks or by its figures.

use std::collections::BTreeMap;
use std::sync::Arc;

use arrow_array::{ArrayRef, Float64Array, RecordBatch, StringArray};
use parquet::arrow::ArrowWriter;
use rust_xlsxwriter::Workbook;
use serde_json::{Map, Value};
use tinhso::sheet::grid::Cell;
use tinhso::sheet::hidden::Hidden;

use crate::kit::filtered;
use crate::mini::Mini;
use crate::{biff, xlsb};

const FORM: &str = r#"{
  "name": "dossiers",
  "form": { "code": "HS", "frequency": "quarter", "calendar": "gregorian", "reports": "commune", "grain": "line",
            "submits": [{ "from": "2020-01-01", "level": "province" }] },
  "schema": {
    "fields": [
      { "name": "ma_gd", "type": "string", "title": "Mã giao dịch" },
      { "name": "code", "type": "string", "title": "Mã xã", "role": "area" },
      { "name": "period", "type": "string", "title": "Kỳ báo cáo", "role": "period" },
      { "name": "ngay", "type": "date", "title": "Ngày giao dịch" },
      { "name": "so_tien", "type": "number", "title": "Số tiền", "measure": "flow", "unit": "VND", "scale": 2, "decimalChar": "," },
      { "name": "kenh", "type": "string", "title": "Kênh" }
    ],
    "missingValues": [{ "value": "", "status": "O" }]
  }
}
"#;

const PIPELINE: &str = r#"name  = "dossiers"
title = { vi = "Giao dịch", en = "Transactions" }

[[source]]
form = "dossiers"
from = "lines/**"

[[indicator]]
name        = "amount"
title       = { vi = "Số tiền", en = "Amount" }
numerator   = { source = "dossiers", value = "sum(so_tien)" }
unit        = "VND"
areas       = ["commune", "province"]
periods     = ["quarter"]
"#;

/// One that reads no amount.
const COUNT: &str = r#"
[[indicator]]
name        = "amount"
title       = { vi = "Số dòng", en = "Lines" }
numerator   = { source = "dossiers", value = "count(*)" }
unit        = "NUMBER"
areas       = ["commune", "province"]
periods     = ["quarter"]
"#;

const LABELS: [&str; 6] = ["Mã giao dịch", "Mã xã", "Kỳ báo cáo", "Ngày giao dịch", "Số tiền", "Kênh"];
type Line<'l> = [&'l str; 6];

const FIRST: Line<'_> = ["GD1", "90001", "2025-Q1", "01/02/2025", "1000,5", "Ví"];
const SECOND: Line<'_> = ["GD2", "90001", "2025-Q1", "02/02/2025", "2000,5", "Thẻ"];
const OTHER: Line<'_> = ["GD3", "90002", "2025-Q1", "02/02/2025", "7", "Thẻ"];
const KEPT_OUT: &str = " | O | 0/1";
const COUNTED: &str = "3001.0 | A | 1/1";

fn project() -> Mini {
    let mini = Mini::new();
    mini.write("schemas/dossiers.json", FORM);
    mini.write("pipelines/dossiers.toml", PIPELINE);
    mini
}

/// The figure of the first unit, and every finding of a line with its severity and cell.
fn read_in(mini: &Mini, name: &str, content: impl AsRef<[u8]>) -> (String, Vec<String>) {
    mini.send(&format!("lines/{name}"), "2025-04-02T08:00:00+07:00", content);
    let answer = mini.tinhso(&["run", "--format", "json"]);
    assert!(answer.code < 2, "{}", answer.stderr);
    let found = filtered(mini.table("findings"), &[("form", "dossiers")]);
    let found = found.iter().filter(|row| row["code"] != "unused-row" && row["code"] != "missing-submission");
    let found = found.map(|row| format!("{} {} {}", row["severity"], row["code"], row["cell"])).collect();
    (mini.figure("amount", "90001", "as-reported", "2025-Q1"), found)
}

fn csv(lines: &[Line<'_>]) -> String {
    let lines = std::iter::once(&LABELS).chain(lines).map(|line| line.join(";"));
    lines.collect::<Vec<_>>().join("\n") + "\n"
}

fn xlsx(lines: &[Line<'_>]) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (row, line) in (0_u32..).zip(std::iter::once(&LABELS).chain(lines)) {
        for (column, text) in (0_u16..).zip(line).filter(|(_, text)| !text.is_empty()) {
            sheet.write_string(row, column, *text).unwrap();
        }
    }
    workbook.save_to_buffer().unwrap()
}

fn json(lines: &[Line<'_>]) -> Vec<u8> {
    let value = |text: &&str| if text.is_empty() { Value::Null } else { Value::from(*text) };
    let row = |line: &Line<'_>| LABELS.iter().map(|label| (*label).to_owned()).zip(line.iter().map(value)).collect();
    serde_json::to_vec(&lines.iter().map(row).collect::<Vec<Map<String, Value>>>()).unwrap()
}

/// The cells of a workbook of texts.
fn cells(lines: &[Line<'_>]) -> BTreeMap<(u32, u32), Cell> {
    let rows = (0_u32..).zip(std::iter::once(&LABELS).chain(lines));
    let of_row = |(row, line): (u32, &Line<'_>)| {
        (0_u32..).zip(line.map(Cell::from)).map(move |(column, cell)| ((row, column), cell)).collect::<Vec<_>>()
    };
    rows.flat_map(of_row).filter(|(_, cell)| *cell != Cell::Empty).collect()
}

fn in_all_formats(lines: &[Line<'_>]) -> [(String, Vec<String>); 5] {
    let (cells, hidden) = (cells(lines), Hidden::default());
    [
        read_in(&project(), "q1.csv", csv(lines)),
        read_in(&project(), "q1.xlsx", xlsx(lines)),
        read_in(&project(), "q1.json", json(lines)),
        read_in(&project(), "q1.xls", biff::of_cells(&cells, &[], &hidden)),
        read_in(&project(), "q1.xlsb", xlsb::of_cells(&cells, &[], &hidden)),
    ]
}

fn is_kept_out(read: &(String, Vec<String>), cell: &str) -> bool {
    read.0 == KEPT_OUT && read.1 == [format!("error period-mismatch {cell}")]
}

#[test]
fn a_sum_in_words_with_nothing_that_other_lines_have_is_no_line() {
    for words in ["Tổng xã Đồi Chè", "Tổng số giao dịch", "Lũy kế", "90001 Total", "Sum"] {
        for read in in_all_formats(&[FIRST, SECOND, [words, "90001", "2025-Q1", "", "3001", ""], OTHER]) {
            assert!(is_kept_out(&read, "A4"), "{words}: {read:?}");
        }
    }
    for words in [
        "Cộng xã 90001",
        "Tổng cộng xã Đồi Chè",
        "Tổng tiền",
        "Cộng ngày 31/08",
        "Cộng trang",
        "Mang sang",
        "TỔNG (2 giao dịch)",
        "Tổng Ví",
    ] {
        // The amount need not be right.
        for amount in ["3001", "3000"] {
            let read =
                read_in(&project(), "q1.csv", csv(&[FIRST, SECOND, [words, "90001", "2025-Q1", "", amount, ""]]));
            assert!(is_kept_out(&read, "A4"), "{words} {amount}: {read:?}");
        }
    }
    // A day of its own, and no channel, which all others have.
    let of_day = ["Cộng ngày 02/02", "90001", "2025-Q1", "02/02/2025", "3001", ""];
    assert!(is_kept_out(&read_in(&project(), "q1.csv", csv(&[FIRST, SECOND, of_day])), "A4"));
    // All that others have, and the sum of them.
    let of_all = ["Tổng Ví", "90001", "2025-Q1", "02/02/2025", "3001", "Ví"];
    assert!(is_kept_out(&read_in(&project(), "q1.csv", csv(&[FIRST, SECOND, of_all])), "A4"));
}

#[test]
fn a_line_without_texts_that_is_the_sum_of_its_unit_is_no_line() {
    for sum in [["", "90001", "2025-Q1", "", "3001", ""], ["-", "90001", "2025-Q1", "", "3001,00", ""]] {
        for read in in_all_formats(&[FIRST, SECOND, sum]) {
            assert!(is_kept_out(&read, "E4"), "{read:?}");
        }
    }
    let bare = |code: &'static str, amount: &'static str| ["", code, "2025-Q1", "", amount, ""];
    // In any order, and beside it that of one line.
    let (figure, found) =
        read_in(&project(), "q1.csv", csv(&[bare("90001", "3001"), bare("90002", "7"), FIRST, OTHER, SECOND]));
    assert_eq!((figure.as_str(), found.len()), (KEPT_OUT, 2), "{found:?}");
    // Sums of the lines above each.
    let third = ["GD4", "90001", "2025-Q1", "03/02/2025", "100,25", "Ví"];
    let fourth = ["GD5", "90001", "2025-Q1", "03/02/2025", "200,25", "Ví"];
    let (figure, found) = read_in(
        &project(),
        "q1.csv",
        csv(&[FIRST, SECOND, bare("90001", "3001"), third, fourth, bare("90001", "300,5")]),
    );
    assert_eq!((figure.as_str(), found.len()), (KEPT_OUT, 2), "{found:?}");
    // Few digits say it less surely.
    let (one, two) =
        (["A", "90001", "2025-Q1", "01/02/2025", "1", "Ví"], ["B", "90001", "2025-Q1", "01/02/2025", "2", "Ví"]);
    let (figure, found) = read_in(&project(), "q1.csv", csv(&[one, two, bare("90001", "3")]));
    assert_eq!((figure.as_str(), found), ("6.0 | A | 1/1", vec!["warning period-mismatch E4".to_owned()]));
}

#[test]
fn sound_lines_are_counted() {
    let sound = |lines: &[Line<'_>], figure: &str| {
        for read in in_all_formats(lines) {
            assert_eq!(read, (figure.to_owned(), Vec::<String>::new()), "{lines:?}");
        }
    };
    sound(&[FIRST, SECOND, OTHER], COUNTED);
    sound(&[FIRST, SECOND, ["Tổng công ty Điện lực", "90001", "2025-Q1", "", "3001", ""]], "6002.0 | A | 1/1");
    sound(
        &[FIRST, SECOND, ["Tổng vệ sinh tháng 2", "90001", "2025-Q1", "05/02/2025", "3001", "Ví"]],
        "6002.0 | A | 1/1",
    );
    sound(
        &[FIRST, SECOND, ["Tổng tiền điện tháng 2", "90001", "2025-Q1", "05/02/2025", "3002", "Ví"]],
        "6003.0 | A | 1/1",
    );
    // The same as one other line, another amount, and lines of which half have no texts.
    sound(&[FIRST, ["", "90001", "2025-Q1", "", "1000,5", ""], OTHER], "2001.0 | A | 1/1");
    sound(&[FIRST, SECOND, ["", "90001", "2025-Q1", "", "3002", ""]], "6003.0 | A | 1/1");
    // A text that the form declares.
    let declared = project();
    declared.edit(
        "schemas/dossiers.json",
        "\"title\": \"Mã giao dịch\" }",
        "\"title\": \"Mã giao dịch\", \"constraints\": { \"enum\": [\"GD1\", \"GD2\", \"Tổng tiền\"] } }",
    );
    let read = read_in(&declared, "q1.csv", csv(&[FIRST, SECOND, ["Tổng tiền", "90001", "2025-Q1", "", "3001", ""]]));
    assert_eq!(read, ("6002.0 | A | 1/1".to_owned(), Vec::new()));
}

#[test]
fn sums_among_many_pieces_are_found() {
    let lines: String =
        (0..60_000).map(|line| format!("GD{line};9000{};2025-Q1;01/02/2025;1,5;Ví\n", line % 5 + 1)).collect();
    let labels = LABELS.join(";");
    let pipelines = [PIPELINE.to_owned(), PIPELINE.split("[[indicator]]").next().unwrap().to_owned() + COUNT];
    for (pipeline, sound) in pipelines.iter().zip(["18000.0 | A | 1/1", "12000.0 | A | 1/1"]) {
        let read = |text: String| {
            let mini = project();
            mini.write("pipelines/dossiers.toml", pipeline);
            read_in(&mini, "q1.csv", text)
        };
        assert_eq!(read(format!("{labels}\n{lines}")), (sound.to_owned(), Vec::new()));
        for sum in [";90001;2025-Q1;;18000;", "Tổng Ví;90001;2025-Q1;;18000;"] {
            let cell = if sum.starts_with(';') { "E" } else { "A" };
            let behind = read(format!("{labels}\n{lines}{sum}\n"));
            assert!(is_kept_out(&behind, &format!("{cell}60002")), "{behind:?}");
            let before = read(format!("{labels}\n{sum}\n{lines}"));
            assert!(is_kept_out(&before, &format!("{cell}2")), "{before:?}");
        }
    }
}

/// A column of amounts that its source does not fill yet, as data frames write it.
fn parquet_without_amounts(lines: &[Line<'_>]) -> Vec<u8> {
    let texts = |column: usize| lines.iter().map(|line| line[column]).collect::<Vec<_>>();
    let columns = LABELS.iter().enumerate().map(|(place, label)| {
        let column: ArrayRef = match place {
            4 => Arc::new(Float64Array::from(vec![None::<f64>; lines.len()])),
            place => Arc::new(StringArray::from(texts(place))),
        };
        (*label, column)
    });
    let rows = RecordBatch::try_from_iter(columns).expect("columns of one length");
    let mut writer = ArrowWriter::try_new(Vec::new(), rows.schema(), None).expect("a writer");
    writer.write(&rows).expect("written");
    writer.into_inner().expect("a file")
}

#[test]
fn a_line_without_its_amount_is_a_line() {
    let count = |name: &str, content: &[u8]| {
        let mini = project();
        mini.write("pipelines/dossiers.toml", PIPELINE.split("[[indicator]]").next().unwrap().to_owned() + COUNT);
        read_in(&mini, name, content)
    };
    let blank = |line: Line<'static>| Line::from([line[0], line[1], line[2], line[3], "", line[5]]);
    for lines in [[FIRST, blank(SECOND)], [blank(FIRST), SECOND], [blank(FIRST), blank(SECOND)]] {
        for (name, content) in [("a.csv", csv(&lines).into_bytes()), ("a.xlsx", xlsx(&lines)), ("a.json", json(&lines))]
        {
            assert_eq!(count(name, &content), ("2.0 | A | 1/1".to_owned(), vec![]), "{name} {lines:?}");
        }
    }
    let file = parquet_without_amounts(&[FIRST, SECOND]);
    assert_eq!(count("a.parquet", &file), ("2.0 | A | 1/1".to_owned(), vec![]));
}
