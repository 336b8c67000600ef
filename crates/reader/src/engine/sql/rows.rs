//! What the rows of a form, and its units, are to one part of an indicator.

use super::AMOUNT;
use super::printer::Printer;
use super::query::{PERIOD, UNIT};
use super::truth::Truth;
use crate::project::expression::plan::AggregatePart;
use crate::project::expression::typed::{Aggregate, Condition};
use crate::values::status::Status;

/// The tables of one part: its rows, then its units.
pub(super) struct PartTables {
    /// `<name>_rows`: `accepted`, `enters`, `amount`, the ranks, and of the rest what is not the same for every row.
    pub rows: String,
    /// `<name>_units`: `complete`, `missing_rank`, `value_rank`, and `impossible` where a unit can be.
    pub units: String,
    pub can_be_impossible: bool,
}

/// What a row is to a part. The words are those of the embedded engine.
struct RowView {
    candidate: Truth,
    complete: Truth,
    impossible: Truth,
    open: Truth,
    enters: Truth,
    missing: String,
    inherited: String,
    amount: String,
}

pub(super) fn part_tables(
    printer: Printer<'_>,
    part: &AggregatePart,
    name: &str,
    file: &str,
    frequencies: &str,
) -> PartTables {
    let view = RowView::new(printer, part);
    let mut columns = vec!["coalesce(reported, FALSE) AS accepted".to_owned()];
    // What holds for every row is no column: the truth itself goes on.
    let mut column = |truth: &Truth, name: &str| match truth {
        Truth::Always(_) => truth.clone(),
        other => {
            columns.push(format!("{} AS {name}", other.sql()));
            Truth::certain(name)
        }
    };
    let candidate = column(&view.candidate, "candidate");
    let complete = column(&view.complete, "complete");
    let impossible = column(&view.impossible, "impossible");
    let can_be_impossible = impossible != Truth::Always(false);
    if can_be_impossible {
        column(&view.open, "open");
    }
    column(&view.enters, "enters");
    columns.extend([
        format!("{} AS missing_rank", view.missing),
        format!("{} AS value_rank", view.inherited),
        format!("{} AS amount", view.amount),
    ]);
    let level = part.level.as_ref().map(|level| format!(" AND area_level = {}", printer.text(level)));
    let rows = format!(
        "{name}_rows AS (\n  SELECT {PERIOD}, {UNIT},\n    {}\n  FROM {file}\n  WHERE freq IN ({frequencies}){}\n)",
        columns.join(",\n    "),
        level.unwrap_or_default()
    );
    // A unit that has rows, none of them of the vintage asked for, has not reported it.
    let accepted = Truth::certain("accepted");
    let good = accepted.and(candidate.clone().negated().or(complete));
    let some = some_row(&candidate);
    let mut columns =
        vec![format!("{} AS complete", Truth::certain(format!("bool_and({})", good.sql())).and(some.clone()).sql())];
    if can_be_impossible {
        let some_impossible = Truth::certain(format!("bool_or({})", candidate.clone().and(impossible).sql()));
        columns.push(format!("{} AS impossible", some_impossible.and(Truth::certain("bool_or(open)").negated()).sql()));
    }
    let causes = match &candidate {
        Truth::Always(true) => "min(missing_rank)".to_owned(),
        other => format!("min(CASE WHEN {} THEN missing_rank END)", other.sql()),
    };
    let decided = Truth::certain("bool_and(accepted)").and(some);
    columns.push(format!("CASE WHEN {} THEN {causes} ELSE {} END AS missing_rank", decided.sql(), Status::O.rank()));
    columns.push("min(value_rank) AS value_rank".to_owned());
    let units = format!(
        "{name}_units AS (\n  SELECT {PERIOD}, {UNIT},\n    {}\n  FROM {name}_rows\n  GROUP BY {PERIOD}, {UNIT}\n)",
        columns.join(",\n    ")
    );
    PartTables { rows, units, can_be_impossible }
}

/// Some row of the unit is so.
fn some_row(truth: &Truth) -> Truth {
    match truth {
        Truth::Always(value) => Truth::Always(*value),
        other => Truth::certain(format!("bool_or({})", other.sql())),
    }
}

impl RowView {
    fn new(printer: Printer<'_>, part: &AggregatePart) -> Self {
        let present = || Truth::certain("row_present");
        // A row that the last part of the period no longer lists is as none.
        let there = || match part.of_end {
            true => present().and(Truth::undecided("at_end").or_false()),
            false => present(),
        };
        let met = part.condition.as_ref().map_or(Truth::Always(true), |test| printer.condition(test).or_false());
        let meant = part.meant.as_ref().map_or(Truth::Always(true), |test| printer.condition(test).or_false());
        let tested = part.condition.as_ref().map(Condition::fields).unwrap_or_default();
        let undecided = part.undecided().map_or(Truth::Always(false), |test| printer.condition(&test));
        let added = part.aggregate.fields();
        // A field of the condition is needed where the other tests leave it open, one of the aggregate in rows that meet the condition.
        let needed = |field: &String, test: Truth| {
            let where_needed = match (tested.contains(field), added.contains(field)) {
                (true, false) => undecided.clone(),
                (true, true) => undecided.clone().or(met.clone()),
                (false, _) => met.clone(),
            };
            where_needed.and(test)
        };
        let fields = part.fields();
        let is_measure = |field: &str| part.measures.iter().any(|measure| measure == field);
        let status_m = |field: &str| {
            Truth::undecided(format!("{} = {}", printer.status(field), printer.text(Status::M.code()))).or_false()
        };
        let one_row = part.one_row_a_unit();
        // Of many rows, one in which something cannot occur adds nothing, and takes nothing from the others.
        let is_missing = |field: &String| {
            let excused = !one_row && is_measure(field);
            let is_null = printer.is_null(field);
            if part.of_extremes {
                let is_gap = format!("{} <> {}", printer.status(field), printer.text(Status::A.code()));
                return needed(field, is_null.and(Truth::certain(format!("coalesce({is_gap}, TRUE)"))));
            }
            needed(field, if excused { is_null.and(status_m(field).negated()) } else { is_null })
        };
        let impossible = if one_row {
            Truth::any(part.measures.iter().map(|field| needed(field, status_m(field))))
        } else {
            let (of_condition, others): (Vec<&String>, Vec<&String>) =
                part.measures.iter().partition(|field| tested.contains(field));
            // What a CASE tests of what cannot occur is neither so nor otherwise.
            let cased = part.tested_by_case();
            let (of_case, of_amount): (Vec<&String>, Vec<&String>) =
                others.into_iter().partition(|field| cased.contains(field));
            let of_case = of_case.into_iter().map(|field| met.clone().and(status_m(field)));
            let nothing = match of_amount.is_empty() {
                true => Truth::Always(false),
                false => met.clone().and(Truth::all(of_amount.into_iter().map(|field| status_m(field)))),
            };
            Truth::any(of_condition.into_iter().map(|field| needed(field, status_m(field))).chain(of_case)).or(nothing)
        };
        let gaps = Truth::any(fields.iter().map(is_missing));
        // Nothing is asked of a row that adds nothing, whatever the others are.
        let gaps = if one_row { gaps } else { gaps.and(impossible.clone().negated()) };
        // A row that a condition picks is not listed where the part that has it was not reported.
        let is_partial = part.of_every_part.then(|| Truth::undecided("every_part").or_false().negated());
        let incomplete = Truth::any(std::iter::once(gaps).chain(is_partial));
        let wanted = match (&part.vintage_field, &part.vintage) {
            (None, _) => Truth::Always(true),
            (Some(field), Some(vintage)) => {
                Truth::undecided(format!("{} = {}", printer.field(field), printer.text(vintage))).or_false()
            }
            (Some(_), None) => Truth::undecided("most_final").or_false(),
        };
        let enters = Truth::all([there(), wanted.clone(), met.clone(), impossible.clone().negated()]);
        let causes = part.measures.iter().map(|field| {
            let status = printer.status(field);
            let cause = is_missing(field).and(printer.is_one_of(&status, Status::is_missing));
            format!("CASE WHEN {} THEN {} END", cause.sql(), Printer::position(&status))
        });
        let unknown = Status::O.rank();
        let missing = Printer::strongest(causes.collect())
            .map_or_else(|| unknown.to_string(), |causes| format!("coalesce({causes}, {unknown})"));
        // The row's own status holds for what no measure gives: counts.
        let held = |row: bool, measures: &mut dyn Iterator<Item = &String>| {
            let statuses = row.then(|| "row_status".to_owned()).into_iter();
            let statuses = statuses.chain(measures.map(|field| printer.status(field)));
            Printer::strongest(statuses.map(|status| printer.rank(&status, Status::is_inherited)).collect())
        };
        let mut inherited = format!(
            "CASE WHEN {} THEN {}",
            enters.sql(),
            held(part.rests_on_row, &mut part.measures.iter()).unwrap_or_default()
        );
        // A figure rests on what its condition tested, too, where that turned away a row that is meant.
        let of_test = held(part.tests_row, &mut part.measures.iter().filter(|field| tested.contains(*field)));
        let turned_away = Truth::all([
            there(),
            wanted.clone(),
            meant.clone(),
            met.clone().negated(),
            impossible.clone().negated(),
            incomplete.clone().negated(),
        ]);
        if let Some(of_test) = of_test.filter(|_| !matches!(turned_away, Truth::Always(false))) {
            inherited.push_str(&format!(" WHEN {} THEN {of_test}", turned_away.sql()));
        }
        inherited.push_str(" END");
        Self {
            candidate: present().negated().or(wanted.clone()),
            complete: there().negated().or(incomplete.clone().negated()),
            open: Truth::all([there(), wanted, impossible.clone().negated(), meant.or(incomplete.clone())]),
            impossible: there().and(impossible),
            missing: match there().and(incomplete) {
                Truth::Always(_) => "CAST(NULL AS INTEGER)".to_owned(),
                incomplete => format!("CASE WHEN {} THEN {missing} END", incomplete.sql()),
            },
            inherited,
            amount: amount(printer, part, &met, &status_m),
            enters,
        }
    }
}

/// What a row that enters adds.
fn amount(printer: Printer<'_>, part: &AggregatePart, met: &Truth, cannot: &impl Fn(&str) -> Truth) -> String {
    let where_met = |amount: String| match met {
        Truth::Always(true) => amount,
        met => format!("CASE WHEN {} THEN {amount} END", met.sql()),
    };
    match &part.aggregate {
        Aggregate::Sum(amount) if !part.one_row_a_unit() => where_met(printer.scalar_of(amount, &|name| {
            let value = printer.amount(name);
            if part.measures.iter().any(|measure| measure == name) {
                format!("CASE WHEN {} THEN CAST(0 AS {AMOUNT}) ELSE {value} END", cannot(name).sql())
            } else {
                value
            }
        })),
        Aggregate::Sum(amount) | Aggregate::Min(amount) | Aggregate::Max(amount) => where_met(printer.scalar(amount)),
        Aggregate::Count | Aggregate::CountUnits => "1".to_owned(),
        Aggregate::CountDistinct(field) => printer.field(field),
    }
}
