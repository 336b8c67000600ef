//! One sheet of a workbook: a table of Excel from A1 on, with a header that stays in sight and columns as wide as what they hold.
//!
//! No cell of the table is empty: a reader of the screen, and a person, sees why nothing is there.

use std::collections::BTreeSet;

use rust_xlsxwriter::{
    Color, Format, FormatAlign, FormatBorder, FormatUnderline, Table, TableColumn, TableStyle, Url, Workbook,
    Worksheet, XlsxError,
};

use crate::documents::headings::{Heading, NARROW};
use crate::error::Error;
use crate::message;
use crate::values::language::Language;
use crate::values::text::width;

/// Rows of a sheet, its header among them.
const MOST_ROWS: usize = 1_048_576;
/// Characters of a sheet's name.
const MOST_OF_A_NAME: usize = 31;
/// What a cell shows where nothing can be.
pub const NOT_APPLICABLE: &str = "[z]";
/// A4.
const PAPER: u8 = 9;
/// Points of a line of text.
const LINE_HEIGHT: u32 = 15;
/// Lines of a row of headings.
const HEADING_LINES: u32 = 2;
/// Digits after the sign that a cell shows at most.
const MOST_DECIMALS: u8 = 12;

/// What is in a cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Nothing can be here.
    Blank,
    /// Why a value is not here, in brackets.
    Marker(String),
    Text(String),
    /// The name of another sheet, which leads there.
    Link(String),
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
            Self::Blank => NOT_APPLICABLE.len(),
            Self::Marker(text) => width(text) + 2,
            Self::Text(text) | Self::Link(text) | Self::State(_, text) => width(text),
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
    headings: Vec<Heading>,
    language: Language,
    rows: Vec<Vec<Cell>>,
    /// How many of the columns are printed.
    printed: usize,
    /// What it holds, for the list of contents.
    about: String,
}

impl Sheet {
    pub fn new(name: &str, headings: &[Heading], language: Language) -> Self {
        Self {
            name: name.to_owned(),
            headings: headings.to_vec(),
            language,
            rows: Vec::new(),
            printed: headings.len(),
            about: String::new(),
        }
    }

    /// With what the list of contents says of it.
    pub fn about(mut self, about: String) -> Self {
        self.about = about;
        self
    }

    /// With so many of its columns on paper, where all of them would be too small to read.
    pub const fn printed(mut self, columns: usize) -> Self {
        self.printed = columns;
        self
    }

    /// Adds a row, with a cell for each heading. The last column is left out where no row holds anything there.
    pub fn push(&mut self, cells: Vec<Cell>) {
        self.rows.push(cells);
    }

    pub fn name(&self) -> &str {
        &self.name
    }

    /// Gives it a name that Excel accepts and no other sheet has.
    pub(super) fn name_among(&mut self, taken: &mut BTreeSet<String>) {
        self.name = free_name(&self.name, taken);
    }

    /// Its row in the list of contents.
    pub(super) fn listed(&self) -> Vec<Cell> {
        let rows = i64::try_from(self.rows.len()).unwrap_or(i64::MAX);
        vec![Cell::Link(self.name.clone()), Cell::text(&self.about), Cell::Count(rows)]
    }

    /// Writes the sheet into a workbook, under its name.
    ///
    /// # Errors
    /// More rows than a sheet can hold: nothing is cut.
    pub fn write(&self, book: &mut Workbook) -> Result<(), Error> {
        fits(&self.name, self.rows.len())?;
        self.fill(book.add_worksheet()).map_err(|error| Error::store("cannot write", &self.name, error))
    }

    fn fill(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        sheet.set_name(&self.name)?;
        let formats = SheetFormats::new();
        // Few indicators have rival methods: the last column goes where it holds nothing.
        let last = self.headings.len().saturating_sub(1);
        let held = |row: &Vec<Cell>| row.get(last).is_some_and(|cell| *cell != Cell::Blank);
        let columns = if self.rows.iter().any(held) { self.headings.len() } else { last };
        let headings: Vec<String> = self.headings.iter().map(|heading| heading.text(self.language)).collect();
        let headings = &headings[..columns];
        let last_column = u16::try_from(columns.saturating_sub(1)).unwrap_or(u16::MAX);
        let last_row = u32::try_from(self.rows.len()).unwrap_or(u32::MAX);
        if !self.rows.is_empty() {
            let header = |heading: &String| TableColumn::new().set_header(heading).set_header_format(&formats.heading);
            let columns: Vec<TableColumn> = headings.iter().map(header).collect();
            let table = Table::new().set_style(TableStyle::Light1).set_alt_text_title(&self.name).set_columns(&columns);
            sheet.add_table(0, 0, last_row, last_column, &table)?;
        }
        let widest_of = |place: usize| self.headings.get(place).map_or(NARROW, |heading| heading.widest());
        for ((column, place), heading) in (0u16..).zip(0usize..).zip(headings) {
            sheet.write_with_format(0, column, heading, &formats.heading)?;
            let widest = self.rows.iter().filter_map(|row| row.get(place)).map(Cell::width).max().unwrap_or(0);
            // The sign of the filter is in the header, and a long heading is broken over lines.
            let wide = widest.max(longest_word(heading) + 3).min(widest_of(place)) + 2;
            sheet.set_column_width(column, u32::try_from(wide).unwrap_or(10))?;
            for (row, cells) in (1u32..).zip(&self.rows) {
                if let Some(cell) = cells.get(place) {
                    formats.write(sheet, (row, column), cell, widest_of(place))?;
                }
            }
        }
        sheet.set_row_height(0, HEADING_LINES * LINE_HEIGHT)?;
        for (row, cells) in (1u32..).zip(&self.rows) {
            // Not every program makes a row as high as its text.
            let lines = cells.iter().enumerate().map(|(place, cell)| cell.width().div_ceil(widest_of(place) - 4));
            let lines = u32::try_from(lines.max().unwrap_or(1)).unwrap_or(1);
            if lines > 1 {
                sheet.set_row_height(row, lines * LINE_HEIGHT)?;
            }
        }
        sheet.set_freeze_panes(1, 1)?;
        sheet.set_repeat_rows(0, 0)?;
        sheet.set_landscape().set_paper_size(PAPER).set_print_fit_to_pages(1, 0);
        if self.printed < columns {
            sheet.set_print_area(0, 0, last_row, u16::try_from(self.printed.saturating_sub(1)).unwrap_or(u16::MAX))?;
        }
        sheet.set_footer("&L&A&R&P / &N");
        Ok(())
    }
}

/// How wide the longest word of a heading is.
fn longest_word(heading: &str) -> usize {
    heading.split_whitespace().map(width).max().unwrap_or(0)
}

struct SheetFormats {
    heading: Format,
    text: Format,
    wrapped: Format,
    marker: Format,
    link: Format,
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
                .set_text_wrap()
                .set_border_bottom(FormatBorder::Thin),
            text: text(),
            wrapped: text().set_text_wrap(),
            marker: cell().set_align(FormatAlign::Right).set_font_color(Color::RGB(0x59_5959)),
            link: text().set_font_color(Color::RGB(0x05_63C1)).set_underline(FormatUnderline::Single),
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

    fn write(
        &self,
        sheet: &mut Worksheet,
        (row, column): (u32, u16),
        cell: &Cell,
        widest: usize,
    ) -> Result<(), XlsxError> {
        match cell {
            Cell::Blank => sheet.write_string_with_format(row, column, NOT_APPLICABLE, &self.marker)?,
            Cell::Marker(code) => sheet.write_string_with_format(row, column, format!("[{code}]"), &self.marker)?,
            Cell::Text(text) => {
                let format = if width(text) > widest - 4 { &self.wrapped } else { &self.text };
                sheet.write_string_with_format(row, column, text, format)?
            }
            Cell::Link(name) => {
                let url = Url::new(format!("internal:'{}'!A1", name.replace('\'', "''"))).set_text(name);
                sheet.write_url_with_format(row, column, url, &self.link)?
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
        let name = format!("{}{ending}", cut(clean, MOST_OF_A_NAME - ending.len()));
        // Excel compares names without regard to case.
        if !name.is_empty() && taken.insert(name.to_lowercase()) {
            return name;
        }
    }
    wanted.to_owned()
}

/// The beginning of a text with at most so many signs: whole words where the first one fits.
fn cut(text: &str, most: usize) -> String {
    let start: String = text.chars().take(most).collect();
    let whole = start.len() == text.len() || text[start.len()..].starts_with(' ');
    let words = if whole { start.as_str() } else { start.rsplit_once(' ').map_or(start.as_str(), |(words, _)| words) };
    words.trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_rows_than_excel_holds_are_reported_and_not_cut() {
        assert!(fits("a", MOST_ROWS - 1).is_ok());
        assert!(matches!(fits("a", MOST_ROWS), Err(Error::Request(_))));
    }

    #[test]
    fn names_of_sheets_are_those_that_excel_accepts() {
        let mut taken = BTreeSet::new();
        assert_eq!(free_name("Thu/chi: 2025", &mut taken), "Thu chi  2025");
        assert_eq!(free_name("thu chi  2025", &mut taken), "thu chi  2025 (2)");
        let long = "Giải quyết thủ tục hành chính và chữ ký số";
        assert_eq!(free_name(long, &mut taken), "Giải quyết thủ tục hành chính");
        assert_eq!(free_name(long, &mut taken), "Giải quyết thủ tục hành (2)");
        assert_eq!(free_name(&"a".repeat(40), &mut taken), "a".repeat(31));
        assert_eq!(cut("một hai", 7), "một hai");
        assert_eq!(cut("một hai ba", 7), "một hai");
    }
}
