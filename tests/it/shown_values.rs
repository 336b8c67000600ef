//! Days and truths of a workbook whose format shows another value than is stored.

use rust_xlsxwriter::{Format, Workbook};

use crate::cell_formats::labels;
use crate::kit::{filtered, lines};
use crate::mini::{Mini, OLD};
use crate::packages::ods;

const SCORE: &str = r#"{ "name": "score", "type": "number", "title": "Điểm chuyển đổi số", "measure": "rate" }"#;
const WHEN: &str = "2025-07-05T09:00:00+07:00";
/// 3 July 2025 in a spreadsheet.
const DAY: f64 = 45841.0;

/// The values of a field of this type in five rows, and the findings about its cells.
fn read(kind: &str, name: &str, bytes: Vec<u8>) -> (Vec<String>, Vec<String>) {
    let mini = Mini::new();
    let field = format!(r#"{{ "name": "told", "type": "{kind}", "title": "Điểm chuyển đổi số" }}"#);
    mini.edit("schemas/services.json", SCORE, &field);
    mini.send(&format!("services/{name}"), WHEN, bytes);
    let answer = mini.tinhso(&["run", "--format", "json", "--lang", "en"]);
    assert!(answer.code < 2, "{}", answer.stderr);
    let found = filtered(mini.table("findings"), &[("form", "services")]);
    let found = lines(&found, &["code", "cell"]);
    let of_column = found.into_iter().filter(|found| found.contains("| G")).collect();
    (lines(&mini.table("data/services"), &["told"]), of_column)
}

fn xlsx(number: f64, formats: [&str; 5]) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, label) in (0..).zip(labels()) {
        sheet.write(0, column, label).expect("written");
    }
    for ((row, (code, name)), format) in (1..).zip(OLD).zip(formats) {
        for (column, text) in [(0, code), (1, name), (2, "2025-Q2")] {
            sheet.write(row, column, text).expect("written");
        }
        for (column, number) in [(3, 100.0), (4, 50.0), (5, 1000.0)] {
            sheet.write(row, column, number).expect("written");
        }
        sheet.write_with_format(row, 6, number, &Format::new().set_num_format(format)).expect("written");
    }
    book.save_to_buffer().expect("a workbook")
}

/// Cells of this type and value, shown as these texts.
fn shown(value: &str, texts: [&str; 5]) -> Vec<u8> {
    let text = |text: &str| {
        format!(r#"<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>"#)
    };
    let row = |cells: String| format!("<table:table-row>{cells}</table:table-row>");
    let mut rows = row(labels().iter().map(|label| text(label)).collect());
    for ((code, name), shown) in OLD.into_iter().zip(texts) {
        let others: String = [code, name, "2025-Q2", "100", "50", "1000"].map(text).concat();
        rows += &row(others + &format!("<table:table-cell {value}><text:p>{shown}</text:p></table:table-cell>"));
    }
    ods(&rows)
}

#[test]
fn a_day_is_not_read_whose_format_writes_another() {
    let day = "2025-07-03";
    let sound = [
        "dd/mm/yyyy",
        "dd/mm/\"20\"yy",
        "\"Đợt 2: \"dd/mm/yyyy",
        "\"Ngày \"dd\" tháng \"mm\" năm \"yyyy",
        "dd/mm/\"2025\"",
    ];
    assert_eq!(read("date", "a.xlsx", xlsx(DAY, sound)), (vec![day.to_owned(); 5], vec![]));
    let others = ["dd/mm/\"2024\"", "dd/\"08\"/yyyy", "\"01/\"mm/yyyy", "dd/mm/2\\024", "d\" tháng tám năm \"yyyy"];
    let found: Vec<String> = (2..7).map(|row| format!("unread-cell | G{row}")).collect();
    assert_eq!(read("date", "a.xlsx", xlsx(DAY, others)), (vec![], found.clone()));

    let stored = r#"office:value-type="date" office:date-value="2025-07-03""#;
    let sound = ["03/07/2025", "3-Jul-25", "Thứ Năm, 3 tháng 7 năm 2025", "03/07/2025 (lần 2)", "2025-07-03"];
    assert_eq!(read("date", "a.ods", shown(stored, sound)), (vec![day.to_owned(); 5], vec![]));
    let others = ["03/07/2024", "03/08/2025", "01/07/2025", "3-Aug-25", "3 tháng 8 năm 2025"];
    assert_eq!(read("date", "a.ods", shown(stored, others)), (vec![], found));
}

#[test]
fn a_zero_that_is_shown_as_a_yes_is_one() {
    let as_truths = |truth: &str| (vec![truth.to_owned(); 5], Vec::<String>::new());
    let yes = ["\"Không\";;\"Có\"", "[=0]\"Có\";\"Không\"", "\"đã có\"", "[=0]\"x\";\"\"", "0;0;\"✓\""];
    assert_eq!(read("boolean", "a.xlsx", xlsx(0.0, yes)), as_truths("true"));
    let no = ["0", "0;-0;\"-\"", "\"Có\";;\"Không\"", "0\" hộ\"", "0;-0;;@"];
    assert_eq!(read("boolean", "a.xlsx", xlsx(0.0, no)), as_truths("false"));
    let doubt = ["0;0;\"Đang chờ\""; 5];
    let (values, found) = read("boolean", "a.xlsx", xlsx(0.0, doubt));
    assert!(values.is_empty() && !found.is_empty(), "{values:?} {found:?}");

    let stored = r#"office:value-type="float" office:value="0""#;
    assert_eq!(read("boolean", "a.ods", shown(stored, ["Có", "có", "đã có", "x", "✓"])), as_truths("true"));
    assert_eq!(read("boolean", "a.ods", shown(stored, ["0", "-", "Không", "0 hộ", "Không có"])), as_truths("false"));
}

#[test]
fn words_of_other_figures_in_a_format_count_as_they_are_shown() {
    const NUMBER: &str = r#"number", "measure": "stock", "unit": "DOSSIER"#;
    let refused: Vec<String> = (2..7).map(|row| format!("unread-cell | G{row}")).collect();
    let codes = ["\"KH: \"#,##0", "#,##0\" (ước)\"", "0\"/12\"", "\"Lũy kế \"#,##0", "0\" KH\""];
    assert_eq!(read(NUMBER, "a.xlsx", xlsx(1017.0, codes)), (vec![], refused.clone()));
    let stored = r#"office:value-type="float" office:value="1017""#;
    // A stroke within a text without a style is not known from a fraction.
    let texts = ["KH: 1.017", "1.017 (ước)", "1.017 (KH)", "Lũy kế 1.017", "1017 KH"];
    assert_eq!(read(NUMBER, "a.ods", shown(stored, texts)), (vec![], refused));
    // What says nothing of whose figures they are.
    let codes = ["\"Số: \"0", "0\" hồ sơ\"", "#,##0", "0\" (quý II/2025)\"", "0\" lượt\""];
    let (values, found) = read(NUMBER, "a.xlsx", xlsx(1017.0, codes));
    assert_eq!(values.len(), 5, "{found:?}");
    let texts = ["Số: 1.017", "1.017 hồ sơ", "1.017", "1017 (quý II/2025)", "1017 lượt"];
    assert_eq!(read(NUMBER, "a.ods", shown(stored, texts)).0.len(), 5);
}
