//! Fields of one form with the same label: a column that bears it could be either, and is neither.
//!
//! It is no fault: two fields may share a title and be distinguished by further labels.

use super::form::FormFile;
use crate::locate::labels::label_keys::{Part, parts_of};
use crate::message;
use crate::project::written::form::Field;

impl FormFile<'_> {
    /// Warns of each field with a label that a field before it has.
    pub fn shared_labels(&mut self) {
        let form = self.form;
        let labels = |field: &'_ Field| -> Vec<(String, Vec<Part>)> {
            let words = field.title.iter().chain(&field.labels);
            words.map(|label| (label.clone(), parts_of(&[label]))).filter(|(_, parts)| !parts.is_empty()).collect()
        };
        for (place, field) in form.schema.fields.iter().enumerate() {
            let own = labels(field);
            let before = form
                .schema
                .fields
                .iter()
                .take(place)
                .flat_map(|other| labels(other).into_iter().map(move |(label, parts)| (other, label, parts)));
            let mut shared = before.filter(|(_, _, parts)| own.iter().any(|(_, own)| own == parts));
            if let Some((other, label, _)) = shared.next() {
                let (name, other) = (&field.name, &other.name);
                self.fault(name, message!("fault-form.shared-label", field = name, other = other, label = label), None);
            }
        }
    }
}
