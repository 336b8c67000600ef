//! Labels that a row below them splits: "Dân số" over "Nữ | Tổng số", "Hồ sơ tiếp nhận" over "Lũy kế | Trong kỳ" or "2023 | 2024".
//!
//! The labels of a form may all be found above such a row, which is then none of them, and no row of data either. Takes the row below a
//! block of labels; says whether it holds words or years under the measures and names nothing that rows are of. Which of the columns is
//! meant, the words say: those of the report's own figures add nothing to a label, others make it another one.

use crate::locate::head;
use crate::locate::head::head_figures;
use crate::locate::head::head_unit::unit_of_line;
use crate::locate::labels::label_other;
use crate::locate::numbering;
use crate::sheet::grid::{Cell, Grid};
use crate::values::text;
use crate::words::counted::Counted;
use crate::words::other_figures::{is_number_of_a_period, names_a_period};
use crate::words::program_names::as_words;
use crate::words::{period_text, unit_text};

/// Words that, alone below a label, say that the figures are all that it speaks of.
const ALL: [&str; 9] = ["tong so", "tong cong", "tong", "cong", "chung", "toan bo", "th", "so thuc hien", "thuc te"];

/// Words of an amount, where a share of it may be beside.
const AMOUNTS: [&str; 6] = ["so luong", "so tuyet doi", "tri so", "so tien", "gia tri", "sl"];

/// Words that say nothing more beside those above.
const FILLERS: [&str; 7] = ["so", "den", "het", "tinh", "tai", "cua", "va"];

/// What a text below a label says of the figures below it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SplitWords {
    /// True where it says no more than that they are the report's own, or all that the label speaks of.
    pub adds_nothing: bool,
    /// What they count.
    pub counted: Option<Counted>,
    /// True where they are amounts, and no shares.
    pub amounts: bool,
    /// True where they are money.
    pub money: bool,
}

impl SplitWords {
    pub fn of(written: &str) -> Self {
        Self {
            adds_nothing: adds_nothing(written),
            counted: counted(written),
            amounts: is_amount(written),
            money: is_money(written),
        }
    }
}

/// What a column of a block of labels is for the row below it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Above {
    Measure,
    /// A field that says what a row is of.
    Subject,
    /// A label of no field.
    Other,
}

/// True for a row right below labels that splits some of them. `columns` are those that have a label, in their order; `is_known` is
/// true for the label of a field, which is no unit of measure though it names one ("Hồ sơ tiếp nhận").
pub(super) fn splits(grid: &Grid, columns: &[(u32, Above)], row: u32, is_known: impl Fn(&str) -> bool) -> bool {
    let at = |column: u32| columns.iter().find(|(of, _)| *of == column).map(|(_, above)| *above);
    let Some((measure, _)) = columns.iter().find(|(_, above)| *above == Above::Measure) else { return false };
    // Right of what says of which unit a row is.
    let subjects = columns.iter().filter(|(column, above)| *above == Above::Subject && column < measure);
    let Some(first) = subjects.map(|(column, _)| column.saturating_add(1)).max() else { return false };
    let cells: Vec<&(u32, Cell)> = grid.row(row).iter().filter(|(_, cell)| !cell.is_blank()).collect();
    let years = cells.iter().filter(|(_, cell)| is_year(cell)).count();
    // One year alone may be a figure.
    // "SL | %".
    let shares = cells.iter().filter(|(_, cell)| cell.as_text().is_some_and(is_share)).count();
    let is_label = |cell: &Cell| {
        cell.as_text().is_some_and(|text| is_words(text) || is_share(text) && shares < cells.len())
            || is_year(cell) && (years > 1 || years < cells.len())
    };
    // A column without a label belongs to the label on its left.
    let is_below = |column: u32| {
        let left = || columns.iter().rev().find(|(of, _)| *of < column).map(|(_, above)| *above);
        at(column).or_else(left).is_some_and(|above| above != Above::Subject)
    };
    let is_unit = |text: &str| !unit_text::perhaps_stated(text).is_empty() && !is_known(text);
    let within = |column: u32| column >= first && is_below(column);
    cells.iter().all(|(column, cell)| within(*column) && is_label(cell))
        && !cells.is_empty()
        && !cells.iter().all(|(_, cell)| cell.as_text().is_some_and(is_unit))
        && !cells
            .iter()
            .filter_map(|(_, cell)| cell.as_text())
            .any(|text| !is_share(text) && head::is_line_of_head(text))
        && (shares > 0 || unit_of_line(&cells).is_none())
        && numbering::read(&cells).is_none()
}

/// Words of a label, not a value: letters without digits, or what a label says of a period or of a class ("Q3", "9 tháng", "12/2024", "<15", "N-1"). A
/// number, and a sign that stands for one, is none.
fn is_words(written: &str) -> bool {
    let bare = written.trim();
    let letters = bare.chars().filter(|sign| sign.is_alphabetic()).count();
    let begins = bare.starts_with(|sign: char| sign.is_ascii_digit());
    let period = || {
        !label_other::words(bare).is_empty()
            || period_text::parse(bare).is_some()
            || head_figures::months_together(bare).is_some()
    };
    letters > 1 && (!begins || period()) || is_short(bare)
}

/// Signs of a period or of a class that are written without words.
fn is_short(bare: &str) -> bool {
    const SIGNS: [char; 7] = ['/', '-', '–', '<', '>', '≤', '≥'];
    const LONGEST: usize = 12;
    let digits = bare.chars().filter(char::is_ascii_digit).count();
    let letters: Vec<char> = bare.chars().filter(|sign| sign.is_alphabetic()).collect();
    if bare.chars().count() > LONGEST
        || !bare.chars().all(|sign| sign.is_alphanumeric() || SIGNS.contains(&sign) || "+. ".contains(sign))
    {
        return false;
    }
    match letters.as_slice() {
        // "12/2024", "31/12/24", "0-5", "6+", "<15"; a sign before digits alone is a number below zero.
        [] => {
            digits > 0
                && (bare.contains(['/', '<', '>', '≤', '≥'])
                    || bare.ends_with('+')
                    || bare.split(['-', '–']).filter(|part| !part.trim().is_empty()).count() > 1)
        }
        // "Q3", "T11", "9T", "N-1", and "N", "M", "F", which number no columns. "1đ" is a unit.
        [letter] => match bare.chars().count() {
            1 => matches!(letter, 'N' | 'M' | 'F'),
            _ => "TQSHNtqshn".contains(*letter) && (digits > 0 || bare.contains('-')),
        },
        _ => digits > 0 && !bare.starts_with(|sign: char| sign.is_ascii_digit()),
    }
}

/// True for the sign of a year before that of the report, and for nothing else: "N-1", "n - 2".
pub(super) fn is_year_before(bare: &str) -> bool {
    let behind = bare.strip_prefix(['N', 'n']).map(str::trim_start).and_then(|rest| rest.strip_prefix(['-', '–']));
    behind.is_some_and(|number| matches!(number.trim().as_bytes(), [b'1'..=b'9']))
}

/// The sign of percents alone, or in brackets.
fn is_share(written: &str) -> bool {
    matches!(written.trim_matches(|sign: char| sign.is_whitespace() || "()[]".contains(sign)), "%" | "‰")
}

fn is_year(cell: &Cell) -> bool {
    let year =
        |written: &str| written.len() == 4 && written.parse::<u32>().is_ok_and(|year| (1990..=2100).contains(&year));
    year(cell.display().trim())
}

/// True for a text below a label that says no more than that the figures are the report's own, or all that the label speaks of.
pub(crate) fn adds_nothing(written: &str) -> bool {
    if is_period(written) {
        return true;
    }
    if !written.contains(char::is_alphanumeric) {
        return false;
    }
    let plain = text::without_marks(&as_words(written));
    let words = plain.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty());
    let mut rest = words.fold(String::from(" "), |rest, word| rest + word + " ");
    for phrase in label_other::OWN.iter().chain(&ALL).chain(&AMOUNTS) {
        rest = rest.replace(&format!(" {phrase} "), " ");
    }
    rest.split_whitespace().all(|word| FILLERS.contains(&word))
}

/// True for a text that says no more than that the figures are those of the report's own period, which it may name.
pub(super) fn is_own_period(written: &str) -> bool {
    let plain = text::without_marks(&as_words(written));
    let names_one = || ["nam", "quy", "thang", "ki"].iter().any(|word| label_other::holds(&plain, word));
    let is_own = || written.contains(char::is_alphabetic) && label_other::without_own(&plain).is_empty();
    is_period(written) && names_one() || is_own()
}

/// True for a text that names a period by its number and says nothing else.
fn is_period(written: &str) -> bool {
    let plain = text::without_marks(&as_words(written));
    let words = || plain.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty());
    words().any(is_number_of_a_period) && words().all(|word| word == "trong" || names_a_period(word))
}

/// What a text below a label says that its figures count, and nothing else: "Số người", "Số lượng (hộ)". Pupils are persons, and a part of them.
fn counted(written: &str) -> Option<Counted> {
    let name = text::name(written);
    let rest = ["số lượng ", "tổng số ", "số "].iter().find_map(|lead| name.strip_prefix(lead))?;
    let bare = rest.trim_matches(|sign: char| sign.is_whitespace() || "()[]".contains(sign));
    // "Số điểm", "Số bản" and "Số xã" may be scores, copies, and what the figures are about.
    let may_be_else = |counted: Counted| {
        matches!(counted, Counted::Products | Counted::Services | Counted::Points | Counted::Communes)
    };
    Counted::of_whole(bare).filter(|counted| bare != "bản" && !may_be_else(*counted))
}

/// True for a text below a label that says of its figures that they are money.
fn is_money(written: &str) -> bool {
    label_other::holds(&text::without_marks(written), "so tien")
}

/// True for a text below a label that says of its figures that they are amounts, and no shares.
fn is_amount(written: &str) -> bool {
    let plain = text::without_marks(written);
    AMOUNTS.iter().any(|words| label_other::holds(&plain, words))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_the_reports_own_figures_add_nothing_to_a_label() {
        for text in [
            "Trong kỳ",
            "Thực hiện",
            "TH",
            "Tổng số",
            "Số lượng",
            "Thực hiện trong kỳ",
            "Quý I/2024",
            "2024",
            "Năm nay",
            "Kỳ báo cáo",
            "Tổng cộng",
            "Phát sinh trong kỳ",
            "Tháng 3",
        ] {
            assert!(adds_nothing(text), "{text}");
        }
        for text in [
            "Nữ",
            "Nam",
            "Kế hoạch",
            "KH",
            "Lũy kế",
            "Tỷ lệ (%)",
            "%",
            "Số liệu nữ",
            "Tổng số nữ",
            "Trực tuyến",
            "Thực hiện của xã",
        ] {
            assert!(!adds_nothing(text), "{text}");
        }
    }

    #[test]
    fn what_is_counted_below_a_label_is_known_from_a_part_of_it() {
        assert_eq!(counted("Số người"), Some(Counted::Persons));
        assert_eq!(counted("Số lượng (hộ)"), Some(Counted::Households));
        for text in
            ["Số nữ", "Số học sinh", "Số người nghèo", "Tỷ lệ (%)", "Người", "Số tài khoản", "Số điểm", "Số bản"]
        {
            assert_eq!(counted(text), None, "{text}");
        }
    }

    /// What a form with a name and two measures makes of this row below its labels; the third measure column has no label.
    fn below(row: &[&str]) -> bool {
        use Above::{Measure, Subject};
        let grid = Grid::from_rows(&[&["Tên", "Tiếp nhận", "", "Dân số"], row]);
        splits(&grid, &[(0, Subject), (1, Measure), (3, Measure)], 1, |_| false)
    }

    #[test]
    fn words_and_years_below_measures_are_labels_and_rows_of_units_are_none() {
        for row in [
            ["", "SL", "%", ""],
            ["", "Nữ", "Tổng số", ""],
            ["", "2023", "2024", ""],
            ["", "", "", "Nữ"],
            ["", "KH", "TH", "Trong kỳ"],
        ] {
            assert!(below(&row), "{row:?}");
        }
        for row in [
            ["Xã A", "Nữ", "Tổng số", ""],
            ["", "1", "2", "3"],
            ["", "2024", "", ""],
            ["", "A", "B", "C"],
            ["", "x", "x", "..."],
            ["", "", "", ""],
            ["", "12 tỷ", "45%", "3"],
            ["", "(người)", "(hồ sơ)", "(%)"],
        ] {
            assert!(!below(&row), "{row:?}");
        }
    }
}
