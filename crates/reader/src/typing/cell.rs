//! One cell to one value: numbers, booleans, days, text, and missing values by their cause.

use chrono::NaiveTime;

use crate::project::written::field::is_an_x;
use crate::project::written::form::{Field, FieldType, Role};
use crate::project::written::textual::{canonical, date};
use crate::sheet::grid::Cell;
use crate::typing::cell_fault::CellFault;
use crate::typing::digits_of_a_pattern::text_of_number;
use crate::typing::missing_texts::{MissingTexts, is_dash, without_zeros};
use crate::typing::number::{PlainNumber, Signs, bare, kept, with_unit};
use crate::typing::rows::Value;
use crate::typing::unit_of_measure::{declared, is_of_all};
use crate::values::decimal::{Decimal, DecimalError, SCALE};
use crate::values::gap_words;
use crate::values::lexical::expression;
use crate::values::lost_letters::{self, LostLetters};
use crate::values::status::Status;
use crate::values::sum_words;
use crate::values::text;
use crate::values::zone_time;
use crate::words::bare_words::changes_a_number;
use crate::words::beside_units::words_beside;
use crate::words::counted::Counted;
use crate::words::of_each::of_each;
use crate::words::power_words::bare_power;
use crate::words::stated_units::{OwnMeasure, StatedMeasure};
use crate::words::unit_text::{is_ditto, is_unit_of_something, perhaps_stated};
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

/// True for words behind a number that hold another; "m2" and "km2" are units.
fn holds_a_number(written: &str) -> bool {
    let mut before = ' ';
    written.chars().any(|sign| {
        sign.is_ascii_digit() && !std::mem::replace(&mut before, sign).is_alphabetic() || {
            before = sign;
            false
        }
    })
}

/// True for words behind a number that are what a field counts, and nothing else: "5.800 người".
fn says_what_is_counted(written: &str, measure: OwnMeasure) -> bool {
    let unit = perhaps_stated(written).only();
    let same = unit.is_some_and(|unit| unit.counted == measure.counted && measure.counted != Counted::Other);
    same && is_unit_of_something(written)
}

/// True for words behind a number that are another thing than a field counts: "5800 hộ" where persons are.
fn says_something_else(written: &str, measure: OwnMeasure) -> bool {
    let unit = perhaps_stated(written).only().filter(|unit| unit.measure == StatedMeasure::Count);
    unit.is_some_and(|unit| !unit.counted.may_be(measure.counted)) && is_unit_of_something(written)
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

    /// What a cell says whose number has more digits than the field keeps.
    pub(super) fn exactly(&self, cell: &Cell, rounded: &Value) -> Option<Decimal> {
        let Value::Decimal(rounded) = rounded else { return None };
        let digits = u8::try_from(SCALE).ok();
        let field = Field { scale: digits, ..self.field.clone() };
        let exact = match (ColumnReading { field: &field, ..*self }).value(cell).value {
            Value::Decimal(exact) => exact,
            _ => *rounded,
        };
        // Signs that may be read in two ways are read by the digits of the field.
        let again = Decimal::parse(&exact.to_string(), self.field.digits(), 0).ok();
        Some(if again.is_some_and(|again| again.value == *rounded) { exact } else { *rounded })
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

    fn number(&self, cell: &Cell) -> Typed {
        let not_a_number = || Typed::wrong(CellFault::NotANumber);
        let digits = self.field.digits();
        let parsed = match cell {
            Cell::Number(number) => Decimal::from_double(*number, digits, self.shift),
            // Shown times a hundred: two places of the decimal, and no product of doubles.
            Cell::Percent(number) if self.field.is_percent() => Decimal::from_double(*number, digits, self.shift + 2),
            Cell::Integer(number) => Decimal::parse(&number.to_string(), digits, self.shift),
            Cell::Decimal(number) => Decimal::parse_stated(number, digits, self.shift),
            Cell::Text(text) => {
                // A dash says that nothing occurred: a true zero.
                if self.field.is_measure() && is_dash(text) {
                    return Typed::value(Value::Decimal(Decimal::ZERO));
                }
                let is_plain = |number: &PlainNumber| !number.percent || self.field.is_percent();
                match kept(text, self.signs, self.decimals_written()) {
                    Some(number) if is_plain(&number) => Decimal::parse(&number.digits, digits, self.shift),
                    Some(_) if self.field.bare_number != Some(false) => return not_a_number(),
                    // What a unit says goes before that signs around a number are no part of it.
                    _ => match self.number_with_unit(text) {
                        Some(typed) => return typed,
                        None => match self.within(text).filter(is_plain) {
                            Some(number) => Decimal::parse(&number.digits, digits, self.shift),
                            None => return not_a_number(),
                        },
                    },
                }
            }
            _ => return not_a_number(),
        };
        match parsed {
            Ok(number) if number.inexact && self.field.kind == FieldType::Integer => Typed::wrong(CellFault::NotWhole),
            Ok(number) => Typed {
                value: Value::Decimal(number.value),
                status: Status::A,
                fault: number.inexact.then_some(match number.value {
                    Decimal::ZERO => CellFault::RoundsToNothing { shift: self.shift },
                    rounded => CellFault::ExcessDigits { rounded, shift: self.shift },
                }),
            },
            Err(DecimalError::NotANumber) => not_a_number(),
            Err(DecimalError::OutOfBounds) => Typed::wrong(CellFault::TooLarge),
        }
    }

    /// The number within a text, where signs around one are no part of it.
    pub(super) fn within(&self, text: &str) -> Option<PlainNumber> {
        let is_bare = self.field.bare_number != Some(false);
        let number = bare(text).filter(|_| !is_bare)?;
        // Words that make another number of it are no signs around it.
        let (before, behind) = text.split_once(number)?;
        if [before, behind].iter().any(|around| changes_a_number(around)) {
            return None;
        }
        kept(number, self.signs, self.decimals_written())
    }

    /// The digits after the decimal sign that an amount in the unit of the sheet may have: 421,523 triệu are whole nghìn.
    pub(super) fn decimals_written(&self) -> u32 {
        self.field.digits().saturating_add_signed(self.shift)
    }

    /// The value of a number with its unit behind it: "12 tỷ", "5 triệu đồng", "4,5‰". The unit of the cell goes before that
    /// of the table; one that is no power of ten, money, share or what the field itself counts is no part of a number.
    fn number_with_unit(&self, text: &str) -> Option<Typed> {
        let (number, written) = with_unit(text, self.signs)?;
        let own = i32::from(self.field.multiplier.unwrap_or(0));
        // "12 triệu, 500 nghìn" are two amounts.
        if holds_a_number(written) && !perhaps_stated(written).is_empty() {
            return Some(Typed::wrong(CellFault::NotANumber));
        }
        let units = perhaps_stated(written);
        let measure = declared(self.field)?;
        // "12 triệu đồng/hộ" is no amount of all.
        if of_each(written).is_some() && is_of_all(self.field) {
            return Some(Typed::wrong(CellFault::UnitContradicts));
        }
        // "12 triệu đồng (KH)", "12 triệu đồng nợ".
        if !units.is_empty() && !words_beside(written).is_empty() {
            return Some(Typed::wrong(CellFault::NotANumber));
        }
        let shift = match (bare_power(written), units.power_of(measure)) {
            (Some(power), _) => power - own,
            (None, Some(0)) if measure.measure == StatedMeasure::Count && !says_what_is_counted(written, measure) => {
                return None;
            }
            (None, Some(power)) => power - own,
            (None, None)
                if units.names_any(&[StatedMeasure::Money, StatedMeasure::OtherMoney, StatedMeasure::Percent]) =>
            {
                return Some(Typed::wrong(CellFault::UnitContradicts));
            }
            (None, None) if measure.measure == StatedMeasure::Count && says_something_else(written, measure) => {
                return Some(Typed::wrong(CellFault::UnitContradicts));
            }
            _ => return None,
        };
        let plain_digits = Cell::Decimal(number.digits);
        let mut typed = self.with_shift(shift).number(&plain_digits);
        if typed.fault.is_none() && shift != self.shift {
            typed.fault = Some(CellFault::UnitConverted { shift });
        }
        Some(typed)
    }

    fn boolean(&self, cell: &Cell) -> Typed {
        let declared = |values: &[String], written: &str| values.iter().any(|value| value == written);
        let Field { true_values, false_values, .. } = self.field;
        let shown = cell.display();
        let shown = text::composed(shown.trim());
        let truth = match cell {
            Cell::Boolean(truth) => Some(*truth),
            _ if declared(true_values, &shown) => Some(true),
            _ if declared(false_values, &shown) => Some(false),
            other => usual_truth(other).filter(|truth| {
                // Texts that are declared are the only ones.
                if *truth { true_values.is_empty() } else { false_values.is_empty() }
            }),
        };
        truth.map_or(Typed::wrong(CellFault::NotABoolean), |truth| Typed::value(Value::Boolean(truth)))
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

/// The number 1 or 0, however many zeros are behind its point.
fn number_as_truth(number: &str) -> Option<bool> {
    match without_zeros(number) {
        "0" => Some(false),
        "1" => Some(true),
        _ => None,
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

/// The truth that a cell states in the usual words.
pub(super) fn usual_truth(cell: &Cell) -> Option<bool> {
    match cell {
        // A column of them in which one is missing is one of numbers with a point.
        number if number.is_number() && !matches!(number, Cell::Percent(_)) => number_as_truth(&number.display()),
        Cell::Text(text) if text.trim_start().starts_with(['0', '1']) => {
            number_as_truth(&text.trim().replace(',', "."))
        }
        // What is compared by its words has no signs any more.
        Cell::Text(text) if is_dash(text) => Some(false),
        Cell::Text(text) if text.contains(char::is_alphanumeric) && !text::signs_around(text)[0].is_empty() => None,
        other => match text::name(&other.display()).as_str() {
            "true" | "1" | "x" | "v" | "y" | "yes" | "✓" | "✔" | "☑" => Some(true),
            "có" | "đã có" | "rồi" | "có rồi" | "đúng" | "đạt" | "đã đạt" => Some(true),
            "false" | "0" | "n" | "no" | "không" | "ko" | "sai" => Some(false),
            "chưa" | "chưa có" | "không có" | "không đạt" | "chưa đạt" | "ko đạt" => Some(false),
            _ => None,
        },
    }
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
    fn a_sign_before_a_word_is_no_yes() {
        let truth = |text: &str| usual_truth(&Cell::from(text));
        assert_eq!(
            [truth("x"), truth("X."), truth("-x"), truth("-1"), truth("+ có")],
            [Some(true), Some(true), None, None, None]
        );
        assert_eq!([truth("-"), truth("✓")], [Some(false), Some(true)]);
        let number = |number: &str| usual_truth(&Cell::Decimal(number.to_owned()));
        assert_eq!(
            [number("1.0"), number("0.0"), number("0"), number("1.5"), number("-1"), number("10"), number("2")],
            [Some(true), Some(false), Some(false), None, None, None, None]
        );
        assert_eq!([truth("1.0"), truth("0.00"), truth("1.5"), truth("10")], [Some(true), Some(false), None, None]);
        assert_eq!([usual_truth(&Cell::Number(1.0)), usual_truth(&Cell::Number(-1.0))], [Some(true), None]);
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
