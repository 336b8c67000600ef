//! Words of the plan, a running total or another period that are written as programs write names: `ke_hoach`, `keHoach`, `cung-ky-nam-truoc`, `ytd`.

use crate::each_format::{LABELS, ROWS, in_each_format, sent, with_columns};
use crate::mini::Mini;
use crate::split_labels::workbook;

const NAMES: [&str; 19] = [
    "ke_hoach",
    "keHoach",
    "KeHoach2025",
    "kehoach",
    "ke-hoach",
    "ke_hoach_nam",
    "luy_ke",
    "luyKe",
    "luyke",
    "ket_qua_luy_ke",
    "cung_ky_nam_truoc",
    "so_voi_cung_ky",
    "uoc_thuc_hien",
    "plan",
    "target",
    "target_2025",
    "ytd",
    "yearToDate",
    "previous_year",
];
const OWN: [&str; 6] = ["thuc_hien", "thucHien", "thuchien", "ket_qua", "actual", "so_lieu"];

/// The rows as objects, their figures in an object of this name, and those of another beside.
fn objects(groups: &[(&str, &str)]) -> String {
    let row = |row: &[&str; 7]| {
        let figures = |first: &str| {
            let values = [first, row[4], row[5], row[6]];
            LABELS[3..]
                .iter()
                .zip(values)
                .map(|(label, cell)| format!("{label:?}: {cell}"))
                .collect::<Vec<_>>()
                .join(", ")
        };
        let unit: Vec<String> =
            LABELS[..3].iter().zip(row).map(|(label, cell)| format!("{label:?}: {cell:?}")).collect();
        let groups = groups
            .iter()
            .map(|(name, first)| format!("{name:?}: {{{}}}", figures(if first.is_empty() { row[3] } else { first })));
        format!("{{{}, {}}}", unit.join(", "), groups.collect::<Vec<_>>().join(", "))
    };
    format!("[{}]", ROWS.iter().map(row).collect::<Vec<_>>().join(", "))
}

#[test]
fn groups_of_other_figures_are_not_read_under_names_of_programs() {
    for name in NAMES {
        let (found, rows) = sent(&Mini::new(), "q2.json", objects(&[(name, "")]));
        assert!(
            rows.is_empty() && found.iter().any(|line| line.starts_with("error | unknown-form")),
            "{name}: {found:?}"
        );
    }
    for name in ["ke_hoach", "keHoach", "plan"] {
        let rows = [vec!["", "", "", name, name, name, name], LABELS.to_vec(), ROWS[0].to_vec(), ROWS[1].to_vec()];
        let merged = [((0, 3), (0, 6))];
        let (found, rows) = sent(
            &Mini::new(),
            "q2.xlsx",
            workbook(
                &rows.map(|mut row| {
                    if row[0].is_empty() {
                        row.truncate(4);
                    }
                    row
                }),
                &merged,
            ),
        );
        assert!(
            rows.is_empty() && found.iter().any(|line| line.starts_with("error | unknown-form")),
            "{name}: {found:?}"
        );
        let labels: Vec<String> = LABELS
            .iter()
            .enumerate()
            .map(|(place, label)| if place > 2 { format!("{name} > {label}") } else { (*label).to_owned() })
            .collect();
        let text = format!("{}\n{}\n", labels.join(";"), ROWS[0].join(";"));
        let (found, rows) = sent(&Mini::new(), "q2.csv", text);
        assert!(
            rows.is_empty() && found.iter().any(|line| line.starts_with("error | unknown-form")),
            "{name}: {found:?}"
        );
    }
}

#[test]
fn the_reports_own_group_beside_them_is_read() {
    for own in OWN {
        for other in ["ke_hoach", "keHoach", "luyke", "plan"] {
            let (found, rows) = sent(&Mini::new(), "q2.json", objects(&[(other, "999"), (own, "")]));
            let received: Vec<&str> = rows.iter().map(|row| row["received"].as_str()).collect();
            assert_eq!(received, ["120", "80", "70"], "{own} {other}: {found:?}");
            assert!(
                !found.iter().any(|line| line.starts_with("error") || line.contains("doubtful")),
                "{own} {other}: {found:?}"
            );
        }
    }
}

#[test]
fn groups_of_nothing_else_are_read_as_before() {
    for name in OWN.iter().chain(&["data", "so_lieu_xa", "figures"]) {
        let (found, rows) = sent(&Mini::new(), "q2.json", objects(&[(name, "")]));
        assert_eq!(rows.len(), 3, "{name}: {found:?}");
    }
}

#[test]
fn a_field_whose_name_has_the_words_is_read_by_it() {
    for name in ["ke_hoach_von", "plan", "luy_ke"] {
        let project = || {
            let mini = Mini::new();
            let field = format!(r#""name": "{name}", "type": "integer", "title": "Dân số""#);
            mini.edit("schemas/services.json", r#""name": "people", "type": "integer", "title": "Dân số""#, &field);
            mini.edit("pipelines/services.toml", "sum(people)", &format!("sum({name})"));
            mini
        };
        let label = |place: usize, label: &'static str| if place == 5 { name } else { label };
        let labels: Vec<&str> = LABELS.iter().enumerate().map(|(place, of)| label(place, of)).collect();
        let mut text = format!("{}\n", labels.join(";"));
        text.extend(ROWS.iter().map(|row| row.join(";") + "\n"));
        let (found, rows) = sent(&project(), "q2.csv", text);
        let values: Vec<&str> = rows.iter().map(|row| row[name].as_str()).collect();
        assert_eq!(values, ["4000", "3000", "2000"], "{name}: {found:?}");
    }
}

#[test]
fn columns_members_and_lists_of_other_figures_are_reported() {
    for cell in ["keHoach", "plan", "cung_ky_nam_truoc"] {
        let (found, rows) = in_each_format(&Mini::new, &with_columns(&["loai"], [&[cell], &[cell], &[cell]]));
        assert!(found.contains(&format!("warning | period-mismatch | {cell}")), "{cell}: {found:?}");
        assert_eq!(rows.len(), 3, "{cell}");
        let (found, rows) =
            in_each_format(&Mini::new, &with_columns(&["loai"], [&["thuc_hien"], &[cell], &["thuc_hien"]]));
        assert!(found.contains(&format!("error | period-mismatch | {cell}")), "{cell}: {found:?}");
        assert_eq!(rows.len(), 2, "{cell}");
    }
    let rows = objects(&[("so_lieu", "")]);
    for (text, value) in [
        (format!(r#"{{"loai_so_lieu": "keHoach", "rows": {rows}}}"#), "loai_so_lieu: keHoach"),
        (format!(r#"{{"type": "plan", "rows": {rows}}}"#), "type: plan"),
        (format!(r#"{{"ke_hoach": {rows}}}"#), "ke_hoach"),
        (format!(r#"{{"keHoach": {rows}}}"#), "keHoach"),
        (format!(r#"{{"plan": {rows}}}"#), "plan"),
        (format!(r#"{{"luyke": {rows}}}"#), "luyke"),
    ] {
        let (found, _) = sent(&Mini::new(), "q2.json", text);
        assert!(found.contains(&format!("warning | period-mismatch | {value}")), "{value}: {found:?}");
    }
    let (found, rows) = sent(&Mini::new(), "q2.json", format!(r#"{{"type": "actual", "data": {rows}}}"#));
    assert!(!found.iter().any(|line| line.contains("period-mismatch")) && rows.len() == 3, "{found:?}");
}

#[test]
fn a_label_in_two_languages_is_no_other_figure() {
    let project = || {
        let mini = Mini::new();
        mini.edit("schemas/services.json", r#""title": "Dân số""#, r#""title": "Tăng trưởng""#);
        mini
    };
    let mut text = LABELS.join(";").replace("Dân số", "Tăng trưởng (Growth)") + "\n";
    text.extend(ROWS.iter().map(|row| row.join(";") + "\n"));
    let (found, rows) = sent(&project(), "q2.csv", text);
    assert_eq!(
        rows.iter().map(|row| row["people"].as_str()).collect::<Vec<_>>(),
        ["4000", "3000", "2000"],
        "{found:?}"
    );
}

#[test]
fn the_cause_of_an_unknown_table_is_its_group() {
    for merged in [vec![], vec![((0, 3), (0, 6))]] {
        let rows = [
            vec!["Mã xã", "Tên xã", "Kỳ báo cáo", "Kế hoạch"],
            [&["", "", ""][..], &LABELS[3..]].concat(),
            ROWS[0].to_vec(),
            ROWS[1].to_vec(),
        ];
        let mini = Mini::new();
        mini.send("services/q2.xlsx", "2025-07-05T09:00:00+07:00", workbook(&rows, &merged));
        let answer = mini.tinhso(&["run", "--format", "json"]);
        assert!(answer.code < 2, "{}", answer.stderr);
        let found = mini.table("findings").into_iter().find(|row| row["code"] == "unknown-form").expect("a finding");
        assert!(
            found["message_en"].contains("only in columns of a running total, of the plan"),
            "{}",
            found["message_en"]
        );
    }
}
