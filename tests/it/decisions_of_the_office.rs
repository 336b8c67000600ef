//! What is wrong with a decision is the office's to mend: no sender is asked, and what is withdrawn makes no decision stale.

use crate::decisions::decision;
use crate::kit::filtered;
use crate::mini::{Mini, OLD, sheet};
use crate::returned::returns;

const SOUND: [Option<&str>; 3] = [Some("100;50;1000;50"), Some("200;60;2000;60"), Some("300;90;3000;70")];

fn sent(object: &str, mini: &Mini, day: u32, cells: [Option<&str>; 3]) -> String {
    let text = sheet("2025-Q1", &OLD[..3], &cells);
    mini.send(object, &format!("2025-04-{day:02}T09:00:00+07:00"), &text);
    text
}

#[test]
fn a_slip_in_a_decision_goes_back_to_nobody() {
    let mini = Mini::with_two_quarters();
    let text = sent("services/a.csv", &mini, 5, SOUND);
    mini.write("decisions.toml", decision(text.as_bytes(), "services/a.csv", ("Biểu", "D3"), "value = \"205\""));
    mini.tinhso(&["run"]);
    let said = filtered(mini.table("findings"), &[("object", "services/a.csv"), ("state", "open")]);
    assert!(!said.is_empty() && said.iter().all(|one| one["code"].ends_with("-decision")), "{said:?}");
    assert_eq!(returns(&mini), []);
    let answer = mini.tinhso(&["status", "--by", "sender", "--format", "json"]).expect(0).json();
    let lines = answer["tallies"]["lines"].as_array().expect("lines").clone();
    let open = |one: &&serde_json::Value| one["open_warnings"] != 0 || one["open_errors"] != 0;
    assert!(lines.iter().filter(open).all(|one| one["ref_area"].is_null()), "{lines:?}");
    assert!(lines.iter().any(|one| one["of_office"] == true && one["open_warnings"] == 1), "{lines:?}");
    // Beside its form, which is that of the file.
    let page = mini.tinhso(&["status", "--by", "sender,form", "--lang", "en"]).expect(0).stdout;
    assert!(page.contains("the statistics office (decisions) · 01/TN · services"), "{page}");
}

#[test]
fn a_decision_is_stale_by_what_counts_and_not_by_what_was_withdrawn() {
    let mini = Mini::with_two_quarters();
    mini.edit("tinhso.toml", "as_of       = \"2026-03-31\"\n", "");
    let text = sent("services/a.csv", &mini, 5, SOUND);
    mini.write("decisions.toml", decision(text.as_bytes(), "services/a.csv", ("", "D3"), "value = \"205\""));
    sent("services/b.csv", &mini, 8, [Some("101;50;1000;50"), SOUND[1], SOUND[2]]);
    sent("services/a3.csv", &mini, 9, SOUND);
    mini.run(0);
    mini.tinhso(&["withdraw", "services/a3.csv", "--why", "thử"]).expect(0);
    mini.run(0);
    let said = filtered(mini.table("findings"), &[("code", "stale-decision")]);
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(said[0]["message_en"].contains("services/b.csv"), "{said:?}");
    // What came under the name later and was withdrawn has replaced nothing.
    mini.tinhso(&["withdraw", "services/b.csv", "--why", "thử"]).expect(0);
    mini.run(0);
    assert!(filtered(mini.table("findings"), &[("code", "stale-decision")]).is_empty());
}

#[test]
fn a_value_outside_of_the_table_is_the_slip_of_the_office_and_no_fault_of_the_sender() {
    // Far below the rows, beside the columns, at the right of both, right below the last row, and in the table.
    for (cell, outside) in [("D99", true), ("Z4", true), ("Z99", true), ("D5", true), ("E2", false)] {
        let mini = Mini::with_two_quarters();
        let text = sent("services/a.csv", &mini, 5, SOUND);
        mini.write("decisions.toml", decision(text.as_bytes(), "services/a.csv", ("", cell), "value = \"205\""));
        mini.tinhso(&["run"]);
        let said = filtered(mini.table("findings"), &[("object", "services/a.csv"), ("state", "open")]);
        let codes: Vec<&str> = said.iter().map(|one| one["code"].as_str()).collect();
        match outside {
            true => {
                assert!(codes.iter().all(|code| code.ends_with("-decision")) && codes.len() == 1, "{cell}: {said:?}");
                assert!(said[0]["cell"] == cell, "{said:?}");
            }
            false => assert!(!codes.contains(&"unusable-decision"), "{said:?}"),
        }
        assert!(!outside || returns(&mini).is_empty(), "{cell}");
    }
}

#[test]
fn a_blank_cell_of_a_head_or_a_row_is_filled_in() {
    let mini = Mini::with_two_quarters();
    let text = sent("services/a.csv", &mini, 5, [Some("100;50;1000;50"), Some("200;;2000;60"), SOUND[2]]);
    // More than was received: what the office decides is wrong, and it is in the table.
    mini.write("decisions.toml", decision(text.as_bytes(), "services/a.csv", ("", "E3"), "value = \"900\""));
    mini.tinhso(&["run"]);
    let said = filtered(mini.table("findings"), &[("object", "services/a.csv")]);
    assert!(said.iter().all(|one| one["code"] != "unusable-decision"), "{said:?}");
}

#[test]
fn a_decision_about_a_row_that_stays_in_use_is_not_stale() {
    let mini = Mini::with_two_quarters();
    let text =
        sent("services/a.csv", &mini, 5, [Some("100;50;1000;50"), Some("20;60;2000;60"), Some("300;90;3000;70")]);
    mini.write("decisions.toml", decision(text.as_bytes(), "services/a.csv", ("", "D3"), "value = \"205\""));
    let stale = || {
        mini.tinhso(&["run", "--format", "json"]);
        filtered(mini.table("findings"), &[("code", "stale-decision")])
    };
    let dossiers = || mini.figure("dossiers", "90002", "as-reported", "2025-Q1");
    // What comes later leaves the row out, or has it in quarantine.
    sent("services/b.csv", &mini, 8, [Some("101;50;1000;50"), None, None]);
    assert!(stale().is_empty(), "{:?}", stale());
    assert_eq!(dossiers(), "205.0 | I | 1/1");
    sent("services/c.csv", &mini, 9, [None, Some("30;60;2000;60"), None]);
    assert!(stale().is_empty(), "{:?}", stale());
    // A row that counts takes its place.
    sent("services/d.csv", &mini, 10, [None, Some("206;60;2000;60"), None]);
    assert_eq!(stale().len(), 1);
    assert_eq!(dossiers(), "206.0 | A | 1/1");
}
