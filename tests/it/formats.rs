//! One report in every format that it may come in gives the same figures.

use std::sync::Arc;

use arrow_array::{ArrayRef, Int64Array, RecordBatch, StringArray};
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::properties::WriterProperties;

use crate::mini::{HEADER, Mini, OLD, SECOND_QUARTER, sheet};

/// The rows of the report: the cells of each line under their labels.
fn rows() -> Vec<Vec<(String, String)>> {
    let text = sheet("2025-Q1", &OLD, &SECOND_QUARTER);
    let labels: Vec<&str> = HEADER.trim().split(';').collect();
    let cells = |line: &str| {
        let cells = line.split(';').map(str::to_owned);
        labels.iter().map(|label| (*label).to_owned()).zip(cells).collect()
    };
    text.lines().skip(1).map(cells).collect()
}

/// A member of an object: codes and names as text, amounts as numbers.
fn members(row: &[(String, String)]) -> String {
    let member = |(place, (label, cell)): (usize, &(String, String))| {
        let value = if place < 3 { format!("{cell:?}") } else { cell.clone() };
        format!("{label:?}: {value}")
    };
    format!("{{{}}}", row.iter().enumerate().map(member).collect::<Vec<_>>().join(", "))
}

fn parquet(compression: Compression) -> Vec<u8> {
    let rows = rows();
    let column = |place: usize| -> ArrayRef {
        let cells = rows.iter().map(|row| row[place].1.as_str());
        if place < 3 {
            Arc::new(cells.map(Some).collect::<StringArray>())
        } else {
            Arc::new(cells.map(|cell| cell.parse::<i64>().ok()).collect::<Int64Array>())
        }
    };
    let columns = rows[0].iter().enumerate().map(|(place, (label, _))| (label.clone(), column(place), true));
    let batch = RecordBatch::try_from_iter_with_nullable(columns).expect("a batch");
    let properties = WriterProperties::builder().set_compression(compression).build();
    let mut writer = ArrowWriter::try_new(Vec::new(), batch.schema(), Some(properties)).expect("a writer");
    writer.write(&batch).expect("written");
    writer.into_inner().expect("written")
}

#[test]
fn json_lines_and_parquet_give_what_the_text_gives() {
    let objects: Vec<String> = rows().iter().map(|row| members(row)).collect();
    let files: [(&str, Vec<u8>); 5] = [
        ("list.json", format!("[\n{}\n]", objects.join(",\n")).into_bytes()),
        ("lines.ndjson", objects.join("\n").into_bytes()),
        ("wrapped.json", format!("{{\"kỳ\": \"2025-Q1\", \"dữ liệu\": [{}]}}", objects.join(",")).into_bytes()),
        ("snappy.parquet", parquet(Compression::SNAPPY)),
        ("zstd.parquet", parquet(Compression::ZSTD(ZstdLevel::default()))),
    ];
    for (name, bytes) in files {
        let mini = Mini::new();
        mini.send(&format!("services/{name}"), "2025-04-01T09:00:00+07:00", bytes);
        mini.run(0);
        let figure = mini.figure("online_share", "90", "as-reported", "2025-Q1");
        assert_eq!(figure, "33.333333333333336 | A | 5/5", "{name}");
        let row = &mini.table("data/services")[0];
        // What is beside the list is above its rows.
        let first = if name == "wrapped.json" { "3" } else { "2" };
        assert_eq!((row["object"].as_str(), row["row"].as_str()), (format!("services/{name}").as_str(), first));
    }
}

#[test]
fn json_and_parquet_that_are_broken_say_so() {
    let mini = Mini::new();
    let whole = parquet(Compression::SNAPPY);
    mini.send("services/a.json", "2025-04-01T09:00:00+07:00", "[{\"Mã xã\": \"90001\"},\n{\"Mã xã\": ");
    mini.send("services/b.json", "2025-04-01T09:00:00+07:00", "{\"a\": 1, \"b\": [1, 2]}");
    mini.send("services/c.parquet", "2025-04-01T09:00:00+07:00", &whole[..whole.len() - 20]);
    mini.run(1);
    let findings = mini.findings();
    let expected = [
        "error | unreadable-file | services/a.json | 2",
        "error | unknown-form | services/b.json | ",
        "error | unreadable-file | services/c.parquet | ",
    ];
    assert_eq!(findings, expected);
}
