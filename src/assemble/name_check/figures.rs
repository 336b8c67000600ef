//! The plan or another period in the name of an object, or of a folder that it is in: "Kế hoạch/xa-na-tau.csv", "bieu-03 (dự toán).xlsx".
//!
//! A text file has no name of a sheet and often no title, so that its name is the only place that says it. The name may be that of another file that it was
//! copied from: the figures are used, and it is reported.

use crate::findings::code::Code;
use crate::findings::finding::{Finding, Location};
use crate::findings::severity::{Disposition, Severity};
use crate::locate::head::figures_in_names::figures_in_name;
use crate::message;
use crate::project::written::form::Form;
use crate::values::text;

/// What is said of a table that is read as one of its period where a part of the name of its object says other figures and the form does not.
pub(super) fn check(form: &Form, object: &str, location: Location) -> Option<Finding> {
    let titles = [Some(form.name.as_str()), form.title.as_deref(), form.description.as_deref()];
    let titles: Vec<String> = titles.into_iter().flatten().map(text::without_marks).collect();
    let is_declared = |words: &str| titles.iter().any(|title| title.replace(['-', '_'], " ").contains(words));
    let stem = object.rsplit_once('.').map_or(object, |(stem, _)| stem);
    let part = stem.split('/').find(|part| figures_in_name(part).is_some_and(|words| !is_declared(words)))?;
    let message = message!("period-mismatch.object-name", written = part, form = &form.form.code);
    let finding = Finding::new(Code::PeriodMismatch, location, message).value(part);
    Some(finding.weighing(Severity::Warning, Disposition::Used))
}
