//! Units of measure in places and words of their own: a line below the labels, the name of a sheet, a heading over sections, the words of a row,
//! another sheet; and sentences that speak of one column.

use rust_xlsxwriter::Workbook;

use crate::kit::{filtered, lines};
use crate::mini::Mini;

const LABELS: [&str; 5] = ["Mã xã", "Tên xã", "Ghi chú", "Doanh thu", "Chi"];
const ROWS: [[&str; 5]; 3] = [
    ["90001", "Xã Đồi Chè", "", "2000000", "3000000"],
    ["90002", "Xã Bến Gỗ", "", "4000000", "5000000"],
    ["90003", "Xã Cầu Tre", "", "6000000", "7000000"],
];

/// A sheet: its name, and its rows.
type Tab<'a> = (&'a str, Vec<Vec<&'a str>>);

/// Sends sheets of a form in triệu đồng; gives what is found, and the amounts of the first commune.
fn sent(tabs: &[Tab<'_>]) -> (Vec<String>, [String; 2]) {
    let mut book = Workbook::new();
    for (name, rows) in tabs {
        let sheet = book.add_worksheet().set_name(*name).expect("a name");
        for (row, cells) in (0..).zip(rows) {
            for (column, cell) in (0..).zip(cells).filter(|(_, cell)| !cell.is_empty()) {
                match cell.parse::<f64>().ok().filter(|_| column > 2) {
                    Some(number) => sheet.write(row, column, number).expect("written"),
                    None => sheet.write(row, column, *cell).expect("written"),
                };
            }
        }
    }
    let mini = Mini::new();
    let last = "\"title\": \"Điểm chuyển đổi số\", \"measure\": \"rate\" }";
    let money = |name: &str, title: &str| {
        format!(
            r#"{{ "name": "{name}", "type": "number", "title": "{title}", "measure": "flow", "unit": "VND", "multiplier": 6, "scale": 6 }}"#
        )
    };
    let note = r#"{ "name": "note", "type": "string", "title": "Ghi chú" }"#;
    let form = std::fs::read_to_string(mini.path().join("schemas/services.json")).expect("a form");
    let begin = form.find("{ \"name\": \"received\"").expect("a field");
    let end = form.find(last).expect("the last field") + last.len();
    let fields = format!("{note},\n{},\n{}", money("revenue", "Doanh thu"), money("spent", "Chi"));
    mini.write("schemas/services.json", format!("{}{fields}{}", &form[..begin], &form[end..]));
    let pipeline = "name = \"services\"\ntitle = { vi = \"Thu\", en = \"Revenue\" }\n\n[[source]]\nform = \"services\"\nfrom = \"services/**\"\n";
    mini.write("pipelines/services.toml", pipeline);
    mini.send("services/a.xlsx", "2025-07-05T09:00:00+07:00", book.save_to_buffer().expect("a workbook"));
    let answer = mini.tinhso(&["run", "--format", "json"]);
    assert!(answer.code < 2, "{}", answer.stderr);
    let found = filtered(mini.table("findings"), &[("object", "services/a.xlsx")]);
    let rows = filtered(mini.table("data/services"), &[("ref_area", "90001")]);
    let amount = |field: &str| rows.first().map(|row| row[field].clone()).unwrap_or_default();
    (lines(&found, &["code", "cell"]), [amount("revenue"), amount("spent")])
}

/// A table with lines above it, below its labels and behind its rows.
fn table<'a>(head: &[&'a str], below: &[Vec<&'a str>], behind: &[&'a str]) -> Vec<Vec<&'a str>> {
    let mut rows = vec![vec!["Biểu số 01/TN"], vec!["Quý II năm 2025"]];
    rows.extend(head.iter().map(|line| vec![*line]));
    rows.push(LABELS.to_vec());
    rows.extend_from_slice(below);
    rows.extend(ROWS.iter().map(|row| row.to_vec()));
    rows.extend(behind.iter().map(|line| vec![*line]));
    rows
}

fn amounts(one: &str, two: &str) -> [String; 2] {
    let written = |amount: &str| format!("{amount}.000000");
    [written(one), written(two)]
}

#[test]
fn a_line_below_the_labels_states_the_unit_of_the_table_in_whatever_column_it_is() {
    for column in 0..5 {
        let mut line = vec![""; column];
        line.push("Đơn vị tính: đồng");
        let (_, found) = sent(&[("Biểu 01", table(&[], &[line], &[]))]);
        assert_eq!(found, amounts("2", "3"), "column {column}");
    }
}

#[test]
fn the_dong_has_many_names() {
    for unit in ["Việt Nam đồng", "Việt Nam đồng (VNĐ)", "VN đồng", "1 đồng", "01 đồng", "1đ", "đồng"]
    {
        let caption = format!("Đơn vị tính: {unit}");
        let (_, found) = sent(&[("Biểu 01", table(&[&caption], &[], &[]))]);
        assert_eq!(found, amounts("2", "3"), "{unit}");
        let (_, found) = sent(&[("Biểu 01", table(&[], &[vec!["", "", "", unit, unit]], &[]))]);
        assert_eq!(found, amounts("2", "3"), "a row of units: {unit}");
    }
    let (found, _) = sent(&[("Biểu 01", table(&["Đơn vị tính: 106 đồng"], &[], &[]))]);
    assert!(found.iter().any(|line| line.starts_with("unclear-unit")), "{found:?}");
}

#[test]
fn the_name_of_a_sheet_may_state_the_dong() {
    for name in ["Biểu 01 (đồng)", "ĐVT đồng", "Biểu 01 - VNĐ", "bieu-01_vnd"] {
        let (_, found) = sent(&[(name, table(&[], &[], &[]))]);
        assert_eq!(found, amounts("2", "3"), "{name}");
    }
    for name in ["Đồng", "Xã Hợp Đồng", "Biểu 01 - Mường Đồng"] {
        let (found, amount) = sent(&[(name, table(&[], &[], &[]))]);
        assert_eq!((found, amount), (Vec::new(), amounts("2000000", "3000000")), "{name}");
    }
}

#[test]
fn a_word_between_the_strokes_of_a_name_is_no_unit() {
    for name in ["son-dong", "huyen-son-dong", "hoat_dong", "hợp-đồng", "dong-bo", "van-dong", "ty-le-chi", "trieu-son"]
    {
        let (found, amount) = sent(&[(name, table(&[], &[], &[]))]);
        assert_eq!((found, amount), (Vec::new(), amounts("2000000", "3000000")), "{name}");
    }
    // A power and its money are no other word, and what is read from a name is said to be.
    let (found, amount) = sent(&[("chi_phi_trieu_dong", table(&[], &[], &[]))]);
    assert_eq!((found, amount), (Vec::new(), amounts("2000000", "3000000")));
    let (found, amount) = sent(&[("chi_phi_nghin_dong", table(&[], &[], &[]))]);
    assert_eq!(amount, amounts("2000", "3000"));
    assert_eq!(found, ["unit-converted | D3", "unit-converted | E3"]);
}

#[test]
fn what_is_read_from_the_name_of_a_sheet_is_said_to_be() {
    let mini = Mini::new();
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("Biểu 01 (đồng)").expect("a name");
    let rows = crate::mini::sheet("2025-Q2", &crate::mini::OLD, &crate::mini::SECOND_QUARTER);
    for (row, line) in (0..).zip(rows.lines()) {
        for (column, cell) in (0..).zip(line.split(';')) {
            sheet.write(row, column, cell).expect("written");
        }
    }
    mini.send("services/a.xlsx", "2025-07-05T09:00:00+07:00", book.save_to_buffer().expect("a workbook"));
    mini.run(1);
    let found = filtered(mini.table("findings"), &[("code", "unit-mismatch")]);
    assert!(
        found[0]["message_en"].starts_with("The name of the sheet “Biểu 01 (đồng)” states the unit “đồng”"),
        "{found:?}"
    );
}

#[test]
fn the_unit_of_a_heading_is_that_of_the_sections_in_it() {
    let heading = |words: &'static str| vec!["", words];
    let below = [heading("A. Số liệu chung (đồng)"), heading("I. Khu vực thành thị")];
    assert_eq!(sent(&[("Biểu 01", table(&[], &below, &[]))]).1, amounts("2", "3"));
    let below = [heading("A. Số liệu chung (đồng)"), heading("B. Số liệu riêng")];
    assert_eq!(sent(&[("Biểu 01", table(&[], &below, &[]))]).1, amounts("2000000", "3000000"));
    let below = [heading("A. Chung (tỷ đồng)"), heading("I. Thành thị (đồng)"), heading("II. Nông thôn")];
    assert_eq!(sent(&[("Biểu 01", table(&[], &below, &[]))]).1, amounts("2000000000", "3000000000"));
}

#[test]
fn the_words_of_a_row_may_state_its_unit() {
    for words in ["Bưu chính (đồng)", "Bưu chính, đồng", "Bưu chính (ĐVT: đồng)"] {
        let mut rows = table(&[], &[], &[]);
        rows[3][2] = words;
        let (found, amount) = sent(&[("Biểu 01", rows)]);
        assert_eq!(amount, amounts("2", "3"), "{words}: {found:?}");
        assert!(found.iter().any(|line| line.starts_with("unit-converted")), "{found:?}");
    }
    for words in ["Hội đồng", "Đồng bào vùng cao", "12 triệu đồng", "Hợp đồng (2 năm)"] {
        let mut rows = table(&[], &[], &[]);
        rows[3][2] = words;
        assert_eq!(sent(&[("Biểu 01", rows)]).1, amounts("2000000", "3000000"), "{words}");
    }
}

#[test]
fn a_unit_on_a_sheet_of_instructions_is_asked_about() {
    let other = || vec![vec!["HƯỚNG DẪN"], vec!["Đơn vị tính: tỷ đồng"]];
    for tabs in [
        vec![("Hướng dẫn", other()), ("Biểu 01", table(&[], &[], &[]))],
        vec![("Biểu 01", table(&[], &[], &[])), ("Ghi chú", other())],
    ] {
        let (found, amount) = sent(&tabs);
        assert_eq!(amount, amounts("2000000", "3000000"));
        assert!(found.iter().any(|line| line.starts_with("unclear-unit")), "{found:?}");
    }
    let tabs = vec![("Hướng dẫn", other()), ("Biểu 01", table(&["Đơn vị tính: triệu đồng"], &[], &[]))];
    assert_eq!(sent(&tabs).0, Vec::<String>::new());
}

#[test]
fn a_sentence_about_one_column_is_no_unit_of_the_others() {
    for words in [
        "Ghi chú: Doanh thu tính bằng tỷ đồng",
        "Ghi chú: Cột 4 tính bằng tỷ đồng",
        "Riêng doanh thu tính bằng tỷ đồng",
        "Chỉ tiêu doanh thu tính bằng tỷ đồng, các chỉ tiêu khác theo mẫu biểu",
    ] {
        for rows in [table(&[words], &[], &[]), table(&[], &[], &[words])] {
            let (found, amount) = sent(&[("Biểu 01", rows)]);
            assert_eq!(amount, amounts("2000000", "3000000"), "{words}");
            assert!(found.iter().any(|line| line.starts_with("unclear-unit")), "{words}: {found:?}");
        }
    }
    let (_, amount) = sent(&[("Biểu 01", table(&["Số liệu trong biểu tính bằng đồng"], &[], &[]))]);
    assert_eq!(amount, amounts("2", "3"));
}

#[test]
fn a_unit_beside_a_row_of_labels_that_state_another_is_asked_about() {
    for (text, stated) in [("tỷ đồng", "triệu đồng"), ("ĐVT: đồng", "triệu đồng"), ("(nghìn đồng)", "tỷ đồng")]
    {
        for ordinals in [false, true] {
            let mut rows = table(&[], &[], &[]);
            let labels = [format!("Doanh thu ({stated})"), format!("Chi ({stated})")];
            (rows[2][3], rows[2][4]) = (&labels[0], &labels[1]);
            if ordinals {
                rows.iter_mut().skip(2).for_each(|row| row.insert(0, ""));
                (rows[2][0], rows[3][0], rows[4][0]) = ("STT", "1", text);
            } else {
                rows[4].push(text);
            }
            let (found, _) = sent(&[("Biểu 01", rows)]);
            let cell = if ordinals { "A5" } else { "F5" };
            assert!(found.contains(&format!("unclear-unit | {cell}")), "{text}, {ordinals}: {found:?}");
        }
    }
    let mut rows = table(&[], &[], &[]);
    (rows[2][3], rows[2][4]) = ("Doanh thu (triệu đồng)", "Chi (triệu đồng)");
    rows[4].push("triệu đồng");
    assert_eq!(sent(&[("Biểu 01", rows)]), (Vec::new(), amounts("2000000", "3000000")));
}

#[test]
fn what_cannot_be_converted_above_a_table_is_not_read_in_silence() {
    for (line, code) in [
        ("ĐVT: 100 triệu đồng", "unclear-unit"),
        ("ĐVT: 10 triệu đồng", "unclear-unit"),
        ("ĐVT: sào", "unclear-unit"),
        ("Loại tiền: USD", "unit-mismatch"),
        ("Currency: USD", "unit-mismatch"),
        ("Tiền tệ: nghìn đồng", "unit-converted"),
        ("Tiền tệ: VND", "unclear-unit"),
    ] {
        let (found, _) = sent(&[("Biểu 01", table(&[line], &[], &[]))]);
        assert!(found.iter().any(|found| found.starts_with(code)), "{line}: {found:?}");
    }
    let mut rows = table(&[], &[], &[]);
    (rows[2][3], rows[2][4]) = ("Doanh thu (làm tròn nghìn đồng)", "Chi (làm tròn đến nghìn đồng)");
    assert_eq!(sent(&[("Biểu 01", rows)]).1, amounts("2000", "3000"));
}
