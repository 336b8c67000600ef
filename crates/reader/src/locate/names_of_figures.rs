//! What the name of a sheet, or of a list of rows in a JSON file, says of the figures in it.
//!
//! Takes the names as the file has them; gives the one by which the figures are not those of the period, and a finding for one by which the rows were taken out.
//! Which words say so is decided where titles, labels and marks are read: a name says no more and no less than these.

use super::Place;
use super::findings::is_declared;
use crate::findings::code::Code;
use crate::findings::finding::Finding;
use crate::findings::severity::{Disposition, Severity};
use crate::locate::known_text::KnownText;
use crate::locate::labels::header::Header;
use crate::locate::labels::label_other::months_alone;
use crate::locate::pages::has_periods;
use crate::message;
use crate::project::written::form::{Form, Measure};
use crate::values::period::Period;
use crate::values::row_marks::{ColumnOfMarks, column_of_marks, row_mark};
use crate::values::text;
use crate::words::period_text;
use crate::words::program_names::as_words;

/// Names that are short for a running total and the plan.
const SHORT: [&str; 2] = ["lk", "kh"];

impl Place<'_> {
    /// The names that are judged: that of the sheet or of its only list, or those of all its lists.
    fn names(&self) -> impl Iterator<Item = &str> {
        let lists = if self.sheet.lists.len() > 1 { self.sheet.lists.as_slice() } else { &[] };
        let names = std::iter::once(self.sheet.tab()).chain(lists.iter().map(String::as_str));
        names.filter(|name| !name.is_empty())
    }

    /// The name by which the figures are other ones than those of the period; `says` is true for a title that says so.
    pub(super) fn name_of_others(
        &self,
        form: &Form,
        header: &Header,
        period: Option<Period>,
        says: impl Fn(&str) -> bool,
    ) -> Option<&str> {
        let is_short = |name: &str| SHORT.contains(&text::name(name).as_str());
        let is_of_another = |name: &str| {
            period.is_some_and(|of| {
                names_another(name, form, header, of) || self.is_of_another_part(name, form, header, of)
            })
        };
        self.names()
            .filter(|name| !is_name_of(form, name))
            .find(|name| says(name) || is_short(name) || is_of_another(name))
    }

    /// True for one of several lists that names another period of the form's frequency: the name of an only list is compared with the head.
    fn is_of_another_part(&self, name: &str, form: &Form, header: &Header, period: Period) -> bool {
        let named =
            || period_text::only_in_year(&name.replace(['_', '.', '-'], " "), period.frequency(), period.year());
        let frequency = form.form.frequency;
        self.sheet.lists.len() > 1
            && period.frequency() == frequency
            && !has_periods(form, header)
            && named().is_some_and(|named| named != period)
    }

    /// A name that says of the rows what a mark says of one: `deleted`, `rejected`, `drafts`, "Đã xóa".
    pub(super) fn name_of_a_mark(&self, form: &Form) -> Option<Finding> {
        let is_declared =
            |name: &str| is_name_of(form, name) || is_declared(form, &text::without_marks(&as_words(name)));
        let name = self.names().find(|name| is_a_mark(name) && !is_declared(name))?;
        let message = message!("period-mismatch.name-of-a-mark", written = name);
        let finding = Finding::new(Code::PeriodMismatch, self.whole_sheet(Some(form)), message).value(name);
        Some(finding.weighing(Severity::Warning, Disposition::Used))
    }
}

/// True where a name is that of the form itself, or its code.
fn is_name_of(form: &Form, name: &str) -> bool {
    let key = |text: &str| text::without_marks(&as_words(text)).replace(['-', '.'], " ");
    let name = key(name);
    name == key(&form.name) || name == key(&form.form.code)
}

/// True for a name that is a mark of a row and nothing else, in the singular or the plural.
fn is_a_mark(name: &str) -> bool {
    // Without its marks "nháp", a draft, is "nhập", what is entered.
    let is_entered = matches!(text::without_marks(name).as_str(), "nhap" | "dang nhap") && !name.contains(['á', 'Á']);
    let says = |name: &str| {
        matches!(column_of_marks(name), Some(ColumnOfMarks::Flag(_))) || row_mark(ColumnOfMarks::States, name).is_some()
    };
    !is_entered && (says(name) || name.strip_suffix('s').is_some_and(says))
}

/// True where the name of a sheet says that its table is of months together or of a period of another frequency than the head: "9 tháng", "Năm 2024" of a
/// quarter of 2025. A period of the form's own frequency is compared with the head elsewhere, and rows with periods of their own ask no name.
fn names_another(name: &str, form: &Form, header: &Header, period: Period) -> bool {
    let name = name.replace(['_', '.'], " ");
    let months = || {
        let together = months_alone(&name).filter(|months| *months != period.frequency().months());
        together.is_some() && form.measures().any(|field| field.measure == Some(Measure::Flow))
    };
    let is_of_own_length = || period_text::only_in_year(&name, period.frequency(), period.year()).is_some();
    let is_other = || KnownText::of(&name).said_periods().are_others_than(period) && !is_of_own_length();
    !has_periods(form, header) && (months() || is_other())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_a_mark_as_a_whole_alone() {
        for name in ["deleted", "drafts", "Đã xóa", "rejected", "ban_nhap", "Nháp", "archived"] {
            assert!(is_a_mark(name), "{name}");
        }
        for name in ["Nhập", "nhap", "data", "valid", "Hồ sơ trả lại", "active", "Biểu 01", ""] {
            assert!(!is_a_mark(name), "{name}");
        }
    }
}
