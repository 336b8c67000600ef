//! What a run remembers for the next one: takes stamps of objects and tables of typed rows, gives them back while they
//! can be trusted.
//!
//! It exists for speed alone. All of it is safe to delete, and what cannot be read, or is no longer what was written, counts as
//! not there: each file is named by the digest of its bytes, since figures rest on them. The rows of
//! inputs are kept in a few segments a table, never in a file an input; segments are merged when there are many.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use arrow_array::{ArrayRef, StringArray};
use arrow_array::{RecordBatch, RecordBatchReader};
use arrow_schema::SchemaRef;

use super::digest::{DigestingWriter, is_sha256_hex};
use super::key::{CACHE, Key};
use super::tables;
use super::warehouse::Warehouse;
use crate::error::Error;

/// Above so many segments of one table they are merged.
const MOST_SEGMENTS: usize = 8;
/// So many rows of a segment are handed over at once: the texts of readings are long.
const ROWS_AT_ONCE: usize = 256;
/// Stamps of the objects of the landing zone.
const LANDING: &str = "landing";
/// What stands for the name of an object in the rows of inputs, whose stamp is their size: no object has it.
const INPUT: &str = "";

/// An object whose bytes are known as long as its stamp is the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    pub object: String,
    pub stamp: String,
    pub sha256: String,
}

/// A file `<name>-<number>.<sha256>.parquet` or `<name>-<number>.merged.<sha256>.parquet`. A merged one holds the rows of every
/// lower number, so the files it was made from may lie beside it after a kill and count no more.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Segment {
    number: u64,
    merged: bool,
    sha256: String,
    file: String,
}

impl Segment {
    /// The table and the segment that a file name means.
    fn parse(file: &str) -> Option<(&str, Self)> {
        let (stem, sha256) = file.strip_suffix(".parquet")?.rsplit_once('.')?;
        let (stem, merged) = stem.strip_suffix(".merged").map_or((stem, false), |stem| (stem, true));
        let (name, number) = stem.rsplit_once('-')?;
        let (number, sha256) = (number.parse().ok()?, Some(sha256).filter(|text| is_sha256_hex(text))?.to_owned());
        Some((name, Self { number, merged, sha256, file: file.to_owned() }))
    }

    fn file_name(name: &str, number: u64, merged: bool, sha256: &str) -> String {
        format!("{name}-{number:06}{}.{sha256}.parquet", if merged { ".merged" } else { "" })
    }
}

/// The segments of one table.
#[derive(Default)]
struct Segments {
    /// Those that count, in order.
    current: Vec<Segment>,
    /// Those that a merged one replaced.
    replaced: Vec<Segment>,
}

impl Segments {
    fn next_number(&self) -> u64 {
        let numbers = self.current.iter().chain(&self.replaced).map(|segment| segment.number);
        numbers.max().unwrap_or(0).saturating_add(1)
    }
}

impl Warehouse {
    /// The objects seen before; none when that is not known.
    pub fn seen(&self) -> Vec<Seen> {
        let mut seen = self.remembered();
        seen.retain(|seen| seen.object != INPUT);
        seen
    }

    /// How long the inputs of the archive were when a run looked last, by SHA-256; none when that is not known.
    pub(super) fn input_sizes(&self) -> HashMap<String, u64> {
        let inputs = self.remembered().into_iter().filter(|seen| seen.object == INPUT);
        inputs.filter_map(|input| Some((input.sha256, input.stamp.parse().ok()?))).collect()
    }

    fn remembered(&self) -> Vec<Seen> {
        let newest = || -> Result<Option<Vec<RecordBatch>>, Error> {
            let segments = self.segments(&CACHE, LANDING)?.current;
            segments.last().map(|segment| self.batches_of(&CACHE, segment)?.collect()).transpose()
        };
        let batches = newest().ok().flatten().unwrap_or_default();
        batches.iter().map(seen_of).collect::<Option<Vec<_>>>().unwrap_or_default().concat()
    }

    /// Remembers the objects seen now, in the place of those before, and how long the inputs of the archive are.
    ///
    /// # Errors
    /// A cache that cannot be written.
    pub fn remember(&self, seen: &[Seen]) -> Result<(), Error> {
        let inputs = self.known_inputs().sizes().into_iter();
        let inputs: Vec<Seen> =
            inputs.map(|(sha256, size)| Seen { object: INPUT.to_owned(), stamp: size.to_string(), sha256 }).collect();
        let rows = || seen.iter().chain(&inputs);
        let column = |text: fn(&Seen) -> &str| Arc::new(StringArray::from_iter_values(rows().map(text))) as ArrayRef;
        let columns = [
            ("object", column(|seen| &seen.object)),
            ("stamp", column(|seen| &seen.stamp)),
            ("sha256", column(|seen| &seen.sha256)),
        ];
        let batch = RecordBatch::try_from_iter(columns);
        let batch = batch.map_err(|cause| Error::store("cannot write", LANDING, cause))?;
        let before = self.blobs().list(&CACHE)?.blobs;
        // An older list says nothing wrong: an object that changed has another stamp.
        let written = self.write_segment(&CACHE, (LANDING, 1, false), batch.schema(), [Ok(batch)])?;
        let of_landing =
            |file: &&String| Segment::parse(file).is_some_and(|(of, _)| of == LANDING) && **file != written;
        before.iter().filter(of_landing).try_for_each(|file| self.blobs().delete(&CACHE.child(file)?))
    }

    /// Hands the rows of one table of a cache to `each`, a few at a time, in the order in which they were written. Gives the files of
    /// segments that cannot be read: what they held and was not handed over must be computed again.
    ///
    /// # Errors
    /// A folder that cannot be read; a segment that cannot be is reported, not an error.
    pub fn read_cache(&self, key: &str, name: &str, each: &mut dyn FnMut(&RecordBatch)) -> Result<Vec<String>, Error> {
        let folder = CACHE.child(key)?;
        let mut unreadable = Vec::new();
        for segment in self.segments(&folder, name)?.current {
            let read = self.batches_of(&folder, &segment).and_then(|mut batches| {
                batches.try_for_each(|batch| {
                    each(&batch?);
                    Ok(())
                })
            });
            if read.is_err() {
                unreadable.push(segment.file);
            }
        }
        Ok(unreadable)
    }

    /// Adds rows to a table of a cache, each batch of them as it comes; all are of one schema.
    ///
    /// # Errors
    /// A cache that cannot be written; the first error of the batches.
    pub fn write_cache(
        &self,
        key: &str,
        name: &str,
        batches: impl IntoIterator<Item = Result<RecordBatch, Error>>,
    ) -> Result<(), Error> {
        let mut batches = batches.into_iter();
        let Some(first) = batches.next().transpose()? else { return Ok(()) };
        let folder = CACHE.child(key)?;
        let number = self.segments(&folder, name)?.next_number();
        let schema = first.schema();
        self.write_segment(&folder, (name, number, false), schema, std::iter::once(Ok(first)).chain(batches)).map(drop)
    }

    /// The rows of a segment whose bytes are those that were written.
    fn batches_of(
        &self,
        folder: &Key,
        segment: &Segment,
    ) -> Result<impl Iterator<Item = Result<RecordBatch, Error>> + use<>, Error> {
        tables::read_proved(self.blobs(), &folder.child(&segment.file)?, &segment.sha256, ROWS_AT_ONCE)
    }

    /// Removes segments that [`Self::read_cache`] could not read, once their rows are computed and written again.
    ///
    /// # Errors
    /// A file that cannot be removed.
    pub fn forget_unreadable(&self, key: &str, files: &[String]) -> Result<(), Error> {
        let folder = CACHE.child(key)?;
        files.iter().try_for_each(|file| self.blobs().delete(&folder.child(file)?))
    }

    /// Merges the segments of a table when there are more than eight of them; rows that cannot be read, or have another
    /// schema than the newest, are left out. A kill in between loses and doubles nothing.
    ///
    /// # Errors
    /// A cache that cannot be written.
    pub fn compact(&self, key: &str, name: &str) -> Result<(), Error> {
        let folder = CACHE.child(key)?;
        let segments = self.segments(&folder, name)?;
        let mut old = segments.replaced;
        if segments.current.len() > MOST_SEGMENTS {
            self.merge(&folder, name, &segments.current)?;
            old.extend(segments.current);
        }
        old.iter().try_for_each(|segment| self.blobs().delete(&folder.child(&segment.file)?))
    }

    fn merge(&self, folder: &Key, name: &str, segments: &[Segment]) -> Result<(), Error> {
        let mut readable = Vec::new();
        for segment in segments {
            let key = folder.child(&segment.file)?;
            if tables::is_proved(self.blobs(), &key, &segment.sha256) {
                readable.push(key);
            }
        }
        let Some((newest, last)) = readable.last().zip(segments.last()) else {
            return Ok(());
        };
        let schema = tables::open(self.blobs(), newest)?.schema();
        let merged = (name, last.number.saturating_add(1), true);
        let batches = readable.iter().flat_map(|key| tables::batches(self.blobs(), key));
        let batches = batches.filter(|batch| batch.as_ref().is_ok_and(|batch| batch.schema() == schema));
        self.write_segment(folder, merged, Arc::clone(&schema), batches).map(drop)
    }

    /// Removes the caches of other keys: other forms or readers made them, and none will ask for them again.
    ///
    /// # Errors
    /// A cache that cannot be removed.
    pub fn forget_other_caches(&self, key: &str) -> Result<(), Error> {
        let others = self.blobs().list(&CACHE)?.folders;
        others
            .iter()
            .filter(|other| *other != key)
            .try_for_each(|other| self.blobs().delete_folder(&CACHE.child(other)?))
    }

    fn segments(&self, folder: &Key, name: &str) -> Result<Segments, Error> {
        let mut by_order = BTreeMap::new();
        for file in self.blobs().list(folder)?.blobs {
            if let Some((of, segment)) = Segment::parse(&file)
                && of == name
            {
                by_order.insert((segment.number, segment.merged), segment);
            }
        }
        let last_merged =
            by_order.values().filter(|segment| segment.merged).map(|segment| segment.number).max().unwrap_or(0);
        let (current, replaced) = by_order.into_values().partition(|segment| segment.number >= last_merged);
        Ok(Segments { current, replaced })
    }

    /// Writes a segment (the name of its table, its number and whether it is a merged one) and gives the name of its file.
    fn write_segment(
        &self,
        folder: &Key,
        (name, number, merged): (&str, u64, bool),
        schema: SchemaRef,
        batches: impl IntoIterator<Item = Result<RecordBatch, Error>>,
    ) -> Result<String, Error> {
        let location = format!("{}/{name}", self.blobs().location(folder));
        let (mut batches, mut sha256) = (Some(batches), String::new());
        let staged = self.blobs().stage(folder, &mut |sink| {
            let batches = batches.take().into_iter().flatten();
            let sink = DigestingWriter::new(sink);
            (_, sha256, _) = tables::write(sink, &location, Arc::clone(&schema), batches)?.finish();
            Ok(())
        })?;
        let file = Segment::file_name(name, number, merged, &sha256);
        self.blobs().settle(folder, vec![(staged, folder.child(&file)?)])?;
        Ok(file)
    }
}

fn seen_of(batch: &RecordBatch) -> Option<Vec<Seen>> {
    let column = |name: &str| batch.column_by_name(name)?.as_any().downcast_ref::<StringArray>();
    let (objects, stamps, digests) = (column("object")?, column("stamp")?, column("sha256")?);
    let rows = objects.iter().zip(stamps).zip(digests);
    rows.map(|((object, stamp), sha256)| {
        Some(Seen { object: object?.into(), stamp: stamp?.into(), sha256: sha256?.into() })
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use arrow_array::Int64Array;

    use super::*;
    use crate::store::warehouse::in_memory;

    fn key(name: &str) -> Key {
        CACHE.join(name).unwrap()
    }

    /// The file of a table that holds the segment of a number.
    fn segment(warehouse: &Warehouse, number: u64) -> Key {
        let segments = warehouse.segments(&key("key"), "rows").unwrap();
        let found = segments.current.iter().find(|segment| segment.number == number).unwrap();
        key("key").child(&found.file).unwrap()
    }

    /// Turns one bit of a blob.
    fn flip(warehouse: &Warehouse, key: &Key) {
        let mut bytes = warehouse.blobs().get(key).unwrap().unwrap().to_vec();
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        warehouse.blobs().put(key, &bytes).unwrap();
    }

    fn rows(numbers: &[i64]) -> RecordBatch {
        RecordBatch::try_from_iter([("n", Arc::new(Int64Array::from(numbers.to_vec())) as ArrayRef)]).unwrap()
    }

    /// The numbers of a table, and the files that cannot be read.
    fn numbers(warehouse: &Warehouse, key: &str, name: &str) -> (Vec<i64>, Vec<String>) {
        let mut numbers = Vec::new();
        let unreadable = warehouse.read_cache(key, name, &mut |batch| {
            numbers.extend_from_slice(batch.column(0).as_any().downcast_ref::<Int64Array>().unwrap().values());
        });
        (numbers, unreadable.unwrap())
    }

    #[test]
    fn objects_seen_are_remembered_or_forgotten_whole() {
        let warehouse = in_memory();
        assert!(warehouse.seen().is_empty());
        let seen = vec![Seen { object: "Mường.xlsx".into(), stamp: "1|2|3".into(), sha256: "ab".into() }];
        warehouse.remember(&seen).unwrap();
        assert_eq!(warehouse.seen(), seen);
        warehouse.remember(&[]).unwrap();
        assert!(warehouse.seen().is_empty());
        warehouse.remember(&seen).unwrap();
        let left = warehouse.blobs().list(&CACHE).unwrap().blobs;
        assert_eq!(left.len(), 1, "{left:?}");
        flip(&warehouse, &key(&left[0]));
        assert!(warehouse.seen().is_empty(), "what is not what was written is not known");
    }

    #[test]
    fn segments_come_back_in_order_and_are_merged() {
        let warehouse = in_memory();
        for number in 0..12 {
            warehouse.write_cache("key", "digital-society", [Ok(rows(&[number, number * 10]))]).unwrap();
        }
        warehouse.write_cache("key", "digital", [Ok(rows(&[7]))]).unwrap();
        let before = numbers(&warehouse, "key", "digital-society").0;
        assert_eq!(before[..4], [0, 0, 1, 10]);
        warehouse.compact("key", "digital-society").unwrap();
        warehouse.compact("key", "digital").unwrap();
        assert_eq!(numbers(&warehouse, "key", "digital-society").0, before);
        let files = warehouse.blobs().list(&key("key")).unwrap().blobs;
        let beginnings: Vec<&str> =
            files.iter().filter_map(|file| Some(file.rsplit_once('.')?.0.rsplit_once('.')?.0)).collect();
        assert_eq!(beginnings, ["digital-000001", "digital-society-000013.merged"]);
        warehouse.write_cache("key", "digital-society", [Ok(rows(&[-1]))]).unwrap();
        let after = numbers(&warehouse, "key", "digital-society").0;
        assert_eq!((after.len(), after.last()), (25, Some(&-1)));
        assert_eq!(numbers(&warehouse, "key", "digital").0, [7]);
    }

    #[test]
    fn a_kill_while_merging_doubles_nothing() {
        let warehouse = in_memory();
        for number in 0..9 {
            warehouse.write_cache("key", "rows", [Ok(rows(&[number]))]).unwrap();
        }
        let first = segment(&warehouse, 1);
        let kept = warehouse.blobs().get(&first).unwrap().unwrap();
        warehouse.compact("key", "rows").unwrap();
        warehouse.blobs().put(&first, &kept).unwrap();
        assert_eq!(numbers(&warehouse, "key", "rows").0, (0..9).collect::<Vec<_>>());
        warehouse.compact("key", "rows").unwrap();
        assert_eq!(warehouse.blobs().size(&first).unwrap(), None);
    }

    #[test]
    fn a_segment_that_is_damaged_is_reported_once() {
        let warehouse = in_memory();
        for number in 0..3 {
            warehouse.write_cache("key", "rows", [Ok(rows(&[number]))]).unwrap();
        }
        let damaged = segment(&warehouse, 2);
        flip(&warehouse, &damaged);
        let file = damaged.split().1.to_owned();
        assert_eq!(numbers(&warehouse, "key", "rows"), (vec![0, 2], vec![file.clone()]));
        warehouse.forget_unreadable("key", &[file]).unwrap();
        assert_eq!(numbers(&warehouse, "key", "rows"), (vec![0, 2], Vec::new()));
    }

    #[test]
    fn merging_leaves_out_what_is_damaged() {
        let warehouse = in_memory();
        for number in 0..9 {
            warehouse.write_cache("key", "rows", [Ok(rows(&[number]))]).unwrap();
        }
        let damaged = segment(&warehouse, 4);
        flip(&warehouse, &damaged);
        assert_eq!(numbers(&warehouse, "key", "rows").1, [damaged.split().1]);
        warehouse.compact("key", "rows").unwrap();
        assert_eq!(numbers(&warehouse, "key", "rows"), (vec![0, 1, 2, 4, 5, 6, 7, 8], Vec::new()));
    }

    #[test]
    fn caches_of_other_keys_go_and_stamps_stay() {
        let warehouse = in_memory();
        warehouse.write_cache("old", "rows", [Ok(rows(&[1]))]).unwrap();
        warehouse.write_cache("new", "rows", [Ok(rows(&[1]))]).unwrap();
        warehouse.remember(&[]).unwrap();
        warehouse.forget_other_caches("new").unwrap();
        let left = warehouse.blobs().list(&CACHE).unwrap();
        assert_eq!((left.blobs.len(), left.folders), (1, vec!["new".to_owned()]));
        assert_eq!(numbers(&warehouse, "none", "rows"), (Vec::new(), Vec::new()));
    }
}
