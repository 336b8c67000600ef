//! What a table takes over where its own head is silent: from the name of its sheet, from the table before, from a cover.
//!
//! A form that is split over several sheets, one a month or one a district, often prints its whole head only once, or names
//! the month on the tab alone. Takes the heads in the order of the file; completes each from what is nearest: the sheet's
//! name, the table above on the sheet, the table of the same form on a sheet before, a cover sheet. What the table itself says
//! always goes before; that the sheet's name says another period is a finding.

use std::collections::HashMap;

use crate::locate::carried_units::CarriedUnits;
use crate::locate::head::head_period::FoundPeriod;
use crate::locate::head::{Head, HeadText, head_period};
use crate::locate::{Table, head};
use crate::project::written::form::Form;
use crate::sheet::grid::Sheet;
use crate::values::period::{Frequency, Period};
use crate::values::text;
use crate::words::period_text;

/// The heads that later tables of one file may take over.
#[derive(Default)]
pub(super) struct Carried<'a> {
    /// The last table of each form, with the sheet that it is on.
    tables: HashMap<usize, (usize, Head)>,
    /// Sheets without a table whose text is that of a head, with what they say.
    covers: Vec<(&'a Sheet, Head)>,
    pub units: CarriedUnits,
    /// The period of the last cover that gives one, for each frequency that was asked, with how many covers there were.
    cover_periods: HashMap<Frequency, (usize, Option<FoundPeriod>)>,
}

/// What completing a head found odd.
pub(super) struct Contradiction {
    /// The period that the sheet's name says.
    pub named: Period,
    /// The period that the head gives.
    pub written: Period,
}

impl<'a> Carried<'a> {
    /// Keeps what a sheet without a table says, where it says what a head does.
    pub fn cover(&mut self, sheet: &'a Sheet, forms: &[Form]) {
        let head = head::read(&sheet.grid, 0, u32::MAX, forms);
        if !sheet.visible {
            return;
        }
        if head.sender.is_some() || head.form_code.is_some() {
            self.units.cover(sheet, &head);
            self.covers.push((sheet, head));
        } else {
            self.units.mention(sheet, &head);
        }
    }

    /// Gives the tables of a file that state no unit what another of its sheets says of one.
    pub fn mention_units<'t>(&self, tables: impl Iterator<Item = &'t mut Table>) {
        self.units.mention_in(tables);
    }

    /// The period that the last cover gives.
    fn cover_period(&mut self, frequency: Frequency) -> Option<FoundPeriod> {
        let known = self.covers.len();
        let (_, period) = match self.cover_periods.get(&frequency) {
            Some(found) if found.0 == known => found,
            _ => {
                let period = self.covers.iter().rev().find_map(|(sheet, _)| {
                    let found = head_period::read(&sheet.grid, 0, u32::MAX, frequency)?;
                    Some(found.on_sheet(|found| HeadText { sheet: Some(sheet.name.clone()), ..found.clone() }))
                });
                self.cover_periods.insert(frequency, (known, period));
                self.cover_periods.get(&frequency)?
            }
        };
        period.clone()
    }

    /// Completes the head of a table of this form. `above` is that of the table above it on the same sheet.
    pub fn complete(
        &mut self,
        head: &mut Head,
        above: Option<&Head>,
        (form, frequency): (usize, Frequency),
        (number, sheets): (usize, &[Sheet]),
    ) -> Option<Contradiction> {
        let name = sheets.get(number).map_or("", Sheet::tab);
        let own = head.period.clone();
        let stated = fits(own.clone(), frequency);
        let of_cover = self.cover_period(frequency);
        let before = self.tables.get(&form);
        let cover_period = || of_cover.clone();
        // "Tháng 7" on the tab, and the year in the head of this sheet or of another.
        let year = || {
            let periods = [own.clone(), above.and_then(|above| above.period.clone())].into_iter();
            let periods = periods.chain([before.and_then(|(_, head)| head.period.clone()), cover_period()]);
            periods.flatten().next().and_then(|found| found.year())
        };
        let named = period_in_name(name, frequency, year);
        let written = stated.as_ref().and_then(|stated| stated.fitting(frequency));
        let contradiction = match (&named, written) {
            (Some((_, named)), Some(written)) if *named != written => Some(Contradiction { named: *named, written }),
            _ => None,
        };
        // A head that names two periods of the form's frequency is silent no more than one that names one, and one of a quarter is no
        // month's because a month's is before it.
        let silent = own.as_ref().is_none_or(|own| leaves_open(own, frequency));
        // The name of the sheet is of its first table where that has a head that says the same.
        let is_below =
            above.and_then(|above| fits(above.period.clone(), frequency)).is_some_and(|period| period.is_in_a_cell());
        if stated.is_none() && (silent || !is_below) {
            let from_name = || {
                let found = |text| HeadText { text, cell: None, sheet: None };
                named.map(|(text, period)| FoundPeriod { found: found(text), period, against: None })
            };
            let from_above = || above.and_then(|above| fits(above.period.clone(), frequency));
            let from_before = || before.and_then(|before| fits(period_before(before, sheets), frequency));
            let from_cover =
                || fits(cover_period(), frequency).filter(|found| silent || before.is_none() && is_within(found, &own));
            let from_tables = || from_above().or_else(from_before).filter(|_| silent);
            head.period = from_name().or_else(from_tables).or_else(from_cover).or_else(|| own.clone());
        }
        if head.sender.is_none() {
            let from_before = || before.and_then(|before| on_its_sheet(before.0, before.1.sender.as_ref()?, sheets));
            let from_cover = || {
                let stated = self.covers.iter().rev().find_map(|(sheet, head)| Some((sheet, head.sender.as_ref()?)));
                stated.map(|(sheet, found)| HeadText { sheet: Some(sheet.name.clone()), ..found.clone() })
            };
            head.sender = above.and_then(|above| above.sender.clone()).or_else(from_before).or_else(from_cover);
        }
        if let Some(above) = above {
            head.revision = head.revision.or(above.revision);
        }
        self.tables.insert(form, (number, head.clone()));
        contradiction
    }
}

/// What the table before says, with the sheet that it says it on. A name that gave the period of its own sheet says nothing
/// of the next.
fn on_its_sheet(number: usize, found: &HeadText, sheets: &[Sheet]) -> Option<HeadText> {
    let sheet = found.sheet.clone().or_else(|| sheets.get(number).map(|sheet| sheet.name.clone()));
    found.cell.is_some().then(|| HeadText { sheet, ..found.clone() })
}

fn period_before((number, head): &(usize, Head), sheets: &[Sheet]) -> Option<FoundPeriod> {
    let before = head.period.as_ref()?;
    on_its_sheet(*number, &before.found, sheets)?;
    Some(before.on_sheet(|found| on_its_sheet(*number, found, sheets).unwrap_or_else(|| found.clone())))
}

fn fits(found: Option<FoundPeriod>, frequency: Frequency) -> Option<FoundPeriod> {
    found.filter(|found| found.period.frequency() == frequency)
}

/// True where a head that names a period of another frequency leaves open which one of the form's own its table is of: by a year
/// within a title ("KẾT QUẢ CHUYỂN ĐỔI SỐ NĂM 2025"), or by a day. "Năm 2025" alone, and a quarter above a form of months, do not.
fn leaves_open(own: &FoundPeriod, frequency: Frequency) -> bool {
    if own.period.frequency() == frequency {
        return false;
    }
    let is_a_year = own.period.frequency() == Frequency::Year && !period_text::is_only_a_period(&own.found.text);
    is_a_year || period_text::named(&own.found.text).is_empty()
}

/// True where a period is in the year that a head names: "Năm 2025" above a table whose cover says "Quý II năm 2025".
fn is_within(found: &FoundPeriod, own: &Option<FoundPeriod>) -> bool {
    let year = own.as_ref().filter(|own| own.period.frequency() == Frequency::Year).and_then(FoundPeriod::year);
    year.is_some() && found.year() == year
}

/// The period that the name of a sheet gives: "Tháng 7-2025", "T7", "Quý III", with the year from elsewhere where it has none.
fn period_in_name(name: &str, frequency: Frequency, year: impl Fn() -> Option<i32>) -> Option<(String, Period)> {
    let spaced: String = name.chars().map(|sign| if matches!(sign, '_' | '.' | '-') { ' ' } else { sign }).collect();
    let whole =
        [name, &spaced].into_iter().find_map(|text| Some((text.to_owned(), period_text::only(text, frequency)?)));
    if whole.is_some() || frequency == Frequency::Year {
        return whole;
    }
    let year = year()?;
    let period = period_text::only_in_year(&spaced, frequency, year)?;
    Some((format!("{} năm {year}", text::name(&spaced)), period))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(name: &str, frequency: Frequency) -> Option<String> {
        period_in_name(name, frequency, || Some(2025)).map(|(_, period)| period.to_string())
    }

    #[test]
    fn names_of_sheets_give_periods() {
        for (name, frequency, period) in [
            ("Tháng 7", Frequency::Month, Some("2025-07")),
            ("T12", Frequency::Month, Some("2025-12")),
            ("T7.2024", Frequency::Month, Some("2024-07")),
            ("Tháng 7-2024", Frequency::Month, Some("2024-07")),
            ("2024-07", Frequency::Month, Some("2024-07")),
            ("Quý III", Frequency::Quarter, Some("2025-Q3")),
            ("Q2.2024", Frequency::Quarter, Some("2024-Q2")),
            ("Quý 5", Frequency::Quarter, None),
            ("Biểu 02", Frequency::Month, None),
            ("Sheet1", Frequency::Month, None),
            ("Xã Tủa Thàng", Frequency::Month, None),
            ("6 tháng đầu", Frequency::HalfYear, Some("2025-S1")),
        ] {
            assert_eq!(named(name, frequency).as_deref(), period, "{name}");
        }
    }
}
