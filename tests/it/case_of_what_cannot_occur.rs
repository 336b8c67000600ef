//! A `CASE` that tests what cannot occur takes none of its branches, in lists and in lines alike.

use crate::mini::Mini;

const FORM: &str = r#"{
  "name": "households",
  "form": { "code": "31/HO", "frequency": "quarter", "calendar": "gregorian", "reports": "commune",
            "submits": [{ "from": "2020-01-01", "level": "province" }] },
  "schema": {
    "fields": [
      { "name": "code", "type": "string", "title": "Mã xã", "role": "area-code" },
      { "name": "period", "type": "string", "title": "Kỳ báo cáo", "role": "period" },
      { "name": "household", "type": "string", "title": "Hộ", "constraints": { "required": true } },
      { "name": "score", "type": "integer", "title": "Điểm", "measure": "stock" },
      { "name": "people", "type": "integer", "title": "Số người", "measure": "stock", "unit": "PERSON" }
    ],
    "primaryKey": ["code", "period", "household"],
    "missingValues": [{ "value": "", "status": "O" }, { "value": "x", "status": "M" }]
  }
}
"#;

const WAYS: [(&str, &str); 4] = [
    ("otherwise", "value = \"sum(CASE WHEN score >= 50 THEN 0 ELSE people END)\""),
    ("then", "value = \"sum(CASE WHEN score < 50 THEN people ELSE 0 END)\""),
    ("under", "value = \"sum(people)\", where = \"score < 50\""),
    ("not_above", "value = \"sum(people)\", where = \"NOT score >= 50\""),
];

fn pipeline() -> String {
    let indicator = |(name, value): (&str, &str)| {
        format!(
            r#"
[[indicator]]
name        = "{name}"
title       = {{ vi = "{name}", en = "{name}" }}
numerator   = {{ source = "households", {value} }}
unit        = "PERSON"
areas       = ["commune", "province"]
periods     = ["quarter"]
"#
        )
    };
    let head = "name  = \"households\"\ntitle = { vi = \"Hộ\", en = \"Households\" }\n\n[[source]]\nform = \"households\"\nfrom = \"households/**\"\n";
    WAYS.into_iter().fold(head.to_owned(), |text, way| text + &indicator(way))
}

#[test]
fn a_row_whose_tested_field_cannot_occur_adds_nothing() {
    let rows = "90001;2025-Q1;H1;60;5\n90001;2025-Q1;H2;40;3\n90001;2025-Q1;H3;x;1000\n";
    for is_of_lines in [false, true] {
        let mini = Mini::new();
        mini.write("schemas/households.json", FORM);
        if is_of_lines {
            mini.edit("schemas/households.json", "\"frequency\"", "\"grain\": \"line\", \"frequency\"");
            mini.edit("schemas/households.json", "    \"primaryKey\": [\"code\", \"period\", \"household\"],\n", "");
        }
        mini.write("pipelines/households.toml", pipeline());
        let text = format!("Mã xã;Kỳ báo cáo;Hộ;Điểm;Số người\n{rows}");
        mini.send("households/q1.csv", "2025-04-02T08:00:00+07:00", text);
        mini.tinhso(&["run"]);
        for (name, _) in WAYS {
            let figure = mini.figure(name, "90001", "as-reported", "2025-Q1");
            assert_eq!(figure, "3.0 | A | 1/1", "{name}, of lines: {is_of_lines}");
        }
    }
}
