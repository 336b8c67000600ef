//! The sender that a head names in whatever words, in whatever format, and over whatever lines of its cell.

use rust_xlsxwriter::{Format, Workbook};

use crate::kit::{filtered, lines};
use crate::mini::{HEADER, Mini};

const ROWS: [&str; 2] = ["90004;Xã Đá Bạc;2025-Q1;400;100;4000;80", "90005;Xã Giếng Mới;2025-Q1;500;200;5000;90"];

/// A head of cells, the labels and the rows of the second district.
fn csv(head: &[&str]) -> String {
    let quoted: Vec<String> = head.iter().map(|cell| format!("\"{cell}\"")).collect();
    format!("Biểu số 01/TN;{}\n{HEADER}{}\n", quoted.join(";"), ROWS.join("\n"))
}

fn xlsx(head: &[&str]) -> Vec<u8> {
    let mut book = Workbook::new();
    let page = book.add_worksheet();
    page.write(0, 0, "Biểu số 01/TN").expect("a title");
    for (column, cell) in (1_u16..).zip(head) {
        page.write_with_format(0, column, *cell, &Format::new().set_text_wrap()).expect("a head");
    }
    for (row, line) in (1_u32..).zip(HEADER.trim().lines().chain(ROWS)) {
        for (column, cell) in (0_u16..).zip(line.split(';')) {
            match cell.parse::<f64>() {
                Ok(number) if column > 2 => page.write(row, column, number).expect("a number"),
                _ => page.write(row, column, cell).expect("a text"),
            };
        }
    }
    book.save_to_buffer().expect("a workbook")
}

fn json(member: &str) -> String {
    let labels: Vec<&str> = HEADER.trim().split(';').collect();
    let row = |line: &&str| {
        let members = labels.iter().zip(line.split(';')).map(|(label, cell)| format!("\"{label}\": \"{cell}\""));
        format!("{{{}}}", members.collect::<Vec<_>>().join(", "))
    };
    let rows: Vec<String> = ROWS.iter().map(row).collect();
    format!("{{\"{member}\": \"Huyện Suối Đá\", \"rows\": [{}]}}", rows.join(", "))
}

/// The findings of a file as it is validated, and its sender.
fn said(name: &str, bytes: &[u8]) -> (Vec<String>, String) {
    let mini = Mini::new();
    mini.send(&format!("services/{name}"), "2025-04-05T09:00:00+07:00", bytes);
    mini.tinhso(&["run"]);
    let found = lines(&filtered(mini.table("findings"), &[("severity", "error")]), &["code", "value"]);
    let came = filtered(mini.table("submissions"), &[("object", &format!("services/{name}"))]);
    (found, lines(&came, &["ref_area"]).join(" "))
}

const FOREIGN: [&str; 2] = ["foreign-area | Xã Đá Bạc", "foreign-area | Xã Giếng Mới"];

#[test]
fn a_head_names_the_sender_in_other_words() {
    let heads: [&[&str]; 14] = [
        &["Đơn vị báo cáo: Huyện Suối Đá"],
        &["Tên đơn vị báo cáo: Huyện Suối Đá"],
        &["Đơn vị BC: UBND huyện Suối Đá"],
        &["ĐVBC: Huyện Suối Đá"],
        &["Đơn vị gửi BC: Huyện Suối Đá"],
        &["Đơn vị lập biểu: Huyện Suối Đá"],
        &["Tên đơn vị: UBND huyện Suối Đá"],
        &["Đơn vị báo cáo UBND huyện Suối Đá"],
        &["Đơn vị báo cáo", "UBND huyện Suối Đá"],
        &["Đơn vị báo cáo / Reporting unit: Huyện Suối Đá"],
        &["Đơn vị\nbáo cáo: Huyện Suối Đá"],
        &["Đơn vị báo cáo: UBND\nhuyện Suối Đá"],
        &["Đơn vị báo cáo: Huyện\nSuối Đá"],
        &["Đơn vị báo cáo: Ủy ban nhân dân\nhuyện Suối Đá\nĐơn vị nhận báo cáo: Sở Nội vụ"],
    ];
    for head in heads {
        for (name, bytes) in [("a.csv", csv(head).into_bytes()), ("a.xlsx", xlsx(head))] {
            assert_eq!(said(name, &bytes), (FOREIGN.map(str::to_owned).to_vec(), "901".to_owned()), "{name} {head:?}");
        }
    }
}

#[test]
fn members_of_json_name_the_sender_in_the_words_of_a_head() {
    for member in ["don_vi", "don_vi_bao_cao", "donViBaoCao", "ten_don_vi_bao_cao", "Đơn vị gửi BC", "tenDonVi"] {
        let (found, sender) = said("a.json", json(member).as_bytes());
        assert_eq!((found, &*sender), (FOREIGN.map(str::to_owned).to_vec(), "901"), "{member}");
    }
}

#[test]
fn what_speaks_of_reports_names_no_sender() {
    let heads: [&[&str]; 6] = [
        &["Đơn vị nhận báo cáo: UBND huyện Suối Đá"],
        &["Đơn vị báo cáo gửi UBND huyện Suối Đá trước ngày 5"],
        &["Tên đơn vị: Trường Mầm non Hoa Ban"],
        &["Đơn vị nhận", "UBND huyện Suối Đá"],
        &["Đơn vị nhận báo cáo:", "UBND huyện Suối Đá"],
        &["Đơn vị tính: hồ sơ, người, điểm"],
    ];
    for head in heads {
        for (name, bytes) in [("a.csv", csv(head).into_bytes()), ("a.xlsx", xlsx(head))] {
            assert_eq!(said(name, &bytes), (Vec::new(), "902".to_owned()), "{name} {head:?}");
        }
    }
}
