//! Rows of a list that are no thing of their own: headings of units and groups, parts of the thing above, words for nothing, the rest of a text, spare
//! rows. Each table is sent as a workbook and as a text.

use crate::kit::{filtered, lines};
use crate::mini::{Mini, OLD};
use crate::split_labels::workbook;

const FORM: &str = r#"{
  "name": "works",
  "form": { "code": "24/XD", "frequency": "quarter", "calendar": "gregorian", "reports": "commune",
            "submits": [{ "from": "2020-01-01", "level": "province" }] },
  "schema": {
    "fields": [
      { "name": "number", "type": "string", "title": "STT", "role": "ordinal" },
      { "name": "code", "type": "string", "title": "Mã xã", "role": "area-code" },
      { "name": "commune", "type": "string", "title": "Tên xã", "role": "area-name" },
      { "name": "period", "type": "string", "title": "Kỳ báo cáo", "role": "period" },
      { "name": "work", "type": "string", "title": "Tên công trình", "constraints": { "required": true } },
      { "name": "kind", "type": "string", "title": "Loại công trình" },
      { "name": "cost", "type": "number", "title": "Tổng mức đầu tư", "measure": "stock", "unit": "VND", "scale": 1 }
    ],
    "primaryKey": ["code", "period", "work"],
    "missingValues": [{ "value": "", "status": "O" }, { "value": "...", "status": "L" }]
  }
}
"#;

const PIPELINE: &str = r#"name  = "works"
title = { vi = "Công trình", en = "Works" }

[[source]]
form = "works"
from = "works/**"

[[indicator]]
name        = "cost"
title       = { vi = "Tổng mức đầu tư", en = "Cost" }
numerator   = { source = "works", value = "sum(cost)" }
unit        = "VND"
areas       = ["commune", "province"]
periods     = ["quarter"]
"#;

const LABELS: [&str; 6] = ["STT", "Mã xã", "Tên xã", "Tên công trình", "Loại công trình", "Tổng mức đầu tư"];

type Table<'t> = Vec<Vec<&'t str>>;

/// A row of a unit, a thing, its kind and its cost; a place of `""` is blank.
fn row<'t>(number: &'t str, unit: Option<usize>, thing: [&'t str; 3]) -> Vec<&'t str> {
    let (code, name) = unit.map_or(("", ""), |unit| OLD[unit]);
    vec![number, code, name, thing[0], thing[1], thing[2]]
}

const ROAD: [&str; 3] = ["Đường bản Nậm", "Giao thông", "14500.5"];
const SCHOOL: [&str; 3] = ["Nhà lớp học", "Trường học", "3200"];
const CANAL: [&str; 3] = ["Kênh mương", "Thủy lợi", "2750.3"];
const CLINIC: [&str; 3] = ["Trạm y tế", "Y tế", "4100"];

/// The rows that are read and the findings, which do not depend on the format.
#[track_caller]
fn read(rows: &Table<'_>) -> (Vec<String>, Vec<String>) {
    let mut all: Table<'_> = vec![vec!["Biểu số 24/XD"], vec!["Quý I năm 2025"], LABELS.to_vec()];
    all.extend(rows.iter().cloned());
    let text = all.iter().map(|row| {
        let mut cells: Vec<String> = row
            .iter()
            .map(|cell| match cell.parse::<f64>() {
                Ok(_) => cell.replace('.', ","),
                Err(_) => (*cell).to_owned(),
            })
            .collect();
        cells.resize(LABELS.len(), String::new());
        cells.join(";") + "\n"
    });
    let text: String = text.collect();
    let mut answers = [("q1.xlsx", workbook(&all, &[])), ("q1.csv", text.into_bytes())].map(|(name, bytes)| {
        let mini = Mini::new();
        mini.write("schemas/works.json", FORM);
        mini.write("pipelines/works.toml", PIPELINE);
        let object = format!("works/{name}");
        mini.send(&object, "2025-04-02T08:00:00+07:00", bytes);
        let answer = mini.tinhso(&["run", "--format", "json"]);
        assert!(answer.code < 2, "{}", answer.stderr);
        let findings = filtered(mini.table("findings"), &[("object", &object)]);
        assert!(findings.iter().all(|row| !row["message_vi"].is_empty() && !row["message_en"].is_empty()));
        (
            lines(&mini.table("data/works"), &["ref_area", "work", "cost"]),
            lines(&findings, &["severity", "code", "cell", "value"]),
        )
    });
    for (rows, findings) in &mut answers {
        rows.iter_mut().for_each(|row| *row = row.trim_end_matches(".0").to_owned());
        rows.sort();
        findings.retain(|line| !line.contains("number-format"));
    }
    let [workbook, text] = answers;
    assert_eq!(workbook, text, "the same whatever the format");
    workbook
}

#[track_caller]
fn assert_read(rows: &Table<'_>, things: &[&str], findings: &[&str], why: &str) {
    let (read, found) = read(rows);
    assert_eq!(read, things, "{why}");
    assert_eq!(found, findings, "{why}");
}

const ROAD_AND_SCHOOL: [&str; 3] =
    ["90001 | Nhà lớp học | 3200", "90001 | Đường bản Nậm | 14500.5", "90002 | Kênh mương | 2750.3"];

#[test]
fn parts_of_a_thing_are_in_it() {
    let whole = || vec![row("1", Some(0), ROAD), row("2", Some(0), SCHOOL)];
    let after = || row("3", Some(1), CANAL);
    let total = || row("", None, ["Tổng cộng", "", "20450.8"]);
    let part = |number, name, cost| row(number, None, [name, "", cost]);
    let of_unit = |number, name, cost| row(number, Some(0), [name, "Trường học", cost]);
    for (parts, why) in [
        (vec![part("-", "Nền", "800"), part("-", "Mái", "2400")], "dashes for numbers"),
        (vec![part("+", "Nền", "800"), part("+", "Mái", "2400")], "plus signs for numbers"),
        (vec![part("", "- Nền", "800"), part("", "- Mái", "2400")], "dashes before names"),
        (vec![part("2.1", "Nền", "800"), part("2.2", "Mái", "2400")], "numbers below a number"),
        (vec![of_unit("2.1", "Nền", "800"), of_unit("2.2", "Mái", "2400")], "with the unit again"),
        (vec![part("a", "Nền", "800"), part("b", "Mái", "2400")], "letters"),
        (vec![part("", "Trong đó: Nền", "800"), part("", "Mái", "2400")], "lines below a word"),
        (vec![part("", "Trong đó:", ""), part("", "- Nền", "800.5"), part("", "- Mái", "1400")], "not all of it"),
        (vec![part("-", "Nền", ""), part("-", "Mái", "")], "without amounts"),
    ] {
        let rows = [whole(), parts, vec![after(), total()]].concat();
        assert_read(&rows, &ROAD_AND_SCHOOL, &[], why);
    }
}

#[test]
fn lines_that_may_be_things_are_things() {
    let dashed = |thing| row("-", None, thing);
    for (rows, why) in [
        (vec![row("1", Some(0), ROAD), dashed(SCHOOL), row("2", Some(1), CANAL)], "numbers of units"),
        (vec![row("1", Some(0), ROAD), row("1.1", None, SCHOOL), row("2", Some(1), CANAL)], "of another amount"),
        (vec![row("A", Some(0), ROAD), row("B", None, SCHOOL), row("A", Some(1), CANAL)], "letters of things"),
        (vec![row("I", Some(0), ROAD), row("II", None, SCHOOL), row("III", Some(1), CANAL)], "roman numbers of things"),
        (vec![row("", Some(0), ROAD), row("", None, SCHOOL), row("", Some(1), CANAL)], "without numbers"),
        (vec![row("1", Some(0), ROAD), row("2", None, SCHOOL), row("1", Some(1), CANAL)], "numbers that begin anew"),
    ] {
        assert_read(&rows, &ROAD_AND_SCHOOL, &[], why);
    }
    // One row that names its unit itself and costs the same.
    let alike = row("1.1", Some(0), ["Nhà lớp học", "Trường học", "14500.5"]);
    assert_eq!(read(&vec![row("1", Some(0), ROAD), alike, row("2", Some(1), CANAL)]).0.len(), 3);
    // More than the thing above has.
    let more =
        vec![row("1", Some(0), SCHOOL), row("2", Some(0), CLINIC), row("-", None, ROAD), row("3", Some(1), CANAL)];
    assert_eq!(read(&more).0.len(), 4);
    // A thing of which nothing is known yet.
    let name = |number, unit| row(number, unit, ["Chợ", "", ""]);
    assert_eq!(read(&vec![row("1", Some(0), ROAD), name("2", None), row("3", Some(1), CANAL)]).0.len(), 3);
    assert_eq!(read(&vec![row("1", Some(0), ROAD), name("", None), row("2", Some(1), CANAL)]).0.len(), 3);
    assert_eq!(read(&vec![row("1", Some(0), ROAD), name("B", None), row("2", Some(1), CANAL)]).0.len(), 3);
}

#[test]
fn headings_of_groups_in_the_column_of_names_are_no_things() {
    let things = [
        "90001 | Nhà lớp học | 3200",
        "90001 | Đường bản Nậm | 14500.5",
        "90002 | Kênh mương | 2750.3",
        "90002 | Trạm y tế | 4100",
    ];
    let group = |number, name, sum| row(number, None, [name, "", sum]);
    let first = || vec![row("1", Some(0), ROAD), row("2", Some(1), CANAL)];
    let second = || vec![row("1", Some(0), SCHOOL), row("2", Some(1), CLINIC)];
    let total = || vec![row("", None, ["Tổng cộng", "", "24550.8"])];
    for (upper, lower, why) in [
        (Some(group("I", "Công trình chuyển tiếp", "")), group("II", "Công trình mới", ""), "roman"),
        (Some(group("A", "CÔNG TRÌNH CHUYỂN TIẾP", "")), group("B", "CÔNG TRÌNH MỚI", ""), "letters"),
        (Some(group("I", "Công trình chuyển tiếp", "17250.8")), group("II", "Công trình mới", "7300"), "with sums"),
        (None, group("II", "Công trình mới", ""), "the first without a heading"),
        (None, group("II", "Công trình mới", "7300"), "the first without a heading, with sums"),
        (Some(group("", "CÔNG TRÌNH CHUYỂN TIẾP", "")), group("", "CÔNG TRÌNH MỚI", ""), "capitals without numbers"),
        (Some(group("", "Công trình chuyển tiếp", "")), group("", "Công trình mới", ""), "without numbers"),
    ] {
        let rows = [upper.into_iter().collect(), first(), vec![lower], second(), total()].concat();
        assert_read(&rows, &things, &[], why);
    }
    // A sum that does not fit is no thing either, and is compared.
    let rows = [vec![group("I", "Công trình chuyển tiếp", "18250.8")], first()].concat();
    assert_eq!(read(&rows).1, ["warning | total-mismatch | F4 | 18250.8"]);
}

#[test]
fn a_unit_that_says_that_it_has_none_has_no_thing() {
    let things = ["90001 | Đường bản Nậm | 14500.5"];
    for word in ["Không có", "Không phát sinh", "Không", "Chưa có", "Không có công trình nào", "-", "0"] {
        let rows = vec![row("1", Some(0), ROAD), row("2", Some(1), [word, "", ""])];
        let found = format!("warning | unread-row | D5 | {word}");
        assert_read(&rows, &things, &[&found], word);
    }
    for name in ["Không gian văn hoá", "Nhà không tên"] {
        assert_eq!(read(&vec![row("1", Some(0), ROAD), row("2", Some(1), [name, "", ""])]).0.len(), 2, "{name}");
    }
    // What has a cost is something, whatever it is called.
    assert_eq!(read(&vec![row("1", Some(0), ROAD), row("2", Some(1), ["-", "", "50"])]).0.len(), 2);
}

#[test]
fn a_unit_heads_its_things() {
    let things = ["90001 | Nhà lớp học | 3200", "90001 | Đường bản Nậm | 14500.5", "90002 | Kênh mương | 2750.3"];
    let head = |number: &'static str, unit: usize, sum: &'static str| row(number, Some(unit), ["", "", sum]);
    let named = |number: &'static str, unit: usize| vec![number, "", OLD[unit].1, "", "", ""];
    let thing = |number, thing| row(number, None, thing);
    let sum = |unit: &'static str, sum| vec!["", "", unit, "", "", sum];
    let blocks = |heads: [Vec<&'static str>; 2], numbers: [&'static str; 3]| {
        let [first, second] = heads;
        vec![first, thing(numbers[0], ROAD), thing(numbers[1], SCHOOL), second, thing(numbers[2], CANAL)]
    };
    for (rows, why) in [
        (blocks([head("I", 0, "17700.5"), head("II", 1, "2750.3")], ["1", "2", "1"]), "with sums"),
        (blocks([head("I", 0, ""), head("II", 1, "")], ["1", "2", "3"]), "without"),
        (blocks([named("I", 0), named("II", 1)], ["1", "2", "1"]), "without codes"),
        (blocks([head("1", 0, ""), head("2", 1, "")], ["-", "-", "-"]), "dashes below"),
        (blocks([head("1", 0, ""), head("2", 1, "")], ["1.1", "1.2", "2.1"]), "numbers below numbers"),
        (blocks([head("", 0, ""), head("", 1, "")], ["", "", ""]), "without numbers"),
    ] {
        assert_read(&rows, &things, &[], why);
    }
    let mut rows = blocks([head("I", 0, ""), head("II", 1, "")], ["1", "2", "1"]);
    rows.insert(3, sum("Cộng Xã Đồi Chè", "17700.5"));
    rows.push(sum("Cộng Xã Bến Gỗ", "2750.3"));
    assert_read(&rows, &things, &[], "sums below");
    let rows = blocks([head("I", 0, "17700"), head("II", 1, "2750.3")], ["1", "2", "1"]);
    assert_read(&rows, &things, &["warning | total-mismatch | F4 | 17700"], "a sum that does not fit");
    // A heading that names no unit gives its things to none.
    let mut rows = blocks([head("I", 0, ""), named("II", 1)], ["1", "2", "1"]);
    rows[3][2] = "Xã Bến Gạo";
    let (read_rows, found) = read(&rows);
    assert_eq!(read_rows.len(), 2, "{found:#?}");
    assert!(found.iter().any(|line| line.starts_with("error | unknown-area")), "{found:#?}");
    // A thing without its name is no heading.
    let rows = vec![row("1", Some(0), ROAD), row("2", Some(1), ["", "Y tế", "500"]), thing("3", CANAL)];
    assert!(read(&rows).1.iter().any(|line| line.starts_with("error | constraint-error | D5")));
}

#[test]
fn a_text_alone_in_a_numbered_list_is_no_thing() {
    let text = |text| row("", None, [text, "", ""]);
    let rows = |texts: Table<'static>| {
        [vec![row("1", Some(0), ROAD), row("2", Some(0), SCHOOL)], texts, vec![row("3", Some(1), CANAL)]].concat()
    };
    for rest in ["(giai đoạn 1)", "và nhà ở giáo viên", "Huổi Đáp"] {
        let found = format!("warning | unread-row | D6 | {rest}");
        assert_read(&rows(vec![text(rest)]), &ROAD_AND_SCHOOL, &[&found], rest);
    }
    // What is below a list is none of it.
    let total = || row("", None, ["Tổng cộng", "", "20450.8"]);
    for below in [
        vec![total(), vec![], text("TRƯỞNG PHÒNG"), vec![], text("Lò Văn Hoà")],
        vec![vec![], text("Nguồn: Phần mềm quản lý đầu tư")],
        vec![text("Tổng cộng: 3 công trình"), text("Lò Văn Hoà")],
    ] {
        assert_read(&[rows(Vec::new()), below.clone()].concat(), &ROAD_AND_SCHOOL, &[], &format!("{below:?}"));
    }
}

#[test]
fn rows_in_which_no_thing_was_written_cost_no_other() {
    let rows = || vec![row("1", Some(0), ROAD), row("2", Some(0), SCHOOL), row("3", Some(1), CANAL)];
    for spare in [
        row("4", None, ["...", "", ""]),
        row("4", None, ["……", "", ""]),
        row("4", Some(1), ["...", "", ""]),
        row("4", None, ["", "", "0"]),
        row("4", None, ["", "", "-"]),
    ] {
        assert_read(&[rows(), vec![spare.clone()]].concat(), &ROAD_AND_SCHOOL, &[], &format!("{spare:?}"));
    }
    // A cost without a name is something.
    let (_, found) = read(&[rows(), vec![row("4", None, ["", "", "500"])]].concat());
    assert!(found.iter().any(|line| line.starts_with("error | constraint-error | D7")), "{found:#?}");
}

#[test]
fn numbered_notes_below_the_rows_are_no_things() {
    let note = |text| vec![text, "", "", "", "", ""];
    let things = || vec![row("1", Some(0), ROAD), row("2", Some(0), SCHOOL), row("3", Some(1), CANAL)];
    for notes in
        [["1. Xã mới sáp nhập thôn", "2. Gồm 3 công trình chuyển tiếp"], ["(1) Số liệu ước tính", "(2) Theo báo cáo"]]
    {
        let notes: Table<'_> = notes.into_iter().map(note).collect();
        let total = vec![row("", None, ["Tổng cộng", "", "20450.8"])];
        assert_read(&[things(), notes.clone()].concat(), &ROAD_AND_SCHOOL, &[], "below the rows");
        assert_read(&[things(), total, notes].concat(), &ROAD_AND_SCHOOL, &[], "below the total");
    }
}

#[test]
fn rows_without_a_unit_behind_what_may_end_the_unit_above_are_named() {
    let things = ["90001 | Đường bản Nậm | 14500.5", "90002 | Kênh mương | 2750.3", "90002 | Nhà lớp học | 3200"];
    let first = || vec![row("1", Some(0), ROAD), row("2", Some(1), CANAL)];
    let heading = |number, name| row(number, None, [name, "", ""]);
    for (between, cell, why) in [
        (heading("II", "Công trình cấp huyện"), "C7", "a roman heading"),
        (heading("B", "Công trình do huyện quản lý"), "C7", "a letter"),
        (row("", None, ["Cộng", "", "17250.8"]), "C7", "a total"),
        (vec![""; 6], "C7", "an empty row"),
    ] {
        let rows = [first(), vec![between], vec![row("1", None, SCHOOL)]].concat();
        let (read, found) = read(&rows);
        assert_eq!(read, things, "{why}");
        let doubtful: Vec<_> = found.iter().filter(|line| line.contains("doubtful-area")).collect();
        assert_eq!(doubtful, [&format!("warning | doubtful-area | {cell} | ")], "{why}");
    }
}

#[test]
fn headings_that_group_the_rows_of_one_unit_end_nothing() {
    let heading = |name| row("", None, [name, "", ""]);
    // The groups come again below the next unit, or a unit is the heading of its groups.
    let again = vec![
        row("1", Some(0), ROAD),
        heading("CHUYỂN TIẾP"),
        row("2", None, SCHOOL),
        row("3", Some(1), CANAL),
        heading("CHUYỂN TIẾP"),
        row("4", None, CLINIC),
    ];
    let unit = |number, unit| row(number, Some(unit), ["", "", ""]);
    let headed = vec![
        unit("I", 0),
        heading("CHUYỂN TIẾP"),
        row("1", None, ROAD),
        heading("CÔNG TRÌNH MỚI"),
        row("2", None, SCHOOL),
        unit("II", 1),
        heading("CÔNG TRÌNH KHÁC"),
        row("1", None, CANAL),
        row("2", None, CLINIC),
    ];
    for rows in [again, headed] {
        let (read, found) = read(&rows);
        assert_eq!(read.len(), 4, "{read:?}");
        assert!(!found.iter().any(|line| line.contains("doubtful-area")), "{found:?}");
    }
}

#[test]
fn a_line_without_a_unit_among_lines_that_name_theirs_is_doubted() {
    let rest = ["Dự án khác", "Y tế", "50"];
    let doubted = |row: usize| vec![format!("warning | doubtful-area | C{row} | ")];
    // The last line, where each other names its own unit.
    for rows in [
        vec![row("1", Some(0), ROAD), row("2", Some(1), CANAL), row("3", None, rest)],
        vec![row("", Some(0), ROAD), row("", Some(1), CANAL), row("", None, rest)],
    ] {
        let (read, found) = read(&rows);
        assert_eq!(read.len(), 3, "{read:?}");
        assert_eq!(found, doubted(6), "{read:?}");
    }
    // Any line, where a unit of several lines is written in each of them.
    let rows = vec![row("1", Some(0), ROAD), row("2", Some(0), SCHOOL), row("3", None, rest), row("4", Some(1), CANAL)];
    assert_eq!(read(&rows).1, doubted(6));
    // What is of the district, wherever it is.
    let rows =
        vec![row("1", Some(0), ROAD), row("2", None, ["Dự án khác của huyện", "", "50"]), row("3", Some(1), CANAL)];
    assert_eq!(read(&rows).1, doubted(5));
    // Units that are written once.
    for rows in [
        vec![row("1", Some(0), ROAD), row("2", None, SCHOOL), row("3", Some(1), CANAL), row("4", None, rest)],
        vec![row("1", Some(0), ROAD), row("2", None, SCHOOL), row("3", None, rest)],
        vec![row("1", Some(0), ROAD), row("2", Some(1), CANAL), row("3", None, SCHOOL), row("4", None, rest)],
    ] {
        assert!(read(&rows).1.is_empty(), "{rows:?}");
    }
}
