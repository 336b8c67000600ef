//! A report as a workbook: takes a `Report`, gives the bytes of an .xlsx file that looks like the forms people
//! send, and the address of every figure in it.

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use crate::calendar::{Date, Period};
use crate::form::Column;
use crate::layout::{LabelText, Layout};
use crate::random::Random;
use crate::report::{Printed, Report};
use crate::vietnamese::in_sentence;

mod body;
mod labels;

const SYNTHETIC: &str = "SỐ LIỆU MÔ PHỎNG, KHÔNG PHẢI SỐ LIỆU THẬT (synthetic figures)";
const DECISION: &str = "Ban hành kèm theo Quyết định số 1234/QĐ-UBND";
const RECEIVER: &str = "Đơn vị nhận báo cáo: Sở Khoa học và Công nghệ";
/// Nobody's names.
const AUTHORS: [&str; 4] = ["Nguyễn Văn A", "Lò Thị B", "Giàng A C", "Quàng Văn D"];
const HEADS: [&str; 3] = ["Trần Văn X", "Vừ A Y", "Cà Thị Z"];
/// What a column of the table holds.
#[derive(Clone, Copy)]
enum Slot {
    Ordinal,
    Code,
    Name,
    Figure(&'static Column),
    /// A column that the form does not know.
    Extra(&'static str),
}

struct Formats {
    title: Format,
    label: Format,
    body: Format,
    grouped: Format,
    grouped_amount: Format,
    day: Format,
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
    let mut places = Vec::new();
    for (name, part) in report.sheets() {
        let sheet = workbook.add_worksheet();
        sheet.set_name(name)?;
        let mut painter = Painter::new(&part);
        painter.head(sheet)?;
        painter.labels(sheet)?;
        painter.body(sheet)?;
        painter.foot(sheet)?;
        places.append(&mut painter.places);
    }
    Ok(Printed { bytes: workbook.save_to_buffer()?, places })
}

pub fn excel_date(date: Date) -> Result<ExcelDateTime, XlsxError> {
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
    slots.extend(report.extra_label.map(Slot::Extra));
    slots
}

impl<'a> Painter<'a> {
    fn new(report: &'a Report) -> Self {
        let key = format!("mixed {} {} {}", report.form.number, report.period.identifier(), report.sender.code);
        let border = || Format::new().set_border(FormatBorder::Thin);
        Self {
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
                grouped_amount: border().set_num_format("#,##0.00"),
                day: border().set_num_format("dd/mm/yyyy"),
                right: Format::new().set_italic().set_align(FormatAlign::Right),
            },
            places: Vec::new(),
            random: Random::new(&key),
            row: 0,
        }
    }

    /// A text in the letters of the program that writes the report.
    fn letters(&self, text: &str) -> String {
        self.report.letters.write(text)
    }

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

    /// Where the name of the unit is, and the labels of sections and totals with it.
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
            merge(sheet, 0, first, split - 1, &self.letters(&number), &self.formats.title)?;
            merge(sheet, 1, first, split - 1, &self.letters(DECISION), &self.formats.title)?;
            merge(sheet, 0, split + 1, last, &self.letters(&sender), &self.formats.title)?;
            merge(sheet, 1, split + 1, last, &self.letters(RECEIVER), &self.formats.title)?;
            self.row = 3;
        } else {
            for (row, line) in [number.as_str(), DECISION, sender.as_str(), RECEIVER].into_iter().enumerate() {
                sheet.write(row as u32, first, self.letters(line))?;
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
            merge(sheet, self.row, first, last, &self.letters(&line), &self.formats.title)?;
            self.row += 1;
        }
        let unit = format!("Đơn vị tính: {}", report.unit_of_measure);
        merge(sheet, self.row, last - 2, last, &self.letters(&unit), &self.formats.right)?;
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
            sheet.write(self.row, first, self.letters(&note))?;
            self.row += 1;
        }
        let Date { year, month, day } = report.signed;
        let place = format!("Điện Biên, ngày {day} tháng {month} năm {year}");
        let right = last - 2;
        merge(sheet, self.row, right, last, &self.letters(&place), &self.formats.right)?;
        sheet.write(self.row + 1, first + 1, self.letters("Người lập biểu"))?;
        sheet.write(self.row + 1, right, self.letters("Thủ trưởng đơn vị"))?;
        let mut random = Random::new(&format!("people {}", report.sender.code));
        sheet.write(self.row + 4, first + 1, self.letters(AUTHORS[random.between(0, 3) as usize]))?;
        sheet.write(self.row + 4, right, self.letters(HEADS[random.between(0, 2) as usize]))?;
        Ok(())
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
