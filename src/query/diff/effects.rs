//! What declarations that differ can move: takes the texts that two runs rest on, gives the forms, indicators, targets, maps and objects that
//! they speak of.
//!
//! A title, a contact or another indicator moves no figure. What cannot be understood, and settings that hold for every figure, may move
//! any. A form is its whole file, since its titles and labels decide how tables are found; of a check all but its message counts.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::decided_rows::DecidedRow;
use super::runs::OpenedRun;
use crate::error::Error;
use crate::project::load::SETTINGS_FILE;
use crate::project::written::decisions::{DECISIONS_FILE, place_of, row_of};
use crate::publish::declarations::{FILE, lines_of};

/// Pipeline, name and method of an indicator.
pub type IndicatorKey = (String, String, Option<String>);

/// Settings of `tinhso.toml` by which no figure moves. Maps are compared by themselves.
const IDLE_SETTINGS: [&str; 3] = ["name", "contact", "geographies"];
/// Keys of an indicator by which none of its figures moves. Its targets are compared by themselves.
const IDLE_KEYS: [&str; 4] = ["title", "description", "decimals", "target"];

/// What declarations that differ can move.
#[derive(Debug, Default)]
pub struct DeclarationEffects {
    /// Any figure.
    all: bool,
    forms: BTreeSet<String>,
    indicators: BTreeSet<IndicatorKey>,
    /// The indicators whose targets differ.
    targets: BTreeSet<IndicatorKey>,
    geographies: BTreeSet<String>,
    /// Rows of which something else is decided.
    pub decided: BTreeSet<DecidedRow>,
    /// True where any text differs, also one that moves nothing.
    pub any: bool,
}

/// What the texts of one run say, by what they speak of.
#[derive(Default)]
struct Declared {
    settings: Map<String, Value>,
    /// Forms, sources and checks by the form that they hold for.
    forms: BTreeMap<String, BTreeSet<String>>,
    indicators: BTreeMap<IndicatorKey, Value>,
    targets: BTreeMap<IndicatorKey, Value>,
    geographies: BTreeSet<String>,
    decisions: BTreeSet<(DecidedRow, String)>,
}

impl DeclarationEffects {
    /// Compares the declarations of two runs.
    ///
    /// # Errors
    /// A run whose table of declarations cannot be read.
    pub fn of(before: &OpenedRun<'_>, after: &OpenedRun<'_>) -> Result<Self, Error> {
        if before.declarations == after.declarations {
            return Ok(Self::default());
        }
        let any = Self { any: true, all: true, ..Self::default() };
        let (Some(then), Some(now)) = (declared(before)?, declared(after)?) else { return Ok(any) };
        Ok(Self {
            any: true,
            all: then.settings != now.settings,
            forms: differing(&then.forms, &now.forms),
            indicators: differing(&then.indicators, &now.indicators),
            targets: differing(&then.targets, &now.targets),
            geographies: then.geographies.symmetric_difference(&now.geographies).cloned().collect(),
            decided: then.decisions.symmetric_difference(&now.decisions).map(|(row, _)| row.clone()).collect(),
        })
    }

    /// True where they may have moved a figure of this indicator, which rests on these forms, in a map.
    pub fn move_figure(&self, indicator: &IndicatorKey, forms: &[String], geography: &str) -> bool {
        self.all
            || self.indicators.contains(indicator)
            || self.geographies.contains(geography)
            || forms.iter().any(|form| self.forms.contains(form))
    }

    /// True where the targets of the indicator differ.
    pub fn move_targets(&self, indicator: &IndicatorKey) -> bool {
        self.targets.contains(indicator)
    }
}

/// The keys of what only one has, or both have and differs.
fn differing<K: Ord + Clone, V: PartialEq>(then: &BTreeMap<K, V>, now: &BTreeMap<K, V>) -> BTreeSet<K> {
    let keys: BTreeSet<&K> = then.keys().chain(now.keys()).collect();
    keys.into_iter().filter(|key| then.get(*key) != now.get(*key)).cloned().collect()
}

/// What the texts of a run say; nothing where it keeps none, or one of them is not understood.
fn declared(run: &OpenedRun<'_>) -> Result<Option<Declared>, Error> {
    let mut declared = Declared::default();
    if !run.has(FILE) {
        return Ok(None);
    }
    for name in run.files.keys().filter(|name| !name.starts_with("registry/")) {
        let lines = lines_of(run.warehouse, &run.run_id, name)?;
        let text = lines.into_iter().map(|(_, line)| line + "\n").collect::<String>();
        if declared.take(name, &text).is_none() {
            return Ok(None);
        }
    }
    Ok(Some(declared))
}

impl Declared {
    /// Takes one file; nothing where it is not understood.
    fn take(&mut self, name: &str, text: &str) -> Option<()> {
        if name.ends_with(".json") {
            let form: Value = serde_json::from_str(text).ok()?;
            let of_form = form.get("name")?.as_str()?.to_owned();
            self.of_form(of_form, &form);
            return Some(());
        }
        let Value::Object(mut table) = toml::from_str::<Value>(text).ok()? else { return None };
        match name {
            SETTINGS_FILE => {
                let geographies = table.get("geographies").and_then(Value::as_array).into_iter().flatten();
                self.geographies =
                    geographies.map(|one| one.as_str().map_or_else(|| one.to_string(), str::to_owned)).collect();
                table.retain(|key, _| !IDLE_SETTINGS.contains(&key.as_str()));
                self.settings = table;
            }
            DECISIONS_FILE => {
                for mut decision in entries(&mut table, "decision") {
                    ["who", "why", "when"].iter().for_each(|key| drop(decision.remove(*key)));
                    let text = |key: &str| decision.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
                    let sha256 = decision.get("object_sha256")?.as_str()?.to_ascii_lowercase();
                    let cell = text("cell");
                    let row = place_of(&cell).map(|(row, _)| row.saturating_add(1)).or_else(|| row_of(&cell));
                    let row = DecidedRow { sha256, sheet: text("sheet"), row: row.map(i64::from) };
                    self.decisions.insert((row, Value::Object(decision).to_string()));
                }
            }
            _ => self.take_pipeline(table)?,
        }
        Some(())
    }

    fn take_pipeline(&mut self, mut table: Map<String, Value>) -> Option<()> {
        let pipeline = table.get("name")?.as_str()?.to_owned();
        for source in entries(&mut table, "source") {
            let form = source.get("form")?.as_str()?.to_owned();
            self.of_form(form, &Value::Object(source));
        }
        for mut check in entries(&mut table, "check") {
            check.remove("message");
            let check = Value::Object(check);
            // A check across forms withholds what rests on either.
            for form in ["source", "with"].iter().filter_map(|key| check.get(*key)?.as_str()) {
                self.of_form(form.to_owned(), &check);
            }
        }
        for mut indicator in entries(&mut table, "indicator") {
            let text = |key: &str| Some(indicator.get(key)?.as_str()?.to_owned());
            let key = (pipeline.clone(), text("name")?, text("method"));
            if let Some(target) = indicator.remove("target") {
                self.targets.insert(key.clone(), target);
            }
            indicator.retain(|key, _| !IDLE_KEYS.contains(&key.as_str()));
            self.indicators.insert(key, Value::Object(indicator));
        }
        Some(())
    }

    fn of_form(&mut self, form: String, declared: &Value) {
        // In whatever order the keys are written.
        let mut declared = declared.clone();
        declared.sort_all_objects();
        self.forms.entry(form).or_default().insert(declared.to_string());
    }
}

/// The tables of a list.
fn entries(table: &mut Map<String, Value>, key: &str) -> Vec<Map<String, Value>> {
    let Some(Value::Array(list)) = table.remove(key) else { return Vec::new() };
    list.into_iter().filter_map(|entry| if let Value::Object(entry) = entry { Some(entry) } else { None }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PIPELINE: &str = r#"
name = "p"
title = { vi = "P", en = "P" }
source = [{ form = "f", from = "f/**" }, { form = "g", from = "g/**" }]
check = [{ name = "c", source = "f", assert = "a > b", severity = "error", message = { vi = "a", en = "a" } }]
[[indicator]]
name = "one"
title = { vi = "A", en = "A" }
numerator = { source = "f", value = "sum(a)" }
minimum_coverage = 0.9
target = [{ period = "2025", at_least = 50, source = "x" }]
[[indicator]]
name = "two"
method = "m"
title = { vi = "B", en = "B" }
numerator = { source = "g", value = "sum(a)" }
"#;

    fn moved(from: &str, to: &str) -> [Vec<String>; 3] {
        let of = |text: &str| {
            let mut declared = Declared::default();
            declared.take("pipelines/p.toml", text).unwrap();
            declared
        };
        let (then, now) = (of(PIPELINE), of(&PIPELINE.replacen(from, to, 1)));
        let names = |keys: BTreeSet<IndicatorKey>| keys.into_iter().map(|(_, name, _)| name).collect();
        [
            differing(&then.forms, &now.forms).into_iter().collect(),
            names(differing(&then.indicators, &now.indicators)),
            names(differing(&then.targets, &now.targets)),
        ]
    }

    #[test]
    fn a_declaration_moves_what_it_speaks_of() {
        let nothing: [Vec<String>; 3] = Default::default();
        let [form, indicator, target] = [0, 1, 2].map(|place| {
            move |name: &str| {
                let mut moved: [Vec<String>; 3] = Default::default();
                moved[place].push(name.to_owned());
                moved
            }
        });
        for (from, to, expected) in [
            ("vi = \"A\"", "vi = \"Khác\"", nothing.clone()),
            ("title = { vi = \"P\", en = \"P\" }", "title = { vi = \"Q\", en = \"P\" }", nothing.clone()),
            ("en = \"a\"", "en = \"b\"", nothing.clone()),
            ("minimum_coverage = 0.9", "# the same\nminimum_coverage = 0.9", nothing.clone()),
            ("minimum_coverage = 0.9", "minimum_coverage = 0.8", indicator("one")),
            ("method = \"m\"", "method = \"m\"\nfactor = 10", indicator("two")),
            ("at_least = 50", "at_least = 40", target("one")),
            ("a > b", "a >= b", form("f")),
            ("g/**", "h/**", form("g")),
        ] {
            assert_eq!(moved(from, to), expected, "{from} → {to}");
        }
    }
}
