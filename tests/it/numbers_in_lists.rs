//! Lists of numbers: their items are written as the cells of a field of numbers are.

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

use crate::kit::{filtered, lines};
use crate::mini::{HEADER, Mini, OLD};

const SCORE: &str = r#"{ "name": "score", "type": "number", "title": "Điểm chuyển đổi số", "measure": "rate" }"#;

/// The lists that were read of five cells, and the findings about them.
#[track_caller]
fn read(item: &str, cells: [&str; 5]) -> (Vec<String>, Vec<String>) {
    let mini = Mini::new();
    let field = format!(
        r#"{{ "name": "parts", "type": "list", "itemType": "{item}", "delimiter": "|", "title": "Điểm chuyển đổi số" }}"#
    );
    mini.edit("schemas/services.json", SCORE, &field);
    let rows = OLD.iter().zip(cells).map(|((code, name), cell)| format!("{code};{name};2025-Q2;9;1;5;{cell}\n"));
    mini.send("services/q2.csv", "2025-07-05T09:00:00+07:00", HEADER.to_owned() + &rows.collect::<String>());
    let answer = mini.tinhso(&["run", "--lang", "en"]);
    assert!(answer.code < 2, "{}", answer.stderr);
    let of_cells = ["type-error", "number-format", "ambiguous-number"];
    let found = of_cells.iter().flat_map(|code| filtered(mini.table("findings"), &[("code", code)]));
    let found = found.map(|row| format!("{} {}", row["code"], row["severity"])).collect();
    (lines(&mini.table("data/services"), &["parts"]), found)
}

#[test]
fn items_have_the_signs_of_the_project() {
    let (lists, found) = read("integer", ["1.000|2.000", "12.500|3", "-7", "4|1 250", ""]);
    assert_eq!(
        (lists, found),
        (["[1000,2000]", "[12500,3]", "[-7]", "[4,1250]", ""].map(str::to_owned).to_vec(), vec![])
    );
    let (lists, found) = read("number", ["1.234,5|2", "0,25", "1.250|3", "[1.5,2]", ""]);
    assert_eq!(
        (lists, found),
        (["[1234.5,2]", "[0.25]", "[1250,3]", "[1.5,2]", ""].map(str::to_owned).to_vec(), vec![])
    );
}

#[test]
fn items_of_the_other_signs_are_reported_as_numbers_are() {
    let (lists, found) = read("number", ["1.5|2", "0.25", "3", "", ""]);
    assert_eq!(lists, ["[1.5,2]", "[0.25]", "[3]", "", ""]);
    assert_eq!(found, ["number-format warning"]);
    let (lists, found) = read("number", ["1.250|2.500", "3", "", "", ""]);
    assert_eq!(lists, ["[1250,2500]", "[3]", "", "", ""]);
    assert_eq!(found, ["ambiguous-number warning"]);
    // Of both ways in one column what may be either is kept out.
    let (lists, found) = read("number", ["1.5|1.250", "2,5", "", "", ""]);
    assert_eq!(lists.first().map(String::as_str), Some("[2.5]"), "{lists:?}");
    assert_eq!(found, ["type-error error", "ambiguous-number error"]);
    let (lists, found) = read("integer", ["1,5|2", "3", "", "", ""]);
    assert_eq!((lists.first().map(String::as_str), found), (Some("[3]"), vec!["type-error error".to_owned()]));
}

/// The lists that a workbook has in its last column, where the last cells are a number, a day, a boolean or a text.
#[track_caller]
fn of_workbook(item: &str, delimiter: &str, cells: &[OneCell]) -> (Vec<String>, usize) {
    let mini = Mini::new();
    let field = format!(
        r#"{{ "name": "parts", "type": "list", "itemType": "{item}", "delimiter": "{delimiter}", "title": "Điểm chuyển đổi số" }}"#
    );
    mini.edit("schemas/services.json", SCORE, &field);
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_row(0, 0, HEADER.trim().split(';')).expect("labels");
    for (row, ((code, name), cell)) in (1..).zip(OLD.iter().zip(cells)) {
        sheet.write_row(row, 0, [*code, *name, "2025-Q2"]).expect("a unit");
        sheet.write_row(row, 3, [9, 1, 5]).expect("amounts");
        match cell {
            OneCell::Number(number) => sheet.write(row, 6, *number),
            OneCell::Day(day) => sheet.write_with_format(row, 6, day, &Format::new().set_num_format("dd/mm/yyyy")),
            OneCell::Truth(truth) => sheet.write(row, 6, *truth),
            OneCell::Text(text) => sheet.write(row, 6, *text),
        }
        .expect("a cell");
    }
    mini.send("services/q2.xlsx", "2025-07-05T09:00:00+07:00", book.save_to_buffer().expect("a workbook"));
    let answer = mini.tinhso(&["run", "--lang", "en"]);
    assert!(answer.code < 2, "{}", answer.stderr);
    let refused = filtered(mini.table("findings"), &[("code", "type-error")]);
    (lines(&mini.table("data/services"), &["parts"]), refused.len())
}

enum OneCell {
    Number(f64),
    Day(ExcelDateTime),
    Truth(bool),
    Text(&'static str),
}

#[test]
fn a_spreadsheet_keeps_a_list_of_one_item_as_the_item() {
    use OneCell::{Day, Number, Text, Truth};
    let day = || ExcelDateTime::from_ymd(2024, 2, 13).expect("a day");
    let read = |item: &str, delimiter: &str, cells: &[OneCell]| of_workbook(item, delimiter, cells);
    let numbers = [Text("1; 2"), Number(3.0), Number(2500.0)];
    assert_eq!(read("integer", ";", &numbers), (["[1,2]", "[3]", "[2500]"].map(str::to_owned).to_vec(), 0));
    let numbers = [Text("1,5; 2"), Number(2.5), Number(-3.0)];
    assert_eq!(read("number", ";", &numbers), (["[1.5,2]", "[2.5]", "[-3]"].map(str::to_owned).to_vec(), 0));
    let texts = [Text("12; 14"), Number(12.0)];
    assert_eq!(read("string", ";", &texts), ([r#"["12","14"]"#, r#"["12"]"#].map(str::to_owned).to_vec(), 0));
    let days = [Text("2024-02-01; 2024-02-03"), Day(day())];
    let lists = [r#"["2024-02-01","2024-02-03"]"#, r#"["2024-02-13"]"#].map(str::to_owned).to_vec();
    assert_eq!(read("date", ";", &days), (lists, 0));
    assert_eq!(read("boolean", ";", &[Text("true; false"), Truth(true)]).1, 0);
    // A part of a whole number, a day among texts, and what the program may have made of several items: 1,5 and 1,500.
    assert_eq!(read("integer", ";", &[Number(2.5), Number(1.0)]), (vec!["[1]".to_owned()], 1));
    assert_eq!(read("string", ";", &[Day(day()), Number(1.0)]).1, 1);
    assert_eq!(read("number", ",", &[Number(1.5), Number(1500.0), Number(7.0)]), (vec!["[7]".to_owned()], 2));
    assert_eq!(read("integer", "/", &[Number(3.0)]), (vec!["[3]".to_owned()], 0));
}
