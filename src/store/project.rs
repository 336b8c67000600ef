//! The files of a project: takes a folder, gives the texts that [`crate::project::load`] parses; and writes those of a new one.
//!
//! It exists so that declarations are parsed and checked without a disk.

#![allow(clippy::disallowed_methods, reason = "the files of a project are read here")]

use std::path::{Component, Path, PathBuf};
use std::{fs, io};

use super::disk::files::{Existing, entries_of, failed, write_whole};
use super::disk::operations::Operations;
use crate::error::Error;
use crate::message;
use crate::project::load::{CROSSWALK_FILE, SETTINGS_FILE, UNITS_FILE};
use crate::project::written::decisions::DECISIONS_FILE;
use crate::project::written::files::{ProjectFiles, SourceFile};
use crate::project::written::landing::NamePatterns;

/// The folder of the JSON Schemas that editors use.
const OWN_SCHEMAS: &str = "schemas/tinhso";

/// The folder that holds `tinhso.toml`: this one or the nearest above it.
///
/// # Errors
/// No project, or a folder that is not there.
pub fn find_project(start: &Path) -> Result<PathBuf, Error> {
    // Resolved first, so that the parents of `.` and of `../x` are the true ones.
    let folder = fs::canonicalize(start).map_err(failed("cannot open", start))?;
    folder
        .ancestors()
        .find(|folder| folder.join(SETTINGS_FILE).is_file())
        .map(Path::to_path_buf)
        .ok_or_else(|| Error::NoProject { folder: start.display().to_string() })
}

/// Reads the declarations and the registry of a project folder.
///
/// # Errors
/// A file that is missing, cannot be read, or is not UTF-8. Folders of forms or pipelines that are missing are empty: what
/// a project must declare is not decided here.
pub fn read_project(folder: &Path) -> Result<ProjectFiles, Error> {
    Ok(ProjectFiles {
        settings: read_source(folder, SETTINGS_FILE)?,
        forms: read_sources(folder, "schemas", ".json")?,
        pipelines: read_sources(folder, "pipelines", ".toml")?,
        units: read_source(folder, UNITS_FILE)?,
        crosswalk: read_source(folder, CROSSWALK_FILE)?,
        decisions: if is_there(folder, DECISIONS_FILE)? { Some(read_source(folder, DECISIONS_FILE)?) } else { None },
        passed_over: passed_over(folder)?,
    })
}

/// Writes the files of a new project into a folder that is new or empty; one that holds nothing but `.git` is empty.
///
/// # Errors
/// A folder that holds something, or cannot be written.
pub fn create_project(folder: &Path, files: &[(String, String)]) -> Result<(), Error> {
    let folder = &std::path::absolute(folder).map_err(failed("cannot create", folder))?;
    if entries_of(folder)?.iter().any(|(name, _)| name != ".git") {
        return Err(Error::Request(message!("project-not-empty", folder = folder.display().to_string())));
    }
    for (name, text) in files {
        if !write_whole(&Operations::default(), &folder.join(below(name)?), Existing::Keep, text.as_bytes())? {
            return Err(Error::store("cannot write", name.as_str(), "a file of that name is there"));
        }
    }
    Ok(())
}

/// A name with `/` as a path that stays below the folder it will be joined to.
fn below(name: &str) -> Result<&Path, Error> {
    let path = Path::new(name);
    if name.is_empty() || !path.components().all(|part| matches!(part, Component::Normal(_))) {
        return Err(Error::store("cannot write", name, "not a name below the project"));
    }
    Ok(path)
}

/// The files of one folder with an ending, by name. Hidden ones are left out: editors and file managers make them.
fn read_sources(folder: &Path, inside: &str, ending: &str) -> Result<Vec<SourceFile>, Error> {
    entries_of(&folder.join(inside))?
        .into_iter()
        .map(|(name, _)| name)
        .filter(|name| name.ends_with(ending) && !name.starts_with('.'))
        .map(|name| format!("{inside}/{name}"))
        .filter(|name| !folder.join(name).is_dir())
        .map(|name| read_source(folder, &name))
        .collect()
}

/// What lies where declarations do and is not read: files of other names, and folders that hold some. What programs leave and what is for people
/// (`README`, `*.md`) is left alone, and so are the JSON Schemas of ours.
fn passed_over(folder: &Path) -> Result<Vec<String>, Error> {
    let debris = NamePatterns::usual();
    let is_for_people = |name: &str| name.to_ascii_lowercase().starts_with("readme") || name.ends_with(".md");
    let is_left_alone =
        |name: &str| name.starts_with('.') || name.ends_with('~') || debris.fit(name) || is_for_people(name);
    let mut passed_over = Vec::new();
    for (inside, ending) in [("schemas", ".json"), ("pipelines", ".toml")] {
        for (name, _) in entries_of(&folder.join(inside))?.into_iter().filter(|(name, _)| !is_left_alone(name)) {
            let path = folder.join(inside).join(&name);
            let is_one = |name: &str| name.to_ascii_lowercase().contains(ending);
            if !path.is_dir() {
                passed_over.extend((!name.ends_with(ending)).then(|| format!("{inside}/{name}")));
            } else if format!("{inside}/{name}") != OWN_SCHEMAS {
                let holds_some = || entries_of(&path).map_or(true, |held| held.iter().any(|(held, _)| is_one(held)));
                passed_over.extend((is_one(&name) || holds_some()).then(|| format!("{inside}/{name}/")));
            }
        }
    }
    let beside = entries_of(folder).unwrap_or_default();
    let is_exact = beside.iter().any(|(name, _)| name == DECISIONS_FILE);
    for (name, _) in beside.into_iter().filter(|(name, _)| name != DECISIONS_FILE && !is_left_alone(name)) {
        let lower = name.to_ascii_lowercase();
        // A disk that knows no letter case opens it by the right name.
        let is_opened = lower == DECISIONS_FILE && !is_exact && is_there(folder, DECISIONS_FILE)?;
        if lower.starts_with("decision") && lower.contains(".toml") && !is_opened {
            passed_over.push(name);
        }
    }
    Ok(passed_over)
}

/// False where nothing has this name; a link to nothing is something, and cannot be read.
fn is_there(folder: &Path, name: &str) -> Result<bool, Error> {
    match fs::symlink_metadata(folder.join(name)) {
        Ok(_) => Ok(true),
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(cause) => Err(Error::store("cannot read", name, cause)),
    }
}

fn read_source(folder: &Path, name: &str) -> Result<SourceFile, Error> {
    // A pipe would be waited for without an end.
    if fs::metadata(folder.join(name)).is_ok_and(|found| !found.is_file() && !found.is_dir()) {
        return Err(Error::Request(message!("project-file.no-file", file = name)));
    }
    let bytes = fs::read(folder.join(name)).map_err(|cause| match cause.kind() {
        io::ErrorKind::NotFound => {
            Error::Request(message!("project-file.missing", file = name, folder = folder.display().to_string()))
        }
        _ => Error::store("cannot read", name, cause),
    })?;
    let text = String::from_utf8(bytes).map_err(|cause| {
        let line =
            1 + cause.as_bytes().iter().take(cause.utf8_error().valid_up_to()).filter(|&&byte| byte == b'\n').count();
        Error::Request(message!("project-file.not-utf-8", file = name, line = line.to_string()))
    })?;
    // Notepad and Excel write a byte order mark, which no parser of ours wants.
    let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
    Ok(SourceFile { name: name.to_owned(), text })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn project() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for inside in ["schemas/tinhso", "pipelines", "registry", "deep/down"] {
            fs::create_dir_all(folder.path().join(inside)).unwrap();
        }
        for (name, text) in [
            ("tinhso.toml", "\u{feff}name = \"Điện Biên\""),
            ("schemas/b.json", "{}"),
            ("schemas/a.json", "{}"),
            ("schemas/.hidden.json", "{}"),
            ("schemas/readme.md", ""),
            ("schemas/tinhso/project.json", "{}"),
            ("pipelines/one.toml", ""),
            ("registry/units.csv", "code"),
            ("registry/crosswalk.csv", "code"),
        ] {
            fs::write(folder.path().join(name), text).unwrap();
        }
        folder
    }

    #[test]
    fn a_project_is_found_from_a_folder_below_it() {
        let folder = project();
        let found = find_project(&folder.path().join("deep/down")).unwrap();
        assert_eq!(found, fs::canonicalize(folder.path()).unwrap());
        let elsewhere = tempfile::tempdir().unwrap();
        assert!(matches!(find_project(elsewhere.path()), Err(Error::NoProject { .. })));
    }

    #[test]
    fn forms_are_those_at_the_top_by_name_without_byte_order_marks() {
        let folder = project();
        let files = read_project(folder.path()).unwrap();
        assert_eq!(files.settings.text, "name = \"Điện Biên\"");
        assert_eq!(
            files.forms.iter().map(|file| file.name.as_str()).collect::<Vec<_>>(),
            ["schemas/a.json", "schemas/b.json"]
        );
        assert_eq!(files.pipelines[0].name, "pipelines/one.toml");
    }

    #[test]
    fn what_is_nearly_a_declaration_is_named_as_passed_over() {
        let folder = project();
        for inside in ["pipelines/2025", "pipelines/two.toml", "schemas/pictures"] {
            fs::create_dir_all(folder.path().join(inside)).unwrap();
        }
        for name in [
            "pipelines/one.TOML",
            "pipelines/one.toml.txt",
            "pipelines/one.toml~",
            "pipelines/.one.toml.swp",
            "pipelines/README.txt",
            "pipelines/2025/one.toml",
            "schemas/pictures/a.png",
            "schemas/c.JSON",
            "Decisions.toml",
            "decisions.toml.txt",
            "notes.txt",
        ] {
            fs::write(folder.path().join(name), "").unwrap();
        }
        let mut found = read_project(folder.path()).unwrap().passed_over;
        found.sort();
        assert_eq!(
            found,
            [
                "Decisions.toml",
                "decisions.toml.txt",
                "pipelines/2025/",
                "pipelines/one.TOML",
                "pipelines/one.toml.txt",
                "pipelines/two.toml/",
                "schemas/c.JSON",
            ]
        );
    }

    #[test]
    fn a_text_in_an_older_encoding_names_its_line() {
        let folder = project();
        fs::write(folder.path().join("pipelines/one.toml"), b"name = 1\ntitle = \"X\xe3\"").unwrap();
        let error = read_project(folder.path()).unwrap_err().to_string();
        assert_eq!(error, "cannot read pipelines/one.toml: line 2 is not UTF-8; save the file as UTF-8");
    }

    #[cfg(unix)]
    #[test]
    fn a_pipe_is_no_declaration() {
        let folder = project();
        let path = folder.path().join("pipelines/two.toml");
        assert!(std::process::Command::new("mkfifo").arg(&path).status().unwrap().success());
        let error = read_project(folder.path()).unwrap_err().to_string();
        assert_eq!(error, "cannot read pipelines/two.toml: it is a pipe or a device, and no file");
    }

    #[test]
    fn a_registry_that_is_missing_is_named() {
        let folder = project();
        fs::remove_file(folder.path().join("registry/units.csv")).unwrap();
        assert!(
            read_project(folder.path())
                .unwrap_err()
                .to_string()
                .starts_with("cannot read registry/units.csv: the project ")
        );
    }
}
