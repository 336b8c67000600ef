//! What people have held back: takes the entries of the journal about runs, gives the runs that are not to become current (decisions
//! 0160, 0134).

use std::collections::BTreeMap;

use serde_json::Value;

/// A run that was held and not released since.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldSince {
    pub run_id: String,
    /// When it was held, as the journal writes it; empty where it does not say.
    pub since: String,
}

/// What the journal says of runs that are held.
#[derive(Clone, Debug, Default)]
pub struct Holds {
    /// Each held run with the time since when it is.
    held: BTreeMap<String, String>,
    /// The held runs that nothing has become current after, the last one last.
    waiting: Vec<String>,
    /// The run that a person made current, where nothing has become current since.
    released: Option<String>,
}

impl Holds {
    /// Takes the entries of the journal, the oldest first.
    pub fn new(journal: &[Value]) -> Self {
        let mut holds = Self::default();
        for entry in journal {
            let Some(run_id) = entry["run_id"].as_str() else { continue };
            if entry["became_current"] == true {
                holds.waiting.clear();
                holds.released = (entry["released"] == true).then(|| run_id.to_owned());
            }
            if entry["held"] == true {
                let since = || entry["ended_at"].as_str().unwrap_or_default().to_owned();
                holds.held.entry(run_id.to_owned()).or_insert_with(since);
                holds.waiting.retain(|waits| waits != run_id);
                holds.waiting.push(run_id.to_owned());
            } else {
                holds.held.remove(run_id);
                holds.waiting.retain(|waits| waits != run_id);
            }
        }
        holds
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
    fn a_run_is_held_since_it_was_held_first() {
        let mut journal = vec![run("a", true, false), run("a", true, false)];
        journal[1]["ended_at"] = json!("later");
        assert_eq!(
            Holds::new(&journal).waiting().next_back(),
            Some(HeldSince { run_id: "a".into(), since: "at-a".into() })
        );
    }
}
