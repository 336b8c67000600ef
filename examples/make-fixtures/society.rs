//! Form 04/CĐS: takes a commune of the old map and a quarter, gives its people and what they take part in.
//!
//! The province has about 650,000 people, seven in ten of them over 15. Accounts reach some 80 % of them by the end
//! of 2025, smartphones and electronic identities fewer, health records more.

use crate::calendar::{Frequency, Period};
use crate::form::{Column, Form, Holds, Senders};
use crate::random::{Random, portion};
use crate::registry::{Registry, Unit};
use crate::report::Row;
use crate::{form, members};

pub const FORM: Form = Form {
    number: "04",
    heading: "BÁO CÁO KẾT QUẢ PHÁT TRIỂN XÃ HỘI SỐ",
    short_name: "XHS",
    units_of_measure: &["người"],
    frequency: Frequency::Quarter,
    senders: Senders::Communes,
    area: form::COMMUNES,
    columns: &[
        Column {
            field: "adults",
            holds: Holds::Counts,
            path: &["Người từ 15 tuổi trở lên", "Tổng số"],
            alias_path: &["Người từ 15 tuổi trở lên", "Tổng số"],
            flat: "Số người từ 15 tuổi trở lên",
            title: "Người từ 15 tuổi trở lên > Tổng số",
        },
        Column {
            field: "adults_with_account",
            holds: Holds::Counts,
            path: &["Người từ 15 tuổi trở lên", "Có tài khoản thanh toán"],
            alias_path: &["Người từ 15 tuổi trở lên", "Có tài khoản thanh toán"],
            flat: "Người từ 15 tuổi có tài khoản thanh toán",
            title: "Người từ 15 tuổi trở lên > Có tài khoản thanh toán",
        },
        Column {
            field: "adults_with_smartphone",
            holds: Holds::Counts,
            path: &["Người từ 15 tuổi trở lên", "Có điện thoại thông minh"],
            alias_path: &["Người từ 15 tuổi trở lên", "Có điện thoại thông minh"],
            flat: "Người từ 15 tuổi có điện thoại thông minh",
            title: "Người từ 15 tuổi trở lên > Có điện thoại thông minh",
        },
        Column {
            field: "adults_with_identity",
            holds: Holds::Counts,
            path: &["Người từ 15 tuổi trở lên", "Có tài khoản định danh điện tử"],
            alias_path: &["Người từ 15 tuổi trở lên", "Có định danh điện tử"],
            flat: "Người từ 15 tuổi có tài khoản định danh điện tử",
            title: "Người từ 15 tuổi trở lên > Có tài khoản định danh điện tử",
        },
        Column {
            field: "people",
            holds: Holds::Counts,
            path: &["Dân số", "Tổng số"],
            alias_path: &["Dân số", "Tổng số"],
            flat: "Tổng dân số",
            title: "Dân số > Tổng số",
        },
        Column {
            field: "people_with_health_record",
            holds: Holds::Counts,
            path: &["Dân số", "Có hồ sơ sức khỏe điện tử"],
            alias_path: &["Dân số", "Có hồ sơ sức khỏe điện tử"],
            flat: "Số người có hồ sơ sức khỏe điện tử",
            title: "Dân số > Có hồ sơ sức khỏe điện tử",
        },
    ],
    formula: None,
    part: members::BORDER,
    note: "Số liệu có đến ngày 14 tháng cuối quý.",
    rows,
};

fn rows(registry: &Registry, period: Period, sender: &Unit) -> Vec<Row> {
    members::rows(registry, &FORM, period, sender, figures)
}

/// The figures of an old commune in the order of the columns. `quarter` counts from the first of 2024.
pub fn figures(commune: &str, is_urban: bool, quarter: i64) -> Vec<i64> {
    let mut lasting = Random::new(&format!("society {commune}"));
    let base = if is_urban { lasting.between(4_300, 9_200) } else { lasting.between(2_600, 6_700) };
    let adult_share = lasting.between(6_700, 7_300);
    let leans: [i64; 4] = std::array::from_fn(|_| lasting.between(-600, 600));

    let mut random = Random::new(&format!("society {commune} {quarter}"));
    let people = portion(base, 10_000 + quarter * 25) + random.between(-3, 3);
    let adults = portion(people, adult_share);
    // Each grows by its own step every quarter; what single reports add or lose stays below the step.
    let mut share = |start: i64, step: i64, lean: i64| start + step * quarter + lean + random.between(-40, 40);
    let account = share(6_650, 200, leans[0]);
    let smartphone = share(6_800, 100, leans[1]);
    let identity = share(5_700, 190, leans[2]);
    let health = share(7_800, 100, leans[3]);
    vec![
        adults,
        portion(adults, account),
        portion(adults, smartphone),
        portion(adults, identity),
        people,
        portion(people, health),
    ]
}
