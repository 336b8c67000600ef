//! Members that an object of JSON names twice.
//!
//! Each reader of JSON takes another of them, most the last, also where that is null. Of two that differ neither counts.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use crate::formats::json_shapes::JsonMembers;
use crate::sheet::grid::Cell;
use crate::sheet::unread::{UnreadCells, UnreadReason, known_again};
use crate::values::json::Json;
use crate::values::text::composed;

/// Joins the cells of a row that are of one column, in the order of their columns: a member that is stated twice, with two values or with one and
/// with null, has none.
pub(super) fn join(row: u32, cells: &mut Vec<(u32, Cell)>, unread: &mut UnreadCells) {
    cells.dedup_by(|(column, cell), (before, kept)| {
        if column != before {
            return false;
        }
        if cell != kept {
            let both = format!("{}; {}", shown(kept), shown(cell));
            if !matches!(kept, Cell::Unread(UnreadReason::Twice, _)) {
                unread.push(Some((row, *column)), UnreadReason::Twice, &both);
            }
            *kept = Cell::Unread(UnreadReason::Twice, both);
        }
        true
    });
}

/// A cell as JSON writes it, as far as it is needed to know it again.
fn shown(cell: &Cell) -> String {
    match cell {
        Cell::Empty => "null".to_owned(),
        other => known_again(&other.display()),
    }
}

/// The gaps of a group of members that is stated twice: what one of them says and the other does not is stated twice, too. Takes the columns of the
/// members of each; `others` counts those that are no objects, and have no members.
pub(super) fn gaps(groups: Vec<Vec<u32>>, others: usize) -> Vec<(u32, Cell)> {
    let all = groups.len().saturating_add(others);
    let mut stated: BTreeMap<u32, usize> = BTreeMap::new();
    for mut group in groups {
        group.sort_unstable();
        group.dedup();
        group.into_iter().for_each(|column| *stated.entry(column).or_default() += 1);
    }
    stated.into_iter().filter(|(_, times)| *times < all).map(|(column, _)| (column, Cell::Empty)).collect()
}

/// How deep objects are asked that are around a list of rows.
const DEEPEST: usize = 4;

/// What an object around a list of rows, or one within it, states twice with two values; lists of rows among them, of which other readers keep one.
pub(super) fn contradictions(members: &JsonMembers) -> Vec<String> {
    let (mut found, mut open) = (Vec::new(), vec![(members, 0)]);
    while let Some((members, depth)) = open.pop() {
        let mut first: HashMap<Cow<'_, str>, &Json> = HashMap::new();
        for (name, value) in members {
            let before = *first.entry(composed(name)).or_insert(value);
            if before != value {
                found.push(format!("{name}: {}; {}", shortly(before), shortly(value)));
            }
            if let Json::Object(inner) = value
                && depth < DEEPEST
            {
                open.push((inner, depth + 1));
            }
        }
    }
    found
}

/// A value to know it again; of lists and objects it is only said that they are some.
fn shortly(value: &Json) -> String {
    match value {
        Json::List(_) => "[…]".to_owned(),
        Json::Object(_) => "{…}".to_owned(),
        other => known_again(&other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_two_values_neither_counts_and_null_is_one() {
        let joined = |cells: &[(u32, Cell)]| {
            let (mut cells, mut unread) = (cells.to_vec(), UnreadCells::default());
            join(1, &mut cells, &mut unread);
            (cells, unread.named().len())
        };
        let twice = |both: &str| Cell::Unread(UnreadReason::Twice, both.to_owned());
        assert_eq!(joined(&[(0, "a".into()), (0, Cell::Empty)]), (vec![(0, twice("a; null"))], 1));
        assert_eq!(joined(&[(0, Cell::Empty), (0, "a".into()), (0, "b".into())]).1, 1);
        assert_eq!(joined(&[(0, Cell::Empty), (0, Cell::Empty), (1, "a".into()), (1, "a".into())]).1, 0);
    }

    #[test]
    fn what_one_of_two_groups_alone_says_is_a_gap_of_the_other() {
        let columns =
            |groups: &[Vec<u32>], others| gaps(groups.to_vec(), others).into_iter().map(|(column, _)| column).collect();
        let found: Vec<Vec<u32>> =
            vec![columns(&[vec![3, 4], vec![3]], 0), columns(&[vec![3, 4]], 1), columns(&[vec![3, 4], vec![4, 3]], 0)];
        assert_eq!(found, [vec![4], vec![3, 4], vec![]]);
    }

    #[test]
    fn two_values_under_one_name_contradict_each_other() {
        let text = r#"{"a":1,"b":[[1]],"a":null,"b":[[2]],"c":1,"c":1,"d":[{}],"d":null,"e":{"f":1,"f":2}}"#;
        let Ok(Json::Object(members)) = serde_json::from_str::<Json>(text) else { panic!("an object") };
        assert_eq!(contradictions(&members), ["a: 1; null", "b: […]; […]", "d: […]; null", "f: 1; 2"]);
    }
}
