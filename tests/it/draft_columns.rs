//! `tinhso draft`: columns of marks, of periods that are none of the report, and labels that name the period of the sample.

use serde_json::Value;

use crate::kit::lines;
use crate::mini::Mini;

/// A project without forms, with a sample of these lines; drafts it and gives the answer, with the fields and the notes on one.
fn drafted(head: &str, labels: &str, rows: [&str; 4]) -> (Mini, Value) {
    let mini = Mini::new();
    for name in
        ["schemas/services.json", "schemas/value-added.json", "pipelines/services.toml", "pipelines/economy.toml"]
    {
        std::fs::remove_file(mini.path().join(name)).expect("gone");
    }
    mini.write("sample.csv", sample(head, labels, rows));
    let place = |name: &str| mini.path().join(name).to_string_lossy().into_owned();
    let (sample, form, pipeline) = (place("sample.csv"), place("schemas/kts.json"), place("pipelines/kts.toml"));
    let arguments = ["draft", &sample, "--name", "kts", "--output", &form, "--pipeline", &pipeline, "--format", "json"];
    let answer = mini.tinhso(&arguments).expect(0).json();
    (mini, answer)
}

fn sample(head: &str, labels: &str, rows: [&str; 4]) -> String {
    let names = ["90001;Xã Đồi Chè", "90002;Xã Bến Gỗ", "90003;Xã Cầu Tre", "90004;Xã Đá Bạc"];
    let rows: String = names.iter().zip(rows).map(|(name, row)| format!("{name};{row}\n")).collect();
    format!("BÁO CÁO KINH TẾ SỐ\n{head}\nMã xã;Tên xã;{labels}\n{rows}")
}

fn field<'a>(answer: &'a Value, title: &str) -> &'a Value {
    let fields = answer["form"]["schema"]["fields"].as_array().expect("fields");
    fields.iter().find(|field| field["title"] == title).unwrap_or_else(|| panic!("no {title}: {fields:#?}"))
}

fn notes(answer: &Value) -> String {
    let notes = answer["notes"].as_array().expect("notes").iter();
    notes.map(|note| format!("{} = {}: {}\n", note["about"], note["guess"], note["why"]["en"])).collect()
}

/// The values of a column of the data after a run over the sample.
fn values(mini: &Mini, text: &str, column: &str) -> Vec<String> {
    let from = std::fs::read_to_string(mini.path().join("pipelines/kts.toml")).expect("a pipeline");
    let folder = from.split("from = \"").nth(1).and_then(|rest| rest.split(['*', '"']).next()).expect("a pattern");
    mini.send(&format!("{folder}a.csv"), "2025-07-05T09:00:00+07:00", text);
    mini.tinhso(&["run"]);
    lines(&mini.table("data/kts"), &[column])
}

#[test]
fn marks_under_a_question_are_yes_and_no() {
    let labels = "Số doanh nghiệp;Có kế hoạch chuyển đổi số;Đã ký số";
    for other in ["", "0", "-"] {
        let row = |count: u32, mark: &str| format!("{count};{};✓", if mark.is_empty() { other } else { mark });
        let rows = [row(12, "x"), row(19, ""), row(26, "X"), row(33, "")];
        let rows: [&str; 4] = std::array::from_fn(|place| rows[place].as_str());
        let (mini, answer) = drafted("Quý II năm 2025", labels, rows);
        assert_eq!(field(&answer, "Có kế hoạch chuyển đổi số")["type"], "boolean", "{other}");
        assert_eq!(field(&answer, "Đã ký số")["type"], "boolean");
        assert_eq!(field(&answer, "Số doanh nghiệp")["type"], "integer");
        assert!(notes(&answer).contains("an x in it is read as yes"), "{}", notes(&answer));
        let found = values(&mini, &sample("Quý II năm 2025", labels, rows), "co_ke_hoach_chuyen_doi_so");
        let no = if other.is_empty() { "" } else { "false" };
        assert_eq!(found, ["true", no, "true", no], "{other}");
    }
}

#[test]
fn what_cannot_occur_stays_so_and_is_said() {
    let rows = ["12;x", "19;x", "26;", "33;x"];
    let (_, answer) = drafted("Quý II năm 2025", "Số doanh nghiệp;Số thuê bao cáp quang", rows);
    assert_ne!(field(&answer, "Số thuê bao cáp quang")["type"], "boolean");
    assert!(
        notes(&answer).contains("all that the column holds in the sample is read as missing"),
        "{}",
        notes(&answer)
    );
    // Beside numbers an x is what it is for.
    let (_, answer) = drafted("Quý II năm 2025", "Số doanh nghiệp;Có mạng", ["12;5", "19;x", "26;7", "33;x"]);
    assert_eq!(field(&answer, "Có mạng")["type"], "integer");
}

#[test]
fn when_something_began_is_no_period_of_the_report() {
    let rows = ["03/2024;12", "04/2024;19", "05/2024;26", "06/2024;33"];
    let (mini, answer) = drafted("Quý II năm 2025", "Tháng bắt đầu;Số doanh nghiệp", rows);
    assert_eq!(answer["form"]["form"]["frequency"], "quarter");
    assert_eq!(field(&answer, "Tháng bắt đầu")["role"], Value::Null);
    let text = sample("Quý II năm 2025", "Tháng bắt đầu;Số doanh nghiệp", rows);
    assert_eq!(values(&mini, &text, "time_period"), ["2025-Q2"; 4]);
    // A column whose label says so is one, and one that repeats the head.
    let (_, answer) = drafted("Quý II năm 2025", "Tháng;Số doanh nghiệp", rows);
    assert_eq!(answer["form"]["form"]["frequency"], "month");
    assert!(notes(&answer).contains("the head says 2025-Q2 and no row of this column is of it"), "{}", notes(&answer));
    let rows = ["04/2025;12", "05/2025;19", "06/2025;26", "04/2025;33"];
    let (_, answer) = drafted("Quý II năm 2025", "Tháng số liệu;Số doanh nghiệp", rows);
    assert_eq!(answer["form"]["form"]["frequency"], "month");
}

#[test]
fn a_head_of_a_quarter_that_no_row_lies_in_is_a_mismatch() {
    let rows = ["03/2024;12", "04/2024;19", "05/2024;26", "06/2024;33"];
    let mismatches = |head: &str| {
        let (mini, _) = drafted("Tháng 3 năm 2024", "Tháng;Số doanh nghiệp", rows);
        values(&mini, &sample(head, "Tháng;Số doanh nghiệp", rows), "time_period");
        let found = crate::kit::filtered(mini.table("findings"), &[("code", "period-mismatch"), ("state", "open")]);
        lines(&found, &["cell", "severity"])
    };
    assert_eq!(mismatches("Quý II năm 2025"), ["C4 | warning"]);
    assert_eq!(mismatches("Quý II năm 2024"), Vec::<String>::new());
}

#[test]
fn a_label_that_names_the_month_of_the_sample_is_said_to() {
    let rows = ["12;120", "19;190", "26;260", "33;330"];
    let (_, answer) = drafted("Tháng 5 năm 2025", "Thực hiện tháng 5;Lũy kế từ đầu năm", rows);
    let notes_of = |answer: &Value| notes(answer).lines().filter(|line| line.contains("a month or a quarter")).count();
    assert_eq!(notes_of(&answer), 1, "{}", notes(&answer));
    let (_, answer) = drafted("Tháng 5 năm 2025", "Thực hiện trong tháng;Lũy kế từ đầu năm", rows);
    assert_eq!(notes_of(&answer), 0, "{}", notes(&answer));
}

#[test]
fn years_are_no_amounts_and_the_plan_of_a_year_is_that_of_each_month() {
    let labels = "Số doanh nghiệp;Năm bắt đầu;Kế hoạch năm;Thực hiện tháng 6";
    let rows = ["12;2020;200;10", "19;2021;200;11", "26;2022;300;12", "33;2025;400;13"];
    let (mini, answer) = drafted("Tháng 6 năm 2025", labels, rows);
    assert_eq!(field(&answer, "Năm bắt đầu")["type"], "year");
    assert!(field(&answer, "Năm bắt đầu")["measure"].is_null());
    assert_eq!(field(&answer, "Kế hoạch năm")["measure"], "stock");
    assert!(notes(&answer).contains("\"ke_hoach_nam\" = \"stock\""), "{}", notes(&answer));
    let read = values(&mini, &sample("Tháng 6 năm 2025", labels, rows), "nam_bat_dau");
    assert_eq!(read, ["2020", "2021", "2022", "2025"]);
    // Amounts that look like years are some all the same.
    let (_, answer) = drafted("Quý II năm 2025", "Số hộ trong năm", ["2020", "2021", "2022", "2025"]);
    assert_eq!(field(&answer, "Số hộ trong năm")["type"], "integer");
}
