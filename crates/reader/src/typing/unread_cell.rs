//! What is said of cells that a file states and that gave no value.
//!
//! Takes what the readers of formats noted of a sheet, with the findings of its tables; gives a finding for each cell that no table has
//! reported. Within a table the typing of the cell has reported it, and kept its row out.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use crate::findings::code::Code;
use crate::findings::finding::{Finding, Location};
use crate::findings::message::Message;
use crate::findings::severity::{Disposition, Severity};
use crate::message;
use crate::sheet::address::address;
use crate::sheet::grid::{Cell, Sheet};
use crate::sheet::unread::{Unread, UnreadReason};

/// Why a cell gave no value, in words.
pub fn message(reason: UnreadReason, written: &str) -> Message {
    match reason {
        UnreadReason::Value => message!("unread-cell.value", written = written),
        UnreadReason::Record => message!("unread-cell.record"),
        UnreadReason::Kind => message!("unread-cell.kind", written = written),
        UnreadReason::Bytes => message!("unread-cell.bytes", written = written),
        UnreadReason::Type => message!("unread-cell.type", written = written),
        UnreadReason::Twice => message!("unread-cell.twice", written = written),
        UnreadReason::Covered => message!("unread-cell.covered", written = written),
        UnreadReason::Moved => message!("unread-cell.moved", written = written),
        UnreadReason::Cut => message!("unread-cell.cut", written = written),
        UnreadReason::Quotes => message!("unread-cell.quotes", written = written),
        UnreadReason::Address => message!("unread-cell.address", written = written),
        UnreadReason::Position => message!("unread-cell.position", written = written),
        UnreadReason::Envelope => message!("unread-cell.envelope", written = written),
        UnreadReason::Format => message!("unread-cell.format", written = written),
        UnreadReason::DayFormat => message!("unread-cell.day-format", written = written),
        UnreadReason::Unmended => message!("unread-cell.unmended", written = written),
        UnreadReason::UnmendedType => message!("type-error.unmended", written = written),
        UnreadReason::Appearance => message!("unread-cell.appearance", written = written),
        UnreadReason::Clock => message!("unread-cell.clock", written = written),
        UnreadReason::Drawn => message!("unread-cell.drawn", written = written),
        UnreadReason::Symbols => message!("unread-cell.symbols", written = written),
        UnreadReason::OtherFigures => message!("unread-cell.other-figures", written = written),
        UnreadReason::Replaced => message!("unread-cell.replaced", written = written),
    }
}

/// The name of a sheet; texts have none.
fn named(sheet: &Sheet) -> Option<String> {
    Some(sheet.name.clone()).filter(|name| !name.is_empty())
}

/// Conditional formatting of which it is not known whether it shows another number.
fn conditional(sheet: &Sheet, (row, column): (u32, u32)) -> Finding {
    let location = Location {
        sheet: named(sheet),
        cell: Some(address(row, column)),
        row: row.checked_add(1),
        ..Location::default()
    };
    Finding::new(Code::ScaledNumber, location, message!("scaled-number.conditional"))
}

/// The findings of a sheet beside those of its tables. A cell without an address may be one of a table: where there is any, it
/// weighs as an error.
pub fn of_a_sheet(sheet: &Sheet, holds_tables: bool, found: &[Finding]) -> Vec<Finding> {
    let mut findings = Vec::new();
    if let Some(((row, column), count)) = sheet.scaled {
        let message = message!("scaled-number.shown", count = count);
        let location = Location {
            sheet: named(sheet),
            cell: Some(address(row, column)),
            row: row.checked_add(1),
            ..Location::default()
        };
        findings.push(Finding::new(Code::ScaledNumber, location, message));
    }
    if holds_tables {
        let rows = struck_rows(sheet);
        findings.extend(struck_numbers(sheet, &rows));
        findings.extend(rows);
        findings.extend(sheet.conditional.map(|cell| conditional(sheet, cell)));
    }
    if sheet.unread.is_empty() {
        return findings;
    }
    let of_this = found.iter().filter(|finding| finding.code == Code::UnreadCell);
    let of_this = of_this.filter(|finding| finding.location.sheet.as_deref().is_none_or(|name| name == sheet.name));
    let known: HashSet<&str> = of_this.filter_map(|finding| finding.location.cell.as_deref()).collect();
    for unread in sheet.unread.named() {
        let cell = unread.cell.map(|(row, column)| address(row, column));
        if cell.as_deref().is_none_or(|cell| !known.contains(cell)) {
            findings.push(finding(sheet, unread, cell, holds_tables));
        }
    }
    if sheet.unread.others() > 0 {
        let location = Location { sheet: named(sheet), ..Location::default() };
        let found =
            Finding::new(Code::UnreadCell, location, message!("unread-cell.others", count = sheet.unread.others()));
        findings.push(weighed(found, holds_tables));
    }
    findings
}

/// A row all of whose cells are struck out was meant to be deleted: its values are read, and it is reported. So was one of which all is struck out
/// but what it begins with: its number, its code, its name.
fn struck_rows(sheet: &Sheet) -> Vec<Finding> {
    const MOST: usize = 1 << 10;
    const MOST_BEFORE: usize = 3;
    let struck: HashSet<(u32, u32)> = sheet.struck.iter().copied().collect();
    let rows: BTreeSet<u32> = struck.iter().map(|(row, _)| *row).collect();
    let of_row = |row: u32| {
        let filled = || sheet.grid.row(row).iter().filter(|(_, cell)| !cell.is_blank());
        let is_struck = |column: u32| struck.contains(&(row, column));
        let (first, last) = (filled().find(|(column, _)| is_struck(*column))?.0, filled().next_back()?.0);
        let before = filled().take_while(|(column, _)| *column < first).count();
        let figures = filled().filter(|(column, cell)| is_struck(*column) && cell.is_number()).count();
        let is_of_figures = before == 0 || before <= MOST_BEFORE && figures > 1;
        (is_of_figures && filled().skip(before).all(|(column, _)| is_struck(*column))).then(|| {
            let cells = format!("{}:{}", address(row, first), address(row, last));
            let location = Location {
                sheet: named(sheet),
                cell: Some(address(row, first)),
                row: row.checked_add(1),
                ..Location::default()
            };
            Finding::new(Code::StruckOut, location, message!("struck-out.row", cells = &cells)).value(cells)
        })
    };
    rows.into_iter().filter_map(of_row).take(MOST).collect()
}

/// Numbers that are struck out in rows that are not: somebody meant them to be deleted or corrected, and they are read. Those of one column are
/// reported together.
fn struck_numbers(sheet: &Sheet, rows: &[Finding]) -> Vec<Finding> {
    let reported: HashSet<u32> = rows.iter().filter_map(|finding| finding.location.row?.checked_sub(1)).collect();
    let numbers = sheet.struck.iter().filter(|(row, _)| !reported.contains(row));
    let numbers = numbers.filter(|(row, column)| match sheet.grid.get(*row, *column) {
        Cell::Text(text) => text.trim().starts_with(|sign: char| sign.is_ascii_digit()),
        cell => cell.is_number(),
    });
    let mut columns: BTreeMap<u32, BTreeSet<u32>> = BTreeMap::new();
    for (row, column) in numbers {
        columns.entry(*column).or_default().insert(*row);
    }
    let of_column = |(column, rows): (u32, BTreeSet<u32>)| {
        let (first, last) = (*rows.first()?, *rows.last()?);
        let cells = if first == last {
            address(first, column)
        } else {
            format!("{}:{}", address(first, column), address(last, column))
        };
        let location = Location {
            sheet: named(sheet),
            cell: Some(address(first, column)),
            row: first.checked_add(1).filter(|_| first == last),
            ..Location::default()
        };
        let message = message!("struck-out.numbers", cells = &cells, count = rows.len());
        Some(Finding::new(Code::StruckOut, location, message).value(cells))
    };
    columns.into_iter().filter_map(of_column).collect()
}

fn finding(sheet: &Sheet, unread: &Unread, cell: Option<String>, holds_tables: bool) -> Finding {
    let is_placed = cell.is_some();
    let location = Location {
        sheet: named(sheet),
        cell,
        row: unread.cell.and_then(|(row, _)| row.checked_add(1)),
        ..Location::default()
    };
    let found = Finding::new(Code::UnreadCell, location, message(unread.reason, &unread.written));
    weighed(found.value(unread.written.clone()), holds_tables && !is_placed)
}

fn weighed(found: Finding, is_error: bool) -> Finding {
    found.weighing(if is_error { Severity::Error } else { Severity::Warning }, Disposition::Ignored)
}
