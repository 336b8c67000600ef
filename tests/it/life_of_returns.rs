//! What was handed back and comes again takes the place of what it was made from, whatever it is called now.

use rust_xlsxwriter::{DocProperties, Workbook};
use sha2::{Digest, Sha256};

use crate::decisions::decision;
use crate::kit::Row;
use crate::mini::{HEADER, Mini, OLD, sheet};
use crate::returned::{returns, texts};

const SENT: &str = "2025-04-05T09:00:00+07:00";
const AGAIN: &str = "2025-04-09T09:00:00+07:00";

/// A report of the first district, a workbook with these sheets; made from an object, where its bytes are given.
fn report(sheets: &[(&str, &str, &[&str])], made_from: Option<&[u8]>) -> Vec<u8> {
    written(sheets, made_from.map(|bytes| hex::encode(Sha256::digest(bytes))))
}

fn written(sheets: &[(&str, &str, &[&str])], property: Option<String>) -> Vec<u8> {
    let mut book = Workbook::new();
    if let Some(property) = property {
        book.set_properties(&DocProperties::new().set_custom_property("tinhso-return", property));
    }
    for (name, labels, lines) in sheets {
        let page = book.add_worksheet();
        page.set_name(*name).expect("a name");
        page.write(0, 0, "Biểu số 01/TN").expect("a title");
        page.write(1, 0, "Đơn vị báo cáo: Huyện Suối Đá").expect("a sender");
        for (row, line) in (3_u32..).zip(std::iter::once(labels).chain(lines.iter())) {
            for (column, cell) in (0_u16..).zip(line.trim().split(';')) {
                match cell.parse::<f64>() {
                    Ok(number) if column > 2 => page.write(row, column, number).expect("a number"),
                    _ => page.write(row, column, cell).expect("a text"),
                };
            }
        }
    }
    book.save_to_buffer().expect("a workbook")
}

const GOOD: [&str; 2] = ["90001;Xã Đồi Chè;2025-Q1;100;50;1000;50", "90002;Xã Bến Gỗ;2025-Q1;200;60;2000;60"];

fn good(made_from: Option<&[u8]>) -> Vec<u8> {
    report(&[("Biểu 01", HEADER, &GOOD)], made_from)
}

/// A table that cannot be used: two of its columns bear one label.
fn unusable() -> Vec<u8> {
    let labels = HEADER.replace("Hồ sơ trực tuyến", "Hồ sơ tiếp nhận");
    let lines = ["90001;Xã Đồi Chè;2025-Q1;100;50;1000;50", "90002;Xã Bến Gỗ;2025-Q1;200;60;2000;60"];
    report(&[("Biểu 01", &labels, &lines)], None)
}

/// What a sender makes of the bytes that were sent first.
type Mended = fn(&[u8]) -> Vec<u8>;

/// Object, code, state and what resolved it, of what is an error.
fn errors(mini: &Mini) -> Vec<String> {
    let errors = mini.table("findings").into_iter().filter(|row| row["severity"] == "error");
    errors.map(|row| format!("{} {} {} {}", row["object"], row["code"], row["state"], row["resolved_by"])).collect()
}

fn states(mini: &Mini, object: &str) -> Vec<String> {
    let of_it = |row: &Row| row["object"] == object;
    let rows = mini.table("submissions").into_iter().filter(of_it);
    let said = |row: Row| {
        let key = ["time_period", "state", "rows_accepted", "rows_quarantined"];
        key.map(|key| row[key].clone()).join(" ")
    };
    rows.map(said).collect()
}

#[test]
fn what_comes_of_the_return_of_a_rejected_table_resolves_it_under_any_name() {
    // The name that we gave it; one of its own, with what we wrote into the workbook; and a CSV, which has lost that.
    let again: [(&str, Mended); 3] = [
        ("services/bao cao.xlsx.xlsx", |first| good(Some(first))),
        ("services/da sua.xlsx", |first| good(Some(first))),
        ("services/bao cao.xlsx.csv", |_| {
            sheet("2025-Q1", &OLD[..2], &[Some("100;50;1000;50"), Some("200;60;2000;60")]).into_bytes()
        }),
    ];
    for (name, mended) in again {
        let mini = Mini::with_two_quarters();
        let first = unusable();
        mini.send("services/bao cao.xlsx", SENT, &first);
        mini.run(1);
        let back = returns(&mini);
        let names: Vec<&str> = back.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["901/services/bao cao.xlsx.xlsx"], "in the folder of the sender that the head names");
        assert_eq!(states(&mini, "services/bao cao.xlsx"), [" rejected 0 0"]);
        mini.send(name, AGAIN, mended(&first));
        mini.run(0);
        let errors = errors(&mini);
        assert!(
            !errors.is_empty() && errors.iter().all(|line| line.ends_with(&format!("resolved {name}"))),
            "{errors:?}"
        );
        assert_eq!(returns(&mini), []);
    }
    // A file of another name that says nothing of it resolves nothing.
    let mini = Mini::with_two_quarters();
    mini.send("services/bao cao.xlsx", SENT, unusable());
    mini.send("services/khac.xlsx", AGAIN, good(None));
    mini.run(1);
}

#[test]
fn what_is_saved_as_another_kind_under_its_name_replaces_what_could_not_be_read() {
    for (first, bytes) in [
        ("services/Báo cáo.pdf", b"%PDF-1.7 a scan".to_vec()),
        ("services/Báo cáo.docx", b"%PDF-1.7 a scan".to_vec()),
        ("services/Báo cáo.csv", Vec::new()),
    ] {
        let mini = Mini::with_two_quarters();
        mini.send(first, SENT, bytes);
        mini.run(1);
        mini.send("services/Báo cáo.xlsx", AGAIN, good(None));
        mini.run(0);
        let errors = errors(&mini);
        assert!(
            !errors.is_empty() && errors.iter().all(|line| line.ends_with("resolved services/Báo cáo.xlsx")),
            "{errors:?}"
        );
    }
    // In another folder, or of a name with other marks, it is another file.
    for name in ["services/901/Báo cáo.xlsx", "services/Bão cao.xlsx"] {
        let mini = Mini::with_two_quarters();
        mini.send("services/Báo cáo.pdf", SENT, b"%PDF-1.7 a scan");
        mini.send(name, AGAIN, good(None));
        mini.run(1);
    }
}

#[test]
fn a_return_knows_what_it_was_made_from_through_other_returns_too() {
    let mini = Mini::with_two_quarters();
    let first = unusable();
    mini.send("services/a.xlsx", SENT, &first);
    let labels = HEADER.replace("Hồ sơ trực tuyến", "Hồ sơ tiếp nhận");
    let second = report(&[("Biểu 01", &labels, &GOOD[..1])], Some(&first));
    mini.send("services/b.xlsx", "2025-04-07T09:00:00+07:00", &second);
    mini.run(1);
    let open = errors(&mini).into_iter().filter(|line| line.contains(" open ")).collect::<Vec<_>>();
    assert!(open.iter().all(|line| line.starts_with("services/b.xlsx")) && !open.is_empty(), "{open:?}");
    mini.send("services/c.xlsx", AGAIN, good(Some(&second)));
    mini.run(0);
    // What our own program wrote says it, and not only what this test writes.
    let mini = Mini::with_two_quarters();
    mini.send("services/a.xlsx", SENT, &first);
    mini.run(1);
    let (_, back) = returns(&mini).remove(0);
    let digest = hex::encode(Sha256::digest(&first));
    assert!(texts(&back, "Cần sửa")[2][0].ends_with(&digest));
    mini.send("services/z.xlsx", AGAIN, &back);
    mini.run(1);
    let open = errors(&mini).into_iter().filter(|line| line.contains(" open ")).collect::<Vec<_>>();
    assert!(open.iter().all(|line| line.starts_with("services/z.xlsx")) && !open.is_empty(), "{open:?}");
}

#[test]
fn our_own_list_that_comes_back_is_called_what_it_is() {
    let mini = Mini::with_two_quarters();
    mini.send("services/bao cao.xlsx", SENT, b"PK\x03\x04 broken");
    mini.run(1);
    let (_, page) = returns(&mini).remove(0);
    mini.send("services/bao cao.xlsx.xlsx", "2025-04-07T09:00:00+07:00", &page);
    // Excel saves the sheet that is shown, and that is the list.
    let list: Vec<String> = texts(&page, "Cần sửa").iter().map(|line| line.join(";").replace('\n', " ")).collect();
    mini.send("services/danh sach.csv", "2025-04-07T10:00:00+07:00", list.join("\r\n"));
    mini.run(1);
    let said: Vec<Row> = mini.table("findings").into_iter().filter(|row| row["code"] == "unknown-form").collect();
    assert_eq!(said.len(), 2, "{said:?}");
    for one in said {
        assert!(one["message_en"].starts_with("This is the list of what is to be mended"), "{one:?}");
        assert_eq!(one["state"], "open");
    }
    // The mended original resolves all three.
    mini.send("services/bao cao (1).xlsx", AGAIN, good(None));
    mini.run(0);
    assert_eq!(returns(&mini), []);
}

#[test]
fn a_table_that_its_return_holds_for_another_period_counts_there_alone() {
    let mini = Mini::with_two_quarters();
    let lines = GOOD.map(|line| line.replace("2025-Q1", "2024-Q1"));
    let lines = [lines[0].as_str(), lines[1].as_str(), "90003;Xã Cầu Tre;2024-Q1;nhiều;1;1;1"];
    let first = report(&[("Biểu 01", HEADER, &lines)], None);
    mini.send("services/a.xlsx", SENT, &first);
    mini.run(1);
    assert_eq!(states(&mini, "services/a.xlsx"), ["2024-Q1 received 2 1"]);
    mini.send("services/b.xlsx", AGAIN, good(Some(&first)));
    mini.run(0);
    assert_eq!(states(&mini, "services/a.xlsx"), ["2024-Q1 superseded 2 1"]);
    let periods: Vec<String> = mini.table("data/services").into_iter().map(|row| row["time_period"].clone()).collect();
    assert!(!periods.contains(&"2024-Q1".to_owned()) && periods.contains(&"2025-Q1".to_owned()), "{periods:?}");
    // A file that says nothing of the first leaves it where it is.
    let mini = Mini::with_two_quarters();
    mini.send("services/a.xlsx", SENT, &first);
    mini.send("services/b.xlsx", AGAIN, good(None));
    mini.run(1);
    assert_eq!(states(&mini, "services/a.xlsx"), ["2024-Q1 received 2 1"]);
}

#[test]
fn a_report_on_two_sheets_is_replaced_whole() {
    let bad = GOOD.map(|line| line.replace(";100;", ";1OO;").replace(";200;", ";2OO;"));
    let two = |first: &str, second: &str| {
        report(&[("Biểu 01", HEADER, &[first]), ("Biểu 01 (tiếp)", HEADER, &[second])], None)
    };
    for (first, second) in [(bad[0].as_str(), GOOD[1]), (GOOD[0], bad[1].as_str())] {
        for (name, again) in [
            ("services/a.xlsx", two(GOOD[0], GOOD[1])),
            ("services/b.xlsx", two(GOOD[0], GOOD[1])),
            ("services/b.xlsx", good(None)),
        ] {
            let mini = Mini::with_two_quarters();
            mini.send("services/a.xlsx", SENT, two(first, second));
            mini.run(1);
            mini.send(name, AGAIN, &again);
            mini.run(0);
            let superseded = mini.table("submissions").into_iter().filter(|row| row["state"] == "superseded");
            assert_eq!(superseded.count(), 2);
            let said = mini.table("findings").into_iter().filter(|row| row["code"] == "superseded");
            assert_eq!(said.count(), 1, "once for a file");
        }
    }
}

#[test]
fn a_table_of_a_period_that_has_not_begun_has_no_accepted_row() {
    let mini = Mini::with_two_quarters();
    let lines = GOOD.map(|line| line.replace("2025-Q1", "2025-Q4"));
    mini.send("services/a.xlsx", SENT, report(&[("Biểu 01", HEADER, &[&lines[0], &lines[1]])], None));
    mini.run(1);
    assert_eq!(
        states(&mini, "services/a.xlsx"),
        ["2025-Q4 rejected 0 1", "2025-Q4 rejected 0 1"],
        "without districts, communes send"
    );
    let mut found = mini.table("findings").into_iter().filter(|row| row["code"] == "period-out-of-range");
    assert_eq!(found.next().expect("a finding")["cell"], "C5");
    // Its own name brings it in order, as its return does.
    mini.send("services/a.xlsx", AGAIN, good(None));
    mini.run(0);
}

#[test]
fn a_return_holds_what_people_have_decided_and_does_not_undo_it() {
    let mini = Mini::with_two_quarters();
    let bad = GOOD.map(|line| line.replace(";100;", ";1OO;").replace(";200;60", ";200;-60"));
    let first = report(&[("Biểu 01", HEADER, &[&bad[0], &bad[1]])], None);
    mini.send("services/a.xlsx", SENT, &first);
    mini.write("decisions.toml", decision(&first, "services/a.xlsx", ("Biểu 01", "D5"), "value = \"150\""));
    mini.run(1);
    let (_, back) = returns(&mini).remove(0);
    assert_eq!(texts(&back, "Biểu 01")[4][3], "150");
    let list = texts(&back, "Cần sửa");
    assert!(list[2][0].contains("decisions.toml#"), "{:?}", list[2]);
    assert!(list.iter().skip(4).all(|line| line[2] != "D5"), "there is nothing to mend: {list:?}");
    // What comes of it is no reason to decide again.
    let mended = [GOOD[0].replace(";100;", ";150;"), GOOD[1].to_owned()];
    let again = written(&[("Biểu 01", HEADER, &[&mended[0], &mended[1]])], Some(list[2][0].clone()));
    mini.send("services/b.xlsx", AGAIN, &again);
    mini.run(0);
    let stale = |mini: &Mini| mini.table("findings").iter().filter(|row| row["code"] == "stale-decision").count();
    assert_eq!(stale(&mini), 0);
    // A file of the sender's own is.
    mini.send("services/c.xlsx", "2025-04-10T09:00:00+07:00", good(None));
    mini.run(0);
    assert_eq!(stale(&mini), 1);
}

#[test]
fn a_decision_is_read_alone_where_its_column_is_written_otherwise() {
    let mini = Mini::with_two_quarters();
    let first = report(
        &[(
            "Biểu 01",
            HEADER,
            &["90001;Xã Đồi Chè;2025-Q1;1,100;50;1000;50.5", GOOD[1], "90003;Xã Cầu Tre;2025-Q1;1,300;70;1000;70.5"],
        )],
        None,
    );
    for (value, stays) in [("1250", "1250"), ("1.250.000", "1250000"), ("1.250", "1100")] {
        mini.send("services/a.xlsx", SENT, &first);
        let decided = format!("value = \"{value}\"");
        mini.write("decisions.toml", decision(&first, "services/a.xlsx", ("Biểu 01", "D5"), &decided));
        mini.tinhso(&["run"]);
        assert_eq!(errors(&mini).len(), usize::from(stays == "1100"), "{:?}", errors(&mini));
        let rows = mini.table("data/services").into_iter().filter(|row| row["time_period"] == "2025-Q1");
        let received: Vec<String> = rows.map(|row| row["received"].clone()).collect();
        assert_eq!(received, [stays, "200", "1300"], "{value}");
        let refused = mini.table("findings").into_iter().filter(|row| row["code"] == "unusable-decision").count();
        assert_eq!(refused, usize::from(stays == "1100"), "one number or another: it is not guessed");
    }
}

#[test]
fn amounts_that_a_decision_about_the_caption_converts_are_no_longer_what_was_sent() {
    let mini = Mini::with_two_quarters();
    let lines = ["90001;Xã Đồi Chè;2025-Q1;100;50;1000;50", "90002;Xã Bến Gỗ;2025-Q1;200;0;2000;60"];
    let first = report(&[("Biểu 01", HEADER, &lines)], None);
    mini.send("services/a.xlsx", SENT, &first);
    // The cell is blank, and above the labels.
    mini.write(
        "decisions.toml",
        decision(&first, "services/a.xlsx", ("Biểu 01", "E3"), "value = \"Đơn vị tính: nghìn hồ sơ\""),
    );
    mini.run(0);
    let rows = mini.table("data/services").into_iter().filter(|row| row["time_period"] == "2025-Q1");
    let statuses: Vec<String> = rows
        .map(|row| ["received", "received_status", "online", "online_status"].map(|key| row[key].clone()).join(" "))
        .collect();
    assert_eq!(statuses, ["100000 I 50000 I", "200000 I 0 A"]);
}

#[test]
fn a_day_under_a_number_that_comes_back_unmended_is_the_fault_that_it_was() {
    let mini = Mini::with_two_quarters();
    let mut book = Workbook::new();
    let page = book.add_worksheet();
    page.write(0, 1, "Đơn vị báo cáo: Huyện Suối Đá").expect("a sender");
    for (column, label) in (0_u16..).zip(HEADER.trim().split(';')) {
        page.write(2, column, label).expect("a label");
    }
    for (row, line) in (3_u32..).zip(GOOD) {
        for (column, cell) in (0_u16..).zip(line.split(';')) {
            match cell.parse::<f64>() {
                Ok(number) if column > 2 => page.write(row, column, number).expect("a number"),
                _ => page.write(row, column, cell).expect("a text"),
            };
        }
    }
    let day = rust_xlsxwriter::Format::new().set_num_format("dd/mm/yyyy");
    page.write_with_format(3, 3, 45_662, &day).expect("a day");
    let percent = rust_xlsxwriter::Format::new().set_num_format("0%");
    page.write_with_format(4, 5, 0.12, &percent).expect("a percentage");
    mini.send("services/bao cao.xlsx", SENT, book.save_to_buffer().expect("a workbook"));
    let open = || {
        let rows =
            mini.table("findings").into_iter().filter(|row| row["severity"] == "error" && row["state"] == "open");
        let mut open: Vec<_> = rows.map(|row| ["finding_id", "code", "since"].map(|key| row[key].clone())).collect();
        open.sort();
        open
    };
    mini.run(1);
    let first = open();
    assert_eq!(first.iter().filter(|[_, code, _]| code == "type-error").count(), 2, "{first:?}");
    // Twice: what was made of a return is its return, too.
    for (name, again) in
        [("services/bao cao.xlsx.xlsx", AGAIN), ("services/bao cao lan 3.xlsx", "2025-04-12T09:00:00+07:00")]
    {
        let (_, back) = returns(&mini).remove(0);
        mini.send(name, again, back);
        mini.run(1);
        assert_eq!(open(), first, "{name}");
    }
}

#[test]
fn a_name_as_long_as_systems_allow_goes_back_under_a_shorter_one() {
    let mini = Mini::with_two_quarters();
    let name = format!("{}.xlsx", "ộ".repeat(83));
    let object = format!("services/{name}");
    mini.send(&object, SENT, unusable());
    mini.run(1);
    let (back, bytes) = returns(&mini).remove(0);
    let last = back.rsplit('/').next().expect("a name");
    assert!(last.len() <= 255 && last.ends_with(".xlsx") && last.contains("ộ~"), "{last}");
    assert!(texts(&bytes, "Cần sửa").concat().iter().any(|text| text.contains(&name)), "it says which file it is");
    // The copies of other commands are named so, too, and what is found is said.
    let folder = tempfile::tempdir().expect("a folder");
    let into = folder.path().to_str().expect("a path");
    let sent = mini.path().join("landing").join(&object);
    let answer = mini.tinhso(&["validate", sent.to_str().expect("a path"), "--return", into]).expect(1);
    assert!(answer.stdout.contains("error") || answer.stdout.contains("lỗi"), "{}", answer.stdout);
    let made: Vec<_> = std::fs::read_dir(folder.path()).expect("a folder").collect();
    assert_eq!(made.len(), 1);
    let fixed = format!("services/{}.csv", "ộ".repeat(83));
    mini.send(&fixed, AGAIN, sheet("2025-Q1", &OLD[..2], &[Some("100;50;1000;50"), Some("200;60;2000;60")]));
    mini.run_with(0, &[]);
    let folder = tempfile::tempdir().expect("a folder");
    let into = folder.path().to_str().expect("a path");
    mini.tinhso(&["explain", "dossiers", "2025-Q1", "--area", "90001", "--extract", into]).expect(0);
    let files = crate::kit::tree(folder.path());
    let names: Vec<&str> = files.keys().map(|name| name.rsplit('/').next().unwrap_or(name)).collect();
    assert!(names.iter().any(|name| name.ends_with("ộ.csv")), "{names:?}");
    assert!(names.iter().any(|name| name.ends_with(".marked.xlsx") && name.contains('~')), "{names:?}");
}
