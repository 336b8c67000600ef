//! One table in every format of `fixtures/samples/`: each gives the rows that the plain workbook gives, or its finding.

use std::fs;
use std::path::Path;

use crate::kit::{Row, current, lines, repository, table, tinhso};

/// What differs from file to file and is no figure.
const OF_THE_FILE: [&str; 4] = ["object", "sha256", "sheet", "row"];

/// Form 02/CĐS alone, with one indicator: what a sample needs, and no more.
fn project(folder: &Path) {
    let write = |name: &str, text: &str| {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("written");
    };
    let settings = "name = \"Điện Biên\"\nprovince = \"11\"\nlanguage = \"vi\"\nlanding = \"landing\"\nwarehouse = \"warehouse\"\ngeographies = [\"as-reported\"]\nas_of = \"2025-05-17\"\n";
    let pipeline = r#"name = "government"
title = { vi = "Chính quyền số", en = "Digital government" }
[[source]]
form = "digital-government"
from = "submissions/**"
[[indicator]]
name = "received"
title = { vi = "Tiếp nhận", en = "Received" }
numerator = { source = "digital-government", value = "sum(dossiers_received)" }
unit = "DOSSIER"
areas = ["commune"]
periods = ["month"]
"#;
    write("tinhso.toml", settings);
    write("pipelines/government.toml", pipeline);
    for file in ["schemas/digital-government.json", "registry/units.csv", "registry/crosswalk.csv"] {
        write(file, &fs::read_to_string(repository().join(file)).expect("a declaration"));
    }
}

/// Sends one sample; gives its rows and its findings.
#[track_caller]
fn sent(sample: &str) -> (Vec<Row>, Vec<String>) {
    let folder = tempfile::tempdir().expect("a folder");
    let (landing, warehouse) = (folder.path().join("landing"), folder.path().join("warehouse"));
    project(folder.path());
    fs::create_dir_all(landing.join("submissions")).expect("a folder");
    let object = format!("submissions/{sample}");
    fs::copy(repository().join("fixtures/samples").join(sample), landing.join(&object)).expect("a copy");
    fs::write(landing.join("arrivals.csv"), format!("object,received_at\n{object},2025-05-16T09:00:00+07:00\n"))
        .expect("written");
    let answer = tinhso(folder.path(), &["run", "--format", "json"]);
    assert!(answer.code < 2, "{sample}: {} {}", answer.stdout, answer.stderr);
    let run = current(&warehouse);
    let mut rows = table(&run.join("data/digital-government.parquet"));
    for row in &mut rows {
        row.retain(|column, _| !OF_THE_FILE.contains(&column.as_str()));
    }
    let findings = table(&run.join("findings.parquet"));
    let findings: Vec<Row> = findings.into_iter().filter(|finding| finding["object"] == object).collect();
    (rows, lines(&findings, &["severity", "code", "sheet", "value"]))
}

#[test]
fn every_readable_sample_gives_the_same_rows() {
    let (plain, findings) = sent("plain.xlsx");
    assert_eq!((plain.len(), findings.len()), (2, 0), "{plain:?} {findings:?}");
    assert_eq!(plain[0]["dossiers_received"], "173");
    let samples: [(&str, &[&str]); 26] = [
        ("plain-1904.xlsx", &[]),
        ("plain.xlsm", &["warning | macro-file |  | "]),
        ("plain.xlsb", &[]),
        ("biff8.xls", &[]),
        ("biff5.xls", &[]),
        ("biff5-tcvn3.xls", &["warning | legacy-encoding | BiÓu 02 | "]),
        ("libreoffice.xlsx", &[]),
        ("libreoffice.xls", &[]),
        ("libreoffice.ods", &[]),
        ("utf-8.csv", &[]),
        ("utf-8-bom.csv", &[]),
        ("utf-16le-bom.csv", &[]),
        ("utf-16be-bom.csv", &[]),
        ("utf-16le.csv", &[]),
        ("utf-16be.csv", &[]),
        ("windows-1258.csv", &[]),
        ("tcvn3.csv", &["warning | legacy-encoding |  | "]),
        ("vni.csv", &["warning | legacy-encoding |  | "]),
        ("tabs.tsv", &[]),
        ("pipes.txt", &[]),
        ("list.json", &[]),
        ("lines.ndjson", &[]),
        ("table.parquet", &[]),
        ("packed.csv.gz", &[]),
        ("packed.zip", &["note | passed-over |  | "]),
        ("really-xlsx.csv", &[]),
    ];
    let mut wrong = Vec::new();
    for (sample, expected) in samples {
        let (rows, findings) = sent(sample);
        if rows != plain || findings != expected {
            wrong.push(format!("{sample}: {} rows, {}, {findings:?}", rows.len(), rows == plain));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_unreadable_sample_says_why() {
    for (sample, code) in [
        ("encrypted.xlsx", "encrypted-file"),
        ("encrypted.xls", "encrypted-file"),
        ("encrypted.ods", "encrypted-file"),
        ("truncated.xlsx", "unreadable-file"),
        ("empty.xlsx", "empty-file"),
        ("really-html.xls", "unreadable-file"),
    ] {
        let (rows, findings) = sent(sample);
        assert_eq!((rows.len(), findings), (0, vec![format!("error | {code} |  | ")]), "{sample}");
    }
}
