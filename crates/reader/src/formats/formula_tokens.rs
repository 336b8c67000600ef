//! Formulas of binary workbooks, which hold them as tokens in the order of computing, as they would be written.
//!
//! Takes the tokens of one formula ([MS-XLS] 2.5.198, [MS-XLSB] 2.5.97) and its cell; gives its text, where it has nothing but cells and ranges of its
//! own sheet, numbers, texts, the signs of arithmetic and comparison, `&` and the functions that [`formula_functions`](super::formula_functions) knows. Others
//! are `None`.

use std::fmt::Write;

use crate::formats::bytes::{f64_at, u16_at, u32_at};
use crate::sheet::address::address;

/// Bytes of the tokens of a formula that are looked at; a longer one is not plain.
pub(super) const LONGEST_TOKENS: usize = 1 << 12;
/// Bytes of a formula as it is written.
const LONGEST_WRITTEN: usize = 1 << 11;
/// The functions by their numbers, with the count of arguments of those that have a fixed one ([MS-XLS] 2.5.198.17, [MS-XLSB] 2.5.97.10).
const FUNCTIONS: [(u16, &str, Option<usize>); 16] = [
    (1, "IF", None),
    (3, "ISERROR", Some(1)),
    (4, "SUM", None),
    (5, "AVERAGE", None),
    (6, "MIN", None),
    (7, "MAX", None),
    (24, "ABS", Some(1)),
    (27, "ROUND", Some(2)),
    (34, "TRUE", Some(0)),
    (35, "FALSE", Some(0)),
    (36, "AND", None),
    (37, "OR", None),
    (38, "NOT", Some(1)),
    (128, "ISNUMBER", Some(1)),
    (129, "ISBLANK", Some(1)),
    (480, "IFERROR", Some(2)),
];
/// Where a place is an offset from the own cell.
const COLUMN_IS_RELATIVE: u16 = 1 << 14;
const ROW_IS_RELATIVE: u16 = 1 << 15;

/// How a format writes the places of cells within tokens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum TokenDialect {
    /// Excel 5 and 95: 14 bits of a row and what is relative, one byte of a column.
    Excel5,
    /// Excel 97 to 2003.
    #[default]
    Excel97,
    Xlsb,
}

/// The formula with its sign of equality.
pub(super) fn written(tokens: &[u8], dialect: TokenDialect, own: (u32, u32)) -> Option<String> {
    if tokens.len() > LONGEST_TOKENS {
        return None;
    }
    let mut reading = TokenReading { rest: tokens, dialect, own };
    let mut stack: Vec<WrittenPart> = Vec::new();
    while !reading.rest.is_empty() {
        reading.token(&mut stack)?;
    }
    let whole = stack.pop().filter(|_| stack.is_empty())?;
    Some(format!("={}", whole.text))
}

/// The cell under which the formula of this one is found, where several share one (`PtgExp`); `extra` is behind the tokens.
pub(super) fn shared_under(tokens: &[u8], extra: &[u8], dialect: TokenDialect) -> Option<(u32, u32)> {
    let (first, rest) = tokens.split_first()?;
    if *first != 0x01 {
        return None;
    }
    match dialect {
        TokenDialect::Xlsb => Some((u32_at(rest, 0)?, u32_at(extra, 0)?)),
        _ => Some((u32::from(u16_at(rest, 0)?), u32::from(u16_at(rest, 2)?))),
    }
}

/// How tightly the parts of a text hold together.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Tightness {
    Compared,
    Joined,
    Sum,
    Product,
    Signed,
    Whole,
}

/// A part of a formula.
struct WrittenPart {
    text: String,
    tightness: Tightness,
}

impl WrittenPart {
    const fn whole(text: String) -> Self {
        Self { text, tightness: Tightness::Whole }
    }

    /// In parentheses, unless it holds together as tightly as this.
    fn at_least(self, tightness: Tightness) -> String {
        if self.tightness >= tightness { self.text } else { format!("({})", self.text) }
    }
}

struct TokenReading<'a> {
    rest: &'a [u8],
    dialect: TokenDialect,
    own: (u32, u32),
}

impl TokenReading<'_> {
    fn take(&mut self, count: usize) -> Option<&[u8]> {
        let (taken, rest) = self.rest.split_at_checked(count)?;
        self.rest = rest;
        Some(taken)
    }

    /// One token, with the parts that it takes from the stack and the one that it gives.
    fn token(&mut self, stack: &mut Vec<WrittenPart>) -> Option<()> {
        use Tightness::{Compared, Joined, Product, Signed, Sum, Whole};
        let token = *self.take(1)?.first()?;
        // What is an operand says twice of which class it is.
        let kind = if token & 0x60 == 0 { token } else { token & 0x1f | 0x20 };
        let part = match kind {
            0x03 => return binary(stack, "+", Sum, Product),
            0x04 => return binary(stack, "-", Sum, Product),
            0x05 => return binary(stack, "*", Product, Whole),
            0x06 => return binary(stack, "/", Product, Whole),
            0x08 => return binary(stack, "&", Joined, Sum),
            0x09 => return binary(stack, "<", Compared, Joined),
            0x0a => return binary(stack, "<=", Compared, Joined),
            0x0b => return binary(stack, "=", Compared, Joined),
            0x0c => return binary(stack, ">=", Compared, Joined),
            0x0d => return binary(stack, ">", Compared, Joined),
            0x0e => return binary(stack, "<>", Compared, Joined),
            0x12 | 0x13 => {
                let sign = if kind == 0x12 { '+' } else { '-' };
                WrittenPart { text: format!("{sign}{}", stack.pop()?.at_least(Whole)), tightness: Signed }
            }
            0x14 => WrittenPart::whole(format!("{}%", stack.pop()?.at_least(Whole))),
            0x15 => WrittenPart::whole(format!("({})", stack.pop()?.text)),
            // Nothing between two commas.
            0x16 => WrittenPart::whole(String::new()),
            0x17 => WrittenPart::whole(format!("\"{}\"", self.text()?)),
            0x19 => {
                let attribute = self.take(3)?;
                match *attribute.first()? {
                    // Volatile, where to go on behind a condition and behind a branch, blanks within the formula, volatile with blanks.
                    0x01 | 0x02 | 0x08 | 0x40 | 0x41 => return Some(()),
                    0x10 => WrittenPart::whole(format!("SUM({})", stack.pop()?.text)),
                    _ => return None,
                }
            }
            0x1e => WrittenPart::whole(u16_at(self.take(2)?, 0)?.to_string()),
            0x1f => {
                let number = f64_at(self.take(8)?, 0).filter(|number| number.is_finite())?;
                let tightness = if number.is_sign_negative() { Signed } else { Whole };
                WrittenPart { text: number.to_string(), tightness }
            }
            0x21 => {
                let number = u16_at(self.take(2)?, 0)?;
                let (_, name, count) = FUNCTIONS.into_iter().find(|(function, ..)| *function == number)?;
                called(stack, name, count?)?
            }
            0x22 => {
                let head = self.take(3)?;
                let (count, number) = (usize::from(*head.first()? & 0x7f), u16_at(head, 1)? & 0x7fff);
                let (_, name, fixed) = FUNCTIONS.into_iter().find(|(function, ..)| *function == number)?;
                called(stack, name, Some(count).filter(|count| *count > 0 && fixed.is_none())?)?
            }
            0x24 | 0x2c => {
                let (row, column) = self.place(kind == 0x2c)?;
                WrittenPart::whole(address(row, column))
            }
            0x25 | 0x2d => {
                let ((first_row, first_column), (last_row, last_column)) = self.range(kind == 0x2d)?;
                WrittenPart::whole(format!("{}:{}", address(first_row, first_column), address(last_row, last_column)))
            }
            _ => return None,
        };
        if part.text.len() > LONGEST_WRITTEN {
            return None;
        }
        stack.push(part);
        Some(())
    }

    /// A text in quotes.
    fn text(&mut self) -> Option<String> {
        let wide = |units: &[u8]| {
            let units = units.chunks_exact(2).filter_map(|unit| u16_at(unit, 0));
            char::decode_utf16(units).collect::<Result<String, _>>().ok()
        };
        let text = match self.dialect {
            TokenDialect::Xlsb => {
                let count = usize::from(u16_at(self.take(2)?, 0)?);
                wide(self.take(count.checked_mul(2)?)?)?
            }
            TokenDialect::Excel97 => {
                let count = usize::from(*self.take(1)?.first()?);
                match *self.take(1)?.first()? & 1 {
                    0 => self.take(count)?.iter().map(|letter| char::from(*letter)).collect(),
                    _ => wide(self.take(count.checked_mul(2)?)?)?,
                }
            }
            // What is said is of no interest, only whether anything is.
            TokenDialect::Excel5 => {
                let count = usize::from(*self.take(1)?.first()?);
                self.take(count)?
                    .iter()
                    .map(|letter| if letter.is_ascii() { char::from(*letter) } else { '?' })
                    .collect()
            }
        };
        Some(text).filter(|text| !text.contains('"'))
    }

    /// One cell; in a formula that is shared the place may be an offset.
    fn place(&mut self, is_offset: bool) -> Option<(u32, u32)> {
        let dialect = self.dialect;
        let (row, column) = match dialect {
            TokenDialect::Excel5 => {
                let bytes = self.take(3)?;
                (u32::from(u16_at(bytes, 0)?), u16::from(*bytes.get(2)?))
            }
            TokenDialect::Excel97 => {
                let bytes = self.take(4)?;
                (u32::from(u16_at(bytes, 0)?), u16_at(bytes, 2)?)
            }
            TokenDialect::Xlsb => {
                let bytes = self.take(6)?;
                (u32_at(bytes, 0)?, u16_at(bytes, 4)?)
            }
        };
        self.absolute(row, column, is_offset)
    }

    fn range(&mut self, is_offset: bool) -> Option<((u32, u32), (u32, u32))> {
        let (rows, columns) = match self.dialect {
            TokenDialect::Excel5 => {
                let bytes = self.take(6)?;
                let column = |place: usize| bytes.get(place).copied().map(u16::from);
                let row = |place: usize| u16_at(bytes, place).map(u32::from);
                ((row(0)?, row(2)?), (column(4)?, column(5)?))
            }
            TokenDialect::Excel97 => {
                let bytes = self.take(8)?;
                let row = |place: usize| u16_at(bytes, place).map(u32::from);
                ((row(0)?, row(2)?), (u16_at(bytes, 4)?, u16_at(bytes, 6)?))
            }
            TokenDialect::Xlsb => {
                let bytes = self.take(12)?;
                ((u32_at(bytes, 0)?, u32_at(bytes, 4)?), (u16_at(bytes, 8)?, u16_at(bytes, 10)?))
            }
        };
        Some((self.absolute(rows.0, columns.0, is_offset)?, self.absolute(rows.1, columns.1, is_offset)?))
    }

    /// Where a place is, of which parts may be offsets from the own cell; offsets go around the sheet.
    fn absolute(&self, row: u32, column: u16, is_offset: bool) -> Option<(u32, u32)> {
        let (rows, columns, flags, row, column) = match self.dialect {
            TokenDialect::Excel5 => (1 << 14, 1 << 8, u16::try_from(row).ok()?, row & 0x3fff, column),
            TokenDialect::Excel97 => (1 << 16, 1 << 8, column, row, column & 0x3fff),
            TokenDialect::Xlsb => (1 << 20, 1 << 14, column, row, column & 0x3fff),
        };
        let within = |own: u32, number: u32, is_relative: bool, count: u32| match is_offset && is_relative {
            true => Some(own.wrapping_add(number) % count),
            false => Some(number).filter(|number| *number < count),
        };
        Some((
            within(self.own.0, row, flags & ROW_IS_RELATIVE != 0, rows)?,
            within(self.own.1, u32::from(column), flags & COLUMN_IS_RELATIVE != 0, columns)?,
        ))
    }
}

/// A function of the last parts.
fn called(stack: &mut Vec<WrittenPart>, name: &str, count: usize) -> Option<WrittenPart> {
    let first = stack.len().checked_sub(count)?;
    let arguments: Vec<String> = stack.drain(first..).map(|part| part.text).collect();
    Some(WrittenPart::whole(format!("{name}({})", arguments.join(","))))
}

/// Joins the last two parts, each as tight as the sign needs it on its side.
fn binary(stack: &mut Vec<WrittenPart>, sign: &str, own: Tightness, right: Tightness) -> Option<()> {
    let (behind, before) = (stack.pop()?, stack.pop()?);
    let mut text = before.at_least(own);
    write!(text, "{sign}{}", behind.at_least(right)).ok()?;
    if text.len() > LONGEST_WRITTEN {
        return None;
    }
    stack.push(WrittenPart { text, tightness: own });
    Some(())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn of(tokens: &[&[u8]], dialect: TokenDialect) -> Option<String> {
        written(&tokens.concat(), dialect, (7, 4))
    }

    #[test]
    fn tokens_are_written_as_the_formula_that_they_are() {
        use TokenDialect::{Excel5, Excel97, Xlsb};
        let d8: &[u8] = &[0x44, 7, 0, 3, 0xc0];
        let number: &[u8] = &[0x1e, 0xa4, 0x06];
        assert_eq!(of(&[d8, number, &[0x04]], Excel97).as_deref(), Some("=D8-1700"));
        assert_eq!(of(&[&[0x44, 7, 0xc0, 3], number, &[0x04]], Excel5).as_deref(), Some("=D8-1700"));
        assert_eq!(of(&[&[0x44, 7, 0, 0, 0, 3, 0xc0], number, &[0x04]], Xlsb).as_deref(), Some("=D8-1700"));
        // Parentheses are where they are needed, whether a program has written them or not.
        assert_eq!(of(&[d8, d8, number, &[0x03], &[0x04]], Excel97).as_deref(), Some("=D8-(D8+1700)"));
        assert_eq!(of(&[d8, d8, number, &[0x03, 0x15], &[0x05]], Excel97).as_deref(), Some("=D8*(D8+1700)"));
        assert_eq!(of(&[d8, number, &[0x13, 0x04]], Excel97).as_deref(), Some("=D8--1700"));
        assert_eq!(of(&[d8, number, &[0x14, 0x13, 0x05]], Excel97).as_deref(), Some("=D8*(-1700%)"));
        // A half.
        let half: Vec<u8> = [0x1f].into_iter().chain(0.5f64.to_le_bytes()).collect();
        assert_eq!(of(&[d8, &half, &[0x06]], Excel97).as_deref(), Some("=D8/0.5"));
        // Sums, as a function and as an attribute, with a blank.
        let range: &[u8] = &[0x25, 5, 0, 6, 0, 3, 0xc0, 4, 0xc0];
        assert_eq!(of(&[range, d8, &[0x42, 2, 4, 0]], Excel97).as_deref(), Some("=SUM(D6:E7,D8)"));
        assert_eq!(of(&[&[0x19, 0x40, 0, 1], range, &[0x19, 0x10, 0, 0]], Excel97).as_deref(), Some("=SUM(D6:E7)"));
        let range: &[u8] = &[0x25, 5, 0, 0, 0, 6, 0, 0, 0, 3, 0xc0, 4, 0xc0];
        assert_eq!(of(&[range, &[0x42, 1, 4, 0]], Xlsb).as_deref(), Some("=SUM(D6:E7)"));
        assert_eq!(of(&[&[0x17, 1, 0, b'x'], d8, &[0x08]], Excel97).as_deref(), Some("=\"x\"&D8"));
        assert_eq!(of(&[&[0x17, 1, 0, b'x', 0]], Xlsb).as_deref(), Some("=\"x\""));
        // What asks before it divides, as spreadsheets save it: with the places at which it goes on behind the condition and the first branch.
        let zero: &[u8] = &[0x1e, 0, 0];
        let when = [d8, zero, &[0x0b], &[0x19, 0x02, 10, 0], zero, &[0x19, 0x08, 20, 0], number, d8, &[0x06]];
        let whole: Vec<&[u8]> = when.into_iter().chain([&[0x19, 0x08, 3, 0][..], &[0x42, 3, 1, 0]]).collect();
        assert_eq!(of(&whole, Excel97).as_deref(), Some("=IF(D8=0,0,1700/D8)"));
        assert_eq!(of(&[d8, &[0x41, 3, 0], zero, &[0x0e]], Excel97).as_deref(), Some("=ISERROR(D8)<>0"));
        assert_eq!(
            of(&[d8, number, &[0x06], &[0x1e, 2, 0], &[0x41, 27, 0]], Excel97).as_deref(),
            Some("=ROUND(D8/1700,2)")
        );
        assert_eq!(of(&[number, &[0x16], &[0x41, 0xe0, 1]], Xlsb).as_deref(), Some("=IFERROR(1700,)"));
        // Another function, another sheet, a name, too few operands, too many, an end within a token.
        for other in [
            &[d8, &[0x42, 1, 8, 0]][..],
            &[d8, &[0x41, 27, 0]],
            &[d8, &[0x41, 4, 0]],
            &[&[0x5a, 0, 0, 7, 0, 3, 0xc0]],
            &[d8, &[0x0b]],
            &[&[0x43, 1, 0, 0, 0]],
            &[d8, &[0x04]],
            &[d8, d8],
            &[&[0x44, 7, 0]],
            &[],
        ] {
            assert_eq!(of(other, Excel97), None, "{other:x?}");
        }
    }

    #[test]
    fn offsets_of_a_shared_formula_are_from_its_own_cell() {
        use TokenDialect::{Excel5, Excel97, Xlsb};
        // One to the left of E8, and D8 where the column is fixed.
        assert_eq!(of(&[&[0x4c, 0, 0, 0xff, 0xc0]], Excel97).as_deref(), Some("=D8"));
        assert_eq!(of(&[&[0x4c, 0xff, 0xff, 3, 0x80]], Excel97).as_deref(), Some("=D7"));
        assert_eq!(of(&[&[0x4c, 0xff, 0xff, 0xff]], Excel5).as_deref(), Some("=D7"));
        assert_eq!(of(&[&[0x4c, 0xff, 0xff, 0x0f, 0, 0xff, 0xff]], Xlsb).as_deref(), Some("=D7"));
        assert_eq!(of(&[&[0x6d, 0, 0, 0, 0, 0xfe, 0xc0, 0xff, 0xc0]], Excel97).as_deref(), Some("=C8:D8"));
        assert_eq!(shared_under(&[1, 6, 0, 4, 0], &[], Excel97), Some((6, 4)));
        assert_eq!(shared_under(&[1, 6, 0, 0, 0], &[4, 0, 0, 0], Xlsb), Some((6, 4)));
        assert_eq!(shared_under(&[1, 6, 0, 0, 0], &[4], Xlsb), None);
    }

    proptest! {
        #[test]
        fn no_tokens_make_it_panic(tokens in proptest::collection::vec(any::<u8>(), 0..60), dialect in 0usize..3) {
            let dialect = [TokenDialect::Excel5, TokenDialect::Excel97, TokenDialect::Xlsb][dialect];
            let _ = written(&tokens, dialect, (70_000, 300));
            let _ = shared_under(&tokens, &tokens, dialect);
        }
    }
}
