//! Sound rows that are not used since another row beside them is in error are reported, and so is the more final vintage that does not count.

use crate::kit::{filtered, lines};
use crate::mini::Mini;

fn export(rows: &[(&str, &str)], vintage: &str) -> String {
    let rows = rows.iter().map(|(industry, value)| format!("2024;{industry};{vintage};{value}\n"));
    format!("Năm;Mã ngành;Loại số liệu;Giá trị tăng thêm\n{}", rows.collect::<String>())
}

#[test]
fn a_final_vintage_with_one_row_in_error_is_told_whole() {
    let mini = Mini::new();
    mini.send("exports/p.csv", "2025-02-20T09:00:00+07:00", export(&[("A", "11"), ("B", "21")], "P"));
    mini.run(0);
    mini.send("exports/a.csv", "2025-04-20T09:00:00+07:00", export(&[("A", "12"), ("B", "2x")], "A"));
    mini.run(1);
    assert_eq!(mini.figure("value_added", "90", "as-reported", "2024"), "32.0 | P | 1/1");
    let unused = || filtered(mini.table("findings"), &[("code", "unused-row")]);
    let shown = lines(&unused(), &["object", "row", "ref_area", "time_period", "state"]);
    assert_eq!(shown, ["exports/a.csv | 2 | 90 | 2024 | open"]);
    assert!(unused()[0]["message_en"].contains("vintage A"), "{:?}", unused());
    let explained = mini.tinhso(&["explain", "value_added", "2024", "--lang", "en"]).expect(0).stdout;
    assert!(explained.contains("Came and is not used:") && explained.contains("exports/a.csv"), "{explained}");
    mini.send("exports/a2.csv", "2025-04-25T09:00:00+07:00", export(&[("A", "12"), ("B", "22")], "A"));
    mini.run(0);
    assert!(unused().is_empty());
    let explained = mini.tinhso(&["explain", "value_added", "2024", "--lang", "en"]).expect(0).stdout;
    assert!(!explained.contains("Came and is not used:"), "{explained}");
}
