//! Another reader's opinion of every xlsx of the fixtures: calamine gives the same cells.
#![expect(clippy::disallowed_methods, reason = "a test reads the fixtures from the disk")]

use std::io::Cursor;
use std::path::{Path, PathBuf};

use calamine::{Data, Reader, SheetType, SheetVisible, Xlsx};

use crate::formats::sniff::{Kind, sniff};
use crate::formats::workbook::{instant_cell, iso_cell, read};
use crate::formats::xlsx::contents::Contents;
use crate::sheet::grid::{Cell, Sheet};
use crate::sheet::limits::Limits;

/// Files that calamine reads otherwise, each for a reason that its case names.
const OTHERWISE: [&str; 12] = [
    "raised-footnote-marks",
    "lowered-footnote-marks",
    "runs-that-are-struck-out",
    "values-in-cdata-and-behind-comments",
    "values-stated-twice-and-alternatives",
    "workbook-that-a-tool-indented",
    "shared-text-that-there-is-none-of",
    "errors-of-newer-spreadsheets",
    "numbers-shown-in-millions",
    "packages-of-other-programs",
    "sheets-that-cannot-be-read-beside-one-that-can",
    "odd-ranges-and-addresses",
];

fn workbooks(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            workbooks(&path, found);
        } else if path.extension().is_some_and(|end| end == "xlsx" || end == "xlsm") {
            found.push(path);
        }
    }
}

fn is_same(ours: &Cell, theirs: &Data) -> bool {
    match (ours, theirs) {
        // What no program computed is nothing, or a zero, to others.
        (Cell::Uncomputed(_), Data::Empty | Data::Float(0.0)) => true,
        (ours, Data::Empty) => ours == &Cell::Empty,
        (ours, Data::String(text)) => *ours == Cell::from(text.as_str()),
        (Cell::Number(ours) | Cell::Percent(ours), Data::Float(theirs)) => ours.to_bits() == theirs.to_bits(),
        (ours, Data::DateTime(instant)) => *ours == instant_cell(instant),
        (ours, Data::DateTimeIso(text) | Data::DurationIso(text)) => *ours == iso_cell(text),
        (Cell::Boolean(ours), Data::Bool(theirs)) => ours == theirs,
        (Cell::Error(ours), Data::Error(theirs)) => *ours == theirs.to_string(),
        _ => false,
    }
}

/// Cell by cell: a range would hold all that lies between two corners.
fn compare(path: &Path, sheet: &Sheet, book: &mut Xlsx<Cursor<&[u8]>>) {
    let mut cells = book.worksheet_cells_reader(&sheet.name).unwrap();
    let mut held = 0;
    while let Some(cell) = cells.next_cell().unwrap() {
        let (row, column) = cell.get_position();
        let theirs = Data::from(cell.get_value().clone());
        let ours = sheet.grid.get(row, column);
        assert!(is_same(ours, &theirs), "{path:?} {} {row} {column}: {ours:?}, {theirs:?}", sheet.name);
        held += usize::from(*ours != Cell::Empty);
    }
    let cells = sheet.grid.rows(..).flat_map(|(_, cells)| cells);
    let others = cells.filter(|(_, cell)| matches!(cell, Cell::Uncomputed(_))).count();
    let of_both = sheet.grid.cells();
    assert!(of_both >= held && of_both <= held + others, "{path:?} {}: {of_both}, {held}", sheet.name);
}

#[test]
fn calamine_gives_the_same_cells_of_binary_workbooks_and_of_open_documents() {
    let samples: [(&[u8], Kind); 7] = [
        (include_bytes!("../../../../../fixtures/samples/biff8.xls"), Kind::Xls),
        (include_bytes!("../../../../../fixtures/samples/biff5.xls"), Kind::Xls),
        (include_bytes!("../../../../../fixtures/samples/biff5-tcvn3.xls"), Kind::Xls),
        (include_bytes!("../../../../../fixtures/samples/libreoffice.xls"), Kind::Xls),
        (include_bytes!("../../../../../fixtures/samples/libreoffice.ods"), Kind::Ods),
        (include_bytes!("../../../../../fixtures/samples/plain.xlsb"), Kind::Xlsb),
        (include_bytes!("../../../../../fixtures/cases/workbook-of-excel-97/in/bieu-04.xls"), Kind::Xls),
    ];
    for (bytes, kind) in samples {
        let ours = read(bytes, Contents::open(bytes), kind, &Limits::default()).unwrap();
        let mut theirs = calamine::open_workbook_auto_from_rs(Cursor::new(bytes)).unwrap();
        let listed: Vec<(String, bool)> = theirs
            .sheets_metadata()
            .iter()
            .map(|sheet| (sheet.name.clone(), sheet.visible == SheetVisible::Visible))
            .collect();
        let names: Vec<(String, bool)> = ours.sheets.iter().map(|sheet| (sheet.name.clone(), sheet.visible)).collect();
        assert_eq!(names, listed);
        for sheet in &ours.sheets {
            let range = theirs.worksheet_range(&sheet.name).unwrap();
            let (first_row, first_column) = range.start().unwrap_or_default();
            let mut held = 0;
            for (row, column, theirs) in range.used_cells() {
                let place = (first_row + u32::try_from(row).unwrap(), first_column + u32::try_from(column).unwrap());
                let ours = sheet.grid.get(place.0, place.1);
                // calamine gives whole numbers of xls as such.
                let same = matches!(theirs, Data::Int(number) if ours.as_double() == Some(*number as f64));
                assert!(same || is_same(ours, theirs), "{kind:?} {} {place:?}: {ours:?}, {theirs:?}", sheet.name);
                held += usize::from(*ours != Cell::Empty);
            }
            assert_eq!(sheet.grid.cells(), held, "{kind:?} {}", sheet.name);
        }
    }
}

#[test]
fn calamine_gives_the_same_cells_of_every_workbook() {
    let mut found = Vec::new();
    workbooks(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures"), &mut found);
    assert!(found.len() > 100, "{}", found.len());
    let mut compared = 0;
    for path in found {
        let bytes = std::fs::read(&path).unwrap();
        let is_otherwise =
            path.components().any(|part| part.as_os_str().to_str().is_some_and(|part| OTHERWISE.contains(&part)));
        if sniff(&bytes).kind != Kind::Xlsx || is_otherwise {
            continue;
        }
        let Ok(mut theirs) = Xlsx::new(Cursor::new(&*bytes)) else { continue };
        let ours = read(&bytes, Contents::open(&bytes), Kind::Xlsx, &Limits::default())
            .unwrap_or_else(|fault| panic!("{path:?}: {fault:?}"));
        let listed: Vec<(String, bool)> = theirs
            .sheets_metadata()
            .iter()
            .filter(|sheet| sheet.typ == SheetType::WorkSheet)
            .map(|sheet| (sheet.name.clone(), sheet.visible == SheetVisible::Visible))
            .collect();
        let names: Vec<(String, bool)> = ours.sheets.iter().map(|sheet| (sheet.name.clone(), sheet.visible)).collect();
        assert_eq!(names, listed, "{path:?}");
        for sheet in &ours.sheets {
            assert!(sheet.unread.is_empty(), "{path:?} {:?}", sheet.unread);
            compare(&path, sheet, &mut theirs);
            let ranges = theirs.merge_cells_by_sheet_name(&sheet.name).unwrap();
            let ranges = ranges.iter().filter(|range| range.start != range.end).count();
            assert_eq!(sheet.grid.merged().len(), ranges, "{path:?} {}", sheet.name);
            compared += 1;
        }
    }
    assert!(compared > 100, "{compared}");
}
