//! Sources of pipelines: patterns that no object can have, and forms of which nothing comes.
//!
//! Either takes every file of a form out of all figures, and no run could say why: what nobody claims is of no form.

use super::{ProjectFiles, Resolved, at};
use crate::findings::fault::Fault;
use crate::message;
use crate::project::expression::plan::Denominator;
use crate::project::written::form::Form;

/// The pattern that was probably meant, where one is written as no name of an object begins or ends: names are below the landing zone, their
/// folders joined by `/`.
pub(super) fn meant(pattern: &str) -> Option<String> {
    let joined = pattern.trim().replace('\\', "/");
    let mut name = joined.as_str();
    while let Some(rest) = ["/", "./", "../"].iter().find_map(|start| name.strip_prefix(start)) {
        name = rest;
    }
    let meant = match name {
        "" | "." | ".." => "**".to_owned(),
        folder if folder.ends_with('/') => format!("{folder}**"),
        whole => whole.to_owned(),
    };
    (meant != pattern).then_some(meant)
}

/// A warning for each form that indicators name and of which no source of any pipeline is.
pub(super) fn without_source(forms: &[Form], files: &ProjectFiles, resolved: &Resolved) -> Vec<Fault> {
    let mut warnings = Vec::new();
    for (index, form) in
        forms.iter().enumerate().filter(|(index, _)| resolved.sources.iter().all(|one| one.form != *index))
    {
        let names_it = |denominator: &Option<Denominator>| matches!(denominator, Some(Denominator::Part(part)) if part.form == form.name);
        let mut resting = resolved.indicators.iter().filter(|one| one.form == index || names_it(&one.plan.denominator));
        if let Some((indicator, file)) = resting.find_map(|one| Some((one, files.pipelines.get(one.pipeline)?))) {
            let name = &indicator.declared.name;
            let message = message!("fault-pipeline.form-without-source", name = name.get_ref(), form = &form.name);
            let write = message!("fault-pipeline.form-without-source-write", form = &form.name);
            warnings.push(at(file, name.span().start, message, Some(write)));
        }
    }
    warnings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_of_no_object_have_one_that_was_meant() {
        for (written, wanted) in [
            ("/services/**", "services/**"),
            ("./services/**", "services/**"),
            ("../services/**", "services/**"),
            ("services\\**", "services/**"),
            ("services/", "services/**"),
            ("services/** ", "services/**"),
            ("", "**"),
            (".", "**"),
        ] {
            assert_eq!(meant(written).as_deref(), Some(wanted), "{written}");
        }
        for sound in ["services/**", "**", "*.csv", "{a,b}/**", "services/.x/**", "a b/*.xlsx"] {
            assert_eq!(meant(sound), None, "{sound}");
        }
    }
}
