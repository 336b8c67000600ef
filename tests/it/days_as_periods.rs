//! A day in a column of periods is of the period that holds it, in texts as in workbooks.

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use serde_json::{Map, Value};

use crate::kit::filtered;
use crate::mini::{HEADER, Mini, OLD};

/// Days as they are written, and the quarter that a workbook reads for the same day.
const DAYS: [(&str, &str); 5] = [
    ("31/03/2024", "2024-Q1"),
    ("2024-05-17", "2024-Q2"),
    ("01/07/2024", "2024-Q3"),
    ("30.12.2024", "2024-Q4"),
    ("2025-06-30T09:15:00", "2025-Q2"),
];

/// The periods that were read of an object, in the order of the communes, and what was found.
#[track_caller]
fn read(name: &str, bytes: &[u8]) -> (Vec<String>, Vec<String>) {
    let mini = Mini::new();
    mini.send(&format!("services/{name}"), "2025-07-05T09:00:00+07:00", bytes);
    let answer = mini.tinhso(&["run", "--format", "json", "--lang", "en"]);
    assert!(answer.code < 2, "{}", answer.stderr);
    let rows = mini.table("data/services");
    let found = filtered(mini.table("findings"), &[("code", "unknown-period")]);
    let found = found.iter().map(|row| format!("{} | {} | {}", row["cell"], row["value"], row["message_en"]));
    (rows.iter().map(|row| format!("{} {}", row["ref_area"], row["time_period"])).collect(), found.collect())
}

fn labels() -> Vec<&'static str> {
    HEADER.trim_end().split(';').collect()
}

fn text(days: &[&str]) -> String {
    let rows = OLD.iter().zip(days).map(|((code, name), day)| format!("{code};{name};{day};9;1;5;1\n"));
    HEADER.to_owned() + &rows.collect::<String>()
}

fn expected() -> Vec<String> {
    OLD.iter().zip(DAYS).map(|((code, _), (_, period))| format!("{code} {period}")).collect()
}

#[test]
fn texts_objects_and_workbooks_give_the_same_periods() {
    let days = DAYS.map(|(day, _)| day);
    assert_eq!(read("days.csv", text(&days).as_bytes()), (expected(), Vec::new()));

    let object = |((code, name), day): (&(&str, &str), &str)| {
        let values = [*code, *name, day, "9", "1", "5", "1"];
        let members = labels().into_iter().zip(values).map(|(label, value)| (label.to_owned(), Value::from(value)));
        Value::Object(members.collect::<Map<_, _>>())
    };
    let objects: Vec<Value> = OLD.iter().zip(days).map(object).collect();
    let json = serde_json::to_vec(&objects).expect("it is written");
    assert_eq!(read("days.json", &json), (expected(), Vec::new()));

    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let format = Format::new().set_num_format("dd/mm/yyyy");
    for (column, label) in (0..).zip(labels()) {
        sheet.write(0, column, label).expect("it is written");
    }
    let of_days = [(2024, 3, 31), (2024, 5, 17), (2024, 7, 1), (2024, 12, 30), (2025, 6, 30)];
    for (row, ((code, name), (year, month, day))) in (1..).zip(OLD.iter().zip(of_days)) {
        sheet.write(row, 0, *code).expect("it is written");
        sheet.write(row, 1, *name).expect("it is written");
        let day = ExcelDateTime::from_ymd(year, month, day).expect("a day");
        sheet.write_with_format(row, 2, &day, &format).expect("it is written");
        for (column, value) in [(3, 9), (4, 1), (5, 5), (6, 1)] {
            sheet.write(row, column, value).expect("it is written");
        }
    }
    assert_eq!(read("days.xlsx", &book.save_to_buffer().expect("a workbook")), (expected(), Vec::new()));
}

#[test]
fn a_text_that_may_be_two_days_of_two_periods_is_none() {
    let (rows, found) = read("days.csv", text(&["03/04/2025", "04/05/2025", "01/04/2025", "04/01/2025"]).as_bytes());
    // Of the second both days are of one quarter, and the third begins one.
    assert_eq!(rows, ["90002 2025-Q2", "90003 2025-Q2"]);
    let found: Vec<&str> = found.iter().map(|found| found.split(';').next().unwrap_or_default()).collect();
    insta::assert_snapshot!(found.join("\n"), @r"
    C2 | 03/04/2025 | “03/04/2025” may be two days of two periods, 2025-Q2 or 2025-Q1
    C5 | 04/01/2025 | “04/01/2025” may be two days of two periods, 2025-Q1 or 2025-Q2
    ");
}

#[test]
fn instants_of_another_zone_and_months_written_first_are_no_periods() {
    let (rows, found) = read("days.csv", text(&["2025-03-31T20:00:00Z", "03/31/2025", "31/03/25"]).as_bytes());
    assert_eq!((rows.len(), found.len()), (0, 3), "{rows:?} {found:?}");
    // The midnight of a day here is that day (decision 0122).
    let (rows, found) = read("days.csv", text(&["2025-03-31T17:00:00Z", "2025-06-29 17:00:00+00"]).as_bytes());
    assert_eq!((rows.len(), found.len()), (2, 0), "{rows:?} {found:?}");
    assert!(rows.iter().all(|row| row.contains("2025-Q2")), "{rows:?}");
}

#[test]
fn a_month_that_may_be_the_number_of_a_quarter_is_none() {
    let book = |days: &[(u16, u8, u8)]| {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        let format = Format::new().set_num_format("m/yyyy");
        for (column, label) in (0..).zip(labels()) {
            sheet.write(0, column, label).expect("it is written");
        }
        for (row, ((code, name), (year, month, day))) in (1..).zip(OLD.iter().zip(days)) {
            sheet.write(row, 0, *code).expect("it is written");
            sheet.write(row, 1, *name).expect("it is written");
            let day = ExcelDateTime::from_ymd(*year, *month, *day).expect("a day");
            sheet.write_with_format(row, 2, &day, &format).expect("it is written");
            for (column, value) in [(3, 9), (4, 1), (5, 5), (6, 1)] {
                sheet.write(row, column, value).expect("it is written");
            }
        }
        book.save_to_buffer().expect("a workbook")
    };
    // Typed as 2/2024 and 4/2024.
    let (rows, found) = read("numbers.xlsx", &book(&[(2024, 2, 1), (2024, 4, 1)]));
    assert_eq!(rows, Vec::<String>::new());
    assert_eq!(found.len(), 2, "{found:?}");
    // First days of quarters, and days of which one is no month's first.
    for days in [[(2024, 1, 1), (2024, 4, 1)], [(2024, 2, 1), (2024, 5, 17)]] {
        let (rows, found) = read("days.xlsx", &book(&days));
        assert_eq!((rows.len(), found.len()), (2, 0), "{found:?}");
    }
}

#[test]
fn a_whole_number_that_a_data_frame_gave_a_fraction_is_its_period() {
    let (rows, found) =
        read("days.csv", format!("Năm 2024\n{}", text(&["1.0", "2.0", "3.00", "4,0", "1.5"])).as_bytes());
    assert_eq!(rows, ["90001 2024-Q1", "90002 2024-Q2", "90003 2024-Q3", "90004 2024-Q4"], "{found:?}");
    assert_eq!(found.len(), 1, "{found:?}");
    // A year is no quarter, however it is written.
    assert_eq!(read("days.csv", text(&["2024.0"]).as_bytes()).0, Vec::<String>::new());
}
