//! What a row of a unit that has ended keeps out of a list or an export: the units that it became, where code and name say that it is this one.

use crate::mini::Mini;
use crate::packages::ods;

const FORM: &str = r#"{
  "name": "works",
  "form": { "code": "CT", "frequency": "quarter", "calendar": "gregorian", "reports": "commune"GRAIN,
            "submits": [{ "from": "2020-01-01", "level": "province" }] },
  "schema": {
    "fields": [
      { "name": "code", "type": "string", "title": "Mã xã", "role": "area-code" },
      { "name": "commune", "type": "string", "title": "Tên xã", "role": "area-name" },
      { "name": "period", "type": "string", "title": "Kỳ báo cáo", "role": "period" },
      { "name": "work", "type": "string", "title": "Công trình", "constraints": { "required": true } },
      { "name": "cost", "type": "integer", "title": "Chi phí", "measure": "flow", "unit": "VND" }
    ],
    KEY"missingValues": [{ "value": "", "status": "O" }]
  }
}
"#;

const PIPELINE: &str = r#"name  = "works"
title = { vi = "Công trình", en = "Works" }

[[source]]
form = "works"
from = "works/**"

[[indicator]]
name        = "cost"
title       = { vi = "Chi phí", en = "Cost" }
numerator   = { source = "works", value = "sum(cost)" }
unit        = "VND"
areas       = ["commune", "province"]
periods     = ["quarter"]
"#;

/// A project with a list of works, or an export of lines.
fn mini(are_lines: bool) -> Mini {
    let mini = Mini::new();
    let (grain, key) = match are_lines {
        true => (", \"grain\": \"line\"", ""),
        false => ("", "\"primaryKey\": [\"code\", \"period\", \"work\"],\n    "),
    };
    mini.write("schemas/works.json", FORM.replace("GRAIN", grain).replace("KEY", key));
    mini.write("pipelines/works.toml", PIPELINE);
    mini
}

const LABELS: [&str; 5] = ["Mã xã", "Tên xã", "Kỳ báo cáo", "Công trình", "Chi phí"];

/// A list in one of the formats.
fn file(format: &str, rows: &[[&str; 5]]) -> Vec<u8> {
    let number = |column: usize, cell: &str| cell.parse::<u32>().ok().filter(|_| column == 4);
    match format {
        "csv" => {
            let lines = std::iter::once(&LABELS).chain(rows).map(|cells| cells.join(";") + "\n");
            lines.collect::<String>().into_bytes()
        }
        "json" => {
            let object = |cells: &[&str; 5]| {
                let members = LABELS.iter().zip(cells).enumerate().map(|(column, (label, cell))| {
                    let value = number(column, cell).map_or_else(|| (*cell).into(), serde_json::Value::from);
                    ((*label).to_owned(), value)
                });
                serde_json::Value::Object(members.collect())
            };
            serde_json::Value::Array(rows.iter().map(object).collect()).to_string().into_bytes()
        }
        "ods" => {
            let cell = |(column, text): (usize, &&str)| match number(column, text) {
                Some(number) => {
                    format!(
                        r#"<table:table-cell office:value-type="float" office:value="{number}"><text:p>{number}</text:p></table:table-cell>"#
                    )
                }
                None => {
                    format!(
                        r#"<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>"#
                    )
                }
            };
            let row = |cells: &[&str; 5]| {
                let cells: String = cells.iter().enumerate().map(cell).collect();
                format!("<table:table-row>{cells}</table:table-row>")
            };
            ods(&std::iter::once(&LABELS).chain(rows).map(row).collect::<String>())
        }
        _ => {
            let mut book = rust_xlsxwriter::Workbook::new();
            let page = book.add_worksheet();
            for (row, cells) in (0_u32..).zip(std::iter::once(&LABELS).chain(rows)) {
                for (column, cell) in (0_u16..).zip(cells) {
                    match number(usize::from(column), cell) {
                        Some(number) => page.write(row, column, number).expect("written"),
                        None => page.write(row, column, *cell).expect("written"),
                    };
                }
            }
            book.save_to_buffer().expect("a workbook")
        }
    }
}

/// Sound rows of two quarters.
const SOUND: [[&str; 5]; 4] = [
    ["90001", "Xã Đồi Chè", "2025-Q3", "Cầu", "10"],
    ["90003", "Xã Hồ Sen", "2025-Q3", "Đường", "20"],
    ["90001", "Xã Đồi Chè", "2025-Q4", "Chợ", "30"],
    ["90003", "Xã Hồ Sen", "2025-Q4", "Trạm", "40"],
];

/// The costs of the two communes in the two quarters, where this row is behind the sound ones.
fn costs(are_lines: bool, format: &str, row: [&str; 5]) -> [String; 4] {
    let mini = mini(are_lines);
    let rows: Vec<[&str; 5]> = SOUND.into_iter().chain([row]).collect();
    mini.send(&format!("works/a.{format}"), "2026-01-06T08:00:00+07:00", file(format, &rows));
    mini.run(1);
    [("90001", "2025-Q3"), ("90003", "2025-Q3"), ("90001", "2025-Q4"), ("90003", "2025-Q4")]
        .map(|(unit, period)| mini.figure("cost", unit, "as-reported", period))
}

const FORMATS: [&str; 4] = ["csv", "xlsx", "ods", "json"];

#[test]
fn a_row_of_an_ended_unit_keeps_out_the_rows_of_the_unit_that_it_became() {
    for are_lines in [false, true] {
        for format in FORMATS {
            let found = costs(are_lines, format, ["90002", "Xã Bến Gỗ", "2025-Q3", "Kè", "5"]);
            let [heir, others @ ..] = found;
            assert_eq!(heir, " | O | 0/1", "{format} {are_lines}");
            let others = others.map(|figure| figure.split('.').next().unwrap_or_default().to_owned());
            assert_eq!(others, ["20", "30", "40"], "{format} {are_lines}");
        }
    }
}

#[test]
fn a_row_of_which_it_is_not_sure_whose_it_is_keeps_out_those_of_its_period() {
    for are_lines in [false, true] {
        for format in FORMATS {
            // No known unit; a code whose name is missing; a code beside the name of another.
            for (code, name) in [("99999", "Xã Lạ"), ("90002", ""), ("90004", "Xã Bến Gỗ")] {
                let found = costs(are_lines, format, [code, name, "2025-Q3", "Kè", "5"]);
                assert_eq!(found[..2], [" | O | 0/1", " | O | 0/1"], "{format} {are_lines} {code} {name}");
                assert!(found[2].starts_with("30.") && found[3].starts_with("40."), "{format} {are_lines} {found:?}");
            }
        }
    }
}
