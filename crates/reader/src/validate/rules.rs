//! Every rule, in the order in which they look at what was sent.
//!
//! A new rule is one file of this folder and one line here. Assertions of a project (`[[check]]`) are not listed: they are
//! run by an engine over the rows of a whole batch ([`super::checks`], decision 0007).

use std::collections::BTreeSet;

use crate::findings::collector::Collector;
use crate::findings::finding::Finding;
use crate::locate::Table;
use crate::project::Project;
use crate::project::written::form::Form;
use crate::sheet::grid::Sheet;
use crate::typing::missing_texts::MissingTexts;
use crate::typing::reading::{Reading, TypedTable};
use crate::typing::table::PrintedTotal;
use crate::validate::{
    alike_keys, blame, blank_keys, constraints, formula, other_pages, primary_key, registry_key, row_copied,
    sum_of_units, sums_of_lines, totals, transposed, unique,
};

/// What the rules of a table may look at beside its typed rows.
#[derive(Clone, Copy)]
pub struct InTable<'a> {
    pub project: &'a Project,
    pub form: &'a Form,
    /// The texts for missing values of each of its fields.
    pub missing: &'a [MissingTexts<'a>],
    pub sheet: &'a Sheet,
    /// The table as it was located.
    pub table: &'a Table,
    /// The totals that it prints.
    pub totals: &'a [PrintedTotal],
    /// The tables of its form and period that come before it in its file: its totals may sum theirs, too.
    pub before: &'a [&'a TypedTable],
    /// What is known to be wrong with its cells.
    pub found: &'a [Finding],
    /// The fields that have their columns on other pages.
    pub elsewhere: &'a BTreeSet<usize>,
}

impl InTable<'_> {
    /// The decimal sign with which the column of a field writes its numbers; that of the project where it has none.
    pub fn decimal_sign(&self, typed: &TypedTable, field: Option<usize>) -> char {
        let (_, own) = self.project.settings.language.number_signs();
        field.and_then(|field| typed.decimal_sign(field)).unwrap_or(own)
    }
}

/// Looks at one table; rows that it quarantines are no longer accepted.
type OfATable = fn(&InTable<'_>, &mut TypedTable) -> Collector;

/// Looks at one piece of an export of lines, which has no sheet, totals or formulas.
type OfLines = fn(&Form, &mut TypedTable, &[Finding]) -> Collector;

/// Looks at the rows of a table whose columns are on several pages, once these are joined; the fields are those of all its pages.
type OfPages = fn(&Project, &Form, &mut TypedTable, &BTreeSet<usize>) -> Collector;

/// Looks at all tables of one object.
type OfAnObject = fn(&Project, &mut Reading);

const OF_A_TABLE: [OfATable; 5] = [
    |at, typed| constraints::check(at.form, typed, at.found, at.elsewhere),
    |at, typed| registry_key::check(at.project, at.form, typed),
    |at, typed| blank_keys::check(at, typed),
    |at, typed| totals::check(at, typed),
    |at, typed| formula::check(at, typed),
];

/// Explains what the rules before found in a table.
type Explains = fn(&InTable<'_>, &TypedTable, &[Finding]) -> Collector;

const EXPLAINING: [Explains; 2] = [transposed::check, blame::check];

const OF_LINES: [OfLines; 1] = [|form, typed, found| constraints::check(form, typed, found, &BTreeSet::new())];

const OF_PAGES: [OfPages; 2] = [
    |_, form, typed, fields| other_pages::check(form, typed, fields),
    |project, form, typed, _| registry_key::check_over_pages(project, form, typed),
];

const OF_AN_OBJECT: [OfAnObject; 6] = [
    primary_key::check,
    unique::check,
    alike_keys::check,
    row_copied::check,
    sum_of_units::check,
    sums_of_lines::check,
];

/// What the rules of a table find.
pub fn of_a_table(at: &InTable<'_>, typed: &mut TypedTable) -> Collector {
    let mut findings = Collector::new();
    for rule in OF_A_TABLE {
        findings.join(rule(at, typed));
    }
    for rule in EXPLAINING {
        findings.join(rule(at, typed, findings.kept()));
    }
    findings
}

/// What the rules find in the rows of joined pages that they could not see on one page alone.
pub fn of_pages(project: &Project, form: &Form, typed: &mut TypedTable, fields: &BTreeSet<usize>) -> Collector {
    let mut findings = Collector::new();
    for rule in OF_PAGES {
        findings.join(rule(project, form, typed, fields));
    }
    findings
}

/// What the rules of lines find in a piece of them.
pub fn of_lines(form: &Form, typed: &mut TypedTable, found: &[Finding]) -> Collector {
    let mut findings = Collector::new();
    for rule in OF_LINES {
        findings.join(rule(form, typed, found));
    }
    findings
}

/// Adds what the rules of an object find to its reading.
pub fn of_an_object(project: &Project, reading: &mut Reading) {
    for rule in OF_AN_OBJECT {
        rule(project, reading);
    }
}
