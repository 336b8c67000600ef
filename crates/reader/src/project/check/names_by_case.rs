//! Columns of one table whose names differ in capitals alone.
//!
//! Takes a form; gives a warning for each such field. Table Schema tells `n` and `N` apart, and so do the engines here; to DuckDB, and to most SQL,
//! they are one name: what reads the published Parquet, or runs the SQL that `plan` prints, takes the values of the first for those of both.

use super::form::{FormFile, RESERVED};
use crate::message;

impl FormFile<'_> {
    /// Warns of each field that has the name of another column but for capitals.
    pub(super) fn names_by_case(&mut self) {
        let form = self.form;
        let measures = form.schema.fields.iter().filter(|field| field.is_measure());
        let of_table: Vec<String> = RESERVED
            .iter()
            .map(|&name| name.to_owned())
            .chain(measures.map(|field| format!("{}_status", field.name)))
            .collect();
        for (place, field) in form.schema.fields.iter().enumerate() {
            let before = form.schema.fields.iter().take(place).map(|field| &field.name);
            let is_alike = |other: &&String| **other != field.name && other.to_lowercase() == field.name.to_lowercase();
            if let Some(other) = of_table.iter().chain(before).find(is_alike) {
                let message = message!("fault-form.names-by-case", field = &field.name, other = other);
                self.fault(&field.name, message, Some(message!("fault-form.reserved-write")));
            }
        }
    }
}
