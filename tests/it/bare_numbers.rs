//! Numbers with other signs around them, in a field that says so: a power of ten among these is a part of the number.

use crate::each_format::{in_each_format, with_columns};
use crate::mini::Mini;

fn of_money() -> Mini {
    let mini = Mini::new();
    mini.edit("schemas/services.json", r#""unit": "PERSON""#, r#""unit": "VND", "bareNumber": false"#);
    mini.edit("pipelines/services.toml", "\"PERSON\"", "\"VND\"");
    mini
}

fn read(cell: &'static str) -> (Vec<String>, Vec<String>) {
    let mut rows = with_columns(&[], [&[], &[], &[]]);
    rows[1][5] = cell;
    let (found, rows) = in_each_format(&of_money, &rows);
    (found, rows.iter().map(|row| row["people"].clone()).collect())
}

#[test]
fn a_power_of_ten_is_no_sign_around_a_number() {
    for cell in ["mln 5", "trđ 5", "bn 5", "vạn 5", "bil. VND 5", "5 mln xx", "5 trđ", "5 vạn"] {
        let (found, values) = read(cell);
        let is_said = found.iter().any(|line| line.starts_with("error") || line.starts_with("warning"));
        assert!(is_said && !values.contains(&"5".to_owned()), "{cell}: {values:?} {found:?}");
    }
    for cell in ["5 đ", "VND 5", "5 #"] {
        assert_eq!(read(cell), (Vec::new(), vec!["5".to_owned(), "3000".to_owned(), "2000".to_owned()]), "{cell}");
    }
}
