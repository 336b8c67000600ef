//! Form 06/CĐS: takes a sender and a half-year, gives the smart-city services of its units: a row for each service and
//! unit in which it runs, is tried, or was stopped.
//!
//! One catalogue serves the whole province, so a service has one name wherever it runs. Distinct services in operation
//! grow from 6 at the first half-year to 11 at the last, where the plan asks for 10.

use crate::calendar::{Date, Frequency, Period};
use crate::form::{Area, Column, Form, Holds, Senders};
use crate::registry::{Registry, Unit};
use crate::report::{Cell, Row};

pub const FORM: Form = Form {
    number: "06",
    heading: "DANH MỤC DỊCH VỤ ĐÔ THỊ THÔNG MINH",
    short_name: "DTTM",
    units_of_measure: &["dịch vụ"],
    frequency: Frequency::HalfYear,
    senders: Senders::Province,
    area: Area {
        code_field: "unit_code",
        name_field: "unit",
        labels: &[
            ["Mã ĐVHC", "Nơi triển khai"],
            ["Mã đơn vị hành chính", "Đơn vị triển khai"],
            ["Mã số", "Địa bàn triển khai"],
        ],
    },
    columns: &[
        Column {
            field: "service_name",
            holds: Holds::Words,
            path: &["Tên dịch vụ"],
            alias_path: &["Dịch vụ đô thị thông minh"],
            flat: "Tên dịch vụ đô thị thông minh",
            title: "Tên dịch vụ",
        },
        Column {
            field: "service_field",
            holds: Holds::Words,
            path: &["Lĩnh vực"],
            alias_path: &["Thuộc lĩnh vực"],
            flat: "Lĩnh vực",
            title: "Lĩnh vực",
        },
        Column {
            field: "launched_on",
            holds: Holds::Days,
            path: &["Ngày đưa vào vận hành"],
            alias_path: &["Ngày vận hành"],
            flat: "Bắt đầu vận hành",
            title: "Ngày đưa vào vận hành",
        },
        Column {
            field: "state",
            holds: Holds::Words,
            path: &["Tình trạng"],
            alias_path: &["Trạng thái"],
            flat: "Hiện trạng",
            title: "Tình trạng",
        },
    ],
    formula: None,
    part: "",
    note: "Mỗi dòng là một dịch vụ tại một địa bàn; dịch vụ chạy ở nhiều địa bàn được ghi nhiều dòng.",
    rows,
};

pub const RUNNING: &str = "đang vận hành";
const ON_TRIAL: &str = "thử nghiệm";
const STOPPED: &str = "đã dừng";

/// The services of the province and their fields.
const CATALOGUE: [(&str, &str); 14] = [
    ("Phản ánh hiện trường", "Chính quyền số"),
    ("Giám sát giao thông thông minh", "Giao thông"),
    ("Giám sát an ninh công cộng", "An ninh trật tự"),
    ("Du lịch thông minh", "Du lịch"),
    ("Quan trắc môi trường không khí", "Môi trường"),
    ("Chiếu sáng công cộng thông minh", "Hạ tầng đô thị"),
    ("Đặt lịch khám bệnh trực tuyến", "Y tế"),
    ("Tuyển sinh đầu cấp trực tuyến", "Giáo dục"),
    ("Cảnh báo lũ quét, sạt lở đất", "Phòng, chống thiên tai"),
    ("Bãi đỗ xe thông minh", "Giao thông"),
    ("Giám sát thu gom rác thải", "Môi trường"),
    ("Cảnh báo cháy rừng", "Lâm nghiệp"),
    ("Trung tâm điều hành thông minh", "Chính quyền số"),
    ("Cấp nước thông minh", "Hạ tầng đô thị"),
];

/// A service of the catalogue in a district, and in the communes that took it over.
struct Deployment {
    service: usize,
    district: &'static str,
    communes: &'static [&'static str],
    tried_from: Date,
    launched: Option<Date>,
    stopped: Option<Date>,
}

/// Without a trial that lasts to the end of a half-year.
const fn launched(
    service: usize,
    district: &'static str,
    communes: &'static [&'static str],
    (year, month, day): (u32, u32, u32),
) -> Deployment {
    let launched = Date::new(year, month, day);
    Deployment { service, district, communes, tried_from: launched, launched: Some(launched), stopped: None }
}

const fn tried(
    service: usize,
    district: &'static str,
    communes: &'static [&'static str],
    from: (u32, u32, u32),
    launched: Option<Date>,
) -> Deployment {
    let tried_from = Date::new(from.0, from.1, from.2);
    Deployment { service, district, communes, tried_from, launched, stopped: None }
}

const DEPLOYMENTS: [Deployment; 28] = [
    launched(0, "094", &["03127", "03334"], (2023, 3, 1)),
    launched(1, "094", &["03127", "03334"], (2023, 6, 12)),
    launched(2, "094", &["03127"], (2023, 9, 5)),
    launched(3, "094", &["03127", "03325"], (2022, 12, 20)),
    tried(4, "094", &["03127"], (2024, 10, 1), Some(Date::new(2025, 2, 10))),
    tried(5, "094", &["03127", "03334"], (2024, 3, 1), Some(Date::new(2024, 8, 19))),
    launched(12, "094", &["03127"], (2025, 9, 2)),
    tried(9, "094", &["03127"], (2025, 10, 1), None),
    tried(13, "094", &["03334"], (2025, 9, 15), None),
    launched(0, "095", &["03151"], (2024, 5, 20)),
    launched(2, "095", &["03151"], (2024, 4, 1)),
    Deployment {
        service: 10,
        district: "095",
        communes: &["03151"],
        tried_from: Date::new(2024, 7, 1),
        launched: None,
        stopped: Some(Date::new(2025, 3, 31)),
    },
    tried(8, "096", &["03160"], (2024, 11, 1), Some(Date::new(2025, 8, 4))),
    launched(8, "097", &["03172", "03181"], (2024, 5, 28)),
    launched(3, "098", &["03217"], (2024, 5, 15)),
    launched(2, "099", &["03253"], (2024, 5, 2)),
    launched(6, "099", &["03253"], (2023, 11, 20)),
    launched(7, "099", &["03253"], (2024, 9, 5)),
    launched(0, "100", &["03328"], (2024, 2, 15)),
    launched(6, "100", &["03352"], (2024, 1, 8)),
    launched(7, "100", &["03328", "03352"], (2024, 9, 5)),
    tried(11, "100", &["03368"], (2025, 5, 2), None),
    launched(8, "101", &["03203"], (2024, 10, 1)),
    launched(11, "101", &["03203", "03370"], (2025, 10, 15)),
    launched(3, "102", &["03256"], (2024, 3, 10)),
    tried(0, "102", &["03256"], (2024, 9, 16), Some(Date::new(2025, 1, 6))),
    launched(8, "103", &["03169", "03199"], (2024, 4, 12)),
    tried(0, "103", &["03169"], (2024, 5, 6), Some(Date::new(2024, 12, 2))),
];

impl Deployment {
    /// What a report says of it at the end of a period; nothing before it began and after the period in which it ended.
    fn state(&self, period: Period) -> Option<&'static str> {
        let (start, end) = (period.start(), period.end());
        match (self.launched, self.stopped) {
            _ if end < self.tried_from => None,
            (_, Some(stopped)) if stopped < start => None,
            (_, Some(stopped)) if stopped <= end => Some(STOPPED),
            (Some(launched), _) if launched <= end => Some(RUNNING),
            _ => Some(ON_TRIAL),
        }
    }
}

fn rows(registry: &Registry, period: Period, sender: &Unit) -> Vec<Row> {
    let is_new = period.is_under_new_map();
    let units = if is_new { registry.new_communes.as_slice() } else { std::slice::from_ref(sender) };
    let mut rows = Vec::new();
    for unit in units {
        for deployment in &DEPLOYMENTS {
            let is_here = if is_new {
                deployment.communes.contains(&unit.code.as_str())
            } else {
                deployment.district == unit.code
            };
            if let Some(state) = deployment.state(period).filter(|_| is_here) {
                rows.push(row(unit, deployment, state));
            }
        }
    }
    rows
}

fn row(unit: &Unit, deployment: &Deployment, state: &str) -> Row {
    let (name, field) = CATALOGUE[deployment.service];
    let mut row = Row::empty(unit);
    row.key = key(&unit.code, deployment.service);
    row.write("service_name", name);
    row.write("service_field", field);
    row.write("state", state);
    // A trial has no day of launch yet.
    if let Some(day) = deployment.launched.filter(|_| state != ON_TRIAL) {
        row.cells.insert("launched_on", Cell::Day(day));
    }
    row
}

/// What faults know a row by: `095 service 2`.
fn key(unit: &str, service: usize) -> String {
    format!("{unit} service {service}")
}
