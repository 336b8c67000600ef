//! The rows of one unit and period by the values of their dimensions: mostly one, and of thousands of units, so that each takes no more room than
//! it holds.

use super::reported::Row;
use crate::typing::rows::Value;

/// The values of the dimensions of a row.
pub(super) type DimensionKey = Vec<Value>;

/// Rows in the order of their keys.
#[derive(Clone, Debug, Default)]
pub(super) struct RowsByKey(Vec<(DimensionKey, Row)>);

impl RowsByKey {
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn get(&self, key: &DimensionKey) -> Option<&Row> {
        self.0.get(self.place(key).ok()?).map(|(_, row)| row)
    }

    pub fn contains_key(&self, key: &DimensionKey) -> bool {
        self.place(key).is_ok()
    }

    /// Takes the place of the row with this key, where there is one.
    pub fn insert(&mut self, key: DimensionKey, row: Row) {
        match self.place(&key) {
            Ok(place) => self.0[place].1 = row,
            Err(place) => {
                self.0.reserve_exact(usize::from(self.0.is_empty()));
                self.0.insert(place, (key, row));
            }
        }
    }

    pub fn keys(&self) -> impl Iterator<Item = &DimensionKey> {
        self.0.iter().map(|(key, _)| key)
    }

    pub fn iter(&self) -> impl Iterator<Item = (&DimensionKey, &Row)> {
        self.0.iter().map(|(key, row)| (key, row))
    }

    pub fn into_rows(self) -> impl Iterator<Item = (DimensionKey, Row)> {
        self.0.into_iter()
    }

    fn place(&self, key: &DimensionKey) -> Result<usize, usize> {
        self.0.binary_search_by(|(held, _)| held.cmp(key))
    }
}
