//! The ledger, by its files.

use super::*;
use crate::store::warehouse::in_memory;

fn entry(object: &str, received_at: &str) -> Entry {
    Entry {
        object: object.into(),
        sha256: sha256_hex(object.as_bytes()),
        received_at: received_at.parse().unwrap(),
        withdrawn: false,
    }
}

fn append(warehouse: &Warehouse, entries: &[Entry], corrections: &[Correction]) {
    warehouse.append(warehouse.ledger_files().unwrap(), entries, corrections).unwrap();
}

/// Writes a file of one line past what looks at it.
fn put(warehouse: &Warehouse, number: u32, line: &LedgerLine) {
    let link = Link { after: sha256_hex(text_of(warehouse, number - 1).as_bytes()) };
    let text = serde_json::to_string(&link).unwrap() + "\n" + &serde_json::to_string(line).unwrap() + "\n";
    warehouse.blobs().put(&file(number).unwrap(), text.as_bytes()).unwrap();
}

/// What could not be read again is not written.
fn refused(warehouse: &Warehouse, write: impl Fn() -> Result<(), Error>) {
    let before = warehouse.ledger_files().unwrap();
    assert!(matches!(write(), Err(Error::Program(_))));
    assert_eq!(warehouse.ledger_files().unwrap(), before);
}

fn text_of(warehouse: &Warehouse, number: u32) -> String {
    String::from_utf8(warehouse.blobs().get(&file(number).unwrap()).unwrap().unwrap().to_vec()).unwrap()
}

#[test]
fn entries_come_back_in_the_order_of_arrival() {
    let warehouse = in_memory();
    assert!(warehouse.ledger().unwrap().is_empty());
    let first = [entry("z \"Mường\"\n.xlsx", "2025-01-02T00:00:00.123456789Z"), entry("a.csv", "2025-01-01T00:00:00Z")];
    append(&warehouse, &first, &[]);
    append(&warehouse, &[], &[]);
    let second = [entry("a.csv", "2024-01-01T00:00:00Z")];
    append(&warehouse, &second, &[]);
    assert_eq!(warehouse.ledger().unwrap(), [&first[..], &second[..]].concat());
    let text = text_of(&warehouse, 2);
    let (sha256, before) = (sha256_hex(b"a.csv"), sha256_hex(text_of(&warehouse, 1).as_bytes()));
    assert_eq!(
        text,
        format!(
            "{{\"after\":\"{before}\"}}\n{{\"entry\":\"arrival\",\"object\":\"a.csv\",\"sha256\":\"{sha256}\",\"received_at\":\"2024-01-01T00:00:00Z\"}}\n"
        )
    );
}

#[test]
fn a_correction_changes_the_time_and_keeps_what_was_written() {
    let warehouse = in_memory();
    let (first, other) = (entry("a", "2062-01-01T00:00:00Z"), entry("b", "2025-01-01T00:00:00Z"));
    append(&warehouse, &[first.clone(), other.clone()], &[]);
    let truly = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
    let second = Correction { entry: first.clone(), received_at: truly("2025-02-01T00:00:00Z") };
    append(&warehouse, &[], std::slice::from_ref(&second));
    let third = Entry { received_at: second.received_at, ..first.clone() };
    append(&warehouse, &[], &[Correction { entry: third, received_at: truly("2025-03-01T00:00:00Z") }]);
    let times: Vec<_> = warehouse.ledger().unwrap().into_iter().map(|entry| entry.received_at).collect();
    assert_eq!(times, [truly("2025-03-01T00:00:00Z"), other.received_at]);
    let (sha256, before) = (&first.sha256, sha256_hex(text_of(&warehouse, 1).as_bytes()));
    assert_eq!(
        text_of(&warehouse, 2),
        format!(
            "{{\"after\":\"{before}\"}}\n{{\"entry\":\"correction\",\"object\":\"a\",\"sha256\":\"{sha256}\",\"received_at\":\"2025-02-01T00:00:00Z\",\"corrects\":\"2062-01-01T00:00:00Z\"}}\n"
        )
    );
    refused(&warehouse, || warehouse.append(3, &[], std::slice::from_ref(&second)));
    put(&warehouse, 4, &LedgerLine::correction(&second));
    let message = warehouse.ledger().unwrap_err().to_string();
    assert_eq!(message, "ledger/000004.jsonl, line 1 is damaged: the arrival that it corrects is not there");
}

#[test]
fn what_is_withdrawn_is_so_from_its_time_on_until_it_is_restored() {
    let warehouse = in_memory();
    let (first, other) = (entry("a", "2025-01-01T00:00:00Z"), entry("b", "2025-01-01T00:00:00Z"));
    append(&warehouse, &[first.clone(), other.clone()], &[]);
    let day = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
    for (restores, at) in [(false, "2025-03-01T00:00:00Z"), (true, "2025-05-01T00:00:00Z")] {
        let arrivals = vec![first.clone()];
        let withdrawal = Withdrawal { arrivals, restores, at: day(at), why: "sai \"biểu\"".into() };
        warehouse.withdraw(warehouse.ledger_files().unwrap(), &withdrawal).unwrap();
    }
    let withdrawn = |until: &str| -> Vec<bool> {
        let entries = warehouse.ledger_when(|at| at < day(until)).unwrap();
        entries.iter().map(|entry| entry.withdrawn).collect()
    };
    assert_eq!(withdrawn("2025-02-01T00:00:00Z"), [false, false]);
    assert_eq!(withdrawn("2025-04-01T00:00:00Z"), [true, false]);
    assert_eq!(withdrawn("2025-06-01T00:00:00Z"), [false, false]);
    assert_eq!(warehouse.ledger().unwrap(), [first.clone(), other.clone()]);
    // A run that counted it as withdrawn finds that in the ledger; one that counted the other so does not.
    let as_withdrawn = |entry: &Entry| vec![Entry { withdrawn: true, ..entry.clone() }];
    assert_eq!(warehouse.missing_in_ledger(as_withdrawn(&first)).unwrap().0, []);
    assert_eq!(warehouse.missing_in_ledger(as_withdrawn(&other)).unwrap().0, as_withdrawn(&other));
    let unknown = Withdrawal {
        arrivals: vec![entry("c", "2025-01-01T00:00:00Z")],
        restores: false,
        at: day("2025-06-01T00:00:00Z"),
        why: "x".into(),
    };
    refused(&warehouse, || warehouse.withdraw(3, &unknown));
    put(&warehouse, 4, &LedgerLine::withdrawal(&unknown.arrivals[0], &unknown));
    assert!(warehouse.ledger().is_err());
}

#[test]
fn an_arrival_is_written_once_and_one_that_is_withdrawn_may_be_there_twice() {
    let warehouse = in_memory();
    let first = entry("a", "2025-01-02T00:00:00Z");
    append(&warehouse, std::slice::from_ref(&first), &[]);
    refused(&warehouse, || warehouse.append(1, std::slice::from_ref(&first), &[]));
    // A clock that was behind entered the withdrawal, and a version before this one the arrival once more.
    let at: DateTime<Utc> = "2020-01-01T00:00:00Z".parse().unwrap();
    let mut withdrawal = Withdrawal { arrivals: vec![first.clone()], restores: false, at, why: "x".into() };
    warehouse.withdraw(1, &withdrawal).unwrap();
    put(&warehouse, 3, &LedgerLine::arrival(&first));
    assert_eq!(warehouse.ledger_when(|_| true).unwrap(), [Entry { withdrawn: true, ..first.clone() }]);
    let (_, withdrawn) = warehouse.ledger_and_withdrawals().unwrap();
    assert_eq!(withdrawn[&first], first.received_at, "nothing is withdrawn before it came");
    withdrawal.restores = true;
    warehouse.withdraw(3, &withdrawal).unwrap();
    assert_eq!(warehouse.ledger_when(|_| true).unwrap(), std::slice::from_ref(&first));
    put(&warehouse, 5, &LedgerLine::arrival(&first));
    let message = warehouse.ledger().unwrap_err().to_string();
    assert_eq!(message, "ledger/000005.jsonl, line 1 is damaged: the arrival is there already");
}

#[test]
fn damage_names_file_and_line() {
    let warehouse = in_memory();
    append(&warehouse, &[entry("a", "2025-01-01T00:00:00Z"), entry("b", "2025-01-01T00:00:00Z")], &[]);
    let whole = text_of(&warehouse, 1);
    let write = |text: &str| warehouse.blobs().put(&file(1).unwrap(), text.as_bytes()).unwrap();
    write(&whole.replacen("\"b\"", "b", 1));
    let message = warehouse.ledger().unwrap_err().to_string();
    assert!(message.starts_with("ledger/000001.jsonl, line 2 is damaged: "), "{message}");
    write(whole.trim_end());
    assert_eq!(
        warehouse.ledger().unwrap_err().to_string(),
        "ledger/000001.jsonl, line 2 is damaged: the line is cut off"
    );
    write(&whole.replacen("arrival", "departure", 1));
    assert!(warehouse.ledger().is_err());
}

#[test]
fn a_file_that_is_missing_is_damage() {
    let warehouse = in_memory();
    for object in ["a", "b"] {
        append(&warehouse, &[entry(object, "2025-01-01T00:00:00Z")], &[]);
    }
    warehouse.blobs().delete(&file(1).unwrap()).unwrap();
    let message = warehouse.ledger().unwrap_err().to_string();
    assert_eq!(
        message,
        "ledger/000001.jsonl is damaged: it is missing, and later files are there; restore it from the backup"
    );
}

#[test]
fn a_file_that_was_changed_behind_the_next_is_damage() {
    let warehouse = in_memory();
    for object in ["a", "b", "c"] {
        append(&warehouse, &[entry(object, "2025-01-01T00:00:00Z")], &[]);
    }
    let write = |number, text: &str| warehouse.blobs().put(&file(number).unwrap(), text.as_bytes()).unwrap();
    let (first, second) = (text_of(&warehouse, 1), text_of(&warehouse, 2));
    write(1, &first.replacen("2025", "2024", 1));
    let message = warehouse.ledger().unwrap_err().to_string();
    assert!(message.starts_with("ledger/000002.jsonl is damaged: it follows a file with the SHA-256"), "{message}");
    write(1, &first);
    // A line more, a line fewer, a file that names none before it.
    for changed in [format!("{second}{}", first), String::new(), first.replacen("\"a\"", "\"b\"", 1)] {
        write(2, &changed);
        assert!(warehouse.ledger().is_err(), "{changed}");
    }
    write(2, &second);
    assert_eq!(warehouse.ledger().unwrap().len(), 3);
    // The last file has none behind it: whoever counted what it held knows.
    let counted = warehouse.ledger().unwrap();
    assert_eq!(warehouse.missing_in_ledger(counted.clone()).unwrap().0, []);
    warehouse.blobs().delete(&file(3).unwrap()).unwrap();
    assert_eq!(warehouse.missing_in_ledger(counted.clone()).unwrap().0, counted[2..]);
}

#[test]
fn a_ledger_that_was_begun_without_digests_goes_on_with_them() {
    let warehouse = in_memory();
    let line = |object: &str| {
        serde_json::to_string(&LedgerLine::arrival(&entry(object, "2025-01-01T00:00:00Z"))).unwrap() + "\n"
    };
    for (number, object) in [(1, "a"), (2, "a")] {
        warehouse.blobs().put(&file(number).unwrap(), line(object).as_bytes()).unwrap();
    }
    let message = warehouse.ledger().unwrap_err().to_string();
    assert_eq!(
        message, "ledger/000002.jsonl, line 1 is damaged: the arrival is there already",
        "a file is there twice"
    );
    for (number, object) in [(1, "a"), (2, "b")] {
        warehouse.blobs().put(&file(number).unwrap(), line(object).as_bytes()).unwrap();
    }
    append(&warehouse, &[entry("c", "2025-01-01T00:00:00Z")], &[]);
    assert_eq!(warehouse.ledger().unwrap().len(), 3);
    warehouse.blobs().put(&file(2).unwrap(), line("x").as_bytes()).unwrap();
    assert!(warehouse.ledger().is_err());
}

#[test]
fn what_is_appended_follows_what_was_read() {
    let warehouse = in_memory();
    let (one, other) = (entry("a", "2025-01-01T00:00:00Z"), entry("b", "2025-01-01T00:00:00Z"));
    let read = warehouse.ledger_files().unwrap();
    append(&warehouse, std::slice::from_ref(&other), &[]);
    // Another run, which nothing kept away, has appended meanwhile.
    let refused = warehouse.append(read, std::slice::from_ref(&one), &[]).unwrap_err();
    assert!(matches!(refused, Error::Locked { .. }), "{refused}");
    assert_eq!(warehouse.ledger().unwrap(), [other]);
}
