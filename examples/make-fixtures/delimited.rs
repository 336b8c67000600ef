//! A report as delimited text: takes a `Report` or lines of an export, gives bytes in the encodings that Excel and
//! databases write in Vietnam.

use std::error::Error;

use crate::calendar::PeriodStyle;
use crate::layout::{Labels, Medium};
use crate::report::{Cell, Printed, Report, address};
use crate::vietnamese::grouped;

#[derive(Clone, Copy)]
pub enum Dialect {
    /// UTF-8 with a byte order mark, semicolons.
    Semicolons,
    /// UTF-16LE with a byte order mark, tabs.
    Tabs,
    /// UTF-8 without a mark, commas; what holds a comma stands in quotes.
    Commas,
}

pub fn print(report: &Report) -> Result<Printed, Box<dyn Error>> {
    let dialect = if matches!(report.medium, Medium::Tabs) { Dialect::Tabs } else { Dialect::Semicolons };
    let layout = &report.layout;
    let mut fields = vec!["ordinal", "commune_code", "commune", "period"];
    let mut header = layout.stubs.to_vec();
    header.push("Kỳ báo cáo");
    for column in report.columns() {
        fields.push(column.field);
        header.push(if layout.labels == Labels::Flat { column.flat } else { column.title });
    }
    let period = match dialect {
        Dialect::Tabs => report.period.text(PeriodStyle::Slash),
        _ => report.period.identifier(),
    };
    let mut lines = vec![header.into_iter().map(str::to_owned).collect::<Vec<_>>()];
    let mut places = Vec::new();
    for (index, row) in report.rows.iter().enumerate() {
        let mut line = Vec::with_capacity(fields.len());
        for field in &fields {
            let value = match *field {
                "ordinal" => (index + 1).to_string(),
                "commune_code" => row.printed_code.clone(),
                "commune" => row.printed_name.map_or_else(|| layout.name(&row.commune.name), str::to_owned),
                "period" => period.clone(),
                figure => match row.cells.get(figure) {
                    Some(Cell::Count(0)) => "-".to_owned(),
                    Some(Cell::Count(count)) => grouped(*count),
                    Some(Cell::Text(text)) => (*text).to_owned(),
                    None => String::new(),
                },
            };
            let column = line.len() as u16;
            places.push((row.commune.code.clone(), (*field).to_owned(), address(lines.len() as u32, column)));
            line.push(value);
        }
        lines.push(line);
    }
    Ok(Printed { bytes: encode(&lines, dialect)?, places })
}

/// The lines in the dialect's encoding, with the line ends of Windows.
pub fn encode(lines: &[Vec<String>], dialect: Dialect) -> Result<Vec<u8>, Box<dyn Error>> {
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
    let text = String::from_utf8(writer.into_inner()?)?;
    Ok(match dialect {
        Dialect::Semicolons => format!("\u{feff}{text}").into_bytes(),
        Dialect::Tabs => format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect(),
        Dialect::Commas => text.into_bytes(),
    })
}
