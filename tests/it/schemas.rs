//! The published JSON Schemas and the list of findings are what the types say, and what we commit and answer keeps to them.
//!
//! `TINHSO_UPDATE=1 cargo test --test it schemas` writes them anew.

use std::fs;
use std::path::{Path, PathBuf};

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema};
use serde_json::Value;
use tinhso::findings::code::Code;
use tinhso::project::written::decisions::Decisions;
use tinhso::project::written::keys;
use tinhso::project::written::pipeline::Pipeline;
use tinhso::project::written::settings::Settings;
use tinhso::query::diff::DiffAnswer;
use tinhso::query::explain::answer::ExplainAnswer;
use tinhso::query::show::ShowAnswer;
use tinhso::query::status::StatusAnswer;
use tinhso::report::envelope::{
    BundleAnswer, CheckAnswer, CompletionsAnswer, DraftAnswer, ErrorAnswer, ExportAnswer, InitAnswer, ManualAnswer,
    PlanAnswer, PruneAnswer, ReleaseAnswer, RunAnswer, TemplateAnswer, ValidateAnswer, WithdrawAnswer,
};
use tinhso::report::inspected::InspectAnswer;
use tinhso::report::verified::VerifyAnswer;
use tinhso::values::language::Language;

use crate::kit::{repository, tinhso};
use crate::mini::{Mini, SECOND_QUARTER};
use crate::real::real;

/// What a person writes.
fn declared<T: JsonSchema>() -> Schema {
    SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<T>()
}

/// What the program answers.
fn answered<T: JsonSchema>() -> Schema {
    SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<T>()
}

/// Compares a generated file with the committed one, or writes it.
#[track_caller]
pub fn drift(name: &str, generated: &str) {
    let path = repository().join(name);
    if std::env::var_os("TINHSO_UPDATE").is_some() {
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(&path, generated).expect("written");
        return;
    }
    let committed = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        committed == generated,
        "{name} is not what the program says; run TINHSO_UPDATE=1 cargo test --test it, and commit"
    );
}

/// Every published JSON Schema.
pub fn schemas() -> [(&'static str, Schema); 25] {
    [
        ("project", declared::<Settings>()),
        ("pipeline", declared::<Pipeline>()),
        ("decisions", declared::<Decisions>()),
        ("form", Schema::try_from(keys::FORM.clone()).expect("a schema")),
        ("run", answered::<RunAnswer>()),
        ("prune", answered::<PruneAnswer>()),
        ("release", answered::<ReleaseAnswer>()),
        ("withdraw", answered::<WithdrawAnswer>()),
        ("check", answered::<CheckAnswer>()),
        ("validate", answered::<ValidateAnswer>()),
        ("inspect", answered::<InspectAnswer>()),
        ("status", answered::<StatusAnswer>()),
        ("bundle", answered::<BundleAnswer>()),
        ("diff", answered::<DiffAnswer>()),
        ("export", answered::<ExportAnswer>()),
        ("template", answered::<TemplateAnswer>()),
        ("draft", answered::<DraftAnswer>()),
        ("completions", answered::<CompletionsAnswer>()),
        ("init", answered::<InitAnswer>()),
        ("manual", answered::<ManualAnswer>()),
        ("plan", answered::<PlanAnswer>()),
        ("verify", answered::<VerifyAnswer>()),
        ("explain", answered::<ExplainAnswer>()),
        ("show", answered::<ShowAnswer>()),
        ("error", answered::<ErrorAnswer>()),
    ]
}

#[test]
fn the_committed_schemas_are_those_of_the_types() {
    for (name, schema) in schemas() {
        let text = serde_json::to_string_pretty(&schema).expect("JSON") + "\n";
        drift(&format!("schemas/tinhso/{name}.json"), &text);
    }
}

#[test]
fn the_committed_list_of_findings_is_that_of_the_codes() {
    let mut text = "# Findings\n\n\
        <!-- Written by `TINHSO_UPDATE=1 cargo test --test it schemas`. Edit the meanings in `messages/vi.ftl` and `messages/en.ftl`,\n\
        and the list of codes in `crates/reader/src/findings/code.rs`, not this page. -->\n\n\
        Everything wrong or odd that `tinhso` finds in what was sent. A form can set another severity for a code under\n\
        `severities`; a row with an error is then quarantined, one with a warning used.\n\n\
        | code | severity | what becomes of it | meaning | nghĩa |\n|---|---|---|---|---|\n"
        .to_owned();
    for code in Code::ALL {
        text += &format!(
            "| `{}` | {} | {} | {} | {} |\n",
            code.name(),
            code.default_severity().name(),
            code.default_disposition().name(),
            code.meaning(Language::En),
            code.meaning(Language::Vi)
        );
    }
    drift("docs/findings.md", &text);
}

/// Asserts that a value keeps to a committed schema.
#[track_caller]
fn keeps(schema: &str, what: &str, value: &Value) {
    let path = repository().join(format!("schemas/tinhso/{schema}.json"));
    let schema: Value = serde_json::from_str(&fs::read_to_string(&path).expect("the schema")).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a JSON Schema");
    let wrong: Vec<String> =
        validator.iter_errors(value).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(wrong.is_empty(), "{what}: {wrong:#?}");
}

/// The same, the other way round: a value that must be refused.
#[track_caller]
fn refuses(schema: &str, value: &Value) {
    let path = repository().join(format!("schemas/tinhso/{schema}.json"));
    let schema: Value = serde_json::from_str(&fs::read_to_string(&path).expect("the schema")).expect("JSON");
    assert!(!jsonschema::is_valid(&schema, value), "{value}");
}

fn files(folder: &str, ending: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(repository().join(folder)).expect("a folder");
    let mut files: Vec<PathBuf> = entries
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|found| found == ending))
        .collect();
    files.sort();
    assert!(!files.is_empty(), "{folder}");
    files
}

fn toml(path: &Path) -> Value {
    let table: toml::Table = fs::read_to_string(path).expect("a file").parse().expect("TOML");
    serde_json::to_value(table).expect("JSON")
}

#[test]
fn the_declarations_of_this_repository_keep_to_their_schemas() {
    keeps("project", "tinhso.toml", &toml(&repository().join("tinhso.toml")));
    for path in files("pipelines", "toml") {
        keeps("pipeline", &path.display().to_string(), &toml(&path));
    }
    for path in files("schemas", "json") {
        let form: Value = serde_json::from_str(&fs::read_to_string(&path).expect("a file")).expect("JSON");
        keeps("form", &path.display().to_string(), &form);
        // An editor says while one types what `check` would say.
        let mut misspelt = form.clone();
        misspelt["schema"]["primarykey"] = misspelt["schema"]["primaryKey"].clone();
        refuses("form", &misspelt);
    }
    let mut settings = toml(&repository().join("tinhso.toml"));
    settings["geographies"] = serde_json::json!(["as_reported"]);
    refuses("project", &settings);
}

#[test]
fn each_declaration_names_its_schema_where_it_is() {
    for path in files("pipelines", "toml").into_iter().chain([repository().join("tinhso.toml")]) {
        let text = fs::read_to_string(&path).expect("a file");
        let named = text
            .lines()
            .next()
            .and_then(|line| line.strip_prefix("#:schema "))
            .unwrap_or_else(|| panic!("{}", path.display()));
        assert!(path.parent().expect("a folder").join(named).is_file(), "{}: {named}", path.display());
    }
    for path in files("schemas", "json") {
        let form: Value = serde_json::from_str(&fs::read_to_string(&path).expect("a file")).expect("JSON");
        let named = form["$schema"].as_str().unwrap_or_else(|| panic!("{}", path.display()));
        assert!(path.parent().expect("a folder").join(named).is_file(), "{}: {named}", path.display());
    }
}

#[test]
fn every_answer_keeps_to_its_schema() {
    keeps("run", "run", &real().json.json());
    keeps("check", "check", &tinhso(repository(), &["check", "--format", "json"]).expect(0).json());
}

#[test]
fn every_answer_about_a_small_project_keeps_to_its_schema() {
    let mini = Mini::with_two_quarters();
    mini.run(0);
    let bundle = mini.path().join("run.zip").to_string_lossy().into_owned();
    keeps("bundle", "bundle", &mini.tinhso(&["bundle", "current", &bundle, "--format", "json"]).expect(0).json());
    keeps("verify", "verify", &mini.tinhso(&["verify", "--format", "json"]).expect(0).json());
    keeps("explain", "explain", &mini.tinhso(&["explain", "dossiers", "--format", "json"]).expect(0).json());
    keeps("show", "show", &mini.tinhso(&["show", "dossiers", "--format", "json"]).expect(0).json());
    keeps("plan", "plan", &mini.tinhso(&["plan", "services", "--format", "json"]).expect(0).json());
    mini.write("bad.csv", "Mã xã;Tên xã;Kỳ báo cáo;Hồ sơ tiếp nhận;Dân số\n90001;Xã Đồi Chè;2025-Q2;nhiều;1\n");
    let bad = mini.path().join("bad.csv").to_string_lossy().into_owned();
    keeps("validate", "validate", &mini.tinhso(&["validate", &bad, "--format", "json"]).expect(1).json());
    let new = mini.path().join("new").to_string_lossy().into_owned();
    let pages = mini.path().join("man").to_string_lossy().into_owned();
    keeps("manual", "manual", &mini.tinhso(&["manual", &pages, "--format", "json"]).expect(0).json());
    keeps("completions", "completions", &mini.tinhso(&["completions", "bash", "--format", "json"]).expect(0).json());
    keeps("init", "init", &mini.tinhso(&["init", &new, "--format", "json"]).expect(0).json());
    let file = mini.path().join("figures.csv").to_string_lossy().into_owned();
    let empty = mini.path().join("empty.xlsx").to_string_lossy().into_owned();
    let asked =
        ["template", "services", "--area", "901", "--period", "2025-Q2", "--output", &empty, "--format", "json"];
    keeps("template", "template", &mini.tinhso(&asked).expect(0).json());
    keeps("export", "export", &mini.tinhso(&["export", &file, "--format", "json"]).expect(0).json());
    keeps("status", "status", &mini.tinhso(&["status", "--format", "json"]).expect(0).json());
    keeps("status", "check", &mini.tinhso(&["status", "--check", "--format", "json"]).expect(0).json());
    keeps("inspect", "inspect", &mini.tinhso(&["inspect", &bad, "--format", "json"]).expect(1).json());
    mini.quarter("2025-Q1", &SECOND_QUARTER);
    mini.run(0);
    keeps("prune", "prune", &mini.tinhso(&["prune", "--dry-run", "--format", "json"]).expect(0).json());
    let withdrawn = ["withdraw", "services/2025-Q1.csv", "--why", "sai", "--format", "json"];
    keeps("withdraw", "withdraw", &mini.tinhso(&withdrawn).expect(0).json());
    let diff = mini.tinhso(&["diff", "--format", "json"]).expect(1).json();
    keeps("diff", "diff", &diff);
    let before = diff["before"]["run_id"].as_str().expect("a run");
    keeps("release", "release", &mini.tinhso(&["release", before, "--format", "json"]).expect(0).json());
    mini.edit("pipelines/services.toml", "sum(online)", "sum(onlin)");
    let faults = mini.tinhso(&["check", "--format", "json"]).expect(2).json();
    assert_eq!(faults["faults"].as_array().map(Vec::len), Some(1));
    keeps("check", "check with faults", &faults);
    keeps("error", "run that fails", &mini.tinhso(&["run", "--format", "json"]).expect(2).json());
}
