//! The query of one indicator: from rows to units, from units to areas.

use super::printer::Printer;
use super::rows::{PartTables, part_tables};
use super::truth::Truth;
use super::{AMOUNT, Dialect, Title};
use crate::project::expression::plan::{Denominator, Plan};
use crate::project::expression::typed::Aggregate;
use crate::values::status::Status;

pub(super) const PERIOD: &str = "geography, freq, time_period, period_start, period_end";
pub(super) const UNIT: &str = "ref_area, ref_area_valid_from";
const AREA: &str = "area, area_valid_from, area_level";
/// What ended inside a period has no figure for it.
const GOES_ON: &str = "(area_valid_to IS NULL OR period_end < area_valid_to)";

/// The query that computes the parts of an indicator from the tables published under `tables_root`.
///
/// Its columns: indicator, method and breakdown, then those of [`figure_schema`](crate::engine::figure_schema).
pub fn query(plan: &Plan, title: Title<'_>, tables_root: &str, dialect: &dyn Dialect) -> String {
    let printer = Printer { dialect };
    let root = tables_root.trim_end_matches('/');
    let file = |name: &str| dialect.parquet(&format!("{root}/{name}.parquet"));
    let frequencies = printer.list(plan.frequencies.iter().map(|frequency| frequency.code()));
    let mut tables = Vec::new();
    let mut parts = vec![(&plan.numerator, "numerator")];
    parts.extend(plan.denominator_part().map(|part| (part, "denominator")));
    let mut impossible = Vec::new();
    for (part, name) in &parts {
        let PartTables { rows, units, can_be_impossible } =
            part_tables(printer, part, name, &file(&format!("units/{}", part.form)), &frequencies);
        tables.extend([rows, units]);
        impossible.push(can_be_impossible);
    }
    let impossible = units(&mut tables, &impossible);
    tables.push(format!(
        "areas AS (\n  SELECT geography, {UNIT}, {AREA}, area_valid_to\n  FROM {}\n  WHERE area_level IN ({})\n)",
        file("registry/areas"),
        printer.list(&plan.area_levels)
    ));
    tables.push(coverage(&impossible));
    for (part, name) in &parts {
        tables.push(format!(
            "{name} AS (\n  SELECT {PERIOD}, {AREA},\n    {} AS {name}\n  FROM units\n  JOIN areas USING (geography, {UNIT})\n  \
             LEFT JOIN (SELECT * FROM {name}_rows WHERE enters) AS entering USING ({PERIOD}, {UNIT})\n  \
             WHERE reported AND {GOES_ON}\n  GROUP BY {PERIOD}, {AREA}\n)",
            aggregate(&part.aggregate)
        ));
    }
    let mut joins = format!("FROM coverage\nLEFT JOIN numerator USING ({PERIOD}, {AREA})");
    let denominator = match &plan.denominator {
        None => format!("CAST(NULL AS {AMOUNT}) AS denominator"),
        Some(Denominator::Part(_)) => {
            joins.push_str(&format!("\nLEFT JOIN denominator USING ({PERIOD}, {AREA})"));
            "denominator".to_owned()
        }
        Some(Denominator::Registry { level }) => {
            tables.push(format!(
                "counts AS (\n  SELECT geography, time_period, period_end, area, area_valid_from, units\n  FROM {}\n  \
                 WHERE level = {}\n)",
                file("registry/counts"),
                printer.text(level)
            ));
            joins.push_str("\nLEFT JOIN counts USING (geography, time_period, period_end, area, area_valid_from)");
            // An area without such a unit has none of them.
            format!("CAST(coalesce(units, 0) AS {AMOUNT}) AS denominator")
        }
    };
    let label = |text: Option<&str>| text.map_or_else(|| "CAST(NULL AS STRING)".to_owned(), |text| printer.text(text));
    format!(
        "{}WITH {}\nSELECT {} AS indicator, {} AS method, {} AS breakdown,\n  {PERIOD},\n  {AREA},\n  numerator,\n  \
         {denominator},\n  n_reported,\n  n_expected,\n  missing_rank,\n  value_rank\n{joins}\n\
         ORDER BY geography, area_level, area, area_valid_from, period_end, freq, time_period;\n",
        comment(title),
        tables.join(",\n"),
        printer.text(title.indicator),
        label(title.method),
        label(title.breakdown),
    )
}

/// The title as a comment of one line.
fn comment(title: Title<'_>) -> String {
    let labels: Vec<&str> = [title.method, title.breakdown].into_iter().flatten().collect();
    let labels = if labels.is_empty() { String::new() } else { format!(" ({})", labels.join(", ")) };
    let line: String = format!("{}{labels}", title.indicator)
        .chars()
        .map(|sign| if sign.is_control() || matches!(sign, '\u{2028}' | '\u{2029}') { ' ' } else { sign })
        .collect();
    format!("-- {line}\n")
}

/// Adds the table `units`: a unit is reported where it is for each part, and cannot be where it cannot for one. Gives what says
/// that it cannot be.
fn units(tables: &mut Vec<String>, can_be_impossible: &[bool]) -> Truth {
    let column = |table: &str, name: &str| Truth::certain(format!("{table}{name}"));
    let of = |index: usize, truth: Truth| {
        if can_be_impossible.get(index).copied().unwrap_or(false) { truth } else { Truth::Always(false) }
    };
    let (complete, impossible, missing, inherited, from) = if can_be_impossible.len() == 1 {
        let impossible = of(0, column("", "impossible"));
        let ranks = ("missing_rank".to_owned(), "value_rank".to_owned());
        (column("", "complete"), impossible, ranks.0, ranks.1, "numerator_units".to_owned())
    } else {
        // A unit that never sent the denominator's form does not have it.
        let of_denominator = |name: &str| Truth::undecided(format!("d.{name}")).or_false();
        let impossible = of(0, column("n.", "impossible")).or(of(1, of_denominator("impossible")));
        let missing_rank = format!("CASE WHEN d.complete IS NULL THEN {} ELSE d.missing_rank END", Status::O.rank());
        (
            column("n.", "complete").and(of_denominator("complete")),
            impossible,
            format!("least(n.missing_rank, {missing_rank})"),
            "least(n.value_rank, d.value_rank)".to_owned(),
            format!("numerator_units AS n\n  LEFT JOIN denominator_units AS d USING ({PERIOD}, {UNIT})"),
        )
    };
    let can_be = impossible != Truth::Always(false);
    let mut named = vec![(complete.and(impossible.clone().negated()).sql(), "reported")];
    if can_be {
        named.push((impossible.sql(), "impossible"));
    }
    named.extend([(missing, "missing_rank"), (inherited, "value_rank")]);
    let columns: Vec<String> =
        named.into_iter().map(|(sql, name)| if sql == name { sql } else { format!("{sql} AS {name}") }).collect();
    tables.push(format!("units AS (\n  SELECT {PERIOD}, {UNIT},\n    {}\n  FROM {from}\n)", columns.join(",\n    ")));
    if can_be { Truth::certain("impossible") } else { Truth::Always(false) }
}

/// The units of each area, counted, and the strongest of their ranks.
fn coverage(impossible: &Truth) -> String {
    let possible = impossible.clone().negated();
    let unreported = Truth::certain("reported").negated().and(possible.clone());
    let expected = match &possible {
        Truth::Always(_) => "count(*)".to_owned(),
        possible => format!("count(*) FILTER (WHERE {})", possible.sql()),
    };
    format!(
        "coverage AS (\n  SELECT {PERIOD}, {AREA},\n    CAST(count(*) FILTER (WHERE reported) AS BIGINT) AS n_reported,\n    \
         CAST({expected} AS BIGINT) AS n_expected,\n    \
         CAST(min(missing_rank) FILTER (WHERE {}) AS INTEGER) AS missing_rank,\n    \
         CAST(min(value_rank) FILTER (WHERE reported) AS INTEGER) AS value_rank\n  FROM units\n  \
         JOIN areas USING (geography, {UNIT})\n  WHERE {GOES_ON}\n  GROUP BY {PERIOD}, {AREA}\n)",
        unreported.sql()
    )
}

/// The aggregate over the column `amount`: zero for no rows (somebody reported, or the row would not be here).
fn aggregate(aggregate: &Aggregate) -> String {
    match aggregate {
        Aggregate::Sum(_) => format!("CAST(coalesce(sum(amount), 0) AS {AMOUNT})"),
        Aggregate::Count => format!("CAST(count(amount) AS {AMOUNT})"),
        Aggregate::CountDistinct(_) => format!("CAST(count(DISTINCT amount) AS {AMOUNT})"),
        Aggregate::CountUnits => {
            let key = "concat(ref_area, '/', CAST(ref_area_valid_from AS STRING))";
            format!("CAST(count(DISTINCT CASE WHEN amount IS NOT NULL THEN {key} END) AS {AMOUNT})")
        }
        Aggregate::Min(_) => format!("CAST(min(amount) AS {AMOUNT})"),
        Aggregate::Max(_) => format!("CAST(max(amount) AS {AMOUNT})"),
    }
}
