//! Figures in the rows of a table that are under no label, and rows of a workbook that moved to the right: neither is left out in silence.

use crate::kit::Row;
use crate::split_labels::{Range, sent};

const LABELS: [&str; 7] =
    ["TT", "Mã xã", "Tên xã", "Hồ sơ tiếp nhận", "Hồ sơ trực tuyến", "Dân số", "Điểm chuyển đổi số"];

/// The labels and three rows, each with a cell put in at `column`; what it holds is given for the labels and for each row.
fn with_column(column: usize, cells: [&str; 4], merged: &[Range]) -> (Vec<String>, Vec<Row>) {
    let rows = [
        LABELS.to_vec(),
        vec!["1", "90001", "Xã Đồi Chè", "120", "60", "4000", "61.5"],
        vec!["2", "90002", "Xã Bến Gỗ", "80", "40", "3000", "55.25"],
        vec!["3", "90003", "Xã Cầu Tre", "95", "45", "3500", "70"],
    ];
    let mut all = vec![vec!["Quý II năm 2025"]];
    all.extend(rows.into_iter().zip(cells).map(|(mut row, cell)| {
        row.insert(column, cell);
        row
    }));
    let (mut found, rows) = sent(&all, merged);
    found.retain(|line| !line.ends_with("| TT"));
    (found, rows)
}

/// The same rows, some of them replaced.
fn with_rows(replaced: &[(usize, Vec<&str>)]) -> (Vec<String>, Vec<Row>) {
    let mut rows = vec![
        vec!["Quý II năm 2025"],
        LABELS.to_vec(),
        vec!["1", "90001", "Xã Đồi Chè", "120", "60", "4000", "61.5"],
        vec!["2", "90002", "Xã Bến Gỗ", "80", "40", "3000", "55.25"],
        vec!["3", "90003", "Xã Cầu Tre", "95", "45", "3500", "70"],
    ];
    for (place, row) in replaced {
        rows[*place].clone_from(row);
    }
    let (mut found, rows) = sent(&rows, &[]);
    found.retain(|line| !line.ends_with("| TT"));
    (found, rows)
}

#[test]
fn figures_beside_their_label_are_an_error() {
    // The label over D and E, or over D alone: the figures are in E.
    for merged in [vec![((1, 3), (1, 4))], Vec::new()] {
        let (found, rows) = with_column(3, ["", "", "", ""], &[]);
        assert!(found.is_empty(), "a blank column says nothing: {found:#?}");
        assert_eq!(rows[0]["received"], "120");
        let mut labels = LABELS.to_vec();
        labels.insert(4, "");
        let rows = [
            vec!["Quý II năm 2025"],
            labels,
            vec!["1", "90001", "Xã Đồi Chè", "", "120", "60", "4000", "61.5"],
            vec!["2", "90002", "Xã Bến Gỗ", "", "80", "40", "3000", "55.25"],
        ];
        let (found, _) = sent(&rows, &merged);
        assert!(found.contains(&"error | extra-label | E2 | E".to_owned()), "{found:#?}");
        // In some rows under the label, in others beside it.
        let mut mixed = rows.clone();
        mixed[3] = vec!["2", "90002", "Xã Bến Gỗ", "80", "", "40", "3000", "55.25"];
        let (found, _) = sent(&mixed, &merged);
        assert!(found.contains(&"error | extra-label | E2 | E".to_owned()), "{found:#?}");
    }
}

#[test]
fn a_label_over_two_columns_of_figures_is_a_label_of_neither() {
    let (found, rows) = with_column(4, ["", "99", "98", "97"], &[((1, 3), (1, 4))]);
    assert_eq!(found, ["error | duplicate-label | E2 | D2, E2"]);
    assert!(rows.is_empty());
    // Units below the label tell them apart.
    let mut labels = LABELS.to_vec();
    labels.insert(4, "");
    let rows = [
        vec!["Quý II năm 2025"],
        labels,
        vec!["", "", "", "(hồ sơ)", "(%)", "", "", ""],
        vec!["1", "90001", "Xã Đồi Chè", "120", "99", "60", "4000", "61.5"],
    ];
    let (found, sent_rows) = sent(&rows, &[((1, 3), (1, 4))]);
    assert!(found.contains(&"warning | extra-label | E2 | E".to_owned()), "{found:#?}");
    assert_eq!(sent_rows[0]["received"], "120");
    // Words beside the figures, and one figure among them, are remarks.
    let (found, rows) = with_column(4, ["", "tăng", "giảm", ""], &[((1, 3), (1, 4))]);
    assert_eq!((found.len(), rows[0]["received"].as_str()), (0, "120"), "{found:#?}");
}

#[test]
fn a_column_of_numbers_without_a_label_is_a_warning() {
    for (column, letter) in [(4, "E"), (7, "H")] {
        let (found, rows) = with_column(column, ["", "7", "8", "9"], &[]);
        assert_eq!(found, [format!("warning | extra-label | {letter}2 | {letter}")]);
        assert_eq!((rows.len(), rows[0]["received"].as_str()), (3, "120"));
        let (found, _) = with_column(column, ["", "đã kiểm tra", "", "xem công văn số 5"], &[]);
        assert!(found.is_empty(), "remarks: {found:#?}");
    }
}

#[test]
fn a_row_of_a_workbook_that_moved_is_kept_out() {
    for row in [
        vec!["2", "90002", "Xã Bến Gỗ", "", "80", "40", "3000", "55.25"],
        vec!["2", "90002", "Xã Bến Gỗ", "80", "", "40", "3000", "55.25"],
        vec!["2", "90002", "Xã Bến Gỗ", "Khu 3", "80", "40", "3000", "55.25"],
    ] {
        let (found, rows) = with_rows(&[(3, row.clone())]);
        let moved: Vec<_> = found.iter().filter(|line| line.starts_with("error | unread-cell")).collect();
        assert!(moved.len() > 2 && moved.iter().all(|line| line.contains("4 | ")), "{row:?}: {found:#?}");
        assert!(!found.iter().any(|line| line.contains("extra-label")), "{found:#?}");
        assert_eq!(rows.len(), 2, "{row:?}");
    }
}

#[test]
fn all_rows_that_moved_alike_are_kept_out() {
    let (found, rows) = with_rows(&[
        (2, vec!["1", "90001", "Xã Đồi Chè", "", "120", "60", "4000", "61.5"]),
        (3, vec!["2", "90002", "Xã Bến Gỗ", "", "80", "40", "3000", "55.25"]),
        (4, vec!["3", "90003", "Xã Cầu Tre", "", "95", "45", "3500", "70"]),
    ]);
    assert!(rows.is_empty() && found.iter().any(|line| line.starts_with("error | unread-cell | E3")), "{found:#?}");
}

#[test]
fn a_helpers_sums_and_remarks_right_of_the_table_move_no_row() {
    // A measure of the second row is blank, and so is the same one of all.
    let sums = |last: [&'static str; 3]| {
        [
            (2, vec!["1", "90001", "Xã Đồi Chè", "120", "60", "4000", last[0], "4180"]),
            (3, vec!["2", "90002", "Xã Bến Gỗ", "80", "40", "3000", last[1], "3120"]),
            (4, vec!["3", "90003", "Xã Cầu Tre", "95", "45", "3500", last[2], "3640"]),
        ]
    };
    for last in [["61.5", "", "70"], ["", "", ""]] {
        let (found, rows) = with_rows(&sums(last));
        assert_eq!(found, ["warning | extra-label | H2 | H"], "{last:?}");
        assert_eq!(rows.len(), 3);
    }
    let (found, rows) = with_rows(&[(3, vec!["2", "90002", "Xã Bến Gỗ", "", "40", "3000", "55.25", "chưa có số"])]);
    assert_eq!((found.len(), rows.len()), (0, 3), "{found:#?}");
}

#[test]
fn labels_beside_their_figures_are_labels_of_none() {
    // A cell put into the row of labels, before the measures and among them.
    for (at, cell) in [(3, "D2"), (4, "E2")] {
        let mut labels = LABELS.to_vec();
        labels.insert(at, "");
        let (found, rows) = with_rows(&[(1, labels.clone())]);
        assert_eq!(found.len(), 1, "{found:#?}");
        assert!(found[0].starts_with(&format!("error | extra-label | {cell} | ")), "{found:#?}");
        assert!(rows.is_empty(), "{rows:#?}");
    }
    // Signs and words for missing values are no figures, and moved with them.
    let mut labels = LABELS.to_vec();
    labels.insert(3, "");
    let dashed = |code, name| vec!["1", code, name, "120", "-", "...", "61.5"];
    let rows =
        [(2, dashed("90001", "Xã Đồi Chè")), (3, dashed("90002", "Xã Bến Gỗ")), (4, dashed("90003", "Xã Cầu Tre"))];
    let (found, rows) = with_rows(&[&[(1, labels)][..], &rows].concat());
    assert!(rows.is_empty() && found[0].starts_with("error | extra-label | D2 | "), "{found:#?}");
    // The measure beside the figures has its own: the blank one may be blank in truth.
    let mut labels = LABELS.to_vec();
    labels.insert(3, "");
    let row = |code, name| vec!["1", code, name, "7", "120", "60", "4000", "61.5"];
    let rows =
        [(1, labels), (2, row("90001", "Xã Đồi Chè")), (3, row("90002", "Xã Bến Gỗ")), (4, row("90003", "Xã Cầu Tre"))];
    let (found, rows) = with_rows(&rows);
    assert_eq!(found, ["warning | extra-label | D2 | D"]);
    assert_eq!(rows[0]["received"], "120");
}
