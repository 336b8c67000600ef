//! Why an area has no figure of what is asked for: it has ended, or was not there yet; its level has none; or there is no such period.
//!
//! Takes the question and the areas that are meant; gives the error with what to ask instead.

use std::collections::{BTreeMap, BTreeSet};

use arrow_array::RecordBatch;
use chrono::NaiveDate;

use super::asked::unknown;
use super::question::Question;
use super::run_tables::{RunTables, date, only, text};
use super::unit_times::{DatedUnit, UnitTimes};
use crate::error::Error;
use crate::findings::message::Message;
use crate::message;
use crate::registry::area_fault;
use crate::registry::names::is_name_of;
use crate::values::period::{Calendar, Frequency, Period};

/// The most units that are named.
const MOST_NAMED: usize = 8;

/// The figures of an area, among which none is asked for.
pub(super) struct Figureless<'a> {
    pub tables: &'a RunTables<'a>,
    /// The table of figures that the indicator is in, without its ending.
    pub table: &'a str,
    pub question: &'a Question,
    /// The command that asks.
    pub command: &'a str,
    /// The area as it is asked for.
    pub asked: &'a str,
}

impl Figureless<'_> {
    /// No figure of this period or this map: whatever else there is, the unit may not be there then.
    ///
    /// # Errors
    /// Always: why there is none, or a table that cannot be read.
    pub fn in_time(&self, figures: &RecordBatch, rows: &[usize], other: Error) -> Error {
        self.out_of_its_time(figures, rows).unwrap_or_else(Some).unwrap_or(other)
    }

    fn out_of_its_time(&self, figures: &RecordBatch, rows: &[usize]) -> Result<Option<Error>, Error> {
        let Some(day) = self.day()? else { return Ok(None) };
        let times = UnitTimes::read(self.tables)?;
        // A code all that it has meant, a name those that have it.
        let codes: BTreeSet<&str> = rows.iter().filter_map(|row| text(figures, "ref_area", *row)).collect();
        let is_asked = |unit: &DatedUnit| {
            let has_code = unit.ref_area == self.asked;
            has_code || (codes.contains(unit.ref_area.as_str()) && is_name_of(self.asked, &unit.ref_area_name))
        };
        let units: Vec<&DatedUnit> = times.fitting(is_asked).collect();
        if units.iter().any(|unit| unit.is_valid_on(day)) {
            return Ok(None);
        }
        let ended = units.iter().filter(|unit| unit.ref_area_valid_to.is_some_and(|end| end <= day));
        if let Some(unit) = ended.max_by_key(|unit| unit.ref_area_valid_to) {
            let end = unit.ref_area_valid_to.map(|day| day.to_string()).unwrap_or_default();
            let (of, asked, became) = (unit.named(), self.what(), times.became(unit, day));
            let above: Vec<&DatedUnit> = times.above(unit, day).into_iter().collect();
            let others = if became.is_empty() { &above } else { &became };
            let (named, commands) = (listed(others), self.commands(others));
            return Ok(Some(Error::Request(match (became.is_empty(), above.is_empty()) {
                (false, _) => message!(
                    "unit-times.became",
                    unit = of,
                    day = end,
                    asked = asked,
                    others = named,
                    commands = commands
                ),
                (true, false) => message!(
                    "unit-times.above",
                    unit = of,
                    day = end,
                    asked = asked,
                    others = named,
                    commands = commands
                ),
                (true, true) => message!("unit-times.ended", unit = of, day = end, asked = asked),
            })));
        }
        let Some(unit) = units.iter().min_by_key(|unit| unit.ref_area_valid_from) else { return Ok(None) };
        let (of, asked, from) = (unit.named(), self.what(), unit.ref_area_valid_from.to_string());
        let others = times.made_of(unit, day);
        Ok(Some(Error::Request(if others.is_empty() {
            message!("unit-times.began", unit = of, day = from, asked = asked)
        } else {
            let (others, commands) = (listed(&others), self.commands(&others));
            message!("unit-times.made-of", unit = of, day = from, asked = asked, others = others, commands = commands)
        })))
    }

    /// The day on whose map the figure would be: that of the geography, or the last of the period; nothing where the indicator has no figure of
    /// it at all.
    fn day(&self) -> Result<Option<NaiveDate>, Error> {
        let map = self.question.geography.as_deref().and_then(|name| name.parse::<NaiveDate>().ok());
        let Some(period) = self.question.period else { return Ok(map) };
        let wanted = [("time_period", only(&period.to_string())), ("indicator", only(&self.question.indicator))];
        let rows = self.tables.columns(self.table, &["period_end"], &wanted)?;
        Ok((0..rows.num_rows()).find_map(|row| date(&rows, "period_end", row)).map(|end| map.unwrap_or(end)))
    }

    /// What is asked for.
    fn what(&self) -> Message {
        let map = self.question.geography.as_deref().map(|name| match name {
            "as-reported" => message!("geography.as-reported"),
            day => message!("unit-times.map", day = day),
        });
        let period = self.question.period.map(|period| period.to_string());
        match (period, map) {
            (Some(period), Some(map)) => {
                Message::new(format!("{period} ({})", map.vi), format!("{period} ({})", map.en))
            }
            (Some(period), None) => period.into(),
            (None, map) => map.unwrap_or_default(),
        }
    }

    /// The commands that ask of other units, a line each.
    fn commands(&self, units: &[&DatedUnit]) -> Message {
        let question = self.question;
        let period = question.period.map(|period| format!(" {period}")).unwrap_or_default();
        let option = |name: &str, value: &Option<String>| {
            value.as_ref().map(|value| format!(" --{name} {value}")).unwrap_or_default()
        };
        let options = [
            option("method", &question.method),
            option("breakdown", &question.breakdown),
            option("geography", &question.geography),
        ];
        let (command, indicator, options) = (self.command, &question.indicator, options.concat());
        let line =
            |unit: &&DatedUnit| format!("\n  tinhso {command} {indicator}{period} --area {}{options}", unit.ref_area);
        units.iter().take(MOST_NAMED).map(line).collect::<String>().into()
    }

    /// The area has no figure of the indicator at all: its level has none, or nobody knows the area.
    ///
    /// # Errors
    /// Always: why there is none, or a table that cannot be read.
    pub fn of_level(&self, other: Error) -> Error {
        self.other_level().unwrap_or_else(Some).unwrap_or(other)
    }

    fn other_level(&self) -> Result<Option<Error>, Error> {
        let times = UnitTimes::read(self.tables)?;
        let is_asked = |unit: &DatedUnit| unit.ref_area == self.asked || is_name_of(self.asked, &unit.ref_area_name);
        let Some(unit) = times.fitting(is_asked).last() else { return Ok(None) };
        let areas =
            self.tables.columns(self.table, &["area_level"], &[("indicator", only(&self.question.indicator))])?;
        let levels: BTreeSet<&str> = (0..areas.num_rows()).filter_map(|row| text(&areas, "area_level", row)).collect();
        if levels.contains(unit.level.as_str()) {
            return Ok(None);
        }
        let indicator = &self.question.indicator;
        if levels.is_empty() {
            return Ok(Some(Error::Request(message!("unit-times.none", indicator = indicator))));
        }
        let known: Vec<String> = levels.into_iter().map(str::to_owned).collect();
        let level = area_fault::level(&unit.level);
        Ok(Some(Error::Request(message!(
            "unit-times.level",
            unit = unit.named(),
            level = level,
            indicator = indicator,
            known = area_fault::levels(&known)
        ))))
    }
}

fn listed(units: &[&DatedUnit]) -> String {
    let mut listed = units.iter().take(MOST_NAMED).map(|unit| unit.named()).collect::<Vec<_>>().join(", ");
    if units.len() > MOST_NAMED {
        listed.push_str(", …");
    }
    listed
}

/// No such period among those that there are: the first and the last of each length. The one that is written most alike is seldom the one
/// that is meant.
pub(super) fn no_period(asked: Period, known: &BTreeSet<&str>) -> Error {
    let mut spans: BTreeMap<Frequency, (Period, Period)> = BTreeMap::new();
    for period in known.iter().filter_map(|period| period.parse::<Period>().ok()) {
        let end = |period: Period| period.end(Calendar::Gregorian);
        let span = spans.entry(period.frequency()).or_insert((period, period));
        if end(period) < end(span.0) {
            span.0 = period;
        }
        if end(period) > end(span.1) {
            span.1 = period;
        }
    }
    let spans: Vec<String> = spans
        .into_values()
        .map(|(first, last)| if first == last { first.to_string() } else { format!("{first} … {last}") })
        .collect();
    let asked = asked.to_string();
    if spans.is_empty() {
        return unknown(message!("explain-filter.period"), &asked, known.iter().copied());
    }
    Error::Request(message!(
        "export-unknown.other",
        asked = asked,
        filter = message!("explain-filter.period"),
        known = spans.join(", ")
    ))
}
