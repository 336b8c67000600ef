//! Notes below a table that say of one row that its figures are other ones: "(*) Số liệu quý I/2024 do xã chưa có báo cáo quý II" below "Xã Lay Nưa (*)",
//! "Riêng phường Na Lay là số lũy kế từ đầu năm".
//!
//! Takes the notes and the rows of a table; gives a warning at the first cell that has the sign of the note, or the name that it names. What a note says of all figures is
//! looked for in [`super::head::figures_of_notes`]; a sign that only a label has says it of a column.

use super::Place;
use super::findings::is_declared;
use super::head::figures_of_notes::{line_of_another_period, words_of_other_figures};
use super::head::head_figures::months_together;
use super::head::head_times::labels_say_which;
use super::labels::header::Header;
use super::labels::words_beside::is_of_another_period;
use super::rows::row_text::RowText;
use super::rows::{Row, RowRole};
use crate::findings::code::Code;
use crate::findings::finding::Finding;
use crate::findings::severity::{Disposition, Severity};
use crate::message;
use crate::project::written::form::{Form, Role};
use crate::sheet::address::address;
use crate::values::period::Period;
use crate::values::text;
use crate::words::note_leads::led_by_a_note;
use crate::words::other_figures::{
    ASSIGNED, BEFORE, ESTIMATED, ESTIMATED_ALONE, EXPECTED, RUNNING, RUNNING_ALONE, words_of,
};
use crate::words::period_text::cites_a_document;
use crate::words::unit_types::{UNIT_TYPES, UnitType};

/// Bytes of a note; what is longer is a text of its own.
const LONGEST: usize = 400;
/// Letters of a name that is looked for in a note.
const SHORTEST_NAME: usize = 5;
/// Stars of one sign.
const MOST_STARS: usize = 3;
/// What may be between the name of a row and what its figures are.
const LEADS: [&str; 17] = [
    "riêng",
    "số liệu",
    "dữ liệu",
    "các số",
    "số",
    "của",
    "báo cáo",
    "là",
    "đều",
    "đang",
    "được",
    "lấy",
    "theo",
    "tính",
    "do",
    "đơn vị",
    "này",
];

/// A note, the sign before it, and what it says.
struct MarkedNote {
    row: u32,
    column: u32,
    written: String,
    mark: Option<String>,
    sentence: String,
}

/// Where the rows are of which a note speaks: the first cell, what their name is there, and how many they are.
struct NotedRows {
    row: u32,
    column: u32,
    name: String,
    count: usize,
}

impl Place<'_> {
    /// Warns of rows of which a note says that their figures are the plan, a running total, an estimate or of another period.
    pub(super) fn notes_of_rows(
        &self,
        form: &Form,
        header: &Header,
        body: &[Row],
        period: Option<Period>,
    ) -> Vec<Finding> {
        let notes = body.iter().filter(|row| row.role == RowRole::Note).filter_map(|row| self.marked_note(row.index));
        let notes: Vec<MarkedNote> = notes.collect();
        if notes.is_empty() || labels_say_which(header) {
            return Vec::new();
        }
        notes.iter().filter_map(|note| self.note_of_rows(form, header, body, period, note)).collect()
    }

    fn marked_note(&self, row: u32) -> Option<MarkedNote> {
        let texts: Vec<(u32, &str)> = self
            .sheet
            .grid
            .row(row)
            .iter()
            .filter_map(|(column, cell)| Some((*column, cell.as_text()?.trim())))
            .filter(|(_, text)| !text.is_empty())
            .collect();
        let (column, _) = *texts.first()?;
        let written = texts.iter().map(|(_, text)| *text).collect::<Vec<_>>().join(" ");
        if written.len() > LONGEST || cites_a_document(&written) {
            return None;
        }
        let bare = led_by_a_note(&written).unwrap_or(&written).trim();
        let (mark, sentence) = parted(bare);
        let sentence = text::name(sentence.trim_end_matches(['.', ';', ')']));
        Some(MarkedNote { row, column, mark, sentence, written })
    }

    fn note_of_rows(
        &self,
        form: &Form,
        header: &Header,
        body: &[Row],
        period: Option<Period>,
        note: &MarkedNote,
    ) -> Option<Finding> {
        // Most notes say nothing of the kind, whatever they are of.
        if !may_say_others(&note.sentence) {
            return None;
        }
        let says = |name: &str| says_others(&note.sentence.replacen(name, " ", 1), form, period);
        let marked = note.mark.as_deref().and_then(|mark| self.rows_with_mark(form, header, body, mark));
        let rows = marked.or_else(|| self.rows_named_in(form, header, body, &note.sentence))?;
        if !says(&rows.name) {
            return None;
        }
        let written = text::on_one_line(note.written.trim()).into_owned();
        let message = message!(
            "period-mismatch.note-of-row",
            written = &written,
            cell = address(note.row, note.column),
            count = rows.count,
            form = &form.form.code
        );
        let finding = Finding::new(Code::PeriodMismatch, self.location(Some(form), rows.row, rows.column), message);
        Some(finding.value(written).weighing(Severity::Warning, Disposition::Used))
    }

    /// The rows with the sign of a note behind a name or a number.
    fn rows_with_mark(&self, form: &Form, header: &Header, body: &[Row], mark: &str) -> Option<NotedRows> {
        let is_asked = |column: u32| {
            let labelled = header.columns.iter().find(|labelled| labelled.column == column);
            let field = labelled.and_then(|labelled| form.schema.fields.get(labelled.field()?));
            field.is_some_and(|field| field.role != Some(Role::Ordinal))
        };
        let mut found: Option<NotedRows> = None;
        for row in body.iter().filter(|row| row.role == RowRole::Data) {
            let cells = self.sheet.grid.row(row.index).iter().filter(|(column, _)| is_asked(*column));
            let marked =
                cells.filter_map(|(column, cell)| Some((*column, without_mark(cell.as_text()?, mark)?))).next();
            let Some((column, bare)) = marked else { continue };
            match &mut found {
                Some(found) => found.count = found.count.saturating_add(1),
                None => found = Some(NotedRows { row: row.index, column, name: text::name(bare), count: 1 }),
            }
        }
        found
    }

    /// The first row whose name is in a note.
    fn rows_named_in(&self, form: &Form, header: &Header, body: &[Row], sentence: &str) -> Option<NotedRows> {
        let is_name = |role: Option<Role>| matches!(role, Some(Role::Area | Role::AreaName));
        let named = header.columns.iter().find(|labelled| {
            let field = labelled.field().and_then(|field| form.schema.fields.get(field));
            field.is_some_and(|field| is_name(field.role))
        })?;
        let holds = |name: &str| {
            sentence.match_indices(name).any(|(start, _)| {
                let (before, rest) = sentence.split_at_checked(start).unwrap_or_default();
                let behind = rest.get(name.len()..).unwrap_or_default();
                !before.ends_with(char::is_alphanumeric) && !behind.starts_with(char::is_alphanumeric)
            })
        };
        let names = body.iter().filter(|row| row.role == RowRole::Data).filter_map(|row| {
            let written = self.sheet.grid.get(row.index, named.column).as_text()?;
            let known = RowText::of(written);
            let name = known.name.split('(').next().unwrap_or_default().trim_end_matches(['*', ' ']);
            (name.chars().count() >= SHORTEST_NAME && holds(name)).then(|| (row.index, name.to_owned()))
        });
        // Of names within others the longest is meant: "Điện Biên" of "Điện Biên Đông".
        let (row, name) = names.max_by_key(|(_, name)| name.len())?;
        Some(NotedRows { row, column: named.column, name, count: 1 })
    }
}

/// The sign that begins a note, and what is behind it: "(*) …", "** …", "(1) …".
fn parted(note: &str) -> (Option<String>, &str) {
    let stars = note.trim_start_matches('(').chars().take_while(|sign| *sign == '*').count();
    if (1..=MOST_STARS).contains(&stars) {
        let rest = note.trim_start_matches(['(', ')', '*', ':', '.', ' ']);
        return (Some("*".repeat(stars)), rest);
    }
    let within = note.strip_prefix('(').and_then(|rest| rest.split_once(')'));
    match within.filter(|(mark, _)| is_mark(mark)) {
        Some((mark, rest)) => (Some(mark.trim().to_lowercase()), rest.trim_start_matches([':', '.', ' '])),
        None => (None, note.trim_start_matches(['-', '+', '•', ' '])),
    }
}

/// A number or a letter.
fn is_mark(mark: &str) -> bool {
    let mark = mark.trim();
    let is_number = mark.len() <= 2 && !mark.is_empty() && mark.bytes().all(|byte| byte.is_ascii_digit());
    is_number || mark.chars().count() == 1 && mark.chars().all(char::is_alphabetic)
}

/// What is before the sign of a note at the end of a cell.
fn without_mark<'t>(written: &'t str, mark: &str) -> Option<&'t str> {
    let written = written.trim();
    if mark.starts_with('*') {
        let bare = written.trim_end_matches(['(', ')', '*', ' ']);
        let stars = written.get(bare.len()..)?.chars().filter(|sign| *sign == '*').count();
        return (stars == mark.len()).then_some(bare);
    }
    let (bare, within) = written.strip_suffix(')')?.rsplit_once('(')?;
    (within.trim().to_lowercase() == mark && bare.contains(char::is_alphanumeric)).then_some(bare.trim_end())
}

/// True for a short text beside a row that says of its figures that they are those of another period, the plan, an estimate or a running total, and
/// nothing else: "Số liệu quý III", "Lấy số quý trước". "Tăng so với quý III" says it of none.
pub(crate) fn note_says_others(written: &str, form: &Form, period: Option<Period>) -> bool {
    let name = text::name(written.trim().trim_end_matches(['.', ';', ')']));
    let mut rest = name.trim_start_matches(|sign: char| !sign.is_alphanumeric());
    if !may_say_others(rest) {
        return false;
    }
    let mut has_lead = false;
    while let Some(behind) = LEADS
        .iter()
        .find_map(|lead| rest.strip_prefix(lead).filter(|behind| !behind.starts_with(char::is_alphanumeric)))
    {
        rest = behind.trim_start_matches(|sign: char| !sign.is_alphanumeric());
        has_lead = true;
    }
    let says = || words_of_other_figures(&text::without_marks(rest)).is_some_and(|words| !is_declared(form, words));
    has_lead && says() || period.is_some_and(|period| is_of_another_period(rest, period) == Some(true))
}

/// True for a note that has a word of other figures or may number a period, and is no line of place and day.
fn may_say_others(sentence: &str) -> bool {
    const LISTS: [&[&str]; 7] = [EXPECTED, ASSIGNED, ESTIMATED, ESTIMATED_ALONE, RUNNING, RUNNING_ALONE, BEFORE];
    let plain = text::without_marks(sentence);
    let is_of_signing = plain.contains("ngay") && plain.contains("thang") && plain.contains("nam");
    let may_number =
        || plain.bytes().any(|byte| byte.is_ascii_digit()) || plain.contains("quy ") || plain.contains("thang ");
    !is_of_signing && (may_number() || words_of(&LISTS).any(|words| plain.contains(words)))
}

/// True where the words of a note, as [`text::name`] writes them, say that figures are other ones than those of the period.
fn says_others(sentence: &str, form: &Form, period: Option<Period>) -> bool {
    let mut rest = sentence.trim_start_matches(|sign: char| !sign.is_alphanumeric());
    let is_of_figures = ["số liệu", "dữ liệu", "số "].iter().any(|words| rest.starts_with(words));
    let leads = || LEADS.into_iter().chain(UNIT_TYPES.iter().map(UnitType::word));
    while let Some(behind) =
        leads().find_map(|lead| rest.strip_prefix(lead).filter(|behind| !behind.starts_with(char::is_alphanumeric)))
    {
        rest = behind.trim_start_matches(|sign: char| !sign.is_alphanumeric());
    }
    if words_of_other_figures(&text::without_marks(rest)).is_some_and(|words| !is_declared(form, words)) {
        return true;
    }
    let Some(period) = period else { return false };
    let months = months_together(rest).filter(|_| rest.starts_with(|sign: char| sign.is_ascii_digit()));
    let is_named = || {
        let sentence = format!("số liệu {rest}");
        let has_days = rest.matches('/').count() > 1 || rest.contains("ngày");
        (is_of_figures || !has_days) && line_of_another_period(&sentence, period, form.form.calendar)
    };
    months.is_some_and(|months| months != period.frequency().months()) || is_named()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_are_taken_from_notes_and_cells() {
        for (note, mark, rest) in [
            ("(*) Số ước", Some("*"), "Số ước"),
            ("** Số ước", Some("**"), "Số ước"),
            ("(1) Số ước", Some("1"), "Số ước"),
            ("(a): Số ước", Some("a"), "Số ước"),
            ("Số ước", None, "Số ước"),
            ("(Số ước)", None, "(Số ước)"),
        ] {
            assert_eq!(parted(note), (mark.map(str::to_owned), rest), "{note}");
        }
        assert_eq!(without_mark("Xã A (*)", "*"), Some("Xã A"));
        assert_eq!(without_mark("Xã A **", "*"), None);
        assert_eq!(without_mark("1.236*", "*"), Some("1.236"));
        assert_eq!(without_mark("Xã A (1)", "1"), Some("Xã A"));
        assert_eq!(without_mark("(1)", "1"), None);
    }
}
