//! Help and refusals of the command line, in the language that is asked for.

use std::process::Command;

/// What the binary says, on both of its outputs, and its exit code.
fn said(language: &str, arguments: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tinhso"));
    command.args(arguments).env("TINHSO_LANG", language).env("NO_COLOR", "1").env("COLUMNS", "100");
    let output = command.output().expect("the binary runs");
    let text = String::from_utf8(output.stdout).expect("UTF-8") + &String::from_utf8(output.stderr).expect("UTF-8");
    format!("$ tinhso {}\n{text}exit code {}\n", arguments.join(" "), output.status.code().expect("an exit code"))
}

#[test]
fn help_is_in_the_language_that_is_asked_for() {
    for language in ["vi", "en"] {
        insta::assert_snapshot!(
            format!("help_{language}"),
            said(language, &["--help"]) + &said(language, &["help", "export"])
        );
    }
    let asked = said("vi", &["run", "--help", "--lang", "en"]);
    assert!(asked.contains("Usage: tinhso run [OPTIONS]"), "{asked}");
    assert_eq!(said("fr", &["--help"]), said("vi", &["--help"]));
}

#[test]
fn a_command_line_that_is_refused_says_why() {
    let wrong: [&[&str]; 12] = [
        &["rum"],
        &["run", "--as-off", "2025-07-31"],
        &["run", "--as-of", "soon"],
        &["run", "--threads", "0"],
        &["run", "--threads", "1", "--threads", "2"],
        &["run", "--lang"],
        &["run", "--format", "xml"],
        &["run", "-x"],
        &["validate"],
        &["check", "services"],
        &["diff", "a", "b", "c"],
        &["show", "a", "b", "c", "d"],
    ];
    for language in ["vi", "en"] {
        let texts: String = wrong.iter().map(|arguments| said(language, arguments)).collect();
        insta::assert_snapshot!(format!("refused_{language}"), texts);
    }
}
