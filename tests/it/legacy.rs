//! Files in TCVN3, in VNI, and in windows-1252 read as windows-1258: the same figures as in Unicode, and a finding.

use std::collections::HashMap;

use rust_xlsxwriter::Workbook;
use tinhso::formats::text::viscii;

use crate::kit::{Row, filtered, lines};
use crate::mini::{Mini, OLD, SECOND_QUARTER, THIRD_QUARTER, UNITS, sheet};

const OBJECT: &str = "services/2025-Q2.csv";
const WHEN: &str = "2025-07-05T09:00:00+07:00";

/// The text with each letter as the characters of its bytes, by a map of the reader.
fn encoded(map: &str, text: &str) -> String {
    let line = |line: &str| {
        let mut parts = line.split(',');
        let bytes = u32::from_str_radix(parts.next()?, 16).ok()?;
        let signs: String =
            [bytes >> 8, bytes & 0xff].into_iter().filter(|byte| *byte > 0).filter_map(char::from_u32).collect();
        Some((parts.nth(1)?.to_owned(), signs))
    };
    let letters: HashMap<String, String> = map.lines().skip(1).filter_map(line).collect();
    let written = |letter: char| letters.get(&letter.to_string()).cloned().unwrap_or_else(|| letter.to_string());
    text.chars().map(written).collect()
}

pub fn tcvn3(text: &str) -> String {
    encoded(include_str!("../../crates/reader/src/sheet/legacy/tcvn3.csv"), text)
}

pub fn vni(text: &str) -> String {
    encoded(include_str!("../../crates/reader/src/sheet/legacy/vni.csv"), text)
}

/// Characters as bytes, as the programs of the time wrote them.
pub fn bytes(text: &str) -> Vec<u8> {
    text.chars().map(|sign| u8::try_from(u32::from(sign)).expect("a byte")).collect()
}

/// What becomes of a text within Latin-1 that is read as windows-1258.
fn misread(text: &str) -> String {
    if text.chars().any(|sign| sign > '\u{ff}') {
        return text.to_owned();
    }
    encoding_rs::WINDOWS_1258.decode_without_bom_handling(&bytes(text)).0.into_owned()
}

fn second_quarter() -> String {
    sheet("2025-Q2", &OLD, &SECOND_QUARTER)
}

/// A workbook of the same rows, each text as `write` has it.
fn workbook(text: &str, write: impl Fn(&str) -> String) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("Bieu 01").expect("a name");
    sheet.write_string(0, 0, write("Biểu số 01/TN - Báo cáo của Ủy ban nhân dân xã")).expect("written");
    for (row, line) in (2..).zip(text.lines()) {
        for (column, cell) in (0..).zip(line.split(';')) {
            match cell.parse::<f64>() {
                Ok(number) if column > 2 => sheet.write_number(row, column, number).expect("written"),
                _ => sheet.write_string(row, column, write(cell)).expect("written"),
            };
        }
    }
    book.save_to_buffer().expect("a workbook")
}

/// Every figure of the two quarters.
fn figures(mini: &Mini) -> Vec<String> {
    let mut figures = Vec::new();
    for indicator in ["online_share", "dossiers", "people"] {
        for area in ["90", "901", "902", "90001", "90002", "90003", "90004", "90005"] {
            for (geography, period) in
                [("as-reported", "2025-Q2"), ("2025-07-01", "2025-Q2"), ("2025-07-01", "2025-Q3")]
            {
                figures.push(mini.figure(indicator, area, geography, period));
            }
        }
    }
    figures
}

/// Runs with this file for the second quarter; gives the figures, and the findings about the file.
#[track_caller]
fn run(file: impl AsRef<[u8]>) -> (Vec<String>, Vec<Row>) {
    let mini = Mini::new();
    mini.send(OBJECT, WHEN, file);
    mini.send("services/2025-Q3.csv", "2025-10-05T09:00:00+07:00", sheet("2025-Q3", &crate::mini::NEW, &THIRD_QUARTER));
    mini.run(0);
    (figures(&mini), filtered(mini.table("findings"), &[("object", OBJECT)]))
}

/// Runs the same rows in Unicode and as this file: the figures are the same, and one finding names the encoding.
#[track_caller]
fn decoded(file: impl AsRef<[u8]>, encoding: &str) {
    let (clean, none) = run(second_quarter());
    assert_eq!(none, [], "nothing is said of Unicode");
    let (rows, findings) = run(file);
    assert_eq!(rows, clean);
    let [finding] = findings.as_slice() else { panic!("{findings:#?}") };
    assert_eq!(
        (finding["code"].as_str(), finding["severity"].as_str(), finding["disposition"].as_str()),
        ("legacy-encoding", "warning", "used")
    );
    assert!(finding["message_en"].contains(encoding), "{finding:?}");
}

#[test]
fn a_text_file_in_the_bytes_of_tcvn3_gives_the_same_figures() {
    decoded(bytes(&tcvn3(&second_quarter())), "TCVN3");
}

#[test]
fn a_text_file_in_the_bytes_of_vni_gives_the_same_figures() {
    decoded(bytes(&vni(&second_quarter())), "VNI");
}

#[test]
fn workbooks_whose_texts_are_legacy_give_the_same_figures() {
    decoded(workbook(&second_quarter(), tcvn3), "TCVN3");
    decoded(workbook(&second_quarter(), vni), "VNI");
    decoded(workbook(&second_quarter(), misread), "1258");
}

#[test]
fn a_workbook_in_unicode_is_read_as_it_is() {
    let (clean, _) = run(second_quarter());
    assert_eq!(run(workbook(&second_quarter(), str::to_owned)), (clean, Vec::new()));
}

#[test]
fn a_name_that_lost_its_hooked_u_is_the_only_unit_it_can_be() {
    let mini = Mini::new();
    // One that is recognised without its ư, and two that are not.
    let units = UNITS
        .replace("Xã Bến Gỗ", "Xã Mường Gỗ")
        .replace("Xã Cầu Tre", "Xã Nưa Tha")
        .replace("Xã Đá Bạc", "Xã Na Thưa");
    let units = units.replace("Xã Giếng Mới,commune,xa,902", "Xã Nưa Thưa,commune,xa,902");
    let units = units.replace("Xã Đồi Chè,commune,xa,901", "Xã Na Thư,commune,xa,901");
    mini.write("registry/units.csv", &units);
    let communes = [
        ("90001", "Xã Na Thư"),
        ("90002", "Xã Mường Gỗ"),
        ("", "Xã Nưa Tha"),
        ("", "Xã Nưa Thưa"),
        ("90005", "Xã Nưa Thưa"),
    ];
    let text = tcvn3(&sheet("2025-Q2", &communes, &SECOND_QUARTER)).replace('\u{ad}', "");
    mini.send(OBJECT, WHEN, bytes(&text));
    mini.run(1);
    let found: Vec<(String, String)> = filtered(mini.table("findings"), &[("object", OBJECT)])
        .iter()
        .map(|row| (row["code"].clone(), row["suggestion"].clone()))
        .filter(|(code, _)| code == "lost-letter")
        .collect();
    let lost = |name: &str| ("lost-letter".to_owned(), name.to_owned());
    assert!(found.contains(&lost("Xã Mường Gỗ")), "{found:?}");
    assert!(!found.contains(&lost("Xã Nưa Tha")), "two units are spelt so: {found:?}");
    assert_eq!(mini.figure("dossiers", "90002", "as-reported", "2025-Q2"), "200.0 | A | 1/1");
}

#[test]
fn inspect_shows_the_encoding_and_how_sure_it_is() {
    let mini = Mini::new();
    mini.write("q2.csv", bytes(&tcvn3(&second_quarter())));
    mini.write("q2.xlsx", workbook(&second_quarter(), vni));
    let files = ["q2.csv", "q2.xlsx"].map(|name| mini.path().join(name).to_string_lossy().into_owned());
    for language in ["vi", "en"] {
        let answer = mini.tinhso(&["inspect", &files[0], &files[1], "--lang", language]).expect(0);
        let text = answer.stdout.replace(&format!("{}/", mini.path().display()), "");
        insta::assert_snapshot!(format!("inspect_{language}"), text);
    }
    let answer = mini.tinhso(&["inspect", &files[1], "--format", "json"]).expect(0).json();
    let legacy = &answer["files"][0]["sheets"][0]["legacy"];
    assert_eq!((legacy["encoding"].as_str(), legacy["decoded"].as_bool()), (Some("vni"), Some(true)));
}

#[test]
fn texts_in_viscii_are_read_as_what_they_say() {
    let of_bytes: HashMap<String, u8> = (0x80..=0xff).map(|byte| (viscii::text_of(&[byte]), byte)).collect();
    let viscii = |text: &str| -> Vec<u8> {
        let byte =
            |sign: char| of_bytes.get(&sign.to_string()).copied().unwrap_or_else(|| u8::try_from(sign).expect("ASCII"));
        text.chars().map(byte).collect()
    };
    let mini = Mini::new();
    mini.send(OBJECT, WHEN, viscii(&second_quarter()));
    mini.run(0);
    let plain = Mini::new();
    plain.send(OBJECT, WHEN, second_quarter());
    plain.run(0);
    let rows = |mini: &Mini| lines(&mini.table("data/services"), &["ref_area", "ref_area_name", "received", "score"]);
    assert_eq!(rows(&mini), rows(&plain));
    assert_eq!(rows(&mini).len(), 5);
    let found = filtered(mini.table("findings"), &[("code", "legacy-encoding")]);
    assert!(found.is_empty(), "{found:?}");
}
