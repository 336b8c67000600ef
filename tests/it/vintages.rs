//! Vintages over longer periods and over a change of map: of each unit and period the most final row, then all of them together.

use crate::kit::filtered;
use crate::mini::Mini;

const OLD: &str = "as-reported";
const NEW: &str = "2025-07-01";

/// A quarterly export by communes; with `industry` in the key a commune has several rows.
const FORM: &str = r#"{
  "name": "output",
  "form": { "code": "SL", "frequency": "quarter", "calendar": "gregorian", "reports": "commune",
            "submits": [{ "from": "2020-01-01", "level": "province" }] },
  "schema": {
    "fields": [
      { "name": "code", "type": "string", "title": "Mã xã", "role": "area" },
      { "name": "period", "type": "string", "title": "Kỳ báo cáo", "role": "period" },
      { "name": "industry", "type": "string", "title": "Ngành", "constraints": { "enum": ["A", "B"] } },
      { "name": "vintage", "type": "string", "title": "Loại số liệu", "role": "vintage" },
      { "name": "value", "type": "integer", "title": "Giá trị", "measure": "flow", "unit": "VND" },
      { "name": "workers", "type": "integer", "title": "Lao động", "measure": "stock", "unit": "PERSON" }
    ],
    "primaryKey": ["code", "period", KEY"vintage"],
    "missingValues": [{ "value": "", "status": "O" }, { "value": "x", "status": "M" }]
  }
}
"#;

const PIPELINE: &str = r#"name  = "output"
title = { vi = "Sản lượng", en = "Output" }

[[source]]
form = "output"
from = "output/**"

[[indicator]]
name        = "output"
title       = { vi = "Sản lượng", en = "Output" }
numerator   = { source = "output", value = "sum(value)" }
unit        = "VND"
areas       = ["commune", "province"]
periods     = ["quarter", "year"]

[[indicator]]
name        = "output_preliminary"
title       = { vi = "Sản lượng sơ bộ", en = "Output, preliminary" }
numerator   = { source = "output", value = "sum(value)", vintage = "P" }
unit        = "VND"
areas       = ["commune", "province"]
periods     = ["quarter", "year"]

[[indicator]]
name        = "workers"
title       = { vi = "Lao động", en = "Workers" }
numerator   = { source = "output", value = "sum(workers)" }
unit        = "PERSON"
areas       = ["commune", "province"]
periods     = ["quarter", "year"]

[[indicator]]
name        = "industries"
title       = { vi = "Số ngành", en = "Industries" }
numerator   = { source = "output", value = "count(*)" }
unit        = "INDUSTRY"
areas       = ["commune", "province"]
periods     = ["quarter", "year"]
"#;

fn mini(key: &str) -> Mini {
    let mini = Mini::new();
    mini.write("schemas/output.json", FORM.replace("KEY", key));
    mini.write("pipelines/output.toml", PIPELINE);
    mini
}

/// An export of these lines: commune, period, industry, vintage, value, workers.
fn send(mini: &Mini, name: &str, lines: &[String]) {
    let text = format!("Mã xã;Kỳ báo cáo;Ngành;Loại số liệu;Giá trị;Lao động\n{}\n", lines.join("\n"));
    mini.send(&format!("output/{name}.csv"), &format!("2025-{name}T08:00:00+07:00"), text);
}

fn lines(communes: &[&str], quarters: &[u32], industries: &[&str], vintage: &str, value: u32) -> Vec<String> {
    let mut lines = Vec::new();
    for commune in communes {
        for quarter in quarters {
            for industry in industries {
                lines.push(format!("{commune};2024-Q{quarter};{industry};{vintage};{value};{}", value / 10));
            }
        }
    }
    lines
}

const COMMUNES: [&str; 5] = ["90001", "90002", "90003", "90004", "90005"];

#[test]
fn a_year_adds_the_most_final_row_of_each_quarter() {
    let mini = mini("\"industry\", ");
    send(&mini, "02-01", &lines(&COMMUNES, &[1, 2, 3, 4], &["A", "B"], "E", 100));
    // Two quarters became preliminary, and in the third one industry alone.
    send(&mini, "03-01", &lines(&COMMUNES, &[1, 2], &["A", "B"], "P", 110));
    send(&mini, "03-02", &lines(&COMMUNES, &[3], &["A"], "P", 110));
    mini.run(0);
    for map in [OLD, NEW] {
        // 5 communes: 2 × 2 × 110, then 110 + 100, then 2 × 100
        assert_eq!(mini.figure("output", "90", map, "2024"), format!("4250.0 | E | {}", all(map)), "{map}");
        assert_eq!(mini.figure("output", "90", map, "2024-Q3"), format!("1050.0 | E | {}", all(map)), "{map}");
        // A stock is that of the last quarter; 2 industries in 5 communes.
        assert_eq!(mini.figure("workers", "90", map, "2024"), format!("100.0 | E | {}", all(map)), "{map}");
        // The preliminary figures of the last quarter are missing, and so are those of the year.
        assert_eq!(mini.figure("output_preliminary", "90", map, "2024"), format!(" | O | {}", none(map)), "{map}");
        assert_eq!(mini.figure("output_preliminary", "90", map, "2024-Q1"), format!("1100.0 | P | {}", all(map)));
    }
    let of_year = [("geography", OLD), ("time_period", "2024"), ("ref_area", "90001"), ("industry", "A")];
    let rows = filtered(mini.table("units/output"), &of_year);
    let shown: Vec<String> =
        rows.iter().map(|row| format!("{} {} {}", row["vintage"], row["value"], row["most_final"])).collect();
    // 3 × 110 + 100; the four estimates are a row of their own.
    assert_eq!(shown, [" 430.000000000000 true", "E 400.000000000000 false"]);
    let shown = mini.tinhso(&["explain", "output", "2024", "--area", "90", "--geography", NEW, "--format", "json"]);
    let shown = shown.expect(0).json();
    assert_eq!(shown["proof"]["adds_up"], true, "{}", shown["proof"]);
    assert_eq!(shown["proof"]["cells_agreeing"], shown["proof"]["cells_read"], "{}", shown["proof"]);
}

fn all(map: &str) -> &'static str {
    if map == OLD { "5/5" } else { "3/3" }
}

fn none(map: &str) -> &'static str {
    if map == OLD { "0/5" } else { "0/3" }
}

#[test]
fn a_merged_unit_adds_the_most_final_row_of_each_member() {
    for (key, industries) in [("\"industry\", ", 2), ("", 1)] {
        let mini = mini(key);
        let named = &["A", "B"][..industries];
        send(&mini, "02-01", &lines(&COMMUNES, &[1, 2, 3, 4], named, "E", 100));
        send(&mini, "03-01", &lines(&["90001"], &[1], named, "A", 1000));
        mini.run(0);
        let rows = u32::try_from(industries).unwrap();
        let figure = |indicator: &str, area: &str, map: &str, period: &str| mini.figure(indicator, area, map, period);
        assert_eq!(figure("output", "90001", OLD, "2024-Q1"), format!("{}.0 | A | 1/1", 1000 * rows));
        assert_eq!(figure("output", "90001", OLD, "2024"), format!("{}.0 | E | 1/1", 1300 * rows));
        // 90001 and 90002 became one commune.
        assert_eq!(figure("output", "90001", NEW, "2024-Q1"), format!("{}.0 | E | 1/1", 1100 * rows));
        assert_eq!(figure("output", "90001", NEW, "2024"), format!("{}.0 | E | 1/1", 1700 * rows));
        assert_eq!(figure("industries", "90001", NEW, "2024"), format!("{rows}.0 | E | 1/1"));
        for map in [OLD, NEW] {
            let expected = format!("{}.0 | E | {}", 1400 * rows, all(map));
            assert_eq!(figure("output", "90", map, "2024-Q1"), expected, "{map}");
        }
        assert!(filtered(mini.table("findings"), &[("code", "not-restated")]).is_empty());
    }
}

#[test]
fn no_vintage_is_tested_in_a_longer_period() {
    let mini = mini("\"industry\", ");
    let test = "value = \"sum(value)\", where = \"vintage <> 'E'\" }";
    mini.edit("pipelines/output.toml", "value = \"sum(value)\" }", test);
    let answer = mini.tinhso(&["check", "--lang", "en"]).expect(2);
    let said = format!("{}{}", answer.stdout, answer.stderr);
    assert!(said.contains("may be of several vintages"), "{said}");
    mini.edit("pipelines/output.toml", "periods     = [\"quarter\", \"year\"]", "periods     = [\"quarter\"]");
    mini.tinhso(&["check"]).expect(0);
}
