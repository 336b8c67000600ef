//! What each fuzz target does with its bytes. A target fails by a panic, a hang, or too much memory; where a reader has a
//! law, the target asserts it. The tests of the project take this file in as a module, so that it always compiles and what was
//! found once stays mended.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use arrow_array::{BooleanArray, RecordBatch};
use tinhso_reader::engine::{EngineError, GroupEngine, RowEngine};
use tinhso_reader::formats::guard::guarded;
use tinhso_reader::formats::sniff::Kind;
use tinhso_reader::formats::text::{delimited, encoding};
use tinhso_reader::formats::xlsx::{both_ways, inflation};
use tinhso_reader::formats::{archive, gzip, json, parquet_file, workbook};
use tinhso_reader::intake::Reader;
use tinhso_reader::locate;
use tinhso_reader::locate::numbering::{self, formula};
use tinhso_reader::project::Project;
use tinhso_reader::project::expression::plan::AggregatePart;
use tinhso_reader::project::expression::typed::Condition;
use tinhso_reader::project::load::load;
use tinhso_reader::project::written::files::{ProjectFiles, SourceFile};
use tinhso_reader::sheet::grid::{Cell, Grid, Sheet};
use tinhso_reader::sheet::legacy;
use tinhso_reader::sheet::limits::Limits;
use tinhso_reader::typing::number::{self, Signs};
use tinhso_reader::values::decimal::Decimal;
use tinhso_reader::words::period_text;

/// Limits small enough to be met.
const LIMITS: Limits = Limits { max_bytes: 4 << 20, max_unpacked: 8 << 20, max_cells: 100_000 };

/// The project of this repository, with these limits.
static PROJECT: LazyLock<Project> = LazyLock::new(|| {
    let ancestors = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors();
    let folder = ancestors.into_iter().find(|folder| folder.join("tinhso.toml").is_file()).expect("the project");
    let file = |name: &str| SourceFile {
        name: name.to_owned(),
        text: fs::read_to_string(folder.join(name)).expect("a file of the project"),
    };
    let files_in = |inside: &str| {
        let entries = fs::read_dir(folder.join(inside)).expect("a folder of the project");
        let mut names: Vec<String> = entries
            .map(|entry| entry.expect("an entry"))
            .filter(|entry| entry.path().is_file())
            .map(|entry| format!("{inside}/{}", entry.file_name().to_string_lossy()))
            .collect();
        names.sort();
        names.iter().map(|name| file(name)).collect()
    };
    let files = ProjectFiles {
        settings: file("tinhso.toml"),
        forms: files_in("schemas"),
        pipelines: files_in("pipelines"),
        units: file("registry/units.csv"),
        crosswalk: file("registry/crosswalk.csv"),
        decisions: None,
        passed_over: Vec::new(),
    };
    let mut project = load(&files).expect("sound declarations");
    project.settings.limits = LIMITS;
    project
});

/// Decides nothing, so that no target links an engine: what is read does not depend on it.
struct Undecided;

impl RowEngine for Undecided {
    fn verdicts(&self, conditions: &[Condition], rows: &RecordBatch) -> Result<Vec<BooleanArray>, EngineError> {
        Ok(conditions.iter().map(|_| BooleanArray::new_null(rows.num_rows())).collect())
    }

    fn entering(&self, _: &AggregatePart, _: &RecordBatch) -> Result<RecordBatch, EngineError> {
        Err(EngineError::Failed("no figure is explained here".into()))
    }
}

impl GroupEngine for Undecided {
    fn group(&self, _: &[AggregatePart], _: &RecordBatch) -> Result<RecordBatch, EngineError> {
        Err(EngineError::Failed("no lines are grouped here".into()))
    }
}

/// What reading with it needs.
static READER: LazyLock<Reader<'static>> = LazyLock::new(|| Reader::new(&PROJECT, &Undecided));

/// A panic that a reader catches is its business: only one that nobody catches ends a target.
#[cfg_attr(test, allow(dead_code))]
pub fn leave_caught_panics() {
    std::panic::set_hook(Box::new(|panic| eprintln!("{panic}")));
}

/// What a file is, its sheets and tables, its values, and what is wrong with them.
pub fn any_file(bytes: &[u8]) {
    let traced = READER.trace(bytes).expect("an engine that never fails");
    let sheets = traced.opened.iter().flat_map(|opened| &opened.sheets);
    let cells: usize = sheets.map(|sheet| sheet.grid.cells()).sum();
    assert!(cells <= LIMITS.max_cells, "{cells} cells where the limit is {}", LIMITS.max_cells);
}

/// The packages, whatever the bytes say of themselves.
pub fn workbook(bytes: &[u8]) {
    if inflation::unpacked(bytes) > LIMITS.max_unpacked {
        return;
    }
    for kind in [Kind::Xlsx, Kind::Xlsb, Kind::Ods] {
        let _ = guarded(|| workbook::read_as(bytes, kind, &LIMITS));
    }
}

/// The part of a sheet: the scan of the grammar that programs write and the whole XML parser say the same.
pub fn sheet_part(bytes: &[u8]) {
    assert_eq!(both_ways::difference(bytes, LIMITS.max_cells), None);
}

pub fn compound(bytes: &[u8]) {
    let _ = guarded(|| workbook::read_as(bytes, Kind::Xls, &LIMITS));
}

pub fn delimited(bytes: &[u8]) {
    if let Ok(decoded) = encoding::decode(bytes)
        && let Ok(mut delimited) = delimited::read(&decoded.text, LIMITS.max_cells)
    {
        legacy::mend(&mut delimited.sheet);
    }
}

pub fn json(bytes: &[u8]) {
    if let Ok(text) = str::from_utf8(bytes) {
        let _ = json::read(text, LIMITS.max_cells);
    }
}

pub fn parquet(bytes: &[u8]) {
    let _ = parquet_file::read(bytes, &LIMITS);
}

pub fn packed(bytes: &[u8]) {
    if let Some(Ok(unpacked)) = gzip::unpack(bytes, &LIMITS) {
        assert!(unpacked.len() as u64 <= LIMITS.max_bytes);
    }
    let _ = archive::read(bytes, &LIMITS, &|name| name.starts_with('.'));
}

/// A number that can be read is a decimal or too large for one, and reads the same again as it is shown.
pub fn number(bytes: &[u8]) {
    let Ok(text) = str::from_utf8(bytes) else { return };
    for (group, decimal) in [('.', ','), (',', '.'), (' ', ',')] {
        let _ = number::plain(text, Signs { group, decimal });
    }
    if let Ok(rounded) = Decimal::parse(text, 6, 0) {
        let shown = rounded.value.to_string();
        assert_eq!(Decimal::parse(&shown, 6, 0).map(|again| again.value), Ok(rounded.value), "{text}: {shown}");
    }
}

pub fn period(bytes: &[u8]) {
    let Ok(text) = str::from_utf8(bytes) else { return };
    for period in period_text::named(text) {
        assert_eq!(period.to_string().parse().ok(), Some(period), "{text}");
    }
}

/// A row of cells parted by `;`; each formula of it over the numbers of the row.
pub fn numbering(bytes: &[u8]) {
    let Ok(text) = str::from_utf8(bytes) else { return };
    let cells: Vec<(u32, Cell)> = (0..).zip(text.split(';').map(Cell::from)).collect();
    let held: Vec<&(u32, Cell)> = cells.iter().filter(|(_, cell)| *cell != Cell::Empty).collect();
    let _ = numbering::read(&held);
    let numbers: BTreeSet<u32> = (1..20).collect();
    for cell in text.split(';') {
        let _ = formula::parse(cell, 7, &numbers);
    }
}

/// Lines of texts parted by `;`, searched for tables of the forms.
pub fn label(bytes: &[u8]) {
    let Ok(text) = str::from_utf8(bytes) else { return };
    let mut grid = Grid::new();
    for (row, line) in (0..).zip(text.lines().take(200)) {
        for (column, cell) in (0..).zip(line.split(';').take(60)) {
            grid.set(row, column, cell.into());
        }
    }
    let mut sheet = Sheet::new("a".to_owned(), true, grid);
    legacy::mend(&mut sheet);
    locate::locate(&[sheet], &PROJECT.forms, &READER.catalogue);
}
