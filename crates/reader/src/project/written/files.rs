//! The texts of a project folder, and their digests.

use sha2::{Digest, Sha256};

/// A file of the project: its name relative to the folder, with `/`, and its text.
#[derive(Clone, Debug)]
pub struct SourceFile {
    pub name: String,
    pub text: String,
}

/// The files of a project folder.
#[derive(Clone, Debug)]
pub struct ProjectFiles {
    pub settings: SourceFile,
    /// `schemas/*.json`, by name.
    pub forms: Vec<SourceFile>,
    /// `pipelines/*.toml`, by name.
    pub pipelines: Vec<SourceFile>,
    pub units: SourceFile,
    pub crosswalk: SourceFile,
    /// `decisions.toml`, where there is one.
    pub decisions: Option<SourceFile>,
    /// The names of files and folders beside them that are not read, as `pipelines/one.TOML` or `pipelines/2025/`.
    pub passed_over: Vec<String>,
}

/// What `tinhso.toml` says beside the places of landing and warehouse, the as-of day, how long an object must lie still, and the
/// command that is notified of a run.
fn settings(file: &SourceFile) -> String {
    let mut settings = file.text.parse::<toml::Table>().unwrap_or_default();
    for place in ["landing", "warehouse", "as_of", "settle", ON_FINISH] {
        settings.remove(place);
    }
    settings.to_string()
}

/// The key of the command that is notified of a run.
const ON_FINISH: &str = "on_finish";

/// `tinhso.toml` as it may go to others: without the command that a run notifies, which may name hosts and hold keys to them.
pub fn settings_for_others(file: &SourceFile) -> SourceFile {
    let table = file.text.parse::<toml::Table>().ok();
    let Some(mut table) = table.filter(|table| table.contains_key(ON_FINISH)) else { return file.clone() };
    table.remove(ON_FINISH);
    SourceFile { name: file.name.clone(), text: table.to_string() }
}

/// SHA-256 in hex of it.
pub(crate) fn settings_digest(file: &SourceFile) -> String {
    text_digest(&[&settings(file)])
}

/// The text of a file as its digest covers it: of `tinhso.toml` what counts of it, of any other all but the kind of line ends.
pub(crate) fn text_that_counts(file: &SourceFile, is_settings: bool) -> SourceFile {
    let text = if is_settings { settings(file) } else { file.text.replace("\r\n", "\n") };
    SourceFile { name: file.name.clone(), text }
}

/// SHA-256 in hex of what the declarations say: line ends do not matter, and of `tinhso.toml` neither the places of landing
/// and warehouse, nor the as-of day, nor how long an object must lie still, nor the command that is notified of a run.
pub fn declarations_digest(files: &ProjectFiles) -> String {
    digest_of(files, files.decisions.as_ref())
}

/// The same without the decisions, of which each is about one object: what the reading of all others depends on.
pub(crate) fn reading_digest(files: &ProjectFiles) -> String {
    digest_of(files, None)
}

/// SHA-256 in hex of the registry, whatever its line ends.
pub fn registry_digest(files: &ProjectFiles) -> String {
    text_digest(&[&files.units.text, &files.crosswalk.text])
}

fn digest_of(files: &ProjectFiles, decisions: Option<&SourceFile>) -> String {
    let mut digest = Sha256::new();
    let mut add = |name: &str, text: &str| {
        digest.update(name.as_bytes());
        digest.update([0]);
        digest.update(text.replace("\r\n", "\n").as_bytes());
        digest.update([0]);
    };
    add(&files.settings.name, &settings(&files.settings));
    for file in files.forms.iter().chain(&files.pipelines).chain(decisions) {
        add(&file.name, &file.text);
    }
    hex::encode(digest.finalize())
}

/// SHA-256 in hex of a text, whatever its line ends.
pub(crate) fn text_digest(texts: &[&str]) -> String {
    let mut digest = Sha256::new();
    for text in texts {
        digest.update(text.replace("\r\n", "\n").as_bytes());
        digest.update([0]);
    }
    hex::encode(digest.finalize())
}
