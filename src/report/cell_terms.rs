//! How the cells of one value enter it: `D5`, `0,75×D7` where a share of a unit counts, `E5×C5` where another cell weighs it.

use crate::project::written::form::Merge;
use crate::query::explain::answer::{ExplainedCell, ExplainedField};
use crate::report::terminal::grouped_number;
use crate::say;
use crate::values::language::Language;

/// The cells of a field as the terms of its value.
pub(super) struct CellTerms<'c> {
    /// Each cell with its term; nothing where the cell has no address, or is in the term of another.
    pub terms: Vec<(&'c ExplainedCell, Option<String>)>,
    /// How the terms of several units give the value where they are not added: “weighted mean by households”.
    pub rule: Option<String>,
}

impl<'c> CellTerms<'c> {
    pub fn of(field: &'c ExplainedField, language: Language) -> Self {
        let rule = field.merged_by();
        let is_sum = matches!(rule, Some(Merge::Sum));
        let is_mean = matches!(rule, Some(Merge::MeanBy(_)));
        let mut terms = Vec::with_capacity(field.cells.len());
        let mut cells = field.cells.iter().peekable();
        while let Some(cell) = cells.next() {
            let share = if is_sum || is_mean { shared(cell, language) } else { String::new() };
            let mut term = cell.cell.as_ref().map(|address| format!("{share}{address}"));
            if let Some(weight) = cells.next_if(|next| is_mean && next.field != field.field) {
                let is_beside = weight.object == cell.object && weight.sheet == cell.sheet;
                match &weight.cell {
                    Some(address) if is_beside => term = term.map(|term| format!("{term}×{address}")),
                    address => terms.push((weight, address.clone())),
                }
            }
            terms.push((cell, term));
        }
        Self { terms, rule: rule.and_then(|rule| in_words(&rule, language)) }
    }
}

/// The share of a unit that counts, before what it is a share of: `0,75×`.
pub(super) fn shared(cell: &ExplainedCell, language: Language) -> String {
    share_before(cell.share.as_deref(), language)
}

/// The same of a share alone; nothing of the whole.
pub(super) fn share_before(share: Option<&str>, language: Language) -> String {
    let part = share.filter(|share| *share != "1");
    part.map(|share| format!("{}×", grouped_number(share, language))).unwrap_or_default()
}

/// A rule other than the sum, in words.
fn in_words(rule: &Merge, language: Language) -> Option<String> {
    Some(match rule {
        Merge::Sum => return None,
        Merge::Any => say!(language, "explain-merged.any"),
        Merge::All => say!(language, "explain-merged.all"),
        Merge::Max => say!(language, "explain-merged.max"),
        Merge::Min => say!(language, "explain-merged.min"),
        Merge::MeanBy(weight) => say!(language, "explain-merged.mean", weight = weight),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(field: &str, address: &str, share: &str) -> ExplainedCell {
        ExplainedCell {
            ref_area: String::new(),
            ref_area_valid_from: String::new(),
            ref_area_name: String::new(),
            share: Some(share.to_owned()),
            time_period: String::new(),
            field: field.to_owned(),
            value: None,
            status: None,
            object: "a.csv".to_owned(),
            sha256: String::new(),
            sheet: String::new(),
            row: 1,
            cell: Some(address.to_owned()),
            label: None,
            unit: None,
            multiplier: None,
            raw: None,
            agrees: None,
            findings: Vec::new(),
            decisions: Vec::new(),
        }
    }

    fn named(rule: &str, cells: Vec<ExplainedCell>) -> (Vec<String>, bool) {
        let combined = vec![format!("{rule} over units")];
        let field = ExplainedField { field: "score".to_owned(), value: None, status: None, combined, cells };
        let CellTerms { terms, rule } = CellTerms::of(&field, Language::Vi);
        (terms.into_iter().filter_map(|(_, term)| term).collect(), rule.is_some())
    }

    #[test]
    fn cells_are_terms_by_the_rule_that_merges_them() {
        let of_two = || vec![cell("score", "E5", "1"), cell("score", "E7", "0.75")];
        assert_eq!(named("sum", of_two()), (vec!["E5".to_owned(), "0,75×E7".to_owned()], false));
        assert_eq!(named("max", of_two()), (vec!["E5".to_owned(), "E7".to_owned()], true));
        let weights = [cell("people", "C5", "1"), cell("people", "C7", "0.75")];
        let weighed = of_two().into_iter().zip(weights).flat_map(|(value, weight)| [value, weight]).collect();
        assert_eq!(named("mean by people", weighed), (vec!["E5×C5".to_owned(), "0,75×E7×C7".to_owned()], true));
    }
}
