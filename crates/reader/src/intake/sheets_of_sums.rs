//! Sheets of sums: one sheet for each commune, and one "Tổng hợp" that holds the sum of them alone.
//!
//! Takes the typed tables of one object, and of those without a row of data the totals that they print; gives the totals that sum the rows of the other
//! tables of the form and period, each with what differs. Where a table has such totals alone, nothing of it is unread.

use std::collections::BTreeSet;

use crate::findings::code::Code;
use crate::findings::collector::Collector;
use crate::findings::finding::Finding;
use crate::project::Project;
use crate::typing::reading::TypedTable;
use crate::typing::table::PrintedTotal;
use crate::validate::totals::differing_from_all;

/// A table of which every row with a number is a total.
pub(super) struct TableOfSums {
    /// Index among the typed tables.
    pub place: usize,
    pub totals: Vec<PrintedTotal>,
}

/// Compares such tables with the others of the object. The finding that none of their rows is read gives way to what differs.
pub(super) fn compare(project: &Project, tables: &[TypedTable], of_sums: &[TableOfSums], findings: &mut Collector) {
    for TableOfSums { place, totals } in of_sums {
        let Some(own) = tables.get(*place) else { continue };
        let Some(form) = project.forms.get(own.form) else { continue };
        let is_other =
            |other: &&TypedTable| other.form == own.form && other.period == own.period && !other.rows.is_empty();
        let others: Vec<&TypedTable> = tables.iter().filter(is_other).collect();
        let differing = totals.iter().map(|total| differing_from_all(form, &others, own, total));
        let Some(differing) = differing.collect::<Option<Vec<Vec<Finding>>>>() else { continue };
        let rows: BTreeSet<Option<u32>> = totals.iter().map(|total| Some(total.number)).collect();
        let sheet = (!own.sheet.is_empty()).then_some(&own.sheet);
        findings.only(|known| {
            let location = &known.location;
            known.code != Code::UnreadRow || location.sheet.as_ref() != sheet || !rows.contains(&location.row)
        });
        differing.into_iter().flatten().for_each(|finding| findings.push(finding, &form.severities));
    }
}
