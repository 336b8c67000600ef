//! Landing zones and warehouses in object stores: the lease, doubtful answers, what is fetched, what a URL may hold.

use std::time::Duration;

use object_store::memory::InMemory;

use tinhso::error::Error;
use tinhso::store::blobs::{Blobs, ExistingRun};
use tinhso::store::objects::Objects;
use tinhso::store::{Key, Landing, MANIFEST, Warehouse};

use crate::faulty::{Fault, Faulty};
use crate::mini::Mini;
use crate::store_faults::{World, contents, put, requests, send};

fn key(name: &str) -> Key {
    Key::new(name).unwrap()
}

/// A handle of its own, so many minutes later by the store's clock.
fn opened(store: &InMemory, minutes: i64) -> Objects {
    Objects::new(requests(&Faulty::new(store.clone(), None), "warehouse", minutes))
}

fn publish(objects: &Objects, run_id: &str) -> Result<(), Error> {
    let run = objects.begin(&key(&format!("runs/{run_id}"))).unwrap();
    for name in ["data/table.parquet", MANIFEST] {
        run.write(&key(name), &mut |sink| {
            sink.write_all(b"{}").map_err(|cause| Error::store("cannot write", "x", cause))
        })?;
    }
    run.commit(ExistingRun::Stays)
}

#[test]
fn a_lease_is_shown_given_back_and_counted() {
    let store = InMemory::new();
    let (first, second) = (opened(&store, 0), opened(&store, 0));
    assert_eq!(first.holder().unwrap(), None);
    let lock = first.lock().unwrap();
    let holder = second.holder().unwrap().unwrap();
    assert_eq!((holder.process, holder.fence, holder.has_ended), (std::process::id(), 1, false));
    let refused = second.lock().unwrap_err();
    let Error::Locked { by: Some(by), .. } = &refused else { panic!("{refused}") };
    assert_eq!((by.process, &by.since, &by.ends), (holder.process, &holder.since, &holder.ends));
    let message = refused.to_string();
    assert!(
        message.contains(&format!("process {} on {}", by.process, by.host)) && message.contains(&by.ends),
        "{message}"
    );
    drop(lock);
    assert_eq!(second.holder().unwrap(), None);
    let lock = second.lock().unwrap();
    assert_eq!(first.holder().unwrap().unwrap().fence, 2);
    // A program that ends with its lock still held.
    second.give_back();
    assert_eq!(first.holder().unwrap(), None);
    drop(lock);
    assert_eq!(first.holder().unwrap(), None);
}

#[test]
fn a_run_that_lost_its_lease_publishes_nothing_and_moves_no_pointer() {
    for has_run in [false, true] {
        let store = InMemory::new();
        let slept = opened(&store, 0);
        let lock = slept.lock().unwrap();
        publish(&slept, "aaaa").unwrap();
        if has_run {
            assert!(slept.move_pointer(None, "aaaa").unwrap());
        }
        let before = has_run.then_some("aaaa");
        assert!(matches!(opened(&store, 9).lock(), Err(Error::Locked { .. })), "it has not ended yet");
        let shown = opened(&store, 11).holder().unwrap().unwrap();
        assert!(shown.has_ended);
        let next = opened(&store, 11);
        let taken = next.lock().unwrap();
        assert_eq!(next.holder().unwrap().unwrap().fence, 2);
        assert_eq!(next.pointer().unwrap().as_deref(), before, "it is marked, and leads where it led");
        let lost = slept.move_pointer(before, "aaaa").unwrap_err().to_string();
        assert!(lost.contains("another may have taken it over"), "{lost}");
        assert!(publish(&slept, "bbbb").is_err());
        assert!(slept.put_if_absent(&key("ledger/000001.jsonl"), b"x").is_err());
        assert_eq!(next.list(&key("runs")).unwrap().folders, ["aaaa"]);
        // What it gives back is no longer its own.
        drop(lock);
        assert_eq!(next.holder().unwrap().unwrap().fence, 2);
        publish(&next, "cccc").unwrap();
        assert!(next.move_pointer(before, "cccc").unwrap());
        drop(taken);
        assert_eq!(next.pointer().unwrap().as_deref(), Some("cccc"));
    }
}

#[test]
fn numbers_of_leases_go_on_where_someone_removed_the_file_and_damage_is_named() {
    let store = InMemory::new();
    let objects = opened(&store, 0);
    for _ in 0..3 {
        drop(objects.lock().unwrap());
    }
    let lock = objects.lock().unwrap();
    publish(&objects, "aaaa").unwrap();
    assert!(objects.move_pointer(None, "aaaa").unwrap());
    drop(lock);
    objects.delete(&key("lock.json")).unwrap();
    let lock = objects.lock().unwrap();
    assert_eq!(objects.holder().unwrap().unwrap().fence, 5);
    drop(lock);
    for (name, text) in [("lock.json", "{}"), ("lock.json", "no json"), ("current.json", "{\"run_id\": \"x\"}")] {
        put(&store, &format!("warehouse/{name}"), text.as_bytes());
        let damaged = objects.lock().map(drop).and_then(|()| objects.pointer().map(drop)).unwrap_err().to_string();
        assert!(damaged.contains(name) && damaged.contains("damaged"), "{damaged}");
        objects.delete(&key(name)).unwrap();
    }
}

#[test]
fn a_pointer_that_leads_to_another_run_than_it_names_is_damaged() {
    let store = InMemory::new();
    let objects = opened(&store, 0);
    let _lock = objects.lock().unwrap();
    publish(&objects, "aaaa").unwrap();
    publish(&objects, "bbbb").unwrap();
    assert!(objects.move_pointer(None, "bbbb").unwrap());
    let text = String::from_utf8(objects.get(&key("current.json")).unwrap().unwrap().to_vec()).unwrap();
    for path in ["runs/aaaa", "../landing", "runs/cccc"] {
        let other = text.replace("runs/bbbb", path);
        put(&store, "warehouse/current.json", other.leak().as_bytes());
        let damaged = objects.pointer().unwrap_err().to_string();
        assert!(damaged.contains(path) && damaged.contains("bbbb") && damaged.contains("remove it"), "{damaged}");
        assert!(objects.move_pointer(Some("bbbb"), "bbbb").is_err(), "{path}");
    }
    objects.delete(&key("current.json")).unwrap();
    assert!(objects.move_pointer(None, "bbbb").unwrap());
    assert_eq!(objects.pointer().unwrap().as_deref(), Some("bbbb"));
}

#[test]
fn a_doubtful_answer_is_cleared_up() {
    // One request writes; some answers are followed by a question.
    for fault in
        [Fault::Fails, Fault::LosesReply, Fault::Duplicates, Fault::ComesLate, Fault::ComesLast, Fault::Conflicts]
    {
        let store = Faulty::new(InMemory::new(), Some((0, fault)));
        let objects = Objects::new(requests(&store, "warehouse", 0));
        assert!(objects.put_if_absent(&key("ledger/000001.jsonl"), b"first").unwrap(), "{fault:?}");
        store.arrive();
        assert!(!objects.put_if_absent(&key("ledger/000001.jsonl"), b"first").unwrap(), "{fault:?}: one wins, once");
        // The pointer is read, and then replaced.
        for number in 0..3 {
            let store = Faulty::new(InMemory::new(), None);
            let objects = Objects::new(requests(&store, "warehouse", 0));
            assert!(objects.move_pointer(None, "aaaa").unwrap());
            let faulty = Faulty::new(store.inner.clone(), Some((number, fault)));
            let objects = Objects::new(requests(&faulty, "warehouse", 0));
            assert!(objects.move_pointer(Some("aaaa"), "bbbb").unwrap(), "{fault:?} {number}");
            faulty.arrive();
            assert_eq!(objects.pointer().unwrap().as_deref(), Some("bbbb"), "{fault:?} {number}");
        }
    }
    // A store that stays away is an error, not a loss.
    let store = Faulty::new(InMemory::new(), Some((0, Fault::Dies)));
    let objects = Objects::new(requests(&store, "warehouse", 0));
    let away = objects.put_if_absent(&key("ledger/000001.jsonl"), b"first").unwrap_err().to_string();
    assert!(away.contains("s3://bucket/ledger/000001.jsonl") && away.contains("no answer"), "{away}");
}

#[test]
fn what_did_not_change_is_not_fetched_again() {
    let world = World::new();
    let store = InMemory::new();
    send(&store, 2020..2021);
    put(&store, "landing/services", &b""[..]);
    let first = world.run(&Faulty::new(store.clone(), None), 0).unwrap();
    assert_eq!((first.unchanged, first.objects_read), (false, 2), "what marks a folder is no object");
    assert!(first.landing_findings.is_empty(), "{:?}", first.landing_findings);
    let again = Faulty::new(store.clone(), None);
    let second = world.run(&again, 0).unwrap();
    assert_eq!((second.unchanged, second.objects_read), (true, 0));
    let of_landing: Vec<String> = again.fetched().into_iter().filter(|name| name.starts_with("landing/")).collect();
    assert_eq!(of_landing, ["landing/arrivals.csv"]);
    // The same bytes, written again: fetched, and nothing new.
    put(&store, "landing/services/2020-Q1.csv", contents(&store)["landing/services/2020-Q1.csv"].clone());
    let touched = Faulty::new(store.clone(), None);
    assert!(world.run(&touched, 0).unwrap().unchanged);
    assert!(touched.fetched().contains(&"landing/services/2020-Q1.csv".to_owned()));
}

#[test]
fn what_is_young_by_the_clock_of_the_store_waits() {
    let mut world = World::new();
    world.project.settings.settle.0 = Duration::from_secs(300);
    let store = InMemory::new();
    send(&store, 2024..2025);
    let landing = Landing::over(requests(&Faulty::new(store.clone(), None), "landing", 0));
    assert_eq!(landing.survey(|_| false).unwrap().listed.len(), 2);
    // Without a list only the store says when they came.
    put(&store, "landing/arrivals.csv", &b"object,received_at\n"[..]);
    let early = world.run(&Faulty::new(store.clone(), None), 0).unwrap();
    assert_eq!((early.objects_read, early.unsettled.len()), (0, 2));
    let later = world.run(&Faulty::new(store.clone(), None), 6).unwrap();
    assert_eq!((later.objects_read, later.unsettled.len()), (2, 0));
}

#[test]
fn a_name_of_a_store_is_one_however_its_letters_are_composed() {
    let world = World::new();
    let run = |name: &str| {
        let store = InMemory::new();
        put(
            &store,
            &format!("landing/services/{name}.csv"),
            crate::mini::sheet("2025-Q1", &crate::mini::OLD, &crate::mini::SECOND_QUARTER).into_bytes(),
        );
        put(
            &store,
            "landing/arrivals.csv",
            "object,received_at\nservices/X\u{e3} 2025-Q1.csv,2025-04-05T08:00:00+07:00\n".as_bytes(),
        );
        (world.run(&Faulty::new(store.clone(), None), 0).unwrap(), store)
    };
    let (first, store) = run("X\u{e3} 2025-Q1");
    let (other, _) = run("Xa\u{303} 2025-Q1");
    assert_eq!((first.run_id.as_str(), other.objects_read), (other.run_id.as_str(), 1));
    // Both beside each other: one is read, and of the other it is said.
    put(&store, "landing/services/Xa\u{303} 2025-Q1.csv", &b"another"[..]);
    let both = world.run(&Faulty::new(store, None), 0).unwrap();
    assert_eq!(both.run_id, first.run_id);
    let passed = &both.landing_findings[0];
    assert_eq!(
        (passed.code.name(), passed.location.object.as_deref()),
        ("not-an-object", Some("services/Xa\u{303} 2025-Q1.csv"))
    );
}

#[test]
fn a_store_finds_what_a_folder_finds_of_what_is_sent_again() {
    let world = World::new();
    let folder = &world.places.folder;
    let store = InMemory::new();
    let sheet = |period: &str, received: u32| {
        let rows = [("90001", "Xã Đồi Chè"), ("90002", "Xã Bến Gỗ")]
            .map(|(code, name)| format!("{code};{name};{period};{received};57;1234;61\n"));
        format!("Đơn vị báo cáo: UBND huyện Suối Đá\n{}{}", crate::mini::HEADER, rows.concat())
    };
    let mut list = "object,received_at\n".to_owned();
    for (step, (name, period, received)) in [
        // A period that cannot be read, and what is sent for it under the name of a revision.
        ("a.csv", "Q2/25", 173),
        ("b.csv", "2025-Q1", 181),
        ("a lần 2.csv", "2025-Q2", 174),
        // A newer version, the older one again, and its bytes under another name.
        ("b.csv", "2025-Q1", 182),
        ("b.csv", "2025-Q1", 181),
        ("c.csv", "2025-Q1", 181),
    ]
    .into_iter()
    .enumerate()
    {
        list += &format!("services/{name},2025-07-1{step}T09:00:00+07:00\n");
        for (object, text) in
            [(format!("services/{name}"), sheet(period, received)), ("arrivals.csv".to_owned(), list.clone())]
        {
            put(&store, &format!("landing/{object}"), text.clone().into_bytes());
            let path = folder.join("landing").join(object);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
        let of_folder = crate::kit::tinhso(folder, &["run", "--format", "json"]).json();
        let of_store = world.run(&Faulty::new(store.clone(), None), 0).unwrap();
        assert_eq!(of_folder["run_id"], of_store.run_id.as_str(), "{name} {step}: {of_folder}");
    }
    let run = crate::kit::current(&folder.join("warehouse"));
    let came = crate::kit::table(&run.join("submissions.parquet"));
    let came: Vec<_> = came.into_iter().filter(|row| !row["object"].is_empty()).collect();
    let states = crate::kit::lines(&came, &["object", "time_period", "state"]);
    for state in ["services/a.csv |  | superseded", "services/c.csv | 2025-Q1 | duplicate"] {
        assert!(states.contains(&state.to_owned()), "{states:?}");
    }
}

#[test]
fn a_url_is_refused_without_showing_what_it_holds() {
    let mini = Mini::with_two_quarters();
    let hidden = "hiddenhiddenhidden";
    for (option, place) in [
        ("--warehouse", format!("s3://key:{hidden}@bucket/kho")),
        ("--landing", format!("az://container/x?sig={hidden}")),
        ("--landing", format!("https://{hidden}@host/x")),
    ] {
        for (command, format) in [("run", "text"), ("run", "json"), ("status", "json")] {
            let answer = mini.tinhso(&[command, option, &place, "--format", format]);
            let all = format!("{}{}", answer.stdout, answer.stderr);
            assert!(!all.contains(hidden) && all.contains(&place[..2]), "{all}");
        }
    }
    let files = crate::kit::tree(mini.path());
    let holding: Vec<&String> = files
        .iter()
        .filter(|(_, bytes)| String::from_utf8_lossy(bytes).contains(hidden))
        .map(|(name, _)| name)
        .collect();
    assert!(holding.is_empty(), "{holding:?}");
    assert!(matches!(Warehouse::open(&format!("s3://{hidden}@b"), mini.path()), Err(Error::Request(_))));
}

#[cfg(not(feature = "cloud"))]
#[test]
fn a_build_without_the_feature_says_how_to_get_it() {
    let mini = Mini::with_two_quarters();
    for place in ["s3://bucket/kho", "gs://bucket", "abfss://kho@tinh.dfs.core.windows.net/kho"] {
        for (language, said) in
            [("en", "this build reads and writes folders only"), ("vi", "bản dựng này chỉ đọc và ghi thư mục")]
        {
            let answer = mini.tinhso(&["run", "--warehouse", place, "--lang", language]).expect(2);
            assert!(
                answer.stderr.contains(said) && answer.stderr.contains("cargo install --path . --features cloud"),
                "{}",
                answer.stderr
            );
        }
    }
    let nested =
        mini.tinhso(&["run", "--landing", "s3://b/kho/landing", "--warehouse", "s3://b/kho", "--lang", "en"]).expect(2);
    assert!(nested.stderr.contains("lie in one another"), "{}", nested.stderr);
}
