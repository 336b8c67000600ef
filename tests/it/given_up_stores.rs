//! A landing zone in a store that stops answering while its objects are read: the run ends soon, and does not wait for each of them.

use std::sync::Arc;
use std::time::Duration;

use chrono::Utc;
use object_store::memory::InMemory;

use tinhso::engine::{Engines, embedded};
use tinhso::error::Error;
use tinhso::run::{Options, Origin, Outcome, run_from};
use tinhso::store::objects::{Objects, Patience, Requests, StoreClock};
use tinhso::store::{Landing, Warehouse};

use crate::faulty::{Fault, Faulty};
use crate::in_process::Silent;
use crate::mini::{OLD, SECOND_QUARTER, sheet};
use crate::store_faults::{World, contents, put, requests, send};

/// The listing and the list of arrivals come before the objects.
const BEFORE_OBJECTS: u64 = 2;

/// A run with its landing zone in one store, each request of which is made so often, and its warehouse in another.
fn run(world: &World, landing: &Faulty, attempts: u32, warehouse: &InMemory) -> Result<Outcome, Error> {
    let warehouse = requests(&Faulty::new(warehouse.clone(), None), "warehouse", 0);
    let warehouse = Warehouse::over(Arc::new(Objects::new(warehouse)));
    let open = || {
        let clock = StoreClock::default();
        clock.set(Utc::now());
        let patience = Patience { attempts, pause: Duration::ZERO };
        let store = Arc::new(landing.clone());
        Ok(Landing::over(Requests::new(store, "landing", "s3://bucket", Arc::new(clock), patience)?))
    };
    let engine = embedded();
    let engines = Engines { plans: &engine, local: &engine };
    let work = || {
        let origin = Origin { places: &world.places, open: &open };
        run_from(&world.project, origin, &warehouse, &Options::default(), engines, &Silent)
    };
    rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap().install(work)
}

#[test]
fn a_store_that_stops_answering_is_not_asked_for_each_object() {
    let world = World::new();
    let store = InMemory::new();
    let objects = 40;
    let mut list = String::from("object,received_at\n");
    for number in 0..objects {
        let object = format!("services/{number:02}.csv");
        list += &format!("{object},2025-02-01T09:00:{number:02}+07:00\n");
        let text = sheet("2024-Q4", &OLD, &SECOND_QUARTER) + &"\n".repeat(number);
        put(&store, &format!("landing/{object}"), text.into_bytes());
    }
    put(&store, "landing/arrivals.csv", list.into_bytes());
    let warehouse = InMemory::new();
    let stops = Faulty::new(store.clone(), Some((BEFORE_OBJECTS + 5, Fault::Dies)));
    let ended = run(&world, &stops, 3, &warehouse).unwrap_err().to_string();
    assert!(ended.contains("cannot list") && ended.contains("no answer"), "{ended}");
    // The object that did not come was asked for three times, and the landing zone once.
    assert!(stops.count() <= BEFORE_OBJECTS + 5 + 3 + 1, "{} requests for {objects} objects", stops.count());
    let left = contents(&warehouse);
    assert!(!left.keys().any(|name| name.contains("/ledger/") || name.contains("/runs/")), "{:?}", left.keys());
    let whole = run(&world, &Faulty::new(store, None), 3, &warehouse).unwrap();
    assert_eq!(whole.objects_read, objects);
}

#[test]
fn one_object_that_a_store_does_not_give_is_passed_over() {
    let world = World::new();
    let store = InMemory::new();
    send(&store, 2020..2024);
    let warehouse = InMemory::new();
    let fails = Faulty::new(store.clone(), Some((BEFORE_OBJECTS + 3, Fault::Fails)));
    let outcome = run(&world, &fails, 1, &warehouse).unwrap();
    let codes: Vec<&str> = outcome.landing_findings.iter().map(|finding| finding.code.name()).collect();
    assert_eq!((codes.as_slice(), outcome.objects_read), (["unreachable-object"].as_slice(), 7));
    let next = run(&world, &Faulty::new(store, None), 1, &warehouse).unwrap();
    assert_eq!((next.landing_findings.len(), next.objects_read), (0, 1));
}
