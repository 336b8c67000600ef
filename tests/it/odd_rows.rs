//! Rows that are no data: labels and numbers of columns printed again; and one label over the columns of codes and names.

use crate::kit::{Row, lines};
use crate::mini::{Mini, OLD};
use crate::split_labels::{Range, sent_in};

const LABELS: [&str; 7] =
    ["TT", "Mã xã", "Tên xã", "Hồ sơ tiếp nhận", "Hồ sơ trực tuyến", "Dân số", "Điểm chuyển đổi số"];

fn row(place: usize) -> Vec<&'static str> {
    const FIGURES: [[&str; 5]; 3] =
        [["1", "120", "60", "4000", "61.5"], ["2", "80", "40", "3000", "55.25"], ["3", "95", "45", "3500", "70"]];
    let [number, figures @ ..] = FIGURES[place];
    [number, OLD[place].0, OLD[place].1].into_iter().chain(figures).collect()
}

/// The findings and the rows of a workbook with these rows below its head, in a form that numbers its rows.
fn read(rows: Vec<Vec<&str>>, merged: &[Range]) -> (Vec<String>, Vec<Row>) {
    let mini = Mini::new();
    let code = r#"{ "name": "code","#;
    let ordinal = r#"{ "name": "number", "type": "integer", "title": "TT", "role": "ordinal" }, "#;
    mini.edit("schemas/services.json", code, &format!("{ordinal}{code}"));
    let mut all = vec![vec!["Quý II năm 2025"]];
    all.extend(rows);
    sent_in(&mini, &all, merged)
}

#[track_caller]
fn assert_three((found, rows): (Vec<String>, Vec<Row>), why: &str) {
    assert!(found.is_empty(), "{why}: {found:#?}");
    let read = lines(&rows, &["ref_area", "received", "people"]);
    assert_eq!(read, ["90001 | 120 | 4000", "90002 | 80 | 3000", "90003 | 95 | 3500"], "{why}");
}

#[test]
fn one_row_of_the_labels_or_of_the_numbers_on_a_further_page_is_no_unit() {
    let numbers = ["A", "B", "C", "1", "2", "3", "4"];
    let with = |again: Vec<&'static str>| vec![LABELS.to_vec(), row(0), row(1), again, row(2)];
    assert_three(read(with(numbers.to_vec()), &[]), "numbers on the second page alone");
    let both = vec![LABELS.to_vec(), numbers.to_vec(), row(0), row(1), numbers.to_vec(), row(2)];
    assert_three(read(both, &[]), "numbers on both pages");
    let only_numbers = ["", "", "", "1", "2", "3", "4"];
    let both = vec![LABELS.to_vec(), only_numbers.to_vec(), row(0), row(1), only_numbers.to_vec(), row(2)];
    assert_three(read(both, &[]), "numbers without letters");
    // Labels on two rows, of which the lower one or the upper one comes again.
    let upper = ["TT", "Mã xã", "Tên xã", "Kết quả", "", "", ""];
    let lower = ["", "", "", LABELS[3], LABELS[4], LABELS[5], LABELS[6]];
    for again in [lower, upper] {
        let rows = vec![upper.to_vec(), lower.to_vec(), row(0), row(1), again.to_vec(), row(2)];
        assert_three(read(rows, &[]), again[3]);
    }
}

#[test]
fn a_row_of_small_numbers_is_a_row() {
    let small = vec!["3", OLD[2].0, OLD[2].1, "4", "3", "2", "1"];
    let numbers = vec!["A", "B", "C", "1", "2", "3", "4"];
    let (found, rows) = read(vec![LABELS.to_vec(), numbers, row(0), row(1), small], &[]);
    assert!(found.is_empty() && rows.len() == 3, "{found:#?}");
}

#[test]
fn one_label_over_codes_and_names_is_that_of_both() {
    let mut labels = LABELS.to_vec();
    (labels[1], labels[2]) = ("Tên xã", "");
    let turned = |place: usize| {
        let mut cells = row(place);
        cells.swap(1, 2);
        cells
    };
    let merged = [((1, 1), (1, 2))];
    for merged in [&merged[..], &[]] {
        assert_three(read(vec![labels.clone(), row(0), row(1), row(2)], merged), "codes first");
        let pages = vec![labels.clone(), row(0), row(1), labels.clone(), row(2)];
        assert_three(read(pages, merged), "on two pages");
    }
    // The helper of these tests stores numbers but in the second column.
    let (found, rows) = read(vec![labels, turned(0), turned(1), turned(2)], &merged);
    assert!(found.is_empty() && rows.len() == 3, "{found:#?}");
}
