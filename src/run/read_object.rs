//! The stages read, type and validate for one object: from its bytes to a reading.

use std::io::Read;

use super::read_lines;
use crate::aggregate::engine::Engine;
use crate::error::Error;
use crate::project::Project;
use crate::read::sniff::{self, Kind};
use crate::read::{self, Limits};
use crate::registry::names::Names;
use crate::typing::reading::Reading;
use crate::typing::table::type_table;
use crate::validate::finding::Finding;
use crate::validate::{constraints, primary_key, totals};

/// The bytes of one object: at hand, or in the archive where they are too many.
pub struct Input<'a> {
    pub size: u64,
    /// The whole, or only the beginning.
    pub head: &'a [u8],
    /// Gives the bytes from the beginning.
    pub open: &'a dyn Fn() -> Result<Box<dyn Read + 'a>, Error>,
}

/// Reads one object; its lines are grouped. The checks in SQL of other forms come later, over the rows of many objects at
/// once.
///
/// # Errors
/// Where the bytes cannot be read, or the engine fails.
pub fn read_input(
    project: &Project,
    names: &Names<'_>,
    engine: &dyn Engine,
    input: &Input<'_>,
) -> Result<Reading, Error> {
    let limits = Limits::default();
    if sniff::sniff(input.head).kind == Kind::Text
        && let Some(mut reading) = read_lines::read(project, names, engine, input.head, (input.open)()?)?
    {
        without_object(&mut reading);
        return Ok(reading);
    }
    if input.size > limits.max_bytes {
        let mut finding = read::too_large("", input.size, &limits);
        finding.location.object = None;
        return Ok(Reading { tables: Vec::new(), findings: vec![finding] });
    }
    let mut reading = if input.size == u64::try_from(input.head.len()).unwrap_or(u64::MAX) {
        read_object(project, names, input.head)
    } else {
        let mut bytes = Vec::new();
        let read = (input.open)()?.read_to_end(&mut bytes);
        read.map_err(|cause| Error::store("cannot read", "the archive", cause))?;
        read_object(project, names, &bytes)
    };
    read_lines::group_tables(project, engine, &mut reading)?;
    Ok(reading)
}

/// A finding about labels at the severity that its form asks for: it has no row, so only its weight can be set.
pub(super) fn at_their_severity(project: &Project, mut finding: Finding) -> Finding {
    let form = finding.location.form.as_deref().and_then(|name| project.form_named(name));
    if let Some(&severity) = form.and_then(|form| project.forms[form].severities.get(&finding.code)) {
        finding.severity = severity;
    }
    finding
}

/// The same bytes may have several names: the name belongs to the arrival.
fn without_object(reading: &mut Reading) {
    for finding in &mut reading.findings {
        finding.location.object = None;
    }
}

/// Reads the bytes of one object, line by line as they stand.
pub fn read_object(project: &Project, names: &Names<'_>, bytes: &[u8]) -> Reading {
    let mut reading = Reading::default();
    match read::open(bytes, "", &Limits::default()) {
        Err(finding) => reading.findings.push(finding),
        Ok(sheets) => {
            let located = read::locate::locate(&sheets, "", &project.forms);
            reading.findings.extend(located.findings.into_iter().map(|finding| at_their_severity(project, finding)));
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
    without_object(&mut reading);
    reading
}
