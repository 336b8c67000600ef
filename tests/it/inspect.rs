//! `tinhso inspect`: what the reader sees in a file, drawn for people and given to machines.

use rust_xlsxwriter::{Format, Workbook};

use crate::mini::{Mini, OLD, SECOND_QUARTER, sheet};

/// A workbook as a district sends it: a head, labels, numbering, sections, totals, a note, an empty sheet, one of prose.
fn workbook() -> Vec<u8> {
    let mut book = Workbook::new();
    let format = Format::new();
    let sheet = book.add_worksheet().set_name("Biểu 01").expect("a name");
    sheet.write(0, 0, "Đơn vị báo cáo: UBND huyện Suối Đá").expect("written");
    sheet.write(0, 5, "Biểu số 01/TN").expect("written");
    sheet.merge_range(1, 0, 1, 5, "BÁO CÁO QUÝ II NĂM 2025 (lần 2)", &format).expect("merged");
    sheet.write(2, 4, "Đơn vị tính: hồ sơ, người").expect("written");
    let labels = [
        "Mã xã",
        "TÊN XÃ",
        "Hồ sơ\ntiếp nhận",
        "Hồ sơ trực tuyến (1)",
        "Dân số (người)",
        "Ghi chú của xã",
        "Điểm chuyển đổi số",
    ];
    for (column, label) in (0..).zip(labels) {
        sheet.write(3, column, label).expect("written");
    }
    for (column, number) in (0..).zip(["A", "B", "1", "2", "3", "4", "5"]) {
        sheet.write(4, column, number).expect("written");
    }
    sheet.write(5, 1, "Toàn huyện").expect("written");
    sheet.write(6, 1, "Khu vực I").expect("written");
    for (row, (code, name)) in (7..).zip(OLD.iter().take(3)) {
        sheet.write(row, 0, *code).expect("written");
        sheet.write(row, 1, *name).expect("written");
        for (column, number) in [(2, 100), (3, 10), (4, 1000), (6, 55)] {
            sheet.write(row, column, number).expect("written");
        }
    }
    sheet.write(7, 5, "đã gửi bù vì trước đây ghi thiếu một quyển sổ").expect("written");
    for (column, number) in [(2, 300), (3, 30), (4, 3000)] {
        sheet.write(5, column, number).expect("written");
    }
    sheet.write(11, 1, "Ghi chú: số liệu lấy từ sổ theo dõi của Ủy ban nhân dân xã, đã đối chiếu").expect("written");
    sheet.write(12, 1, "NGƯỜI LẬP BIỂU").expect("written");
    sheet.write(12, 4, "CHỦ TỊCH").expect("written");
    let guide = book.add_worksheet().set_name("Hướng dẫn").expect("a name");
    guide.write(0, 0, "Mã xã").expect("written");
    guide.write(0, 1, "Tên xã").expect("written");
    guide.write(1, 0, "Ghi theo danh mục").expect("written");
    book.add_worksheet().set_name("Sheet3").expect("a name").set_hidden(true);
    book.save_to_buffer().expect("a workbook")
}

#[test]
fn a_workbook_is_drawn_with_the_role_of_each_row() {
    let mini = Mini::new();
    mini.write("bieu.xlsx", workbook());
    let file = mini.path().join("bieu.xlsx").to_string_lossy().into_owned();
    let shown = |language: &str| {
        let answer = mini.tinhso(&["inspect", &file, "--lang", language]).expect(0);
        assert_eq!(answer.stderr, "");
        answer.stdout.replace(&file, "bieu.xlsx")
    };
    insta::assert_snapshot!("workbook_vi", shown("vi"));
    insta::assert_snapshot!("workbook_en", shown("en"));
    assert!(!mini.warehouse().exists(), "inspect writes nothing");
}

#[test]
fn a_text_tells_its_encoding_and_delimiter_and_a_clean_one_ends_with_zero() {
    let mini = Mini::new();
    let mut text = "Năm\tMã ngành\tLoại số liệu\tGiá trị tăng thêm (triệu đồng)\n".to_owned();
    for industry in 'A'..='L' {
        text += &format!("2024\t{industry}\tP\t1234,5\n");
    }
    mini.write("nganh.csv", text);
    mini.write("q2.csv", sheet("2025-Q2", &OLD, &SECOND_QUARTER));
    let files = ["nganh.csv", "q2.csv"].map(|name| mini.path().join(name).to_string_lossy().into_owned());
    let answer = mini.tinhso(&["inspect", &files[0], &files[1], "--lang", "en"]).expect(0);
    insta::assert_snapshot!(answer.stdout.replace(&format!("{}/", mini.path().display()), ""));
}

#[test]
fn a_table_that_cannot_be_used_is_drawn_too() {
    let mini = Mini::new();
    mini.write("twice.csv", "Mã xã,Hồ sơ tiếp nhận,Hồ sơ tiếp nhận,Hồ sơ trực tuyến,Dân số\n90001,1,2,1,5\n");
    mini.write("other.csv", "Mã xã,Tên xã,Số giường bệnh\n90001,Xã Đồi Chè,3\n");
    mini.write("scan.pdf", "%PDF-1.7");
    let files =
        ["twice.csv", "other.csv", "scan.pdf"].map(|name| mini.path().join(name).to_string_lossy().into_owned());
    let mut arguments = vec!["inspect", "--lang", "en"];
    arguments.extend(files.iter().map(String::as_str));
    let answer = mini.tinhso(&arguments).expect(1);
    let folder = format!("{}/", mini.path().display());
    insta::assert_snapshot!(answer.stdout.replace(&folder, ""));
}

#[test]
fn machines_are_given_the_same() {
    let mini = Mini::new();
    mini.write("bieu.xlsx", workbook());
    let file = mini.path().join("bieu.xlsx").to_string_lossy().into_owned();
    let answer = mini.tinhso(&["inspect", &file, "--format", "json"]).expect(0).json();
    let table = &answer["files"][0]["tables"][0];
    assert_eq!(answer["tinhso"], "inspect/1");
    assert_eq!(table["time_periods"], serde_json::json!(["2025-Q2"]));
    assert_eq!(table["sender_ref_area"], "901");
    assert_eq!(table["columns"][1]["matched_by"], "title");
    assert_eq!(table["columns"][1]["score"], 98);
    assert_eq!(table["columns"][5]["field"], serde_json::Value::Null);
    let roles: Vec<&str> =
        table["rows"].as_array().expect("rows").iter().filter_map(|row| row["role"].as_str()).collect();
    assert_eq!(roles[..5], ["label", "numbering", "total", "section", "data"]);
    assert_eq!(answer["files"][0]["sheets"][1]["passed_over"], "no-table");
    let missing = mini.tinhso(&["inspect", "nowhere.xlsx", "--lang", "en"]).expect(2);
    assert!(missing.stderr.starts_with("error: cannot read nowhere.xlsx"), "{}", missing.stderr);
}
