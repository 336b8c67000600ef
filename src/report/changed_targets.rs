//! Targets that differ between two runs, for a terminal.

use std::fmt::Write as _;

use crate::documents::words;
use crate::query::diff::answer::{ChangedTarget, TargetInRun};
use crate::report::diff::{flowed, more, units};
use crate::report::terminal::amount;
use crate::say;
use crate::values::language::Language;
use crate::values::rounded::digits;
use crate::values::text::fitted;

/// The targets under their heading, up to so many; nothing where none differs.
pub(super) fn text(targets: &[ChangedTarget], shown: usize, language: Language) -> String {
    if targets.is_empty() {
        return String::new();
    }
    let mut text = say!(language, "diff-targets", count = targets.len()) + "\n";
    for target in targets.iter().take(shown) {
        let method = target.method.as_ref().map(|method| format!(" [{method}]")).unwrap_or_default();
        let title = format!("{}{method}", fitted(target.title.text(language), 60));
        let area = match target.ref_area_name.as_str() {
            "" => target.ref_area.clone(),
            name => format!("{name} ({})", target.ref_area),
        };
        let geography = words::geography(&target.geography, language);
        let _ = write!(text, "{}", flowed(&[title, area, target.target_period.clone(), geography], 2));
        let _ = write!(text, "{}", flowed(&states(target, language), 6));
    }
    text + &more(targets.len(), shown, language)
}

/// What was to be reached and what is, and what became of it.
fn states(target: &ChangedTarget, language: Language) -> Vec<String> {
    let goal = |state: &TargetInRun| {
        let sign = if target.direction == "at_most" { "≤" } else { "≥" };
        let value = state.target_value?;
        let places = u8::try_from(digits(value)).unwrap_or(2);
        Some(format!("{sign} {}", amount(value, places, &target.unit_measure, language)))
    };
    let state = |state: &TargetInRun| state.target_state.as_deref().map(|state| words::state(state, language));
    let moved = |said: &dyn Fn(&TargetInRun) -> Option<String>| {
        let of =
            |state: &Option<TargetInRun>| state.as_ref().map(|state| said(state).unwrap_or_else(|| "–".to_owned()));
        match (of(&target.before), of(&target.after)) {
            (Some(before), Some(after)) if before != after => format!("{before} → {after}"),
            (_, Some(after)) => after,
            (Some(before), None) => format!("{before} → –"),
            (None, None) => "–".to_owned(),
        }
    };
    let counted = target.before.as_ref().zip(target.after.as_ref());
    let unit = counted.and_then(|(before, after)| units(before.unit(), after.unit(), language));
    [moved(&goal)].into_iter().chain(unit).chain([moved(&state)]).collect()
}
