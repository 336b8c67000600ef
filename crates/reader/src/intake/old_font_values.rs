//! Values in the encoding of an old font, in columns whose field says what a value is.
//!
//! Takes a sheet and a table on it. "12,5 tû" and "cã" are too short for the words of a sheet in Unicode to be sure of an encoding
//! (`sheet/legacy`), but where numbers, yes and no, days or listed values are asked for, a text that makes none as it stands and makes one when it
//! is decoded was written so. Decodes these cells and gives a finding for each column. Of two encodings with two values none is chosen.

use std::collections::{BTreeMap, HashMap};

use crate::findings::code::Code;
use crate::findings::finding::{Finding, Location};
use crate::intake::Reader;
use crate::locate::rows::{Row, RowRole};
use crate::locate::{LabelledColumn, Located, Table};
use crate::message;
use crate::project::written::form::{Field, FieldType, Role};
use crate::sheet::address::address;
use crate::sheet::encoding::Encoding;
use crate::sheet::grid::{Cell, Sheet};
use crate::sheet::legacy;
use crate::sheet::legacy::reading::Way;
use crate::typing::cell::ColumnReading;
use crate::typing::number::Signs;
use crate::typing::rows::Value;

/// Letters of a value: a sentence is none.
const LONGEST: usize = 40;

/// Decodes the values of all tables. A doubt about the encoding of a sheet is no more where nothing else is left of it.
pub(super) fn decode(reader: &Reader<'_>, sheets: &mut [Sheet], located: &mut Located) -> Vec<Finding> {
    let mut findings = Vec::new();
    for table in &located.tables {
        let Some(sheet) = sheets.get_mut(table.sheet) else { continue };
        let decoded = decode_in(reader, sheet, table);
        if !decoded.is_empty() && sheet.legacy.is_some_and(|legacy| !legacy.decoded) && legacy::plan(sheet).is_none() {
            sheet.legacy = None;
            let is_doubt = |finding: &Finding| {
                let of_sheet = finding.location.sheet.as_deref().unwrap_or_default() == sheet.name;
                finding.code == Code::DoubtfulEncoding && of_sheet
            };
            located.findings.retain(|finding| !is_doubt(finding));
        }
        findings.extend(decoded);
    }
    findings
}

/// Decodes the values of a table.
pub(super) fn decode_in(reader: &Reader<'_>, sheet: &mut Sheet, table: &Table) -> Vec<Finding> {
    let (form, missing) = (&reader.project.forms[table.form], &reader.missing[table.form]);
    let language = reader.project.settings.language;
    let suspects = suspects(sheet, table);
    if suspects.is_empty() {
        return Vec::new();
    }
    let of_column = |column: &LabelledColumn| {
        let suspects = suspects.get(&column.index)?;
        let place = column.field?;
        let field = form.schema.fields.get(place).filter(|field| knows_its_values(field))?;
        let signs = Signs::declared(field, language);
        let known =
            [signs, signs.exchanged()].map(|signs| ColumnReading { field, signs, shift: 0, missing: &missing[place] });
        let values = decoded_values(suspects, &known);
        (!values.is_empty()).then_some((column.index, field, values))
    };
    let columns: Vec<_> = table.columns.iter().filter_map(of_column).collect();
    let mut findings = Vec::new();
    for (column, field, values) in columns {
        let count = values.len();
        for (place, (row, encoding, decoded)) in values.into_iter().enumerate() {
            let written = sheet.grid.get(row, column).display().into_owned();
            sheet.grid.set(row, column, Cell::Text(decoded.clone()));
            if place > 0 {
                continue;
            }
            let location = Location {
                sheet: Some(sheet.name.clone()).filter(|name| !name.is_empty()),
                cell: Some(address(row, column)),
                row: row.checked_add(1),
                form: Some(form.name.clone()),
                field: Some(field.name.clone()),
                ..Location::default()
            };
            let encoding = encoding.title();
            let message = message!(
                "legacy-encoding.values",
                count = count,
                written = &written,
                decoded = &decoded,
                encoding = encoding
            );
            findings.push(Finding::new(Code::LegacyEncoding, location, message).value(written).suggestion(decoded));
        }
    }
    findings
}

/// True for a field of which not every text is a value. Areas and periods have rules of their own.
fn knows_its_values(field: &Field) -> bool {
    let is_any_text = matches!(field.kind, FieldType::String | FieldType::Any) && field.listed().is_empty();
    matches!(field.role, None | Some(Role::Vintage)) && (!is_any_text || field.role.is_some())
}

/// The short texts with other signs than those of ASCII in the rows of a table, by their column, each with its row.
fn suspects<'s>(sheet: &'s Sheet, table: &Table) -> BTreeMap<u32, Vec<(u32, &'s str)>> {
    let mut suspects: BTreeMap<u32, Vec<(u32, &str)>> = BTreeMap::new();
    let holds_values = |row: &&Row| matches!(row.role, RowRole::Data | RowRole::Total(_) | RowRole::PartOf);
    for row in table.body.iter().filter(holds_values) {
        for (column, cell) in sheet.grid.row(row.index) {
            let text = cell.as_text().filter(|text| !text.is_ascii() && text.chars().nth(LONGEST).is_none());
            if let Some(text) = text {
                suspects.entry(*column).or_default().push((row.index, text));
            }
        }
    }
    suspects
}

/// The row, the encoding and the text of each cell of a column that is a value only once it is decoded.
fn decoded_values(suspects: &[(u32, &str)], known: &[ColumnReading<'_>]) -> Vec<(u32, Encoding, String)> {
    let mut texts: HashMap<&str, Option<(Encoding, String)>> = HashMap::new();
    let mut values = Vec::new();
    for (row, text) in suspects {
        let decoded = texts.entry(text).or_insert_with(|| decoded_value(text, known));
        values.extend(decoded.clone().map(|(encoding, decoded)| (*row, encoding, decoded)));
    }
    values
}

/// What a text says that is a value in one encoding and none as it stands.
fn decoded_value(text: &str, known: &[ColumnReading<'_>]) -> Option<(Encoding, String)> {
    let is_value = |text: &str| known.iter().any(|reading| is_value(reading, text));
    if is_value(text) {
        return None;
    }
    let ways = Way::all(std::iter::once(text)).into_iter().filter(|way| !way.is_foreign(text));
    let decoded = ways.map(|way| (way.encoding, way.decode(text)));
    let mut found = decoded.filter(|(_, decoded)| decoded != text && is_value(decoded));
    let first = found.next()?;
    found.all(|(_, other)| other == first.1).then_some(first)
}

fn is_value(reading: &ColumnReading<'_>, text: &str) -> bool {
    let typed = reading.value(&Cell::from(text));
    match &typed.value {
        Value::Missing => typed.fault.is_none(),
        Value::Text(value) => {
            let listed = reading.field.listed();
            listed.is_empty() || listed.contains(value)
        }
        _ => true,
    }
}
