//! `verify` and `bundle` need of the declarations no more than a run keeps, whatever those at hand have become.

use serde_json::{Value, json};

use crate::bundle::verified;
use crate::kit::current;
use crate::mini::Mini;

/// What is at fault, and the file: a text that no parser reads, a name that nothing has, a form without a field.
const FAULTS: [(&str, &str, &str); 3] = [
    ("pipelines/services.toml", "[[indicator]]", "[[indicator"),
    ("pipelines/services.toml", "sum(received)", "sum(recieved)"),
    ("schemas/services.json", "\"fields\": [", "\"fields\": [,"),
];

/// What is not the same, with its result.
fn not_same(answer: &Value) -> Vec<String> {
    let comparisons = answer["comparisons"].as_array().expect("comparisons").iter();
    let all = comparisons.map(|one| format!("{} {}", one["compared"], one["result"]).replace('"', ""));
    all.filter(|one| !one.ends_with(" same") && !one.ends_with(" unavailable")).collect()
}

fn comparison<'a>(answer: &'a Value, compared: &str) -> &'a Value {
    let mut comparisons = answer["comparisons"].as_array().expect("comparisons").iter();
    comparisons.find(|one| one["compared"] == compared).expect("it is compared")
}

#[test]
fn a_run_is_verified_by_what_it_keeps_while_the_declarations_have_faults() {
    for (file, old, new) in FAULTS {
        let mini = Mini::with_two_quarters();
        mini.run(0);
        mini.edit(file, old, new);
        let answer = mini.tinhso(&["verify", "--format", "json"]).expect(2).json();
        assert_eq!(not_same(&answer), ["declarations not-compared"], "{file} {new}: {answer}");
        let declarations = comparison(&answer, "declarations");
        assert_eq!(declarations["differences"], json!([file]));
        assert!(declarations["message"]["en"].as_str().expect("words").contains("in the declarations at hand"));
        // What is wrong with the run itself is said all the same.
        let table = current(&mini.warehouse()).join("catalog.parquet");
        let whole = std::fs::read(&table).expect("a table");
        std::fs::write(&table, b"other").expect("written");
        let answer = mini.tinhso(&["verify", "--format", "json"]).expect(1).json();
        assert!(not_same(&answer).contains(&"outputs different".to_owned()), "{answer}");
        std::fs::write(&table, whole).expect("as it was");
        // A run that keeps nothing readable is compared with all but itself.
        std::fs::write(current(&mini.warehouse()).join("declarations.parquet"), b"other").expect("written");
        let answer = mini.tinhso(&["verify", "--format", "json"]).expect(1).json();
        assert_eq!(comparison(&answer, "repeated")["result"], "not-compared", "{answer}");
        assert_eq!(comparison(&answer, "archive")["result"], "same", "{answer}");
    }
}

#[test]
fn a_run_is_bundled_with_what_it_keeps() {
    let faults = FAULTS.into_iter().chain([("pipelines/services.toml", "Share online", "Share on line")]);
    for (file, old, new) in faults {
        let mini = Mini::with_two_quarters();
        mini.run(0);
        mini.edit(file, old, new);
        let bundle = mini.path().join("run.zip");
        mini.tinhso(&["bundle", "current", &bundle.to_string_lossy()]).expect(0);
        let (code, answer, stderr) = verified(&bundle);
        assert_eq!((code, not_same(&answer)), (0, Vec::new()), "{file} {new}: {answer} {stderr}");
    }
}

#[test]
fn without_the_settings_nothing_says_where_the_warehouse_is() {
    let mini = Mini::with_two_quarters();
    mini.run(0);
    mini.edit("tinhso.toml", "language", "langauge");
    let said = mini.tinhso(&["verify", "--lang", "en"]).expect(2).stderr;
    assert!(said.contains("tinhso.toml"), "{said}");
}
