//! Any file of a warehouse is damaged in any way: the next run publishes what an undisturbed one publishes, or refuses and names
//! the file. And two runs that do not know of each other share nothing.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tinhso::run::Options;
use tinhso::store::Disk;
use tinhso::store::disk::operations::{Operation, Operations, Watch};

use crate::forgetful::{Item, Tree, put, tree_as_it_is};
use crate::in_process::{Runner, assert_published_is_whole, fast_folder, with_quarters};
use crate::kit::current_id;
use crate::mini::SECOND_QUARTER;

/// A name, what becomes of the bytes of a file, and of which sibling they are where they are replaced.
const KINDS: [&str; 5] = ["a bit is flipped", "cut", "empty", "gone", "replaced by another"];

fn is_seldom_read(name: &str) -> bool {
    name.starts_with("warehouse/.lock")
}

/// The file of the same folder behind this one, or the first.
fn sibling<'a>(tree: &'a Tree, name: &str) -> Option<&'a Item> {
    let folder = name.rsplit_once('/')?.0;
    let in_folder = |other: &&String| other.rsplit_once('/').is_some_and(|(of, _)| of == folder);
    let others = tree.iter().filter(|(other, item)| in_folder(other) && matches!(item, Item::File(_)));
    let others: Vec<(&String, &Item)> = others.filter(|(other, _)| *other != name).collect();
    let behind = others.iter().find(|(other, _)| other.as_str() > name);
    behind.or(others.first()).map(|(_, item)| *item)
}

/// Every damage of every file and of the pointer, with a name.
fn damages(tree: &Tree) -> Vec<(String, &'static str, Tree)> {
    let mut damages = Vec::new();
    for (name, item) in tree.iter().filter(|(name, _)| !is_seldom_read(name)) {
        let mut push = |kind, item: Option<Item>| {
            let mut tree = tree.clone();
            match item {
                Some(item) => drop(tree.insert(name.clone(), item)),
                None => drop(tree.remove(name)),
            }
            damages.push((name.clone(), kind, tree));
        };
        match item {
            Item::Folder => {}
            Item::Link(target) => {
                let runs = tree.keys().filter_map(|name| name.strip_prefix("warehouse/"));
                let runs = runs.filter(|name| name.starts_with("runs/") && name.matches('/').count() == 1);
                let other = runs.map(PathBuf::from).find(|run| run != target).expect("another run");
                push("replaced by another", Some(Item::Link(other)));
                push("leads nowhere", Some(Item::Link(PathBuf::from("runs/0000000000000000"))));
                push("leads out", Some(Item::Link(PathBuf::from("../elsewhere"))));
                push("a file", Some(Item::File(b"runs".to_vec())));
                push("gone", None);
            }
            Item::File(bytes) => {
                for kind in KINDS {
                    let mut bytes = bytes.clone();
                    let middle = bytes.len() / 2;
                    match kind {
                        "a bit is flipped" => bytes[middle] ^= 4,
                        "cut" => bytes.truncate(middle),
                        "empty" => bytes.clear(),
                        "gone" => {
                            push(kind, None);
                            continue;
                        }
                        _ => {
                            let Some(other) = sibling(tree, name) else { continue };
                            push(kind, Some(other.clone()));
                            continue;
                        }
                    }
                    push(kind, Some(Item::File(bytes)));
                }
            }
        }
    }
    damages
}

/// The files of a run.
fn run_of<'a>(tree: &'a Tree, run_id: &'a str) -> Vec<(&'a str, &'a Item)> {
    let below = move |name: &'a String| name.strip_prefix("warehouse/runs/")?.strip_prefix(run_id);
    tree.iter().filter_map(|(name, item)| Some((below(name)?, item))).collect()
}

/// Runs on a damaged warehouse; what is wrong with how that ended, and whether it was refused.
fn ends(
    runner: &Runner,
    damaged: &Tree,
    name: &str,
    undisturbed: &Tree,
    run_id: &str,
    options: &Options,
) -> (Option<String>, bool) {
    let folder = fast_folder();
    put(damaged, folder.path());
    let warehouse = folder.path().join("warehouse");
    match runner.run(Disk::new(&warehouse), options) {
        Ok(outcome) if outcome.run_id != run_id => (Some(format!("it gives the run {}", outcome.run_id)), false),
        Ok(_) if current_id(&warehouse).as_deref() != Some(run_id) => (Some("another run is current".into()), false),
        Ok(_) => {
            let tree = tree_as_it_is(folder.path());
            let is_same = run_of(&tree, run_id) == run_of(undisturbed, run_id);
            ((!is_same).then(|| "it publishes something else".to_owned()), false)
        }
        Err(error) => {
            let short = name.trim_start_matches("warehouse/");
            let named = if short.starts_with("ledger/") { "ledger" } else { short };
            let text = error.to_string();
            let is_named = text.contains(named);
            let was = damaged.get("warehouse/current");
            let is = tree_as_it_is(folder.path()).get("warehouse/current").cloned();
            match () {
                () if !is_named => (Some(format!("it is refused, and not named: {text}")), true),
                () if was != is.as_ref() => (Some(format!("current has moved, and the run says: {text}")), true),
                () => (None, true),
            }
        }
    }
}

#[test]
fn after_each_kind_of_damage_the_next_run_is_right_or_names_the_file() {
    let runner = Runner::new(with_quarters(3));
    let folder = fast_folder();
    let warehouse = folder.path().join("warehouse");
    runner.run(Disk::new(&warehouse), &Options::default()).unwrap();
    runner.mini.quarter("2023-Q4", &SECOND_QUARTER);
    let mut run_id = runner.run(Disk::new(&warehouse), &Options::default()).unwrap().run_id;
    let before = tree_as_it_is(folder.path());
    let (mut wrong, mut refused, mut all) = (Vec::new(), 0, 0);
    for night in ["a quiet night", "a night with something new"] {
        let after = tree_as_it_is(folder.path());
        for (name, kind, damaged) in damages(&before) {
            for without_cache in [false, true] {
                // Without the cache it is the archive that is read.
                if without_cache && !name.contains("/archive/") {
                    continue;
                }
                let options = Options { without_cache, ..Options::default() };
                let (fault, is_refused) = ends(&runner, &damaged, &name, &after, &run_id, &options);
                (all, refused) = (all + 1, refused + usize::from(is_refused));
                wrong.extend(fault.map(|fault| format!("{night}, {name} {kind}: {fault}")));
            }
        }
        runner.mini.quarter("2024-Q1", &SECOND_QUARTER);
        run_id = runner.run(Disk::new(&warehouse), &Options::default()).unwrap().run_id;
    }
    println!("{all} damages: {refused} refused by name, {} violations", wrong.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Removes the lock of a run and runs another, before one of its operations.
struct Meddling {
    runner: Arc<Runner>,
    warehouse: PathBuf,
    at: usize,
    asked: AtomicUsize,
}

impl std::fmt::Debug for Meddling {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Meddling")
    }
}

impl Watch for Meddling {
    fn before(&self, _: Operation<'_>) -> io::Result<()> {
        if self.asked.fetch_add(1, Ordering::Relaxed) + 1 == self.at {
            let _ = fs::remove_file(self.warehouse.join(".lock"));
            self.runner.run(Disk::new(&self.warehouse), &Options::default()).expect("the other run");
        }
        Ok(())
    }

    fn after(&self, _: Operation<'_>) {}
}

fn meddled(runner: &Arc<Runner>, warehouse: &Path, at: usize) -> (usize, bool) {
    let meddling =
        Meddling { runner: Arc::clone(runner), warehouse: warehouse.to_owned(), at, asked: AtomicUsize::new(0) };
    let meddling = Arc::new(meddling);
    let watch = Arc::clone(&meddling) as Arc<dyn Watch>;
    let ended = runner.run(Disk::over(warehouse, Operations::watched(watch)), &Options::default());
    (meddling.asked.load(Ordering::Relaxed), ended.is_ok())
}

#[test]
fn a_run_whose_lock_is_removed_shares_nothing_with_the_next() {
    let runner = Arc::new(Runner::new(with_quarters(2)));
    let folder = fast_folder();
    let (all, _) = meddled(&runner, &folder.path().join("undisturbed"), 0);
    let whole = run_files(&folder.path().join("undisturbed"));
    let mut well = 0;
    // From the lock on.
    for at in (4..=all).step_by(3) {
        let warehouse = folder.path().join(at.to_string());
        well += usize::from(meddled(&runner, &warehouse, at).1);
        assert_published_is_whole(&warehouse);
        runner.run(Disk::new(&warehouse), &Options::default()).unwrap();
        assert!(run_files(&warehouse) == whole, "before operation {at}");
        fs::remove_dir_all(&warehouse).unwrap();
    }
    println!("{} times two runs at once, {well} of the first ended well", (4..=all).step_by(3).count());
}

fn run_files(warehouse: &Path) -> Tree {
    tree_as_it_is(&warehouse.join("runs"))
}
