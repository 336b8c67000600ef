//! Text in the encodings of old fonts, recognised and decoded.
//!
//! Takes an opened sheet; decodes its texts where it is sure that they are TCVN3, VNI, windows-1252 read as
//! windows-1258, or UTF-8 encoded twice (read in windows-1252, 1258, 1250, the page of old Macs or one of DOS), and notes on the sheet what it found. It comes between opening and locating, so that labels, names, heads
//! and notes all profit.
//!
//! The decision is taken over a run of cells, never over one: the whole sheet, and where that is mixed, each column, then each row. A way to
//! read is as good as the words that become syllables of Vietnamese by it, against those that were before ([`reading`]).
//! Then each cell is read with the run behind it:
//!
//! - A text with a letter of Vietnamese that no byte of the encoding gives (ạ, ế, ư) was written in Unicode and stays.
//! - A text that has more to lose than to gain stays.
//! - In a run without any text of the two kinds above, of a sheet without any of the first, all others are decoded. Else only those that gain: "Côc" is
//!   a syllable both ways, and stays. Where only some columns are sure, texts of the others are decoded that gain and lose
//!   nothing: labels of one hand over names of another. The same where only a row is sure, as a row of labels.
//! - windows-1252 read as windows-1258 is mended word by word: "xă" is no syllable, "Nưa" and "Chăn" are and stay.
//!
//! - Among texts in Unicode a single text is decoded that is sure by itself: several words are syllables only once they are decoded, and
//!   nothing speaks against it. A shorter one is a doubt.
//!
//! One sheet has one encoding. Where the best way is doubtful, every text stays and the finding says so. Sheets in ASCII pass
//! untouched at the cost of a look.

mod dos_pages;
pub mod maps;
pub mod reading;
pub mod syllable;
pub mod twice;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, HashMap};

use crate::findings::code::Code;
use crate::findings::finding::{Finding, Location};
use crate::message;
use crate::sheet::address::address;
use crate::sheet::encoding::{Encoding, Legacy};
use crate::sheet::grid::{Cell, Sheet};
use crate::sheet::legacy::reading::{Evidence, Way};
use crate::values::text;

/// From this confidence on, in percent, texts are decoded.
const SURE: u8 = 80;
/// From this confidence on a doubt is a finding.
const DOUBTFUL: u8 = 60;
/// Cells beyond ASCII that decide on a sheet; a longer one is not looked at whole.
const CELLS_TO_JUDGE: usize = 5_000;
/// Bytes of each of them.
const BYTES_TO_JUDGE: usize = 2_000;
/// Texts whose decoding is kept at hand.
const TEXTS_TO_REMEMBER: usize = 10_000;

/// What is done with the cells of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum ColumnRule {
    Keep,
    /// Decode what does nothing but gain by it: beside a run that is sure, a text that is as clear was written by the same hand.
    Clear,
    /// Decode what gains by it.
    Gaining,
    /// Decode whatever does not lose by it.
    All,
    /// Decode what is certain by itself: pasted from an old file among texts in Unicode.
    Certain,
}

/// How the texts of a sheet are decoded: found once, and good for further pieces of the same text.
#[derive(Clone, Debug)]
pub struct DecodingPlan {
    way: Way,
    legacy: Legacy,
    columns: BTreeMap<u32, ColumnRule>,
    others: ColumnRule,
}

impl DecodingPlan {
    /// What a text says, where it is to be decoded.
    fn decode(&self, rule: ColumnRule, text: &str) -> Option<String> {
        if self.way.is_foreign(text) {
            return None;
        }
        let evidence = self.way.evidence(text);
        let decoded = match rule {
            ColumnRule::Keep => false,
            ColumnRule::Clear => evidence.gains > 0 && evidence.losses == 0 && evidence.strangers == 0,
            ColumnRule::Gaining => evidence.gains > evidence.losses,
            ColumnRule::Certain => evidence.is_clear() && evidence.confidence() >= SURE,
            ColumnRule::All => evidence.gains > evidence.losses || evidence.losses == 0,
        };
        decoded.then(|| self.way.decode(text))
    }
}

/// What the cells of a run say of a way.
#[derive(Clone, Copy, Debug, Default)]
struct WayOfRun {
    evidence: Evidence,
    /// Texts that were written in Unicode.
    foreign: usize,
    /// Texts that gain more than they lose.
    gaining: usize,
    first_gain: Option<(u32, u32)>,
}

impl WayOfRun {
    fn add(&mut self, other: Self) {
        self.evidence.add(other.evidence);
        self.foreign += other.foreign;
        self.gaining += other.gaining;
        self.first_gain = [self.first_gain, other.first_gain].into_iter().flatten().min();
    }

    fn is_pure(&self) -> bool {
        self.foreign == 0 && self.evidence.losses == 0 && self.evidence.gains > 0
    }

    fn confidence(&self) -> u8 {
        self.evidence.confidence()
    }

    /// True for a row that is sure by itself. There are many, so that words of one cell are not enough.
    fn is_sure_row(&self) -> bool {
        self.confidence() >= SURE && self.is_pure() && self.evidence.strangers == 0 && self.gaining > 2
    }

    /// True for a doubt that is worth a word among text in Unicode, where one odd word is none.
    fn is_doubtful(&self) -> bool {
        self.confidence() >= DOUBTFUL && self.gaining > 1 && self.gaining >= self.foreign
    }
}

/// Decodes the texts of a sheet where they are legacy for sure, and notes what was found.
pub fn mend(sheet: &mut Sheet) {
    if let Some(plan) = plan(sheet) {
        apply(&plan, sheet);
    }
}

/// How the texts of a sheet are to be decoded; `None` where they are not legacy.
pub fn plan(sheet: &Sheet) -> Option<DecodingPlan> {
    let texts: Vec<(u32, u32, &str)> = sheet
        .grid
        .rows(..)
        .flat_map(|(row, cells)| cells.iter().map(move |(column, cell)| (row, *column, cell)))
        .filter_map(|(row, column, cell)| {
            let text = text::beginning(cell.as_text()?, BYTES_TO_JUDGE);
            (!text.is_ascii()).then_some((row, column, text))
        })
        .take(CELLS_TO_JUDGE)
        .collect();
    if !reading::any_suspect(texts.iter().map(|(.., text)| *text)) {
        return None;
    }
    let ways = Way::all(texts.iter().map(|(.., text)| *text));
    let plans = ways.into_iter().filter_map(|way| plan_of(way, &texts));
    // The first of equals: TCVN3 is the most common.
    plans.reduce(|best, plan| if plan.0 > best.0 { plan } else { best }).map(|(_, plan)| plan)
}

/// How well a way does.
type Merit = (MeritOfPlan, u64, u8);

/// What a plan does, the best last; among equals gains and confidence count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum MeritOfPlan {
    /// Single cells are decoded.
    Cells,
    /// A doubt is reported.
    Doubt,
    /// The sheet, or columns of it, are decoded.
    Runs,
}

fn plan_of(way: Way, texts: &[(u32, u32, &str)]) -> Option<(Merit, DecodingPlan)> {
    let (mut columns, mut rows) = (BTreeMap::<u32, WayOfRun>::new(), BTreeMap::<u32, WayOfRun>::new());
    let mut sheet = WayOfRun::default();
    for (row, column, text) in texts {
        let mut cell = WayOfRun::default();
        if way.is_foreign(text) {
            cell.foreign = 1;
        } else {
            cell.evidence = way.evidence(text);
            cell.gaining = usize::from(cell.evidence.gains > cell.evidence.losses);
            cell.first_gain = (cell.evidence.gains > 0).then_some((*row, *column));
        }
        columns.entry(*column).or_default().add(cell);
        rows.entry(*row).or_default().add(cell);
        sheet.add(cell);
    }
    let first = sheet.first_gain?;
    let confidence = sheet.confidence();
    let plan = |confidence, decoded, first, columns, others| {
        let legacy = Legacy { encoding: way.encoding, confidence, decoded, first };
        let merit = match others {
            ColumnRule::Certain => MeritOfPlan::Cells,
            _ if decoded => MeritOfPlan::Runs,
            _ => MeritOfPlan::Doubt,
        };
        Some(((merit, sheet.evidence.gains, confidence), DecodingPlan { way, legacy, columns, others }))
    };
    // Beside text in Unicode what reads well both ways may be Unicode too, as the label "Tên xã" over names in TCVN3.
    let is_whole = |run: &WayOfRun| sheet.is_pure() || (run.is_pure() && sheet.foreign == 0);
    let rule = |run: &WayOfRun| if is_whole(run) { ColumnRule::All } else { ColumnRule::Gaining };
    if confidence >= SURE {
        let others = rule(&sheet);
        return plan(
            confidence,
            true,
            first,
            columns.iter().map(|(column, run)| (*column, rule(run))).collect(),
            others,
        );
    }
    let sure: Vec<(u32, WayOfRun)> =
        columns.iter().filter(|(_, run)| run.confidence() >= SURE).map(|(column, run)| (*column, *run)).collect();
    if let Some(confidence) = sure.iter().map(|(_, run)| run.confidence()).min() {
        let first = sure.iter().filter_map(|(_, run)| run.first_gain).min().unwrap_or(first);
        return plan(
            confidence,
            true,
            first,
            sure.iter().map(|(column, run)| (*column, rule(run))).collect(),
            ColumnRule::Clear,
        );
    }
    // Labels of one hand over names of another.
    let labels =
        rows.values().filter(|run| run.is_sure_row()).filter_map(|run| Some((run.confidence(), run.first_gain?)));
    if let Some((confidence, first)) = labels.max() {
        return plan(confidence, true, first, BTreeMap::new(), ColumnRule::Clear);
    }
    let kept = |confidence, first| plan(confidence, false, first, BTreeMap::new(), ColumnRule::Keep);
    // Among text in Unicode a few odd words are no doubt, but a column of them is.
    let odd = sheet.foreign > 0 && way.encoding != Encoding::Windows1252;
    if confidence >= DOUBTFUL && !odd {
        return kept(confidence, first);
    }
    let doubtful = columns.values().filter(|run| run.is_doubtful());
    if let Some((confidence, first)) = doubtful.filter_map(|run| Some((run.confidence(), run.first_gain?))).max() {
        return kept(confidence, first);
    }
    // A text that was pasted from an old file.
    // A line of a head ("Ñôn vò tính: …") is read for itself.
    let may_be = |text: &str| !text.contains(':') && !way.is_foreign(text);
    let evidence = |text: &str| may_be(text).then(|| way.evidence(text)).filter(|one| one.is_clear());
    let pasted = texts.iter().filter_map(|(row, column, text)| Some(((*row, *column), evidence(text)?)));
    // So may two words be.
    let pasted = pasted.filter(|(_, evidence)| evidence.gains.saturating_add(evidence.ties) > 2);
    let pasted: Vec<((u32, u32), u8)> = pasted.map(|(place, evidence)| (place, evidence.confidence())).collect();
    match pasted.iter().filter(|(_, confidence)| *confidence >= SURE).min() {
        Some((first, confidence)) => plan(*confidence, true, *first, BTreeMap::new(), ColumnRule::Certain),
        None => pasted.into_iter().min().and_then(|(first, confidence)| kept(confidence, first)),
    }
}

/// Decodes what the plan says, and notes it on the sheet.
pub fn apply(plan: &DecodingPlan, sheet: &mut Sheet) {
    sheet.legacy = Some(plan.legacy);
    if !plan.legacy.decoded {
        return;
    }
    // Texts of exports come again and again.
    let mut known: HashMap<(ColumnRule, String), Option<String>> = HashMap::new();
    for (_, column, cell) in sheet.grid.cells_mut() {
        let Cell::Text(text) = cell else { continue };
        let rule = plan.columns.get(&column).copied().unwrap_or(plan.others);
        if text.is_ascii() || rule == ColumnRule::Keep {
            continue;
        }
        if known.len() > TEXTS_TO_REMEMBER {
            known.clear();
        }
        let key = (rule, std::mem::take(text));
        let decoded = known.entry(key.clone()).or_insert_with(|| plan.decode(rule, &key.1));
        *text = decoded.clone().unwrap_or(key.1);
    }
}

/// What a name says if it was written in TCVN3, and `None` where that changes nothing.
pub fn as_tcvn3(text: &str) -> Option<String> {
    let decoded = maps::TCVN3.decode(text);
    (decoded != text).then_some(decoded)
}

/// What there is to say of a sheet that is not in Unicode.
pub fn finding(sheet: &Sheet) -> Option<Finding> {
    let Legacy { encoding, confidence, decoded, first: (row, column) } = sheet.legacy?;
    let location = Location {
        sheet: Some(sheet.name.clone()).filter(|name| !name.is_empty()),
        cell: Some(address(row, column)),
        row: row.checked_add(1),
        ..Location::default()
    };
    let (title, percent) = (encoding.title(), u32::from(confidence));
    let (code, message) = if decoded {
        (Code::LegacyEncoding, message!("legacy-encoding.decoded", encoding = title, percent = percent))
    } else {
        (Code::DoubtfulEncoding, message!("doubtful-encoding.kept", encoding = title, percent = percent))
    };
    Some(Finding::new(code, location, message))
}
