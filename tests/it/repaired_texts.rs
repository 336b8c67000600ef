//! What is repaired in texts is told once for each kind, in files and in streams of lines.

use crate::kit::{filtered, lines};
use crate::mini::{HEADER, Mini, OLD};

/// The notes on a file, and its rows.
#[track_caller]
fn read(name: &str, bytes: &[u8]) -> (Vec<String>, Vec<String>) {
    let mini = Mini::new();
    mini.send(&format!("services/{name}"), "2025-07-05T09:00:00+07:00", bytes);
    mini.run(0);
    let notes = filtered(mini.table("findings"), &[("code", "repaired-text")]);
    let notes = notes.iter().map(|row| {
        let (severity, disposition) = (&row["severity"], &row["disposition"]);
        format!("{severity} | {disposition} | {} | {}", row["cell"], row["message_en"])
    });
    (notes.collect(), lines(&mini.table("data/services"), &["ref_area", "received"]))
}

#[test]
fn signs_labels_and_formulas_that_are_repaired_are_told_once_a_kind() {
    let rows: String = OLD
        .iter()
        .map(|(code, name)| {
            let name = name.replace('Đ', "Ð");
            format!("=\"{code}\";{name};2025-Q2;1\u{200b}0;5;100;50;x\n")
        })
        .collect();
    let text = format!("{};Unnamed: 7\n{rows}", HEADER.trim_end());
    let (notes, rows) = read("a.csv", text.as_bytes());
    insta::assert_snapshot!(notes.join("\n"), @r#"
    note | used | A2 | 5 cells hold a text that is written as a formula, the first written “="90001"” and read as “90001”
    note | used | B2 | 2 cells hold letters that look like others, the first written “Xã Ðồi Chè” and read as “Xã Đồi Chè”
    note | used | D2 | 5 cells hold signs that nobody sees, the first read as “10”; they were left out
    note | used | H1 | 1 label was made by a program, the first written “Unnamed: 7” and read as blank
    "#);
    assert_eq!(rows, OLD.map(|(code, _)| format!("{code} | 10")));
}

#[test]
fn sound_texts_and_decomposed_letters_are_not_told() {
    let name = "Xa\u{303} Đồi Chè";
    let text = format!("{HEADER}90001;{name};2025-Q2;10;5;100;50\n");
    assert_eq!(read("a.csv", text.as_bytes()), (Vec::new(), vec!["90001 | 10".to_owned()]));
}

#[test]
fn lines_that_are_repaired_anywhere_in_an_export_are_counted() {
    let mini = crate::lines::mini();
    let mut text = "Mã xã;Kỳ báo cáo;Kênh;Lệ phí;Số ngày\n".to_owned();
    for line in 0..20_000_u32 {
        let code = if line % 2 == 0 { "90001" } else { "=\"90002\"" };
        let channel = if line % 4_000 == 3_999 { "on\u{200b}line" } else { "online" };
        text.push_str(&format!("{code};2025-Q1;{channel};1;{}\n", line % 90));
    }
    mini.send("lines/q1.csv", "2025-04-02T08:00:00+07:00", text);
    mini.run(0);
    assert_eq!(mini.figure("fees", "90", "as-reported", "2025-Q1"), "20000.0 | A | 5/5");
    let notes = filtered(mini.table("findings"), &[("code", "repaired-text")]);
    let notes: Vec<String> = notes.iter().map(|row| format!("{} | {}", row["cell"], row["message_en"])).collect();
    insta::assert_snapshot!(notes.join("\n"), @r#"
    A3 | 10,000 cells hold a text that is written as a formula, the first written “="90002"” and read as “90002”
    C4001 | 5 cells hold signs that nobody sees, the first read as “online”; they were left out
    "#);
}
