//! The stages read, type and validate for one object: from its bytes to a reading.

use crate::project::Project;
use crate::read::grid::Sheet;
use crate::read::locate::Located;
use crate::read::{self, Limits, Opened};
use crate::registry::names::Names;
use crate::typing::reading::Reading;
use crate::typing::table::type_table;
use crate::validate::{constraints, primary_key, totals};

/// A reading, and what stood on the way to it: for those who want to see what the reader sees.
#[derive(Debug, Default)]
pub struct Traced {
    pub reading: Reading,
    /// `None` where the file cannot be read.
    pub opened: Option<Opened>,
    /// The findings among it have gone over to the reading.
    pub located: Located,
    /// For each located table the place of its reading; `None` where its period is unknown.
    pub typed: Vec<Option<usize>>,
}

/// Reads one object. The checks in SQL come later, over the rows of many objects at once.
pub fn read_object(project: &Project, names: &Names<'_>, bytes: &[u8]) -> Reading {
    trace_object(project, names, bytes).reading
}

/// Reads one object and keeps what stood on the way.
pub fn trace_object(project: &Project, names: &Names<'_>, bytes: &[u8]) -> Traced {
    let mut traced = Traced::default();
    match read::open(bytes, "", &Limits::default()) {
        Err(finding) => traced.reading.findings.push(finding),
        Ok(opened) => {
            traced.located = read::locate::locate(&opened.sheets, "", &project.forms);
            read_tables(project, names, &opened.sheets, &mut traced);
            traced.opened = Some(opened);
        }
    }
    primary_key::check(project, &mut traced.reading);
    for finding in &mut traced.reading.findings {
        // The same bytes may have several names: the name belongs to the arrival.
        finding.location.object = None;
    }
    traced
}

fn read_tables(project: &Project, names: &Names<'_>, sheets: &[Sheet], traced: &mut Traced) {
    let Traced { reading, located, typed, .. } = traced;
    reading.findings.extend(located.findings.drain(..).map(|mut finding| {
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
        typed.push(outcome.table.is_some().then_some(reading.tables.len()));
        let Some(mut table) = outcome.table else { continue };
        reading.findings.extend(constraints::check(form, &mut table));
        reading.findings.extend(totals::check(form, &table, &outcome.totals));
        reading.tables.push(table);
    }
}
