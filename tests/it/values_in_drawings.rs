//! What is seen over blank cells and is not in them: text boxes, and the check boxes of forms.

use rust_xlsxwriter::{Button, Shape, Workbook};

use crate::cell_formats::labels;
use crate::kit::lines;
use crate::mini::{Mini, OLD};
use crate::packages::{ods, repacked};

const SCORE: &str = r#"{ "name": "score", "type": "number", "title": "Điểm chuyển đổi số", "measure": "rate" }"#;
const JOINED: &str = r#"{ "name": "joined", "type": "boolean", "title": "Điểm chuyển đổi số" }"#;

/// The cells that were not read, with what lies over them, and the rows that count.
#[track_caller]
fn read(field: &str, name: &str, bytes: &[u8]) -> (Vec<String>, Vec<String>) {
    let mini = Mini::new();
    mini.edit("schemas/services.json", SCORE, field);
    mini.send(&format!("services/{name}"), "2025-07-05T09:00:00+07:00", bytes);
    let answer = mini.tinhso(&["run", "--format", "json"]);
    assert!(answer.code < 2, "{}", answer.stderr);
    let mut found = lines(&mini.table("findings"), &["code", "severity", "cell", "value"]);
    found.retain(|line| line.starts_with("unread-cell"));
    (found, lines(&mini.table("data/services"), &["ref_area"]))
}

/// A workbook whose dossiers are blank in these rows, from 1, and all of whose last cells are.
fn workbook(blank: &[u32], over: impl Fn(&mut rust_xlsxwriter::Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, label) in (0..).zip(labels()) {
        sheet.write(0, column, label).expect("written");
    }
    for (row, (code, name)) in (1..).zip(OLD) {
        for (column, text) in [(0, code), (1, name), (2, "2025-Q2")] {
            sheet.write(row, column, text).expect("written");
        }
        for (column, number) in [(3, 100.0), (4, 50.0), (5, 1000.0)] {
            if column != 3 || !blank.contains(&row) {
                sheet.write(row, column, number).expect("written");
            }
        }
    }
    over(sheet);
    book.save_to_buffer().expect("a workbook")
}

#[test]
fn a_number_in_a_text_box_over_a_blank_cell_is_not_taken_and_not_passed_over() {
    let boxed = |text: &str| {
        let text = text.to_owned();
        workbook(&[2, 3], move |sheet| {
            let shape = Shape::textbox().set_text(&text).set_width(64).set_height(20);
            sheet.insert_shape(2, 3, &shape).expect("a shape");
            // Over a cell that has a value, and below the table.
            for row in [4, 20] {
                sheet.insert_shape(row, 3, &shape).expect("a shape");
            }
        })
    };
    for text in ["126", "1.250 hồ sơ"] {
        let (found, rows) = read(SCORE, "a.xlsx", &boxed(text));
        assert_eq!(found, [format!("unread-cell | error | D3 | {text}")]);
        assert_eq!(rows, ["90001", "90003", "90004", "90005"]);
    }
    for text in ["Đơn vị tính: hồ sơ", "ĐÃ DUYỆT", "1. Số liệu ước", "Trang 1"] {
        assert_eq!(
            read(SCORE, "a.xlsx", &boxed(text)),
            (vec![], OLD.map(|(code, _)| code.to_owned()).to_vec()),
            "{text}"
        );
    }
    // A picture of the year over the whole table is no value of it.
    let over_all = workbook(&[2, 3], |sheet| {
        let shape = Shape::textbox().set_text("2025").set_width(400).set_height(120);
        sheet.insert_shape(0, 1, &shape).expect("a shape");
    });
    assert_eq!(read(SCORE, "a.xlsx", &over_all).0, [""; 0]);
}

/// Two check boxes over blank cells, one of them ticked, and a button.
fn check_boxes() -> Vec<u8> {
    let book = workbook(&[], |sheet| {
        for (row, caption) in [(1, "ticked"), (2, "not"), (3, "button")] {
            let button = Button::new().set_caption(caption).set_width(40).set_height(18);
            sheet.insert_button(row, 6, &button).expect("a button");
        }
    });
    repacked(&book, |name, text| {
        if !name.contains("vmlDrawing") {
            return text;
        }
        let shapes = text.split("<v:shape ").map(|shape| {
            let ticked = shape.contains(">ticked<");
            let state = if ticked { "<x:Checked>1</x:Checked></x:ClientData>" } else { "</x:ClientData>" };
            match ticked || shape.contains(">not<") {
                true => shape.replace(r#""Button""#, r#""Checkbox""#).replace("</x:ClientData>", state),
                false => shape.to_owned(),
            }
        });
        shapes.collect::<Vec<_>>().join("<v:shape ")
    })
}

#[test]
fn a_check_box_over_a_blank_cell_is_no_value_ticked_or_not() {
    let (found, rows) = read(JOINED, "a.xlsx", &check_boxes());
    assert_eq!(found, ["unread-cell | error | G2 | ☑", "unread-cell | error | G3 | ☐"]);
    assert_eq!(rows, ["90003", "90004", "90005"]);
    // A box that is not ticked says nothing where no yes is asked for.
    assert_eq!(read(SCORE, "a.xlsx", &check_boxes()).0, ["unread-cell | error | G2 | ☑"]);
}

#[test]
fn an_open_document_has_text_boxes_in_cells_and_check_boxes_on_its_page() {
    let text = |text: &str| {
        format!(r#"<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>"#)
    };
    let row = |cells: String| format!(r#"<table:table-row table:style-name="ro">{cells}</table:table-row>"#);
    let mut rows = row(labels().iter().map(|label| text(label)).collect());
    for (place, (code, name)) in (1..).zip(OLD) {
        let boxed = r#"<table:table-cell><draw:custom-shape table:end-cell-address="'Biểu 01'.D3" svg:x="0in" svg:y="0in"><text:p>126</text:p></draw:custom-shape></table:table-cell>"#;
        let dossiers = if place == 2 { boxed.to_owned() } else { text("100") };
        let others: String = [code, name, "2025-Q2"].map(text).concat();
        rows += &row(others + &dossiers + &["50", "1000"].map(text).concat() + "<table:table-cell/>");
    }
    // Rows are 0.178 inches high, and columns 0.889 inches wide.
    let forms = r#"<office:forms><form:form><form:checkbox form:id="control1" form:current-state="checked"/><form:checkbox form:id="control2"/><form:button form:id="control3"/></form:form></office:forms>"#;
    let shape = |control: u32, top: f64| {
        format!(
            r#"<draw:control svg:width="0.3in" svg:height="0.17in" svg:x="5.4in" svg:y="{top}in" draw:control="control{control}"/>"#
        )
    };
    let shapes = format!("<table:shapes>{}{}{}</table:shapes>", shape(1, 0.18), shape(2, 0.55), shape(3, 0.72));
    let columns = r#"<table:table-column table:number-columns-repeated="16384"/>"#;
    let document = ods(&[forms, &shapes, columns, &rows].concat());
    let (found, rows) = read(JOINED, "a.ods", &document);
    assert_eq!(
        found,
        ["unread-cell | error | D3 | 126", "unread-cell | error | G2 | ☑", "unread-cell | error | G4 | ☐"]
    );
    assert_eq!(rows, ["90004", "90005"]);
}
