//! The seeds and the finds of the fuzz targets (`fuzz/corpus/`): each file ends in an answer, within the limits.

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
