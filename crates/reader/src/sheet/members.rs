//! Columns that hold the members of objects: JSON and Parquet write groups of labels as objects within a row.
//!
//! An object is a cell of its own column, for fields that take one whole, and each of its members a cell of a column behind all others, whose label is
//! the path to it: "Dân số" and "Dân số > Nữ".

use std::collections::BTreeMap;

/// What is between the steps of the path to a member.
pub const STEP: &str = " > ";
/// Objects within each other whose members have columns of their own: labels have so many rows below the first.
pub const DEEPEST: usize = 3;

/// The columns of members, each with the column of the object that holds them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MemberColumns(BTreeMap<u32, u32>);

impl MemberColumns {
    pub fn push(&mut self, member: u32, whole: u32) {
        self.0.insert(member, whole);
    }

    /// True where a column of no field needs no word: its object is a field as a whole, or none of its members is one and the object is named, or it is an
    /// object with a member that is a field. `is_field` says of which columns fields are.
    pub fn is_named_elsewhere(&self, column: u32, is_field: impl Fn(u32) -> bool) -> bool {
        let is_below = |member: u32, whole: u32| self.above(member).any(|above| above == whole);
        let has_field = |whole: u32| self.0.keys().any(|member| is_field(*member) && is_below(*member, whole));
        has_field(column) || self.above(column).any(|whole| is_field(whole) || !has_field(whole))
    }

    /// True for the column of an object.
    pub fn is_whole(&self, column: u32) -> bool {
        self.0.values().any(|whole| *whole == column)
    }

    /// The columns of the objects that hold a member, from the innermost on.
    fn above(&self, member: u32) -> impl Iterator<Item = u32> + '_ {
        std::iter::successors(self.0.get(&member).copied(), |whole| self.0.get(whole).copied())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_object_is_named_once() {
        let mut members = MemberColumns::default();
        for (member, whole) in [(5, 2), (6, 2), (7, 6), (8, 3)] {
            members.push(member, whole);
        }
        let named = |fields: &[u32]| -> Vec<u32> {
            let is_field = |column: u32| fields.contains(&column);
            (0..9).filter(|column| !is_field(*column) && !members.is_named_elsewhere(*column, is_field)).collect()
        };
        assert_eq!(named(&[0, 1, 4]), [2, 3], "objects alone");
        assert_eq!(named(&[0, 1, 4, 2, 3]), [0; 0], "fields as a whole");
        assert_eq!(named(&[0, 1, 4, 5]), [3, 6], "a member that is no field beside one that is");
        assert_eq!(named(&[0, 1, 4, 7]), [3, 5]);
    }
}
