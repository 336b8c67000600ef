//! The checks of a pipeline: those that a row alone decides, and those that name other periods or another form.

use super::pipeline::{PipelineFile, meant};
use crate::message;
use crate::project::expression::across::extended;
use crate::project::expression::parse::parse_condition;
use crate::project::written::form::Form;
use crate::project::written::pipeline::Check;
use crate::project::{FormIndex, ResolvedCheck};

impl PipelineFile<'_> {
    pub(super) fn assertion(&mut self, check: &Check) {
        let Some(form) = self.form(&check.source, check.source.get_ref()) else { return };
        let Some(declared) = self.forms.get(form) else { return };
        let with = match &check.with {
            None => None,
            Some(named) => match self.form(named, named.get_ref()) {
                Some(with) => Some(with),
                None => return,
            },
        };
        let name = check.name.get_ref();
        let mut known = self.resolved.checks.iter().chain(&self.resolved.across_checks);
        if known.any(|other| other.form == form && other.name == *name) {
            let message = message!("fault-pipeline.two-checks", form = &declared.name, name = name);
            self.fault(&check.name, message, None);
        }
        let other = with.and_then(|with| self.forms.get(with));
        let condition = match parse_condition(check.assert.get_ref(), &extended(declared, other)) {
            Ok(condition) => condition,
            Err(error) => return self.fault(&check.assert, error.message, meant(error.suggestion)),
        };
        let is_across = condition.fields().iter().any(|field| declared.field(field).is_none());
        if is_across && declared.has_lines() {
            self.fault(&check.assert, message!("fault-pipeline.check-of-lines", form = &declared.name), None);
        }
        self.joined(check, declared, with);
        let resolved = ResolvedCheck {
            form,
            name: name.clone(),
            condition,
            assert: check.assert.get_ref().clone(),
            with,
            missing: check.missing,
            severity: check.severity,
            message: check.message.message(),
        };
        let checks = if is_across { &mut self.resolved.across_checks } else { &mut self.resolved.checks };
        checks.push(resolved);
    }

    /// A form is joined where it has one row of a unit in a period, periods of the same length and calendar, and units
    /// of the same level.
    fn joined(&mut self, check: &Check, form: &Form, with: Option<FormIndex>) {
        let (Some(other), Some(named)) = (with.and_then(|with| self.forms.get(with)), &check.with) else { return };
        if other.lists() || other.vintage().is_some() {
            self.fault(named, message!("fault-pipeline.with-lists", form = &other.name), None);
        }
        let calendar = |form: &Form| (form.form.frequency, form.form.calendar);
        if calendar(form) != calendar(other) {
            let message = message!("fault-pipeline.with-periods", form = &other.name, own = &form.name);
            self.fault(named, message, None);
        }
        if !form.form.reports.share_a_level(&other.form.reports) {
            let levels = |form: &Form| form.form.reports.ever().join(", ");
            let message = message!(
                "fault-pipeline.with-levels",
                form = &other.name,
                levels = levels(other),
                own = &form.name,
                own_levels = levels(form)
            );
            self.fault(named, message, None);
        }
    }
}
