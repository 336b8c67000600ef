//! Words beside a name, beside a period or in a line of their own that say of the figures that they are others than those of the period.

use crate::kit::Row;
use crate::mini::Mini;
use crate::split_labels::sent;

const LABELS: [&str; 6] = ["Mã xã", "Tên xã", "Hồ sơ tiếp nhận", "Hồ sơ trực tuyến", "Dân số", "Điểm chuyển đổi số"];
const SECOND: [&str; 6] = ["90002", "Xã Bến Gỗ", "80", "40", "3000", "55"];

fn first(name: &str) -> Vec<&str> {
    vec!["90001", name, "120", "60", "4000", "61.5"]
}

/// The table of these rows, with the codes in the second column, where the kit leaves them texts.
fn table(above: &[Vec<&str>], body: &[Vec<&str>]) -> (Vec<String>, Vec<Row>) {
    let mut rows = vec![vec!["", "Quý II năm 2025"]];
    rows.extend(above.iter().cloned());
    rows.push(LABELS.to_vec());
    rows.extend(body.iter().cloned());
    let shifted: Vec<Vec<&str>> = rows.into_iter().map(|row| [vec![""], row].concat()).collect();
    sent(&shifted, &[])
}

fn received(rows: &[Row]) -> Vec<&str> {
    rows.iter().map(|row| row["received"].as_str()).collect()
}

#[test]
fn a_name_beside_its_code_that_says_other_figures_is_kept_out() {
    for name in [
        "Xã Đồi Chè (KH)",
        "Kế hoạch xã Đồi Chè",
        "Xã Đồi Chè - KH",
        "Xã Đồi Chè (ước)",
        "Lũy kế xã Đồi Chè",
        "Năm 2024 xã Đồi Chè",
        "Xã Đồi Chè (Quý I)",
        "Chênh lệch xã Đồi Chè",
        "Tỷ lệ xã Đồi Chè",
        "Nữ xã Đồi Chè",
    ] {
        let (found, rows) = table(&[], &[first(name), SECOND.to_vec()]);
        assert_eq!(found, [format!("error | period-mismatch | C3 | {name}")]);
        assert_eq!(received(&rows), ["80"], "{name}");
    }
    for name in ["Công an xã Đồi Chè", "Xã Đồi Chè (mới)", "UBND xã Đồi Chè", "Xã Đồi Chè (Quý II)"]
    {
        let (found, rows) = table(&[], &[first(name), SECOND.to_vec()]);
        assert_eq!(found, [""; 0], "{name}");
        assert_eq!(received(&rows), ["120", "80"], "{name}");
    }
    let (found, rows) = table(&[], &[first("Cộng xã Đồi Chè"), SECOND.to_vec()]);
    assert_eq!(found, ["warning | period-mismatch | C3 | Cộng xã Đồi Chè"]);
    assert_eq!(received(&rows), ["120", "80"]);
}

#[test]
fn a_row_kept_out_for_its_name_is_no_rival_of_the_row_of_the_unit() {
    let (found, rows) = table(&[], &[first("Xã Đồi Chè"), first("Xã Đồi Chè (KH)"), SECOND.to_vec()]);
    assert_eq!(found, ["error | period-mismatch | C4 | Xã Đồi Chè (KH)"]);
    assert_eq!(received(&rows), ["120", "80"]);
}

#[test]
fn a_unit_of_measure_beside_a_name_is_reported() {
    for name in ["Xã Đồi Chè (nghìn người)", "Xã Đồi Chè - nghìn hồ sơ"] {
        let (found, _) = table(&[], &[first(name), SECOND.to_vec()]);
        assert_eq!(found, [format!("warning | unclear-unit | C3 | {name}")]);
    }
    let (found, _) = table(&[], &[first("Xã Đồi Chè (người)"), SECOND.to_vec()]);
    assert_eq!(found, [""; 0]);
}

#[test]
fn figures_of_two_units_are_of_neither() {
    for name in [
        "Xã Đồi Chè + Xã Cầu Tre",
        "Xã Đồi Chè & Xã Cầu Tre",
        "Xã Đồi Chè (gồm xã Cầu Tre)",
        "Xã Cầu Tre + Xã Đồi Chè",
        "Xã Cầu Tre và xã Đồi Chè",
    ] {
        let (found, rows) = table(&[], &[first(name), SECOND.to_vec()]);
        assert!(found.iter().any(|line| line.starts_with("error | area-mismatch")), "{name}: {found:#?}");
        assert_eq!(received(&rows), ["80"], "{name}");
    }
}

#[test]
fn a_row_with_its_own_code_behind_the_words_of_a_part_is_a_row() {
    for name in ["Trong đó: Xã Đồi Chè", "Chia ra: xã Đồi Chè", "Trđ: Đồi Chè"] {
        let (found, rows) = table(&[], &[first(name), SECOND.to_vec()]);
        assert_eq!(found, [""; 0], "{name}");
        assert_eq!(received(&rows), ["120", "80"], "{name}");
    }
    // The code of the unit above is no key of its own.
    let (found, rows) = table(&[], &[first("Xã Đồi Chè"), first("Trong đó: nữ"), SECOND.to_vec()]);
    assert_eq!(found, [""; 0]);
    assert_eq!(received(&rows), ["120", "80"]);
}

#[test]
fn a_heading_of_another_period_alone_keeps_its_rows_out() {
    for heading in ["Năm 2024", "Quý I", "Số liệu quý I", "Số liệu năm 2024", "Tháng 4", "Đến 31/3/2025"]
    {
        let (found, rows) = table(&[], &[first("Xã Đồi Chè"), vec!["", heading], SECOND.to_vec()]);
        assert_eq!(found, [format!("error | period-mismatch | C4 | {heading}")]);
        assert_eq!(received(&rows), ["120"], "{heading}");
    }
    for heading in ["Năm 2025", "Quý II", "Chương trình năm 2024", "Vùng 1", "Đến 30/6/2025"] {
        let (found, rows) = table(&[], &[first("Xã Đồi Chè"), vec!["", heading], SECOND.to_vec()]);
        assert_eq!(found, [""; 0], "{heading}");
        assert_eq!(received(&rows), ["120", "80"], "{heading}");
    }
    let body = [vec!["", "I. Quý II"], first("Xã Đồi Chè"), vec!["", "II. Quý I"], SECOND.to_vec()];
    assert_eq!(received(&table(&[], &body).1), ["120"]);
    let (found, rows) = table(&[vec!["Năm 2024"]], &[first("Xã Đồi Chè"), SECOND.to_vec()]);
    assert_eq!(found, ["warning | period-mismatch | B2 | Năm 2024"]);
    assert_eq!(received(&rows), ["120", "80"]);
}

#[test]
fn a_line_of_the_own_figures_below_a_row_says_that_the_row_has_others() {
    for line in ["- Thực hiện", "- TH", "- Quý II", "- Thực hiện quý II"] {
        let actual = vec!["", line, "110", "50", "3900", "60"];
        let (found, rows) = table(&[], &[first("Xã Đồi Chè"), actual, SECOND.to_vec()]);
        assert_eq!(found, [format!("error | period-mismatch | C4 | {line}")]);
        assert_eq!(received(&rows), ["80"], "{line}");
    }
    for line in [vec!["", "- Thực hiện", "120", "60", "4000", "61.5"], vec!["", "- Nữ", "50", "20", "1900"]] {
        let (found, rows) = table(&[], &[first("Xã Đồi Chè"), line.clone(), SECOND.to_vec()]);
        assert_eq!(found, [""; 0], "{line:?}");
        assert_eq!(received(&rows), ["120", "80"], "{line:?}");
    }
}

/// A table with a column of periods.
fn with_period(written: &str) -> (Vec<String>, Vec<Row>) {
    let mut labels = LABELS.to_vec();
    labels.insert(2, "Kỳ báo cáo");
    let with = |mut row: Vec<&'static str>, period| {
        row.insert(2, period);
        [vec![""], row].concat()
    };
    let rows: [Vec<&str>; 3] = [
        [vec![""], labels].concat(),
        [vec!["", "90001", "Xã Đồi Chè", written], vec!["120", "60", "4000", "61.5"]].concat(),
        with(SECOND.to_vec(), "Quý II/2025"),
    ];
    let (mut found, rows) = sent(&rows, &[]);
    found.retain(|line| line.contains("period"));
    (found, rows)
}

#[test]
fn words_around_a_period_in_its_column_are_read() {
    for written in [
        "Kế hoạch quý II/2025",
        "Lũy kế quý II/2025",
        "Quý II/2025 (KH)",
        "6 tháng (đến quý II/2025)",
        "Quý II/2025 (2 tháng)",
        "Quý II/2025 (nữ)",
        "Ước quý II/2025",
        "Trước quý II/2025",
    ] {
        let (found, rows) = with_period(written);
        assert_eq!(found, [format!("error | period-mismatch | D2 | {written}")]);
        assert_eq!(received(&rows), ["80"], "{written}");
    }
    for written in ["Quý II/2025", "2025-Q2", "Thực hiện quý II/2025", "Kỳ báo cáo: quý II năm 2025"] {
        let (found, rows) = with_period(written);
        assert_eq!(found, [""; 0], "{written}");
        assert_eq!(received(&rows), ["120", "80"], "{written}");
    }
}

const LINES: &str = r#"{
  "name": "services",
  "form": { "code": "HS", "frequency": "quarter", "calendar": "gregorian", "reports": "commune", "grain": "line",
            "submits": [{ "from": "2020-01-01", "level": "province" }] },
  "schema": {
    "fields": [
      { "name": "code", "type": "string", "title": "Mã xã", "role": "area-code" },
      { "name": "commune", "type": "string", "title": "Tên xã", "role": "area-name" },
      { "name": "period", "type": "string", "title": "Kỳ báo cáo", "role": "period" },
      { "name": "fee", "type": "integer", "title": "Lệ phí", "measure": "flow", "unit": "VND" }
    ],
    "missingValues": [{ "value": "", "status": "O" }]
  }
}
"#;

const FEES: &str = r#"name  = "services"
title = { vi = "Dịch vụ", en = "Services" }

[[source]]
form = "services"
from = "services/**"

[[indicator]]
name        = "fees"
title       = { vi = "Lệ phí", en = "Fees" }
numerator   = { source = "services", value = "sum(fee)" }
unit        = "VND"
areas       = ["commune"]
periods     = ["quarter"]
"#;

#[test]
fn lines_of_an_export_are_kept_out_for_the_same_words() {
    let mini = Mini::new();
    mini.write("schemas/services.json", LINES);
    mini.write("pipelines/services.toml", FEES);
    let lines = "Mã xã,Tên xã,Kỳ báo cáo,Lệ phí\n90001,Xã Đồi Chè,2025-Q2,1\n90001,Xã Đồi Chè (KH),2025-Q2,10\n\
                 90002,Cộng xã Bến Gỗ,2025-Q2,100\n90002,Xã Bến Gỗ,Lũy kế 2025-Q2,1000\n90002,UBND xã Bến Gỗ,2025-Q2,2\n";
    mini.send("services/lines.csv", "2025-07-05T09:00:00+07:00", lines);
    let answer = mini.tinhso(&["run", "--format", "json"]);
    assert!(answer.code < 2, "{}", answer.stderr);
    let found: Vec<String> = mini.findings().into_iter().filter(|line| line.contains("period-mismatch")).collect();
    assert_eq!(found.len(), 3, "{found:#?}");
    assert!(found.iter().all(|line| line.starts_with("error")), "{found:#?}");
}
