//! What is new in the landing zone: into the archive, the ledger and the cache of readings.
//!
//! Takes the landing zone and the warehouse; gives the reading of every object in the ledger. An object whose store metadata
//! is unchanged is not fetched again, and bytes that were read before are not read again.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::io::Read;
use std::sync::Arc;
use std::time::{Duration, Instant};

use arrow_array::{Array, ArrayRef, BinaryArray, RecordBatch, StringArray};
use chrono::{DateTime, Utc};
use rayon::prelude::*;

use crate::engine::LocalEngine;
use crate::error::Error;
use crate::findings::finding::Finding;
use crate::intake::{Content, Passing, Reader};
use crate::project::Project;
use crate::query::archived::{archived, content};
use crate::run::progress::{Progress, Stage};
use crate::run::sent_again::{KnownBytes, SentAgain};
use crate::run::stopwatch::seconds;
use crate::run::{Options, arrival};
use crate::store::digest::sha256_hex;
use crate::store::{
    CopyFailure, Copying, Entry, HEAD, HELD, Landing, Listed, PassedOver, Seen, Survey, Unreachable, Unsettled,
    Warehouse,
};
use crate::typing::reading::Reading;

/// The name of the table of readings in the cache.
const READINGS: &str = "readings";
/// Readings that are written at once: their bytes together take room beside them.
const READINGS_AT_ONCE: usize = 256;

/// What the ledger's objects hold.
#[derive(Debug, Default)]
pub struct Ingested {
    /// The reading of each object by the SHA-256 of its bytes.
    pub readings: HashMap<String, Arc<Reading>>,
    /// Objects whose bytes were read this time.
    pub read: usize,
    /// What lies in the landing zone and could not be taken in.
    pub findings: Vec<Finding>,
    /// True where the landing zone holds nothing, and the ledger does.
    pub landing_is_empty: bool,
    /// How many files programs left in the landing zone, which were passed over.
    pub debris: usize,
    /// Objects that were changed so shortly before that they wait for the next run.
    pub unsettled: Vec<String>,
    /// How many times of arrival were corrected by the list.
    pub arrivals_corrected: usize,
    /// Inputs, by SHA-256, that are neither in the archive nor in the landing zone any more; their readings are cached.
    pub lost: Vec<String>,
}

/// One piece of work: bytes to read.
enum Work {
    /// New in the landing zone, or changed there.
    New(Listed),
    /// Known by its digest, but not in the cache.
    Known(String),
}

impl Work {
    /// The object, or where its bytes lie in the archive.
    fn name(&self) -> &str {
        match self {
            Self::New(object) => &object.object,
            Self::Known(sha256) => sha256,
        }
    }
}

/// Says in the log that an object was taken in.
fn log_taken(name: &str, fetched: &Fetched, took: Duration) {
    let seconds = seconds(took);
    match fetched {
        Fetched::Archived(done) => {
            tracing::debug!(object = name, sha256 = done.sha256, seconds, "an object is taken in")
        }
        Fetched::Not(finding) => {
            tracing::debug!(object = name, code = finding.code.name(), seconds, "an object is passed over");
        }
    }
}

/// Brings the ledger up to date and gives every reading.
///
/// # Errors
/// Where a store fails, or the engine does.
pub fn ingest(
    project: &Project,
    landing: &Landing,
    warehouse: &Warehouse,
    options: &Options,
    now: DateTime<Utc>,
    engine: &dyn LocalEngine,
    progress: &dyn Progress,
) -> Result<Ingested, Error> {
    let mut survey = landing.survey(|object| project.is_debris(object))?;
    let by_store = landing.now(now);
    let mut arrivals = landing.arrivals(now);
    let read_files = warehouse.ledger_files()?;
    let (mut ledger, withdrawn) = warehouse.ledger_and_withdrawals()?;
    survey.keep_names(ledger.iter().map(|entry| entry.object.as_str()));
    let Survey { listed, passed_over, debris } = survey;
    let mut findings: Vec<Finding> = passed_over.into_iter().map(PassedOver::finding).collect();
    findings.append(&mut arrivals.findings);
    // What was taken in before a pattern named it no longer counts.
    ledger.retain(|entry| !project.is_debris(&entry.object));
    let names = || listed.iter().map(|object| object.object.as_str());
    findings.extend(arrivals.compared(
        names().filter(|object| project.is_claimed(object)),
        names().chain(ledger.iter().map(|entry| entry.object.as_str())).chain(debris.iter().map(String::as_str)),
    ));
    let empty = listed.is_empty() && !ledger.is_empty();
    let modified: HashMap<String, DateTime<Utc>> =
        listed.iter().map(|object| (object.object.clone(), object.modified)).collect();
    let seen: HashMap<(String, String), String> =
        warehouse.seen().into_iter().map(|seen| ((seen.object, seen.stamp), seen.sha256)).collect();
    let key = cache_key(project);
    let mut readings = if options.without_cache { HashMap::new() } else { cached(project, warehouse, &key)? };
    let archived = warehouse.archived_inputs()?;
    let in_ledger: BTreeSet<&str> = ledger.iter().map(|entry| entry.sha256.as_str()).collect();
    let mut work: Vec<Work> = Vec::new();
    let mut now_seen: Vec<Seen> = Vec::new();
    let mut unsettled_objects = Vec::new();
    let mut pending: HashSet<String> = HashSet::new();
    let mut landed: HashMap<String, Listed> = HashMap::new();
    for object in listed {
        match seen.get(&(object.object.clone(), object.stamp.clone())) {
            // What was lost from the archive is fetched once more.
            Some(sha256) if in_ledger.contains(sha256.as_str()) && archived.contains(sha256) => {
                let (name, stamp) = (object.object.clone(), object.stamp.clone());
                now_seen.push(Seen { object: name, stamp, sha256: sha256.clone() });
                landed.insert(sha256.clone(), object);
            }
            Some(sha256) if arrivals.waits(&object.object) && in_ledger.contains(sha256.as_str()) => {
                pending.insert(object.object.clone());
                work.push(Work::New(object));
            }
            // When it arrived is entered once the list gives it, and not by the store's clock.
            _ if arrivals.waits(&object.object) => {}
            _ if arrivals.received_at(&object.object).is_none()
                && arrival::is_young(&object, by_store, project.settings.settle.0) =>
            {
                unsettled_objects.push(object.object);
            }
            _ => {
                pending.insert(object.object.clone());
                work.push(Work::New(object));
            }
        }
    }
    let (there, lost): (Vec<&str>, Vec<&str>) = in_ledger.iter().partition(|sha256| archived.contains(**sha256));
    let unread = there.into_iter().filter(|sha256| !readings.contains_key(*sha256));
    work.extend(unread.map(|sha256| Work::Known(sha256.to_owned())));

    progress.begin(Stage::Read, work.len());
    let reader = Reader::new(project, engine);
    let intake = Intake { landing, landed: &landed, warehouse, reader: &reader, known: &readings };
    let done = reader.read_each(work, |work| {
        let (name, began) = (work.name().to_owned(), Instant::now());
        let taken = intake.take(work)?;
        log_taken(&name, &taken.0, began.elapsed());
        progress.step();
        Ok(taken)
    })?;
    progress.end();

    let mut latest: BTreeMap<&str, &Entry> = BTreeMap::new();
    for entry in &ledger {
        latest.insert(&entry.object, entry);
    }
    let known = KnownBytes::new(&ledger, &withdrawn);
    let mut entries = Vec::new();
    let mut unsettled = Vec::new();
    let mut fresh: BTreeMap<String, Reading> = BTreeMap::new();
    let mut fetched: HashSet<String> = HashSet::new();
    for (done, reading) in done {
        let done = match done {
            Fetched::Archived(done) => done,
            Fetched::Not(finding) => {
                findings.push(*finding);
                continue;
            }
        };
        if let Some(object) = done.object {
            let before = latest.get(object.object.as_str());
            let is_new = before.is_none_or(|entry| entry.sha256 != done.sha256);
            let is_known = || known.is_known(&object.object, &done.sha256);
            if is_new && !arrivals.waits(&object.object) && !is_known() {
                let stated = arrivals.received_at(&object.object);
                let received_at = arrival::received_at(&object, stated, before.map(|before| before.received_at), now);
                entries.push(Entry {
                    object: object.object.clone(),
                    sha256: done.sha256.clone(),
                    received_at,
                    withdrawn: false,
                });
            }
            pending.remove(&object.object);
            now_seen.push(Seen { object: object.object, stamp: object.stamp, sha256: done.sha256.clone() });
        }
        unsettled.extend(done.unsettled);
        fetched.insert(done.sha256.clone());
        if let Some(reading) = reading {
            fresh.insert(done.sha256, reading);
        }
    }
    let SentAgain { entries: again, findings: doubtful, replaced } =
        known.sent_again(&now_seen, &arrivals, &modified, now);
    entries.extend(again);
    findings.extend(doubtful);
    if !findings.is_empty() {
        landing.still_there()?;
    }
    let lost: Vec<String> = lost.into_iter().filter(|sha256| !fetched.contains(*sha256)).map(str::to_owned).collect();
    // Without its reading a lost input is the end: this says which file it was.
    for sha256 in lost.iter().filter(|sha256| !readings.contains_key(*sha256)) {
        warehouse.archived(sha256)?;
    }
    findings.sort();
    findings.sort_by_key(|finding| !finding.is_error());
    let read = fresh.len();
    // What the ledger names is in the archive before.
    let (kept, settled) = rayon::join(|| keep(project, warehouse, &key, &fresh), || warehouse.settle(unsettled));
    kept?;
    settled?;
    entries.sort_by(|left, right| (left.received_at, &left.object).cmp(&(right.received_at, &right.object)));
    // Where bytes could not be had, or are those of an older version, the line may speak of these; what is withdrawn came before that.
    let is_pending =
        |object: &str| pending.contains(object) || replaced.contains(object) || known.came_later(object, &arrivals);
    let corrections = arrival::corrections(ledger.iter().chain(&entries), &arrivals, is_pending, now);
    warehouse.append(read_files, &entries, &corrections)?;
    now_seen.sort_by(|left, right| left.object.cmp(&right.object));
    warehouse.remember(&now_seen)?;
    readings.extend(fresh.into_iter().map(|(sha256, reading)| (sha256, Arc::new(reading))));
    Ok(Ingested {
        readings,
        read,
        findings,
        landing_is_empty: empty,
        debris: debris.len(),
        unsettled: unsettled_objects,
        arrivals_corrected: corrections.len(),
        lost,
    })
}

/// What became of one piece of work.
enum Fetched {
    Archived(Archived),
    /// The landing zone did not give its bytes.
    Not(Box<Finding>),
}

/// What is known of an object once its bytes are in the archive.
struct Archived {
    /// The object of the landing zone, where the work was one.
    object: Option<Listed>,
    sha256: String,
    unsettled: Option<Unsettled>,
}

/// What taking in an object needs.
struct Intake<'a> {
    landing: &'a Landing,
    /// Objects of the landing zone that are not fetched, by the SHA-256 of their bytes.
    landed: &'a HashMap<String, Listed>,
    warehouse: &'a Warehouse,
    reader: &'a Reader<'a>,
    /// Readings of the cache, by SHA-256.
    known: &'a HashMap<String, Arc<Reading>>,
}

impl Intake<'_> {
    /// Writes an object for the archive, and reads it unless it was read before.
    fn take(&self, work: Work) -> Result<(Fetched, Option<Reading>), Error> {
        let Self { landing, warehouse, .. } = *self;
        let (object, bytes) = match work {
            Work::New(object) if object.size > HELD => return self.take_large(object),
            Work::New(object) => match landing.get(&object) {
                Ok(bytes) => (Some(object), bytes),
                Err(why) => return self.not_given(&object, why),
            },
            Work::Known(sha256) => {
                let (reading, unsettled) = match self.unless_known(&sha256, || content(warehouse, &sha256)) {
                    Ok(reading) => (reading, None),
                    Err(error) => self.landed_again(&sha256, error)?,
                };
                return Ok((Fetched::Archived(Archived { object: None, sha256, unsettled }), reading));
            }
        };
        let sha256 = sha256_hex(&bytes);
        let unsettled = warehouse.archive(&sha256, &bytes)?;
        let reading = self.unless_known(&sha256, || Ok(Content::Whole(bytes)))?;
        Ok((Fetched::Archived(Archived { object, sha256, unsettled }), reading))
    }

    /// An object that the landing zone does not give is passed over, unless the landing zone is gone as a whole: each object of a store
    /// that does not answer would be waited for.
    fn not_given(&self, object: &Listed, why: Unreachable) -> Result<(Fetched, Option<Reading>), Error> {
        if why == Unreachable::Other {
            self.landing.still_there()?;
        }
        Ok((Fetched::Not(Box::new(why.finding(&object.object))), None))
    }

    /// An input that the archive does not give, from the landing zone where that still has its bytes.
    fn landed_again(&self, sha256: &str, error: Error) -> Result<(Option<Reading>, Option<Unsettled>), Error> {
        let object = self.landed.get(sha256).filter(|object| object.size <= HELD);
        let bytes = object.and_then(|object| self.landing.get(object).ok());
        let Some(bytes) = bytes.filter(|bytes| sha256_hex(bytes) == sha256) else { return Err(error) };
        tracing::warn!(sha256, cause = %error, "an input is taken from the landing zone again");
        let unsettled = self.warehouse.archive_again(sha256, &bytes)?;
        Ok((self.unless_known(sha256, || Ok(Content::Whole(bytes)))?, Some(unsettled)))
    }

    /// The same for a large object: lines are read as they pass into the archive, all else from there. What was read of lines
    /// counts only where their copy is whole, and is of the bytes whose digest it has.
    fn take_large(&self, object: Listed) -> Result<(Fetched, Option<Reading>), Error> {
        let (mut unreachable, mut lines) = (None, None);
        let copied = self.warehouse.archive_streamed(|sink| {
            let mut copying = Copying::new(self.landing, &object, sink);
            let read = self.lines(&object, &mut copying);
            copying.finish().map_err(|failure| match failure {
                CopyFailure::Source(why) => {
                    unreachable = Some(why);
                    Error::store("cannot read", object.object.as_str(), "the landing zone does not give it")
                }
                CopyFailure::Sink(error) => error,
            })?;
            lines = read?;
            Ok(())
        });
        let (sha256, mut unsettled) = match (copied, unreachable) {
            (Err(_), Some(why)) => return self.not_given(&object, why),
            (copied, _) => copied?,
        };
        let reading = match lines.filter(|_| !self.known.contains_key(&sha256)) {
            Some(mut lines) => {
                self.reader.refuse_decisions_about_lines(&sha256, &mut lines);
                Some(lines)
            }
            None => self.unless_known(&sha256, || {
                self.warehouse.settle(unsettled.take().into_iter().collect())?;
                archived(self.warehouse, &sha256)
            })?,
        };
        Ok((Fetched::Archived(Archived { object: Some(object), sha256, unsettled }), reading))
    }

    /// The reading of an export of lines as it passes; nothing where the object is something else.
    fn lines(&self, object: &Listed, copying: &mut Copying<'_>) -> Result<Option<Reading>, Error> {
        let mut head = Vec::new();
        let read = copying.by_ref().take(HEAD).read_to_end(&mut head);
        read.map_err(|cause| Error::store("cannot read", object.object.as_str(), cause))?;
        let mut bytes = head.as_slice().chain(copying);
        self.reader.passing(Passing { size: object.size, head: &head, bytes: &mut bytes, origin: &object.object })
    }

    /// The reading of content, unless its bytes were read before.
    fn unless_known<'c>(
        &self,
        sha256: &str,
        content: impl FnOnce() -> Result<Content<'c>, Error>,
    ) -> Result<Option<Reading>, Error> {
        if self.known.contains_key(sha256) {
            return Ok(None);
        }
        self.reader.object(&content()?).map(Some)
    }
}

/// Readings depend on the program, the declarations and the registry, and on nothing else but the bytes and what was decided of them.
fn cache_key(project: &Project) -> String {
    let parts = [crate::publish::manifest::PROGRAM_DIGEST, &project.reading_digest, &project.registry_digest];
    sha256_hex(parts.join("\n").as_bytes())[..16].to_owned()
}

fn cached(project: &Project, warehouse: &Warehouse, key: &str) -> Result<HashMap<String, Arc<Reading>>, Error> {
    let mut readings = HashMap::new();
    let unreadable = warehouse.read_cache(key, READINGS, &mut |batch| {
        let text = |name: &str| batch.column_by_name(name)?.as_any().downcast_ref::<StringArray>();
        let written = batch.column_by_name("reading").and_then(|column| column.as_any().downcast_ref::<BinaryArray>());
        let (Some(digests), Some(decisions), Some(written)) = (text("sha256"), text("decisions"), written) else {
            return;
        };
        let reading = |row: usize| {
            let sha256 = digests.value(row);
            let is_of_them = decisions.value(row) == project.decisions.key_of(sha256);
            // What cannot be understood is read again: the cache may always be deleted.
            let reading = postcard::from_bytes(written.value(row)).ok().filter(|_| is_of_them)?;
            Some((sha256.to_owned(), Arc::new(reading)))
        };
        readings.par_extend((0..batch.num_rows()).into_par_iter().filter_map(reading));
    })?;
    warehouse.forget_unreadable(key, &unreadable)?;
    Ok(readings)
}

/// Writes new readings into the cache.
fn keep(project: &Project, warehouse: &Warehouse, key: &str, fresh: &BTreeMap<String, Reading>) -> Result<(), Error> {
    if fresh.is_empty() {
        return Ok(());
    }
    let fresh: Vec<(&String, &Reading)> = fresh.iter().collect();
    warehouse.write_cache(key, READINGS, fresh.chunks(READINGS_AT_ONCE).map(|some| batch(project, some)))?;
    warehouse.compact(key, READINGS)?;
    warehouse.forget_other_caches(key)
}

fn batch(project: &Project, fresh: &[(&String, &Reading)]) -> Result<RecordBatch, Error> {
    let written = |(sha256, reading): &(&String, &Reading)| {
        postcard::to_stdvec(reading).map_err(|error| Error::damaged(sha256.as_str(), error))
    };
    let readings: Vec<Vec<u8>> = fresh.par_iter().map(written).collect::<Result<_, _>>()?;
    let digests = fresh.iter().map(|(sha256, _)| sha256.as_str());
    let columns: [(&str, ArrayRef); 3] = [
        (
            "decisions",
            Arc::new(StringArray::from_iter_values(digests.clone().map(|sha256| project.decisions.key_of(sha256)))),
        ),
        ("reading", Arc::new(BinaryArray::from_iter_values(&readings))),
        ("sha256", Arc::new(StringArray::from_iter_values(digests))),
    ];
    RecordBatch::try_from_iter(columns).map_err(|cause| Error::store("cannot write", READINGS, cause))
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::findings::code::Code;
    use crate::findings::finding::Location;
    use crate::findings::settled::Settled;
    use crate::message;
    use crate::typing::number::Signs;
    use crate::typing::reading::{ColumnPage, RejectedTable, SourceColumn, TypedTable};
    use crate::typing::rows::{Column, Rows, Values};
    use crate::values::decimal::Decimal;
    use crate::values::status::Status;

    #[test]
    fn a_kept_reading_is_the_reading() {
        let day = NaiveDate::from_ymd_opt(2025, 2, 28);
        let values = [
            Values::Decimal(vec![
                Decimal::parse("-123456789012345.123456789012", 12, 0).ok().map(|parsed| parsed.value),
                None,
            ]),
            Values::Text(vec![Some("Mường Chà\n“1.234”".to_owned()), Some(String::new())]),
            Values::Boolean(vec![Some(false), None]),
            Values::Date(vec![day, None]),
        ];
        let rows = Rows {
            number: vec![5, 1_048_576],
            unit: vec![Some(7), None],
            period: vec!["2025-S1".parse().ok(), None],
            accepted: vec![true, false],
            columns: values.map(|values| Column { values, statuses: vec![Status::A, Status::B] }).into(),
            lines: vec![(0, u64::MAX)],
            on_pages: vec![vec![None, Some(9)]],
            only_counted: BTreeSet::new(),
            stated_missing: BTreeSet::new(),
            said_sums: Default::default(),
            marks: Default::default(),
            rounded: BTreeMap::from([((1, 0), Decimal::ONE)]),
            of_ended_units: BTreeMap::from([(1, 7)]),
        };
        let column = |page| SourceColumn {
            field: 3,
            letters: "AA".to_owned(),
            label: "Doanh thu".to_owned(),
            unit: Some("tỷ đồng".to_owned()),
            multiplier: Some(-3),
            signs: Signs { group: '.', decimal: ',' },
            page,
        };
        let page = ColumnPage { sheet: "Trang 2".to_owned(), first_row: 3, last_row: 4 };
        let location = Location { sheet: Some("T1".to_owned()), row: Some(5), ..Location::default() };
        let settled = Settled::resolved_by("a.xlsx");
        let finding =
            Finding::new(Code::TypeError, location.clone(), message!("unclaimed-object.no-source")).value("x");
        let mut of_settled = finding.clone();
        of_settled.settled = Some(settled);
        let reading = Reading {
            tables: vec![TypedTable {
                form: 1,
                sheet: "T1".to_owned(),
                period: "2025-07".parse().ok(),
                period_at: Some(location),
                sender: None,
                revision: 2,
                first_row: 3,
                last_row: 12,
                columns: vec![column(None), column(Some(1))],
                rows,
                pages: vec![page],
            }],
            findings: vec![finding.clone(), of_settled],
            rejected: vec![RejectedTable { form: 0, sender: Some(2) }],
            ..Reading::default()
        };
        let kept = postcard::to_stdvec(&reading).expect("bytes");
        assert_eq!(postcard::from_bytes::<Reading>(&kept).expect("a reading"), reading);
        for shorter in 0..kept.len() {
            postcard::from_bytes::<Reading>(&kept[..shorter]).expect_err("a part of a reading");
        }
    }
}
