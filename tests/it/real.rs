//! The project of this repository, run once on its fixtures for all tests.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use crate::kit::{Answer, Row, current, repository, table, tinhso};

pub struct Real {
    folder: tempfile::TempDir,
    /// The first run: everything is read.
    pub json: Answer,
    /// Later runs: nothing has changed.
    pub vietnamese: Answer,
    pub english: Answer,
}

impl Real {
    pub fn warehouse(&self) -> PathBuf {
        self.folder.path().join("warehouse")
    }

    pub fn table(&self, name: &str) -> Vec<Row> {
        table(&current(&self.warehouse()).join(format!("{name}.parquet")))
    }
}

pub fn real() -> &'static Real {
    static REAL: OnceLock<Real> = OnceLock::new();
    REAL.get_or_init(|| {
        let folder = tempfile::tempdir().expect("a folder");
        let warehouse = folder.path().join("warehouse").to_string_lossy().into_owned();
        let json = tinhso(repository(), &["run", "--warehouse", &warehouse, "--format", "json"]);
        let vietnamese = tinhso(repository(), &["run", "--warehouse", &warehouse]);
        let english = tinhso(repository(), &["run", "--warehouse", &warehouse, "--lang", "en"]);
        Real { folder, json, vietnamese, english }
    })
}

/// What differs from machine to machine: the run's id, the places, the program's digest.
pub fn steady(warehouse: &Path, text: &str) -> String {
    let text = text.replace(&*warehouse.to_string_lossy(), "[warehouse]");
    let id = crate::kit::current_id(warehouse).unwrap_or_default();
    if id.is_empty() { text } else { text.replace(&id, "[run]") }
}
