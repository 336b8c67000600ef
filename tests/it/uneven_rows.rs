//! Rows that have more or fewer cells than there are labels, and rows that are no rows of the table: nothing of them is read under a
//! wrong label without a finding.

use rust_xlsxwriter::Workbook;

use crate::kit::{filtered, lines};
use crate::mini::{HEADER, Mini, OLD};
use crate::returned::{handed_back, texts};

const WHEN: &str = "2025-07-05T09:00:00+07:00";

/// What is found in an object of a project, after a run.
#[track_caller]
fn found(mini: &Mini, object: &str, code: i32) -> Vec<String> {
    mini.run(code);
    let findings = filtered(mini.table("findings"), &[("object", object)]);
    for finding in &findings {
        assert!(!finding["message_vi"].is_empty() && !finding["message_en"].is_empty(), "{finding:?}");
    }
    lines(&findings, &["severity", "code", "cell", "row", "disposition"])
}

/// What is found in a text of these lines below the labels, its last label left out of what has a field, and the dossiers of the province.
#[track_caller]
fn of_text(delimiter: char, rows: &str, code: i32) -> (Vec<String>, String) {
    let mini = Mini::new();
    let title = "\"title\": \"Điểm chuyển đổi số\", \"measure\": \"rate\"";
    mini.edit(
        "schemas/services.json",
        &format!("\"type\": \"number\", {title}"),
        "\"type\": \"string\", \"title\": \"Điểm chuyển đổi số\"",
    );
    let text = format!("{HEADER}{rows}").replace(';', &delimiter.to_string());
    mini.send("services/q2.csv", WHEN, text);
    let found = found(&mini, "services/q2.csv", code);
    (found, mini.figure("dossiers_so_far", "90", "as-reported", "2025-Q2"))
}

/// The findings of the third row whose figures moved, by their columns.
fn moved(columns: &str) -> Vec<String> {
    columns.chars().map(|column| format!("error | unread-cell | {column}3 | 3 | quarantined")).collect()
}

const FIRST: &str = "90001;Xã Đồi Chè;2025-Q2;10;5;100;a\n";

#[test]
fn a_number_that_holds_the_delimiter_moves_the_row() {
    // The note at the end is blank, and so is what is moved behind it.
    let (found, dossiers) = of_text(',', &format!("{FIRST}90002;Xã Bến Gỗ;2025-Q2;1;234;5;100;\n"), 1);
    assert_eq!(found, moved("DEFG"));
    assert!(dossiers.starts_with("10.0"), "{dossiers}");
    let (found, _) = of_text(';', &format!("{FIRST}90002;Xã Bến Gỗ;2025-Q2;12;5;100;a; b\n"), 1);
    assert_eq!(found, moved("DEF"), "a word that holds the delimiter");
}

#[test]
fn a_row_that_moved_is_no_row_until_each_of_its_figures_is_mended() {
    let mini = Mini::new();
    let rows = format!("{HEADER}{FIRST}90002;Xã Bến Gỗ;2025-Q2;1;234;5;100;\n").replace(';', ",");
    mini.write("q2.csv", rows);
    let sheet = texts(&handed_back(&mini, "q2.csv", 1), "1");
    assert_eq!(sheet[2][3..7], ["? 1", "? 234", "? 5", "? 100"]);
}

#[test]
fn texts_in_an_archive_are_texts() {
    for (rows, expected) in [
        ("90002;Xã Bến Gỗ;2025-Q2;1;234;5;100;6\n", moved("DEFG")),
        (
            "90002;Xã Bến Gỗ;2025-Q2;12;5\n90003;Xã Cầu Tre;2025-Q2;1;1;1;6\n",
            vec!["warning | missing-cell |  | 3 | used".to_owned()],
        ),
        ("90002;Xã Bến Gỗ;2025-Q2;12", moved("D")),
    ] {
        let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        archive.start_file("q2.csv", zip::write::SimpleFileOptions::default()).expect("a file");
        let text = format!("{HEADER}90001;Xã Đồi Chè;2025-Q2;10;5;100;6\n{rows}").replace(';', ",");
        std::io::Write::write_all(&mut archive, text.as_bytes()).expect("written");
        let mini = Mini::new();
        mini.send("services/q2.zip", WHEN, archive.finish().expect("an archive").into_inner());
        let code = i32::from(expected[0].starts_with("error"));
        assert_eq!(found(&mini, "services/q2.zip", code), expected);
    }
}

#[test]
fn the_lowest_row_of_labels_may_end_before_the_last_column() {
    let mini = Mini::new();
    mini.edit("schemas/services.json", "\"Hồ sơ tiếp nhận\"", "\"Hồ sơ > Tiếp nhận\"");
    mini.edit("schemas/services.json", "\"Hồ sơ trực tuyến\"", "\"Hồ sơ > Trực tuyến\"");
    let labels = "Mã xã,Tên xã,Kỳ báo cáo,Hồ sơ,,Dân số,Điểm chuyển đổi số\n,,,Tiếp nhận,Trực tuyến\n";
    let rows = "90001,Xã Đồi Chè,2025-Q2,10,5,100,50\n90002,Xã Bến Gỗ,2025-Q2,20,6,200,60\n";
    mini.send("services/q2.csv", WHEN, format!("{labels}{rows}"));
    assert_eq!(found(&mini, "services/q2.csv", 0), [""; 0]);
    assert_eq!(mini.figure("dossiers_so_far", "901", "as-reported", "2025-Q2"), "30.0 | U | 2/3");
}

#[test]
fn a_delimiter_behind_every_row_is_no_matter() {
    let rows = "90001;Xã Đồi Chè;2025-Q2;10;5;100;a;\n90002;Xã Bến Gỗ;2025-Q2;12;5;100;b;\n";
    assert_eq!(of_text(';', rows, 0), (vec![], "22.0 | U | 2/5".to_owned()));
    let (found, _) = of_text(',', rows, 1);
    assert_eq!(found.len(), 6, "a comma may be part of a number: {found:?}");
}

#[test]
fn a_row_that_ends_early_is_reported_and_the_end_of_a_cut_text_is_no_value() {
    let (found, dossiers) =
        of_text(';', &format!("{FIRST}90002;Xã Bến Gỗ;2025-Q2;12;5\n90003;Xã Cầu Tre;2025-Q2;1;1;1;c\n"), 0);
    assert_eq!(found, ["warning | missing-cell |  | 3 | used"]);
    assert!(dossiers.starts_with("23.0"), "{dossiers}");
    let (found, dossiers) = of_text(';', &format!("{FIRST}90002;Xã Bến Gỗ;2025-Q2;12"), 1);
    assert_eq!(found, ["error | unread-cell | D3 | 3 | quarantined"]);
    assert!(dossiers.starts_with("10.0"), "{dossiers}");
    // A whole last row without a line end, and rows that all leave out the note, are whole.
    assert_eq!(of_text(';', "90001;Xã Đồi Chè;2025-Q2;10;5;100\n90002;Xã Bến Gỗ;2025-Q2;12;5;100", 0).0, [""; 0]);
}

#[test]
fn rows_that_excel_writes_at_once_are_whole() {
    // A remark right of the table makes Excel end sixteen rows with one more delimiter.
    let mini = Mini::new();
    let head = format!("{}\n", ";".repeat(6)).repeat(15);
    let rows: String = OLD.iter().map(|(code, name)| format!("{code};{name};2025-Q2;10;5;100;6;\n")).collect();
    mini.send("services/q2.csv", WHEN, format!("{head}{HEADER}{rows}"));
    assert_eq!(found(&mini, "services/q2.csv", 0), [""; 0]);
    assert_eq!(mini.figure("dossiers", "90", "as-reported", "2025-Q2"), "50.0 | A | 5/5");
}

#[test]
fn quotes_that_join_lines_are_found() {
    let rows = format!(
        "{FIRST}90002;Xã Bến Gỗ;2025-Q2;12;5;100;\"b\n90003;Xã Cầu Tre;2025-Q2;1;1;1;c\n90004;Xã Đá Bạc;2025-Q2;1;1;1;\"d\n"
    );
    let (found, dossiers) = of_text(';', &rows, 1);
    assert_eq!(found, ["error | unread-cell | G3 | 3 | quarantined"]);
    assert!(dossiers.starts_with("10.0"), "{dossiers}");
    let rows = format!("{FIRST}90002;Xã Bến Gỗ;2025-Q2;12;5;100;\"b\nc\"\n");
    assert_eq!(of_text(';', &rows, 0).0, [""; 0], "a cell of two lines");
}

#[test]
fn lines_of_an_export_are_as_rows_are() {
    let all = |line: &str, delimiter: &str| {
        let mini = crate::lines::mini();
        let first = "90001;2024-Q1;online;1,50;3\n".repeat(3);
        let text = format!("{}{first}{line}", crate::lines::HEADER);
        mini.send("lines/a.csv", WHEN, text.replace(';', delimiter));
        found(&mini, "lines/a.csv", i32::from(!line.is_empty()))
    };
    assert_eq!(all("", ";"), [""; 0]);
    // The labels again, where one export was appended to another.
    let mini = crate::lines::mini();
    let line = "90001;2024-Q1;online;1,50;3\n";
    mini.send("lines/a.csv", WHEN, format!("{0}{line}{0}{line}", crate::lines::HEADER));
    assert_eq!(found(&mini, "lines/a.csv", 0), [""; 0]);
    // The sound lines of the unit are in no figure for it.
    let with_unused = |found: &'static str| ["warning | unused-row |  | 2 | quarantined", found];
    let (longer, cut) = ("90001;2024-Q1;online; x;1,50;\n", "90001;2024-Q1;online;1");
    assert_eq!(all(longer, ";"), with_unused("error | unread-cell | E5 | 5 | quarantined"));
    assert_eq!(all(cut, ";"), with_unused("error | unread-cell | D5 | 5 | quarantined"));
    let quoted = "90001;2024-Q1;\"online;1,50;3\n90001;2024-Q1;online;1,50;3\n90001;2024-Q1;\"online;1,50;3\n";
    assert_eq!(all(quoted, ";"), with_unused("error | unread-cell | C5 | 5 | quarantined"));
    let short = crate::lines::mini();
    short.send(
        "lines/a.csv",
        WHEN,
        format!("{}90001;2024-Q1;online;1,50;3\n90001;2024-Q1;online;2\n", crate::lines::HEADER),
    );
    assert_eq!(found(&short, "lines/a.csv", 0), ["warning | missing-cell |  | 3 | used"]);
}

/// Where another export was appended, nothing is read under the labels of the first: in the first lines, far below them, and in workbooks.
#[test]
fn labels_of_another_order_below_an_export_are_found() {
    let lines = |line: &str, count: usize| format!("{line}\n").repeat(count);
    let line = "90001;2024-Q1;online;1,50;3";
    let whole = |count: usize, other: &str| {
        let mini = crate::lines::mini();
        let text = format!("{}{}{other}{}", crate::lines::HEADER, lines(line, count), lines(line, 3));
        mini.send("lines/a.csv", WHEN, text);
        found(&mini, "lines/a.csv", 1)
    };
    let header = crate::lines::HEADER.trim_end();
    let mut moved: Vec<&str> = header.split(';').collect();
    let last = moved.len() - 1;
    moved.swap(last - 1, last);
    let swapped = format!("{}\n", moved.join(";"));
    let longer = format!("STT;{header}\n");
    let of_others = format!("{};Người nộp;{}\n", moved[0], moved[1..].join(";"));
    for other in [swapped, longer, of_others] {
        for count in [1, 50, 200_000] {
            let expected = format!("error | unreadable-file |  | {} | rejected", count + 2);
            assert_eq!(whole(count, &other), [expected], "{other}");
        }
    }
}

#[test]
fn rows_of_another_table_below_are_no_rows_of_this() {
    let mini = Mini::new();
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let rows: [&[&str]; 9] = [
        &["Mã xã", "Tên xã", "Kỳ báo cáo", "Hồ sơ tiếp nhận", "Hồ sơ trực tuyến", "Dân số", "Điểm chuyển đổi số"],
        &["90001", "Xã Đồi Chè", "2025-Q2", "10", "5", "100", "6"],
        &["90002", "Xã Bến Gỗ", "2025-Q2", "12", "5", "100", "6"],
        &["", "Tổng số", "", "22", "10", "200"],
        &[],
        &["Bảng 2: Hộ nghèo theo xã"],
        &["Mã xã", "Tên xã", "Kỳ báo cáo", "Số hộ nghèo", "Tỷ lệ hộ nghèo"],
        &["90003", "Xã Cầu Tre", "2025-Q2", "55", "9"],
        &["90004", "Xã Đá Bạc", "2025-Q2", "66", "9"],
    ];
    for (row, cells) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(cells) {
            match cell.parse::<f64>().ok().filter(|_| column > 2) {
                Some(number) => sheet.write(row, column, number).expect("written"),
                None => sheet.write(row, column, *cell).expect("written"),
            };
        }
    }
    mini.send("services/q2.xlsx", WHEN, book.save_to_buffer().expect("a workbook"));
    assert_eq!(found(&mini, "services/q2.xlsx", 0), ["warning | unread-row | A7 | 7 | ignored"]);
    assert_eq!(mini.figure("dossiers_so_far", "90", "as-reported", "2025-Q2"), "22.0 | U | 2/5");
}

#[test]
fn rows_of_another_table_below_a_list_or_an_export_are_no_rows_of_it() {
    let mini = Mini::new();
    let lines = "Năm;Mã ngành;Loại số liệu;Giá trị tăng thêm\n2024;A;A;10,5\n2024;B;A;12\n\nNăm;Chỉ tiêu;Nguồn;Đơn vị\n2024;C;A;99\n";
    mini.write("schemas/value-added.json", crate::mini::EXPORT_FORM);
    mini.write("pipelines/economy.toml", crate::mini::EXPORT_PIPELINE);
    mini.send("exports/a.csv", WHEN, lines);
    assert_eq!(found(&mini, "exports/a.csv", 0), ["warning | unread-row | A5 | 5 | ignored"]);
    assert_eq!(mini.figure("value_added", "90", "as-reported", "2024"), "22.5 | A | 1/1");
}

#[test]
fn labels_that_the_delimiter_took_apart_leave_no_row_under_its_labels() {
    let of_labels = |header: &str, cells: &str, code: i32| {
        let mini = Mini::new();
        let rows = format!("90001;Xã Đồi Chè;2025-Q2;10;5;100;{cells}\n90002;Xã Bến Gỗ;2025-Q2;12;6;200;{cells}\n");
        mini.send("services/q2.csv", WHEN, format!("{header}{rows}").replace(';', ","));
        found(&mini, "services/q2.csv", code)
    };
    let moved = |found: &[String]| found.iter().filter(|line| line.contains("error | unread-cell")).count();
    let apart = of_labels(&HEADER.replace("Dân số", "Dân số, người"), "60", 1);
    assert!(moved(&apart) > 1, "{apart:?}");
    // A last label that no row has, and one that was taken apart, move nothing.
    for header in [HEADER.replace("đổi số", "đổi số;Ghi chú"), HEADER.replace("đổi số", "đổi số, ghi chú")]
    {
        let sound = of_labels(&header, "60", 0);
        assert_eq!(moved(&sound), 0, "{sound:?}");
    }
    let sound = of_labels(HEADER, "60", 0);
    assert_eq!(moved(&sound), 0, "{sound:?}");
}
