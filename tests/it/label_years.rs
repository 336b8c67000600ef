//! A label that holds the year of its report: `Dân số năm {year}`.

use crate::mini::Mini;

/// Sends a table of one commune whose columns bear these labels, and gives the people that were read and the findings.
fn people(labels: &str, cells: &str) -> (String, Vec<String>) {
    people_of("Dân số năm {year}", labels, cells)
}

/// The same where this is the label that the form declares.
fn people_of(declared: &str, labels: &str, cells: &str) -> (String, Vec<String>) {
    let mini = Mini::new();
    mini.edit("schemas/services.json", r#""title": "Dân số""#, &format!(r#""title": "{declared}""#));
    let text = format!(
        "Biểu số 01/TN\nQuý IV năm 2025\nMã xã;Tên xã;Hồ sơ tiếp nhận;Hồ sơ trực tuyến;{labels}\n90001;Xã Đồi Chè;100;50;{cells}\n"
    );
    mini.send("services/a.csv", "2026-01-10T08:00:00+07:00", text);
    let answer = mini.tinhso(&["run", "--format", "json"]);
    assert!(answer.code < 2, "{}", answer.stderr);
    let units = mini.table("units/services");
    let row = units.iter().find(|row| row["ref_area"] == "90001" && row["time_period"] == "2025-Q4");
    let found = mini.findings().into_iter().filter(|finding| finding.contains("label")).collect();
    (row.map_or(String::new(), |row| row["people"].clone()), found)
}

#[test]
fn a_year_in_a_label_is_that_of_the_report() {
    assert_eq!(people("Dân số năm 2025", "1000").0, "1000.000000000000");
    // Of two years the report's own, wherever it is.
    assert_eq!(people("Dân số năm 2024;Dân số năm 2025", "900;1000").0, "1000.000000000000");
    assert_eq!(people("Dân số năm 2025;Dân số năm 2024", "1000;900").0, "1000.000000000000");
}

#[test]
fn a_column_of_another_year_is_not_taken() {
    let (people, found) = people("Dân số năm 2024", "900");
    assert_eq!(people, "");
    assert!(found.iter().any(|finding| finding.starts_with("error | missing-label")), "{found:?}");
}

#[test]
fn a_unit_a_number_or_a_remark_beside_the_year_changes_nothing() {
    for label in ["Dân số năm 2025 (người)", "Dân số năm 2025 (nếu có)", "1. Dân số năm 2025"] {
        assert_eq!(people(label, "1000"), people("Dân số năm 2025", "1000"), "{label}");
        let (other, _) = people(&label.replace("2025", "2024"), "900");
        assert_eq!(other, "", "{label}");
    }
    for label in ["Dân số năm 2025, nghìn người", "Dân số năm 2025 - nghìn người", "Dân số năm 2025\u{a0}(nghìn người)"]
    {
        assert_eq!(people(label, "1").0, "1000.000000000000", "{label}");
    }
}

#[test]
fn the_word_before_the_year_may_be_missing() {
    for label in ["Dân số 2025", "Dân số 2025 (người)", "1. Dân số 2025", "DÂN SỐ 2025"] {
        assert_eq!(people(label, "1000").0, "1000.000000000000", "{label}");
        assert_eq!(people(&label.replace("2025", "2024"), "900").0, "", "{label} of another year");
    }
    // Of two years the report's own, wherever it is.
    assert_eq!(people("Dân số 2024;Dân số 2025", "900;1000").0, "1000.000000000000");
    assert_eq!(people("Dân số 2025;Dân số năm 2024", "1000;900").0, "1000.000000000000");
    // Of two columns of one year that with the declared words.
    for (declared, labels) in
        [("Dân số năm {year}", "Dân số năm 2025;Dân số 2025"), ("Dân số {year}", "Dân số 2025;Dân số năm 2025")]
    {
        assert_eq!(people_of(declared, labels, "1000;900").0, "1000.000000000000", "{declared}");
    }
    // Without the word, as it is declared.
    for label in ["Dân số 2025", "Dân số năm 2025"] {
        assert_eq!(people_of("Dân số {year}", label, "1000").0, "1000.000000000000", "{label}");
        assert_eq!(people_of("Dân số {year}", &label.replace("2025", "2024"), "900").0, "", "{label} of another year");
    }
    for label in ["Dân số năm 25", "Dân số 25", "Dân số năm 20255", "Dân số trung bình 2025"] {
        assert_eq!(people(label, "900").0, "", "{label}");
    }
}

#[test]
fn a_year_counted_from_that_of_the_report_is_another_in_each_report() {
    // The report is of 2025.
    for label in ["Dân số năm 2024", "Dân số 2024", "1. Dân số năm 2024 (người)"] {
        assert_eq!(people_of("Dân số năm {year-1}", label, "1000").0, "1000.000000000000", "{label}");
        assert_eq!(
            people_of("Dân số năm {year-1}", &label.replace("2024", "2025"), "900").0,
            "",
            "{label} of the report"
        );
        assert_eq!(people_of("Dân số năm {year+1}", &label.replace("2024", "2026"), "1000").0, "1000.000000000000");
    }
    // Of two years the one that is declared, wherever it is.
    for (labels, cells) in
        [("Dân số năm 2024;Dân số năm 2025", "900;1000"), ("Dân số năm 2025;Dân số năm 2024", "1000;900")]
    {
        assert_eq!(people_of("Dân số năm {year-1}", labels, cells).0, "900.000000000000", "{labels}");
        assert_eq!(people_of("Dân số năm {year}", labels, cells).0, "1000.000000000000", "{labels}");
    }
    // What is missing is named with its year.
    let (_, found) = people_of("Dân số năm {year-1}", "Dân số năm 2025", "900");
    assert!(found.iter().any(|finding| finding.contains("missing-label")), "{found:?}");
    let mini = Mini::new();
    mini.edit("schemas/services.json", r#""title": "Dân số""#, r#""title": "Dân số năm {year-1}""#);
    let labels = "Mã xã;Tên xã;Hồ sơ tiếp nhận;Hồ sơ trực tuyến;Dân số năm 2025";
    mini.write("a.csv", format!("Biểu số 01/TN\nQuý IV năm 2025\n{labels}\n90001;Xã Đồi Chè;100;50;900\n"));
    let file = mini.path().join("a.csv").to_string_lossy().into_owned();
    let said = mini.tinhso(&["validate", &file]).stdout;
    assert!(said.contains("“Dân số năm 2024”") && !said.contains("{year"), "{said}");
    let mini = Mini::new();
    for (declared, code) in [("Dân số năm {year-1}", 0), ("Dân số năm {year - 1}", 2), ("Dân số năm {year-x}", 2)]
    {
        let form = std::fs::read_to_string(mini.path().join("schemas/services.json")).expect("a form");
        mini.edit("schemas/services.json", r#""title": "Dân số""#, &format!(r#""title": "{declared}""#));
        mini.tinhso(&["check"]).expect(code);
        mini.write("schemas/services.json", form);
    }
}
