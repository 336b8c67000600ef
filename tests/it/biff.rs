//! Workbooks of Excel 97 to 2003 (xls), made record by record: the stream of a workbook ([MS-XLS]) in a compound file ([MS-CFB]).

use std::collections::BTreeMap;

use tinhso::sheet::grid::Cell;
use tinhso::sheet::hidden::Hidden;

use crate::cell_formats::labels;
use crate::kit::{filtered, lines};
use crate::mini::{Mini, OLD};

const SECTOR: usize = 512;
/// Rows and columns of which it is written that they are hidden.
const MOST_HIDDEN: u16 = 64;
/// Streams from this length on lie in sectors of their own.
const SHORTEST: usize = 4096;
const END: u32 = 0xffff_fffe;
const FREE: u32 = 0xffff_ffff;
const OF_THE_TABLE: u32 = 0xffff_fffd;

fn words(words: &[u16]) -> Vec<u8> {
    words.iter().flat_map(|word| word.to_le_bytes()).collect()
}

fn record(kind: u16, body: &[u8]) -> Vec<u8> {
    let length = u16::try_from(body.len()).expect("a short record");
    [&words(&[kind, length]), body].concat()
}

/// A text in letters of two bytes, without its length.
fn letters(text: &str) -> Vec<u8> {
    words(&text.encode_utf16().collect::<Vec<u16>>())
}

/// The number of an error ([MS-XLS] 2.5.10), the same in xlsb.
pub fn error(text: &str) -> u8 {
    match text {
        "#DIV/0!" => 0x07,
        "#VALUE!" => 0x0f,
        "#REF!" => 0x17,
        "#NAME?" => 0x1d,
        "#NUM!" => 0x24,
        _ => 0x2a,
    }
}

fn of_cell((row, column): (u32, u32), cell: &Cell) -> Vec<u8> {
    let short = |number: u32| u16::try_from(number).expect("a small sheet");
    let place = words(&[short(row), short(column), 0]);
    match cell {
        Cell::Empty => Vec::new(),
        Cell::Number(number) => record(0x0203, &[&place[..], &number.to_le_bytes()].concat()),
        Cell::Integer(number) => record(0x0203, &[&place[..], &(*number as f64).to_le_bytes()].concat()),
        Cell::Boolean(truth) => record(0x0205, &[&place[..], &[u8::from(*truth), 0]].concat()),
        Cell::Error(text) => record(0x0205, &[&place[..], &[error(text), 1]].concat()),
        other => {
            let text = letters(&other.display());
            let length = u16::try_from(text.len() / 2).expect("a short text");
            record(0x0204, &[&place[..], &words(&[length]), &[1], &text].concat())
        }
    }
}

/// The record of a formula with its result in eight bytes and its tokens.
fn formula((row, column): (u16, u16), result: [u8; 8], tokens: &[u8]) -> Vec<u8> {
    let count = u16::try_from(tokens.len()).expect("few tokens");
    record(0x0006, &[&words(&[row, column, 0])[..], &result, &[0; 6], &words(&[count]), tokens].concat())
}

/// A workbook of one sheet that hides these of its first rows and columns.
pub fn of_cells(cells: &BTreeMap<(u32, u32), Cell>, merged: &[(u32, u32, u32, u32)], hidden: &Hidden) -> Vec<u8> {
    of_records(&cells.iter().flat_map(|(place, cell)| of_cell(*place, cell)).collect::<Vec<u8>>(), merged, hidden)
}

/// The same with these records of cells.
fn of_records(cells: &[u8], merged: &[(u32, u32, u32, u32)], hidden: &Hidden) -> Vec<u8> {
    let begin = |kind: u16| record(0x0809, &words(&[0x0600, kind, 0x0dbb, 0x07cc, 0, 0, 6, 0]));
    let end = record(0x000a, &[]);
    let name = "Biểu 01";
    let head = [begin(5), record(0x00e0, &[0; 20])].concat();
    let listed = |start: usize| {
        let start = u32::try_from(start).expect("a small workbook").to_le_bytes();
        let length = u8::try_from(name.encode_utf16().count()).expect("a short name");
        record(0x0085, &[&start[..], &[0, 0, length, 1], &letters(name)].concat())
    };
    let start = head.len() + listed(0).len() + end.len();
    let mut stream = [head, listed(start), end.clone(), begin(0x10)].concat();
    for column in (0..MOST_HIDDEN).filter(|column| hidden.columns.contains(u32::from(*column))) {
        stream.extend(record(0x007d, &words(&[column, column, 2560, 0, 1, 0])));
    }
    for row in (0..MOST_HIDDEN).filter(|row| hidden.rows.contains(u32::from(*row))) {
        stream.extend(record(0x0208, &words(&[row, 0, 255, 300, 0, 0, 0x0120, 15])));
    }
    stream.extend(cells);
    let short = |number: &u32| u16::try_from(*number).expect("a small sheet");
    let ranges = merged.iter().flat_map(|(top, left, bottom, right)| [top, bottom, left, right].map(short));
    let count = u16::try_from(merged.len()).expect("few ranges");
    stream.extend(record(0x00e5, &words(&std::iter::once(count).chain(ranges).collect::<Vec<u16>>())));
    stream.extend(end);
    compound(stream)
}

/// A compound file that holds one stream, `Workbook`.
fn compound(mut stream: Vec<u8>) -> Vec<u8> {
    stream.resize(stream.len().max(SHORTEST).next_multiple_of(SECTOR), 0);
    let of_stream = stream.len() / SECTOR;
    // Each sector of the table speaks of so many; those of the table itself and of the list of streams are among them.
    let each = SECTOR / 4;
    let of_table = (1..).find(|table| table * each >= table + 1 + of_stream).expect("a table");
    let number = |number: usize| u32::try_from(number).expect("a small file");
    let mut table = vec![OF_THE_TABLE; of_table];
    table.push(END);
    table.extend((of_table + 2..of_table + 1 + of_stream).map(number).chain([END]));
    table.resize(of_table * each, FREE);

    let mut head: Vec<u8> = vec![0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
    head.extend([0; 16]);
    head.extend(words(&[0x003e, 3, 0xfffe, 9, 6, 0, 0, 0]));
    for value in [0, number(of_table), number(of_table), 0, number(SHORTEST), END, 0, END, 0] {
        head.extend(value.to_le_bytes());
    }
    let places = (0..109).map(|place| if place < of_table { number(place) } else { FREE });
    head.extend(places.flat_map(u32::to_le_bytes));

    let entry = |name: &str, kind: u8, child: u32, start: u32, length: usize| {
        let mut bytes = letters(name);
        let named = if name.is_empty() { 0 } else { u16::try_from(bytes.len() + 2).expect("a short name") };
        bytes.resize(64, 0);
        bytes.extend(named.to_le_bytes());
        bytes.extend([kind, 1]);
        [FREE, FREE, child].iter().for_each(|of| bytes.extend(of.to_le_bytes()));
        bytes.extend([0; 36]);
        bytes.extend(start.to_le_bytes());
        bytes.extend(u64::try_from(length).expect("a length").to_le_bytes());
        bytes
    };
    let list = [
        entry("Root Entry", 5, 1, END, 0),
        entry("Workbook", 2, FREE, number(of_table + 1), stream.len()),
        entry("", 0, FREE, 0, 0),
        entry("", 0, FREE, 0, 0),
    ];
    let table: Vec<u8> = table.into_iter().flat_map(u32::to_le_bytes).collect();
    [head, table, list.concat(), stream].concat()
}

/// A report whose dossiers online are formulas, and what of them is reported and read.
#[track_caller]
fn computed(online: &[u8], exit: i32) -> (Vec<String>, Vec<String>) {
    let mut cells = BTreeMap::new();
    for (column, label) in (0..).zip(labels()) {
        cells.insert((0, column), Cell::from(label));
    }
    for (row, (code, name)) in (1..).zip(OLD) {
        let texts = [code, name, "2025-Q2"].map(Cell::from);
        cells.extend((0..).zip(texts).map(|(column, text)| ((row, column), text)));
        cells.extend([(3, 100.0), (5, 1000.0), (6, 60.0)].map(|(column, it)| ((row, column), Cell::Number(it))));
    }
    let cells: Vec<u8> = cells.iter().flat_map(|(place, cell)| of_cell(*place, cell)).collect();
    let mini = Mini::new();
    let bytes = of_records(&[&cells, online].concat(), &[], &Hidden::default());
    mini.send("services/q2.xls", "2025-07-05T09:00:00+07:00", bytes);
    mini.run(exit);
    let reported = filtered(mini.table("findings"), &[("code", "error-cell")]);
    (lines(&reported, &["cell", "value", "disposition"]), lines(&mini.table("data/services"), &["ref_area", "online"]))
}

/// The dossiers of a row (from 0), minus these.
fn dossiers_minus(row: u8, number: u8) -> [u8; 9] {
    [0x44, row, 0, 3, 0xc0, 0x1e, number, 0, 0x04]
}

const EMPTY_TEXT: [u8; 8] = [3, 0, 0, 0, 0, 0, 0xff, 0xff];

#[test]
fn a_result_that_its_own_formula_disproves_is_none() {
    let row = |row: u8, result: [u8; 8]| formula((u16::from(row), 4), result, &dossiers_minus(row, 40));
    let right = 60_f64.to_le_bytes();
    for wrong in [[0; 8], EMPTY_TEXT] {
        let (reported, rows) =
            computed(&[row(1, right), row(2, wrong), row(3, right), row(4, right), row(5, right)].concat(), 1);
        assert_eq!(reported, ["E3 | =D3-40 | quarantined"]);
        assert_eq!(rows, ["90001 | 60", "90003 | 60", "90004 | 60", "90005 | 60"]);
    }
    // Nothing shows then that another zero was computed, unless its own formula does.
    let unknown = formula((3, 4), [0; 8], &[0x43, 1, 0, 0, 0]);
    let zero = formula((4, 4), [0; 8], &dossiers_minus(4, 100));
    let (reported, rows) = computed(&[row(1, right), row(2, [0; 8]), unknown.clone(), zero, row(5, right)].concat(), 1);
    assert_eq!(reported, ["E3 | =D3-40 | quarantined", "E4 | =… | quarantined"]);
    assert_eq!(rows, ["90001 | 60", "90004 | 0", "90005 | 60"]);
    let (reported, rows) = computed(&[row(1, right), unknown, row(4, right)].concat(), 0);
    assert_eq!((reported.len(), &*rows[2]), (0, "90003 | 0"));
}

#[test]
fn each_cell_of_a_shared_formula_and_of_an_array_holds_its_own() {
    let under = [0x01, 1, 0, 4, 0];
    let row = |row: u16, result: f64| formula((row, 4), result.to_le_bytes(), &under);
    // The dossiers of the same row, one column to the left, minus 40.
    let tokens = [0x4c, 0, 0, 0xff, 0xc0, 0x1e, 40, 0, 0x04];
    let shared = record(0x04bc, &[&words(&[1, 5])[..], &[4, 4, 0, 5], &words(&[9]), &tokens].concat());
    let tokens = [0x65, 1, 0, 5, 0, 3, 0xc0, 3, 0xc0, 0x1e, 40, 0, 0x04];
    let array = record(0x0221, &[&words(&[1, 5])[..], &[4, 4, 0, 0, 0, 0, 0, 0], &words(&[13]), &tokens].concat());
    for formula in [shared, array] {
        let of = |second: f64| [row(1, 60.0), formula.clone(), row(2, second), row(3, 60.0)].concat();
        let (reported, _) = computed(&of(0.0), 1);
        assert_eq!(reported, ["E3 | =D3-40 | quarantined"]);
        let (reported, rows) = computed(&of(60.0), 0);
        assert_eq!((reported.len(), &*rows[1]), (0, "90002 | 60"));
    }
}
