//! The seeds and the finds of the fuzz targets (`fuzz/corpus/`): each file ends in an answer, within the limits, and in each target.

use std::fs;

use crate::kit::repository;
use tinhso::engine::embedded;
use tinhso::findings::finding::Finding;
use tinhso::intake::Reader;
use tinhso::project::load::load;
use tinhso::sheet::limits::Limits;
use tinhso::store::project::read_project;

#[test]
fn no_seed_and_no_find_makes_the_reader_panic_or_go_on_without_end() {
    let limits = Limits { max_bytes: 4 << 20, max_unpacked: 8 << 20, max_cells: 100_000 };
    let mut project = load(&read_project(repository()).expect("the project")).expect("sound declarations");
    project.settings.limits = limits;
    let engine = embedded();
    let reader = Reader::new(&project, &engine);
    let (mut files, mut tables) = (0, 0);
    for target in fs::read_dir(repository().join("fuzz/corpus")).expect("the corpus") {
        for file in fs::read_dir(target.expect("a folder").path()).expect("a folder") {
            let traced = reader.trace(&fs::read(file.expect("a file").path()).expect("its bytes")).expect("a reading");
            let sheets = traced.opened.iter().flat_map(|opened| &opened.sheets);
            let cells: usize = sheets.map(|sheet| sheet.grid.cells()).sum();
            assert!(cells <= limits.max_cells, "{cells}");
            let panicked = |finding: &&Finding| finding.message.en.contains("in a way that is not known");
            assert_eq!(traced.reading.findings.iter().find(panicked), None, "a reader of ours panicked");
            files += 1;
            tables += traced.reading.tables.len();
        }
    }
    assert!(files > 8 && tables > 0, "{files} files with {tables} tables");
}

#[path = "../../fuzz/src/lib.rs"]
mod targets;

type Target = fn(&[u8]);

/// Every target with the folder of its corpus.
const TARGETS: [(&str, Target); 12] = [
    ("any_file", targets::any_file),
    ("workbook", targets::workbook),
    ("sheet_part", targets::sheet_part),
    ("compound", targets::compound),
    ("delimited", targets::delimited),
    ("json", targets::json),
    ("parquet", targets::parquet),
    ("packed", targets::packed),
    ("number", targets::number),
    ("period", targets::period),
    ("numbering", targets::numbering),
    ("label", targets::label),
];

#[test]
fn every_target_passes_over_its_corpus() {
    let folders = fs::read_dir(repository().join("fuzz/corpus")).expect("the corpus");
    let mut folders: Vec<String> = folders.map(|folder| folder.unwrap().file_name().into_string().unwrap()).collect();
    let mut targets: Vec<&str> = TARGETS.iter().map(|(name, _)| *name).collect();
    folders.sort();
    targets.sort_unstable();
    assert_eq!(folders, targets);
    for (name, target) in TARGETS {
        for file in fs::read_dir(repository().join("fuzz/corpus").join(name)).expect("a folder") {
            target(&fs::read(file.expect("a file").path()).expect("its bytes"));
        }
    }
}

#[test]
fn every_target_has_its_file_and_its_binary() {
    let manifest = fs::read_to_string(repository().join("fuzz/Cargo.toml")).expect("the manifest");
    let files = fs::read_dir(repository().join("fuzz/fuzz_targets")).expect("the targets");
    let mut files: Vec<String> = files.map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    let mut named: Vec<String> = TARGETS.iter().map(|(name, _)| format!("{name}.rs")).collect();
    files.sort();
    named.sort();
    assert_eq!(files, named);
    for (name, _) in TARGETS {
        assert!(
            manifest.contains(&format!("name = \"{name}\"\npath = \"fuzz_targets/{name}.rs\"")),
            "{name} has no [[bin]]"
        );
    }
}
