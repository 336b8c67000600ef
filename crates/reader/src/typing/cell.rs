//! One cell to one value: text, days, and missing values by their cause; numbers in [`super::numeric`], yes and no in [`super::truth`].

use chrono::NaiveTime;

use crate::project::written::field::is_an_x;
use crate::project::written::form::{Field, FieldType, Role};
use crate::project::written::textual::{canonical, date};
use crate::sheet::grid::Cell;
use crate::typing::cell_fault::CellFault;
use crate::typing::digits_of_a_pattern::text_of_number;
use crate::typing::missing_texts::MissingTexts;
use crate::typing::number::Signs;
use crate::typing::rows::Value;
use crate::values::gap_words;
use crate::values::lexical::expression;
use crate::values::lost_letters::{self, LostLetters};
use crate::values::status::Status;
use crate::values::sum_words;
use crate::values::text;
use crate::values::zone_time;
use crate::words::unit_text::is_ditto;
use crate::words::vintage;

/// How the cells of one column are read.
#[derive(Clone, Copy, Debug)]
pub struct ColumnReading<'a> {
    pub field: &'a Field,
    pub signs: Signs,
    /// By which power of ten stated amounts are multiplied.
    pub shift: i32,
    pub missing: &'a MissingTexts<'a>,
}

/// True for what stands for the cell above. "NT" in capitals may be short for anything.
fn is_repetition(written: &str) -> bool {
    is_ditto(written) && !written.contains(char::is_uppercase)
}

/// What a cell gave: its value and status, and what is wrong with it.
#[derive(Clone, Debug, PartialEq)]
pub struct Typed {
    pub value: Value,
    pub status: Status,
    pub fault: Option<CellFault>,
}

impl Typed {
    pub(super) const fn value(value: Value) -> Self {
        Self { value, status: Status::A, fault: None }
    }

    pub(super) const fn wrong(fault: CellFault) -> Self {
        Self { value: Value::Missing, status: Status::O, fault: Some(fault) }
    }

    /// True for a number with fewer digits than its cell says.
    pub(super) const fn is_rounded(&self) -> bool {
        matches!(self.fault, Some(CellFault::ExcessDigits { .. } | CellFault::RoundsToNothing { .. }))
    }
}

impl ColumnReading<'_> {
    /// The same, for a row of another unit.
    #[must_use]
    pub const fn with_shift(self, shift: i32) -> Self {
        Self { shift, ..self }
    }

    /// The value of a cell.
    pub fn value(&self, cell: &Cell) -> Typed {
        let is_vintage = self.field.role == Some(Role::Vintage);
        if let Some(missing) = self.missing_cause(cell).filter(|_| !is_vintage) {
            return Typed { value: Value::Missing, status: missing, fault: None };
        }
        if let Cell::Error(_) = cell {
            return Typed::wrong(CellFault::SpreadsheetError);
        }
        if let Cell::Uncomputed(_) = cell {
            return Typed::wrong(CellFault::Uncomputed);
        }
        if let Cell::Unread(reason, _) = cell {
            let is_text = matches!(self.field.kind, FieldType::String | FieldType::Any) && !is_vintage;
            let is_remark = is_text && !self.is_needed() && reason.is_of_one_value();
            return Typed::wrong(if is_remark { CellFault::UnreadText(*reason) } else { CellFault::Unread(*reason) });
        }
        let of_label = self.value_of_label(cell).map(|value| Cell::Text(value.to_owned()));
        let cell = of_label.as_ref().unwrap_or(cell);
        let typed = match self.field.kind {
            FieldType::Integer | FieldType::Number => self.number(cell),
            FieldType::String if is_vintage => self.vintage(cell),
            // A list or an object in the place of a name is a slip of the program that wrote it.
            FieldType::String if matches!(cell, Cell::Nested(_)) => Typed::wrong(CellFault::NotOfType),
            FieldType::String => self.text(cell),
            FieldType::Boolean => self.boolean(cell),
            FieldType::Date => self.day(cell),
            FieldType::Year => self.year(cell),
            _ => self.textual(cell),
        };
        if let Some(missing) = self.cause_by_value(cell, &typed).filter(|_| !is_vintage) {
            return Typed { value: Value::Missing, status: missing, fault: None };
        }
        let is_no_value = matches!(
            typed.fault,
            Some(CellFault::NotANumber | CellFault::NotABoolean | CellFault::NotADay | CellFault::NotOfType)
        );
        match is_no_value && cell.as_text().is_some_and(is_repetition) {
            true => Typed::wrong(CellFault::Repetition),
            false if self.is_gap_word(&typed.value) => Typed::wrong(CellFault::GapWord { is_needed: self.is_needed() }),
            false => typed,
        }
    }

    /// The value of a cell of a line: among lines a word of a sum is a fault, unless the declarations name it as a value of the field.
    pub fn value_of_line(&self, cell: &Cell) -> Typed {
        let typed = self.value(cell);
        match &typed.value {
            Value::Text(text) if typed.fault.is_none() && sum_words::is_one(text) && !self.field.names_value(text) => {
                Typed { fault: Some(CellFault::SumWord), ..typed }
            }
            _ => typed,
        }
    }

    /// True for a text that a program writes where there is no value, unless the declarations name it as a value of the field or its pattern asks for
    /// such a text.
    fn is_gap_word(&self, value: &Value) -> bool {
        let Value::Text(text) = value else { return false };
        let is_asked_for = || {
            let pattern = self.field.constraints.pattern.as_deref().and_then(expression::of_whole);
            pattern.is_some_and(|pattern| pattern.is_match(text))
        };
        gap_words::is_one(text) && !self.field.names_value(text) && !is_asked_for()
    }

    /// True for a text without which a row says less than is asked of it; a remark is no reason to keep a row out.
    fn is_needed(&self) -> bool {
        !self.field.listed().is_empty() || self.field.constraints.required
    }

    /// The category whose label a cell holds: "Hạng I" for 1. A text that is a value, too, is that value.
    fn value_of_label(&self, cell: &Cell) -> Option<&str> {
        let categories = &self.field.categories;
        let written = cell.as_text().filter(|_| categories.have_labels())?;
        if meant_of(&categories.values, written).is_some() {
            return None;
        }
        let labels: Vec<String> = categories.labels.iter().flatten().cloned().collect();
        let label = meant_of(&labels, written)?;
        let key = text::name(label);
        let mut alike = categories.values.iter().zip(&categories.labels).filter(|(_, own)| {
            own.as_ref().is_some_and(|own| {
                own == label || text::name(own) == key && text::signs_around(own) == text::signs_around(label)
            })
        });
        let (value, _) = alike.next()?;
        // Two categories of one label are not distinguished by it.
        alike.next().is_none().then_some(value)
    }

    /// The cause, where a cell holds one of the missing values of the form.
    fn missing_cause(&self, cell: &Cell) -> Option<Status> {
        // A mark in a column of yes and no is a yes, whatever it stands for among numbers.
        // What the field itself declares is missing.
        let is_mark = |text: &str| is_an_x(text) && self.field.an_x_is_a_truth();
        self.missing.cause_of(cell).filter(|_| !cell.as_text().is_some_and(is_mark))
    }

    /// A text as it is kept; one of the values that a field lists, however it is cased and spaced, as the list has it.
    fn text(&self, cell: &Cell) -> Typed {
        let kept = text::kept(&cell.display());
        // Names of units are compared with the registry.
        let lost = lost_letters::of(&kept).filter(|_| self.field.role.is_none());
        if lost == Some(LostLetters::Replaced) {
            return Typed::wrong(CellFault::LostLetters);
        }
        if is_repetition(&kept) && !self.field.names_value(&kept) {
            return Typed::wrong(if self.is_needed() { CellFault::Repetition } else { CellFault::RepeatedText });
        }
        let typed = self.text_as_kept(cell, kept);
        match lost {
            Some(_) if typed.fault.is_none() => Typed { fault: Some(CellFault::PerhapsLostLetters), ..typed },
            _ => typed,
        }
    }

    /// The code of a vintage, however it is written: of a row without one nobody knows which figure it replaces.
    fn vintage(&self, cell: &Cell) -> Typed {
        let code = vintage::code_of(&cell.display());
        code.map_or(Typed::wrong(CellFault::NotAVintage), |code| Typed::value(Value::Text(code.to_owned())))
    }

    fn text_as_kept(&self, cell: &Cell, kept: String) -> Typed {
        let listed = self.field.listed();
        if listed.is_empty() || listed.contains(&kept) {
            return match self.field.format() {
                "default" => Typed::value(Value::Text(kept)),
                _ => self.of_format(cell, kept),
            };
        }
        // Of these formats capitals are other values: other bytes, another address.
        if matches!(self.field.format(), "binary" | "uri") {
            return self.of_format(cell, kept);
        }
        Typed::value(Value::Text(meant_of(listed, &kept).cloned().unwrap_or(kept)))
    }

    /// A text in the format of its field; a number is none.
    fn of_format(&self, cell: &Cell, kept: String) -> Typed {
        let found = cell.as_text().and_then(|_| canonical(self.field, &kept));
        found.map_or(Typed::wrong(CellFault::NotOfType), |text| Typed::value(Value::Text(text)))
    }

    /// True for a day with a time of which nothing is kept. A format with hours says that the field has no use for them.
    fn leaves_a_time(&self, cell: &Cell) -> bool {
        let has_hours =
            |format: &str| ["%H", "%I", "%k", "%l", "%T", "%R", "%X", "%c"].iter().any(|part| format.contains(part));
        matches!(cell, Cell::DateTime(at) if at.time() != NaiveTime::MIN) && !has_hours(self.field.format())
    }

    fn day(&self, cell: &Cell) -> Typed {
        let in_digits = text_of_number(self.field, cell).map(Cell::Text);
        let cell = in_digits.as_ref().unwrap_or(cell);
        let day = match cell {
            Cell::Date(day) => Some(*day),
            Cell::DateTime(instant) => Some(instant.date()),
            Cell::Text(written) => date(self.field.format(), &text::composed(written.trim())),
            _ => None,
        };
        if let Some(day) = day {
            let fault = self.leaves_a_time(cell).then_some(CellFault::TimeOfDay);
            return Typed { fault, ..Typed::value(Value::Date(day)) };
        }
        // The midnight of this clock, as programs write it that keep instants in UTC: a format says how people write days (decision 0109).
        match cell.as_text().and_then(zone_time::here).and_then(zone_time::midnight) {
            Some(day) => Typed { fault: Some(CellFault::OtherZone), ..Typed::value(Value::Date(day)) },
            None => Typed::wrong(CellFault::NotADay),
        }
    }
}

/// The value of a list that a text means, where it is one alone. Signs around a text count where they count in the list, and around numbers.
fn meant_of<'v>(listed: &'v [String], written: &str) -> Option<&'v String> {
    let key = text::name(written);
    let mut alike = listed.iter().filter(|value| text::name(value) == key);
    let signs = text::signs_around(written);
    let is_numbered = text::without_list_number(written) != written.trim();
    let holds_signs = listed.iter().any(|value| text::signs_around(value) != [String::new(), String::new()]);
    if holds_signs || key.starts_with(|sign: char| sign.is_ascii_digit()) && !is_numbered {
        return alike.find(|value| text::signs_around(value) == signs);
    }
    // "1. Hạ tầng số": the number of a list is none of the value.
    let unnumbered = text::without_list_number(written);
    alike.next().or_else(|| if unnumbered == written.trim() { None } else { meant_of(listed, unnumbered) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheet::unread::UnreadReason;

    #[test]
    fn signs_around_a_text_count_where_they_count_in_its_list() {
        let meant = |listed: &[&str], written: &str| {
            let listed: Vec<String> = listed.iter().map(|value| (*value).to_owned()).collect();
            meant_of(&listed, written).cloned()
        };
        let grades = ["A+", "A", "A-"];
        for (written, value) in [
            ("a", Some("A")),
            ("A −", Some("A-")),
            ("A–", Some("A-")),
            ("a+", Some("A+")),
            ("- A", None),
            ("A.", Some("A")),
            ("A/", None),
        ] {
            assert_eq!(meant(&grades, written).as_deref(), value, "{written}");
        }
        assert_eq!(meant(&["50", "> 50"], "-50"), None);
        assert_eq!(meant(&["50", "> 50"], ">50").as_deref(), None, "spaced as it is listed");
        assert_eq!(meant(&["1", "2"], "-1"), None);
        assert_eq!(meant(&["đang vận hành", "khác"], "- Đang vận hành;").as_deref(), Some("đang vận hành"));
    }

    #[test]
    fn signs_for_the_cell_above_are_no_value_of_any_field() {
        use crate::values::language::Language;
        let fault = |kind: FieldType, required: bool, written: &str| {
            let mut field = Field::new(String::new(), kind);
            field.constraints.required = required;
            let (signs, missing) = (Signs::declared(&field, Language::Vi), MissingTexts::new(&[]));
            ColumnReading { field: &field, signs, shift: 0, missing: &missing }.value(&Cell::from(written)).fault
        };
        for sign in ["\"", "〃", "nt", "-nt-", "như trên"] {
            assert_eq!(fault(FieldType::String, false, sign), Some(CellFault::RepeatedText), "{sign}");
            for kind in [FieldType::Integer, FieldType::Boolean, FieldType::Date, FieldType::Year] {
                assert_eq!(fault(kind, false, sign), Some(CellFault::Repetition), "{sign}");
            }
            assert_eq!(fault(FieldType::String, true, sign), Some(CellFault::Repetition), "{sign}");
        }
        assert_eq!(fault(FieldType::String, false, "NT"), None, "it may be short for anything");
    }

    #[test]
    fn a_text_that_no_row_needs_and_that_cannot_be_read_is_a_remark() {
        use crate::values::language::Language;
        let fault = |kind: FieldType, change: fn(&mut Field), reason: UnreadReason| {
            let mut field = Field::new(String::new(), kind);
            change(&mut field);
            let (signs, missing) = (Signs::declared(&field, Language::Vi), MissingTexts::new(&[]));
            let reading = ColumnReading { field: &field, signs, shift: 0, missing: &missing };
            reading.value(&Cell::Unread(reason, "ff".to_owned())).fault
        };
        let (needed, remark) = (CellFault::Unread, CellFault::UnreadText);
        for reason in [UnreadReason::Bytes, UnreadReason::Type, UnreadReason::Kind] {
            assert_eq!(fault(FieldType::String, |_| (), reason), Some(remark(reason)));
            assert_eq!(remark(reason).where_needed(), needed(reason), "of the key");
            assert_eq!(
                fault(FieldType::String, |field| field.constraints.required = true, reason),
                Some(needed(reason))
            );
            let listed = |field: &mut Field| field.constraints.allowed = vec!["Wifi".to_owned()];
            assert_eq!(fault(FieldType::String, listed, reason), Some(needed(reason)));
            assert_eq!(fault(FieldType::Integer, |_| (), reason), Some(needed(reason)));
            let vintage = |field: &mut Field| field.role = Some(Role::Vintage);
            assert_eq!(fault(FieldType::String, vintage, reason), Some(needed(reason)));
        }
        for reason in [UnreadReason::Moved, UnreadReason::Cut, UnreadReason::Twice, UnreadReason::Appearance] {
            assert_eq!(
                fault(FieldType::String, |_| (), reason),
                Some(needed(reason)),
                "more than the cell is in doubt"
            );
        }
    }

    #[test]
    fn words_of_programs_for_no_value_are_no_texts_unless_the_field_lists_them() {
        use crate::values::language::Language;
        let fault = |kind: FieldType, change: fn(&mut Field), written: &str| {
            let mut field = Field::new(String::new(), kind);
            change(&mut field);
            let (signs, missing) = (Signs::declared(&field, Language::Vi), MissingTexts::new(&[]));
            ColumnReading { field: &field, signs, shift: 0, missing: &missing }.value(&Cell::from(written)).fault
        };
        for word in ["NULL", "\\N", "nan", "NaN", "<NA>", "None"] {
            for kind in [FieldType::String, FieldType::Any] {
                assert_eq!(fault(kind, |_| (), word), Some(CellFault::GapWord { is_needed: false }), "{word}");
                let required = |field: &mut Field| field.constraints.required = true;
                assert_eq!(fault(kind, required, word), Some(CellFault::GapWord { is_needed: true }), "{word}");
            }
            assert_eq!(fault(FieldType::Integer, |_| (), word), Some(CellFault::NotANumber), "{word}");
        }
        let listing = |field: &mut Field| field.constraints.allowed = vec!["None".to_owned(), "Wifi".to_owned()];
        assert_eq!(fault(FieldType::String, listing, "None"), None);
        let coded = |field: &mut Field| field.constraints.pattern = Some("NA|HD".to_owned());
        assert_eq!(fault(FieldType::String, coded, "NA"), None, "a code that the field asks for");
        assert_eq!(fault(FieldType::String, coded, "NULL"), Some(CellFault::GapWord { is_needed: false }));
        let compared = |field: &mut Field| field.compared = vec!["NA".to_owned(), "nt".to_owned()];
        for text in ["NA", " NA ", "nt"] {
            assert_eq!(fault(FieldType::String, compared, text), None, "a check compares with {text}");
        }
        assert_eq!(fault(FieldType::String, compared, "NULL"), Some(CellFault::GapWord { is_needed: false }));
        assert_eq!(fault(FieldType::String, |_| (), "Nan"), None, "a name");
    }
}
