//! The fields of a drafted form, one for each labelled column.
//!
//! Takes the labels, the cells of the rows that hold data and what is known of areas and periods; gives the fields with
//! their names, types, units and measures, and the notes on what was guessed.

use std::collections::BTreeSet;

use super::areas::Areas;
use super::evidence::{Evidence, MOST_DIGITS, ShownKinds, weigh};
use super::label_period::{names_a_period, names_another_year};
use super::label_year;
use super::measured::digits_of_what_is_measured;
use super::note::Note;
use super::words::{is_coordinate, is_never_money, measure_of, snake, unit_of};
use crate::locate::labels::label_keys::{Part, parts_of};
use crate::locate::labels::label_path::unit_in;
use crate::message;
use crate::project::check::is_reserved;
use crate::project::written::form::{Field, FieldType, Measure, Role};
use crate::project::written::year_sign::{YEAR, signs};
use crate::sheet::address::column_letters;
use crate::sheet::grid::Cell;
use crate::typing::number::Signs;
use crate::values::period::Period;
use crate::values::text;
use crate::words::ordinal_labels::may_label_ordinals;

/// The columns of a table as they are.
pub struct Columns<'a> {
    pub paths: &'a [(u32, Vec<String>)],
    /// Of each column the cells of the rows that count.
    pub cells: Vec<Vec<&'a Cell>>,
    /// The columns whose formats show a percent sign behind numbers that are stored as they are: 45.5 under `0.0"%"`.
    pub shares: &'a BTreeSet<u32>,
    /// The columns with numbers that their formats show as hours and minutes.
    pub clocks: &'a BTreeSet<u32>,
    /// The columns with days whose times their formats do not show.
    pub hidden_times: &'a BTreeSet<u32>,
    pub areas: &'a Areas,
    pub period: Option<usize>,
    /// The column that gives the month or the quarter of the year in the column of periods.
    pub part_of_period: Option<usize>,
    /// The unit that is above the table.
    pub unit: Option<&'a str>,
    /// The period of the sample, where its head gives it.
    pub sample: Option<Period>,
    pub signs: Signs,
}

/// The fields, the evidence on each, and the notes.
pub struct Fields {
    pub fields: Vec<Field>,
    pub evidence: Vec<Evidence>,
    pub notes: Vec<Note>,
}

/// A label as the form writes it: its rows joined, units and footnotes in parentheses aside, on one line.
pub fn title(path: &[String]) -> String {
    let parts = path.iter().map(|part| {
        let line = text::on_one_line(part).into_owned();
        let start = line.rfind('(').filter(|_| line.ends_with(')'));
        let inner = start.and_then(|start| line.get(start..)).unwrap_or_default();
        let footnote = inner.chars().all(|sign| sign.is_ascii_digit() || "()* ".contains(sign));
        let aside = footnote || unit_in(std::slice::from_ref(&line)).is_some();
        let bare = start.filter(|_| aside).and_then(|start| line.get(..start)).map(str::trim_end);
        bare.filter(|bare| !bare.is_empty()).map_or_else(|| line.clone(), str::to_owned)
    });
    parts.collect::<Vec<_>>().join(" > ")
}

/// For each column the fewest last parts of its label that no other column's label ends with: "Quá hạn" of "Đã giải quyết >
/// Quá hạn". "Tổng số" alone would say nothing of what it sums.
fn short_names(paths: &[(u32, Vec<String>)]) -> Vec<String> {
    const SAY_NOTHING: [&str; 10] =
        ["tổng số", "tổng", "cộng", "tổng cộng", "số lượng", "giá trị", "nam", "nữ", "khác", "tỉ lệ"];
    let parts: Vec<Vec<Part>> =
        paths.iter().map(|(_, path)| parts_of(&path.iter().map(String::as_str).collect::<Vec<_>>())).collect();
    let tail = |parts: &[Part], length: usize| parts.get(parts.len().saturating_sub(length)..).map(<[Part]>::to_vec);
    let short = |own: &Vec<Part>| {
        let least = if own.last().is_some_and(|leaf| SAY_NOTHING.contains(&&**leaf)) { 2 } else { 1 };
        let alone = |length: &usize| {
            paths.len() < 2 || parts.iter().filter(|other| tail(other, *length) == tail(own, *length)).count() == 1
        };
        let length = (least..=own.len()).find(alone).unwrap_or(own.len());
        tail(own, length).unwrap_or_default().join(" ")
    };
    parts.iter().map(|own| snake(&short(own))).collect()
}

/// Makes the fields.
pub fn fields(columns: &Columns<'_>) -> Fields {
    let mut made = Fields { fields: Vec::new(), evidence: Vec::new(), notes: Vec::new() };
    let mut taken: BTreeSet<String> = BTreeSet::new();
    let mut by_head: Vec<String> = Vec::new();
    let year = columns.sample.map(Period::year);
    let paths = label_year::moving(columns.paths, year);
    let in_words = |path: &Vec<String>| path.iter().map(|part| label_year::in_words(part)).collect();
    let unnumbered: Vec<(u32, Vec<String>)> = paths.iter().map(|(column, path)| (*column, in_words(path))).collect();
    let names = short_names(&unnumbered);
    for (place, ((column, path), cells)) in paths.iter().zip(&columns.cells).enumerate() {
        let shown =
            ShownKinds { clocks: columns.clocks.contains(column), hidden_times: columns.hidden_times.contains(column) };
        let mut evidence = weigh(cells, columns.signs, shown);
        evidence.percent |= columns.shares.contains(column);
        let mut field = plain_field(title(path));
        let is_yes_or_no = is_yes_or_no(&evidence, path);
        if is_yes_or_no {
            (evidence.kind, evidence.digits) = (FieldType::Boolean, 0);
        }
        field.role = role(columns, place, path);
        field.name = name(names.get(place).cloned(), *column, &field, columns.areas.code == Some(place), &mut taken);
        // Codes of whatever, and the month of a year, are counted by nobody.
        if columns.part_of_period == Some(place) || is_code(path) {
            evidence.kind = FieldType::String;
        }
        if evidence.are_years && names_a_year(path) {
            evidence.kind = FieldType::Year;
        }
        let numeric = matches!(evidence.kind, FieldType::Integer | FieldType::Number);
        field.kind = if field.role.is_some() { FieldType::String } else { evidence.kind };
        if numeric && field.role.is_none() && is_coordinate(path) {
            // What is never added.
            (field.kind, field.measure) = (FieldType::Number, Some(Measure::Rate));
            field.scale = u8::try_from(evidence.digits).ok();
        } else if numeric && field.role.is_none() {
            measure(columns, path, &evidence, &mut field, &mut by_head, &mut made.notes);
        }
        if evidence.filled == 0 {
            made.notes.push(Note::new(&field.name, field.kind.name(), message!("draft-note.blank-column")));
        }
        if is_yes_or_no && evidence.marks.is_some_and(|marks| marks.crosses) {
            made.notes.push(Note::new(&field.name, field.kind.name(), message!("draft-note.marks")));
        } else if evidence.says_nothing && field.kind != FieldType::Boolean {
            made.notes.push(Note::new(&field.name, field.kind.name(), message!("draft-note.only-missing")));
        }
        if columns.sample.is_some() && path.iter().any(|part| names_a_period(part)) {
            made.notes.push(Note::new(&field.name, "", message!("draft-note.period-in-label")));
        }
        if path.iter().any(|part| part.contains(YEAR)) {
            made.notes.push(Note::new(&field.name, YEAR, message!("draft-note.year-in-label")));
        }
        for (sign, _) in path.iter().flat_map(|part| signs(part)).filter(|(_, years)| *years != 0) {
            made.notes.push(Note::new(&field.name, sign, message!("draft-note.year-by-label")));
        }
        if path.iter().any(|part| names_another_year(part)) {
            made.notes.push(Note::new(&field.name, "", message!("draft-note.other-year-in-label")));
        }
        made.fields.push(field);
        made.evidence.push(evidence);
    }
    if let (Some(unit), false) = (columns.unit, by_head.is_empty()) {
        made.notes.push(Note::new(by_head.join(", "), unit, message!("draft-note.unit-of-head")));
    }
    made
}

/// True for a column of marks: ticks, or crosses where the label asks for yes or no, or where nothing says that it counts something.
fn is_yes_or_no(evidence: &Evidence, path: &[String]) -> bool {
    const ASKS: [&str; 7] = ["có ", "đã ", "đạt ", "được ", "là ", "đạt", "có"];
    const COUNTS: [&str; 6] = ["số ", "tổng ", "diện tích", "sản lượng", "giá trị", "kinh phí"];
    let Some(marks) = evidence.marks else { return false };
    let leaf = path.last().map(|leaf| text::label(leaf)).unwrap_or_default();
    let begins = |words: &[&str]| words.iter().any(|word| leaf.starts_with(word));
    let asks = begins(&ASKS) || ["(có/không)", "đánh dấu"].iter().any(|words| leaf.contains(words));
    let counts = || unit_in(path).is_some() || measure_of(path, leaf.contains('%')).1.is_some() || begins(&COUNTS);
    !marks.crosses || asks || !marks.zeros && !counts()
}

/// True for the label of a column of years: "Năm bắt đầu", "Năm".
fn names_a_year(path: &[String]) -> bool {
    let leaf = path.last().map(|leaf| text::label(leaf)).unwrap_or_default();
    ["năm", "year"]
        .iter()
        .any(|word| leaf == *word || leaf.strip_prefix(word).is_some_and(|rest| rest.starts_with(' ')))
}

fn plain_field(title: String) -> Field {
    Field { title: Some(title), ..Field::new(String::new(), FieldType::String) }
}

fn role(columns: &Columns<'_>, place: usize, path: &[String]) -> Option<Role> {
    let both = columns.areas.code.is_some() && columns.areas.name.is_some();
    if columns.areas.code == Some(place) {
        return Some(if both { Role::AreaCode } else { Role::Area });
    }
    if columns.areas.name == Some(place) {
        return Some(if both { Role::AreaName } else { Role::Area });
    }
    if columns.period == Some(place) {
        return Some(Role::Period);
    }
    let earlier = columns.paths.iter().take(place).any(|(_, path)| is_ordinal(path));
    (!earlier && is_ordinal(path)).then_some(Role::Ordinal)
}

/// True for the label of a code: "Mã tỉnh", "MA_TINH".
fn is_code(path: &[String]) -> bool {
    let key = path.last().map(|leaf| text::label(leaf)).unwrap_or_default();
    ["mã ", "ma ", "ma_", "code_"].iter().any(|word| key.starts_with(word)) || key == "mã" || key.ends_with("_code")
}

fn is_ordinal(path: &[String]) -> bool {
    path.last().is_some_and(|leaf| may_label_ordinals(leaf))
}

/// True where the name or the title of a field says that it holds a code.
fn says_code(name: &str, title: Option<&str>) -> bool {
    name == "code"
        || name.ends_with("_code")
        || name.starts_with("code_")
        || title
            .is_some_and(|title| title.trim_start().starts_with(['m', 'M']) && text::label(title).starts_with("mã "))
}

/// A name in ASCII that no other field has and no table keeps for itself.
fn name(short: Option<String>, column: u32, field: &Field, is_code: bool, taken: &mut BTreeSet<String>) -> String {
    let mut name = short.unwrap_or_default();
    if field.role == Some(Role::Ordinal) {
        name = "ordinal".into();
    }
    if name.is_empty() {
        name = format!("column_{}", column_letters(column).to_lowercase());
    }
    if name.starts_with(|sign: char| sign.is_ascii_digit()) {
        name = format!("n_{name}");
    }
    let code = says_code(&name, field.title.as_deref());
    if is_code && !code {
        name.push_str("_code");
    } else if !is_code && code && field.is_area() {
        name = "area_name".into();
    }
    if is_reserved(&name) {
        name.push_str("_field");
    }
    let mut unique = name.clone();
    let mut number = 2;
    while taken.contains(&unique) || unique.strip_suffix("_status").is_some_and(|of| taken.contains(of)) {
        unique = format!("{name}_{number}");
        number += 1;
    }
    taken.insert(unique.clone());
    unique
}

fn measure(
    columns: &Columns<'_>,
    path: &[String],
    evidence: &Evidence,
    field: &mut Field,
    by_head: &mut Vec<String>,
    notes: &mut Vec<Note>,
) {
    let own_text = unit_in(path);
    let own = own_text.as_deref().and_then(unit_of);
    let of_head = || columns.unit.and_then(unit_of);
    let is_of_no_money = own.is_none() && is_never_money(path) && of_head().is_some_and(|(unit, _)| unit == "VND");
    let above = || of_head().filter(|_| !is_of_no_money);
    let unit = if evidence.percent || path.iter().any(|part| part.contains('%')) {
        Some(("percent".to_owned(), 0))
    } else {
        own.clone()
            .or_else(|| above().filter(|(unit, _)| unit != "percent" || measure_of(path, false).0 == Measure::Rate))
    };
    if own.is_none() && !evidence.percent && unit.is_some() && unit == above() {
        by_head.push(field.name.clone());
    }
    let percent = unit.as_ref().is_some_and(|(unit, _)| unit == "percent");
    let (kind, word) = measure_of(path, percent);
    field.measure = Some(kind);
    if let Some((unit, multiplier)) = unit {
        field.unit = Some(unit);
        field.multiplier = (multiplier != 0).then_some(multiplier);
    }
    // Amounts in millions have decimals, whether this sample shows any or not: each is kept to the đồng.
    let of_money = field.unit.as_deref() == Some("VND");
    let to_the_dong =
        field.multiplier.filter(|power| of_money && *power > 0).and_then(|power| u32::try_from(power).ok());
    let is_whole = field.kind == FieldType::Integer;
    let of_measured = || digits_of_what_is_measured(path, field, own_text.as_deref()).filter(|_| is_whole);
    let digits_kept = to_the_dong.or_else(of_measured);
    if digits_kept.is_some() {
        field.kind = FieldType::Number;
    }
    let digits = evidence.digits.max(digits_kept.unwrap_or_default()).min(MOST_DIGITS);
    if is_whole && digits_kept.is_some() && to_the_dong.is_none() {
        notes.push(Note::new(&field.name, format!("scale {digits}"), message!("draft-note.whole-in-sample")));
    }
    field.scale = (field.kind == FieldType::Number).then(|| u8::try_from(digits).unwrap_or(6));
    if let Some(signs) = evidence.signs {
        (field.group_char, field.decimal_char) = (Some(signs.group), Some(signs.decimal));
        notes.push(Note::new(
            &field.name,
            format!("decimalChar {}", signs.decimal),
            message!("draft-note.other-signs"),
        ));
    }
    if evidence.cut {
        notes.push(Note::new(&field.name, "scale 6", message!("draft-note.many-decimals")));
    }
    if is_of_no_money && !percent {
        notes.push(Note::new(&field.name, "", message!("draft-note.no-money")));
    }
    let guess = match kind {
        Measure::Flow => "flow",
        Measure::Stock => "stock",
        Measure::Rate => "rate",
    };
    let why = match word {
        Some(word) => message!("draft-note.measure-by-word", word = word),
        None => message!("draft-note.measure-unsaid"),
    };
    notes.push(Note::new(&field.name, guess, why));
}
