//! Headings over rows give them their district, or the group that a form declares.

use crate::kit::{Row, filtered};
use crate::mini::Mini;

const LABELS: &str = "STT;Tên xã;Hồ sơ tiếp nhận;Hồ sơ trực tuyến;Dân số;Điểm chuyển đổi số";

fn sent(mini: &Mini, rows: &str) -> Vec<String> {
    let text = format!("Quý II năm 2025;;;;;\n{LABELS}\n{rows}");
    mini.send("services/bieu.csv", "2025-07-05T09:00:00+07:00", text);
    let answer = mini.tinhso(&["run", "--format", "json"]);
    assert!(answer.code < 2, "{}", answer.stderr);
    let findings = filtered(mini.table("findings"), &[("object", "services/bieu.csv")]);
    findings.iter().map(|row: &Row| format!("{} | {} | {}", row["code"], row["severity"], row["cell"])).collect()
}

fn with_ordinals() -> Mini {
    let mini = Mini::new();
    mini.edit(
        "schemas/services.json",
        "\"fields\": [",
        "\"fields\": [\n      { \"name\": \"ordinal\", \"type\": \"string\", \"title\": \"STT\", \"role\": \"ordinal\" },",
    );
    mini
}

#[test]
fn of_two_places_with_one_name_the_one_in_the_district_above_is_meant() {
    let mini = with_ordinals();
    mini.edit("registry/units.csv", "90004,Xã Đá Bạc", "90004,Xã Đồi Chè");
    let found = sent(
        &mini,
        "I;Huyện Suối Đá;;;;\n1;Xã Đồi Chè;10;1;5;1\nII;Huyện Rừng Thông;;;;\n1;Xã Đồi Chè;40;1;5;1\n2;Xã Giếng Mới;50;1;5;1\n",
    );
    assert_eq!(found, Vec::<String>::new());
    assert_eq!(mini.figure("dossiers", "90001", "as-reported", "2025-Q2"), "10.0 | A | 1/1");
    assert_eq!(mini.figure("dossiers", "90004", "as-reported", "2025-Q2"), "40.0 | A | 1/1");
}

#[test]
fn a_place_under_the_heading_of_another_district_is_reported() {
    let found = sent(&with_ordinals(), "I;Huyện Suối Đá;;;;\n1;Xã Đồi Chè;10;1;5;1\n2;Xã Đá Bạc;40;1;5;1\n");
    assert_eq!(found, ["foreign-area | warning | B5"]);
}

#[test]
fn a_total_below_sections_within_a_section_may_sum_all_of_them() {
    let rows = |of_a: &str, of_all: &str| {
        format!(
            "A;Khu vực 1;;;;\nI;Vùng thấp;;;;\n1;Xã Đồi Chè;10;1;5;1\n2;Xã Bến Gỗ;20;1;5;1\nII;Vùng cao;;;;\n\
             3;Xã Cầu Tre;30;1;5;1\n;Cộng A;{of_a};3;15;\nB;Khu vực 2;;;;\n4;Xã Đá Bạc;40;1;5;1\n5;Xã Giếng Mới;50;1;5;1\n\
             ;Cộng;{of_all};5;25;\n"
        )
    };
    assert_eq!(sent(&with_ordinals(), &rows("60", "150")), Vec::<String>::new());
    // One that fits none is compared with the nearest.
    let mini = with_ordinals();
    let found = sent(&mini, &rows("61", "151"));
    assert_eq!(found.len(), 2, "{found:#?}");
    let mut expected: Vec<String> = filtered(mini.table("findings"), &[("code", "total-mismatch")])
        .iter()
        .map(|row: &Row| format!("{} {}", row["cell"], row["expected"]))
        .collect();
    expected.sort();
    assert_eq!(expected, ["C13 150", "C9 60"]);
}

#[test]
fn a_total_that_names_its_section_sums_no_other() {
    let rows = |words: &str| {
        format!(
            "A;Khu vực 1;;;;\nI;Vùng thấp;;;;\n1;Xã Đồi Chè;10;1;5;1\nII;Vùng cao;;;;\n2;Xã Bến Gỗ;20;1;5;1\n\
             3;Xã Cầu Tre;30;1;5;1\n;{words};60;3;15;\nB;Khu vực 2;;;;\n4;Xã Đá Bạc;40;1;5;1\n5;Xã Giếng Mới;50;1;5;1\n"
        )
    };
    for (words, expected) in [("Cộng A", None), ("Cộng", None), ("Cộng mục II", Some("50"))] {
        let mini = with_ordinals();
        sent(&mini, &rows(words));
        let found = filtered(mini.table("findings"), &[("code", "total-mismatch"), ("field", "received")]);
        let found = found.first().map(|row: &Row| row["expected"].as_str());
        assert_eq!(found, expected, "{words}");
    }
}

#[test]
fn a_group_that_the_form_declares_may_be_in_headings() {
    let mini = with_ordinals();
    mini.edit(
        "schemas/services.json",
        "{ \"name\": \"received\"",
        "{ \"name\": \"channel\", \"type\": \"string\", \"title\": \"Kênh\", \"constraints\": { \"required\": true, \"enum\": [\"Trực tiếp\", \"Bưu chính\"] } },\n      { \"name\": \"received\"",
    );
    mini.edit(
        "schemas/services.json",
        "\"primaryKey\": [\"code\", \"period\"]",
        "\"primaryKey\": [\"code\", \"period\", \"channel\"]",
    );
    let found = sent(
        &mini,
        "I;Trực tiếp;;;;\n1;Xã Đồi Chè;10;1;5;1\n2;Xã Bến Gỗ;20;1;5;1\nII;BƯU CHÍNH;;;;\n1;Xã Đồi Chè;3;1;5;1\n",
    );
    assert_eq!(found, Vec::<String>::new());
    let rows = mini.table("data/services");
    let rows: Vec<String> =
        rows.iter().map(|row| format!("{} {} {}", row["ref_area"], row["channel"], row["received"])).collect();
    assert_eq!(rows, ["90001 Trực tiếp 10", "90001 Bưu chính 3", "90002 Trực tiếp 20"]);
}

#[test]
fn a_heading_whose_words_begin_as_the_name_of_a_unit_is_a_heading() {
    for second in ["1;Xã Đá Bạc", "2;Xã Đá Bạc"] {
        let rows = format!(
            "I;Xã đạt chuẩn nông thôn mới năm 2025;;;;\n1;Xã Đồi Chè;10;1;5;1\nII;Xã phấn đấu đạt chuẩn;;;;\n{second};40;1;5;1\n"
        );
        let mini = with_ordinals();
        assert_eq!(sent(&mini, &rows), Vec::<String>::new());
        assert_eq!(mini.table("data/services").len(), 2);
    }
    // A unit that left its row blank among others that are numbered so is a row.
    let mini = with_ordinals();
    sent(&mini, "I;Xã Đồi Chè;10;1;5;1\nII;Xã Bến Gỗ;;;;\nIII;Xã Cầu Tre;40;1;5;1\n");
    assert_eq!(mini.table("data/services").len(), 3);
}

#[test]
fn a_unit_written_once_over_its_months_is_the_unit_of_them_all() {
    let mini = Mini::new();
    mini.edit("schemas/services.json", "\"frequency\": \"quarter\"", "\"frequency\": \"month\"");
    mini.write("pipelines/services.toml", "name = \"services\"\ntitle = { vi = \"S\", en = \"S\" }\n\n[[source]]\nform = \"services\"\nfrom = \"services/**\"\n\n[[indicator]]\nname = \"dossiers\"\ntitle = { vi = \"H\", en = \"D\" }\nnumerator = { source = \"services\", value = \"sum(received)\" }\nunit = \"DOSSIER\"\nareas = [\"commune\"]\nperiods = [\"month\"]\n");
    let labels = "Mã xã;Tên xã;Kỳ báo cáo;Hồ sơ tiếp nhận;Hồ sơ trực tuyến;Dân số;Điểm chuyển đổi số\n";
    let months = ";;2025-02;11;1;5;1\n;;2025-03;12;1;5;1\n";
    let text = format!(
        "{labels}90001;Xã Đồi Chè;2025-01;10;1;5;1\n{months}90002;Xã Bến Gỗ;2025-01;20;1;5;1\n{months};;2025-03;99;1;5;1\n"
    );
    mini.send("services/q1.csv", "2025-04-05T09:00:00+07:00", text);
    let answer = mini.tinhso(&["run", "--format", "json"]);
    assert!(answer.code < 2, "{}", answer.stderr);
    let mut rows = crate::kit::lines(&mini.table("data/services"), &["ref_area", "time_period", "received"]);
    rows.sort();
    assert_eq!(
        rows,
        [
            "90001 | 2025-01 | 10",
            "90001 | 2025-02 | 11",
            "90001 | 2025-03 | 12",
            "90002 | 2025-01 | 20",
            "90002 | 2025-02 | 11",
            "90002 | 2025-03 | 12",
        ]
    );
    // A month that comes again is of a unit that was forgotten.
    let found = filtered(mini.table("findings"), &[("object", "services/q1.csv"), ("code", "unknown-area")]);
    assert_eq!(found.len(), 1);
}

fn with_channels() -> Mini {
    let mini = with_ordinals();
    let channel = "{ \"name\": \"channel\", \"type\": \"string\", \"title\": \"Kênh\", \"constraints\": { \"enum\": [\"Trực tiếp\", \"Bưu chính\"] } }";
    mini.edit(
        "schemas/services.json",
        "{ \"name\": \"received\"",
        &format!("{channel},\n      {{ \"name\": \"received\""),
    );
    mini.edit(
        "schemas/services.json",
        "\"primaryKey\": [\"code\", \"period\"]",
        "\"primaryKey\": [\"code\", \"period\", \"channel\"]",
    );
    mini
}

#[test]
fn a_heading_may_say_what_its_field_is_called_before_the_value() {
    for (first, second) in [("Kênh trực tiếp", "Kênh bưu chính"), ("I. Kênh: Trực tiếp", "II. KÊNH: BƯU CHÍNH")]
    {
        let mini = with_channels();
        let rows = format!("I;{first};;;;\n1;Xã Đồi Chè;10;1;5;1\nII;{second};;;;\n1;Xã Đồi Chè;3;1;5;1\n");
        assert_eq!(sent(&mini, &rows), Vec::<String>::new(), "{first}");
        let rows = mini.table("data/services");
        let rows: Vec<String> = rows.iter().map(|row| format!("{} {}", row["channel"], row["received"])).collect();
        assert_eq!(rows, ["Trực tiếp 10", "Bưu chính 3"]);
    }
}

#[test]
fn rows_that_leave_blank_what_distinguishes_them_are_told_so() {
    let mini = with_channels();
    let labels = "Tên xã;Kênh;Hồ sơ tiếp nhận;Hồ sơ trực tuyến;Dân số;Điểm chuyển đổi số";
    let rows = "Xã Bến Gỗ;Trực tiếp;10;1;5;1\nXã Đồi Chè;;20;2;6;1\nXã Bến Gỗ;Bưu chính;3;1;5;1\nXã Đồi Chè;;4;1;5;1\n";
    mini.send("services/bieu.csv", "2025-07-05T09:00:00+07:00", format!("Quý II năm 2025;;;;;\n{labels}\n{rows}"));
    mini.tinhso(&["run", "--format", "json"]);
    let found = filtered(mini.table("findings"), &[("code", "primary-key")]);
    let found: Vec<String> = found.iter().map(|row: &Row| format!("{} {}", row["cell"], row["field"])).collect();
    assert_eq!(found, ["B4 channel", "B6 channel"]);
}

#[test]
fn headings_that_are_counted_above_dashes_are_headings() {
    for (first, second) in [("1", "2"), ("1.", "2."), ("I", "II"), ("A", "B")] {
        for [low, high] in [["Khu vực thành thị", "Khu vực nông thôn"], ["Vùng thấp", "Vùng cao"]] {
            let rows = format!(
                "{first};{low};;;;\n-;Xã Đồi Chè;10;1;5;1\n-;Xã Bến Gỗ;20;1;5;1\n{second};{high};;;;\n-;Xã Cầu Tre;30;1;5;1\n"
            );
            let mini = with_ordinals();
            assert_eq!(sent(&mini, &rows), Vec::<String>::new(), "{first} {low}");
            assert_eq!(mini.table("data/services").len(), 3, "{first} {low}");
        }
    }
    let mini = with_ordinals();
    let rows = "1;Khu vực thành thị;;;;\n1.1;Xã Đồi Chè;10;1;5;1\n1.2;Xã Bến Gỗ;20;1;5;1\n2;Khu vực nông thôn;;;;\n2.1;Xã Cầu Tre;30;1;5;1\n";
    assert_eq!(sent(&mini, rows), Vec::<String>::new(), "lower numbers");
    assert_eq!(mini.table("data/services").len(), 3);
    // A unit that nobody filled in is a row, and so is a name that no unit has among rows that are numbered as it is.
    let mini = with_ordinals();
    sent(&mini, "1;Xã Đồi Chè;;;;\n-;Nữ;10;1;5;1\n2;Xã Bến Gỗ;20;1;5;1\n");
    assert!(mini.table("data/services").iter().any(|row| row["ref_area"] == "90001"));
    let found = sent(&with_ordinals(), "1;Đồi Chèo;;;;\n2;Xã Bến Gỗ;20;1;5;1\n");
    assert!(found.iter().any(|line| line.starts_with("unknown-area | error | B3")), "{found:?}");
}
