//! Rows that are no data: labels and numbers of columns printed again, lines below the rows, rows that were numbered and not filled in; and one label
//! over the columns of codes and names.

use crate::kit::{Row, filtered, lines};
use crate::mini::{HEADER, Mini, OLD};
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
fn numbered_notes_are_no_units() {
    let note = |text| vec![text, "", "", "", "", "", "", ""];
    let notes = || vec![note("1. Xã mới sáp nhập thôn"), note("2. Số liệu ước tính")];
    let rows = || vec![LABELS.to_vec(), row(0), row(1), row(2)];
    assert_three(read([rows(), notes()].concat(), &[]), "below the rows");
    let after_blank = [rows(), vec![note("")], notes()].concat();
    assert_three(read(after_blank, &[]), "after a blank row");
    let merged = read([rows(), notes()].concat(), &[((5, 0), (5, 6)), ((6, 0), (6, 6))]);
    assert_three(merged, "merged over the table");
}

#[test]
fn lines_of_comparison_below_the_rows_are_no_units() {
    for words in ["Kế hoạch năm", "Cao nhất", "Kỳ trước", "Năm trước", "Trung vị", "So với kỳ trước (%)"]
    {
        let line = vec!["", "", words, "130", "60", "5000", "80"];
        assert_three(read(vec![LABELS.to_vec(), row(0), row(1), row(2), line.clone()], &[]), words);
        let mini = Mini::new();
        let code = r#"{ "name": "code", "type": "string", "title": "Mã xã", "role": "area-code" },"#;
        mini.edit("schemas/services.json", code, "");
        mini.edit("schemas/services.json", r#""role": "area-name""#, r#""role": "area""#);
        mini.edit("schemas/services.json", r#"["code", "period"]"#, r#"["commune", "period"]"#);
        let without_codes = |row: Vec<&'static str>| row[2..].to_vec();
        let all = [vec!["Quý II năm 2025"], without_codes(LABELS.to_vec())].into_iter();
        let all = all.chain([row(0), row(1), row(2), line].map(without_codes)).collect::<Vec<_>>();
        let (found, rows) = sent_in(&mini, &all, &[]);
        assert_eq!((found, rows.len()), (Vec::new(), 3), "{words}");
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
fn a_line_below_the_rows_is_a_note_in_whatever_column() {
    let lines = [
        "Suối Đá, ngày 15 tháng 6 năm 2025",
        "Ngày 15/6/2025",
        "Liên hệ: 0912345678",
        "Trang 1/1",
        "Số: 12/BC-UBND",
        "(3 rows)",
    ];
    for line in lines {
        for column in [0, 1, 2, 4] {
            for gap in [false, true] {
                let mut rows = vec![LABELS.to_vec(), row(0), row(1), row(2)];
                rows.extend(gap.then(Vec::new));
                let mut below = vec![""; column];
                below.push(line);
                rows.push(below);
                assert_three(read(rows, &[]), line);
            }
        }
    }
}

#[test]
fn a_line_of_words_with_values_is_a_row_whose_code_is_wrong() {
    let named = vec!["3", "Mã xã 90003", "", "95", "45", "3500", "70"];
    let (found, rows) = read(vec![LABELS.to_vec(), row(0), row(1), named], &[]);
    assert_eq!(found, ["error | unknown-area | B5 | Mã xã 90003"]);
    assert_eq!(rows.len(), 2);
}

#[test]
fn rows_that_were_numbered_and_not_filled_in_are_blank() {
    let numbered = |number: &'static str| vec![number];
    let rows = vec![LABELS.to_vec(), row(0), row(1), row(2), numbered("4"), numbered("5"), numbered("6")];
    assert_three(read(rows, &[]), "below");
    let rows = vec![LABELS.to_vec(), row(0), numbered("2"), row(1), row(2)];
    assert_three(read(rows, &[]), "between");
    // A form of nothing but numbers is blank, and that is said.
    let rows = vec![LABELS.to_vec(), numbered("1"), numbered("2"), numbered("3")];
    let (found, rows) = read(rows, &[]);
    assert!(found[0].starts_with("error | blank-table"), "{found:#?}");
    assert!(rows.is_empty());
}

#[test]
fn spare_rows_of_a_printed_form_are_blank() {
    let dots = ["4", "", ".........", "", "", "", ""];
    let named = ["4", "", "Xã …", "", "", "", ""];
    let zeros = ["4", "", "", "0", "0", "0", "0"];
    let dashes = ["4", "", "", "-", "-", "-", "-"];
    let formula = ["4", "", "", "", "", "", "#DIV/0!"];
    let all = ["...", "...", "...", "...", "...", "...", "..."];
    for spare in [dots, named, zeros, dashes, formula, all] {
        assert_three(read(vec![LABELS.to_vec(), row(0), row(1), row(2), spare.to_vec()], &[]), &format!("{spare:?}"));
    }
    // A name or a figure makes a row.
    for (named, cell) in [(["4", "", "Xã …", "7", "", "", ""], "C"), (["4", "", "", "7", "0", "0", "0"], "C")] {
        let (found, rows) = read(vec![LABELS.to_vec(), row(0), row(1), row(2), named.to_vec()], &[]);
        assert!(found.iter().any(|line| line.starts_with(&format!("error | unknown-area | {cell}6"))), "{found:#?}");
        assert_eq!(rows.len(), 3);
    }
    let zeros = vec!["3", OLD[2].0, OLD[2].1, "0", "0", "0", "0"];
    let (found, rows) = read(vec![LABELS.to_vec(), row(0), row(1), zeros], &[]);
    assert!(found.is_empty() && rows.len() == 3, "a unit that had none: {found:#?}");
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

#[test]
fn a_text_with_names_of_rows_is_read_and_the_footer_of_psql_is_no_row() {
    let line = |place: usize, name: &str| {
        let (code, commune) = OLD[place];
        format!("{name}{code};{commune};2025-Q2;100;50;1000;60\n")
    };
    let mini = Mini::new();
    let rows = [line(0, "\"1\";"), line(1, "\"2\";"), line(2, "\"3\";")].concat();
    mini.send("services/r.csv", "2025-07-05T09:00:00+07:00", format!("{HEADER}{rows}"));
    mini.run(0);
    let found = filtered(mini.table("findings"), &[("object", "services/r.csv")]);
    assert_eq!(lines(&found, &["severity", "code"]), ["note | repaired-text"]);
    assert_eq!(mini.table("data/services").len(), 3);
    for gap in ["", "\n"] {
        let mini = Mini::new();
        let rows = [line(0, ""), line(1, ""), gap.to_owned(), "(2 rows)\n".to_owned()].concat();
        mini.send("services/psql.csv", "2025-07-05T09:00:00+07:00", format!("{HEADER}{rows}"));
        mini.run(0);
        let found = filtered(mini.table("findings"), &[("object", "services/psql.csv")]);
        assert!(found.is_empty(), "{found:#?}");
        assert_eq!(mini.table("data/services").len(), 2);
    }
}

#[test]
fn one_row_of_another_period_among_three_is_said() {
    let found = |periods: [&str; 3]| -> Vec<String> {
        let mini = Mini::new();
        let row =
            |(place, period): (usize, &&str)| format!("{};{};{period};100;50;1000;\n", OLD[place].0, OLD[place].1);
        let rows: String = periods.iter().enumerate().map(row).collect();
        mini.send("services/a.csv", "2025-07-05T09:00:00+07:00", format!("{HEADER}{rows}"));
        mini.tinhso(&["run"]);
        let odd = filtered(mini.table("findings"), &[("code", "period-mismatch")]);
        lines(&odd, &["severity", "disposition", "cell"])
    };
    assert_eq!(found(["2025-Q1", "2025-Q2", "2025-Q1"]), ["warning | used | C3"]);
    assert!(found(["2025-Q1", "2025-Q2", "2024-Q4"]).is_empty(), "no period is that of the table");
    assert!(found(["2025-Q1"; 3]).is_empty());
}

#[test]
fn a_page_of_pages_that_are_all_there_says_nothing() {
    let page = |words: &'static str| vec![words];
    let rows = |first, last| vec![LABELS.to_vec(), row(0), row(1), page(first), LABELS.to_vec(), row(2), page(last)];
    assert_three(read(rows("Trang 1/2", "Trang 2/2"), &[]), "both pages");
    for (first, last) in [("Trang 1/3", "Trang 3/3"), ("Trang 1/3", "Trang 2/3")] {
        let (found, _) = read(rows(first, last), &[]);
        assert_eq!(found.len(), 1, "{found:#?}");
        assert!(found[0].starts_with("warning | unread-cell"), "{found:#?}");
    }
}

#[test]
fn a_star_whose_note_is_below_the_table_is_no_part_of_a_number() {
    let with = |number: &'static str, note: &'static str| {
        let mut last = row(2);
        last[5] = number;
        read(vec![LABELS.to_vec(), row(0), row(1), last, vec![], vec![note]], &[])
    };
    for number in ["3500*", "3500 (*)", "3.500 *"] {
        assert_three(with(number, "(*) Số liệu đã rà soát lại"), number);
    }
    for (number, note) in
        [("3500*", "Ghi chú: đã rà soát lại"), ("3500**", "(*) Đã rà soát"), ("350(1)", "(1) Đã rà soát")]
    {
        let (found, rows) = with(number, note);
        assert!(found.iter().any(|line| line.starts_with("error | type-error | F5")), "{number}: {found:#?}");
        assert_eq!(rows.len(), 2, "{number}");
    }
}
