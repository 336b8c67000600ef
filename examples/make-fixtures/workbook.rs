//! A report as a workbook: takes a `Report`, gives the bytes of an .xlsx file that looks like the forms people
//! send, and the address of every figure in it.

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use crate::calendar::{Date, Period};
use crate::layout::{LabelText, Labels, Layout, Numbers, Total};
use crate::random::Random;
use crate::report::{Cell, Column, Printed, Report, Row, address};
use crate::vietnamese::{grouped, in_sentence};

const SYNTHETIC: &str = "SỐ LIỆU MÔ PHỎNG, KHÔNG PHẢI SỐ LIỆU THẬT (synthetic figures)";
const DECISION: &str = "Ban hành kèm theo Quyết định số 1234/QĐ-UBND";
const RECEIVER: &str = "Đơn vị nhận báo cáo: Sở Khoa học và Công nghệ";
/// Nobody's names.
const AUTHORS: [&str; 4] = ["Nguyễn Văn A", "Lò Thị B", "Giàng A C", "Quàng Văn D"];
const HEADS: [&str; 3] = ["Trần Văn X", "Vừ A Y", "Cà Thị Z"];
/// The marks of footnotes, by field.
const FOOTNOTES: [(&str, &str); 3] =
    [("dossiers_online", " (*)"), ("dossiers_overdue", "¹"), ("adults_with_identity", " (1)")];

/// What stands in a column of the table.
#[derive(Clone, Copy)]
enum Slot {
    Ordinal,
    Code,
    Name,
    Figure(&'static Column),
    Remarks,
}

struct Formats {
    title: Format,
    label: Format,
    body: Format,
    grouped: Format,
    right: Format,
}

struct Painter<'a> {
    report: &'a Report,
    layout: Layout,
    slots: Vec<Slot>,
    formats: Formats,
    places: Vec<(String, String, String)>,
    /// Decides which cells of a mixed template are text.
    random: Random,
    row: u32,
}

pub fn print(report: &Report) -> Result<Printed, XlsxError> {
    let mut workbook = Workbook::new();
    // Without a date of creation the library stamps the moment of writing, and no two runs would give equal bytes.
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&excel_date(report.signed)?));
    let key = format!("mixed {} {} {}", report.form.number, report.period.identifier(), report.sender.code);
    let border = || Format::new().set_border(FormatBorder::Thin);
    let mut painter = Painter {
        report,
        layout: report.layout,
        slots: slots(report),
        formats: Formats {
            title: Format::new().set_bold().set_align(FormatAlign::Center),
            label: border()
                .set_bold()
                .set_align(FormatAlign::Center)
                .set_align(FormatAlign::VerticalCenter)
                .set_text_wrap(),
            body: border(),
            grouped: border().set_num_format("#,##0"),
            right: Format::new().set_italic().set_align(FormatAlign::Right),
        },
        places: Vec::new(),
        random: Random::new(&key),
        row: 0,
    };
    let sheet = workbook.add_worksheet();
    let name = match report.layout.sheet {
        "Bieu" => format!("Biểu {}", report.form.number),
        other => other.to_owned(),
    };
    sheet.set_name(name)?;
    painter.head(sheet)?;
    painter.labels(sheet)?;
    painter.body(sheet)?;
    painter.foot(sheet)?;
    let bytes = workbook.save_to_buffer()?;
    Ok(Printed { bytes, places: painter.places })
}

/// A workbook that is no form at all: the list of the canteen.
pub fn canteen_list() -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let created = excel_date(Date { year: 2024, month: 10, day: 16 })?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&created));
    let sheet = workbook.add_worksheet();
    sheet.set_name("Ăn trưa")?;
    sheet.write(0, 0, "DANH SÁCH ĐĂNG KÝ ĂN TRƯA THÁNG 10")?;
    let lines = [("Nguyễn Văn A", 18, 540_000), ("Lò Thị B", 20, 600_000), ("Giàng A C", 15, 450_000)];
    for (column, label) in ["TT", "Họ và tên", "Số suất", "Thành tiền (đồng)"].into_iter().enumerate() {
        sheet.write(2, column as u16, label)?;
    }
    for (index, (name, meals, amount)) in lines.into_iter().enumerate() {
        let row = index as u32 + 3;
        sheet.write(row, 0, row - 2)?;
        sheet.write(row, 1, name)?;
        sheet.write(row, 2, meals)?;
        sheet.write(row, 3, amount)?;
    }
    workbook.save_to_buffer()
}

fn excel_date(date: Date) -> Result<ExcelDateTime, XlsxError> {
    ExcelDateTime::from_ymd(date.year as u16, date.month as u8, date.day as u8)
}

fn slots(report: &Report) -> Vec<Slot> {
    let mut slots = vec![Slot::Ordinal];
    match (report.layout.has_codes, report.layout.code_first) {
        (false, _) => slots.push(Slot::Name),
        (true, true) => slots.extend([Slot::Code, Slot::Name]),
        (true, false) => slots.extend([Slot::Name, Slot::Code]),
    }
    slots.extend(report.columns().map(Slot::Figure));
    if report.has_remarks {
        slots.push(Slot::Remarks);
    }
    slots
}

impl Painter<'_> {
    fn first(&self) -> u16 {
        self.layout.indent
    }

    fn last(&self) -> u16 {
        self.layout.indent + self.slots.len() as u16 - 1
    }

    /// The columns left of the figures.
    fn stubs(&self) -> u16 {
        if self.layout.has_codes { 3 } else { 2 }
    }

    /// Where the name of the commune stands, and the labels of sections and totals with it.
    fn name_column(&self) -> u16 {
        let position = self.slots.iter().position(|slot| matches!(slot, Slot::Name)).unwrap_or(1);
        self.first() + position as u16
    }

    fn head(&mut self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        let report = self.report;
        let (first, last) = (self.first(), self.last());
        let number = format!("Biểu số {}/CĐS", report.form.number);
        let sender = format!("Đơn vị báo cáo: UBND {}", in_sentence(&report.sender.name));
        if self.layout.two_sided_head {
            let split = first + 3;
            merge(sheet, 0, first, split - 1, &number, &self.formats.title)?;
            merge(sheet, 1, first, split - 1, DECISION, &self.formats.title)?;
            merge(sheet, 0, split + 1, last, &sender, &self.formats.title)?;
            merge(sheet, 1, split + 1, last, RECEIVER, &self.formats.title)?;
            self.row = 3;
        } else {
            for (row, line) in [number.as_str(), DECISION, sender.as_str(), RECEIVER].into_iter().enumerate() {
                sheet.write(row as u32, first, line)?;
            }
            self.row = 4;
        }
        let mut lines = vec![report.form.heading.to_owned(), self.subtitle()];
        if self.layout.shows_days {
            lines.push(days(report.period));
        }
        if self.layout.warns_in_head {
            lines.push(SYNTHETIC.to_owned());
        }
        for line in lines {
            merge(sheet, self.row, first, last, &line, &self.formats.title)?;
            self.row += 1;
        }
        let unit = format!("Đơn vị tính: {}", report.form.unit_of_measure);
        merge(sheet, self.row, last - 2, last, &unit, &self.formats.right)?;
        self.row += 1;
        Ok(())
    }

    fn subtitle(&self) -> String {
        let text = self.report.period.text(self.layout.period);
        match self.report.revision {
            Some(revision) => format!("{text} (sửa lần {revision})"),
            None => text,
        }
    }

    /// The labels over as many rows as the deepest path needs, then the row that numbers the columns.
    fn labels(&mut self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        let paths: Vec<Vec<String>> = self.slots.iter().map(|slot| self.path(*slot)).collect();
        let depth = paths.iter().map(Vec::len).max().unwrap_or(1);
        let top = self.row;
        for level in 0..depth {
            let mut start = 0;
            while start < paths.len() {
                let Some((first_row, last_row)) = rows_of_level(paths[start].len(), level, depth) else {
                    start += 1;
                    continue;
                };
                let prefix = &paths[start][..=level];
                let is_leaf = level + 1 == paths[start].len();
                let run = paths[start..].iter().take_while(|path| !is_leaf && path.starts_with(prefix)).count().max(1);
                let (left, right) = (self.first() + start as u16, self.first() + (start + run) as u16 - 1);
                let (first_row, last_row) = (top + first_row as u32, top + last_row as u32);
                let text = &paths[start][level];
                merge_block(sheet, (first_row, left), (last_row, right), text, &self.formats.label)?;
                start += run;
            }
        }
        self.row = top + depth as u32;
        self.numbering(sheet)?;
        sheet.set_column_width(self.name_column(), 24)?;
        Ok(())
    }

    /// The labels of a column from the outermost group down.
    fn path(&self, slot: Slot) -> Vec<String> {
        let [ordinal, code, name] = self.layout.stubs;
        let texts: &[&str] = match slot {
            Slot::Ordinal => &[ordinal],
            Slot::Code => &[code],
            Slot::Name => &[name],
            Slot::Remarks => &["Ghi chú"],
            Slot::Figure(column) => match self.layout.labels {
                Labels::Official => column.path,
                Labels::Aliases => column.alias_path,
                Labels::Flat => &[column.flat],
            },
        };
        let mut path: Vec<String> = texts.iter().map(|text| self.layout.label(text)).collect();
        if let (Slot::Figure(column), LabelText::Footnotes, Some(leaf)) =
            (slot, self.layout.label_text, path.last_mut())
            && let Some((_, mark)) = FOOTNOTES.iter().find(|(field, _)| *field == column.field)
        {
            leaf.push_str(mark);
        }
        path
    }

    /// `A | B | C | 1 | 2 | 3=4+5`.
    fn numbering(&mut self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        let (mut letter, mut number) = (b'A', 1);
        for (index, slot) in self.slots.clone().into_iter().enumerate() {
            let column = self.first() + index as u16;
            match slot {
                Slot::Figure(Column { field, .. }) => {
                    match self.report.form.formula {
                        Some((result, formula)) if self.layout.shows_formula && result == *field => {
                            sheet.write_with_format(self.row, column, formula, &self.formats.label)?
                        }
                        _ => sheet.write_with_format(self.row, column, number, &self.formats.label)?,
                    };
                    number += 1;
                }
                _ => {
                    let text = char::from(letter).to_string();
                    sheet.write_with_format(self.row, column, text, &self.formats.label)?;
                    letter += 1;
                }
            }
        }
        self.row += 1;
        Ok(())
    }

    fn body(&mut self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        let rows: Vec<&Row> = self.report.rows.iter().collect();
        let everything = self.total(&rows, true);
        if let Total::Above(label) = self.layout.total {
            self.sum(sheet, label, &everything, "total")?;
        }
        let (urban, rural): (Vec<&Row>, Vec<&Row>) = rows.iter().partition(|row| row.commune.is_urban);
        let mut ordinal = 1;
        if self.layout.has_sections && !urban.is_empty() && !rural.is_empty() {
            for (numeral, label, rows) in [("I", "Khu vực thành thị", &urban), ("II", "Khu vực nông thôn", &rural)]
            {
                self.section(sheet, numeral, label)?;
                for row in rows {
                    self.commune(sheet, row, ordinal)?;
                    ordinal += 1;
                }
            }
        } else {
            for row in &rows {
                self.commune(sheet, row, ordinal)?;
                ordinal += 1;
            }
        }
        if let Total::Below(label) = self.layout.total {
            self.sum(sheet, label, &everything, "total")?;
            let border: Vec<&Row> = rows.iter().copied().filter(|row| row.is_on_border()).collect();
            if self.layout.has_border_part && !border.is_empty() && border.len() < rows.len() {
                let part = self.total(&border, false);
                self.sum(sheet, "Trong đó: các xã biên giới", &part, "border part")?;
            }
        }
        Ok(())
    }

    /// The sums of what is shown: a cell without a count adds nothing, as SUM() in the sender's sheet would have it.
    fn total(&self, rows: &[&Row], with_error: bool) -> Vec<(&'static str, i64)> {
        let columns = self.report.columns();
        let error = self.report.total_error.filter(|_| with_error);
        columns
            .map(|column| {
                let error = error.map_or(0, |(field, error)| if field == column.field { error } else { 0 });
                (column.field, rows.iter().map(|row| row.count(column.field)).sum::<i64>() + error)
            })
            .collect()
    }

    fn section(&mut self, sheet: &mut Worksheet, numeral: &str, label: &str) -> Result<(), XlsxError> {
        for column in self.first()..=self.last() {
            sheet.write_blank(self.row, column, &self.formats.label)?;
        }
        sheet.write_with_format(self.row, self.first(), numeral, &self.formats.label)?;
        sheet.write_with_format(self.row, self.name_column(), self.layout.label(label), &self.formats.label)?;
        self.row += 1;
        Ok(())
    }

    fn sum(
        &mut self,
        sheet: &mut Worksheet,
        label: &str,
        sums: &[(&'static str, i64)],
        place: &str,
    ) -> Result<(), XlsxError> {
        let (first, stubs) = (self.first(), self.stubs());
        let label = self.layout.label(label).replace('\n', " ");
        if self.layout.merges_total {
            merge(sheet, self.row, first, first + stubs - 1, &label, &self.formats.label)?;
        } else {
            for column in first..first + stubs {
                sheet.write_blank(self.row, column, &self.formats.body)?;
            }
            sheet.write_with_format(self.row, self.name_column(), &label, &self.formats.label)?;
        }
        for (index, (field, sum)) in sums.iter().enumerate() {
            let column = first + stubs + index as u16;
            self.count(sheet, column, *sum)?;
            self.places.push((place.to_owned(), (*field).to_owned(), address(self.row, column)));
        }
        self.row += 1;
        Ok(())
    }

    fn commune(&mut self, sheet: &mut Worksheet, row: &Row, ordinal: u32) -> Result<(), XlsxError> {
        let body = self.formats.body.clone();
        for (index, slot) in self.slots.clone().into_iter().enumerate() {
            let column = self.first() + index as u16;
            let field = match slot {
                Slot::Ordinal => {
                    sheet.write_with_format(self.row, column, ordinal, &body)?;
                    "ordinal"
                }
                Slot::Code => {
                    sheet.write_with_format(self.row, column, &row.printed_code, &body)?;
                    "commune_code"
                }
                Slot::Name => {
                    let name = row.printed_name.map_or_else(|| self.layout.name(&row.commune.name), str::to_owned);
                    sheet.write_with_format(self.row, column, name, &body)?;
                    "commune"
                }
                Slot::Remarks => {
                    sheet.write_with_format(self.row, column, row.remark, &body)?;
                    "remarks"
                }
                Slot::Figure(figure) => {
                    match row.cells.get(figure.field) {
                        Some(Cell::Count(count)) => self.count(sheet, column, *count)?,
                        Some(Cell::Text(text)) if !text.is_empty() => {
                            sheet.write_with_format(self.row, column, *text, &body)?;
                        }
                        _ => {
                            sheet.write_blank(self.row, column, &body)?;
                        }
                    }
                    figure.field
                }
            };
            self.places.push((row.commune.code.clone(), field.to_owned(), address(self.row, column)));
        }
        self.row += 1;
        Ok(())
    }

    fn count(&mut self, sheet: &mut Worksheet, column: u16, count: i64) -> Result<(), XlsxError> {
        let as_text = match self.layout.numbers {
            Numbers::Cells | Numbers::GroupedCells => false,
            Numbers::Text => true,
            Numbers::Mixed => self.random.between(1, 3) == 1,
        };
        match (as_text, count, self.layout.numbers) {
            (true, 0, _) => sheet.write_with_format(self.row, column, "-", &self.formats.body)?,
            (true, ..) => sheet.write_with_format(self.row, column, grouped(count), &self.formats.body)?,
            (false, _, Numbers::GroupedCells) => {
                sheet.write_number_with_format(self.row, column, count as f64, &self.formats.grouped)?
            }
            (false, ..) => sheet.write_number_with_format(self.row, column, count as f64, &self.formats.body)?,
        };
        Ok(())
    }

    fn foot(&mut self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        let report = self.report;
        let (first, last) = (self.first(), self.last());
        self.row += 1;
        let mut notes = vec![format!("Ghi chú: {}", report.form.note)];
        if !self.layout.warns_in_head {
            notes.push(SYNTHETIC.to_owned());
        }
        if matches!(self.layout.label_text, LabelText::Footnotes) {
            notes.push("(*), (1), ¹ Theo số liệu của hệ thống thông tin dùng chung của tỉnh.".to_owned());
        }
        for note in notes {
            sheet.write(self.row, first, note)?;
            self.row += 1;
        }
        let Date { year, month, day } = report.signed;
        let place = format!("Điện Biên, ngày {day} tháng {month} năm {year}");
        let right = last - 2;
        merge(sheet, self.row, right, last, &place, &self.formats.right)?;
        sheet.write(self.row + 1, first + 1, "Người lập biểu")?;
        sheet.write(self.row + 1, right, "Thủ trưởng đơn vị")?;
        let mut random = Random::new(&format!("people {}", report.sender.code));
        sheet.write(self.row + 4, first + 1, AUTHORS[random.between(0, 3) as usize])?;
        sheet.write(self.row + 4, right, HEADS[random.between(0, 2) as usize])?;
        Ok(())
    }
}

/// The first and last label row of a level. The outermost label of a shallow path is the tall one, as in the forms;
/// a path that ends above this level has nothing here.
fn rows_of_level(length: usize, level: usize, depth: usize) -> Option<(usize, usize)> {
    let tall = depth - length;
    match level {
        _ if level >= length => None,
        0 => Some((0, tall)),
        _ => Some((tall + level, tall + level)),
    }
}

fn days(period: Period) -> String {
    let (start, end) = (period.start(), period.end());
    format!(
        "(Từ ngày {}/{}/{} đến hết ngày {}/{}/{})",
        start.day, start.month, start.year, end.day, end.month, end.year
    )
}

fn merge(sheet: &mut Worksheet, row: u32, left: u16, right: u16, text: &str, format: &Format) -> Result<(), XlsxError> {
    merge_block(sheet, (row, left), (row, right), text, format)
}

/// The library refuses to merge a single cell.
fn merge_block(
    sheet: &mut Worksheet,
    (top, left): (u32, u16),
    (bottom, right): (u32, u16),
    text: &str,
    format: &Format,
) -> Result<(), XlsxError> {
    if (top, left) == (bottom, right) {
        sheet.write_with_format(top, left, text, format)?;
    } else {
        sheet.merge_range(top, left, bottom, right, text, format)?;
    }
    Ok(())
}
