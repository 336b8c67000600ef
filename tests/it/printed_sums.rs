//! Rows that print a sum under the sender's name or under words of many meanings, rows of another period beside the period's own, and keys
//! that are on two sheets.

use rust_xlsxwriter::Workbook;

use crate::kit::{Row, filtered, lines};
use crate::mini::Mini;
use crate::split_labels::sent;

const LABELS: [&str; 7] =
    ["TT", "Mã xã", "Tên xã", "Hồ sơ tiếp nhận", "Hồ sơ trực tuyến", "Dân số", "Điểm chuyển đổi số"];
const FIRST: [&str; 7] = ["1", "90001", "Xã Đồi Chè", "120", "60", "4000", "61.5"];
const SECOND: [&str; 7] = ["2", "90002", "Xã Bến Gỗ", "80", "40", "3000", "55"];
const THIRD: [&str; 7] = ["3", "90003", "Xã Cầu Tre", "50", "20", "2000", "44"];

fn table(body: &[Vec<&str>]) -> (Vec<String>, Vec<Row>) {
    let mut rows = vec![vec!["Biểu số 01/TN"], vec!["Quý II năm 2025"], LABELS.to_vec()];
    rows.extend_from_slice(body);
    let (mut found, rows) = sent(&rows, &[]);
    found.retain(|line| !line.ends_with("| TT"));
    (found, rows)
}

fn sum<'t>(name: &'t str, numbers: [&'t str; 3]) -> Vec<&'t str> {
    vec!["", "", name, numbers[0], numbers[1], numbers[2]]
}

#[test]
fn a_row_that_prints_the_sum_is_a_total_whatever_its_name() {
    let all = ["250", "120", "9000"];
    for name in [
        "Huyện Suối Đá",
        "Tỉnh Thử Nghiệm",
        "Cả huyện",
        "Total",
        "Sum",
        "Σ",
        "Chung",
        "Cộng 3 xã",
        "Cộng dồn",
        "Tất cả",
    ] {
        let (found, rows) = table(&[FIRST.to_vec(), SECOND.to_vec(), THIRD.to_vec(), sum(name, all)]);
        assert_eq!((found, rows.len()), (Vec::new(), 3), "{name} below");
    }
    // With the code of the district, under its name, a word or nothing.
    for name in ["Huyện Suối Đá", "Toàn huyện", "Tổng số", ""] {
        let coded = vec!["", "901", name, all[0], all[1], all[2]];
        let (found, rows) = table(&[FIRST.to_vec(), SECOND.to_vec(), THIRD.to_vec(), coded.clone()]);
        assert_eq!((found, rows.len()), (Vec::new(), 3), "{name} with a code");
        let (found, rows) = table(&[coded, FIRST.to_vec(), SECOND.to_vec(), THIRD.to_vec()]);
        assert_eq!((found, rows.len()), (Vec::new(), 3), "{name} with a code, on top");
    }
    let (found, _) =
        table(&[FIRST.to_vec(), SECOND.to_vec(), THIRD.to_vec(), vec!["", "901", "Toàn huyện", "251", "120", "9000"]]);
    assert!(found.iter().any(|line| line.contains("unknown-area")), "{found:?}");
    let (found, rows) = table(&[sum("Cộng dồn", all), FIRST.to_vec(), SECOND.to_vec(), THIRD.to_vec()]);
    assert_eq!((found, rows.len()), (Vec::new(), 3), "on top");
    let two = sum("Huyện Suối Đá", ["200", "100", "7000"]);
    let (found, rows) = table(&[FIRST.to_vec(), SECOND.to_vec(), two, THIRD.to_vec()]);
    assert_eq!((found, rows.len()), (Vec::new(), 3), "in the middle");
}

#[test]
fn headings_that_print_the_sums_of_their_rows_are_no_units() {
    let heading = |number: &'static str, name: &'static str, sums: [&'static str; 3]| {
        vec![number, "", name, sums[0], sums[1], sums[2]]
    };
    let rows = [
        vec!["1", "90001", "Xã Đồi Chè", "123", "61", "4321", "61.5"],
        vec!["2", "90002", "Xã Bến Gỗ", "87", "45", "3210", "55"],
        vec!["3", "90003", "Xã Cầu Tre", "58", "23", "2109", "44"],
    ];
    let [one, two, three] = rows;
    let (first, second) = (["210", "106", "7531"], ["58", "23", "2109"]);
    let above = [
        heading("I", "Khối xã vùng cao", first),
        one.clone(),
        two.clone(),
        heading("II", "Khối xã vùng thấp", second),
        three.clone(),
    ];
    let (found, rows) = table(&above);
    assert_eq!((found, rows.len()), (Vec::new(), 3), "above");
    let below = [one.clone(), two.clone(), sum("Cộng vùng cao", first), three.clone(), sum("Cộng vùng thấp", second)];
    let (found, rows) = table(&below);
    assert_eq!((found, rows.len()), (Vec::new(), 3), "below");
}

#[test]
fn one_wrong_figure_of_a_section_is_reported_there_alone() {
    for [first, second] in
        [["Cộng cụm 1", "Cộng cụm 2"], ["Cộng vùng cao", "Cộng vùng thấp"], ["Cộng khối 1", "Cộng khối 2"]]
    {
        let (wrong, right) = (["201", "100", "7000"], ["50", "20", "2000"]);
        let body = [FIRST.to_vec(), SECOND.to_vec(), sum(first, wrong), THIRD.to_vec(), sum(second, right)];
        let (found, rows) = table(&body);
        assert_eq!((found, rows.len()), (vec!["warning | total-mismatch | D6 | 201".to_owned()], 3), "{first}");
    }
}

#[test]
fn units_that_are_named_by_their_names_alone_are_no_sums() {
    let bare = |name: &'static str, numbers: [&'static str; 3]| vec!["", "", name, numbers[0], numbers[1], numbers[2]];
    let (first, second) = (["1234", "617", "43219"], ["1357", "579", "50123"]);
    // The second reports what the first does, the fourth what all three do.
    let rows = [
        bare("Đồi Chè", first),
        bare("Bến Gỗ", first),
        bare("Cầu Tre", second),
        bare("Đá Bạc", ["3825", "1813", "136561"]),
    ];
    let (_, read) = table(&rows);
    assert_eq!(read.len(), 4);
}

#[test]
fn a_row_that_prints_another_sum_is_reported() {
    let (found, rows) = table(&[FIRST.to_vec(), SECOND.to_vec(), sum("Huyện Suối Đá", ["201", "100", "7000"])]);
    assert!(found.iter().any(|line| line.starts_with("error | unknown-area")), "{found:?}");
    assert_eq!(rows.len(), 2);
    // A word of a total needs no sum that fits.
    let (found, _) = table(&[FIRST.to_vec(), SECOND.to_vec(), sum("Total", ["201", "100", "7000"])]);
    assert_eq!(found, ["warning | total-mismatch | D6 | 201"]);
}

#[test]
fn rows_of_another_period_make_no_duplicates() {
    let before = ["1", "90001", "Xã Đồi Chè", "119", "59", "3999", "61.5"].to_vec();
    let (found, rows) =
        table(&[FIRST.to_vec(), SECOND.to_vec(), vec!["", "", "Số liệu kỳ trước"], LABELS.to_vec(), before]);
    assert_eq!(found, ["error | period-mismatch | C6 | Số liệu kỳ trước"]);
    assert_eq!(rows.iter().map(|row| row["received"].as_str()).collect::<Vec<_>>(), ["120", "80"]);
}

#[test]
fn a_key_on_two_sheets_names_them() {
    let mut book = Workbook::new();
    for (name, received) in [("Biểu 01", "120"), ("Biểu 01 (2)", "121")] {
        let sheet = book.add_worksheet().set_name(name).expect("a name");
        sheet.write(0, 0, "Quý II năm 2025").expect("written");
        for (row, cells) in (1..).zip([LABELS, FIRST, SECOND]) {
            for (column, cell) in (0..).zip(cells) {
                let cell = if cell == "120" { received } else { cell };
                sheet.write(row, column, cell).expect("written");
            }
        }
    }
    let mini = Mini::new();
    mini.send("services/q2.xlsx", "2025-07-05T09:00:00+07:00", book.save_to_buffer().expect("a workbook"));
    mini.run(1);
    let found = filtered(mini.table("findings"), &[("code", "primary-key")]);
    assert_eq!(
        lines(&found, &["message_en"]),
        [
            "Rows 3 (“Biểu 01”), 3 (“Biểu 01 (2)”) have one key (Xã Đồi Chè, 2025-Q2) and differ; all are quarantined. Keep the one that is right",
            "Rows 3 (“Biểu 01”), 3 (“Biểu 01 (2)”) have one key (Xã Đồi Chè, 2025-Q2) and differ; all are quarantined. Keep the one that is right",
            "The row repeats row 4 (“Biểu 01”) exactly; it counts once",
        ]
    );
}

/// The findings of a text of the second quarter with these rows, in a form that numbers its rows.
fn text(rows: &[&str]) -> (Vec<String>, Vec<Row>) {
    let mini = Mini::new();
    let code = r#"{ "name": "code","#;
    let ordinal = r#"{ "name": "number", "type": "string", "title": "TT", "role": "ordinal" }, "#;
    mini.edit("schemas/services.json", code, &format!("{ordinal}{code}"));
    mini.edit(
        "schemas/services.json",
        r#""type": "integer", "title": "Dân số""#,
        r#""type": "number", "scale": 1, "title": "Dân số""#,
    );
    let labels = LABELS.join(";");
    mini.send(
        "services/q2.csv",
        "2025-07-05T09:00:00+07:00",
        format!("Biểu số 01/TN\nQuý II năm 2025\n{labels}\n{}\n", rows.join("\n")),
    );
    let answer = mini.tinhso(&["run", "--format", "json"]);
    assert!(answer.code < 2, "{}", answer.stderr);
    let found = filtered(mini.table("findings"), &[("object", "services/q2.csv")]);
    (lines(&found, &["severity", "code", "cell", "value"]), mini.table("data/services"))
}

#[test]
fn sums_with_decimals_in_texts_are_sums() {
    let units = ["1;90001;Xã Đồi Chè;120;60;4000,5;61,5", "2;90002;Xã Bến Gỗ;80;40;3000,2;55"];
    let (found, rows) = text(&[units[0], units[1], ";;TC;200;100;7000,7;"]);
    assert_eq!((found, rows.len()), (Vec::new(), 2));
    let (found, rows) = text(&[
        "I;;Khối xã vùng thấp;200;100;7000,7;",
        units[0],
        units[1],
        "II;;Khối xã vùng cao;50;20;2000,1;",
        "1;90003;Xã Cầu Tre;50;20;2000,1;44",
    ]);
    assert_eq!((found, rows.len()), (Vec::new(), 3));
}

#[test]
fn numbered_headings_that_print_the_sum_of_one_column_are_headings() {
    for (first, second) in [("I;;Cụm I;200;;", "II;;Cụm II;50;;"), ("A;;Vùng cao;;100;", "B;;Vùng thấp;;20;")] {
        let rows = [
            first,
            "1;90001;Xã Đồi Chè;120;60;4000,5;61,5",
            "2;90002;Xã Bến Gỗ;80;40;3000,2;55",
            second,
            "1;90003;Xã Cầu Tre;50;20;2000,1;44",
        ];
        let (found, rows) = text(&rows);
        assert_eq!((found, rows.len()), (Vec::new(), 3), "{first}");
    }
    // Of another sum it may be a unit.
    let (found, _) =
        text(&["I;;Cụm I;201;;", "1;90001;Xã Đồi Chè;120;60;4000,5;61,5", "2;90002;Xã Bến Gỗ;80;40;3000,2;55"]);
    assert_eq!(found.len(), 1, "{found:?}");
}

#[test]
fn lines_of_a_unit_by_source_are_parts_of_it() {
    const SOURCES: [&str; 2] = ["Chương trình mục tiêu", "Vốn cân đối huyện"];
    for (unit, first, second, why) in [
        ("I", "1", "2", "counts below roman numbers"),
        ("A", "1", "2", "counts below letters"),
        ("1", "1.1", "1.2", "numbers below numbers"),
        ("1", "a", "b", "letters below numbers"),
        ("1", "a)", "b)", "letters in brackets"),
        ("1", "", "", "without numbers"),
    ] {
        let unit_row = format!("{unit};90001;Xã Đồi Chè;125;61;4210;61,5");
        let lines = [format!("{first};;{};80;40;3000;", SOURCES[0]), format!("{second};;{};45;21;1210;", SOURCES[1])];
        let (found, rows) = text(&[&unit_row, &lines[0], &lines[1]]);
        assert_eq!((found, rows.len()), (Vec::new(), 1), "{why}");
    }
    // Below a district they are its communes, whose codes may be missing.
    let communes = ["1;;Đồi Chè;80;40;3000;61,5", "2;;Bến Gỗ;40;20;1000;55"];
    assert_eq!(text(&["I;901;Suối Đá;120;60;4000;", communes[0], communes[1]]).1.len(), 2, "communes of a district");
    // Of another amount they are no parts.
    assert_eq!(
        text(&["A;90003;Xã Cầu Tre;500;60;4000;", communes[0], communes[1]]).1.len(),
        3,
        "communes below a commune"
    );
    assert_eq!(text(&["1;90003;Xã Cầu Tre;500;60;4000;", communes[1]]).1.len(), 2, "a code that is missing");
}

#[test]
fn lines_below_the_total_are_no_units() {
    let units = ["1;90001;Xã Đồi Chè;120;60;4000;61,5", "2;90002;Xã Bến Gỗ;80;40;3000;55"];
    let total = ";;Tổng cộng;200;100;7000;";
    let (found, rows) = text(&[units[0], units[1], total, ";;Trong đó: Vốn TW;150;70;4000;", ";;Vốn ĐP;50;30;3000;"]);
    assert_eq!((found, rows.len()), (Vec::new(), 2));
    let (found, rows) = text(&[units[0], units[1], total, ";;So sánh (%);98,5;110;105;"]);
    assert_eq!((found, rows.len()), (Vec::new(), 2));
    // On top of rows without codes and numbers the first of them is a unit.
    let plain = [";;Đồi Chè;120;60;4000;61,5", ";;Bến Gỗ;80;40;3000;55"];
    assert_eq!(text(&[total, ";;Trong đó: nữ;50;30;3000;", plain[0], plain[1]]).1.len(), 2);
}
