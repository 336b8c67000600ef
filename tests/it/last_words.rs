//! A run that could not go on because its store stopped answering ends soon, and gives its right to write back to one that answers again.

use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::Utc;
use object_store::memory::InMemory;

use tinhso::error::Error;
use tinhso::run::last_words::{LAST_WORDS, last_words};
use tinhso::store::blobs::Blobs;
use tinhso::store::objects::{Objects, Patience, Requests, StoreClock};
use tinhso::store::{Key, Warehouse};

use crate::faulty::{Fault, Faulty};
use crate::store_faults::{contents, requests};

fn objects(store: &Faulty, patience: Patience) -> Objects {
    let clock = Arc::<StoreClock>::default();
    Objects::new(Requests::new(Arc::new(store.clone()), "warehouse", "s3://bucket", clock, patience).unwrap())
}

#[test]
fn nobody_waits_for_a_store_that_stopped_answering() {
    // The lease is written, the format is read and written, and then nothing is answered; a client waits a minute for each answer.
    let stopped = Faulty::new(InMemory::new(), Some((20, Fault::Dies)));
    let patience = Patience { attempts: 2, pause: Duration::from_secs(60) };
    let warehouse = Warehouse::over(Arc::new(objects(&stopped, patience)));
    let lock = warehouse.lock().unwrap();
    while stopped.count() < 20 {
        warehouse.holder().unwrap();
    }
    let began = Instant::now();
    last_words(&warehouse, &Error::Request("it could not go on".into()), Some(Utc::now()));
    drop(lock);
    assert!(began.elapsed() < LAST_WORDS + Duration::from_secs(20), "{:?}", began.elapsed());
    // Nobody gave it back.
    assert!(Objects::new(requests(&Faulty::new(stopped.inner, None), "warehouse", 0)).holder().unwrap().is_some());
}

#[test]
fn a_store_that_answers_hears_both() {
    let store = InMemory::new();
    let opened = || objects(&Faulty::new(store.clone(), None), Patience::default());
    let warehouse = Warehouse::over(Arc::new(opened()));
    let lock = warehouse.lock().unwrap();
    last_words(&warehouse, &Error::Request("it could not go on".into()), Some(Utc::now()));
    assert_eq!(opened().holder().unwrap(), None, "also where the lock is still held");
    drop(lock);
    let journal: Vec<String> = contents(&store).into_keys().filter(|name| name.ends_with("-failed.json")).collect();
    assert_eq!(journal.len(), 1, "{journal:?}");
    drop(opened().lock().unwrap());
}

#[test]
fn a_store_that_was_given_up_is_asked_for_a_short_time_alone() {
    let stopped = Faulty::new(InMemory::new(), Some((0, Fault::Hangs)));
    let objects = objects(&stopped, Patience { attempts: 1, pause: Duration::ZERO });
    // What is given up once.
    let blob = Key::new("journal/a.json").unwrap();
    assert!(objects.get(&blob).is_err());
    let began = Instant::now();
    let refused = objects.pointer().unwrap_err().to_string();
    assert!(refused.contains("did not answer within 20 s"), "{refused}");
    assert!(began.elapsed() < Duration::from_secs(40), "{:?}", began.elapsed());
    // One that answers again is a store like any other.
    let back = Faulty::new(InMemory::new(), Some((0, Fault::Fails)));
    let objects = self::objects(&back, Patience { attempts: 1, pause: Duration::ZERO });
    assert!(objects.get(&blob).is_err());
    assert_eq!(objects.pointer().unwrap(), None);
}
