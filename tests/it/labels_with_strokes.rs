//! Labels that programs write, with strokes for blanks: what ends in "dong" is a unit of measure where it is no other word.

use rust_xlsxwriter::Workbook;

use crate::kit::{filtered, lines};
use crate::mini::Mini;

const SCORE: &str = r#"{ "name": "score", "type": "number", "title": "Điểm chuyển đổi số", "measure": "rate" }"#;

/// The findings, and what was read of the last two columns of a table with these labels, in csv, xlsx and JSON, which are the same.
#[track_caller]
fn read(fields: &str, labels: [&str; 2], values: [&str; 2]) -> (Vec<String>, Vec<String>) {
    let columns = ["Mã xã", "Tên xã", "Kỳ báo cáo", "Dân số", labels[0], labels[1]];
    let cells = ["90001", "Xã Đồi Chè", "2025-Q2", "1000", values[0], values[1]];
    let names: Vec<&str> = fields.split("\"name\": \"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let of = |name: &str, bytes: Vec<u8>| {
        let mini = Mini::new();
        mini.edit("schemas/services.json", SCORE, fields);
        let form = std::fs::read_to_string(mini.path().join("schemas/services.json")).expect("a form");
        let kept: Vec<&str> =
            form.lines().filter(|line| !line.contains("\"received\"") && !line.contains("\"online\"")).collect();
        mini.write("schemas/services.json", kept.join("\n"));
        let pipeline = "name = \"services\"\ntitle = { vi = \"Thu\", en = \"Revenue\" }\n\n[[source]]\nform = \"services\"\nfrom = \"services/**\"\n";
        mini.write("pipelines/services.toml", pipeline);
        mini.send(name, "2025-07-05T09:00:00+07:00", bytes);
        let answer = mini.tinhso(&["run", "--format", "json"]);
        assert!(answer.code < 2, "{}", answer.stderr);
        let found = filtered(mini.table("findings"), &[("object", name)]);
        (lines(&found, &["code", "severity", "value"]), lines(&mini.table("data/services"), &names))
    };
    let csv = format!("{}\n{}\n", columns.join(";"), cells.join(";"));
    let of_csv = of("services/a.csv", csv.into_bytes());
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for ((column, label), cell) in (0..).zip(columns).zip(cells) {
        sheet.write(0, column, label).expect("written");
        match cell.parse::<f64>().ok().filter(|_| column > 2) {
            Some(number) => sheet.write(1, column, number).expect("written"),
            None => sheet.write(1, column, cell).expect("written"),
        };
    }
    assert_eq!(of("services/a.xlsx", book.save_to_buffer().expect("a workbook")), of_csv, "{labels:?}");
    let members: Vec<String> = columns.iter().zip(cells).map(|(label, cell)| format!("{label:?}: {cell:?}")).collect();
    assert_eq!(of("services/a.json", format!("[{{{}}}]", members.join(", ")).into_bytes()), of_csv, "{labels:?}");
    of_csv
}

fn field(name: &str, unit: &str) -> String {
    format!(r#"{{ "name": "{name}", "type": "number", "measure": "flow", "scale": 6, {unit} }}"#)
}

#[test]
fn a_word_that_ends_in_dong_is_no_unit() {
    let people =
        [field("so_lao_dong", r#""unit": "PERSON""#), field("so_nguoi_ha_dong", r#""unit": "PERSON""#)].join(",\n");
    let (found, rows) = read(&people, ["so_lao_dong", "SO_NGUOI_HA_DONG"], ["1200", "30"]);
    assert_eq!((found, rows), (Vec::new(), vec!["1200.000000 | 30.000000".to_owned()]));
    // What the form calls a field that is no money is no unit of it, whatever word it is.
    let counted = [field("bai_dong", r#""unit": "ITEM""#), field("so-hop-dong", r#""unit": "ITEM""#)].join(",\n");
    let (found, rows) = read(&counted, ["bai_dong", "so-hop-dong"], ["1200", "30"]);
    assert_eq!((found, rows), (Vec::new(), vec!["1200.000000 | 30.000000".to_owned()]));
    let millions = r#""unit": "VND", "multiplier": 6"#;
    let money = [field("chi_hoat_dong", millions), field("thu_nhap_trieu_dong", millions)].join(",\n");
    let (found, rows) = read(&money, ["chi_hoat_dong", "thu_nhap_trieu_dong"], ["4512345", "1200000"]);
    assert_eq!((found, rows), (Vec::new(), vec!["4512345.000000 | 1200000.000000".to_owned()]));
    // A column of texts states no unit of the table.
    let texts = format!("{},\n{}", r#"{ "name": "loai_dong", "type": "string" }"#, field("doanh_thu", millions));
    let (found, rows) = read(&texts, ["loai_dong", "doanh_thu"], ["a", "1200000"]);
    assert_eq!((found, rows), (Vec::new(), vec!["a | 1200000.000000".to_owned()]));
}

#[test]
fn what_is_behind_a_stroke_and_no_other_word_is_the_unit() {
    let millions = r#""unit": "VND", "multiplier": 6"#;
    let money = [field("doanh_thu", millions), field("chi", millions)].join(",\n");
    let converted = |first: &str, second: &str| {
        let (found, rows) = read(&money, [first, second], ["2000000", "3000000"]);
        assert!(found.iter().all(|line| line.starts_with("unit-converted | warning")), "{found:?}");
        (found.len(), rows.join(""))
    };
    assert_eq!(converted("doanh_thu_dong", "chi_vnd"), (2, "2.000000 | 3.000000".to_owned()));
    assert_eq!(converted("doanh_thu_nghin_dong", "chi_trieu_dong"), (1, "2000.000000 | 3000000.000000".to_owned()));
    // A power before "vnd" is a part of the unit, as one before "dong" is, and a letter may be one.
    assert_eq!(converted("doanh_thu_nghin_vnd", "chi_mn_vnd"), (1, "2000.000000 | 3000000.000000".to_owned()));
    assert_eq!(converted("doanh_thu_ty_vnd", "chi_trieu_vnd"), (1, "2000000000.000000 | 3000000.000000".to_owned()));
    let (found, _) = read(&money, ["doanh_thu_k_vnd", "chi_trieu_vnd"], ["2000000", "3000000"]);
    assert!(found.iter().any(|line| line.starts_with("unclear-unit")), "{found:?}");
}
