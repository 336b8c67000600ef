//! How the cells of an explanation are named: short, and so that no two objects or sheets of the answer have one name.

use std::collections::{BTreeMap, BTreeSet};

use super::cell_terms::CellTerms;
use crate::query::explain::answer::{ExplainAnswer, ExplainedCell, ExplainedField};
use crate::values::language::Language;

/// Objects of which cells are named for one unit; further ones are counted.
const SHOWN: usize = 2;

/// The objects of an answer with the sheets, or the files of an archive, whose cells it names.
pub(super) struct CellNames<'a> {
    sheets: BTreeMap<&'a str, BTreeSet<&'a str>>,
    /// How many of the objects end in a name: whole, and behind each of their folders.
    endings: BTreeMap<&'a str, usize>,
}

impl<'a> CellNames<'a> {
    pub fn of(answer: &'a ExplainAnswer) -> Self {
        let rows = answer.units.iter().flat_map(|unit| &unit.rows);
        Self::over(rows.flat_map(|row| &row.fields).flat_map(|field| &field.cells))
    }

    fn over(cells: impl Iterator<Item = &'a ExplainedCell>) -> Self {
        let mut sheets: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for cell in cells {
            sheets.entry(&cell.object).or_default().insert(&cell.sheet);
        }
        Self::new(sheets)
    }

    fn new(sheets: BTreeMap<&'a str, BTreeSet<&'a str>>) -> Self {
        let mut endings: BTreeMap<&str, usize> = BTreeMap::new();
        for object in sheets.keys().copied() {
            let behind_folders = object.match_indices('/').filter_map(|(at, sign)| object.get(at + sign.len()..));
            for ending in std::iter::once(object).chain(behind_folders) {
                *endings.entry(ending).or_default() += 1;
            }
        }
        Self { sheets, endings }
    }

    /// The cells by object: `2025-Q4_phuong-muong-thanh.csv F2+E2`; with the sheet where the answer has several of the object, and the rule by which
    /// units merge where it does not add their values.
    pub fn places<'c>(&self, fields: impl Iterator<Item = &'c ExplainedField>, language: Language) -> String {
        self.written(CellPlaces::of(fields, language))
    }

    /// The cells of a numerator and of a denominator: `2025-Q4.csv D8 ÷ C8`.
    pub fn of_quotient<'c>(
        &self,
        numerator: impl Iterator<Item = &'c ExplainedField>,
        denominator: impl Iterator<Item = &'c ExplainedField>,
        language: Language,
    ) -> String {
        let (above, mut below) = (CellPlaces::of(numerator, language), CellPlaces::of(denominator, language));
        let is_at_one = |places: &CellPlaces<'_>| places.order.len() == 1 && places.rules.is_empty();
        if above.order.is_empty() || below.order.is_empty() {
            return self.written(if above.order.is_empty() { below } else { above });
        }
        if above.order == below.order && is_at_one(&above) && is_at_one(&below) {
            let (terms, divisor) = (above.sole_term(), below.sole_term());
            if let (Some(terms), Some(divisor), Some(key)) = (terms, divisor, below.order.pop()) {
                return format!("{} {terms} ÷ {divisor}", self.named(key.0, key.1));
            }
        }
        format!("{} ÷ {}", self.written(above), self.written(below))
    }

    fn written(&self, places: CellPlaces<'_>) -> String {
        let CellPlaces { by_object, order, rules } = places;
        let parts: Vec<String> = order
            .iter()
            .take(SHOWN)
            .map(|key| {
                let terms = by_object.get(key).map(|terms| terms.join("+")).unwrap_or_default();
                format!("{} {terms}", self.named(key.0, key.1)).trim_end().to_owned()
            })
            .collect();
        let rest = order.len().saturating_sub(parts.len());
        let rest = if rest > 0 { format!(" … +{rest}") } else { String::new() };
        let rules = if rules.is_empty() { String::new() } else { format!(" ({})", rules.join(", ")) };
        format!("{}{rest}{rules}", parts.join(" · "))
    }

    fn named(&self, object: &str, sheet: &str) -> String {
        let short = self.short_name(object);
        let is_one = self.sheets.get(object).is_none_or(|sheets| sheets.len() < 2);
        if is_one || sheet.is_empty() { short.to_owned() } else { format!("{short} › {sheet}") }
    }

    /// The name of an object without its folders, with the last of them where another object has the same name; whole where that is shared,
    /// too.
    fn short_name<'o>(&self, object: &'o str) -> &'o str {
        let ends = object.char_indices().rev().filter(|(_, sign)| *sign == '/').map(|(at, _)| at + 1);
        let mut shorter = ends.take(2).filter_map(|start| object.get(start..));
        let own = usize::from(self.sheets.contains_key(object));
        let is_shared = |name: &str| self.endings.get(name).is_some_and(|count| *count > own);
        shorter.find(|name| !is_shared(name)).unwrap_or(object)
    }
}

/// Cells by object and sheet, in the order in which they came, and the rules by which units merge.
struct CellPlaces<'c> {
    by_object: BTreeMap<(&'c str, &'c str), Vec<String>>,
    order: Vec<(&'c str, &'c str)>,
    rules: Vec<String>,
}

impl<'c> CellPlaces<'c> {
    fn of(fields: impl Iterator<Item = &'c ExplainedField>, language: Language) -> Self {
        let mut by_object: BTreeMap<(&str, &str), Vec<String>> = BTreeMap::new();
        let mut order = Vec::new();
        let mut rules: Vec<String> = Vec::new();
        for field in fields {
            let terms = CellTerms::of(field, language);
            rules.extend(terms.rule.filter(|rule| !rules.contains(rule)));
            for (cell, term) in terms.terms {
                let key = (cell.object.as_str(), cell.sheet.as_str());
                if !order.contains(&key) {
                    order.push(key);
                }
                let named = by_object.entry(key).or_default();
                named.extend(term.filter(|term| !named.contains(term)));
            }
        }
        Self { by_object, order, rules }
    }

    /// The cells of the only object as one term: `D8`, `(D8+D9)`.
    fn sole_term(&self) -> Option<String> {
        let terms = self.by_object.values().next().filter(|_| self.order.len() == 1)?;
        match terms.as_slice() {
            [] => None,
            [term] => Some(term.clone()),
            terms => Some(format!("({})", terms.join("+"))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_objects_or_sheets_have_one_name() {
        let sheets = [
            ("a/x/q1.csv", &[""][..]),
            ("a/y/q1.csv", &[""]),
            ("b/x/q1.csv", &[""]),
            ("q2.zip", &["m/1.csv", "m/2.csv"]),
        ];
        let names = CellNames::new(sheets.into_iter().map(|(name, of)| (name, of.iter().copied().collect())).collect());
        let named: Vec<String> = [("a/x/q1.csv", ""), ("a/y/q1.csv", ""), ("b/x/q1.csv", ""), ("q2.zip", "m/1.csv")]
            .map(|(object, sheet)| names.named(object, sheet))
            .to_vec();
        assert_eq!(named, ["a/x/q1.csv", "y/q1.csv", "b/x/q1.csv", "q2.zip › m/1.csv"]);
    }
}
