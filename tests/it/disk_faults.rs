//! Each write, sync, rename, link and removal of a run fails once, or is the last before the machine stops: after each, `current` is a
//! whole run or is not there yet, and the next run gives what an undisturbed one gives and leaves nothing behind.
//!
//! After a stop there are three disks: one on which nothing is lost, one without anything that was not synced, and one with every name
//! and without the bytes that were not synced.

use std::collections::BTreeSet;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use tempfile::TempDir;
use tinhso::run::Options;

use crate::forgetful::{Fate, Item, Tree, Watched, put};
use crate::in_process::{Runner, assert_published_is_whole, fast_folder, with_quarters};
use crate::kit::current_id;
use crate::mini::{NEW, OLD, SECOND_QUARTER, THIRD_QUARTER, sheet};

const EIO: i32 = 5;
const ENOSPC: i32 = 28;

/// One run over a warehouse that is there before.
struct Scene {
    name: &'static str,
    runner: Runner,
    before: Tree,
    /// What an undisturbed run makes of it, and what it asks of the disk.
    after: Tree,
    run_id: String,
    asked: Vec<String>,
    violations: Vec<String>,
    /// Disks from which a run went on well.
    seen: BTreeSet<u64>,
    /// How many disks a run began from.
    begun: usize,
    /// How many failures came after the commit, and were reported.
    reported: usize,
}

fn folder_of(tree: &Tree) -> TempDir {
    let folder = fast_folder();
    put(tree, folder.path());
    folder
}

/// The items of a tree whose names begin so.
fn below<'a>(tree: &'a Tree, prefix: &'a str) -> impl Iterator<Item = (&'a str, &'a Item)> {
    let all = tree.iter().filter_map(move |(name, item)| Some((name.strip_prefix(prefix)?, item)));
    all.filter(|(name, _)| !name.is_empty())
}

/// The same for disks that differ in clocks and in the numbers of temporary files alone.
fn digest(tree: &Tree) -> u64 {
    let mut hasher = DefaultHasher::new();
    for (name, item) in tree {
        match name.strip_prefix("warehouse/journal/") {
            Some(name) => name.starts_with('.').hash(&mut hasher),
            None if name.contains("/.tmp-") => item.hash(&mut hasher),
            None => (name, item).hash(&mut hasher),
        }
    }
    hasher.finish()
}

impl Scene {
    fn new(name: &'static str, runner: Runner, before: Tree) -> Self {
        let folder = folder_of(&before);
        let watched = Watched::new(folder.path(), Fate::None);
        let outcome = runner.run(watched.disk(), &Options::default()).unwrap();
        assert!(!outcome.unchanged && outcome.after_commit.is_empty());
        assert!(survives(&watched), "a run that ended survives a loss of power");
        let (after, asked, run_id) = (watched.kept(), watched.asked(), outcome.run_id);
        Self {
            name,
            runner,
            before,
            after,
            run_id,
            asked,
            violations: Vec::new(),
            seen: BTreeSet::new(),
            begun: 0,
            reported: 0,
        }
    }

    fn wrong(&mut self, number: usize, what: &str, cause: &str) {
        let operation = self.asked.get(number - 1).cloned().unwrap_or_default();
        self.violations.push(format!("{}, operation {number} ({operation}) {what}: {cause}", self.name));
    }

    /// Looks at a disk after a fault, and goes on from it.
    fn goes_on(&mut self, number: usize, what: &str, tree: &Tree) {
        if !self.seen.insert(digest(tree)) {
            return;
        }
        self.begun += 1;
        let folder = folder_of(tree);
        let warehouse = folder.path().join("warehouse");
        if let Err(cause) = catch_unwind(AssertUnwindSafe(|| assert_published_is_whole(&warehouse))) {
            self.wrong(number, what, &text_of(&*cause));
        }
        if let Err(cause) = self.next_run(folder.path()) {
            self.wrong(number, what, &cause);
        }
    }

    /// The next run gives the bytes of an undisturbed one, and nothing piles up.
    fn next_run(&self, root: &Path) -> Result<(), String> {
        let watched = Watched::new(root, Fate::None);
        let outcome = self
            .runner
            .run(watched.disk(), &Options::default())
            .map_err(|error| format!("the next run fails: {error}"))?;
        if outcome.run_id != self.run_id || current_id(&root.join("warehouse")).as_ref() != Some(&self.run_id) {
            return Err(format!("the next run is {}, an undisturbed one {}", outcome.run_id, self.run_id));
        }
        let tree = watched.kept();
        for folder in ["warehouse/archive/", "warehouse/ledger/", "warehouse/runs/"] {
            let (is, should): (Vec<_>, Vec<_>) = (below(&tree, folder).collect(), below(&self.after, folder).collect());
            if is != should {
                let names = |all: &[(&str, &Item)]| all.iter().map(|(name, _)| (*name).to_owned()).collect::<Vec<_>>();
                return Err(format!("{folder} holds {:?}, not {:?}, or other bytes", names(&is), names(&should)));
            }
        }
        let hidden = |name: &&String| name.split('/').any(|part| part.starts_with('.') && part != ".lock");
        let left: Vec<&String> = tree.keys().filter(hidden).collect();
        if !left.is_empty() {
            return Err(format!("{left:?} is left"));
        }
        let (is, should) = (below(&tree, "warehouse/cache/").count(), below(&self.after, "warehouse/cache/").count());
        if is > should + 1 {
            return Err(format!("the cache has {is} files, and {should} after an undisturbed run"));
        }
        if !survives(&watched) {
            return Err("the next run would not survive a loss of power".to_owned());
        }
        Ok(())
    }

    fn fails(&mut self, number: usize) {
        let errno = if number.is_multiple_of(2) { EIO } else { ENOSPC };
        let folder = folder_of(&self.before);
        let warehouse = folder.path().join("warehouse");
        let current = current_id(&warehouse);
        let watched = Watched::new(folder.path(), Fate::Fails(number, errno));
        let ended = self.runner.run(watched.disk(), &Options::default());
        let moved = current_id(&warehouse) != current;
        match &ended {
            Err(error) if moved => {
                self.wrong(number, "fails", &format!("current has moved, and the run says: {error}"))
            }
            Ok(outcome) if moved && !outcome.after_commit.is_empty() => self.reported += 1,
            Ok(_) if !moved => self.wrong(number, "fails", "the run ends well, and current has not moved"),
            _ => {}
        }
        self.goes_on(number, "fails", &watched.kept());
    }

    fn dies(&mut self, number: usize) {
        let folder = folder_of(&self.before);
        let watched = Watched::new(folder.path(), Fate::Dies(number));
        let _ = self.runner.run(watched.disk(), &Options::default());
        for (what, tree) in
            [("the process ends", watched.kept()), ("lost", watched.lost()), ("hollow", watched.hollow())]
        {
            self.goes_on(number, what, &tree);
        }
    }

    /// Every operation fails once, and is once the last.
    fn all(mut self) -> (usize, Self) {
        for number in 1..=self.asked.len() {
            self.fails(number);
            self.dies(number);
        }
        let points = self.asked.len() * 4;
        println!(
            "{}: {} operations, {points} faults ({} failures, {} stops with 3 disks each), {} different disks, {} violations",
            self.name,
            self.asked.len(),
            self.asked.len(),
            self.asked.len(),
            self.begun,
            self.violations.len()
        );
        assert!(self.violations.is_empty(), "{}", self.violations.join("\n"));
        assert!(self.reported > 1, "what fails once the pointer has moved is reported");
        (points, self)
    }
}

/// A loss of power takes nothing. What was removed from the cache may come back.
fn survives(watched: &Watched) -> bool {
    let (kept, lost) = (watched.kept(), watched.lost());
    let counts = |name: &str| !name.starts_with("warehouse/cache/");
    lost.iter().filter(|(name, _)| counts(name)).eq(kept.iter().filter(|(name, _)| counts(name)))
}

fn text_of(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().cloned();
    text.or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned())).unwrap_or_default()
}

#[test]
fn whatever_the_disk_does_a_run_is_whole_and_the_next_one_right() {
    let first = Scene::new("the first run", Runner::new(with_quarters(10)), Tree::new());
    let (of_first, Scene { runner, after, .. }) = first.all();
    // One object overwritten, one beside it for the same quarter, and a new quarter.
    let mini = &runner.mini;
    mini.send("services/2025-Q3.csv", "2025-10-05T09:00:00+07:00", sheet("2025-Q3", &NEW, &THIRD_QUARTER));
    let more = sheet("2025-Q1", &OLD[..1], &[Some("100;50;1000;51")]);
    mini.send("services/2025-Q1-again.csv", "2025-05-01T09:00:00+07:00", more);
    let other = sheet("2024-Q4", &OLD, &SECOND_QUARTER).replace("200;60", "200;61");
    mini.send("services/2024-Q4.csv", "2025-02-01T09:00:00+07:00", other);
    let (of_next, _) = Scene::new("an incremental run", runner, after).all();
    println!("{} faults of a disk, 0 violations", of_first + of_next);
}
