//! A run into an object store, with each of its requests going wrong in each way: nothing is half published, the next run gives the
//! bytes of an undisturbed one, and nothing piles up.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use bytes::Bytes;
use chrono::{TimeDelta, Utc};
use futures_util::{FutureExt, TryStreamExt};
use object_store::memory::InMemory;
use object_store::{ObjectStore, ObjectStoreExt, PutPayload};
use serde_json::Value;

use tinhso::engine::{Engines, embedded};
use tinhso::error::Error;
use tinhso::project::Project;
use tinhso::project::load::load;
use tinhso::run::{Options, Origin, Outcome, run_from};
use tinhso::store::digest::sha256_hex;
use tinhso::store::key::RUNS;
use tinhso::store::objects::{Objects, Patience, Requests, StoreClock};
use tinhso::store::places::Places;
use tinhso::store::project::read_project;
use tinhso::store::{Blobs, Key, Landing, MANIFEST, Warehouse};

use crate::faulty::{Fault, Faulty, Kind};
use crate::in_process::Silent;
use crate::mini::{Mini, OLD, SECOND_QUARTER, sheet};

/// One indicator of one form: what is computed is not what is tested here.
const PIPELINE: &str = r#"name  = "services"
title = { vi = "Dịch vụ", en = "Services" }

[[source]]
form = "services"
from = "services/**"

[[indicator]]
name        = "dossiers"
title       = { vi = "Hồ sơ", en = "Dossiers" }
numerator   = { source = "services", value = "sum(received)" }
unit        = "DOSSIER"
areas       = ["province"]
periods     = ["year"]
"#;

/// Everything in a store, by name.
pub type Contents = BTreeMap<String, Bytes>;

/// A small project, and what its places are called.
pub struct World {
    pub project: Project,
    pub places: Places,
    _mini: Mini,
}

impl World {
    pub fn new() -> Self {
        let mini = Mini::new();
        mini.write("pipelines/services.toml", PIPELINE);
        std::fs::remove_file(mini.path().join("pipelines/economy.toml")).unwrap();
        let project = load(&read_project(mini.path()).unwrap()).unwrap();
        let places = Places { folder: mini.path().to_owned(), landing: "s3://bucket/landing".to_owned() };
        Self { project, places, _mini: mini }
    }

    /// One run over a store, so many minutes from now by its clock.
    pub fn run(&self, store: &Faulty, minutes: i64) -> Result<Outcome, Error> {
        let warehouse = Warehouse::over(Arc::new(Objects::new(requests(store, "warehouse", minutes))));
        let open = || Ok(Landing::over(requests(store, "landing", minutes)));
        let origin = Origin { places: &self.places, open: &open };
        let engine = embedded();
        let engines = Engines { plans: &engine, local: &engine };
        run_from(&self.project, origin, &warehouse, &Options::default(), engines, &Silent)
    }
}

/// Requests that wait for nothing, by a clock that is so many minutes ahead.
pub fn requests(store: &Faulty, prefix: &str, minutes: i64) -> Requests {
    let clock = StoreClock::default();
    clock.set(Utc::now() + TimeDelta::minutes(minutes));
    let patience = Patience { attempts: 3, pause: Duration::ZERO };
    Requests::new(Arc::new(store.clone()), prefix, "s3://bucket", Arc::new(clock), patience).unwrap()
}

/// Writes an object.
pub fn put(store: &InMemory, name: &str, bytes: impl Into<PutPayload>) {
    // Converted, letters beyond ASCII would be escaped.
    let name = object_store::path::Path::parse(name).unwrap();
    store.put(&name, bytes.into()).now_or_never().unwrap().unwrap();
}

/// Sends quarters of the years before, and the list that says when they came.
pub fn send(store: &InMemory, years: std::ops::Range<u32>) {
    let mut list = String::from("object,received_at\n");
    for (year, quarter) in (2020..years.end).flat_map(|year| [1, 4].map(|quarter| (year, quarter))) {
        let object = format!("services/{year}-Q{quarter}.csv");
        list += &format!("{object},{}-02-01T09:00:00+07:00\n", year + 1);
        if years.contains(&year) {
            let period = format!("{year}-Q{quarter}");
            put(store, &format!("landing/{object}"), sheet(&period, &OLD, &SECOND_QUARTER).into_bytes());
        }
    }
    put(store, "landing/arrivals.csv", list.into_bytes());
}

/// All that is in a store.
pub fn contents(store: &InMemory) -> Contents {
    let listed: Vec<_> = store.list(None).try_collect().now_or_never().unwrap().unwrap();
    let get = |path| store.get(path).now_or_never().unwrap().unwrap().bytes().now_or_never().unwrap().unwrap();
    listed.iter().map(|meta| (meta.location.to_string(), get(&meta.location))).collect()
}

/// What must be the same however the nights went: what has no clock and no writer in it. Files of the cache are counted.
fn lasting(contents: &Contents) -> (Contents, usize) {
    let is_lasting =
        |name: &str| ["archive", "ledger", "runs"].iter().any(|part| name.starts_with(&format!("warehouse/{part}/")));
    let cached = contents.keys().filter(|name| name.starts_with("warehouse/cache/")).count();
    (
        contents
            .iter()
            .filter(|(name, _)| is_lasting(name))
            .map(|(name, bytes)| (name.clone(), bytes.clone()))
            .collect(),
        cached,
    )
}

/// The run that the pointer leads to.
fn current(contents: &Contents) -> Option<String> {
    let pointer: Value = serde_json::from_slice(contents.get("warehouse/current.json")?).unwrap();
    pointer["run_id"].as_str().map(str::to_owned)
}

/// Fails unless a run is what its manifest says.
fn assert_whole(contents: &Contents, run_id: &str) {
    let file = |name: &str| &contents[&format!("warehouse/runs/{run_id}/{name}")];
    let manifest: Value = serde_json::from_slice(file("manifest.json")).unwrap();
    for output in manifest["outputs"].as_array().unwrap() {
        let path = output["path"].as_str().unwrap();
        assert_eq!(output["sha256"].as_str(), Some(sha256_hex(file(path)).as_str()), "{path}");
    }
}

/// A night that is repeated.
struct Night<'a> {
    world: &'a World,
    before: &'a InMemory,
    /// The current run before it, and after an undisturbed one.
    first: Option<String>,
    last: String,
    /// What lasts after an undisturbed one; both runs are whole there.
    wanted: Contents,
    /// Files of the cache after an undisturbed one.
    cached: usize,
}

impl Night<'_> {
    fn is_as_wanted(&self, found: &Contents, current: Option<&String>) -> bool {
        let (lasting, cached) = lasting(found);
        lasting == self.wanted && cached <= self.cached + 1 && current == Some(&self.last)
    }

    /// Whatever the next run is, it leaves no half of this one.
    fn is_swept(&self, store: &Faulty, at: &str) {
        let next = Faulty::new(store.inner.fork(), None);
        let objects = Objects::new(requests(&next, "warehouse", 20));
        let lock = objects.lock().unwrap_or_else(|error| panic!("{at}: {error}"));
        objects.sweep(&lock).unwrap();
        for run in objects.list(&RUNS).unwrap().folders {
            let manifest = RUNS.join(&format!("{run}/{MANIFEST}")).unwrap();
            assert!(objects.size(&manifest).unwrap().is_some(), "{at}: half of {run} is left");
        }
    }

    /// The current run, which is whole.
    fn whole_current(&self, found: &Contents, at: &str) -> Option<String> {
        let run_id = current(found)?;
        let prefix = format!("warehouse/runs/{run_id}/");
        let of_run = |contents: &Contents| -> Contents {
            contents
                .range(prefix.clone()..)
                .take_while(|(name, _)| name.starts_with(&prefix))
                .map(|(name, bytes)| (name.clone(), bytes.clone()))
                .collect()
        };
        let files = of_run(&self.wanted);
        assert!(!files.is_empty() && of_run(found) == files, "{at}: {run_id} is not whole");
        Some(run_id)
    }

    /// One request goes wrong in one way.
    fn disturbed(&self, fault: Fault, number: u64) {
        let at = format!("{fault:?} {number}");
        let store = Faulty::new(self.before.fork(), Some((number, fault)));
        let ended = self.world.run(&store, 0);
        store.arrive();
        let found = contents(&store.inner);
        let current = self.whole_current(&found, &at);
        if fault != Fault::Dies {
            assert_eq!(ended.unwrap_or_else(|error| panic!("{at}: {error}")).run_id, self.last, "{at}");
            assert!(self.is_as_wanted(&found, current.as_ref()), "{at}: {:?}", found.keys());
            return;
        }
        assert!(current == self.first || current.as_ref() == Some(&self.last), "{at}: {current:?}");
        self.is_swept(&store, &at);
        if !self.is_as_wanted(&found, current.as_ref()) {
            let outcome = self.world.run(&Faulty::new(store.inner.clone(), None), 20);
            assert_eq!(outcome.unwrap_or_else(|error| panic!("{at}: {error}")).run_id, self.last, "{at}");
            let found = contents(&store.inner);
            let current = self.whole_current(&found, &at);
            assert!(self.is_as_wanted(&found, current.as_ref()), "{at}, and the next: {:?}", found.keys());
        }
    }
}

/// Repeats a night with each request going wrong in each way. Gives how many requests it makes, and how many points there were.
fn enumerate(world: &World, before: &InMemory) -> (usize, usize) {
    let undisturbed = Faulty::new(before.fork(), None);
    let last = alone(|| world.run(&undisturbed, 0)).unwrap().run_id;
    let after = contents(&undisturbed.inner);
    let first = current(&contents(before));
    first.iter().chain([&last]).for_each(|run_id| assert_whole(&after, run_id));
    assert_eq!(current(&after).as_ref(), Some(&last));
    let (wanted, cached) = lasting(&after);
    let night = Night { world, before, first, last, wanted, cached };
    let kinds = undisturbed.kinds();
    let of = |(number, kind): (u64, &Kind)| kind.faults().iter().map(move |fault| (*fault, number));
    let points: Vec<(Fault, u64)> = (0..).zip(&kinds).flat_map(of).collect();
    let next = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(1, usize::from).min(4) {
            scope.spawn(|| {
                while let Some((fault, number)) = points.get(next.fetch_add(1, Ordering::Relaxed)) {
                    alone(|| night.disturbed(*fault, *number));
                }
            });
        }
    });
    (kinds.len(), points.len())
}

/// Does work with one thread, so that requests come in one order.
fn alone<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap().install(work)
}

#[test]
fn every_request_of_two_nights_goes_wrong_in_every_way() {
    let world = World::new();
    let store = InMemory::new();
    send(&store, 2020..2024);
    let first = enumerate(&world, &store);
    world.run(&Faulty::new(store.clone(), None), 0).unwrap();
    send(&store, 2024..2025);
    let second = enumerate(&world, &store);
    let (requests, points) = (first.0 + second.0, first.1 + second.1);
    println!("{requests} requests of two nights, {points} points enumerated: 0 violations");
    assert!(first.1 > 200 && second.1 > 200, "{first:?} {second:?}");
}

#[test]
fn a_large_blob_is_sent_in_parts_whichever_request_goes_wrong() {
    let large: Vec<u8> = (0..(9 << 20)).map(|index: u32| (index % 251) as u8).collect();
    let settle = |store: &Faulty| {
        let objects = Objects::new(requests(store, "warehouse", 0));
        let folder = Key::new("archive").unwrap();
        let staged = objects.stage(&folder, &mut |sink| {
            sink.write_all(&large).map_err(|cause| Error::store("cannot write", "x", cause))
        });
        objects.settle(&folder, vec![(staged.unwrap(), folder.child("a").unwrap())])
    };
    let undisturbed = Faulty::new(InMemory::new(), None);
    settle(&undisturbed).unwrap();
    assert_eq!(undisturbed.count(), 4, "it begins, sends two parts and completes");
    for fault in [Fault::Fails, Fault::LosesReply] {
        for number in 0..undisturbed.count() {
            let store = Faulty::new(InMemory::new(), Some((number, fault)));
            settle(&store).unwrap();
            assert!(contents(&store.inner)["warehouse/archive/a"] == large, "{fault:?} {number}");
        }
    }
}
