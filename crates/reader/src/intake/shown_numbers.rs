//! Numbers of a workbook as their formats show them, where that is not what is stored.
//!
//! Takes the sheets of a file with its tables; puts what a person sees into the cells of the rows that count. A number beside a unit that
//! is not that of its field becomes the text with that unit, and is typed as one; a number that is not shown is not read. A field of texts
//! takes the text that is shown, where it is known letter by letter. A format that names đồng beside numbers in millions of them is reported.

use std::collections::{BTreeMap, HashMap};

use chrono::Datelike;

use crate::findings::code::Code;
use crate::findings::finding::{Finding, Location};
use crate::findings::message::Message;
use crate::formats::shown_number::plain_digits;
use crate::intake::zeros_in_words;
use crate::locate::labels::words_beside::beside_a_unit;
use crate::locate::rows::RowRole;
use crate::locate::{LabelledColumn, Located, Table};
use crate::message;
use crate::project::written::form::{Field, FieldType, Form, Role};
use crate::sheet::address::address;
use crate::sheet::grid::{Cell, Sheet};
use crate::sheet::shown::{ShownWords, Shows};
use crate::sheet::unread::UnreadReason;
use crate::typing::missing_texts::MissingTexts;
use crate::typing::number::Signs;
use crate::typing::unit_of_measure::{ShownUnit, of_field, shown_unit};
use crate::values::duration;
use crate::values::language::Language;
use crate::words::counted::Counted;
use crate::words::power_words::bare_power;
use crate::words::stated_units::StatedMeasure;
use crate::words::unit_text::perhaps_stated;

/// Puts what formats show into the cells of all tables; gives what is to be said of them.
pub(super) fn put(sheets: &mut [Sheet], located: &Located, forms: &[Form], language: Language) -> Vec<Finding> {
    let mut findings = Vec::new();
    for sheet in sheets.iter_mut() {
        sheet.shown.sort_by_key(|number| number.place);
    }
    for table in &located.tables {
        if let (Some(sheet), Some(form)) = (sheets.get_mut(table.sheet), forms.get(table.form))
            && !sheet.shown.is_empty()
        {
            let mut currencies: BTreeMap<u32, CurrencyCells> = BTreeMap::new();
            let mut years: BTreeMap<u32, (u32, usize)> = BTreeMap::new();
            let mut months: BTreeMap<u32, (u32, usize)> = BTreeMap::new();
            for (row, column, seen) in of_table(sheet, form, table, language) {
                match seen {
                    SeenCell::Instead(cell) => sheet.grid.set(row, column, cell),
                    SeenCell::Currency { shown, stated } => {
                        let new = CurrencyCells { first: row, count: 0, shown, stated };
                        currencies.entry(column).or_insert(new).count += 1;
                    }
                    SeenCell::WithoutYear => years.entry(column).or_insert((row, 0)).1 += 1,
                    SeenCell::MonthAlone => months.entry(column).or_insert((row, 0)).1 += 1,
                }
            }
            findings.extend(currencies.into_iter().map(|(column, cells)| cells.finding(sheet, form, table, column)));
            let without_year = |(column, (row, count))| hidden_year(sheet, form, table, (row, column), count);
            findings.extend(years.into_iter().map(without_year));
            let alone = |(column, (row, count))| month_alone(sheet, form, table, (row, column), count);
            findings.extend(months.into_iter().map(alone));
        }
    }
    findings
}

/// The seconds of the day of which a time is a part.
const SECONDS_OF_A_DAY: f64 = 86_400.0;

/// The duration of a number of days that is shown as hours gone by, to the millisecond: "PT30H5M0S" for 30:05.
fn hours_gone_by(days: f64) -> Option<String> {
    const LONGEST: f64 = 1e6;
    let milliseconds = (0.0..LONGEST).contains(&days).then(|| (days * SECONDS_OF_A_DAY * 1000.0).round())?;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "within the longest")]
    let milliseconds = milliseconds as u64;
    let (seconds, part) = (milliseconds / 1000, milliseconds % 1000);
    let fraction = if part == 0 { String::new() } else { format!(".{part:03}") };
    Some(format!("PT{}H{}M{}{fraction}S", seconds / 3600, seconds / 60 % 60, seconds % 60))
}

/// What a person sees in a cell.
enum SeenCell {
    /// Something else than the number.
    Instead(Cell),
    /// The number, with the currency in a table that states a power of ten, or words of which it is not known what they say. Nothing is stated where
    /// the number is in the unit of the form.
    Currency { shown: String, stated: Option<String> },
    /// A day without its year.
    WithoutYear,
    /// A month, of which the first day is stored: a spreadsheet puts it in where a month is typed.
    MonthAlone,
}

/// Days of a column, the first in this cell, whose year no reader of the sheet sees.
fn hidden_year(sheet: &Sheet, form: &Form, table: &Table, (row, column): (u32, u32), count: usize) -> Finding {
    let written = sheet.grid.get(row, column).display().into_owned();
    let message = message!("hidden-year.format", count = count, written = &written);
    Finding::new(Code::HiddenYear, location_in(sheet, form, table, (row, column)), message).value(written)
}

/// Months of a column, the first in this cell, in the place of days.
fn month_alone(sheet: &Sheet, form: &Form, table: &Table, (row, column): (u32, u32), count: usize) -> Finding {
    let written = sheet.grid.get(row, column).display().into_owned();
    let message = message!("hidden-year.month", count = count, written = &written);
    Finding::new(Code::HiddenYear, location_in(sheet, form, table, (row, column)), message).value(written)
}

/// A cell of a table, with its field.
fn location_in(sheet: &Sheet, form: &Form, table: &Table, (row, column): (u32, u32)) -> Location {
    Location {
        sheet: Some(sheet.name.clone()).filter(|name| !name.is_empty()),
        cell: Some(address(row, column)),
        row: row.checked_add(1),
        form: Some(form.name.clone()),
        field: field_of(form, table, column).map(|field| field.name.clone()),
        ..Location::default()
    }
}

fn field_of<'a>(form: &'a Form, table: &Table, column: u32) -> Option<&'a Field> {
    let labelled = table.columns.iter().find(|labelled| labelled.index == column);
    labelled.and_then(|labelled| form.schema.fields.get(labelled.field?))
}

/// The cells of a column that show their currency.
struct CurrencyCells {
    first: u32,
    count: usize,
    shown: String,
    stated: Option<String>,
}

impl CurrencyCells {
    fn finding(self, sheet: &Sheet, form: &Form, table: &Table, column: u32) -> Finding {
        let field = field_of(form, table, column);
        let location = location_in(sheet, form, table, (self.first, column));
        let (shown, count) = (&self.shown, self.count);
        let message = match (&self.stated, field) {
            (Some(stated), _) => message!("unclear-unit.format", count = count, shown = shown, stated = stated),
            (None, field) => {
                let own = field.map_or_else(|| Message::from(""), of_field);
                message!("unclear-unit.format-of-form", count = count, shown = shown, own = own)
            }
        };
        Finding::new(Code::UnclearUnit, location, message).value(self.shown)
    }
}

/// What counts in the place of numbers of a table, by row and column.
fn of_table(sheet: &Sheet, form: &Form, table: &Table, language: Language) -> Vec<(u32, u32, SeenCell)> {
    let columns: HashMap<u32, (&LabelledColumn, &Field)> = table
        .columns
        .iter()
        .filter_map(|column| Some((column.index, (column, form.schema.fields.get(column.field?)?))))
        .collect();
    let mut seen = Vec::new();
    for row in &table.body {
        // Of a total the number is evidence all the same.
        let is_value = match row.role {
            RowRole::Data | RowRole::PartOf => true,
            RowRole::Total(_) => false,
            _ => continue,
        };
        let first = sheet.shown.partition_point(|number| number.place.0 < row.index);
        let of_row = sheet.shown.get(first..).unwrap_or_default();
        for number in of_row.iter().take_while(|number| number.place.0 == row.index) {
            let Some((column, field)) = columns.get(&number.place.1) else { continue };
            let cell = sheet.grid.get(row.index, column.index);
            // A second statement, merged cells or people may have put something else there.
            let is_corrected = sheet.sent_in(number.place.0, number.place.1).is_some();
            let at = CellOfField { form, field, column, table, language, is_value };
            let counts = match is_corrected {
                true => at.typed_over(cell, &number.shows),
                false => at.seen(cell, &number.shows).filter(|seen| {
                    matches!(seen, SeenCell::WithoutYear | SeenCell::MonthAlone)
                        || cell.is_number()
                        || cell.as_text().is_some()
                }),
            };
            seen.extend(counts.map(|seen| (row.index, column.index, seen)));
        }
    }
    seen
}

/// The field of a cell, and what its table says.
struct CellOfField<'a> {
    form: &'a Form,
    field: &'a Field,
    column: &'a LabelledColumn,
    table: &'a Table,
    language: Language,
    /// True in a row whose values count.
    is_value: bool,
}

impl CellOfField<'_> {
    /// What counts in the place of a number; `None` where the number does.
    fn seen(&self, cell: &Cell, shows: &Shows) -> Option<SeenCell> {
        if shows.is_clock && self.field.kind == FieldType::Time {
            return self.time(cell, shows);
        }
        if shows.is_clock && self.field.kind == FieldType::Duration && cell.is_number() && self.is_value {
            return cell.as_double().and_then(hours_gone_by).map(|text| SeenCell::Instead(Cell::Text(text)));
        }
        if shows.hides_year {
            let is_day = matches!(cell, Cell::Date(_) | Cell::DateTime(_));
            let takes_days = matches!(self.field.kind, FieldType::Date | FieldType::Datetime | FieldType::Any);
            return (is_day && takes_days && self.is_value).then_some(SeenCell::WithoutYear);
        }
        if shows.hides_day {
            let is_first = match cell {
                Cell::Date(day) => day.day() == 1,
                Cell::DateTime(instant) => instant.day() == 1,
                _ => false,
            };
            let takes_days = matches!(self.field.kind, FieldType::Date | FieldType::Datetime);
            return (is_first && takes_days && self.is_value).then_some(SeenCell::MonthAlone);
        }
        // What becomes of the time is decided where the cell is typed.
        if shows.hides_time {
            return None;
        }
        let is_text = matches!(self.field.kind, FieldType::String | FieldType::Any);
        if self.field.is_kept_as_text() || is_text {
            return self.as_text(cell, shows).map(SeenCell::Instead);
        }
        let text = shows.text.as_deref().filter(|text| !text.is_empty());
        if shows.is_replaced && self.is_value {
            return Some(SeenCell::Instead(match text {
                // 1 that is shown as "Có" is a yes.
                Some(text) if self.field.kind == FieldType::Boolean => Cell::from(text),
                _ if shows.is_clock && self.field.kind.is_amount() => unread(UnreadReason::Clock, cell),
                _ => unread(UnreadReason::Replaced, cell),
            }));
        }
        // A zero that is shown as "Có" is a yes, as 1 that is shown as "Không" is a no; a dash, and words of a zero, are the no that it is.
        if let Some(shown) = text.filter(|_| self.is_value && self.field.kind == FieldType::Boolean)
            && zeros_in_words::is_shown_as_another(cell, shown)
        {
            return Some(SeenCell::Instead(Cell::from(shown)));
        }
        if let Some(shown) = text.filter(|_| self.is_value && self.field.kind.is_amount())
            && let Some(instead) = self.in_the_place_of_a_zero(cell, shown)
        {
            return Some(SeenCell::Instead(instead));
        }
        match self.field.kind {
            FieldType::Integer | FieldType::Number if cell.is_number() => self.with_unit(cell, shows.words.as_ref()?),
            FieldType::Integer | FieldType::Number => self.typed_over(cell, shows),
            _ => None,
        }
    }

    fn in_the_place_of_a_zero(&self, cell: &Cell, shown: &str) -> Option<Cell> {
        let declared = self.field.missing(&self.form.schema.missing_values);
        zeros_in_words::instead(cell, shown, &MissingTexts::of_field(self.field, declared))
    }

    /// A time of the day, for a field of times: the part of a day that is stored, which an open document writes as a duration (`PT06H30M00S`).
    /// Hours beyond a day are no time of one.
    fn time(&self, cell: &Cell, shows: &Shows) -> Option<SeenCell> {
        let is_of_a_day = |number: &f64| (0.0..1.0).contains(number);
        if cell.as_double().as_ref().is_some_and(is_of_a_day) || !self.is_value {
            return None;
        }
        let seconds =
            cell.as_text().and_then(duration::seconds_of_time).and_then(|seconds| u32::try_from(seconds).ok());
        Some(SeenCell::Instead(match seconds.map(|seconds| f64::from(seconds) / SECONDS_OF_A_DAY) {
            Some(part) if is_of_a_day(&part) => Cell::Number(part),
            _ if cell.is_number() => unread(UnreadReason::Replaced, cell),
            _ => return self.as_text(cell, shows).map(SeenCell::Instead),
        }))
    }

    /// What counts in the place of a correction, which is typed into the cell as it is: a number alone gets the unit of the format.
    fn typed_over(&self, cell: &Cell, shows: &Shows) -> Option<SeenCell> {
        let text =
            cell.as_text().filter(|text| text.bytes().all(|byte| byte.is_ascii_digit() || b"+-., ".contains(&byte)));
        let is_number = cell.is_number() || text.is_some_and(|text| text.contains(|sign: char| sign.is_ascii_digit()));
        let words = shows.words.as_ref().filter(|_| is_number && !shows.is_replaced)?;
        match self.field.kind {
            FieldType::Integer | FieldType::Number => self.with_unit(cell, words),
            _ => None,
        }
    }

    /// The text that is shown, for a field of texts.
    fn as_text(&self, cell: &Cell, shows: &Shows) -> Option<Cell> {
        if !self.is_value || self.field.role == Some(Role::Ordinal) {
            return None;
        }
        let Some(text) = shows.text.as_deref() else { return Some(unread(UnreadReason::Appearance, cell)) };
        if text.is_empty() && shows.is_replaced {
            return Some(unread(UnreadReason::Replaced, cell));
        }
        // Blanks within a code part its digits.
        let code: String = text.chars().filter(|sign| !sign.is_whitespace()).collect();
        let is_code = self.field.is_area() && code.bytes().all(|byte| byte.is_ascii_digit());
        Some(Cell::from(if is_code { code.as_str() } else { text }))
    }

    /// True for words of the plan, an estimate, a running total or another period, of a field that does not have them itself.
    fn says_other_figures(&self, words: &ShownWords) -> bool {
        let head = self.table.head.period.as_ref();
        let period = || head.and_then(|found| found.fitting(self.form.form.frequency));
        let own = || self.field.title.iter().chain(&self.field.labels).chain([&self.column.label]);
        [&words.before, &words.after].into_iter().any(|text| beside_a_unit(text, period()).is_some())
            && own().all(|own| beside_a_unit(own, None).is_none())
    }

    /// The number with the unit beside it, as a text that is read in one way only.
    fn with_unit(&self, cell: &Cell, words: &ShownWords) -> Option<SeenCell> {
        if self.is_value && self.says_other_figures(words) {
            return Some(SeenCell::Instead(unread(UnreadReason::OtherFigures, cell)));
        }
        let of_head = self.table.head.unit.as_ref().map(|unit| unit.text.as_str());
        let unit = match shown_unit(self.field, words, [self.column.unit.as_deref(), of_head])? {
            ShownUnit::Currency { shown, stated } => {
                return Some(SeenCell::Currency { shown, stated: Some(stated) });
            }
            ShownUnit::Unknown(shown) => return Some(SeenCell::Currency { shown, stated: None }),
            // A format was copied from another column: of what is counted there are many words, and the number is the same.
            ShownUnit::Other(unit) if counts_alone(&unit) => {
                return Some(SeenCell::Currency { shown: unit, stated: None });
            }
            ShownUnit::Other(unit) => unit,
        };
        let digits = match cell {
            Cell::Number(number) => plain_digits(*number)?,
            Cell::Decimal(digits) => digits.clone(),
            // As it was typed, in the signs of the form.
            Cell::Text(typed) => return Some(SeenCell::Instead(Cell::Text(format!("{} {unit}", typed.trim())))),
            _ => return None,
        };
        let signs = Signs::declared(self.field, self.language);
        let written = match digits.split_once('.') {
            // Three decimals might be a group of thousands.
            Some((whole, decimals)) if decimals.len() == 3 => format!("{whole}{}{decimals}0", signs.decimal),
            Some((whole, decimals)) => format!("{whole}{}{decimals}", signs.decimal),
            None => digits,
        };
        Some(SeenCell::Instead(Cell::Text(format!("{written} {unit}"))))
    }
}

/// True for words of what is counted, without a power of ten. Kilograms are converted, as they are behind a number.
fn counts_alone(unit: &str) -> bool {
    let only = perhaps_stated(unit).only();
    let is_quantity = |counted: Counted| matches!(counted, Counted::Quantity(_) | Counted::Rate);
    bare_power(unit).is_none()
        && only.is_some_and(|only| {
            only.measure == StatedMeasure::Count && only.multiplier == 0 && !is_quantity(only.counted)
        })
}

fn unread(reason: UnreadReason, cell: &Cell) -> Cell {
    Cell::Unread(reason, cell.display().into_owned())
}
