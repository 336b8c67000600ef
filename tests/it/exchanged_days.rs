//! Days that a spreadsheet which writes the month first has exchanged: 5/10 is stored as the tenth of May, and 31/12 stays a text.

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

use crate::kit::{filtered, lines};
use crate::mini::Mini;

/// What is found in a column of days, of which those of numbers are stored as such.
fn found(days: &[&str]) -> Vec<String> {
    let mini = Mini::new();
    mini.edit(
        "schemas/services.json",
        r#""measure": "rate" }"#,
        r#""measure": "rate" }, { "name": "done_on", "type": "date", "title": "Ngày hoàn thành" }"#,
    );
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write(0, 0, "Quý II năm 2025").expect("written");
    let labels =
        ["Mã xã", "Tên xã", "Hồ sơ tiếp nhận", "Hồ sơ trực tuyến", "Dân số", "Điểm chuyển đổi số", "Ngày hoàn thành"];
    for (column, label) in (0..).zip(labels) {
        sheet.write(1, column, label).expect("written");
    }
    let communes = ["Xã Đồi Chè", "Xã Bến Gỗ", "Xã Cầu Tre", "Xã Đá Bạc", "Xã Giếng Mới"];
    let format = Format::new().set_num_format("dd/mm/yyyy");
    for ((row, commune), day) in (2..).zip(communes).zip(days) {
        sheet.write(row, 0, format!("9000{}", row - 1)).expect("written");
        sheet.write(row, 1, commune).expect("written");
        for (column, number) in (2..).zip([120.0, 60.0, 4000.0, 61.5]) {
            sheet.write(row, column, number).expect("written");
        }
        match ExcelDateTime::parse_from_str(day) {
            Ok(date) if day.contains('-') => sheet.write_with_format(row, 6, &date, &format).expect("written"),
            _ => sheet.write(row, 6, *day).expect("written"),
        };
    }
    mini.send("services/q2.xlsx", "2025-07-05T09:00:00+07:00", book.save_to_buffer().expect("a workbook"));
    mini.run(0);
    let findings = filtered(mini.table("findings"), &[("code", "type-error")]);
    lines(&findings, &["severity", "cell", "value", "suggestion"])
}

#[test]
fn days_up_to_the_twelfth_beside_texts_above_it_are_a_warning() {
    let days = ["2025-05-04", "2025-12-05", "2025-01-06", "31/05/2025", "29/06/2025"];
    assert_eq!(found(&days), ["warning | G3 | 04/05/2025 | 05/04/2025"]);
}

#[test]
fn days_of_both_halves_of_a_month_are_sound() {
    for days in [
        ["2025-05-04", "2025-12-05", "2025-06-16", "31/05/2025", "29/06/2025"],
        ["2025-05-04", "2025-12-05", "2025-01-06", "31/05/2025", "05/06/2025"],
        ["2025-05-04", "2025-12-05", "2025-01-06", "2025-06-06", "29/06/2025"],
        ["2025-04-04", "2025-05-05", "2025-06-06", "31/05/2025", "29/06/2025"],
    ] {
        assert_eq!(found(&days), [""; 0], "{days:?}");
    }
}
