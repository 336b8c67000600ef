//! `units.csv` and `crosswalk.csv` to a [`Registry`], with a fault for each line that cannot be used.

use std::cell::OnceCell;
use std::collections::HashSet;
use std::mem::take;

use chrono::NaiveDate;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::{Passage, Registry, Unit, UnitIndex, names};
use crate::findings::fault::Fault;
use crate::findings::library_words::in_both_languages;
use crate::findings::message::Message;
use crate::message;
use crate::values::decimal::{Decimal, SCALE};
use crate::values::text;
use crate::values::text_lines::RecordLines;
use crate::words::unit_types::{UNIT_TYPES, type_named};

/// A line of `units.csv`.
#[derive(Deserialize)]
struct UnitLine {
    code: String,
    name: String,
    level: String,
    #[serde(rename = "type")]
    kind: String,
    parent_code: String,
    valid_from: String,
    valid_to: String,
}

#[derive(Deserialize)]
struct PassageLine {
    from_code: String,
    from_valid_from: String,
    to_code: String,
    to_valid_from: String,
    share: String,
    legal_basis: String,
}

/// The numbers of the lines of `units.csv`, which is read for them where one is asked for: most registries have no fault.
pub(super) struct UnitLines<'a> {
    file: &'a str,
    text: &'a str,
    lines: OnceCell<Vec<(usize, UnitLine)>>,
}

impl<'a> UnitLines<'a> {
    /// Of the file of this name and text. What cannot be read is a fault already.
    pub const fn new(file: &'a str, text: &'a str) -> Self {
        Self { file, text, lines: OnceCell::new() }
    }

    /// The line of a unit.
    pub fn of(&self, unit: &Unit) -> Option<usize> {
        let is_it = |line: &UnitLine| line.code == unit.code && line.valid_from.parse() == Ok(unit.valid_from);
        let lines = self.lines.get_or_init(|| records(self.file, self.text, &mut Vec::new()));
        lines.iter().find(|(_, line)| is_it(line)).map(|(number, _)| *number)
    }
}

/// The two files of a registry: the names by which faults call them, and their texts.
pub struct RegistryTexts<'a> {
    pub units_file: &'a str,
    pub units: &'a str,
    pub crosswalk_file: &'a str,
    pub crosswalk: &'a str,
}

/// Reads both files. Every fault is reported; the registry holds what could be read. Of a unit whose line cannot be read nothing else is said: that it
/// is missing follows.
pub fn load(texts: &RegistryTexts<'_>) -> (Registry, Vec<Fault>) {
    let mut faults = Vec::new();
    let mut registry = Registry::default();
    let mut lines = Vec::new();
    for (line, mut record) in records::<UnitLine>(texts.units_file, texts.units, &mut faults) {
        match unit(&mut record) {
            Ok(unit) => {
                faults.extend(wrong_type(texts.units_file, line, &unit));
                registry.units.push(unit);
                lines.push(line);
            }
            Err(message) => {
                registry.unread.insert(record.code, record.level);
                faults.push(fault(texts.units_file, line, message));
            }
        }
    }
    if registry.units.is_empty() && faults.is_empty() {
        faults.push(fault(texts.units_file, 1, message!("fault-registry.no-units")));
    }
    if faults.iter().any(|fault| fault.line.is_some_and(|line| line > 1)) {
        registry.unread.extend(torn_lines(texts.units));
    }
    for (index, unit) in registry.units.iter().enumerate() {
        let same = registry.by_code.entry(unit.code.clone()).or_default();
        for &other in same.iter() {
            let other: &Unit = &registry.units[other];
            if unit.is_valid_on(other.valid_from) || other.is_valid_on(unit.valid_from) {
                let (first, second) = (&other.name, &unit.name);
                let message = message!("fault-registry.code-twice", code = &unit.code, first = first, second = second);
                faults.push(fault(texts.units_file, lines[index], message));
            }
        }
        same.push(index);
    }
    for (index, unit) in registry.units.iter().enumerate() {
        let parent = unit.parent_code.as_deref().and_then(|code| registry.find(code, unit.valid_from));
        match (&unit.parent_code, parent) {
            (Some(code), None) if registry.is_unread(code) => {}
            (Some(code), None) => {
                let day = unit.valid_from.to_string();
                let message = message!("fault-registry.no-parent", day = day, parent = code, unit = named(unit));
                faults.push(fault(texts.units_file, lines[index], message));
            }
            (Some(code), Some(parent)) => {
                let end = registry.units[parent].valid_to;
                if parent == index {
                    let message = message!("fault-registry.in-itself", unit = named(unit));
                    faults.push(fault(texts.units_file, lines[index], message));
                } else if end.is_some_and(|end| unit.valid_to.is_none_or(|own| own > end)) {
                    let message = message!("fault-registry.outlives", parent = code, unit = named(unit));
                    faults.push(fault(texts.units_file, lines[index], message));
                }
            }
            (None, _) => {}
        }
        registry.parents.push(parent.filter(|&parent| parent != index));
    }
    // A circle of parents would never end.
    for (index, &line) in lines.iter().enumerate() {
        if registry.ancestors(index).take(registry.units.len() + 1).count() > registry.units.len() {
            let message = message!("fault-registry.in-itself", unit = named(&registry.units[index]));
            faults.push(fault(texts.units_file, line, message));
            registry.parents[index] = None;
        }
    }
    let mut passage_lines = Vec::new();
    // Without units each way would be between two that are not there.
    let is_empty = registry.units.is_empty();
    let mut passages = records::<PassageLine>(texts.crosswalk_file, texts.crosswalk, &mut faults);
    // Of a unit of which one is left out the shares are not all.
    let mut of_unread = HashSet::new();
    passages.retain(|(_, line)| {
        let is_left_out = registry.is_unread(&line.from_code) || registry.is_unread(&line.to_code);
        if is_left_out {
            of_unread.insert(line.from_code.clone());
        }
        !is_empty && !is_left_out
    });
    for (line, record) in passages {
        match passage(&registry, record) {
            Ok(passage) => {
                passage_lines.push(line);
                let place = registry.passages.len();
                registry.arrivals.entry(passage.to).or_default().push(place);
                registry.departures.entry(passage.from).or_default().push(place);
                registry.passages.push(passage);
            }
            Err(message) => faults.push(fault(texts.crosswalk_file, line, message)),
        }
    }
    check_shares(&registry, (texts.crosswalk_file, &passage_lines), &of_unread, &mut faults);
    (registry, faults)
}

/// The shares of a unit add up to the whole. Where one is not known, the others leave something for it.
fn check_shares(
    registry: &Registry,
    (file, lines): (&str, &[usize]),
    of_unread: &HashSet<String>,
    faults: &mut Vec<Fault>,
) {
    for (index, unit) in registry.units.iter().enumerate() {
        let leaving = registry.departures.get(&index).map_or(&[][..], Vec::as_slice);
        let shares = || leaving.iter().map(|&passage| registry.passages[passage].share);
        let known = shares().flatten().try_fold(Decimal::ZERO, Decimal::checked_add);
        let (Some(last), Some(known)) = (leaving.last(), known) else { continue };
        if of_unread.contains(&unit.code) {
            continue;
        }
        let sum = Message::number(known);
        let message = match shares().any(|share| share.is_none()) {
            true if known >= Decimal::ONE => message!("fault-registry.shares-of-all", sum = sum, unit = named(unit)),
            false if known != Decimal::ONE => message!("fault-registry.shares", sum = sum, unit = named(unit)),
            _ => continue,
        };
        let line = lines.get(*last).copied();
        faults.push(Fault { file: file.to_owned(), line, message, suggestion: None });
    }
}

/// True where other units lie in this one on a day.
fn has_units_below(registry: &Registry, unit: UnitIndex, day: Option<NaiveDate>) -> bool {
    let Some(day) = day else { return false };
    let parents = registry.parents.iter().zip(&registry.units);
    parents.into_iter().any(|(parent, below)| *parent == Some(unit) && below.is_valid_on(day))
}

/// A type that is none of the vocabulary: the name of such a unit would be taken for one of another type.
fn wrong_type(file: &str, line: usize, unit: &Unit) -> Option<Fault> {
    if UNIT_TYPES.iter().any(|kind| kind.name == unit.kind) {
        return None;
    }
    let known = UNIT_TYPES.iter().map(|kind| format!("`{}`", kind.name)).collect::<Vec<_>>().join(", ");
    // "thi-tran", "Thị trấn" and "TT" are one type.
    let words = text::without_marks(&unit.kind.replace(['-', '_'], " "));
    let meant = type_named(words.trim()).map(|kind| kind.name).or_else(|| names::type_of_name(&unit.name));
    let message = match unit.kind.is_empty() {
        true => message!("fault-registry.no-type", unit = named(unit), types = known),
        false => message!("fault-registry.type", written = &unit.kind, unit = named(unit), types = known),
    };
    let suggestion = meant.map(|kind| message!("fault.did-you-mean", name = kind));
    Some(Fault { suggestion, ..fault(file, line, message) })
}

/// A unit as people call it, with its code.
fn named(unit: &Unit) -> String {
    format!("{} {}", unit.code, unit.name)
}

fn fault(file: &str, line: usize, message: Message) -> Fault {
    Fault { file: file.to_owned(), line: Some(line), message, suggestion: None }
}

/// The lines of a file of the registry with their numbers; a fault for each that cannot be read.
fn records<T: DeserializeOwned>(file: &str, text: &str, faults: &mut Vec<Fault>) -> Vec<(usize, T)> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::Headers).flexible(true).from_reader(text.as_bytes());
    let mut records = Vec::new();
    let headers = match reader.headers() {
        Ok(headers) => {
            let mut headers = headers.clone();
            headers.truncate(named_columns(&headers));
            headers
        }
        Err(error) => {
            faults.push(fault(file, 1, unreadable(&error)));
            return records;
        }
    };
    if let Some(sign) = separator(&headers) {
        faults.push(fault(file, 1, message!("fault-registry.separator", sign = sign)));
        return records;
    }
    let mut lines = RecordLines::new(text.as_bytes());
    let mut line = |position: Option<&csv::Position>| {
        position.map_or(1, |at| lines.line_from(usize::try_from(at.byte()).unwrap_or(usize::MAX)))
    };
    // One record, whose memory is used again.
    let mut record = csv::StringRecord::new();
    loop {
        let read = reader.read_record(&mut record);
        // To trim a record is to copy it, and hardly any has blanks.
        if record.iter().any(|field| field.trim().len() != field.len()) {
            record.trim();
        }
        // Programs write rows that were cleared as commas alone.
        if !record.is_empty() && record.iter().all(str::is_empty) {
            continue;
        }
        if matches!(read, Ok(true)) && !leave_named_cells(&mut record, headers.len()) {
            let (found, wanted) = (record.len().to_string(), headers.len().to_string());
            let message = message!("fault-registry.cells", found = found, wanted = wanted);
            faults.push(fault(file, line(record.position()), message));
            continue;
        }
        match read {
            Ok(false) => break,
            Ok(true) => match record.deserialize(Some(&headers)) {
                Ok(parsed) => records.push((line(record.position()), parsed)),
                // A column that is missing is missing in every line: it is said once, of the header.
                Err(error) => match missing_column(&error) {
                    Some(column) => {
                        faults.push(fault(file, 1, message!("fault-registry.no-column", column = column)));
                        break;
                    }
                    None => faults.push(fault(file, line(record.position()), unreadable(&error))),
                },
            },
            Err(error) => faults.push(fault(file, line(error.position()), unreadable(&error))),
        }
    }
    records
}

/// How many columns have a name: spreadsheets write those beside them that were cleared as commas.
fn named_columns(headers: &csv::StringRecord) -> usize {
    let unnamed = headers.iter().rev().take_while(|name| name.trim().is_empty()).count();
    headers.len().saturating_sub(unnamed)
}

/// Leaves of a record the cells of the columns that have a name; false where there are fewer, or where something is in another.
fn leave_named_cells(record: &mut csv::StringRecord, named: usize) -> bool {
    if record.len() == named {
        return true;
    }
    let is_whole = record.len() > named && record.iter().skip(named).all(|cell| cell.trim().is_empty());
    if is_whole {
        record.truncate(named);
    }
    is_whole
}

/// The codes and levels on lines of `units.csv` that have a cell too few or too many.
fn torn_lines(text: &str) -> Vec<(String, String)> {
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).flexible(true).from_reader(text.as_bytes());
    let wanted = reader.headers().map_or(0, named_columns);
    let is_blank = |record: &csv::StringRecord| record.iter().all(str::is_empty);
    let torn = reader.records().flatten().filter(|record| !leave_named_cells(&mut record.clone(), wanted));
    let torn = torn.filter(|record| !is_blank(record));
    let cell = |record: &csv::StringRecord, index: usize| record.get(index).unwrap_or_default().to_owned();
    torn.map(|record| (cell(&record, 0), cell(&record, 2))).collect()
}

/// The sign between the columns where it is not the comma, as programs write it in places whose decimal sign that is.
fn separator(headers: &csv::StringRecord) -> Option<&'static str> {
    let only = headers.get(0).filter(|_| headers.len() == 1)?;
    [(';', ";"), ('\t', "tab"), ('|', "|")].into_iter().find(|(sign, _)| only.contains(*sign)).map(|(_, name)| name)
}

/// Why a line cannot be read.
fn unreadable(error: &csv::Error) -> Message {
    message!("fault-registry.unreadable", words = in_both_languages(&error.to_string()))
}

/// The column that a record asks for and the header does not have.
fn missing_column(error: &csv::Error) -> Option<String> {
    let csv::ErrorKind::Deserialize { err, .. } = error.kind() else { return None };
    let words = err.kind().to_string();
    words.strip_prefix("missing field `")?.strip_suffix('`').map(str::to_owned)
}

fn day(text: &str) -> Result<NaiveDate, Message> {
    let read = plain_day(text).or_else(|| text.parse().ok());
    read.ok_or_else(|| message!("fault-value.day", written = text))
}

/// A day in eight digits, `2025-07-01`, as nearly every line has two.
fn plain_day(text: &str) -> Option<NaiveDate> {
    let bytes: &[u8; 10] = text.as_bytes().try_into().ok()?;
    let number = |digits: &[u8]| {
        digits
            .iter()
            .try_fold(0_u32, |number, digit| digit.is_ascii_digit().then(|| number * 10 + u32::from(digit - b'0')))
    };
    let [year @ .., b'-', _, _, b'-', _, _] = bytes else { return None };
    let year = i32::try_from(number(year)?).ok()?;
    NaiveDate::from_ymd_opt(year, number(&bytes[5..7])?, number(&bytes[8..])?)
}

/// The unit of a line, whose texts are taken; those of a line that gives none stay.
fn unit(line: &mut UnitLine) -> Result<Unit, Message> {
    if line.code.is_empty() || line.name.is_empty() || line.level.is_empty() {
        return Err(message!("fault-registry.blank"));
    }
    let valid_from = day(&line.valid_from)?;
    let valid_to = if line.valid_to.is_empty() { None } else { Some(day(&line.valid_to)?) };
    if valid_to.is_some_and(|end| end <= valid_from) {
        return Err(message!("fault-registry.ends-early", code = &line.code));
    }
    Ok(Unit {
        code: take(&mut line.code),
        name: take(&mut line.name),
        level: take(&mut line.level),
        kind: take(&mut line.kind),
        parent_code: (!line.parent_code.is_empty()).then(|| take(&mut line.parent_code)),
        valid_from,
        valid_to,
    })
}

fn passage(registry: &Registry, line: PassageLine) -> Result<Passage, Message> {
    let find = |code: &str, from: &str| {
        let valid_from = day(from)?;
        let missing = || message!("fault-registry.no-unit", code = code, day = from);
        registry.by_key(code, valid_from).ok_or_else(missing)
    };
    let from = find(&line.from_code, &line.from_valid_from)?;
    let to = find(&line.to_code, &line.to_valid_from)?;
    let (old, new) = (&registry.units[from], &registry.units[to]);
    if old.valid_to != Some(new.valid_from) {
        let day = new.valid_from.to_string();
        return Err(message!("fault-registry.not-next", day = day, new = &new.code, old = &old.code));
    }
    // What lies in a district goes over by lines of its own: with the district it would be counted twice, or not at all.
    let is_divided = || has_units_below(registry, from, old.valid_to.and_then(|end| end.pred_opt()));
    if old.level != new.level && (is_divided() || has_units_below(registry, to, Some(new.valid_from))) {
        let (old, new, before, after) = (named(old), named(new), &old.level, &new.level);
        return Err(message!("fault-registry.between-levels", old = old, before = before, new = new, after = after));
    }
    let leaving = registry.departures.get(&from).map_or(&[][..], Vec::as_slice);
    if leaving.iter().any(|&other| registry.passages[other].to == to) {
        return Err(message!("fault-registry.passage-twice", old = named(old), new = named(new)));
    }
    let share = if line.share.is_empty() {
        None
    } else {
        let wrong = || message!("fault-registry.share", written = &line.share);
        let parsed = Decimal::parse(&line.share, SCALE, 0).map_err(|_| wrong())?;
        if parsed.inexact || parsed.value <= Decimal::ZERO || parsed.value > Decimal::ONE {
            return Err(wrong());
        }
        Some(parsed.value)
    };
    Ok(Passage { from, to, share, legal_basis: line.legal_basis })
}
