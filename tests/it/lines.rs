//! Exports of lines: streamed, grouped, restated, and equal to what the same lines give by hand.

use crate::kit::filtered;
use crate::legacy::{bytes, tcvn3};
use crate::mini::Mini;

const FORM: &str = r#"{
  "name": "dossiers",
  "form": { "code": "HS", "frequency": "quarter", "calendar": "gregorian", "reports": "commune", "grain": "line",
            "submits": [{ "from": "2020-01-01", "level": "province" }] },
  "schema": {
    "fields": [
      { "name": "code", "type": "string", "title": "Mã xã", "role": "area" },
      { "name": "period", "type": "string", "title": "Kỳ báo cáo", "role": "period" },
      { "name": "channel", "type": "string", "title": "Kênh", "constraints": { "required": true } },
      { "name": "fee", "type": "number", "title": "Lệ phí", "measure": "flow", "unit": "VND", "multiplier": 3, "scale": 2, "decimalChar": "," },
      { "name": "days", "type": "integer", "title": "Số ngày", "measure": "rate" }
    ],
    "missingValues": [{ "value": "", "status": "O" }, { "value": "...", "status": "L" }, { "value": "x", "status": "M" }]
  }
}
"#;

const PIPELINE: &str = r#"name  = "dossiers"
title = { vi = "Hồ sơ", en = "Dossiers" }

[[source]]
form = "dossiers"
from = "lines/**"

[[check]]
name     = "days_within_a_year"
source   = "dossiers"
assert   = "days <= 365"
severity = "error"
message  = { vi = "Quá một năm", en = "more than a year" }

[[indicator]]
name        = "online_dossiers_share"
title       = { vi = "Tỷ lệ trực tuyến", en = "Share online" }
numerator   = { source = "dossiers", value = "count(*)", where = "channel = 'online'" }
denominator = { source = "dossiers", value = "count(*)" }
factor      = 100
unit        = "percent"
areas       = ["commune", "district", "province"]
periods     = ["quarter", "year"]
minimum_coverage = 0.6

[[indicator]]
name        = "fees"
title       = { vi = "Lệ phí", en = "Fees" }
numerator   = { source = "dossiers", value = "sum(fee)" }
unit        = "VND"
areas       = ["commune", "province"]
periods     = ["quarter"]

[[indicator]]
name        = "longest_days"
title       = { vi = "Lâu nhất", en = "Longest" }
numerator   = { source = "dossiers", value = "max(days)", where = "channel <> 'online'" }
unit        = "DAY"
areas       = ["commune", "province"]
periods     = ["quarter"]

[[indicator]]
name        = "communes_online_share"
title       = { vi = "Xã có hồ sơ trực tuyến", en = "Communes with a dossier online" }
numerator   = { source = "dossiers", value = "count(DISTINCT code)", where = "channel = 'online'" }
denominator = { registry = "commune", value = "count(*)" }
factor      = 100
unit        = "percent"
areas       = ["province"]
periods     = ["quarter"]
minimum_coverage = 1
"#;

pub const HEADER: &str = "Mã xã;Kỳ báo cáo;Kênh;Lệ phí;Số ngày\n";

/// A project with a form of lines.
pub fn mini() -> Mini {
    let mini = Mini::new();
    mini.write("schemas/dossiers.json", FORM);
    mini.write("pipelines/dossiers.toml", PIPELINE);
    mini
}

#[test]
fn many_small_exports_are_read_in_one_run() {
    // A worker that waited for the engine read the next file meanwhile, on the same stack.
    let mini = mini();
    for file in 0..200 {
        let lines = format!("90001;2025-Q1;online;{file};3\n90002;2025-Q1;paper;...;9\n");
        let at = format!("2025-04-02T08:{:02}:{:02}+07:00", file / 60, file % 60);
        mini.send(&format!("lines/q1-{file:03}.csv"), &at, format!("{HEADER}{lines}"));
    }
    let answer = mini.tinhso(&["run", "--format", "json"]);
    assert!(answer.code < 2, "{} {}", answer.code, answer.stderr);
    assert_eq!(mini.figure("longest_days", "90", "as-reported", "2025-Q1"), "9.0 | A | 5/5");
}

#[test]
fn lines_are_grouped_by_unit_and_period_and_restated() {
    let mini = mini();
    let lines =
        "90001;2025-Q1;online;1,5;3\n90002;2025-Q1;paper;2,25;9\n90001;2025-Q1;paper;x;5\n90004;2025-Q1;online;10;1\n";
    mini.send("lines/q1.csv", "2025-04-02T08:00:00+07:00", format!("{HEADER}{lines}"));
    mini.run(0);
    let figure = |indicator: &str, area: &str, map: &str| mini.figure(indicator, area, map, "2025-Q1");
    // Two of four online; the communes that the export does not list have no dossier, and are reported.
    assert_eq!(figure("online_dossiers_share", "90", "as-reported"), "50.0 | A | 5/5");
    assert_eq!(figure("online_dossiers_share", "901", "as-reported"), "33.333333333333336 | A | 3/3");
    // The new 90001 has the three lines of the old 90001 and 90002; 90003 that of 90004.
    assert_eq!(figure("online_dossiers_share", "90001", "2025-07-01"), "33.333333333333336 | A | 1/1");
    assert_eq!(figure("online_dossiers_share", "90003", "2025-07-01"), "100.0 | A | 1/1");
    // No dossier at all: nothing to divide by.
    assert_eq!(figure("online_dossiers_share", "90005", "2025-07-01"), " | M | 1/1");
    // 1.5 + 2.25 + 10; the line without a fee adds nothing.
    assert_eq!(figure("fees", "90", "as-reported"), "13.75 | A | 5/5");
    assert_eq!(figure("fees", "90001", "2025-07-01"), "3.75 | A | 1/1");
    // The longest on paper. 90004 has none of its lines on paper: it has reported, and there is no longest.
    assert_eq!(figure("longest_days", "90", "as-reported"), "9.0 | A | 5/5");
    assert_eq!(figure("longest_days", "90004", "as-reported"), " | M | 1/1");
    assert_eq!(figure("longest_days", "90003", "2025-07-01"), " | M | 1/1");
    assert_eq!(figure("communes_online_share", "90", "as-reported"), "40.0 | A | 5/5");
    // Lines are counted in the submission, and are in no table.
    assert!(!mini.table("submissions").is_empty());
}

#[test]
fn sound_lines_beside_one_in_error_are_said_to_be_unused() {
    let mini = mini();
    let lines = "90001;2025-Q1;online;1;3\n90001;2025-Q1;paper;nhiều;9\n90001;2025-Q1;paper;2;9\n90002;2025-Q1;online;1;1\n90005;2025-Q1;paper;nhiều;2\n";
    mini.send("lines/q1.csv", "2025-04-02T08:00:00+07:00", format!("{HEADER}{lines}"));
    mini.run(1);
    assert_eq!(mini.figure("online_dossiers_share", "90001", "as-reported", "2025-Q1"), " | O | 0/1");
    // Of 90005 there is no sound line.
    let unused = filtered(mini.table("findings"), &[("code", "unused-row")]);
    let columns = ["severity", "object", "ref_area", "time_period"];
    assert_eq!(crate::kit::lines(&unused, &columns), ["warning | lines/q1.csv | 90001 | 2025-Q1"]);
    assert!(unused[0]["message_en"].contains("(2)"), "{unused:?}");
}

#[test]
fn a_line_that_cannot_be_used_takes_its_unit_out() {
    let mini = mini();
    let lines = "90001;2025-Q1;online;1;3\n90002;2025-Q1;paper;nhiều;9\n90004;2025-Q1;online;...;1\n90005;2025-Q1;paper;1;400\n";
    mini.send("lines/q1.csv", "2025-04-02T08:00:00+07:00", format!("{HEADER}{lines}"));
    mini.run(1);
    // 90002 has no number, 90005 took too long: both are quarantined, three of five remain.
    assert_eq!(mini.figure("online_dossiers_share", "90", "as-reported", "2025-Q1"), "100.0 | A | 3/5");
    // The fee of 90004 was not collected.
    assert_eq!(mini.figure("fees", "90004", "as-reported", "2025-Q1"), " | L | 0/1");
    assert_eq!(mini.figure("fees", "90001", "as-reported", "2025-Q1"), "1.0 | A | 1/1");
    let findings = mini.table("findings");
    let of = |code: &str| filtered(findings.clone(), &[("code", code)]);
    assert_eq!(of("type-error")[0]["cell"], "D3");
    assert_eq!(of("check-failed")[0]["row"], "5");
    let submission = filtered(mini.table("submissions"), &[("form", "dossiers")]);
    assert_eq!((submission[0]["rows_accepted"].as_str(), submission[0]["rows_quarantined"].as_str()), ("2", "2"));
}

#[test]
fn a_long_export_gives_the_same_as_its_parts_and_reports_the_first_of_many_faults() {
    // Half as much again as is held of one object.
    let mini = mini();
    let mut text = HEADER.to_owned();
    let mut fees = 0_u64;
    let count = 400_000_u64;
    for line in 0..count {
        let commune = 1 + line % 5;
        let channel = if line % 4 == 0 { "online" } else { "paper" };
        let quarter = 1 + (line / 100_000);
        fees += if quarter == 2 { line % 1000 } else { 0 };
        text.push_str(&format!("9000{commune};2024-Q{quarter};{channel};{};{}\n", line % 1000, line % 90));
    }
    mini.send("lines/2024.csv", "2025-01-02T08:00:00+07:00", text.clone());
    mini.run(0);
    assert_eq!(mini.figure("online_dossiers_share", "90", "as-reported", "2024"), "25.0 | A | 5/5");
    assert_eq!(mini.figure("fees", "90", "as-reported", "2024-Q2"), format!("{}.0 | A | 5/5", fees));
    assert_eq!(mini.figure("longest_days", "90", "as-reported", "2024-Q3"), "89.0 | A | 5/5");
    // What is too long to be looked at whole is looked at from its beginning.
    let file = mini.path().join("landing/lines/2024.csv");
    let inspected = mini.tinhso(&["inspect", &file.to_string_lossy(), "--format", "json"]).expect(0).json();
    assert!(inspected["files"][0]["only_first_bytes"].as_u64().is_some_and(|bytes| bytes <= 1 << 20), "{inspected}");
    assert_eq!(inspected["files"][0]["tables"][0]["form"], "dossiers");
    // Every line after the first ten thousand too long.
    let broken: String = text
        .lines()
        .enumerate()
        .map(|(place, line)| if place > 10_000 { format!("{line}0000\n") } else { format!("{line}\n") })
        .collect();
    mini.send("lines/2024-b.csv", "2025-01-03T08:00:00+07:00", broken);
    mini.run(1);
    let failed = filtered(mini.table("findings"), &[("code", "check-failed")]);
    assert_eq!(failed.len(), 1_001);
    let last = failed.iter().find(|finding| finding["row"].is_empty()).expect("a finding for the rest");
    // 390,000 lines, a ninetieth of which took no days at all.
    assert!(last["message_en"].ends_with("more places have this finding"), "{}", last["message_en"]);
}

#[test]
fn lines_in_tcvn3_are_decoded_as_they_pass() {
    // Long lines make several pieces of few.
    let at_a_desk = format!("trực tiếp{}", " tại bộ phận một cửa".repeat(8));
    let channels = [at_a_desk.as_str(), "online"];
    let lines: String = (0..50_000).map(|line| format!("90003;2025-Q3;{};1\n", channels[line % 2])).collect();
    let text = format!("Mã xã;Kỳ báo cáo;Kênh;Số ngày\n{lines}");
    let figures = |bytes: &[u8]| {
        let mini = mini();
        let listed = format!("\"enum\": [\"{at_a_desk}\", \"online\"]");
        mini.edit("schemas/dossiers.json", "\"required\": true", &listed);
        mini.send("lines/2025-Q3.csv", "2025-10-05T09:00:00+07:00", bytes);
        mini.run(1);
        let decoded = filtered(mini.table("findings"), &[("code", "legacy-encoding")]).len();
        let quarantined = filtered(mini.table("findings"), &[("disposition", "quarantined")]).len();
        (mini.figure("online_dossiers_share", "90003", "as-reported", "2025-Q3"), decoded, quarantined)
    };
    let (clean, none, _) = figures(text.as_bytes());
    assert_eq!((clean.as_str(), none), ("50.0 | B | 1/1", 0));
    assert_eq!(figures(&bytes(&tcvn3(&text))), (clean, 1, 0));
}

#[test]
fn the_lines_of_all_sheets_of_a_workbook_are_one_export() {
    let mini = mini();
    let mut book = rust_xlsxwriter::Workbook::new();
    for lines in [&[("90001", 1000.0), ("90002", 1000.0)][..], &[("90001", 1.0)]] {
        let sheet = book.add_worksheet();
        for (column, label) in HEADER.trim().split(';').enumerate() {
            sheet.write(0, u16::try_from(column).unwrap(), label).unwrap();
        }
        for (row, (code, fee)) in (1..).zip(lines) {
            sheet.write(row, 0, *code).unwrap().write(row, 1, "2025-Q1").unwrap();
            sheet.write(row, 2, "paper").unwrap().write(row, 3, *fee).unwrap().write(row, 4, 3).unwrap();
        }
    }
    mini.send("lines/q1.xlsx", "2025-04-02T08:00:00+07:00", book.save_to_buffer().unwrap());
    mini.run(0);
    for (area, map, fees) in
        [("90001", "as-reported", "1001.0"), ("90001", "2025-07-01", "2001.0"), ("90002", "as-reported", "1000.0")]
    {
        assert_eq!(mini.figure("fees", area, map, "2025-Q1"), format!("{fees} | A | 1/1"));
    }
    assert_eq!(mini.figure("fees", "90", "as-reported", "2025-Q1"), "2001.0 | A | 5/5");
}

#[test]
fn code_and_name_of_a_line_must_agree() {
    let mini = mini();
    let name = "{ \"name\": \"commune\", \"type\": \"string\", \"title\": \"Tên xã\", \"role\": \"area-name\" },\n      { \"name\": \"period\"";
    mini.edit("schemas/dossiers.json", "{ \"name\": \"period\"", name);
    mini.edit("schemas/dossiers.json", "\"Mã xã\", \"role\": \"area\"", "\"Mã xã\", \"role\": \"area-code\"");
    let header = "Mã xã;Tên xã;Kỳ báo cáo;Kênh;Lệ phí;Số ngày\n";
    let lines =
        "90001;Xã Đồi Chè;2025-Q1;paper;1;1\n90001;Xã Bến Gỗ;2025-Q1;paper;1;1\n99999;Xã Đá Bạc;2025-Q1;paper;1;1\n";
    mini.send("lines/q1.csv", "2025-04-02T08:00:00+07:00", format!("{header}{lines}"));
    mini.run(1);
    let codes: Vec<String> =
        mini.table("findings").iter().map(|row| format!("{} {}", row["code"], row["row"])).collect();
    assert!(codes.contains(&"area-mismatch 3".to_owned()) && codes.contains(&"unknown-area 4".to_owned()), "{codes:?}");
}

#[test]
fn text_that_is_broken_is_refused_whatever_its_length() {
    let mini = mini();
    let line = "90001;2025-Q1;trực tuyến;1;1\n";
    let mut text = format!("{HEADER}{}", line.repeat(40)).into_bytes();
    text.extend(b"90001;2025-Q1;tr\xff;1;1\n");
    mini.send("lines/q1.csv", "2025-04-02T08:00:00+07:00", text);
    mini.run(1);
    let findings = mini.table("findings");
    assert_eq!((findings[0]["code"].as_str(), findings[0]["row"].as_str()), ("unreadable-file", "42"));
}

#[test]
fn quotes_within_a_field_and_the_end_of_dos_are_no_matter() {
    let mini = mini();
    let lines = "90001;2025-Q1;pa\"per;1,5;1\n90001;2025-Q1;\"giấy; \"\"cũ\"\"\n\";1;1\n\u{1a}";
    mini.send("lines/q1.csv", "2025-04-02T08:00:00+07:00", format!("{HEADER}{lines}"));
    mini.run(0);
    assert_eq!(mini.figure("fees", "90001", "as-reported", "2025-Q1"), "2.5 | A | 1/1");
}

pub fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    std::io::Write::write_all(&mut encoder, bytes).expect("packed");
    encoder.finish().expect("packed")
}

#[test]
fn a_packed_export_gives_what_the_export_gives() {
    let mini = mini();
    let text = format!("{HEADER}90001;2025-Q1;paper;1,5;1\n90004;2025-Q1;online;2;1\n");
    mini.send("lines/q1.csv.gz", "2025-04-02T08:00:00+07:00", packed(text.as_bytes()));
    // Forms that are no exports of lines may be packed too.
    let services = crate::mini::sheet("2025-Q1", &crate::mini::OLD, &crate::mini::SECOND_QUARTER);
    mini.send("services/2025-Q1.csv.gz", "2025-04-02T08:00:00+07:00", packed(services.as_bytes()));
    mini.run(0);
    assert_eq!(mini.figure("fees", "90", "as-reported", "2025-Q1"), "3.5 | A | 5/5");
    assert_eq!(mini.figure("dossiers", "90", "as-reported", "2025-Q1"), "1500.0 | A | 5/5");
    // Cut within its end, it is reported and counts for nothing.
    let long = packed(text.repeat(1000).as_bytes());
    mini.send("lines/q2.csv.gz", "2025-04-03T08:00:00+07:00", &long[..long.len() - 6]);
    mini.run(1);
    assert!(
        mini.findings().contains(&"error | unreadable-file | lines/q2.csv.gz | ".to_owned()),
        "{:?}",
        mini.findings()
    );
    assert_eq!(mini.figure("fees", "90", "as-reported", "2025-Q1"), "3.5 | A | 5/5");
}

#[test]
fn declarations_of_lines_that_cannot_be_kept_are_refused() {
    let mini = mini();
    mini.edit("schemas/dossiers.json", "\"missingValues\"", "\"primaryKey\": [\"code\"], \"missingValues\"");
    mini.edit("pipelines/dossiers.toml", "count(DISTINCT code)", "count(DISTINCT channel)");
    let answer = mini.tinhso(&["check", "--lang", "en"]).expect(2).stderr;
    assert!(answer.contains("a form of lines has no primaryKey"), "{answer}");
    assert!(answer.contains("the values of `channel` are not kept"), "{answer}");
    let mini = self::mini();
    mini.edit("schemas/dossiers.json", ", \"decimalChar\": \",\"", "");
    let answer = mini.tinhso(&["check", "--lang", "en"]).expect(2).stderr;
    assert!(answer.contains("does not say its decimal sign"), "{answer}");
}

#[test]
fn declarations_that_would_do_nothing_to_lines_are_refused() {
    let mini = mini();
    mini.edit("schemas/dossiers.json", "\"schema\": {", "\"rules\": { \"history\": 2 },\n  \"schema\": {");
    mini.edit("schemas/dossiers.json", "\"measure\": \"flow\"", "\"measure\": \"flow\", \"merge\": \"max\"");
    let answer = mini.tinhso(&["check", "--lang", "en"]).expect(2).stderr;
    assert!(answer.contains("a form of lines has no `rules`"), "{answer}");
    assert!(answer.contains("`fee` has another merge rule than `sum`, and is in a form of lines"), "{answer}");
}

#[test]
fn an_export_of_lines_has_no_empty_form() {
    let mini = mini();
    let answer =
        mini.tinhso(&["template", "dossiers", "--area", "90", "--period", "2025-Q1", "--lang", "en"]).expect(2);
    assert!(answer.stderr.contains("`dossiers` is an export of lines"), "{}", answer.stderr);
}

/// Lines of every kind: most of them clean, the others wrong in each way that a cell may be.
fn of_every_kind(count: u64) -> String {
    const CODES: [&str; 8] = ["90001", "90002", "90003", "90004", "90005", "Xã Đồi Chè", "90009", ""];
    const PERIODS: [&str; 6] = ["2024-Q1", "2024-Q2", "Quý III/2024", "quý 4 năm 2024", "2024", ""];
    const CHANNELS: [&str; 7] = ["online", "paper", "\"post; by hand\"", " online ", "...", "Tổng số", ""];
    const FEES: [&str; 17] = [
        "5",
        "0",
        "12,5",
        "1.234,5",
        "1 000",
        "...",
        "x",
        "",
        "-",
        "abc",
        "0,004",
        "12,3456",
        "5%",
        "007",
        "99",
        "-99",
        // The smallest of the numbers of 64 bits.
        "-9223372036854,775808",
    ];
    const NOTES: [&str; 19] = [
        "",
        "plain",
        "đã trả",
        "đã\u{200b} trả",
        "=\"A\"",
        "NULL",
        "\\N",
        "nan\u{a0}",
        "None",
        "nt",
        "như trên",
        "#REF!",
        "=SUM(A1:A9)",
        "? trả",
        "đ\u{fffd} trả",
        "đ? tr?",
        "Nam",
        "Cộng",
        "TOTAL",
    ];
    const DAYS: [&str; 10] = ["3", "90", "366", "", "1,5", "(3)", "-2", "...", "12345678901234567890", "7 ngày"];
    let mut text = String::new();
    let mut state = 1_u64;
    for _ in 0..count {
        let mut pick = |list: &[&'static str], sound: usize| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let draw = usize::try_from(state >> 40).expect("small");
            // One cell in forty is of any kind.
            list[if draw % 40 == 0 { draw / 40 % list.len() } else { draw / 40 % sound }]
        };
        let cells =
            [pick(&CODES, 5), pick(&PERIODS, 4), pick(&CHANNELS, 3), pick(&FEES, 3), pick(&DAYS, 2), pick(&NOTES, 3)];
        text += &cells.join(";");
        text += if state.is_multiple_of(997) { ";1\n" } else { "\n" };
    }
    text
}

#[test]
fn lines_that_pass_as_columns_give_what_they_give_as_rows() {
    let lines = of_every_kind(120_000);
    let read = |head: &str| {
        let mini = mini();
        mini.edit(
            "schemas/dossiers.json",
            "\"missingValues\": [",
            "\"missingValues\": [{ \"value\": \"-99\", \"status\": \"L\" },",
        );
        mini.edit("schemas/dossiers.json", "\"scale\": 2", "\"scale\": 6");
        let note = "{ \"name\": \"note\", \"type\": \"string\", \"title\": \"Ghi chú\" },\n      { \"name\": \"days\"";
        mini.edit("schemas/dossiers.json", "{ \"name\": \"days\"", note);
        let header = HEADER.replace('\n', ";Ghi chú\n");
        mini.send("lines/2024.csv", "2025-01-02T08:00:00+07:00", format!("{head}{header}{lines}"));
        mini.run(1);
        let above = u64::try_from(head.lines().count()).expect("few");
        let findings = mini.table("findings").into_iter().filter(|finding| finding["object"] == "lines/2024.csv");
        let mut findings: Vec<String> = findings
            .map(|finding| {
                let row = finding["row"].parse().map_or(0, |row: u64| row - above);
                let of = |name: &str| finding[name].clone();
                format!("{row} {} {} {} {} {}", of("code"), of("field"), of("value"), of("ref_area"), of("message_en"))
            })
            .collect();
        findings.sort();
        let mut units = mini.table("units/dossiers");
        units.retain(|row| row["geography"] == "as-reported");
        (findings, units)
    };
    // A head that names a sender is a reason to read every line as a row.
    let (as_rows, as_columns) = (read("Đơn vị báo cáo: UBND tỉnh Thử Nghiệm\n"), read(""));
    assert!(as_rows.0.len() > 1_000, "{}", as_rows.0.len());
    for (rows, columns) in as_rows.0.iter().zip(&as_columns.0) {
        assert_eq!(columns, rows);
    }
    assert_eq!(as_columns.0.len(), as_rows.0.len());
    assert_eq!(as_columns.1, as_rows.1);
}

#[test]
fn percentages_and_shares_of_an_export_are_compared_over_all_its_pieces() {
    // The first half shows percent signs, the second none: more than one piece is read.
    let half = |value: &str| format!("90001;2025-Q2;online{};1,5;{value}\n", " qua cổng".repeat(12)).repeat(30_000);
    for (first, second, expected) in [
        ("45%", "0,45", Some("ambiguous-number | E30002 | 0,45")),
        ("45%", "45", None),
        ("45", "0,45", None),
        ("0,45", "45%", Some("ambiguous-number | E2 | 0,45")),
    ] {
        let mini = mini();
        let days = r#""name": "days", "type": "integer""#;
        let share = r#""name": "days", "type": "number", "unit": "percent", "decimalChar": ",""#;
        mini.edit("schemas/dossiers.json", days, share);
        mini.edit("pipelines/dossiers.toml", "\"DAY\"", "\"percent\"");
        let text = format!("Mã xã;Kỳ báo cáo;Kênh;Lệ phí;Số ngày\n{}{}", half(first), half(second));
        mini.send("lines/q2.csv", "2025-07-05T09:00:00+07:00", text);
        mini.run(0);
        let found = filtered(mini.table("findings"), &[("code", "ambiguous-number")]);
        let found = crate::kit::lines(&found, &["code", "cell", "value"]);
        assert_eq!(found, expected.into_iter().collect::<Vec<_>>(), "{first} {second}");
    }
}

#[test]
fn the_largest_of_a_year_is_that_of_all_its_lines_or_of_its_end() {
    let mini = mini();
    let longest = "where = \"channel <> 'online'\" }\nunit        = \"DAY\"\nareas       = [\"commune\", \"province\"]\nperiods     = [\"quarter\"";
    mini.edit("pipelines/dossiers.toml", longest, &format!("{longest}, \"year\""));
    for (quarter, days, day) in
        [(1, 9, "2024-04-02"), (2, 30, "2024-07-02"), (3, 4, "2024-10-02"), (4, 7, "2025-01-02")]
    {
        let lines = format!("90001;2024-Q{quarter};paper;1;{days}\n90002;2024-Q{quarter};paper;1;1\n");
        mini.send(&format!("lines/q{quarter}.csv"), &format!("{day}T08:00:00+07:00"), format!("{HEADER}{lines}"));
    }
    mini.run(0);
    let year = |area: &str, map: &str| mini.figure("longest_days", area, map, "2024");
    assert_eq!(year("90001", "as-reported"), "30.0 | A | 1/1");
    assert_eq!(year("90002", "as-reported"), "1.0 | A | 1/1");
    assert_eq!(year("90", "2025-07-01"), "30.0 | A | 3/3");
    // Lines that are what there is at the end of a period.
    mini.edit("schemas/dossiers.json", "\"grain\": \"line\"", "\"grain\": \"line\", \"lines\": \"stock\"");
    mini.run(0);
    assert_eq!(year("90001", "as-reported"), "7.0 | A | 1/1");
}

#[test]
fn what_a_program_writes_below_its_lines_is_no_line() {
    let lines = "90001;2025-Q1;online;1,5;3\n90002;2025-Q1;paper;2,25;9\n90004;2025-Q1;online;10;1\n";
    let read = |below: &str, exit: i32| {
        let mini = mini();
        mini.send("lines/q1.csv", "2025-04-02T08:00:00+07:00", format!("{HEADER}{lines}{below}"));
        let code = mini.tinhso(&["run", "--format", "json"]).code;
        assert_eq!(code, exit, "{below} {:?}", mini.findings());
        let found = filtered(mini.table("findings"), &[("severity", "error")]);
        let found: Vec<String> =
            found.iter().map(|row| format!("{} {} {}", row["code"], row["cell"], row["value"])).collect();
        (mini.figure("fees", "90", "as-reported", "2025-Q1"), found.join(", "))
    };
    let whole = ("13.75 | A | 5/5".to_owned(), String::new());
    assert_eq!(read("", 0), whole);
    for below in
        ["(3 rows)\n", "\n(3 rows affected)\n", "Tổng số dòng: 3\n", "EOF;3\n", "3 rows in set (0.00 sec);;;;\n"]
    {
        assert_eq!(read(below, 0), whole, "{below}");
    }
    // Two results below each other.
    let twice = format!("(3 rows)\n{HEADER}90003;2025-Q1;paper;0;2\n(1 row)\n");
    assert_eq!(read(&twice, 0), whole);
    // A count of other lines, and a program that was broken off, say that these are not all.
    let less = |written: &str| (whole.0.clone(), format!("unread-cell A5 {written}"));
    assert_eq!(read("(12 rows)\n", 1), less("(12 rows)"));
    assert_eq!(read("ORA-01555: snapshot too old\n", 1), less("ORA-01555: snapshot too old"));
    // What is nobody's count is a line, and is found.
    let (figure, found) = read("(3 rows);2025-Q1;online;1;3\n", 1);
    assert!(figure != whole.0 && found.contains("A5"), "{figure} {found}");
}

#[test]
fn a_word_of_a_sum_is_no_value_of_a_line() {
    let read = |channel: &str, declared: bool| {
        let mini = mini();
        if declared {
            mini.edit("schemas/dossiers.json", "\"required\": true", "\"enum\": [\"online\", \"paper\", \"Tổng số\"]");
        }
        let sum = format!("90001;2025-Q1;{channel};1,5;3\n");
        let lines = format!("{HEADER}90001;2025-Q1;online;1,5;3\n{sum}90002;2025-Q1;paper;2;9\n");
        mini.send("lines/q1.csv", "2025-04-02T08:00:00+07:00", lines);
        mini.tinhso(&["run", "--format", "json"]);
        let found = filtered(mini.table("findings"), &[("code", "period-mismatch")]);
        let found: Vec<String> = found.iter().map(|row| format!("{} {}", row["cell"], row["value"])).collect();
        (found.join(", "), mini.figure("fees", "90001", "as-reported", "2025-Q1"))
    };
    for written in ["Cộng", "TỔNG SỐ", "Total", "tong"] {
        assert_eq!(read(written, false), (format!("C3 {written}"), " | O | 0/1".to_owned()));
    }
    let counted = (String::new(), "3.0 | A | 1/1".to_owned());
    assert_eq!(read("Tổng hợp", false), counted);
    assert_eq!(read("Tổng số", true), counted);
}

#[test]
fn lines_of_many_pieces_are_counted_together() {
    let lines: String =
        (0..60_000).map(|line| format!("9000{};2025-Q1;online;1,5;{}\n", line % 5 + 1, line % 300)).collect();
    for (below, exit) in [("(60000 rows)\n", 0), ("(60001 rows)\n", 1)] {
        let mini = mini();
        mini.send("lines/q1.csv", "2025-04-02T08:00:00+07:00", format!("{HEADER}{lines}{below}"));
        mini.run(exit);
        assert_eq!(mini.figure("fees", "90", "as-reported", "2025-Q1"), "90000.0 | A | 5/5");
    }
}
