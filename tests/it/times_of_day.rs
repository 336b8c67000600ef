//! Times of the day as workbooks keep them: a part of a day in a format of hours.

use rust_xlsxwriter::{Format, Workbook};

use crate::cell_formats::labels;
use crate::kit::{filtered, lines};
use crate::mini::{Mini, OLD};
use crate::packages::ods;

const SCORE: &str = r#"{ "name": "score", "type": "number", "title": "Điểm chuyển đổi số", "measure": "rate" }"#;

fn mini(field: &str) -> Mini {
    let mini = Mini::new();
    mini.edit("schemas/services.json", SCORE, field);
    mini
}

fn time(format: &str) -> Mini {
    mini(&format!(r#"{{ "name": "opens", "type": "time", "title": "Điểm chuyển đổi số"{format} }}"#))
}

/// A workbook of five communes with these numbers in these formats in the last column.
fn workbook(cells: [(f64, &str); 5]) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, label) in (0..).zip(labels()) {
        sheet.write(0, column, label).expect("written");
    }
    for ((row, (code, name)), (number, format)) in (1..).zip(OLD).zip(cells) {
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

#[track_caller]
fn opens(mini: &Mini, exit: i32) -> Vec<String> {
    mini.run(exit);
    lines(&mini.table("data/services"), &["opens"])
}

const DAY: &str = "2025-07-05T09:00:00+07:00";
/// 06:30 as a spreadsheet keeps it.
const HALF_PAST_SIX: f64 = 0.270_833_333_333_333_3;

#[test]
fn times_of_a_workbook_are_times_of_a_field() {
    let cells = [
        (HALF_PAST_SIX, "h:mm:ss"),
        (0.0, "hh:mm"),
        (HALF_PAST_SIX, "h:mm AM/PM"),
        (HALF_PAST_SIX, "[$-F400]h:mm:ss AM/PM"),
        (86399.0 / 86400.0, "[h]:mm"),
    ];
    let read = ["06:30:00", "00:00:00", "06:30:00", "06:30:00", "23:59:59"];
    for format in ["", r#", "format": "%H:%M""#, r#", "format": "any""#] {
        let mini = time(format);
        mini.send("services/q2.xlsx", DAY, workbook(cells));
        assert_eq!(opens(&mini, 0), read, "{format}");
    }
}

#[test]
fn what_shows_no_time_of_a_day_is_none() {
    let cells = [
        (1.0625, "[h]:mm"),
        (HALF_PAST_SIX, "dd/mm/yyyy"),
        (HALF_PAST_SIX, "dd/mm/yyyy hh:mm"),
        (HALF_PAST_SIX, ";;;"),
        (HALF_PAST_SIX, "h:mm"),
    ];
    let mini = time("");
    mini.send("services/q2.xlsx", DAY, workbook(cells));
    assert_eq!(opens(&mini, 1), ["06:30:00"]);
    let found = filtered(mini.table("findings"), &[("severity", "error")]);
    assert_eq!(lines(&found, &["cell"]), ["G2", "G3", "G4", "G5"]);
}

#[test]
fn a_time_in_a_column_of_numbers_is_said_to_be_one() {
    let mini = mini(SCORE);
    let plain = (60.0, "0.00");
    mini.send("services/q2.xlsx", DAY, workbook([(HALF_PAST_SIX, "h:mm"), plain, plain, plain, plain]));
    mini.run(1);
    let found = filtered(mini.table("findings"), &[("code", "unread-cell")]);
    assert_eq!(lines(&found, &["cell", "severity"]), ["G2 | error"]);
    assert!(found[0]["message_en"].contains("shows as a time"), "{found:?}");
    assert!(found[0]["message_vi"].contains("giờ phút"), "{found:?}");
}

#[test]
fn times_of_an_open_document_are_times_of_a_field() {
    let text = |text: &str| {
        format!(r#"<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>"#)
    };
    let number = |number: &str| {
        format!(
            r#"<table:table-cell office:value-type="float" office:value="{number}"><text:p>{number}</text:p></table:table-cell>"#
        )
    };
    let times = [
        ("PT06H30M00S", "0.2708333333333", "06:30"),
        ("PT00H00M00S", "0", "12:00 AM"),
        ("PT23H59M59S", "0.9999884259259", "23:59:59"),
        ("PT07H05M00S", "0.2951388888889", "7h05"),
        ("PT25H30M00S", "1.0625", "25:30"),
    ];
    let row = |cells: String| format!("<table:table-row>{cells}</table:table-row>");
    // Some programs state a time as the part of a day that it is.
    for is_plain in [false, true] {
        let mut rows = row(labels().iter().map(|label| text(label)).collect());
        for ((code, name), (stated, part, shown)) in OLD.into_iter().zip(times) {
            let numbers: String = ["100", "50", "1000"].map(number).concat();
            let value = match is_plain {
                false => format!(r#"office:value-type="time" office:time-value="{stated}""#),
                true => format!(r#"office:value-type="float" office:value="{part}""#),
            };
            let time = format!("<table:table-cell {value}><text:p>{shown}</text:p></table:table-cell>");
            rows += &row([text(code), text(name), text("2025-Q2"), numbers, time].concat());
        }
        let mini = time("");
        mini.send("services/q2.ods", DAY, ods(&rows));
        // More hours than a day has are no time of one.
        assert_eq!(opens(&mini, 1), ["06:30:00", "00:00:00", "23:59:59", "07:05:00"]);
        let found = filtered(mini.table("findings"), &[("severity", "error")]);
        assert_eq!(lines(&found, &["cell"]), ["G6"]);
    }
}
