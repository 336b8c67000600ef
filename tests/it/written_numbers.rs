//! Text numbers of columns that keep no decimals: a group is never taken for decimals of nothing.

use crate::kit::{Row, filtered};
use crate::mini::{HEADER, Mini, OLD};
use crate::split_labels::sent_in;

/// Sends the dossiers of five communes as text; gives what was read of each, and the findings.
fn sent(received: [&str; 5]) -> (Vec<String>, Vec<String>) {
    let mini = Mini::new();
    let mut text = HEADER.to_owned();
    for ((code, name), received) in OLD.iter().zip(received) {
        text += &format!("{code};{name};2025-Q2;{received};1;5;1\n");
    }
    mini.send("services/a.csv", "2025-07-05T09:00:00+07:00", text);
    let answer = mini.tinhso(&["run", "--format", "json"]);
    assert!(answer.code < 2, "{}", answer.stderr);
    let rows = mini.table("data/services");
    let rows = rows.iter().map(|row| format!("{} {}", row["ref_area"], row["received"])).collect();
    let found = filtered(mini.table("findings"), &[("object", "services/a.csv")]);
    (rows, found.iter().map(|row| format!("{} | {}", row["code"], row["cell"])).collect())
}

#[test]
fn thousands_with_commas_are_thousands_even_where_they_are_round() {
    let (rows, found) = sent(["1,000", "2,000", "3,000", "60", "12,000"]);
    assert_eq!(rows, ["90001 1000", "90002 2000", "90003 3000", "90004 60", "90005 12000"]);
    assert_eq!(found, ["number-format | D2"]);
}

#[test]
fn a_group_in_the_other_writing_is_an_error_where_the_column_is_written_as_declared() {
    let (rows, found) = sent(["1.000", "2,000", "3.000", "60", "12.000"]);
    assert_eq!(rows, ["90001 1000", "90003 3000", "90004 60", "90005 12000"]);
    assert_eq!(found, ["type-error | D3"]);
}

#[test]
fn decimals_of_nothing_stay_what_they_are() {
    let (rows, found) = sent(["10,0", "20,00", "30", "40,0", "50"]);
    assert_eq!(rows, ["90001 10", "90002 20", "90003 30", "90004 40", "90005 50"]);
    assert_eq!(found, Vec::<String>::new());
}

/// The findings of a code about a workbook of three rows below a caption, in a project whose form was changed; and its rows.
fn of_workbook(edit: (&str, &str), caption: &str, cells: [[&str; 2]; 3], code: &str) -> (Vec<Row>, Vec<Row>) {
    let mini = Mini::new();
    mini.edit("schemas/services.json", edit.0, edit.1);
    if edit.1.contains("VND") {
        mini.edit("pipelines/services.toml", "\"PERSON\"", "\"VND\"");
    }
    let labels = ["TT", "Mã xã", "Tên xã", "Hồ sơ tiếp nhận", "Hồ sơ trực tuyến", "Dân số", "Điểm chuyển đổi số"];
    let mut rows = vec![vec!["Quý II năm 2025"], vec![caption], labels.to_vec()];
    for ((code, name), [people, score]) in OLD.iter().zip(cells) {
        rows.push(vec!["", code, name, "9", "5", people, score]);
    }
    let (_, read) = sent_in(&mini, &rows, &[]);
    (filtered(mini.table("findings"), &[("code", code)]), read)
}

#[test]
fn a_number_that_only_fits_as_declared_is_as_declared() {
    let bounded = (r#""measure": "rate""#, r#""measure": "rate", "scale": 2, "constraints": { "maximum": 100 }"#);
    let cells = [["1", "80,500"], ["1", "85,250"], ["1", "90,000"]];
    let (found, rows) = of_workbook(bounded, "", cells, "number-format");
    assert_eq!(found, Vec::new());
    let scores: Vec<&str> = rows.iter().map(|row| row["score"].trim_end_matches('0')).collect();
    assert_eq!(scores, ["80.5", "85.25", "90."]);
}

#[test]
fn whole_thousands_have_three_decimals_in_millions() {
    let in_thousands = (r#""unit": "PERSON""#, r#""unit": "VND", "multiplier": 3"#);
    let cells = [["421,523", "1"], ["1.250,5", "1"], ["18,75", "1"]];
    let (found, rows) = of_workbook(in_thousands, "Đơn vị tính: triệu đồng", cells, "type-error");
    assert_eq!(found, Vec::new());
    let people: Vec<&str> = rows.iter().map(|row| row["people"].as_str()).collect();
    assert_eq!(people, ["421523", "1250500", "18750"]);
}

#[test]
fn a_sentence_has_one_decimal_sign() {
    let scaled = (r#""measure": "rate""#, r#""measure": "rate", "scale": 2"#);
    let cells = [["1", "0.01725"], ["1", "2"], ["1", "3"]];
    let (found, _) = of_workbook(scaled, "", cells, "excess-digits");
    let found = &found[0];
    assert!(found["message_vi"].contains("“0,01725”") && found["message_vi"].contains("0,02"), "{found:#?}");
    assert!(found["message_en"].contains("“0.01725”") && found["message_en"].contains("0.02"), "{found:#?}");
}

#[test]
fn a_number_in_the_unit_of_the_form_is_multiplied_by_nothing() {
    let money = (r#""unit": "PERSON""#, r#""unit": "VND", "multiplier": 6"#);
    let cells = [["500 triệu", "1"], ["2", "1"], ["3", "1"]];
    let (found, rows) = of_workbook(money, "ĐVT: tỷ đồng", cells, "unit-converted");
    assert_eq!(rows.iter().map(|row| row["people"].as_str()).collect::<Vec<_>>(), ["500", "2000", "3000"]);
    let sentences: Vec<&str> = found.iter().map(|row| row["message_en"].as_str()).collect();
    assert!(sentences.iter().any(|sentence| sentence.contains("which is that of the form")), "{sentences:#?}");
    assert!(!sentences.iter().any(|sentence| sentence.ends_with("multiplied by 1")), "{sentences:#?}");
}

#[test]
fn a_sign_behind_a_number_is_suggested_before_it() {
    let mini = Mini::new();
    let text = format!("{HEADER}90001;Xã Đồi Chè;2025-Q2;9;5;1;836,25-\n90002;Xã Bến Gỗ;2025-Q2;9;5;1;A-\n");
    mini.send("services/a.csv", "2025-07-05T09:00:00+07:00", text);
    mini.tinhso(&["run"]);
    let found = filtered(mini.table("findings"), &[("code", "type-error")]);
    let suggested = crate::kit::lines(&found, &["cell", "suggestion"]);
    assert_eq!(suggested, ["G2 | -836,25", "G3 | "]);
}
