//! Lists of numbers: their items are written as the cells of a field of numbers are.

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
