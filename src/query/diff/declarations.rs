//! The files of the declarations that differ between two runs, with the lines that do.

use std::collections::BTreeSet;
use std::ops::Range;

use super::answer::{Change, ChangedFile, ChangedLine, DeclaredLine};
use super::runs::OpenedRun;
use crate::error::Error;
use crate::project::load::SETTINGS_FILE;
use crate::publish::declarations::{FILE, lines_of};

/// Pairs of lines that are compared with each other; where there would be more, all between the first and the last difference counts
/// as changed.
const MOST_PAIRS: usize = 4 << 20;

/// A line with its number.
type Numbered = (i64, String);

/// The files that differ, by name.
///
/// # Errors
/// A run whose table of declarations cannot be read.
pub fn changed(before: &OpenedRun<'_>, after: &OpenedRun<'_>) -> Result<Vec<ChangedFile>, Error> {
    let names: BTreeSet<&String> = before.files.keys().chain(after.files.keys()).collect();
    let mut changed = Vec::new();
    for name in names {
        let change = match (before.files.get(name), after.files.get(name)) {
            (None, Some(_)) => Change::New,
            (Some(_), None) => Change::Gone,
            (before, after) if before != after => Change::Changed,
            _ => continue,
        };
        let keep_texts = change == Change::Changed && before.has(FILE) && after.has(FILE);
        let of = |run: &OpenedRun<'_>| lines_of(run.warehouse, &run.run_id, name);
        let lines = if keep_texts { Some(differing(name, &of(before)?, &of(after)?)) } else { None };
        changed.push(ChangedFile { name: name.clone(), change, lines });
    }
    Ok(changed)
}

/// The lines that differ, in the order of the file; lines that are in each other's place are shown side by side.
fn differing(name: &str, before: &[Numbered], after: &[Numbered]) -> Vec<ChangedLine> {
    let line = |(number, text): &Numbered| DeclaredLine {
        number: (name != SETTINGS_FILE).then_some(*number),
        text: text.clone(),
    };
    let mut lines = Vec::new();
    for (gone, new) in hunks(before, after) {
        let (gone, new) = (before.get(gone).unwrap_or_default(), after.get(new).unwrap_or_default());
        for place in 0..gone.len().max(new.len()) {
            lines.push(ChangedLine { before: gone.get(place).map(line), after: new.get(place).map(line) });
        }
    }
    lines
}

/// Where the longest common subsequence of two texts is broken: lines of the one, and the lines of the other in their place.
fn hunks(before: &[Numbered], after: &[Numbered]) -> Vec<(Range<usize>, Range<usize>)> {
    let same = |(left, right): &(&Numbered, &Numbered)| left.1 == right.1;
    let start = before.iter().zip(after).take_while(same).count();
    let (old, new) = (before.get(start..).unwrap_or_default(), after.get(start..).unwrap_or_default());
    let end = old.iter().rev().zip(new.iter().rev()).take_while(same).count();
    let (old_end, new_end) = (before.len() - end, after.len() - end);
    let (rows, columns) = (old_end - start, new_end - start);
    if rows == 0 && columns == 0 {
        return Vec::new();
    }
    if rows.saturating_mul(columns) > MOST_PAIRS {
        return vec![(start..old_end, start..new_end)];
    }
    let is_same = |row: usize, column: usize| match (old.get(row), new.get(column)) {
        (Some((_, one)), Some((_, other))) => one == other,
        _ => false,
    };
    // How long the longest common subsequence is from here to the end.
    let wide = columns + 1;
    let mut longest = vec![0_u32; (rows + 1) * wide];
    let at = |longest: &[u32], row: usize, column: usize| longest.get(row * wide + column).copied().unwrap_or(0);
    for row in (0..rows).rev() {
        for column in (0..columns).rev() {
            let length = if is_same(row, column) {
                at(&longest, row + 1, column + 1) + 1
            } else {
                at(&longest, row + 1, column).max(at(&longest, row, column + 1))
            };
            if let Some(slot) = longest.get_mut(row * wide + column) {
                *slot = length;
            }
        }
    }
    let (mut hunks, mut row, mut column) = (Vec::new(), 0, 0);
    while row < rows || column < columns {
        let (from_row, from_column) = (row, column);
        while (row < rows || column < columns) && !(row < rows && column < columns && is_same(row, column)) {
            if column == columns || (row < rows && at(&longest, row + 1, column) >= at(&longest, row, column + 1)) {
                row += 1;
            } else {
                column += 1;
            }
        }
        if (row, column) != (from_row, from_column) {
            hunks.push((start + from_row..start + row, start + from_column..start + column));
        }
        // What both have.
        while row < rows && column < columns && is_same(row, column) {
            row += 1;
            column += 1;
        }
    }
    hunks
}

#[cfg(test)]
mod tests {
    use super::*;

    fn differing_in(before: &str, after: &str) -> Vec<String> {
        let numbered = |text: &str| -> Vec<Numbered> { (1..).zip(text.lines().map(str::to_owned)).collect() };
        let shown = |line: Option<DeclaredLine>| match line {
            Some(line) => format!("{} {}", line.number.unwrap_or_default(), line.text),
            None => "–".to_owned(),
        };
        let lines = differing("pipelines/a.toml", &numbered(before), &numbered(after));
        lines.into_iter().map(|line| format!("{} → {}", shown(line.before), shown(line.after))).collect()
    }

    #[test]
    fn lines_are_paired_where_they_replace_each_other() {
        assert_eq!(differing_in("a\nb\nc", "a\nB\nc"), ["2 b → 2 B"]);
        assert_eq!(differing_in("a\nb\nc", "a\nb\nx\nc"), ["– → 3 x"]);
        assert_eq!(differing_in("a\nb\nc", "b\nc"), ["1 a → –"]);
        assert_eq!(differing_in("a\nb\nc\nd", "a\nx\nc\ny\nz"), ["2 b → 2 x", "4 d → 4 y", "– → 5 z"]);
        assert_eq!(differing_in("", "a"), ["– → 1 a"]);
        assert!(differing_in("a\nb", "a\nb").is_empty());
    }

    #[test]
    fn applied_to_the_one_text_the_differences_give_the_other() {
        let letters = ["a", "b", "c"];
        let text = |mut seed: usize, length: usize| -> Vec<Numbered> {
            let mut next = || {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                letters[(seed >> 33) % letters.len()].to_owned()
            };
            (1..).zip((0..length).map(|_| next())).collect()
        };
        for seed in 0..300 {
            let (before, after) = (text(seed, seed % 9), text(seed + 1000, (seed / 9) % 11));
            let (mut made, mut place) = (Vec::new(), 0);
            for (gone, new) in hunks(&before, &after) {
                made.extend(before[place..gone.start].iter().map(|(_, text)| text.clone()));
                made.extend(after[new].iter().map(|(_, text)| text.clone()));
                place = gone.end;
            }
            made.extend(before[place..].iter().map(|(_, text)| text.clone()));
            assert_eq!(made, after.iter().map(|(_, text)| text.clone()).collect::<Vec<_>>());
        }
    }
}
