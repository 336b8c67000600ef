//! Another province with its own levels, map, day and form: `fixtures/tinh-son-hai`. Nothing of Điện Biên lives in the program.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use crate::kit::{Row, current, repository, table, tinhso, tree};

/// A figure as the page or the run gives it: everything but the value, and the value.
type Figures = BTreeMap<String, Option<String>>;

/// The tables of the page: under a heading that names an indicator, a line for each figure.
fn by_hand(page: &str) -> Figures {
    let mut figures = Figures::new();
    let mut indicator = None;
    let mut header: Vec<&str> = Vec::new();
    for line in page.lines() {
        if let Some(heading) = line.strip_prefix("## ") {
            indicator = heading.split('`').nth(1);
            header.clear();
        }
        let (Some(indicator), Some(cells)) = (indicator, line.strip_prefix("| ")) else { continue };
        let cells: Vec<&str> = cells.trim_end_matches(" |").split(" | ").collect();
        if header.is_empty() {
            header = cells;
            continue;
        }
        assert_eq!(cells.len(), header.len(), "{line}");
        let place = |name: &str| header.iter().position(|found| *found == name).unwrap_or_else(|| panic!("{name}"));
        let cell = |name: &str| cells[place(name)];
        // What is after the last sign of equality is the result of the working before it.
        let part = |place: usize| match cells[place].rsplit(" = ").next().unwrap_or_default() {
            "–" => String::new(),
            result => plain(result),
        };
        let communes = place("communes");
        let denominator = if communes == 6 { part(5) } else { String::new() };
        let key = format!(
            "{indicator} {} {} {} {}: {} of {denominator}, {}, {}",
            cell("geography"),
            cell("period"),
            cell("area"),
            cell("name"),
            part(4),
            cells[communes].replace(" of ", "/"),
            cell("status"),
        );
        let value = Some(cell("figure").to_owned()).filter(|figure| figure != "–");
        assert!(figures.insert(key, value).is_none(), "twice: {line}");
    }
    figures
}

/// A decimal without the zeros at its end.
fn plain(number: &str) -> String {
    if number.contains('.') { number.trim_end_matches('0').trim_end_matches('.').to_owned() } else { number.to_owned() }
}

fn published(rows: &[Row]) -> Figures {
    let figure = |row: &Row| {
        let key = format!(
            "{} {} {} {} {}: {} of {}, {}/{}, {}",
            row["indicator"],
            row["geography"],
            row["time_period"],
            row["ref_area"],
            row["ref_area_name"],
            plain(&row["numerator"]),
            plain(&row["denominator"]),
            row["n_reported"],
            row["n_expected"],
            row["obs_status"]
        );
        (key, Some(row["obs_value"].clone()).filter(|value| !value.is_empty()))
    };
    rows.iter().map(figure).collect()
}

fn copy(from: &Path, to: &Path) {
    for (name, bytes) in tree(from) {
        let path = to.join(&name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, bytes).expect("written");
    }
}

#[test]
fn every_figure_of_the_second_project_is_the_one_worked_out_by_hand() {
    let folder = tempfile::tempdir().expect("a folder");
    copy(&repository().join("fixtures/tinh-son-hai"), folder.path());
    let checked = tinhso(folder.path(), &["check", "--lang", "en"]).expect(0);
    insta::assert_snapshot!(checked.stdout, @"The declarations hold: 1 form, 1 pipeline, 3 indicators, 13 units");
    let warehouse = folder.path().join("warehouse-of-the-test");
    tinhso(folder.path(), &["run", "--warehouse", &warehouse.to_string_lossy()]).expect(0);
    let rows = table(&current(&warehouse).join("indicators/environment.parquet"));
    let page = fs::read_to_string(repository().join("fixtures/tinh-son-hai/README.md")).expect("its page");
    let (wanted, found) = (by_hand(&page), published(&rows));
    assert!(wanted.len() > 70, "only {} figures are worked out", wanted.len());
    assert_eq!(wanted.keys().collect::<Vec<_>>(), found.keys().collect::<Vec<_>>());
    for (key, by_hand) in wanted {
        // The page rounds a figure that does not end.
        let digits = by_hand.as_deref().and_then(|figure| figure.split_once('.')).map_or(0, |(_, after)| after.len());
        let figure = found[&key].as_ref().map(|value| {
            let value: f64 = value.parse().expect("a number");
            if digits == 0 { value.to_string() } else { format!("{value:.digits$}") }
        });
        assert_eq!(figure, by_hand, "{key}");
    }
    let met = table(&current(&warehouse).join("targets.parquet"));
    assert_eq!(met.iter().map(|row| row["target_state"].as_str()).collect::<Vec<_>>(), ["met"]);
}

/// The texts between quotation marks in what is compiled into the program: no comments, no tests.
fn literals(source: &str) -> Vec<String> {
    let compiled = source.split("#[cfg(test)]").next().unwrap_or_default();
    let code: String =
        compiled.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
    let code = code.replace("\\\"", "").replace("'\"'", "");
    code.split('"').skip(1).step_by(2).map(str::to_owned).collect()
}

#[test]
fn the_program_names_no_unit_form_pipeline_or_indicator_of_this_project() {
    let read = |name: &str| fs::read_to_string(repository().join(name)).expect("a file");
    // Words of this project that the program must not hold inside any text, and those that must not be a whole text.
    let mut inside: BTreeSet<String> = BTreeSet::from(["/CĐS".to_owned(), "Điện Biên".to_owned()]);
    let mut whole: BTreeSet<String> = BTreeSet::new();
    for line in read("registry/units.csv").lines().skip(1) {
        let mut columns = line.split(',');
        whole.extend(columns.next().filter(|code| code.len() > 2).map(str::to_owned));
        inside.extend(columns.next().map(str::to_owned));
    }
    for name in tree(&repository().join("schemas")).into_keys().chain(tree(&repository().join("pipelines")).into_keys())
    {
        if !name.contains('/') {
            whole.extend(name.split('.').next().map(str::to_owned));
        }
    }
    for (_, pipeline) in tree(&repository().join("pipelines")) {
        let text = String::from_utf8(pipeline).expect("UTF-8");
        let names = text.lines().filter_map(|line| line.strip_prefix("name")?.split('"').nth(1));
        whole.extend(names.map(str::to_owned));
    }
    assert!(inside.len() > 100 && whole.len() > 100, "{} {}", inside.len(), whole.len());
    let mut named = Vec::new();
    for (file, source) in tree(&repository().join("src")) {
        // Modules that only tests use.
        if file.ends_with("tests.rs") || file.ends_with("fixture.rs") {
            continue;
        }
        for text in literals(&String::from_utf8(source).expect("UTF-8")) {
            let holds = whole.contains(&text) || inside.iter().any(|word| text.contains(word.as_str()));
            if holds {
                named.push(format!("{file}: {text}"));
            }
        }
    }
    assert!(named.is_empty(), "{named:#?}");
}
