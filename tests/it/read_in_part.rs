//! `validate` and `inspect` of a file that the declarations at fault say nothing of.

use crate::kit::Answer;
use crate::lines;
use crate::mini::{Mini, OLD, SECOND_QUARTER, sheet};

/// A project of two forms, the second of lines, and a file of each.
fn two_forms() -> Mini {
    let mini = lines::mini();
    // No indicator of the first has the name of the second form.
    mini.edit("pipelines/services.toml", "\"dossiers\"", "\"all_dossiers\"");
    mini.write("services.csv", sheet("2025-Q2", &OLD, &SECOND_QUARTER));
    mini.write("lines.csv", format!("{}90001;2025-Q1;online;1,5;3\n", lines::HEADER));
    mini
}

fn looked_at(mini: &Mini, command: &str, file: &str) -> Answer {
    mini.tinhso(&[command, &mini.path().join(file).to_string_lossy(), "--lang", "en"])
}

/// A fault, and which of the files are read while it is there.
#[track_caller]
fn reads(file: &str, old: &str, new: &str, expected: [bool; 2]) {
    let mini = two_forms();
    mini.edit(file, old, new);
    for (sent, is_read) in ["services.csv", "lines.csv"].into_iter().zip(expected) {
        for command in ["validate", "inspect"] {
            let answer = looked_at(&mini, command, sent);
            assert!(answer.stderr.contains(file), "{command} {sent}: {}", answer.stderr);
            let said = answer.stderr.contains("they do not concern this form");
            assert_eq!(
                (answer.code, said),
                if is_read { (0, true) } else { (2, false) },
                "{command} {sent}: {answer:?}"
            );
        }
    }
}

#[test]
fn a_fault_elsewhere_keeps_no_file_from_being_read() {
    let pipelines = [("pipelines/dossiers.toml", [true, false]), ("pipelines/services.toml", [false, true])];
    for (file, expected) in pipelines {
        reads(file, "[[indicator]]", "[[indicator", expected);
        reads(file, "severity = \"error\"", "severity = \"erorr\"", expected);
    }
    // Without its form a pipeline is nothing either.
    let forms = [("schemas/dossiers.json", [true, false]), ("schemas/services.json", [false, true])];
    for (file, expected) in forms {
        reads(file, "\"fields\": [", "\"fields\": [,", expected);
        reads(file, "\"role\": \"period\"", "\"role\": \"periodd\"", expected);
    }
}

#[test]
fn what_all_depend_on_keeps_every_file_from_being_read() {
    reads("tinhso.toml", "language", "langauge", [false, false]);
    reads("registry/units.csv", "commune,xa,901,2020-01-01", "commune,xa,901,2020-13-01", [false, false]);
}

#[test]
fn a_file_that_may_be_of_the_form_at_fault_is_refused() {
    // The form at fault has a label of the other: what was sent may be of either.
    let mini = two_forms();
    let form = std::fs::read_to_string(mini.path().join("schemas/services.json")).expect("a form");
    let twin = form.replace("\"name\": \"services\"", "\"name\": \"other\"").replace("\"01/TN\"", "\"02/TN\"");
    mini.write("schemas/other.json", twin.replace("\"fields\": [", "\"fields\": [,"));
    assert_eq!(looked_at(&mini, "validate", "services.csv").code, 2);
    assert_eq!(looked_at(&mini, "validate", "lines.csv").code, 0);
    // Nothing says that a file without a known table is of no form at fault.
    mini.write("notes.csv", "một;hai\n1;2\n");
    assert_eq!(looked_at(&mini, "validate", "notes.csv").code, 2);
}
