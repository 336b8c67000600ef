//! The number cells of an old workbook that have a percent format.
//!
//! Takes the workbook stream of an xls (BIFF5 or BIFF8); gives for each sheet, in the order of its list, the cells whose
//! format shows percentages. A cell names a style (XF), a style names a format (FORMAT, or one of those that every program
//! knows). Every place is checked before it is read; where a record lies, or the stream ends before its end is reached, nothing
//! is known of any cell, which is another answer than that no cell is a percentage.

use std::collections::HashMap;

use crate::formats::bytes::{u16_at, u32_at};
use crate::formats::xls::record::record;
use crate::formats::xlsx::number_format::PercentFormat;

/// The formats that every program knows as `0%` and `0.00%` ([MS-XLS] 2.4.126).
const BUILT_IN: [(u16, &str); 2] = [(9, "0%"), (10, "0.00%")];
/// Sheets of a workbook, each of which costs a walk.
const MOST_SHEETS: usize = 4096;

const BEGIN: u16 = 0x0809;
const END: u16 = 0x000a;
const SHEET: u16 = 0x0085;
const FORMAT: u16 = 0x041e;
const STYLE: u16 = 0x00e0;
const NUMBER: u16 = 0x0203;
const RK: u16 = 0x027e;
const FORMULA: u16 = 0x0006;
const ROW_OF_RK: u16 = 0x00bd;

/// The percent cells of each sheet.
#[derive(Debug, Default, PartialEq)]
pub struct PercentCells {
    formats: HashMap<u16, PercentFormat>,
    /// By sheet: the format of each cell, by row and column.
    sheets: Vec<HashMap<(u16, u16), u16>>,
}

impl PercentCells {
    /// Looks through a stream; `None` where it is of an older kind, or does not hold what it says.
    pub fn read(stream: &[u8]) -> Option<Self> {
        let globals = Globals::read(stream)?;
        if globals.sheets.len() > MOST_SHEETS {
            return None;
        }
        let styles: Vec<Option<u16>> =
            globals.styles.iter().map(|format| globals.formats.contains_key(format).then_some(*format)).collect();
        let sheets = if styles.iter().any(Option::is_some) {
            globals.sheets.iter().map(|start| cells(stream, *start, &styles)).collect::<Option<_>>()?
        } else {
            // Most workbooks have no such style: nothing else need be looked at.
            vec![HashMap::new(); globals.sheets.len()]
        };
        Some(Self { formats: globals.formats, sheets })
    }

    /// The percent cells of the sheet in this place of the list: row, column and format.
    pub fn of_sheet(&self, place: usize) -> Option<impl Iterator<Item = (u32, u32, &PercentFormat)>> {
        let cells = self.sheets.get(place)?.iter();
        Some(cells.filter_map(|((row, column), format)| {
            Some((u32::from(*row), u32::from(*column), self.formats.get(format)?))
        }))
    }
}

/// What comes before the sheets.
struct Globals {
    /// The percent formats alone.
    formats: HashMap<u16, PercentFormat>,
    /// The format of each style.
    styles: Vec<u16>,
    /// Where each sheet begins.
    sheets: Vec<usize>,
}

impl Globals {
    fn read(stream: &[u8]) -> Option<Self> {
        let built_in = BUILT_IN.iter().filter_map(|(number, code)| Some((*number, PercentFormat::parse(code)?)));
        let mut globals = Self { formats: built_in.collect(), styles: Vec::new(), sheets: Vec::new() };
        let (kind, data, mut place) = record(stream, 0)?;
        let wide = match (kind, u16_at(data, 0)?) {
            (BEGIN, 0x0600) => true,
            (BEGIN, 0x0500) => false,
            _ => return None,
        };
        loop {
            let (kind, data, next) = record(stream, place)?;
            place = next;
            match kind {
                END => return Some(globals),
                SHEET => globals.sheets.push(usize::try_from(u32_at(data, 0)?).ok()?),
                STYLE => globals.styles.push(u16_at(data, 2)?),
                FORMAT => {
                    let number = u16_at(data, 0)?;
                    match PercentFormat::parse(&code(data.get(2..)?, wide)?) {
                        Some(format) => globals.formats.insert(number, format),
                        None => globals.formats.remove(&number),
                    };
                }
                _ => {}
            }
        }
    }
}

/// The code of a format: in BIFF8 of one or two bytes a letter, in BIFF5 of one. What matters in it is ASCII.
fn code(data: &[u8], wide: bool) -> Option<String> {
    let (length, letters, doubled) = if wide {
        (usize::from(u16_at(data, 0)?), data.get(3..)?, data.get(2)? & 1 == 1)
    } else {
        (usize::from(*data.first()?), data.get(1..)?, false)
    };
    if doubled {
        let units = (0..length).map(|place| u16_at(letters, 2 * place)).collect::<Option<Vec<u16>>>()?;
        Some(String::from_utf16_lossy(&units))
    } else {
        Some(letters.get(..length)?.iter().map(|letter| char::from(*letter)).collect())
    }
}

/// The number cells of a sheet whose style is a percentage. A later record of the same cell replaces the one before.
fn cells(stream: &[u8], start: usize, styles: &[Option<u16>]) -> Option<HashMap<(u16, u16), u16>> {
    let mut found = HashMap::new();
    let mut put = |cell: (u16, u16), style: u16| {
        match styles.get(usize::from(style)).copied().flatten() {
            Some(format) => found.insert(cell, format),
            None => found.remove(&cell),
        };
    };
    let (mut place, mut depth) = (start, 0usize);
    loop {
        let (kind, data, next) = record(stream, place)?;
        place = next;
        match kind {
            // A chart within a sheet has a beginning and an end of its own, and numbers that are no cells.
            BEGIN => depth = depth.saturating_add(1),
            END if depth <= 1 => return Some(found),
            END => depth = depth.saturating_sub(1),
            NUMBER | RK | FORMULA if depth <= 1 => put((u16_at(data, 0)?, u16_at(data, 2)?), u16_at(data, 4)?),
            // Row and first column, six bytes a cell of which two are its style, last column.
            ROW_OF_RK if depth <= 1 => {
                let (row, first) = (u16_at(data, 0)?, u16_at(data, 2)?);
                let styles = data.get(4..data.len().checked_sub(2)?)?.chunks_exact(6);
                for (right, cell) in (0u16..).zip(styles) {
                    put((row, first.checked_add(right)?), u16_at(cell, 0)?);
                }
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn record(kind: u16, words: &[u16], rest: &[u8]) -> Vec<u8> {
        let body: Vec<u8> = words.iter().flat_map(|word| word.to_le_bytes()).chain(rest.iter().copied()).collect();
        [kind.to_le_bytes(), u16::try_from(body.len()).unwrap().to_le_bytes()]
            .concat()
            .into_iter()
            .chain(body)
            .collect()
    }

    /// A workbook of one sheet with the styles General, `0%`, the built-in 10 and `0.0"%"`.
    fn workbook(version: u16, cells: &[Vec<u8>]) -> Vec<u8> {
        let code = |number: u16, code: &str| match version {
            0x0600 => record(FORMAT, &[number, u16::try_from(code.len()).unwrap()], &[b"\0", code.as_bytes()].concat()),
            _ => record(FORMAT, &[number], &[&[u8::try_from(code.len()).unwrap()], code.as_bytes()].concat()),
        };
        let styles: Vec<u8> =
            [0, 164, 10, 165].iter().flat_map(|format| record(STYLE, &[0, *format], &[0; 16])).collect();
        let begin = record(BEGIN, &[version, 5, 0, 0], &[]);
        let head = [begin.clone(), code(164, "0%"), code(165, "0.0\"%\""), styles].concat();
        let end = record(END, &[], &[]);
        let start = u32::try_from(head.len() + 12 + end.len()).unwrap();
        let list = record(SHEET, &[], &[&start.to_le_bytes()[..], &[0; 4]].concat());
        [head, list, end.clone(), begin, cells.concat(), end].concat()
    }

    fn sample(version: u16) -> Vec<u8> {
        let chart = [record(BEGIN, &[version, 32], &[]), record(NUMBER, &[0, 0, 1], &[0; 8]), record(END, &[], &[])];
        let cells = [
            record(NUMBER, &[3, 0, 1], &[0; 8]),
            record(NUMBER, &[3, 1, 0], &[0; 8]),
            record(RK, &[4, 0, 2], &[0; 4]),
            record(ROW_OF_RK, &[5, 1, 1, 0, 0, 3, 0, 0, 2, 0, 0, 3], &[]),
            record(FORMULA, &[6, 0, 1], &[0; 16]),
            // Another record of a cell before, and a style that there is none of.
            record(NUMBER, &[6, 0, 0], &[0; 8]),
            record(NUMBER, &[7, 0, 900], &[0; 8]),
            chart.concat(),
            record(FORMULA, &[8, 0, 1], &[0; 16]),
        ];
        workbook(version, &cells)
    }

    fn found(stream: &[u8]) -> Option<Vec<(u32, u32)>> {
        let percents = PercentCells::read(stream)?;
        let mut cells: Vec<_> = percents.of_sheet(0)?.map(|(row, column, _)| (row, column)).collect();
        cells.sort_unstable();
        Some(cells)
    }

    #[test]
    fn numbers_of_every_record_are_found_by_their_styles() {
        for version in [0x0600, 0x0500] {
            assert_eq!(found(&sample(version)), Some(vec![(3, 0), (4, 0), (5, 1), (5, 3), (8, 0)]));
        }
        assert_eq!(found(&workbook(0x0600, &[])), Some(Vec::new()));
    }

    #[test]
    fn what_is_cut_or_of_another_kind_is_unknown() {
        let whole = sample(0x0600);
        for length in 0..whole.len() {
            assert_eq!(found(&whole[..length]), None, "{length}");
        }
        assert_eq!(found(&workbook(0x0400, &[])), None);
        let lies = record(FORMAT, &[164, 9000], b"\x000%");
        assert_eq!(found(&[record(BEGIN, &[0x0600, 5], &[]), lies, record(END, &[], &[])].concat()), None);
    }

    proptest! {
        #[test]
        fn no_damage_makes_it_panic(place in 0usize..4000, byte in any::<u8>(), version in 0usize..2) {
            let mut stream = sample([0x0600, 0x0500][version]);
            let place = place % stream.len();
            stream[place] = byte;
            let _ = found(&stream);
        }
    }
}
