//! Fields of one form with the same label: a column that bears it could be either, and is neither.
//!
//! It is no fault: two fields may share a title and be distinguished by further labels.

use super::form::FormFile;
use crate::message;
use crate::project::written::form::Field;
use crate::values::text;

impl FormFile<'_> {
    /// Warns of each field with a label that a field before it has.
    pub fn shared_labels(&mut self) {
        let form = self.form;
        let labels = |field: &'_ Field| -> Vec<(String, String)> {
            let words = field.title.iter().chain(&field.labels);
            words.map(|label| (label.clone(), text::label(label))).filter(|(_, key)| !key.is_empty()).collect()
        };
        for (place, field) in form.schema.fields.iter().enumerate() {
            let own = labels(field);
            let before = form
                .schema
                .fields
                .iter()
                .take(place)
                .flat_map(|other| labels(other).into_iter().map(move |(label, key)| (other, label, key)));
            let mut shared = before.filter(|(_, _, key)| own.iter().any(|(_, own)| own == key));
            if let Some((other, label, _)) = shared.next() {
                let (name, other) = (&field.name, &other.name);
                self.fault(name, message!("fault-form.shared-label", field = name, other = other, label = label), None);
            }
        }
    }
}
