//! A row that stands twice counts once, and so it does beside the total that the table prints.

use crate::kit::filtered;
use crate::mini::{HEADER, Mini};

const ROWS: [&str; 3] = [
    "90001;Xã Đồi Chè;2025-Q1;100;50;1000;50",
    "90002;Xã Bến Gỗ;2025-Q1;200;60;2000;60",
    "90003;Xã Cầu Tre;2025-Q1;300;70;3000;70",
];

/// Code and cell of what is found, and the figure of the district.
fn read(rows: &[&str], total: &str) -> (Vec<String>, String) {
    let mini = Mini::new();
    mini.send("services/q1.csv", "2025-04-05T09:00:00+07:00", format!("{HEADER}{}\n{total}\n", rows.join("\n")));
    mini.run(0);
    let found = mini.table("findings");
    let found = found.iter().filter(|row| row["object"] == "services/q1.csv");
    let told = found.map(|row| format!("{} {} {}", row["code"], row["row"], row["field"])).collect();
    (told, mini.figure("dossiers", "901", "as-reported", "2025-Q1"))
}

#[test]
fn a_total_of_what_counts_is_right_beside_a_row_that_is_there_twice() {
    let twice = [ROWS[0], ROWS[1], ROWS[1], ROWS[2]];
    let repeated = "primary-key 4 ".to_owned();
    let figure = "600.0 | A | 3/3".to_owned();
    assert_eq!(read(&twice, ";Tổng số;;600;180;6000;"), (vec![repeated.clone()], figure.clone()));
    // It may add the row twice, as a formula over all rows does.
    assert_eq!(read(&twice, ";Tổng số;;800;240;8000;"), (vec![repeated.clone()], figure.clone()));
    // What fits neither differs.
    let (found, _) = read(&twice, ";Tổng số;;700;180;6000;");
    assert_eq!(found, [repeated, "total-mismatch 6 received".to_owned()]);
    // Without a row that is there twice nothing has changed.
    let (found, _) = read(&ROWS, ";Tổng số;;800;180;6000;");
    assert_eq!(found, ["total-mismatch 5 received"]);
    assert_eq!(read(&ROWS, ";Tổng số;;600;180;6000;"), (Vec::new(), figure));
}

#[test]
fn rows_of_one_key_that_differ_are_no_repetition() {
    let other = "90002;Xã Bến Gỗ;2025-Q1;210;60;2000;60";
    let mini = Mini::new();
    let rows = [ROWS[0], ROWS[1], other, ROWS[2]].join("\n");
    mini.send("services/q1.csv", "2025-04-05T09:00:00+07:00", format!("{HEADER}{rows}\n;Tổng số;;600;180;6000;\n"));
    mini.run(1);
    assert_eq!(filtered(mini.table("findings"), &[("code", "primary-key")]).len(), 2);
    assert!(!filtered(mini.table("findings"), &[("code", "total-mismatch")]).is_empty());
}
