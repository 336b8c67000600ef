//! Cells of a copy into which a text is to be typed: a program that takes 0912345678 for a number would lose its zero.

use std::collections::{BTreeMap, BTreeSet};

use super::returned::place;
use crate::findings::code::Code;
use crate::findings::finding::Finding;
use crate::project::Project;
use crate::project::written::form::FieldType;

/// Rows and columns, from 0, by the name of their sheet.
pub type TextCells = BTreeMap<String, BTreeSet<(u32, u32)>>;

/// The cells of findings about fields that hold texts.
pub fn typed_texts(project: &Project, findings: &[Finding]) -> TextCells {
    let mut cells = TextCells::new();
    for finding in findings {
        let Some(place) = place(finding).filter(|_| is_of_text(project, finding)) else { continue };
        cells.entry(finding.location.sheet.clone().unwrap_or_default()).or_default().insert(place);
    }
    cells
}

fn is_of_text(project: &Project, finding: &Finding) -> bool {
    // Codes of units begin with a zero, too.
    if matches!(finding.code, Code::UnknownArea | Code::AmbiguousArea | Code::EndedArea) {
        return true;
    }
    let form = finding.location.form.as_deref().and_then(|form| project.forms.get(project.form_named(form)?));
    // A key names several fields; its cell is that of the first.
    let first = finding.location.field.as_deref().and_then(|fields| fields.split(", ").next());
    let field = form.zip(first).and_then(|(form, name)| form.field(name));
    field.is_some_and(|field| field.kind == FieldType::String)
}
