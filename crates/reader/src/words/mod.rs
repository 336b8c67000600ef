//! Words with a meaning in heads and labels: periods and units of measure.

pub mod bare_words;
pub(crate) mod beside_units;
pub mod counted;
pub mod left_over;
pub mod multiplier_columns;
pub mod named_units;
pub(crate) mod note_leads;
pub mod of_each;
pub mod ordinal_labels;
pub(crate) mod other_figures;
pub mod period_labels;
pub mod period_text;
pub mod power_words;
pub(crate) mod program_names;
pub mod quantity;
pub mod revised_name;
pub mod revision;
pub mod stated_units;
pub(crate) mod unit_spellings;
pub mod unit_text;
pub mod unit_types;
pub mod vintage;
