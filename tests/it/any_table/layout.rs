//! What a table holds and how it is laid out; gives the lines of its sheet, each cell as somebody would type it.

use proptest::prelude::*;

use crate::mini::OLD;

const LABELS: [&str; 7] =
    ["Mã xã", "Tên xã", "Kỳ báo cáo", "Hồ sơ tiếp nhận", "Hồ sơ trực tuyến", "Dân số", "Điểm chuyển đổi số"];
pub const COLUMNS: usize = LABELS.len();

/// A number of tenths, or why there is none.
#[derive(Clone, Debug)]
pub enum Amount {
    Tenths(i64),
    Missing(&'static str),
}

/// A commune of the old map, and its four amounts: two counts, people, and a score.
#[derive(Clone, Debug)]
pub struct Row {
    pub commune: usize,
    pub amounts: Vec<Amount>,
}

#[derive(Clone, Copy, Debug)]
pub enum Style {
    Digits,
    Vietnamese,
    English,
    Spaces,
    HardSpaces,
}

#[derive(Clone, Copy, Debug)]
pub enum Format {
    Workbook(Letters),
    Text { delimiter: u8, encoding: Encoding },
    JsonLines,
    JsonList,
    Parquet,
}

/// The letters of the program that wrote a file.
#[derive(Clone, Copy, Debug)]
pub enum Letters {
    Unicode,
    Decomposed,
    Tcvn3,
    Vni,
}

#[derive(Clone, Copy, Debug)]
pub enum Encoding {
    Utf8(Letters),
    Utf8Marked,
    Utf16Little {
        marked: bool,
    },
    Utf16Big {
        marked: bool,
    },
    Windows1258,
    /// A byte a character, as the letters have them.
    Latin(Letters),
}

#[derive(Clone, Debug)]
pub struct Layout {
    /// The place in [`LABELS`] of each column.
    pub order: Vec<usize>,
    /// Blank columns to the left, and blank lines above.
    pub indent: usize,
    pub blank_lines: usize,
    pub head: bool,
    /// The first and last column of a group of labels: the labels are on two rows, merged both ways.
    pub group: Option<(usize, usize)>,
    pub numbering: bool,
    pub section: bool,
    /// "Trong đó" below each row.
    pub part_of: bool,
    pub total: Option<Place>,
    pub notes: bool,
    pub style: Style,
    /// Negative numbers in parentheses.
    pub parentheses: bool,
    pub format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Place {
    Above,
    Below,
}

impl Layout {
    /// The line of the upper labels, from 0.
    pub fn labels_at(&self) -> usize {
        self.blank_lines + if self.head { 3 } else { 0 }
    }

    /// True where the file is a list of named values, which has labels and rows and nothing else.
    pub fn is_list(&self) -> bool {
        matches!(self.format, Format::JsonLines | Format::JsonList | Format::Parquet)
    }
}

fn amount(least: i64, whole: bool) -> impl Strategy<Value = Amount> {
    let number =
        (least..30_000_000).prop_map(move |tenths| Amount::Tenths(if whole { tenths / 10 * 10 } else { tenths }));
    prop_oneof![8 => number, 1 => prop::sample::select(vec!["", "...", "x", "-"]).prop_map(Amount::Missing)]
}

/// One to three communes of one district.
pub fn rows() -> impl Strategy<Value = Vec<Row>> {
    let communes = prop::sample::subsequence(vec![0usize, 1, 2], 1..=3);
    let of_row = (amount(0, true), amount(0, true), amount(-900_000, true), amount(-900_000, false));
    (communes, prop::collection::vec(of_row, 3)).prop_map(|(communes, amounts)| {
        let rows = communes.into_iter().zip(amounts);
        rows.map(|(commune, (first, second, third, fourth))| Row {
            commune,
            amounts: vec![first, second, third, fourth],
        })
        .collect()
    })
}

pub fn layout() -> impl Strategy<Value = Layout> {
    let styles = vec![Style::Digits, Style::Vietnamese, Style::English, Style::Spaces, Style::HardSpaces];
    let letters = vec![Letters::Unicode, Letters::Decomposed, Letters::Tcvn3, Letters::Vni];
    let encodings = vec![
        Encoding::Utf8(Letters::Unicode),
        Encoding::Utf8(Letters::Decomposed),
        Encoding::Utf8Marked,
        Encoding::Utf16Little { marked: true },
        Encoding::Utf16Little { marked: false },
        Encoding::Utf16Big { marked: true },
        Encoding::Utf16Big { marked: false },
        Encoding::Windows1258,
        Encoding::Latin(Letters::Tcvn3),
        Encoding::Latin(Letters::Vni),
    ];
    let text = (prop::sample::select(b";,\t|".to_vec()), prop::sample::select(encodings))
        .prop_map(|(delimiter, encoding)| Format::Text { delimiter, encoding });
    let format = prop_oneof![
        4 => prop::sample::select(letters).prop_map(Format::Workbook),
        6 => text,
        1 => prop::sample::select(vec![Format::JsonLines, Format::JsonList, Format::Parquet]),
    ];
    let order = Just((0..COLUMNS).collect::<Vec<usize>>()).prop_shuffle();
    let group = prop::option::of((0..COLUMNS - 2, 1..4usize))
        .prop_map(|group| group.map(|(first, more)| (first, (first + more).min(COLUMNS - 1))));
    let total = prop::option::of(prop::sample::select(vec![Place::Above, Place::Below]));
    let around = (0..3usize, 0..3usize, group, total);
    (order, around, any::<[bool; 6]>(), prop::sample::select(styles), format).prop_map(
        |(order, (indent, blank_lines, group, total), flags, style, format)| {
            let [head, numbering, section, part_of, notes, parentheses] = flags;
            let layout = Layout {
                order,
                indent,
                blank_lines,
                head,
                group,
                numbering,
                section,
                part_of,
                total,
                notes,
                style,
                parentheses,
                format,
            };
            if !layout.is_list() {
                return layout;
            }
            let (indent, blank_lines, group, total) = (0, 0, None, None);
            let (head, numbering, section, part_of, notes) = (false, false, false, false, false);
            Layout { indent, blank_lines, group, total, head, numbering, section, part_of, notes, ..layout }
        },
    )
}

/// A number as people write it.
fn written(amount: &Amount, layout: &Layout) -> String {
    let tenths = match amount {
        Amount::Missing(text) => return (*text).to_owned(),
        Amount::Tenths(tenths) => tenths,
    };
    let (group, decimal) = match layout.style {
        Style::Digits => ("", ','),
        Style::Vietnamese => (".", ','),
        Style::English => (",", '.'),
        Style::Spaces => (" ", ','),
        Style::HardSpaces => ("\u{a0}", ','),
    };
    let digits = (tenths.abs() / 10).to_string();
    let mut number = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place) % 3 == 0 {
            number += group;
        }
        number.push(digit);
    }
    if tenths % 10 != 0 {
        number += &format!("{decimal}{}", tenths.abs() % 10);
    }
    match (*tenths < 0, layout.parentheses) {
        (false, _) => number,
        (true, false) => format!("-{number}"),
        (true, true) => format!("({number})"),
    }
}

/// The lines of the sheet, each cell as it is written.
pub fn lines(rows: &[Row], layout: &Layout) -> Vec<Vec<String>> {
    let mut lines = vec![Vec::new(); layout.blank_lines];
    if layout.head {
        lines.push(indented(
            layout,
            ["Biểu số 01/TN", "Đơn vị báo cáo: UBND huyện Suối Đá"].map(str::to_owned).to_vec(),
        ));
        lines.push(indented(layout, vec!["Báo cáo dịch vụ".to_owned()]));
        lines.push(Vec::new());
    }
    let labels: Vec<String> = layout.order.iter().map(|place| LABELS[*place].to_owned()).collect();
    match layout.group {
        None => lines.push(indented(layout, labels)),
        Some((first, last)) => {
            let within = |column: usize| (first..=last).contains(&column);
            let upper = labels.iter().enumerate().map(|(column, label)| match within(column) {
                true if column == first => "Số liệu".to_owned(),
                true => String::new(),
                false => label.clone(),
            });
            lines.push(indented(layout, upper.collect()));
            let lower = labels.iter().enumerate().map(
                |(column, label)| {
                    if within(column) { label.clone() } else { String::new() }
                },
            );
            lines.push(indented(layout, lower.collect()));
        }
    }
    if layout.numbering {
        let (mut letters, mut numbers) = ('A'..='C', 1..);
        let number = |place: &usize| {
            let letter = if *place < 3 { letters.next().map(String::from) } else { None };
            letter.or_else(|| numbers.next().map(|number: u32| number.to_string())).expect("a number")
        };
        lines.push(indented(layout, layout.order.iter().map(number).collect()));
    }
    let total = total(rows, layout);
    if layout.total == Some(Place::Above) {
        lines.push(total.clone());
    }
    if layout.section {
        lines.push(stub(layout, "Huyện Suối Đá", None));
    }
    for Row { commune, amounts } in rows {
        let (code, name) = OLD[*commune];
        let mut cells = vec![code.to_owned(), name.to_owned(), "Quý II năm 2025".to_owned()];
        cells.extend(amounts.iter().map(|amount| written(amount, layout)));
        lines.push(ordered(layout, &cells));
        if layout.part_of {
            lines.push(stub(layout, "Trong đó: nữ", Some(amounts)));
        }
    }
    if layout.total == Some(Place::Below) {
        lines.push(total);
    }
    if layout.notes {
        lines.push(Vec::new());
        lines.push(indented(layout, vec!["Ghi chú: số liệu mô phỏng".to_owned()]));
        lines.push(indented(layout, vec!["Người lập biểu".to_owned()]));
    }
    lines
}

fn indented(layout: &Layout, cells: Vec<String>) -> Vec<String> {
    vec![String::new(); layout.indent].into_iter().chain(cells).collect()
}

fn ordered(layout: &Layout, cells: &[String]) -> Vec<String> {
    indented(layout, layout.order.iter().map(|place| cells[*place].clone()).collect())
}

/// A row that names no commune: a heading without amounts, or a part of the row above.
fn stub(layout: &Layout, words: &str, amounts: Option<&[Amount]>) -> Vec<String> {
    let mut cells = vec![String::new(), words.to_owned(), String::new()];
    match amounts {
        Some(amounts) => cells.extend(amounts.iter().map(|amount| written(amount, layout))),
        None => cells.resize(COLUMNS, String::new()),
    }
    ordered(layout, &cells)
}

/// The total of all rows but of the scores, which nobody adds.
fn total(rows: &[Row], layout: &Layout) -> Vec<String> {
    let sum = |measure: usize| {
        let amounts = rows.iter().map(|row| match row.amounts[measure] {
            Amount::Tenths(tenths) => tenths,
            Amount::Missing(_) => 0,
        });
        Amount::Tenths(amounts.sum())
    };
    let mut amounts: Vec<Amount> = (0..3).map(sum).collect();
    amounts.push(Amount::Missing(""));
    stub(layout, "Tổng số", Some(&amounts))
}
