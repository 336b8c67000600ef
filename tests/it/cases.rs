//! `fixtures/cases/`: a folder a behaviour of the reader, with what was sent, the command and what it must say.
//!
//! Takes the folders; fails with the names of those whose command says something else, and with what is missing in a folder
//! or used by none.
//!
//! `TINHSO_UPDATE=1` writes each `expected.txt` and the table of `README.md` anew; read the difference before it is committed.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use crate::kit::{command, repository};

/// As many as there must be at least.
const FEWEST: usize = 60;
/// Between these lines of the page is the table of the cases.
const MARKS: [&str; 2] = ["<!-- cases: begin -->", "<!-- cases: end -->"];

/// What the cases are about, in the order of the page.
const AREAS: [&str; 13] = [
    "files",
    "encodings",
    "sheets",
    "labels",
    "numbering",
    "rows",
    "hidden",
    "numbers",
    "missing",
    "periods",
    "units of measure",
    "areas",
    "keys and checks",
];

/// A case as its folder gives it.
struct Case {
    name: String,
    folder: PathBuf,
    /// One of [`AREAS`].
    area: String,
    /// The sentence that says what it shows.
    shows: String,
    arguments: Vec<String>,
}

impl Case {
    fn read(folder: PathBuf) -> Result<Self, String> {
        let name = folder.file_name().expect("a name").to_string_lossy().into_owned();
        let held: BTreeSet<String> = entries(&folder).iter().map(|path| file_name(path)).collect();
        let allowed = ["command", "expected.txt", "in", "project"];
        if let Some(stray) = held.iter().find(|held| !allowed.contains(&held.as_str())) {
            return Err(format!("{name}: `{stray}` belongs to no case"));
        }
        if let Some(missing) = ["command", "in"].iter().find(|needed| !held.contains(**needed)) {
            return Err(format!("{name}: `{missing}` is missing"));
        }
        let text = fs::read_to_string(folder.join("command")).expect("a command in UTF-8");
        let lines: Vec<&str> = text.lines().collect();
        let [first, line] = lines[..] else {
            return Err(format!("{name}: `command` holds a comment and one command line, not {} lines", lines.len()));
        };
        let comment = first.strip_prefix("# [").and_then(|first| first.split_once("] "));
        let (Some((area, shows)), Some(rest)) = (comment, line.strip_prefix("tinhso ")) else {
            return Err(format!("{name}: `command` is `# [area] what it shows`, then `tinhso …`"));
        };
        if !AREAS.contains(&area) {
            return Err(format!("{name}: `{area}` is none of {}", AREAS.join(", ")));
        }
        let arguments = words(rest);
        for file in entries(&folder.join("in")) {
            let file = format!("in/{}", file_name(&file));
            if !arguments.contains(&file) {
                return Err(format!("{name}: the command does not name `{file}`"));
            }
        }
        Ok(Self { name, area: area.to_owned(), shows: shows.to_owned(), arguments, folder })
    }

    /// Standard output and the exit code of the command, run in the folder.
    fn run(&self) -> Result<String, String> {
        let own = self.folder.join("project");
        let project = if own.is_dir() { own.as_path() } else { repository() };
        let output = command(project).args(&self.arguments).current_dir(&self.folder).output().expect("it starts");
        let code = output.status.code().ok_or_else(|| format!("{}: it was killed", self.name))?;
        let stdout = String::from_utf8(output.stdout).map_err(|_| format!("{}: no UTF-8", self.name))?;
        let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
        if stdout.contains(env!("CARGO_MANIFEST_DIR")) {
            return Err(format!("{}: a path of this machine is in\n{stdout}", self.name));
        }
        if !stderr.is_empty() {
            return Err(format!("{}: standard error is not empty:\n{stderr}", self.name));
        }
        Ok(format!("{stdout}exit code {code}\n"))
    }
}

/// The words of a command line; single quotes hold a word with blanks together.
fn words(line: &str) -> Vec<String> {
    let parts = line.split('\'').enumerate();
    let words = parts.flat_map(|(place, part)| match place % 2 {
        0 => part.split_whitespace().map(str::to_owned).collect(),
        _ => vec![part.to_owned()],
    });
    words.collect()
}

fn file_name(path: &Path) -> String {
    path.file_name().expect("a name").to_string_lossy().into_owned()
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut entries: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    entries.sort();
    entries
}

fn root() -> PathBuf {
    repository().join("fixtures/cases")
}

fn cases() -> Vec<Case> {
    let folders = entries(&root()).into_iter().filter(|path| path.is_dir());
    let (cases, faults): (Vec<_>, Vec<_>) = folders.map(Case::read).partition(Result::is_ok);
    let faults: Vec<String> = faults.into_iter().filter_map(Result::err).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    cases.into_iter().filter_map(Result::ok).collect()
}

/// The lines that only one of two texts holds, in their places.
fn difference(expected: &str, found: &str) -> String {
    let (expected, found): (Vec<&str>, Vec<&str>) = (expected.lines().collect(), found.lines().collect());
    let same = expected.iter().zip(&found).take_while(|(left, right)| left == right).count();
    let tail = expected[same..].iter().rev().zip(found[same..].iter().rev());
    let end = tail.take_while(|(left, right)| left == right).count();
    let mut shown = String::new();
    for (sign, lines) in [('-', &expected[same..expected.len() - end]), ('+', &found[same..found.len() - end])] {
        for line in lines {
            writeln!(shown, "  {sign}{line}").expect("written");
        }
    }
    shown
}

fn updates() -> bool {
    std::env::var_os("TINHSO_UPDATE").is_some()
}

#[test]
fn each_case_says_what_was_expected() {
    let cases = cases();
    assert!(cases.len() >= FEWEST, "{} cases, of {FEWEST} at least", cases.len());
    let mut faults = Vec::new();
    for case in &cases {
        let path = case.folder.join("expected.txt");
        match case.run() {
            Err(fault) => faults.push(fault),
            Ok(found) if updates() => fs::write(&path, found).expect("written"),
            Ok(found) => {
                let expected = fs::read_to_string(&path).unwrap_or_default();
                if expected != found {
                    faults.push(format!("{}\n{}", case.name, difference(&expected, &found)));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{} of {} cases differ\n{}", faults.len(), cases.len(), faults.join("\n"));
}

#[test]
fn the_page_lists_every_case_with_what_it_shows() {
    let path = root().join("README.md");
    let page = fs::read_to_string(&path).expect("a page");
    let (before, rest) = page.split_once(MARKS[0]).expect("a place for the table");
    let (_, after) = rest.split_once(MARKS[1]).expect("an end of the table");
    let (cases, mut table) = (cases(), "\n".to_owned());
    for area in AREAS {
        write!(table, "\n## {area}\n\n| case | what it shows |\n|---|---|\n").expect("written");
        for case in cases.iter().filter(|case| case.area == area) {
            writeln!(table, "| [`{0}`]({0}) | {1} |", case.name, case.shows.replace('|', "\\|")).expect("written");
        }
    }
    let wanted = format!("{before}{}{table}\n{}{after}", MARKS[0], MARKS[1]);
    if updates() {
        fs::write(&path, wanted).expect("written");
    } else {
        assert_eq!(page, wanted, "run with TINHSO_UPDATE=1");
    }
}
