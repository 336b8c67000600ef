//! What a form is to the people who fill it in: its columns with the ways in which senders label them, who sends it, and
//! where its rows come from.

use crate::calendar::{Frequency, Period};
use crate::registry::{Registry, Unit};
use crate::report::Row;

/// What the cells of a column hold.
#[derive(Clone, Copy, PartialEq)]
pub enum Holds {
    /// Whole numbers that add up.
    Counts,
    /// Money in hundredths of the unit of measure, which adds up.
    Amounts,
    /// Points in hundredths, which do not.
    Points,
    Words,
    Days,
}

impl Holds {
    /// Digits after the decimal sign of the figures that a row is made from.
    pub fn scale(self) -> u32 {
        match self {
            Self::Amounts | Self::Points => 2,
            Self::Counts | Self::Words | Self::Days => 0,
        }
    }

    pub fn adds_up(self) -> bool {
        matches!(self, Self::Counts | Self::Amounts)
    }
}

/// A column right of the ordinal, the code and the name, and the ways in which senders label it.
pub struct Column {
    /// The name of the field in the schema.
    pub field: &'static str,
    pub holds: Holds,
    /// The labels from the outermost group down, as the official form prints them.
    pub path: &'static [&'static str],
    /// The same with the inner labels that some senders prefer.
    pub alias_path: &'static [&'static str],
    /// One label that needs no group above it.
    pub flat: &'static str,
    /// The field's title in the schema, which exports of a database use as a header.
    pub title: &'static str,
}

/// The columns that name the unit of a row.
pub struct Area {
    pub code_field: &'static str,
    pub name_field: &'static str,
    /// Labels of code and name in the forms whose units are not communes alone; none where the template's own fit.
    pub labels: &'static [[&'static str; 2]],
}

/// The columns of forms whose rows are communes.
pub const COMMUNES: Area = Area { code_field: "commune_code", name_field: "commune", labels: &[] };

/// Who sends a form. Until the new map it is each district.
#[derive(Clone, Copy)]
pub enum Senders {
    /// Since then each commune for itself.
    Communes,
    /// Since then the province.
    Province,
    /// The province as well, before and since.
    ProvinceBeside,
}

pub struct Form {
    /// `02`: the folder is `02-CDS`, the code `02/CĐS`.
    pub number: &'static str,
    pub heading: &'static str,
    /// What people put into file names.
    pub short_name: &'static str,
    /// What is written above the table; a sender keeps its spelling.
    pub units_of_measure: &'static [&'static str],
    pub frequency: Frequency,
    pub senders: Senders,
    pub area: Area,
    pub columns: &'static [Column],
    /// The column arithmetic that some senders print in the numbering row: field and formula.
    pub formula: Option<(&'static str, &'static str)>,
    /// What the "Trong đó" row below a total says.
    pub part: &'static str,
    pub note: &'static str,
    /// The rows of a sender's report as they should be.
    pub rows: fn(&Registry, Period, &Unit) -> Vec<Row>,
}
