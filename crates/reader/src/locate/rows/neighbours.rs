//! What the neighbours of a row make of it: sums of sections, parts of the row above, rows that were left blank.
//!
//! Takes the rows as each gives by itself; gives them as their neighbours suggest. Each row is asked once from below and once from
//! above.

use super::columns::{RowKind, Seen};
use super::words::{Naming, begins_below, is_count, is_heading_number};

/// Judges rows by their neighbours.
pub(super) fn judge(rows: &mut [Seen], has_areas: bool) {
    sections(rows, has_areas);
    parts(rows, has_areas);
    blank_rows(rows);
}

/// A row with values under which the rows of a section begin prints their sum: a district above its communes, "I" above 1.
fn sections(rows: &mut [Seen], has_areas: bool) {
    let mut next: Option<usize> = None;
    for place in (0..rows.len()).rev() {
        let below = next.and_then(|next| rows.get(next));
        let Some(row) = rows.get(place) else { continue };
        let heads = below.is_some_and(|below| match row.kind {
            RowKind::Data => below.kind == RowKind::Data && row.values && prints_a_sum(row, below, has_areas),
            // "Huyện … | Tổng số | 100" above the fields of the same district.
            RowKind::Total if row.sums_its_unit => {
                below.kind == RowKind::Data
                    && below.distinguished
                    && below.naming == Naming::Nothing
                    && below.code.is_none()
            }
            _ => false,
        });
        // A unit of the form that was left blank, where nothing is below it.
        let blank = row.kind == RowKind::Section
            && row.naming == Naming::Own
            && below.is_some_and(|below| below.naming == Naming::Own && !begins_below(&row.ordinal, &below.ordinal));
        let heading = below.is_some_and(|below| is_heading(row, below) || is_counted_heading(row, below));
        if !row.kind.is_between() {
            next = Some(place);
        }
        if let Some(row) = rows.get_mut(place) {
            row.kind = match row.kind {
                _ if heads => RowKind::SectionWithTotal,
                _ if heading => RowKind::Section,
                _ if blank => RowKind::Data,
                kind => kind,
            };
        }
    }
}

/// "I | | Xã đạt chuẩn nông thôn mới" above rows that are counted: a row with the number of a heading, without code and values, whatever its words.
fn is_heading(row: &Seen, below: &Seen) -> bool {
    row.kind == RowKind::Data
        && row.code.is_none()
        && !row.values
        && !row.distinguished
        && is_heading_number(&row.ordinal)
        && !row.small_letter
        && below.kind == RowKind::Data
        && is_count(&below.ordinal)
        && below.naming != Naming::Nothing
}

/// "1 | | Khu vực thành thị" above units with a dash for a number, or none, or one of a lower rank: a row without code and values is a heading there, however it is numbered.
fn is_counted_heading(row: &Seen, below: &Seen) -> bool {
    let is_empty = row.kind == RowKind::Data && row.code.is_none() && !row.values && !row.distinguished;
    if !is_empty || !is_count(&row.ordinal) {
        return false;
    }
    let is_unit = below.code.is_some() || below.naming == Naming::Own;
    let is_lower = below.ordinal.is_empty() || begins_below(&row.ordinal, &below.ordinal);
    match (row.naming, below.kind) {
        (Naming::Above, RowKind::Data) => is_unit || is_lower && below.values,
        (Naming::Plain, RowKind::Data) => is_unit && is_lower,
        (Naming::Above | Naming::Plain, RowKind::Section) => begins_below(&row.ordinal, &below.ordinal),
        _ => false,
    }
}

fn prints_a_sum(row: &Seen, below: &Seen, has_areas: bool) -> bool {
    // A commune above its villages is a row; so is what has a value of its own in the fields that distinguish rows.
    if row.distinguished || row.naming == Naming::Own || below.naming == Naming::Above && row.naming != Naming::Above {
        return false;
    }
    if row.naming == Naming::Above {
        return below.naming != Naming::Above;
    }
    // The code of a district is shorter than that of its communes.
    let above_by_code = match (row.code, below.code) {
        (Some(own), Some(below)) => own < below,
        (own, _) => own.is_none(),
    };
    let unnumbered = row.is_bare() && !row.dashed && below.ordinal == "1" && (has_areas || !below.distinguished);
    above_by_code && (begins_below(&row.ordinal, &below.ordinal) || unnumbered)
}

/// Lines below "Trong đó:", and lines of a list below a row that is none, speak of a part of the row above.
fn parts(rows: &mut [Seen], has_areas: bool) {
    // Where most rows have a number or a code, a line without them below "Trong đó:" is none of them, also below the total of the rows above.
    let data = || rows.iter().filter(|row| row.kind == RowKind::Data);
    let is_identified = |row: &&Seen| row.code.is_some() || is_count(&row.ordinal);
    let most_identified = has_areas && data().filter(is_identified).count() * 2 > data().count();
    let mut announced = false;
    // What the last row that is no part had: a number or a code, a dash.
    let (mut identified, mut dashed) = (false, true);
    let mut seen_data = false;
    for row in rows {
        match row.kind {
            RowKind::Blank | RowKind::Label | RowKind::Numbering | RowKind::Unit => continue,
            RowKind::PartOf => {
                announced = true;
                continue;
            }
            RowKind::Data | RowKind::Section => seen_data |= row.kind == RowKind::Data,
            _ => {
                let sums = matches!(row.kind, RowKind::Total | RowKind::GrandTotal);
                (announced, identified, dashed) = (false, sums && most_identified && seen_data, true);
                continue;
            }
        }
        let numbered = is_count(&row.ordinal) || is_heading_number(&row.ordinal) && !row.small_letter;
        let own = row.distinguished
            || row.code.is_some()
            || numbered
            || has_areas && matches!(row.naming, Naming::Own | Naming::Above);
        let below = announced && (row.dashed || row.small_letter || identified)
            || row.dashed && identified && !dashed && row.values;
        if !own && below {
            row.kind = RowKind::PartOf;
            continue;
        }
        announced = false;
        dashed = row.dashed;
        identified = row.kind == RowKind::Data
            && (row.code.is_some() || is_count(&row.ordinal) || !has_areas && (numbered || row.values));
    }
}

/// A bare name between two rows that are written alike is a row that was left blank, and heads nothing.
fn blank_rows(rows: &mut [Seen]) {
    let alike = |row: &Seen, other: &Seen| {
        let same = |ask: fn(&Seen) -> bool| ask(row) == ask(other);
        other.kind == RowKind::Data
            && matches!(other.naming, Naming::Plain | Naming::Own)
            && same(Seen::is_bare)
            && same(|row| row.code.is_some())
            && same(|row| is_heading_number(&row.ordinal))
            && same(|row| row.dashed)
            && same(|row| row.capitals)
    };
    let passes = |row: &Seen| !matches!(row.kind, RowKind::Blank | RowKind::Label | RowKind::Unit);
    let mut after: Vec<Option<usize>> = vec![None; rows.len()];
    let mut next = None;
    for place in (0..rows.len()).rev() {
        if let (Some(slot), Some(row)) = (after.get_mut(place), rows.get(place)) {
            *slot = next;
            // Several blank rows may follow each other.
            let heading = row.kind == RowKind::Section && row.naming == Naming::Plain;
            if passes(row) && !heading {
                next = Some(place);
            }
        }
    }
    let mut before: Option<usize> = None;
    for place in 0..rows.len() {
        let Some(row) = rows.get(place) else { continue };
        let found = |place: Option<usize>| place.and_then(|place| rows.get(place));
        let below = found(after.get(place).copied().flatten());
        let ends = |row: &Seen| matches!(row.kind, RowKind::Total | RowKind::GrandTotal);
        // Among names that all bear the word of their kind, one without it is no name of that kind.
        let plain = [found(before), below].iter().flatten().any(|other| other.naming == Naming::Plain);
        let blank = row.kind == RowKind::Section
            && row.naming == Naming::Plain
            && plain
            && found(before).is_some_and(|above| alike(row, above))
            && below.is_some_and(|below| alike(row, below) || ends(below));
        let passed = passes(row);
        if let Some(row) = rows.get_mut(place).filter(|_| blank) {
            row.kind = RowKind::Data;
        }
        if passed {
            before = Some(place);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rows of data with these ordinals; a dash is a line of a list.
    fn kinds(ordinals: &[&str], has_areas: bool) -> Vec<RowKind> {
        let row = |(index, ordinal): (u32, &&str)| Seen {
            ordinal: ordinal.trim_matches('-').to_owned(),
            dashed: ordinal.starts_with('-'),
            naming: Naming::Plain,
            values: true,
            ..Seen::of(index, RowKind::Data)
        };
        let mut rows: Vec<Seen> = (0..).zip(ordinals).map(row).collect();
        judge(&mut rows, has_areas);
        rows.into_iter().map(|row| row.kind).collect()
    }

    #[test]
    fn a_group_above_numbered_rows_prints_their_sum() {
        use RowKind::{Data, SectionWithTotal};
        for has_areas in [true, false] {
            let sums = [SectionWithTotal, Data, Data, SectionWithTotal, Data];
            assert_eq!(kinds(&["i", "1", "2", "ii", "1"], has_areas), sums);
            assert_eq!(kinds(&["1", "1.1", "1.2", "2", "2.1"], has_areas), sums);
        }
    }

    #[test]
    fn letters_without_rows_below_are_rows() {
        assert_eq!(kinds(&["a", "b", "c"], false), [RowKind::Data; 3]);
        assert_eq!(kinds(&["i", "ii", "iii"], true), [RowKind::Data; 3]);
        assert_eq!(kinds(&["1", "2", "3"], true), [RowKind::Data; 3]);
    }

    #[test]
    fn dashes_below_a_number_are_parts_and_dashes_throughout_are_rows() {
        use RowKind::{Data, PartOf};
        assert_eq!(kinds(&["1", "-", "-", "2", "-"], true), [Data, PartOf, PartOf, Data, PartOf]);
        assert_eq!(kinds(&["-", "-", "-"], true), [Data; 3]);
    }
}
