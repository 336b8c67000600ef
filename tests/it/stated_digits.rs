//! Suggestions for cells that say more digits than their field keeps: they come from what the cell says.

use crate::across::{HEADER, PERIODS, arrival, cells, described, project};
use crate::kit::filtered;

/// The last quarter as a workbook, with texts or numbers as they are given.
fn workbook(change: impl Fn(usize, &mut [String; 5])) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (column, label) in (0u16..).zip(HEADER.trim_end().split(';')) {
        sheet.write(0, column, label).expect("a label");
    }
    for (row, commune) in (1u32..).zip(0..crate::across::COMMUNES) {
        let mut own = cells(commune, PERIODS.len() - 1);
        change(commune, &mut own);
        let letter = char::from(b'A' + u8::try_from(commune).expect("few"));
        sheet.write(row, 0, (91_001 + commune).to_string()).expect("a code");
        sheet.write(row, 1, format!("Xã Bản {letter}")).expect("a name");
        sheet.write(row, 2, PERIODS[PERIODS.len() - 1]).expect("a period");
        for (column, cell) in (3u16..).zip(&own) {
            sheet.write(row, column, cell.replace(',', ".").parse::<f64>().expect("a number")).expect("a number");
        }
    }
    book.save_to_buffer().expect("a workbook")
}

/// Spending of one commune in tỷ, which the form keeps in triệu with two digits.
fn in_billions(commune: usize, cells: &mut [String; 5]) {
    if commune == 4 {
        cells[3] = "0,514876".to_owned();
    }
    if commune == 9 {
        // The wrong sign, and three digits.
        cells[4] = format!("-{}7", cells[4]);
    }
}

#[test]
fn what_is_suggested_has_the_digits_of_the_cell() {
    let last = PERIODS.len() - 1;
    let signed = format!("{}7", cells(9, last)[4]).replace(',', ".");
    let expected = |object: &str| {
        vec![
            format!("sign-error | {object} | H11 | balance | -{signed} | {}", signed.replace('.', ",")),
            format!("thousand-error | {object} | G6 | spend | 0.514876 | 514,88"),
        ]
    };
    let found = |mini: &crate::mini::Mini| {
        let mut found = filtered(mini.table("findings"), &[("code", "thousand-error")]);
        found.extend(filtered(mini.table("findings"), &[("code", "sign-error")]));
        let mut found = described(&found);
        found.sort();
        found
    };
    let mini = project(|commune, period, cells| {
        if period == last {
            in_billions(commune, cells);
        }
    });
    mini.tinhso(&["run"]);
    assert_eq!(found(&mini), expected("2025-Q4.csv"));
    let message = &filtered(mini.table("findings"), &[("code", "thousand-error")])[0]["message_vi"];
    assert!(message.contains("0,514876"), "{message}");
    let mini = project(|_, _, _| ());
    mini.send("economy/2025-Q4.xlsx", &arrival(last).replace("-02T", "-03T"), workbook(in_billions));
    mini.tinhso(&["run"]);
    assert_eq!(found(&mini), expected("2025-Q4.xlsx"));
}
