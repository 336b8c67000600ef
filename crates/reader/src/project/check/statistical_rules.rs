//! The thresholds of the statistical rules that a form declares: those that make no sense are faults.

use super::form::FormFile;
use crate::message;
use crate::values::decimal::Decimal;
use crate::values::number::Number;

impl FormFile<'_> {
    pub(super) fn check_statistical_rules(&mut self) {
        let rules = &self.form.rules;
        let least = [
            ("history", rules.history, 2),
            ("peers", rules.peers, 4),
            ("copied_measures", rules.copied_measures, 3),
            ("window", rules.window, rules.history),
            ("fits", rules.fits.into(), 1),
            ("counts", rules.counts.into(), 1),
            ("shifted_rows", rules.shifted_rows, 3),
            ("together", rules.together, 2),
            ("outlier", rules.outlier.into(), rules.fits.into()),
        ];
        for (key, written, least) in least.into_iter().filter(|(_, written, least)| written < least) {
            let message =
                message!("fault-form.rule-least", key = key, written = written.to_string(), least = least.to_string());
            self.fault(key, message, None);
        }
        // A spread is raised to these powers exactly: larger ones say nothing more, and take long.
        const HIGHEST: u8 = 32;
        for (key, written) in [("fits", rules.fits), ("outlier", rules.outlier), ("counts", rules.counts)] {
            if written > HIGHEST {
                let message = message!(
                    "fault-form.rule-most",
                    key = key,
                    written = written.to_string(),
                    most = HIGHEST.to_string()
                );
                self.fault(key, message, None);
            }
        }
        for (key, Number(written), most) in [("within", rules.within, 10), ("within_digits", rules.within_digits, 3)] {
            if written <= Decimal::ONE || written > Decimal::from_integer(most) {
                let message = message!(
                    "fault-form.rule-factor",
                    key = key,
                    written = written.to_string(),
                    most = most.to_string()
                );
                self.fault(key, message, None);
            }
        }
    }
}
