//! Plans as SQL, so that anyone can check a figure with another engine.
//!
//! Takes a [`Plan`] and where the published tables lie; gives one DuckDB query over `units/<form>.parquet` and the
//! registry. It is printed from the same typed plan that the embedded engine runs, never from the text of a pipeline. The
//! same plan always prints the same text.

use crate::project::expression::expression::{Aggregate, Condition, Scalar};
use crate::project::expression::plan::{Denominator, Part, Plan, Sharing};
use crate::values::status::Status;

const AMOUNT: &str = "DECIMAL(38,12)";
const PERIOD: &str = "geography, freq, time_period, period_start, period_end";
const UNIT: &str = "ref_area, ref_area_valid_from";
/// What ended inside a period has no figure for it.
const GOES_ON: &str = "(area_valid_to IS NULL OR period_end < area_valid_to)";
const AREA: &str = "area, area_valid_from, area_level";

/// The DuckDB query that computes the parts of an indicator from the tables published under `tables_root`.
///
/// Its columns: geography, time_period, area, area_valid_from, numerator, denominator, n_reported, n_expected.
pub fn duckdb(plan: &Plan, tables_root: &str) -> String {
    let root = tables_root.trim_end_matches('/');
    let file = |name: &str| format!("read_parquet({})", text(&format!("{root}/{name}.parquet")));
    let frequencies: Vec<&str> = plan.frequencies.iter().map(|frequency| frequency.code()).collect();
    let mut tables = Vec::new();
    let mut parts = vec![(&plan.numerator, "numerator")];
    parts.extend(plan.denominator_part().map(|part| (part, "denominator")));
    for (part, name) in &parts {
        tables.push(rows(part, name, &file(&format!("units/{}", part.form)), &list(&frequencies)));
        tables.push(units(name));
    }
    let joined = matches!(plan.sharing(), Sharing::SameForm | Sharing::SameLevel);
    tables.push(if joined { shared_units() } else { own_units("units", "numerator") });
    let apart = plan.sharing() == Sharing::Apart;
    if apart {
        tables.push(own_units("units_of_denominator", "denominator"));
    }
    tables.push(format!(
        "areas AS (\n  SELECT geography, {UNIT}, {AREA}, area_valid_to\n  FROM {}\n  WHERE area_level IN ({})\n)",
        file("registry/areas"),
        list(&plan.area_levels)
    ));
    tables.push(format!(
        "coverage AS (\n  SELECT {PERIOD}, {AREA},\n    CAST(count(*) FILTER (WHERE reported) AS BIGINT) AS n_reported,\n    \
         CAST(count(*) FILTER (WHERE NOT impossible) AS BIGINT) AS n_expected\n  FROM units\n  JOIN areas USING (geography, {UNIT})\n  \
         WHERE {GOES_ON}\n  GROUP BY {PERIOD}, {AREA}\n)"
    ));
    for (part, name) in &parts {
        let units = if apart && *name == "denominator" { "units_of_denominator" } else { "units" };
        tables.push(format!(
            "{name} AS (\n  SELECT {PERIOD}, {AREA},\n    {} AS {name}\n  FROM {units}\n  JOIN areas USING (geography, {UNIT})\n  \
             LEFT JOIN (SELECT * FROM {name}_rows WHERE enters) AS entering USING ({PERIOD}, {UNIT})\n  \
             WHERE reported AND {GOES_ON}\n  GROUP BY {PERIOD}, {AREA}\n)",
            aggregate(&part.aggregate)
        ));
    }
    let mut joins = format!("FROM coverage\nLEFT JOIN numerator USING ({PERIOD}, {AREA})");
    let denominator = match &plan.denominator {
        None => format!("CAST(NULL AS {AMOUNT})"),
        Some(Denominator::Part(_)) => {
            joins.push_str(&format!("\nLEFT JOIN denominator USING ({PERIOD}, {AREA})"));
            "denominator".to_owned()
        }
        Some(Denominator::Registry { level }) => {
            tables.push(format!(
                "counts AS (\n  SELECT geography, time_period, period_end, area, area_valid_from, units\n  FROM {}\n  \
                 WHERE level = {}\n)",
                file("registry/counts"),
                text(level)
            ));
            joins.push_str("\nLEFT JOIN counts USING (geography, time_period, period_end, area, area_valid_from)");
            // An area without such a unit has none of them.
            format!("CAST(coalesce(units, 0) AS {AMOUNT})")
        }
    };
    format!(
        "WITH {}\nSELECT geography, time_period, area, area_valid_from,\n  numerator,\n  {denominator} AS denominator,\n  \
         n_reported,\n  n_expected\n{joins}\nORDER BY geography, area_level, area, area_valid_from, period_end, freq, \
         time_period;\n",
        tables.join(",\n")
    )
}

/// What each row of a form is to a part.
fn rows(part: &Part, name: &str, file: &str, frequencies: &str) -> String {
    let met = part.condition.as_ref().map_or_else(|| "TRUE".to_owned(), condition);
    let met = format!("coalesce({met}, FALSE)");
    let tested = part.condition.as_ref().map(Condition::fields).unwrap_or_default();
    let needed = |field: &str, test: String| {
        if tested.iter().any(|known| known == field) { test } else { format!("({met} AND {test})") }
    };
    let fields = part.fields();
    let cannot = |field: &str| {
        let status = identifier(&format!("{field}_status"));
        format!("coalesce({status} = {}, FALSE)", text(Status::M.code()))
    };
    let one_row = part.one_row_a_unit();
    let is_measure = |field: &str| part.measures.iter().any(|measure| measure == field);
    // Of many rows, one in which something cannot occur adds nothing, and takes nothing from the others.
    let lacking = fields.iter().map(|field| {
        let lacks = format!("{} IS NULL", identifier(field));
        let excused = !one_row && is_measure(field);
        needed(field, if excused { format!("{lacks} AND NOT {}", cannot(field)) } else { lacks })
    });
    let lacking = either(lacking);
    let impossible = if one_row {
        either(part.measures.iter().map(|field| needed(field, cannot(field))))
    } else {
        let (of_condition, of_amount): (Vec<&String>, Vec<&String>) =
            part.measures.iter().partition(|field| tested.contains(field));
        let amounts: Vec<String> = of_amount.into_iter().map(|field| cannot(field)).collect();
        let nothing = (!amounts.is_empty()).then(|| format!("({met} AND {})", amounts.join(" AND ")));
        either(of_condition.into_iter().map(|field| cannot(field)).chain(nothing))
    };
    let wanted = match (&part.vintage_field, &part.vintage) {
        (None, _) => "TRUE".to_owned(),
        (Some(field), Some(vintage)) => format!("coalesce({} = {}, FALSE)", identifier(field), text(vintage)),
        (Some(_), None) => "coalesce(most_final, FALSE)".to_owned(),
    };
    let level = part.level.as_ref().map(|level| format!(" AND area_level = {}", text(level))).unwrap_or_default();
    let amount = match &part.aggregate {
        Aggregate::Sum(amount) if !one_row => {
            let field = |name: &str| {
                let value = format!("CAST({} AS {AMOUNT})", identifier(name));
                if is_measure(name) { format!("CASE WHEN {} THEN 0 ELSE {value} END", cannot(name)) } else { value }
            };
            format!("CASE WHEN {met} THEN CAST({} AS {AMOUNT}) END", scalar_of(amount, &field))
        }
        Aggregate::Sum(amount) | Aggregate::Min(amount) | Aggregate::Max(amount) => {
            format!("CASE WHEN {met} THEN CAST({} AS {AMOUNT}) END", scalar(amount))
        }
        Aggregate::Count | Aggregate::CountUnits => "1".to_owned(),
        Aggregate::CountDistinct(field) => identifier(field),
    };
    format!(
        "{name}_rows AS (\n  SELECT {PERIOD}, {UNIT},\n    coalesce(reported, FALSE) AS accepted,\n    \
         NOT row_present OR {wanted} AS candidate,\n    NOT row_present OR NOT ({lacking}) AS complete,\n    \
         row_present AND ({impossible}) AS impossible,\n    \
         row_present AND {wanted} AND NOT ({impossible}) AND ({met} OR {lacking}) AS open,\n    \
         row_present AND {wanted} AND {met} AND NOT ({impossible}) AS enters,\n    {amount} AS amount\n  \
         FROM {file}\n  WHERE freq IN ({frequencies}){level}\n)"
    )
}

/// The rows of a unit together: complete where each wanted row is, and there is one.
fn units(name: &str) -> String {
    format!(
        "{name}_units AS (\n  SELECT {PERIOD}, {UNIT},\n    bool_and(accepted AND (NOT candidate OR complete)) AND \
         bool_or(candidate) AS complete,\n    bool_or(candidate AND impossible) AND NOT bool_or(open) AS impossible\n  FROM {name}_rows\n  GROUP BY \
         {PERIOD}, {UNIT}\n)"
    )
}

fn own_units(name: &str, part: &str) -> String {
    format!(
        "{name} AS (\n  SELECT {PERIOD}, {UNIT}, complete AND NOT impossible AS reported, impossible\n  FROM {part}_units\n)"
    )
}

/// Units that are reported for both parts enter either.
fn shared_units() -> String {
    let either = "n.impossible OR coalesce(d.impossible, FALSE)";
    format!(
        "units AS (\n  SELECT {PERIOD}, {UNIT},\n    n.complete AND coalesce(d.complete, FALSE) AND NOT ({either}) AS \
         reported,\n    {either} AS impossible\n  FROM numerator_units AS n\n  LEFT JOIN denominator_units AS d USING ({PERIOD}, {UNIT})\n)"
    )
}

/// The aggregate over the column `amount`: zero for no rows (somebody reported, or the row would not be here).
fn aggregate(aggregate: &Aggregate) -> String {
    match aggregate {
        Aggregate::Sum(_) => format!("CAST(coalesce(sum(CAST(amount AS {AMOUNT})), 0) AS {AMOUNT})"),
        Aggregate::Count => format!("CAST(count(amount) AS {AMOUNT})"),
        Aggregate::CountDistinct(_) => format!("CAST(count(DISTINCT amount) AS {AMOUNT})"),
        Aggregate::CountUnits => {
            let key = "CASE WHEN amount IS NOT NULL THEN concat(ref_area, '/', ref_area_valid_from) END";
            format!("CAST(count(DISTINCT {key}) AS {AMOUNT})")
        }
        Aggregate::Min(_) => format!("CAST(min(amount) AS {AMOUNT})"),
        Aggregate::Max(_) => format!("CAST(max(amount) AS {AMOUNT})"),
    }
}

fn scalar(amount: &Scalar) -> String {
    scalar_of(amount, &|name| format!("CAST({} AS {AMOUNT})", identifier(name)))
}

/// A scalar whose fields are read by `field`.
fn scalar_of(amount: &Scalar, field: &impl Fn(&str) -> String) -> String {
    let scalar = |inner: &Scalar| scalar_of(inner, field);
    match amount {
        Scalar::Field(name) => field(name),
        Scalar::Number(number) => format!("CAST({number} AS {AMOUNT})"),
        Scalar::Add(left, right) => format!("({} + {})", scalar(left), scalar(right)),
        Scalar::Subtract(left, right) => format!("({} - {})", scalar(left), scalar(right)),
        Scalar::Negate(inner) => format!("(-{})", scalar(inner)),
        Scalar::Times(inner, factor) => {
            format!("CAST({} * CAST({factor} AS DECIMAL(7,0)) AS {AMOUNT})", scalar(inner))
        }
        Scalar::Case { when, then, otherwise } => {
            format!("CASE WHEN {} THEN {} ELSE {} END", condition(when), scalar(then), scalar(otherwise))
        }
    }
}

/// A condition in standard SQL; its precedence is explicit.
fn condition(test: &Condition) -> String {
    let joined =
        |parts: &[Condition], word: &str| format!("({})", parts.iter().map(condition).collect::<Vec<_>>().join(word));
    match test {
        Condition::Compare { left, comparison, right } => {
            format!("{} {} {}", scalar(left), comparison.sign(), scalar(right))
        }
        Condition::Text { field, equal, value } => {
            format!("{} {} {}", identifier(field), if *equal { "=" } else { "<>" }, text(value))
        }
        Condition::Boolean { field, value } => {
            format!("{} = {}", identifier(field), if *value { "TRUE" } else { "FALSE" })
        }
        Condition::Date { field, comparison, value } => {
            format!("{} {} DATE '{value}'", identifier(field), comparison.sign())
        }
        Condition::IsNull { field, negated } => {
            format!("{} IS {}NULL", identifier(field), if *negated { "NOT " } else { "" })
        }
        Condition::And(parts) => joined(parts, " AND "),
        Condition::Or(parts) => joined(parts, " OR "),
        Condition::Not(inner) => format!("NOT ({})", condition(inner)),
    }
}

fn either(tests: impl Iterator<Item = String>) -> String {
    let tests: Vec<String> = tests.collect();
    if tests.is_empty() { "FALSE".to_owned() } else { tests.join(" OR ") }
}

fn identifier(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

fn text(value: &str) -> String {
    format!("'{}'", value.replace('\'', "''"))
}

fn list<T: AsRef<str>>(values: &[T]) -> String {
    if values.is_empty() {
        return "NULL".to_owned();
    }
    values.iter().map(|value| text(value.as_ref())).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::expression::fixture::{communes, industries, plan, registry_plan};

    #[test]
    fn the_query_names_files_casts_sums_and_orders_by_the_keys() {
        let form = communes();
        let query =
            duckdb(&plan(&form, ("sum(online)", Some("note <> 'it''s'")), Some(("sum(received)", None))), "/w/");
        for part in [
            "read_parquet('/w/units/communes.parquet')",
            "read_parquet('/w/registry/areas.parquet')",
            "CAST(coalesce(sum(CAST(amount AS DECIMAL(38,12))), 0) AS DECIMAL(38,12)) AS numerator",
            "\"note\" <> 'it''s'",
            "coalesce(\"online_status\" = 'M', FALSE)",
            "WHERE freq IN ('A')",
            "ORDER BY geography, area_level, area",
        ] {
            assert!(query.contains(part), "{part} in\n{query}");
        }
    }

    #[test]
    fn vintages_and_registry_counts_are_chosen_in_the_query() {
        let mut by_default = plan(&industries(), ("sum(value_added)", None), None);
        assert!(duckdb(&by_default, "w").contains("coalesce(most_final, FALSE) AS candidate"));
        by_default.numerator.vintage = Some("E".into());
        assert!(duckdb(&by_default, "w").contains("coalesce(\"vintage\" = 'E', FALSE) AS candidate"));
        let registry = duckdb(&registry_plan(&communes(), "count(*)", Some("score >= 50")), "w");
        assert!(registry.contains("WHERE level = 'commune'"), "{registry}");
        assert!(registry.contains("CAST(coalesce(units, 0) AS DECIMAL(38,12)) AS denominator"), "{registry}");
    }
}
