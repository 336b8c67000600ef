//! `tinhso template FORM`: empty forms that read back exactly once they are filled.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read as _, Write as _};
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use regex_lite::Regex;

use crate::kit::{Row, filtered, repository, tinhso};
use crate::mini::{Mini, NEW};

/// What a person types.
#[derive(Clone, Debug)]
enum Typed {
    Number(String),
    Text(String),
}

fn number(text: &str) -> Typed {
    Typed::Number(text.to_owned())
}

fn text(text: &str) -> Typed {
    Typed::Text(text.to_owned())
}

/// The parts of a workbook.
fn parts(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut package = zip::ZipArchive::new(Cursor::new(bytes)).expect("a package");
    let mut parts = BTreeMap::new();
    for place in 0..package.len() {
        let mut part = package.by_index(place).expect("a part");
        let mut content = Vec::new();
        part.read_to_end(&mut content).expect("read");
        parts.insert(part.name().expect("a name").into_owned(), content);
    }
    parts
}

fn xml(parts: &BTreeMap<String, Vec<u8>>, name: &str) -> String {
    String::from_utf8(parts[name].clone()).expect("UTF-8")
}

/// Types into cells as a spreadsheet program would store it, and computes nothing.
#[track_caller]
fn filled(bytes: &[u8], cells: &[(String, Typed)]) -> Vec<u8> {
    let mut parts = parts(bytes);
    let mut sheet = xml(&parts, "xl/worksheets/sheet1.xml");
    for (cell, typed) in cells {
        let start = sheet.find(&format!("<c r=\"{cell}\"")).unwrap_or_else(|| panic!("no cell {cell}"));
        let end = start + sheet[start..].find("/>").expect("an empty cell") + 2;
        let empty = &sheet[start..end];
        assert!(!empty[..empty.len() - 2].contains('>'), "{cell} holds something: {empty}");
        let open = empty.trim_end_matches("/>");
        let full = match typed {
            Typed::Number(number) => format!("{open}><v>{number}</v></c>"),
            Typed::Text(text) => format!("{open} t=\"inlineStr\"><is><t>{text}</t></is></c>"),
        };
        sheet.replace_range(start..end, &full);
    }
    parts.insert("xl/worksheets/sheet1.xml".to_owned(), sheet.into_bytes());
    let mut package = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        package.start_file(name, zip::write::SimpleFileOptions::default()).expect("a part");
        package.write_all(&content).expect("written");
    }
    package.finish().expect("a package").into_inner()
}

#[track_caller]
fn written(project: &Path, folder: &Path, form: &str, area: &str, period: &str) -> PathBuf {
    let file = folder.join(format!("{form}-{area}-{period}.xlsx"));
    let path = file.to_string_lossy().into_owned();
    tinhso(project, &["template", form, "--area", area, "--period", period, "--output", &path]).expect(0);
    file
}

/// The cells that are not locked, by address.
fn unlocked(bytes: &[u8]) -> Vec<String> {
    let parts = parts(bytes);
    let styles = xml(&parts, "xl/styles.xml");
    let formats = styles.split("<cellXfs").nth(1).and_then(|rest| rest.split("</cellXfs>").next()).expect("formats");
    let open: Vec<bool> = formats.split("<xf ").skip(1).map(|format| format.contains("locked=\"0\"")).collect();
    let sheet = xml(&parts, "xl/worksheets/sheet1.xml");
    assert!(sheet.contains("<sheetProtection "), "the sheet is protected");
    let cells = Regex::new(r#"<c r="([A-Z]+[0-9]+)" s="([0-9]+)""#).expect("a pattern");
    let cells = cells.captures_iter(&sheet);
    cells.filter(|cell| open[cell[2].parse::<usize>().expect("a format")]).map(|cell| cell[1].to_owned()).collect()
}

/// Forms of this repository with a sender and a period on either side of the change of map.
const FORMS: [(&str, &str, &str, &str); 15] = [
    ("digital-infrastructure", "097", "2025-Q2", "Huyện Mường Chà"),
    ("digital-infrastructure", "03127", "2025-Q3", "Phường Điện Biên Phủ"),
    ("digital-government", "094", "2025-06", "Thành phố Điện Biên Phủ"),
    ("digital-government", "03127", "2025-07", "Phường Điện Biên Phủ"),
    ("digital-economy", "095", "2024-Q4", "Thị Xã Mường Lay"),
    ("digital-economy", "03127", "2025-Q4", "Phường Điện Biên Phủ"),
    ("digital-society", "097", "2024-Q3", "Huyện Mường Chà"),
    ("digital-society", "03127", "2025-Q3", "Phường Điện Biên Phủ"),
    ("commune-assessment", "096", "2024", "Huyện Mường Nhé"),
    ("commune-assessment", "03127", "2025", "Phường Điện Biên Phủ"),
    ("smart-city-services", "097", "2025-S1", "Huyện Mường Chà"),
    ("smart-city-services", "11", "2025-S2", "Tỉnh Điện Biên"),
    ("plan-expenditure", "097", "2024", "Huyện Mường Chà"),
    ("plan-expenditure", "11", "2025", "Tỉnh Điện Biên"),
    ("value-added-by-industry", "11", "2024", "Tỉnh Điện Biên"),
];

#[test]
fn an_empty_form_reads_as_its_form_sender_and_period() {
    let folder = tempfile::tempdir().expect("a folder");
    for declared in fs::read_dir(repository().join("schemas")).expect("the forms") {
        let name = declared.expect("a form").file_name().to_string_lossy().into_owned();
        let Some(form) = name.strip_suffix(".json") else { continue };
        assert!(FORMS.iter().any(|(of, ..)| *of == form), "{form} is not tried");
    }
    for (form, area, period, sender) in FORMS {
        let file = written(repository(), folder.path(), form, area, period);
        let answer = tinhso(repository(), &["validate", "--format", "json", &file.to_string_lossy()]).json();
        let read = &answer["files"][0];
        let tables = read["tables"].as_array().expect("tables");
        assert_eq!(tables.len(), 1, "{form} {area}: {read:#}");
        let found = ["form", "time_period", "sender"].map(|name| tables[0][name].as_str().unwrap_or_default());
        assert_eq!(found, [form, period, sender]);
        for finding in read["findings"].as_array().expect("findings") {
            let blank = finding["code"] == "blank-table"
                || finding["code"] == "constraint-error" && finding["expected"]["vi"] == "có giá trị";
            assert!(blank, "{form} {area}: {finding:#}");
        }
    }
}

#[test]
fn nothing_but_the_cells_to_fill_in_is_unlocked() {
    let mini = Mini::new();
    let file = written(mini.path(), mini.path(), "services", "901", "2025-Q2");
    let bytes = fs::read(file).expect("written");
    let expected: Vec<String> =
        (8..=10).flat_map(|row| ["C", "D", "E", "F"].map(|column| format!("{column}{row}"))).collect();
    assert_eq!(unlocked(&bytes), expected);
    let sheet = xml(&parts(&bytes), "xl/worksheets/sheet1.xml");
    for column in ["C8:C10", "D8:D10", "E8:E10", "F8:F10"] {
        assert!(sheet.contains(&format!("sqref=\"{column}\"")), "{column} is validated");
    }
    let rule = "IF(ISNUMBER(C8),AND(C8&gt;=0,C8=ROUND(C8,0)),SUMPRODUCT(--(ky_hieu_so=C8))&gt;0)";
    assert!(sheet.contains(rule), "{sheet}");
}

/// The values and statuses of the current rows, by unit.
fn read_back(mini: &Mini, period: &str) -> Vec<Row> {
    filtered(mini.table("data/services"), &[("time_period", period)])
}

#[test]
fn what_a_district_and_a_commune_type_reads_back() {
    let mini = Mini::new();
    let district = fs::read(written(mini.path(), mini.path(), "services", "902", "2025-Q2")).expect("written");
    let cells = [
        ("C8", number("120")),
        ("D8", text("-")),
        ("E8", text("...")),
        ("F8", number("61.25")),
        ("C9", text("x")),
        ("D9", text("x")),
        ("E9", number("1003")),
    ];
    let cells = cells.map(|(cell, typed)| (cell.to_owned(), typed));
    mini.send("services/902.xlsx", "2025-07-01T09:00:00+07:00", filled(&district, &cells));
    let commune = fs::read(written(mini.path(), mini.path(), "services", "90003", "2025-Q3")).expect("written");
    let cells = [("C8", number("7")), ("D8", number("0")), ("E8", number("2000")), ("F8", number("0.000001"))];
    let cells = cells.map(|(cell, typed)| (cell.to_owned(), typed));
    mini.send("services/90003.xlsx", "2025-10-01T09:00:00+07:00", filled(&commune, &cells));
    mini.run(0);
    assert_eq!(mini.findings(), Vec::<String>::new());
    insta::assert_snapshot!("read_back", shown(&mini.table("data/services")));
}

/// Every column of the rows but the digest of the file, which rests on how it was packed.
fn shown(rows: &[Row]) -> String {
    let line = |row: &Row| {
        let values = row.iter().filter(|(name, _)| *name != "sha256");
        values.map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join(" ")
    };
    rows.iter().map(line).collect::<Vec<_>>().join("\n")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_typed_reads_back(
        values in proptest::collection::vec((0..2_000_000_000_u64, 0..=100_u64, 0..900_000_u64, 0..1000_u64, 0..100_u64), 3)
    ) {
        let mini = Mini::new();
        for ((code, _), (received, share, people, whole, part)) in NEW.iter().zip(&values) {
            let bytes = fs::read(written(mini.path(), mini.path(), "services", code, "2025-Q3")).expect("written");
            let online = received / 100 * share;
            let cells = [
                ("C8", received.to_string()),
                ("D8", online.to_string()),
                ("E8", people.to_string()),
                ("F8", format!("{whole}.{part:02}")),
            ];
            let cells = cells.map(|(cell, value)| (cell.to_owned(), Typed::Number(value)));
            mini.send(&format!("services/{code}.xlsx"), "2025-10-01T09:00:00+07:00", filled(&bytes, &cells));
        }
        mini.run(0);
        prop_assert_eq!(mini.findings(), Vec::<String>::new());
        let rows = read_back(&mini, "2025-Q3");
        prop_assert_eq!(rows.len(), 3);
        for ((code, _), (received, share, people, whole, part)) in NEW.iter().zip(&values) {
            let row = rows.iter().find(|row| row["ref_area"] == *code).expect("the unit");
            let amounts = [("received", *received), ("online", received / 100 * share), ("people", *people)];
            for (name, amount) in amounts {
                prop_assert_eq!(row[name].parse::<u64>().ok(), Some(amount), "{}", name);
            }
            let score: f64 = row["score"].parse().expect("a number");
            prop_assert_eq!(score.to_string(), format!("{whole}.{part:02}").parse::<f64>().expect("a number").to_string());
        }
    }
}

#[test]
fn a_list_reads_back_by_the_name_that_is_chosen() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = written(repository(), folder.path(), "smart-city-services", "11", "2025-S2");
    let cells = [
        ("C8", text("Phường Điện Biên Phủ")),
        ("D8", text("Đèn đường thông minh")),
        ("E8", text("...")),
        ("F8", number("45717")),
        ("G8", text("thử nghiệm")),
    ];
    let cells = cells.map(|(cell, typed)| (cell.to_owned(), typed));
    fs::write(&file, filled(&fs::read(&file).expect("written"), &cells)).expect("written");
    let answer = tinhso(repository(), &["validate", "--format", "json", &file.to_string_lossy()]).expect(0).json();
    let read = &answer["files"][0];
    assert_eq!(read["findings"].as_array().map(Vec::len), Some(0), "{read:#}");
    assert_eq!(read["tables"][0]["rows_accepted"], 1, "{read:#}");
}

#[test]
fn the_same_request_gives_the_same_bytes() {
    let mini = Mini::new();
    let first = fs::read(written(mini.path(), mini.path(), "services", "901", "2025-Q2")).expect("written");
    let folder = mini.path().join("again");
    let second = fs::read(written(mini.path(), &folder, "services", "901", "2025-Q2")).expect("written");
    assert!(first == second, "two empty forms of one request differ");
}

#[test]
fn what_cannot_be_made_is_said_in_both_languages() {
    let mini = Mini::new();
    let taken = written(mini.path(), mini.path(), "services", "901", "2025-Q2");
    let taken = taken.to_string_lossy().into_owned();
    let asked: [&[&str]; 8] = [
        &["servces", "--area", "901", "--period", "2025-Q2"],
        &["services", "--area", "901", "--period", "2025"],
        &["services", "--area", "901", "--period", "soon"],
        &["services", "--area", "90001", "--period", "2025-Q2"],
        &["services", "--area", "901", "--period", "2025-Q3"],
        &["services", "--area", "90009", "--period", "2025-Q3"],
        &["services", "--area", "901", "--period", "2025-Q2", "--output", &taken],
        &["services", "--area", "901", "--period", "2025-Q2", "--output", "form.ods"],
    ];
    let mut said = String::new();
    for arguments in asked {
        for language in ["vi", "en"] {
            let all: Vec<&str> =
                ["template", "--lang", language].into_iter().chain(arguments.iter().copied()).collect();
            said += &mini.tinhso(&all).expect(2).stderr;
        }
    }
    let before = fs::read(&taken).expect("still there");
    assert!(!before.is_empty());
    insta::assert_snapshot!("refused", said.replace(&taken, "[file]"));
}

#[test]
fn a_sender_may_be_given_by_name() {
    let mini = Mini::new();
    let by_code = fs::read(written(mini.path(), mini.path(), "services", "901", "2025-Q2")).expect("written");
    for name in ["Huyện Suối Đá", "Suối Đá", "suối đá", "H. Suối Đá"] {
        let file = mini.path().join("by-name.xlsx").to_string_lossy().into_owned();
        let asked = ["template", "services", "--area", name, "--period", "2025-Q2", "--output", &file, "--force"];
        mini.tinhso(&asked).expect(0);
        assert!(fs::read(&file).expect("written") == by_code, "{name}");
    }
    let said = |name: &str| {
        mini.tinhso(&["template", "services", "--lang", "en", "--area", name, "--period", "2025-Q2"]).expect(2).stderr
    };
    insta::assert_snapshot!(said("Suoi Da"), @"error: “Suoi Da” is in no map of the registry on 2025-06-30; meant may be: 901 Huyện Suối Đá");
    let other = said("Xã Bến Gỗ");
    assert!(other.contains("does not send `services`") && other.contains("901 Huyện Suối Đá"), "{other}");
}

#[test]
fn a_form_that_would_not_be_read_back_is_not_handed_out() {
    let mini = Mini::new();
    mini.edit(
        "schemas/services.json",
        "\"title\": \"Hồ sơ trực tuyến\"",
        "\"title\": \"Hồ sơ trực tuyến (nghìn hồ sơ)\"",
    );
    let file = mini.path().join("form.xlsx");
    let path = file.to_string_lossy().into_owned();
    let asked = ["template", "services", "--lang", "en", "--area", "901", "--period", "2025-Q2", "--output", &path];
    insta::assert_snapshot!(mini.tinhso(&asked).expect(2).stderr, @"error: the empty form of `services` would not be read back as it was made: D6: The table is in “nghìn hồ sơ”, the form in “dossiers”; each number is multiplied by 1000. Where the numbers are in this unit nothing has to be changed; who changes the unit has to write the numbers anew, too. Mend the titles and labels of the form and try again.");
    assert!(!file.exists(), "nothing is written");
}
