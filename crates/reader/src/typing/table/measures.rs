//! How the numbers of a column are written, and in which unit of measure.

use std::borrow::Cow;

use super::fields::FieldOfTable;
use super::row_units::Shifts;
use super::{DataRow, Typing};
use crate::findings::code::Code;
use crate::findings::finding::Finding;
use crate::findings::message::Message;
use crate::findings::severity::{Disposition, Severity};
use crate::locate::LabelledColumn;
use crate::locate::head::head_figures::other_figures;
use crate::locate::labels::words_beside;
use crate::locate::unit_of_name::unit_of_a_name;
use crate::message;
use crate::project::written::form::{Bound, Field, FieldType, Measure};
use crate::project::written::textual::texts_of_items;
use crate::sheet::grid::Cell;
use crate::typing::cell::ColumnReading as CellReading;
use crate::typing::number::{Signs, plain, with_unit};
use crate::typing::rows::Rows;
use crate::typing::unit_of_measure::{Factor, Reconciled, declared, is_of_all, of_field, reconcile};
use crate::typing::writing::{self, ColumnSizes, Doubt, Room, Writing};
use crate::values::decimal::{Decimal, SCALE};
use crate::values::text::without_marks;
use crate::words::counted::Counted;
use crate::words::left_over::{Speaks, TableMeasures};
use crate::words::of_each::{of_each, of_each_period};
use crate::words::stated_units::{OwnMeasure, StatedMeasure, StatedUnits};
use crate::words::unit_text::{is_thousand_of_nothing, perhaps_stated, stated};

/// True for a number in these signs, whatever is behind it.
fn readable(text: &str, signs: Signs) -> bool {
    plain(text, signs).is_some() || with_unit(text, signs).is_some()
}

/// The sizes of the numeric cells of a column; of none where its rows are in several units.
fn sizes_in(data: &[DataRow<'_>], column: u32, shifts: &Shifts) -> ColumnSizes {
    let mut sizes = ColumnSizes::default();
    if shifts.differ() {
        return sizes;
    }
    for row in data {
        let number = match row.cell(column) {
            Cell::Number(number) => Decimal::from_double(*number, SCALE, 0),
            Cell::Percent(number) => Decimal::from_double(*number, SCALE, 2),
            Cell::Integer(number) => Decimal::parse(&number.to_string(), SCALE, 0),
            Cell::Decimal(number) => Decimal::parse(number, SCALE, 0),
            _ => continue,
        };
        number.into_iter().for_each(|number| sizes.see(number.value));
    }
    sizes
}

impl<'a> Typing<'a> {
    /// What the text numbers of all columns show of the way in which the table writes numbers.
    pub(super) fn writing(&self, data: &[DataRow<'a>], fields: &[FieldOfTable<'a>]) -> Writing {
        let mut writing = Writing::default();
        // Lines pass piece by piece: no column of theirs is ever seen as a whole.
        if self.form.has_lines() {
            return writing;
        }
        for of in fields.iter().filter(|of| of.field.holds_amounts()) {
            if let Some(column) = of.column {
                let written = self.written_in(of.field, data, column.index, &of.shifts);
                writing.see(written, self.declared_signs(of.field));
            }
        }
        writing
    }

    fn declared_signs(&self, field: &Field) -> Signs {
        Signs::declared(field, self.project.settings.language)
    }

    /// The signs of a column's text numbers: a warning where they are not the declared ones, and where it is in doubt whether
    /// they are.
    pub(super) fn signs(
        &mut self,
        field: &'a Field,
        data: &[DataRow<'a>],
        (column, shifts): (u32, &Shifts),
        table: Writing,
        rows: &mut Rows,
    ) -> Signs {
        let declared = self.declared_signs(field);
        if !field.holds_amounts() || self.form.has_lines() {
            return declared;
        }
        let texts = self.written_in(field, data, column, shifts);
        let written = writing::of_column(texts, declared, table, sizes_in(data, column, shifts));
        let signs = written.signs;
        if signs != declared {
            // The whole column is meant, and a text of it is looked at.
            let is_text = |row: &&DataRow<'a>| row.cell(column).as_text().is_some_and(|text| readable(text, signs));
            let row = data.iter().find(is_text).or(data.first()).map_or(self.table.header_row, |row| row.index);
            let finding = Finding::new(
                Code::NumberFormat,
                self.location(row, Some(column), Some(field)),
                message!("number-format.other-sign", written = signs.decimal, declared = declared.decimal),
            );
            self.report(finding.expected(format!("1{}234{}5", declared.group, declared.decimal)));
        }
        if let Some(doubt) = written.doubt {
            self.ambiguous(field, data, column, (declared, signs), doubt, rows);
        }
        signs
    }

    /// A column with text numbers that may be read either way: `1.234` is 1234 or 1,234. They are read as the column is; where
    /// the table speaks for both ways, what could be either is kept out.
    fn ambiguous(
        &mut self,
        field: &'a Field,
        data: &[DataRow<'a>],
        column: u32,
        (declared, signs): (Signs, Signs),
        doubt: Doubt,
        rows: &mut Rows,
    ) {
        let either = |row: &DataRow<'a>| {
            // What people put there is no doubt of the column's.
            let is_sent = self.sheet.sent_in(row.index, column).is_none();
            let texts = if is_sent { self.number_texts(field, column, row.cell(column)) } else { Vec::new() };
            let of_text = |text: Cow<'a, str>| writing::readings(&text, declared).map(|readings| (text, readings));
            let (text, readings) = texts.into_iter().find_map(of_text)?;
            Some((row.index, text, readings))
        };
        let mut found = data.iter().filter_map(either);
        let Some((row, text, (as_declared, otherwise))) = found.next() else { return };
        let others = found.count();
        let finding = Finding::new(
            Code::AmbiguousNumber,
            self.location(row, Some(column), Some(field)),
            message!(
                "ambiguous-number.either-sign",
                written = &*text,
                others = others,
                declared = Message::number(&as_declared),
                otherwise = Message::number(&otherwise)
            ),
        );
        let finding =
            finding.value(&*text).expected(Message::number(if signs == declared { as_declared } else { otherwise }));
        if doubt == Doubt::Contradiction {
            for (place, _) in data.iter().enumerate().filter(|(_, row)| either(row).is_some()) {
                rows.quarantine(place);
            }
            self.report(finding.weighing(Severity::Error, Disposition::Quarantined));
        } else {
            self.report(finding);
        }
    }

    /// True for a text with digits that the declarations themselves have for a missing value: it says nothing of how a column is written.
    fn is_missing_text(&self, column: u32, text: &str) -> bool {
        let missing = self.missing_in(column).filter(|missing| missing.have_meanings());
        missing.is_some_and(|missing| missing.cause(text.trim()).is_some())
    }

    /// The texts of a cell that may be numbers: its own, or those of the items of a list.
    fn number_texts<'c>(&self, field: &'c Field, column: u32, cell: &'c Cell) -> Vec<Cow<'c, str>> {
        match cell {
            Cell::Text(text) | Cell::Nested(text) if self.is_missing_text(column, text) => Vec::new(),
            Cell::Text(text) | Cell::Nested(text) if field.kind == FieldType::List => texts_of_items(field, text),
            Cell::Text(text) => vec![Cow::Borrowed(text)],
            _ => Vec::new(),
        }
    }

    /// The text numbers of a column as they were sent, each with the digits for which its unit and field have room.
    fn written_in<'d>(
        &'d self,
        field: &'d Field,
        data: &'d [DataRow<'a>],
        column: u32,
        shifts: &'d Shifts,
    ) -> impl Iterator<Item = (Cow<'d, str>, Room)> {
        let most = match &field.constraints.maximum {
            Some(Bound::Number(number)) => {
                Decimal::parse(&number.to_string(), SCALE, 0).ok().map(|number| number.value)
            }
            _ => None,
        };
        let is_likely = most.is_none() && field.is_percent();
        let most = most.or_else(|| is_likely.then(|| Decimal::from_integer(100)));
        let own = field.digits();
        data.iter().flat_map(move |row| {
            let cell = self.sheet.sent_in(row.index, column).unwrap_or_else(|| row.cell(column));
            let room = Room { own, shift: shifts.of(row.index), most, is_likely };
            self.number_texts(field, column, cell).into_iter().map(move |text| (text, room))
        })
    }

    /// How a cell is read: one that people have corrected in the signs of the project, where its text is a number in them, whatever those of
    /// the column are.
    pub(super) fn in_signs_of<'r>(&self, reading: &CellReading<'r>, (row, column): (u32, u32)) -> CellReading<'r> {
        let declared = self.declared_signs(reading.field);
        let text = self.sheet.sent_in(row, column).and_then(|_| self.grid().get(row, column).as_text());
        let fits = text.is_some_and(|text| plain(text, declared).is_some() || with_unit(text, declared).is_some());
        CellReading { signs: if fits { declared } else { reading.signs }, ..*reading }
    }

    /// The unit that the label of a column states, else that above the table.
    pub(super) fn named_unit(
        &self,
        column: &LabelledColumn,
        field: &Field,
        measured: &TableMeasures,
    ) -> Option<NamedUnit> {
        let of_label = column.unit.as_ref().map(|text| NamedUnit {
            text: text.clone(),
            units: perhaps_stated(text),
            speaks: Speaks::OfIt,
            is_of_label: true,
            each: self.each_of(field, text),
        });
        let of_head = || {
            let found = self.table.head.unit.as_ref()?;
            let (text, mut units) = (found.text.clone(), stated(&found.text));
            let is_count = |own: &OwnMeasure| own.measure == StatedMeasure::Count;
            let is_of_anything = || is_thousand_of_nothing(&text) && measured.unlabelled.iter().any(is_count);
            if reconcile(&units, field, Speaks::OfOthers) != Reconciled::Same && is_of_anything() {
                units = units.in_unknown_power();
            }
            // A unit that another sheet states, and that is of nothing here, was meant for other tables.
            if found.sheet.is_some() && !units.names_any_of(&measured.all) {
                return None;
            }
            let speaks = units.speaks_of(declared(field), measured);
            // "Người/hộ" above columns of both is a list.
            let is_money = declared(field).is_some_and(|own| own.measure == StatedMeasure::Money);
            let is_listed = |each: &str| !is_money && perhaps_stated(each).names_any_of(&measured.all);
            let each = self.each_of(field, &text).filter(|each| !is_listed(each));
            Some(NamedUnit { text, units, speaks, is_of_label: false, each })
        };
        of_label.filter(|named| !named.units.is_empty() || named.units.is_unclear()).or_else(of_head)
    }

    /// What the amounts in a unit are of each of: a household, or a month where the form is of quarters. A capacity of a year ("tấn/năm") is one of any
    /// report.
    pub(super) fn each_of(&self, field: &Field, text: &str) -> Option<String> {
        let months = self.form.form.frequency.months();
        let is_of_a_quantity = |own: OwnMeasure| {
            own.measure == StatedMeasure::Count
                && matches!(own.counted, Counted::Quantity(_) | Counted::Rate | Counted::Other)
        };
        let may_be_capacity = field.measure == Some(Measure::Stock) && declared(field).is_none_or(is_of_a_quantity);
        let of_period = || of_each_period(text).filter(|(_, of)| *of != months && !may_be_capacity);
        let each = of_each(text).or_else(|| of_period().map(|(each, _)| each));
        each.map(str::to_owned)
    }

    /// The power of ten between the stated unit and the field's.
    pub(super) fn unit_shift(
        &mut self,
        field: &Field,
        named: &NamedUnit,
        data: &[DataRow<'a>],
        column: u32,
        rows: &mut Rows,
    ) -> i32 {
        let text = &named.text;
        let each = named.each.as_ref().filter(|_| is_of_all(field) && !named.units.is_unclear_for(declared(field)));
        if let Some(each) = each.filter(|_| named.is_of_label || self.reported_units.insert((text.clone(), 0))) {
            self.unit_of_each(field, text, each, (self.table.header_row, column));
        }
        // The words of a label make it doubtful, or the column another's.
        let label = self.table.columns.iter().find(|known| known.index == column).map(|known| known.label.as_str());
        if !named.is_of_label || label.is_none_or(|label| !label.contains(text.as_str())) {
            self.figures_beside_a_unit(field, text, (self.table.header_row, column), named.is_of_label);
        }
        match reconcile(&named.units, field, named.speaks) {
            Reconciled::Same => {
                let is_unclear = named.speaks == Speaks::Perhaps || named.units.is_unclear_for(declared(field));
                if is_unclear && each.is_none() && self.reported_units.insert((text.clone(), 0)) {
                    match self.tab_that_states(named) {
                        Some(sheet) => {
                            let own = of_field(field);
                            let message = message!("unclear-unit.of-name", sheet = sheet, unit = text, own = &own);
                            let location = self.location(self.table.header_row, Some(column), Some(field));
                            let finding = Finding::new(Code::UnclearUnit, location, message);
                            self.report(finding.value(text.clone()).expected(own));
                        }
                        None => self.unclear_unit(text, self.table.header_row, column, field),
                    }
                }
                0
            }
            Reconciled::Shift(shift) => {
                let (Factor { how, number }, own) = (Factor::of(shift), of_field(field));
                let elsewhere = self.table.head.unit.as_ref().filter(|_| !named.is_of_label);
                let message = match (elsewhere.and_then(|unit| unit.sheet.as_deref()), self.tab_that_states(named)) {
                    (None, Some(sheet)) => message!(
                        "unit-converted.table-of-name",
                        sheet = sheet,
                        unit = text,
                        own = &own,
                        how = how,
                        factor = number
                    ),
                    (Some(sheet), _) => message!(
                        "unit-converted.table-of-sheet",
                        sheet = sheet,
                        unit = text,
                        own = &own,
                        how = how,
                        factor = number
                    ),
                    (None, None) => {
                        message!("unit-converted.table", unit = text, own = &own, how = how, factor = number)
                    }
                };
                let location = self.location(self.table.header_row, Some(column), Some(field));
                let finding = Finding::new(Code::UnitConverted, location, message);
                self.report(finding.value(text.clone()).expected(own));
                shift
            }
            Reconciled::Contradiction => {
                let own = of_field(field);
                let message = match self.tab_that_states(named) {
                    Some(sheet) => message!("unit-mismatch.column-of-name", sheet = sheet, unit = text, own = &own),
                    None => message!("unit-mismatch.column", unit = text, own = &own),
                };
                let location = self.location(self.table.header_row, Some(column), Some(field));
                let finding = Finding::new(Code::UnitMismatch, location, message);
                self.report_rows(finding.value(text.clone()).expected(own), 0..data.len(), rows);
                0
            }
        }
    }

    /// The name of the sheet, where the unit of a column is read from that, alone or beside what the table states.
    fn tab_that_states(&self, named: &NamedUnit) -> Option<&'a str> {
        let unit = self.table.head.unit.as_ref().filter(|unit| !named.is_of_label && unit.sheet.is_none())?;
        let is_from_elsewhere = unit.cell.is_none() || unit.text.contains("; ");
        let of_name = is_from_elsewhere.then(|| unit_of_a_name(self.sheet.tab())).flatten()?;
        unit.text.split("; ").any(|part| part == of_name).then(|| self.sheet.tab())
    }

    /// A unit whose amounts are of each, over a field of all.
    pub(super) fn unit_of_each(&mut self, field: &Field, text: &str, each: &str, (row, column): (u32, u32)) {
        let own = of_field(field);
        let message = message!("unclear-unit.of-each", unit = text, each = each, own = &own);
        let location = self.location(row, Some(column), Some(field));
        self.report(Finding::new(Code::UnclearUnit, location, message).value(text).expected(own));
    }

    /// Reports a unit beside which words say that its figures are the plan, a running total or another period's, unless the field's own words or what
    /// is reported of the head say so.
    pub(super) fn figures_beside_a_unit(
        &mut self,
        field: &Field,
        text: &str,
        (row, column): (u32, u32),
        is_of_label: bool,
    ) {
        let Some(words) = words_beside::beside_a_unit(text, self.head_period()) else { return };
        let own = field.title.iter().chain(&field.labels).chain([&field.name]);
        let is_own = own.map(|own| without_marks(own)).any(|own| own.contains(&without_marks(&words)));
        let is_of_head = !is_of_label && other_figures(text).is_some();
        if is_own || is_of_head || !self.reported_units.insert((format!("{text}, other figures"), 0)) {
            return;
        }
        let own = of_field(field);
        let message = message!("unclear-unit.other-figures", unit = text, words = &words, own = &own);
        let finding = Finding::new(Code::UnclearUnit, self.location(row, Some(column), Some(field)), message);
        self.report(finding.value(text).expected(own));
    }

    /// A text that is written where units are, and names a power of ten that nobody can use.
    pub(super) fn unclear_unit(&mut self, text: &str, row: u32, column: u32, field: &Field) {
        let own = of_field(field);
        let finding = Finding::new(
            Code::UnclearUnit,
            self.location(row, Some(column), Some(field)),
            message!("unclear-unit.unclear", unit = text, own = &own),
        );
        self.report(finding.value(text).expected(own));
    }
}

/// A unit of measure as written, and what it says.
pub(super) struct NamedUnit {
    pub text: String,
    pub units: StatedUnits,
    /// Whether it is this field's, where the field has another.
    pub speaks: Speaks,
    /// True where the label of the column states it.
    pub is_of_label: bool,
    /// What the amounts are of each of, where they are not of all.
    pub each: Option<String>,
}

impl NamedUnit {
    /// The power of ten that it states for a field.
    pub fn multiplier(&self, field: &Field) -> Option<i32> {
        match declared(field) {
            Some(measure) => self.units.power_of(measure),
            None => self.units.only().map(|unit| unit.multiplier),
        }
    }
}
