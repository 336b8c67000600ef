//! Names that an indicator counts, written in two ways: they count as two, and somebody is told.

use crate::kit::{Row, filtered};
use crate::mini::Mini;

const FORM: &str = r#"{
  "name": "things",
  "form": { "code": "DV", "frequency": "half-year", "reports": "commune", "submits": [{ "from": "2020-01-01", "level": "province" }] },
  "schema": {
    "fields": [
      { "name": "code", "type": "string", "title": "Mã xã", "role": "area-code" },
      { "name": "period", "type": "string", "title": "Kỳ", "role": "period" },
      { "name": "service", "type": "string", "title": "Tên dịch vụ", "constraints": { "required": true } },
      { "name": "owner", "type": "string", "title": "Đơn vị chủ trì" }
    ],
    "primaryKey": ["code", "period", "service"],
    "missingValues": [{ "value": "", "status": "O" }]
  }
}
"#;

const PIPELINE: &str = r#"name  = "things"
title = { vi = "Dịch vụ", en = "Services" }

[[source]]
form = "things"
from = "things/**"

[[indicator]]
name        = "services"
title       = { vi = "Số dịch vụ", en = "Services" }
numerator   = { source = "things", value = "count(DISTINCT service)" }
unit        = "SERVICE"
areas       = ["province"]
periods     = ["half-year"]
"#;

/// What is found in rows of communes, each with a service: cell, value and suggestion.
fn found(rows: &[(&str, &str)]) -> Vec<String> {
    let mini = Mini::new();
    mini.write("schemas/things.json", FORM);
    mini.write("pipelines/things.toml", PIPELINE);
    let lines = rows.iter().map(|(code, service)| format!("{code};2025-S1;{service};vnpt\n")).collect::<String>();
    mini.send("things/a.csv", "2025-07-02T09:00:00+07:00", format!("Mã xã;Kỳ;Tên dịch vụ;Đơn vị chủ trì\n{lines}"));
    mini.tinhso(&["run"]);
    let rows = filtered(mini.table("findings"), &[("code", "alike-values"), ("state", "open")]);
    let told = |row: &Row| ["cell", "value", "suggestion"].map(|column| row[column].as_str()).join(" | ");
    rows.iter().map(told).collect()
}

#[test]
fn a_name_in_capitals_with_a_full_stop_or_without_marks_is_another_writing() {
    for other in ["WIFI CÔNG CỘNG", "Wifi công cộng.", "Wifi cong cong", "WIFI  CONG CONG", "Wifi  Công Cộng"]
    {
        let rows = [("90001", "Wifi công cộng"), ("90002", "Wifi công cộng"), ("90003", other), ("90003", "Camera")];
        let kept = other.split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(found(&rows), [format!("C4 | {kept} | Wifi công cộng")], "{other}");
    }
}

#[test]
fn names_that_differ_in_more_are_others() {
    let sound = [
        ("90001", "Camera 1"),
        ("90001", "Camera 2"),
        ("90002", "Camera (1)"),
        ("90002", "Camera (2)"),
        ("90003", "Cổng dịch vụ"),
        ("90003", "Công dịch vụ"),
        ("90004", "Má"),
        ("90004", "Mã"),
        ("90005", "Ma"),
        ("90005", "Wifi công cộng"),
        ("90001", "Wifi công cộng"),
    ];
    assert!(found(&sound).is_empty(), "{:?}", found(&sound));
}

#[test]
fn a_field_that_nothing_counts_is_left_alone() {
    let mini = Mini::new();
    mini.write("schemas/things.json", FORM);
    mini.write("pipelines/things.toml", PIPELINE.replace("count(DISTINCT service)", "count(*)"));
    let text = "Mã xã;Kỳ;Tên dịch vụ;Đơn vị chủ trì\n90001;2025-S1;Wifi;vnpt\n90002;2025-S1;WIFI;VNPT\n";
    mini.send("things/a.csv", "2025-07-02T09:00:00+07:00", text);
    mini.tinhso(&["run"]);
    assert!(filtered(mini.table("findings"), &[("code", "alike-values")]).is_empty());
}

#[test]
fn a_writing_that_is_mended_is_resolved() {
    let mini = Mini::new();
    mini.write("schemas/things.json", FORM);
    mini.write("pipelines/things.toml", PIPELINE);
    let text = |other: &str| {
        format!(
            "Mã xã;Kỳ;Tên dịch vụ;Đơn vị chủ trì\n90001;2025-S1;Wifi công cộng;vnpt\n90002;2025-S1;{other};vnpt\n90003;2025-S1;Wifi công cộng;vnpt\n"
        )
    };
    mini.send("things/a.csv", "2025-07-02T09:00:00+07:00", text("WIFI CÔNG CỘNG"));
    mini.send("things/b.csv", "2025-07-03T09:00:00+07:00", text("Wifi công cộng"));
    mini.tinhso(&["run"]);
    let rows = filtered(mini.table("findings"), &[("code", "alike-values")]);
    let ways = crate::kit::lines(&rows, &["object", "cell", "state", "resolved_by"]);
    assert_eq!(ways, ["things/a.csv | C3 | resolved | things/b.csv"]);
}
