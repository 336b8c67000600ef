//! An x in a column of yes and no: a tick, or what the form says that an x stands for.

use rust_xlsxwriter::Workbook;

use std::collections::BTreeMap;

use tinhso::sheet::grid::Cell;
use tinhso::sheet::hidden::Hidden;

use crate::biff::of_cells;
use crate::kit::{filtered, lines};
use crate::mini::{Mini, OLD, sheet};
use crate::packages::ods;

const SCORE: &str = r#"{ "name": "score", "type": "number", "title": "Điểm chuyển đổi số", "measure": "rate" }"#;

/// The declaration of a boolean in the place of the last measure.
fn joined(more: &str) -> String {
    format!(
        r#"{{ "name": "joined", "type": "boolean", "title": "Điểm chuyển đổi số", "measure": "stock", "merge": "any"{more} }}"#
    )
}

fn csv(last: [&str; 5]) -> Vec<u8> {
    let cells = last.map(|last| format!("100;50;1000;{last}"));
    let cells: Vec<Option<&str>> = cells.iter().map(|cells| Some(cells.as_str())).collect();
    sheet("2025-Q2", &OLD, &cells).into_bytes()
}

/// A workbook with these cells.
pub fn as_xlsx(text: &str) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (row, line) in (0..).zip(text.lines()) {
        for (column, cell) in (0..).zip(line.split(';')).filter(|(_, cell)| !cell.is_empty()) {
            match cell.parse::<f64>().ok().filter(|_| column > 2) {
                Some(number) => sheet.write(row, column, number).expect("written"),
                None => sheet.write(row, column, cell).expect("written"),
            };
        }
    }
    book.save_to_buffer().expect("a workbook")
}

/// The cells of a text with semicolons, each with its row and column; figures are behind the third column.
fn cells(text: &str) -> impl Iterator<Item = ((u32, u32), Cell)> {
    let number = |column: u32, cell: &str| cell.parse::<f64>().ok().filter(|_| column > 2).map(Cell::Number);
    (0..).zip(text.lines()).flat_map(move |(row, line)| {
        let cells = (0..).zip(line.split(';')).filter(|(_, cell)| !cell.is_empty());
        cells.map(move |(column, cell)| {
            ((row, column), number(column, cell).unwrap_or_else(|| Cell::Text(cell.to_owned())))
        })
    })
}

/// A workbook of Excel 97 with these cells.
pub fn as_xls(text: &str) -> Vec<u8> {
    of_cells(&cells(text).collect::<BTreeMap<_, _>>(), &[], &Hidden::default())
}

/// An open document with these cells.
pub fn as_ods(text: &str) -> Vec<u8> {
    let known: BTreeMap<(u32, u32), Cell> = cells(text).collect();
    let count = u32::try_from(text.lines().count()).expect("few lines");
    let row = |row: u32| {
        let last = known.range((row, 0)..(row + 1, 0)).last().map_or(0, |((_, column), _)| *column);
        let cell = |column: u32| match known.get(&(row, column)) {
            Some(Cell::Number(number)) => format!(
                r#"<table:table-cell office:value-type="float" office:value="{number}"><text:p>{number}</text:p></table:table-cell>"#
            ),
            Some(text) => format!(
                r#"<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>"#,
                text.display()
            ),
            None => "<table:table-cell/>".to_owned(),
        };
        format!("<table:table-row>{}</table:table-row>", (0..=last).map(cell).collect::<String>())
    };
    ods(&(0..count).map(row).collect::<String>())
}

/// The findings, and the values with their status, in all formats, which are the same.
#[track_caller]
fn read(field: &str, last: [&str; 5]) -> (Vec<String>, Vec<String>) {
    let read = |name: &str, bytes: Vec<u8>| {
        let mini = Mini::new();
        mini.edit("schemas/services.json", SCORE, field);
        mini.send(name, "2025-07-05T09:00:00+07:00", bytes);
        let answer = mini.tinhso(&["run", "--format", "json"]);
        assert!(answer.code < 2, "{}", answer.stderr);
        let found = filtered(mini.table("findings"), &[("object", name)]);
        let rows = lines(&mini.table("data/services"), &["ref_area", "joined", "joined_status"]);
        (lines(&found, &["code", "severity", "cell"]), rows)
    };
    let of_csv = read("services/a.csv", csv(last));
    let text = String::from_utf8(csv(last)).expect("a text");
    let workbooks = [("xlsx", as_xlsx(&text)), ("xls", as_xls(&text)), ("ods", as_ods(&text))];
    for (format, workbook) in workbooks {
        assert_eq!(read(&format!("services/a.{format}"), workbook), of_csv, "{format}: {last:?}");
    }
    of_csv
}

#[test]
fn an_x_among_ticks_is_a_yes_and_one_among_words_is_in_doubt() {
    let (found, rows) = read(&joined(""), ["x", "", "X", "-", "0"]);
    assert_eq!(found, Vec::<String>::new());
    let ticks = ["90001 | true | A", "90002 |  | O", "90003 | true | A", "90004 | false | A", "90005 | false | A"];
    assert_eq!(rows, ticks);
    for word in ["có", "không", "Đạt", "TRUE", "1"] {
        let (found, rows) = read(&joined(""), ["x", word, "", "...", word]);
        assert_eq!(found, ["type-error | error | G2"], "{word}");
        assert_eq!(rows.len(), 4, "{word}: {rows:?}");
    }
}

#[test]
fn an_x_is_what_its_field_says_of_it() {
    let of_y = joined(r#", "trueValues": ["Y"], "falseValues": ["N"]"#);
    let (found, rows) = read(&of_y, ["x", "Y", "N", "...", "Y"]);
    assert_eq!(found, Vec::<String>::new(), "no yes of this field");
    assert_eq!(rows[..3], ["90001 |  | M", "90002 | true | A", "90003 | false | A"]);
    let of_x = joined(r#", "trueValues": ["x", "có"], "falseValues": ["không"]"#);
    let (found, rows) = read(&of_x, ["x", "có", "không", "...", "x"]);
    assert_eq!(found, Vec::<String>::new(), "a word of this field");
    assert_eq!(rows[0], "90001 | true | A");
    let own = joined(r#", "missingValues": [{ "value": "", "status": "O" }, { "value": "x", "status": "M" }]"#);
    let (found, rows) = read(&own, ["x", "có", "không", "", "có"]);
    assert_eq!(found, Vec::<String>::new(), "missing by this field");
    assert_eq!(rows[0], "90001 |  | M");
}

#[test]
fn an_empty_form_offers_an_x_where_it_is_read_as_missing() {
    let listed = |field: &str| {
        let mini = Mini::new();
        mini.edit("schemas/services.json", SCORE, field);
        let path = mini.path().join("empty.xlsx");
        let arguments = ["template", "services", "--area", "901", "--period", "2025-Q2", "--output"];
        let mut arguments: Vec<&str> = arguments.to_vec();
        arguments.push(path.to_str().expect("a path"));
        mini.tinhso(&arguments).expect(0);
        let mut archive = zip::ZipArchive::new(std::fs::File::open(&path).expect("a workbook")).expect("a package");
        let mut texts = String::new();
        std::io::Read::read_to_string(&mut archive.by_name("xl/sharedStrings.xml").expect("texts"), &mut texts)
            .expect("texts");
        let yes = texts.contains("“x” trong cột có/không là “có”");
        let lists: Vec<String> = (1..=archive.len())
            .filter_map(|number| {
                let mut part = String::new();
                let mut file = archive.by_name(&format!("xl/worksheets/sheet{number}.xml")).ok()?;
                std::io::Read::read_to_string(&mut file, &mut part).ok()?;
                let lists = part.split("<formula1>").skip(1);
                Some(lists.filter_map(|list| list.split_once('<')).map(|(list, _)| list.to_owned()).collect::<Vec<_>>())
            })
            .flatten()
            .filter(|list| list.starts_with("DanhMuc!"))
            .collect();
        (yes, lists.last().cloned().unwrap_or_default())
    };
    let (says, list) = listed(&joined(""));
    assert!(says && list.ends_with("$3"), "yes, no and what was not collected: {list}");
    let (says, list) = listed(&joined(r#", "trueValues": ["Y"], "falseValues": ["N"]"#));
    assert!(!says && list.ends_with("$4"), "and what cannot occur: {list}");
}
