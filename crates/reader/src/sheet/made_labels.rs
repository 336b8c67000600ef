//! Names that programs give to columns without one in a table of two rows of labels, numbers behind labels that two columns have, and two rows of labels
//! joined in one without blanks.
//!
//! | written by | beside "Dân số" |
//! |---|---|
//! | SheetJS | `__EMPTY`, `__EMPTY_1` |
//! | R | `...5`, `X.3`, `V5`, `Dân số.1`; `Dân số...5` for each of several |
//! | Excel, Power Query | `Column5`, `Cột5`, `Dân số2` |
//! | ADO, Access, QGIS | `F5`, `Field5`, `field_5` |
//! | Spark, DuckDB, SQL | `_c4`, `column4`, `Dân số_1`, `(No column name)` |
//! | Polars | `column_5`, `Dân số_duplicated_0` |
//!
//! Such a text alone may be a name that somebody gave, or a value. Takes a row and the one below it; gives what the cells of the row would be in a table
//! that a person wrote, where the two are rows of labels.

use crate::sheet::grid::{Cell, cell_of};

/// Words behind which a program writes the number of a column.
const NUMBERED: [&str; 16] = [
    "__EMPTY_", "Unnamed_", "Unnamed:", "Column_", "column_", "field_", "Field_", "Column", "column", "Field", "Cột",
    "...", "X.", "_c", "V", "F",
];
/// Names without a number.
const WHOLE: [&str; 6] = ["__EMPTY", "X", "(No column name)", "(trống)", "nan", "None"];
/// What programs put between a group and a label of it. A slash is also that of a ratio.
const JOINTS: [&str; 8] = ["__", "->", "→", "_", "|", ">", "$", "."];

/// True for what may be such a name, or such a path.
pub(super) fn is_suspect(text: &str) -> bool {
    let text = text.trim();
    let ends_in_digit = text.as_bytes().last().is_some_and(u8::is_ascii_digit);
    // Each of the joints holds one of these, an arrow begins with the last.
    let holds_joint = || text.bytes().any(|byte| matches!(byte, b'_' | b'>' | b'|' | b'$' | b'.' | 0xe2));
    WHOLE.contains(&text)
        || ends_in_digit && (number_of(text).is_some() || repeated(text).is_some())
        || holds_joint() && JOINTS.iter().any(|joint| path(text, joint).is_some())
}

/// The number behind a name that a program gave, if any; `None` for other texts.
fn number_of(text: &str) -> Option<Option<u32>> {
    if WHOLE.contains(&text) {
        return Some(None);
    }
    let digits = NUMBERED.iter().find_map(|words| text.strip_prefix(words))?.trim_start();
    let is_number = !digits.is_empty() && digits.len() < 6 && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| digits.parse().ok())
}

/// The label of "Dân số_1", "Dân số2", "Dân số...5" and "Dân số_duplicated_0".
fn repeated(text: &str) -> Option<&str> {
    /// Letters of a label before a bare number.
    const FEWEST_LETTERS: usize = 2;
    let label = text.trim_end_matches(|sign: char| sign.is_ascii_digit());
    let number = text.get(label.len()..).filter(|number| !number.is_empty())?;
    let joined = ["_duplicated_", "...", "_", "."].iter().find_map(|joint| label.strip_suffix(joint));
    let plain = joined.unwrap_or(label);
    let is_count = !number.starts_with('0') || label.ends_with("_duplicated_");
    let ends_in_letter = plain.ends_with(char::is_alphabetic);
    let letters = || plain.chars().filter(|sign| sign.is_alphabetic());
    // "CO2" is none of "CO".
    let is_word = || letters().count() >= FEWEST_LETTERS && letters().any(char::is_lowercase);
    (is_count && ends_in_letter && (joined.is_some() || number != "1" && is_word())).then_some(plain)
}

/// The label of "Dân số...5", which R writes for each of several.
fn repeated_in_r(text: &str) -> Option<&str> {
    let label = text.trim_end_matches(|sign: char| sign.is_ascii_digit());
    repeated(text).filter(|plain| label.len() < text.len() && label.strip_suffix("...") == Some(*plain))
}

/// A group and a label of it that are joined by a sign: "Dân số_Tổng số", "Dân số → Nữ".
fn path<'t>(text: &'t str, joint: &str) -> Option<(&'t str, &'t str)> {
    // Names of fields have no blanks.
    let (group, label) = text.contains(' ').then(|| text.split_once(joint)).flatten()?;
    // Others are read with blanks, or are none with them.
    let may_have_blanks = matches!(joint, "→" | "->" | "|");
    let (group, label) = if may_have_blanks { (group.trim_end(), label.trim_start()) } else { (group, label) };
    let begins = |part: &str| part.starts_with(char::is_uppercase);
    let ends = |part: &str| part.ends_with(|sign: char| sign.is_alphanumeric() || sign == ')');
    let is_one = !label.contains(joint) && begins(group) && begins(label) && ends(group);
    is_one.then_some((group, label))
}

/// The cells of a row that are to be written otherwise; an empty text is a blank.
pub(super) fn rewritten(cells: &[(u32, Cell)], below: &[(u32, Cell)]) -> Vec<(u32, String)> {
    let texts: Vec<(u32, &str)> =
        cells.iter().filter_map(|(column, cell)| Some((*column, cell.as_text()?.trim()))).collect();
    let has_words = |text: &str| text.chars().filter(|sign| sign.is_alphabetic()).nth(1).is_some();
    let is_label = |cell: &Cell| {
        cell.as_text().is_some_and(|text| !cell.is_figure() || number_of(text.trim()).is_some()) || cell.is_blank()
    };
    let is_labels = |cells: &[(u32, Cell)]| cells.iter().all(|(_, cell)| is_label(cell));
    let words = || texts.iter().filter(|(_, text)| number_of(text).is_none() && has_words(text));
    if !is_labels(cells) || words().count() < 2 {
        return Vec::new();
    }
    let joined = JOINTS.iter().find_map(|joint| joined(&texts, joint));
    // A row of labels is blank below the first that is over two rows.
    let first = words().next().map_or(0, |(column, _)| *column);
    if joined.is_some() || !is_labels(below) || !cell_of(below, first).is_blank() {
        return joined.unwrap_or_default();
    }
    let is_label_below = |column: u32| cell_of(below, column).as_text().is_some_and(has_words);
    let numbers: Vec<u32> = texts.iter().filter_map(|(_, text)| number_of(text).flatten()).collect();
    let ascend = numbers.is_sorted_by(|left, right| left < right);
    let made = |(place, (column, text)): (usize, &(u32, &str))| {
        if !is_label_below(*column) {
            return None;
        }
        if number_of(text).is_some() {
            return ascend.then(|| (*column, String::new()));
        }
        let label = repeated(text)?;
        if repeated_in_r(text).is_some() {
            let is_of_same = |other: &&(u32, &str)| repeated_in_r(other.1) == Some(label);
            return (texts.iter().filter(is_of_same).count() > 1).then(|| (*column, label.to_owned()));
        }
        texts.iter().take(place).any(|(_, before)| *before == label).then(|| (*column, label.to_owned()))
    };
    texts.iter().enumerate().filter_map(made).collect()
}

/// The labels of a row, two or more of which are joined to the same group; the joints of `Unnamed: 0_level_1` are laid aside.
fn joined(texts: &[(u32, &str)], joint: &str) -> Option<Vec<(u32, String)>> {
    let is_made = |text: &str| text.split_once(joint).is_some_and(|(_, rest)| rest.starts_with("Unnamed: "));
    let paths: Vec<(u32, &str, &str)> = texts
        .iter()
        .filter_map(|(column, text)| path(text, joint).map(|(group, label)| (*column, group, label)))
        .collect();
    let shares = |group: &str| paths.iter().filter(|(_, other, _)| *other == group).count() > 1;
    if !paths.iter().any(|(_, group, label)| shares(group) && !label.starts_with("Unnamed: ")) {
        return None;
    }
    let made = texts.iter().filter(|(_, text)| is_made(text));
    let plain = made.filter_map(|(column, text)| Some((*column, text.split_once(joint)?.0.to_owned())));
    let of_paths = paths.iter().filter(|(_, _, label)| !label.starts_with("Unnamed: "));
    Some(plain.chain(of_paths.map(|(column, group, label)| (*column, format!("{group} - {label}")))).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(texts: &[&str]) -> Vec<(u32, Cell)> {
        (0..)
            .zip(texts)
            .filter(|(_, text)| !text.is_empty())
            .map(|(column, text)| (column, Cell::from(*text)))
            .collect()
    }

    #[test]
    fn names_that_programs_give_to_blank_labels_are_blank() {
        let below = row(&["", "", "Tổng số", "Nữ"]);
        for made in [
            "__EMPTY",
            "__EMPTY_1",
            "...4",
            "X.2",
            "X",
            "V4",
            "Column4",
            "Cột4",
            "_c3",
            "column3",
            "Unnamed_3",
            "F4",
            "Field4",
            "field_4",
            "column_4",
            "(No column name)",
            "nan",
        ] {
            assert!(is_suspect(made), "{made}");
            let cells = row(&["Mã số", "Tên xã", "Dân số", made]);
            assert_eq!(rewritten(&cells, &below), [(3, String::new())], "{made}");
            let values = row(&["03148", "Xã A", "12", "5"]);
            assert!(rewritten(&cells, &values).is_empty(), "{made} over values");
            assert!(rewritten(&row(&["03148", "Xã A", "12", made]), &below).is_empty(), "{made} is a value");
        }
        for again in ["Dân số_1", "Dân số2", "Dân số.1", "Dân số_duplicated_0"] {
            let cells = row(&["Mã số", "Tên xã", "Dân số", again]);
            assert_eq!(rewritten(&cells, &below), [(3, "Dân số".to_owned())], "{again}");
        }
        for again in ["Hộ_1", "Hộ3", "Hộ.1"] {
            let cells = row(&["Mã số", "Tên xã", "Hộ", again]);
            assert_eq!(rewritten(&cells, &below), [(3, "Hộ".to_owned())], "{again}");
        }
        assert!(rewritten(&row(&["Mã số", "Tên xã", "CO", "CO2"]), &below).is_empty());
        let cells = row(&["Mã số", "Tên xã", "Hộ...3", "Hộ...4"]);
        assert_eq!(rewritten(&cells, &below), [(2, "Hộ".to_owned()), (3, "Hộ".to_owned())]);
        for name in ["Dân số...4", "CO2", "Quý 1", "Dân số1", "Vốn", "Fax", "X4"] {
            assert!(rewritten(&row(&["Mã số", "Tên xã", "Dân số", name]), &below).is_empty(), "{name}");
        }
    }

    #[test]
    fn groups_that_are_joined_without_blanks_are_parted() {
        for joint in JOINTS {
            let labels = [format!("Dân số{joint}Tổng số"), format!("Dân số{joint}Nữ")];
            let cells = row(&["Mã số", "Tên xã", &labels[0], &labels[1]]);
            let expected = [(2, "Dân số - Tổng số".to_owned()), (3, "Dân số - Nữ".to_owned())];
            assert_eq!(rewritten(&cells, &[]), expected, "{joint}");
        }
        for (joint, is_parted) in [(" → ", true), (" | ", true), (" > ", false), (". ", false)] {
            let labels = [format!("Dân số{joint}Tổng số"), format!("Dân số{joint}Nữ")];
            assert_eq!(!rewritten(&row(&["Mã số", &labels[0], &labels[1]]), &[]).is_empty(), is_parted, "{joint}");
        }
        let cells = row(&["STT_Unnamed: 0_level_1", "Dân số_Tổng số", "Dân số_Nữ"]);
        let expected = [(0, "STT"), (1, "Dân số - Tổng số"), (2, "Dân số - Nữ")];
        assert_eq!(rewritten(&cells, &[]), expected.map(|(column, text)| (column, text.to_owned())));
        for labels in
            [["Số hộ/Dân số", "Số hộ/Tổng số"], ["ma_so", "ma_xa"], ["Tr.Đồng", "Tr.Người"], ["A_B c", "D_E f"]]
        {
            assert!(rewritten(&row(&labels), &[]).is_empty(), "{labels:?}");
        }
    }
}
