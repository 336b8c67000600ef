//! A commune that sends a row of its own beside that of its district: the district is the sender, and its figures are not replaced in silence.

use crate::kit::filtered;
use crate::mini::{HEADER, Mini, NEW, OLD, sheet};

const FIRST: [Option<&str>; 3] = [Some("100;50;1000;50"), Some("200;60;2000;60"), Some("300;70;3000;70")];

/// A file of one commune, with its head.
fn of_commune(name: &str, line: &str) -> String {
    format!("ỦY BAN NHÂN DÂN {name};;;;;;\nBiểu số 01/TN;;;;;;\n{HEADER}{line}\n")
}

/// What is found of two senders: object, unit, field, the two values and the sentence.
fn found(mini: &Mini) -> Vec<String> {
    let rows = filtered(mini.table("findings"), &[("code", "two-senders"), ("state", "open")]);
    let told = |row: &crate::kit::Row| {
        let of = ["object", "ref_area", "field", "value", "expected", "message_en"].map(|column| row[column].clone());
        of.join(" | ")
    };
    rows.iter().map(told).collect()
}

/// A project in which the first district has sent the last two quarters of its time.
fn mini() -> Mini {
    let mini = Mini::new();
    mini.send("services/q1.csv", "2025-04-05T09:00:00+07:00", sheet("2025-Q1", &OLD[..3], &FIRST));
    mini.send("services/q2.csv", "2025-07-05T09:00:00+07:00", sheet("2025-Q2", &OLD[..3], &FIRST));
    mini
}

#[test]
fn a_new_commune_under_the_title_of_last_year_replaces_no_row_of_the_district_in_silence() {
    let mini = mini();
    let new = sheet("2026-Q1", &NEW[..1], &[Some("311;120;3010;55")]);
    mini.send("services/2026.csv", "2026-04-03T09:00:00+07:00", new);
    let line = "90001;Xã Đồi Chè;2025-Q1;312;121;3011;56";
    mini.send("services/xa.csv", "2026-04-04T09:00:00+07:00", of_commune("XÃ ĐỒI CHÈ", line));
    mini.edit("tinhso.toml", "2026-03-31", "2026-04-30");
    mini.run(0);
    let told = "services/q1.csv | 90001 | received | 100 | 312 | Huyện Suối Đá sent other figures of Xã Đồi Chè than Xã Đồi Chè later did in services/xa.csv, which count; find out which are right, and withdraw or correct the others";
    assert_eq!(found(&mini), [told]);
}

#[test]
fn the_own_office_of_a_commune_is_another_sender_than_its_district() {
    let mini = mini();
    let same = "90002;Xã Bến Gỗ;2025-Q1;200;60;2000;60";
    mini.send("services/xa.csv", "2025-04-20T09:00:00+07:00", of_commune("XÃ BẾN GỖ", same));
    mini.run(0);
    assert!(found(&mini).is_empty(), "{:?}", found(&mini));
    let other = "90002;Xã Bến Gỗ;2025-Q1;201;60;2000;60";
    mini.send("services/xa.csv", "2025-04-21T09:00:00+07:00", of_commune("XÃ BẾN GỖ", other));
    mini.run(0);
    let found = found(&mini);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].starts_with("services/q1.csv | 90002 | received | 200 | 201 | Huyện Suối Đá sent"), "{found:?}");
}

#[test]
fn corrections_of_one_office_are_of_one_sender() {
    // The district corrects itself, with and without a head of its own.
    let mini = mini();
    let line = "90002;Xã Bến Gỗ;2025-Q1;201;60;2000;60";
    mini.send("services/sua.csv", "2025-04-21T09:00:00+07:00", of_commune("HUYỆN SUỐI ĐÁ", line));
    mini.send(
        "services/sua lan 2.csv",
        "2025-04-22T09:00:00+07:00",
        format!("{HEADER}{}\n", line.replace("201", "202")),
    );
    // A commune corrects its own file, of which nobody else has sent anything.
    let quarter = |value: &str| of_commune("XÃ ĐÁ BẠC", &format!("90004;Xã Đá Bạc;2025-Q1;{value};60;2000;60"));
    mini.send("services/da-bac.csv", "2025-04-20T09:00:00+07:00", quarter("400"));
    mini.send("services/da-bac lan 2.csv", "2025-04-21T09:00:00+07:00", quarter("410"));
    mini.run(0);
    assert!(found(&mini).is_empty(), "{:?}", found(&mini));
}

#[test]
fn a_workbook_of_a_district_with_a_sheet_for_each_commune_is_of_the_district() {
    let mini = mini();
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let communes = [("XÃ ĐỒI CHÈ", "90001;Xã Đồi Chè", 101), ("XÃ BẾN GỖ", "90002;Xã Bến Gỗ", 202)];
    for (index, (head, unit, received)) in communes.into_iter().enumerate() {
        let worksheet = workbook.add_worksheet().set_name(format!("Biểu {index}")).expect("a name");
        let text = of_commune(head, &format!("{unit};2025-Q1;{received};50;1000;50"));
        for (row, line) in text.lines().enumerate() {
            for (column, cell) in line.split(';').enumerate() {
                let (row, column) = (u32::try_from(row).expect("few"), u16::try_from(column).expect("few"));
                match cell.parse::<f64>() {
                    Ok(number) if column > 2 => worksheet.write(row, column, number).expect("written"),
                    _ => worksheet.write(row, column, cell).expect("written"),
                };
            }
        }
    }
    let bytes = workbook.save_to_buffer().expect("a workbook");
    mini.send("services/sheets.xlsx", "2025-04-21T09:00:00+07:00", bytes);
    mini.run(0);
    assert!(found(&mini).is_empty(), "{:?}", found(&mini));
    assert_eq!(mini.figure("dossiers", "90002", "as-reported", "2025-Q1"), "202.0 | A | 1/1");
}
