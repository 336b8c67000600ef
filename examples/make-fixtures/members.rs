//! Rows of communes whose figures add up over the change of map: takes the figures of old communes, gives those of a
//! sender's communes. A new commune has the sums of its members, so that series run on.

use crate::calendar::Period;
use crate::form::Form;
use crate::registry::{BORDER_COMMUNES, Registry, Unit};
use crate::report::Row;

/// What the "Trong đó" row of these forms sums.
pub const BORDER: &str = "Trong đó: các xã biên giới";

/// The figures of an old commune in the order of the form's columns: its code, whether it is a ward or a town, and the
/// periods since the first of 2024.
pub type Figures = fn(&str, bool, i64) -> Vec<i64>;

pub fn rows(registry: &Registry, form: &Form, period: Period, sender: &Unit, figures: Figures) -> Vec<Row> {
    let communes = registry.reported_by(sender, period).into_iter();
    communes
        .map(|commune| {
            let mut sums = vec![0; form.columns.len()];
            for member in registry.members(commune, period) {
                let is_urban = registry.old_communes.iter().any(|unit| unit.code == member && unit.is_urban);
                for (sum, figure) in sums.iter_mut().zip(figures(member, is_urban, period.index())) {
                    *sum += figure;
                }
            }
            let is_in_part = BORDER_COMMUNES.contains(&commune.code.as_str());
            Row { is_in_part, ..Row::new(commune, form, &sums) }
        })
        .collect()
}
