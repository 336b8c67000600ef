//! Lines of an export that are none: totals, which are compared with the lines that they sum, and what people write below the last one.

use crate::kit::filtered;
use crate::legacy::{bytes, tcvn3};
use crate::lines::{HEADER, mini};
use crate::mini::Mini;

const LINES: [&str; 4] = [
    "90001;2025-Q1;online;1,5;3",
    "90002;2025-Q1;paper;2,25;9",
    "90001;2025-Q1;paper;4;5",
    "90004;2025-Q1;online;10;1",
];
const WHOLE: &str = "17.75 | A | 5/5";

/// The fees of the province, and every finding with its cell.
fn read_in(mini: &Mini, content: impl AsRef<[u8]>) -> (String, String) {
    mini.send("lines/q1.csv", "2025-04-02T08:00:00+07:00", content);
    mini.tinhso(&["run", "--format", "json"]);
    let found = filtered(mini.table("findings"), &[("form", "dossiers")]);
    let found: Vec<String> = found.iter().map(|row| format!("{} {}", row["code"], row["cell"])).collect();
    (mini.figure("fees", "90", "as-reported", "2025-Q1"), found.join(", "))
}

fn read(lines: &[&str]) -> (String, String) {
    read_in(&mini(), format!("{HEADER}{}\n", lines.join("\n")))
}

/// The lines with others before the index.
fn with<'l>(others: &[(usize, &'l str)]) -> Vec<&'l str> {
    let mut lines: Vec<&str> = LINES.to_vec();
    others.iter().rev().for_each(|(index, other)| lines.insert(*index, other));
    lines
}

fn sound() -> (String, String) {
    (WHOLE.to_owned(), String::new())
}

#[test]
fn a_total_of_lines_is_compared_and_not_added() {
    for total in [
        "Tổng số;;;17,75;",
        "TỔNG CỘNG;2025-Q1;;17,75;18",
        ";;Cộng;17,75;",
        "Toàn tỉnh;;-;17,75;",
        "Cộng 4 dòng;;;17,75;",
        "Tổng cộng;;;;",
        "Tổng số;;Tổng số;17,75;",
    ] {
        assert_eq!(read(&with(&[(4, total)])), sound(), "{total}");
        assert_eq!(read(&with(&[(0, total)])), sound(), "before: {total}");
    }
    let differs = |cell: &str| (WHOLE.to_owned(), format!("total-mismatch {cell}"));
    assert_eq!(read(&with(&[(4, "Tổng số;;;18,75;")])), differs("D6"));
    assert_eq!(read(&with(&[(0, "Tổng số;;;18,75;")])), differs("D2"));
    let of_days = "Tổng số;;;17,75;4,5";
    assert_eq!(read(&with(&[(4, of_days)])), (WHOLE.to_owned(), "type-error E6".to_owned()));
    // Sums of the lines above each, and of all.
    let sums = [(2, "Cộng;;;3,75;"), (4, "Cộng;;;14;"), (4, "Tổng cộng;;;17,75;")];
    assert_eq!(read(&with(&sums)), sound());
    let wrong = [(2, "Cộng;;;3,75;"), (4, "Cộng;;;24;"), (4, "Tổng cộng;;;17,75;")];
    assert_eq!(read(&with(&wrong)), differs("D7"));
}

#[test]
fn what_names_a_unit_or_says_more_is_a_line() {
    for line in [
        "90001;2025-Q1;Cộng;17,75;",
        "Tổng số;;Trực tuyến;17,75;",
        "Tổng kho;2025-Q1;online;1;2",
        ";2025-Q1;online;17,75;1",
    ] {
        let (figure, found) = read(&with(&[(4, line)]));
        assert!(figure != WHOLE && found.contains('6'), "{line}: {figure} {found}");
    }
    // A text that the form declares as a value is one.
    let declared = mini();
    declared.edit("schemas/dossiers.json", "\"required\": true", "\"enum\": [\"online\", \"paper\", \"Cộng\"]");
    let (figure, found) = read_in(&declared, format!("{HEADER}{}\n;2025-Q1;Cộng;1;1\n", LINES.join("\n")));
    assert!(figure != WHOLE && found.contains("unknown-area"), "{figure} {found}");
}

#[test]
fn signatures_below_the_lines_are_passed_over() {
    for below in [
        &["Người lập biểu;;;Thủ trưởng đơn vị;", "Nguyễn Văn A;;;Trần Thị B;"][..],
        &[";;;Ngày 5 tháng 4 năm 2025;", "TM. ỦY BAN NHÂN DÂN;;;;", "(đã ký);;;;"],
        &["Tổng số;;;17,75;", "", "Người lập biểu;;;;"],
    ] {
        let lines: Vec<&str> = LINES.iter().chain(below).copied().collect();
        assert_eq!(read(&lines), sound(), "{below:?}");
    }
    // A note may say something of the figures, and a line with a number is none of these.
    for below in ["Ghi chú: số liệu kế hoạch;;;;", "Người lập biểu;2025-Q1;online;3;1"] {
        let (figure, found) = read(&with(&[(4, below)]));
        assert!(figure != WHOLE && !found.is_empty(), "{below}: {figure} {found}");
    }
    // The words of a signature beside a unit are a value of its line.
    let (figure, found) = read(&with(&[(4, "Xã Đồi Chè;;Kế toán;;")]));
    assert!(figure != WHOLE && found.contains('6'), "{figure} {found}");
    let after = [&LINES[..], &["Người lập biểu;;;;", "Nguyễn Văn A;2025-Q1;online;3;1"]].concat();
    let (figure, found) = read(&after);
    assert!(figure != WHOLE && found.contains("unknown-area A7"), "{figure} {found}");
}

#[test]
fn totals_of_many_pieces_are_compared_with_all_their_lines() {
    // Clean lines of several pieces, and a line in the last one that is read as a row.
    let channel = format!("online{}", " qua cổng dịch vụ công".repeat(5));
    let line = |line: usize| format!("9000{};2025-Q1;{channel};1,5;{}\n", line % 5 + 1, line % 300);
    let lines: String = (0..60_000).map(line).collect();
    let odd = "90001;2025-Q1;online;1.000,25;3\n";
    let cases = [
        (format!("{lines}Tổng số;;;90000;\n"), "90000.0 | A | 5/5", ""),
        (format!("{lines}{odd}Tổng số;;;91.000,25;\n"), "91000.25 | A | 5/5", ""),
        (format!("Tổng số;;;91.000,25;\n{lines}{odd}"), "91000.25 | A | 5/5", ""),
        (format!("{lines}Cộng;;;90000;\n{odd}Cộng;;;1000,25;\nTổng cộng;;;91000,25;\n"), "91000.25 | A | 5/5", ""),
        (format!("{lines}Tổng số;;;180000;\n"), "90000.0 | A | 5/5", "total-mismatch D60002"),
    ];
    for (text, figure, found) in cases {
        assert_eq!(read_in(&mini(), format!("{HEADER}{text}")), (figure.to_owned(), found.to_owned()));
    }
}

#[test]
fn totals_of_lines_in_a_legacy_font_and_in_another_unit_are_compared() {
    let text = format!("{HEADER}{}\nTổng số;;;17,75;\n", LINES.join("\n"));
    assert_eq!(read_in(&mini(), bytes(&tcvn3(&text))), sound());
    let in_dong = text.replace("Lệ phí", "Lệ phí (đồng)").replace("17,75", "17750");
    let in_dong =
        in_dong.replace("1,5", "1500").replace("2,25", "2250").replace(";4;", ";4000;").replace(";10;", ";10000;");
    let converted = |found: &str| (WHOLE.to_owned(), format!("unit-converted D1{found}"));
    assert_eq!(read_in(&mini(), &in_dong), converted(""));
    assert_eq!(read_in(&mini(), in_dong.replace("17750", "27750")), converted(", total-mismatch D6"));
}

#[test]
fn the_lines_of_a_figure_are_explained_beside_their_total() {
    let mini = mini();
    assert_eq!(read_in(&mini, format!("{HEADER}{}\nTổng số;;;17,75;\n", LINES.join("\n"))), sound());
    let answer = mini.tinhso(&["explain", "fees", "2025-Q1", "--lines", "--format", "json"]).expect(0).json();
    assert_eq!((&answer["proof"]["lines"], &answer["proof"]["lines_add_up"]), (&4.into(), &true.into()));
}
