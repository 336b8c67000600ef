//! Which cells a returned workbook asks to mend, and which file it was made from.

use crate::mini::{Mini, OLD};
use crate::returned::{returns, texts};

/// The lines of the list: the cell and what is wrong there.
fn asked(bytes: &[u8]) -> Vec<String> {
    let list = texts(bytes, "Cần sửa");
    let lines = list.iter().skip(4).filter(|line| !line[1].is_empty());
    lines.map(|line| format!("{} | {}", line[2], line[3].lines().next().unwrap_or_default())).collect()
}

#[test]
fn a_check_asks_for_the_cell_that_history_names() {
    let mini = Mini::new();
    let rest = [Some("200;60;2000;60"), Some("300;90;3000;70"), Some("400;100;4000;80"), Some("500;200;5000;90")];
    for (period, first) in [
        ("2023-Q4", "51900;500;1000;50"),
        ("2024-Q1", "52000;510;1000;50"),
        ("2024-Q2", "52100;505;1000;50"),
        ("2024-Q3", "52050;507;1000;50"),
        // A thousandth of what was received, and a row in which nothing but the check fails.
        ("2024-Q4", "52;503;1000;50"),
    ] {
        let second = if period == "2024-Q4" { Some("50;60;2000;60") } else { rest[0] };
        mini.quarter(period, &[Some(first), second, rest[1], rest[2], rest[3]]);
    }
    mini.run(1);
    let cells: Vec<String> = mini
        .table("findings")
        .iter()
        .filter(|row| row["state"] == "open" && row["object"].contains("2024-Q4"))
        .map(|row| format!("{} {}", row["code"], row["cell"]))
        .collect();
    for found in ["check-failed E2", "check-failed E3", "thousand-error D2"] {
        assert!(cells.contains(&found.to_owned()), "{cells:?}");
    }
    let back = returns(&mini);
    let (_, bytes) = back.iter().find(|(name, _)| name.contains("2024-Q4")).expect("a return");
    let asked = asked(bytes);
    let of = |cell: &str| asked.iter().filter(|line| line.starts_with(&format!("{cell} |"))).count();
    // The error of the check and the doubt of history are both at the cell that is wrong.
    assert_eq!([of("D2"), of("E2"), of("E3")], [2, 0, 1], "{asked:#?}");
}

#[test]
fn files_of_one_name_are_told_apart_by_their_folders() {
    let mini = Mini::new();
    let faulty = format!("{}90001;Xã Đồi Chè;2025-Q1;nhiều;1;1;\n", crate::mini::HEADER);
    for file in ["in/a/q1.csv", "in/b/q1.csv", "in/b/Q1.csv"] {
        mini.write(file, &faulty);
    }
    let path = |name: &str| mini.path().join(name).to_string_lossy().into_owned();
    let files = [path("in/a/q1.csv"), path("in/b/q1.csv"), path("in/b/Q1.csv")];
    let folder = path("back");
    let arguments = ["validate", &files[0], &files[1], &files[2], "--return", &folder, "--lang", "en"];
    let answer = mini.tinhso(&arguments).expect(1);
    let last = answer.stdout.lines().last().expect("a line");
    assert!(last.starts_with("Next: mend the 3 errors in the workbooks that were written"), "{last}");
    let written = [
        ("q1.csv.return.xlsx", 0, "a/q1.csv"),
        ("q1.csv (2).return.xlsx", 1, "b/q1.csv"),
        ("Q1.csv (3).return.xlsx", 2, "Q1.csv"),
    ];
    for (name, file, title) in written {
        assert!(answer.stderr.contains(&format!("{name} is written, made from {}", files[file])), "{}", answer.stderr);
        let bytes = std::fs::read(mini.path().join("back").join(name)).expect("it is written");
        assert_eq!(texts(&bytes, "To mend")[0][0], format!("To mend: {title}"));
    }
    let answer = mini.tinhso(&["validate", &files[0], "--lang", "en"]).expect(1);
    assert!(answer.stdout.contains("tinhso validate --return DIR writes"), "{}", answer.stdout);
}

#[test]
fn what_is_suggested_for_a_slip_of_the_hand_can_be_typed_into_its_column() {
    // The column writes 5,137 in a project that writes 5.137: "5.000" would be another number there, and put all others in doubt.
    for (written, suggested) in [("5.0O0", "5,000"), ("5,0O0", "5,000"), ("5O00", "5000")] {
        let mini = Mini::new();
        let rest =
            [Some("5,137;50;1000;50"), Some("5,274;60;2000;60"), Some("6,411;70;3000;70"), Some("7,548;80;4000;80")];
        let of = |first: &str| {
            let first = format!("{first};50;1000;50");
            crate::mini::sheet("2025-Q1", &OLD, &[Some(first.as_str()), rest[0], rest[1], rest[2], rest[3]])
        };
        mini.send("services/first.csv", "2025-04-05T09:00:00+07:00", of(written));
        mini.run(1);
        let errors: Vec<_> = mini.table("findings").into_iter().filter(|row| row["code"] == "type-error").collect();
        let said: Vec<&str> = errors.iter().map(|row| row["suggestion"].as_str()).collect();
        assert_eq!(said, [suggested], "{written}");
        mini.send("services/again.csv", "2025-04-09T09:00:00+07:00", of(suggested));
        mini.run(0);
    }
}
