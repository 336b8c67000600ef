//! Rows of an area above the others that print their sum, in a form that reports that level too: by what else distinguishes rows, in words and figures.

use crate::kit::{filtered, lines};
use crate::mini::Mini;
use crate::split_labels::workbook;

const LABELS: [&str; 6] = ["TT", "Mã xã", "Tên xã", "Lĩnh vực", "Hồ sơ tiếp nhận", "Hồ sơ trực tuyến"];

/// Districts and the province report by field.
fn by_field() -> Mini {
    let mini = of_two_levels();
    mini.edit(
        "schemas/services.json",
        r#"{ "name": "received""#,
        r#"{ "name": "area", "type": "string", "title": "Lĩnh vực", "constraints": { "enum": ["Đất đai", "Hộ tịch"] } }, { "name": "received""#,
    );
    mini.edit("schemas/services.json", r#"["code", "period"]"#, r#"["code", "area", "period"]"#);
    mini
}

/// Districts and the province report.
fn of_two_levels() -> Mini {
    let mini = Mini::new();
    mini.edit("schemas/services.json", r#""reports": "commune""#, r#""reports": ["district", "province"]"#);
    mini.edit("schemas/services.json", r#""level": "district" }"#, r#""level": ["district", "province"] }"#);
    let code = r#"{ "name": "code","#;
    let ordinal = r#"{ "name": "number", "type": "string", "title": "TT", "role": "ordinal" }, "#;
    mini.edit("schemas/services.json", code, &format!("{ordinal}{code}"));
    let pipeline = std::fs::read_to_string(mini.path().join("pipelines/services.toml")).expect("a file");
    let (kept, _) = pipeline.split_once("[[indicator]]\nname        = \"busy").expect("an indicator");
    mini.write("pipelines/services.toml", kept);
    mini
}

/// The findings and the rows of a workbook and of a text with these rows, which say the same.
#[track_caller]
fn read(project: fn() -> Mini, rows: &[Vec<&str>]) -> (Vec<String>, Vec<String>) {
    let head = [vec!["Biểu số 01/TN"], vec!["Đơn vị báo cáo: UBND tỉnh Thử Nghiệm"], vec!["Quý II năm 2024"]];
    let all: Vec<Vec<&str>> = head.into_iter().chain(rows.iter().cloned()).collect();
    let text: String = all.iter().map(|cells| cells.join(";") + "\n").collect();
    let [of_workbook, of_text] =
        [("q2.xlsx", workbook(&all, &[])), ("q2.csv", text.into_bytes())].map(|(name, bytes)| {
            let mini = project();
            let object = format!("services/{name}");
            mini.send(&object, "2024-07-05T09:00:00+07:00", bytes);
            let answer = mini.tinhso(&["run", "--format", "json"]);
            assert!(answer.code < 2, "{}", answer.stderr);
            let mut found = filtered(mini.table("findings"), &[("object", &object)]);
            found.retain(|row| !matches!(row["code"].as_str(), "missing-row" | "missing-label"));
            let rows = lines(&mini.table("data/services"), &["ref_area", "received", "online"]);
            (lines(&found, &["severity", "code", "cell"]), rows)
        });
    assert_eq!(of_workbook, of_text, "in a workbook and in a text");
    of_workbook
}

fn labels(with_field: bool) -> Vec<&'static str> {
    LABELS.into_iter().filter(|label| with_field || *label != "Lĩnh vực").collect()
}

const DISTRICTS: [&str; 2] = ["901 | 1201 | 611", "902 | 802 | 401"];

#[test]
fn a_row_of_the_province_that_sums_its_districts_is_a_total() {
    let districts =
        [vec!["1", "901", "Huyện Suối Đá", "1201", "611"], vec!["2", "902", "Huyện Rừng Thông", "802", "401"]];
    for name in [
        ["11", "Tỉnh Thử Nghiệm"],
        ["", "Tỉnh Thử Nghiệm"],
        ["90", "Tỉnh Thử Nghiệm"],
        ["90", "Thử Nghiệm"],
        ["90", "Toàn tỉnh"],
        ["", "Cộng tỉnh Thử Nghiệm"],
    ] {
        let total = vec!["", name[0], name[1], "2003", "1012"];
        let rows = match name[0] {
            "" => [labels(false), total, districts[0].clone(), districts[1].clone()],
            _ => [labels(false), districts[0].clone(), districts[1].clone(), total],
        };
        assert_eq!(read(of_two_levels, &rows), (vec![], DISTRICTS.map(str::to_owned).to_vec()), "{name:?}");
    }
    // Other amounts are those of the departments of the province.
    let own = vec!["3", "90", "Tỉnh Thử Nghiệm", "2004", "1013"];
    let (found, rows) = read(of_two_levels, &[labels(false), districts[0].clone(), districts[1].clone(), own]);
    assert_eq!((found.as_slice(), rows.len()), (&[][..], 3));
    // Of one wrong amount it is a total still, and the amount is reported.
    let wrong = |received: &'static str| vec!["", "90", "Tỉnh Thử Nghiệm", received, "1021"];
    let large = vec!["1", "901", "Huyện Suối Đá", "120134", "611"];
    let (found, rows) = read(of_two_levels, &[labels(false), large, districts[1].clone(), wrong("120936")]);
    assert_eq!((found, rows.len()), (vec!["warning | total-mismatch | E7".to_owned()], 2));
    let (found, rows) =
        read(of_two_levels, &[labels(false), districts[0].clone(), districts[1].clone(), wrong("2003")]);
    assert_eq!((found, rows.len()), (vec!["warning | doubtful-area | C7".to_owned()], 3));
    // So few digits add up by chance: that is said.
    let few = [
        vec!["1", "901", "Huyện Suối Đá", "3", "1"],
        vec!["2", "902", "Huyện Rừng Thông", "2", "1"],
        vec!["", "90", "Tỉnh Thử Nghiệm", "5", "2"],
    ];
    let (found, rows) = read(of_two_levels, &[labels(false), few[0].clone(), few[1].clone(), few[2].clone()]);
    assert_eq!((found, rows.len()), (vec!["warning | doubtful-area | C7".to_owned()], 3));
}

#[test]
fn rows_of_the_province_that_sum_each_field_are_totals() {
    let districts = [
        vec!["1", "901", "Huyện Suối Đá", "Đất đai", "1201", "611"],
        vec!["2", "901", "Huyện Suối Đá", "Hộ tịch", "301", "111"],
        vec!["3", "902", "Huyện Rừng Thông", "Đất đai", "802", "401"],
        vec!["4", "902", "Huyện Rừng Thông", "Hộ tịch", "202", "101"],
    ];
    let own = ["901 | 1201 | 611", "901 | 301 | 111", "902 | 802 | 401", "902 | 202 | 101"];
    for (name, second) in [
        (["90", "Tỉnh Thử Nghiệm"], ["90", "Tỉnh Thử Nghiệm"]),
        // Written once.
        (["90", "Tỉnh Thử Nghiệm"], ["", ""]),
        (["", "Tỉnh Thử Nghiệm"], ["", "Tỉnh Thử Nghiệm"]),
        (["90", "Toàn tỉnh"], ["90", "Toàn tỉnh"]),
        (["", "Cộng tỉnh Thử Nghiệm"], ["", "Cộng tỉnh Thử Nghiệm"]),
    ] {
        let totals = [
            vec!["", name[0], name[1], "Đất đai", "2003", "1012"],
            vec!["", second[0], second[1], "Hộ tịch", "503", "212"],
        ];
        let rows: Vec<Vec<&str>> =
            std::iter::once(labels(true)).chain(districts.iter().cloned()).chain(totals).collect();
        assert_eq!(read(by_field, &rows), (vec![], own.map(str::to_owned).to_vec()), "{name:?} {second:?}");
    }
    // One amount that differs is reported, and nothing is counted twice.
    let totals = [
        vec!["", "90", "Tỉnh Thử Nghiệm", "Đất đai", "2003", "1012"],
        vec!["", "90", "Tỉnh Thử Nghiệm", "Hộ tịch", "513", "212"],
    ];
    let rows: Vec<Vec<&str>> = std::iter::once(labels(true)).chain(districts.iter().cloned()).chain(totals).collect();
    let (found, rows) = read(by_field, &rows);
    assert_eq!((found.as_slice(), rows.len()), (&["warning | total-mismatch | E10".to_owned()][..], 4));
    // The amounts of departments are rows.
    let rows: Vec<Vec<&str>> = std::iter::once(labels(true))
        .chain(districts.iter().cloned())
        .chain([vec!["5", "90", "Tỉnh Thử Nghiệm", "Đất đai", "512", "212"]])
        .collect();
    let (found, rows) = read(by_field, &rows);
    assert_eq!((found.as_slice(), rows.len()), (&[][..], 5));
}
