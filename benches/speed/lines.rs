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
  "name": "households",
  "form": { "code": "HO", "frequency": "quarter", "reports": "commune", "grain": "line",
            "submits": [{ "from": "2020-01-01", "level": "province" }] },
  "schema": {
    "fields": [
      { "name": "household", "type": "string", "title": "Mã hộ", "constraints": { "required": true } },
      { "name": "code", "type": "string", "title": "Mã xã", "role": "area-code" },
      { "name": "period", "type": "string", "title": "Kỳ báo cáo", "role": "period" },
      { "name": "adults", "type": "integer", "title": "Số người lớn", "measure": "stock",
        "constraints": { "required": true, "minimum": 0, "maximum": 20 } },
      { "name": "accounts", "type": "integer", "title": "Số tài khoản", "measure": "stock",
        "constraints": { "minimum": 0, "maximum": 20 } },
      { "name": "phones", "type": "integer", "title": "Số điện thoại", "measure": "stock",
        "constraints": { "minimum": 0, "maximum": 60 } },
      { "name": "fibre", "type": "integer", "title": "Cáp quang", "measure": "stock",
        "constraints": { "minimum": 0, "maximum": 1 } },
      { "name": "spend", "type": "integer", "title": "Chi tiêu", "measure": "flow", "unit": "VND",
        "constraints": { "minimum": 0 } }
    ],
    "missingValues": [{ "value": "", "status": "O" }, { "value": "...", "status": "L" }, { "value": "x", "status": "M" }]
  }
}
"#;

const PIPELINE: &str = r#"name  = "households"
title = { vi = "Hộ gia đình", en = "Households" }

[[source]]
form = "households"
from = "**"

[[check]]
name     = "accounts_of_adults"
source   = "households"
assert   = "accounts <= adults"
severity = "error"
message  = { vi = "Nhiều tài khoản hơn người lớn", en = "more accounts than adults" }

[[check]]
name     = "spend_within_reason"
source   = "households"
assert   = "spend <= 1000000000"
severity = "error"
message  = { vi = "Chi tiêu quá lớn", en = "too much was spent" }

[[check]]
name     = "phones_of_adults"
source   = "households"
assert   = "phones <= adults + 10"
severity = "error"
message  = { vi = "Quá nhiều điện thoại", en = "too many telephones" }

[[check]]
name     = "fibre_or_not"
source   = "households"
assert   = "fibre = 0 or fibre = 1"
severity = "error"
message  = { vi = "Có hoặc không", en = "with or without" }

[[check]]
name     = "accounts_and_phones"
source   = "households"
assert   = "accounts + phones <= 40"
severity = "error"
message  = { vi = "Quá nhiều", en = "too many of both" }

[[indicator]]
name        = "fibre_share"
title       = { vi = "Tỷ lệ cáp quang", en = "Share with fibre" }
numerator   = { source = "households", value = "count(*)", where = "fibre = 1" }
denominator = { source = "households", value = "count(*)" }
factor      = 100
unit        = "percent"
areas       = ["commune", "province"]
periods     = ["quarter"]
minimum_coverage = 0.9

[[indicator]]
name        = "accounts_share"
title       = { vi = "Tài khoản trên người lớn", en = "Accounts per adult" }
numerator   = { source = "households", value = "sum(accounts)" }
denominator = { source = "households", value = "sum(adults)" }
factor      = 100
unit        = "percent"
areas       = ["commune", "province"]
periods     = ["quarter"]
minimum_coverage = 0.9

[[indicator]]
name        = "phones"
title       = { vi = "Điện thoại", en = "Telephones" }
numerator   = { source = "households", value = "sum(phones)" }
unit        = "PS"
areas       = ["commune", "province"]
periods     = ["quarter"]

[[indicator]]
name        = "spending"
title       = { vi = "Chi tiêu", en = "Spending" }
numerator   = { source = "households", value = "sum(spend)" }
unit        = "VND"
areas       = ["commune", "province"]
periods     = ["quarter"]
"#;

const COMMUNES: u64 = 45;

const POLARS: &str = r#"
import sys, polars as pl
numbers = ["Số người lớn", "Số tài khoản", "Số điện thoại", "Cáp quang", "Chi tiêu"]
lines = pl.scan_csv(sys.argv[1], infer_schema=False).with_columns(pl.col(*numbers).cast(pl.Int64))
lines = lines.filter(pl.col("Số tài khoản") <= pl.col("Số người lớn"))
print(lines.group_by("Mã xã", "Kỳ báo cáo").agg(pl.len(), pl.col(*numbers).sum()).collect(engine="streaming").height)
"#;

const DUCKDB: &str = r#"
import sys, duckdb
numbers = ["Số người lớn", "Số tài khoản", "Số điện thoại", "Cáp quang", "Chi tiêu"]
sums = ", ".join(f'sum(CAST("{number}" AS BIGINT))' for number in numbers)
print(len(duckdb.sql(f"""
    SELECT "Mã xã", "Kỳ báo cáo", count(*), {sums}
    FROM read_csv('{sys.argv[1]}', delim = ',', header = true, all_varchar = true)
    WHERE CAST("Số tài khoản" AS BIGINT) <= CAST("Số người lớn" AS BIGINT) GROUP BY ALL""").fetchall()))
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
    put("schemas/households.json", FORM);
    put("pipelines/households.toml", PIPELINE);
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
    writeln!(file, "Mã hộ,Mã xã,Kỳ báo cáo,Số người lớn,Số tài khoản,Số điện thoại,Cáp quang,Chi tiêu")
        .expect("written");
    for line in 0..count {
        let mixed = line.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 20;
        let adults = 1 + mixed % 6;
        writeln!(
            file,
            "HO{line:08},{},2024-Q{},{adults},{},{},{},{}",
            90_000 + (mixed >> 3) % COMMUNES,
            1 + (mixed >> 12) % 4,
            (mixed >> 5) % (adults + 1),
            (mixed >> 17) % 8,
            (mixed >> 7) % 2,
            (mixed >> 9) % 20_000_000
        )
        .expect("written");
    }
    file.flush().expect("written");
}
