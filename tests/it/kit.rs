//! Runs the binary and reads what it published.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use arrow_array::{ArrayRef, TimestampMicrosecondArray};
use arrow_cast::display::{ArrayFormatter, FormatOptions};
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use serde_json::Value;
use tinhso::store::digest::sha256_hex;

/// A row of a table as text; a null is empty.
pub type Row = BTreeMap<String, String>;

/// What a command said and how it ended.
#[derive(Debug)]
pub struct Answer {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Answer {
    /// The JSON on standard output.
    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error}: {}\n{}", self.stdout, self.stderr))
    }

    /// Fails with everything that was said unless the exit code is this one.
    #[track_caller]
    pub fn expect(self, code: i32) -> Self {
        assert_eq!(self.code, code, "exit code\n--- stdout\n{}\n--- stderr\n{}", self.stdout, self.stderr);
        self
    }
}

/// The folder of this repository, which is a project.
pub fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The binary, with nothing of the caller's environment that it would listen to.
pub fn command(project: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tinhso"));
    command.arg("--project").arg(project).env_remove("TINHSO_LOG").env_remove("TINHSO_LANG").env("NO_COLOR", "1");
    command
}

pub fn tinhso(project: &Path, arguments: &[&str]) -> Answer {
    let output = command(project).args(arguments).output().expect("the binary starts");
    Answer {
        code: output.status.code().expect("it ends by itself"),
        stdout: String::from_utf8(output.stdout).expect("UTF-8"),
        stderr: String::from_utf8(output.stderr).expect("UTF-8"),
    }
}

/// Instants in an offset that the formatter knows without a database of time zones.
fn in_offset(column: &ArrayRef) -> ArrayRef {
    match column.as_any().downcast_ref::<TimestampMicrosecondArray>() {
        Some(instants) => Arc::new(instants.clone().with_timezone("+00:00")),
        None => Arc::clone(column),
    }
}

/// The rows of a Parquet file.
#[track_caller]
pub fn table(path: &Path) -> Vec<Row> {
    let file = File::open(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let reader = ParquetRecordBatchReaderBuilder::try_new(file).expect("Parquet").build().expect("Parquet");
    let options = FormatOptions::default();
    let mut rows = Vec::new();
    for batch in reader {
        let batch = batch.expect("a batch");
        let schema = batch.schema();
        let columns: Vec<ArrayRef> = batch.columns().iter().map(in_offset).collect();
        let columns: Vec<ArrayFormatter<'_>> =
            columns.iter().map(|column| ArrayFormatter::try_new(column.as_ref(), &options).expect("shown")).collect();
        for row in 0..batch.num_rows() {
            let values = schema
                .fields()
                .iter()
                .zip(&columns)
                .map(|(field, column)| (field.name().clone(), column.value(row).to_string()));
            rows.push(values.collect());
        }
    }
    rows
}

/// Every file below a folder, by relative name, with its bytes.
pub fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).expect("below").to_string_lossy().into_owned();
                files.insert(name, fs::read(&path).expect("a file"));
            }
        }
    }
    files
}

/// Asserts that two folders hold the same files with the same bytes, and names those that differ.
#[track_caller]
pub fn assert_same_tree(left: &Path, right: &Path) {
    let (left_files, right_files) = (tree(left), tree(right));
    assert!(!left_files.is_empty(), "{} is empty", left.display());
    let names = |files: &BTreeMap<String, Vec<u8>>| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&left_files), names(&right_files));
    let differing: Vec<&String> =
        left_files.iter().filter(|(name, bytes)| right_files.get(*name) != Some(bytes)).map(|(name, _)| name).collect();
    assert!(differing.is_empty(), "{} and {} differ in {differing:?}", left.display(), right.display());
}

/// The folder that `current` points to.
#[track_caller]
pub fn current(warehouse: &Path) -> PathBuf {
    fs::canonicalize(warehouse.join("current")).expect("there is a current run")
}

/// The id of the current run, where there is one.
pub fn current_id(warehouse: &Path) -> Option<String> {
    let target = fs::read_link(warehouse.join("current")).ok()?;
    Some(target.file_name()?.to_string_lossy().into_owned())
}

/// Asserts that a run is whole: every output of its manifest is there with its digest, and nothing else is.
#[track_caller]
pub fn assert_whole(run: &Path) {
    let manifest: Value =
        serde_json::from_slice(&fs::read(run.join("manifest.json")).expect("a manifest")).expect("JSON");
    let mut promised = vec!["manifest.json".to_owned()];
    for output in manifest["outputs"].as_array().expect("outputs") {
        let path = output["path"].as_str().expect("a path");
        let bytes = fs::read(run.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
        assert_eq!(output["sha256"].as_str(), Some(sha256_hex(&bytes).as_str()), "{path}");
        assert_eq!(output["bytes"].as_u64(), u64::try_from(bytes.len()).ok(), "{path}");
        promised.push(path.to_owned());
    }
    promised.sort();
    assert!(promised.len() > 10, "a run has more than {promised:?}");
    assert_eq!(tree(run).into_keys().collect::<Vec<_>>(), promised);
}

/// Rows whose columns hold these values.
pub fn filtered(rows: Vec<Row>, wanted: &[(&str, &str)]) -> Vec<Row> {
    rows.into_iter().filter(|row| wanted.iter().all(|(column, value)| row[*column] == *value)).collect()
}

/// Some columns of each row, joined by ` | `.
pub fn lines(rows: &[Row], columns: &[&str]) -> Vec<String> {
    rows.iter().map(|row| columns.iter().map(|column| row[*column].as_str()).collect::<Vec<_>>().join(" | ")).collect()
}
