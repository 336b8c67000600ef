//! The stages read, type and validate for one object: from its bytes to a reading.

use crate::project::Project;
use crate::read::{self, Limits};
use crate::registry::names::Names;
use crate::typing::reading::Reading;
use crate::typing::table::type_table;
use crate::validate::{constraints, primary_key, totals};

/// Reads one object. The checks in SQL come later, over the rows of many objects at once.
pub fn read_object(project: &Project, names: &Names<'_>, bytes: &[u8]) -> Reading {
    let mut reading = Reading::default();
    match read::open(bytes, "", &Limits::default()) {
        Err(finding) => reading.findings.push(finding),
        Ok(sheets) => {
            let located = read::locate::locate(&sheets, "", &project.forms);
            reading.findings.extend(located.findings.into_iter().map(|mut finding| {
                // What stands on labels has no row; only its weight can be set.
                let form = finding.location.form.as_deref().and_then(|name| project.form_named(name));
                if let Some(&severity) = form.and_then(|form| project.forms[form].severities.get(&finding.code)) {
                    finding.severity = severity;
                }
                finding
            }));
            for table in &located.tables {
                let form = &project.forms[table.form];
                let outcome = type_table(project, names, &sheets[table.sheet], table);
                reading.findings.extend(outcome.findings);
                let Some(mut typed) = outcome.table else { continue };
                reading.findings.extend(constraints::check(form, &mut typed));
                reading.findings.extend(totals::check(form, &typed, &outcome.totals));
                reading.tables.push(typed);
            }
        }
    }
    primary_key::check(project, &mut reading);
    for finding in &mut reading.findings {
        // The same bytes may have several names: the name belongs to the arrival.
        finding.location.object = None;
    }
    reading
}
