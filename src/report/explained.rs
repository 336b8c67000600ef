//! Where a figure comes from, for a terminal: the figure, what it was divided from, the units or rows that add most, those that do
//! not count, the files, and what was proved.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use crate::documents::words::{geography, level, state, status};
use crate::project::written::field::is_code_of_percents;
use crate::query::explain::answer::RankOrder;
use crate::query::explain::answer::{
    ExplainAnswer, ExplainedCell, ExplainedFigure, ExplainedObject, ExplainedRow, ExplainedUnit, PartName, Reason,
};
use crate::query::unit_times::DatedUnit;
use crate::report::cell_names::CellNames;
use crate::report::terminal::{amount, flush_right, grouped_number, padded};
use crate::report::{explained_decisions, explained_findings, explained_lines};
use crate::say;
use crate::typing::unit_of_measure::in_words;
use crate::values::decimal::Decimal;
use crate::values::language::Language;
use crate::values::rounded::{rounded, telling_digits};
use crate::values::status::Status;
use crate::values::text::width;

/// Units, rows, reasons and objects that are shown unless all are asked for.
pub const SHOWN: usize = 12;
const OBJECTS_SHOWN: usize = 4;
const FINDINGS_SHOWN: usize = 4;
/// Columns of a line that may be filled.
const LINE: usize = 100;

/// An explanation for people. `all` shows every unit, row and object.
pub fn text(answer: &ExplainAnswer, all: bool, language: Language) -> String {
    let most = if all { usize::MAX } else { SHOWN };
    let mut text = head(&answer.figure, &answer.run_id, language);
    text.push_str(&others_named(answer, language));
    text.push('\n');
    text.push_str(&arithmetic(answer, language));
    text.push('\n');
    text.push_str(&explained_findings::withheld(answer, most, language));
    let counted: Vec<&ExplainedUnit> = answer.units.iter().filter(|unit| unit.counts).collect();
    let names = CellNames::of(answer);
    match counted.as_slice() {
        [] => {}
        [only] => text.push_str(&of_one_unit(only, &names, most, language)),
        several => text.push_str(&of_units(several, &names, most, language)),
    }
    text.push_str(&explained_lines::text(answer, most, language));
    text.push_str(&explained_findings::uneven(answer, most, language));
    text.push_str(&explained_findings::not_used(answer, most, language));
    text.push_str(&explained_findings::text(answer, if all { most } else { FINDINGS_SHOWN }, language));
    text.push_str(&explained_decisions::text(answer, most, language));
    text.push_str(&not_counted(answer, most, language));
    text.push_str(&objects(&answer.objects, if all { most } else { OBJECTS_SHOWN }, language));
    text.push_str(&proved(answer, language));
    for target in answer.figure.targets.iter().take(most) {
        let sign = if target.direction == "at_most" { "≤" } else { "≥" };
        let goal = grouped_number(&target.target_value.to_string(), language);
        let line = say!(
            language,
            "explain-target",
            goal = format!("{sign} {goal}"),
            period = &target.target_period,
            state = state(&target.target_state, language),
            source = &target.source,
        );
        let _ = writeln!(text, "  {line}");
    }
    text
}

fn head(figure: &ExplainedFigure, run_id: &str, language: Language) -> String {
    let labels: Vec<&str> = [&figure.method, &figure.breakdown].into_iter().flatten().map(String::as_str).collect();
    let labels = if labels.is_empty() { String::new() } else { format!(" ({})", labels.join(", ")) };
    let mut text = format!(
        "{}{labels} · {} ({}) · {} · {}\n",
        figure.title.text(language),
        figure.ref_area_name,
        figure.ref_area,
        figure.time_period,
        geography(&figure.geography, language)
    );
    let decimals = figure.decimals.and_then(|decimals| usize::try_from(decimals).ok()).unwrap_or(2);
    let telling = |value: f64| {
        let targets = figure.targets.iter().map(|target| telling_digits(value, target.target_value, decimals));
        targets.max().unwrap_or(decimals)
    };
    let value = match figure.obs_value {
        Some(value) if is_code_of_percents(&figure.unit_measure) => {
            amount(value, u8::try_from(telling(value)).unwrap_or(2), "percent", language)
        }
        Some(value) => {
            let unit = in_words(&figure.unit_measure, figure.unit_mult, language);
            format!("{} {unit}", grouped_number(&rounded(value, telling(value)), language))
        }
        None => say!(language, "explain-no-value"),
    };
    let code = &figure.obs_status;
    let words = Status::from_code(code).map(|known| status(known, language)).unwrap_or_default();
    let mut parts = vec![value, format!("{code} {words}")];
    parts.push(say!(
        language,
        "explain-coverage",
        reported = figure.n_reported.unsigned_abs(),
        expected = figure.n_expected.unsigned_abs()
    ));
    if let Some(rank) = figure.rank {
        let of = level(&figure.area_level, language);
        let (place, among) = (rank.place, rank.of);
        parts.push(match rank.order {
            RankOrder::Descending => say!(language, "explain-rank", place = place, of = among, level = of),
            RankOrder::Ascending => say!(language, "explain-rank.ascending", place = place, of = among, level = of),
        });
    }
    parts.push(say!(language, "explain-run", run = run_id));
    text.push_str(&parts.join(" · "));
    text.push('\n');
    text
}

/// The other units that have the code or the name that was asked for; nothing where there are none.
pub fn others_named(answer: &ExplainAnswer, language: Language) -> String {
    let named = |unit: &DatedUnit| {
        let (code, since) = (&unit.ref_area, unit.ref_area_valid_from.to_string());
        let time = match unit.ref_area_valid_to {
            Some(end) => say!(language, "explain-other-unit.until", code = code, day = end.to_string()),
            None => say!(language, "explain-other-unit.since", code = code, day = since),
        };
        format!("{} ({time})", unit.ref_area_name)
    };
    let named: Vec<String> = answer.others_named.iter().map(named).collect();
    if named.is_empty() {
        return String::new();
    }
    let units = named.join(", ");
    say!(language, "explain-other-unit.named", units = units) + "\n"
}

fn arithmetic(answer: &ExplainAnswer, language: Language) -> String {
    let figure = &answer.figure;
    let mut text = String::new();
    if let Some(numerator) = &figure.numerator {
        let mut sum = grouped_number(numerator, language);
        if figure.factor != "1" {
            sum = format!("{} × {sum}", grouped_number(&figure.factor, language));
        }
        if let Some(denominator) = &figure.denominator {
            let _ = write!(sum, " ÷ {}", grouped_number(denominator, language));
        }
        if let Some(value) = figure.obs_value {
            let value = grouped_number(&value.to_string(), language);
            if value != sum {
                let _ = write!(sum, " = {value}");
            }
        }
        let _ = writeln!(text, "  {sum}");
    }
    let names = [say!(language, "explain-part.numerator"), say!(language, "explain-part.denominator")];
    let wide = names.iter().map(|name| width(name)).max().unwrap_or(0);
    for part in &answer.parts {
        let name = &names[usize::from(part.part == PartName::Denominator)];
        let _ = writeln!(text, "  {}  {}", padded(name, wide), part.formula);
        for (field, title) in &part.fields {
            let _ = writeln!(text, "  {}    {field} = “{title}”", " ".repeat(wide));
        }
    }
    text
}

/// Lines of columns: the second flush right, all indented.
fn table(lines: &[[String; 3]]) -> String {
    let wide = |column: usize| lines.iter().map(|line| width(&line[column])).max().unwrap_or(0);
    let (first, second) = (wide(0).min(LINE / 2), wide(1));
    let mut text = String::new();
    for [name, number, rest] in lines {
        let line = format!("  {}  {}  {rest}", padded(name, first), flush_right(number, second));
        let _ = writeln!(text, "{}", line.trim_end());
    }
    text
}

fn more(left: usize, language: Language) -> String {
    format!("  {}\n", say!(language, "explain-more", count = left))
}

/// The only unit, row by row.
fn of_one_unit(unit: &ExplainedUnit, names: &CellNames<'_>, most: usize, language: Language) -> String {
    let mut text = String::new();
    for (part, name) in [
        (PartName::Numerator, say!(language, "explain-part.numerator")),
        (PartName::Denominator, say!(language, "explain-part.denominator")),
    ] {
        let mut rows: Vec<&ExplainedRow> = unit.rows.iter().filter(|row| row.part == part && row.enters).collect();
        if rows.is_empty() {
            continue;
        }
        rows.sort_by_key(|row| std::cmp::Reverse(row.amount.as_deref().map_or(0, size)));
        let lines: Vec<[String; 3]> = rows
            .iter()
            .take(most)
            .map(|row| {
                let named: Vec<&str> = row.dimensions.values().map(String::as_str).collect();
                let named = if named.is_empty() { unit.ref_area_name.clone() } else { named.join(" · ") };
                let amount = row.amount.as_deref().map(|amount| grouped_number(amount, language)).unwrap_or_default();
                [named, amount, names.places(row.fields.iter(), language)]
            })
            .collect();
        let _ = writeln!(text, "  {name}");
        text.push_str(&table(&lines).lines().map(|line| format!("  {line}\n")).collect::<String>());
        if rows.len() > lines.len() {
            text.push_str(&more(rows.len() - lines.len(), language));
        }
    }
    text.push('\n');
    text
}

/// Its size in units of the last digit, to order by.
fn size(amount: &str) -> u128 {
    let parsed = Decimal::parse(amount, 12, 0);
    parsed.map_or(0, |amount| amount.value.units().unsigned_abs())
}

/// The units that count, a line each.
fn of_units(units: &[&ExplainedUnit], names: &CellNames<'_>, most: usize, language: Language) -> String {
    let lines: Vec<[String; 3]> = units
        .iter()
        .take(most)
        .map(|unit| {
            let amount = |amount: Decimal| grouped_number(&amount.to_string(), language);
            let sum = match (unit.numerator.map(amount), unit.denominator.map(amount)) {
                (Some(numerator), Some(denominator)) => format!("{numerator} ÷ {denominator}"),
                (one, _) => one.unwrap_or_default(),
            };
            let fields_of = |part: PartName| {
                unit.rows.iter().filter(move |row| row.enters && row.part == part).flat_map(|row| &row.fields)
            };
            let why = unit.reasons.first().map(|reason| {
                let tested = names.places(unit.rows.iter().flat_map(|row| &row.fields), language);
                format!("{} {tested}", reason.message.text(language)).trim_end().to_owned()
            });
            let quotient =
                || names.of_quotient(fields_of(PartName::Numerator), fields_of(PartName::Denominator), language);
            let why = why.unwrap_or_else(|| format!("{}{}", quotient(), doubts(unit)));
            [format!("{} ({})", unit.ref_area_name, unit.ref_area), sum, why]
        })
        .collect();
    let mut text = table(&lines);
    if units.len() > lines.len() {
        text.push_str(&more(units.len() - lines.len(), language));
    }
    text.push('\n');
    text
}

fn cells_of(row: &ExplainedRow) -> impl Iterator<Item = &ExplainedCell> {
    row.fields.iter().flat_map(|field| &field.cells)
}

/// The codes of the findings that touch the cells of a unit: ` [earlier-row-kept]`.
fn doubts(unit: &ExplainedUnit) -> String {
    let cells = unit.rows.iter().filter(|row| row.enters).flat_map(cells_of);
    let findings = cells.flat_map(|cell| &cell.findings).filter(|finding| finding.state != "resolved");
    let codes: BTreeSet<&str> = findings.map(|finding| finding.code.as_str()).collect();
    codes.into_iter().map(|code| format!(" [{code}]")).collect()
}

/// The units that do not count, each with its reasons.
fn not_counted(answer: &ExplainAnswer, most: usize, language: Language) -> String {
    let left_out: Vec<&ExplainedUnit> = answer.units.iter().filter(|unit| !unit.counts).collect();
    if left_out.is_empty() {
        return String::new();
    }
    let mut text = format!("  {}\n", say!(language, "explain-not-counted", count = left_out.len()));
    for unit in left_out.iter().take(most) {
        let _ = writeln!(text, "    {} ({})", unit.ref_area_name, unit.ref_area);
        for reason in unit.reasons.iter().take(most) {
            let _ = writeln!(text, "      {}", because(reason, language));
        }
        if unit.reasons.len() > most {
            text.push_str(&more(unit.reasons.len() - most, language));
        }
    }
    if left_out.len() > most {
        text.push_str(&more(left_out.len() - most, language));
    }
    text.push('\n');
    text
}

pub(super) fn because(reason: &Reason, language: Language) -> String {
    let row = reason.row.filter(|_| reason.cell.is_none());
    let row = row.map(|row| say!(language, "finding-row", row = row.to_string()));
    let code = reason.finding.as_ref().map(|code| format!("[{code}]"));
    let place = [reason.object.clone(), reason.sheet.clone(), reason.cell.clone(), row, code];
    let place: Vec<String> = place.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    let said = reason.message.text(language);
    if place.is_empty() { said.to_owned() } else { format!("{said} · {}", place.join(" · ")) }
}

fn objects(objects: &[ExplainedObject], most: usize, language: Language) -> String {
    let mut text = String::new();
    let mut objects: Vec<&ExplainedObject> = objects.iter().collect();
    objects.sort_by_key(|object| std::cmp::Reverse(object.cells));
    for object in objects.iter().take(most) {
        let _ = writeln!(text, "  {}", say!(language, "explain-object", object = &object.object, cells = object.cells));
        let mut parts = Vec::new();
        if let Some(received) = &object.received_at {
            parts.push(say!(language, "explain-received", time = super::status::local(received)));
        }
        if let Some(due) = &object.due {
            parts.push(say!(language, "explain-due", day = due));
        }
        let digest = object.sha256.get(..12).unwrap_or(&object.sha256);
        let sign = match object.archived {
            Some(true) => " ✓",
            Some(false) => " ✗",
            None => "",
        };
        parts.push(format!("archive/{digest}…{sign}"));
        let _ = writeln!(text, "    {}", parts.join(" · "));
    }
    if objects.len() > most {
        text.push_str(&more(objects.len() - most, language));
    }
    text
}

fn proved(answer: &ExplainAnswer, language: Language) -> String {
    let proof = answer.proof;
    let mut parts = Vec::new();
    let all = answer.units.len();
    let is_whole = usize::try_from(proof.units) == Ok(all);
    match proof.adds_up {
        Some(true) if is_whole => parts.push(say!(language, "explain-proof.adds-up")),
        Some(true) => parts.push(say!(language, "explain-proof.units-add-up", all = all)),
        Some(false) => parts.push(say!(language, "explain-proof.does-not")),
        None => {}
    }
    if proof.cells_read > 0 {
        let sign = if proof.cells_agreeing == proof.cells_read { '✓' } else { '✗' };
        let read = say!(language, "explain-proof.cells", same = proof.cells_agreeing, all = proof.cells_read);
        parts.push(format!("{read} {sign}"));
    } else if proof.cells > 0 {
        parts.push(say!(language, "explain-proof.unread", all = proof.cells));
    }
    if !is_whole {
        parts.push(say!(language, "explain-proof.in-part", followed = proof.units, all = all));
    }
    match proof.lines_add_up {
        Some(true) => parts.push(say!(language, "explain-lines.add-up", count = proof.lines)),
        Some(false) => parts.push(say!(language, "explain-lines.do-not", count = proof.lines)),
        None => {}
    }
    if parts.is_empty() { String::new() } else { format!("  {}\n", parts.join(" · ")) }
}
