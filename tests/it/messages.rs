//! The files of messages: both languages have the same keys with the same arguments, and the program uses each of them with
//! just these.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use regex_lite::Regex;
use tinhso::findings::code::Code;
use tinhso::findings::message::file;
use tinhso::values::language::Language;

use crate::kit::repository;

/// The beginnings of keys that the program puts together, each tested where that happens.
const MADE_UP: [&str; 2] = ["unit-word.", "help-"];

/// Each key of a language with its arguments.
fn keys(language: Language) -> BTreeMap<String, BTreeSet<String>> {
    let argument = Regex::new(r"\{ *\$([a-z_]+)").unwrap();
    let start = Regex::new(r"^(    \.)?([a-z0-9-]+) =").unwrap();
    let mut keys: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let (mut id, mut key) = (String::new(), None);
    for line in file(language).lines().filter(|line| !line.starts_with('#')) {
        if let Some(found) = start.captures(line) {
            let name = found[2].to_owned();
            let new = match found.get(1) {
                Some(_) => format!("{id}.{name}"),
                None => {
                    id.clone_from(&name);
                    name
                }
            };
            // A message that only has attributes says nothing itself.
            if !line.trim_end().ends_with('=') || found.get(1).is_some() {
                assert!(keys.insert(new.clone(), BTreeSet::new()).is_none(), "{language:?} has {new} twice");
            }
            key = Some(new);
        } else if line.starts_with(' ') && !line.trim().is_empty() {
            let key = key.clone().expect("a line after its key");
            keys.entry(key).or_default();
        }
        for found in argument.captures_iter(line) {
            let key = key.clone().expect("an argument after its key");
            keys.entry(key).or_default().insert(found[1].to_owned());
        }
    }
    keys
}

/// Every use of `message!` and `say!` in the sources: its key and the names of its arguments.
fn uses() -> Vec<(String, String, BTreeSet<String>)> {
    let call = Regex::new(r#"\b(?:message|say)!\(\s*"#).unwrap();
    let name = Regex::new(r"^\s*([a-z_]+) = ").unwrap();
    let mut uses = Vec::new();
    let mut folders = vec![repository().join("src"), repository().join("crates/reader/src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") && !path.ends_with("message.rs") {
                let text = fs::read_to_string(&path).unwrap();
                for found in call.find_iter(&text) {
                    let mut parts = arguments(&text[found.end()..]);
                    if !parts[0].trim().starts_with('"') {
                        // The language.
                        parts.remove(0);
                    }
                    let key = parts.remove(0).trim().trim_matches('"').to_owned();
                    let names = parts.iter().filter_map(|part| Some(name.captures(part)?[1].to_owned())).collect();
                    uses.push((shown(&path), key, names));
                }
            }
        }
    }
    uses
}

fn shown(path: &Path) -> String {
    path.strip_prefix(repository()).unwrap().display().to_string()
}

/// The arguments of a call, from behind its opening parenthesis.
fn arguments(text: &str) -> Vec<String> {
    let (mut depth, mut quoted, mut escaped) = (0_usize, false, false);
    let mut parts = vec![String::new()];
    for sign in text.chars() {
        let part = parts.last_mut().unwrap();
        if quoted {
            quoted = escaped || sign != '"';
            escaped = !escaped && sign == '\\';
            part.push(sign);
            continue;
        }
        match sign {
            '"' => quoted = true,
            '(' | '[' | '{' => depth += 1,
            ')' if depth == 0 => return parts,
            ')' | ']' | '}' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(String::new());
                continue;
            }
            _ => {}
        }
        part.push(sign);
    }
    panic!("a call without an end: {}", text.chars().take(80).collect::<String>());
}

#[test]
fn both_languages_have_the_same_keys_and_arguments() {
    let (vi, en) = (keys(Language::Vi), keys(Language::En));
    let names = |keys: &BTreeMap<String, BTreeSet<String>>| keys.keys().cloned().collect::<BTreeSet<_>>();
    assert_eq!(names(&vi).symmetric_difference(&names(&en)).collect::<Vec<_>>(), Vec::<&String>::new());
    for (key, arguments) in &vi {
        assert_eq!(Some(arguments), en.get(key), "{key}");
    }
}

#[test]
fn the_program_uses_each_key_with_its_arguments() {
    let keys = keys(Language::Vi);
    let mut unused: BTreeSet<&String> = keys.keys().collect();
    unused.retain(|key| !MADE_UP.iter().any(|beginning| key.starts_with(beginning)));
    unused.retain(|key| !Code::ALL.iter().any(|code| **key == format!("{}.meaning", code.name())));
    let uses = uses();
    assert!(!uses.is_empty());
    for (path, key, arguments) in &uses {
        let wanted = keys.get(key).unwrap_or_else(|| panic!("{path} uses {key}, which is in no file of messages"));
        assert_eq!(wanted, arguments, "{path}: the arguments of {key}");
        unused.remove(key);
    }
    assert!(unused.is_empty(), "no source uses {unused:?}");
}

/// What is said behind "expected:" or "suggestion:", and is no sentence.
const NO_SENTENCES: [&str; 4] =
    ["ambiguous-area.write-code", "area-mismatch.write-name", "excess-digits.expected", "primary-key.suggestion"];

#[test]
fn findings_begin_with_a_capital_letter() {
    let opening = Regex::new(r"^(?:    \.[a-z0-9-]+ = |\s+\*?\[[a-z0-9-]+\] )(.)").unwrap();
    let start = Regex::new(r"^(    \.)?([a-z0-9-]+) =").unwrap();
    for language in [Language::Vi, Language::En] {
        let (mut id, mut attribute) = (String::new(), String::new());
        for line in file(language).lines() {
            if let Some(found) = start.captures(line) {
                match found.get(1) {
                    Some(_) => attribute = found[2].to_owned(),
                    None => id = found[2].to_owned(),
                }
            }
            let is_finding = Code::ALL.iter().any(|code| code.name() == id);
            let key = format!("{id}.{attribute}");
            if !is_finding || attribute.starts_with("expected-") || NO_SENTENCES.contains(&key.as_str()) {
                continue;
            }
            if let Some(found) = opening.captures(line) {
                let first = found[1].chars().next().expect("a letter");
                assert!(!first.is_lowercase(), "{language:?}: {key} begins with {first}");
            }
        }
    }
}
