//! Form 01/CĐS: takes a commune of the old map and a quarter, gives its villages, its households and who is connected.
//!
//! The province has about 1,400 villages and 130,000 households here. 4G reaches nearly every village by the end of 2025, fibre
//! three households in four: below the target of 80 %.

use crate::calendar::{Frequency, Period};
use crate::form::{Column, Form, Holds, Senders};
use crate::random::{Random, portion};
use crate::registry::{Registry, Unit};
use crate::report::Row;
use crate::{form, members};

pub const FORM: Form = Form {
    number: "01",
    heading: "BÁO CÁO KẾT QUẢ PHÁT TRIỂN HẠ TẦNG SỐ",
    short_name: "HTS",
    units_of_measure: &["thôn, hộ, điểm"],
    frequency: Frequency::Quarter,
    senders: Senders::Communes,
    area: form::COMMUNES,
    columns: &[
        Column {
            field: "villages",
            holds: Holds::Counts,
            path: &["Thôn, bản, tổ dân phố", "Tổng số"],
            alias_path: &["Thôn, bản", "Tổng số"],
            flat: "Số thôn, bản, tổ dân phố",
            title: "Thôn, bản, tổ dân phố > Tổng số",
        },
        Column {
            field: "villages_with_4g",
            holds: Holds::Counts,
            path: &["Thôn, bản, tổ dân phố", "Có sóng 4G"],
            alias_path: &["Thôn, bản", "Có sóng 4G"],
            flat: "Thôn, bản có sóng 4G",
            title: "Thôn, bản, tổ dân phố > Có sóng 4G",
        },
        Column {
            field: "villages_with_fibre",
            holds: Holds::Counts,
            path: &["Thôn, bản, tổ dân phố", "Có cáp quang"],
            alias_path: &["Thôn, bản", "Có cáp quang"],
            flat: "Thôn, bản có cáp quang",
            title: "Thôn, bản, tổ dân phố > Có cáp quang",
        },
        Column {
            field: "households",
            holds: Holds::Counts,
            path: &["Hộ gia đình", "Tổng số"],
            alias_path: &["Hộ gia đình", "Tổng số"],
            flat: "Số hộ gia đình",
            title: "Hộ gia đình > Tổng số",
        },
        Column {
            field: "households_with_fibre",
            holds: Holds::Counts,
            path: &["Hộ gia đình", "Dùng internet cáp quang"],
            alias_path: &["Hộ gia đình", "Có cáp quang"],
            flat: "Số hộ dùng internet cáp quang",
            title: "Hộ gia đình > Dùng internet cáp quang",
        },
        Column {
            field: "public_wifi_points",
            holds: Holds::Counts,
            path: &["Điểm Wi-Fi công cộng"],
            alias_path: &["Số điểm Wi-Fi công cộng"],
            flat: "Điểm Wifi công cộng",
            title: "Điểm Wi-Fi công cộng",
        },
    ],
    formula: None,
    part: members::BORDER,
    note: "Số liệu có đến ngày 14 tháng cuối quý, do doanh nghiệp viễn thông và xã cùng rà soát.",
    rows,
};

fn rows(registry: &Registry, period: Period, sender: &Unit) -> Vec<Row> {
    members::rows(registry, &FORM, period, sender, figures)
}

/// The figures of an old commune in the order of the columns. `quarter` counts from the first of 2024.
fn figures(commune: &str, is_urban: bool, quarter: i64) -> Vec<i64> {
    let mut lasting = Random::new(&format!("infrastructure {commune}"));
    let villages = if is_urban { lasting.between(8, 20) } else { lasting.between(6, 16) };
    let base = if is_urban { lasting.between(1_050, 2_150) } else { lasting.between(620, 1_290) };
    // Quarters until the last village without 4G has it.
    let first_gap = lasting.between(-6, 9);
    let second_gap = lasting.between(-12, 7);
    let fibre = if is_urban { 8_700 } else { lasting.between(5_200, 7_200) };
    let lean = lasting.between(-500, 500);
    let points = if is_urban { lasting.between(3, 9) } else { lasting.between(0, 2) };

    let mut random = Random::new(&format!("infrastructure {commune} {quarter}"));
    let households = portion(base, 10_000 + quarter * 30) + random.between(-2, 2);
    let without_signal = i64::from(quarter < first_gap) + i64::from(quarter < second_gap);
    let villages_with_fibre = portion(villages, fibre + 900 + quarter * 130).min(villages);
    let share = (5_600 + quarter * 240 + lean + random.between(-30, 30) + if is_urban { 1_700 } else { 0 }).min(9_700);
    vec![
        villages,
        villages - without_signal,
        villages_with_fibre,
        households,
        portion(households, share),
        points + quarter / 3,
    ]
}
