//! A submission on its way back to the sender: the sheets as they were sent, each faulty cell filled and with a note, and before
//! them a list of what is to be mended, worst first, each with a link to its cell.
//!
//! A fault that many cells of a column share is one line with their range. The workbook has a document property by which it is
//! known when it is sent again, and of which object it was made: its list is then passed over, and the sheets are read as any submission.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use rust_xlsxwriter::{Color, DocProperties, ExcelDateTime, Format, FormatAlign, Url, Workbook, Worksheet, XlsxError};

use super::decided::Decided;
use super::marked::{Marks, SentSheets, write_sheet};
use super::sheet::free_name;
use super::typed_texts::TextCells;
use crate::error::Error;
use crate::findings::code::Code;
use crate::findings::finding::Finding;
use crate::findings::severity::Severity;
use crate::say;
use crate::sheet::address::column_index;
use crate::sheet::grid::{Cell, Sheet};
use crate::sheet::returned::{HEADINGS_ROW, LIST_NAMES, NO_VALUE, OF_ANOTHER_TYPE, PROPERTY, headings};
use crate::values::language::Language;

/// What a sender gets back.
#[derive(Debug)]
pub struct Returned<'a> {
    /// The name of the file that was sent.
    pub file: &'a str,
    /// The SHA-256 of its bytes.
    pub sha256: &'a str,
    /// Its sheets; none where it cannot be read.
    pub sent: &'a SentSheets,
    pub findings: &'a [Finding],
    /// The cells into which texts are to be typed.
    pub texts: &'a TextCells,
    /// What people have decided of cells of it.
    pub decided: &'a Decided,
    /// By when and to whom it is sent, a sentence for each form and period.
    pub deadlines: Vec<String>,
    /// Whom the sender may ask.
    pub contact: Option<&'a str>,
}

impl Returned<'_> {
    /// The object that it is made from, and the decisions with which.
    fn made_from(&self) -> String {
        std::iter::once(self.sha256)
            .chain(self.decided.decisions.iter().map(String::as_str))
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// What the sender is asked to do.
    fn asks(&self, language: Language) -> String {
        let of = |severity: Severity| move |finding: &&Finding| finding.is_open() && finding.severity() == severity;
        let has_errors = self.findings.iter().any(|finding| of(Severity::Error)(&finding));
        let has_doubts = self.findings.iter().filter(of(Severity::Warning)).any(is_doubt);
        // What is wrong about a table as a whole has no cell.
        let has_cells = !marks(self.findings, false, language).is_empty();
        let mut lines = vec![match (self.sent.sheets.is_empty(), has_cells, has_errors) {
            (true, _, _) => say!(language, "returned-asks.unread"),
            (false, true, true) => say!(language, "returned-asks.cells"),
            (false, true, false) => say!(language, "returned-asks.warnings"),
            (false, false, true) => say!(language, "returned-asks.list"),
            (false, false, false) => say!(language, "returned-asks.list-of-warnings"),
        }];
        // A text has no formulas, and its sheet no name.
        let has_formulas = self.sent.sheets.iter().any(|sheet| !sheet.name.is_empty());
        lines.extend((has_formulas && (has_cells || has_errors)).then(|| say!(language, "returned-asks.formulas")));
        lines.extend(has_doubts.then(|| say!(language, "returned-asks.doubts")));
        lines.extend(self.deadlines.iter().cloned());
        lines.extend(self.contact.map(|contact| say!(language, "returned-contact", contact = contact)));
        lines.join("\n")
    }
}

/// True for a value that is used as it is written and may be meant otherwise: only who knows the figures can say whether it is right.
fn is_doubt(finding: &Finding) -> bool {
    finding.severity() == Severity::Warning && finding.suggestion.is_some() && finding.location.cell.is_some()
}

/// A line of the list: findings of one kind in one column, or one finding that has no column.
struct ListLine<'a> {
    first: &'a Finding,
    /// Rows, from 1, where the findings are in one column.
    rows: BTreeSet<u32>,
    letters: String,
    /// False where the findings suggest different values.
    is_one_suggestion: bool,
}

/// What distinguishes lines: severity, sheet, kind, column, and for what has no cell its own place.
type LineKey = (Severity, String, String, String, Option<u32>, String);

/// The bytes of the workbook; nothing where there is nothing to mend.
///
/// # Errors
/// A workbook that cannot be written.
pub fn returned(what: &Returned<'_>, language: Language) -> Result<Option<Vec<u8>>, Error> {
    let lines = lines(what.findings);
    if lines.iter().all(|line| is_told_alone(line.first)) {
        return Ok(None);
    }
    let failed = |cause: XlsxError| Error::store("cannot write", "XLSX", cause);
    let mut book = Workbook::new();
    let day = ExcelDateTime::from_ymd(2000, 1, 1).map_err(failed)?;
    let properties = DocProperties::new().set_title(what.file).set_creation_datetime(&day);
    book.set_properties(&properties.set_custom_property(PROPERTY, &*what.made_from()));
    let mut names = BTreeSet::new();
    let [vietnamese, english] = LIST_NAMES;
    let list = free_name(if language == Language::Vi { vietnamese } else { english }, &mut names);
    let sent = &what.sent.sheets;
    let tabs: Vec<String> = sent
        .iter()
        .map(|sheet| free_name(if sheet.tab().is_empty() { "1" } else { sheet.tab() }, &mut names))
        .collect();
    let page = book.add_worksheet();
    page.set_name(&list).map_err(failed)?;
    write_list(page, what, &lines, &tabs, language).map_err(failed)?;
    let mut told = marks(what.findings, true, language);
    let mut marks = marks(what.findings, false, language);
    let mut no_values = no_values(what.findings, sent);
    for (mut one, tab) in what.sent.marked(&mut marks).into_iter().zip(&tabs) {
        one.notes = what.decided.notes.get(&one.sheet.name).cloned().unwrap_or_default();
        for (place, note) in told.remove(one.sheet.name.as_str()).unwrap_or_default() {
            let at = one.notes.entry(place).or_default();
            if !at.is_empty() {
                at.push_str("\n\n");
            }
            at.push_str(&note);
        }
        one.no_values = no_values.remove(one.sheet.name.as_str()).unwrap_or_default();
        one.texts = what.texts.get(&one.sheet.name).cloned().unwrap_or_default();
        let page = book.add_worksheet();
        page.set_name(tab).map_err(failed)?;
        page.set_hidden(!one.sheet.visible);
        write_sheet(page, &one).map_err(failed)?;
    }
    book.save_to_buffer().map(Some).map_err(failed)
}

/// Row and column of a finding, from 0.
pub(super) fn place(finding: &Finding) -> Option<(u32, u32)> {
    let cell = finding.location.cell.as_deref()?;
    let digits = cell.find(|sign: char| sign.is_ascii_digit())?;
    let (letters, row) = cell.split_at_checked(digits)?;
    Some((row.parse::<u32>().ok()?.checked_sub(1)?, column_index(letters)?))
}

/// What is said of one finding: what is wrong, what was expected, what to write instead.
fn said(finding: &Finding, language: Language) -> String {
    let mut text = finding.message.text(language).to_owned();
    // The words of a check are the project's, and name no numbers.
    if finding.code == Code::CheckFailed
        && let Some(value) = &finding.value
    {
        text.push('\n');
        text.push_str(&say!(language, "finding-written", value = value));
    }
    for (key, more) in [("finding-expected", finding.wanted()), ("finding-suggestion", finding.suggestion.as_ref())] {
        let Some(more) = more.map(|more| more.text(language)).filter(|more| !more.is_empty()) else {
            continue;
        };
        text.push('\n');
        text.push_str(&match key {
            "finding-expected" => say!(language, "finding-expected", expected = more),
            _ if is_doubt(finding) => say!(language, "finding-perhaps", suggestion = more),
            _ => say!(language, "finding-suggestion", suggestion = more),
        });
    }
    text
}

/// True of what is told and is not to be mended: what is written there was read as it is meant.
fn is_told_alone(finding: &Finding) -> bool {
    finding.severity() == Severity::Warning && finding.code.is_read_as_meant()
}

/// The notes of cells by sheet, of those that are to be mended or of those that are told alone. A row or table without a cell is marked at its first
/// cell.
fn marks(findings: &[Finding], told_alone: bool, language: Language) -> BTreeMap<&str, Marks> {
    let mut marks: BTreeMap<&str, Marks> = BTreeMap::new();
    let is_handed_back = |finding: &&Finding| finding.is_open() && finding.severity() < Severity::Note;
    for finding in findings.iter().filter(is_handed_back).filter(|one| is_told_alone(one) == told_alone) {
        let row = finding.location.row.and_then(|row| row.checked_sub(1));
        let Some(place) = place(finding).or_else(|| Some((row?, 0))) else { continue };
        let sheet = marks.entry(finding.location.sheet.as_deref().unwrap_or_default()).or_default();
        let note = sheet.entry(place).or_default();
        if !note.is_empty() {
            note.push_str("\n\n");
        }
        note.push_str(&said(finding, language));
    }
    marks
}

/// The cells of a sheet that were not taken for values, each with what is written before it.
type NoValues = BTreeMap<(u32, u32), &'static str>;

/// The cells that were not taken for values, by sheet, with the sign before them by which they are the same fault when they come back. A day or a percentage where another number belongs is among them: whatever is typed
/// into it would be one again, if its format were kept.
fn no_values<'a>(findings: &'a [Finding], sheets: &[Sheet]) -> BTreeMap<&'a str, NoValues> {
    let mut cells: BTreeMap<&str, NoValues> = BTreeMap::new();
    for finding in findings.iter().filter(|finding| finding.is_open()) {
        let name = finding.location.sheet.as_deref().unwrap_or_default();
        let Some((row, column)) = place(finding) else { continue };
        let is_of_another_format = || {
            let sheet = sheets.iter().find(|sheet| sheet.name == name);
            let cell = sheet.map(|sheet| sheet.grid.get(row, column));
            matches!(cell, Some(Cell::Date(_) | Cell::DateTime(_) | Cell::Percent(_)))
        };
        // Merged cells are merged again, and as unclear as they were.
        let is_merged = || {
            let merged = sheets.iter().filter(|sheet| sheet.name == name).flat_map(|sheet| sheet.grid.merged());
            merged.into_iter().any(|range| (range.first_row, range.first_column) == (row, column))
        };
        let is_none = match finding.code {
            // What no row needs is read again as it was.
            Code::UnreadCell => finding.is_error() && !is_merged(),
            Code::TypeError => finding.is_error() && is_of_another_format(),
            _ => false,
        };
        if is_none {
            let mark = if finding.code == Code::TypeError { OF_ANOTHER_TYPE } else { NO_VALUE };
            cells.entry(name).or_default().insert((row, column), mark);
        }
    }
    cells
}

/// The lines of the list, worst first, then in the order of sheets, columns and rows.
fn lines(findings: &[Finding]) -> Vec<ListLine<'_>> {
    let mut lines: BTreeMap<LineKey, ListLine<'_>> = BTreeMap::new();
    for finding in findings.iter().filter(|finding| finding.is_open() && finding.severity() < Severity::Note) {
        let at = &finding.location;
        let letters = at.cell.as_deref().map(|cell| cell.trim_end_matches(|sign: char| sign.is_ascii_digit()));
        let letters = letters.unwrap_or_default().to_owned();
        let row = place(finding).map(|(row, _)| row + 1);
        let kind = format!("{}/{}/{:?}", finding.code, finding.check.as_deref().unwrap_or_default(), at.field);
        let own = if row.is_some() { (None, String::new()) } else { (at.row, finding.message.vi.clone()) };
        let sheet = at.sheet.clone().unwrap_or_default();
        let key = (finding.severity(), sheet, kind, letters.clone(), own.0, own.1);
        let new = || ListLine { first: finding, rows: BTreeSet::new(), letters, is_one_suggestion: true };
        let line = lines.entry(key).or_insert_with(new);
        line.is_one_suggestion &= line.first.suggestion == finding.suggestion;
        // The line links to its first cell, and says what is there.
        if row.is_some_and(|row| line.rows.first().is_some_and(|first| row < *first)) {
            line.first = finding;
        }
        line.rows.extend(row);
    }
    let mut lines: Vec<ListLine<'_>> = lines.into_values().collect();
    lines.sort_by_key(|line| {
        (line.first.severity(), line.first.location.sheet.clone(), line.rows.first().copied(), line.letters.clone())
    });
    lines
}

impl ListLine<'_> {
    /// Its cells: `F7`, `F7:F12, F20`.
    fn cells(&self) -> String {
        let mut runs: Vec<(u32, u32)> = Vec::new();
        for &row in &self.rows {
            match runs.last_mut() {
                Some((_, last)) if last.checked_add(1) == Some(row) => *last = row,
                _ => runs.push((row, row)),
            }
        }
        let letters = &self.letters;
        let run = |(first, last): &(u32, u32)| match first == last {
            true => format!("{letters}{first}"),
            false => format!("{letters}{first}:{letters}{last}"),
        };
        runs.iter().map(run).collect::<Vec<_>>().join(", ")
    }
}

/// Widths of the columns of the list, in characters.
const WIDTHS: [u32; 6] = [10, 24, 16, 70, 24, 40];
/// Points of a line of text.
const LINE_HEIGHT: u32 = 15;

/// The lines that a text takes in a column of this width.
fn lines_of(text: &str, width: u32) -> u32 {
    let broken =
        |line: &str| u32::try_from(crate::values::text::width(line)).unwrap_or(u32::MAX).div_ceil(width).max(1);
    text.lines().map(broken).sum::<u32>().clamp(1, 27)
}

/// What a cell holds, a stored number with the decimal sign of the reader.
fn written<'f>(finding: &'f Finding, sent: &SentSheets, language: Language) -> Cow<'f, str> {
    let value = finding.value.as_deref().unwrap_or_default();
    let sheet = sent.sheets.iter().find(|sheet| sheet.name == finding.location.sheet.as_deref().unwrap_or_default());
    // What was made of a text, "(12,50)", is no longer how it is written.
    let is_number = sheet.zip(place(finding)).is_some_and(|(sheet, (row, column))| {
        sheet.grid.get(row, column).as_text().is_none_or(|text| text.trim() != value)
    });
    let is_plain = value.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-'));
    match language {
        Language::Vi if is_number && is_plain => Cow::Owned(value.replace('.', ",")),
        _ => Cow::Borrowed(value),
    }
}

/// Writes the list: what is asked, then a line for each fault.
fn write_list(
    page: &mut Worksheet,
    what: &Returned<'_>,
    lines: &[ListLine<'_>],
    tabs: &[String],
    language: Language,
) -> Result<(), XlsxError> {
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let bold = Format::new().set_bold().set_font_size(14);
    let head = Format::new().set_bold().set_background_color(Color::RGB(0x00D9_E1F2)).set_text_wrap();
    page.write_string_with_format(0, 0, say!(language, "returned-title", file = what.file), &bold)?;
    let asks = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let what_to_do = what.asks(language);
    page.merge_range(1, 0, 1, 5, &what_to_do, &asks)?;
    page.set_row_height(1, LINE_HEIGHT * lines_of(&what_to_do, WIDTHS.iter().sum()))?;
    // By this it is known whose return it is, also where the document property is lost.
    let grey = Format::new().set_font_size(8).set_font_color(Color::Gray);
    page.write_string_with_format(
        HEADINGS_ROW - 1,
        0,
        say!(language, "returned-made-from", origin = what.made_from()),
        &grey,
    )?;
    for (column, heading) in (0_u16..).zip(&headings(language)) {
        page.write_string_with_format(HEADINGS_ROW, column, heading, &head)?;
    }
    for (column, width) in (0_u16..).zip(WIDTHS) {
        page.set_column_width(column, width)?;
    }
    for (row, line) in (HEADINGS_ROW + 1..).zip(lines) {
        let finding = line.first;
        let weight = match finding.severity() {
            Severity::Error => say!(language, "finding-severity.error"),
            Severity::Warning => say!(language, "finding-severity.warning"),
            Severity::Note => say!(language, "finding-severity.note"),
        };
        page.write_string_with_format(row, 0, weight, &wrapped)?;
        let sheet = finding.location.sheet.as_deref().unwrap_or_default();
        let tab = what.sent.sheets.iter().position(|one| one.name == sheet).and_then(|place| tabs.get(place));
        page.write_string_with_format(row, 1, tab.map_or(sheet, String::as_str), &wrapped)?;
        let count = line.rows.len();
        let own_row = finding.location.row.map(|row| say!(language, "finding-row", row = row.to_string()));
        let cells = if count == 0 { own_row.unwrap_or_default() } else { line.cells() };
        let target = match (line.rows.first(), finding.location.row) {
            (Some(row), _) => Some(format!("{}{row}", line.letters)),
            (None, row) => row.map(|row| format!("A{row}")),
        };
        match (tab, target) {
            (Some(tab), Some(target)) => {
                let link = Url::new(format!("internal:'{}'!{target}", tab.replace('\'', "''"))).set_text(cells);
                page.write_url_with_format(
                    row,
                    2,
                    link,
                    &Format::new().set_text_wrap().set_align(FormatAlign::Top).set_hyperlink(),
                )?;
            }
            _ => {
                page.write_string_with_format(row, 2, cells, &wrapped)?;
            }
        }
        let mut message = finding.message.text(language).to_owned();
        if count > 1 {
            message.push('\n');
            message.push_str(&say!(language, "returned-alike", count = count));
        }
        // What is to be written is what the very cell should hold, and nothing else.
        let suggestion = finding.suggestion.as_ref().map_or("", |suggestion| suggestion.text(language));
        let is_of_cell = finding.location.cell.is_some();
        let instead = match (is_of_cell && !suggestion.is_empty(), line.is_one_suggestion) {
            (false, _) => String::new(),
            (true, false) => say!(language, "returned-each"),
            (true, true) if is_doubt(finding) => say!(language, "returned-perhaps", suggestion = suggestion),
            (true, true) => suggestion.to_owned(),
        };
        if let Some(expected) = finding.wanted().map(|expected| expected.text(language))
            && !expected.is_empty()
            && expected != suggestion
        {
            message.push('\n');
            message.push_str(&say!(language, "finding-expected", expected = expected));
        }
        if !is_of_cell && !suggestion.is_empty() {
            message.push('\n');
            message.push_str(&say!(language, "finding-suggestion", suggestion = suggestion));
        }
        let written = written(finding, what.sent, language);
        let texts = [message.as_str(), written.as_ref(), instead.as_str()];
        for (column, text) in (3_u16..).zip(texts) {
            page.write_string_with_format(row, column, text, &wrapped)?;
        }
        // No program reckons the height of a row that another wrote.
        let tall = texts.iter().zip(&WIDTHS[3..]).map(|(text, width)| lines_of(text, *width)).max();
        page.set_row_height(row, LINE_HEIGHT * tall.unwrap_or(1))?;
    }
    page.set_freeze_panes(HEADINGS_ROW + 1, 0)?;
    page.set_landscape();
    page.set_print_fit_to_pages(1, 0);
    Ok(())
}
