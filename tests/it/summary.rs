//! What people and machines read at the end of a run, and what `check`, `validate` and `plan` say.

use crate::kit::{current_id, repository, tinhso};
use crate::mini::Mini;
use crate::real::{real, steady};

#[test]
fn the_summary_in_vietnamese() {
    let real = real();
    assert_eq!(real.vietnamese.code, 1, "{}", real.vietnamese.stderr);
    insta::assert_snapshot!(steady(&real.warehouse(), &real.vietnamese.stdout));
}

#[test]
fn the_summary_in_english() {
    let real = real();
    assert_eq!(real.english.code, 1, "{}", real.english.stderr);
    insta::assert_snapshot!(steady(&real.warehouse(), &real.english.stdout));
}

/// Lines that say the same in every run: not how many files were read, nor the run's id and place.
fn lasting(text: &str) -> Vec<&str> {
    let passing = ["Tệp ", "Lần chạy", "Kết quả", "  … và", "Việc tiếp theo"];
    text.lines().filter(|line| !passing.iter().any(|start| line.starts_with(start))).collect()
}

#[test]
fn the_readme_shows_the_summary_that_a_newcomer_sees() {
    let path = repository().join("README.md");
    let readme = std::fs::read_to_string(&path).expect("README.md");
    if std::env::var_os("TINHSO_UPDATE").is_some() {
        let [before, _, after] =
            readme.split("<!-- summary -->").flat_map(|part| part.split("<!-- /summary -->")).collect::<Vec<_>>()[..]
        else {
            panic!("the README has no place for a summary")
        };
        // What a newcomer sees at the first run: everything is read.
        let read = real().json.json()["objects_read"].to_string();
        let read = if let Some((thousands, rest)) =
            read.split_at_checked(read.len().saturating_sub(3)).filter(|(thousands, _)| !thousands.is_empty())
        {
            format!("{thousands}.{rest}")
        } else {
            read.clone()
        };
        let shown = real().vietnamese.stdout.trim().replace(&*real().warehouse().to_string_lossy(), "…/warehouse");
        let shown = shown.replace(" (không thay đổi)", "").replace("lần này đọc 0", &format!("lần này đọc {read}"));
        let block = format!("{before}<!-- summary -->\n```\n{shown}\n```\n<!-- /summary -->{after}");
        std::fs::write(&path, block).expect("written");
        return;
    }
    let block = readme.split("<!-- summary -->").nth(1).and_then(|rest| rest.split("```").nth(1)).expect("a summary");
    assert_eq!(lasting(block.trim()), lasting(real().vietnamese.stdout.trim()));
}

#[test]
fn the_answer_for_machines() {
    let real = real();
    assert_eq!(real.json.code, 1, "{}", real.json.stderr);
    insta::assert_snapshot!(steady(&real.warehouse(), &real.json.stdout));
}

#[test]
fn a_new_run_leaves_its_open_lineage_event_and_an_unchanged_one_does_not() {
    let real = real();
    let journal = real.warehouse().join("journal");
    let names = std::fs::read_dir(&journal).expect("a journal").map(|entry| entry.expect("an entry").path());
    let events: Vec<_> = names.filter(|path| path.to_string_lossy().ends_with(".openlineage.json")).collect();
    let [event] = events.as_slice() else { panic!("{events:?}") };
    let read = |path: &std::path::Path| -> serde_json::Value {
        serde_json::from_str(&std::fs::read_to_string(path).expect("a file")).expect("JSON")
    };
    let (event, manifest) = (read(event), read(&crate::kit::current(&real.warehouse()).join("manifest.json")));
    assert_eq!(event["eventType"], "COMPLETE");
    let texts = |list: &serde_json::Value, key: &str| -> Vec<String> {
        let list = list.as_array().expect("a list").iter();
        list.map(|entry| entry[key].as_str().expect("a text").to_owned()).collect()
    };
    assert_eq!(texts(&event["outputs"], "name"), texts(&manifest["outputs"], "path"));
    let inputs = crate::kit::table(&crate::kit::current(&real.warehouse()).join("inputs.parquet"));
    // A source is one dataset, however many files lie there.
    let files = |one: &serde_json::Value| one["inputFacets"]["inputStatistics"]["fileCount"].as_u64().expect("a count");
    let sources = event["inputs"].as_array().expect("sources");
    assert!(sources.len() < 10 && sources.iter().map(files).max() > Some(900), "{sources:?}");
    let figures = event["outputs"].as_array().expect("tables").iter();
    let figures: Vec<_> = figures.filter(|one| one["name"] == "indicators/digital-society.parquet").collect();
    let numerator = &figures[0]["facets"]["columnLineage"]["fields"]["numerator"]["inputFields"];
    let numerator = numerator.as_array().expect("columns").iter();
    assert!(numerator.into_iter().any(|input| input["field"] == "adults_with_account"), "{}", figures[0]);
    assert!(figures[0]["facets"]["dataQualityMetrics"]["columnMetrics"]["obs_value"]["nullCount"].is_u64());
    assert_eq!(manifest["inputs"]["length"], inputs.len());
    assert_eq!(manifest["inputs"]["head"], inputs.last().expect("an input")["link"]);
}

#[test]
fn nothing_but_results_on_standard_output_and_no_bars_without_a_terminal() {
    let real = real();
    for answer in [&real.json, &real.vietnamese, &real.english] {
        assert_eq!(answer.stderr, "");
    }
}

#[test]
fn the_declarations_of_this_repository_hold() {
    let vietnamese = tinhso(repository(), &["check"]).expect(0);
    insta::assert_snapshot!(vietnamese.stdout, @"Khai báo hợp lệ: 8 biểu, 7 quy trình, 36 chỉ tiêu, 185 đơn vị hành chính");
    let english = tinhso(repository(), &["check", "--lang", "en"]).expect(0);
    insta::assert_snapshot!(english.stdout, @"The declarations hold: 8 forms, 7 pipelines, 36 indicators, 185 units");
}

#[test]
fn the_plan_of_an_indicator() {
    let mini = Mini::with_two_quarters();
    mini.run(0);
    let plan = mini.tinhso(&["plan", "economy", "--tables", "TABLES"]).expect(0);
    insta::assert_snapshot!(plan.stdout);
    let unknown = mini.tinhso(&["plan", "econmy", "--lang", "en"]).expect(2);
    insta::assert_snapshot!(unknown.stderr, @"error: no pipeline `econmy`; did you mean `economy`?");
}

#[test]
fn a_summary_without_faults_ends_with_zero_and_names_the_place() {
    let mini = Mini::with_two_quarters();
    let answer = mini.tinhso(&["run", "--lang", "en"]).expect(0);
    insta::assert_snapshot!(steady(&mini.warehouse(), &answer.stdout));
    let id = current_id(&mini.warehouse()).expect("a run");
    assert!(answer.stdout.contains(&format!("runs/{id}")), "{}", answer.stdout);
}
