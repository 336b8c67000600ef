//! One sheet of a workbook: a header that stays in sight with a filter, rows of cells, columns as wide as what they hold.

use std::collections::BTreeSet;

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError};

use crate::documents::headings::Heading;
use crate::error::Error;
use crate::message;
use crate::values::language::Language;
use crate::values::text::width;

/// Rows of a sheet, its header among them.
const MOST_ROWS: usize = 1_048_576;
/// Characters of a sheet's name.
const MOST_OF_A_NAME: usize = 31;
/// A wider text is broken over lines.
const WIDEST: usize = 64;
/// Points of a line of text.
const LINE_HEIGHT: usize = 15;
/// Digits after the sign that a cell shows at most.
const MOST_DECIMALS: u8 = 12;

/// What is in a cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    Blank,
    Text(String),
    /// A number with as many digits after the sign.
    Number(f64, u8),
    Count(i64),
    /// Shown as percent.
    Share(f64),
    /// The state of a target: its name in the tables, and the words for it.
    State(String, String),
}

impl Cell {
    /// Text, or nothing where it is empty.
    pub fn text(text: &str) -> Self {
        if text.is_empty() { Self::Blank } else { Self::Text(text.to_owned()) }
    }

    /// How wide it is shown.
    fn width(&self) -> usize {
        match self {
            Self::Blank => 0,
            Self::Text(text) | Self::State(_, text) => width(text),
            Self::Number(number, decimals) => {
                let digits = format!("{number:.*}", usize::from(*decimals));
                let whole = digits.split('.').next().map_or(0, str::len);
                digits.len() + whole.saturating_sub(1) / 3
            }
            Self::Count(number) => {
                let digits = number.to_string().len();
                digits + digits.saturating_sub(1) / 3
            }
            Self::Share(_) => 6,
        }
    }
}

/// A sheet in the making.
#[derive(Clone, Debug)]
pub struct Sheet {
    name: String,
    headings: Vec<String>,
    rows: Vec<Vec<Cell>>,
}

impl Sheet {
    pub fn new(name: &str, headings: &[Heading], language: Language) -> Self {
        let headings = headings.iter().map(|heading| heading.text(language)).collect();
        Self { name: name.to_owned(), headings, rows: Vec::new() }
    }

    /// Adds a row, with a cell for each heading. The last column is left out where no row holds anything there.
    pub fn push(&mut self, cells: Vec<Cell>) {
        self.rows.push(cells);
    }

    /// Writes the sheet into a workbook. `names` are those that are taken.
    ///
    /// # Errors
    /// More rows than a sheet can hold: nothing is cut.
    pub fn write(&self, book: &mut Workbook, names: &mut BTreeSet<String>) -> Result<(), Error> {
        fits(&self.name, self.rows.len())?;
        let sheet = book.add_worksheet();
        self.fill(sheet, &free_name(&self.name, names)).map_err(|error| Error::store("cannot write", &self.name, error))
    }

    fn fill(&self, sheet: &mut Worksheet, name: &str) -> Result<(), XlsxError> {
        sheet.set_name(name)?;
        let formats = SheetFormats::new();
        // Few indicators have rival methods: the last column goes where it holds nothing.
        let last = self.headings.len().saturating_sub(1);
        let held = |row: &Vec<Cell>| row.get(last).is_some_and(|cell| *cell != Cell::Blank);
        let columns = if self.rows.iter().any(held) { self.headings.len() } else { last };
        let headings = &self.headings[..columns];
        for ((column, place), heading) in (0u16..).zip(0usize..).zip(headings) {
            sheet.write_with_format(0, column, heading, &formats.heading)?;
            let widest = self.rows.iter().filter_map(|row| row.get(place)).map(Cell::width).max().unwrap_or(0);
            // The sign of the filter is in the header.
            let wide = widest.max(width(heading) + 3).min(WIDEST) + 2;
            sheet.set_column_width(column, u32::try_from(wide).unwrap_or(10))?;
            for (row, cells) in (1u32..).zip(&self.rows) {
                if let Some(cell) = cells.get(place) {
                    formats.write(sheet, row, column, cell)?;
                }
            }
        }
        for (row, cells) in (1u32..).zip(&self.rows) {
            // Not every program makes a row as high as its text.
            let lines = cells.iter().map(|cell| cell.width().div_ceil(WIDEST - 4)).max().unwrap_or(1);
            if lines > 1 {
                sheet.set_row_height(row, u32::try_from(lines * LINE_HEIGHT).unwrap_or(30))?;
            }
        }
        let last_column = u16::try_from(columns.saturating_sub(1)).unwrap_or(u16::MAX);
        sheet.autofilter(0, 0, u32::try_from(self.rows.len()).unwrap_or(u32::MAX), last_column)?;
        sheet.set_freeze_panes(1, 1)?;
        sheet.set_repeat_rows(0, 0)?;
        sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
        Ok(())
    }
}

struct SheetFormats {
    heading: Format,
    text: Format,
    wrapped: Format,
    /// By digits after the sign.
    numbers: Vec<Format>,
    share: Format,
    /// By name.
    states: Vec<(&'static str, Format)>,
    no_data: Format,
}

impl SheetFormats {
    fn new() -> Self {
        let cell = || Format::new().set_align(FormatAlign::Top);
        // A number beside a text must not touch it.
        let text = || cell().set_align(FormatAlign::Left).set_indent(1);
        Self {
            heading: Format::new()
                .set_bold()
                .set_background_color(Color::RGB(0x1F_4E79))
                .set_font_color(Color::White)
                .set_align(FormatAlign::VerticalCenter)
                .set_border_bottom(FormatBorder::Thin),
            text: text(),
            wrapped: text().set_text_wrap(),
            numbers: (0..=MOST_DECIMALS)
                .map(|digits| match digits {
                    0 => cell().set_num_format("#,##0"),
                    digits => cell().set_num_format(format!("#,##0.{}", "0".repeat(usize::from(digits)))),
                })
                .collect(),
            share: cell().set_num_format("0.0%"),
            // The words say what the colours do.
            states: [
                ("met", 0xC6_EFCE, 0x00_6100),
                ("on track", 0xDD_EBF7, 0x1F_4E79),
                ("behind", 0xFF_EB9C, 0x7F_6000),
                ("not met", 0xFF_C7CE, 0x9C_0006),
            ]
            .into_iter()
            .map(|(name, background, ink)| (name, coloured(text(), background, ink)))
            .collect(),
            no_data: coloured(text(), 0xED_EDED, 0x59_5959),
        }
    }

    fn number(&self, decimals: u8) -> &Format {
        self.numbers.get(usize::from(decimals)).unwrap_or(&self.text)
    }

    fn write(&self, sheet: &mut Worksheet, row: u32, column: u16, cell: &Cell) -> Result<(), XlsxError> {
        match cell {
            Cell::Blank => return Ok(()),
            Cell::Text(text) => {
                let format = if width(text) > WIDEST - 4 { &self.wrapped } else { &self.text };
                sheet.write_string_with_format(row, column, text, format)?
            }
            Cell::Number(number, decimals) => {
                sheet.write_number_with_format(row, column, *number, self.number(*decimals))?
            }
            Cell::Count(number) => sheet.write_with_format(row, column, *number, self.number(0))?,
            Cell::Share(share) => sheet.write_number_with_format(row, column, *share, &self.share)?,
            Cell::State(name, words) => {
                let of_state =
                    self.states.iter().find(|(state, _)| state == name).map_or(&self.no_data, |(_, format)| format);
                sheet.write_string_with_format(row, column, words, of_state)?
            }
        };
        Ok(())
    }
}

fn coloured(format: Format, background: u32, text: u32) -> Format {
    format.set_background_color(Color::RGB(background)).set_font_color(Color::RGB(text))
}

/// Whether the rows and their header fit on a sheet.
fn fits(name: &str, rows: usize) -> Result<(), Error> {
    if rows < MOST_ROWS {
        return Ok(());
    }
    Err(Error::Request(message!("export-too-many-rows", sheet = name, rows = rows, most = MOST_ROWS - 1)))
}

/// A name of a sheet that Excel accepts and no other sheet has: what is wanted, cut and numbered where it must be.
pub(super) fn free_name(wanted: &str, taken: &mut BTreeSet<String>) -> String {
    let clean: String = wanted.chars().map(|sign| if "[]:*?/\\".contains(sign) { ' ' } else { sign }).collect();
    let clean = clean.trim_matches(['\'', ' ']);
    for number in 1_u32.. {
        let ending = if number == 1 { String::new() } else { format!(" ({number})") };
        let length = MOST_OF_A_NAME - ending.len();
        let start: String = clean.chars().take(length).collect();
        let name = format!("{}{ending}", start.trim_end());
        // Excel compares names without regard to case.
        if !name.is_empty() && taken.insert(name.to_lowercase()) {
            return name;
        }
    }
    wanted.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_rows_than_excel_holds_are_told_and_not_cut() {
        assert!(fits("a", MOST_ROWS - 1).is_ok());
        assert!(matches!(fits("a", MOST_ROWS), Err(Error::Request(_))));
    }

    #[test]
    fn names_of_sheets_are_those_that_excel_accepts() {
        let mut taken = BTreeSet::new();
        assert_eq!(free_name("Thu/chi: 2025", &mut taken), "Thu chi  2025");
        assert_eq!(free_name("thu chi  2025", &mut taken), "thu chi  2025 (2)");
        let long = "Giải quyết thủ tục hành chính và chữ ký số";
        assert_eq!(free_name(long, &mut taken).chars().count(), 31);
        assert!(free_name(long, &mut taken).chars().count() <= 31);
    }
}
