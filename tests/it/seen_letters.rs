//! What is seen in the cells of a workbook where it is not what they hold: letters in the colour of the cell, fonts of signs, months in the place of days.

use rust_xlsxwriter::{Color, ExcelDateTime, Format, FormatPattern, Workbook};

use crate::cell_formats::labels;
use crate::kit::lines;
use crate::mini::{Mini, OLD};
use crate::packages::styled_ods;

const SCORE: &str = r#"{ "name": "score", "type": "number", "title": "Điểm chuyển đổi số", "measure": "rate" }"#;
const JOINED: &str = r#"{ "name": "joined", "type": "boolean", "title": "Điểm chuyển đổi số" }"#;
const OPENED: &str = r#"{ "name": "opened", "type": "date", "title": "Điểm chuyển đổi số" }"#;

/// The findings of a code with severity, cell and value, and the rows that count with the last field.
#[track_caller]
fn read(field: &str, code: &str, name: &str, bytes: &[u8]) -> (Vec<String>, Vec<String>) {
    let mini = Mini::new();
    mini.edit("schemas/services.json", SCORE, field);
    mini.send(&format!("services/{name}"), "2025-07-05T09:00:00+07:00", bytes);
    let answer = mini.tinhso(&["run", "--format", "json"]);
    assert!(answer.code < 2, "{}", answer.stderr);
    let mut found = lines(&mini.table("findings"), &["code", "severity", "cell", "value"]);
    found.retain(|line| line.starts_with(code));
    let column = field.split('"').nth(3).expect("a name");
    (found, lines(&mini.table("data/services"), &["ref_area", column]))
}

/// A value of the last column.
#[derive(Clone, Copy)]
enum Last<'v> {
    Text(&'v str),
    Number(f64),
    Day(&'v str),
}

/// A workbook of five communes with these values; `format` is that of a row, from 1, and a column.
fn workbook(last: [Last<'_>; 5], format: impl Fn(u32, u16) -> Option<Format>) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, label) in (0..).zip(labels()) {
        sheet.write(0, column, label).expect("written");
    }
    for ((row, (code, name)), last) in (1..).zip(OLD).zip(last) {
        let format = |column: u16| format(row, column).unwrap_or_default();
        for (column, text) in [(0, code), (1, name), (2, "2025-Q2")] {
            sheet.write_with_format(row, column, text, &format(column)).expect("written");
        }
        for (column, number) in [(3, 100.0), (4, 50.0), (5, 1000.0)] {
            sheet.write_with_format(row, column, number, &format(column)).expect("written");
        }
        let format = format(6);
        match last {
            Last::Text(text) => sheet.write_with_format(row, 6, text, &format),
            Last::Number(number) => sheet.write_with_format(row, 6, number, &format),
            Last::Day(day) => {
                let day = ExcelDateTime::parse_from_str(day).expect("a day");
                sheet.write_with_format(row, 6, day, &format)
            }
        }
        .expect("written");
    }
    book.save_to_buffer().expect("a workbook")
}

/// The same as an open document: the styles of cells and columns by `style`, the value of the last column and its text.
fn document(styles: &str, last: [(&str, &str); 5], style: impl Fn(usize, usize) -> &'static str) -> Vec<u8> {
    let cell = |style: &str, value: &str, text: &str| {
        format!(r#"<table:table-cell table:style-name="{style}" {value}><text:p>{text}</text:p></table:table-cell>"#)
    };
    let text = |style: &str, text: &str| cell(style, r#"office:value-type="string""#, text);
    let row = |cells: String| format!("<table:table-row>{cells}</table:table-row>");
    let mut rows = row(labels().iter().map(|label| text("plain", label)).collect());
    for ((place, (code, name)), (value, shown)) in (1..).zip(OLD).zip(last) {
        let words = [code, name, "2025-Q2"].into_iter().enumerate();
        let mut cells: String = words.map(|(column, word)| text(style(place, column), word)).collect();
        for (column, number) in [(3, "100"), (4, "50"), (5, "1000")] {
            cells +=
                &cell(style(place, column), &format!(r#"office:value-type="float" office:value="{number}""#), number);
        }
        cells += &cell(style(place, 6), value, shown);
        rows += &row(cells);
    }
    styled_ods(styles, &rows)
}

const NUMBERS: [Last<'_>; 5] = [Last::Number(60.5); 5];

#[test]
fn letters_in_the_colour_of_their_cell_are_read_and_reported() {
    let white = || Format::new().set_font_color(Color::White);
    let row = |format: fn() -> Format| workbook(NUMBERS, move |row, _| (row == 2).then(format));
    let (found, rows) = read(SCORE, "hidden-row", "a.xlsx", &row(white));
    assert_eq!(found, ["hidden-row | warning |  | 3"]);
    assert_eq!(rows.len(), 5, "they are read");
    for seen in [
        || Format::new().set_font_color(Color::White).set_background_color(Color::Navy),
        || Format::new().set_font_color(Color::Gray),
        || Format::new().set_background_color(Color::Yellow),
        || {
            let pattern = Format::new().set_font_color(Color::White).set_pattern(FormatPattern::DarkGray);
            pattern.set_foreground_color(Color::Black)
        },
    ] {
        assert_eq!(read(SCORE, "hidden-row", "a.xlsx", &row(seen)).0, [""; 0]);
    }
    let yellow = || Format::new().set_font_color(Color::Yellow).set_background_color(Color::Yellow);
    assert_eq!(read(SCORE, "hidden-row", "a.xlsx", &row(yellow)).0, ["hidden-row | warning |  | 3"]);
    // Values alone, and a column of codes that people keep so.
    let of_column = |column: u16, rows: &'static [u32]| {
        workbook(NUMBERS, move |row, at| (at == column && rows.contains(&row)).then(white))
    };
    let cells = |column, rows| read(SCORE, "hidden-row", "a.xlsx", &of_column(column, rows)).0;
    assert_eq!(cells(3, &[2]), ["hidden-row | warning | D3 | D3"]);
    assert_eq!(cells(6, &[1, 2, 3, 4, 5]), ["hidden-row | warning | G2 | G2:G6"]);
    assert_eq!(cells(0, &[1, 2, 3, 4, 5]), [""; 0]);

    let styles = r##"<style:style style:name="plain" style:family="table-cell"/><style:style style:name="white" style:family="table-cell" style:parent-style-name="plain"><style:text-properties fo:color="#ffffff"/></style:style><style:style style:name="on-blue" style:family="table-cell" style:parent-style-name="white"><style:table-cell-properties fo:background-color="#000080"/></style:style>"##;
    let sixty = (r#"office:value-type="float" office:value="60.5""#, "60.5");
    let of = |name: &'static str| document(styles, [sixty; 5], move |row, _| if row == 2 { name } else { "plain" });
    assert_eq!(read(SCORE, "hidden-row", "a.ods", &of("white")).0, ["hidden-row | warning |  | 3"]);
    assert_eq!(read(SCORE, "hidden-row", "a.ods", &of("on-blue")).0, [""; 0]);
}

#[test]
fn a_letter_in_a_font_of_signs_is_what_it_shows() {
    let fonts = ["Wingdings", "Wingdings 2", "Wingdings", "Wingdings 2", "Webdings"];
    let of = |texts: [&'static str; 5]| {
        workbook(texts.map(Last::Text), move |row, column| {
            let font = fonts.get(usize::try_from(row).expect("a row") - 1)?;
            (column == 6).then(|| Format::new().set_font_name(*font))
        })
    };
    let (found, rows) = read(JOINED, "type-error", "a.xlsx", &of(["ü", "P", "þ", "R", "a"]));
    assert_eq!((found.len(), rows.len()), (0, 5), "{found:?}");
    assert!(rows.iter().all(|row| row.ends_with("| true")), "{rows:?}");
    // A cross is no yes, nor is a letter whose sign is not known.
    let (found, rows) = read(JOINED, "", "a.xlsx", &of(["û", "V", "x", "O", "v"]));
    let found: Vec<&String> = found.iter().filter(|line| line.contains("| G")).collect();
    assert_eq!(
        found,
        [
            "type-error | error | G2 | ✗",
            "type-error | error | G3 | ⊗",
            "type-error | error | G4 | ☒",
            "type-error | error | G5 | ✗",
            "unread-cell | error | G6 | v"
        ]
    );
    assert_eq!(rows, [""; 0]);

    let styles = r#"<style:font-face style:name="F1" svg:font-family="Wingdings"/><style:style style:name="plain" style:family="table-cell"/><style:style style:name="signs" style:family="table-cell"><style:text-properties style:font-name="F1"/></style:style>"#;
    let text = r#"office:value-type="string""#;
    let last = [(text, "ü"), (text, "û"), (text, "x"), (text, "v"), (text, "✔")];
    let signs = document(styles, last, |_, column| if column == 6 { "signs" } else { "plain" });
    let (found, rows) = read(JOINED, "", "a.ods", &signs);
    let found: Vec<&String> = found.iter().filter(|line| line.contains("| G")).collect();
    assert_eq!(found, ["type-error | error | G3 | ✗", "type-error | error | G4 | ☒", "unread-cell | error | G5 | v"]);
    assert_eq!(rows, ["90001 | true", "90005 | true"]);
}

#[test]
fn a_month_under_a_day_is_reported_where_the_first_is_stored() {
    let of = |days: [&'static str; 5], format: &'static str| {
        workbook(days.map(Last::Day), move |_, column| (column == 6).then(|| Format::new().set_num_format(format)))
    };
    for format in ["mm/yyyy", "mmm-yy", "\"tháng \"m\" năm \"yyyy"] {
        let (found, rows) = read(OPENED, "hidden-year", "a.xlsx", &of(["2024-03-01"; 5], format));
        assert_eq!(found, ["hidden-year | warning | G2 | 2024-03-01"], "{format}");
        assert_eq!(rows.len(), 5, "they are read");
        // Nobody but a person wrote another day.
        assert_eq!(read(OPENED, "hidden-year", "a.xlsx", &of(["2024-03-15"; 5], format)).0, [""; 0], "{format}");
    }
    assert_eq!(read(OPENED, "hidden-year", "a.xlsx", &of(["2024-03-01"; 5], "dd/mm/yyyy")).0, [""; 0]);
    let plain = r#"<style:style style:name="plain" style:family="table-cell"/>"#;
    let day = r#"office:value-type="date" office:date-value="2024-03-01""#;
    let months = |shown: &'static str| document(plain, [(day, shown); 5], |_, _| "plain");
    assert_eq!(read(OPENED, "hidden-year", "a.ods", &months("03/2024")).0, ["hidden-year | warning | G2 | 2024-03-01"]);
    assert_eq!(read(OPENED, "hidden-year", "a.ods", &months("01/03/2024")).0, [""; 0]);
}
