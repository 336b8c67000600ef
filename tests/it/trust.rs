//! Nothing is believed because it is there: whatever lies in the warehouse may be gone, cut short or changed, and the next run
//! publishes what an undisturbed one publishes, or refuses and names the file.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use tinhso::store::MANIFEST;
use tinhso::store::digest::sha256_hex;

use crate::kit::{command, current_id, tree};
use crate::mini::{Mini, OLD, SECOND_QUARTER, sheet};

/// What can become of a file.
#[derive(Clone, Copy, Debug)]
enum Damage {
    Gone,
    Cut,
    Bit,
    Longer,
}

impl Damage {
    const ALL: [Self; 4] = [Self::Gone, Self::Cut, Self::Bit, Self::Longer];

    fn does(self, file: &Path, bytes: &[u8]) {
        let mut bytes = bytes.to_vec();
        match self {
            Self::Gone => return fs::remove_file(file).expect("removed"),
            Self::Cut => bytes.truncate(bytes.len() / 2),
            Self::Bit => {
                let middle = bytes.len() / 2;
                bytes[middle] ^= 4;
            }
            Self::Longer => bytes.push(b' '),
        }
        fs::write(file, bytes).expect("written");
    }
}

#[test]
fn a_published_run_is_repaired_whatever_happened_to_it() {
    let mini = Mini::with_two_quarters();
    let first = mini.run(0);
    let run = PathBuf::from(first["results"].as_str().expect("a folder"));
    let whole = tree(&run);
    assert!(whole.len() > 10, "{whole:?}");
    assert_eq!(mini.run(0)["repaired"].as_array().map(Vec::len), Some(0));
    for (place, (name, bytes)) in whole.iter().enumerate() {
        let file = &run.join(name);
        // Each file suffers one kind, and the manifest all.
        let of_file = |kind: &usize| name == MANIFEST || *kind == place % Damage::ALL.len();
        for damage in (0..Damage::ALL.len()).filter(of_file).map(|kind| Damage::ALL[kind]) {
            damage.does(file, bytes);
            let again = mini.run(1);
            let repaired = again["repaired"].as_array().expect("a list");
            let named = name == MANIFEST || repaired == &[serde_json::json!(name)];
            assert!(repaired.len() == 1 && named, "{damage:?} {name}: {repaired:?}");
            assert_eq!(again["run_id"], first["run_id"]);
            assert!(tree(&run) == whole, "{damage:?} {name}");
        }
    }
    assert_eq!(mini.run(0)["unchanged"], true, "and the night after all is well");
    let runs = fs::read_dir(mini.warehouse().join("runs")).expect("a folder");
    assert_eq!(runs.count(), 1, "nothing piles up");
}

#[test]
fn an_input_of_the_archive_that_was_put_back_is_named() {
    let mini = Mini::with_two_quarters();
    mini.run(0);
    let input = fs::read_dir(mini.warehouse().join("archive")).expect("an archive").next().expect("an input");
    let input = input.expect("an input").path();
    let name = format!("archive/{}", input.file_name().expect("a name").to_string_lossy());
    let whole = fs::read(&input).expect("an input");
    let is_named = |answer: &Value| {
        assert_eq!(answer["repaired"], json!([name]));
        assert_eq!(fs::read(&input).expect("an input"), whole);
        mini.tinhso(&["verify"]).expect(0);
        let journal = tree(&mini.warehouse().join("journal"));
        let last = journal.iter().rfind(|(file, _)| !file.contains("openlineage")).expect("an entry").1;
        assert_eq!(serde_json::from_slice::<Value>(last).expect("JSON")["repaired"], json!([name]));
    };
    // Each run sees what is gone, or has another size.
    fs::remove_file(&input).expect("removed");
    is_named(&mini.run(1));
    fs::write(&input, &whole[..whole.len() / 2]).expect("cut");
    is_named(&mini.run(1));
    Damage::Longer.does(&input, &whole);
    let said = mini.tinhso(&["run", "--lang", "en"]).expect(1).stdout;
    assert!(said.contains(&format!("{name} was gone or held something else")), "{said}");
    // What has its size is read by `verify`, and by a run without the cache.
    Damage::Bit.does(&input, &whole);
    let said = mini.tinhso(&["verify", "--lang", "en"]).expect(1).stdout;
    assert!(said.contains(&name) && said.contains("`tinhso run --no-cache` puts back"), "{said}");
    is_named(&mini.run_with(1, &["--no-cache"]));
    assert_eq!(mini.run(0)["repaired"], json!([]));
    // A new object is nothing that is put back.
    mini.send("services/2024-Q2.csv", "2025-07-06T09:00:00+07:00", sheet("2024-Q2", &OLD, &SECOND_QUARTER));
    assert_eq!(mini.run(0)["repaired"], json!([]));
}

#[test]
fn an_input_that_was_cut_and_has_left_the_landing_zone_is_lost() {
    let mini = Mini::with_two_quarters();
    mini.run(0);
    let sent = mini.path().join("landing/services/2025-Q2.csv");
    let input = mini.warehouse().join("archive").join(sha256_hex(&fs::read(&sent).expect("a file")));
    let whole = fs::read(&input).expect("an input");
    fs::remove_file(&sent).expect("removed");
    fs::write(&input, &whole[..10]).expect("cut");
    for night in 0..2 {
        assert_eq!(mini.run(1)["lost"].as_array().map(Vec::len), Some(1), "night {night}");
    }
    fs::write(&input, &whole).expect("restored");
    mini.run(0);
}

#[test]
fn no_cached_reading_is_believed_that_is_not_what_was_written() {
    let mini = Mini::with_two_quarters();
    let first = mini.run(0);
    let whole = tree(Path::new(first["results"].as_str().expect("a folder")));
    let cache = mini.warehouse().join("cache");
    let cached = tree(&cache);
    for (name, bytes) in &cached {
        for damage in Damage::ALL {
            fs::remove_dir_all(&cache).expect("removed");
            for (name, bytes) in &cached {
                let file = cache.join(name);
                fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
                fs::write(file, bytes).expect("as it was");
            }
            damage.does(&cache.join(name), bytes);
            fs::remove_dir_all(mini.warehouse().join("runs")).expect("removed");
            fs::remove_file(mini.warehouse().join("current")).expect("removed");
            let again = mini.run(0);
            assert_eq!(again["run_id"], first["run_id"]);
            let results = again["results"].as_str().expect("a folder");
            assert!(tree(Path::new(results)) == whole, "{damage:?} {name}");
        }
    }
}

#[test]
fn a_ledger_that_lost_what_a_run_counted_is_refused() {
    let mini = Mini::with_two_quarters();
    mini.run(0);
    let ledger = mini.warehouse().join("ledger");
    let whole = tree(&ledger);
    let before = current_id(&mini.warehouse());
    for (name, bytes) in &whole {
        let file = ledger.join(name);
        let text = String::from_utf8(bytes.clone()).expect("UTF-8");
        for changed in [None, Some(text.replacen("2025-", "2024-", 1)), Some(String::new())] {
            match &changed {
                None => fs::remove_file(&file).expect("removed"),
                Some(text) => fs::write(&file, text).expect("written"),
            }
            let said = mini.tinhso(&["run", "--lang", "en"]).expect(2).stderr;
            assert!(said.contains("ledger") && said.contains("damaged"), "{said}");
            assert_eq!(current_id(&mini.warehouse()), before, "{said}");
            fs::write(&file, bytes).expect("as it was");
        }
    }
    assert_eq!(mini.run(0)["unchanged"], true);
}

#[test]
fn a_lost_input_is_taken_from_the_landing_zone_again_or_reported() {
    let mini = Mini::with_two_quarters();
    let first = mini.run(0);
    let whole = tree(Path::new(first["results"].as_str().expect("a folder")));
    let archive = mini.warehouse().join("archive");
    let inputs = tree(&archive);
    let lose = || inputs.keys().for_each(|name| fs::remove_file(archive.join(name)).expect("removed"));
    lose();
    let put_back: Vec<String> = inputs.keys().map(|name| format!("archive/{name}")).collect();
    let again = mini.run(1);
    assert_eq!(again["repaired"], json!(put_back));
    assert_eq!((&again["run_id"], &again["lost"]), (&first["run_id"], &serde_json::json!([])));
    assert!(tree(&archive) == inputs, "they are there again");
    lose();
    assert_eq!(mini.run_with(1, &["--no-cache"])["repaired"], json!(put_back));
    assert!(tree(&archive) == inputs);
    // Where the landing zone has other bytes, what was read of it counts as long as it is cached, and is reported.
    let objects = tree(&mini.path().join("landing"));
    let (object, bytes) = objects.iter().find(|(name, _)| *name != "arrivals.csv").expect("an object");
    let digest = tinhso::store::digest::sha256_hex(bytes);
    fs::remove_file(archive.join(&digest)).expect("removed");
    fs::remove_file(mini.path().join("landing").join(object)).expect("removed");
    let answer = mini.run(1);
    assert_eq!(answer["lost"], serde_json::json!([digest]));
    assert!(tree(Path::new(answer["results"].as_str().expect("a folder"))) == whole);
    let said = mini.tinhso(&["run", "--no-cache", "--lang", "en"]).expect(2).stderr;
    assert!(said.contains(&digest), "{said}");
}

#[test]
fn no_answer_is_given_from_a_table_that_is_not_what_was_published() {
    let mini = Mini::with_two_quarters();
    mini.run(0);
    let before = current_id(&mini.warehouse()).expect("a run");
    mini.quarter("2025-Q1", &SECOND_QUARTER);
    mini.run(0);
    let file = mini.path().join("figures.csv");
    let file = file.to_str().expect("a path");
    let commands: [(&str, &[&str], i32); 5] = [
        ("indicators/services.parquet", &["show", "dossiers"], 0),
        ("indicators/services.parquet", &["explain", "dossiers"], 0),
        ("indicators/services.parquet", &["export", file], 0),
        ("indicators/services.parquet", &["diff", &before], 1),
        ("submissions.parquet", &["status"], 0),
    ];
    for (table, command, code) in commands {
        let table = mini.warehouse().join("current").join(table);
        let bytes = fs::read(&table).expect("a table");
        mini.tinhso(command).expect(code);
        for damage in [Damage::Bit, Damage::Cut, Damage::Gone] {
            damage.does(&table, &bytes);
            let said = mini.tinhso(&[command, &["--lang", "en"]].concat()).expect(2).stderr;
            let name = table.file_name().expect("a name").to_string_lossy().into_owned();
            assert!(said.contains(&name) && said.contains("is damaged"), "{command:?} {damage:?}: {said}");
            fs::write(&table, &bytes).expect("as it was");
        }
        mini.tinhso(command).expect(code);
    }
}

/// What a command gives: its exit code, what it says, and the digest of the file that it writes.
fn given(mini: &Mini, command: &[&str], file: &str) -> (i32, String, Option<String>) {
    let _ = fs::remove_file(file);
    let answer = mini.tinhso(&[command, &["--lang", "en"]].concat());
    let written = fs::read(file).ok().map(|bytes| tinhso::store::digest::sha256_hex(&bytes));
    (answer.code, if answer.code == 2 { answer.stderr } else { answer.stdout }, written)
}

#[test]
fn every_answer_is_that_of_the_tables_that_were_published_or_none() {
    let mini = Mini::with_two_quarters();
    mini.run(0);
    let before = current_id(&mini.warehouse()).expect("a run");
    let other = tree(&mini.warehouse().join("runs").join(&before));
    mini.quarter("2025-Q1", &[Some("100;120;1000;50"), None, Some("1;1;1;1"), Some("x;1;1;1"), Some("1;1;1;1")]);
    mini.run(1);
    let run = mini.warehouse().join("current");
    let whole = tree(&fs::canonicalize(&run).expect("a run"));
    let file = mini.path().join("figures.csv");
    let file = file.to_str().expect("a path");
    let commands: [&[&str]; 8] = [
        &["explain", "online_share", "2025-Q1"],
        &["explain", "dossiers", "2025-Q1", "--area", "90001", "--format", "json"],
        &["show", "dossiers"],
        &["status"],
        &["status", "--by", "form"],
        &["export", file],
        &["diff", &before],
        &["check"],
    ];
    let undisturbed = commands.map(|command| given(&mini, command, file));
    let (mut refused, mut used) = (0, std::collections::BTreeSet::new());
    for (name, bytes) in whole.iter().filter(|(name, _)| name.ends_with(".parquet")) {
        let replaced = other.get(name).filter(|other| *other != bytes);
        for damage in replaced.map(|_| None).into_iter().chain([Some(Damage::Bit), Some(Damage::Gone)]) {
            match damage {
                Some(damage) => damage.does(&run.join(name), bytes),
                None => fs::write(run.join(name), &other[name]).expect("written"),
            }
            for (command, undisturbed) in commands.iter().zip(&undisturbed) {
                let found = given(&mini, command, file);
                if found.0 != 2 {
                    assert!(found == *undisturbed, "{command:?}, {name} {damage:?}: {found:?}");
                    continue;
                }
                assert!(found.1.contains(&format!("{name} is damaged")), "{command:?}, {name} {damage:?}: {}", found.1);
                assert!(found.1.contains("tinhso run makes the current run again"), "{}", found.1);
                (refused, _) = (refused + 1, used.insert((command[0], name.as_str())));
            }
            fs::write(run.join(name), bytes).expect("as it was");
        }
    }
    for table in ["findings", "submissions", "data/services", "units/services", "registry/areas", "targets"] {
        assert!(used.contains(&("explain", format!("{table}.parquet").as_str())), "explain reads {table}: {used:?}");
    }
    println!("{refused} answers refused");
    // A table that no manifest names is none of the run.
    fs::write(run.join("indicators/other.parquet"), &whole["indicators/services.parquet"]).expect("written");
    for (command, undisturbed) in commands.iter().zip(&undisturbed) {
        assert!(given(&mini, command, file) == *undisturbed, "{command:?}");
    }
    let said = mini.tinhso(&["verify", "--lang", "en"]).expect(1).stdout;
    assert!(said.contains("indicators/other.parquet"), "{said}");
}

#[test]
fn an_edit_in_place_that_keeps_size_and_time_is_read_again() {
    let mini = Mini::with_two_quarters();
    mini.run(0);
    let figure = || mini.figure("dossiers", "90", "as-reported", "2025-Q3");
    assert_eq!(figure(), "1540.0 | A | 3/3");
    let object = mini.path().join("landing/services/2025-Q3.csv");
    let (before, text) = (fs::metadata(&object).expect("metadata"), fs::read_to_string(&object).expect("a file"));
    let mut file = fs::OpenOptions::new().write(true).open(&object).expect("the same file");
    file.write_all(text.replace(";310;120;", ";320;120;").as_bytes()).expect("written");
    file.set_modified(before.modified().expect("a time")).expect("set back");
    drop(file);
    let after = fs::metadata(&object).expect("metadata");
    assert_eq!((after.len(), after.modified().ok()), (before.len(), before.modified().ok()));
    let list = fs::read_to_string(mini.path().join("landing/arrivals.csv")).expect("a list");
    mini.write("landing/arrivals.csv", list + "services/2025-Q3.csv,2025-11-05T09:00:00+07:00\n");
    assert_eq!(mini.run(0)["objects_read"], 1);
    assert_eq!(figure(), "1550.0 | A | 3/3");
    // What only touches it is fetched, and not read again.
    file_touched(&object);
    let quiet = mini.run(0);
    assert_eq!((&quiet["objects_read"], &quiet["unchanged"]), (&0.into(), &true.into()));
}

/// Gives a file another time of change, and nothing else.
fn file_touched(file: &Path) {
    let permissions = fs::metadata(file).expect("metadata").permissions();
    fs::set_permissions(file, permissions).expect("set");
}

#[test]
fn a_damaged_input_is_taken_from_the_landing_zone_again_or_named() {
    let mini = Mini::with_two_quarters();
    let first = mini.run(0);
    let archive = mini.warehouse().join("archive");
    let inputs = tree(&archive);
    let damage = || {
        for (place, (name, bytes)) in inputs.iter().enumerate() {
            [Damage::Bit, Damage::Cut][place % 2].does(&archive.join(name), bytes);
        }
    };
    damage();
    assert_eq!(mini.run(1)["unchanged"], true, "what was read of it is proved, and counts");
    let again = mini.run_with(1, &["--no-cache"]);
    assert!(again["repaired"].as_array().is_some_and(|files| !files.is_empty()), "what the run before did not see");
    assert_eq!(again["run_id"], first["run_id"]);
    assert!(tree(&archive) == inputs, "they are whole again");
    damage();
    fs::remove_dir_all(mini.path().join("landing/services")).expect("removed");
    let said = mini.tinhso(&["run", "--no-cache", "--lang", "en"]).expect(2).stderr;
    assert!(inputs.keys().any(|name| said.contains(name)), "{said}");
}

#[test]
fn what_fails_after_a_run_is_published_is_reported_and_undoes_nothing() {
    let mini = Mini::with_two_quarters();
    fs::create_dir_all(mini.warehouse()).expect("a folder");
    // No entry can be written where the journal is a file.
    fs::write(mini.warehouse().join("journal"), "").expect("written");
    let run = mini.run(1);
    let failures = run["after_commit"].as_array().expect("a list");
    assert_eq!(failures.len(), 1, "{run:#}");
    assert!(fs::canonicalize(mini.warehouse().join("current")).is_ok());
}

#[cfg(target_os = "linux")]
#[test]
fn an_answer_that_cannot_be_written_is_no_success() {
    let full = || fs::OpenOptions::new().write(true).open("/dev/full").expect("a device");
    let ended = |project: &Path, arguments: &[&str]| {
        let output = command(project).args(arguments).stdout(full()).output().expect("it starts");
        (output.status.code(), String::from_utf8(output.stderr).expect("UTF-8"))
    };
    let mini = Mini::with_two_quarters();
    for format in ["text", "json"] {
        let (code, said) = ended(mini.path(), &["run", "--lang", "en", "--format", format]);
        assert_eq!(code, Some(1), "the run is published: {said}");
        assert!(said.contains("could not be written"), "{said}");
        assert_eq!(ended(mini.path(), &["status", "--format", format]).0, Some(2));
        assert_eq!(ended(mini.path(), &["check", "--format", format]).0, Some(2));
    }
}

#[test]
fn errors_are_reported_to_people_where_machines_read_too() {
    let mini = Mini::new();
    let answer = mini.tinhso(&["export", "figures.pdf", "--format", "json", "--lang", "en"]).expect(2);
    assert!(answer.stderr.starts_with("error: "), "{}", answer.stderr);
    assert_eq!(answer.json()["tinhso"], "error/1");
}
