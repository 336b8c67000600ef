//! The search against one that tries every set of cells and every value: rows made by a generator with a fixed seed.

use super::search::{CanBe, can_be, smallest_sets};
use super::system::{Amount, Limit, LinearLaw, Relation, System, Work};

/// A linear congruential generator (Knuth, MMIX).
struct Random(u64);

impl Random {
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % most
    }

    fn between(&mut self, least: i64, most: i64) -> i128 {
        i128::from(least) + i128::from(self.below(u64::try_from(most - least + 1).expect("a range")))
    }
}

/// Sound amounts are from zero to this; limits are further off, so that the grid of [`Oracle`] holds all that a cell can be.
const MOST: i64 = 4;

/// A row that keeps its laws, then with one or two cells changed.
fn row(random: &mut Random) -> System {
    let count = usize::try_from(random.between(3, 5)).expect("few");
    let mut cells: Vec<Amount> =
        (0..count).map(|_| Amount { value: random.between(0, MOST), ..Amount::default() }).collect();
    for cell in &mut cells {
        cell.least = Some(Limit { amount: 0, excluded: false });
        cell.most = Some(Limit { amount: random.between(MOST, MOST * 3), excluded: false });
        // Whole numbers, so that a grid holds all values that a cell can have.
        cell.step = Some(1);
    }
    let laws = (0..random.between(2, 6)).map(|_| law(random, &cells)).collect();
    for _ in 0..random.between(1, 2) {
        let changed = usize::try_from(random.below(u64::try_from(count).expect("few"))).expect("few");
        cells[changed].value = random.between(0, MOST * 2);
    }
    System { cells, laws }
}

/// A law over two or three cells that holds.
fn law(random: &mut Random, cells: &[Amount]) -> LinearLaw {
    let mut factors = vec![0; cells.len()];
    let members = random.between(1, 3);
    for _ in 0..members {
        let cell = usize::try_from(random.below(u64::try_from(cells.len()).expect("few"))).expect("few");
        factors[cell] = [1, -1, 1, -1, 2, -2][usize::try_from(random.below(6)).expect("few")];
    }
    let sum: i128 = factors.iter().zip(cells).map(|(factor, cell)| factor * cell.value).sum();
    let (relation, slack) = match random.below(4) {
        0 | 1 => (Relation::Zero, 0),
        2 => (Relation::AtMostZero, random.between(0, 2)),
        _ => (Relation::BelowZero, random.between(1, 3)),
    };
    LinearLaw { factors, constant: -sum - slack, relation }
}

/// Tries every value of the cells of a set, in twelfths: with factors of one and two, two cells that can be anything can be that.
struct Oracle<'a>(&'a System);

const PARTS: i128 = 12;

impl Oracle<'_> {
    fn holds(&self, values: &[i128]) -> bool {
        let within = self.0.cells.iter().zip(values).all(|(cell, value)| {
            cell.least.is_none_or(|least| *value >= least.amount * PARTS)
                && cell.most.is_none_or(|most| *value <= most.amount * PARTS)
        });
        within
            && self.0.laws.iter().all(|law| {
                let sum: i128 = law.factors.iter().zip(values).map(|(factor, value)| factor * value).sum();
                let sum = sum + law.constant * PARTS;
                match law.relation {
                    Relation::Zero => sum == 0,
                    Relation::AtMostZero => sum <= 0,
                    Relation::BelowZero => sum < 0,
                }
            })
    }

    fn explains(&self, set: &[usize], values: &mut Vec<i128>) -> bool {
        let Some((first, rest)) = set.split_first() else { return self.holds(values) };
        let kept = values[*first];
        let found = (0..=i128::from(MOST) * 3 * PARTS).any(|value| {
            values[*first] = value;
            self.explains(rest, values)
        });
        values[*first] = kept;
        found
    }

    /// All smallest sets of at most two cells.
    fn smallest(&self) -> Option<Vec<Vec<usize>>> {
        let count = self.0.cells.len();
        let mut values: Vec<i128> = self.0.cells.iter().map(|cell| cell.value * PARTS).collect();
        let sets: [Vec<Vec<usize>>; 3] = [
            vec![Vec::new()],
            (0..count).map(|one| vec![one]).collect(),
            (0..count).flat_map(|one| (one + 1..count).map(move |two| vec![one, two])).collect(),
        ];
        sets.into_iter().find_map(|sets| {
            let explaining: Vec<Vec<usize>> = sets.into_iter().filter(|set| self.explains(set, &mut values)).collect();
            (!explaining.is_empty()).then_some(explaining)
        })
    }
}

#[test]
fn the_smallest_sets_are_those_that_trying_all_finds() {
    let mut random = Random(20_261_126);
    let (mut compared, mut sizes) = (0, [0_usize; 3]);
    while compared < 200 {
        let system = row(&mut random);
        let Some(expected) = Oracle(&system).smallest() else {
            let found = smallest_sets(&system, &Work::default());
            assert!(found.is_none_or(|sets| sets.iter().all(|set| set.len() > 2)), "{system:#?}");
            continue;
        };
        sizes[expected[0].len()] += 1;
        if expected[0].is_empty() {
            continue;
        }
        assert_eq!(smallest_sets(&system, &Work::default()), Some(expected), "{system:#?}");
        compared += 1;
    }
    // Rows of each size are among them.
    assert!(sizes.iter().all(|count| *count >= 20), "{sizes:?}");
}

#[test]
fn the_values_are_those_that_trying_all_finds() {
    let mut random = Random(12);
    let (mut compared, mut of_one, mut of_two) = (0, 0, 0);
    while compared < 200 {
        let system = row(&mut random);
        let oracle = Oracle(&system);
        let Some(sets) = oracle.smallest().filter(|sets| !sets[0].is_empty()) else { continue };
        for set in &sets {
            let cell = set[0];
            let mut values: Vec<i128> = system.cells.iter().map(|cell| cell.value * PARTS).collect();
            let mut held = Vec::new();
            for value in 0..=i128::from(MOST) * 3 {
                values[cell] = value * PARTS;
                if oracle.explains(&set[1..], &mut values) {
                    held.push(value);
                }
            }
            let found = can_be(&system, set, cell, &Work::default()).expect("small numbers");
            match held.as_slice() {
                [] => assert_eq!(found, CanBe::Nothing, "{system:#?}"),
                [one] => {
                    let is_one = matches!(found, CanBe::One(found) if found.upper == one * found.lower);
                    assert!(is_one, "{found:?} {system:#?}");
                    of_one += 1;
                }
                _ => assert_eq!(found, CanBe::Several, "{system:#?}"),
            }
            of_two += usize::from(set.len() == 2);
            compared += 1;
        }
    }
    assert!(of_one >= 50 && of_two >= 20, "{of_one} {of_two}");
}

/// Cells that are zero, each of which has to be one.
fn ones(count: usize) -> System {
    let law = |cell: usize| {
        let factors = (0..count).map(|other| i128::from(other == cell)).collect();
        LinearLaw { factors, constant: -1, relation: Relation::Zero }
    };
    System { cells: vec![Amount::default(); count], laws: (0..count).map(law).collect() }
}

#[test]
fn what_is_too_much_has_no_answer() {
    assert_eq!(smallest_sets(&ones(4), &Work::default()), Some(vec![vec![0, 1, 2, 3]]));
    assert_eq!(smallest_sets(&ones(5), &Work::default()), None, "a set of five");
    let mut many = ones(65);
    many.laws.truncate(1);
    assert_eq!(smallest_sets(&many, &Work::default()), None, "cells");
    // Laws that no values keep have none either.
    let mut never = ones(1);
    never.laws.push(LinearLaw { factors: vec![1], constant: -2, relation: Relation::Zero });
    assert_eq!(smallest_sets(&never, &Work::default()), None, "a contradiction");
    // Numbers that do not fit.
    let mut large = ones(2);
    large.cells[0].value = i128::MAX;
    large.laws[0].factors = vec![2, 1];
    assert_eq!(smallest_sets(&large, &Work::default()), None, "overflow");
}
