//! Numbers and days that stand for a missing value, written otherwise than they are declared, in lists and in lines alike.

use crate::kit::lines;
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
      { "name": "people", "type": "integer", "title": "Số người", "measure": "flow" },
      { "name": "visited", "type": "date", "title": "Ngày thăm", "missingValues": ["01/01/1970"] }
    ],
    "primaryKey": ["code", "period", "household"],
    "missingValues": [{ "value": "-99", "status": "M" }, { "value": "9999", "status": "M" }]
  }
}
"#;

const PIPELINE: &str = r#"name  = "households"
title = { vi = "Hộ", en = "Households" }

[[source]]
form = "households"
from = "households/**"

[[indicator]]
name        = "members"
title       = { vi = "Số người", en = "People" }
numerator   = { source = "households", value = "sum(people)" }
unit        = "PERSON"
areas       = ["commune"]
periods     = ["quarter"]
"#;

const ROWS: &str = "\
90001;2025-Q1;H1;5;1970-01-01
90001;2025-Q1;H2;-99,0;1/1/1970
90001;2025-Q1;H3;−99;02/01/1970
90001;2025-Q1;H4;9.999;2025-01-05
90001;2025-Q1;H5;1.250;05/01/2025
";

#[test]
fn what_stands_for_missing_is_missing_in_lists_and_in_lines() {
    for is_of_lines in [false, true] {
        let mini = Mini::new();
        mini.write("schemas/households.json", FORM);
        if is_of_lines {
            mini.edit("schemas/households.json", "\"frequency\"", "\"grain\": \"line\", \"frequency\"");
            mini.edit("schemas/households.json", "    \"primaryKey\": [\"code\", \"period\", \"household\"],\n", "");
        }
        mini.write("pipelines/households.toml", PIPELINE);
        let text = format!("Mã xã;Kỳ báo cáo;Hộ;Số người;Ngày thăm\n{ROWS}");
        mini.send("households/q1.csv", "2025-04-02T08:00:00+07:00", text);
        let answer = mini.tinhso(&["run"]);
        assert!(answer.code < 2, "{}", answer.stderr);
        let figure = mini.figure("members", "90001", "as-reported", "2025-Q1");
        assert_eq!(figure, "1255.0 | A | 1/1", "of lines: {is_of_lines}");
        if !is_of_lines {
            let rows = lines(&mini.table("data/households"), &["household", "people", "people_status", "visited"]);
            assert_eq!(
                rows,
                [
                    "H1 | 5 | A | ",
                    "H2 |  | M | ",
                    "H3 |  | M | 1970-01-02",
                    "H4 |  | M | 2025-01-05",
                    "H5 | 1250 | A | 2025-01-05"
                ],
                "with their cause"
            );
        }
    }
}
