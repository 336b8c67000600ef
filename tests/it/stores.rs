//! One suite for all stores: what `Blobs` promises, on each of them; and a whole run into a warehouse in memory.
//!
//! A new store adds one line to `stores` and passes.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::sync::{Arc, Barrier};
use std::time::Duration;

use object_store::ObjectStore;
use object_store::memory::InMemory;
use tinhso::engine::{Engines, embedded};
use tinhso::error::Error;
use tinhso::project::load::load;
use tinhso::run::{Options, run};
use tinhso::store::blobs::{Blobs, ExistingRun, Listing, Staged};
use tinhso::store::key::RUNS;
use tinhso::store::objects::{Objects, Patience, Requests};
use tinhso::store::places::Places;
use tinhso::store::project::read_project;
use tinhso::store::{Disk, Key, MANIFEST, Memory, Warehouse};

use crate::faulty::{Fault, Faulty};
use crate::in_process::Silent;
use crate::kit::{current, current_id, tree};
use crate::mini::{Mini, SECOND_QUARTER};

/// A warehouse that can be opened more than once, as by several processes.
type Open<'a> = &'a dyn Fn() -> Box<dyn Blobs>;

fn key(name: &str) -> Key {
    Key::new(name).unwrap()
}

/// Writes a text into what a store gives.
fn text(text: &str) -> impl FnMut(&mut (dyn Write + Send)) -> Result<(), Error> {
    let text = text.to_owned();
    move |sink| {
        let (head, tail) = text.as_bytes().split_at(text.len() / 2);
        sink.write_all(head)
            .and_then(|()| sink.write_all(tail))
            .map_err(|cause| Error::store("cannot write", "x", cause))
    }
}

fn refusing(_: &mut (dyn Write + Send)) -> Result<(), Error> {
    Err(Error::Request("the source ended".into()))
}

fn stage(store: &dyn Blobs, folder: &str, written: &str) -> Staged {
    store.stage(&key(folder), &mut text(written)).unwrap()
}

fn got(store: &dyn Blobs, name: &str) -> Option<String> {
    store.get(&key(name)).unwrap().map(|bytes| String::from_utf8(bytes.to_vec()).unwrap())
}

/// Publishes a run of a table and a manifest.
fn publish(store: &dyn Blobs, run_id: &str, manifest: &str) {
    let run = store.begin(&RUNS.child(run_id).unwrap()).unwrap();
    run.write(&key("data/table.parquet"), &mut text("rows")).unwrap();
    run.write(&key(MANIFEST), &mut text(manifest)).unwrap();
    run.commit(ExistingRun::Stays).unwrap();
}

fn what_is_not_there_is_nothing(open: Open<'_>) {
    let store = open();
    assert_eq!(got(&*store, "archive/a"), None);
    assert_eq!(store.size(&key("archive/a")).unwrap(), None);
    assert_eq!(store.list(&key("archive")).unwrap(), Listing::default());
    assert!(store.range(&key("archive/a"), 0..1).is_err());
    store.delete(&key("archive/a")).unwrap();
    store.delete_folder(&key("archive")).unwrap();
    store.settle(&key("archive"), Vec::new()).unwrap();
    assert!(!store.name().is_empty());
    assert!(store.location(&key("archive/a")).ends_with("archive/a"));
}

fn a_blob_is_written_replaced_and_removed(open: Open<'_>) {
    let store = open();
    store.put(&key("cache/k/a.parquet"), b"first").unwrap();
    store.put(&key("cache/k/a.parquet"), b"second one").unwrap();
    store.put(&key("cache/empty"), b"").unwrap();
    // Another handle finds the same.
    let other = open();
    assert_eq!(got(&*other, "cache/k/a.parquet").as_deref(), Some("second one"));
    assert_eq!(other.size(&key("cache/k/a.parquet")).unwrap(), Some(10));
    assert_eq!((got(&*other, "cache/empty").as_deref(), other.size(&key("cache/empty")).unwrap()), (Some(""), Some(0)));
    let sizes = other.sizes(&key("cache")).unwrap();
    assert_eq!(sizes, [("empty".to_owned(), 0)], "what lies deeper is not in it");
    assert_eq!(other.sizes(&key("cache/k")).unwrap(), [("a.parquet".to_owned(), 10)]);
    // A folder is no blob.
    assert_eq!((got(&*other, "cache/k"), other.size(&key("cache/k")).unwrap()), (None, None));
    other.delete(&key("cache/k/a.parquet")).unwrap();
    assert_eq!(got(&*store, "cache/k/a.parquet"), None);
}

fn a_range_is_cut_where_the_blob_ends(open: Open<'_>) {
    let store = open();
    store.put(&key("archive/a"), b"0123456789").unwrap();
    let range = |range| store.range(&key("archive/a"), range).unwrap();
    assert_eq!(range(0..10), &b"0123456789"[..]);
    assert_eq!(range(3..5), &b"34"[..]);
    assert_eq!(range(8..20), &b"89"[..]);
    assert_eq!(range(4..4), &b""[..]);
    assert_eq!(range(20..30), &b""[..]);
}

fn a_list_is_in_order_and_of_one_folder(open: Open<'_>) {
    let store = open();
    for name in ["journal/b.json", "journal/a.json", "journal/a/deep/c.json", "journal/Z/d.json", "journals/e.json"] {
        store.put(&key(name), b"{}").unwrap();
    }
    let _staged = stage(&*store, "journal", "not finished");
    let listing = store.list(&key("journal")).unwrap();
    assert_eq!(
        (listing.blobs, listing.folders),
        (vec!["a.json".to_owned(), "b.json".to_owned()], vec!["Z".to_owned(), "a".to_owned()],)
    );
    assert_eq!(store.list(&key("journal/a")).unwrap().folders, ["deep"]);
    store.delete_folder(&key("journal/a")).unwrap();
    assert_eq!(got(&*store, "journal/a/deep/c.json"), None);
    assert_eq!(got(&*store, "journal/a.json").as_deref(), Some("{}"));
    assert_eq!(got(&*store, "journals/e.json").as_deref(), Some("{}"));
}

fn of_two_who_put_one_wins(open: Open<'_>) {
    let store = open();
    assert!(store.put_if_absent(&key("ledger/000001.jsonl"), b"first").unwrap());
    assert!(!store.put_if_absent(&key("ledger/000001.jsonl"), b"second").unwrap());
    assert_eq!(got(&*store, "ledger/000001.jsonl").as_deref(), Some("first"));
    let (racers, start) = (4, Barrier::new(4));
    for round in 0..16 {
        let name = key(&format!("ledger/{round}-raced"));
        let won: Vec<usize> = std::thread::scope(|scope| {
            let racer = |racer: usize| {
                let (store, name, start) = (open(), &name, &start);
                scope.spawn(move || {
                    start.wait();
                    store.put_if_absent(name, racer.to_string().as_bytes()).unwrap().then_some(racer)
                })
            };
            let racing: Vec<_> = (0..racers).map(racer).collect();
            racing.into_iter().filter_map(|racing| racing.join().unwrap()).collect()
        });
        assert_eq!(won.len(), 1, "{won:?}");
        assert_eq!(got(&*store, name.as_str()), Some(won[0].to_string()));
    }
}

fn what_is_staged_has_its_name_when_it_is_settled(open: Open<'_>) {
    let store = open();
    let (kept, replaced, dropped) =
        (stage(&*store, "archive", "kept"), stage(&*store, "archive", "new"), stage(&*store, "archive", "dropped"));
    store.put(&key("archive/b"), b"old").unwrap();
    assert_eq!(store.list(&key("archive")).unwrap().blobs, ["b"]);
    store.settle(&key("archive"), vec![(kept, key("archive/a")), (replaced, key("archive/b"))]).unwrap();
    drop(dropped);
    assert_eq!(
        (got(&*store, "archive/a").as_deref(), got(&*store, "archive/b").as_deref()),
        (Some("kept"), Some("new"))
    );
    assert!(
        matches!(store.stage(&key("archive"), &mut refusing), Err(Error::Request(_))),
        "its own error comes through"
    );
    // More than are made durable one by one.
    let many: Vec<(Staged, Key)> = (0..40)
        .map(|number| (stage(&*store, "archive", &number.to_string()), key(&format!("archive/many-{number:02}"))))
        .collect();
    store.settle(&key("archive"), many).unwrap();
    assert_eq!(got(&*store, "archive/many-39").as_deref(), Some("39"));
    assert_eq!(store.list(&key("archive")).unwrap().blobs.len(), 42);
}

fn a_run_appears_when_it_is_committed(open: Open<'_>) {
    let store = open();
    let run = store.begin(&key("runs/aaaa")).unwrap();
    std::thread::scope(|scope| {
        for name in ["data/one", "data/two", MANIFEST] {
            let run = &run;
            scope.spawn(move || run.write(&key(name), &mut text(name)).unwrap());
        }
    });
    assert!(run.write(&key("data/one"), &mut text("again")).is_err(), "each file is written once");
    assert_eq!(got(&*store, "runs/aaaa/manifest.json"), None, "it is not there before it is committed");
    run.commit(ExistingRun::Stays).unwrap();
    for name in ["data/one", "data/two", MANIFEST] {
        assert_eq!(got(&*store, &format!("runs/aaaa/{name}")).as_deref(), Some(name));
    }
    assert_eq!(store.list(&RUNS).unwrap(), Listing { blobs: Vec::new(), folders: vec!["aaaa".to_owned()] });
}

fn a_run_that_is_not_committed_leaves_nothing(open: Open<'_>) {
    let store = open();
    let run = store.begin(&key("runs/half")).unwrap();
    run.write(&key("data/one"), &mut text("x")).unwrap();
    assert!(run.write(&key("data/two"), &mut refusing).is_err());
    drop(run);
    let run = store.begin(&key("runs/headless")).unwrap();
    run.write(&key("data/one"), &mut text("x")).unwrap();
    assert!(run.commit(ExistingRun::Stays).is_err(), "it has no manifest");
    assert_eq!(store.list(&RUNS).unwrap(), Listing::default());
}

fn a_published_run_is_never_rewritten(open: Open<'_>) {
    let store = open();
    publish(&*store, "same", "first");
    let run = store.begin(&key("runs/same")).unwrap();
    run.write(&key("data/table.parquet"), &mut text("other rows")).unwrap();
    run.write(&key("data/more.parquet"), &mut text("more")).unwrap();
    run.write(&key(MANIFEST), &mut text("second")).unwrap();
    run.commit(ExistingRun::Stays).unwrap();
    let run = store.begin(&key("runs/same")).unwrap();
    run.write(&key("data/more.parquet"), &mut text("more")).unwrap();
    drop(run);
    assert_eq!(got(&*store, "runs/same/manifest.json").as_deref(), Some("first"));
    assert_eq!(got(&*store, "runs/same/data/table.parquet").as_deref(), Some("rows"));
    assert_eq!(got(&*store, "runs/same/data/more.parquet"), None);
}

fn a_damaged_run_gives_way(open: Open<'_>) {
    let store = open();
    publish(&*store, "same", "first");
    store.move_pointer(None, "same").unwrap();
    store.put(&key("runs/same/data/table.parquet"), b"damaged").unwrap();
    store.put(&key("runs/same/data/stray.parquet"), b"stray").unwrap();
    let again = |manifest: &str| {
        let run = store.begin(&key("runs/same")).unwrap();
        run.write(&key("data/table.parquet"), &mut text("rows")).unwrap();
        run.write(&key(MANIFEST), &mut text(manifest)).unwrap();
        assert_eq!(
            run.files().unwrap(),
            [("data/table.parquet".to_owned(), 4), (MANIFEST.to_owned(), manifest.len() as u64)]
        );
        run.commit(ExistingRun::GivesWay).unwrap();
    };
    again("second");
    assert_eq!(got(&*store, "runs/same/data/table.parquet").as_deref(), Some("rows"));
    assert_eq!(got(&*store, "runs/same/data/stray.parquet"), None);
    assert_eq!(got(&*store, "runs/same/manifest.json").as_deref(), Some("second"));
    // What has no manifest is no run, and gives way to one.
    store.delete(&key("runs/same/manifest.json")).unwrap();
    publish(&*store, "same", "third");
    assert_eq!(got(&*store, "runs/same/manifest.json").as_deref(), Some("third"));
    assert_eq!(store.list(&RUNS).unwrap().folders, ["same"]);
    assert_eq!(store.pointer().unwrap().as_deref(), Some("same"));
}

fn two_writers_of_one_run_share_nothing(open: Open<'_>) {
    let store = open();
    let first = store.begin(&key("runs/same")).unwrap();
    first.write(&key("data/table.parquet"), &mut text("rows")).unwrap();
    let second = store.begin(&key("runs/same")).unwrap();
    second.write(&key("data/table.parquet"), &mut text("rows")).unwrap();
    second.write(&key(MANIFEST), &mut text("{}")).unwrap();
    first.write(&key(MANIFEST), &mut text("{}")).unwrap();
    second.commit(ExistingRun::Stays).unwrap();
    first.commit(ExistingRun::Stays).unwrap();
    assert_eq!(got(&*store, "runs/same/data/table.parquet").as_deref(), Some("rows"));
    assert_eq!(store.list(&RUNS).unwrap().folders, ["same"]);
}

fn the_pointer_moves_from_what_is_expected(open: Open<'_>) {
    let store = open();
    publish(&*store, "aaaa", "{}");
    publish(&*store, "bbbb", "{}");
    assert_eq!(store.pointer().unwrap(), None);
    assert!(!store.move_pointer(Some("bbbb"), "aaaa").unwrap());
    assert_eq!(store.pointer().unwrap(), None);
    assert!(store.move_pointer(None, "aaaa").unwrap());
    assert!(!store.move_pointer(None, "bbbb").unwrap(), "it was moved meanwhile");
    assert_eq!(open().pointer().unwrap().as_deref(), Some("aaaa"));
    assert!(store.move_pointer(Some("aaaa"), "bbbb").unwrap());
    assert!(store.move_pointer(Some("bbbb"), "bbbb").unwrap());
    assert_eq!(store.pointer().unwrap().as_deref(), Some("bbbb"));
    assert!(store.move_pointer(Some("bbbb"), "../archive").is_err());
    // Of several who saw the same value, one wins.
    for run_id in ["c1", "c2", "c3", "c4"] {
        publish(&*store, run_id, "{}");
    }
    let start = Barrier::new(4);
    let won: usize = std::thread::scope(|scope| {
        let racer = |run_id: &'static str| {
            let (store, start) = (&store, &start);
            scope.spawn(move || {
                start.wait();
                usize::from(store.move_pointer(Some("bbbb"), run_id).unwrap())
            })
        };
        let racing: Vec<_> = ["c1", "c2", "c3", "c4"].into_iter().map(racer).collect();
        racing.into_iter().map(|racing| racing.join().unwrap()).sum()
    });
    assert_eq!(won, 1);
}

fn one_holds_the_lock(open: Open<'_>) {
    let (store, other) = (open(), open());
    let lock = store.lock().unwrap();
    assert!(matches!(other.lock(), Err(Error::Locked { warehouse, .. }) if warehouse == store.name()));
    assert!(matches!(store.lock(), Err(Error::Locked { .. })));
    // Readers need no lock.
    assert_eq!(other.pointer().unwrap(), None);
    drop(lock);
    drop(other.lock().unwrap());
}

fn sweeping_leaves_what_is_whole(open: Open<'_>) {
    let whole = ["archive/a", "cache/k/rows-000001.parquet", "journal/a.json", "ledger/000001.jsonl"];
    let store = open();
    for name in whole {
        store.put(&key(name), name.as_bytes()).unwrap();
    }
    publish(&*store, "aaaa", "{}");
    store.move_pointer(None, "aaaa").unwrap();
    // What a kill leaves: nothing is dropped.
    for folder in ["archive", "cache/k", "ledger", "journal"] {
        std::mem::forget(stage(&*store, folder, "half"));
    }
    let run = store.begin(&key("runs/dead")).unwrap();
    run.write(&key("data/table.parquet"), &mut text("half")).unwrap();
    std::mem::forget(run);
    let next = open();
    let lock = next.lock().unwrap();
    next.sweep(&lock).unwrap();
    for name in whole {
        assert_eq!(got(&*next, name).as_deref(), Some(name));
    }
    assert_eq!(got(&*next, "runs/aaaa/data/table.parquet").as_deref(), Some("rows"));
    assert_eq!(next.pointer().unwrap().as_deref(), Some("aaaa"));
    assert_eq!(next.list(&RUNS).unwrap().folders, ["aaaa"]);
}

fn what_a_killed_run_left_does_not_mix_with_the_next(open: Open<'_>) {
    let store = open();
    let run = store.begin(&key("runs/same")).unwrap();
    run.write(&key("data/half.parquet"), &mut text("half")).unwrap();
    std::mem::forget(run);
    publish(&*store, "same", "{}");
    assert_eq!(got(&*store, "runs/same/data/half.parquet"), None);
    assert_eq!(got(&*store, "runs/same/data/table.parquet").as_deref(), Some("rows"));
}

/// Each test with a warehouse of its own: `new` gives what opens it.
fn suite(new: &dyn Fn() -> Box<dyn Fn() -> Box<dyn Blobs>>) {
    let tests: [fn(Open<'_>); 15] = [
        a_damaged_run_gives_way,
        two_writers_of_one_run_share_nothing,
        what_is_not_there_is_nothing,
        a_blob_is_written_replaced_and_removed,
        a_range_is_cut_where_the_blob_ends,
        a_list_is_in_order_and_of_one_folder,
        of_two_who_put_one_wins,
        what_is_staged_has_its_name_when_it_is_settled,
        a_run_appears_when_it_is_committed,
        a_run_that_is_not_committed_leaves_nothing,
        a_published_run_is_never_rewritten,
        the_pointer_moves_from_what_is_expected,
        one_holds_the_lock,
        sweeping_leaves_what_is_whole,
        what_a_killed_run_left_does_not_mix_with_the_next,
    ];
    for test in tests {
        test(&*new());
    }
}

#[test]
fn a_disk() {
    let folder = tempfile::tempdir().unwrap();
    let next = std::cell::Cell::new(0);
    suite(&|| {
        next.set(next.get() + 1);
        // Below a folder that is not there yet.
        let folder = folder.path().join(format!("new/{}", next.get()));
        Box::new(move || Box::new(Disk::new(&folder)))
    });
    // No test leaves what is unfinished: what was made to look like a kill was swept.
    let names = tree(folder.path());
    let hidden: Vec<&String> =
        names.keys().filter(|name| name.contains("/.tmp-") || name.contains("/.current-")).collect();
    assert!(hidden.is_empty(), "{hidden:?}");
}

#[test]
fn what_lies_on_a_disk_keeps_its_names() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("warehouse");
    let store = Disk::new(&place);
    publish(&store, "aaaa", "{}");
    store.move_pointer(None, "aaaa").unwrap();
    assert_eq!(fs::read_link(place.join("current")).unwrap(), Path::new("runs/aaaa"), "it can be mounted elsewhere");
    assert_eq!(fs::read_to_string(place.join("current/data/table.parquet")).unwrap(), "rows");
    let left = [
        ".current-dead",
        ".tmp-0",
        "archive/.tmp-1",
        "cache/key/.tmp-2",
        "journal/.tmp-3",
        "ledger/.tmp-4",
        "runs/.staging-dead/data/half.parquet",
    ];
    let whole = ["cache/key/rows-000001.parquet", "a note of the administrator.txt", ".snapshots/one"];
    for name in left.iter().chain(&whole) {
        let path = place.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, "").unwrap();
    }
    let lock = store.lock().unwrap();
    store.sweep(&lock).unwrap();
    let mut names: Vec<String> = tree(&place).into_keys().collect();
    names.retain(|name| !name.starts_with("current/"));
    let mut expected = vec![".lock", "runs/aaaa/data/table.parquet", "runs/aaaa/manifest.json"];
    expected.extend(whole);
    expected.sort_unstable();
    names.sort_unstable();
    assert_eq!(names, expected);
    assert!(!place.join("runs/.staging-dead").exists());
}

#[test]
fn a_disk_distinguishes_what_is_missing_from_what_is_wrong() {
    let folder = tempfile::tempdir().unwrap();
    let store = Disk::new(folder.path());
    let current = folder.path().join("current");
    let damaged = |found: &str| match store.pointer() {
        Err(Error::Damaged { cause, .. }) => assert!(cause.to_string().contains(found), "{cause}"),
        other => panic!("{other:?}"),
    };
    fs::write(&current, "runs/aaaa").unwrap();
    damaged("it is not a link to a run");
    assert!(store.move_pointer(None, "aaaa").is_err(), "it is not replaced unseen");
    for target in ["elsewhere", "runs/a/b", "/runs/a", "archive/a"] {
        fs::remove_file(&current).unwrap();
        std::os::unix::fs::symlink(target, &current).unwrap();
        damaged(target);
    }
    // A file where a folder should be is no missing blob.
    fs::write(folder.path().join("runs"), "a file").unwrap();
    assert!(store.get(&key("runs/aaaa/manifest.json")).is_err());
    assert!(store.size(&key("runs/aaaa/manifest.json")).is_err());
    assert!(store.list(&RUNS).is_err());
    assert!(store.begin(&key("runs/aaaa")).is_err());
}

/// A warehouse in a store of objects, opened anew as by another process.
fn objects_in(store: Arc<dyn ObjectStore>) -> Box<dyn Blobs> {
    let patience = Patience { attempts: 3, pause: Duration::ZERO };
    let requests = Requests::new(store, "tỉnh/kho", "s3://bucket/tỉnh/kho", Arc::default(), patience);
    Box::new(Objects::new(requests.unwrap()))
}

#[test]
fn objects() {
    suite(&|| {
        let store = InMemory::new();
        Box::new(move || objects_in(Arc::new(store.clone())))
    });
}

#[test]
fn objects_where_a_request_goes_wrong() {
    for fault in [Fault::Fails, Fault::LosesReply, Fault::Duplicates] {
        for number in [0, 1, 2, 3, 5, 8] {
            suite(&|| {
                let store = Faulty::new(InMemory::new(), Some((number, fault)));
                Box::new(move || objects_in(Arc::new(store.clone())))
            });
        }
    }
}

#[test]
fn memory() {
    suite(&|| {
        let memory = Memory::new();
        Box::new(move || Box::new(memory.clone()))
    });
}

/// Everything below a folder of a store.
fn names_below(store: &dyn Blobs, folder: &Key, names: &mut BTreeSet<String>) {
    let listing = store.list(folder).unwrap();
    names.extend(listing.blobs.iter().map(|name| format!("{folder}/{name}")));
    for inside in listing.folders {
        names_below(store, &folder.child(&inside).unwrap(), names);
    }
}

#[test]
fn a_run_into_memory_publishes_the_bytes_of_a_run_on_a_disk() {
    let mini = Mini::with_two_quarters();
    let memory = Memory::new();
    let warehouse = Warehouse::over(Arc::new(memory.clone()));
    let in_memory = || {
        let project = load(&read_project(mini.path()).unwrap()).unwrap();
        let places = Places { folder: mini.path().to_owned(), landing: "landing".to_owned() };
        let engine = embedded();
        let engines = Engines { plans: &engine, local: &engine };
        run(&project, &places, &warehouse, &Options::default(), engines, &Silent).unwrap()
    };
    for objects in [2, 1] {
        mini.run(0);
        let outcome = in_memory();
        assert_eq!((outcome.unchanged, outcome.objects_read), (false, objects));
        assert_eq!(current_id(&mini.warehouse()), Some(outcome.run_id.clone()));
        assert_eq!(warehouse.current().unwrap(), Some(outcome.run_id.clone()));
        let run = RUNS.child(&outcome.run_id).unwrap();
        let mut names = BTreeSet::new();
        names_below(&memory, &run, &mut names);
        let on_disk = tree(&current(&mini.warehouse()));
        assert_eq!(names, on_disk.keys().map(|name| format!("{run}/{name}")).collect());
        for (name, bytes) in on_disk {
            assert!(memory.get(&run.join(&name).unwrap()).unwrap().unwrap() == bytes, "{name}");
        }
        let again = in_memory();
        assert_eq!((again.unchanged, again.objects_read, again.run_id), (true, 0, outcome.run_id));
        mini.quarter("2025-Q1", &SECOND_QUARTER);
    }
    // The same parts lie there under the same names, but for those with a clock in them.
    for folder in ["archive", "ledger", "cache"] {
        let mut names = BTreeSet::new();
        names_below(&memory, &key(folder), &mut names);
        let on_disk = tree(&mini.warehouse().join(folder));
        assert_eq!(names, on_disk.keys().map(|name| format!("{folder}/{name}")).collect());
    }
}
