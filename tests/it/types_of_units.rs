//! Units of each type: their offices in the head of a form, and the rows of their sums, are known by the words of the type.

use crate::kit::filtered;
use crate::mini::{HEADER, Mini};

/// The types of communes and of districts: `type` of the registry, and its word.
const COMMUNES: [(&str, &str); 4] =
    [("xa", "xã"), ("phuong", "phường"), ("thi_tran", "thị trấn"), ("dac_khu", "đặc khu")];
const DISTRICTS: [(&str, &str); 4] =
    [("huyen", "huyện"), ("quan", "quận"), ("thi_xa", "thị xã"), ("thanh_pho", "thành phố")];

/// Who sent a file with such a head above its rows, by the registry in which units have these types.
fn sender(units: &[(&str, &str)], head: &str, rows: &str) -> (String, usize) {
    let mini = Mini::new();
    for (from, to) in units {
        mini.edit("registry/units.csv", from, to);
    }
    mini.send("services/x.csv", "2026-01-05T09:00:00+07:00", format!("{head}{HEADER}{rows}"));
    mini.tinhso(&["run"]);
    let submissions = mini.table("submissions");
    let sent = filtered(submissions, &[("object", "services/x.csv")]);
    let accepted = sent.iter().map(|row| row["rows_accepted"].parse::<usize>().unwrap_or(0)).sum();
    (sent.first().map(|row| row["ref_area"].clone()).unwrap_or_default(), accepted)
}

/// The heads in which an office of this type and name is the sender.
fn heads(word: &str, name: &str) -> [String; 5] {
    let (word, unit) = (word.to_uppercase(), name.to_uppercase());
    let low = word.to_lowercase();
    [
        format!("UBND {word} {unit};;;;;;\n"),
        format!("ỦY BAN NHÂN DÂN;;;;;;\n{word} {unit};;;;;;\n"),
        format!("Đơn vị: {low} {name};;;;;;\n"),
        format!("Đơn vị báo cáo: {low} {name};;;;;;\n"),
        format!("Đơn vị báo cáo: {low};{name};;;;;\n"),
    ]
}

#[test]
fn an_office_of_each_type_is_the_sender() {
    let row = |word: &str| format!("90005;{word} Giếng Mới;2025-Q4;100;50;1000;50\n");
    for (kind, word) in COMMUNES {
        let written = format!("90005,{word} Giếng Mới,commune,{kind},90,");
        let units = [("90005,Xã Giếng Mới,commune,xa,90,", written.as_str())];
        for head in heads(word, "Giếng Mới") {
            assert_eq!(sender(&units, &head, &row(word)), ("90005".to_owned(), 1), "{head}");
        }
    }
    let rows = "90001;Xã Đồi Chè;2025-Q2;100;50;1000;50\n";
    for (kind, word) in DISTRICTS {
        let written = format!("901,{word} Suối Đá,district,{kind},");
        let units = [("901,Huyện Suối Đá,district,huyen,", written.as_str())];
        for head in heads(word, "Suối Đá") {
            assert_eq!(sender(&units, &head, rows), ("901".to_owned(), 1), "{head}");
        }
    }
}

#[test]
fn sums_named_by_the_type_of_their_unit_are_no_rows_of_units() {
    for (_, word) in COMMUNES.into_iter().chain(DISTRICTS) {
        for sum in [format!("Toàn {word}"), format!("Cộng {word} Giếng Mới"), format!("Tổng {word}")] {
            let rows = format!("90005;Xã Giếng Mới;2025-Q4;100;50;1000;50\n;{sum};2025-Q4;100;50;1000;50\n");
            let (_, accepted) = sender(&[], "UBND XÃ GIẾNG MỚI;;;;;;\n", &rows);
            assert_eq!(accepted, 1, "{sum}");
        }
    }
}

#[test]
fn wards_with_numbers_are_known_however_the_number_is_written() {
    let units = [
        ("90001,Xã Đồi Chè,commune,xa,90,", "90001,Phường 1,commune,phuong,90,"),
        ("90003,Xã Hồ Sen,commune,xa,90,", "90003,Phường 10,commune,phuong,90,"),
    ];
    let accepted = |[one, other]: [&str; 2]| {
        let rows = format!(";{one};2025-Q4;100;50;1000;50\n;{other};2025-Q4;231;77;2040;61\n");
        sender(&units, "UBND TỈNH THỬ NGHIỆM;;;;;;\n", &rows).1
    };
    for names in
        [["Phường 1", "Phường 10"], ["P.1", "P. 10"], ["P1", "P10"], ["Phường 01", "Phường số 10"], ["P01", "P 010"]]
    {
        assert_eq!(accepted(names), 2, "{names:?}");
    }
    for names in [["Phường I", "Phường 100"], ["Q1", "Q10"], ["Phường 2", "Phường 11"]] {
        assert_eq!(accepted(names), 0, "{names:?}");
    }
}
