//! A report as delimited text: takes a `Report` or lines of an export, gives bytes in the encodings that Excel and
//! databases write in Vietnam.

use std::error::Error;

use crate::calendar::{Date, PeriodStyle};
use crate::form::Holds;
use crate::layout::{Labels, Medium};
use crate::letters::Letters;
use crate::number::Signs;
use crate::report::{Cell, Printed, Report, address};

#[derive(Clone, Copy)]
pub enum Dialect {
    /// UTF-8 with a byte order mark, semicolons.
    Semicolons,
    /// UTF-16LE with a byte order mark, tabs.
    Tabs,
    /// UTF-8 without a mark, commas; what holds a comma is in quotes.
    Commas,
}

pub fn print(report: &Report) -> Result<Printed, Box<dyn Error>> {
    let dialect = if matches!(report.medium, Medium::Tabs) { Dialect::Tabs } else { Dialect::Semicolons };
    let (layout, area) = (&report.layout, &report.form.area);
    let mut fields = vec!["ordinal", area.code_field, area.name_field, "period"];
    let mut header = layout.stubs.to_vec();
    header.push("Kỳ báo cáo");
    let mut places = Vec::new();
    for column in report.columns() {
        places.push(("label".to_owned(), column.field.to_owned(), address(0, fields.len() as u16)));
        fields.push(column.field);
        let label = if layout.labels == Labels::Flat { column.flat } else { column.title };
        header.push(report.relabelled.filter(|(field, _)| *field == column.field).map_or(label, |(_, label)| label));
    }
    let period = match dialect {
        Dialect::Tabs => report.period.text(PeriodStyle::Slash),
        _ => report.period.identifier(),
    };
    let mut lines = vec![header.into_iter().map(str::to_owned).collect::<Vec<_>>()];
    for (index, row) in report.rows.iter().enumerate() {
        let mut line = Vec::with_capacity(fields.len());
        for field in &fields {
            let value = match *field {
                "ordinal" => (index + 1).to_string(),
                "period" => period.clone(),
                field if field == area.code_field => row.printed_code.clone(),
                field if field == area.name_field => {
                    row.printed_name.map_or_else(|| layout.name(&row.unit.name), str::to_owned)
                }
                field => row.cells.get(field).map_or_else(String::new, |cell| {
                    let is_points =
                        report.columns().any(|column| column.field == field && column.holds == Holds::Points);
                    text(cell, is_points, dialect)
                }),
            };
            let column = line.len() as u16;
            places.push((row.key.clone(), (*field).to_owned(), address(lines.len() as u32, column)));
            line.push(value);
        }
        lines.push(line);
    }
    let bytes = match report.letters {
        Letters::Unicode => encode(&lines, dialect)?,
        letters => {
            let text = letters.write(&written(&lines, dialect)?);
            // A letter without a byte would be a mistake of this generator.
            text.chars().map(u8::try_from).collect::<Result<_, _>>()?
        }
    };
    Ok(Printed { bytes, places })
}

/// The text of a cell; points without the zeros at their end.
fn text(cell: &Cell, is_points: bool, dialect: Dialect) -> String {
    match cell {
        Cell::Number(number) if number.units == 0 => "-".to_owned(),
        Cell::Number(number) if is_points => number.trimmed().text(Signs::Points),
        Cell::Number(number) => number.text(Signs::Points),
        Cell::Day(Date { year, month, day }) => match dialect {
            Dialect::Tabs => format!("{day:02}-{month:02}-{year}"),
            _ => format!("{day:02}/{month:02}/{year}"),
        },
        Cell::Text(text) => text.clone(),
    }
}

/// The lines in the dialect's encoding.
pub fn encode(lines: &[Vec<String>], dialect: Dialect) -> Result<Vec<u8>, Box<dyn Error>> {
    let text = written(lines, dialect)?;
    Ok(match dialect {
        Dialect::Semicolons => format!("\u{feff}{text}").into_bytes(),
        Dialect::Tabs => format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect(),
        Dialect::Commas => text.into_bytes(),
    })
}

/// The lines with the dialect's delimiter and the line ends of Windows.
fn written(lines: &[Vec<String>], dialect: Dialect) -> Result<String, Box<dyn Error>> {
    let delimiter = match dialect {
        Dialect::Semicolons => b';',
        Dialect::Tabs => b'\t',
        Dialect::Commas => b',',
    };
    let mut writer =
        csv::WriterBuilder::new().delimiter(delimiter).terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    for line in lines {
        writer.write_record(line)?;
    }
    Ok(String::from_utf8(writer.into_inner()?)?)
}
