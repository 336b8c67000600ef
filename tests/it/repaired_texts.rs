//! What is repaired in texts is reported once for each kind, in files and in streams of lines.

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
fn signs_labels_and_formulas_that_are_repaired_are_reported_once_a_kind() {
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
fn sound_texts_and_decomposed_letters_are_not_reported() {
    let name = "Xa\u{303} Đồi Chè";
    let text = format!("{HEADER}90001;{name};2025-Q2;10;5;100;50\n");
    assert_eq!(read("a.csv", text.as_bytes()), (Vec::new(), vec!["90001 | 10".to_owned()]));
}

/// Behind qu the letters i and y are one sound, too: "Quí Lộc" is Quý Lộc, and "qui mô" is "quy mô".
#[test]
fn the_i_behind_qu_is_y_in_names_and_labels() {
    let mini = Mini::new();
    mini.edit("registry/units.csv", "90002,Xã Bến Gỗ", "90002,Xã Quý Lộc");
    mini.edit("schemas/services.json", "Hồ sơ tiếp nhận", "Quỹ hồ sơ theo quy mô");
    let header = HEADER.replace("Hồ sơ tiếp nhận", "Quĩ hồ sơ theo qui mô");
    mini.send("services/a.csv", "2025-07-05T09:00:00+07:00", format!("{header};Xã Quí Lộc;2025-Q2;10;5;100;50\n"));
    mini.run(0);
    assert_eq!(mini.findings(), Vec::<String>::new());
    assert_eq!(lines(&mini.table("data/services"), &["ref_area", "received"]), ["90002 | 10"]);
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

/// A code that a spreadsheet took for a number has lost its zeros; the name beside it says which code it was.
#[test]
fn codes_without_their_zeros_are_read_where_the_name_agrees() {
    let mini = Mini::new();
    for file in ["registry/units.csv", "registry/crosswalk.csv"] {
        let file = mini.path().join(file);
        let text =
            std::fs::read_to_string(&file).expect("a registry").replace("90001", "09001").replace("90002", "09002");
        std::fs::write(&file, text).expect("written");
    }
    let [(_, first), (_, second), third, ..] = OLD;
    let rows = |codes: [&str; 3]| {
        let [one, other, last] = codes;
        format!(
            "{HEADER}{one};{first};2025-Q2;10;5;100;50\n{other};{second};2025-Q2;20;5;100;50\n{last};{};2025-Q2;30;5;100;50\n",
            third.1
        )
    };
    mini.send("services/a.csv", "2025-07-05T09:00:00+07:00", rows(["9001", "'09002", third.0]));
    mini.run(0);
    assert_eq!(
        lines(&mini.table("data/services"), &["ref_area", "received"]),
        ["09001 | 10".to_owned(), "09002 | 20".to_owned(), format!("{} | 30", third.0)]
    );
    let found = mini.table("findings");
    let found: Vec<String> = found
        .iter()
        .filter(|row| ["lost-zeros", "repaired-text"].contains(&row["code"].as_str()))
        .map(|row| format!("{} | {} | {} | {}", row["code"], row["cell"], row["suggestion"], row["message_en"]))
        .collect();
    insta::assert_snapshot!(found.join("\n"), @r#"
    lost-zeros | A2 | 09001 | “9001” lost its zeros; it is 09001, the code of Xã Đồi Chè, whose name is beside it. Format the column as text.
    repaired-text | A3 |  | 1 cell holds an apostrophe before a number, the first written “'09002” and read as “09002”
    "#);
    // The same digits beside the name of another unit are no unit's.
    mini.send("services/a.csv", "2025-07-06T09:00:00+07:00", rows(["9002", "9001", third.0]));
    mini.run(1);
    let kept = ["09001 | 10".to_owned(), "09002 | 20".to_owned(), format!("{} | 30", third.0)];
    assert_eq!(lines(&mini.table("data/services"), &["ref_area", "received"]), kept, "the earlier rows stay");
    let wrong = filtered(mini.table("findings"), &[("code", "unknown-area")]);
    let wrong: Vec<String> = wrong.iter().map(|row| format!("{} | {}", row["cell"], row["suggestion"])).collect();
    insta::assert_snapshot!(wrong.join("\n"), @r#"
    A2 | 09002 Xã Bến Gỗ (mã phải là văn bản, giữ số 0 ở đầu)
    A3 | 09001 Xã Đồi Chè (mã phải là văn bản, giữ số 0 ở đầu)
    "#);
}

/// Columns of fixed length are padded with zero bytes; soft line breaks and the like come from other programs.
#[test]
fn zeros_that_pad_a_text_and_control_signs_are_left_out() {
    let rows = OLD.map(|(code, name)| {
        let (code, name) = (format!("{code}\0\0\0"), format!("{name}\0"));
        serde_json::json!({"Mã xã": code, "Tên xã": name, "Kỳ báo cáo": "2025-Q2\0", "Hồ sơ tiếp nhận": "10\0\0\0", "Hồ sơ trực tuyến": 5, "Dân số": 100, "Điểm chuyển đổi số": 50})
    });
    let json = serde_json::to_vec(&rows).expect("JSON");
    let (notes, accepted) = read("a.json", &json);
    insta::assert_snapshot!(notes.join("\n"), @"note | used | A2 | 20 cells hold signs that nobody sees, the first read as “90001”; they were left out");
    assert_eq!(accepted, OLD.map(|(code, _)| format!("{code} | 10")));
    let lines = |zeros: &str| {
        OLD.map(|(code, name)| format!("{code}{zeros};{name}{zeros};2025-Q2{zeros};10{zeros};5;100;50\n")).concat()
    };
    let (notes, accepted) = read("a.csv", format!("{HEADER}{}", lines("\0\0")).as_bytes());
    insta::assert_snapshot!(notes.join("\n"), @"note | used | A2 | 20 cells hold signs that nobody sees, the first read as “90001”; they were left out");
    assert_eq!(accepted, OLD.map(|(code, _)| format!("{code} | 10")));
    let text = format!("{HEADER}{}", lines("").replacen("Xã", "\u{7}Xã", 1).replacen(";10;", ";10\u{1e};", 1));
    let utf16: Vec<u8> = format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    for bytes in [text.as_bytes(), &utf16] {
        let (notes, accepted) = read("a.csv", bytes);
        assert_eq!(notes.len(), 1, "{notes:?}");
        assert_eq!(accepted, OLD.map(|(code, _)| format!("{code} | 10")));
    }
}

#[test]
fn control_signs_in_an_export_are_counted() {
    let mini = crate::lines::mini();
    let mut text = "Mã xã;Kỳ báo cáo;Kênh;Lệ phí;Số ngày\n".to_owned();
    for line in 0..20_000_u32 {
        let channel = if line % 4_000 == 3_999 { "\u{1b}online\u{1f}" } else { "online" };
        text.push_str(&format!("90001;2025-Q1;{channel};1;{}\n", line % 90));
    }
    mini.send("lines/q1.csv", "2025-04-02T08:00:00+07:00", text);
    mini.run(0);
    let notes = filtered(mini.table("findings"), &[("code", "repaired-text")]);
    let notes: Vec<String> = notes.iter().map(|row| format!("{} | {}", row["cell"], row["message_en"])).collect();
    insta::assert_snapshot!(notes.join("\n"), @"C4001 | 5 cells hold signs that nobody sees, the first read as “online”; they were left out");
    assert_eq!(filtered(mini.table("findings"), &[("code", "unreadable-file")]).len(), 0);
}

/// A soft hyphen is drawn as a hyphen by some programs and as nothing by others: before a number it may be a minus, and nobody can say it.
#[test]
fn a_soft_hyphen_at_a_number_is_no_number_and_other_hyphens_are_a_minus() {
    let row = |code: &str, name: &str, received: &str| (code.to_owned(), name.to_owned(), received.to_owned());
    let received = ["\u{ad}10", "10\u{ad}", "\u{2011}10", "1\u{ad}0", "10\u{fffc}"];
    let rows: Vec<_> = OLD.iter().zip(received).map(|((code, name), received)| row(code, name, received)).collect();
    let csv: String =
        rows.iter().map(|(code, name, received)| format!("{code};{name};2025-Q2;{received};5;100;50\n")).collect();
    let json: Vec<_> = rows
        .iter()
        .map(|(code, name, received)| serde_json::json!({"Mã xã": code, "Tên xã": name, "Kỳ báo cáo": "2025-Q2", "Hồ sơ tiếp nhận": received, "Hồ sơ trực tuyến": 5, "Dân số": 100, "Điểm chuyển đổi số": 50}))
        .collect();
    let json = serde_json::to_string(&json).expect("JSON");
    for (file, text) in [("a.csv", format!("{HEADER}{csv}")), ("a.json", json)] {
        let mini = Mini::new();
        mini.send(&format!("services/{file}"), "2025-07-05T09:00:00+07:00", text);
        mini.run(1);
        assert_eq!(
            lines(&mini.table("data/services"), &["ref_area", "received"]),
            ["90004 | 10", "90005 | 10"],
            "{file}"
        );
        let wrong = filtered(mini.table("findings"), &[("severity", "error"), ("field", "received")]);
        assert!(wrong.first().is_some_and(|row| row["message_en"].contains("may have been a minus")), "{file}");
        let wrong: Vec<String> = wrong.iter().map(|row| format!("{} | {}", row["cell"], row["code"])).collect();
        assert_eq!(wrong, ["D2 | type-error", "D3 | type-error", "D4 | constraint-error"], "{file}");
    }
}
