//! What counts as having sent something: takes a table that was read; says whether it is a report at all.
//!
//! Cells in error are mended afterwards, and leave a report in time or late as it came. A form that nobody filled in is none.

use crate::findings::code::Code;
use crate::findings::severity::Disposition;
use crate::project::Project;
use crate::typing::reading::{Reading, TypedTable};

/// True for a table with rows, whether they are accepted or in error, unless all its measures are blank; of a form that lists things a table
/// without rows says that there are none.
pub(super) fn is_report(project: &Project, reading: &Reading, table: &TypedTable, rows: u64) -> bool {
    let Some(form) = project.forms.get(table.form) else { return false };
    let of_table = |sheet: Option<&str>| sheet.unwrap_or_default() == table.sheet;
    let is_blank = reading.findings.iter().any(|finding| {
        let at = &finding.location;
        let is_whole = finding.code == Code::BlankTable && finding.disposition() != Disposition::Used;
        is_whole && at.form.as_ref() == Some(&form.name) && of_table(at.sheet.as_deref())
    });
    !is_blank && (rows > 0 || form.lists())
}
