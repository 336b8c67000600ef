//! Form 05/CĐS: takes the communes of a sender and a year, gives their points in eight groups of criteria and the total.
//!
//! The total is the sum of the groups to the last digit. In 2024 two communes in five have the 500 points that the
//! province asks for; in 2025 the new communes, which are assessed anew, reach about six in ten.

use crate::calendar::{Frequency, Period};
use crate::form::{self, Column, Form, Holds, Senders};
use crate::number::Number;
use crate::random::{Random, portion};
use crate::registry::{Registry, Unit};
use crate::report::Row;

/// The groups and the most points that each gives: 1,000 in all.
const GROUPS: [(&str, i64); 8] = [
    ("points_awareness", 100),
    ("points_institutions", 100),
    ("points_infrastructure", 100),
    ("points_workforce", 100),
    ("points_security", 100),
    ("points_government", 200),
    ("points_economy", 150),
    ("points_society", 150),
];
pub const TOTAL: &str = "points_total";
/// Points are given in quarters, here in hundredths.
const STEP: i64 = 25;

pub const FORM: Form = Form {
    number: "05",
    heading: "KẾT QUẢ ĐÁNH GIÁ MỨC ĐỘ CHUYỂN ĐỔI SỐ CẤP XÃ",
    short_name: "DGCDS",
    units_of_measure: &["điểm"],
    frequency: Frequency::Year,
    senders: Senders::Communes,
    area: form::COMMUNES,
    columns: &[
        Column {
            field: "points_awareness",
            holds: Holds::Points,
            path: &["Kết quả đánh giá", "Chia ra", "Điểm các nhóm tiêu chí", "Nhận thức số"],
            alias_path: &["Điểm các nhóm tiêu chí", "Nhận thức số"],
            flat: "Nhận thức số",
            title: "Điểm các nhóm tiêu chí > Nhận thức số",
        },
        Column {
            field: "points_institutions",
            holds: Holds::Points,
            path: &["Kết quả đánh giá", "Chia ra", "Điểm các nhóm tiêu chí", "Thể chế số"],
            alias_path: &["Điểm các nhóm tiêu chí", "Thể chế số"],
            flat: "Thể chế số",
            title: "Điểm các nhóm tiêu chí > Thể chế số",
        },
        Column {
            field: "points_infrastructure",
            holds: Holds::Points,
            path: &["Kết quả đánh giá", "Chia ra", "Điểm các nhóm tiêu chí", "Hạ tầng số"],
            alias_path: &["Điểm các nhóm tiêu chí", "Hạ tầng số"],
            flat: "Hạ tầng số",
            title: "Điểm các nhóm tiêu chí > Hạ tầng số",
        },
        Column {
            field: "points_workforce",
            holds: Holds::Points,
            path: &["Kết quả đánh giá", "Chia ra", "Điểm các nhóm tiêu chí", "Nhân lực số"],
            alias_path: &["Điểm các nhóm tiêu chí", "Nhân lực số"],
            flat: "Nhân lực số",
            title: "Điểm các nhóm tiêu chí > Nhân lực số",
        },
        Column {
            field: "points_security",
            holds: Holds::Points,
            path: &["Kết quả đánh giá", "Chia ra", "Điểm các nhóm tiêu chí", "An toàn thông tin mạng"],
            alias_path: &["Điểm các nhóm tiêu chí", "An toàn thông tin mạng"],
            flat: "An toàn thông tin mạng",
            title: "Điểm các nhóm tiêu chí > An toàn thông tin mạng",
        },
        Column {
            field: "points_government",
            holds: Holds::Points,
            path: &["Kết quả đánh giá", "Chia ra", "Điểm các nhóm tiêu chí", "Chính quyền số"],
            alias_path: &["Điểm các nhóm tiêu chí", "Hoạt động chính quyền số"],
            flat: "Hoạt động chính quyền số",
            title: "Điểm các nhóm tiêu chí > Chính quyền số",
        },
        Column {
            field: "points_economy",
            holds: Holds::Points,
            path: &["Kết quả đánh giá", "Chia ra", "Điểm các nhóm tiêu chí", "Kinh tế số"],
            alias_path: &["Điểm các nhóm tiêu chí", "Hoạt động kinh tế số"],
            flat: "Hoạt động kinh tế số",
            title: "Điểm các nhóm tiêu chí > Kinh tế số",
        },
        Column {
            field: "points_society",
            holds: Holds::Points,
            path: &["Kết quả đánh giá", "Chia ra", "Điểm các nhóm tiêu chí", "Xã hội số"],
            alias_path: &["Điểm các nhóm tiêu chí", "Hoạt động xã hội số"],
            flat: "Hoạt động xã hội số",
            title: "Điểm các nhóm tiêu chí > Xã hội số",
        },
        Column {
            field: TOTAL,
            holds: Holds::Points,
            path: &["Tổng điểm"],
            alias_path: &["Tổng số điểm"],
            flat: "Tổng điểm",
            title: "Tổng điểm",
        },
    ],
    formula: Some((TOTAL, "9=1+2+3+4+5+6+7+8")),
    part: "",
    note: "Điểm tối đa của các nhóm lần lượt là 100, 100, 100, 100, 100, 200, 150 và 150, tổng cộng 1.000 điểm.",
    rows,
};

fn rows(registry: &Registry, period: Period, sender: &Unit) -> Vec<Row> {
    registry.reported_by(sender, period).into_iter().map(|commune| row(commune, period)).collect()
}

fn row(commune: &Unit, period: Period) -> Row {
    let year = period.year();
    let mut random = Random::new(&format!("assessment {} {year}", commune.code));
    let usual = if period.is_under_new_map() { 5_400 } else { 4_840 };
    let strength = usual + random.between(-850, 850) + if commune.is_urban { 650 } else { 0 };
    let mut row = Row::empty(commune);
    for (field, most) in GROUPS {
        let points = portion(most * 100, strength + random.between(-900, 900));
        row.put(field, Number::hundredths(points / STEP * STEP));
    }
    add_up(&mut row);
    row
}

/// Writes the sum of the groups into the total.
pub fn add_up(row: &mut Row) {
    let total = GROUPS.iter().map(|(field, _)| row.count(field)).sum();
    row.put(TOTAL, Number::hundredths(total));
}
