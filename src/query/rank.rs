//! The place of a figure among others: takes values and the targets of the indicator; gives the place, counted from the good side.

use super::explain::answer::{Rank, RankOrder};

/// From which side places are counted: where every target of an indicator is an upper bound, the smallest is the first.
pub fn order<'t>(mut directions: impl Iterator<Item = &'t str>) -> RankOrder {
    let is_upper = |direction: &str| direction == "at_most";
    match directions.next() {
        Some(first) if is_upper(first) && directions.all(is_upper) => RankOrder::Ascending,
        _ => RankOrder::Descending,
    }
}

/// The place of a value among others, of which it is one; nothing where it is the only one.
pub fn rank(own: f64, among: &[f64], order: RankOrder) -> Option<Rank> {
    let is_before = |other: &&f64| match order {
        RankOrder::Descending => **other > own,
        RankOrder::Ascending => **other < own,
    };
    let before = u64::try_from(among.iter().filter(is_before).count()).ok()?;
    let of = u64::try_from(among.len()).ok()?;
    (of > 1).then(|| Rank { place: before.saturating_add(1), of, order })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_counted_from_the_good_side() {
        let values = [5.0, 7.0, 7.0, 9.0];
        let place = |own: f64, directions: &[&str]| {
            rank(own, &values, order(directions.iter().copied())).map(|rank| rank.place)
        };
        assert_eq!(place(5.0, &[]), Some(4));
        assert_eq!(place(5.0, &["at_most", "at_most"]), Some(1));
        assert_eq!(place(7.0, &["at_most"]), Some(2));
        assert_eq!(place(9.0, &["at_most", "at_least"]), Some(1), "no side is the good one");
        assert!(rank(5.0, &[5.0], RankOrder::Descending).is_none());
    }
}
