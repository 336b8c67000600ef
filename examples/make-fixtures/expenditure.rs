//! Form 07/CĐS: takes a sender and a budget year, gives its recurrent expenditure, what of it went to the plan, and the
//! money mobilised outside the budget, by priority field.
//!
//! The province's totals are chosen first and divided to the last hundredth of a million đồng: in 2024 0.93 % of recurrent
//! expenditure goes to the plan, in 2025 1.12 %, where the plan asks for 1 %.

use crate::calendar::{Frequency, Period};
use crate::form::{Area, Column, Form, Holds, Senders};
use crate::number::{Number, distribute};
use crate::random::Random;
use crate::registry::{Registry, Unit};
use crate::report::Row;

pub const RECURRENT: &str = "recurrent_expenditure";
const PLAN: &str = "plan_expenditure";
pub const MOBILISED: &str = "mobilised_outside_budget";

pub const FORM: Form = Form {
    number: "07",
    heading: "KINH PHÍ THỰC HIỆN KẾ HOẠCH CHUYỂN ĐỔI SỐ",
    short_name: "KPCDS",
    units_of_measure: &["triệu đồng", "Triệu đồng", "Tr. đồng", "trđ"],
    frequency: Frequency::BudgetYear,
    senders: Senders::ProvinceBeside,
    area: Area {
        code_field: "unit_code",
        name_field: "unit",
        labels: &[["Mã ĐVHC", "Đơn vị"], ["Mã đơn vị hành chính", "Tên đơn vị"], ["Mã số", "Đơn vị báo cáo"]],
    },
    columns: &[
        Column {
            field: "priority_field",
            holds: Holds::Words,
            path: &["Lĩnh vực ưu tiên"],
            alias_path: &["Lĩnh vực"],
            flat: "Lĩnh vực ưu tiên",
            title: "Lĩnh vực ưu tiên",
        },
        Column {
            field: RECURRENT,
            holds: Holds::Amounts,
            path: &["Chi thường xuyên", "Tổng số"],
            alias_path: &["Tổng chi thường xuyên"],
            flat: "Tổng chi thường xuyên",
            title: "Chi thường xuyên > Tổng số",
        },
        Column {
            field: PLAN,
            holds: Holds::Amounts,
            path: &["Chi thường xuyên", "Trong đó: chi cho kế hoạch chuyển đổi số"],
            alias_path: &["Chi cho kế hoạch chuyển đổi số"],
            flat: "Chi cho kế hoạch chuyển đổi số",
            title: "Chi thường xuyên > Trong đó: chi cho kế hoạch chuyển đổi số",
        },
        Column {
            field: MOBILISED,
            holds: Holds::Amounts,
            path: &["Huy động ngoài ngân sách"],
            alias_path: &["Kinh phí huy động ngoài ngân sách"],
            flat: "Vốn huy động ngoài ngân sách",
            title: "Huy động ngoài ngân sách",
        },
    ],
    formula: None,
    part: "Trong đó: sáu lĩnh vực ưu tiên",
    note: "Số liệu quyết toán sơ bộ của năm ngân sách, từ ngày 01/01 đến hết ngày 31/12.",
    rows,
};

/// A field and its weights: of recurrent expenditure, of the plan's money, of money from outside the budget.
#[derive(Clone, Copy)]
struct Field {
    name: &'static str,
    weights: [i64; 3],
}

const fn field(name: &'static str, weights: [i64; 3]) -> Field {
    Field { name, weights }
}

/// The six priority fields, and what lies outside them: most of the expenditure, and none of the plan.
const FIELDS: [Field; 7] = [
    field("Hạ tầng số", [160, 310, 520]),
    field("Nền tảng và dữ liệu số", [120, 240, 180]),
    field("Nhân lực số", [90, 90, 20]),
    field("Chính quyền số", [200, 260, 60]),
    field("Kinh tế số", [70, 50, 160]),
    field("Xã hội số", [60, 50, 60]),
    field("Lĩnh vực khác", [9_300, 0, 0]),
];

/// The amounts of the whole province, in hundredths of a million đồng: recurrent, of it for the plan, and from outside.
const TOTALS: [(u32, [i64; 3]); 2] =
    [(2024, [851_264_035, 7_916_755, 4_218_370]), (2025, [893_105_218, 10_002_779, 5_530_260])];

/// Weights of those who send, of 10,000: the ten districts in the order of the registry, and the province's departments.
const SENDERS: [i64; 11] = [620, 190, 430, 410, 440, 560, 690, 520, 400, 440, 5_300];

fn rows(registry: &Registry, period: Period, sender: &Unit) -> Vec<Row> {
    let senders = registry.senders(Senders::ProvinceBeside, period);
    let Some(place) = senders.iter().position(|unit| unit.code == sender.code) else { return Vec::new() };
    // Since the new map the province reports for everybody.
    let weights = if senders.len() == SENDERS.len() { SENDERS.as_slice() } else { &[1] };
    let totals = TOTALS.iter().find(|(year, _)| *year == period.year()).map_or([0; 3], |(_, totals)| *totals);

    let mut random = Random::new(&format!("expenditure {} {}", sender.code, period.year()));
    let mut amounts = Vec::new();
    for (kind, total) in totals.into_iter().enumerate() {
        let own = distribute(total, weights)[place];
        let parts = FIELDS.map(|field| field.weights[kind] * random.between(80, 120));
        amounts.push(distribute(own, &parts));
    }
    FIELDS
        .iter()
        .enumerate()
        .map(|(index, field)| {
            let mut row = Row::empty(sender);
            row.key = format!("{} {}", sender.code, field.name);
            row.is_in_part = index + 1 < FIELDS.len();
            row.write("priority_field", field.name);
            for (column, parts) in [RECURRENT, PLAN, MOBILISED].into_iter().zip(&amounts) {
                row.put(column, Number::hundredths(parts[index]));
            }
            row
        })
        .collect()
}
