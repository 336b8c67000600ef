//! The smallest and the largest: of units none of whose rows meets the condition there is none, and nothing is missing.

use crate::mini::Mini;

/// A list of services, or the same rows as lines.
fn project(is_of_lines: bool) -> Mini {
    let mini = Mini::new();
    let (grain, key) = match is_of_lines {
        true => (r#""grain": "line","#, ""),
        false => ("", r#""primaryKey": ["code", "period", "id"],"#),
    };
    let form = format!(
        r#"{{
  "name": "visits",
  "form": {{ "code": "V", "frequency": "quarter", "reports": "commune", {grain} "submits": [{{ "from": "2020-01-01", "level": "province" }}] }},
  "schema": {{
    "fields": [
      {{ "name": "code", "type": "string", "title": "Mã xã", "role": "area-code" }},
      {{ "name": "period", "type": "string", "title": "Kỳ báo cáo", "role": "period" }},
      {{ "name": "id", "type": "string", "title": "Số hiệu" }},
      {{ "name": "state", "type": "string", "title": "Loại" }},
      {{ "name": "days", "type": "integer", "title": "Số ngày", "measure": "rate", "unit": "DAY" }}
    ],
    {key}
    "missingValues": [{{ "value": "", "status": "O" }}, {{ "value": "x", "status": "M" }}]
  }}
}}"#
    );
    mini.write("schemas/visits.json", form);
    let indicator = |name: &str, function: &str, more: &str| {
        format!(
            "[[indicator]]\nname = \"{name}\"\ntitle = {{ vi = \"Ngày\", en = \"Days\" }}\n\
             numerator = {{ source = \"visits\", value = \"{function}(days)\", where = \"state = 'B'\" }}\n\
             unit = \"DAY\"\nareas = [\"commune\", \"province\"]\nperiods = [\"quarter\"]\n{more}\n"
        )
    };
    let indicators = [
        indicator("longest", "max", ""),
        indicator("shortest", "min", ""),
        indicator("so_far", "max", "partial = \"publish\""),
    ];
    let head = "name = \"visits\"\ntitle = { vi = \"Lượt\", en = \"Visits\" }\n[[source]]\nform = \"visits\"\nfrom = \"visits/**\"\n";
    mini.write("pipelines/visits.toml", format!("{head}{}", indicators.concat()));
    mini
}

const HEADER: &str = "Mã xã;Kỳ báo cáo;Số hiệu;Loại;Số ngày\n";

fn send(mini: &Mini, rows: &[&str]) {
    let rows: String = rows.iter().map(|row| format!("{row}\n")).collect();
    mini.send("visits/q3.csv", "2025-10-05T09:00:00+07:00", format!("{HEADER}{rows}"));
}

#[test]
fn a_unit_without_a_row_that_is_meant_has_reported() {
    for is_of_lines in [false, true] {
        let mini = project(is_of_lines);
        send(
            &mini,
            &[
                "90001;2025-Q3;1;A;4",
                "90001;2025-Q3;2;A;9",
                "90003;2025-Q3;3;B;7",
                "90003;2025-Q3;4;B;3",
                "90005;2025-Q3;5;A;1",
            ],
        );
        mini.run(0);
        let figure = |name: &str, area: &str| mini.figure(name, area, "as-reported", "2025-Q3");
        assert_eq!(figure("longest", "90"), "7.0 | A | 3/3", "lines: {is_of_lines}");
        assert_eq!(figure("shortest", "90"), "3.0 | A | 3/3", "lines: {is_of_lines}");
        assert_eq!(figure("longest", "90001"), " | M | 1/1", "lines: {is_of_lines}");
        // The first period of a commune that was made of others.
        assert_eq!(figure("longest", "90003"), "7.0 | B | 1/1", "lines: {is_of_lines}");
        let explained =
            mini.tinhso(&["explain", "longest", "2025-Q3", "--area", "90001", "--lang", "en"]).expect(0).stdout;
        assert!(!explained.contains("missing"), "{explained}");
        mini.tinhso(&["verify"]).expect(0);
    }
}

#[test]
fn a_gap_beside_it_is_still_a_gap_and_what_cannot_occur_is_not_expected() {
    for is_of_lines in [false, true] {
        let mini = project(is_of_lines);
        send(&mini, &["90001;2025-Q3;1;A;4", "90003;2025-Q3;3;B;", "90005;2025-Q3;5;B;x"]);
        mini.run(0);
        let figure = |name: &str, area: &str| mini.figure(name, area, "as-reported", "2025-Q3");
        assert_eq!(figure("longest", "90001"), " | M | 1/1", "lines: {is_of_lines}");
        assert_eq!(figure("longest", "90003"), " | O | 0/1", "lines: {is_of_lines}");
        assert_eq!(figure("longest", "90005"), " | M | 0/0", "lines: {is_of_lines}");
        assert_eq!(figure("longest", "90"), " | O | 1/2", "lines: {is_of_lines}");
        // What was reported has no largest either.
        assert_eq!(figure("so_far", "90"), " | M | 1/2", "lines: {is_of_lines}");
    }
}
