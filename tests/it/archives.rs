//! Several files sent as one zip: each is read as if it had been sent alone.

use std::io::Write as _;

use crate::kit::{filtered, lines};
use crate::mini::{HEADER, Mini, OLD, SECOND_QUARTER, sheet};
use crate::packages::{archive, ods, package};

const WHEN: &str = "2025-04-02T09:00:00+07:00";

fn text(place: usize) -> String {
    let one = [SECOND_QUARTER[place]];
    sheet("2025-Q1", &OLD[place..=place], &one)
}

fn workbook(text: &str, name: &str) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet().set_name(name).expect("a name");
    for (row, line) in (0..).zip(text.lines()) {
        for (column, cell) in (0..).zip(line.split(';')) {
            match cell.parse::<f64>() {
                Ok(number) if column > 2 => sheet.write(row, column, number).expect("written"),
                _ => sheet.write(row, column, cell).expect("written"),
            };
        }
    }
    book.save_to_buffer().expect("a workbook")
}

fn gzipped(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(bytes).expect("packed");
    encoder.finish().expect("packed")
}

/// One commune a file, in three formats and two folders, with what operating systems leave behind.
fn communes() -> Vec<(&'static str, Vec<u8>)> {
    vec![
        ("xã/", Vec::new()),
        ("xã/a.xlsx", workbook(&text(0), "Biểu 01")),
        ("xã/b.csv", text(1).into_bytes()),
        ("c.csv.gz", gzipped(text(2).as_bytes())),
        ("d.xlsx", workbook(&text(3), "Sheet1")),
        ("e.csv", text(4).into_bytes()),
        ("__MACOSX/xã/._a.xlsx", vec![0, 5, 22, 7]),
        (".DS_Store", vec![0, 1]),
        ("Thumbs.db", vec![1]),
        ("~$d.xlsx", vec![2]),
    ]
}

fn packed(files: &[(&str, Vec<u8>)]) -> Vec<u8> {
    archive(&files.iter().map(|(name, bytes)| (*name, bytes.as_slice())).collect::<Vec<_>>())
}

fn reported(mini: &Mini) -> Vec<String> {
    lines(
        &filtered(mini.table("findings"), &[("object", "services/q1.zip")]),
        &["severity", "code", "sheet", "disposition"],
    )
}

#[test]
fn each_file_is_read_as_if_sent_alone() {
    let whole = packed(&communes());
    for bytes in [whole.clone(), gzipped(&whole)] {
        let mini = Mini::new();
        mini.send("services/q1.zip", WHEN, bytes);
        mini.run(0);
        assert_eq!(reported(&mini), ["note | passed-over |  | ignored"]);
        assert_eq!(mini.figure("online_share", "90", "as-reported", "2025-Q1"), "33.333333333333336 | A | 5/5");
        let mut sheets: Vec<String> = lines(&mini.table("lineage"), &["sheet", "field"]);
        sheets.retain(|line| line.ends_with("received"));
        sheets.sort();
        assert_eq!(
            sheets,
            [
                "c.csv.gz | received",
                "d.xlsx › Sheet1 | received",
                "e.csv | received",
                "xã/a.xlsx › Biểu 01 | received",
                "xã/b.csv | received"
            ]
        );
    }
}

#[test]
fn what_cannot_be_read_is_said_and_the_others_are_read() {
    let mut files = communes();
    files.push(("scan.pdf", b"%PDF-1.7 ...".to_vec()));
    files.push(("hỏng.xlsx", workbook(&text(0), "a")[..2000].to_vec()));
    files.push(("trong.zip", archive(&[("a.csv", text(0).as_bytes())])));
    files.push(("khác.csv", b"a;b;c\n1;2;3\n".to_vec()));
    files.push(("rỗng.csv", Vec::new()));
    let mini = Mini::new();
    mini.send("services/q1.zip", WHEN, packed(&files));
    mini.run(1);
    assert_eq!(
        reported(&mini),
        [
            "note | passed-over |  | ignored",
            "error | unreadable-file | hỏng.xlsx | rejected",
            "error | unknown-form | khác.csv | rejected",
            "error | empty-file | rỗng.csv | rejected",
            "warning | unreadable-file | scan.pdf | ignored",
            "error | unreadable-file | trong.zip | rejected",
        ]
    );
    assert_eq!(mini.figure("dossiers", "90", "as-reported", "2025-Q1"), "1500.0 | A | 5/5");
}

/// The archive as if its files were packed by this method: no program of ours packs by it.
fn packed_by(method: u16, mut bytes: Vec<u8>) -> Vec<u8> {
    for (magic, at) in [(b"PK\x03\x04", 8), (b"PK\x01\x02", 10)] {
        for place in 0..bytes.len().saturating_sub(at + 2) {
            if bytes[place..].starts_with(magic) {
                bytes[place + at..place + at + 2].copy_from_slice(&method.to_le_bytes());
            }
        }
    }
    bytes
}

#[test]
fn a_method_of_packing_that_is_not_known_is_named() {
    for (method, name) in [(9, "Deflate64"), (12, "bzip2"), (14, "LZMA"), (93, "Zstandard"), (77, "#77")] {
        for (object, bytes) in [
            ("services/q1.zip", archive(&[("a.csv", text(0).as_bytes())])),
            ("services/q1.xlsx", workbook(&text(0), "Biểu 01")),
            ("services/q1.ods", ods("")),
        ] {
            let mini = Mini::new();
            mini.send(object, WHEN, packed_by(method, bytes));
            mini.run(1);
            let found = filtered(mini.table("findings"), &[("object", object)]);
            assert_eq!(lines(&found, &["severity", "code", "disposition"]), ["error | unreadable-file | rejected"]);
            for language in ["message_vi", "message_en"] {
                assert!(found[0][language].contains(name), "{method} {object}: {}", found[0][language]);
            }
        }
    }
}

#[test]
fn an_archive_without_a_table_is_rejected() {
    for (files, expected) in [
        (vec![("scan.pdf", b"%PDF-1.7 ...".to_vec())], vec!["error | unreadable-file | scan.pdf | rejected"]),
        (vec![("xã/", Vec::new()), (".DS_Store", vec![0])], vec!["error | empty-file |  | rejected"]),
    ] {
        let mini = Mini::new();
        mini.send("services/q1.zip", WHEN, packed(&files));
        mini.run(1);
        assert_eq!(reported(&mini), expected);
    }
}

/// The findings about the archive, and the communes whose figures are read.
fn read(mini: &Mini, files: &[(&str, Vec<u8>)], exit: i32) -> (Vec<String>, Vec<String>) {
    mini.send("services/q1.zip", WHEN, packed(files));
    mini.run(exit);
    (reported(mini), lines(&mini.table("data/services"), &["ref_area", "received"]))
}

#[test]
fn steps_above_the_archive_hide_no_file_and_what_is_passed_over_is_named() {
    let one = |place: usize| text(place).into_bytes();
    for (name, is_read) in [
        ("./a.csv", true),
        ("../Quý 1/a.csv", true),
        ("..\\Quý 1\\a.csv", true),
        ("../../etc/a.csv", true),
        (".a.csv", false),
        (".tạm/a.csv", false),
        ("...Xã A/a.csv", false),
        ("#recycle/a.csv", false),
        ("$RECYCLE.BIN/a.csv", false),
        ("a.csv.bak", false),
        ("@Recycle/a.csv", false),
        ("~snapshot/a.csv", false),
        ("a.csv.old", false),
    ] {
        let mini = Mini::new();
        let (found, rows) = read(&mini, &[(name, one(0)), ("b.csv", one(1))], 0);
        assert_eq!(rows.len(), if is_read { 2 } else { 1 }, "{name}");
        let expected: &[&str] = if is_read { &[] } else { &["note | passed-over |  | ignored"] };
        assert_eq!(found, expected, "{name}");
        let said = filtered(mini.table("findings"), &[("code", "passed-over")]);
        assert!(
            said.iter().all(|said| said["message_vi"].contains(name) && said["message_en"].contains(name)),
            "{name}"
        );
    }
    // A table comes first, of others some are named.
    let mini = Mini::new();
    let names: Vec<String> = (0..9).map(|number| format!("._{number}")).collect();
    let mut files: Vec<(&str, Vec<u8>)> = names.iter().map(|name| (name.as_str(), vec![0, 5, 22, 7])).collect();
    files.extend([("a.csv", one(0)), ("b.csv.bak", one(1))]);
    assert_eq!(read(&mini, &files, 0).0, ["note | passed-over |  | ignored"]);
    let said = filtered(mini.table("findings"), &[("code", "passed-over")]);
    assert!(
        said[0]["message_en"].contains("10 files")
            && said[0]["message_en"].contains(": b.csv.bak, ._0, ._1, ._2, ._3, …."),
        "{said:?}"
    );
}

#[test]
fn what_programs_leave_in_an_archive_is_what_the_project_says() {
    let files =
        || [("a.csv", text(0).into_bytes()), ("b.csv.bak", text(1).into_bytes()), ("c.old", text(2).into_bytes())];
    let mini = Mini::new();
    let settings = std::fs::read_to_string(mini.path().join("tinhso.toml")).expect("settings");
    mini.write("tinhso.toml", format!("debris = [\"*.old\"]\n{settings}"));
    let (found, rows) = read(&mini, &files(), 0);
    assert_eq!(found, ["note | passed-over |  | ignored"]);
    assert_eq!(rows, ["90001 | 100", "90002 | 200"]);
    let mini = Mini::new();
    let (found, _) = read(&mini, &[(".a.csv", text(0).into_bytes())], 1);
    assert_eq!(found, ["error | empty-file |  | rejected"]);
    assert!(filtered(mini.table("findings"), &[("code", "empty-file")])[0]["message_vi"].contains(".a.csv"));
}

#[test]
fn a_letter_beside_tables_is_passed_over_with_a_warning() {
    let letter = || "Kính gửi Sở,\nGửi kèm 1 tệp, ngày 2/4/2025.\n".as_bytes().to_vec();
    let mini = Mini::new();
    let (found, rows) = read(&mini, &[("a.csv", text(0).into_bytes()), ("đọc trước.txt", letter())], 0);
    assert_eq!((found, rows.len()), (vec!["warning | unknown-form | đọc trước.txt | ignored".to_owned()], 1));
    // Alone it is all that was sent.
    let (found, rows) = read(&Mini::new(), &[("đọc trước.txt", letter())], 1);
    assert_eq!((found, rows.len()), (vec!["error | unknown-form | đọc trước.txt | rejected".to_owned()], 0));
    // With figures it is a table of something.
    let other = b"a;b;c\n1;2;3\n".to_vec();
    let (found, _) = read(&Mini::new(), &[("a.csv", text(0).into_bytes()), ("b.csv", other)], 1);
    assert_eq!(found, ["error | unknown-form | b.csv | rejected"]);
}

#[test]
fn of_two_versions_in_one_archive_the_word_of_the_name_decides() {
    let (old, new) = (text(0) + &lines_of(1), text(0).replace(";100;", ";170;") + &lines_of(2));
    for (first, second) in [
        ("a.csv", "a (sửa lần 2).csv"),
        ("cũ/a.csv", "mới/a.csv"),
        ("a (dự thảo).csv", "a.csv"),
        ("lần 1/a.csv", "lần 2/a.csv"),
        ("a.csv", "a (1).csv"),
    ] {
        let mini = Mini::new();
        let files = [(second, new.clone().into_bytes()), (first, old.clone().into_bytes())];
        let (found, rows) = read(&mini, &files, 0);
        // What only the older version has stays, as of two objects.
        assert_eq!(rows, ["90001 | 170", "90002 | 200", "90003 | 300"], "{first}");
        assert_eq!(found, [format!("warning | superseded | {first} | replaced")], "{first}");
        let said = filtered(mini.table("findings"), &[("code", "superseded")]);
        assert_eq!(said[0]["state"], "resolved", "{first}");
        assert!(said[0]["message_en"].contains(second), "{said:?}");
    }
    // No name says which is newer.
    let files = || [("a.csv", old.clone().into_bytes()), ("b.csv", new.clone().into_bytes())];
    let mini = Mini::new();
    let (found, _) = read(&mini, &files(), 1);
    assert_eq!(found, ["error | primary-key | a.csv | quarantined", "error | primary-key | b.csv | quarantined"]);
    // A newer row that is kept out replaces none.
    let broken = new.replace("170", "nhiều");
    let (found, _) =
        read(&Mini::new(), &[("a.csv", old.clone().into_bytes()), ("a lần 2.csv", broken.into_bytes())], 1);
    assert!(found.iter().any(|line| line.contains("type-error")), "{found:?}");
    assert!(!found.iter().any(|line| line.contains("superseded")), "{found:?}");
}

/// The line of one commune, without the labels.
fn lines_of(place: usize) -> String {
    text(place).lines().skip(1).map(|line| format!("{line}\n")).collect()
}

#[test]
fn the_limits_hold_over_all_files_together() {
    let rows: String = (0..600).map(|row| format!("{row};a;b;c;d;e;f\n")).collect();
    let file = (HEADER.to_owned() + &rows).into_bytes();
    let files: Vec<(String, Vec<u8>)> = (0..4).map(|number| (format!("{number}.csv"), file.clone())).collect();
    let bytes = archive(&files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect::<Vec<_>>());
    for limit in ["max_cells = 9000", "max_unpacked = 30000"] {
        let mini = Mini::new();
        let settings = std::fs::read_to_string(mini.path().join("tinhso.toml")).expect("settings");
        mini.write("tinhso.toml", format!("{settings}\n[limits]\n{limit}\n"));
        mini.send("services/q1.zip", WHEN, &bytes);
        mini.run(1);
        let reported = reported(&mini);
        let is_large = |line: &&String| line.contains("oversized-file");
        assert!((1..4).contains(&reported.iter().filter(is_large).count()), "{limit}: {reported:#?}");
        assert!(
            !reported.iter().any(|line| line.contains("oversized-file | 0.csv")),
            "the first still fits: {reported:#?}"
        );
    }
}

#[test]
fn texts_of_an_archive_hold_together_what_one_may_and_files_beyond_the_limits_are_not_gone_through_without_end() {
    let rows: String = (0..600).map(|row| format!("{row};a;b;c;d;e;f\n")).collect();
    let file = (HEADER.to_owned() + &rows).into_bytes();
    for (name, file, limit, read) in [
        ("of texts", file.clone(), format!("max_bytes = {}", file.len() * 2 + 10), 2),
        ("of one record without end", ";".repeat(70_000).into_bytes(), String::new(), 0),
    ] {
        let names: Vec<String> = (0..8).map(|number| format!("{number}.csv")).collect();
        let bytes = archive(&names.iter().map(|name| (name.as_str(), file.as_slice())).collect::<Vec<_>>());
        let mini = Mini::new();
        let settings = std::fs::read_to_string(mini.path().join("tinhso.toml")).expect("settings");
        mini.write("tinhso.toml", format!("{settings}\n[limits]\n{limit}\n"));
        mini.send("services/q1.zip", WHEN, &bytes);
        mini.run(1);
        let reported = reported(&mini);
        let refused = reported.iter().filter(|line| line.contains("oversized-file")).count();
        assert_eq!(refused, 8 - read, "{name}: {reported:#?}");
    }
}

#[test]
fn inspect_shows_which_file_a_sheet_is_of() {
    let mini = Mini::new();
    mini.write("q1.zip", packed(&communes()));
    let file = mini.path().join("q1.zip").to_string_lossy().into_owned();
    let inspected = mini.tinhso(&["inspect", &file, "--format", "json"]).expect(0).json();
    assert_eq!(inspected["files"][0]["kind"], "zip");
    assert_eq!(inspected["files"][0]["sheets"][0]["name"], "xã/a.xlsx › Biểu 01");
    assert_eq!(inspected["files"][0]["tables"].as_array().map(Vec::len), Some(5));
    assert!(mini.tinhso(&["validate", &file]).expect(0).stdout.contains("q1.zip"));
}

#[test]
fn an_office_document_is_no_archive_of_files() {
    let mini = Mini::new();
    mini.send("services/q1.zip", WHEN, package(&[("[Content_Types].xml", "<Types/>"), ("ppt/a.xml", "<a/>")]));
    mini.run(1);
    assert_eq!(reported(&mini), ["error | unreadable-file |  | rejected"]);
}

#[test]
fn what_an_ods_keeps_of_another_file_is_no_sheet_and_a_linked_sheet_is_warned_of() {
    let cell = |text: &str| {
        format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>")
    };
    let rows = |text: &str| -> String {
        let row = |line: &str| {
            format!("<table:table-row>{}</table:table-row>", line.split(';').map(cell).collect::<String>())
        };
        text.lines().map(row).collect()
    };
    for (name, is_read) in [("'file:///D:/so/q2.ods'#$Biểu 01", false), ("Bản sao", true)] {
        let source = "<table:table-source xlink:href=\"../q2.ods\" table:table-name=\"Biểu 01\" table:mode=\"copy-results-only\"/>";
        let other = rows(&text(1).replace("2025-Q1", "2025-Q2"));
        let table = format!("<table:table table:name=\"{name}\">{source}{other}</table:table></office:spreadsheet>");
        let bytes = crate::packages::repacked(&ods(&rows(&text(0))), |_, text| {
            let text = text.replace(
                "<office:document-content ",
                "<office:document-content xmlns:xlink=\"http://www.w3.org/1999/xlink\" ",
            );
            text.replace("</office:spreadsheet>", &table)
        });
        let mini = Mini::new();
        mini.send("services/q1.ods", WHEN, bytes);
        mini.run(0);
        let rows = lines(&mini.table("data/services"), &["ref_area", "time_period"]);
        let links = filtered(mini.table("findings"), &[("code", "external-link")]);
        let (expected, warned) =
            if is_read { (&["90001 | 2025-Q1", "90002 | 2025-Q2"][..], 1) } else { (&["90001 | 2025-Q1"][..], 0) };
        assert_eq!((rows, links.len()), (expected.iter().map(|row| (*row).to_owned()).collect(), warned), "{name}");
    }
}

#[test]
fn other_files_and_macros_are_warned_of() {
    let cell = |text: &str| {
        format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>")
    };
    let linked = "<table:table-cell table:formula=\"of:='file:///C:/so/tong%20hop.ods'#$Sheet1.A1\" office:value-type=\"float\" office:value=\"100\"><text:p>100</text:p></table:table-cell>";
    let row = |cells: &str| format!("<table:table-row>{cells}</table:table-row>");
    let header: String = HEADER.trim_end().split(';').map(cell).collect();
    let before: String = ["90001", "Xã Đồi Chè", "2025-Q2"].map(cell).concat();
    let after: String = ["50", "1000", "60"].map(cell).concat();
    let mini = Mini::new();
    mini.send("services/q1.ods", WHEN, ods(&(row(&header) + &row(&format!("{before}{linked}{after}")))));
    let whole = workbook(&text(0), "Biểu 01");
    let linked = crate::packages::repacked(&whole, |name, text| {
        match name {
        "xl/workbook.xml" => text.replace("<calcPr", "<externalReferences><externalReference r:id=\"rId77\"/></externalReferences><calcPr"),
        "xl/_rels/workbook.xml.rels" => text.replace(
            "</Relationships>",
            "<Relationship Id=\"rId77\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLink\" Target=\"externalLinks/externalLink1.xml\"/></Relationships>",
        ),
        "xl/worksheets/sheet1.xml" => text.replacen("<c r=\"D2\"><v>", "<c r=\"D2\"><f>[1]Sheet1!$A$1</f><v>", 1),
        _ => text,
    }
    });
    let mut parts = crate::packages::parts(&linked);
    let rels = "<Relationships><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLinkPath\" Target=\"file:///D:\\so\\nguon.xlsx\" TargetMode=\"External\"/></Relationships>";
    parts.push(("xl/externalLinks/_rels/externalLink1.xml.rels".to_owned(), rels.into()));
    parts.push(("xl/vbaProject.bin".to_owned(), vec![0; 10]));
    mini.send(
        "services/q1.xlsm",
        WHEN,
        archive(&parts.iter().map(|(name, bytes)| (&**name, &**bytes)).collect::<Vec<_>>()),
    );
    mini.run(0);
    let of = |object: &str| {
        let found = filtered(mini.table("findings"), &[("object", object)]);
        lines(&found, &["severity", "code", "sheet", "cell", "value"])
    };
    assert_eq!(of("services/q1.ods"), ["warning | external-link | Biểu 01 | D2 | file:///C:/so/tong%20hop.ods"]);
    assert_eq!(
        of("services/q1.xlsm"),
        ["warning | macro-file |  |  | ", "warning | external-link | Biểu 01 | D2 | file:///D:\\so\\nguon.xlsx"]
    );
}
