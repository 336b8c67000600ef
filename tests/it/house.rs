//! The house holds: data goes up the floors, and a room uses rooms of lower floors only.
//!
//! The table of docs/architecture.md is here as data. Every path of the sources that begins with `crate::`, `super::` or the
//! name of one of our crates is read against it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use regex_lite::Regex;

use crate::kit::repository;

/// Each room with its floor. `error` and `columns` are files.
const ROOMS: [(&str, u8); 24] = [
    ("values", 0),
    ("findings", 1),
    ("words", 1),
    ("sheet", 2),
    ("registry", 2),
    ("error", 2),
    ("columns", 2),
    ("formats", 3),
    ("project", 3),
    ("locate", 4),
    ("engine", 4),
    ("store", 4),
    ("typing", 5),
    ("validate", 6),
    ("intake", 7),
    ("assemble", 8),
    ("draft", 8),
    ("aggregate", 9),
    ("publish", 10),
    ("query", 11),
    ("documents", 12),
    ("run", 13),
    ("report", 14),
    ("cli", 15),
];

/// Rooms of one floor that may look at each other all the same: the first at the second.
const NEIGHBOURS: [(&str, &str); 1] = [("columns", "error")];

/// Walls between rooms that the floors alone would let pass: the first does not know the second.
const WALLS: [(&str, &str); 3] = [("formats", "registry"), ("formats", "words"), ("locate", "formats")];

/// What only one room calls: the path, and the room.
const CALLED_BY: [(&str, &str); 4] = [
    ("typing::table::type_table", "intake"),
    ("validate::rules", "intake"),
    ("validate::checks", "intake"),
    ("formats::open", "intake"),
];

/// The files that read and write files and folders: those of a warehouse on a disk first, then the landing zone, the files that a
/// person names, and those of a project. `clippy.toml` holds the same wall, and only these files may open it, each at its top.
const FILES_OF_DISKS: [&str; 11] = [
    "store/disk/files.rs",
    "store/apart.rs",
    "store/disk/mod.rs",
    "store/disk/operations.rs",
    "store/disk/unpublished.rs",
    "store/landing.rs",
    "store/named_file.rs",
    "store/objects/profile.rs",
    "store/objects/spool.rs",
    "store/project.rs",
    "store/survey.rs",
];

/// The folders of our crates, and the names by which their paths begin.
const CRATES: [&str; 2] = ["src", "crates/reader/src"];
const ROOTS: [&str; 3] = ["crate", "tinhso", "tinhso_reader"];

/// The text without comments, and with nothing between the quotes of its texts.
fn code_of(text: &str) -> String {
    let signs: Vec<char> = text.chars().collect();
    let mut code = String::with_capacity(text.len());
    let mut index = 0;
    let raw = Regex::new(r##"^r(#*)""##).unwrap();
    while index < signs.len() {
        let rest: String = signs[index..signs.len().min(index + 8)].iter().collect();
        let behind_a_word = index > 0 && (signs[index - 1].is_alphanumeric() || signs[index - 1] == '_');
        if rest.starts_with("//") {
            while index < signs.len() && signs[index] != '\n' {
                index += 1;
            }
        } else if let Some(found) = raw.captures(&rest).filter(|_| !behind_a_word) {
            let end: Vec<char> = format!("\"{}", &found[1]).chars().collect();
            index += found[0].chars().count();
            while index < signs.len() && !signs[index..].starts_with(&end) {
                code.extend((signs[index] == '\n').then_some('\n'));
                index += 1;
            }
            index += end.len();
            code.push_str("\"\"");
        } else if signs[index] == '"' {
            index += 1;
            while index < signs.len() && signs[index] != '"' {
                code.extend((signs[index] == '\n').then_some('\n'));
                index += if signs[index] == '\\' { 2 } else { 1 };
            }
            index += 1;
            code.push_str("\"\"");
        } else if rest.starts_with("'\"'") || rest.starts_with("'\\\"'") {
            index += rest.find("\"'").unwrap() + 2;
        } else {
            code.push(signs[index]);
            index += 1;
        }
    }
    code
}

/// The room of a file, by its path below the sources.
fn room_of(path: &str) -> &str {
    path.split('/').next().unwrap().trim_end_matches(".rs")
}

/// Every room that the code of a file names, with the line and the path.
fn uses(path: &str, code: &str) -> Vec<(usize, String, Vec<String>)> {
    let modules = path.trim_end_matches(".rs").trim_end_matches("/mod").split('/').count();
    let start = Regex::new(r"\b(crate|tinhso|tinhso_reader|super(?:::super)*)::").unwrap();
    let inline = Regex::new(r"^(?:pub(?:\([a-z]+\))? )?mod [a-z_]+ \{").unwrap();
    let mut uses = Vec::new();
    let mut nested = 0;
    let mut offset = 0;
    for (number, line) in code.lines().enumerate() {
        for found in start.captures_iter(line) {
            let head = found.get(1).unwrap();
            // `x::crate::` is no path of ours.
            if line[..head.start()].ends_with("::") {
                continue;
            }
            let supers = head.as_str().matches("super").count();
            let reaches_the_root = ROOTS.contains(&head.as_str()) || supers >= modules + nested;
            if reaches_the_root {
                let rest = &code[offset + found.get(0).unwrap().end()..];
                uses.extend(first_names(rest).into_iter().map(|name| (number + 1, head.as_str().to_owned(), name)));
            }
        }
        if inline.is_match(line) {
            nested += 1;
        } else if line == "}" {
            nested = 0;
        }
        offset += line.len() + 1;
    }
    uses
}

/// The paths behind `crate::`, each as its names: more than one where braces follow.
fn first_names(rest: &str) -> Vec<Vec<String>> {
    let end = rest.find(|sign: char| !(sign.is_alphanumeric() || "_:".contains(sign))).unwrap_or(rest.len());
    let names: Vec<String> = rest[..end].split("::").filter(|name| !name.is_empty()).map(str::to_owned).collect();
    if !rest[end..].starts_with('{') {
        return vec![names];
    }
    let (mut depth, mut parts, mut part) = (0, Vec::new(), String::new());
    for sign in rest[end + 1..].chars() {
        match sign {
            '}' if depth == 0 => break,
            ',' if depth == 0 => parts.push(std::mem::take(&mut part)),
            '{' => {
                depth += 1;
                part.push(sign);
            }
            '}' => {
                depth -= 1;
                part.push(sign);
            }
            sign => part.push(sign),
        }
    }
    parts.push(part);
    let parts = parts.iter().map(|part| part.trim()).filter(|part| !part.is_empty());
    parts
        .flat_map(first_names)
        .map(|mut tail| {
            let mut whole = names.clone();
            whole.append(&mut tail);
            whole
        })
        .collect()
}

fn floor(room: &str) -> Option<u8> {
    ROOMS.iter().find(|(name, _)| *name == room).map(|(_, floor)| *floor)
}

/// What is wrong with the imports of one file.
fn violations(path: &str, text: &str) -> Vec<String> {
    let code = code_of(text);
    let room = room_of(path);
    let mut wrong = Vec::new();
    if !matches!(room, "lib" | "main") {
        let Some(own) = floor(room) else { return vec![format!("{path}: no room of the house is called {room}")] };
        for (line, head, names) in uses(path, &code) {
            let Some(other) = names.first().filter(|other| *other != room) else { continue };
            // What is no room is an item of the crate itself, such as a macro.
            let Some(height) = floor(other) else { continue };
            let pair = (room, other.as_str());
            let at = format!("{path}:{line}: {head}::{}", names.join("::"));
            if height >= own && !NEIGHBOURS.contains(&pair) {
                wrong.push(format!(
                    "{at}: {room} is on floor {own}, {other} on floor {height}; a room uses lower floors"
                ));
            }
            if WALLS.contains(&pair) {
                wrong.push(format!("{at}: {room} does not know {other}"));
            }
            for (called, by) in CALLED_BY {
                if names.join("::").starts_with(called) && room != by && !called.starts_with(&format!("{room}::")) {
                    wrong.push(format!("{at}: only {by} calls it"));
                }
            }
        }
    }
    // A file of tests may read the fixtures.
    let may_use_disks = FILES_OF_DISKS.contains(&path) || path.ends_with("_tests.rs");
    let disks = r"\b(fs|rustix|tempfile|OpenOptions)\b|\.(canonicalize|exists|read_dir|read_link|symlink_metadata)\(";
    if let Some(found) = Regex::new(disks).unwrap().find(&code)
        && !may_use_disks
    {
        let line = code[..found.start()].matches('\n').count() + 1;
        wrong.push(format!("{path}:{line}: {} is called by {} alone", found.as_str(), FILES_OF_DISKS.join(", ")));
    }
    if code.contains("clippy::disallowed_methods") && !may_use_disks && path != "cli/mod.rs" {
        wrong.push(format!("{path}: it opens the wall of clippy.toml, which {} may", FILES_OF_DISKS.join(", ")));
    }
    let places = Regex::new(r"\bWarehouse::open\b|\bstore::(disk|Disk)\b").unwrap();
    if let Some(found) = places.find(&code)
        && !matches!(room, "store" | "cli")
    {
        let line = code[..found.start()].matches('\n').count() + 1;
        wrong.push(format!("{path}:{line}: {}: store and cli alone learn where a warehouse lies", found.as_str()));
    }
    let polars = Regex::new(r"\bpolars(_arrow)?\b").unwrap();
    if let Some(found) = polars.find(&code) {
        let line = code[..found.start()].matches('\n').count() + 1;
        if room != "engine" {
            wrong.push(format!("{path}:{line}: Polars is named in engine/ alone"));
        } else if !text.lines().next().is_some_and(|first| first.contains("Polars")) && !path.ends_with("mod.rs") {
            wrong.push(format!("{path}:{line}: a file that uses Polars says so in its first line"));
        }
    }
    wrong
}

/// Every source of our crates: its path below the crate's sources, and its text.
fn sources() -> Vec<(String, String)> {
    let sources: Vec<(String, String)> = CRATES.into_iter().flat_map(sources_of).collect();
    assert!(sources.len() > 200, "the sources were found");
    sources
}

/// Every source of one crate.
fn sources_of(sources_folder: &str) -> Vec<(String, String)> {
    let folder = repository().join(sources_folder);
    let mut sources = Vec::new();
    let mut folders = vec![folder.clone()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let below = path.strip_prefix(&folder).unwrap().to_string_lossy().replace('\\', "/");
                sources.push((below, fs::read_to_string(&path).unwrap()));
            }
        }
    }
    sources
}

/// The types that each source declares outside its tests, as `name: file`.
fn types_of(sources: &[(String, String)]) -> BTreeMap<String, Vec<&str>> {
    let declared = Regex::new(
        r"(?m)^ *(?:pub(?:\([^)]*\))? )?(?:struct|enum|trait) ([A-Z]\w*)|^(?:pub(?:\([^)]*\))? )?type ([A-Z]\w*)",
    )
    .unwrap();
    let mut types: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for (path, text) in sources.iter().filter(|(path, _)| !path.ends_with("tests.rs")) {
        let code = code_of(text);
        let code = code.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
        for found in declared.captures_iter(code) {
            let name = found.get(1).or(found.get(2)).unwrap().as_str();
            types.entry(name.to_owned()).or_default().push(path);
        }
    }
    types
}

#[test]
fn no_type_name_is_used_twice_in_a_crate() {
    for folder in CRATES {
        let sources = sources_of(folder);
        let types = types_of(&sources);
        assert!(types.len() > 150, "the types of {folder} were found");
        let twice: Vec<String> = types
            .iter()
            .filter(|(_, files)| files.len() > 1)
            .map(|(name, files)| format!("{folder}: {name} is declared in {}", files.join(" and ")))
            .collect();
        assert!(twice.is_empty(), "{}", twice.join("\n"));
    }
    let planted = [("a.rs", "pub struct One;\n"), ("b.rs", "// struct Two;\nmod m {\n    enum One {}\n}\n")];
    let planted = planted.map(|(path, text)| (path.to_owned(), text.to_owned()));
    assert_eq!(types_of(&planted), BTreeMap::from([("One".to_owned(), vec!["a.rs", "b.rs"])]));
}

#[test]
fn rooms_use_rooms_of_lower_floors_only() {
    let wrong: Vec<String> = sources().iter().flat_map(|(path, text)| violations(path, text)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_table_names_every_room() {
    let found: BTreeSet<String> = sources()
        .iter()
        .map(|(path, _)| room_of(path).to_owned())
        .filter(|room| !matches!(&**room, "lib" | "main"))
        .collect();
    assert_eq!(found, ROOMS.iter().map(|(room, _)| (*room).to_owned()).collect());
    let architecture = fs::read_to_string(repository().join("docs/architecture.md")).unwrap();
    for (room, floor) in ROOMS {
        let row = format!("| {floor} | `{room}");
        assert!(architecture.contains(&row), "docs/architecture.md has no row of {room} on floor {floor}");
    }
}

#[test]
fn a_wrong_import_is_found_wherever_it_hides() {
    let wrong = |path: &str, text: &str| violations(path, text).len();
    assert_eq!(wrong("values/text.rs", "use crate::findings::code::Code;\n"), 1);
    assert_eq!(wrong("words/unit_text.rs", "use crate::{values::text, typing::{cell, rows}};\n"), 2);
    assert_eq!(wrong("locate/rows/mod.rs", "fn f() { super::super::formats::sniff::sniff(); }\n"), 1);
    assert_eq!(wrong("formats/sniff.rs", "mod tests {\n    use super::super::super::registry::Registry;\n}\n"), 1);
    assert_eq!(wrong("report/status.rs", "use tinhso_reader::typing::table::type_table;\n"), 1);
    assert_eq!(wrong("run/ingest.rs", "use crate::validate::{checks, written};\n"), 1);
    assert_eq!(wrong("draft/tried.rs", "fn f() { crate::formats::open(); }\n"), 1);
    assert_eq!(wrong("cli/run.rs", "use polars::prelude::col;\n"), 1);
    assert_eq!(wrong("engine/lower.rs", "//! Lowering.\nuse polars::prelude::col;\n"), 1);
    assert_eq!(wrong("attic/old.rs", ""), 1);
    assert_eq!(wrong("store/ledger.rs", "use std::{fs, io};\n"), 1);
    assert_eq!(wrong("store/memory.rs", "#![allow(clippy::disallowed_methods)]\nuse std::fs::File;\n"), 2);
    assert_eq!(wrong("query/status.rs", "fn f(path: &Path) -> bool { path.exists() }\n"), 1);
    assert_eq!(wrong("values/text.rs", "// use crate::findings::code::Code;\nconst A: &str = \"crate::cli\";\n"), 0);
    assert_eq!(wrong("run/mod.rs", "use crate::store::Disk;\nfn f() { Warehouse::open(place, folder); }\n"), 1);
    assert_eq!(wrong("store/disk/mod.rs", "#![allow(clippy::disallowed_methods)]\nuse std::fs::File;\n"), 0);
    assert_eq!(wrong("typing/table/areas.rs", "use super::super::super::values::text;\nuse super::Typing;\n"), 0);
    assert_eq!(wrong("engine/lower.rs", "//! Plans as expressions of Polars.\nuse polars::prelude::col;\n"), 0);
}
