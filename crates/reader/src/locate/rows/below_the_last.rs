//! Rows below the last unit that are no unit's: a running total, the period before, what was carried over.
//!
//! Takes the rows of a form as their neighbours suggest. Forms of months and quarters end with the total of the period, and then print what it is compared with. Such a row
//! is passed over where no row of a unit is below it; further up it may head rows, or stand for a unit that is written above it.
//!
//! ```text
//! 3 | Xã Sơn Kim         | 70
//!   | Tổng số            | 280
//!   | Lũy kế từ đầu năm  | 999     passed over
//! ```

use super::columns::{Columns, RowKind, Seen};
use super::words::{Naming, without_number};
use crate::locate::known_text::KnownText;
use crate::sheet::grid::Grid;
use crate::values::text;
use crate::words::other_figures::{
    BEFORE, CHANGED, ESTIMATED, ESTIMATED_ALONE, EXPECTED, RUNNING, is_of_a_period, words_of,
};

/// What a row says of its figures by itself.
#[derive(Clone, Copy, PartialEq, Eq)]
enum OtherFigures {
    /// Words that no unit has in its name.
    Surely,
    /// A period, or an estimate of one: below a unit it may be the unit's own figure.
    BelowATotal,
}

/// What was carried over from the period before, and is into the next.
const CARRIED: [&str; 6] =
    ["ki truoc chuyen", "chuyen ki sau", "chuyen sang ki sau", "ton dau ki", "ton cuoi ki", "so du dau ki"];

/// Words of a comparison.
const COMPARED: [&str; 5] = ["so voi", "tang so voi", "giam so voi", "tang hoac giam", "tang (+)"];
/// Words before those that say whose figures a row has: "Cộng lũy kế", "Số kỳ trước chuyển sang".
const LEADS: [&str; 8] = ["cong", "tong cong", "tong so", "tong", "so lieu", "so", "gia tri", "tri gia"];

/// Makes the rows below the last unit parts that are not added.
pub(super) fn judge(rows: &mut [Seen], grid: &Grid, columns: &Columns) {
    if !columns.has_areas || columns.has_lines {
        return;
    }
    let mut found: Vec<(usize, OtherFigures)> = Vec::new();
    // Those that a total has above them.
    let mut below_totals = 0;
    let mut has_unit = false;
    for (place, row) in rows.iter().enumerate().rev() {
        match row.kind {
            RowKind::Data | RowKind::Total | RowKind::GrandTotal => match says_others(row, grid, columns) {
                Some(others) => found.push((place, others)),
                None if row.kind == RowKind::Data => {
                    has_unit = true;
                    break;
                }
                None => below_totals = found.len(),
            },
            RowKind::Section | RowKind::SectionWithTotal => break,
            _ => {}
        }
    }
    let has_unit = has_unit || rows.iter().any(|row| row.kind == RowKind::Data && row.values);
    for (number, (place, others)) in found.into_iter().enumerate() {
        let is_below = others == OtherFigures::Surely || number < below_totals;
        if let Some(row) = rows.get_mut(place).filter(|_| has_unit && is_below) {
            row.kind = RowKind::PartOf;
        }
    }
}

/// What the words of a row without a code say of its figures; nothing where they may be the name of a unit or of the total. What is written behind the name of a
/// unit is judged elsewhere.
fn says_others(row: &Seen, grid: &Grid, columns: &Columns) -> Option<OtherFigures> {
    if row.code.is_some() || !row.values || row.naming != Naming::Plain {
        return None;
    }
    let cells = grid.row(row.index).iter().filter(|(column, _)| columns.is_of_the_unit(*column));
    let written = cells.filter_map(|(_, cell)| cell.as_text()).max_by_key(|text| text.len())?;
    let written = without_number(written.trim_start_matches(|sign: char| !sign.is_alphanumeric()));
    let plain = text::without_marks(written);
    let behind = |text: &'_ str, words: &str| {
        text.strip_prefix(words).filter(|rest| !rest.starts_with(char::is_alphanumeric)).map(str::len)
    };
    let mut rest = plain.as_str();
    while let Some(length) = LEADS.iter().find_map(|lead| behind(rest, lead)) {
        rest = rest.get(rest.len().saturating_sub(length)..).unwrap_or_default().trim_start();
    }
    let begins = |words: &str| behind(rest, words).is_some();
    // "Cộng dồn" alone may be the sum of the rows above.
    let is_running = |words: &str| begins(words) && (words != "cong don" || rest.len() > words.len());
    if RUNNING.iter().copied().chain(["luy tien"]).any(is_running) {
        return Some(OtherFigures::Surely);
    }
    // A total of the period says nothing else.
    if row.kind != RowKind::Data {
        return None;
    }
    if words_of(&[CHANGED, BEFORE, &CARRIED, &COMPARED]).any(begins) {
        return Some(OtherFigures::Surely);
    }
    let estimated = words_of(&[ESTIMATED, ESTIMATED_ALONE, EXPECTED]).filter_map(|words| behind(&plain, words)).min();
    let of_period = |length: usize| {
        let words = plain.get(plain.len().saturating_sub(length)..).unwrap_or_default();
        words.split_whitespace().all(|word| is_of_a_period(word) || matches!(word, "thuc" | "hien"))
    };
    let is_period = || KnownText::of(written).is_only_a_period();
    (estimated.is_some_and(of_period) || is_period()).then_some(OtherFigures::BelowATotal)
}
