//! A project small enough to compute by hand: an invented province whose five communes became three.
//!
//! | from 2020-01-01 | district | from 2025-07-01 |
//! |---|---|---|
//! | 90001 Xã Đồi Chè | 901 | 90001 Xã Đồi Chè |
//! | 90002 Xã Bến Gỗ | 901 | 90001 Xã Đồi Chè |
//! | 90003 Xã Cầu Tre | 901 | 90003 Xã Hồ Sen, which straddles the districts |
//! | 90004 Xã Đá Bạc | 902 | 90003 Xã Hồ Sen |
//! | 90005 Xã Giếng Mới | 902 | 90005 Xã Giếng Mới, alone |

use std::fs;
use std::path::{Path, PathBuf};

use crate::kit::{Answer, Row, current, current_id, filtered, table, tinhso};

pub const SETTINGS: &str = r#"name        = "Thử Nghiệm"
province    = "90"
language    = "vi"
landing     = "landing"
warehouse   = "warehouse"
geographies = ["as-reported", "2025-07-01"]
as_of       = "2026-03-31"
settle      = "PT0S"
"#;

pub const UNITS: &str = "\
code,name,level,type,parent_code,valid_from,valid_to
90,Tỉnh Thử Nghiệm,province,tinh,,2020-01-01,
901,Huyện Suối Đá,district,huyen,90,2020-01-01,2025-07-01
902,Huyện Rừng Thông,district,huyen,90,2020-01-01,2025-07-01
90001,Xã Đồi Chè,commune,xa,901,2020-01-01,2025-07-01
90002,Xã Bến Gỗ,commune,xa,901,2020-01-01,2025-07-01
90003,Xã Cầu Tre,commune,xa,901,2020-01-01,2025-07-01
90004,Xã Đá Bạc,commune,xa,902,2020-01-01,2025-07-01
90005,Xã Giếng Mới,commune,xa,902,2020-01-01,2025-07-01
90001,Xã Đồi Chè,commune,xa,90,2025-07-01,
90003,Xã Hồ Sen,commune,xa,90,2025-07-01,
90005,Xã Giếng Mới,commune,xa,90,2025-07-01,
";

pub const CROSSWALK: &str = "\
from_code,from_valid_from,to_code,to_valid_from,share,legal_basis
90001,2020-01-01,90001,2025-07-01,1,1/NQ
90002,2020-01-01,90001,2025-07-01,1,1/NQ
90003,2020-01-01,90003,2025-07-01,1,1/NQ
90004,2020-01-01,90003,2025-07-01,1,1/NQ
90005,2020-01-01,90005,2025-07-01,1,1/NQ
";

pub const FORM: &str = r#"{
  "$schema": "tinhso/form.json",
  "name": "services",
  "title": "Biểu số 01/TN",
  "form": {
    "code": "01/TN",
    "frequency": "quarter",
    "calendar": "gregorian",
    "reports": "commune",
    "submits": [
      { "from": "2020-01-01", "level": "district" },
      { "from": "2025-07-01", "level": "commune" }
    ]
  },
  "schema": {
    "fields": [
      { "name": "code", "type": "string", "title": "Mã xã", "role": "area-code" },
      { "name": "commune", "type": "string", "title": "Tên xã", "role": "area-name" },
      { "name": "period", "type": "string", "title": "Kỳ báo cáo", "role": "period" },
      { "name": "received", "type": "integer", "title": "Hồ sơ tiếp nhận", "measure": "flow", "unit": "DOSSIER", "constraints": { "minimum": 0 } },
      { "name": "online", "type": "integer", "title": "Hồ sơ trực tuyến", "measure": "flow", "unit": "DOSSIER", "constraints": { "minimum": 0 } },
      { "name": "people", "type": "integer", "title": "Dân số", "measure": "stock", "unit": "PERSON" },
      { "name": "score", "type": "number", "title": "Điểm chuyển đổi số", "measure": "rate" }
    ],
    "primaryKey": ["code", "period"],
    "missingValues": [
      { "value": "", "label": "không ghi", "status": "O" },
      { "value": "...", "label": "chưa thu thập", "status": "L" },
      { "value": "x", "label": "không thể phát sinh", "status": "M" }
    ]
  }
}
"#;

pub const PIPELINE: &str = r#"#:schema ../schemas/tinhso/pipeline.json
name  = "services"
title = { vi = "Dịch vụ", en = "Services" }

[[source]]
form = "services"
from = "services/**"

[[check]]
name     = "online_within_received"
source   = "services"
assert   = "online <= received"
severity = "error"
message  = { vi = "Trực tuyến vượt tiếp nhận", en = "more online than received" }

[[indicator]]
name        = "online_share"
title       = { vi = "Tỷ lệ trực tuyến", en = "Share online" }
numerator   = { source = "services", value = "sum(online)" }
denominator = { source = "services", value = "sum(received)" }
factor      = 100
unit        = "percent"
areas       = ["commune", "district", "province"]
periods     = ["quarter", "year"]
minimum_coverage = 0.6
target      = [{ period = "2025", at_least = 50, source = "Kế hoạch" }]

[[indicator]]
name        = "dossiers"
title       = { vi = "Hồ sơ", en = "Dossiers" }
numerator   = { source = "services", value = "sum(received)" }
unit        = "DOSSIER"
areas       = ["commune", "district", "province"]
periods     = ["quarter", "year"]

[[indicator]]
name        = "dossiers_so_far"
title       = { vi = "Hồ sơ đã có", en = "Dossiers so far" }
numerator   = { source = "services", value = "sum(received)" }
unit        = "DOSSIER"
areas       = ["commune", "district", "province"]
periods     = ["quarter", "year"]
partial     = "publish"

[[indicator]]
name        = "people"
title       = { vi = "Dân số", en = "People" }
numerator   = { source = "services", value = "sum(people)" }
unit        = "PERSON"
areas       = ["commune", "district", "province"]
periods     = ["quarter", "year"]

[[indicator]]
name        = "busy_communes_share"
title       = { vi = "Tỷ lệ xã có từ 100 hồ sơ", en = "Communes with 100 dossiers or more" }
numerator   = { source = "services", value = "count(*)", where = "received >= 100" }
denominator = { registry = "commune", value = "count(*)" }
factor      = 100
unit        = "percent"
areas       = ["district", "province"]
periods     = ["quarter"]
minimum_coverage = 0.6
"#;

pub const EXPORT_FORM: &str = r#"{
  "name": "value-added",
  "form": { "code": "GTTT", "frequency": "year", "calendar": "gregorian", "reports": "province" },
  "schema": {
    "fields": [
      { "name": "year", "type": "string", "title": "Năm", "role": "period" },
      { "name": "industry", "type": "string", "title": "Mã ngành" },
      { "name": "vintage", "type": "string", "title": "Loại số liệu", "role": "vintage" },
      { "name": "value", "type": "number", "title": "Giá trị tăng thêm", "measure": "flow", "unit": "VND", "multiplier": 6, "scale": 2 }
    ],
    "primaryKey": ["year", "industry", "vintage"],
    "missingValues": [{ "value": "", "status": "O" }, { "value": "...", "status": "L" }]
  }
}
"#;

pub const EXPORT_PIPELINE: &str = r#"name  = "economy"
title = { vi = "Kinh tế", en = "Economy" }

[[source]]
form = "value-added"
from = "exports/**"

[[indicator]]
name        = "value_added"
title       = { vi = "Giá trị tăng thêm", en = "Value added" }
numerator   = { source = "value-added", value = "sum(value)" }
unit        = "VND"
areas       = ["province"]
periods     = ["year"]

[[indicator]]
name        = "value_added_estimated"
title       = { vi = "Giá trị tăng thêm ước tính", en = "Value added, estimates" }
numerator   = { source = "value-added", value = "sum(value)", vintage = "E" }
unit        = "VND"
areas       = ["province"]
periods     = ["year"]
"#;

/// The five communes of the old map, in order.
pub const OLD: [(&str, &str); 5] = [
    ("90001", "Xã Đồi Chè"),
    ("90002", "Xã Bến Gỗ"),
    ("90003", "Xã Cầu Tre"),
    ("90004", "Xã Đá Bạc"),
    ("90005", "Xã Giếng Mới"),
];

/// The three of the new map.
pub const NEW: [(&str, &str); 3] = [("90001", "Xã Đồi Chè"), ("90003", "Xã Hồ Sen"), ("90005", "Xã Giếng Mới")];

pub const HEADER: &str = "Mã xã;Tên xã;Kỳ báo cáo;Hồ sơ tiếp nhận;Hồ sơ trực tuyến;Dân số;Điểm chuyển đổi số\n";

/// The text of a submission: a line for each commune with the cells from `received` on, joined by `;`. A commune whose cells
/// are `None` is left out.
pub fn sheet(period: &str, communes: &[(&str, &str)], cells: &[Option<&str>]) -> String {
    assert_eq!(communes.len(), cells.len());
    let mut text = HEADER.to_owned();
    for ((code, name), cells) in communes.iter().zip(cells) {
        if let Some(cells) = cells {
            text += &format!("{code};{name};{period};{cells}\n");
        }
    }
    text
}

/// A project in a folder that goes when this is dropped.
pub struct Mini {
    folder: tempfile::TempDir,
}

impl Mini {
    /// The declarations without any submission.
    pub fn new() -> Self {
        let mini = Self { folder: tempfile::tempdir().expect("a folder") };
        mini.write("tinhso.toml", SETTINGS);
        mini.write("registry/units.csv", UNITS);
        mini.write("registry/crosswalk.csv", CROSSWALK);
        mini.write("schemas/services.json", FORM);
        mini.write("schemas/value-added.json", EXPORT_FORM);
        mini.write("pipelines/services.toml", PIPELINE);
        mini.write("pipelines/economy.toml", EXPORT_PIPELINE);
        mini.write("landing/arrivals.csv", "object,received_at\n");
        mini
    }

    /// Two quarters on either side of the change of map, everything reported.
    pub fn with_two_quarters() -> Self {
        let mini = Self::new();
        mini.send("services/2025-Q2.csv", "2025-07-05T09:00:00+07:00", sheet("2025-Q2", &OLD, &SECOND_QUARTER));
        mini.send("services/2025-Q3.csv", "2025-10-05T09:00:00+07:00", sheet("2025-Q3", &NEW, &THIRD_QUARTER));
        mini
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    pub fn warehouse(&self) -> PathBuf {
        self.path().join("warehouse")
    }

    pub fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("written");
    }

    /// Replaces a text that must be there.
    #[track_caller]
    pub fn edit(&self, name: &str, from: &str, to: &str) {
        let text = fs::read_to_string(self.path().join(name)).expect("a file");
        assert!(text.contains(from), "{name} does not hold {from}");
        self.write(name, text.replacen(from, to, 1));
    }

    /// Puts an object into the landing zone with its arrival.
    pub fn send(&self, object: &str, received_at: &str, bytes: impl AsRef<[u8]>) {
        self.write(&format!("landing/{object}"), bytes);
        let list = self.path().join("landing/arrivals.csv");
        let text = fs::read_to_string(&list).expect("the list of arrivals");
        fs::write(list, format!("{text}\"{object}\",{received_at}\n")).expect("written");
    }

    /// Sends a quarter of the old map the day after it ended.
    pub fn quarter(&self, period: &str, cells: &[Option<&str>; 5]) {
        let (year, quarter) = period.split_once("-Q").expect("a quarter");
        let year: u32 = year.parse().expect("a year");
        let day = match quarter {
            "1" => format!("{year}-04-01"),
            "2" => format!("{year}-07-01"),
            "3" => format!("{year}-10-01"),
            _ => format!("{}-01-01", year + 1),
        };
        self.send(&format!("services/{period}.csv"), &format!("{day}T09:00:00+07:00"), sheet(period, &OLD, cells));
    }

    pub fn tinhso(&self, arguments: &[&str]) -> Answer {
        tinhso(self.path(), arguments)
    }

    /// Runs, and fails unless the exit code is this one.
    #[track_caller]
    pub fn run(&self, code: i32) -> serde_json::Value {
        self.run_with(code, &[])
    }

    #[track_caller]
    pub fn run_with(&self, code: i32, arguments: &[&str]) -> serde_json::Value {
        let mut all = vec!["run", "--format", "json"];
        all.extend(arguments);
        self.tinhso(&all).expect(code).json()
    }

    /// Runs as of a day before that of the current run, which stays; gives the answer and the folder of the run.
    #[track_caller]
    pub fn look_back(&self, day: &str) -> (serde_json::Value, PathBuf) {
        let before = current_id(&self.warehouse());
        let answer = self.run_with(1, &["--as-of", day]);
        assert!(answer["current_stays"].is_string(), "{answer}");
        assert_eq!(current_id(&self.warehouse()), before);
        let run = self.warehouse().join("runs").join(answer["run_id"].as_str().expect("an id"));
        (answer, run)
    }

    /// A table of the current run.
    #[track_caller]
    pub fn table(&self, name: &str) -> Vec<Row> {
        table(&current(&self.warehouse()).join(format!("{name}.parquet")))
    }

    /// `obs_value | obs_status | n_reported/n_expected` of one figure.
    #[track_caller]
    pub fn figure(&self, indicator: &str, area: &str, geography: &str, period: &str) -> String {
        Self::figure_in(&current(&self.warehouse()), indicator, area, geography, period)
    }

    /// The same, in the folder of a run.
    #[track_caller]
    pub fn figure_in(run: &Path, indicator: &str, area: &str, geography: &str, period: &str) -> String {
        let wanted = [("indicator", indicator), ("ref_area", area), ("geography", geography), ("time_period", period)];
        let tables = fs::read_dir(run.join("indicators")).expect("a folder");
        let tables = tables.map(|entry| entry.expect("a table").path());
        let rows: Vec<Row> = tables.flat_map(|path| filtered(table(&path), &wanted)).collect();
        match rows.as_slice() {
            [row] => {
                format!("{} | {} | {}/{}", row["obs_value"], row["obs_status"], row["n_reported"], row["n_expected"])
            }
            [] => "no row".to_owned(),
            _ => panic!("{} rows of {wanted:?}", rows.len()),
        }
    }

    /// `code | object | cell or row` of each finding.
    #[track_caller]
    pub fn findings(&self) -> Vec<String> {
        let place = |row: &Row| if row["cell"].is_empty() { row["row"].clone() } else { row["cell"].clone() };
        let findings = self.table("findings");
        findings
            .iter()
            .map(|row| format!("{} | {} | {} | {}", row["severity"], row["code"], row["object"], place(row)))
            .collect()
    }
}

/// received; online; people; score
pub const SECOND_QUARTER: [Option<&str>; 5] = [
    Some("100;50;1000;50"),
    Some("200;60;2000;60"),
    Some("300;90;3000;70"),
    Some("400;100;4000;80"),
    Some("500;200;5000;90"),
];
pub const THIRD_QUARTER: [Option<&str>; 3] =
    [Some("310;120;3100;55"), Some("720;200;7100;75"), Some("510;210;5100;90")];
