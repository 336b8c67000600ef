//! Units of measure in a row below the labels, wherever it is: each column is read in its own.

use crate::kit::{filtered, lines};
use crate::mini::Mini;
use crate::split_labels::{Range, sent_in};

const LABELS: [&str; 7] =
    ["STT", "Mã xã", "Tên xã", "Hồ sơ tiếp nhận", "Hồ sơ trực tuyến", "Dân số", "Điểm chuyển đổi số"];
const NUMBERS: [&str; 7] = ["A", "B", "C", "1", "2", "3", "4"];
const UNITS: [&str; 7] = ["", "", "", "nghìn hồ sơ", "nghìn hồ sơ", "người", ""];
const FIRST: [&str; 7] = ["1", "90001", "Xã Đồi Chè", "2.5", "1.25", "1234", "50"];
const SECOND: [&str; 7] = ["2", "90002", "Xã Bến Gỗ", "3.5", "1.75", "2345", "60"];

/// What is read of a sheet: each commune with its figures.
#[track_caller]
fn read(below: &[&[&str]], merged: &[Range], why: &str) -> Vec<String> {
    let mut rows: Vec<Vec<&str>> = vec![vec!["Quý II năm 2025"], vec!["Đơn vị báo cáo: Huyện Suối Đá"]];
    rows.extend(below.iter().map(|row| row.to_vec()));
    let mini = Mini::new();
    let (findings, _) = sent_in(&mini, &rows, merged);
    let faults: Vec<_> = findings.iter().filter(|line| line.starts_with("error")).collect();
    assert!(faults.is_empty(), "{why}: {faults:?}");
    let converted = filtered(mini.table("findings"), &[("code", "unit-converted")]).len();
    assert!(converted > 0, "{why}: nothing says that units were converted");
    lines(&mini.table("data/services"), &["ref_area", "received", "online", "people"])
}

const BOTH: [&str; 2] = ["90001 | 2500 | 1250 | 1234", "90002 | 3500 | 1750 | 2345"];

#[test]
fn a_row_of_units_is_found_on_every_side_of_the_row_of_numbers() {
    let words = ["", "", "Đơn vị tính", "nghìn hồ sơ", "nghìn hồ sơ", "người", ""];
    let repeated = ["", "", "", "nghìn hồ sơ", "nt", "-", ""];
    let in_numbers = ["A", "B", "C", "1 (nghìn hồ sơ)", "2 (nghìn hồ sơ)", "3", "4"];
    let layouts: [(&[&[&str]], &str); 7] = [
        (&[&LABELS, &UNITS, &FIRST, &SECOND], "below the labels"),
        (&[&LABELS, &UNITS, &NUMBERS, &FIRST, &SECOND], "above the numbers"),
        (&[&LABELS, &NUMBERS, &UNITS, &FIRST, &SECOND], "below the numbers"),
        (&[&LABELS, &[""; 7], &UNITS, &FIRST, &SECOND], "below a blank row"),
        (&[&LABELS, &words, &FIRST, &SECOND], "with words that say so"),
        (&[&LABELS, &repeated, &FIRST, &SECOND], "repeated by a sign"),
        (&[&LABELS, &in_numbers, &FIRST, &SECOND], "in the row of numbers"),
    ];
    for (rows, why) in layouts {
        assert_eq!(read(rows, &[], why), BOTH, "{why}");
    }
}

#[test]
fn a_unit_that_is_merged_over_columns_is_that_of_each() {
    let merged = ["", "", "", "nghìn hồ sơ", "", "người", ""];
    let rows: [&[&str]; 4] = [&LABELS, &merged, &FIRST, &SECOND];
    assert_eq!(read(&rows, &[((3, 3), (3, 4))], "merged"), BOTH);
}

#[test]
fn labels_that_come_again_with_other_units_are_those_of_other_figures() {
    let plain = ["", "", "", "hồ sơ", "hồ sơ", "người", ""];
    let second = ["2", "90002", "Xã Bến Gỗ", "3500", "1750", "2345", "60"];
    let rows: [&[&str]; 6] = [&LABELS, &UNITS, &FIRST, &LABELS, &plain, &second];
    assert_eq!(read(&rows, &[], "other units on the next page"), BOTH);
    let rows: [&[&str]; 6] = [&LABELS, &UNITS, &FIRST, &LABELS, &UNITS, &SECOND];
    assert_eq!(read(&rows, &[], "the same units on the next page"), BOTH);
    let rows: [&[&str]; 5] = [&LABELS, &UNITS, &FIRST, &LABELS, &SECOND];
    assert_eq!(read(&rows, &[], "units on the first page alone"), BOTH);
}

#[test]
fn halves_beside_each_other_are_in_the_unit_that_one_of_them_states() {
    let beside = |left: &[&'static str], right: &[&'static str]| -> Vec<&'static str> {
        left[1..].iter().chain(&[""]).chain(&right[1..]).copied().collect()
    };
    let caption = |place: usize| -> Vec<&str> {
        let mut row = vec![""; 13];
        row[place] = "Đơn vị tính: nghìn hồ sơ";
        row
    };
    let (labels, rows) = (beside(&LABELS, &LABELS), beside(&FIRST, &SECOND));
    for place in [5, 12] {
        let caption = caption(place);
        let read = read(&[&caption, &labels, &rows], &[], "a caption over one half");
        assert_eq!(read, BOTH, "over column {place}");
    }
    for units in [beside(&UNITS, &[""; 7]), beside(&[""; 7], &UNITS)] {
        assert_eq!(read(&[&labels, &units, &rows], &[], "units under one half"), BOTH, "{units:?}");
    }
}

#[test]
fn a_word_that_is_not_known_beside_units_loses_none_of_them() {
    let findings = |units: [&'static str; 7]| {
        let rows = [vec!["Quý II năm 2025"], LABELS.to_vec(), units.to_vec(), FIRST.to_vec(), SECOND.to_vec()];
        let (found, rows) = sent_in(&Mini::new(), &rows, &[]);
        (found, lines(&rows, &["ref_area", "received", "online", "people"]))
    };
    for word in ["Bút toán", "GD", "Món"] {
        let (found, rows) = findings(["", "", "", "nghìn hồ sơ", "nghìn hồ sơ", word, ""]);
        assert_eq!(rows, BOTH, "{word}");
        assert!(
            found.iter().any(|line| line.starts_with("warning | unclear-unit | F3") && line.ends_with(word)),
            "{found:#?}"
        );
        assert!(!found.iter().any(|line| line.contains("type-error")), "{found:#?}");
    }
    // A part of the figures, another period and the plan are no units.
    for word in ["Nữ", "Kế hoạch", "Cùng kỳ"] {
        let (found, rows) = findings(["", "", "", "nghìn hồ sơ", "nghìn hồ sơ", word, ""]);
        assert!(rows != BOTH && !found.is_empty(), "{word}: {found:#?}");
    }
}
