//! The severities that a form declares: a code whose severity changes nothing, or would say what is not so, is a fault.

use super::form::FormFile;
use crate::findings::code::Code;
use crate::findings::severity::Severity;
use crate::message;

/// Codes of findings that keep rows or submissions out at any severity: these have no unit, no period, or no single row
/// of their key.
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

/// Codes of findings about an object, a sheet or a decision, before it is known of which form it is: no form's severity
/// applies.
const OF_NO_FORM: [Code; 25] = [
    Code::NotAnObject,
    Code::UnreachableObject,
    Code::UnreadArrival,
    Code::RepeatedArrival,
    Code::UnlistedArrival,
    Code::NeedlessArrival,
    Code::WithdrawnArrival,
    Code::ReplacedVersion,
    Code::EmptyFile,
    Code::UnreadableFile,
    Code::EncryptedFile,
    Code::OversizedFile,
    Code::MacroFile,
    Code::ExternalLink,
    Code::LegacyEncoding,
    Code::DoubtfulEncoding,
    Code::RepairedText,
    Code::PassedOver,
    Code::UnknownForm,
    Code::AmbiguousForm,
    Code::UnreadSheet,
    Code::ScaledNumber,
    Code::StaleDecision,
    Code::NeedlessDecision,
    Code::UnusableDecision,
];

impl FormFile<'_> {
    /// What the declared severities can change.
    pub(super) fn check_severities(&mut self) {
        for (code, severity) in self.form.severities.declared() {
            if OF_NO_FORM.contains(&code) {
                let message = message!("fault-form.severity-of-no-form", code = code.name());
                self.fault(code.name(), message, Some(message!("fault-form.severity-write")));
            }
            if code == Code::CheckFailed {
                let message = message!("fault-form.severity-of-check");
                self.fault(code.name(), message, Some(message!("fault-form.severity-of-check-write")));
            }
            if NEVER_USED.contains(&code) && severity != Severity::Error {
                let message = message!("fault-form.severity-unusable", code = code.name());
                self.fault(code.name(), message, Some(message!("fault-form.severity-unusable-write")));
            }
        }
    }
}
