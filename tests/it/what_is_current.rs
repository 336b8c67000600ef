//! What is current, and what is held, whatever happens to what says so.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::kit::tree;
use crate::mini::{Mini, NEW, THIRD_QUARTER, sheet};
use crate::release::{held, id};

/// Points `current` to another run, as other hands would.
fn point(mini: &Mini, run_id: &str) {
    let link = mini.warehouse().join("current");
    fs::remove_file(&link).expect("removed");
    std::os::unix::fs::symlink(format!("runs/{run_id}"), link).expect("a link");
}

/// Cuts every entry of the journal that names a run.
fn tear(mini: &Mini, run_id: &str) {
    for entry in fs::read_dir(mini.warehouse().join("journal")).expect("a journal") {
        let path = entry.expect("an entry").path();
        if path.to_string_lossy().ends_with(&format!("{run_id}.json")) {
            fs::write(&path, "{\"run_id\": \"").expect("written");
        }
    }
}

fn flip(file: &Path) {
    let mut bytes = fs::read(file).expect("a table");
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(file, bytes).expect("written");
}

#[test]
fn what_is_held_stays_so_whatever_happens_to_the_journal() {
    let (mini, first, held) = held();
    let (journal, stated) = (mini.warehouse().join("journal"), mini.warehouse().join("holds.json"));
    let is_held = |is_doubtful: bool| {
        let answer = mini.run(1);
        assert_eq!((&answer["run_id"], &answer["held"]), (&json!(held), &json!(true)));
        assert_eq!(answer["hold_is_doubtful"], json!(is_doubtful));
        assert_eq!(id(&mini), first);
    };
    tear(&mini, &held);
    is_held(false);
    // What can still be read may say something else.
    for (name, bytes) in tree(&journal) {
        let changed = String::from_utf8_lossy(&bytes).replace("\"held\": true", "\"held\": false");
        fs::write(journal.join(name), changed).expect("written");
    }
    is_held(false);
    fs::remove_dir_all(&journal).expect("removed");
    is_held(false);
    fs::remove_file(&stated).expect("removed");
    is_held(false);
    // Each by itself is enough; without any it cannot be known, and is said to be so.
    fs::write(&stated, "{\"tinhso\":\"holds/1\"").expect("written");
    tear(&mini, &held);
    is_held(true);
    fs::remove_dir_all(&journal).expect("removed");
    fs::remove_file(&stated).expect("removed");
    is_held(true);
    mini.tinhso(&["release", &held]).expect(0);
    assert_eq!(mini.run(0)["held"], false);
    assert_eq!(id(&mini), held);
}

#[test]
fn a_release_stays_one_where_its_entry_is_torn() {
    let (mini, first, held) = held();
    mini.tinhso(&["release", &held]).expect(0);
    mini.tinhso(&["release", &first]).expect(0);
    tear(&mini, &first);
    tear(&mini, &format!("{first}-released"));
    assert_eq!(mini.run(1)["held"], true, "a person took it back");
    assert_eq!(id(&mini), first);
}

#[test]
fn the_current_run_is_repaired_also_where_another_is_held() {
    let (mini, first, _) = held();
    let table = mini.warehouse().join("runs").join(&first).join("indicators/services.parquet");
    let whole = fs::read(&table).expect("a table");
    for arguments in [&[][..], &["--hold"], &["--as-of", "2025-07-31"]] {
        flip(&table);
        let answer = mini.run_with(1, arguments);
        let repaired = json!({ "run_id": first, "files": ["indicators/services.parquet"], "repaired": true });
        assert_eq!(answer["damaged_current"], repaired, "{arguments:?}");
        assert!(fs::read(&table).expect("a table") == whole, "{arguments:?}");
        assert_eq!(id(&mini), first);
    }
    assert!(mini.run(1)["damaged_current"].is_null());
    // Under other declarations it cannot be made again, and is named.
    flip(&table);
    mini.edit("tinhso.toml", "as_of ", "debris      = [\"*.nothing\"]\nas_of ");
    let answer = mini.run_with(1, &["--hold"]);
    assert_eq!((&answer["damaged_current"]["repaired"], &answer["held"]), (&json!(false), &json!(true)));
}

#[test]
fn no_answer_says_of_a_run_that_it_is_current_where_it_is_not() {
    let (mini, first, _) = held();
    let answer = mini.run_with(1, &["--as-of", "2025-07-31"]);
    assert_eq!((&answer["after_held"], &answer["current_stays"]), (&Value::Null, &json!("2026-03-31")));
    let said = mini.tinhso(&["run", "--as-of", "2025-07-31", "--lang", "en"]).expect(1).stdout;
    assert!(said.contains("the current run stays") && !said.contains("is current now"), "{said}");
    assert_eq!(id(&mini), first);
}

#[test]
fn a_current_that_others_moved_is_told_like_one_that_is_gone() {
    let (mini, first, held) = held();
    mini.tinhso(&["release", &held]).expect(0);
    for (found, code) in [(first.as_str(), 1), ("0123456789abcdef", 1)] {
        point(&mini, found);
        let check = mini.tinhso(&["status", "--check", "--lang", "en"]).expect(code).stdout;
        assert!(check.starts_with("Not well: ") && check.contains(found), "{check}");
        let said = mini.tinhso(&["run", "--lang", "en"]).expect(1).stdout;
        assert!(said.contains(&format!("`current` pointed to {found}")), "{said}");
        assert_eq!(id(&mini), held);
        let answer = mini.run(0);
        assert_eq!((&answer["misplaced_current"], &answer["lost_current"]), (&Value::Null, &Value::Null));
    }
    // The run itself went away.
    fs::remove_dir_all(mini.warehouse().join("runs").join(&held)).expect("removed");
    let answer = mini.run(1);
    assert_eq!((&answer["misplaced_current"], &answer["unchanged"]), (&json!(held), &json!(false)));
    assert_eq!(id(&mini), held);
    // Who moved it on purpose says so.
    point(&mini, &first);
    mini.tinhso(&["release", &first]).expect(0);
    mini.tinhso(&["status", "--check"]).expect(0);
    assert_eq!(mini.run(1)["held"], true);
}

#[test]
fn what_was_withdrawn_and_the_held_run_counts_is_named() {
    let mini = Mini::with_two_quarters();
    mini.edit("tinhso.toml", "as_of       = \"2026-03-31\"\n", "");
    mini.run(0);
    let object = "services/2025-Q3 sửa.csv";
    let corrected = sheet("2025-Q3", &NEW, &[Some("311;120;3100;55"), THIRD_QUARTER[1], THIRD_QUARTER[2]]);
    mini.send(object, "2025-10-08T09:00:00+07:00", corrected);
    let held = mini.run_with(1, &["--hold"])["run_id"].as_str().expect("an id").to_owned();
    mini.tinhso(&["withdraw", object, "--why", "gửi nhầm"]).expect(0);
    let status = mini.tinhso(&["status", "--format", "json"]).expect(0).json();
    assert_eq!(status["held"]["withdrawn"], json!([object]));
    let said = mini.tinhso(&["status", "--lang", "en"]).expect(0).stdout;
    assert!(said.contains(&format!("still counts in run {held}, which is held")), "{said}");
    let answer = mini.tinhso(&["release", &held, "--format", "json"]).expect(1).json();
    assert_eq!(answer["withdrawn"], json!([object]));
    assert_eq!(id(&mini), held);
}
