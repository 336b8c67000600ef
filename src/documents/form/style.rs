//! How an empty form looks: that of the forms of a statistics office, in Times New Roman with thin borders; what waits for a value
//! is pale yellow, what is required a shade deeper.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

use crate::project::written::form::{Field, FieldType};

const FONT: &str = "Times New Roman";
const INPUT: Color = Color::RGB(0x00FF_FDE7);
const REQUIRED: Color = Color::RGB(0x00FF_F4C2);
const LABEL: Color = Color::RGB(0x00EE_F2F7);

/// The formats of a page.
pub struct Styles {
    pub head: Format,
    pub sender: Format,
    pub title: Format,
    pub period: Format,
    pub label: Format,
    pub numbering: Format,
    /// What is filled in already: codes and numbers in the middle, words to the left.
    pub fixed_middle: Format,
    pub fixed: Format,
    pub total: Format,
    pub note: Format,
    pub note_heading: Format,
    pub signature: Format,
    pub signature_hint: Format,
}

fn plain(size: u8) -> Format {
    Format::new().set_font_name(FONT).set_font_size(size).set_align(FormatAlign::VerticalCenter)
}

fn cell() -> Format {
    plain(11).set_border(FormatBorder::Thin)
}

impl Styles {
    pub fn new() -> Self {
        let wrapped = || plain(11).set_text_wrap();
        Self {
            head: plain(11).set_bold(),
            sender: wrapped().set_align(FormatAlign::Right).set_bold(),
            title: plain(14).set_bold().set_align(FormatAlign::Center).set_text_wrap(),
            period: plain(12).set_italic().set_align(FormatAlign::Center),
            label: cell().set_bold().set_align(FormatAlign::Center).set_text_wrap().set_background_color(LABEL),
            numbering: cell().set_italic().set_font_size(9).set_align(FormatAlign::Center),
            fixed_middle: cell().set_align(FormatAlign::Center).set_num_format("@"),
            fixed: cell().set_text_wrap().set_num_format("@"),
            total: cell().set_bold().set_text_wrap(),
            note: plain(10).set_text_wrap().set_align(FormatAlign::Top),
            note_heading: plain(10).set_bold().set_italic(),
            signature: plain(11).set_bold().set_align(FormatAlign::Center),
            signature_hint: plain(10).set_italic().set_align(FormatAlign::Center),
        }
    }

    /// A cell that waits for a value of a field. `is_key`: without it the row says nothing.
    pub fn input(&self, field: &Field, is_key: bool) -> Format {
        let colour = if is_key || field.constraints.required { REQUIRED } else { INPUT };
        let format = cell().set_unlocked().set_background_color(colour).set_num_format(number_format(field));
        match field.kind {
            FieldType::Integer | FieldType::Number => format.set_align(FormatAlign::Right),
            FieldType::Boolean | FieldType::Date | FieldType::Year => format.set_align(FormatAlign::Center),
            _ => format.set_text_wrap(),
        }
    }

    /// A cell of the total row that adds up a field.
    pub fn sum(&self, field: &Field) -> Format {
        self.total.clone().set_align(FormatAlign::Right).set_num_format(number_format(field))
    }
}

/// Texts stay as they are typed, so that 03127 keeps its zero; never a percent format, which would multiply what is typed.
fn number_format(field: &Field) -> String {
    match field.kind {
        FieldType::Integer => "#,##0".to_owned(),
        FieldType::Number => match field.digits() {
            0 => "#,##0".to_owned(),
            digits => {
                let (shown, more) = (digits.min(2), digits.saturating_sub(2));
                let zeros = "0".repeat(usize::try_from(shown).unwrap_or(2));
                format!("#,##0.{zeros}{}", "#".repeat(usize::try_from(more).unwrap_or(0)))
            }
        },
        FieldType::Date => "dd/mm/yyyy".to_owned(),
        FieldType::Year => "0".to_owned(),
        _ => "@".to_owned(),
    }
}
