//! Files whose period or sender cannot be read: one takes the place of another only where it is sent again.

use rust_xlsxwriter::Workbook;

use crate::kit::{filtered, lines};
use crate::mini::{HEADER, Mini};

/// What a district sends: its head, then rows of two communes with a period as it is written.
fn rows(sender: &str, period: &str, received: u32) -> Vec<Vec<String>> {
    let communes = match sender {
        "Suối Đá" => [("90001", "Xã Đồi Chè"), ("90002", "Xã Bến Gỗ")],
        _ => [("90004", "Xã Đá Bạc"), ("90005", "Xã Giếng Mới")],
    };
    let mut rows = vec![vec![format!("Đơn vị báo cáo: UBND huyện {sender}")]];
    rows.push(HEADER.trim().split(';').map(str::to_owned).collect());
    for (code, name) in communes {
        rows.push(format!("{code};{name};{period};{received};57;1234;61").split(';').map(str::to_owned).collect());
    }
    rows
}

fn csv(sender: &str, period: &str, received: u32) -> String {
    rows(sender, period, received).iter().map(|row| row.join(";") + "\n").collect()
}

fn xlsx(sender: &str, period: &str, received: u32) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (row, cells) in (0..).zip(rows(sender, period, received)) {
        for (column, cell) in (0..).zip(&cells) {
            sheet.write_string(row, column, cell).expect("a cell");
        }
    }
    book.save_to_buffer().expect("a workbook")
}

/// Code, object and state of each finding of a cell, and state and object of each submission that came.
fn found(mini: &Mini) -> (Vec<String>, Vec<String>) {
    let findings = filtered(mini.table("findings"), &[("code", "unknown-period")]);
    let came: Vec<_> = mini.table("submissions").into_iter().filter(|row| !row["object"].is_empty()).collect();
    (lines(&findings, &["object", "cell", "state"]), lines(&came, &["ref_area", "time_period", "object", "state"]))
}

#[test]
fn files_of_two_senders_do_not_replace_one_another() {
    for kind in ["csv", "xlsx"] {
        let mini = Mini::new();
        for (day, name, sender) in [(5, "901", "Suối Đá"), (6, "902", "Rừng Thông")] {
            let bytes = if kind == "csv" { csv(sender, "Q2/25", 173).into_bytes() } else { xlsx(sender, "Q2/25", 173) };
            mini.send(&format!("services/{name}.{kind}"), &format!("2025-07-0{day}T09:00:00+07:00"), bytes);
        }
        let answer = mini.run(1);
        let (findings, came) = found(&mini);
        assert_eq!(findings.len(), 4, "{findings:?}");
        assert!(findings.iter().all(|finding| finding.ends_with("| open")), "{findings:?}");
        assert_eq!(
            came,
            [format!("901 |  | services/901.{kind} | received"), format!("902 |  | services/902.{kind} | received")]
        );
        // Each has its own return, and the summary names both.
        assert_eq!(answer["summary"]["returns"], 2, "{answer}");
        assert_eq!(answer["summary"]["open_errors"]["senders"], 2, "{answer}");
    }
}

#[test]
fn files_of_two_quarters_do_not_replace_one_another() {
    let mini = Mini::new();
    mini.send("services/a.csv", "2025-07-05T09:00:00+07:00", csv("Suối Đá", "Q1/25", 173));
    mini.send("services/b.csv", "2025-07-06T09:00:00+07:00", csv("Suối Đá", "Q2/25", 191));
    mini.run(1);
    let (findings, _) = found(&mini);
    assert!(findings.len() == 4 && findings.iter().all(|finding| finding.ends_with("| open")), "{findings:?}");
}

#[test]
fn what_is_sent_again_replaces_it() {
    // With its name, as its return, with the words of a revision, or with its figures.
    for (name, period, received, is_resolved) in [
        ("a.csv", "2025-Q2", 174, true),
        ("a.csv", "Q2/25", 174, true),
        ("a.csv.csv", "2025-Q2", 174, true),
        ("a lần 2.csv", "2025-Q2", 174, true),
        ("b.csv", "2025-Q2", 173, true),
        ("b.csv", "2025-Q2", 174, false),
        ("a (1).csv", "2025-Q2", 174, false),
    ] {
        let mini = Mini::new();
        mini.send("services/a.csv", "2025-07-05T09:00:00+07:00", csv("Suối Đá", "Q2/25", 173));
        mini.run(1);
        mini.write("landing/arrivals.csv", "object,received_at\n");
        mini.send(&format!("services/{name}"), "2025-07-06T09:00:00+07:00", csv("Suối Đá", period, received));
        mini.tinhso(&["run"]);
        let first = |row: &&String| {
            row.starts_with("services/a.csv") && row.ends_with(if is_resolved { "resolved" } else { "open" })
        };
        let (findings, came) = found(&mini);
        assert_eq!(findings.iter().filter(first).count(), 2, "{name} {received}: {findings:?}");
        let superseded = came.iter().filter(|row| row.ends_with("services/a.csv | superseded")).count();
        assert_eq!(superseded, usize::from(is_resolved), "{name} {received}: {came:?}");
    }
}

#[test]
fn files_of_nobody_do_not_replace_one_another() {
    let nobody = |first: &str, second: &str| {
        format!("{HEADER};{first};2025-Q2;173;57;1234;61\n;{second};2025-Q2;174;58;1235;62\n")
    };
    let mini = Mini::new();
    mini.send("services/a.csv", "2025-07-05T09:00:00+07:00", nobody("Xã Không Có", "Xã Chưa Biết"));
    mini.send("services/b.csv", "2025-07-06T09:00:00+07:00", nobody("Xã Nào Đó", "Xã Lạ"));
    // The same bytes under a third name are a duplicate, and nothing goes back.
    mini.send("services/c.csv", "2025-07-07T09:00:00+07:00", nobody("Xã Không Có", "Xã Chưa Biết"));
    mini.run(1);
    let came: Vec<_> = mini.table("submissions").into_iter().filter(|row| !row["object"].is_empty()).collect();
    assert_eq!(
        lines(&came, &["object", "state"]),
        ["services/a.csv | received", "services/b.csv | received", "services/c.csv | duplicate"]
    );
}
