//! Where tables state their unit of measure, and in which words: whatever names one is followed or reported, never passed over.

use crate::kit::{Row, filtered, lines};
use crate::mini::Mini;
use crate::split_labels::workbook;

/// What becomes of 1,5 under a title, a caption and a label: the value in millions, and what is found.
fn read(lines: &[&str]) -> (Vec<String>, Vec<String>) {
    let mini = Mini::new();
    mini.edit("schemas/value-added.json", "\"scale\": 2", "\"scale\": 6");
    mini.send("exports/2024.csv", "2025-02-05T09:00:00+07:00", format!("{}\n", lines.join("\n")));
    let answer = mini.tinhso(&["run", "--format", "json"]);
    assert!(answer.code < 2, "{}", answer.stderr);
    let found = mini.table("findings").into_iter().filter(|row| row["object"] == "exports/2024.csv");
    let found = found.map(|row: Row| row["code"].to_string()).collect();
    let rows = mini.table("data/value-added");
    (rows.iter().map(|row| row["value"].trim_end_matches('0').trim_end_matches('.').to_owned()).collect(), found)
}

const LABELS: &str = "Năm;Mã ngành;Loại số liệu;Giá trị tăng thêm";
const ROW: &str = "2024;A;A;1,5";

fn texts(values: &[&str]) -> Vec<String> {
    values.iter().map(|value| (*value).to_owned()).collect()
}

#[test]
fn captions_in_other_words_are_followed() {
    for caption in [
        "Tỷ đồng",
        "Đơn vị tính - Unit: Tỷ đồng - Bill. dongs",
        "Unit: billion VND",
        "ĐV: tỷ đồng",
        "Đ/v: tỷ đồng",
        "ĐVT = tỷ đồng",
        "ĐVT: 1 tỷ đồng",
        "Tính bằng tỷ đồng",
        "Ghi chú: Đơn vị tính: tỷ đồng",
        "Tỷ",
        "{tỷ đồng}",
        "billions of dong",
        "Tû ®ång",
        "ÑVT: tyû ñoàng",
        "Ñôn vò tính: tyû ñoàng",
    ] {
        let caption = format!(";;;{caption}");
        let (values, found) = read(&["GIÁ TRỊ TĂNG THÊM;;;", &caption, LABELS, ROW]);
        assert_eq!((values, found), (texts(&["1500"]), texts(&["unit-converted"])), "{caption}");
    }
}

#[test]
fn titles_and_texts_beside_and_below_state_units_too() {
    for lines in [
        ["GIÁ TRỊ TĂNG THÊM (ĐVT: tỷ đồng);;;", LABELS, ROW, ""],
        ["GIÁ TRỊ TĂNG THÊM NĂM 2024 (tỷ đồng);;;", LABELS, ROW, ""],
        ["GIÁ TRỊ TĂNG THÊM - Đơn vị tính: tỷ đồng;;;", LABELS, ROW, ""],
        ["Giá hiện hành, tỷ đồng;;;", LABELS, ROW, ""],
        ["GIÁ TRỊ;;;", LABELS, ROW, "Ghi chú: Đơn vị tính: tỷ đồng;;;"],
        ["GIÁ TRỊ;;;", "Năm;Mã ngành;Loại số liệu;Giá trị tăng thêm;;ĐVT: tỷ đồng", "2024;A;A;1,5;;", ""],
        ["GIÁ TRỊ;;;", LABELS, "2024;A;A;1,5;;ĐVT: tỷ đồng", ""],
        ["Năm;Mã ngành;Loại số liệu;Tỷ đồng", ";;;Giá trị tăng thêm", ROW, ""],
    ] {
        let (values, found) = read(&lines);
        assert_eq!((values, found), (texts(&["1500"]), texts(&["unit-converted"])), "{lines:?}");
    }
}

#[test]
fn labels_in_other_words_are_followed() {
    for (unit, value) in [
        ("billion VND", "1500"),
        ("VND bn", "1500"),
        ("tỷđ", "1500"),
        ("ĐVT tỷ đồng", "1500"),
        ("tính bằng tỷ đồng", "1500"),
        ("trăm triệu đồng", "150"),
        ("ngđ", "0.0015"),
        ("'000 đồng", "0.0015"),
    ] {
        let label = format!("{LABELS} ({unit})");
        let (values, found) = read(&[&label, ROW]);
        assert_eq!((values, found), (texts(&[value]), texts(&["unit-converted"])), "{unit}");
    }
}

#[test]
fn what_may_be_a_power_of_ten_is_reported() {
    for unit in ["x1000", "10^9", "×1.000", "1000", "TĐ", "n.đ", "k"] {
        let label = format!("{LABELS} ({unit})");
        let (values, found) = read(&[&label, ROW]);
        assert_eq!((values, found), (texts(&["1.5"]), texts(&["unclear-unit"])), "{unit}");
    }
    for text in [
        "Số liệu đã được quy ra tỷ đồng",
        "Giá trị tăng thêm đơn vị tính tỷ đồng",
        "làm tròn đến tỷ đồng",
        "Đơn vị tính: tỷ đồng (trừ cột 7: triệu đồng)",
        "Đơn vị tính: tỷ đồng, riêng cột 7 triệu đồng",
    ] {
        let (values, found) = read(&[&format!("{text};;;"), LABELS, ROW]);
        assert_eq!((values, found), (texts(&["1.5"]), texts(&["unclear-unit"])), "{text}");
    }
}

#[test]
fn sums_of_money_and_names_are_no_units() {
    for text in [
        "DOANH NGHIỆP CÓ DOANH THU TRÊN 1 TỶ ĐỒNG",
        "Hộ kinh doanh (doanh thu từ 1 tỷ đồng trở lên)",
        "Dự án 15 tỷ đồng của tỉnh",
        "Đồng Hới, ngày 5 tháng 2 năm 2025",
        "Tỷ lệ, cơ cấu giá trị tăng thêm",
        "Triển khai Nghị quyết 10/NQ-HĐND",
        "Người ký: Trần Văn Triệu",
        "ĐVT: triệu đồng",
        "GIÁ TRỊ TĂNG THÊM (triệu đồng)",
        "Unit: million VND",
    ] {
        let (values, found) = read(&[&format!("{text};;;"), LABELS, ROW]);
        assert_eq!((values, found), (texts(&["1.5"]), texts(&[])), "{text}");
    }
}

/// The findings of a table whose caption, label of people and label of dossiers are these; and both values of its first row.
fn counted(caption: &str, dossiers: &str, people: &str) -> (Vec<String>, Option<(String, String)>) {
    counted_in(&Mini::new(), caption, dossiers, people)
}

fn counted_in(mini: &Mini, caption: &str, dossiers: &str, people: &str) -> (Vec<String>, Option<(String, String)>) {
    let text = format!(
        "{caption};;;;;;\nMã xã;Tên xã;Kỳ báo cáo;Hồ sơ tiếp nhận{dossiers};Hồ sơ trực tuyến;Dân số{people};Điểm chuyển đổi số\n\
         90001;Xã Đồi Chè;2025-Q2;120;60;4;5\n"
    );
    mini.send("services/2025-Q2.csv", "2025-07-05T09:00:00+07:00", text);
    let answer = mini.tinhso(&["run", "--format", "json"]);
    assert!(answer.code < 2, "{}", answer.stderr);
    let found = mini.table("findings").into_iter().filter(|row| row["object"] == "services/2025-Q2.csv");
    let found = found.map(|row: Row| format!("{} {}", row["code"], row["field"])).collect();
    let rows = mini.table("data/services");
    (found, rows.first().map(|row| (row["received"].clone(), row["people"].clone())))
}

#[test]
fn persons_households_and_dossiers_are_told_apart() {
    let values = |received: &str, people: &str| Some((received.to_owned(), people.to_owned()));
    let none = Vec::<String>::new();
    let converted = vec!["unit-converted people".to_owned()];
    assert_eq!(counted("ĐVT: nghìn người", "", ""), (converted.clone(), values("120", "4000")));
    assert_eq!(counted("", "", " (nghìn người)"), (converted.clone(), values("120", "4000")));
    assert_eq!(counted("", "", " (thousand persons)"), (converted.clone(), values("120", "4000")));
    assert_eq!(counted("ĐVT: hồ sơ, nghìn người", "", ""), (converted, values("120", "4000")));
    assert_eq!(counted("ĐVT: hồ sơ, người", " (hồ sơ)", " (người)"), (none, values("120", "4")));
    for people in [" (hộ)", " (nghìn hộ)", " (doanh nghiệp)", " (ha)"] {
        assert_eq!(counted("", "", people), (vec!["unit-mismatch people".to_owned()], None), "{people}");
    }
    assert_eq!(counted("", "", " (người/km2)"), (vec!["unclear-unit people".to_owned()], values("120", "4")));
}

#[test]
fn a_unit_of_a_list_that_is_of_no_field_speaks_of_what_it_can_mean() {
    let values = Some(("120".to_owned(), "4".to_owned()));
    // Of the score no unit is declared: the households may be its unit.
    let unclear = vec!["unclear-unit people".to_owned()];
    assert_eq!(counted("ĐVT: hồ sơ, nghìn hộ", "", ""), (unclear, values.clone()));
    let of_points = |caption: &str, people: &str| {
        let mini = Mini::new();
        mini.edit("schemas/services.json", "\"measure\": \"rate\" }", "\"measure\": \"rate\", \"unit\": \"POINT\" }");
        counted_in(&mini, caption, "", people)
    };
    let mismatch = vec!["unit-mismatch people".to_owned()];
    assert_eq!(of_points("ĐVT: hồ sơ, nghìn hộ, điểm", ""), (mismatch, None));
    for (caption, people) in [("ĐVT: hồ sơ, nghìn hộ, điểm", " (người)"), ("ĐVT: hồ sơ, người, hộ, điểm", "")]
    {
        assert_eq!(of_points(caption, people), (Vec::new(), values.clone()), "{caption}");
    }
}

#[test]
fn an_amount_of_each_is_read_as_that_of_all_with_a_warning() {
    for unit in ["tỷ đồng/doanh nghiệp", "tỷ đồng một doanh nghiệp", "tỷ đồng/người/năm"] {
        let label = LABELS.replace("Giá trị tăng thêm", &format!("Giá trị tăng thêm ({unit})"));
        let both = texts(&["unit-converted", "unclear-unit"]);
        assert_eq!(read(&["GIÁ TRỊ;;;", &label, ROW]), (texts(&["1500"]), both.clone()), "{unit}");
        let (_, found) = read(&[&format!("ĐVT: {unit};;;"), LABELS, ROW]);
        assert_eq!(found, both, "{unit}");
    }
    let label = LABELS.replace("Giá trị tăng thêm", "Giá trị tăng thêm (tỷ đồng/năm)");
    assert_eq!(read(&["GIÁ TRỊ;;;", &label, ROW]).1, texts(&["unit-converted"]));
    // So they are where a row, or the cell itself, states the unit.
    let with_units = "Năm;Mã ngành;Loại số liệu;Giá trị tăng thêm;Đơn vị tính";
    let (values, found) = read(&["GIÁ TRỊ;;;;", with_units, "2024;A;A;1,5;tỷ đồng/hộ"]);
    assert_eq!((values, found), (texts(&["1500"]), texts(&["unit-converted", "unclear-unit"])));
    let (values, found) = read(&["GIÁ TRỊ;;;", LABELS, "2024;A;A;1,5 tỷ đồng/hộ"]);
    assert_eq!((values, found), (texts(&[]), texts(&["unit-mismatch"])));
}

/// What becomes of money in millions beside people, with this caption: the money, the people and what is found.
fn money_and_people(caption: &str, labels: [&str; 2]) -> (Vec<String>, Vec<String>) {
    const MONEY: &str = r#"{ "name": "score", "type": "number", "title": "Thu ngân sách", "measure": "flow", "unit": "VND", "multiplier": 6, "scale": 3 }"#;
    const SCORE: &str = r#"{ "name": "score", "type": "number", "title": "Điểm chuyển đổi số", "measure": "rate" }"#;
    let rows = [
        vec!["Biểu số 01/TN"],
        vec!["Quý II năm 2025"],
        vec!["", "", "", "", caption],
        vec!["Mã xã", "Tên xã", labels[0], labels[1]],
        vec!["90001", "Xã Đồi Chè", "4123", "2875.5"],
        vec!["90002", "Xã Bến Gỗ", "4234", "2885.75"],
    ];
    let text = rows.iter().map(|row| row.join(";").replace("75.5", "75,5").replace("85.75", "85,75") + "\n");
    let text: String = text.collect();
    let answers = [("a.xlsx", workbook(&rows, &[])), ("a.csv", text.into_bytes())].map(|(name, bytes)| {
        let mini = Mini::new();
        mini.edit("schemas/services.json", SCORE, MONEY);
        let object = format!("services/{name}");
        mini.send(&object, "2025-07-05T09:00:00+07:00", bytes);
        let answer = mini.tinhso(&["run", "--format", "json"]);
        assert!(answer.code < 2, "{}", answer.stderr);
        let found = filtered(mini.table("findings"), &[("object", &object)]);
        let units = |line: &String| line.contains("unit") || line.contains("excess");
        let found: Vec<String> = lines(&found, &["severity", "code"]).into_iter().filter(units).collect();
        (lines(&mini.table("data/services"), &["people", "score"]), found)
    });
    let [workbook, text] = answers;
    assert_eq!(workbook, text, "the same whatever the format: {caption}");
    workbook
}

#[test]
fn a_thousand_of_nothing_is_of_money_and_people_alike() {
    let plain = ["Dân số", "Thu ngân sách"];
    let as_written = texts(&["4123 | 2875.500", "4234 | 2885.750"]);
    for caption in ["Đơn vị: nghìn", "ĐVT: ngàn", "(Đơn vị tính: Nghìn)"] {
        let unclear = texts(&["warning | unclear-unit"]);
        assert_eq!(money_and_people(caption, plain), (as_written.clone(), unclear), "{caption}");
    }
    // Of money, and where the others state their unit themselves.
    for (caption, labels) in [("Đơn vị: nghìn đồng", plain), ("Đơn vị: nghìn", ["Dân số (người)", "Thu ngân sách"])]
    {
        let (rows, found) = money_and_people(caption, labels);
        assert!(rows.iter().all(|row| row.contains(" | 2.8")), "{caption} {rows:?}");
        assert!(found.contains(&"warning | unit-converted".to_owned()), "{caption} {found:?}");
    }
    let (rows, found) = money_and_people("Đơn vị: triệu", plain);
    assert_eq!((rows, found), (as_written, Vec::new()));
}
