//! The rows of a table: takes the rows of a report, writes them with their sections and totals, each cell as the template
//! has it.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::{Painter, Slot, excel_date, merge};
use crate::calendar::Date;
use crate::form::Holds;
use crate::layout::{Numbers, Ordinals, Total};
use crate::number::{Number, Signs};
use crate::report::{Cell, Row, address};

/// What a row of sums prints for each column of the table; nothing where a column does not add up.
type Sums = Vec<(&'static str, Option<Number>)>;

impl Painter<'_> {
    pub fn body(&mut self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        let rows: Vec<&Row> = self.report.rows.iter().collect();
        let everything = self.total(&rows, true);
        if let Total::Above(label) = self.layout.total {
            self.sum(sheet, label, &everything, "total")?;
        }
        let (urban, rural): (Vec<&Row>, Vec<&Row>) = rows.iter().partition(|row| row.unit.is_urban);
        let mut ordinal = 1;
        if self.layout.has_sections && !urban.is_empty() && !rural.is_empty() {
            let [first, second] = if self.layout.ordinals == Ordinals::Lettered { ["A", "B"] } else { ["I", "II"] };
            let sections = [(first, "Khu vực thành thị", &urban), (second, "Khu vực nông thôn", &rural)];
            for (section, (numeral, label, rows)) in sections.into_iter().enumerate() {
                let sums = if self.layout.sums_sections { self.total(rows, false) } else { Sums::new() };
                self.section(sheet, numeral, label, &sums)?;
                for (index, row) in rows.iter().enumerate() {
                    let nested = format!("{}.{}", section + 1, index + 1);
                    self.row(sheet, row, ordinal, Some(nested))?;
                    ordinal += 1;
                }
            }
        } else {
            for row in &rows {
                self.row(sheet, row, ordinal, None)?;
                ordinal += 1;
            }
        }
        if let Total::Below(label) = self.layout.total {
            self.sum(sheet, label, &everything, "total")?;
            let part: Vec<&Row> = rows.iter().copied().filter(|row| row.is_in_part).collect();
            if self.layout.has_border_part && !part.is_empty() && part.len() < rows.len() {
                let sums = self.total(&part, false);
                self.sum(sheet, self.report.form.part, &sums, "part")?;
            }
        }
        Ok(())
    }

    /// The sums of what is shown: a cell without a number adds nothing, as SUM() in the sender's sheet would have it.
    fn total(&self, rows: &[&Row], with_error: bool) -> Sums {
        let columns = self.report.columns();
        let error = self.report.total_error.filter(|_| with_error);
        columns
            .map(|column| {
                let error = error.map_or(0, |(field, error)| if field == column.field { error } else { 0 });
                let start = Number { units: error, scale: column.holds.scale() };
                let numbers = rows.iter().filter_map(|row| row.number(column.field));
                (column.field, column.holds.adds_up().then(|| numbers.fold(start, Number::plus)))
            })
            .collect()
    }

    fn section(&mut self, sheet: &mut Worksheet, numeral: &str, label: &str, sums: &Sums) -> Result<(), XlsxError> {
        for column in self.first()..=self.last() {
            sheet.write_blank(self.row, column, &self.formats.label)?;
        }
        sheet.write_with_format(self.row, self.first(), numeral, &self.formats.label)?;
        sheet.write_with_format(
            self.row,
            self.name_column(),
            self.letters(&self.layout.label(label)),
            &self.formats.label,
        )?;
        self.sums(sheet, sums, "section")?;
        self.row += 1;
        Ok(())
    }

    fn sum(&mut self, sheet: &mut Worksheet, label: &str, sums: &Sums, place: &str) -> Result<(), XlsxError> {
        let (first, stubs) = (self.first(), self.stubs());
        let label = self.letters(&self.layout.label(label).replace('\n', " "));
        if self.layout.merges_total {
            merge(sheet, self.row, first, first + stubs - 1, &label, &self.formats.label)?;
        } else {
            for column in first..first + stubs {
                sheet.write_blank(self.row, column, &self.formats.body)?;
            }
            sheet.write_with_format(self.row, self.name_column(), &label, &self.formats.label)?;
        }
        self.sums(sheet, sums, place)?;
        self.row += 1;
        Ok(())
    }

    fn sums(&mut self, sheet: &mut Worksheet, sums: &Sums, place: &str) -> Result<(), XlsxError> {
        for (index, (field, sum)) in sums.iter().enumerate() {
            let column = self.first() + self.stubs() + index as u16;
            match sum {
                Some(sum) => self.number(sheet, column, *sum)?,
                None => {
                    sheet.write_blank(self.row, column, &self.formats.body)?;
                }
            }
            self.places.push((place.to_owned(), (*field).to_owned(), address(self.row, column)));
        }
        Ok(())
    }

    fn row(&mut self, sheet: &mut Worksheet, row: &Row, ordinal: u32, nested: Option<String>) -> Result<(), XlsxError> {
        let body = self.formats.body.clone();
        let area = &self.report.form.area;
        for (index, slot) in self.slots.clone().into_iter().enumerate() {
            let column = self.first() + index as u16;
            let field = match slot {
                Slot::Ordinal => {
                    match (self.layout.ordinals, nested.as_deref()) {
                        (Ordinals::Nested, Some(nested)) => sheet.write_with_format(self.row, column, nested, &body)?,
                        (Ordinals::Dashes, _) => sheet.write_with_format(self.row, column, "-", &body)?,
                        (Ordinals::Gaps, _) if ordinal % 5 == 4 => sheet.write_blank(self.row, column, &body)?,
                        _ => sheet.write_with_format(self.row, column, ordinal, &body)?,
                    };
                    "ordinal"
                }
                Slot::Code => {
                    sheet.write_with_format(self.row, column, &row.printed_code, &body)?;
                    area.code_field
                }
                Slot::Name => {
                    let name = row.printed_name.map_or_else(|| self.layout.name(&row.unit.name), str::to_owned);
                    sheet.write_with_format(self.row, column, self.letters(&name), &body)?;
                    area.name_field
                }
                Slot::Extra(_) => {
                    sheet.write_with_format(self.row, column, self.letters(row.remark), &body)?;
                    "remarks"
                }
                Slot::Figure(figure) => {
                    match row.cells.get(figure.field) {
                        Some(Cell::Number(number)) if figure.holds == Holds::Points => {
                            self.number(sheet, column, number.trimmed())?
                        }
                        Some(Cell::Number(number)) => self.number(sheet, column, *number)?,
                        Some(Cell::Day(day)) => self.day(sheet, column, *day)?,
                        Some(Cell::Text(text)) if !text.is_empty() => {
                            sheet.write_with_format(self.row, column, self.letters(text), &body)?;
                        }
                        _ => {
                            sheet.write_blank(self.row, column, &body)?;
                        }
                    }
                    figure.field
                }
            };
            self.places.push((row.key.clone(), field.to_owned(), address(self.row, column)));
        }
        self.row += 1;
        Ok(())
    }

    fn number(&mut self, sheet: &mut Worksheet, column: u16, number: Number) -> Result<(), XlsxError> {
        let (body, row) = (&self.formats.body, self.row);
        let signs = match self.layout.numbers {
            Numbers::Cells | Numbers::GroupedCells => None,
            Numbers::Text => Some(Signs::Points),
            Numbers::Spaced => Some(Signs::Spaces),
            Numbers::Mixed => (self.random.between(1, 3) == 1).then_some(Signs::Points),
        };
        match (signs, self.layout.numbers) {
            (Some(_), _) if number.units == 0 => sheet.write_with_format(row, column, "-", body)?,
            (Some(signs), _) => sheet.write_with_format(row, column, number.text(signs), body)?,
            (None, Numbers::GroupedCells) => {
                let grouped = if number.scale == 0 { &self.formats.grouped } else { &self.formats.grouped_amount };
                sheet.write_number_with_format(row, column, number.double(), grouped)?
            }
            (None, _) => sheet.write_number_with_format(row, column, number.double(), body)?,
        };
        Ok(())
    }

    /// A serial with a date format, or text where numbers are text.
    fn day(&mut self, sheet: &mut Worksheet, column: u16, day: Date) -> Result<(), XlsxError> {
        let Date { year, month, day: of_month } = day;
        let text = match self.layout.numbers {
            Numbers::Text | Numbers::Mixed => format!("{of_month:02}/{month:02}/{year}"),
            Numbers::Spaced => format!("{of_month:02}.{month:02}.{year}"),
            Numbers::Cells | Numbers::GroupedCells => {
                sheet.write_datetime_with_format(self.row, column, &excel_date(day)?, &self.formats.day)?;
                return Ok(());
            }
        };
        sheet.write_with_format(self.row, column, text, &self.formats.body)?;
        Ok(())
    }
}
