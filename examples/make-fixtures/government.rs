//! Form 02/CĐS: takes a commune of the old map and a month, gives its dossiers and its officials.
//!
//! The figures grow as the plan wants them to: dossiers received online from 55 to 80 % of all, 97 % settled in
//! time, officials with a digital signature from 60 to 90 %.

use crate::calendar::{Frequency, Period};
use crate::form::{Column, Form, Holds, Senders};
use crate::random::{Random, portion};
use crate::registry::{Registry, Unit};
use crate::report::Row;
use crate::{form, members};

pub const FORM: Form = Form {
    number: "02",
    heading: "BÁO CÁO KẾT QUẢ GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH",
    short_name: "TTHC",
    units_of_measure: &["hồ sơ, người"],
    frequency: Frequency::Month,
    senders: Senders::Communes,
    area: form::COMMUNES,
    columns: &[
        Column {
            field: "dossiers_received",
            holds: Holds::Counts,
            path: &["Hồ sơ thủ tục hành chính", "Tiếp nhận trong kỳ", "Tổng số"],
            alias_path: &["Tiếp nhận trong kỳ", "Tổng số"],
            flat: "Hồ sơ tiếp nhận",
            title: "Tiếp nhận trong kỳ > Tổng số",
        },
        Column {
            field: "dossiers_online",
            holds: Holds::Counts,
            path: &["Hồ sơ thủ tục hành chính", "Tiếp nhận trong kỳ", "Trong đó: trực tuyến"],
            alias_path: &["Tiếp nhận trong kỳ", "Trực tuyến"],
            flat: "Hồ sơ tiếp nhận trực tuyến",
            title: "Tiếp nhận trong kỳ > Trong đó: trực tuyến",
        },
        Column {
            field: "dossiers_settled",
            holds: Holds::Counts,
            path: &["Hồ sơ thủ tục hành chính", "Đã giải quyết", "Tổng số"],
            alias_path: &["Đã giải quyết", "Tổng số"],
            flat: "Hồ sơ đã giải quyết",
            title: "Đã giải quyết > Tổng số",
        },
        Column {
            field: "dossiers_on_time",
            holds: Holds::Counts,
            path: &["Hồ sơ thủ tục hành chính", "Đã giải quyết", "Đúng hạn"],
            alias_path: &["Đã giải quyết", "Trước và đúng hạn"],
            flat: "Hồ sơ giải quyết đúng hạn",
            title: "Đã giải quyết > Đúng hạn",
        },
        Column {
            field: "dossiers_overdue",
            holds: Holds::Counts,
            path: &["Hồ sơ thủ tục hành chính", "Đã giải quyết", "Quá hạn"],
            alias_path: &["Đã giải quyết", "Quá hạn"],
            flat: "Hồ sơ giải quyết quá hạn",
            title: "Đã giải quyết > Quá hạn",
        },
        Column {
            field: "officials",
            holds: Holds::Counts,
            path: &["Cán bộ, công chức", "Tổng số"],
            alias_path: &["Cán bộ, công chức", "Tổng số"],
            flat: "Số cán bộ, công chức",
            title: "Cán bộ, công chức > Tổng số",
        },
        Column {
            field: "officials_with_signature",
            holds: Holds::Counts,
            path: &["Cán bộ, công chức", "Có chữ ký số"],
            alias_path: &["Cán bộ, công chức", "Có chữ ký số"],
            flat: "Cán bộ, công chức có chữ ký số",
            title: "Cán bộ, công chức > Có chữ ký số",
        },
    ],
    formula: Some(("dossiers_settled", "3=4+5")),
    part: members::BORDER,
    note: "Số liệu tính từ ngày 15 tháng trước đến ngày 14 tháng báo cáo.",
    rows,
};

fn rows(registry: &Registry, period: Period, sender: &Unit) -> Vec<Row> {
    members::rows(registry, &FORM, period, sender, figures)
}

/// The figures of an old commune in the order of the columns. `month` counts from January 2024.
pub fn figures(commune: &str, is_urban: bool, month: i64) -> Vec<i64> {
    let mut lasting = Random::new(&format!("government {commune}"));
    let usual = if is_urban { lasting.between(160, 380) } else { lasting.between(25, 120) };
    let lean = lasting.between(-500, 500);
    let officials = lasting.between(15, 25);
    let signature_lean = lasting.between(-400, 400);

    let mut random = Random::new(&format!("government {commune} {month}"));
    // Few people come in the weeks of the lunar New Year.
    let season = if month % 12 == 1 { 7_000 } else { 10_000 };
    let received = portion(usual, portion(season, random.between(8_500, 11_500) + month * 40)).max(4);
    let online = portion(received, 5_500 + month * 108 + lean + random.between(-300, 300));
    let settled = portion(received, random.between(9_300, 10_200));
    let overdue = portion(settled, random.between(0, 600));
    let signatures = portion(officials, 6_000 + month * 130 + signature_lean).min(officials);
    vec![received, online, settled, settled - overdue, overdue, officials, signatures]
}
