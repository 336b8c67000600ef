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

/// In an export that passes as a stream what one day shows is known when others were read: nothing of it counts, as in a short one.
#[test]
fn a_day_with_its_month_first_is_found_wherever_it_is_in_an_export() {
    let found = |lines: &[(usize, &str)]| {
        let mini = crate::lines::mini();
        mini.edit(
            "schemas/dossiers.json",
            r#""measure": "rate" }"#,
            r#""measure": "rate" }, { "name": "done_on", "type": "date", "title": "Ngày xong" }"#,
        );
        let mut text = format!("{};Ngày xong\n", crate::lines::HEADER.trim_end());
        for (count, day) in lines {
            text.push_str(&format!("90001;2025-Q2;online;1,50;3;{day}\n").repeat(*count));
        }
        mini.send("lines/q2.csv", "2025-07-05T09:00:00+07:00", text);
        mini.tinhso(&["run", "--format", "json"]);
        let errors = filtered(mini.table("findings"), &[("form", "dossiers"), ("severity", "error")]);
        let refused = filtered(mini.table("findings"), &[("code", "unreadable-file")]);
        let fees = mini.figure("fees", "90001", "as-reported", "2025-Q2");
        (errors.len(), lines_of(&refused), fees)
    };
    // In the first piece each is named, with both days that it may be.
    let (errors, refused, fees) = found(&[(3, "05/04/2025"), (1, "05/21/2025")]);
    assert_eq!((errors, refused.as_slice(), fees.as_str()), (4, &[][..], " | O | 0/1"));
    for order in [
        [(3, "05/04/2025"), (30_000, "2025-05-04"), (1, "05/21/2025")],
        [(1, "05/21/2025"), (30_000, "2025-05-04"), (3, "05/04/2025")],
        [(40_000, "05/04/2025"), (1, "05/21/2025"), (40_000, "05/04/2025")],
    ] {
        let line = order.iter().take_while(|(_, day)| *day != "05/21/2025").map(|(count, _)| count).sum::<usize>() + 2;
        let (_, refused, fees) = found(&order);
        assert_eq!(refused, [format!("error | F{line} | 05/21/2025")], "{order:?}");
        assert_eq!(fees, "no row", "{order:?}");
    }
    // A day that is one with its day first alone: the column writes both ways, and the odd one is an error.
    let (errors, refused, _) = found(&[(3, "05/04/2025"), (30_000, "21/05/2025"), (1, "05/21/2025")]);
    assert_eq!((errors, refused.as_slice()), (1, &[][..]));
    let (errors, refused, fees) = found(&[(3, "05/04/2025"), (30_000, "21/05/2025")]);
    assert_eq!((errors, refused.as_slice(), fees.as_str()), (0, &[][..], "45004.5 | A | 1/1"));
}

fn lines_of(findings: &[crate::kit::Row]) -> Vec<String> {
    lines(findings, &["severity", "cell", "value"])
}
