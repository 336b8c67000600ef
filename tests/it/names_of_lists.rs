//! What the name of a list in a JSON file says of its rows, by the words by which the name of a sheet does.

use rust_xlsxwriter::Workbook;

use crate::each_format::{LABELS, ROWS, sent};
use crate::mini::Mini;

/// The rows as objects, without their period where `periods` says so.
fn objects(periods: bool, codes: &[&str]) -> String {
    let of = |row: &[&str; 7]| {
        let value = |place: usize, cell: &str| {
            if place < 3 { format!("{:?}: {cell:?}", LABELS[place]) } else { format!("{:?}: {cell}", LABELS[place]) }
        };
        let cells = row.iter().enumerate().filter(|(place, _)| periods || *place != 2);
        format!("{{{}}}", cells.map(|(place, cell)| value(place, cell)).collect::<Vec<_>>().join(", "))
    };
    let rows = ROWS.iter().filter(|row| codes.contains(&row[0]));
    format!("[{}]", rows.map(of).collect::<Vec<_>>().join(", "))
}

/// The same rows on a sheet of this name.
fn sheet_named(name: &str) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name(name).expect("a name");
    for (row, cells) in (0..).zip([LABELS, ROWS[0], ROWS[1], ROWS[2]]) {
        for (column, cell) in (0..).zip(cells) {
            sheet.write(row, column, cell).expect("written");
        }
    }
    book.save_to_buffer().expect("a workbook")
}

const ALL: [&str; 3] = ["90001", "90002", "90003"];

fn found(text: &str) -> (Vec<String>, usize) {
    let (found, rows) = sent(&Mini::new(), "q2.json", text);
    (found, rows.len())
}

#[test]
fn a_list_that_says_other_figures_is_reported_as_a_sheet_is() {
    for name in [
        "plan",
        "plans",
        "planned",
        "forecast",
        "forecasts",
        "projected",
        "projection",
        "budgeted",
        "kehoach",
        "dukien",
        "dubao",
        "muctieu",
        "dutoan",
        "cungky",
        "namtruoc",
        "nextperiod",
        "lastyear",
        "yeartodate",
        "baseline",
        "kehoachnam",
        "kehoachnam2025",
        "dulieukehoach",
        "forecastdata",
        "lk",
        "kh",
    ] {
        let line = format!("warning | period-mismatch | {name}");
        let (of_list, _) = found(&format!(r#"{{"{name}": {}}}"#, objects(true, &ALL)));
        assert_eq!(of_list, [line.as_str()], "{name}");
        // Of each kind of name once: in an object around the list, and on a sheet.
        if !["forecasts", "dubao", "nextperiod", "kehoachnam2025"].contains(&name) {
            continue;
        }
        let (within, _) = found(&format!(r#"{{"ok": true, "result": {{"{name}": {}}}}}"#, objects(true, &ALL)));
        assert!(within.contains(&line), "{name}: {within:?}");
        let (of_sheet, _) = sent(&Mini::new(), "q2.xlsx", sheet_named(name));
        assert!(of_sheet.contains(&line), "{name}: {of_sheet:?}");
    }
}

#[test]
fn one_of_several_lists_is_judged_by_its_own_name() {
    let (first, others) = (objects(true, &ALL[..1]), objects(true, &ALL[1..]));
    let (lines, _) = found(&format!(r#"{{"actual": {first}, "forecasts": {others}}}"#));
    assert_eq!(lines, ["warning | period-mismatch | forecasts"]);
    let (first, others) = (objects(false, &ALL[..1]), objects(false, &ALL[1..]));
    let (lines, _) = found(&format!(r#"{{"ky": "Quý II năm 2025", "q2": {first}, "q1": {others}}}"#));
    assert!(lines.contains(&"warning | period-mismatch | q1".to_owned()), "{lines:?}");
    let (lines, rows) = found(&format!(r#"{{"ky": "Quý II năm 2025", "q1": {}}}"#, objects(false, &ALL)));
    assert!(lines.iter().any(|line| line.contains("| name-mismatch |")), "{rows} {lines:?}");
}

#[test]
fn a_list_of_rows_that_were_taken_out_is_reported() {
    for name in ["deleted", "drafts", "rejected", "da_xoa", "ban_nhap", "archived"] {
        let (lines, rows) = found(&format!(r#"{{"{name}": {}}}"#, objects(true, &ALL)));
        assert_eq!((lines, rows), (vec![format!("warning | period-mismatch | {name}")], 3), "{name}");
    }
}

#[test]
fn names_of_lists_that_say_nothing_of_their_figures_have_no_finding() {
    for name in [
        "data",
        "rows",
        "items",
        "records",
        "results",
        "ket_qua",
        "ketqua",
        "du_lieu",
        "dulieu",
        "so_lieu",
        "solieu",
        "value",
        "values",
        "services",
        "danhsach",
        "xa",
        "communes",
        "people",
        "households",
        "actual",
        "thuchien",
        "q2",
        "quy2",
        "nhap",
        "active",
        "planning",
        "database",
        "units",
        "thongke",
        "list",
    ] {
        assert_eq!(found(&format!(r#"{{"{name}": {}}}"#, objects(true, &ALL))), (Vec::new(), 3), "{name}");
    }
    let mini = Mini::new();
    mini.edit("schemas/services.json", r#""code": "01/TN""#, r#""code": "plans""#);
    let (lines, rows) = sent(&mini, "q2.json", format!(r#"{{"plans": {}}}"#, objects(true, &ALL)));
    assert_eq!((lines, rows.len()), (Vec::new(), 3), "the name of the form");
}
