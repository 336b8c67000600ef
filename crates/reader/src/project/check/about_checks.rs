//! Rules about checks: those that contradict each other, can never fail, or say what others say.
//!
//! Takes the checks of each form that a row alone decides; gives warnings. Sums of fields are compared exactly; of anything else nothing is
//! said. A check passes where a value is missing, so others say the same only where they name no other field.

use std::collections::BTreeMap;

use num_bigint::BigInt;

use super::feasible::{Inequality, contradict};
use crate::findings::code::Code;
use crate::findings::message::Message;
use crate::message;
use crate::project::ResolvedCheck;
use crate::project::expression::linear::Linear;
use crate::project::expression::typed::{Comparison, Condition};
use crate::project::written::constraints::Bound;
use crate::project::written::form::Form;
use crate::project::written::pipeline::WhereMissing;
use crate::values::decimal::{Decimal, SCALE};

/// What a check says of sums of fields.
struct SumsOfCheck<'a> {
    check: &'a ResolvedCheck,
    fields: Vec<String>,
    /// All of these hold where the check does.
    holds: Vec<Inequality>,
    /// One of these holds where it does not.
    fails: Vec<Inequality>,
}

/// What is odd about a check of a form.
pub(super) struct Odd<'a> {
    pub check: &'a ResolvedCheck,
    pub message: Message,
}

/// What is odd about the checks of a form, in their order.
pub(super) fn odd_checks<'a>(form: &Form, checks: &[&'a ResolvedCheck]) -> Vec<Odd<'a>> {
    let said: Vec<SumsOfCheck<'a>> = checks.iter().filter_map(|check| SumsOfCheck::of(check)).collect();
    let mut odd = Vec::new();
    // Those of which none is odd, in their order.
    let mut sound: Vec<&SumsOfCheck<'a>> = Vec::new();
    for one in &said {
        let bounds = bounds(form, &one.fields);
        if one.never_fails(&bounds) {
            odd.push(Odd { check: one.check, message: message!("fault-check.never-fails", name = &one.check.name) });
            continue;
        }
        let alone: Vec<Inequality> = bounds.iter().chain(&one.holds).cloned().collect();
        if contradict(&alone) {
            odd.push(Odd { check: one.check, message: message!("fault-check.never-holds", name = &one.check.name) });
            continue;
        }
        if let Some(others) = contradicting(form, one, &sound) {
            let message = message!("fault-check.contradicts", name = &one.check.name, others = names(&others));
            odd.push(Odd { check: one.check, message });
            continue;
        }
        if let Some(others) = repeated(one, &sound, &bounds) {
            odd.push(repeats(one, &others));
            continue;
        }
        sound.push(one);
    }
    // A later check may say more than an earlier one: `c = a` says `a >= c`, too.
    let mut place = 0;
    while let Some(one) = sound.get(place).copied() {
        let is_other =
            |other: &&SumsOfCheck<'a>| !std::ptr::eq(*other, one) && other.check.severity == one.check.severity;
        let others: Vec<_> = sound.iter().copied().filter(is_other).collect();
        match repeated(one, &others, &bounds(form, &one.fields)) {
            Some(others) => {
                odd.push(repeats(one, &others));
                sound.remove(place);
            }
            None => place += 1,
        }
    }
    odd
}

fn repeats<'a>(one: &SumsOfCheck<'a>, others: &[&SumsOfCheck<'a>]) -> Odd<'a> {
    Odd { check: one.check, message: message!("fault-check.repeats", name = &one.check.name, others = names(others)) }
}

impl<'a> SumsOfCheck<'a> {
    /// `None` where the check is more than comparisons of sums that all hold.
    fn of(check: &'a ResolvedCheck) -> Option<Self> {
        if check.missing == WhereMissing::Fails {
            return None;
        }
        let parts = match &check.condition {
            Condition::And(parts) => parts.as_slice(),
            one => std::slice::from_ref(one),
        };
        let mut said = Self { check, fields: check.condition.fields(), holds: Vec::new(), fails: Vec::new() };
        for part in parts {
            let (linear, comparison) = Linear::compared(part)?;
            match comparison {
                Comparison::Equal => {
                    said.holds.push(Inequality::at_most_zero(&linear, false));
                    said.holds.push(Inequality::at_least_zero(&linear, false));
                    said.fails.push(Inequality::at_most_zero(&linear, true));
                    said.fails.push(Inequality::at_least_zero(&linear, true));
                }
                Comparison::Less | Comparison::LessOrEqual => {
                    let strict = comparison == Comparison::Less;
                    said.holds.push(Inequality::at_most_zero(&linear, strict));
                    said.fails.push(Inequality::at_least_zero(&linear, !strict));
                }
                Comparison::Greater | Comparison::GreaterOrEqual => {
                    let strict = comparison == Comparison::Greater;
                    said.holds.push(Inequality::at_least_zero(&linear, strict));
                    said.fails.push(Inequality::at_most_zero(&linear, !strict));
                }
                Comparison::NotEqual => return None,
            }
        }
        Some(said)
    }

    /// True where no row that keeps to these can break it.
    fn never_fails(&self, kept: &[Inequality]) -> bool {
        self.fails.iter().all(|fails| {
            let with: Vec<Inequality> = kept.iter().chain([fails]).cloned().collect();
            contradict(&with)
        })
    }
}

/// The fewest of the others, one left out after the other, with which no row can pass a check.
fn contradicting<'s, 'a>(
    form: &Form,
    one: &SumsOfCheck<'a>,
    others: &[&'s SumsOfCheck<'a>],
) -> Option<Vec<&'s SumsOfCheck<'a>>> {
    let is_so = |others: &[&SumsOfCheck<'a>]| {
        let fields: Vec<String> = others.iter().chain([&one]).flat_map(|said| said.fields.clone()).collect();
        let mut all = bounds(form, &fields);
        all.extend(others.iter().chain([&one]).flat_map(|said| said.holds.clone()));
        contradict(&all)
    };
    fewest(others.to_vec(), is_so)
}

/// The fewest of the others that say what a check says, of the same fields.
fn repeated<'s, 'a>(
    one: &SumsOfCheck<'a>,
    others: &[&'s SumsOfCheck<'a>],
    bounds: &[Inequality],
) -> Option<Vec<&'s SumsOfCheck<'a>>> {
    // What a warning says does not keep a row from an error.
    let covers = |other: &&&SumsOfCheck<'a>| {
        other.check.severity <= one.check.severity && other.fields.iter().all(|field| one.fields.contains(field))
    };
    let others = others.iter().filter(covers).copied().collect();
    let is_so = |others: &[&SumsOfCheck<'a>]| {
        let kept: Vec<Inequality> =
            bounds.iter().cloned().chain(others.iter().flat_map(|said| said.holds.clone())).collect();
        one.never_fails(&kept)
    };
    fewest(others, is_so)
}

fn fewest<'s, 'a>(
    others: Vec<&'s SumsOfCheck<'a>>,
    is_so: impl Fn(&[&SumsOfCheck<'a>]) -> bool,
) -> Option<Vec<&'s SumsOfCheck<'a>>> {
    if others.is_empty() || !is_so(&others) {
        return None;
    }
    let mut left = others;
    let mut index = 0;
    while index < left.len() {
        let mut fewer = left.clone();
        fewer.remove(index);
        if is_so(&fewer) { left = fewer } else { index += 1 }
    }
    Some(left)
}

/// What the constraints of fields keep, where rows that break them are kept out.
pub(super) fn bounds(form: &Form, fields: &[String]) -> Vec<Inequality> {
    if form.severities.names(Code::ConstraintError) {
        return Vec::new();
    }
    let mut bounds = Vec::new();
    for field in form.schema.fields.iter().filter(|field| field.kind.is_numeric() && fields.contains(&field.name)) {
        let constraints = &field.constraints;
        let away = |bound: &Option<Bound>| {
            let bound = Decimal::parse(&bound.as_ref()?.to_string(), SCALE, 0).ok()?.value;
            let factors = BTreeMap::from([(field.name.clone(), BigInt::from(1u8))]);
            Some(Linear { factors, constant: BigInt::from(-bound.units()) })
        };
        bounds.extend(away(&constraints.minimum).map(|linear| Inequality::at_least_zero(&linear, false)));
        bounds.extend(away(&constraints.exclusive_minimum).map(|linear| Inequality::at_least_zero(&linear, true)));
        bounds.extend(away(&constraints.maximum).map(|linear| Inequality::at_most_zero(&linear, false)));
        bounds.extend(away(&constraints.exclusive_maximum).map(|linear| Inequality::at_most_zero(&linear, true)));
    }
    bounds
}

fn names(said: &[&SumsOfCheck<'_>]) -> String {
    said.iter().map(|said| said.check.name.as_str()).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::findings::severity::Severity;
    use crate::project::expression::fixture::communes;
    use crate::project::expression::parse::parse_condition;

    /// What is odd about checks of these names and texts; a name that begins with `w` is of a warning.
    fn oddities(texts: &[(&str, &str)]) -> Vec<String> {
        let mut form = communes();
        for field in &mut form.schema.fields {
            if ["received", "online", "officials"].contains(&field.name.as_str()) {
                field.constraints.minimum = Some(Bound::Number(0.into()));
            }
        }
        let check = |(name, text): &(&str, &str)| ResolvedCheck {
            form: 0,
            name: (*name).to_owned(),
            condition: parse_condition(text, &form).expect("a condition"),
            assert: (*text).to_owned(),
            with: None,
            missing: WhereMissing::Passes,
            severity: if name.starts_with('w') { Severity::Warning } else { Severity::Error },
            message: Message::default(),
        };
        let checks: Vec<ResolvedCheck> = texts.iter().map(check).collect();
        let odd = odd_checks(&form, &checks.iter().collect::<Vec<_>>());
        odd.into_iter().map(|odd| odd.message.en).collect()
    }

    #[test]
    fn sound_checks_are_not_odd() {
        assert_eq!(oddities(&[("a", "online <= received"), ("b", "online >= 1"), ("c", "received < 1000")]), [""; 0]);
        // Other values than these could be meant: a sum of fields and no text, no list.
        assert_eq!(
            oddities(&[("a", "note = 'a'"), ("b", "note = 'b'"), ("c", "online IN (1, 2)"), ("d", "online = 3")]),
            [""; 0]
        );
    }

    #[test]
    fn checks_that_no_row_can_break_or_keep() {
        assert_eq!(
            oddities(&[
                ("a", "received >= 0"),
                ("b", "received + online >= -1"),
                ("c", "received < 0"),
                ("d", "online = online")
            ]),
            [
                "no row that keeps to the constraints of its fields breaks the check a",
                "no row that keeps to the constraints of its fields breaks the check b",
                "no row that keeps to the constraints of its fields keeps the check c",
                "no row that keeps to the constraints of its fields breaks the check d",
            ]
        );
    }

    #[test]
    fn checks_that_a_later_one_says_too() {
        let of = |texts: &[(&str, &str)]| oddities(texts).join("; ");
        let says = |name: &str, others: &str| format!("the check {name} says nothing that {others} does not say");
        assert_eq!(of(&[("a", "received >= online"), ("b", "online = received")]), says("a", "b"));
        assert_eq!(of(&[("a", "online >= 1"), ("b", "officials >= 1"), ("c", "online >= 5")]), says("a", "c"));
        // Two writings of one check are told once, at the second.
        assert_eq!(of(&[("a", "received >= online"), ("b", "online <= received")]), says("b", "a"));
        // A warning is another thing than an error, and a field that may be missing decides nothing.
        assert_eq!(of(&[("a", "received >= online"), ("w", "online = received")]), "");
        assert_eq!(of(&[("a", "online >= 1"), ("b", "online >= received + 1")]), "");
    }

    #[test]
    fn checks_that_contradict_each_other_are_named_and_no_others() {
        let texts = [("a", "officials >= 1"), ("b", "online > received"), ("c", "received >= 5"), ("d", "online <= 5")];
        assert_eq!(oddities(&texts), ["no row can keep the check d and, at once, b, c"]);
        assert_eq!(
            oddities(&[("a", "online = received"), ("b", "online > received")]),
            ["no row can keep the check b and, at once, a"]
        );
    }

    #[test]
    fn a_check_that_others_say_of_the_same_fields() {
        assert_eq!(
            oddities(&[("a", "online <= received"), ("b", "2 * received >= 2 * online - 1")]),
            ["the check b says nothing that a does not say"]
        );
        // Where `received` is missing both pass, and `online` may be more than 5.
        assert_eq!(oddities(&[("a", "online <= received"), ("b", "received <= 5"), ("c", "online <= 5")]), [""; 0]);
        let all = [("a", "online <= received"), ("b", "received <= 5"), ("c", "online + received <= 10")];
        assert_eq!(oddities(&all), ["the check c says nothing that a, b does not say"]);
        // An error says more than a warning.
        assert_eq!(oddities(&[("w", "online <= received"), ("a", "online <= received")]), [""; 0]);
        assert_eq!(oddities(&[("a", "online <= received"), ("w", "online <= received")]).len(), 1);
    }
}
