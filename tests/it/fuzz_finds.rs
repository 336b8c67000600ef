//! The seeds and the finds of the fuzz targets (`fuzz/corpus/`): each file ends in an answer, within the limits.

use std::fs;

use crate::kit::repository;
use tinhso::project::settings::Limits;
use tinhso::read;

#[test]
fn no_seed_and_no_find_makes_the_reader_panic_or_go_on_without_end() {
    let limits = Limits { max_bytes: 4 << 20, max_unpacked: 8 << 20, max_cells: 100_000 };
    let mut files = 0;
    for target in fs::read_dir(repository().join("fuzz/corpus")).expect("the corpus") {
        for file in fs::read_dir(target.expect("a folder").path()).expect("a folder") {
            let bytes = fs::read(file.expect("a file").path()).expect("its bytes");
            let bytes = read::gzip::unpack(&bytes, "a", &limits).map_or(bytes, |unpacked| unpacked.unwrap_or_default());
            let cells = read::open(&bytes, "a", &limits)
                .map_or(0, |opened| opened.sheets.iter().map(|sheet| sheet.grid.cells()).sum::<usize>());
            assert!(cells <= limits.max_cells, "{cells}");
            files += 1;
        }
    }
    assert!(files > 8, "{files}");
}
