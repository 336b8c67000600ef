//! Table Schema 2.0 as a whole: every type of field from a file to its published column, keys between rows and forms, and how the columns
//! of a table match the fields.

use serde_json::Value;

use crate::kit::{current, lines};
use crate::mini::{HEADER, Mini};

const SITES: &str = r#"{
  "name": "sites",
  "form": { "code": "DD", "frequency": "year", "reports": "commune", "submits": [{ "from": "2020-01-01", "level": "province" }] },
  "schema": {
    "fields": [
      { "name": "code", "type": "string", "title": "Mã xã", "role": "area" },
      { "name": "period", "type": "string", "title": "Năm báo cáo", "role": "period" },
      { "name": "site", "type": "string", "title": "Mã điểm", "constraints": { "required": true, "unique": true } },
      { "name": "web", "type": "string", "format": "uri", "title": "Trang web" },
      { "name": "opens", "type": "time", "format": "any", "title": "Giờ mở cửa", "constraints": { "minimum": "06:00:00" } },
      { "name": "checked", "type": "datetime", "title": "Kiểm tra lúc" },
      { "name": "signed", "type": "date", "format": "%d/%m/%y", "title": "Ngày ký", "constraints": { "exclusiveMaximum": "01/01/26" } },
      { "name": "renewed", "type": "yearmonth", "title": "Tháng gia hạn" },
      { "name": "warranty", "type": "duration", "title": "Bảo hành", "constraints": { "maximum": "P5Y" } },
      { "name": "ports", "type": "list", "itemType": "integer", "delimiter": ";", "title": "Cổng", "constraints": { "maxLength": 3 } },
      { "name": "extra", "type": "object", "title": "Thông tin thêm", "constraints": { "jsonSchema": { "required": ["a"] } } },
      { "name": "tags", "type": "array", "title": "Nhãn" },
      { "name": "place", "type": "geopoint", "title": "Tọa độ" },
      { "name": "shape", "type": "geojson", "title": "Ranh giới" },
      { "name": "note", "title": "Ghi chú" },
      { "name": "level", "type": "string", "title": "Cấp độ", "categories": [{ "value": "1", "label": "cơ bản" }, { "value": "2", "label": "toàn trình" }], "categoriesOrdered": true },
      { "name": "fee", "type": "number", "title": "Phí", "measure": "flow", "unit": "VND", "bareNumber": false, "missingValues": ["miễn"],
        "constraints": { "exclusiveMinimum": 0 } },
      { "name": "built", "type": "year", "title": "Năm xây", "measure": "stock", "merge": "min" },
      { "name": "online", "type": "boolean", "title": "Trực tuyến", "measure": "stock", "merge": "all", "trueValues": ["Y"], "falseValues": ["N"] }
    ],
    "primaryKey": ["code", "period"],
    "uniqueKeys": [["place"]],
    "missingValues": ["", "-"]
  }
}
"#;

const PIPELINE: &str = r#"name  = "sites"
title = { vi = "Điểm", en = "Sites" }

[[source]]
form = "sites"
from = "sites/**"

[[source]]
form = "visits"
from = "visits/**"

[[indicator]]
name        = "sites_online"
title       = { vi = "Điểm trực tuyến", en = "Sites online" }
numerator   = { source = "sites", value = "count(*)", where = "online AND built >= 2010" }
unit        = "SITE"
areas       = ["province"]
periods     = ["year"]
"#;

const VISITS: &str = r#"{
  "name": "visits",
  "form": { "code": "LV", "frequency": "year", "reports": "commune", "submits": [{ "from": "2020-01-01", "level": "province" }] },
  "schema": {
    "fields": [
      { "name": "code", "type": "string", "title": "Mã xã", "role": "area" },
      { "name": "period", "type": "string", "title": "Năm báo cáo", "role": "period" },
      { "name": "at", "type": "string", "title": "Mã điểm đến" },
      { "name": "above", "type": "string", "title": "Mã huyện" },
      { "name": "visits", "type": "integer", "title": "Số lượt", "measure": "flow", "unit": "VISIT" }
    ],
    "primaryKey": "code",
    "foreignKeys": [
      { "fields": "at", "reference": { "resource": "sites", "fields": "site" } },
      { "fields": ["above"], "reference": { "resource": "registry", "fields": ["code"] } }
    ]
  }
}
"#;

const DAY: &str = "2025-01-20T08:00:00+07:00";

fn mini() -> Mini {
    let mini = Mini::new();
    mini.write("schemas/sites.json", SITES);
    mini.write("schemas/visits.json", VISITS);
    mini.write("pipelines/sites.toml", PIPELINE);
    mini
}

/// A text of CSV with the labels of the form.
fn csv(lines: &[&str]) -> String {
    let labels = "Mã xã,Năm báo cáo,Mã điểm,Trang web,Giờ mở cửa,Kiểm tra lúc,Ngày ký,Tháng gia hạn,Bảo hành,Cổng,Thông tin thêm,Nhãn,Tọa độ,\
                  Ranh giới,Ghi chú,Cấp độ,Phí,Năm xây,Trực tuyến";
    let mut text = format!("{labels}\n");
    lines.iter().for_each(|line| text += &format!("{line}\n"));
    text
}

const FIRST: &str = "90001,2024,A,https://a.vn/x,7h30,2024-05-01 08:00:00,30/04/69,2024-1,P18M,80;443,\"{\"\"b\"\": 1.50, \"\"a\"\": []}\",\
                     \"[1, 2]\",\"103.0200, 21.39\",\"{\"\"type\"\":\"\"Point\"\",\"\"coordinates\"\":[103.02,21.39]}\",7,2,\"12,5 đ\",1998,Y";
const SECOND: &str = "90002,2024,B,,06:00,2024-05-01T08:00:00Z,31/12/25,,,,,,\"[103, 21]\",,,1,miễn,2011,N";

#[test]
fn every_type_comes_from_a_file_to_its_column() {
    let mini = mini();
    mini.send("sites/a.csv", DAY, csv(&[FIRST, SECOND]));
    mini.run(0);
    let rows = mini.table("data/sites");
    let texts = ["site", "web", "opens", "checked", "signed", "renewed", "warranty", "ports"];
    assert_eq!(
        lines(&rows, &texts),
        [
            "A | https://a.vn/x | 07:30:00 | 2024-05-01T08:00:00 | 1969-04-30 | 2024-01 | P1Y6M | [80,443]",
            "B |  | 06:00:00 | 2024-05-01T08:00:00Z | 2025-12-31 |  |  | ",
        ]
    );
    let others = ["extra", "tags", "place", "shape", "note", "level", "fee", "fee_status", "built", "online"];
    assert_eq!(
        lines(&rows, &others),
        [
            r#"{"a":[],"b":1.5} | [1,2] | 103.02,21.39 | {"coordinates":[103.02,21.39],"type":"Point"} | 7 | 2 | 12.500000 | A | 1998 | true"#,
            " |  | 103,21 |  |  | 1 |  | O | 2011 | false",
        ]
    );
    // Both communes became one: the first of the years, and true where both were.
    let merged = mini.table("units/sites");
    let merged =
        crate::kit::filtered(merged, &[("geography", "2025-07-01"), ("ref_area", "90001"), ("reported", "true")]);
    assert_eq!(lines(&merged, &["built", "online"]), ["1998.000000000000 | false"]);
    // What the texts are, the data package says.
    let package = std::fs::read(current(&mini.warehouse()).join("datapackage.json")).expect("a file");
    let package: Value = serde_json::from_slice(&package).expect("JSON");
    let resource = package["resources"].as_array().expect("a list").iter().find(|one| one["name"] == "data-sites");
    let fields = resource.expect("a table")["schema"]["fields"].as_array().expect("a list");
    let kind = |name: &str| {
        let field = fields.iter().find(|field| field["name"] == name).unwrap_or_else(|| panic!("no {name}"));
        [&field["type"], &field["format"], &field["categories"][1]["label"]]
            .map(|value| value.as_str().unwrap_or("-"))
            .join(" ")
    };
    let expected = [
        ("web", "string uri -"),
        ("opens", "time - -"),
        ("checked", "datetime - -"),
        ("signed", "date - -"),
        ("renewed", "yearmonth - -"),
        ("warranty", "duration - -"),
        ("ports", "array - -"),
        ("extra", "object - -"),
        ("tags", "array - -"),
        ("place", "geopoint - -"),
        ("shape", "geojson - -"),
        ("note", "any - -"),
        ("level", "string - toàn trình"),
        ("built", "year - -"),
        ("online", "boolean - -"),
    ];
    for (name, shown) in expected {
        assert_eq!(kind(name), shown, "{name}");
    }
}

#[test]
fn json_holds_lists_objects_and_points_of_its_own() {
    let mini = mini();
    let row = r#"{ "Mã xã": "90001", "Năm báo cáo": 2024, "Mã điểm": "A", "Cổng": [80, 443], "Thông tin thêm": { "b": 1, "a": null }, "Nhãn": ["x"],
        "Tọa độ": [103.02, 21.390], "Ghi chú": true, "Năm xây": 2011, "Trực tuyến": true, "Phí": 5, "Trang web": null, "Giờ mở cửa": null,
        "Kiểm tra lúc": null, "Ngày ký": null, "Tháng gia hạn": [2024, 1], "Bảo hành": null, "Ranh giới": null, "Cấp độ": null }"#;
    mini.send("sites/a.json", DAY, format!("[{row}]"));
    mini.run(0);
    assert_eq!(
        lines(&mini.table("data/sites"), &["ports", "extra", "tags", "place", "note", "renewed", "built", "online"]),
        [r#"[80,443] | {"a":null,"b":1} | ["x"] | 103.02,21.39 | true | 2024-01 | 2011 | true"#]
    );
    assert_eq!(mini.figure("sites_online", "90", "as-reported", "2024"), " | O | 1/5");
}

#[test]
fn what_is_no_value_or_breaks_a_constraint_is_reported_at_its_cell() {
    let mini = mini();
    let wrong = "90001,2024,A,a.vn,5h,2024-05-01,31/12/2025,2024-13,P6Y,1;2;3;4,[],{},\"181,0\",{},,3,0,98,yes";
    let late = "90002,2024,B,,,,01/01/26,,,1;x,{},,,,,,5,2011,Y";
    mini.send("sites/a.csv", DAY, csv(&[wrong, late]));
    mini.run(1);
    let found: Vec<String> = mini.findings().into_iter().filter(|line| line.contains("sites/a.csv")).collect();
    let mut found: Vec<String> = found.iter().map(|line| line.replace(" | sites/a.csv | ", " ")).collect();
    found.sort();
    let expected = [
        "error | constraint-error E2",
        "error | constraint-error G3",
        "error | constraint-error I2",
        "error | constraint-error J2",
        "error | constraint-error K3",
        "error | constraint-error P2",
        "error | constraint-error Q2",
        "error | type-error D2",
        "error | type-error F2",
        "error | type-error G2",
        "error | type-error H2",
        "error | type-error J3",
        "error | type-error K2",
        "error | type-error L2",
        "error | type-error M2",
        "error | type-error N2",
        "error | type-error R2",
        "error | type-error S2",
    ];
    assert_eq!(found, expected);
}

#[test]
fn constraints_hold_for_codes_periods_and_ordinals_of_every_type() {
    for (kind, listed) in [("string", "[\"90001\", \"90002\"]"), ("integer", "[90001, 90002]")] {
        let mini = Mini::new();
        let constraints = format!("\"constraints\": {{ \"required\": true, \"enum\": {listed} }}");
        let bounds = if kind == "integer" { "\"maximum\": 2" } else { "\"enum\": [\"1\", \"2\"]" };
        let ordinal = format!(
            "{{ \"name\": \"tt\", \"type\": \"{kind}\", \"title\": \"STT\", \"role\": \"ordinal\", \"constraints\": {{ \"required\": true, {bounds} }} }},"
        );
        let code = "{ \"name\": \"code\", \"type\": \"string\", \"title\": \"Mã xã\", \"role\": \"area-code\"";
        let typed = code.replace("string", kind);
        mini.edit("schemas/services.json", code, &format!("{ordinal}\n      {typed}, {constraints}"));
        let period = "\"title\": \"Kỳ báo cáo\", \"role\": \"period\"";
        mini.edit("schemas/services.json", period, &format!("{period}, \"constraints\": {{ \"required\": true }}"));
        let head = "STT;Mã xã;Tên xã;Kỳ báo cáo;Hồ sơ tiếp nhận;Hồ sơ trực tuyến;Dân số;Điểm chuyển đổi số\n";
        let rows = "1;90001;Xã Đồi Chè;2025-Q2;9;8;7;6\n2;90002;Xã Bến Gỗ;2025-Q2;9;8;7;6\n3;90003;Xã Cầu Tre;2025-Q2;9;8;7;6\n";
        mini.write("landing/services/q2.csv", format!("{head}{rows}"));
        let file = mini.path().join("landing/services/q2.csv");
        let answer = mini.tinhso(&["validate", &file.to_string_lossy(), "--lang", "en"]).expect(1);
        let text = format!("{}{}", answer.stdout, answer.stderr);
        assert!(text.contains("2 rows accepted, 1 quarantined"), "{kind}: {text}");
        assert_eq!(text.matches("constraint-error").count(), 2, "{kind}: {text}");
    }
}

#[test]
fn a_required_code_name_or_ordinal_is_not_blank() {
    for field in ["tt", "code", "commune"] {
        let mini = Mini::new();
        let ordinal = "{ \"name\": \"tt\", \"type\": \"integer\", \"title\": \"STT\", \"role\": \"ordinal\", \"constraints\": { \"minimum\": 1 } },";
        let code = "{ \"name\": \"code\", \"type\": \"string\"";
        mini.edit("schemas/services.json", code, &format!("{ordinal}\n      {code}"));
        let named = format!("\"name\": \"{field}\", ");
        if field == "tt" {
            mini.edit("schemas/services.json", "\"minimum\": 1", "\"minimum\": 1, \"required\": true");
        } else {
            mini.edit("schemas/services.json", &named, &format!("{named}\"constraints\": {{ \"required\": true }}, "));
        }
        let head = "STT;Mã xã;Tên xã;Kỳ báo cáo;Hồ sơ tiếp nhận;Hồ sơ trực tuyến;Dân số;Điểm chuyển đổi số\n";
        let rows = ";90001;Xã Đồi Chè;2025-Q2;9;8;7;6\n2;;Xã Bến Gỗ;2025-Q2;9;8;7;6\n3;90003;;2025-Q2;9;8;7;6\n";
        mini.write("landing/services/q2.csv", format!("{head}{rows}"));
        let file = mini.path().join("landing/services/q2.csv");
        let answer = mini.tinhso(&["validate", &file.to_string_lossy(), "--format", "json"]).expect(1).json();
        let findings = answer["files"][0]["findings"].as_array().expect("findings");
        let broken: Vec<&Value> = findings.iter().filter(|one| one["code"] == "constraint-error").collect();
        assert_eq!(broken.len(), 1, "{field}: {findings:?}");
        assert_eq!(broken[0]["location"]["field"], field, "{findings:?}");
    }
}

#[test]
fn values_that_are_unique_are_in_one_row() {
    let mini = mini();
    let line = |code: &str, site: &str, place: &str| format!("{code},2024,{site},,,,,,,,,,\"{place}\",,,,,2011,Y");
    let rows =
        [line("90001", "A", "1,1"), line("90002", "A", "2,2"), line("90003", "C", "3,3"), line("90004", "D", "3.0,3")];
    mini.send("sites/a.csv", DAY, csv(&rows.iter().map(String::as_str).collect::<Vec<_>>()));
    mini.run(1);
    let found: Vec<String> = mini.findings().into_iter().filter(|line| line.contains("unique-error")).collect();
    assert_eq!(found.len(), 4, "{found:?}");
    assert_eq!(mini.table("data/sites").len(), 0);
}

#[test]
fn foreign_keys_refer_to_current_rows_and_to_units_of_the_period() {
    let mini = mini();
    mini.send("sites/a.csv", DAY, csv(&[FIRST, SECOND]));
    let visits = "Mã xã,Năm báo cáo,Mã điểm đến,Mã huyện,Số lượt\n90001,2024,A,901,5\n90002,2024,C,901,6\n90003,2024,B,909,7\n90004,2024,,,8\n";
    mini.send("visits/a.csv", DAY, visits);
    mini.run(1);
    let found: Vec<String> = mini.findings().into_iter().filter(|line| line.contains("foreign-key")).collect();
    assert_eq!(found, ["error | foreign-key | visits/a.csv | C3", "error | foreign-key | visits/a.csv | D4"]);
    assert_eq!(lines(&mini.table("data/visits"), &["ref_area", "at"]), ["90001 | A", "90004 | "]);
    let counted = crate::kit::filtered(mini.table("submissions"), &[("object", "visits/a.csv")]);
    assert_eq!(lines(&counted, &["rows_accepted", "rows_quarantined"]), ["2 | 2"]);
    // Two units of five have no current row.
    let units = crate::kit::filtered(mini.table("units/visits"), &[("geography", "as-reported"), ("reported", "true")]);
    assert_eq!(lines(&units, &["ref_area", "visits"]), ["90001 | 5.000000000000", "90004 | 8.000000000000"]);
    mini.tinhso(&["verify"]).expect(0);
    // Both go back to whom they came from, in their cells; and the fifth unit, which has no row, at the last one.
    let back = || {
        let folder = mini.warehouse().join("current/returns");
        let files = crate::kit::tree(&folder).into_iter().filter(|(name, _)| name.ends_with("visits/a.csv.xlsx"));
        files.map(|(_, bytes)| bytes).collect::<Vec<_>>()
    };
    let cells = |bytes: &[u8]| {
        let list = crate::returned::texts(bytes, "Cần sửa");
        list.iter().skip(4).map(|line| line[2].clone()).filter(|cell| !cell.is_empty()).collect::<Vec<_>>()
    };
    assert_eq!(back().iter().map(|bytes| cells(bytes)).collect::<Vec<_>>(), [["C3", "D4", "dòng 5"]]);
    let left_out = crate::kit::filtered(mini.table("findings"), &[("code", "missing-row")]);
    assert_eq!(lines(&left_out, &["object", "ref_area"]), ["visits/a.csv | 90005"]);
    let of_key = crate::kit::filtered(mini.table("findings"), &[("code", "foreign-key"), ("cell", "C3")]);
    assert_eq!(lines(&of_key, &["state", "since"]).len(), 1);
    assert!(!of_key[0]["since"].is_empty(), "known since the file came: {of_key:?}");
    // A warning keeps no row out.
    mini.edit(
        "schemas/visits.json",
        "\"schema\": {",
        "\"severities\": { \"foreign-key\": \"warning\" },\n  \"schema\": {",
    );
    mini.run(0);
    assert_eq!(mini.table("data/visits").len(), 4);
}

#[test]
fn what_refers_to_a_row_that_is_kept_out_refers_to_nothing() {
    let mini = mini();
    let key =
        "\"foreignKeys\": [{ \"fields\": \"note\", \"reference\": { \"fields\": \"site\" } }],\n    \"uniqueKeys\"";
    mini.edit("schemas/sites.json", "\"uniqueKeys\"", key);
    // The note of A names no site.
    mini.send("sites/a.csv", DAY, csv(&[FIRST, SECOND]));
    let visits = "Mã xã,Năm báo cáo,Mã điểm đến,Mã huyện,Số lượt\n90001,2024,A,901,5\n90002,2024,B,901,6\n";
    mini.send("visits/a.csv", DAY, visits);
    mini.run(1);
    let found = crate::kit::filtered(mini.table("findings"), &[("code", "foreign-key")]);
    assert_eq!(lines(&found, &["object", "cell", "value"]), ["sites/a.csv | O2 | 7", "visits/a.csv | C2 | A"]);
    assert!(found[0]["message_en"].contains("is in no row of form sites (site)"), "{found:?}");
    assert!(!found[0]["message_en"].contains("kept out"), "{found:?}");
    assert!(found[1]["message_en"].contains("the row with it is kept out"), "{found:?}");
    assert_eq!(lines(&mini.table("data/sites"), &["site"]), ["B"]);
    assert_eq!(lines(&mini.table("data/visits"), &["ref_area", "at"]), ["90002 | B"]);
    // Of a unit of which another row is kept out a sound row is there, and is referred to.
    let mini = self::mini();
    mini.edit(
        "schemas/sites.json",
        "\"primaryKey\": [\"code\", \"period\"]",
        "\"primaryKey\": [\"code\", \"period\", \"site\"]",
    );
    let second = SECOND.replacen("90002", "90001", 1).replace("06:00", "late");
    mini.send("sites/a.csv", DAY, csv(&[FIRST, &second]));
    mini.send("visits/a.csv", DAY, visits.replace(",B,", ",A,"));
    mini.run(1);
    assert!(!mini.findings().iter().any(|line| line.contains("foreign-key")), "{:?}", mini.findings());
    assert_eq!(lines(&mini.table("data/sites"), &["site"]), ["A"]);
    assert_eq!(mini.table("data/visits").len(), 2);
}

#[test]
fn a_name_of_a_unit_is_compared_as_one_and_kept_as_the_registry_has_it() {
    let mini = mini();
    mini.edit("schemas/visits.json", "\"fields\": [\"code\"]", "\"fields\": [\"name\"]");
    mini.edit("registry/units.csv", "901,", "903,Huyện Đồi Chè,district,huyen,90,2020-01-01,2025-07-01\n901,");
    mini.send("sites/a.csv", DAY, csv(&[FIRST, SECOND]));
    let visits = "Mã xã,Năm báo cáo,Mã điểm đến,Mã huyện,Số lượt\n90001,2024,A,Huyện Suối Đá,5\n90002,2024,A,H. suối đá,6\n\
                  90003,2024,A,RỪNG THÔNG,7\n90004,2024,A,Đồi Chè,8\n90005,2024,A,Huyện Đồi,9\n";
    mini.send("visits/a.csv", DAY, visits);
    mini.run(1);
    let expected = ["90001 | Huyện Suối Đá", "90002 | Huyện Suối Đá", "90003 | Huyện Rừng Thông"];
    assert_eq!(lines(&mini.table("data/visits"), &["ref_area", "above"]), expected);
    let found = crate::kit::filtered(mini.table("findings"), &[("code", "foreign-key")]);
    assert_eq!(lines(&found, &["cell", "value"]), ["D5 | Đồi Chè", "D6 | Huyện Đồi"]);
    assert!(found[0]["message_en"].contains("several units of the registry: Huyện Đồi Chè; Xã Đồi Chè"), "{found:?}");
    assert!(found[1]["message_en"].contains("is no unit of the registry"), "{found:?}");
}

#[test]
fn columns_match_fields_in_five_modes() {
    let found = |mode: &str, labels: &str| {
        let mini = mini();
        if !mode.is_empty() {
            mini.edit(
                "schemas/visits.json",
                "\"primaryKey\"",
                &format!("\"fieldsMatch\": \"{mode}\",\n    \"primaryKey\""),
            );
        }
        let cells: Vec<&str> = labels
            .split(',')
            .map(|label| match label {
                "Mã xã" => "90001",
                "Năm báo cáo" => "2024",
                "Số lượt" => "5",
                "Màu sắc" => "đỏ",
                _ => "",
            })
            .collect();
        mini.send("visits/a.csv", DAY, format!("{labels}\n{}\n", cells.join(",")));
        mini.edit("schemas/visits.json", "\"foreignKeys\": [", "\"foreignKeys\": [], \"x-unused\": [");
        let output = mini.tinhso(&["run", "--format", "json"]).json();
        assert!(output["run_id"].is_string(), "{output}");
        let findings = mini.findings();
        let of_labels = findings.iter().filter(|line| line.contains("-label"));
        let codes: Vec<String> =
            of_labels.map(|line| line.split(" | ").take(2).collect::<Vec<_>>().join(" ")).collect();
        format!("{} ({} rows)", codes.join(", "), mini.table("data/visits").len())
    };
    let whole = "Mã xã,Năm báo cáo,Mã điểm đến,Mã huyện,Số lượt";
    let other_order = "Mã xã,Năm báo cáo,Mã huyện,Mã điểm đến,Số lượt";
    let less = "Mã xã,Năm báo cáo,Mã điểm đến,Số lượt";
    let more = "Mã xã,Năm báo cáo,Mã điểm đến,Mã huyện,Số lượt,Màu sắc";
    let both = "Mã xã,Năm báo cáo,Mã điểm đến,Số lượt,Màu sắc";
    for (mode, labels, expected) in [
        ("exact", whole, " (1 rows)"),
        ("exact", other_order, "error incorrect-label (0 rows)"),
        ("equal", other_order, " (1 rows)"),
        ("equal", less, "error missing-label (1 rows)"),
        ("equal", more, "error extra-label (1 rows)"),
        ("subset", more, " (1 rows)"),
        ("subset", less, "error missing-label (1 rows)"),
        ("superset", less, " (1 rows)"),
        ("superset", more, "error extra-label (1 rows)"),
        ("partial", both, " (1 rows)"),
        ("", both, "error missing-label, warning extra-label (1 rows)"),
    ] {
        assert_eq!(found(mode, labels), expected, "{mode}: {labels}");
    }
}

const LINES: &str = r#"{
  "name": "dossiers",
  "form": { "code": "HS", "frequency": "year", "reports": "commune", "grain": "line", "submits": [{ "from": "2020-01-01", "level": "province" }] },
  "schema": {
    "fields": [
      { "name": "code", "type": "string", "title": "Mã xã", "role": "area" },
      { "name": "period", "type": "string", "title": "Năm báo cáo", "role": "period" },
      { "name": "mail", "type": "string", "format": "email", "title": "Thư điện tử" },
      { "name": "at", "type": "time", "title": "Giờ nộp", "constraints": { "minimum": "07:00:00" } },
      { "name": "born", "type": "year", "title": "Năm sinh", "constraints": { "exclusiveMaximum": 2024 } },
      { "name": "kind", "type": "string", "title": "Loại", "categories": ["cấp mới", "cấp lại"] },
      { "name": "steps", "type": "integer", "title": "Số bước", "measure": "flow", "unit": "STEP", "constraints": { "enum": [1, 2, 3] } },
      { "name": "fee", "type": "number", "decimalChar": ",", "title": "Phí", "measure": "flow", "unit": "VND", "scale": 1,
        "missingValues": [{ "value": "9", "status": "M" }], "constraints": { "exclusiveMinimum": 0, "exclusiveMaximum": 10.5 } }
    ],
    "missingValues": [""]
  }
}
"#;

#[test]
fn lines_are_typed_as_rows_are() {
    let mini = mini();
    mini.write("schemas/dossiers.json", LINES);
    let indicator = |name: &str, value: &str| {
        format!(
            "[[indicator]]\nname = \"{name}\"\ntitle = {{ vi = \"{name}\", en = \"{name}\" }}\nnumerator = {{ source = \"dossiers\", {value} }}\n\
             unit = \"U\"\nareas = [\"province\"]\nperiods = [\"year\"]\npartial = \"publish\"\n"
        )
    };
    mini.write(
        "pipelines/dossiers.toml",
        format!(
            "name = \"dossiers\"\ntitle = {{ vi = \"Hồ sơ\", en = \"Dossiers\" }}\n[[source]]\nform = \"dossiers\"\nfrom = \"dossiers/**\"\n{}{}{}",
            indicator("all", "value = \"count(*)\""),
            indicator("at_eight", "value = \"count(*)\", where = \"at = '08:00:00' AND born >= 1980 AND kind = 'cấp mới'\""),
            indicator("fees", "value = \"sum(fee)\"").replace("unit = \"U\"", "unit = \"VND\""),
        ),
    );
    let good = [
        "a@b.vn,08:00:00,1980,cấp mới,1,\"10,4\"",
        ",08:00:00,1979,CẤP MỚI,2,\"0,1\"",
        ",07:00:00,2023,cấp mới,3,9",
        ",08:00:00,1990,cấp lại,1,8",
    ];
    let bad = [
        "a@b,08:00:00,1980,cấp mới,1,1",
        ",8:00,1980,cấp mới,1,1",
        ",06:59:59,1980,cấp mới,1,1",
        ",08:00:00,2024,cấp mới,1,1",
        ",08:00:00,80,cấp mới,1,1",
        ",08:00:00,1980,cấp đổi,1,1",
        ",08:00:00,1980,cấp mới,4,1",
        ",08:00:00,1980,cấp mới,1,0",
        ",08:00:00,1980,cấp mới,1,\"10,5\"",
    ];
    let mut text = "Mã xã,Năm báo cáo,Thư điện tử,Giờ nộp,Năm sinh,Loại,Số bước,Phí\n".to_owned();
    good.iter().for_each(|line| text += &format!("90001,2024,{line}\n"));
    // A line that cannot be used takes its unit out.
    bad.iter().for_each(|line| text += &format!("90002,2024,{line}\n"));
    mini.send("dossiers/a.csv", DAY, &text);
    mini.run(1);
    let found: Vec<String> = mini.findings().into_iter().filter(|line| line.contains("dossiers/a.csv")).collect();
    let cells: Vec<&str> = found.iter().filter_map(|line| line.rsplit(" | ").next()).collect();
    let mut cells: Vec<&str> = cells.into_iter().filter(|cell| !cell.is_empty()).collect();
    cells.sort_by_key(|cell| cell[1..].parse::<u32>().unwrap_or_default());
    assert_eq!(cells, ["C6", "D7", "D8", "E9", "E10", "F11", "G12", "H13", "H14"], "{found:?}");
    // 10.4 + 0.1 + 8; a fee that cannot occur adds nothing.
    let figures = ["all", "at_eight", "fees"].map(|name| mini.figure(name, "90", "as-reported", "2024"));
    assert_eq!(figures.map(|figure| figure.split(" | ").next().unwrap_or_default().to_owned()), ["4.0", "1.0", "18.5"]);
}

#[test]
fn a_text_for_a_missing_value_is_a_blank_code_name_or_period() {
    let sent = |rows: &str| format!("{HEADER}{rows}");
    for (rows, accepted) in [
        ("?;Xã Đồi Chè;2025-Q2;10;5;100;5\n90002;?;2025-Q2;10;5;100;5\n", 2),
        ("...;Xã Đồi Chè;2025-Q2;10;5;100;5\n90002;...;2025-Q2;10;5;100;5\n", 0),
        ("?;?;2025-Q2;10;5;100;5\n90002;Xã Bến Gỗ;2025-Q2;10;5;100;5\n", 1),
        ("90001;Xã Đồi Chè;?;10;5;100;5\n90002;Xã Bến Gỗ;2025-Q2;10;5;100;5\n", 1),
    ] {
        let mini = Mini::new();
        for role in ["area-code", "area-name", "period"] {
            let role = format!("\"role\": \"{role}\"");
            mini.edit("schemas/services.json", &role, &format!("{role}, \"missingValues\": [\"?\"]"));
        }
        mini.send("services/q2.csv", "2025-07-05T09:00:00+07:00", sent(rows));
        mini.run(i32::from(accepted < 2));
        assert_eq!(mini.table("data/services").len(), accepted, "{rows}: {:?}", mini.findings());
    }
}

#[test]
fn listed_values_of_bytes_and_addresses_keep_their_capitals() {
    let of = |format: &str, listed: &str, written: &str| {
        let mini = Mini::new();
        let further = format!(
            "\"measure\": \"rate\" }},\n{{ \"name\": \"mark\", \"type\": \"string\", \"format\": \"{format}\", \"title\": \"Dấu\", \"constraints\": {{ \"enum\": [\"{listed}\"] }} }}"
        );
        mini.edit("schemas/services.json", "\"measure\": \"rate\" }", &further);
        let header = HEADER.trim_end();
        let sent = format!("{header};Dấu\n90001;Xã Đồi Chè;2025-Q2;10;5;100;5;{written}\n");
        mini.send("services/q2.csv", "2025-07-05T09:00:00+07:00", sent);
        mini.tinhso(&["run"]);
        mini.table("data/services").first().map(|row| row["mark"].clone())
    };
    assert_eq!(of("binary", "aGVsbG8=", "aGVsbG8=").as_deref(), Some("aGVsbG8="));
    assert_eq!(of("binary", "aGVsbG8=", "AGVSBG8="), None, "other bytes");
    assert_eq!(of("uri", "https://a.vn/X", "https://a.vn/x"), None, "another address");
    assert_eq!(of("default", "Mới", "MỚI").as_deref(), Some("Mới"));
}
