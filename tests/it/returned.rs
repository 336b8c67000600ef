//! `tinhso validate FILE --return DIR`: what is wrong goes back in the sender's own workbook, and comes again mended.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Cursor;
use std::path::Path;

use calamine::{Data, Reader, Xlsx, open_workbook_from_rs};
use rust_xlsxwriter::Workbook;
use tinhso::documents::marked::{SentSheets, marked};
use tinhso::formats::sniff::sniff;
use tinhso::project::written::landing::NamePatterns;
use tinhso::sheet::appearance::{Appearance, CellFormat, NumberCode};
use tinhso::sheet::grid::Cell;
use tinhso::sheet::hidden::Hidden;
use tinhso::sheet::limits::Limits;

use crate::kit::{repository, tree};
use crate::mini::{HEADER, Mini};
use crate::{biff, cell_formats, xlsb};

/// A workbook of one quarter: a title over the table, some cells wrong.
fn sent(cells: &[[&str; 3]]) -> Vec<u8> {
    let mut book = Workbook::new();
    let page = book.add_worksheet();
    page.set_name("Biểu 01").expect("a name");
    let format = rust_xlsxwriter::Format::new();
    page.merge_range(0, 0, 0, 6, "Biểu số 01/TN", &format).expect("merged");
    for (column, label) in (0_u16..).zip(HEADER.trim().split(';')) {
        page.write(2, column, label).expect("a label");
    }
    for (row, (unit, cells)) in (3_u32..).zip(crate::mini::OLD.iter().zip(cells)) {
        page.write(row, 0, unit.0).expect("a code");
        page.write(row, 1, unit.1).expect("a name");
        page.write(row, 2, "2025-Q1").expect("a period");
        for (column, cell) in (3_u16..).zip(cells) {
            match cell.parse::<f64>() {
                Ok(number) => page.write(row, column, number).expect("a number"),
                Err(_) => page.write(row, column, *cell).expect("a text"),
            };
        }
    }
    book.save_to_buffer().expect("a workbook")
}

const FAULTY: [[&str; 3]; 5] = [
    ["100", "50", "1000"],
    ["200", "-1", "2000"],
    ["nhiều", "-2", "3000"],
    ["400", "-3", "4000"],
    ["500", "600", "5000"],
];

/// The cells of a sheet as texts.
pub fn texts(bytes: &[u8], sheet: &str) -> Vec<Vec<String>> {
    let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes.to_vec())).expect("a workbook");
    let range = book.worksheet_range(sheet).expect("a sheet");
    let text = |cell: &Data| match cell {
        Data::Empty => String::new(),
        other => other.to_string(),
    };
    range.rows().map(|row| row.iter().map(text).collect()).collect()
}

/// What `validate --return` hands back of a file of the project.
pub fn handed_back(mini: &Mini, file: &str, code: i32) -> Vec<u8> {
    let path = mini.path().join(file).to_string_lossy().into_owned();
    let folder = mini.path().join("back").to_string_lossy().into_owned();
    mini.tinhso(&["validate", &path, "--return", &folder]).expect(code);
    fs::read(Path::new(&folder).join(format!("{file}.return.xlsx"))).expect("handed back")
}

#[test]
fn what_is_wrong_is_listed_and_marked_in_its_cells() {
    let mini = Mini::new();
    mini.write("q1.xlsx", sent(&FAULTY));
    let bytes = handed_back(&mini, "q1.xlsx", 1);
    assert!(bytes == handed_back(&mini, "q1.xlsx", 1), "the same bytes");
    let list = texts(&bytes, "Cần sửa");
    let lines: Vec<String> = list.iter().skip(4).map(|line| line[1..5].join(" | ")).collect();
    insta::assert_snapshot!("list", lines.join("\n---\n"));
    // The sheet is as it was.
    let sheet = texts(&bytes, "Biểu 01");
    assert_eq!(sheet[5][3], "nhiều");
    assert_eq!(sheet[0][0], "Biểu số 01/TN");
    // Nothing in it is computed or rests on another file.
    let names: Vec<String> = {
        let archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip");
        archive.file_names().map(|name| name.expect("a name").into_owned()).collect()
    };
    assert!(names.iter().any(|name| name.contains("comments")), "{names:?}");
    assert!(!names.iter().any(|name| name.contains("vba") || name.contains("externalLink")), "{names:?}");
}

#[test]
fn a_cell_for_a_text_keeps_the_zeros_that_are_typed_into_it() {
    let mini = Mini::new();
    let text = format!("{HEADER}9001;Xã Đồi Chè;2025-Q1;nhiều;50;1000;50\n");
    mini.write("q1.csv", text);
    let back = handed_back(&mini, "q1.csv", 1);
    let copy = SentSheets::open(&back, &Limits::default(), &NamePatterns::usual()).expect("it opens");
    let page = copy.sheets.last().expect("a sheet");
    let look = copy.appearance(&page.name).expect("how it looks");
    let format = |row: u32, column: u32| look.formats.get(&(row, column)).map(code);
    assert_eq!((format(1, 0).as_deref(), format(1, 3)), (Some("@"), None), "{:?}", look.formats);
}

#[test]
fn what_was_mended_in_the_returned_workbook_is_read_as_any_submission() {
    let mini = Mini::new();
    mini.write("q1.xlsx", sent(&FAULTY));
    let bytes = handed_back(&mini, "q1.xlsx", 1);
    // As it came back, unmended: the same faults at the same cells, and nothing of the list.
    mini.write("again.xlsx", &bytes);
    let found = |file: &str, code: i32| {
        let path = mini.path().join(file).to_string_lossy().into_owned();
        let answer = mini.tinhso(&["validate", &path, "--format", "json"]).expect(code).json();
        let findings = answer["files"][0]["findings"].as_array().expect("findings").clone();
        let at = |finding: &serde_json::Value| {
            let text = |key: &str| finding["location"][key].as_str().unwrap_or("-").to_owned();
            format!("{} {} {}", finding["code"].as_str().expect("a code"), text("sheet"), text("cell"))
        };
        findings.iter().map(at).collect::<Vec<_>>()
    };
    let before = found("q1.xlsx", 1);
    assert!(before.len() > 4, "{before:?}");
    assert_eq!(found("again.xlsx", 1), before);
    // A sheet of that name in any other workbook is read.
    let mut other = Workbook::new();
    other.add_worksheet().set_name("Cần sửa").expect("a name").write(0, 0, "Mã xã").expect("a label");
    mini.write("other.xlsx", other.save_to_buffer().expect("a workbook"));
    assert!(!found("other.xlsx", 1).is_empty());
}

#[test]
fn files_of_other_kinds_and_files_that_cannot_be_read_get_a_workbook_too() {
    let mini = Mini::new();
    let line = "90001;Xã Đồi Chè;2025-Q1;nhiều;1;1;\n";
    mini.write("q1.csv", format!("{HEADER}{line}"));
    let bytes = handed_back(&mini, "q1.csv", 1);
    assert_eq!(texts(&bytes, "1")[1][3], "nhiều");
    mini.write("again.xlsx", &bytes);
    let path = mini.path().join("again.xlsx").to_string_lossy().into_owned();
    let answer = mini.tinhso(&["validate", &path, "--format", "json"]).expect(1).json();
    assert_eq!(answer["files"][0]["tables"][0]["form"], "services");
    mini.write("broken.xlsx", &sent(&FAULTY)[..900]);
    let list = texts(&handed_back(&mini, "broken.xlsx", 1), "Cần sửa");
    assert!(list[4][3].contains("cắt ngắn"), "{list:?}");
    // Nothing to mend, nothing handed back.
    mini.write("good.csv", crate::mini::sheet("2025-Q1", &crate::mini::OLD, &crate::mini::SECOND_QUARTER));
    let path = mini.path().join("good.csv").to_string_lossy().into_owned();
    let folder = mini.path().join("none");
    mini.tinhso(&["validate", &path, "--return", &folder.to_string_lossy()]).expect(0);
    assert!(!folder.exists() || tree(&folder).is_empty());
}

/// The workbooks that the current run hands back, by their names in its folder `returns`.
pub fn returns(mini: &Mini) -> Vec<(String, Vec<u8>)> {
    let folder = mini.warehouse().join("current/returns");
    if folder.exists() { tree(&folder).into_iter().collect() } else { Vec::new() }
}

#[test]
fn a_run_hands_back_what_is_open_in_the_folder_of_its_sender() {
    let mini = Mini::with_two_quarters();
    mini.send("services/2025/q1.xlsx", "2025-04-05T09:00:00+07:00", sent(&FAULTY[..3]));
    mini.send("services/2025/q1.pdf.xlsx", "2025-04-05T09:00:00+07:00", "%PDF-1.7 no workbook");
    let answer = mini.run(1);
    let back = returns(&mini);
    let names: Vec<&str> = back.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["901/services/2025/q1.xlsx.xlsx", "unknown/services/2025/q1.pdf.xlsx.xlsx"]);
    let asks = |bytes: &[u8]| texts(bytes, "Cần sửa")[1][0].clone();
    insta::assert_snapshot!("asks", back.iter().map(|(_, bytes)| asks(bytes)).collect::<Vec<_>>().join("\n---\n"));
    let list = texts(&back[0].1, "Cần sửa");
    let lines: Vec<String> = list.iter().skip(4).map(|line| line[1..5].join(" | ")).collect();
    insta::assert_snapshot!("list of a run", lines.join("\n---\n"));
    let manifest = fs::read_to_string(mini.warehouse().join("current/manifest.json")).expect("a manifest");
    assert!(manifest.contains("returns/901/services/2025/q1.xlsx.xlsx"));
    // Sent again as it came back, it replaces what was sent, and shows the same faults.
    let open = |mini: &Mini| {
        let rows =
            mini.table("findings").into_iter().filter(|row| row["severity"] == "error" && row["state"] == "open");
        rows.map(|row| format!("{} {} {} {}", row["object"], row["code"], row["cell"], row["since"]))
            .collect::<BTreeSet<_>>()
    };
    let before = open(&mini);
    mini.send("services/2025/q1 lần 2.xlsx", "2025-04-09T09:00:00+07:00", &back[0].1);
    mini.run(1);
    let renamed = before.iter().map(|line| line.replace("q1.xlsx", "q1 lần 2.xlsx")).collect();
    assert_eq!(open(&mini), renamed, "since the first sending");
    let names: Vec<String> = returns(&mini).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["901/services/2025/q1 lần 2.xlsx.xlsx", "unknown/services/2025/q1.pdf.xlsx.xlsx"]);
    // Mended, there is nothing to hand back.
    let good = [
        ["100", "50", "1000"],
        ["200", "1", "2000"],
        ["300", "2", "3000"],
        ["400", "3", "4000"],
        ["500", "60", "5000"],
    ];
    mini.send("services/2025/q1 lần 3.xlsx", "2025-04-10T09:00:00+07:00", sent(&good));
    mini.send("services/2025/q1.pdf.xlsx", "2025-04-10T09:00:00+07:00", sent(&good));
    assert_ne!(mini.run(0)["run_id"], answer["run_id"]);
    assert_eq!(returns(&mini), []);
}

#[test]
fn bytes_that_came_under_several_names_go_back_to_each_sender() {
    let mini = Mini::with_two_quarters();
    let names = |mini: &Mini| returns(mini).into_iter().map(|(name, _)| name).collect::<Vec<_>>();
    let (first, second) = ("services/2025/huyen-suoi-da-q1.pdf.xlsx", "services/2025/huyen-rung-thong-q1.pdf.xlsx");
    for name in [first, second] {
        mini.send(name, "2025-04-05T09:00:00+07:00", "%PDF-1.7 no workbook");
    }
    // A sender that sent the same twice mends it once. It came before, since each report takes the place of what could not be read.
    for name in ["services/2025/q1.xlsx", "services/2025/q1 (2).xlsx"] {
        mini.send(name, "2025-04-04T09:00:00+07:00", sent(&FAULTY[..3]));
    }
    mini.run(1);
    let pdfs = [format!("901/{first}.xlsx"), format!("902/{second}.xlsx")];
    let expected = ["901/services/2025/q1 (2).xlsx.xlsx".to_owned()];
    assert_eq!(names(&mini), [&pdfs[..1], &expected[..], &pdfs[1..]].concat());
    let list = |name: &str| {
        let back = returns(&mini).into_iter().find(|(known, _)| known == name).expect("handed back");
        texts(&back.1, "Cần sửa").concat().join("|")
    };
    assert!(list(&pdfs[0]).contains("huyen-suoi-da") && !list(&pdfs[0]).contains("huyen-rung-thong"));
    assert!(list(&pdfs[1]).contains("huyen-rung-thong") && !list(&pdfs[1]).contains("huyen-suoi-da"));
    // What the first has mended is still to be mended by the second.
    mini.send(first, "2025-04-09T09:00:00+07:00", sent(&FAULTY[..1]));
    mini.run(1);
    assert!(names(&mini).contains(&pdfs[1]) && !names(&mini).contains(&pdfs[0]), "{:?}", names(&mini));
}

#[test]
fn files_of_one_name_are_told_apart_by_their_folders() {
    let mini = Mini::with_two_quarters();
    let names = [
        "huyen-suoi-da/q1/bc.pdf",
        "huyen-suoi-da/q2/bc.pdf",
        "huyen-rung-thong/q1/bc.pdf",
        "huyen-suoi-da/q2/khac.pdf",
    ];
    for (number, name) in names.iter().enumerate() {
        let text = format!("%PDF-1.7 no workbook {number}");
        mini.send(&format!("services/{name}"), "2025-04-05T09:00:00+07:00", text);
    }
    mini.run(1);
    let titles: Vec<String> =
        returns(&mini).into_iter().map(|(_, bytes)| texts(&bytes, "Cần sửa")[0][0].clone()).collect();
    // The sender of one alone is not shown the folders of others.
    assert_eq!(titles, ["q1/bc.pdf", "q2/bc.pdf", "khac.pdf", "bc.pdf"].map(|name| format!("Cần sửa: {name}")));
}

/// Cases whose cells are no values, or are written in ways of their own.
const OF_CELLS: [&str; 11] = [
    "cells-of-binary-workbooks",
    "error-cells-are-named",
    "formulas-of-xls-that-were-never-computed",
    "json-that-repeats-a-member",
    "missing-numbers-in-every-format",
    "numbers-shown-in-millions",
    "open-documents-of-other-programs",
    "percent-sign-where-no-percent-belongs",
    "percents-in-every-writing",
    "rows-longer-than-the-labels",
    "values-under-merged-cells",
];

/// The cells in which errors are found, by file.
fn error_cells(project: &Path, files: &[String], more: &[&str]) -> BTreeMap<String, BTreeSet<String>> {
    let mut arguments = vec!["validate", "--format", "json"];
    arguments.extend(more);
    arguments.extend(files.iter().map(String::as_str));
    let answer = crate::kit::tinhso(project, &arguments).json();
    let of_file = |file: &serde_json::Value| {
        let findings = file["findings"].as_array().expect("findings");
        let errors = findings.iter().filter(|finding| finding["severity"] == "error");
        let cells = errors.filter_map(|finding| finding["location"]["cell"].as_str().map(str::to_owned));
        let name = Path::new(file["file"].as_str().expect("a name")).file_name().expect("a name");
        (name.to_string_lossy().trim_end_matches(".return.xlsx").to_owned(), cells.collect())
    };
    answer["files"].as_array().expect("files").iter().map(of_file).collect()
}

#[test]
fn what_is_sent_back_unmended_is_wrong_in_the_same_cells() {
    let mini = Mini::new();
    let mut compared = 0;
    for case in OF_CELLS {
        let folder = repository().join("fixtures/cases").join(case);
        let own = folder.join("project");
        let project = if own.is_dir() { own.as_path() } else { repository() };
        let path = |path: &Path, name: &str| path.join(name).to_string_lossy().into_owned();
        let inner = folder.join("in");
        let files: Vec<String> = tree(&inner).into_keys().map(|name| path(&inner, &name)).collect();
        let back = mini.path().join(case);
        let sent = error_cells(project, &files, &["--return", &back.to_string_lossy()]);
        let returns: Vec<String> =
            if back.exists() { tree(&back).into_keys().map(|name| path(&back, &name)).collect() } else { continue };
        for (name, cells) in error_cells(project, &returns, &[]) {
            compared += 1;
            assert_eq!(sent[&name], cells, "{case} {name}");
        }
    }
    assert!(compared > 20, "{compared}");
}

/// The code of a format, those that every program knows by their number written out.
fn code(format: &CellFormat) -> String {
    match &format.code {
        NumberCode::Written(code) => code.to_string(),
        NumberCode::BuiltIn(number) => match number {
            1 => "0".to_owned(),
            2 => "0.00".to_owned(),
            3 => "#,##0".to_owned(),
            4 => "#,##0.00".to_owned(),
            9 => "0%".to_owned(),
            10 => "0.00%".to_owned(),
            11 => "0.00E+00".to_owned(),
            12 => "# ?/?".to_owned(),
            49 => "@".to_owned(),
            other => other.to_string(),
        },
    }
}

/// Every workbook of the cases, the samples and the tests, by name.
fn workbooks() -> Vec<(String, Vec<u8>)> {
    let is_workbook = |name: &str| ["xlsx", "xlsm", "xls", "xlsb", "ods"].iter().any(|ending| name.ends_with(ending));
    let folders = ["fixtures/cases", "fixtures/samples", "fixtures/landing"];
    let files = folders.into_iter().flat_map(|folder| tree(&repository().join(folder)));
    let mut all: Vec<(String, Vec<u8>)> = files.filter(|(name, _)| is_workbook(name)).collect();
    let cells: BTreeMap<(u32, u32), Cell> = [
        ((0, 0), Cell::from("Biểu 01")),
        ((1, 0), Cell::from("00123")),
        ((1, 1), Cell::Number(-12.5)),
        ((1, 2), Cell::Boolean(false)),
        ((2, 0), Cell::Error("#DIV/0!".to_owned())),
        ((2, 1), Cell::from("12")),
    ]
    .into();
    let merged = [(0, 0, 0, 2)];
    all.push(("cells.xls".to_owned(), biff::of_cells(&cells, &merged, &Hidden::default())));
    all.push(("cells.xlsb".to_owned(), xlsb::of_cells(&cells, &merged, &Hidden::default())));
    all.push(("formats.xlsb".to_owned(), xlsb::with_looks()));
    all.push(("formats.ods".to_owned(), cell_formats::ods_with_looks()));
    all
}

#[test]
fn a_copy_of_each_workbook_is_read_as_the_workbook_and_looks_like_it() {
    let limits = Limits::default();
    let (mut compared, mut cells) = (BTreeMap::<String, usize>::new(), 0);
    let mut formats = BTreeMap::<String, usize>::new();
    for (name, bytes) in workbooks() {
        let Some(sent) = SentSheets::open(&bytes, &limits, &NamePatterns::usual()) else { continue };
        let kind = format!("{:?}", sniff(&bytes).kind);
        let copy = marked(&sent.marked(&mut BTreeMap::new()), "t").expect("a workbook");
        let copy = SentSheets::open(&copy, &limits, &NamePatterns::usual()).expect("a workbook");
        *compared.entry(kind.clone()).or_default() += 1;
        for (one, back) in sent.sheets.iter().zip(&copy.sheets) {
            assert_eq!(one.grid.merged().len(), back.grid.merged().len(), "{name}");
            for (row, line) in one.grid.rows(..) {
                for (column, cell) in line {
                    cells += 1;
                    let (read, at) = (back.grid.get(row, *column), format!("{name} {row} {column}"));
                    // What was no value is none again.
                    let is_none = |cell: &Cell| matches!(cell, Cell::Unread(..) | Cell::Uncomputed(_) | Cell::Error(_));
                    assert_eq!((cell.display(), is_none(cell)), (read.display(), is_none(read)), "{at}");
                    assert_eq!(cell.is_number(), read.is_number(), "{at}");
                }
            }
            let Some(look) = sent.appearance(&one.name) else { continue };
            let copied = copy.appearance(&back.name).expect("how it looks");
            let (of_sheet, hidden) = (&one.hidden, &back.hidden);
            let last = one.grid.last_row().unwrap_or_default();
            assert_eq!(of_sheet.rows.below(last + 1), hidden.rows.below(last + 1), "{name}");
            assert_eq!(of_sheet.columns, hidden.columns, "{name}");
            let of_column = |look: &Appearance, column: u32| {
                let own = look.widths.iter().rev().find(|(first, last, _)| (*first..=*last).contains(&column));
                own.map(|(_, _, width)| *width)
            };
            for column in look.widths.iter().map(|(first, ..)| *first) {
                let widths = of_column(look, column).zip(of_column(copied, column));
                let is_hidden = hidden.columns.contains(column);
                assert!(
                    is_hidden || widths.is_some_and(|(sent, back)| (sent - back).abs() < 0.1),
                    "{name} {column} {widths:?}"
                );
            }
            for ((row, column), format) in &look.formats {
                let cell = one.grid.get(*row, *column);
                if *row > last
                    || cell != &Cell::Empty
                        && !cell.is_number()
                        && !matches!(cell, Cell::Date(_) | Cell::DateTime(_) | Cell::Unread(..))
                {
                    continue;
                }
                *formats.entry(kind.clone()).or_default() += 1;
                let back = copied.formats.get(&(*row, *column)).map(code);
                assert_eq!(Some(code(format)), back, "{name} {row} {column} {cell:?}");
            }
        }
    }
    println!("{compared:?} {formats:?}");
    assert!(compared["Xlsx"] > 100 && cells > 2_000, "{compared:?} workbooks, {cells} cells");
    for kind in ["Xls", "Xlsb", "Ods"] {
        assert!(compared[kind] > 2 && formats[kind] > 4, "{compared:?} {formats:?}");
    }
}

#[test]
fn what_was_handed_back_and_mended_is_not_replaced() {
    let mini = Mini::new();
    let back = |file: &str| {
        let (path, folder) = (mini.path().join(file), mini.path().join("back"));
        let arguments = ["validate", &path.to_string_lossy(), "--return", &folder.to_string_lossy()].map(str::to_owned);
        mini.tinhso(&arguments.each_ref().map(String::as_str)).expect(1);
        let mut names: Vec<String> = fs::read_dir(folder)
            .expect("a folder")
            .map(|entry| entry.expect("a file").file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    };
    mini.write("a/q1.xlsx", sent(&FAULTY));
    assert_eq!(back("a/q1.xlsx"), ["q1.xlsx.return.xlsx"]);
    // The same once more is there already.
    assert_eq!(back("a/q1.xlsx"), ["q1.xlsx.return.xlsx"]);
    mini.write("back/q1.xlsx.return.xlsx", "mended by hand");
    let mut other = FAULTY;
    other[0][0] = "nhiều";
    mini.write("b/q1.xlsx", sent(&other));
    for file in ["b/q1.xlsx", "b/q1.xlsx"] {
        assert_eq!(back(file), ["q1.xlsx (2).return.xlsx", "q1.xlsx.return.xlsx"]);
    }
    assert_eq!(back("a/q1.xlsx").len(), 3);
    assert_eq!(fs::read(mini.path().join("back/q1.xlsx.return.xlsx")).expect("a file"), b"mended by hand");
}
