//! Faults planted one at a time into sound workbooks of the fixtures, written anew in every format: each error is found at its
//! exact cell, and no clean cell is an error.

use std::collections::BTreeSet;
use std::fs;

use tinhso::engine::embedded;
use tinhso::findings::finding::Finding;
use tinhso::intake::{Content, Reader};
use tinhso::project::Project;
use tinhso::project::load::load;
use tinhso::project::written::form::{FieldType, Role};
use tinhso::sheet::address::{address, column_index};
use tinhso::sheet::grid::Cell;
use tinhso::store::project::read_project;
use tinhso::typing::reading::{Reading, TypedTable};

use crate::kit::repository;
use crate::pages::Page;

/// Sound submissions of forms that communes and districts send, of either map.
const SOUND: [&str; 6] = [
    "2025/01-CDS/01CDS_Q3.2025_NaBung.csv",
    "2025/02-CDS/02CDS_T01.2025_TuaChua.xlsx",
    "2025/03-CDS/03CDS_Q1.2025_TuaChua.csv",
    "2025/04-CDS/04CDS_Q1.2025_TuaChua.xlsx",
    "2025/05-CDS/05CDS_nam.2025_MuongLan.csv",
    "2025/05-CDS/05CDS_nam.2025_NaBung.xlsx",
];

/// How a page is written: its name and the writer.
type Writer = (&'static str, fn(&Page) -> Vec<u8>);

const WRITERS: [Writer; 6] = [
    ("xlsx", Page::xlsx),
    ("xlsb", Page::xlsb),
    ("xls", Page::xls),
    ("ods", Page::ods),
    ("json", Page::json),
    ("csv", Page::csv),
];

fn text(words: &str) -> Cell {
    Cell::Text(words.to_owned())
}

/// What is no number at all, or no count that can be: an error at its cell in every format.
fn no_counts() -> Vec<(&'static str, Cell)> {
    vec![
        ("the letter O for a zero", text("1O5")),
        ("the letter l for a one", text("l05")),
        ("a word", text("nhiều")),
        ("a sentence", text("đang tổng hợp, gửi sau")),
        ("a question mark", text("?")),
        ("a question mark behind", text("105?")),
        ("a range", text("10 - 15")),
        ("a sum that was typed", text("10+5")),
        ("a product that was typed", text("3x5")),
        ("two numbers", text("10/5")),
        ("two numbers in lines", text("10\n15")),
        ("about so many", text("~100")),
        ("about so many, in words", text("khoảng 100")),
        ("more than", text(">100")),
        ("at most", text("≤ 100")),
        ("a footnote of stars", text("105**)")),
        ("a negative number", Cell::Number(-5.0)),
        ("a negative number as text", text("-5")),
        ("a minus sign of typography", text("−5")),
        ("a minus sign behind", text("5-")),
        ("decimals", Cell::Number(12.5)),
        ("decimals as text", text("12,5")),
        ("a group of two digits", text("1.23")),
        ("two signs", text("1..234")),
        ("signs in the wrong order", text("1,234.567,8")),
        ("groups of four", text("12.3456")),
        ("another unit", text("12 con gà")),
        ("a unit of money", text("12 đồng")),
        ("a reference that is gone", Cell::Error("#REF!".to_owned())),
        ("a value that is not found", Cell::Error("#N/A".to_owned())),
        ("a division by zero", Cell::Error("#DIV/0!".to_owned())),
        ("an error as text", text("#VALUE!")),
        ("a number too wide for its column", text("#####")),
        ("a day", text("31/12/2025")),
        ("a month", text("12/2025")),
        ("a time", text("08:30")),
        ("a boolean", Cell::Boolean(true)),
        ("yes", text("Có")),
        ("a number that nothing counts", Cell::Number(1e20)),
        ("the same as text", text("99999999999999999999999")),
        ("a percentage", text("50%")),
        ("a power", text("10^3")),
        ("a power set high", text("10²")),
        ("a fraction", text("½")),
        ("Roman digits", text("XII")),
        ("infinity", text("∞")),
        ("not a number", text("NaN")),
        ("a digit and a letter", text("105a")),
        ("a letter and a digit", text("a105")),
        ("hexadecimal digits", text("0x1F")),
        ("a formula as text", text("=SUM(D8:D12)")),
        ("an address", text("xem sheet 2")),
    ]
}

/// Ways of writing a count that are right: no error.
fn counts() -> Vec<(&'static str, Cell)> {
    vec![
        ("a count", text("105")),
        ("a count in blanks", text("  105 ")),
        ("a count in groups", text("1.234")),
        ("a count in groups by blanks", text("1 234")),
        ("a count with decimals of zero", text("105,0")),
        ("a dash for zero", text("-")),
        ("a dash of typography", text("–")),
        ("dots for not collected", text("...")),
    ]
}

/// What is wrong with the code or the name of a unit: an error of its row.
fn no_units() -> Vec<(&'static str, Role, Cell)> {
    vec![
        ("a code of nothing", Role::AreaCode, text("99999")),
        ("a code of six digits", Role::AreaCode, text("031270")),
        ("a code with a letter", Role::AreaCode, text("O3127")),
        ("the code of the province", Role::AreaCode, text("11")),
        ("the code of another province", Role::AreaCode, text("00001")),
        ("a word for a code", Role::AreaCode, text("mã xã")),
        ("a name of nothing", Role::AreaName, text("Xã Không Có")),
        ("the name of another unit", Role::AreaName, text("Phường Mường Thanh")),
    ]
}

struct Tried<'a> {
    project: &'a Project,
    reader: Reader<'a>,
    planted: usize,
    found: usize,
    clean: usize,
    kinds: BTreeSet<String>,
    wrong: Vec<String>,
    false_alarms: Vec<String>,
}

impl Tried<'_> {
    fn read(&self, files: Vec<Vec<u8>>) -> Vec<Reading> {
        let fetch = |bytes: Vec<u8>| Ok(((), Some(Content::Whole(bytes.into()))));
        let readings = self.reader.read(files, fetch, || ()).unwrap();
        readings.into_iter().map(|(_, reading)| reading.unwrap()).collect()
    }

    /// Plants each fault of one page, in a file of its own, and compares what is found.
    fn plant(&mut self, of: &str, page: &Page, table: &TypedTable, (name, write): Writer) {
        let form = &self.project.forms[table.form];
        let field = |column: &tinhso::typing::reading::SourceColumn| &form.schema.fields[column.field];
        let row = table.rows.number[table.rows.len() / 2] - 1;
        let mut faults: Vec<(String, (u32, u32), Cell, bool)> = Vec::new();
        let counts = table
            .columns
            .iter()
            .filter(|column| field(column).is_measure() && field(column).kind == FieldType::Integer);
        for (number, column) in counts.enumerate() {
            let place = (row, column_index(&column.letters).unwrap());
            // Each column takes its share, so that every kind is tried in every file.
            let own = no_counts().into_iter().enumerate().filter(|(kind, _)| kind % 3 == number % 3);
            faults.extend(own.map(|(_, (kind, cell))| (kind.to_owned(), place, cell, true)));
            if number == 2 {
                break;
            }
        }
        for (kind, role, cell) in no_units() {
            let column = table.columns.iter().find(|column| field(column).role == Some(role));
            // A name alone may be that of a unit elsewhere; with a code beside it the two disagree.
            if let Some(column) = column {
                faults.push((kind.to_owned(), (row, column_index(&column.letters).unwrap()), cell, false));
            }
        }
        let files = faults.iter().map(|(_, place, cell, _)| {
            let mut page = page.clone();
            page.cells.insert(*place, cell.clone());
            write(&page)
        });
        let readings = self.read(files.collect());
        for ((kind, place, cell, exact), reading) in faults.iter().zip(&readings) {
            let cell_name = address(place.0, place.1);
            let what = format!("{of} as {name}: {kind} ({:?}) at {cell_name}", cell.display());
            let errors: Vec<&Finding> = reading.findings.iter().filter(|finding| finding.is_error()).collect();
            let at_cell = |finding: &&&Finding| finding.location.cell.as_deref() == Some(&cell_name);
            let at_row = |finding: &&&Finding| finding.location.row == Some(place.0 + 1);
            self.planted += 1;
            self.kinds.insert(kind.clone());
            if errors
                .iter()
                .any(|finding| if *exact { at_cell(&finding) } else { at_cell(&finding) || at_row(&finding) })
            {
                self.found += 1;
            } else {
                let said: Vec<String> = reading.findings.iter().map(described).collect();
                self.wrong.push(format!("{what}: not found; {said:?}"));
            }
            let others = errors.iter().filter(|finding| !at_row(finding) && !at_cell(finding));
            self.false_alarms.extend(others.map(|finding| format!("{what}: {}", described(finding))));
        }
    }

    /// Writes what is no fault into a page, each in a file of its own: it must be an error nowhere.
    fn leave(&mut self, of: &str, page: &Page, table: &TypedTable, (name, write): Writer) {
        let form = &self.project.forms[table.form];
        let is_count = |field: usize| {
            form.schema.fields[field].is_measure() && form.schema.fields[field].kind == FieldType::Integer
        };
        let Some(column) = table.columns.iter().find(|column| is_count(column.field)) else { return };
        let place = (table.rows.number[table.rows.len() / 2] - 1, column_index(&column.letters).unwrap());
        let files = counts().into_iter().map(|(_, cell)| {
            let mut page = page.clone();
            page.cells.insert(place, cell);
            write(&page)
        });
        for ((kind, _), reading) in counts().iter().zip(self.read(files.collect())) {
            self.clean += 1;
            // A check compares it with the amounts beside it, which were of another count.
            let errors = reading.findings.iter().filter(|finding| finding.is_error() && finding.check.is_none());
            self.false_alarms.extend(errors.map(|finding| format!("{of} as {name}: {kind}: {}", described(finding))));
        }
    }
}

fn described(finding: &Finding) -> String {
    let cell = finding.location.cell.as_deref().unwrap_or("–");
    format!("{:?} {} {cell}: {}", finding.severity(), finding.code, finding.message.en)
}

#[test]
fn every_planted_error_is_found_at_its_cell_and_no_clean_cell_is_one() {
    let project = load(&read_project(repository()).expect("the project")).expect("sound declarations");
    let engine = embedded();
    let mut tried = Tried {
        project: &project,
        reader: Reader::new(&project, &engine),
        planted: 0,
        clean: 0,
        found: 0,
        kinds: BTreeSet::new(),
        wrong: Vec::new(),
        false_alarms: Vec::new(),
    };
    let mut pages = 0;
    for name in SOUND {
        let bytes = fs::read(repository().join("fixtures/landing/submissions").join(name)).expect("a fixture");
        let page = Page::of(&bytes, &project);
        let sound = tried.read(WRITERS.iter().map(|(_, write)| write(&page)).collect());
        for (writer, reading) in WRITERS.into_iter().zip(&sound) {
            // Texts have no merged cells: labels of several rows may be unclear in them.
            if reading.findings.iter().any(Finding::is_error) && matches!(writer.0, "csv" | "json") {
                continue;
            }
            let errors: Vec<String> = reading.findings.iter().filter(|one| one.is_error()).map(described).collect();
            assert!(errors.is_empty() && reading.tables.len() == 1, "{name} as {} is not sound: {errors:?}", writer.0);
            tried.plant(name, &page, &reading.tables[0], writer);
            tried.leave(name, &page, &reading.tables[0], writer);
            pages += 1;
        }
        // Columns with names: the labels of a workbook say which field each is.
        let Some(table) = sound.first().and_then(|reading| reading.tables.first()) else { continue };
        let flat = page.flat(&project.forms[table.form], table);
        let writer: Writer = ("parquet", Page::parquet);
        let reading = tried.read(vec![flat.parquet()]).remove(0);
        let errors: Vec<String> = reading.findings.iter().filter(|one| one.is_error()).map(described).collect();
        assert!(errors.is_empty() && reading.tables.len() == 1, "{name} as parquet is not sound: {errors:?}");
        tried.plant(name, &flat, &reading.tables[0], writer);
        tried.leave(name, &flat, &reading.tables[0], writer);
    }
    assert!(pages >= 2 * SOUND.len() + 6, "only {pages} pages are sound");
    println!(
        "planted {} faults of {} kinds; found {}; errors at clean cells {}, among them {} written in other ways",
        tried.planted,
        tried.kinds.len(),
        tried.found,
        tried.false_alarms.len(),
        tried.clean
    );
    assert!(tried.planted >= 300 && tried.kinds.len() >= 50, "{} faults of {} kinds", tried.planted, tried.kinds.len());
    assert!(tried.clean > 0, "no page was free for what is no fault");
    let wrong = tried.wrong.len() + tried.false_alarms.len();
    assert_eq!(wrong, 0, "not found:\n{}\nfalse:\n{}", tried.wrong.join("\n"), tried.false_alarms.join("\n"));
}
