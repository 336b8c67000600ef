//! A copy of a file's sheets in which some cells are marked: as a workbook, whatever the file was.
//!
//! Values, merged ranges, hidden rows and columns, number formats and widths of columns are as the file has them, as far as its format says them;
//! a marked cell is filled and has a note. A cell is written so that it is read again as it was ([`super::cell`]). Nothing in the copy is
//! computed, and neither macro, link nor picture is carried over. The same sheets and marks give the same bytes.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Note, Workbook, Worksheet, XlsxError};

use super::cell::{CellLook, MarkFormats, with_code};
use super::sheet::free_name;
use crate::error::Error;
use crate::intake;
use crate::project::written::landing::NamePatterns;
use crate::sheet::appearance::{Appearance, Appearances};
use crate::sheet::grid::{Cell, Sheet};
use crate::sheet::limits::Limits;
use crate::sheet::margins::Margin;
use crate::sheet::returned;

/// The last row and column of a workbook, counted from 0.
const LAST_ROW: u32 = 1_048_575;
const LAST_COLUMN: u32 = 16_383;
/// A text that is wider does not widen its column.
const WIDEST: usize = 30;
/// What Excel adds to the width of a column beside its characters, in characters.
const PADDING: f64 = 5.0 / 7.0;

/// The notes of the marked cells of a sheet, by row and column from 0.
pub type Marks = BTreeMap<(u32, u32), String>;

/// The sheets of a file as they were sent.
#[derive(Debug, Default)]
pub struct SentSheets {
    pub sheets: Vec<Sheet>,
    appearances: Appearances,
}

impl SentSheets {
    /// Opens an object; nothing where it cannot be read.
    pub fn open(bytes: &[u8], limits: &Limits, debris: &NamePatterns) -> Option<Self> {
        let opened = intake::open(bytes, limits, debris).ok()?;
        Some(Self { sheets: opened.sheets, appearances: intake::appearances(bytes, limits) })
    }

    /// How a sheet looks, where the file says so.
    pub fn appearance(&self, sheet: &str) -> Option<&Appearance> {
        self.appearances.get(sheet)
    }

    /// The sheets, each with its marks, which are by the name of the sheet.
    pub fn marked<'s>(&'s self, marks: &mut BTreeMap<&str, Marks>) -> Vec<MarkedSheet<'s>> {
        let marked = |sheet: &'s Sheet| {
            let marks = marks.remove(sheet.name.as_str()).unwrap_or_default();
            MarkedSheet {
                sheet,
                marks,
                notes: Marks::new(),
                appearance: self.appearance(&sheet.name),
                no_values: BTreeMap::new(),
                texts: BTreeSet::new(),
            }
        };
        self.sheets.iter().map(marked).collect()
    }
}

/// A sheet with its marks.
#[derive(Debug)]
pub struct MarkedSheet<'a> {
    pub sheet: &'a Sheet,
    pub marks: Marks,
    /// Notes of cells that are not to be mended, and are not filled.
    pub notes: Marks,
    /// How it looks, where the file says so.
    pub appearance: Option<&'a Appearance>,
    /// Cells that were not taken for values though they hold some, by row and column from 0.
    pub no_values: BTreeMap<(u32, u32), &'static str>,
    /// Cells into which a text is to be typed, by row and column from 0.
    pub texts: BTreeSet<(u32, u32)>,
}

/// The bytes of the workbook. Sheets without marks are in it too, so that every address means what it does in the file.
///
/// # Errors
/// A workbook that cannot be written.
pub fn marked(sheets: &[MarkedSheet<'_>], title: &str) -> Result<Vec<u8>, Error> {
    let failed = |cause: XlsxError| Error::store("cannot write", "XLSX", cause);
    let mut book = Workbook::new();
    // The time in the file is no clock's.
    let day = ExcelDateTime::from_ymd(2000, 1, 1).map_err(failed)?;
    book.set_properties(&DocProperties::new().set_title(title).set_creation_datetime(&day));
    let mut names = BTreeSet::new();
    for one in sheets {
        let page = book.add_worksheet();
        let name = if one.sheet.tab().is_empty() { "1" } else { one.sheet.tab() };
        page.set_name(free_name(name, &mut names)).map_err(failed)?;
        write_sheet(page, one).map_err(failed)?;
    }
    book.save_to_buffer().map_err(failed)
}

/// Writes one sheet with its marks.
pub(super) fn write_sheet(page: &mut Worksheet, one: &MarkedSheet<'_>) -> Result<(), XlsxError> {
    let formats = MarkFormats::new();
    let (sheet, marks) = (one.sheet, &one.marks);
    for range in sheet.grid.merged() {
        if range.last_row <= LAST_ROW && range.last_column <= LAST_COLUMN {
            let (first, last) = (narrow(range.first_column), narrow(range.last_column));
            // A range over another is left out: it shows nothing of its own.
            let _ = page.merge_range(range.first_row, first, range.last_row, last, "", &formats.plain);
        }
    }
    let shown: BTreeSet<(u32, u32)> = marks.keys().map(|place| shown_at(sheet, *place)).collect();
    let look = one.appearance;
    let format_of = |place: &(u32, u32)| look.and_then(|look| look.formats.get(place));
    // What is to be filled in is shown as its neighbours are.
    let last_row = sheet.grid.last_row().unwrap_or_default();
    let blanks = look.into_iter().flat_map(|look| &look.formats).filter(|((row, _), _)| *row <= last_row);
    for ((row, column), format) in blanks.filter(|((row, column), _)| sheet.grid.get(*row, *column) == &Cell::Empty) {
        page.write_blank(*row, narrow(*column), &with_code(&formats.plain, &format.code))?;
    }
    let struck: BTreeSet<(u32, u32)> = sheet.struck.iter().copied().collect();
    let worded: BTreeSet<(u32, u32)> = sheet.shown.iter().map(|number| number.place).collect();
    let mut widths: HashMap<u16, usize> = HashMap::new();
    for (row, cells) in sheet.grid.rows(..=LAST_ROW) {
        for (column, cell) in cells.iter().filter(|(column, _)| *column <= LAST_COLUMN) {
            let place = (row, *column);
            let cell_look = CellLook {
                is_marked: shown.contains(&place),
                is_text: one.texts.contains(&place),
                no_value: one.no_values.get(&place).copied(),
                is_struck: struck.contains(&place),
                has_words: worded.contains(&place),
                shown: format_of(&place),
            };
            formats.write(page, (row, narrow(*column)), cell, cell_look)?;
            let wide = widths.entry(narrow(*column)).or_default();
            // A title runs on over its neighbours.
            let own = crate::values::text::width(&cell.display());
            *wide = (*wide).max(if own > WIDEST { 0 } else { own });
        }
    }
    match look.filter(|look| !look.widths.is_empty() || look.other_width.is_some()) {
        Some(look) => {
            let last_column = sheet.grid.rows(..).filter_map(|(_, cells)| Some(cells.last()?.0)).max();
            let others = look.other_width.zip(last_column).map(|(width, last)| (0, last.min(LAST_COLUMN), width));
            for (first, last, width) in others.into_iter().chain(look.widths.iter().copied()) {
                page.set_column_range_width(narrow(first), narrow(last), (width - PADDING).max(0.0))?;
            }
        }
        None => {
            for (column, width) in widths.into_iter().collect::<BTreeMap<_, _>>() {
                page.set_column_width(column, u32::try_from(width + 2).unwrap_or(10))?;
            }
        }
    }
    let last = sheet.grid.last_row().unwrap_or_default().min(LAST_ROW);
    for row in (0..=last).filter(|row| sheet.hidden.rows.contains(*row)) {
        page.set_row_hidden(row)?;
    }
    for column in (0..=LAST_COLUMN).filter(|column| sheet.hidden.columns.contains(*column)) {
        page.set_column_hidden(narrow(column))?;
    }
    // All cells of a merged range are shown at its first, and often have one fault.
    let mut notes: BTreeMap<(u32, u32), Vec<&str>> = BTreeMap::new();
    for (place, note) in marks.iter().chain(&one.notes) {
        let at = notes.entry(shown_at(sheet, *place)).or_default();
        if !note.is_empty() && !at.contains(&note.as_str()) {
            at.push(note);
        }
    }
    let is_within = |(row, column): &(u32, u32)| *row <= LAST_ROW && *column <= LAST_COLUMN;
    for (row, column) in notes.keys().filter(|place| is_within(place)) {
        let column = narrow(*column);
        if *sheet.grid.get(*row, column.into()) == Cell::Empty && shown.contains(&(*row, column.into())) {
            let format = format_of(&(*row, column.into()));
            let format = format.map(|format| with_code(&formats.marked, &format.code));
            let is_text = one.texts.contains(&(*row, column.into()));
            let plain = if is_text { &formats.marked_text } else { &formats.marked };
            page.write_blank(*row, column, format.as_ref().unwrap_or(plain))?;
        }
    }
    // What the sender wrote there stays, before what we write.
    let comments: BTreeMap<(u32, u32), &str> =
        sheet.comments.iter().map(|(place, comment)| (*place, comment.as_str())).collect();
    let comment_of = |place: &(u32, u32)| comments.get(place).copied().unwrap_or_default();
    let ours = notes.iter().filter(|(_, notes)| !notes.is_empty());
    let mut written: BTreeMap<(u32, u32), String> =
        ours.map(|(place, notes)| (*place, returned::note(comment_of(place), &notes.join("\n\n")))).collect();
    for (place, comment) in &comments {
        written.entry(*place).or_insert_with(|| (*comment).to_owned());
    }
    for ((row, column), note) in written.iter().filter(|(place, _)| is_within(place)) {
        let note = Note::new(note.as_str()).set_author("tinhso").add_author_prefix(false);
        page.insert_note(*row, narrow(*column), &note)?;
    }
    let margins = [Margin::Header, Margin::Footer].map(|margin| sheet.margins.code(margin));
    if let Some(code) = &margins[0] {
        page.set_header(code);
    }
    if let Some(code) = &margins[1] {
        page.set_footer(code);
    }
    Ok(())
}

/// Where a cell is shown: of a merged range only the first cell is.
fn shown_at(sheet: &Sheet, (row, column): (u32, u32)) -> (u32, u32) {
    let over = sheet.grid.merged().iter().find(|range| {
        (range.first_row..=range.last_row).contains(&row) && (range.first_column..=range.last_column).contains(&column)
    });
    over.map_or((row, column), |range| (range.first_row, range.first_column))
}

fn narrow(column: u32) -> u16 {
    u16::try_from(column).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheet::grid::{Grid, Merged};
    use crate::sheet::unread::UnreadReason;
    use rust_xlsxwriter::Format;

    #[test]
    fn marks_and_values_stay_where_they_were() {
        let mut grid = Grid::from_rows(&[&["=1+1", "Xã"], &["", "12"]]);
        grid.set(2, 1, Cell::Number(12.5));
        grid.set_merged(vec![Merged { first_row: 0, first_column: 0, last_row: 1, last_column: 0 }]);
        let sheet = Sheet::new("Biểu [1]".to_owned(), true, grid);
        let noted = [((1, 0), "gộp"), ((2, 1), "quá lớn"), ((5, 3), "thiếu")];
        let marks: Marks = noted.map(|(place, note)| (place, note.to_owned())).into();
        let write = || {
            marked(
                &[MarkedSheet {
                    sheet: &sheet,
                    marks: marks.clone(),
                    notes: Marks::new(),
                    appearance: None,
                    no_values: BTreeMap::new(),
                    texts: BTreeSet::new(),
                }],
                "t",
            )
            .unwrap()
        };
        let bytes = write();
        assert!(bytes == write(), "the same bytes");
        let opened =
            crate::intake::open(&bytes, &crate::sheet::limits::Limits::default(), &NamePatterns::usual()).unwrap();
        let copy = &opened.sheets[0];
        // A text, which nothing computes.
        assert_eq!(copy.grid.get(0, 0), &Cell::Uncomputed("=1+1".to_owned()));
        assert_eq!(copy.grid.get(2, 1), &Cell::Number(12.5));
        assert_eq!(copy.grid.merged(), sheet.grid.merged());
        assert!(opened.findings.is_empty(), "{:?}", opened.findings);
    }

    #[test]
    fn comments_and_page_headers_of_the_sender_stay_and_ours_are_not_read() {
        let mut book = Workbook::new();
        let page = book.add_worksheet();
        page.write_string(0, 0, "Chi").unwrap();
        page.write_string(0, 1, "Thu").unwrap();
        page.insert_note(0, 0, &Note::new("ĐVT: tỷ đồng").add_author_prefix(false)).unwrap();
        page.set_header("&RSở KH&&CN, ĐVT: tỷ đồng").set_footer("&CTrang &P");
        let limits = Limits::default();
        let sent = SentSheets::open(&book.save_to_buffer().unwrap(), &limits, &NamePatterns::usual()).unwrap();
        let ours: Marks = [((0, 0), "cần: triệu đồng"), ((0, 1), "cần: triệu đồng")]
            .map(|(place, note)| (place, note.to_owned()))
            .into();
        let name = sent.sheets[0].name.clone();
        let bytes = marked(&sent.marked(&mut BTreeMap::from([(name.as_str(), ours)])), "t").unwrap();
        let again = SentSheets::open(&bytes, &limits, &NamePatterns::usual()).unwrap();
        assert_eq!(again.sheets[0].comments, [((0, 0), "ĐVT: tỷ đồng".to_owned())]);
        assert_eq!(again.sheets[0].margins, sent.sheets[0].margins);
        assert_eq!(again.sheets[0].margins.texts, ["Sở KH&CN, ĐVT: tỷ đồng", "Trang"]);
    }

    /// A copy without marks, as it is read again.
    fn copied(bytes: &[u8]) -> Option<(SentSheets, SentSheets)> {
        let limits = Limits::default();
        let sent = SentSheets::open(bytes, &limits, &NamePatterns::usual())?;
        let copy = marked(&sent.marked(&mut BTreeMap::new()), "t").unwrap();
        let copy = SentSheets::open(&copy, &limits, &NamePatterns::usual()).unwrap();
        Some((sent, copy))
    }

    #[test]
    fn a_copy_shows_its_cells_as_the_file_does() {
        let mut book = Workbook::new();
        let page = book.add_worksheet();
        page.set_name("Biểu").unwrap();
        page.set_column_width(1, 31.5).unwrap();
        let shown = |code: &str| Format::new().set_num_format(code);
        page.write_number_with_format(0, 0, 1_234_567.25, &shown("#,##0.0 \"đ\"")).unwrap();
        page.write_number_with_format(0, 1, 0.455, &shown("0%")).unwrap();
        page.write_string_with_format(0, 2, "03148", &Format::new().set_num_format_index(49)).unwrap();
        let day = ExcelDateTime::from_ymd(2025, 9, 1).unwrap();
        page.write_datetime_with_format(1, 0, &day, &shown("dd/mm/yyyy")).unwrap();
        let instant = ExcelDateTime::from_ymd(2025, 9, 1).unwrap().and_hms(7, 30, 0.0).unwrap();
        page.write_datetime_with_format(1, 1, &instant, &Format::new().set_num_format_index(22)).unwrap();
        page.write_blank(1, 2, &shown("0.00")).unwrap();
        page.write_number_with_format(1, 3, 2_500_000.0, &shown("#,##0,,")).unwrap();
        page.write_number(1, 4, 7.0).unwrap();
        page.write_number_with_format(2, 0, 7_730, &shown("00000")).unwrap();
        page.write_number_with_format(2, 1, 54, &shown("0\"00\"")).unwrap();
        page.write_number_with_format(2, 2, 0.3125, &shown("hh:mm")).unwrap();
        let (sent, copy) = copied(&book.save_to_buffer().unwrap()).unwrap();
        let (look, copied) = (&sent.appearances["Biểu"], &copy.appearances["Biểu"]);
        assert_eq!(look.widths, copied.widths);
        assert_eq!(look.formats.len(), 10, "{look:?}");
        assert_eq!(look.formats.keys().collect::<Vec<_>>(), copied.formats.keys().collect::<Vec<_>>());
        // A number that is not read, because its format shows another, is none in the copy either.
        for (column, cell) in [
            (0, Cell::Decimal("07730".to_owned())),
            (1, Cell::Unread(UnreadReason::Format, "54".to_owned())),
            (2, Cell::Number(0.3125)),
        ] {
            assert_eq!((sent.sheets[0].grid.get(2, column), copy.sheets[0].grid.get(2, column)), (&cell, &cell));
        }
        // As it is shown, without what divides it.
        assert_eq!(copy.sheets[0].grid.get(1, 3), &Cell::Number(2.5));
    }
}
