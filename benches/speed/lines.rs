//! An export of millions of lines, grouped to its units, beside Polars and DuckDB computing the same sums from the same file.
//! They trust the file; tinhso also keeps it, proves its digest, and checks every cell and every unit.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::measure::{Measured, ROUNDS, compare, measure, median};
use crate::peer::python;
use crate::province::{forget, scratch, tinhso, write};

const SETTINGS: &str = r#"name        = "Bench"
province    = "90"
language    = "vi"
landing     = "landing"
warehouse   = "warehouse"
geographies = ["as-reported"]
as_of       = "2026-12-31"
"#;

const FORM: &str = r#"{
  "name": "dossiers",
  "form": { "code": "HS", "frequency": "quarter", "reports": "commune", "grain": "line",
            "submits": [{ "from": "2020-01-01", "level": "province" }] },
  "schema": {
    "fields": [
      { "name": "code", "type": "string", "title": "Mã xã", "role": "area-code" },
      { "name": "period", "type": "string", "title": "Kỳ báo cáo", "role": "period" },
      { "name": "dossier", "type": "string", "title": "Mã hồ sơ" },
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
from = "**"

[[check]]
name     = "days_within_a_year"
source   = "dossiers"
assert   = "days <= 365"
severity = "error"
message  = { vi = "Quá một năm", en = "more than a year" }

[[indicator]]
name        = "online_share"
title       = { vi = "Tỷ lệ trực tuyến", en = "Share online" }
numerator   = { source = "dossiers", value = "count(*)", where = "channel = 'online'" }
denominator = { source = "dossiers", value = "count(*)" }
factor      = 100
unit        = "percent"
areas       = ["commune", "province"]
periods     = ["quarter", "year"]
minimum_coverage = 0.9

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
"#;

const COMMUNES: u64 = 45;

const POLARS: &str = r#"
import sys, polars as pl
lines = pl.scan_csv(sys.argv[1], separator=";", infer_schema=False).with_columns(
    pl.col("Lệ phí").str.replace(",", ".").cast(pl.Decimal(38, 2)), pl.col("Số ngày").cast(pl.Int64))
online = pl.col("Kênh") == "online"
print(lines.group_by("Mã xã", "Kỳ báo cáo").agg(
    online.sum(), pl.len(), pl.col("Lệ phí").sum(), pl.col("Số ngày").filter(~online).max()).collect(engine="streaming").height)
"#;

const DUCKDB: &str = r#"
import sys, duckdb
print(len(duckdb.sql(f"""
    SELECT "Mã xã", "Kỳ báo cáo", count(*) FILTER (WHERE "Kênh" = 'online'), count(*),
        sum(CAST(replace("Lệ phí", ',', '.') AS DECIMAL(18, 2))), max(CAST("Số ngày" AS BIGINT)) FILTER (WHERE "Kênh" <> 'online')
    FROM read_csv('{sys.argv[1]}', delim = ';', header = true, all_varchar = true) GROUP BY ALL""").fetchall()))
"#;

pub fn bench(count: u64) {
    let (folder, export) = project(count);
    let mut ours = Vec::new();
    let peers = [("plain Polars, the same sums", POLARS, "polars"), ("plain DuckDB, the same sums", DUCKDB, "duckdb")];
    let mut theirs: Vec<Vec<Measured>> = vec![Vec::new(); peers.len()];
    for _ in 0..ROUNDS {
        forget(&folder);
        ours.push(measure(&mut tinhso(&folder, &["run"])));
        for ((_, script, package), measured) in peers.iter().zip(&mut theirs) {
            if let Some(python) = python(package) {
                measured.push(measure(Command::new(python).arg("-c").arg(script).arg(&export)));
            }
        }
    }
    let what = format!("run: an export of {} million lines", count / 1_000_000);
    for ((name, _, package), measured) in peers.into_iter().zip(theirs) {
        if measured.is_empty() {
            println!("{what:<44} not measured beside {name}: no Python with {package}");
        } else {
            compare(&what, median(ours.clone()), name, median(measured));
        }
    }
}

fn project(count: u64) -> (PathBuf, PathBuf) {
    let folder = scratch("lines");
    let put = |name: &str, text: &str| write(&folder.join(name), text.as_bytes());
    put("tinhso.toml", SETTINGS);
    put("schemas/dossiers.json", FORM);
    put("pipelines/dossiers.toml", PIPELINE);
    let mut units =
        "code,name,level,type,parent_code,valid_from,valid_to\n90,Tỉnh Bench,province,tinh,,2020-01-01,\n".to_owned();
    for commune in 0..COMMUNES {
        units += &format!("{},Xã Số {commune},commune,xa,90,2020-01-01,\n", 90_000 + commune);
    }
    put("registry/units.csv", &units);
    put("registry/crosswalk.csv", "from_code,from_valid_from,to_code,to_valid_from,share,legal_basis\n");
    put("landing/arrivals.csv", "object,received_at\n2024.csv,2025-01-02T08:00:00+07:00\n");
    let export = folder.join("landing/2024.csv");
    lines(&export, count);
    (folder, export)
}

/// Lines in no order, as a register gives them out.
fn lines(path: &Path, count: u64) {
    let mut file = BufWriter::new(File::create(path).expect("a file"));
    writeln!(file, "Mã xã;Kỳ báo cáo;Mã hồ sơ;Kênh;Lệ phí;Số ngày").expect("written");
    for line in 0..count {
        let mixed = line.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 20;
        let channel = ["online", "paper", "post"][usize::try_from(mixed % 3).expect("small")];
        writeln!(
            file,
            "{};2024-Q{};HS{line:09};{channel};{},{:02};{}",
            90_000 + (mixed >> 3) % COMMUNES,
            1 + (mixed >> 12) % 4,
            (mixed >> 5) % 2_000,
            (mixed >> 17) % 100,
            (mixed >> 9) % 60
        )
        .expect("written");
    }
    file.flush().expect("written");
}
