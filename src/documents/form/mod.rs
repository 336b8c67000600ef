//! Empty forms: what a commune or district fills in and sends back, made from the declaration that will read it.
//!
//! Takes a form, a sender and a period; gives the bytes of a workbook whose head, labels, units of measure and codes are those
//! that the reader knows, whose cells take only what the reader takes, and whose other cells are locked. Each is read back
//! before it is handed out, and a filled one reads back exactly as it was typed. The same request gives the same bytes: the only day in the file is the last of the period.

pub mod labels;
pub mod layout;
pub mod page;
mod proof;
pub mod request;
mod style;
pub mod validation;
pub mod wording;

use chrono::Datelike as _;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use crate::engine::LocalEngine;
use crate::error::Error;
use crate::project::Project;
use crate::values::language::Language;
use layout::Layout;
use page::Page;
pub use request::Request;

/// The language of an empty form, whatever language the person speaks who asks for it: its senders read it, and the reader
/// knows its head in this language alone.
const LANGUAGE: Language = Language::Vi;

/// An empty form and what is in it.
#[derive(Clone, Debug)]
pub struct Template {
    pub bytes: Vec<u8>,
    /// The name of the file, unless the person gives one.
    pub file_name: String,
    pub form: String,
    pub form_code: String,
    pub ref_area: String,
    pub ref_area_name: String,
    pub time_period: String,
    pub sheet: String,
    /// Rows to fill in, and the columns of each that wait for a value.
    pub rows: usize,
    pub fields: usize,
}

/// Makes the empty form of a sender and period.
///
/// # Errors
/// What [`Request::new`] says; a form with more columns than a sheet has, and one that the reader would not read back as
/// what was asked for.
pub fn template(
    project: &Project,
    engine: &dyn LocalEngine,
    form: &str,
    area: &str,
    period: &str,
) -> Result<Template, Error> {
    let request = Request::new(project, form, area, period)?;
    let layout = Layout::new(&request);
    let sheet = sheet_name(&request.form.form.code);
    let unit = &project.registry.units[request.sender];
    let page = Page::new(&request, &layout);
    let fields = page.inputs();
    let bytes = write(&request, &page, &sheet).map_err(|error| Error::store("cannot write", "XLSX", error))?;
    proof::prove(&request, &layout, &bytes, engine)?;
    Ok(Template {
        bytes,
        file_name: format!("{}-{}-{}.xlsx", request.form.name, unit.code, request.period),
        form: request.form.name.clone(),
        form_code: request.form.form.code.clone(),
        ref_area: unit.code.clone(),
        ref_area_name: unit.name.clone(),
        time_period: request.period.to_string(),
        sheet,
        rows: layout.body.rows(),
        fields,
    })
}

fn write(request: &Request<'_>, page: &Page<'_>, sheet: &str) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let day = request.period.end(request.form.form.calendar);
    let day = ExcelDateTime::from_ymd(
        u16::try_from(day.year()).unwrap_or(2000),
        u8::try_from(day.month()).unwrap_or(1),
        u8::try_from(day.day()).unwrap_or(1),
    )?;
    let title = request.form.title.as_deref().unwrap_or(&request.form.name);
    book.set_properties(&DocProperties::new().set_title(title).set_creation_datetime(&day));
    page.write(&mut book, sheet)?;
    book.save_to_buffer()
}

/// The code of a form as the name of a sheet, which takes neither slashes nor brackets and 31 letters at most.
fn sheet_name(code: &str) -> String {
    let legal = |sign: char| if "[]:*?/\\".contains(sign) || sign.is_control() { '-' } else { sign };
    let name: String = code.chars().map(legal).take(28).collect();
    let name = name.trim_matches(['\'', ' ']);
    // "History" is a name that Excel keeps for itself, and the lists have theirs.
    if name.is_empty() || name.eq_ignore_ascii_case("history") || name.eq_ignore_ascii_case(page::LISTS) {
        return format!("Bieu {name}").trim().to_owned();
    }
    name.to_owned()
}

#[cfg(test)]
mod tests {
    use super::sheet_name;

    #[test]
    fn a_code_becomes_a_legal_name_of_a_sheet() {
        assert_eq!(sheet_name("02/CĐS"), "02-CĐS");
        assert_eq!(sheet_name("'x'"), "x");
        assert_eq!(sheet_name(""), "Bieu");
        assert_eq!(sheet_name("History"), "Bieu History");
        assert!(sheet_name(&"dài".repeat(20)).chars().count() <= 31);
    }
}
