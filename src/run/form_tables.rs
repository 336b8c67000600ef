//! The tables of one form: its units in every map, and its accepted rows.

use arrow_array::RecordBatch;
use chrono::NaiveDate;

use crate::assemble::newest::Newest;
use crate::assemble::units::{build, shown_periods};
use crate::assemble::{Arrived, expected};
use crate::error::Error;
use crate::findings::finding::Finding;
use crate::project::{FormIndex, Project};
use crate::publish::data;
use crate::values::period::Period;

/// The tables of one form.
pub(super) struct FormTables {
    /// The periods that are shown.
    pub periods: Vec<Period>,
    pub units: RecordBatch,
    /// The accepted rows; `None` for a form of lines, which stay where they are: in the archive.
    pub data: Option<RecordBatch>,
    pub findings: Vec<Finding>,
}

impl FormTables {
    /// Builds both, side by side.
    ///
    /// # Errors
    /// A table that cannot be built.
    pub fn new(
        project: &Project,
        form: FormIndex,
        arrived: &[Arrived<'_>],
        newest: &Newest,
        deadline: Option<NaiveDate>,
    ) -> Result<Self, Error> {
        let current = &newest.current[form];
        let received: Vec<Period> = current.keys().map(|(_, period, _)| *period).collect();
        let expected = expected::periods(project, form, &received, deadline);
        let periods = shown_periods(project, form, &expected, current);
        let (units, data) = rayon::join(
            || build(project, form, arrived, current, &periods),
            || (!project.forms[form].has_lines()).then(|| data::data(project, form, arrived, current)).transpose(),
        );
        let (units, data) = (units?, data?);
        Ok(Self { periods, units: units.batch, data, findings: units.findings })
    }
}
