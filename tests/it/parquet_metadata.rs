//! What the metadata of a Parquet file state of its figures, and what programs write there.

use std::collections::HashMap;
use std::sync::Arc;

use arrow_array::{ArrayRef, RecordBatch, StringArray};
use arrow_schema::{DataType, Field, Schema};
use parquet::arrow::ArrowWriter;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;

use crate::each_format::{LABELS, ROWS, sent};
use crate::kit::Row;
use crate::mini::Mini;

/// A project whose population is money, in million đồng.
fn of_money() -> Mini {
    let mini = Mini::new();
    mini.edit("schemas/services.json", r#""unit": "PERSON""#, r#""unit": "VND", "multiplier": 6"#);
    mini.edit("pipelines/services.toml", "\"PERSON\"", "\"VND\"");
    mini
}

/// What is found of a file with these pairs in its footer, and in the metadata of its money.
fn read(of_file: &[(&str, &str)], of_money_field: &[(&str, &str)]) -> (Vec<String>, Vec<Row>) {
    let fields = LABELS.iter().map(|label| {
        let field = Field::new(*label, DataType::Utf8, true);
        let said = of_money_field.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        if *label == "Dân số" { field.with_metadata(said.collect::<HashMap<_, _>>()) } else { field }
    });
    let schema = Arc::new(Schema::new(fields.collect::<Vec<_>>()));
    let column =
        |place: usize| -> ArrayRef { Arc::new(ROWS.iter().map(|row| Some(row[place])).collect::<StringArray>()) };
    let batch = RecordBatch::try_new(Arc::clone(&schema), (0..LABELS.len()).map(column).collect()).expect("a batch");
    let pairs = of_file.iter().map(|(name, value)| KeyValue::new((*name).to_owned(), (*value).to_owned())).collect();
    let properties = WriterProperties::builder().set_key_value_metadata(Some(pairs)).build();
    let mut writer = ArrowWriter::try_new(Vec::new(), schema, Some(properties)).expect("a writer");
    writer.write(&batch).expect("written");
    sent(&of_money(), "q2.parquet", writer.into_inner().expect("written"))
}

fn money(rows: &[Row]) -> Vec<&str> {
    rows.iter().map(|row| row["people"].as_str()).collect()
}

#[test]
fn a_unit_in_the_metadata_is_that_of_the_figures() {
    let pandas =
        r#"{"index_columns": [], "columns": [], "attributes": {"don_vi_tinh": "tỷ đồng"}, "pandas_version": "2.2.0"}"#;
    for pairs in [
        [("don_vi_tinh", "tỷ đồng")],
        [("Đơn vị tính", "tỷ đồng")],
        [("unit", "\"billion VND\"")],
        [("pandas", pandas)],
        [("PANDAS_ATTRS", r#"{"don_vi_tinh": "tỷ đồng"}"#)],
        [("metadata", r#"{"unit": "tỷ đồng"}"#)],
    ] {
        let (found, rows) = read(&pairs, &[]);
        assert_eq!(money(&rows), ["4000000", "3000000", "2000000"], "{pairs:?}: {found:?}");
        assert!(
            found.iter().all(|line| line.starts_with("warning | unit-converted")) && found.len() == 1,
            "{pairs:?}: {found:?}"
        );
    }
    for pairs in [[("unit", "tỷ đồng")], [("description", "Đơn vị tính: tỷ đồng")]] {
        let (found, rows) = read(&[], &pairs);
        assert_eq!(money(&rows), ["4000000", "3000000", "2000000"], "{pairs:?}: {found:?}");
    }
}

#[test]
fn other_figures_drafts_and_factors_in_the_metadata_are_reported() {
    for (pairs, line) in [
        ([("ghi_chu", "Số liệu lũy kế từ đầu năm")], "warning | period-mismatch | ghi_chu: Số liệu lũy kế từ đầu năm"),
        ([("loai_so_lieu", "ke_hoach")], "warning | period-mismatch | loai_so_lieu: ke_hoach"),
        ([("boi_so", "1000")], "error | unread-cell | boi_so: 1000"),
        ([("trang_thai", "Nháp")], "error | unread-cell | trang_thai: Nháp"),
        ([("total_rows", "45")], "error | unread-cell | 45 > 3"),
    ] {
        let (found, _) = read(&pairs, &[]);
        assert!(found.contains(&line.to_owned()), "{found:?}");
    }
    let (found, _) = read(&[], &[("multiplier", "1000")]);
    assert!(found.contains(&"error | unread-cell | Dân số, multiplier: 1000".to_owned()), "{found:?}");
}

#[test]
fn what_programs_write_says_nothing() {
    let long = "tỷ đồng ".repeat(10_000);
    let columns = format!(r#"{{"columns": [{{"name": "{long}"}}], "attributes": {{}}}}"#);
    let pairs = [
        ("org.apache.spark.version", "3.5.1"),
        ("org.apache.spark.sql.parquet.row.metadata", r#"{"type":"struct","fields":[]}"#),
        ("geo", r#"{"version":"1.1.0","primary_column":"geometry"}"#),
        ("pandas", columns.as_str()),
        ("r", "A\n3\n262914\n"),
        ("creator", "tỷ đồng"),
        ("huggingface", r#"{"info": {"features": {}}}"#),
        ("notes", long.as_str()),
        ("writer.model.name", "protobuf"),
    ];
    let (found, rows) = read(&pairs, &[("PARQUET:field_id", "5"), ("scale", "2"), ("comment", "Tổng số tiền của xã")]);
    assert_eq!((found, money(&rows)), (vec![], vec!["4000", "3000", "2000"]));
}
