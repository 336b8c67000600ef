//! What a sender is used to: takes a form, a period and the sender's place among all, gives its template, its medium and
//! the name of its file. A sender keeps its habits, as people do.

use crate::calendar::{Period, PeriodStyle};
use crate::form::Form;
use crate::layout::{LAYOUTS, Layout, Medium, Numbers, Ordinals, Total};
use crate::registry::Unit;
use crate::vietnamese::{roman, slug, without_accents, without_prefix};

/// The place of the province among the senders: after the ten districts.
pub const PROVINCE: usize = 10;

/// By how many templates a form is shifted, so that no district has one template in all its forms.
fn shift(form: &Form) -> usize {
    match form.number {
        "01" => 2,
        "03" => 5,
        "04" => 3,
        "05" => 7,
        "06" => 8,
        "07" => 6,
        _ => 0,
    }
}

pub fn layout(form: &Form, period: Period, index: usize) -> Layout {
    let is_of_communes = form.area.labels.is_empty();
    let template = if period.is_under_new_map() && is_of_communes { index * 7 } else { index } + shift(form);
    let template = template % LAYOUTS.len();
    let mut layout = refined(form, template);
    if !is_of_communes {
        let [code, name] = form.area.labels[index % form.area.labels.len()];
        layout.stubs = [layout.stubs[0], code, name];
    }
    if index == PROVINCE {
        layout.total = match layout.total {
            Total::Above("Toàn huyện") => Total::Above("Toàn tỉnh"),
            Total::Below("Toàn huyện") => Total::Below("Toàn tỉnh"),
            total => total,
        };
    }
    if !form.columns.iter().any(|column| column.holds.adds_up()) {
        layout.total = Total::None;
    }
    if period.is_under_new_map() && is_of_communes {
        // A commune's form is the district's with one row: some keep the total below it, none says "the whole district".
        let keeps_total = index.is_multiple_of(3) && form.columns.iter().any(|column| column.holds.adds_up());
        layout.total = if keeps_total { Total::Below("Tổng số") } else { Total::None };
        layout = Layout { has_sections: false, has_border_part: false, ..layout };
    }
    layout
}

/// A template as the younger forms have it: forms 02 and 04 are older than these refinements.
fn refined(form: &Form, template: usize) -> Layout {
    let layout = LAYOUTS[template];
    match (form.number, template) {
        ("01", 0) | ("03", 8) => Layout { sums_sections: true, ordinals: Ordinals::Nested, ..layout },
        ("05", 0) => Layout { ordinals: Ordinals::Nested, ..layout },
        ("01", 2) | ("03", 6) => Layout { ordinals: Ordinals::Dashes, ..layout },
        ("01" | "05", 5) => Layout { ordinals: Ordinals::Gaps, ..layout },
        ("01" | "03" | "07", 1) => Layout { numbers: Numbers::Spaced, total: Total::Below("Tổng cộng"), ..layout },
        ("05", 9) => Layout { numbers: Numbers::Spaced, ..layout },
        ("03", 0) | ("05", 3) => Layout { ordinals: Ordinals::Lettered, ..layout },
        // The rows of these forms are services and fields, which no list of towns and villages parts.
        ("07", _) => Layout { has_sections: false, ..layout },
        ("06", 8) => Layout { ordinals: Ordinals::Lettered, ..layout },
        ("06", _) => Layout { has_sections: false, ..layout },
        _ => layout,
    }
}

/// One district in ten and one commune in ten export text from a system of their own.
pub fn medium(form: &Form, period: Period, index: usize) -> Medium {
    match (form.number, period.is_under_new_map(), index % 10) {
        (_, _, _) if index == PROVINCE && !form.area.labels.is_empty() => Medium::Workbook,
        ("02", false, 8) | ("02", true, 3) | ("04", true, 6) => Medium::Semicolons,
        ("04", false, 0) => Medium::Tabs,
        ("02", true, 9) if index > 30 => Medium::Tabs,
        ("01", false, 6) | ("03", true, 8) | ("05", false, 5) | ("06", false, 9) => Medium::Semicolons,
        ("03", false, 4) | ("01", true, 1) | ("07", false, 1) => Medium::Tabs,
        ("05", true, 2) if index > 20 => Medium::Tabs,
        _ => Medium::Workbook,
    }
}

/// File names as people give them. Most are plain; a sender keeps its habit.
pub fn file_name(form: &Form, period: Period, sender: &Unit, index: usize) -> String {
    let (identifier, slug, year) = (period.identifier(), slug(&sender.name), period.year());
    let plain = without_accents(without_prefix(&sender.name));
    let short = form.short_name;
    let number = form.number;
    let (within_year, dotted) = match period {
        Period::Month { month, .. } => (format!("thang {month} "), format!("T{month:02}.{year}")),
        Period::Quarter { quarter, .. } => (format!("quy {} ", roman(quarter)), format!("Q{quarter}.{year}")),
        Period::HalfYear { half: 1, .. } => ("6 thang dau ".to_owned(), format!("6T.dau.{year}")),
        Period::HalfYear { .. } => ("6 thang cuoi ".to_owned(), format!("6T.cuoi.{year}")),
        Period::Year { .. } | Period::BudgetYear { .. } => (String::new(), format!("nam.{year}")),
    };
    match index % 7 {
        0 | 1 | 5 => format!("{identifier}_{slug}"),
        2 if within_year.is_empty() => format!("{slug}_nam-{year}"),
        2 => format!("{slug}_{}{year}", within_year.replace(' ', "-")),
        3 => format!("BC {short} {within_year}nam {year} - {plain}"),
        4 => format!("{number}CDS_{dotted}_{}", plain.replace(' ', "")),
        _ => {
            let period = period.text(PeriodStyle::Words);
            let period = period.replace("Tháng", "tháng").replace("Quý", "quý").replace("Năm", "năm");
            format!("Báo cáo {short} {period} - {}", sender.name)
        }
    }
}
