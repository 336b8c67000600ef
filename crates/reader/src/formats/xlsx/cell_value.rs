//! What a cell of an xlsx says: its kind and its value, as they are written, to a cell of the grid.

use crate::formats::number_format::NumberStyle;
use crate::formats::shown_number::Shown;
use crate::formats::workbook::{iso_cell, number_cell, shown_moment};
use crate::formats::xlsx::rich_text::with_signs;
use crate::formats::xlsx::shared_strings::SharedTexts;
use crate::sheet::grid::Cell;
use crate::sheet::unread::UnreadReason;

/// The kind that a cell says it is of (`t`, ECMA-376 part 1, 18.18.11).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum CellKind {
    /// None is stated: a number.
    #[default]
    Unstated,
    Number,
    Shared,
    Boolean,
    Error,
    /// The text that a formula gave.
    Text,
    /// A text in the cell itself.
    Inline,
    Day,
    Unknown,
}

impl CellKind {
    pub fn parse(kind: &str) -> Self {
        match kind {
            "n" => Self::Number,
            "s" => Self::Shared,
            "b" => Self::Boolean,
            "e" => Self::Error,
            "str" => Self::Text,
            "inlineStr" => Self::Inline,
            "d" => Self::Day,
            _ => Self::Unknown,
        }
    }
}

/// What the values of a workbook rest on.
#[derive(Clone, Copy)]
pub(super) struct Ground<'a> {
    pub texts: &'a SharedTexts,
    /// Days are counted from 1904.
    pub is_1904: bool,
}

impl Ground<'_> {
    /// The cell of a value; how it is shown says whether that is the number that is stored.
    pub fn cell(&self, kind: CellKind, written: &str, style: &NumberStyle) -> Result<(Cell, Shown), UnreadReason> {
        let plain = |cell| Ok((cell, Shown::default()));
        // Only a text keeps the blanks around it, which XML tools put there.
        let value = written.trim_matches([' ', '\t', '\r', '\n']);
        match kind {
            CellKind::Error => plain(Cell::Error(value.to_owned())),
            CellKind::Text | CellKind::Inline => plain(Cell::from(&*with_signs(written))),
            _ if value.is_empty() => plain(Cell::Empty),
            CellKind::Shared => {
                let text = value.parse().ok().and_then(|number| self.texts.get(number));
                plain(Cell::from(text.ok_or(UnreadReason::Value)?))
            }
            CellKind::Boolean if value == "1" || value.eq_ignore_ascii_case("true") => plain(Cell::Boolean(true)),
            CellKind::Boolean if value == "0" || value.eq_ignore_ascii_case("false") => plain(Cell::Boolean(false)),
            CellKind::Boolean => Err(UnreadReason::Value),
            CellKind::Day => plain(shown_moment(iso_cell(value), style)),
            CellKind::Unstated | CellKind::Number => match value.parse::<f64>() {
                Ok(number) => Ok(number_cell(number, style, self.is_1904)),
                // Programs leave out the kind of texts.
                Err(_) if kind == CellKind::Unstated => plain(Cell::from(written)),
                Err(_) => Err(UnreadReason::Value),
            },
            CellKind::Unknown => Err(UnreadReason::Kind),
        }
    }
}
