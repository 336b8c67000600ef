//! One table as a workbook, as a delimited text, as JSON and as Parquet: what is found and read must not differ.

use std::sync::Arc;

use arrow_array::{ArrayRef, RecordBatch, StringArray};
use parquet::arrow::ArrowWriter;
use serde_json::Value;

use crate::kit::{Row, filtered};
use crate::mini::Mini;
use crate::split_labels::workbook;

/// Labels of the report of services; the columns of a test come behind them.
pub const LABELS: [&str; 7] =
    ["Mã xã", "Tên xã", "Kỳ báo cáo", "Hồ sơ tiếp nhận", "Hồ sơ trực tuyến", "Dân số", "Điểm chuyển đổi số"];
/// Three communes.
pub const ROWS: [[&str; 7]; 3] = [
    ["90001", "Xã Đồi Chè", "2025-Q2", "120", "60", "4000", "61.5"],
    ["90002", "Xã Bến Gỗ", "2025-Q2", "80", "40", "3000", "55"],
    ["90003", "Xã Cầu Tre", "2025-Q2", "70", "30", "2000", "50"],
];

/// The table with further columns: their labels, and their cells in each row.
pub fn with_columns(labels: &[&'static str], cells: [&[&'static str]; 3]) -> Vec<Vec<&'static str>> {
    let mut rows = vec![[&LABELS[..], labels].concat()];
    rows.extend(ROWS.iter().zip(cells).map(|(row, cells)| [&row[..], cells].concat()));
    rows
}

fn json(rows: &[Vec<&str>]) -> Vec<u8> {
    let (labels, rows) = rows.split_first().expect("labels");
    let value = |column: usize, cell: &str| match cell.parse::<serde_json::Number>() {
        Ok(number) if column > 1 => Value::Number(number),
        _ => match cell {
            "true" | "false" => Value::Bool(cell == "true"),
            "" => Value::Null,
            cell => Value::String(cell.to_owned()),
        },
    };
    let object = |row: &Vec<&str>| -> Value {
        let members = labels.iter().zip(row).enumerate();
        let members = members.map(|(column, (label, cell))| ((*label).to_owned(), value(column, cell)));
        Value::Object(members.collect())
    };
    serde_json::to_vec(&rows.iter().map(object).collect::<Vec<_>>()).expect("JSON")
}

fn parquet(rows: &[Vec<&str>]) -> Vec<u8> {
    let (labels, rows) = rows.split_first().expect("labels");
    let column = |place: usize| -> ArrayRef {
        Arc::new(rows.iter().map(|row| Some(row[place]).filter(|cell| !cell.is_empty())).collect::<StringArray>())
    };
    let columns = labels.iter().enumerate().map(|(place, label)| (*label, column(place), true));
    let batch = RecordBatch::try_from_iter_with_nullable(columns).expect("a batch");
    let mut writer = ArrowWriter::try_new(Vec::new(), batch.schema(), None).expect("a writer");
    writer.write(&batch).expect("written");
    writer.into_inner().expect("written")
}

/// What is found of one file, as severity, code and value, and the rows that count.
pub fn sent(mini: &Mini, name: &str, bytes: impl AsRef<[u8]>) -> (Vec<String>, Vec<Row>) {
    let object = format!("services/{name}");
    mini.send(&object, "2025-07-05T09:00:00+07:00", bytes.as_ref());
    let answer = mini.tinhso(&["run", "--format", "json"]);
    assert!(answer.code < 2, "{}", answer.stderr);
    let mut found = filtered(mini.table("findings"), &[("object", &object)]);
    found.retain(|row| !["late-submission", "missing-row", "number-format"].contains(&row["code"].as_str()));
    for row in &found {
        assert!(!row["message_vi"].is_empty() && !row["message_en"].is_empty(), "{row:?}");
    }
    let mut found: Vec<String> =
        found.iter().map(|row| format!("{} | {} | {}", row["severity"], row["code"], row["value"])).collect();
    found.sort();
    (found, mini.table("data/services"))
}

/// What is found of the table in each format, which must be the same, and the rows that count.
#[track_caller]
pub fn in_each_format(project: &dyn Fn() -> Mini, rows: &[Vec<&str>]) -> (Vec<String>, Vec<Row>) {
    let text: String = rows.iter().map(|cells| cells.join(";") + "\n").collect();
    let files = [
        ("q2.csv", text.into_bytes()),
        ("q2.xlsx", workbook(rows, &[])),
        ("q2.json", json(rows)),
        ("q2.parquet", parquet(rows)),
    ];
    let mut first: Option<(Vec<String>, Vec<Row>)> = None;
    for (name, bytes) in files {
        let (found, counted) = sent(&project(), name, bytes);
        let lower = |found: &[String]| found.iter().map(|line| line.to_lowercase()).collect::<Vec<_>>();
        let areas = |rows: &[Row]| {
            rows.iter()
                .map(|row| format!("{} {} {}", row["ref_area"], row["received"], row["people"]))
                .collect::<Vec<_>>()
        };
        if let Some((found_first, counted_first)) = &first {
            assert_eq!((lower(found_first), areas(counted_first)), (lower(&found), areas(&counted)), "{name}");
        } else {
            first = Some((found, counted));
        }
    }
    first.expect("files")
}
