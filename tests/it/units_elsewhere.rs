//! Units of measure that a workbook states elsewhere than in a caption or over its measures: in the name of the sheet, in the header of the
//! pages, over a column of ordinals or names, in a comment on a label, beside a label without parentheses.

use rust_xlsxwriter::{Note, Workbook, Worksheet};

use crate::kit::Row;
use crate::mini::Mini;

const LABELS: [&str; 4] = ["Năm", "Mã ngành", "Loại số liệu", "Giá trị tăng thêm"];

/// What becomes of 1,5 in a workbook: the value in millions, and the codes of what is found.
fn read(
    labels: [&str; 4],
    units: Option<[&str; 4]>,
    with: impl FnOnce(&mut Worksheet) -> &mut Worksheet,
) -> (Vec<String>, Vec<String>) {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, label) in (0..).zip(labels) {
        sheet.write(0, column, label).expect("written");
    }
    let first = u32::from(units.is_some()) + 1;
    for (column, unit) in (0..).zip(units.into_iter().flatten()) {
        sheet.write(1, column, unit).expect("written");
    }
    for (column, text) in (0..).zip(["2024", "A", "A"]) {
        sheet.write(first, column, text).expect("written");
    }
    sheet.write(first, 3, 1.5).expect("written");
    with(sheet);
    let mini = Mini::new();
    mini.edit("schemas/value-added.json", "\"scale\": 2", "\"scale\": 6");
    mini.send("exports/2024.xlsx", "2025-02-05T09:00:00+07:00", book.save_to_buffer().expect("a workbook"));
    let answer = mini.tinhso(&["run", "--format", "json"]);
    assert!(answer.code < 2, "{}", answer.stderr);
    let found = mini.table("findings").into_iter().filter(|row| row["object"] == "exports/2024.xlsx");
    let found = found.map(|row: Row| row["code"].to_string()).collect();
    let rows = mini.table("data/value-added");
    (rows.iter().map(|row| row["value"].trim_end_matches('0').trim_end_matches('.').to_owned()).collect(), found)
}

fn pair(value: &str, code: &[&str]) -> (Vec<String>, Vec<String>) {
    (vec![value.to_owned()], code.iter().map(|code| (*code).to_owned()).collect())
}

#[test]
fn names_of_sheets_headers_of_pages_and_comments_state_units() {
    let of_name = |name: &str| read(LABELS, None, |sheet| sheet.set_name(name).expect("a name"));
    for name in ["Biểu 07 (tỷ đồng)", "ĐVT tỷ đồng", "GTTT 2024, tỷ đồng"] {
        assert_eq!(of_name(name), pair("1500", &["unit-converted"]), "{name}");
    }
    for name in ["Biểu 07 (triệu đồng)", "So sánh (%)", "Triệu", "Đồng"] {
        assert_eq!(of_name(name), pair("1.5", &[]), "{name}");
    }
    for code in ["&RĐơn vị tính: tỷ đồng", "&LUBND&C&\"Arial,Bold\"&10(ĐVT: tỷ đồng)"] {
        let converted = pair("1500", &["unit-converted"]);
        assert_eq!(read(LABELS, None, |sheet| sheet.set_header(code)), converted, "{code}");
        assert_eq!(read(LABELS, None, |sheet| sheet.set_footer(code)), converted, "{code}");
    }
    assert_eq!(read(LABELS, None, |sheet| sheet.set_header("&LSở KH&&CN&RTrang &P/&N")), pair("1.5", &[]));
    let commented = |text: &str| read(LABELS, None, |sheet| sheet.insert_note(0, 3, &Note::new(text)).expect("a note"));
    assert_eq!(commented("Đơn vị tính: tỷ đồng"), pair("1500", &["unit-converted"]));
    assert_eq!(commented("Ghi theo giá hiện hành, đơn vị tính: triệu đồng"), pair("1.5", &[]));
}

#[test]
fn labels_of_names_and_ordinals_state_the_unit_of_the_table() {
    for place in 0..3 {
        let mut labels = LABELS.map(str::to_owned);
        labels[place] = format!("{} (tỷ đồng)", labels[place]);
        let labels = labels.each_ref().map(String::as_str);
        assert_eq!(read(labels, None, |sheet| sheet), pair("1500", &["unit-converted"]), "{labels:?}");
    }
    let below = Some(["", "(tỷ đồng)", "", ""]);
    assert_eq!(read(LABELS, below, |sheet| sheet), pair("1500", &["unit-converted"]));
    let two = [LABELS[0], "Mã ngành (tỷ đồng)", LABELS[2], LABELS[3]];
    let named = read(two, None, |sheet| sheet.set_name("Biểu 07 (nghìn đồng)").expect("a name"));
    assert_eq!(named, pair("1.5", &["unclear-unit"]), "two places state two powers of ten");
    assert_eq!(read(["Năm", "Mã ngành (người)", "Loại số liệu", LABELS[3]], None, |sheet| sheet), pair("1.5", &[]));
}

#[test]
fn labels_with_their_unit_beside_them_are_labels() {
    for label in [
        "Giá trị tăng thêm - tỷ đồng",
        "Giá trị tăng thêm – Tỷ đồng",
        "Giá trị tăng thêm, tỷ đồng",
        "Giá trị tăng thêm: tỷ đồng",
        "Giá trị tăng thêm\ntỷ đồng",
        "(tỷ đồng) Giá trị tăng thêm",
        "Giá trị tăng thêm - ĐVT: tỷ đồng",
    ] {
        assert_eq!(
            read([LABELS[0], LABELS[1], LABELS[2], label], None, |sheet| sheet),
            pair("1500", &["unit-converted"]),
            "{label}"
        );
    }
    let letter = [LABELS[0], LABELS[1], LABELS[2], "Giá trị tăng thêm (t)"];
    assert_eq!(read(letter, None, |sheet| sheet), pair("1.5", &["doubtful-label"]));
}

#[test]
fn a_note_of_one_column_that_differs_from_the_caption_is_reported() {
    for (note, code) in [("cột 4 tính bằng tỷ đồng", Some("unclear-unit")), ("tính bằng triệu đồng", None)]
    {
        let mini = Mini::new();
        mini.edit("schemas/value-added.json", "\"scale\": 2", "\"scale\": 6");
        let text = format!(";;;ĐVT: triệu đồng\n{}\n2024;A;A;1,5\n;;;\nGhi chú: {note};;;\n", LABELS.join(";"));
        mini.send("exports/2024.csv", "2025-02-05T09:00:00+07:00", text);
        mini.run(0);
        let findings = mini.table("findings");
        let found = findings.iter().find(|row| row["object"] == "exports/2024.csv").map(|row| &*row["code"]);
        assert_eq!(found, code, "{note}");
    }
}
