//! The severities that a form declares: a code whose severity changes nothing, or would say what is not so, is a fault.

use super::form::FormFile;
use crate::findings::code::Code;
use crate::findings::severity::Severity;
use crate::message;

/// Codes of findings that keep rows or submissions out at any severity: these have no unit, no period, or no single row of their key.
const NEVER_USED: [Code; 8] = [
    Code::UnknownPeriod,
    Code::PeriodOutOfRange,
    Code::UnknownArea,
    Code::AmbiguousArea,
    Code::EndedArea,
    Code::ForeignArea,
    Code::AreaMismatch,
    Code::PrimaryKey,
];

impl FormFile<'_> {
    /// What the declared severities can change.
    pub(super) fn check_severities(&mut self) {
        for (code, severity) in self.form.severities.declared() {
            if NEVER_USED.contains(&code) && severity != Severity::Error {
                let message = message!("fault-form.severity-unusable", code = code.name());
                self.fault(code.name(), message, Some(message!("fault-form.severity-unusable-write")));
            }
        }
    }
}
