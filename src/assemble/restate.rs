//! Restatement: the rows of one period in the units of another map, field by field with the field's merge rule, and the
//! combination of the periods inside a coarser one.
//!
//! A value is there when all its parts are. A part that is missing makes the value missing, never smaller; a part that cannot
//! occur adds nothing.

use std::borrow::Borrow;

use chrono::NaiveDate;

use crate::project::written::form::{FieldType, Form, Measure, Merge};
use crate::registry::UnitIndex;
use crate::registry::crosswalk::Member;
use crate::typing::rows::Value;
use crate::values::decimal::Decimal;
use crate::values::status::Status;

/// A value and its status; the status of a missing value is its cause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Observation {
    pub value: Value,
    pub status: Status,
}

impl Observation {
    /// A value that never came.
    pub const fn missing() -> Self {
        Self { value: Value::Missing, status: Status::O }
    }

    const fn absent(status: Status) -> Self {
        Self { value: Value::Missing, status }
    }
}

/// The values of one row, in the order of the form's fields.
pub type Record = Vec<Observation>;

/// What a member unit reported for one period.
#[derive(Clone, Debug, Default)]
pub struct MemberRecords {
    /// True where its rows are accepted.
    pub reported: bool,
    /// Its row for one combination of dimensions, where it has one.
    pub record: Option<Record>,
}

/// Why a value could not be restated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NotRestated {
    /// The field has no merge rule, and several units merged.
    NoRule,
    /// A text or a day of the units that merged is not the same: it matters where an indicator tests it.
    Differs,
    /// Several of the units that merged have a row of one key, which names a thing and is no list of values: it may be one thing or several.
    SameKey,
    /// This unit was divided, and its share was never published.
    NoShare(UnitIndex),
    /// The weights by which a mean is merged add up to nothing, or one cannot occur where the field has a value.
    NoWeight,
    /// Within a longer period the level that reports changed: what its parts have is of no one unit.
    OtherLevel,
}

/// Merges the rows of the members of a unit into one row. Where the form has one row a unit a member without it is missing;
/// where it `lists`, a reported member without this row adds nothing.
pub fn merge(
    form: &Form,
    members: &[(Member, MemberRecords)],
    lists: bool,
    mut not_restated: impl FnMut(usize, NotRestated),
) -> Record {
    let alone = match members {
        [(member, records)] if member.share == Some(Decimal::ONE) => Some(records),
        _ => None,
    };
    if let Some(records) = alone {
        return records.record.clone().unwrap_or_else(|| vec![Observation::missing(); form.schema.fields.len()]);
    }
    let merge_field = |(place, field): (usize, &crate::project::written::form::Field)| {
        let mut parts = Vec::with_capacity(members.len());
        for (member, records) in members {
            match (&records.record, lists && records.reported) {
                (Some(record), _) => parts.push((member, &record[place])),
                (None, true) => {}
                (None, false) => return Observation::missing(),
            }
        }
        let rule = field.merge_rule();
        if !field.is_measure() && rule.is_none() {
            let same = same_value(&parts);
            // What is true of one and not of the other needs a rule; a name or a note is no figure.
            if same.is_none() {
                let reason = if field.kind == FieldType::Boolean { NotRestated::NoRule } else { NotRestated::Differs };
                not_restated(place, reason);
            }
            return same.unwrap_or_else(Observation::missing);
        }
        let Some(rule) = rule else {
            not_restated(place, NotRestated::NoRule);
            return Observation::missing();
        };
        let mut divided = parts.iter().filter(|(member, _)| member.share.is_none()).peekable();
        if divided.peek().is_some() {
            divided.for_each(|(member, _)| not_restated(place, NotRestated::NoShare(member.unit)));
            return Observation::missing();
        }
        let weight = field.weight();
        let weights = weight.and_then(|weight| form.schema.fields.iter().position(|field| field.name == weight));
        let weight_of = |member: &Member| {
            let records = members.iter().find(|(other, _)| other == member).map(|(_, records)| records);
            records
                .and_then(|records| records.record.as_ref())
                .zip(weights)
                .map(|(record, weight)| record[weight].clone())
        };
        let combined = combine(form, (&rule, form.has_lines() || rule == Merge::Sum), &parts, weight_of);
        combined.unwrap_or_else(|reason| {
            not_restated(place, reason);
            Observation::missing()
        })
    };
    form.schema.fields.iter().enumerate().map(merge_field).collect()
}

/// The value that all parts agree on.
fn same_value(parts: &[(&Member, &Observation)]) -> Option<Observation> {
    let ((_, first), rest) = parts.split_first()?;
    rest.iter().all(|(_, other)| other.value == first.value).then(|| (*first).clone())
}

/// Combines the parts of a measure by a merge rule. A sum of whole units is a fact, and so is the largest of the lines of several; the
/// largest, the least or the mean of units that merged is what a rule makes of them, and not exact.
fn combine(
    form: &Form,
    (rule, is_exact): (&Merge, bool),
    parts: &[(&Member, &Observation)],
    weight_of: impl Fn(&Member) -> Option<Observation>,
) -> Result<Observation, NotRestated> {
    // What cannot occur adds nothing, nor do lines none of which is the smallest or largest.
    let is_of_no_line = |part: &Observation| part.status == Status::A && form.has_lines();
    let adds_nothing =
        |part: &Observation| part.value.is_missing() && (part.status == Status::M || is_of_no_line(part));
    let occurring: Vec<_> = parts.iter().filter(|(_, part)| !adds_nothing(part)).collect();
    if occurring.is_empty() {
        let cause = if parts.is_empty() { Status::O } else { Status::M };
        let is_of_no_line = parts.iter().any(|(_, part)| is_of_no_line(part));
        return Ok(Observation::absent(if is_of_no_line { Status::A } else { cause }));
    }
    if let Some(cause) = occurring.iter().filter(|(_, part)| part.value.is_missing()).map(|(_, part)| part.status).min()
    {
        return Ok(Observation::absent(cause));
    }
    let divided = occurring.iter().any(|(member, _)| member.share != Some(Decimal::ONE));
    let reported = occurring.iter().map(|(_, part)| part.status).min().unwrap_or(Status::A);
    let status = if divided || !is_exact { reported.min(Status::E) } else { reported };
    if let Some(combined) = combine_booleans(rule, &occurring) {
        return Ok(Observation { value: Value::Boolean(combined), status });
    }
    if let Some(day) = combine_days(rule, &occurring) {
        return Ok(Observation { value: Value::Date(day), status });
    }
    let amounts = || occurring.iter().filter_map(|(_, part)| part.value.decimal());
    let combined = match rule {
        Merge::Sum => occurring.iter().try_fold(Decimal::ZERO, |sum, (member, part)| {
            sum.checked_add(part.value.decimal()?.checked_mul(member.share?)?)
        }),
        Merge::Max => amounts().max(),
        Merge::Min => amounts().min(),
        // A count that is not zero is true.
        Merge::Any => Some(if amounts().any(|amount| amount != Decimal::ZERO) { Decimal::ONE } else { Decimal::ZERO }),
        Merge::All => Some(if amounts().all(|amount| amount != Decimal::ZERO) { Decimal::ONE } else { Decimal::ZERO }),
        Merge::MeanBy(_) => {
            let mean = mean(&occurring, weight_of)?;
            let status = if mean.value.is_missing() { mean.status } else { mean.status.min(status) };
            return Ok(Observation { status, ..mean });
        }
    };
    Ok(match combined {
        Some(value) => Observation { value: Value::Decimal(value), status },
        None => Observation::missing(),
    })
}

/// The mean of the parts by their weights, with the status of the weights: a part without one makes it missing.
fn mean(
    parts: &[&(&Member, &Observation)],
    weight_of: impl Fn(&Member) -> Option<Observation>,
) -> Result<Observation, NotRestated> {
    let weighed =
        parts.iter().map(|(member, part)| (*member, *part, weight_of(member).unwrap_or_else(Observation::missing)));
    let weighed: Vec<(&Member, &Observation, Observation)> = weighed.collect();
    let missing = weighed.iter().filter(|(_, _, weight)| weight.value.is_missing()).map(|(_, _, weight)| weight.status);
    if let Some(cause) = missing.min() {
        return if cause == Status::M { Err(NotRestated::NoWeight) } else { Ok(Observation::absent(cause)) };
    }
    let sums = weighed.iter().try_fold((Decimal::ZERO, Decimal::ZERO), |(sum, weights), (member, part, weight)| {
        let weight = weight.value.decimal()?.checked_mul(member.share?)?;
        Some((sum.checked_add(part.value.decimal()?.checked_mul(weight)?)?, weights.checked_add(weight)?))
    });
    let Some((sum, weights)) = sums else { return Ok(Observation::missing()) };
    if weights == Decimal::ZERO {
        return Err(NotRestated::NoWeight);
    }
    let status = weighed.iter().map(|(_, _, weight)| weight.status).min().unwrap_or(Status::A);
    let value = sum.checked_div(weights).map_or(Value::Missing, Value::Decimal);
    Ok(if value.is_missing() { Observation::missing() } else { Observation { value, status } })
}

/// `all` and `any` of values that are true or false; nothing of numbers.
fn combine_booleans(rule: &Merge, parts: &[&(&Member, &Observation)]) -> Option<bool> {
    let values = parts.iter().map(|(_, part)| match part.value {
        Value::Boolean(value) => Some(value),
        _ => None,
    });
    let values: Vec<bool> = values.collect::<Option<_>>()?;
    match rule {
        Merge::All | Merge::Min => Some(values.iter().all(|value| *value)),
        Merge::Any | Merge::Max => Some(values.iter().any(|value| *value)),
        Merge::Sum | Merge::MeanBy(_) => None,
    }
}

/// The first or the last of days; nothing of other values.
fn combine_days(rule: &Merge, parts: &[&(&Member, &Observation)]) -> Option<NaiveDate> {
    let days = parts.iter().map(|(_, part)| match part.value {
        Value::Date(day) => Some(day),
        _ => None,
    });
    let days: Vec<NaiveDate> = days.collect::<Option<_>>()?;
    match rule {
        Merge::Min => days.into_iter().min(),
        Merge::Max => days.into_iter().max(),
        _ => None,
    }
}

/// The places of the measures that the two parts of a ratio add.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RatioFields {
    pub fields: Vec<usize>,
    /// True where the other part rests on another form, of which nothing cannot occur as far as this one says.
    pub is_beside_another_form: bool,
}

/// Gives the status U to the measures of a row of which parts cannot occur while they do in others of their set: numerator and denominator of a ratio are
/// then of other parts, quarters or units. What cannot occur in any part is in no ratio, and what is missing is so for all.
pub fn mark_uneven<R: Borrow<Record>>(sets: &[RatioFields], parts: &[R], combined: &mut Record) {
    let cannot_occur = |part: &R, field: usize| {
        part.borrow().get(field).is_some_and(|part| part.value.is_missing() && part.status == Status::M)
    };
    for RatioFields { fields: set, is_beside_another_form } in sets {
        // Most rows have all their parts.
        if !set.iter().any(|field| parts.iter().any(|part| cannot_occur(part, *field))) {
            continue;
        }
        let not_occurring =
            |field: &usize| -> Vec<bool> { parts.iter().map(|part| cannot_occur(part, *field)).collect() };
        let of_fields: Vec<(usize, Vec<bool>)> = set.iter().map(|field| (*field, not_occurring(field))).collect();
        let is_even = of_fields.windows(2).all(|two| matches!(two, [(_, one), (_, other)] if one == other));
        if is_even && !is_beside_another_form {
            continue;
        }
        for (field, absent) in of_fields {
            if let Some(observation) = combined.get_mut(field)
                && absent.contains(&true)
                && !observation.value.is_missing()
            {
                observation.status = observation.status.min(Status::U);
            }
        }
    }
}

/// Combines the rows of the periods inside a coarser one, in order: flows are summed, the largest of lines is the largest of all, and both need every period; everything else
/// takes the last. A rate is not carried over into a coarser period.
pub fn over_time<R: Borrow<Record>>(form: &Form, parts: &[R]) -> Record {
    let parts: Vec<&Record> = parts.iter().map(Borrow::borrow).collect();
    let Some(last) = parts.last() else { return Vec::new() };
    let combine_field = |(place, field): (usize, &crate::project::written::form::Field)| match field.measure {
        _ if form.over_time(field).is_some() => {
            let whole = Member { unit: 0, share: Some(Decimal::ONE) };
            let observations: Vec<_> = parts.iter().map(|record| (&whole, &record[place])).collect();
            let rule = form.over_time(field).unwrap_or(Merge::Sum);
            combine(form, (&rule, true), &observations, |_| None).unwrap_or_else(|_| Observation::missing())
        }
        Some(Measure::Rate) if parts.len() > 1 => Observation::missing(),
        _ => last[place].clone(),
    };
    form.schema.fields.iter().enumerate().map(combine_field).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form() -> Form {
        serde_json::from_str(
            r#"{ "name": "f", "form": { "code": "1", "frequency": "month", "reports": "commune" }, "schema": { "fields": [
                { "name": "flow", "type": "integer", "measure": "flow" },
                { "name": "stock", "type": "integer", "measure": "stock", "merge": "max" },
                { "name": "rate", "type": "number", "measure": "rate" },
                { "name": "mean", "type": "number", "measure": "rate", "merge": "mean by flow" } ] } }"#,
        )
        .unwrap()
    }

    fn amount(value: i64) -> Observation {
        Observation { value: Value::Decimal(Decimal::from_integer(value)), status: Status::A }
    }

    fn estimated(value: i64) -> Observation {
        Observation { status: Status::E, ..amount(value) }
    }

    fn row(values: [i64; 4]) -> Record {
        values.map(amount).to_vec()
    }

    fn member(unit: usize, record: Option<Record>) -> (Member, MemberRecords) {
        (Member { unit, share: Some(Decimal::ONE) }, MemberRecords { reported: record.is_some(), record })
    }

    fn merged(members: &[(Member, MemberRecords)]) -> (Record, Vec<NotRestated>) {
        let mut reasons = Vec::new();
        let record = merge(&form(), members, false, |_, reason| reasons.push(reason));
        (record, reasons)
    }

    #[test]
    fn each_field_merges_by_its_rule() {
        let (record, reasons) = merged(&[member(0, Some(row([1, 5, 7, 10]))), member(1, Some(row([3, 4, 9, 20])))]);
        assert_eq!(record[0], amount(4)); // 1 + 3
        assert_eq!(record[1], estimated(5)); // the larger of 5 and 4, by a rule
        assert_eq!(record[2], Observation::missing()); // a rate without a rule is never guessed
        // (1 × 10 + 3 × 20) ÷ (1 + 3) = 17.5, an estimate
        let mean = Decimal::parse("17.5", 12, 0).unwrap().value;
        assert_eq!(record[3], Observation { value: Value::Decimal(mean), status: Status::E });
        assert_eq!(reasons, [NotRestated::NoRule]);
    }

    #[test]
    fn a_mean_has_the_status_of_its_weights_and_needs_them() {
        let with = |weights: [Observation; 2]| {
            let [first, second] = weights.map(|weight| {
                let mut row = row([1, 5, 7, 10]);
                row[0] = weight;
                row
            });
            let (record, reasons) = merged(&[member(0, Some(first)), member(1, Some(second))]);
            (record[3].clone(), reasons.contains(&NotRestated::NoWeight))
        };
        let of = |status, value: Option<i64>| Observation {
            value: value.map_or(Value::Missing, |value| Value::Decimal(Decimal::from_integer(value))),
            status,
        };
        let imputed = of(Status::I, Some(3));
        assert_eq!(with([amount(1), imputed]), (Observation { status: Status::I, ..amount(10) }, false));
        assert_eq!(with([amount(1), of(Status::L, None)]), (of(Status::L, None), false));
        assert_eq!(with([amount(1), of(Status::M, None)]), (Observation::missing(), true));
        assert_eq!(with([amount(0), amount(0)]), (Observation::missing(), true));
    }

    #[test]
    fn a_missing_member_makes_the_value_missing_never_smaller() {
        let (record, _) = merged(&[member(0, Some(row([1, 5, 7, 10]))), member(1, None)]);
        assert!(record.iter().all(|observation| observation.value.is_missing()));
        let mut not_collected = row([0, 4, 9, 20]);
        not_collected[0] = Observation { value: Value::Missing, status: Status::L };
        let (record, _) = merged(&[member(0, Some(row([1, 5, 7, 10]))), member(1, Some(not_collected))]);
        assert_eq!(record[0], Observation { value: Value::Missing, status: Status::L });
    }

    #[test]
    fn a_member_where_it_cannot_occur_adds_nothing() {
        let mut cannot = row([0, 4, 9, 20]);
        cannot[0] = Observation { value: Value::Missing, status: Status::M };
        let (record, _) = merged(&[member(0, Some(row([6, 5, 7, 10]))), member(1, Some(cannot.clone()))]);
        assert_eq!(record[0], amount(6));
        let (record, _) = merged(&[member(0, Some(cannot.clone())), member(1, Some(cannot))]);
        assert_eq!(record[0].status, Status::M);
    }

    #[test]
    fn booleans_merge_by_all_and_any_and_are_never_guessed() {
        let form: Form = serde_json::from_str(
            r#"{ "name": "f", "form": { "code": "1", "frequency": "year", "reports": "commune" }, "schema": { "fields": [
                { "name": "all", "type": "boolean", "merge": "all" }, { "name": "any", "type": "boolean", "merge": "any" },
                { "name": "none", "type": "boolean" } ] } }"#,
        )
        .unwrap();
        let truth = |value: bool, status| Observation { value: Value::Boolean(value), status };
        let row = |value: bool, status| (0..3).map(|_| truth(value, status)).collect::<Record>();
        let mut reasons = Vec::new();
        let members = [member(0, Some(row(true, Status::A))), member(1, Some(row(false, Status::U)))];
        let record = merge(&form, &members, false, |field, reason| reasons.push((field, reason)));
        assert_eq!(record, [truth(false, Status::E), truth(true, Status::E), Observation::missing()]);
        assert_eq!(reasons, [(2, NotRestated::NoRule)]);
        let alike = [member(0, Some(row(true, Status::A))), member(1, Some(row(true, Status::A)))];
        let agreed = [truth(true, Status::E), truth(true, Status::E), truth(true, Status::A)];
        assert_eq!(merge(&form, &alike, false, |_, _| ()), agreed);
    }

    #[test]
    fn days_and_years_of_a_stock_merge_by_the_first_or_the_last() {
        let form: Form = serde_json::from_str(
            r#"{ "name": "f", "form": { "code": "1", "frequency": "year", "reports": "commune" }, "schema": { "fields": [
                { "name": "first", "type": "date", "measure": "stock", "merge": "min" },
                { "name": "last", "type": "date", "measure": "stock", "merge": "max" },
                { "name": "year", "type": "year", "measure": "stock", "merge": "max" },
                { "name": "none", "type": "date", "measure": "stock" } ] } }"#,
        )
        .unwrap();
        let day = |text: &str| Observation { value: Value::Date(text.parse().unwrap()), status: Status::A };
        let row = |text: &str, year| vec![day(text), day(text), amount(year), day(text)];
        let members = [member(0, Some(row("2024-03-01", 2023))), member(1, Some(row("2023-01-15", 2024)))];
        let mut reasons = Vec::new();
        let record = merge(&form, &members, false, |field, reason| reasons.push((field, reason)));
        let by_rule = |text: &str| Observation { status: Status::E, ..day(text) };
        assert_eq!(record, [by_rule("2023-01-15"), by_rule("2024-03-01"), estimated(2024), Observation::missing()]);
        assert_eq!(reasons, [(3, NotRestated::NoRule)]);
    }

    #[test]
    fn a_unit_that_went_over_alone_keeps_everything() {
        let (record, reasons) = merged(&[member(0, Some(row([1, 5, 7, 10])))]);
        assert_eq!((record, reasons), (row([1, 5, 7, 10]), vec![]));
    }

    #[test]
    fn a_divided_unit_needs_its_share() {
        let divided = |share: Option<&str>| {
            let share = share.map(|share| Decimal::parse(share, 12, 0).unwrap().value);
            let records = MemberRecords { reported: true, record: Some(row([10, 5, 7, 10])) };
            merged(&[(Member { unit: 0, share }, records)])
        };
        // 10 × 0.25 = 2.5, an estimate
        let quarter = Decimal::parse("2.5", 12, 0).unwrap().value;
        assert_eq!(divided(Some("0.25")).0[0], Observation { value: Value::Decimal(quarter), status: Status::E });
        let (record, reasons) = divided(None);
        assert!(record[0].value.is_missing());
        assert!(reasons.contains(&NotRestated::NoShare(0)));
    }

    #[test]
    fn flows_are_summed_over_time_and_stocks_keep_the_last() {
        let record = over_time(&form(), &[row([1, 5, 7, 10]), row([2, 4, 8, 20])]);
        assert_eq!((&record[0], &record[1]), (&amount(3), &amount(4)));
        assert!(record[2].value.is_missing());
        let missing = vec![Observation::missing(); 4];
        let record = over_time(&form(), &[missing.clone(), row([2, 4, 8, 20])]);
        assert!(record[0].value.is_missing());
        assert_eq!(record[1], amount(4));
        assert!(over_time(&form(), &[row([2, 4, 8, 20]), missing])[1].value.is_missing());
    }
}
