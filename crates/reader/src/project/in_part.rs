//! A project without the declarations that are at fault, for whoever asks of a file that these say nothing of.
//!
//! Takes the files of a project and its faults; gives the project of the others, and the texts that were left out. Forms and pipelines alone can be left
//! out: of the settings, the registry and the decisions everything may depend. What rests on what is left out is left out, too.

use std::collections::BTreeSet;

use super::Project;
use super::load::load;
use crate::findings::fault::Fault;
use crate::project::written::files::{ProjectFiles, SourceFile};
use crate::project::written::form::Form;
use crate::values::text;

/// A project without some of its forms and pipelines.
#[derive(Debug)]
pub struct DeclaredInPart {
    pub project: Project,
    /// What was left out.
    pub left_out: Vec<SourceFile>,
}

/// The project without the files that are at fault; nothing where others are, or where no form is left.
pub fn load_in_part(files: &ProjectFiles, faults: &[Fault]) -> Option<DeclaredInPart> {
    let mut files = files.clone();
    let mut left_out = Vec::new();
    let mut faults = faults.to_vec();
    loop {
        let named: BTreeSet<&str> = faults.iter().map(|fault| fault.file.as_str()).collect();
        let mut taken = 0;
        for kind in [&mut files.forms, &mut files.pipelines] {
            let (gone, kept): (Vec<_>, Vec<_>) =
                std::mem::take(kind).into_iter().partition(|file| named.contains(file.name.as_str()));
            taken += gone.len();
            left_out.extend(gone);
            *kind = kept;
        }
        // A fault of something else, or one that nothing takes away.
        if taken != named.len() {
            return None;
        }
        match load(&files) {
            Ok(project) => return Some(DeclaredInPart { project, left_out }),
            Err(others) => faults = others,
        }
    }
}

impl DeclaredInPart {
    /// True where a form was left out.
    pub fn is_without_forms(&self) -> bool {
        self.left_out.iter().any(is_form)
    }

    /// True where what was left out may say something of a table of a form: a pipeline that names the form, or a form that has one of these labels.
    pub fn may_concern(&self, form: &Form, labels: &[&str]) -> bool {
        let parts = labels.iter().flat_map(|label| label.split(" > ")).map(text::name);
        let parts: BTreeSet<String> = parts.filter(|part| !part.is_empty()).collect();
        self.left_out.iter().any(|file| match is_form(file) {
            true => {
                // Signs that stand for others are compared with nothing.
                let has_other_signs = file.text.contains("\\u") || file.text.contains("{year");
                let declared = text::name(&file.text);
                has_other_signs || parts.iter().any(|part| declared.contains(part.as_str()))
            }
            false => names(&file.text, &form.name),
        })
    }
}

fn is_form(file: &SourceFile) -> bool {
    file.name.starts_with("schemas/")
}

/// True where a pipeline has the name of a form as a text (`form = "services"`) or before the name of a field (`services.people`).
fn names(text: &str, name: &str) -> bool {
    let is_within = |sign: char| sign.is_alphanumeric() || matches!(sign, '_' | '-');
    text.match_indices(name).any(|(place, found)| {
        let before = text.get(..place).and_then(|before| before.chars().next_back());
        let mut behind = text.get(place.saturating_add(found.len())..).unwrap_or_default().chars();
        match behind.next() {
            Some(quote @ ('"' | '\'')) => before == Some(quote),
            Some('.') => !before.is_some_and(is_within) && behind.next().is_some_and(is_within),
            _ => false,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_named_as_a_text_or_before_a_field() {
        for text in ["form = \"services\"", "source='services'", "x <= services.people", "(services.people)"] {
            assert!(names(text, "services"), "{text}");
        }
        for text in
            ["\"all_services\"", "\"services_all\"", "en = \"Our services\"", "all_services.x", "services. X", ""]
        {
            assert!(!names(text, "services"), "{text}");
        }
    }
}
