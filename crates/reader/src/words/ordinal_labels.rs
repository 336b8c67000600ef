//! Labels of columns that number the rows: "STT", "Số thứ tự".
//!
//! Takes the label of a column as written; says whether it is one.

use crate::values::text;

/// As [`text::name`] writes them, without dots.
const LABELS: [&str; 8] = ["stt", "s tt", "tt", "số tt", "số thứ tự", "so thu tu", "so tt", "thứ tự"];
/// The same in English, where the column is known by its numbers, too: without its marks "no" is a debt.
const IN_ENGLISH: [&str; 1] = ["no"];
/// Bytes of a label.
const LONGEST: usize = 30;

/// True for such a label and nothing else.
pub fn labels_ordinals(label: &str) -> bool {
    is_one_of(&LABELS, label)
}

/// The same where the cells are known to be numbers of rows.
pub fn may_label_ordinals(label: &str) -> bool {
    is_one_of(&LABELS, label) || is_one_of(&IN_ENGLISH, label)
}

fn is_one_of(labels: &[&str], label: &str) -> bool {
    if label.len() > LONGEST {
        return false;
    }
    let name = text::name(label);
    labels.contains(&name.as_str()) || name.contains('.') && labels.contains(&name.replace('.', "").trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_of_ordinals_say_no_more() {
        for label in ["STT", "TT", "Số TT", "Số thứ tự", "Thứ tự", "S.T.T", "T.T"] {
            assert!(labels_ordinals(label) && may_label_ordinals(label), "{label}");
        }
        for label in ["No", "No."] {
            assert!(!labels_ordinals(label) && may_label_ordinals(label), "{label}");
        }
        for label in ["", "Tên", "Số", "Thứ tự ưu tiên", "Nợ"] {
            assert!(!may_label_ordinals(label), "{label}");
        }
    }
}
