//! The values that everything else is made of: exact decimals and fractions, days and periods, observation statuses, and the normal
//! forms of texts.
//!
//! Knows nothing of the rest of the program.

pub mod currency;
pub mod day;
pub mod decimal;
pub mod duration;
pub mod fraction;
pub mod gap_words;
pub mod instant;
pub mod json;
pub mod language;
pub mod letters;
pub mod lexical;
pub mod look_alike;
pub mod lost_letters;
pub mod multiplier_names;
pub mod number;
pub mod period;
pub mod remembered;
pub mod rounded;
pub mod row_marks;
pub mod status;
pub mod sum_words;
pub mod text;
pub mod text_lines;
pub mod zone_time;
