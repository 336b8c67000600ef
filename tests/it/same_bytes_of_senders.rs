//! The same bytes of several senders: of no use, they are nobody's report; of use, they are the report of whom they name.

use rust_xlsxwriter::Workbook;

use crate::kit::lines;
use crate::mini::{HEADER, Mini, OLD, sheet};
use crate::returned::returns;

const FIRST: [Option<&str>; 3] = [Some("100;50;1000;50"), Some("200;60;2000;60"), Some("300;90;3000;70")];
const SECOND: [Option<&str>; 2] = [Some("400;100;4000;80"), Some("500;200;5000;90")];

fn own(sender: usize) -> String {
    if sender == 901 { sheet("2025-Q1", &OLD[..3], &FIRST) } else { sheet("2025-Q1", &OLD[3..], &SECOND) }
}

fn letter() -> Vec<u8> {
    let mut book = Workbook::new();
    book.add_worksheet().write(0, 0, "Kính gửi: Văn phòng").expect("a text");
    book.save_to_buffer().expect("a workbook")
}

/// Code, state and what resolved it, of the findings of objects.
fn found(mini: &Mini, codes: &[&str]) -> Vec<String> {
    let findings = mini.table("findings").into_iter().filter(|row| codes.contains(&row["code"].as_str()));
    let mut found = lines(&findings.collect::<Vec<_>>(), &["object", "code", "state", "resolved_by"]);
    found.sort();
    found
}

#[test]
fn each_sender_of_bytes_of_no_use_has_an_error_until_that_sender_mends_it() {
    let unknown = format!("{HEADER};Xã Không Có;2025-Q1;1;1;1;1\n").into_bytes();
    let cases: [(&str, Vec<u8>, &str); 6] = [
        ("xlsx", Vec::new(), "empty-file"),
        ("csv", Vec::new(), "empty-file"),
        ("xlsx", b"%PDF-1.4 a letter".to_vec(), "unreadable-file"),
        ("xlsx", letter(), "unknown-form"),
        ("csv", HEADER.as_bytes().to_vec(), "unknown-period"),
        ("csv", unknown, "unknown-area"),
    ];
    for (extension, bytes, code) in cases {
        let mini = Mini::new();
        let first = format!("services/2025-Q1/01TN_huyen-suoi-da.{extension}");
        let second = format!("services/2025-Q1/01TN_huyen-rung-thong.{extension}");
        mini.send(&first, "2025-04-01T09:00:00+07:00", &bytes);
        mini.send(&second, "2025-04-02T09:00:00+07:00", &bytes);
        mini.run(1);
        let codes = [code, "duplicate-submission"];
        let expected = [format!("{second} | {code} | open | "), format!("{first} | {code} | open | ")];
        assert_eq!(found(&mini, &codes), expected, "{code}");
        assert_eq!(
            returns(&mini).len(),
            2,
            "{code}: {:?}",
            returns(&mini).iter().map(|one| &one.0).collect::<Vec<_>>()
        );
        // The first mends its own, under the name of a later version; where it is not known whose rows are, under their own name.
        let mended = |of: &str| if code == "unknown-area" { of.to_owned() } else { of.replace('.', "_lan-2.") };
        let by = mended(&first);
        mini.write("landing/arrivals.csv", "object,received_at\n");
        mini.send(&by, "2025-04-03T09:00:00+07:00", own(901));
        mini.run(1);
        let resolved = format!("{first} | {code} | resolved | {by}");
        assert_eq!(found(&mini, &codes), [expected[0].clone(), resolved.clone()], "{code}");
        assert_eq!(returns(&mini).len(), 1, "{code}");
        // Then the second.
        let by = mended(&second);
        mini.send(&by, "2025-04-04T09:00:00+07:00", own(902));
        mini.run(0);
        assert_eq!(found(&mini, &codes), [format!("{second} | {code} | resolved | {by}"), resolved], "{code}");
    }
}

#[test]
fn the_return_of_one_sender_mends_nothing_of_another_that_sent_the_same() {
    let mini = Mini::new();
    let (first, second) = ("services/2025-Q1/01TN_huyen-suoi-da.xlsx", "services/2025-Q1/01TN_huyen-rung-thong.xlsx");
    mini.send(first, "2025-04-01T09:00:00+07:00", letter());
    mini.send(second, "2025-04-02T09:00:00+07:00", letter());
    mini.run(1);
    // Named as the return of the first.
    mini.send(&format!("{first}.csv"), "2025-04-03T09:00:00+07:00", own(901));
    mini.run(1);
    let expected =
        [format!("{second} | unknown-form | open | "), format!("{first} | unknown-form | resolved | {first}.csv")];
    assert_eq!(found(&mini, &["unknown-form"]), expected);
}

#[test]
fn bytes_of_no_use_of_two_quarters_are_two_reports() {
    let mini = Mini::new();
    let (first, second) = ("services/2024-Q4/01TN_huyen-suoi-da.xlsx", "services/2025-Q1/01TN_huyen-suoi-da.xlsx");
    mini.send(first, "2025-01-02T09:00:00+07:00", "");
    mini.send(second, "2025-04-02T09:00:00+07:00", "");
    mini.send("services/2025-Q1/01TN_huyen-suoi-da (1).xlsx", "2025-04-03T09:00:00+07:00", "");
    mini.send("services/q.csv", "2025-04-04T09:00:00+07:00", sheet("2024-Q4", &OLD[..3], &FIRST));
    mini.run(1);
    let expected = [
        format!("{first} | empty-file | resolved | services/q.csv"),
        "services/2025-Q1/01TN_huyen-suoi-da (1).xlsx | duplicate-submission | open | ".to_owned(),
        format!("{second} | empty-file | open | "),
    ];
    assert_eq!(found(&mini, &["empty-file", "duplicate-submission"]), expected);
}

#[test]
fn the_report_of_another_is_named_under_the_own_name_until_the_own_report_comes() {
    let mini = Mini::new();
    let (first, second) = ("services/2025-Q1/01TN_huyen-suoi-da.csv", "services/2025-Q1/01TN_huyen-rung-thong.csv");
    mini.send(first, "2025-04-01T09:00:00+07:00", own(901));
    mini.send(second, "2025-04-02T09:00:00+07:00", own(901));
    mini.tinhso(&["run"]);
    let codes = ["name-mismatch", "duplicate-submission"];
    let open = [format!("{second} | duplicate-submission | open | "), format!("{second} | name-mismatch | open | ")];
    assert_eq!(found(&mini, &codes), open);
    assert_eq!(mini.figure("dossiers", "901", "as-reported", "2025-Q1"), "600.0 | A | 3/3");
    // What the first sends has to do with its own figures alone.
    let corrected = sheet("2025-Q1", &OLD[..3], &[Some("101;50;1000;50"), FIRST[1], FIRST[2]]);
    mini.send("services/2025-Q1/01TN_huyen-suoi-da_sua.csv", "2025-04-03T09:00:00+07:00", corrected);
    mini.tinhso(&["run"]);
    assert_eq!(found(&mini, &["name-mismatch"]), open[1..]);
    mini.send("services/2025-Q1/rung-thong.csv", "2025-04-04T09:00:00+07:00", own(902));
    mini.tinhso(&["run"]);
    let resolved = format!("{second} | name-mismatch | resolved | services/2025-Q1/rung-thong.csv");
    assert_eq!(found(&mini, &["name-mismatch"]), [resolved]);
}
