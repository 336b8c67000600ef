//! `data/<form>`: the rows that are current, tidy, one column a field, and where each came from.

use arrow_array::RecordBatch;

use crate::assemble::{Arrived, CurrentByKey, vintage_of};
use crate::columns::{Builders, date, integer, text};
use crate::error::Error;
use crate::project::{FormIndex, Project};
use crate::typing::batch::{field_columns, field_values};

/// The accepted rows of a form that are current, ordered by unit, period, vintage and row.
pub fn data(
    project: &Project,
    form: FormIndex,
    arrived: &[Arrived<'_>],
    current: &CurrentByKey,
) -> Result<RecordBatch, Error> {
    let declared = &project.forms[form];
    let mut columns = vec![text("ref_area"), text("ref_area_name"), date("ref_area_valid_from"), text("time_period")];
    columns.extend(field_columns(declared, false));
    columns.extend([text("object"), text("sha256"), text("sheet"), integer("row")]);
    let mut builders = Builders::new(columns);
    for ((unit, period, _), entry) in current {
        let (unit, source) = (&project.registry.units[*unit], &arrived[entry.arrived]);
        for (table, row) in entry.rows(arrived).filter(|(table, row)| table.rows.accepted[*row]) {
            builders
                .text(Some(&unit.code))
                .text(Some(&unit.name))
                .date(Some(unit.valid_from))
                .text(Some(&period.to_string()));
            let status = entry.row_status(vintage_of(declared, table, row));
            field_values(&mut builders, declared, &table.rows, row, status);
            builders.text(Some(source.object)).text(Some(source.sha256)).text(Some(&table.sheet));
            builders.integer(Some(i64::from(table.rows.number[row])));
        }
    }
    builders.finish()
}
