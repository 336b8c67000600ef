//! How large a figure is: the powers of ten of the fields that it divides, its factor, and the power of ten of its unit.
//!
//! Takes the parts of an indicator; gives the factor by which the quotient of its amounts is multiplied, and its UNIT_MULT, so that the
//! figure times ten to that power is what the fields state. What says another size than the fields is refused where no figure could be meant,
//! and else a warning: the factor is as declared.

use super::units_in_words::code_meant_by;
use super::{PipelineFile, at};
use crate::findings::message::Message;
use crate::message;
use crate::project::expression::plan::{AggregatePart, Denominator};
use crate::project::expression::typed::Aggregate;
use crate::project::written::field::is_code_of_percents;
use crate::project::written::form::{Form, Merge};
use crate::project::written::pipeline::Indicator;
use crate::values::currency::is_currency_code;
use crate::values::decimal::{Decimal, SCALE};
use crate::values::number::Number;
use crate::words::counted::Counted;

/// The factor of a figure and its power of ten.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Magnitude {
    pub factor: Decimal,
    pub multiplier: i64,
}

/// What one part of an indicator adds up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PartAmount {
    /// `None` of counts, and of fields that declare no unit.
    pub unit: Option<String>,
    pub multiplier: i32,
    is_count: bool,
    /// True where amounts are multiplied before they are added: the factor may be among them.
    is_weighted: bool,
    /// True for a sum of percents that units merge otherwise.
    adds_shares: bool,
}

impl PartAmount {
    /// What a part of a form adds up.
    pub(super) fn of(part: &AggregatePart, form: &Form) -> Self {
        let amount = part.aggregate.amount();
        let field = amount.and_then(|amount| form.field(amount.amounts().first()?));
        Self {
            unit: field.and_then(|field| field.unit.clone()),
            multiplier: field.and_then(|field| field.multiplier).map_or(0, i32::from),
            is_count: matches!(part.aggregate, Aggregate::Count | Aggregate::CountDistinct(_) | Aggregate::CountUnits),
            is_weighted: amount.is_some_and(|amount| amount.is_weighted()),
            adds_shares: matches!(part.aggregate, Aggregate::Sum(_))
                && field.is_some_and(|field| field.is_percent() && field.merge_rule() != Some(Merge::Sum)),
        }
    }

    /// Units of the registry.
    pub(super) const fn of_registry() -> Self {
        Self { unit: None, multiplier: 0, is_count: true, is_weighted: false, adds_shares: false }
    }

    fn counted(&self) -> Counted {
        self.unit.as_deref().map_or(Counted::Other, Counted::of_code)
    }

    /// The power of ten of this unit in the other, where both measure the same; `None` where they do not, or that is not known.
    fn power_in(&self, other: &Self) -> Option<i32> {
        let (own, others) = (self.unit.as_deref()?, other.unit.as_deref()?);
        if own == others || is_code_of_percents(own) && is_code_of_percents(others) {
            return Some(0);
        }
        match (self.counted(), other.counted()) {
            (Counted::Quantity(own), Counted::Quantity(other)) => own.power_in(other),
            _ => None,
        }
    }

    fn is_money(&self) -> bool {
        self.unit.as_deref().is_some_and(is_currency_code)
    }

    /// True where it is known what it is: money, a quantity, a count of things.
    fn is_known(&self) -> bool {
        self.is_count || self.is_money() || self.counted() != Counted::Other
    }

    fn is_measured(&self) -> bool {
        self.is_money() || matches!(self.counted(), Counted::Quantity(quantity) if !quantity.is_time())
    }

    fn words(&self) -> Message {
        match &self.unit {
            Some(unit) => message!("fault-magnitude.in-unit", unit = unit, power = self.multiplier.to_string()),
            None => message!("fault-magnitude.counted"),
        }
    }
}

/// What is so many of a thousand.
fn is_permille(unit: &str) -> bool {
    ["permille", "promille", "per_mille"].iter().any(|known| unit.eq_ignore_ascii_case(known))
}

/// Of how many the unit of a ratio is one: 100 for percent.
pub(super) fn parts_of_one(unit: &str) -> Option<i64> {
    let is_percent = is_code_of_percents(unit) || code_meant_by(unit).is_some_and(|meant| meant.code == "percent");
    is_percent.then_some(100).or_else(|| is_permille(unit).then_some(1000))
}

/// A factor times ten to a power; `None` where that has too many digits.
fn shifted(factor: Decimal, power: i32) -> Option<Decimal> {
    Decimal::parse(&factor.to_string(), SCALE, power).ok().filter(|parsed| !parsed.inexact).map(|parsed| parsed.value)
}

impl PipelineFile<'_> {
    /// The factor and the power of ten of an indicator; `None` after a fault.
    pub(super) fn magnitude(
        &mut self,
        indicator: &Indicator,
        numerator: &PartAmount,
        denominator: Option<&Denominator>,
    ) -> Option<Magnitude> {
        let factor = indicator.factor.map_or(Decimal::ONE, |Number(factor)| factor);
        let name = indicator.name.get_ref();
        if factor == Decimal::ZERO {
            self.fault(&indicator.name, message!("fault-magnitude.zero", name = name), None);
            return None;
        }
        let denominator = match denominator {
            None => None,
            Some(Denominator::Registry { .. }) => Some(PartAmount::of_registry()),
            Some(Denominator::Part(part)) => {
                let form = self.forms.iter().find(|form| form.name == part.form)?;
                Some(PartAmount::of(part, form))
            }
        };
        let judged = match &denominator {
            None => total(numerator, indicator, factor),
            Some(denominator) => ratio(numerator, denominator, indicator, factor),
        };
        let powers = match judged {
            Ok(powers) => powers,
            Err((message, suggestion)) => {
                self.fault(&indicator.unit, message, suggestion);
                return None;
            }
        };
        if let Some(meant) = code_meant_by(indicator.unit.get_ref()) {
            let power = match meant.multiplier {
                0 => String::new(),
                power => format!(" / multiplier = {power}"),
            };
            let message = message!("fault-magnitude.unit-in-words", name = name, written = indicator.unit.get_ref());
            let write = message!("fault.write", text = format!("unit = \"{}\"{power}", meant.code));
            self.resolved.warnings.push(at(self.file, indicator.unit.span().start, message, Some(write)));
        }
        if denominator.is_none() && numerator.adds_shares {
            let message = message!("fault-magnitude.added-shares", name = name);
            self.resolved.warnings.push(at(self.file, indicator.numerator.span().start, message, None));
        }
        if let Some((message, write)) = powers.doubt {
            self.resolved.warnings.push(at(self.file, indicator.unit.span().start, message, write));
        }
        let multiplier = powers.of_figure;
        let Some(factor) = shifted(factor, powers.of_parts.saturating_sub(multiplier)) else {
            self.fault(&indicator.unit, message!("fault-magnitude.digits", name = name), None);
            return None;
        };
        Some(Magnitude { factor, multiplier: i64::from(multiplier) })
    }
}

/// What is wrong or in doubt, and what to write.
type Objection = (Message, Option<Message>);

/// The powers of ten of a figure.
#[derive(Debug, PartialEq, Eq)]
struct Powers {
    /// Of what is divided or added.
    of_parts: i32,
    of_figure: i32,
    doubt: Option<Objection>,
}

impl Powers {
    const fn sure(of_parts: i32, of_figure: i32) -> Self {
        Self { of_parts, of_figure, doubt: None }
    }

    /// The factor stays as it is declared.
    const fn in_doubt(of_both: i32, doubt: Objection) -> Self {
        Self { of_parts: of_both, of_figure: of_both, doubt: Some(doubt) }
    }
}

type Judged = Result<Powers, Objection>;

fn total(amount: &PartAmount, indicator: &Indicator, factor: Decimal) -> Judged {
    let name = indicator.name.get_ref();
    let stated = indicator.multiplier.map(i32::from);
    if amount.unit.is_some() && factor.abs() != Decimal::ONE {
        let meant = power_of(factor).map(|power| amount.multiplier.saturating_sub(power));
        let write = meant.map(|power| message!("fault.write", text = format!("multiplier = {power}")));
        let (written, of) = (factor.to_string(), amount.words());
        let message = message!("fault-magnitude.total-factor", name = name, factor = written, of = of);
        return Ok(Powers::in_doubt(stated.unwrap_or(amount.multiplier), (message, write)));
    }
    Ok(Powers::sure(amount.multiplier, stated.unwrap_or(amount.multiplier)))
}

fn ratio(numerator: &PartAmount, denominator: &PartAmount, indicator: &Indicator, factor: Decimal) -> Judged {
    let (name, unit) = (indicator.name.get_ref(), indicator.unit.get_ref());
    let alike = numerator.power_in(denominator);
    let between = numerator.multiplier.saturating_sub(denominator.multiplier);
    let power = between.saturating_add(alike.unwrap_or(0));
    let stated = indicator.multiplier.map(i32::from);
    let of = || (numerator.words(), denominator.words());
    if let Some(parts) = parts_of_one(unit) {
        let measured = numerator.is_measured() || denominator.is_measured();
        if alike.is_none() && measured && numerator.is_known() && denominator.is_known() {
            let (left, right) = of();
            let message = message!("fault-magnitude.two-units", name = name, unit = unit, left = left, right = right);
            return Err((message, None));
        }
        let is_of_percents = numerator.unit.as_deref().is_some_and(|unit| parts_of_one(unit).is_some());
        let is_weighted = numerator.is_weighted || denominator.is_weighted;
        if factor != Decimal::from_integer(parts) && !is_of_percents && !is_weighted {
            let written = factor.to_string();
            let message = message!("fault-magnitude.percent-factor", name = name, unit = unit, factor = written);
            let doubt = Some((message, Some(message!("fault.write", text = format!("factor = {parts}")))));
            return Ok(Powers { doubt, ..Powers::sure(power, 0) });
        }
        if stated.is_some_and(|stated| stated != 0) {
            return Err((message!("fault-magnitude.percent-multiplier", name = name, unit = unit), None));
        }
        return Ok(Powers::sure(power, 0));
    }
    // The factor may be there to bring the amounts to each other, or be a part of what the unit says: "of 1,000 people".
    if power != 0 && stated.is_none() && factor.abs() != Decimal::ONE {
        let (left, right) = of();
        let written = factor.to_string();
        let message = message!("fault-magnitude.factor", name = name, factor = written, left = left, right = right);
        let unit_power = if alike.is_some() { 0 } else { power };
        let write = message!("fault-magnitude.factor-write", power = unit_power.to_string());
        return Ok(Powers::in_doubt(0, (message, Some(write))));
    }
    Ok(Powers::sure(power, stated.unwrap_or(if alike.is_some() { 0 } else { power })))
}

/// The power of ten that a number is, if it is one.
fn power_of(number: Decimal) -> Option<i32> {
    (-12..=15).find(|power| shifted(Decimal::ONE, *power) == Some(number))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn amount(unit: &str, multiplier: i32) -> PartAmount {
        PartAmount { unit: Some(unit.to_owned()), multiplier, is_count: false, is_weighted: false, adds_shares: false }
    }

    fn indicator(written: &str) -> Indicator {
        let text = format!(
            "name = \"i\"\ntitle = {{ vi = \"i\", en = \"i\" }}\nnumerator = {{ source = \"f\", value = \"count(*)\" }}\n\
             areas = []\nperiods = []\n{written}"
        );
        toml::from_str(&text).expect("an indicator")
    }

    /// The factor and the power of ten of a ratio; `None` where it is refused or in doubt.
    fn of_ratio(numerator: &PartAmount, denominator: &PartAmount, written: &str) -> Option<(String, i32)> {
        let indicator = indicator(written);
        let factor = indicator.factor.map_or(Decimal::ONE, |factor| factor.0);
        let powers = ratio(numerator, denominator, &indicator, factor).ok().filter(|powers| powers.doubt.is_none())?;
        Some((shifted(factor, powers.of_parts - powers.of_figure)?.to_string(), powers.of_figure))
    }

    #[test]
    fn amounts_of_one_unit_are_brought_to_one() {
        let percent = "unit = \"percent\"\nfactor = 100";
        let of = |numerator: &PartAmount, denominator: &PartAmount| of_ratio(numerator, denominator, percent);
        let is = |factor: &str| Some((factor.to_owned(), 0));
        assert_eq!(of(&amount("VND", 6), &amount("VND", 6)), is("100"));
        assert_eq!(of(&amount("VND", 6), &amount("VND", 9)), is("0.1"));
        assert_eq!(of(&amount("VND", 9), &amount("VND", 6)), is("100000"));
        assert_eq!(of(&amount("PERSON", 3), &amount("PERSON", 0)), is("100000"));
        assert_eq!(of(&amount("HA", 0), &amount("KM2", 0)), is("1"));
        assert_eq!(of_ratio(&amount("VND", 6), &amount("VND", 9), "unit = \"ratio\""), is("0.001"));
        assert_eq!(of_ratio(&amount("PERSON", 0), &amount("PERSON", 3), "unit = \"permille\"\nfactor = 1000"), is("1"));
        // So many of what is counted to a hundred of another thing are called percent, too.
        assert_eq!(of(&amount("DOSSIER", 0), &amount("PERSON", 0)), is("100"));
        assert_eq!(of(&PartAmount::of_registry(), &PartAmount::of_registry()), is("100"));
        // What has no known unit is not known to be another.
        assert_eq!(of(&amount("VND_2010", 6), &amount("VND", 6)), is("100"));
    }

    #[test]
    fn amounts_of_two_units_have_the_power_of_both() {
        let written = "unit = \"VND\"";
        assert_eq!(of_ratio(&amount("VND", 6), &amount("PERSON", 0), written), Some(("1".into(), 6)));
        assert_eq!(of_ratio(&amount("VND", 6), &amount("PERSON", 3), written), Some(("1".into(), 3)));
        assert_eq!(of_ratio(&amount("VND", 6), &PartAmount::of_registry(), written), Some(("1".into(), 6)));
        let in_millions = "unit = \"VND\"\nmultiplier = 6";
        assert_eq!(of_ratio(&amount("VND", 9), &amount("PERSON", 0), in_millions), Some(("1000".into(), 6)));
        let of_thousand = "unit = \"DOCTORS_PER_10000\"\nfactor = 10000\nmultiplier = 0";
        assert_eq!(of_ratio(&amount("PERSON", 0), &amount("PERSON", 3), of_thousand), Some(("10".into(), 0)));
        let points = "unit = \"POINT\"\nfactor = 100";
        assert_eq!(of_ratio(&amount("POINT", 0), &amount("VILLAGE", 0), points), Some(("100".into(), 0)));
    }

    #[test]
    fn what_says_another_size_is_refused_or_in_doubt() {
        let refused = |numerator: &PartAmount, denominator: &PartAmount, written: &str| {
            of_ratio(numerator, denominator, written).is_none()
        };
        let percent = "unit = \"percent\"\nfactor = 100";
        assert!(refused(&amount("VND", 6), &amount("USD", 0), percent));
        assert!(refused(&amount("VND", 6), &amount("PERSON", 0), percent));
        assert!(refused(&amount("VND", 6), &PartAmount::of_registry(), percent));
        assert!(refused(&amount("HA", 0), &amount("PERSON", 0), percent));
        for unit in ["percent", "PT"] {
            assert!(refused(&amount("PERSON", 0), &amount("PERSON", 0), &format!("unit = \"{unit}\"")));
        }
        assert!(refused(&amount("VND", 6), &amount("VND", 9), "unit = \"percent\"\nfactor = 0.1"));
        // Billions to a person times a thousand may be millions, or what a thousand people have.
        assert!(refused(&amount("VND", 9), &amount("PERSON", 0), "unit = \"VND\"\nfactor = 1000"));
        assert!(refused(&amount("PERSON", 0), &amount("PERSON", 0), "unit = \"percent\"\nfactor = -100"));
        assert!(refused(&amount("PERSON", 0), &amount("PERSON", 0), "unit = \"%\""));
        // A product in the amounts may be the hundred of the percent.
        let weighted = PartAmount { is_weighted: true, ..amount("PERSON", 0) };
        assert!(!refused(&weighted, &amount("PERSON", 0), "unit = \"percent\""));
        let parts = total(&amount("VND", 6), &indicator("unit = \"VND\"\nfactor = 1000"), Decimal::from_integer(1000));
        let parts = parts.expect("a total");
        assert_eq!((parts.of_parts, parts.of_figure), (6, 6), "the factor is as declared");
        let (_, suggestion) = parts.doubt.expect("in doubt");
        assert!(suggestion.expect("a suggestion").en.contains("multiplier = 3"));
        let in_billions = total(&amount("VND", 6), &indicator("unit = \"VND\"\nmultiplier = 9"), Decimal::ONE);
        assert_eq!(in_billions, Ok(Powers::sure(6, 9)));
    }
}
