//! Rows as a message names them: by their numbers, and by their sheets where they are on several.
//!
//! Takes the places of rows in the tables of a file; gives "7, 9", or "7 (“Biểu 04”), 7 (“Biểu 04 (2)”)".

use crate::typing::reading::Reading;

/// The rows at these places, each a table and a row of it.
pub(super) fn named(reading: &Reading, places: &[(usize, usize)], most: usize) -> String {
    let sheet = |place: &(usize, usize)| reading.tables.get(place.0).map_or("", |table| table.sheet.as_str());
    let several = places.iter().any(|place| places.first().is_some_and(|first| sheet(first) != sheet(place)));
    let name = |place: &(usize, usize)| {
        let number = reading.tables.get(place.0).and_then(|table| table.rows.number.get(place.1));
        let number = number.copied().unwrap_or_default();
        if several { format!("{number} (“{}”)", sheet(place)) } else { number.to_string() }
    };
    places.iter().take(most).map(name).collect::<Vec<_>>().join(", ")
}
