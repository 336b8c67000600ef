//! What resolves a finding, and what comes back and has mended nothing.

use crate::kit::{filtered, lines};
use crate::mini::{HEADER, Mini};
use crate::returned::{returns, texts};

const SENT: &str = "2025-04-05T09:00:00+07:00";
const AGAIN: &str = "2025-04-09T09:00:00+07:00";

const TWO: [&str; 2] = ["90001;Xã Đồi Chè;2025-Q1;100;50;1234;50", "90002;Xã Bến Gỗ;2025-Q1;200;60;2345;60"];

fn text(rows: &[&str]) -> String {
    format!("{HEADER}{}\n", rows.join("\n"))
}

/// The errors with their state.
fn errors(mini: &Mini) -> Vec<String> {
    lines(&filtered(mini.table("findings"), &[("severity", "error")]), &["code", "cell", "state"])
}

/// The communes and their figures of the first quarter.
fn received(mini: &Mini) -> Vec<String> {
    let rows = filtered(mini.table("data/services"), &[("time_period", "2025-Q1")]);
    let mut rows = lines(&rows, &["ref_area", "received", "online"]);
    rows.sort();
    rows
}

/// The workbook that goes back for an object.
#[track_caller]
fn back(mini: &Mini, object: &str) -> Vec<u8> {
    let returns = returns(mini);
    let names: Vec<&String> = returns.iter().map(|(name, _)| name).collect();
    let found = returns.iter().find(|(name, _)| name.ends_with(&format!("{object}.xlsx")));
    found.unwrap_or_else(|| panic!("{object} is not among {names:?}")).1.clone()
}

#[test]
fn what_a_file_says_beside_its_rows_is_not_mended_by_the_same_rows() {
    let row = |code, received| {
        format!(
            r#"{{"Mã xã": "{code}", "Tên xã": "", "Kỳ báo cáo": "2025-Q1", "Hồ sơ tiếp nhận": {received}, "Hồ sơ trực tuyến": 50, "Dân số": 1000, "Điểm chuyển đổi số": 50}}"#
        )
    };
    for said in [r#""status": "partial""#, r#""multiplier": 1000"#] {
        let mini = Mini::with_two_quarters();
        let json = format!(r#"{{{said}, "data": [{}, {}]}}"#, row("90001", 100), row("90002", 200));
        mini.send("services/q1.json", SENT, json);
        mini.run(1);
        assert_eq!(errors(&mini), ["unread-cell |  | open"], "{said}");
        mini.send("services/q1.json.xlsx", AGAIN, back(&mini, "services/q1.json"));
        mini.run(1);
        assert_eq!(errors(&mini), ["unread-cell |  | open"], "{said}: nothing was mended");
        // What the file should have said.
        let whole = format!(r#"[{}, {}, {}]"#, row("90001", 100), row("90002", 200), row("90003", 300));
        mini.send("services/q1-du.json", "2025-04-10T09:00:00+07:00", whole);
        mini.run(0);
        assert_eq!(errors(&mini), ["unread-cell |  | resolved"], "{said}");
    }
}

#[test]
fn a_row_of_a_misspelt_unit_that_is_deleted_is_as_missing_as_before() {
    let misspelt = ";Xã Bến Gổ;2025-Q1;200;60;2345;60";
    let mini = Mini::with_two_quarters();
    mini.send("services/q1.csv", SENT, text(&[TWO[0], misspelt]));
    mini.run(1);
    let found = filtered(mini.table("findings"), &[("code", "unknown-area")]);
    assert!(found[0]["suggestion"].contains("Xã Bến Gỗ"), "{found:?}");
    mini.send("services/q1-2.csv", AGAIN, text(&TWO[..1]));
    mini.run(1);
    assert_eq!(errors(&mini), ["unknown-area | B3 | open"]);
    // Once it comes, from whomever.
    mini.send("services/q1-3.csv", "2025-04-10T09:00:00+07:00", text(&TWO));
    mini.run(0);
    assert_eq!(errors(&mini), ["unknown-area | B3 | resolved"]);
}

#[test]
fn what_no_row_needs_comes_back_as_it_was_sent() {
    let mini = Mini::with_two_quarters();
    mini.edit(
        "schemas/services.json",
        r#"{ "name": "score""#,
        r#"{ "name": "remark", "type": "string", "title": "Ghi chú" },
      { "name": "score""#,
    );
    let header = HEADER.trim().to_owned() + ";Ghi chú\n";
    let sent = format!("{header}{};NULL\n{};tốt\n", TWO[0], TWO[1].replace("200", "nhiều"));
    mini.send("services/q1.csv", SENT, sent);
    mini.run(1);
    let bytes = back(&mini, "services/q1.csv");
    let cells: Vec<String> = texts(&bytes, "1").into_iter().filter_map(|row| row.last().cloned()).collect();
    assert_eq!(cells, ["Ghi chú", "NULL", "tốt"]);
}

#[test]
fn objects_that_were_written_as_texts_are_no_values_beside_their_members() {
    let mini = Mini::new();
    mini.edit(
        "schemas/services.json",
        r#""title": "Hồ sơ tiếp nhận""#,
        r#""title": "Hồ sơ > Tiếp nhận", "labels": ["Hồ sơ"]"#,
    );
    mini.edit("schemas/services.json", r#""title": "Hồ sơ trực tuyến""#, r#""title": "Hồ sơ > Trực tuyến""#);
    let row = |code, online| {
        format!(
            r#"{{"Mã xã": "{code}", "Tên xã": "", "Kỳ báo cáo": "2025-Q1", "Hồ sơ": {{"Tiếp nhận": 100, "Trực tuyến": {online}}}, "Dân số": 1000, "Điểm chuyển đổi số": 50}}"#
        )
    };
    mini.send("services/q1.json", SENT, format!("[{}, {}]", row("90001", "50"), row("90002", r#""nhiều""#)));
    mini.run(1);
    assert_eq!(received(&mini), ["90001 | 100 | 50"]);
    mini.send("services/q1.json.xlsx", AGAIN, back(&mini, "services/q1.json"));
    mini.run(1);
    let found: Vec<String> = errors(&mini).into_iter().filter(|line| line.ends_with("open")).collect();
    assert_eq!(found.len(), 1, "what was not mended alone: {found:?}");
    assert!(found[0].starts_with("type-error"), "{found:?}");
    assert_eq!(received(&mini), ["90001 | 100 | 50"]);
}

#[test]
fn a_value_that_is_gone_is_said_with_the_sign_of_the_language_and_goes_back() {
    let mini = Mini::with_two_quarters();
    let header = HEADER.trim().to_owned() + "\n";
    let rows = |score: &str| format!("{header}90001;Xã Đồi Chè;2025-Q1;100;50;1234;{score}\n");
    mini.send("services/q1.csv", SENT, rows("50,125"));
    mini.send("services/q1-2.csv", AGAIN, rows(""));
    mini.run(0);
    let found = filtered(mini.table("findings"), &[("code", "value-removed")]);
    assert_eq!(lines(&found, &["object", "cell"]), ["services/q1-2.csv | G2"]);
    assert!(found[0]["message_vi"].contains("50,125") && found[0]["message_en"].contains("50.125"), "{found:?}");
    let names: Vec<String> = returns(&mini).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["901/services/q1-2.csv.xlsx"]);
}
