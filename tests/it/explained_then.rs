//! A run is explained by the declarations with which it was made, whatever has been edited since.

use std::fs;

use crate::kit::current_id;
use crate::mini::Mini;

const EXPLAIN: [&str; 6] = ["explain", "dossiers", "2025-Q2", "--area", "901", "--all"];

/// What each edit is, the file, and what of it becomes what.
const EDITS: [(&str, &str, &str, &str); 8] = [
    (
        "another numerator",
        PIPELINE,
        "value = \"sum(received)\" }\nunit        = \"DOSSIER\"",
        "value = \"sum(online)\" }\nunit        = \"DOSSIER\"",
    ),
    ("a condition", PIPELINE, "value = \"sum(received)\"", "value = \"sum(received)\", where = \"received > 150\""),
    ("a field of another name", FORM, "\"received\"", "\"taken\""),
    ("a unit of another name", "registry/units.csv", "90002,Xã Bến Gỗ", "90002,Xã Bến Cũ"),
    ("a label of other words", FORM, "\"Hồ sơ tiếp nhận\"", "\"Hồ sơ đã nhận\""),
    ("another title", PIPELINE, "vi = \"Hồ sơ\"", "vi = \"Số hồ sơ\""),
    ("another setting", "tinhso.toml", "language    = \"vi\"", "language    = \"vi\"\ncontact = \"Sở\""),
    ("a decision that is none yet", "decisions.toml", "", ""),
];

const PIPELINE: &str = "pipelines/services.toml";
const FORM: &str = "schemas/services.json";

/// Replaces a text wherever it is.
fn edit(mini: &Mini, file: &str, old: &str, new: &str) {
    let text = fs::read_to_string(mini.path().join(file)).unwrap_or_default();
    assert!(text.contains(old), "{file}: {old}");
    mini.write(file, if old.is_empty() { new.to_owned() } else { text.replace(old, new) });
    if new == "\"taken\"" {
        edit(mini, PIPELINE, "received", "taken");
    }
}

#[test]
fn an_earlier_run_is_explained_by_its_own_declarations() {
    for (what, file, old, new) in EDITS {
        let mini = Mini::with_two_quarters();
        mini.run(0);
        let first = current_id(&mini.warehouse()).expect("a run");
        let before = mini.tinhso(&EXPLAIN).expect(0).stdout;
        edit(&mini, file, old, new);
        // Between the edit and the next run, and after it.
        for runs in [false, true] {
            if runs {
                mini.tinhso(&["run"]);
            }
            let arguments: Vec<&str> = EXPLAIN.into_iter().chain(["--run", first.as_str()]).collect();
            let after = mini.tinhso(&arguments).expect(0);
            assert_eq!(after.stdout, before, "{what}");
            assert!(after.stderr.contains("Các khai báo đã thay đổi từ lần chạy"), "{what}: {}", after.stderr);
        }
    }
}

#[test]
fn declarations_that_a_run_does_not_keep_are_told() {
    let mini = Mini::with_two_quarters();
    mini.run(0);
    mini.edit("registry/units.csv", "90002,Xã Bến Gỗ", "90002,Xã Bến Cũ");
    let first = current_id(&mini.warehouse()).expect("a run");
    let file = mini.warehouse().join("runs").join(first).join("declarations.parquet");
    let mut bytes = fs::read(&file).expect("a table");
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&file, bytes).expect("written");
    let said = mini.tinhso(&EXPLAIN).expect(2).stderr;
    assert!(said.contains("declarations.parquet"), "{said}");
}
