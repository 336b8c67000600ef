//! `tinhso explain`: every published figure of the fixtures is followed to its cells, and the cells are read by others.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io::Cursor;
use std::thread;

use calamine::{Data, Range, Reader, Sheets, open_workbook_auto_from_rs};
use serde_json::Value;
use tinhso::engine::{Engines, embedded};
use tinhso::project::load::load;
use tinhso::query::explain::Explainer;
use tinhso::query::explain::answer::{ExplainAnswer, ExplainedFigure, ExplainedRow, PartName};
use tinhso::query::explain::depth::Depth;
use tinhso::query::question::Question;
use tinhso::store::Warehouse;
use tinhso::store::project::read_project;
use tinhso::values::decimal::Decimal;

use crate::kit::repository;
use crate::mini::{Mini, OLD, sheet};
use crate::real::real;

/// A cell: digest of the object, sheet, address; and the text that an explanation gives for it.
type Cells = BTreeMap<(String, String, String), String>;

/// What the explanations of all figures of some indicators hold.
#[derive(Default)]
struct Explained {
    figures: usize,
    units_left_out: usize,
    sums_checked: usize,
    cells: Cells,
    faults: Vec<String>,
}

fn decimal(digits: &str) -> Decimal {
    Decimal::parse(digits, 12, 0).expect("a decimal").value
}

impl Explained {
    fn take(&mut self, answer: &ExplainAnswer) {
        self.figures += 1;
        let figure = &answer.figure;
        let name = format!(
            "{} {:?} {:?} {} {} {}",
            figure.indicator, figure.method, figure.breakdown, figure.ref_area, figure.geography, figure.time_period
        );
        if answer.proof.fails() || answer.proof.cells_read < answer.proof.cells {
            self.faults.push(format!("{name}: {:?}", answer.proof));
        }
        let counted = answer.units.iter().filter(|unit| unit.counts).count();
        if i64::try_from(counted).ok() != Some(figure.n_reported) {
            self.faults.push(format!("{name}: {counted} units of {}", figure.n_reported));
        }
        for unit in &answer.units {
            self.units_left_out += usize::from(!unit.counts);
            if !unit.counts && unit.reasons.is_empty() {
                self.faults.push(format!("{name}: {} is left out without a reason", unit.ref_area));
            }
            for row in &unit.rows {
                for cell in row.fields.iter().flat_map(|field| &field.cells) {
                    let (Some(address), Some(raw)) = (&cell.cell, &cell.raw) else { continue };
                    let key = (cell.sha256.clone(), cell.sheet.clone(), address.clone());
                    let before = self.cells.insert(key, raw.clone());
                    if before.is_some_and(|before| before != *raw) {
                        self.faults.push(format!("{name}: {address} has two texts"));
                    }
                }
            }
        }
        self.sum(answer, &name);
    }

    /// A sum of fields is added up once more from the values of the cells alone.
    fn sum(&mut self, answer: &ExplainAnswer, name: &str) {
        let numerator = &answer.parts[0];
        let Some(inside) = numerator.formula.strip_prefix("sum(").and_then(|rest| rest.split_once(')')) else { return };
        let fields: BTreeSet<&str> = inside.0.split(" + ").collect();
        let rows: Vec<&ExplainedRow> = answer
            .units
            .iter()
            .filter(|unit| unit.counts)
            .flat_map(|unit| &unit.rows)
            .filter(|row| row.part == PartName::Numerator && row.enters)
            .collect();
        let plain = |row: &&ExplainedRow| {
            row.fields.iter().all(|field| field.combined.iter().all(|rule| rule.starts_with("sum")))
                && row.fields.iter().flat_map(|field| &field.cells).all(|cell| cell.share.as_deref() == Some("1"))
        };
        if !rows.iter().all(plain) || answer.figure.n_reported == 0 {
            return;
        }
        let cells = rows.iter().flat_map(|row| &row.fields).flat_map(|field| &field.cells);
        let amounts =
            cells.filter(|cell| fields.contains(cell.field.as_str())).filter_map(|cell| cell.value.as_deref());
        let sum = amounts.fold(Decimal::ZERO, |sum, amount| sum.checked_add(decimal(amount)).expect("small"));
        self.sums_checked += 1;
        if answer.figure.numerator.as_deref().map(decimal) != Some(sum) {
            self.faults.push(format!("{name}: the cells add up to {sum}, not {:?}", answer.figure.numerator));
        }
    }

    fn join(&mut self, other: Self) {
        self.figures += other.figures;
        self.units_left_out += other.units_left_out;
        self.sums_checked += other.sums_checked;
        self.cells.extend(other.cells);
        self.faults.extend(other.faults);
    }
}

/// Explains every figure of the fixtures, the indicators shared between two threads.
fn every_figure() -> Explained {
    let project = load(&read_project(repository()).expect("a project")).expect("sound declarations");
    let mut names: Vec<String> = project.indicators.iter().map(|one| one.declared.name.get_ref().clone()).collect();
    names.sort();
    names.dedup();
    let warehouse = real().warehouse();
    let explain = |first: usize| {
        let warehouse = Warehouse::open(&warehouse.to_string_lossy(), repository()).expect("a warehouse");
        let engine = embedded();
        let engines = Engines { plans: &engine, local: &engine };
        let explainer = Explainer::new(&project, &warehouse, None, engines).expect("a run");
        let alone = Explainer::new(&project, &warehouse, None, engines).expect("a run");
        let mut explained = Explained::default();
        for name in names.iter().skip(first).step_by(2) {
            let take = |answer: ExplainAnswer| {
                explained.take(&answer);
                // By itself a figure is explained from the rows of its own units.
                if explained.figures.is_multiple_of(200) {
                    let other = alone.explain(&question_of(&answer.figure), Depth::WHOLE).expect("an explanation");
                    if value(&answer) != value(&other) {
                        explained.faults.push(format!("another explanation alone: {:?}", question_of(&answer.figure)));
                    }
                }
            };
            explainer.explain_all(name, take).expect("an explanation");
        }
        explained
    };
    thread::scope(|scope| {
        let other = scope.spawn(|| explain(1));
        let mut explained = explain(0);
        explained.join(other.join().expect("no panic"));
        explained
    })
}

/// A first screen follows few units: those, the order of all and what they add are as in the whole explanation.
#[test]
fn a_first_screen_is_the_beginning_of_the_whole() {
    let project = load(&read_project(repository()).expect("a project")).expect("sound declarations");
    let warehouse = real().warehouse();
    let warehouse = Warehouse::open(&warehouse.to_string_lossy(), repository()).expect("a warehouse");
    let engine = embedded();
    let engines = Engines { plans: &engine, local: &engine };
    let first = Depth { whole_up_to: 2, first_units: 2, most_objects: usize::MAX };
    let (mut in_part, mut with_reasons) = (0, 0);
    for indicator in project.indicators.iter().step_by(3) {
        let asked = |depth: Depth| {
            let question = Question {
                indicator: indicator.declared.name.get_ref().clone(),
                method: indicator.declared.method.clone(),
                breakdown: indicator.breakdown.clone(),
                ..Question::default()
            };
            let explainer = Explainer::new(&project, &warehouse, None, engines).expect("a run");
            explainer.explain(&question, depth).expect("an explanation")
        };
        let (whole, first) = (asked(Depth::WHOLE), asked(first));
        assert_eq!(first.proof.adds_up, whole.proof.adds_up);
        assert_eq!(whole.proof.units, whole.units.len() as u64);
        assert_eq!(first.units.len(), whole.units.len());
        let counting = whole.units.iter().filter(|unit| unit.counts).count();
        let mut followed = 0;
        for (place, (one, other)) in first.units.iter().zip(&whole.units).enumerate() {
            let is_followed =
                whole.units.len() <= 2 || place < 2.min(counting) || (counting..counting + 2).contains(&place);
            followed += u64::from(is_followed);
            with_reasons += usize::from(is_followed && !one.reasons.is_empty());
            let (one, mut other) = (value(one), value(other));
            if !is_followed {
                other["rows"] = Value::Array(Vec::new());
                other["reasons"] = Value::Array(Vec::new());
            }
            assert_eq!(one, other, "{}", first.figure.indicator);
        }
        assert_eq!(first.proof.units, followed);
        in_part += usize::from(followed < whole.proof.units);
    }
    assert!(in_part > 5 && with_reasons > 3, "{in_part} in part, {with_reasons} units with reasons");
}

/// What one asks to have a figure explained.
fn question_of(figure: &ExplainedFigure) -> Question {
    Question {
        indicator: figure.indicator.clone(),
        period: figure.time_period.parse().ok(),
        area: Some(figure.ref_area.clone()),
        method: figure.method.clone(),
        breakdown: figure.breakdown.clone(),
        geography: Some(figure.geography.clone()),
    }
}

fn value(unit: &impl serde::Serialize) -> Value {
    serde_json::to_value(unit).expect("JSON")
}

/// What another program finds in a cell.
enum OtherBook {
    Workbook(Box<Sheets<Cursor<Vec<u8>>>>, HashMap<String, Range<Data>>),
    Lines(Vec<Vec<String>>),
    /// Packed, JSON, Parquet, or in a font's encoding: read by no other program here.
    Unread,
}

impl OtherBook {
    fn open(bytes: Vec<u8>) -> Self {
        if let Ok(book) = open_workbook_auto_from_rs(Cursor::new(bytes.clone())) {
            return Self::Workbook(Box::new(book), HashMap::new());
        }
        let Ok(text) = String::from_utf8(bytes) else { return Self::Unread };
        let text = text.trim_start_matches('\u{feff}');
        if text.starts_with(['{', '[']) {
            return Self::Unread;
        }
        let first = text.lines().next().unwrap_or_default();
        let delimiter =
            [b';', b'\t', b','].into_iter().max_by_key(|sign| first.bytes().filter(|byte| byte == sign).count());
        let mut reader = csv::ReaderBuilder::new();
        let reader = reader.has_headers(false).flexible(true).delimiter(delimiter.unwrap_or(b','));
        let lines = reader.from_reader(text.as_bytes()).into_records();
        Self::Lines(lines.map(|line| line.expect("a line").iter().map(str::to_owned).collect()).collect())
    }

    fn cell(&mut self, sheet: &str, row: u32, column: u32) -> Option<String> {
        match self {
            Self::Unread => None,
            Self::Lines(lines) => lines.get(row as usize)?.get(column as usize).cloned(),
            Self::Workbook(book, known) => {
                if !known.contains_key(sheet) {
                    known.insert(sheet.to_owned(), book.worksheet_range(sheet).ok()?);
                }
                let range = known.get(sheet)?;
                Some(match range.get_value((row, column))? {
                    Data::Float(number) => number.to_string(),
                    Data::Int(number) => number.to_string(),
                    other => other.to_string(),
                })
            }
        }
    }
}

fn place(address: &str) -> (u32, u32) {
    let digits = address.find(|sign: char| sign.is_ascii_digit()).expect("a row");
    let column = address[..digits].bytes().fold(0, |number, letter| number * 26 + u32::from(letter - b'A') + 1);
    (address[digits..].parse::<u32>().expect("a row") - 1, column - 1)
}

#[test]
fn every_figure_is_followed_to_cells_that_give_it() {
    let explained = every_figure();
    assert!(
        explained.faults.is_empty(),
        "{} faults: {:#?}",
        explained.faults.len(),
        &explained.faults[..explained.faults.len().min(20)]
    );
    assert_eq!(explained.figures, 46_784);
    assert!(explained.sums_checked > 30_000, "{}", explained.sums_checked);
    assert!(explained.units_left_out > 1_000, "{}", explained.units_left_out);
    // Every accepted row of the fixtures enters some figure.
    let mut by_object: BTreeMap<&str, Vec<(&str, &str, &str)>> = BTreeMap::new();
    for ((sha256, sheet, address), raw) in &explained.cells {
        by_object.entry(sha256).or_default().push((sheet, address, raw));
    }
    assert!(by_object.len() > 1_000, "{}", by_object.len());
    let (mut compared, mut unread) = (0, 0);
    for (sha256, cells) in by_object {
        let bytes = std::fs::read(real().warehouse().join("archive").join(sha256)).expect("archived");
        let mut book = OtherBook::open(bytes);
        for (sheet, address, raw) in cells {
            let (row, column) = place(address);
            match book.cell(sheet, row, column) {
                Some(found) => {
                    assert_eq!(found.trim(), raw.trim(), "{sha256} {sheet} {address}");
                    compared += 1;
                }
                None => unread += 1,
            }
        }
    }
    assert!(unread * 20 < compared, "{compared} compared, {unread} not");
}

/// The answer for one figure of the small project.
fn explained(mini: &Mini, code: i32, arguments: &[&str]) -> Value {
    let mut all = vec!["explain", "--format", "json"];
    all.extend(arguments);
    mini.tinhso(&all).expect(code).json()
}

/// The cells of the units that count: unit, period, field, address, what it holds.
fn cells(answer: &Value) -> Vec<String> {
    let list = |value: &Value, key: &str| value[key].as_array().expect("a list").clone();
    let units = list(answer, "units").into_iter().filter(|unit| unit["counts"] == true);
    let rows = units.flat_map(|unit| list(&unit, "rows")).filter(|row| row["enters"] == true);
    let shown = |cell: Value| {
        let text = |key: &str| cell[key].as_str().unwrap_or("-").to_owned();
        ["ref_area_name", "time_period", "field", "cell", "raw"].map(text).join(" ")
    };
    rows.flat_map(|row| list(&row, "fields")).flat_map(|field| list(&field, "cells")).map(shown).collect()
}

/// The reasons of the units that do not count.
fn reasons(answer: &Value) -> Vec<String> {
    let units = answer["units"].as_array().expect("units").iter();
    let shown = |unit: &Value| {
        let area = unit["ref_area"].as_str().expect("a code").to_owned();
        let reasons = unit["reasons"].as_array().expect("reasons").iter();
        let codes = reasons.map(|reason| {
            let place = reason["cell"].as_str().or(reason["object"].as_str()).unwrap_or("-");
            format!("{} {place}", reason["reason"].as_str().expect("a code"))
        });
        format!("{area}: {}", codes.collect::<Vec<_>>().join(", "))
    };
    units.filter(|unit| unit["counts"] == false).map(shown).collect()
}

#[test]
fn a_restated_figure_names_the_members_and_their_cells() {
    let mini = Mini::with_two_quarters();
    mini.run(0);
    let asked = ["online_share", "2025-Q2", "--area", "Xã Đồi Chè", "--geography", "2025-07-01"];
    let answer = explained(&mini, 0, &asked);
    assert_eq!(
        cells(&answer),
        [
            "Xã Đồi Chè 2025-Q2 online E2 50",
            "Xã Bến Gỗ 2025-Q2 online E3 60",
            "Xã Đồi Chè 2025-Q2 received D2 100",
            "Xã Bến Gỗ 2025-Q2 received D3 200",
        ]
    );
    assert_eq!(answer["proof"]["adds_up"], true);
    assert_eq!(answer["proof"]["cells_agreeing"], 4);
    assert_eq!(answer["units"][0]["rows"][0]["fields"][0]["combined"][0], "sum over units");
    // For people in both languages, and as a table.
    for language in ["vi", "en"] {
        let mut all = vec!["explain", "--lang", language];
        all.extend(asked);
        let id = crate::kit::current_id(&mini.warehouse()).expect("a run");
        insta::assert_snapshot!(
            format!("explained_{language}"),
            mini.tinhso(&all).expect(0).stdout.replace(&id, "[run]")
        );
    }
    let mut all = vec!["explain", "--format", "csv"];
    all.extend(asked);
    let table = mini.tinhso(&all).expect(0).stdout;
    assert_eq!(table.lines().count(), 5, "{table}");
    assert!(table.contains("90002,Xã Bến Gỗ,2025-Q2,1,services/2025-Q2.csv"), "{table}");
    mini.tinhso(&["status", "--format", "csv"]).expect(2);
}

#[test]
fn a_figure_of_a_year_names_the_cells_of_its_quarters() {
    let mini = Mini::new();
    for (quarter, cells) in ["2024-Q1", "2024-Q2", "2024-Q3", "2024-Q4"].into_iter().zip([1, 2, 3, 4]) {
        let cells = format!("{cells};0;{cells}000;");
        mini.quarter(quarter, &[Some(&cells), Some(&cells), Some(&cells), Some(&cells), Some(&cells)]);
    }
    mini.run(0);
    // A flow is added over the quarters, a stock is that of the last.
    let flow = explained(&mini, 0, &["dossiers", "2024", "--area", "90005"]);
    assert_eq!(flow["figure"]["numerator"], "10");
    assert_eq!(cells(&flow).len(), 4);
    let stock = explained(&mini, 0, &["people", "2024", "--area", "90005"]);
    assert_eq!(cells(&stock), ["Xã Giếng Mới 2024-Q4 people F6 4000"]);
}

#[test]
fn units_that_do_not_count_say_why() {
    let mini = Mini::new();
    mini.quarter("2024-Q3", &crate::mini::SECOND_QUARTER);
    mini.quarter("2025-Q2", &crate::mini::SECOND_QUARTER);
    // One is not in the file, one has more online than received, one has no value.
    mini.quarter(
        "2025-Q1",
        &[Some("100;50;1000;"), None, Some("300;900;3000;"), Some("...;100;4000;"), Some("500;200;5000;")],
    );
    mini.run(1);
    let answer = explained(&mini, 0, &["dossiers_so_far", "2025-Q1"]);
    assert_eq!(answer["figure"]["numerator"], "600");
    assert_eq!(
        reasons(&answer),
        [
            "90002: row-missing services/2025-Q1.csv",
            "90003: quarantined E3",
            "90004: value-missing services/2025-Q1.csv",
        ]
    );
    let nobody = explained(&mini, 0, &["dossiers_so_far", "2024-Q4"]);
    assert!(reasons(&nobody).iter().all(|reason| reason.ends_with(": never-came -")), "{:?}", reasons(&nobody));
    assert_eq!(nobody["proof"]["adds_up"], Value::Null);
    // What was withdrawn says so.
    mini.tinhso(&["withdraw", "services/2025-Q1.csv", "--why", "nhầm quý"]).expect(0);
    mini.run_with(0, &["--as-of", "2030-01-01"]);
    let withdrawn = explained(&mini, 0, &["dossiers_so_far", "2025-Q1", "--geography", "as-reported"]);
    assert!(
        reasons(&withdrawn).iter().all(|reason| reason.ends_with(": withdrawn services/2025-Q1.csv")),
        "{:?}",
        reasons(&withdrawn)
    );
    mini.tinhso(&["restore", "services/2025-Q1.csv", "--why", "đúng quý"]).expect(0);
    mini.run_with(1, &["--as-of", "2030-01-01"]);
    // Of five communes two have a hundred dossiers.
    let busy = explained(&mini, 0, &["busy_communes_share", "2025-Q1"]);
    assert_eq!(busy["parts"][1]["formula"], "count(*) FROM registry (commune)");
}

#[test]
fn a_reason_that_was_mended_is_none() {
    let mini = Mini::new();
    let first = |cells: &str| sheet("2025-Q1", &OLD[..1], &[Some(cells)]);
    mini.send("services/a.csv", "2025-04-02T08:00:00+07:00", first("100;150;1000;5"));
    mini.send("services/b.csv", "2025-04-03T08:00:00+07:00", first("...;50;1000;5"));
    mini.run(0);
    let answer = explained(&mini, 0, &["dossiers", "2025-Q1", "--area", "90001", "--geography", "as-reported"]);
    assert_eq!(reasons(&answer), ["90001: value-missing services/b.csv"]);
    let lines = crate::lines::mini();
    let text = format!("{}90001;2024-Q1;online;...;3\n90002;2024-Q1;online;2;3\n", crate::lines::HEADER);
    lines.send("lines/q1.csv", "2024-04-02T08:00:00+07:00", text);
    lines.run(0);
    let answer = explained(&lines, 0, &["fees", "2024-Q1", "--area", "90001", "--geography", "as-reported"]);
    assert_eq!(reasons(&answer), ["90001: value-missing -"]);
}

#[test]
fn what_no_longer_gives_the_figure_is_reported() {
    let mini = Mini::with_two_quarters();
    mini.run(0);
    let object = sheet("2025-Q2", &OLD, &crate::mini::SECOND_QUARTER);
    let archived = mini.warehouse().join("archive").join(tinhso::store::digest::sha256_hex(object.as_bytes()));
    let before = std::fs::read(&archived).expect("archived");
    std::fs::write(&archived, object.replace("100;50", "900;50")).expect("written");
    let answer = explained(&mini, 1, &["dossiers", "2025-Q2", "--geography", "as-reported"]);
    assert_eq!(answer["objects"][0]["archived"], false);
    assert_eq!(answer["proof"]["cells_agreeing"], 0);
    std::fs::write(&archived, before).expect("written");
    // A published part that its cells do not give.
    explained(&mini, 0, &["dossiers", "2025-Q2", "--geography", "as-reported"]);
    let run = crate::kit::current(&mini.warehouse());
    std::fs::copy(run.join("units/value-added.parquet"), run.join("units/services.parquet")).expect("copied");
    mini.tinhso(&["explain", "dossiers", "2025-Q2", "--geography", "as-reported"]).expect(2);
}

#[test]
fn names_that_nobody_knows_are_reported_with_those_that_there_are() {
    let mini = Mini::with_two_quarters();
    mini.run(0);
    for (arguments, says) in [
        (vec!["dosiers"], "dossiers"),
        (vec!["dossiers", "2019-Q1"], "2025-Q2"),
        (vec!["dossiers", "--area", "Xã Không Có"], "Xã"),
        (vec!["dossiers", "--geography", "2025-07-02"], "2025-07-01"),
        (vec!["dossiers", "--method", "x"], "x"),
        (vec!["dossiers", "--run", "0123456789abcdef"], "0123456789abcdef"),
    ] {
        let mut all = vec!["explain", "--lang", "en"];
        all.extend(arguments);
        let answer = mini.tinhso(&all).expect(2);
        assert!(answer.stderr.contains(says), "{}", answer.stderr);
    }
}

#[test]
fn the_files_and_copies_with_marked_cells_are_handed_out() {
    let mini = Mini::with_two_quarters();
    mini.run(0);
    let folder = mini.path().join("evidence");
    let folder = folder.to_string_lossy().into_owned();
    mini.tinhso(&["explain", "dossiers", "2025-Q2", "--geography", "as-reported", "--extract", &folder]).expect(0);
    let files = crate::kit::tree(std::path::Path::new(&folder));
    let names: Vec<&str> = files.keys().map(String::as_str).collect();
    assert_eq!(names, ["services/2025-Q2.csv", "services/2025-Q2.csv.marked.xlsx"]);
    assert_eq!(files["services/2025-Q2.csv"], sheet("2025-Q2", &OLD, &crate::mini::SECOND_QUARTER).as_bytes());
    let mut copy = OtherBook::open(files["services/2025-Q2.csv.marked.xlsx"].clone());
    assert_eq!(copy.cell("1", 1, 3).as_deref(), Some("100"));
}
