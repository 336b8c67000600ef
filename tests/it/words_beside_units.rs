//! Words beside a unit of measure that say of the figures that they are the plan, a running total or another period's: in labels, in rows of units, in
//! captions and in cells.

use crate::mini::Mini;
use crate::split_labels::sent_in;

const NUMBERS: [&str; 2] = ["4000", "3000"];

/// A project whose population is money, in million đồng.
fn of_money() -> Mini {
    let mini = Mini::new();
    mini.edit("schemas/services.json", r#""unit": "PERSON""#, r#""unit": "VND", "multiplier": 6"#);
    mini.edit("pipelines/services.toml", "\"PERSON\"", "\"VND\"");
    mini
}

/// A table of two communes, with a line above its labels and a row of units below them; what is found of it, and what was read as its population.
fn read(mini: &Mini, caption: &str, label: &str, unit: &str, cells: [&str; 2]) -> (Vec<String>, Vec<String>) {
    let mut rows = vec![
        vec!["Quý II năm 2025"],
        vec![caption],
        vec!["TT", "Mã xã", "Tên xã", "Hồ sơ tiếp nhận", "Hồ sơ trực tuyến", "Điểm chuyển đổi số", label],
    ];
    if !unit.is_empty() {
        rows.push(vec!["", "", "", "", "", "", unit]);
    }
    rows.push(vec!["1", "90001", "Xã Đồi Chè", "120", "60", "61.5", cells[0]]);
    rows.push(vec!["2", "90002", "Xã Bến Gỗ", "80", "40", "55", cells[1]]);
    let (mut found, rows) = sent_in(mini, &rows, &[]);
    found.retain(|line| !line.ends_with("| TT"));
    let codes = found.iter().filter_map(|line| line.split(" | ").nth(1)).map(str::to_owned).collect();
    (codes, rows.iter().map(|row| row["people"].clone()).collect())
}

fn of_label(label: &str) -> (Vec<String>, Vec<String>) {
    read(&of_money(), "", label, "", NUMBERS)
}

#[test]
fn labels_whose_unit_has_the_plan_or_another_year_beside_it_are_not_read() {
    for aside in [
        "triệu đồng, KH",
        "KH - triệu đồng",
        "triệu đồng - KH",
        "triệu đồng/KH",
        "triệu đồng KH",
        "triệu đồng; LK",
        "triệu đồng, dự toán",
        "triệu đồng, ước",
        "triệu đồng, kế hoạch năm",
        "triệu đồng - 2024",
        "triệu đồng, 31/12/2024",
        "triệu đồng (KH)",
    ] {
        let (found, values) = of_label(&format!("Dân số ({aside})"));
        assert_eq!(found, ["missing-label", "extra-label"], "{aside}");
        assert_eq!(values, ["", ""], "{aside}");
    }
}

#[test]
fn other_words_beside_the_unit_of_a_label_make_it_doubtful() {
    for aside in ["triệu đồng, quý III", "triệu đồng, 12 tháng", "triệu đồng, còn nợ", "triệu đồng chưa VAT"]
    {
        let (found, values) = of_label(&format!("Dân số ({aside})"));
        assert_eq!(found, ["doubtful-label"], "{aside}");
        assert_eq!(values, NUMBERS, "{aside}");
    }
}

#[test]
fn units_with_nothing_said_of_the_figures_are_sound() {
    for aside in [
        "triệu đồng",
        "triệu (đồng)",
        "triệu đồng, làm tròn",
        "triệu đồng - 2025",
        "triệu đồng, quý II",
        "triệu đồng, quý II năm 2025",
        "triệu đồng, thực hiện",
        "ĐVT: triệu đồng",
        "triệu VNĐ",
    ] {
        let (found, values) = of_label(&format!("Dân số ({aside})"));
        assert_eq!(found, [""; 0], "{aside}");
        assert_eq!(values, NUMBERS, "{aside}");
    }
}

#[test]
fn rows_of_units_and_captions_with_such_words_are_unclear() {
    for unit in ["triệu đồng, KH", "(quý III - triệu đồng)", "triệu đồng (2024)", "triệu đồng, năm trước"]
    {
        let (found, values) = read(&of_money(), "", "Dân số", unit, NUMBERS);
        assert_eq!((found, values), (vec!["unclear-unit".to_owned()], NUMBERS.map(str::to_owned).to_vec()), "{unit}");
    }
    for (unit, code) in [
        // In brackets the plan is that of a title, too.
        ("triệu đồng (KH)", "period-mismatch"),
        ("triệu đồng - năm 2024", "unclear-unit"),
        ("triệu đồng, LK", "unclear-unit"),
        ("triệu đồng; quý I", "unclear-unit"),
    ] {
        let (found, values) = read(&of_money(), &format!("ĐVT: {unit}"), "Dân số", "", NUMBERS);
        assert_eq!((found, values), (vec![code.to_owned()], NUMBERS.map(str::to_owned).to_vec()), "{unit}");
    }
    for unit in
        ["triệu đồng", "triệu đồng, giá hiện hành", "triệu đồng; giá so sánh 2010", "triệu đồng, quý II năm 2025"]
    {
        let (found, _) = read(&of_money(), &format!("ĐVT: {unit}"), "Dân số", "", NUMBERS);
        assert_eq!(found, [""; 0], "{unit}");
    }
}

#[test]
fn numbers_in_cells_with_such_words_behind_their_unit_are_no_numbers() {
    for words in ["(KH)", "năm trước", "nợ", ", ước", "(quý III)"] {
        let (found, values) =
            read(&of_money(), "", "Dân số", "", [&format!("4000 triệu đồng {words}"), "3000 triệu đồng"]);
        assert_eq!(found, ["type-error"], "{words}");
        assert_eq!(values, ["3000"], "{words}");
    }
    let (found, values) = read(&Mini::new(), "", "Dân số", "", ["4000 người (KH)", "3000 người"]);
    assert_eq!((found, values), (vec!["type-error".to_owned()], vec!["3000".to_owned()]));
}

#[test]
fn thousands_glued_to_money_are_thousands_and_letters_are_unclear() {
    for (unit, people) in
        [("VND'000", "4"), ("000đ", "4"), ("VND ('000)", "4"), ("000.000đ", "4000"), ("triệu (đồng)", "4000")]
    {
        let (found, values) = of_label(&format!("Dân số ({unit})"));
        assert_eq!(values.first().map(String::as_str), Some(people), "{unit}: {found:?}");
    }
    for unit in ["K VND", "VND K", "k đồng", "M VND"] {
        let (found, values) = of_label(&format!("Dân số ({unit})"));
        assert_eq!((found, values), (vec!["unclear-unit".to_owned()], NUMBERS.map(str::to_owned).to_vec()), "{unit}");
    }
}

#[test]
fn members_of_json_and_labels_of_text_are_labels_too() {
    let mini = of_money();
    let label = "Dân số (triệu đồng, KH)";
    let line = format!(
        r#"{{"Mã xã":"90001","Tên xã":"Xã Đồi Chè","Hồ sơ tiếp nhận":120,"Hồ sơ trực tuyến":60,"Điểm chuyển đổi số":61.5,"{label}":4000}}"#
    );
    mini.send(
        "services/q2.json",
        "2025-07-05T09:00:00+07:00",
        format!(r#"{{"ky":"Quý II năm 2025","rows":[{line}]}}"#),
    );
    let text = format!(
        "Mã xã|Tên xã|Kỳ báo cáo|Hồ sơ tiếp nhận|Hồ sơ trực tuyến|{label}|Điểm chuyển đổi số\n90002|Xã Bến Gỗ|2025-Q2|80|40|3000|55\n"
    );
    mini.send("services/b.csv", "2025-07-05T09:00:00+07:00", text);
    let answer = mini.tinhso(&["run", "--format", "json"]);
    assert!(answer.code < 2, "{}", answer.stderr);
    let found = mini.table("findings");
    for object in ["services/q2.json", "services/b.csv"] {
        let is_of = |code: &str| found.iter().any(|row| row["object"] == object && row["code"] == code);
        assert!(is_of("missing-label") && is_of("extra-label"), "{object}: {found:?}");
    }
}
