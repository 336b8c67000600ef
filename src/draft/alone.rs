//! A file without a project: a registry and settings of its own.
//!
//! Takes the sheets of a sample; gives the files of a project that knows no unit but those that the sample names, so that a form
//! can be drafted, and the file be looked at, where nobody has made a project yet. Which columns name units is known by the words
//! before the names ("Xã", "TT.") or, where the names have none, by the label.

use std::collections::BTreeSet;

use super::find::{self, Block};
use crate::locate::{head, rows};
use crate::project::load::{CROSSWALK_FILE, SETTINGS_FILE, UNITS_FILE};
use crate::project::written::files::{ProjectFiles, SourceFile};
use crate::registry::names;
use crate::sheet::grid::{Cell, Sheet, cell_of};
use crate::values::language::Language;
use crate::values::text;

/// The code of the province that all units lie in.
const PROVINCE: &str = "00";
/// A day before that of any report.
const BEGIN: &str = "1900-01-01";
/// Rows of a sheet that are looked at.
const SAMPLED: usize = 5_000;

/// The files of a project for one sample.
pub fn project_files(sheets: &[Sheet], language: Language) -> ProjectFiles {
    let mut registry = Registry::new();
    for sheet in sheets {
        let Some(block) = find::find(&sheet.grid) else { continue };
        // A district sends for its communes.
        let sender = head::read(&sheet.grid, 0, block.top, &[]).sender;
        let sender = sender.and_then(|sender| names::unit_of_office(&sender.text));
        let sender = sender.and_then(|name| Some(RowUnit { code: None, kind: names::type_of_name(&name)?, name }));
        let sender = sender.filter(|sender| level(sender.kind) == "district");
        let parent = sender.and_then(|sender| registry.add(&sender, PROVINCE));
        for unit in units_of(sheet, &block) {
            let within = parent.as_deref().filter(|_| level(unit.kind) == "commune");
            registry.add(&unit, within.unwrap_or(PROVINCE));
        }
    }
    let source = |name: &str, text: String| SourceFile { name: name.to_owned(), text };
    let settings = format!(
        "name = \"-\"\nprovince = \"{PROVINCE}\"\nlanguage = \"{}\"\nlanding = \"landing\"\nwarehouse = \"warehouse\"\ngeographies = [\"as-reported\"]\n",
        language.code()
    );
    ProjectFiles {
        settings: source(SETTINGS_FILE, settings),
        forms: Vec::new(),
        pipelines: Vec::new(),
        units: source(UNITS_FILE, registry.text),
        crosswalk: source(
            CROSSWALK_FILE,
            "from_code,from_valid_from,to_code,to_valid_from,share,legal_basis\n".to_owned(),
        ),
        decisions: None,
        passed_over: Vec::new(),
    }
}

/// The lines of a registry, and which codes and names they have.
struct Registry {
    text: String,
    codes: BTreeSet<String>,
    names: BTreeSet<String>,
}

impl Registry {
    fn new() -> Self {
        Self {
            text: format!(
                "code,name,level,type,parent_code,valid_from,valid_to\n{PROVINCE},Tỉnh,province,tinh,,{BEGIN},\n"
            ),
            codes: BTreeSet::from([PROVINCE.to_owned()]),
            names: BTreeSet::new(),
        }
    }

    /// Adds a unit and gives its code. Namesakes of two districts are one unit: nothing distinguishes their districts.
    fn add(&mut self, unit: &RowUnit, parent: &str) -> Option<String> {
        let known = unit.code.as_ref().is_some_and(|code| self.codes.contains(code));
        if known || !self.names.insert(text::name(&unit.name)) {
            return None;
        }
        let free = || (1u32..).map(|number| format!("{number:05}")).find(|code| !self.codes.contains(code));
        let code = unit.code.clone().or_else(free)?;
        let (kind, level) = (unit.kind, level(unit.kind));
        self.text.push_str(&format!("{code},{},{level},{kind},{parent},{BEGIN},\n", quoted(&unit.name)));
        self.codes.insert(code.clone());
        Some(code)
    }
}

/// A unit as a row names it.
struct RowUnit {
    code: Option<String>,
    name: String,
    kind: &'static str,
}

/// The level of a type of unit, as registries mostly call it.
fn level(kind: &str) -> &'static str {
    match kind {
        "huyen" | "thi_xa" | "thanh_pho" => "district",
        "tinh" => "province",
        _ => "commune",
    }
}

/// The units that the rows of a sheet's table name.
fn units_of(sheet: &Sheet, block: &Block) -> Vec<RowUnit> {
    let body: Vec<&[(u32, Cell)]> =
        sheet.grid.rows(block.bottom.saturating_add(1)..).take(SAMPLED).map(|(_, cells)| cells).collect();
    let texts = |column: u32| {
        let cells = body.iter().map(move |cells| cell_of(cells, column));
        cells.filter_map(Cell::as_text).map(str::trim).filter(|text| !text.is_empty() && !rows::sums(text))
    };
    let has_word = |column: u32| {
        let (with, all) = texts(column).fold((0usize, 0usize), |(with, all), text| {
            (with + usize::from(names::type_of_name(text).is_some()), all + 1)
        });
        all > 0 && with * 2 > all
    };
    let label = |path: &[String]| text::label(&path.join(" "));
    let by_words = block.columns.iter().find(|(column, _)| has_word(*column)).map(|(column, _)| (*column, "xa"));
    let by_label = || {
        block.columns.iter().find_map(|(column, path)| {
            let kind = kind_of_label(&label(path))?;
            texts(*column).any(|text| text.chars().any(char::is_alphabetic)).then_some((*column, kind))
        })
    };
    let Some((column, usual)) = by_words.or_else(by_label) else { return Vec::new() };
    let is_code = |path: &[String]| {
        let key = label(path);
        key == "mã" || key.starts_with("mã ") || key.starts_with("ma ")
    };
    let codes = block.columns.iter().find(|(place, path)| *place != column && is_code(path)).map(|(place, _)| *place);
    let unit = |cells: &&[(u32, Cell)]| {
        let name = cell_of(cells, column).as_text()?.trim();
        if name.is_empty() || rows::sums(name) || rows::ends_the_body(name) {
            return None;
        }
        let code = codes.map(|codes| cell_of(cells, codes).display().trim().to_owned());
        let code = code.filter(|code| !code.is_empty() && code.bytes().all(|byte| byte.is_ascii_alphanumeric()));
        // Below a column of codes, a row without one is a heading or a note.
        if codes.is_some() && code.is_none() {
            return None;
        }
        Some(RowUnit {
            code,
            name: text::on_one_line(name).into_owned(),
            kind: names::type_of_name(name).unwrap_or(usual),
        })
    };
    body.iter().filter_map(unit).collect()
}

/// The type of the units below a label: "Xã, phường", "Tên huyện".
fn kind_of_label(label: &str) -> Option<&'static str> {
    let words: Vec<&str> = label.split(|sign: char| !sign.is_alphanumeric()).collect();
    let has = |word: &str| words.contains(&word);
    if has("xã") || has("phường") {
        Some("xa")
    } else if has("huyện") {
        Some("huyen")
    } else {
        None
    }
}

/// A text as a cell of CSV.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}
