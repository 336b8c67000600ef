//! The right to write to a store is given back by a program that ends, also by one that is just taking it.

use object_store::memory::InMemory;

use tinhso::error::Error;
use tinhso::store::Key;
use tinhso::store::blobs::Blobs;
use tinhso::store::objects::Objects;

use crate::faulty::Faulty;
use crate::store_faults::requests;

fn opened(store: &InMemory) -> Objects {
    Objects::new(requests(&Faulty::new(store.clone(), None), "warehouse", 0))
}

#[test]
fn a_lease_that_is_just_being_taken_is_given_back() {
    // Whichever of the two comes first.
    for _ in 0..50 {
        let store = InMemory::new();
        let ends = opened(&store);
        let taken = std::thread::scope(|scope| {
            let takes = scope.spawn(|| ends.lock());
            ends.give_back();
            takes.join().unwrap()
        });
        assert_eq!(opened(&store).holder().unwrap(), None);
        // The program ends without dropping it.
        drop(taken.map(std::mem::forget));
        drop(opened(&store).lock().unwrap());
    }
}

#[test]
fn who_has_given_the_right_back_writes_nothing_more() {
    let store = InMemory::new();
    let (ends, next) = (opened(&store), opened(&store));
    let folder = Key::new("archive").unwrap();
    let staged = ends.stage(&folder, &mut |sink| {
        sink.write_all(b"workbook").map_err(|cause| Error::store("cannot write", "x", cause))
    });
    let lock = ends.lock().unwrap();
    ends.give_back();
    let taken = next.lock().unwrap();
    let name = Key::new("ledger/000001.jsonl").unwrap();
    let refused = [
        ends.put_if_absent(&name, b"{}").map(drop),
        ends.settle(&folder, vec![(staged.unwrap(), folder.child("a").unwrap())]),
        ends.move_pointer(None, "aaaa").map(drop),
        ends.lock().map(drop),
    ];
    for refused in refused {
        let words = refused.unwrap_err().to_string();
        assert!(words.contains("about to end"), "{words}");
    }
    drop(lock);
    assert!(next.holder().unwrap().is_some() && next.put_if_absent(&name, b"{}").unwrap());
    drop(taken);
}
