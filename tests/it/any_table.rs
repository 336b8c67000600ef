//! Any table in any of these layouts, formats, encodings and number styles reads back cell for cell.

use std::sync::LazyLock;

use proptest::prelude::*;
use rust_xlsxwriter::Workbook;
use tinhso::project::Project;
use tinhso::project::load::load;
use tinhso::run::read_object::{Reader, read_object};
use tinhso::store::project::read_project;
use tinhso::typing::decimal::Decimal;
use tinhso::validate::code::Code;

use crate::mini::{Mini, OLD};

static PROJECT: LazyLock<Project> =
    LazyLock::new(|| load(&read_project(Mini::new().path()).expect("a project")).expect("sound declarations"));

const LABELS: [&str; 7] =
    ["Mã xã", "Tên xã", "Kỳ báo cáo", "Hồ sơ tiếp nhận", "Hồ sơ trực tuyến", "Dân số", "Điểm chuyển đổi số"];

/// A number of tenths, or why there is none.
#[derive(Clone, Debug)]
enum Amount {
    Tenths(u32),
    Missing(&'static str),
}

#[derive(Clone, Copy, Debug)]
enum Style {
    Digits,
    Vietnamese,
    English,
    Spaces,
}

#[derive(Clone, Copy, Debug)]
enum Format {
    Workbook,
    Text { delimiter: u8, encoding: Encoding },
    Lines,
}

#[derive(Clone, Copy, Debug)]
enum Encoding {
    Utf8,
    Utf8Marked,
    Utf16Little,
    Utf16Big,
}

#[derive(Clone, Debug)]
struct Layout {
    order: Vec<usize>,
    head: bool,
    numbering: bool,
    total: bool,
    notes: bool,
    style: Style,
    format: Format,
}

fn amount(whole: bool) -> impl Strategy<Value = Amount> {
    let number =
        (0u32..30_000_000).prop_map(move |number| Amount::Tenths(if whole { number / 10 * 10 } else { number }));
    prop_oneof![8 => number, 1 => prop::sample::select(vec!["", "...", "x", "-"]).prop_map(Amount::Missing)]
}

fn layout() -> impl Strategy<Value = Layout> {
    let style = prop::sample::select(vec![Style::Digits, Style::Vietnamese, Style::English, Style::Spaces]);
    let encodings = vec![Encoding::Utf8, Encoding::Utf8Marked, Encoding::Utf16Little, Encoding::Utf16Big];
    let text = (prop::sample::select(b";,\t|".to_vec()), prop::sample::select(encodings))
        .prop_map(|(delimiter, encoding)| Format::Text { delimiter, encoding });
    let format = prop_oneof![2 => Just(Format::Workbook), 3 => text, 1 => Just(Format::Lines)];
    let order = Just((0..7).collect::<Vec<usize>>()).prop_shuffle();
    let flags = (any::<bool>(), any::<bool>(), any::<bool>(), any::<bool>());
    (order, flags, style, format).prop_map(|(order, (head, numbering, total, notes), style, format)| {
        let lines = matches!(format, Format::Lines);
        Layout {
            order,
            head: head && !lines,
            numbering: numbering && !lines,
            total: total && !lines,
            notes: notes && !lines,
            style,
            format,
        }
    })
}

/// A number as people write it.
fn written(amount: &Amount, style: Style) -> String {
    let tenths = match amount {
        Amount::Missing(text) => return (*text).to_owned(),
        Amount::Tenths(tenths) => tenths,
    };
    let (group, decimal) = match style {
        Style::Digits => ("", ','),
        Style::Vietnamese => (".", ','),
        Style::English => (",", '.'),
        Style::Spaces => (" ", ','),
    };
    let digits = (tenths / 10).to_string();
    let mut whole = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place) % 3 == 0 {
            whole += group;
        }
        whole.push(digit);
    }
    if tenths % 10 == 0 { whole } else { format!("{whole}{decimal}{}", tenths % 10) }
}

/// The lines of the sheet, each cell as it is written.
fn lines(rows: &[(usize, Vec<Amount>)], layout: &Layout) -> Vec<Vec<String>> {
    let ordered = |cells: Vec<String>| layout.order.iter().map(|place| cells[*place].clone()).collect::<Vec<String>>();
    let mut lines = Vec::new();
    if layout.head {
        lines.push(vec!["Biểu số 01/TN".to_owned(), "Đơn vị báo cáo: UBND huyện Suối Đá".to_owned()]);
        lines.push(vec!["BÁO CÁO DỊCH VỤ".to_owned()]);
        lines.push(Vec::new());
    }
    lines.push(ordered(LABELS.map(str::to_owned).to_vec()));
    if layout.numbering {
        let (mut letters, mut numbers) = ('A'..='C', 1..);
        let number = |place: &usize| {
            let letter = if *place < 3 { letters.next().map(String::from) } else { None };
            letter.or_else(|| numbers.next().map(|number: u32| number.to_string())).expect("a number")
        };
        lines.push(layout.order.iter().map(number).collect());
    }
    for (commune, amounts) in rows {
        let (code, name) = OLD[*commune];
        let mut cells = vec![code.to_owned(), name.to_owned(), "Quý II năm 2025".to_owned()];
        cells.extend(amounts.iter().map(|amount| written(amount, layout.style)));
        lines.push(ordered(cells));
    }
    if layout.total {
        let mut cells = vec![String::new(), "Tổng số".to_owned(), String::new()];
        for measure in 0..3 {
            let sum =
                rows.iter().map(|(_, amounts)| if let Amount::Tenths(tenths) = amounts[measure] { tenths } else { 0 });
            cells.push(written(&Amount::Tenths(sum.sum()), layout.style));
        }
        cells.push(String::new());
        lines.push(ordered(cells));
    }
    if layout.notes {
        lines.push(Vec::new());
        lines.push(vec!["Ghi chú: số liệu mô phỏng".to_owned()]);
        lines.push(vec!["Người lập biểu".to_owned()]);
    }
    lines
}

fn bytes(lines: &[Vec<String>], format: Format) -> Vec<u8> {
    match format {
        Format::Workbook => {
            let mut book = Workbook::new();
            let sheet = book.add_worksheet();
            for (row, cells) in (0..).zip(lines) {
                for (column, cell) in (0..).zip(cells) {
                    match cell.parse::<f64>() {
                        Ok(number) if !cell.starts_with('0') && cell.len() < 5 => {
                            sheet.write_number(row, column, number).expect("written");
                        }
                        _ => {
                            sheet.write_string(row, column, cell).expect("written");
                        }
                    }
                }
            }
            book.save_to_buffer().expect("a workbook")
        }
        Format::Text { delimiter, encoding } => {
            let mut writer = csv::WriterBuilder::new().delimiter(delimiter).flexible(true).from_writer(Vec::new());
            for cells in lines {
                // A line of nothing is a line all the same.
                let blank = [String::new()];
                writer.write_record(if cells.is_empty() { &blank[..] } else { cells }).expect("written");
            }
            let text = String::from_utf8(writer.into_inner().expect("written")).expect("UTF-8");
            let marked = format!("\u{feff}{text}");
            match encoding {
                Encoding::Utf8 => text.into_bytes(),
                Encoding::Utf8Marked => marked.into_bytes(),
                Encoding::Utf16Little => marked.encode_utf16().flat_map(u16::to_le_bytes).collect(),
                Encoding::Utf16Big => marked.encode_utf16().flat_map(u16::to_be_bytes).collect(),
            }
        }
        Format::Lines => {
            let object = |cells: &Vec<String>| {
                let members = lines[0].iter().zip(cells).map(|(label, cell)| (label.clone(), serde_json::json!(cell)));
                serde_json::Value::Object(members.collect()).to_string()
            };
            lines[1..].iter().map(object).collect::<Vec<_>>().join("\n").into_bytes()
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_table_reads_back_cell_for_cell(
        communes in prop::sample::subsequence(vec![0usize, 1, 2], 1..=3),
        amounts in prop::collection::vec((amount(true), amount(true), amount(true), amount(false)), 3),
        layout in layout(),
    ) {
        let rows: Vec<(usize, Vec<Amount>)> = communes
            .into_iter()
            .zip(amounts)
            .map(|(commune, (first, second, third, fourth))| (commune, vec![first, second, third, fourth]))
            .collect();
        let lines = lines(&rows, &layout);
        let reading = read_object(&Reader::new(&PROJECT), &bytes(&lines, layout.format));
        // Whether a column is written otherwise than declared is told; nothing else may be.
        let may_be_told = |code: Code| matches!(code, Code::NumberFormat | Code::AmbiguousNumber);
        let odd: Vec<_> = reading.findings.iter().filter(|finding| !may_be_told(finding.code)).collect();
        // A score such as 1,234 may be read either way where nothing else decides.
        let ambiguous = reading.findings.iter().any(|finding| finding.code == Code::AmbiguousNumber);
        if ambiguous {
            return Ok(());
        }
        prop_assert!(odd.is_empty(), "{odd:#?}\n{lines:#?}");
        prop_assert_eq!(reading.tables.len(), 1);
        let typed = &reading.tables[0].rows;
        prop_assert_eq!(typed.len(), rows.len());
        for (place, (commune, amounts)) in rows.iter().enumerate() {
            let unit = typed.unit[place].map(|unit| PROJECT.registry.units[unit].code.as_str());
            prop_assert_eq!(unit, Some(OLD[*commune].0));
            let period = typed.period[place].map(|period| period.to_string());
            prop_assert_eq!(period.as_deref(), Some("2025-Q2"));
            for (measure, amount) in amounts.iter().enumerate() {
                let column = &typed.columns[3 + measure];
                let read = (column.values.get(place).decimal(), column.statuses[place].code());
                let tenths = |tenths: u32| Decimal::parse(&format!("{}.{}", tenths / 10, tenths % 10), 12, 0).expect("a number").value;
                let expected = match amount {
                    Amount::Tenths(number) => (Some(tenths(*number)), "A"),
                    Amount::Missing("-") => (Some(tenths(0)), "A"),
                    Amount::Missing("...") => (None, "L"),
                    Amount::Missing("x") => (None, "M"),
                    Amount::Missing(_) => (None, "O"),
                };
                prop_assert_eq!(read, expected, "row {} measure {}: {:#?}", place, measure, lines);
            }
        }
    }
}
