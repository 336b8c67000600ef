//! The scan and the whole XML parser give the same cells: of parts written in the grammar of programs, and of the same parts
//! written in every way that XML allows.

use std::fmt::Write as _;

use proptest::prelude::*;

use super::both_ways::difference;
use super::cell_value::Ground;
use super::scan::{Memory, Scanned, scan};
use super::shared_strings::{SharedReading, SharedTexts};
use super::sheet_part::{Context, SheetPart, SheetReading};
use super::styles::{Styles, StylesReading};
use super::token::{PartFault, TakesTokens};
use super::whole_xml;
use crate::sheet::grid::Cell;
use crate::sheet::unread::UnreadReason;

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

/// How a part is written; the numbers of a loose one choose among the ways.
enum Writing {
    Fixed,
    Loose(Vec<u8>, usize),
}

struct Writer {
    xml: String,
    writing: Writing,
}

impl Writer {
    fn new(root: &str, writing: Writing) -> Self {
        let xml = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n".to_owned();
        let mut writer = Self { xml, writing };
        let name = writer.name(root);
        let declared = if name == root { "xmlns" } else { "xmlns:p" };
        write!(writer.xml, "<{name} {declared}=\"{MAIN}\" xmlns:f=\"foreign\">").unwrap();
        writer
    }

    fn name(&self, name: &str) -> String {
        match &self.writing {
            Writing::Fixed => name.to_owned(),
            Writing::Loose(..) => format!("p:{name}"),
        }
    }

    /// One of so many ways; always the first in the grammar of programs.
    fn way(&mut self, ways: u8) -> u8 {
        match &mut self.writing {
            Writing::Fixed => 0,
            Writing::Loose(choices, place) => {
                *place += 1;
                choices[*place % choices.len()] % ways
            }
        }
    }

    fn start(&mut self, name: &str, attributes: &[(&str, String)]) {
        let between = ["", "\n  ", "<!-- <row r=\"9\"/> -->", "<?pi <c?>", "<f:c r=\"A1\"/>"][usize::from(self.way(4))];
        let name = self.name(name);
        write!(self.xml, "{between}<{name}").unwrap();
        for (key, value) in attributes {
            let value = value.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;").replace('\'', "&#39;");
            let value = if value.contains("&#39;") && self.way(2) == 0 { value.replace("&#39;", "'") } else { value };
            let is_free = !value.contains('\'');
            match self.way(4) {
                1 if is_free => write!(self.xml, " {key}='{value}'"),
                2 => write!(self.xml, "\n{key} = \"{value}\""),
                3 if value.starts_with(|sign: char| sign.is_ascii_digit()) => {
                    write!(self.xml, "  {key}=\"&#{};{}\"", u32::from(value.as_bytes()[0]), &value[1..])
                }
                _ => write!(self.xml, " {key}=\"{value}\""),
            }
            .unwrap();
        }
        self.xml.push('>');
    }

    fn end(&mut self, name: &str) {
        let name = self.name(name);
        let blank = ["", " ", "\n"][usize::from(self.way(3))];
        write!(self.xml, "</{name}{blank}>").unwrap();
    }

    fn text(&mut self, text: &str) {
        let escaped = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        match self.way(4) {
            1 if !text.contains("]]>") => write!(self.xml, "<![CDATA[{text}]]>"),
            2 => write!(self.xml, "<!-- 7 -->{escaped}"),
            3 => {
                let mut numbered = String::new();
                for sign in text.chars() {
                    write!(numbered, "&#x{:x};", u32::from(sign)).unwrap();
                }
                self.xml.push_str(&numbered);
                Ok(())
            }
            _ => write!(self.xml, "{escaped}"),
        }
        .unwrap();
    }

    /// A number, which may have blanks around it.
    fn number(&mut self, text: &str) {
        let blank = ["", "\n      ", " \t"][usize::from(self.way(3))];
        self.xml.push_str(blank);
        self.text(text);
        self.xml.push_str(blank);
    }

    fn finish(mut self, root: &str) -> String {
        self.end(root);
        self.xml
    }
}

#[derive(Clone, Debug)]
struct WrittenCell {
    kind: usize,
    gap: u8,
    named: bool,
    style: Option<usize>,
    text: String,
    number: String,
    formula: Option<String>,
    raised: bool,
}

#[derive(Clone, Debug)]
struct WrittenRow {
    named: bool,
    gap: u8,
    hidden: bool,
    cells: Vec<WrittenCell>,
}

const KINDS: [&str; 9] = ["", "n", "s", "b", "e", "str", "inlineStr", "d", "odd"];

fn cell() -> impl Strategy<Value = WrittenCell> {
    let text = "[a-zạĐ0-9 &<>\"'_x\\]\u{1f4f7}-]{0,12}";
    let number = prop_oneof!["-?[0-9]{1,17}", "[0-9]{1,3}\\.[0-9]{1,17}", "[0-9]E-?[0-9]{1,2}", "0", "7", "1", "abc"];
    let formula = proptest::option::of("[A-Z]{1,2}[0-9]{1,2}[+&<]\\[?[0-9]\\]?");
    let style = proptest::option::of(0usize..6);
    (0usize..KINDS.len(), 0u8..3, any::<bool>(), style, text, number, formula, any::<bool>()).prop_map(
        |(kind, gap, named, style, text, number, formula, raised)| WrittenCell {
            kind,
            gap,
            named,
            style,
            text,
            number,
            formula,
            raised,
        },
    )
}

fn rows() -> impl Strategy<Value = Vec<WrittenRow>> {
    let row = (any::<bool>(), 0u8..3, any::<bool>(), proptest::collection::vec(cell(), 0..6))
        .prop_map(|(named, gap, hidden, cells)| WrittenRow { named, gap, hidden, cells });
    proptest::collection::vec(row, 0..6)
}

fn rich(writer: &mut Writer, text: &str, raised: bool) {
    writer.start("t", &[("xml:space", "preserve".to_owned())]);
    writer.text(text);
    writer.end("t");
    if raised {
        writer.start("r", &[]);
        writer.start("rPr", &[]);
        writer.start("vertAlign", &[("val", "superscript".to_owned())]);
        writer.end("vertAlign");
        writer.end("rPr");
        writer.start("t", &[]);
        writer.text("1");
        writer.end("t");
        writer.end("r");
    }
}

fn sheet(rows: &[WrittenRow], writing: Writing) -> String {
    let mut writer = Writer::new("worksheet", writing);
    writer.start("cols", &[]);
    writer.start("col", &[("min", "2".to_owned()), ("max", "3".to_owned()), ("hidden", "1".to_owned())]);
    writer.end("col");
    writer.end("cols");
    writer.start("sheetData", &[]);
    let mut number = 0u32;
    for row in rows {
        number += 1 + if row.named { u32::from(row.gap) } else { 0 };
        let mut attributes = Vec::new();
        if row.named {
            attributes.push(("r", number.to_string()));
        }
        if row.hidden {
            attributes.push(("hidden", "true".to_owned()));
        }
        writer.start("row", &attributes);
        let mut column = 0u32;
        for cell in &row.cells {
            column += if cell.named { u32::from(cell.gap) } else { 0 };
            let mut attributes = Vec::new();
            if cell.named {
                attributes.push(("r", crate::sheet::address::address(number - 1, column)));
            }
            column += 1;
            attributes.extend(cell.style.map(|style| ("s", style.to_string())));
            if cell.kind > 0 {
                attributes.push(("t", KINDS[cell.kind].to_owned()));
            }
            writer.start("c", &attributes);
            if let Some(formula) = &cell.formula {
                writer.start("f", &[]);
                writer.text(formula);
                writer.end("f");
            }
            match KINDS[cell.kind] {
                "inlineStr" => {
                    writer.start("is", &[]);
                    rich(&mut writer, &cell.text, cell.raised);
                    writer.end("is");
                }
                "str" | "e" => {
                    writer.start("v", &[]);
                    writer.text(&cell.text);
                    writer.end("v");
                }
                _ => {
                    writer.start("v", &[]);
                    // Of unstated kind, blanks around what is no number belong to a text.
                    if cell.number == "abc" {
                        writer.text("abc")
                    } else {
                        writer.number(&cell.number)
                    }
                    writer.end("v");
                }
            }
            writer.end("c");
        }
        writer.end("row");
    }
    writer.end("sheetData");
    writer.start("mergeCells", &[]);
    writer.start("mergeCell", &[("ref", "A1:B2".to_owned())]);
    writer.end("mergeCell");
    writer.end("mergeCells");
    writer.finish("worksheet")
}

fn strings(texts: &[(String, bool)], writing: Writing) -> String {
    let mut writer = Writer::new("sst", writing);
    for (text, raised) in texts {
        writer.start("si", &[]);
        rich(&mut writer, text, *raised);
        writer.end("si");
    }
    writer.finish("sst")
}

fn styles(writing: Writing) -> String {
    let mut writer = Writer::new("styleSheet", writing);
    writer.start("numFmts", &[]);
    for (number, code) in [(164, "dd/mm/yyyy"), (165, "#,##0,,\" 'tr'\""), (166, "[<1]0%;0")] {
        writer.start("numFmt", &[("numFmtId", number.to_string()), ("formatCode", code.to_owned())]);
        writer.end("numFmt");
    }
    writer.end("numFmts");
    writer.start("cellXfs", &[]);
    for number in [0, 164, 165, 166, 10] {
        writer.start("xf", &[("numFmtId", number.to_string())]);
        writer.end("xf");
    }
    writer.end("cellXfs");
    writer.finish("styleSheet")
}

fn scanned<S: TakesTokens>(xml: &str, mut sink: S) -> Result<S, PartFault> {
    assert_eq!(scan(xml.as_bytes(), &mut Memory::default(), &mut sink)?, Scanned::Whole, "{xml}");
    Ok(sink)
}

fn parsed<S: TakesTokens>(xml: &[u8], mut sink: S) -> Result<S, PartFault> {
    whole_xml::read(xml, &mut sink)?;
    Ok(sink)
}

fn left<S: TakesTokens>(xml: &str, mut sink: S) -> bool {
    scan(xml.as_bytes(), &mut Memory::default(), &mut sink) == Ok(Scanned::Left)
}

fn part(sheet: SheetReading<'_>) -> SheetPart {
    sheet.finish().unwrap().unwrap()
}

fn context<'a>(texts: &'a SharedTexts, styles: &'a Styles) -> Context<'a> {
    Context { ground: Ground { texts, is_1904: false }, styles, may_be_old: false, room: 10_000 }
}

fn utf_16(xml: &str) -> Vec<u8> {
    let xml = xml.replace("UTF-8", "UTF-16");
    std::iter::once(0xfeff).chain(xml.encode_utf16()).flat_map(u16::to_le_bytes).collect()
}

proptest! {
    #[test]
    fn both_grammars_give_the_same_cells(
        rows in rows(),
        texts in proptest::collection::vec(("[a-zạĐ0-9 &<_x-]{0,9}", any::<bool>()), 0..8),
        choices in proptest::collection::vec(any::<u8>(), 1..40),
    ) {
        let loose = || Writing::Loose(choices.clone(), 0);
        let strings_of = |xml: String| parsed(xml.as_bytes(), SharedReading::new(100)).unwrap().found;
        let fixed_texts = scanned(&strings(&texts, Writing::Fixed), SharedReading::new(100)).unwrap().found;
        let loose_texts = strings_of(strings(&texts, loose()));
        let fixed_styles = scanned(&styles(Writing::Fixed), StylesReading::default()).unwrap().styles();
        let loose_styles = parsed(styles(loose()).as_bytes(), StylesReading::default()).unwrap().styles();
        let fixed_context = context(&fixed_texts, &fixed_styles);
        let loose_context = context(&loose_texts, &loose_styles);

        let fixed = sheet(&rows, Writing::Fixed);
        let expected = part(scanned(&fixed, SheetReading::new(fixed_context)).unwrap());
        prop_assert_eq!(&part(parsed(fixed.as_bytes(), SheetReading::new(fixed_context)).unwrap()), &expected);
        prop_assert_eq!(&part(parsed(&utf_16(&fixed), SheetReading::new(fixed_context)).unwrap()), &expected);
        let loose = sheet(&rows, loose());
        prop_assert!(left(&loose, SheetReading::new(loose_context)));
        prop_assert_eq!(&part(parsed(loose.as_bytes(), SheetReading::new(loose_context)).unwrap()), &expected, "{}", loose);
    }

    #[test]
    fn no_part_makes_it_panic_and_what_both_read_is_equal(pieces in proptest::collection::vec(0usize..26, 0..16)) {
        const PIECES: [&str; 26] = ["<sheetData>", "</sheetData>", "<row ", "r=\"7\" ", "r=\"-1\" ", "hidden=\"1\"", "/>", ">",
            "<col min=\"1\" ", "max=\"4294967296\"", "<mergeCell ref=\"", "A1:ZZZZZZZZZ9\"", "A1:B2\"/>", "<![CDATA[", "]]>", "&#0;", "ạ",
            "<row>", "</row>", "<c>", "<c r=\"B2\" t=\"str\">", "</c>", "<v>", "</v>", "5", "<f/>"];
        let inner: String = pieces.iter().map(|piece| PIECES[*piece]).collect();
        let xml = format!("<worksheet xmlns=\"{MAIN}\">{inner}</worksheet>");
        prop_assert_eq!(difference(xml.as_bytes(), 10_000), None);
    }
}

/// The cells of a sheet with this content, by the scan where it can.
fn read(inner: &str) -> (SheetPart, Scanned) {
    let xml = format!("<worksheet xmlns=\"{MAIN}\">{inner}</worksheet>");
    let (texts, styles) = (SharedTexts::default(), Styles::default());
    let mut reading = SheetReading::new(context(&texts, &styles));
    let how = scan(xml.as_bytes(), &mut Memory::default(), &mut reading).unwrap();
    if how == Scanned::Left {
        reading = parsed(xml.as_bytes(), SheetReading::new(context(&texts, &styles))).unwrap();
    }
    (part(reading), how)
}

#[test]
fn rows_without_numbers_follow_one_another_and_only_elements_count() {
    let (part, _) = read(
        r#"<cols><col min="2" max="99999" hidden="true"/><col min="1" max="1" hidden="0"/></cols>
        <sheetData><row hidden="1"/><row r="5" hidden='0'/><row hidden="1"><c t="inlineStr"><is><t>&lt;row hidden="1"&gt;</t></is></c></row>
        <row r="4294967295" hidden="1"/><!-- <row r="9" hidden="1"/> --><![CDATA[<row r="9" hidden="1"/>]]></sheetData>
        <mergeCells><mergeCell ref="A1:B2"/></mergeCells>"#,
    );
    assert_eq!(part.hidden.rows.rows(), ["1", "6"]);
    assert_eq!(part.hidden.columns.columns(), ["B:XFD"]);
    assert_eq!(part.grid.merged().len(), 1);
    assert_eq!(part.grid.get(5, 0), &Cell::from("<row hidden=\"1\">"));
}

#[test]
fn every_cell_that_is_stated_is_a_cell_or_noted() {
    let (part, how) = read(
        r#"<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c><c r="B1" t="n"><v>x</v></c><c r="C1" t="s"><v>0</v></c><c r="D1" t="odd"><v>5</v></c></row><row r="2"><c r="XFE2"><v>3</v></c><c r="?"><v>4</v></c><c r="A2"/></row><row r="4294967297"><c><v>6</v></c></row><row r="99999999999999999999"><c r="A99999999999999999999"><v>7</v></c></row><c r="A3"><v>5</v></c><x><c/></x></sheetData>"#,
    );
    assert_eq!(how, Scanned::Whole);
    let noted: Vec<String> = part
        .unread
        .named()
        .iter()
        .map(|unread| format!("{:?} {:?} {}", unread.cell, unread.reason, unread.written))
        .collect();
    assert_eq!(
        noted,
        [
            "Some((0, 1)) Value x",
            "Some((0, 2)) Value 0",
            "Some((0, 3)) Kind 5",
            "None Address 3",
            "None Address 4",
            "None Address 6",
            "None Address 7",
            "Some((2, 0)) Position c",
            "None Position c",
            "Some((0, 0)) Twice 1; 2",
        ]
    );
    assert!(part.grid.row(0).iter().all(|(_, cell)| matches!(cell, Cell::Unread(..))));
}

#[test]
fn of_values_stated_twice_in_a_cell_and_of_alternatives_none_counts() {
    let (part, _) = read(
        r#"<sheetData><row r="1"><c r="A1"><v>5800</v><v>6</v></c><c r="B1"><v>7</v><v>7</v></c><c r="C1" t="inlineStr"><is><t>x</t></is><is><t>y</t></is></c>
        <c r="D1"><mc:AlternateContent xmlns:mc="m"><mc:Fallback><v>9</v></mc:Fallback></mc:AlternateContent></c>
        <mc:AlternateContent xmlns:mc="m"><mc:Fallback><c r="E1"><v>9</v></c></mc:Fallback></mc:AlternateContent></row>
        <a:AlternateContent xmlns:a="m"><a:Choice><row r="2"><c r="A2"><v>8</v></c></row></a:Choice><a:Fallback><row r="2"><c r="A2"><v>9</v></c></row></a:Fallback></a:AlternateContent></sheetData>"#,
    );
    let noted = part.unread.named().iter().map(|one| (one.cell, one.reason, one.written.as_str()));
    let expected = [
        (Some((0, 0)), UnreadReason::Twice, "5800; 6"),
        (Some((0, 2)), UnreadReason::Twice, "x; y"),
        (Some((0, 3)), UnreadReason::Position, "mc:AlternateContent"),
        (Some((0, 4)), UnreadReason::Position, "c"),
        (Some((1, 0)), UnreadReason::Position, "c"),
    ];
    assert_eq!(noted.collect::<Vec<_>>(), expected);
    assert_eq!(part.grid.get(0, 1), &Cell::Number(7.0));
    assert!(matches!(part.grid.get(0, 0), Cell::Unread(UnreadReason::Twice, _)));
}

#[test]
fn rows_and_columns_without_a_size_are_hidden() {
    let (part, _) = read(
        r#"<cols><col min="2" max="3" width="0" customWidth="1"/><col min="5" max="5" width="9.1"/></cols>
        <sheetData><row r="2" ht="0" customHeight="1"/><row r="3" ht="15"/></sheetData>"#,
    );
    assert_eq!(
        (part.hidden.rows.rows(), part.hidden.columns.columns()),
        (vec!["2".to_owned()], vec!["B:C".to_owned()])
    );
}
