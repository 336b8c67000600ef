//! What a returned workbook asks to write can be written, and makes nothing wrong that was right.

use std::io::{Cursor, Read as _};

use rust_xlsxwriter::{Format, Workbook};

use crate::mini::{HEADER, Mini};
use crate::returned::{handed_back, returns, texts};

/// A workbook with these labels and rows.
fn workbook(labels: &str, rows: &[&str]) -> Vec<u8> {
    let mut book = Workbook::new();
    let page = book.add_worksheet();
    page.set_name("Biểu").expect("a name");
    let shown = Format::new().set_num_format("#,##0.00_);(#,##0.00)");
    for (row, line) in (0_u32..).zip(std::iter::once(&labels).chain(rows)) {
        for (column, cell) in (0_u16..).zip(line.trim().split(';')) {
            match cell.parse::<f64>() {
                Ok(number) if column == 6 => page.write_with_format(row, column, number, &shown).expect("a number"),
                Ok(number) if column > 2 => page.write(row, column, number).expect("a number"),
                _ => page.write(row, column, cell).expect("a text"),
            };
        }
    }
    book.save_to_buffer().expect("a workbook")
}

/// The lines of the list: cells, what is wrong, what is there, what to write.
fn lines(bytes: &[u8]) -> Vec<[String; 4]> {
    let list = texts(bytes, "Cần sửa");
    let lines = list.iter().skip(4).filter(|line| !line[0].is_empty());
    lines.map(|line| [2, 3, 4, 5].map(|column| line[column].clone())).collect()
}

fn asks(bytes: &[u8]) -> String {
    texts(bytes, "Cần sửa")[1][0].clone()
}

/// The number of the format of a cell on the second sheet.
fn format_of(bytes: &[u8], cell: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes.to_vec())).expect("a zip");
    let mut text = String::new();
    archive.by_name("xl/worksheets/sheet2.xml").expect("a sheet").read_to_string(&mut text).expect("a text");
    let (_, rest) = text.split_once(&format!("<c r=\"{cell}\"")).expect("the cell");
    rest.split_once('>').expect("its end").0.to_owned()
}

#[test]
fn a_unit_that_was_converted_is_told_and_not_asked_for() {
    let mini = Mini::new();
    let labels = HEADER.replace("Hồ sơ tiếp nhận", "Hồ sơ tiếp nhận (nghìn hồ sơ)");
    let rows = ["90001;Xã Đồi Chè;2025-Q1;1.5;50;1000;50", "90002;Xã Bến Gỗ;2025-Q1;2.5;6O;2000;60"];
    mini.write("a.xlsx", workbook(&labels, &rows));
    let bytes = handed_back(&mini, "a.xlsx", 1);
    let told = lines(&bytes).into_iter().find(|line| line[0] == "D1").expect("told");
    assert!(told[1].contains("không phải sửa gì") && !told[1].contains("cần:"), "{told:?}");
    assert_eq!(told[3], "");
    assert_eq!(format_of(&bytes, "D1"), format_of(&bytes, "E1"), "as its neighbour");
    assert_ne!(format_of(&bytes, "E3"), format_of(&bytes, "E2"), "that is to be mended");
    // Where there is nothing else, there is nothing to hand back.
    mini.write("b.xlsx", workbook(&labels, &[rows[0], &rows[1].replace("6O", "60")]));
    let file = mini.path().join("b.xlsx").to_string_lossy().into_owned();
    let folder = mini.path().join("none");
    mini.tinhso(&["validate", &file, "--return", &folder.to_string_lossy()]).expect(0);
    assert!(!folder.exists());
}

#[test]
fn signs_of_a_whole_column_are_told_and_not_asked_for() {
    let mini = Mini::new();
    let rows = ["90001;Xã Đồi Chè;2025-Q1;100;50;1000;88.46", "90002;Xã Bến Gỗ;2025-Q1;200;6O;2000;51.38"];
    mini.write("a.csv", format!("{HEADER}{}\n{}\n", rows[0], rows[1]));
    let bytes = handed_back(&mini, "a.csv", 1);
    let told = lines(&bytes).into_iter().find(|line| line[0] == "G2").expect("told");
    assert!(told[1].contains("không phải sửa gì") && !told[1].contains("cần:"), "{told:?}");
    assert_eq!(format_of(&bytes, "G2"), format_of(&bytes, "G3"));
}

#[test]
fn the_name_of_a_file_is_not_what_its_table_has_to_say() {
    let mini = Mini::with_two_quarters();
    let rows = ["90001;Xã Đồi Chè;2025-Q1;100;50;1000;50", "90002;Xã Bến Gỗ;2025-Q1;200;60;2000;60"];
    mini.send("services/2024-Q4_suoi-da.xlsx", "2025-04-05T09:00:00+07:00", workbook(HEADER, &rows));
    mini.tinhso(&["run"]);
    let (_, bytes) = returns(&mini).remove(0);
    let told = lines(&bytes).into_iter().find(|line| line[1].contains("2024-Q4")).expect("told");
    assert!(told[1].contains("đặt lại tên tệp") && !told[1].contains("cần:"), "{told:?}");
    assert!(asks(&bytes).contains("không có ô nào được tô màu"), "{}", asks(&bytes));
    // The table of findings says what the name says.
    let found = mini.table("findings").into_iter().find(|row| row["code"] == "name-mismatch").expect("found");
    assert_eq!((found["expected"].as_str(), found["value"].as_str()), ("2024-Q4", "2025-Q1"));
}

#[test]
fn the_name_of_a_file_or_folder_that_says_the_plan_is_reported() {
    let rows = "90001;Xã Đồi Chè;2025-Q1;100;50;1000;50\n90002;Xã Bến Gỗ;2025-Q1;200;60;2000;60\n";
    for (name, said) in [
        ("services/Kế hoạch/suoi-da.csv", Some("Kế hoạch")),
        ("services/suoi-da_ke-hoach-2025.csv", Some("suoi-da_ke-hoach-2025")),
        ("services/suoi-da (dự toán quý I).csv", Some("suoi-da (dự toán quý I)")),
        ("services/suoi-da_uoc-tinh.csv", None),
        ("services/suoi-da_bao-cao-thuc-hien-ke-hoach.csv", None),
        ("services/phong-tai-chinh-ke-hoach.csv", None),
    ] {
        let mini = Mini::new();
        mini.send(name, "2025-04-05T09:00:00+07:00", format!("{HEADER}{rows}"));
        mini.run(0);
        let found = mini.table("findings").into_iter().find(|row| row["code"] == "period-mismatch");
        assert_eq!(found.as_ref().map(|row| &*row["value"]), said, "{name}");
    }
}

#[test]
fn numbers_have_the_signs_in_which_they_are_to_be_written() {
    let mini = Mini::new();
    let score = r#""title": "Điểm chuyển đổi số", "measure": "rate""#;
    mini.edit("schemas/services.json", score, &format!("{score}, \"constraints\": {{ \"minimum\": 0.5 }}"));
    mini.write("a.xlsx", workbook(HEADER, &["90001;Xã Đồi Chè;2025-Q1;100;50;1000;-12.5"]));
    let found = lines(&handed_back(&mini, "a.xlsx", 1));
    let line = found.iter().find(|line| line[0] == "G2").expect("a line");
    assert!(line[1].ends_with("cần: ≥ 0,5"), "{line:?}");
    assert_eq!(line[2], "-12,5");
    let said = |language: &str| {
        let file = mini.path().join("a.xlsx").to_string_lossy().into_owned();
        mini.tinhso(&["validate", &file, "--lang", language]).expect(1).stdout
    };
    assert!(said("vi").contains("cần: ≥ 0,5") && said("en").contains("expected: ≥ 0.5"));
}

#[test]
fn a_check_is_said_in_titles_and_the_words_of_the_language() {
    let mini = Mini::new();
    let next = "[[indicator]]\nname        = \"online_share\"";
    let check = "[[check]]\nname = \"scored\"\nsource = \"services\"\nassert = \"people IS NULL OR score > 0.5\"\n\
                 severity = \"error\"\nmessage = { vi = \"Điểm thấp\", en = \"a low score\" }\n\n";
    mini.edit("pipelines/services.toml", next, &format!("{check}{next}"));
    mini.write("a.csv", format!("{HEADER}90001;Xã Đồi Chè;2025-Q1;100;50;1000;0,25\n"));
    let file = mini.path().join("a.csv").to_string_lossy().into_owned();
    let said = |language: &str| mini.tinhso(&["validate", &file, "--lang", language]).expect(1).stdout;
    assert!(said("vi").contains("ghi: “Dân số” = 1000, “Điểm chuyển đổi số” = 0,25"), "{}", said("vi"));
    assert!(said("en").contains("written: “Dân số” = 1000, “Điểm chuyển đổi số” = 0.25"), "{}", said("en"));
}

#[test]
fn a_return_of_a_return_has_the_name_of_the_first() {
    let mini = Mini::with_two_quarters();
    let rows = ["90001;Xã Đồi Chè;2025-Q1;1OO;50;1000;50"];
    mini.send("services/q1.xlsx", "2025-04-05T09:00:00+07:00", workbook(HEADER, &rows));
    mini.tinhso(&["run"]);
    let (name, bytes) = returns(&mini).remove(0);
    assert!(name.ends_with("services/q1.xlsx.xlsx"), "{name}");
    // Sent again under the name that it has, and as wrong as it was.
    mini.send("services/q1.xlsx.xlsx", "2025-04-07T09:00:00+07:00", &bytes);
    mini.tinhso(&["run"]);
    let names: Vec<String> = returns(&mini).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, [name]);
}

#[test]
fn of_a_code_and_a_name_of_two_units_the_wrong_one_is_asked_for() {
    let mini = Mini::new();
    let handed = |name: &str, rows: &[&str]| {
        mini.write(name, workbook(HEADER, rows));
        lines(&handed_back(&mini, name, 1))
    };
    let sound = "90001;Xã Đồi Chè;2025-Q1;100;50;1000;50";
    let code = handed("code.xlsx", &[sound, "90001;Xã Bến Gỗ;2025-Q1;200;60;2000;60"]);
    assert!(code.iter().any(|line| line[0] == "A3" && line[2] == "90001" && line[3] == "90002"), "{code:?}");
    let name = handed("name.xlsx", &[sound, "90002;Xã Đồi Chè;2025-Q1;200;60;2000;60"]);
    assert!(name.iter().any(|line| line[0] == "B3" && line[3] == "Xã Bến Gỗ"), "{name:?}");
    let either = handed("either.xlsx", &["90001;Xã Bến Gỗ;2025-Q1;200;60;2000;60"]);
    assert!(either.iter().any(|line| line[0] == "B2" && line[3].is_empty()), "{either:?}");
}
