//! What people have held back, and what became current last: takes the entries of the journal about runs, gives the runs that are not to
//! become current (decisions 0160, 0134, 0148).

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// A run that was held and not released since.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldSince {
    pub run_id: String,
    /// When it was held, as the journal writes it; empty where it does not say.
    pub since: String,
}

/// What is known of runs that are held.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Holds {
    /// Each held run with the time since when it is.
    held: BTreeMap<String, String>,
    /// The held runs that nothing has become current after, the last one last.
    waiting: Vec<String>,
    /// The run that a person made current, where nothing has become current since.
    released: Option<String>,
    /// The run that became current last.
    made_current: Option<String>,
    /// The runs that the journal names.
    #[serde(skip)]
    named: BTreeSet<String>,
    /// The held runs of which an entry cannot be read, so that nobody may have held them.
    #[serde(skip)]
    doubtful: BTreeSet<String>,
    /// True where nothing says what was held: the journal is gone.
    #[serde(skip)]
    is_unknown: bool,
}

impl Holds {
    /// Takes the entries of the journal, the oldest first.
    pub fn new(journal: &[Value]) -> Self {
        let mut holds = Self::default();
        journal.iter().for_each(|entry| holds.add(entry));
        holds
    }

    /// Where neither the journal nor a statement can be read.
    pub fn unknown() -> Self {
        Self { is_unknown: true, ..Self::default() }
    }

    /// Takes an entry of the journal that is newer than all before.
    pub fn add(&mut self, entry: &Value) {
        let Some(run_id) = entry["run_id"].as_str() else { return };
        self.named.insert(run_id.to_owned());
        self.doubtful.remove(run_id);
        // Who runs what is current once more makes nothing current that was not.
        let is_again = self.made_current.as_deref() == Some(run_id) && entry["released"] != true;
        if entry["became_current"] == true && !is_again {
            self.waiting.clear();
            self.released = (entry["released"] == true).then(|| run_id.to_owned());
            self.made_current = Some(run_id.to_owned());
        }
        if entry["held"] == true {
            self.hold(run_id, entry["ended_at"].as_str().unwrap_or_default());
        } else {
            self.held.remove(run_id);
            self.waiting.retain(|waits| waits != run_id);
        }
    }

    /// Takes that a run is held, since a time unless it was before.
    pub fn hold(&mut self, run_id: &str, since: &str) {
        self.held.entry(run_id.to_owned()).or_insert_with(|| since.to_owned());
        self.waiting.retain(|waits| waits != run_id);
        self.waiting.push(run_id.to_owned());
    }

    /// Takes the name of an entry that cannot be read. A run that is not the one of the pointer may have been held, and is.
    pub(super) fn add_unreadable(&mut self, name: &str, pointer: Option<&str>) {
        let Some((run_id, is_release)) = run_of(name) else { return };
        if is_release || pointer == Some(run_id) {
            self.add(&serde_json::json!({ "run_id": run_id, "became_current": true, "released": is_release }));
        } else if self.made_current.as_deref() != Some(run_id) && !self.is_held(run_id) {
            self.hold(run_id, "");
            self.doubtful.insert(run_id.to_owned());
        }
    }

    /// Takes the names of all entries of the journal.
    pub(super) fn add_names<'a>(&mut self, names: impl Iterator<Item = &'a str>) {
        self.named.extend(names.filter_map(run_of).map(|(run_id, _)| run_id.to_owned()));
    }

    /// True where the journal names no run.
    pub(super) fn names_nothing(&self) -> bool {
        self.named.is_empty()
    }

    /// True where nothing says what was held.
    pub const fn is_unknown(&self) -> bool {
        self.is_unknown
    }

    /// True where a run counts as held since an entry about it cannot be read.
    pub fn is_doubtful(&self, run_id: &str) -> bool {
        self.doubtful.contains(run_id)
    }

    /// True where a run is known here, so that it was not killed before it was noted.
    pub fn names(&self, run_id: &str) -> bool {
        self.named.contains(run_id) || self.is_held(run_id) || self.released.as_deref() == Some(run_id)
    }

    /// The run that became current last, whether `current` still points to it or not; nothing where none ever did.
    pub fn made_current(&self) -> Option<&str> {
        self.made_current.as_deref()
    }

    /// True where a run was held and not released since, whether anything lies in its folder or not.
    pub fn is_held(&self, run_id: &str) -> bool {
        self.held.contains_key(run_id)
    }

    /// True where a person made another run current, and nothing has become current since.
    pub fn another_was_released(&self, run_id: &str) -> bool {
        self.released.as_deref().is_some_and(|released| released != run_id)
    }

    /// The held runs that wait for a release: nothing has become current since. The one held last comes last.
    pub fn waiting(&self) -> impl DoubleEndedIterator<Item = HeldSince> {
        let held = |run_id: &String| HeldSince {
            run_id: run_id.clone(),
            since: self.held.get(run_id).cloned().unwrap_or_default(),
        };
        self.waiting.iter().map(held)
    }
}

/// True where an entry is about the run that its name names.
pub(super) fn is_of(name: &str, entry: &Value) -> bool {
    entry.is_object() && run_of(name).is_none_or(|(run_id, _)| entry["run_id"] == run_id)
}

/// The run of an entry by its name, and whether it is about a release; nothing where it is about a failure.
fn run_of(name: &str) -> Option<(&str, bool)> {
    let (_, rest) = name.strip_suffix(".json")?.split_once('-')?;
    let (run_id, is_release) = rest.strip_suffix("-released").map_or((rest, false), |run_id| (run_id, true));
    let is_id = !run_id.is_empty() && run_id.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_id.then_some((run_id, is_release))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn run(run_id: &str, held: bool, became_current: bool) -> Value {
        json!({ "run_id": run_id, "held": held, "became_current": became_current, "ended_at": format!("at-{run_id}") })
    }

    fn waiting(journal: &[Value]) -> Vec<String> {
        Holds::new(journal).waiting().map(|held| held.run_id).collect()
    }

    #[test]
    fn a_run_waits_until_it_is_released_or_another_becomes_current() {
        let mut journal = vec![run("a", true, false), run("b", false, false), run("a", true, false), json!({})];
        assert_eq!(waiting(&journal), ["a"]);
        journal.push(run("c", true, false));
        assert_eq!(waiting(&journal), ["a", "c"]);
        journal.push(run("d", false, true));
        assert!(waiting(&journal).is_empty());
        assert!(Holds::new(&journal).is_held("a"), "it holds nothing that is current, and nobody released it");
        journal.push(json!({ "run_id": "a", "released": true, "became_current": true }));
        let holds = Holds::new(&journal);
        assert!(!holds.is_held("a") && holds.is_held("c") && !holds.another_was_released("a"));
        assert!(holds.another_was_released("d"));
    }

    #[test]
    fn the_current_run_that_is_run_again_ends_no_hold_and_no_release() {
        let mut journal = vec![run("a", false, true), run("b", true, false), run("a", false, true)];
        assert_eq!(waiting(&journal), ["b"]);
        journal.extend([run("c", false, true), json!({ "run_id": "a", "released": true, "became_current": true })]);
        journal.push(run("a", false, true));
        assert!(Holds::new(&journal).another_was_released("c"));
        assert!(waiting(&journal).is_empty());
    }

    #[test]
    fn a_run_is_held_since_it_was_held_first() {
        let mut journal = vec![run("a", true, false), run("a", true, false)];
        journal[1]["ended_at"] = json!("later");
        assert_eq!(
            Holds::new(&journal).waiting().next_back(),
            Some(HeldSince { run_id: "a".into(), since: "at-a".into() })
        );
    }

    #[test]
    fn an_entry_that_cannot_be_read_holds_what_is_not_current() {
        let mut holds = Holds::new(&[run("a", false, true)]);
        holds.add_unreadable("20250101T000000.000000Z-a.json", None);
        holds.add_unreadable("20250101T000000.000000Z-b.json", Some("b"));
        assert!(!holds.is_held("a") && !holds.is_held("b") && holds.made_current() == Some("b"));
        holds.add_unreadable("20250102T000000.000000Z-c.json", Some("b"));
        holds.add_unreadable("20250102T000000.000000Z-failed.json", Some("b"));
        assert!(holds.is_held("c") && holds.is_doubtful("c"));
        holds.add_unreadable("20250103T000000.000000Z-c-released.json", Some("b"));
        assert!(!holds.is_held("c") && holds.another_was_released("b") && holds.made_current() == Some("c"));
    }
}
