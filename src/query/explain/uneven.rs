//! Why a ratio has the status U though all that it rests on is sound: from the cells of a unit, gives the members and the periods that are in one of its two
//! parts alone, since the other cannot occur there (decision 0183).

use std::collections::BTreeMap;

use super::answer::{ExplainedCell, ExplainedUnit, PartName, Reason, ReasonCode};
use crate::message;
use crate::project::Project;
use crate::values::status::Status;

/// A member in a period, in the rows of some dimensions.
type CellOf<'a> = (&'a BTreeMap<String, String>, &'a str, &'a str, &'a str);

/// The cells that cannot occur, of members and periods whose cells of the other part can.
pub(super) fn parts(project: &Project, unit: &ExplainedUnit) -> Vec<Reason> {
    let cells_of = |name: PartName| {
        // Of each the cell that cannot occur, where there is one.
        let mut found: BTreeMap<CellOf<'_>, Option<(&ExplainedCell, &str)>> = BTreeMap::new();
        for row in unit.rows.iter().filter(|row| row.part == name) {
            for field in &row.fields {
                let own = field.cells.iter().filter(|cell| cell.field == field.field);
                for cell in own {
                    let key: CellOf<'_> =
                        (&row.dimensions, &cell.ref_area, &cell.ref_area_valid_from, &cell.time_period);
                    let cannot_occur = cell.value.is_none() && cell.status == Some(Status::M);
                    let known = found.entry(key).or_default();
                    *known = known.or_else(|| cannot_occur.then_some((cell, row.form.as_str())));
                }
            }
        }
        found
    };
    if !unit.rows.iter().any(|row| row.fields.iter().any(|field| field.cells.len() > 1)) {
        return Vec::new();
    }
    let (numerator, denominator) = (cells_of(PartName::Numerator), cells_of(PartName::Denominator));
    let one_sided = numerator.iter().filter_map(|(key, one)| match (one, denominator.get(key)?) {
        (Some(cell), None) | (None, Some(cell)) => Some(*cell),
        _ => None,
    });
    one_sided.map(|(cell, form)| reason(project, cell, form)).collect()
}

fn reason(project: &Project, cell: &ExplainedCell, form: &str) -> Reason {
    let declared = project.form_named(form).and_then(|form| project.forms.get(form)?.field(&cell.field));
    let title = declared.and_then(|field| field.title.as_deref()).unwrap_or(&cell.field);
    let unit = format!("{} ({})", cell.ref_area_name, cell.ref_area);
    Reason {
        reason: ReasonCode::Uneven,
        message: message!("explain-reason.uneven", unit = unit, period = &cell.time_period, field = title),
        finding: None,
        object: Some(cell.object.clone()),
        sheet: Some(cell.sheet.clone()).filter(|sheet| !sheet.is_empty()),
        cell: cell.cell.clone(),
        row: Some(cell.row),
    }
}
