//! What comes first and what comes last on a terminal: counts by sender and cause, and the one thing to do next.

use std::fs;

use crate::kit::tree;
use crate::mini::{HEADER, Mini, NEW, OLD, SECOND_QUARTER, THIRD_QUARTER, sheet};

const WHEN: &str = "2025-07-05T09:00:00+07:00";

/// The first and the last line of an answer.
#[track_caller]
fn ends(mini: &Mini, arguments: &[&str], code: i32) -> (String, String) {
    let text = mini.tinhso(&[arguments, &["--lang", "en"]].concat()).expect(code).stdout;
    let lines: Vec<&str> = text.lines().filter(|line| !line.is_empty()).collect();
    (lines[0].to_owned(), lines[lines.len() - 1].to_owned())
}

/// The command that a last line names, run.
fn follow(mini: &Mini, line: &str, code: i32) {
    let command = line.split_once("tinhso ").expect("a command").1.trim_end_matches('.');
    let words: Vec<&str> = command.split(' ').map(|word| word.trim_matches('\'')).collect();
    mini.tinhso(&words).expect(code);
}

#[test]
fn a_run_begins_with_counts_by_sender_and_cause_and_ends_with_what_to_do() {
    let mini = Mini::new();
    let fault = "90001;Xã Đồi Chè;2025-Q2;nhiều;5;100;6\n90002;Xã Bến Gỗ;2025-Q2;vài;5;-1;6\n";
    mini.send("services/Suối Đá q2.csv", WHEN, format!("{HEADER}{fault}"));
    let text = mini.tinhso(&["run", "--lang", "en"]).expect(1).stdout;
    let first: Vec<&str> = text.lines().take(4).collect();
    assert!(first[0].ends_with(" open errors, of one sender"), "{first:?}");
    assert!(first[1].contains("(901): "), "{first:?}");
    assert!(first.iter().any(|line| line.starts_with("    2 × type-error · services/")), "{first:?}");
    let (_, last) = ends(&mini, &["run"], 1);
    let count = tree(&mini.warehouse().join("current/returns")).len();
    assert!(count == 1 && last.starts_with("Next: send the workbook in ") && last.contains("/returns"), "{last}");
    assert!(ends(&mini, &["status"], 0).1.contains("errors are open"));
    // Mended, and what is new comes first.
    mini.send(
        "services/Suối Đá q2 lần 2.csv",
        "2025-07-06T09:00:00+07:00",
        sheet("2025-Q2", &OLD[..3], &SECOND_QUARTER[..3]),
    );
    let (first, last) = ends(&mini, &["run"], 0);
    assert!(first.starts_with("New since run ") && first.contains(" findings resolved"), "{first}");
    assert!(!last.contains("returns"), "{last}");
}

#[test]
fn the_last_line_names_a_command_that_works() {
    let mini = Mini::with_two_quarters();
    assert!(ends(&mini, &["run"], 0).1.starts_with("N"));
    mini.send("services/q3.csv", WHEN, sheet("2025-Q3", &NEW, &THIRD_QUARTER));
    let (_, last) = ends(&mini, &["status"], 0);
    follow(&mini, &last, 0);
    let (_, last) = ends(&mini, &["show", "dossiers"], 0);
    assert!(last.contains("tinhso explain dossiers 2025-Q3 --area 90"), "{last}");
    follow(&mini, &last, 0);
    mini.write("sound q2.csv", sheet("2025-Q2", &OLD, &SECOND_QUARTER));
    let path = mini.path().join("sound q2.csv").to_string_lossy().into_owned();
    let (_, last) = ends(&mini, &["inspect", &path], 0);
    assert!(last.contains("tinhso validate '"), "{last}");
    assert_eq!(ends(&mini, &["validate", &path], 0).1, "Nothing is to be mended: it may be sent.");
    mini.write("new.csv", "Mã đơn vị;Số trạm sạc\n90001;4\n90002;5\n90003;6\n");
    let path = mini.path().join("new.csv").to_string_lossy().into_owned();
    let (_, last) = ends(&mini, &["inspect", &path], 1);
    follow(&mini, &last, 0);
}

#[test]
fn a_fault_that_cells_of_a_column_share_is_said_once_with_each_of_them() {
    let mini = Mini::new();
    let rows = [
        "90001;Xã Đồi Chè;2025-Q2;-1;5;100;6",
        "90002;Xã Bến Gổ;2025-Q2;-1;5;100;6",
        "90003;Xã Cầu Trê;2025-Q2;-30;5;100;6",
    ];
    fs::write(mini.path().join("q2.csv"), format!("{HEADER}{}\n", rows.join("\n"))).expect("written");
    let path = mini.path().join("q2.csv").to_string_lossy().into_owned();
    let text = mini.tinhso(&["validate", &path, "--lang", "en"]).expect(1).stdout;
    assert_eq!(text.matches("error[constraint-error]").count(), 1, "{text}");
    assert!(text.contains("  likewise: D3 “-1”, D4 “-30”\n"), "{text}");
    // Names have a suggestion each.
    assert_eq!(text.matches("error[area-mismatch]").count(), 2, "{text}");
    let errors = text.lines().next().expect("a line");
    assert!(errors.ends_with("q2.csv: 8 errors, 3 warnings"), "{errors}");
}
