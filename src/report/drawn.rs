//! Which rows of a table are drawn: a person looks at where roles change, not at a thousand rows of data.

use crate::report::inspected_row::{InspectedRole, InspectedRow};

/// Of a run of rows with one role, so many are drawn at its beginning and at its end.
const FIRST_OF_A_RUN: usize = 4;
const LAST_OF_A_RUN: usize = 1;
/// Rows of one table that are drawn.
const MOST: usize = 1_000;

/// A line of the drawing; rows by their places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Drawn {
    Row(usize),
    /// So many rows of a run are left out, of which this is the first.
    LeftOut(usize, usize),
    /// So many rows of whatever role are left out at the end.
    Rest(usize),
}

/// The rows that are drawn; where a long run of one role is cut short, how many are left out.
pub(super) fn drawn(rows: &[InspectedRow]) -> Vec<Drawn> {
    let mut drawn = Vec::new();
    let mut start = 0;
    for run in rows.chunk_by(|left, right| (left.role, left.scope) == (right.role, right.scope)) {
        let end = start + run.len();
        let whole = run.len() <= FIRST_OF_A_RUN + LAST_OF_A_RUN + 1 || run[0].role == InspectedRole::Label;
        if whole {
            drawn.extend((start..end).map(Drawn::Row));
        } else {
            let (first, last) = (start + FIRST_OF_A_RUN, end - LAST_OF_A_RUN);
            drawn.extend((start..first).map(Drawn::Row));
            drawn.push(Drawn::LeftOut(last - first, first));
            drawn.extend((last..end).map(Drawn::Row));
        }
        if drawn.len() > MOST {
            drawn.truncate(MOST);
            let shown = |line: &Drawn| match line {
                Drawn::Row(_) => 1,
                Drawn::LeftOut(count, _) | Drawn::Rest(count) => *count,
            };
            drawn.push(Drawn::Rest(rows.len() - drawn.iter().map(shown).sum::<usize>()));
            break;
        }
        start = end;
    }
    drawn
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(roles: &[(InspectedRole, usize)]) -> Vec<InspectedRow> {
        let row = |role| InspectedRow { row: 1, role, scope: None, section: None, cells: Vec::new() };
        roles.iter().flat_map(|(role, count)| vec![row(*role); *count]).collect()
    }

    #[test]
    fn long_runs_are_cut_and_a_table_of_ten_thousand_changes_too() {
        use Drawn::{LeftOut, Rest, Row};
        let roles = [(InspectedRole::Label, 1), (InspectedRole::Data, 10), (InspectedRole::Total, 1)];
        assert_eq!(drawn(&rows(&roles)), [Row(0), Row(1), Row(2), Row(3), Row(4), LeftOut(5, 5), Row(10), Row(11)]);
        let changes: Vec<_> =
            (0..5_000).flat_map(|_| [(InspectedRole::Section, 1), (InspectedRole::Data, 1)]).collect();
        let drawn = drawn(&rows(&changes));
        assert_eq!((drawn.len(), drawn.last()), (MOST + 1, Some(&Rest(9_000))));
    }
}
