//! A province whose districts, 250 unless asked otherwise, send a workbook each quarter: the declarations and the landing zone of the benches.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use rayon::prelude::*;
use rust_xlsxwriter::{Format, Workbook};

const DISTRICTS: usize = 250;
const COMMUNES: usize = 12;

const SETTINGS: &str = r#"name        = "Bench"
province    = "99"
language    = "vi"
landing     = "landing"
warehouse   = "warehouse"
geographies = ["as-reported"]
as_of       = "2026-12-31"
"#;

const FORM: &str = r#"{
  "name": "services",
  "form": { "code": "01/BE", "frequency": "quarter", "reports": "commune",
            "submits": [{ "from": "2020-01-01", "level": "district" }] },
  "schema": {
    "fields": [
      { "name": "ordinal", "type": "string", "title": "STT", "role": "ordinal" },
      { "name": "code", "type": "string", "title": "Mã đơn vị hành chính", "role": "area-code" },
      { "name": "commune", "type": "string", "title": "Tên đơn vị", "role": "area-name" },
      { "name": "received", "type": "integer", "title": "Hồ sơ > Tiếp nhận", "measure": "flow", "unit": "DOSSIER", "constraints": { "required": true, "minimum": 0 } },
      { "name": "online", "type": "integer", "title": "Hồ sơ > Trực tuyến", "measure": "flow", "unit": "DOSSIER", "constraints": { "minimum": 0 } },
      { "name": "settled", "type": "integer", "title": "Hồ sơ > Đã giải quyết", "measure": "flow", "unit": "DOSSIER", "constraints": { "minimum": 0 } },
      { "name": "people", "type": "integer", "title": "Dân số", "measure": "stock", "unit": "PERSON", "constraints": { "minimum": 0 } },
      { "name": "revenue", "type": "number", "title": "Doanh thu (triệu đồng)", "measure": "flow", "unit": "VND", "multiplier": 6, "scale": 2 }
    ],
    "primaryKey": ["code"],
    "missingValues": [{ "value": "", "status": "O" }, { "value": "...", "status": "L" }, { "value": "x", "status": "M" }]
  }
}
"#;

const PIPELINE: &str = r#"name  = "services"
title = { vi = "Dịch vụ", en = "Services" }

[[source]]
form = "services"
from = "**"

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
minimum_coverage = 0.9

[[indicator]]
name        = "revenue"
title       = { vi = "Doanh thu", en = "Revenue" }
numerator   = { source = "services", value = "sum(revenue)" }
unit        = "VND"
areas       = ["commune", "district", "province"]
periods     = ["quarter", "year"]
"#;

/// The groups of three figures that a wide form has besides, which makes it one of 14 columns.
const MORE: [&str; 2] = ["Doanh nghiệp", "Lao động"];
const OF_EACH: [&str; 3] = ["Đầu kỳ", "Tăng trong kỳ", "Cuối kỳ"];

/// A project in a folder of the build.
pub struct Project {
    pub folder: PathBuf,
    pub workbooks: usize,
    districts: usize,
    wide: bool,
}

impl Project {
    /// Writes the declarations and so many workbooks.
    pub fn new(workbooks: usize) -> Self {
        Self::of_districts(DISTRICTS, workbooks)
    }

    /// The same with workbooks of 14 columns in place of 8.
    pub fn wide(workbooks: usize) -> Self {
        Self::with_columns(DISTRICTS, workbooks, true)
    }

    /// The same for so many districts.
    pub fn of_districts(districts: usize, workbooks: usize) -> Self {
        Self::with_columns(districts, workbooks, false)
    }

    fn with_columns(districts: usize, workbooks: usize, wide: bool) -> Self {
        let folder = scratch(if wide { "wide-province" } else { "province" });
        let write = |name: &str, text: &str| write(&folder.join(name), text.as_bytes());
        write("tinhso.toml", SETTINGS);
        write("schemas/services.json", &form(wide));
        write("pipelines/services.toml", PIPELINE);
        let mut units =
            "code,name,level,type,parent_code,valid_from,valid_to\n99,Tỉnh Bench,province,tinh,,2020-01-01,\n"
                .to_owned();
        for district in 0..districts {
            writeln!(units, "{},Huyện {},district,huyen,99,2020-01-01,", 100 + district, name(district)).unwrap();
            for commune in 0..COMMUNES {
                let (code, name) = (code(district, commune), name(1_000 + district * COMMUNES + commune));
                writeln!(units, "{code},Xã {name},commune,xa,{},2020-01-01,", 100 + district).unwrap();
            }
        }
        write("registry/units.csv", &units);
        write("registry/crosswalk.csv", "from_code,from_valid_from,to_code,to_valid_from,share,legal_basis\n");
        let mut arrivals = "object,received_at\n".to_owned();
        for number in 0..workbooks {
            writeln!(arrivals, "{},2026-06-01T08:00:00+07:00", object(number, districts)).unwrap();
        }
        write("landing/arrivals.csv", &arrivals);
        let project = Self { folder, workbooks, districts, wide };
        (0..workbooks).into_par_iter().for_each(|number| project.send(number, 0));
        project
    }

    /// Writes one workbook; another `version` has other figures.
    pub fn send(&self, number: usize, version: usize) {
        let (district, quarter) = (number % self.districts, number / self.districts);
        let mut book = Workbook::new();
        let (bold, merged) =
            (Format::new().set_bold(), Format::new().set_bold().set_align(rust_xlsxwriter::FormatAlign::Center));
        let sheet = book.add_worksheet();
        sheet.set_name("Biểu 01").unwrap();
        sheet.write(0, 0, "Biểu số 01/BE").unwrap();
        sheet.write(0, 5, format!("Đơn vị báo cáo: UBND huyện {}", name(district))).unwrap();
        let more = if self.wide { MORE.len() * OF_EACH.len() } else { 0 };
        let right = u16::try_from(7 + more).unwrap();
        sheet.merge_range(1, 0, 1, right, "BÁO CÁO KẾT QUẢ GIẢI QUYẾT HỒ SƠ", &merged).unwrap();
        sheet
            .merge_range(2, 0, 2, right, &format!("Quý {} năm {}", quarter % 4 + 1, 2024 + quarter / 4), &merged)
            .unwrap();
        for (column, label) in
            [(0, "STT"), (1, "Mã đơn vị hành chính"), (2, "Tên đơn vị"), (6, "Dân số"), (7, "Doanh thu (triệu đồng)")]
        {
            sheet.merge_range(4, column, 5, column, label, &merged).unwrap();
        }
        sheet.merge_range(4, 3, 4, 5, "Hồ sơ", &merged).unwrap();
        for (column, label) in [(3, "Tiếp nhận"), (4, "Trực tuyến"), (5, "Đã giải quyết")] {
            sheet.write_with_format(5, column, label, &bold).unwrap();
        }
        for (group, &title) in MORE.iter().enumerate().take(more / OF_EACH.len()) {
            let first = u16::try_from(8 + group * OF_EACH.len()).unwrap();
            sheet.merge_range(4, first, 4, first + 2, title, &merged).unwrap();
            for (column, &label) in (first..).zip(&OF_EACH) {
                sheet.write_with_format(5, column, label, &bold).unwrap();
            }
        }
        for column in 0..=right {
            let mark =
                ["A", "B", "C"].get(usize::from(column)).map_or_else(|| (column - 2).to_string(), ToString::to_string);
            sheet.write(6, column, mark).unwrap();
        }
        let mut totals = vec![0_u32; 5 + more];
        for commune in 0..COMMUNES {
            let row = 7 + u32::try_from(commune).unwrap();
            let seed = u32::try_from((number * 31 + commune * 7 + version) % 400).unwrap();
            let received = 200 + seed;
            // No two communes have the same figures in a quarter, which would be a finding each.
            let people = 3_000 + u32::try_from(district * COMMUNES + commune + quarter).unwrap();
            let mut figures = vec![received, received / 2, received - 10, people, 12_345 + seed * 100];
            figures.extend((1..=u32::try_from(more).unwrap()).map(|place| 40 * place + seed * (place % 5 + 1)));
            sheet.write(row, 0, row - 6).unwrap();
            sheet.write(row, 1, code(district, commune)).unwrap();
            sheet.write(row, 2, format!("Xã {}", name(1_000 + district * COMMUNES + commune))).unwrap();
            for (place, figure) in figures.into_iter().enumerate() {
                totals[place] += figure;
                let value = if place == 4 { f64::from(figure) / 100.0 } else { f64::from(figure) };
                sheet.write(row, 3 + u16::try_from(place).unwrap(), value).unwrap();
            }
        }
        let last = 7 + u32::try_from(COMMUNES).unwrap();
        sheet.write(last, 2, "Tổng số").unwrap();
        for (place, total) in totals.into_iter().enumerate() {
            let value = if place == 4 { f64::from(total) / 100.0 } else { f64::from(total) };
            sheet.write(last, 3 + u16::try_from(place).unwrap(), value).unwrap();
        }
        sheet.write(last + 2, 5, "NGƯỜI LẬP BIỂU").unwrap();
        write(&self.folder.join("landing").join(object(number, self.districts)), &book.save_to_buffer().unwrap());
    }

    /// What its workbooks are called in a line of the table.
    pub fn of_workbooks(&self) -> &'static str {
        if self.wide { "workbooks of 14 columns" } else { "district workbooks" }
    }

    /// Its workbooks, in order.
    pub fn files(&self) -> impl Iterator<Item = PathBuf> {
        files(&self.folder).take(self.workbooks)
    }

    /// `tinhso` on this project.
    pub fn tinhso(&self, arguments: &[&str]) -> Command {
        tinhso(&self.folder, arguments)
    }

    /// Takes the warehouse away. It is set aside: a file system that has just freed thousands of files looks long for the numbers
    /// of new ones, and no night begins like that.
    pub fn forget(&self) {
        let aside = (0..).map(|number| self.folder.join(format!("warehouse-before-{number}")));
        let aside = aside.into_iter().find(|aside| !aside.exists()).expect("a name");
        let _ = fs::rename(self.folder.join("warehouse"), aside);
    }
}

/// The workbooks of a project, in order, as far as there are any.
pub fn files(folder: &Path) -> impl Iterator<Item = PathBuf> {
    let landing = folder.join("landing");
    (0..).map(move |number| landing.join(object(number, DISTRICTS))).take_while(|path| path.is_file())
}

pub fn tinhso(project: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tinhso"));
    command.args(arguments).arg("--project").arg(project);
    command
}

pub fn forget(project: &Path) {
    let _ = fs::remove_dir_all(project.join("warehouse"));
}

/// The form, with its further columns where it is wide.
fn form(wide: bool) -> String {
    let mut more = String::new();
    for (group, title) in MORE.iter().enumerate().filter(|_| wide) {
        for (place, label) in OF_EACH.iter().enumerate() {
            write!(
                more,
                ",\n      {{ \"name\": \"more_{group}_{place}\", \"type\": \"integer\", \"title\": \"{title} > {label}\", \
                 \"measure\": \"stock\", \"unit\": \"PERSON\", \"constraints\": {{ \"minimum\": 0 }} }}"
            )
            .unwrap();
        }
    }
    FORM.replacen("\n    ],\n    \"primaryKey\"", &format!("{more}\n    ],\n    \"primaryKey\""), 1)
}

/// The folder of everything that the benches write.
fn folder_of_benches() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("speed")
}

/// An empty folder for a bench. What lay there goes aside and is removed at the end: for some minutes after thousands of files were
/// removed ext4 looks through each of them wherever a file is made, a millisecond each.
pub fn scratch(name: &str) -> PathBuf {
    let folder = folder_of_benches().join(name);
    let mut aside = (0..).map(|number| folder_of_benches().join(format!("{name}-before-{number}")));
    let _ = fs::rename(&folder, aside.find(|aside| !aside.exists()).expect("a name"));
    fs::create_dir_all(&folder).expect("a folder");
    folder
}

/// Removes what the benches wrote.
pub fn tidy() {
    let _ = fs::remove_dir_all(folder_of_benches());
}

pub fn write(path: &Path, bytes: &[u8]) {
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(path, bytes).expect("written");
}

fn object(number: usize, districts: usize) -> String {
    format!("quarter-{}/district-{}.xlsx", number / districts, number % districts)
}

fn code(district: usize, commune: usize) -> String {
    format!("{:05}", 10_000 + district * COMMUNES + commune)
}

/// A name of its own for every unit, of Vietnamese syllables.
fn name(number: usize) -> String {
    const FIRST: [&str; 16] = [
        "Mường", "Nà", "Pú", "Thanh", "Chiềng", "Sa", "Tủa", "Hừa", "Quài", "Ẳng", "Búng", "Phình", "Xá", "Keo",
        "Luân", "Noong",
    ];
    const SECOND: [&str; 16] = [
        "Lay", "Tấu", "Nhung", "Nưa", "Sinh", "Lông", "Chùa", "Ngài", "Tở", "Cang", "Lao", "Giàng", "Nhè", "Lôm",
        "Giói", "Hẹt",
    ];
    const THIRD: [&str; 16] = [
        "An", "Bình", "Cao", "Dương", "Đông", "Giang", "Hà", "Khánh", "Lộc", "Minh", "Nam", "Phong", "Quang", "Sơn",
        "Tây", "Vân",
    ];
    format!("{} {} {}", FIRST[number % 16], SECOND[number / 16 % 16], THIRD[number / 256 % 16])
}
