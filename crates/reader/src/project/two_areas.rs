//! Forms that were declared before codes and names had roles of their own: two fields with the role `area`, one of which is plainly of codes.
//!
//! Takes a form as it is written; gives these fields the roles `area-code` and `area-name`, with a warning for each, so that a project goes on
//! to run. Where both or neither look like codes the check of the form refuses them.

use crate::findings::fault::Fault;
use crate::message;
use crate::project::check::at;
use crate::project::written::files::SourceFile;
use crate::project::written::form::{Field, Form, Role};
use crate::values::text;

/// Sets the roles; gives what is to be said of them.
pub(super) fn settle(file: &SourceFile, form: &mut Form) -> Vec<Fault> {
    if form.areas().count() != 2 || form.with_role(Role::Area).count() != 2 {
        return Vec::new();
    }
    let of_areas = form.schema.fields.iter_mut().filter(|field| field.role == Some(Role::Area));
    let mut of_areas: Vec<(bool, &mut Field)> = of_areas.map(|field| (looks_like_a_code(field), field)).collect();
    if of_areas.iter().filter(|(is_code, _)| *is_code).count() != 1 {
        return Vec::new();
    }
    let settled = of_areas.iter_mut().map(|(is_code, field)| {
        let role = if *is_code { Role::AreaCode } else { Role::AreaName };
        field.role = Some(role);
        let suggestion = message!("fault-form.area-twice-write", field = &field.name, role = role.name());
        at(file, offset_of_role(file, &field.name), message!("fault-form.area-twice"), Some(suggestion))
    });
    settled.collect()
}

fn looks_like_a_code(field: &Field) -> bool {
    let title = field.title.as_deref().unwrap_or_default();
    field.name.split('_').any(|word| word == "code") || text::label(title).starts_with("mã")
}

/// Where the role of a field is written.
pub(super) fn offset_of_role(file: &SourceFile, field: &str) -> usize {
    let text = &file.text;
    let named = format!("\"{field}\"");
    let is_name = |offset: &usize| {
        let before = text.get(..*offset).unwrap_or_default().trim_end();
        before.strip_suffix(':').is_some_and(|before| before.trim_end().ends_with("\"name\""))
    };
    let name = text.match_indices(&named).map(|(offset, _)| offset).find(is_name).unwrap_or(0);
    let begin = text.get(..name).and_then(|before| before.rfind('{')).unwrap_or(0);
    let role = text.get(begin..).and_then(|of_field| of_field.find("\"role\""));
    role.map_or(name, |offset| begin.saturating_add(offset))
}
