//! Units of measure that a workbook states elsewhere than in a caption or over its measures: in the name of the sheet, in the header of the
//! pages, over a column of ordinals or names, in a comment on a label, beside a label without parentheses.

use rust_xlsxwriter::{Note, Workbook, Worksheet};

use crate::kit::Row;
use crate::mini::Mini;

const LABELS: [&str; 4] = ["Năm", "Mã ngành", "Loại số liệu", "Giá trị tăng thêm"];

const OBJECT: &str = "exports/2024.xlsx";

/// What becomes of 1,5 in a workbook: the value in millions, and the codes of what is found.
fn read(
    labels: [&str; 4],
    units: Option<[&str; 4]>,
    with: impl FnOnce(&mut Worksheet) -> &mut Worksheet,
) -> (Vec<String>, Vec<String>) {
    read_of(OBJECT, labels, units, with)
}

/// The same of a workbook of this name.
fn read_of(
    object: &str,
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
    mini.send(object, "2025-02-05T09:00:00+07:00", book.save_to_buffer().expect("a workbook"));
    let answer = mini.tinhso(&["run", "--format", "json"]);
    assert!(answer.code < 2, "{}", answer.stderr);
    let found = mini.table("findings").into_iter().filter(|row| row["object"] == object);
    let found = found.map(|row: Row| row["code"].to_string()).collect();
    let rows = mini.table("data/value-added");
    (rows.iter().map(|row| row["value"].trim_end_matches('0').trim_end_matches('.').to_owned()).collect(), found)
}

fn pair(value: &str, code: &[&str]) -> (Vec<String>, Vec<String>) {
    (vec![value.to_owned()], code.iter().map(|code| (*code).to_owned()).collect())
}

#[test]
fn a_unit_in_the_name_of_a_file_or_folder_is_reported_where_the_table_states_none() {
    let of = |object: &str, labels: [&str; 4]| read_of(object, labels, None, |sheet| sheet);
    let stated = ["Năm", "Mã ngành", "Loại số liệu", "Giá trị tăng thêm (tỷ đồng)"];
    for object in ["exports/2024 (tỷ đồng).xlsx", "exports/ĐVT tỷ đồng/2024.xlsx", "exports/2024_ty-dong.xlsx"]
    {
        assert_eq!(of(object, LABELS), pair("1.5", &["unclear-unit"]), "{object}");
        assert_eq!(of(object, stated), pair("1500", &["unit-converted"]), "{object}");
    }
    for object in ["exports/2024 (triệu đồng).xlsx", "exports/2024 Công ty Đông Á.xlsx"] {
        assert_eq!(of(object, LABELS), pair("1.5", &[]), "{object}");
    }
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

/// What becomes of a workbook whose sheets hold these lines above a table, each of one year and with an amount of 1,5; without a year
/// there is no table.
fn read_sheets(sheets: &[(&[&str], Option<&str>)]) -> (Vec<String>, Vec<String>) {
    let mut book = Workbook::new();
    for (place, (head, year)) in sheets.iter().enumerate() {
        let sheet = book.add_worksheet().set_name(format!("S{}", place + 1)).expect("a name");
        let mut row = 0;
        for line in *head {
            sheet.write(row, 0, *line).expect("written");
            row += 1;
        }
        let Some(year) = year else { continue };
        for (column, label) in (0..).zip(LABELS) {
            sheet.write(row, column, label).expect("written");
        }
        for (column, text) in (0..).zip([year, "A", "A"]) {
            sheet.write(row + 1, column, text).expect("written");
        }
        sheet.write(row + 1, 3, 1.5).expect("written");
    }
    let mini = Mini::new();
    mini.edit("schemas/value-added.json", "\"scale\": 2", "\"scale\": 6");
    mini.send("exports/a.xlsx", "2025-02-05T09:00:00+07:00", book.save_to_buffer().expect("a workbook"));
    let answer = mini.tinhso(&["run", "--format", "json"]);
    assert!(answer.code < 2, "{}", answer.stderr);
    let found = mini.table("findings").into_iter().filter(|row| row["object"] == "exports/a.xlsx");
    let found = found.map(|row: Row| format!("{} {}!{}", row["code"], row["sheet"], row["cell"])).collect();
    let rows = mini.table("data/value-added");
    (rows.iter().map(|row| row["value"].trim_end_matches('0').trim_end_matches('.').to_owned()).collect(), found)
}

#[test]
fn a_unit_goes_on_over_the_sheets_that_state_none() {
    let values = |values: &[&str]| values.iter().map(|value| (*value).to_owned()).collect::<Vec<_>>();
    let unit: &[&str] = &["Đơn vị báo cáo: Cục Thống kê", "ĐVT: tỷ đồng"];
    let converted = ["unit-converted S1!D3", "unit-converted S2!D1"].map(str::to_owned).to_vec();
    assert_eq!(read_sheets(&[(unit, Some("2023")), (&[], Some("2024"))]), (values(&["1500", "1500"]), converted));
    let headed: &[&str] = &["Đơn vị báo cáo: Cục Thống kê", "Năm 2024"];
    // A head of its own that states none leaves open whether that of the sheet before is meant.
    let (amounts, found) = read_sheets(&[(unit, Some("2023")), (headed, Some("2024"))]);
    assert_eq!(amounts, ["1500", "1.5"]);
    assert_eq!(found, ["unit-converted S1!D3", "unclear-unit S2!A3"]);
    let own: &[&str] = &["ĐVT: triệu đồng"];
    assert_eq!(
        read_sheets(&[(unit, Some("2023")), (own, Some("2024"))]).0,
        ["1500", "1.5"],
        "its own unit goes before"
    );
    assert_eq!(read_sheets(&[(own, Some("2023")), (&[], Some("2024"))]), (values(&["1.5", "1.5"]), Vec::new()));
}

#[test]
fn a_cover_states_the_unit_of_the_tables_that_have_none() {
    let cover: &[&str] = &["Đơn vị báo cáo: Cục Thống kê", "Đơn vị tính: tỷ đồng"];
    let found = vec!["unit-converted S2!D1".to_owned()];
    assert_eq!(read_sheets(&[(cover, None), (&[], Some("2024"))]), (vec!["1500".to_owned()], found));
    // What nothing here is measured in was meant for other tables.
    let cover: &[&str] = &["Đơn vị báo cáo: Cục Thống kê", "Đơn vị tính: người"];
    assert_eq!(read_sheets(&[(cover, None), (&[], Some("2024"))]), (vec!["1.5".to_owned()], Vec::new()));
}

#[test]
fn a_unit_above_the_table_of_another_sender_is_in_doubt() {
    let first: &[&str] = &["Đơn vị báo cáo: Chi cục A", "ĐVT: tỷ đồng"];
    let second: &[&str] = &["Đơn vị báo cáo: Chi cục B"];
    let (amounts, found) = read_sheets(&[(first, Some("2023")), (second, Some("2024"))]);
    assert_eq!(amounts, ["1500", "1.5"]);
    assert_eq!(found, ["unit-converted S1!D3", "unclear-unit S2!A2"]);
}
