//! Form 03/CĐS: takes a commune of the old map and a quarter, gives its enterprises, its household businesses and what
//! they sell over platforms.
//!
//! Revenue is money in million đồng with two digits, held in hundredths. Its unit of measure is in the label: above the
//! table it would speak of the counts as well.

use crate::calendar::{Frequency, Period};
use crate::form::{Column, Form, Holds, Senders};
use crate::random::{Random, portion};
use crate::registry::{Registry, Unit};
use crate::report::Row;
use crate::{form, members};

pub const FORM: Form = Form {
    number: "03",
    heading: "BÁO CÁO KẾT QUẢ PHÁT TRIỂN KINH TẾ SỐ",
    short_name: "KTS",
    units_of_measure: &["doanh nghiệp, hộ, sản phẩm"],
    frequency: Frequency::Quarter,
    senders: Senders::Communes,
    area: form::COMMUNES,
    columns: &[
        Column {
            field: "enterprises",
            holds: Holds::Counts,
            path: &["Doanh nghiệp", "Tổng số"],
            alias_path: &["Doanh nghiệp", "Tổng số"],
            flat: "Số doanh nghiệp",
            title: "Doanh nghiệp > Tổng số",
        },
        Column {
            field: "enterprises_with_e_invoice",
            holds: Holds::Counts,
            path: &["Doanh nghiệp", "Dùng hóa đơn điện tử"],
            alias_path: &["Doanh nghiệp", "Có hóa đơn điện tử"],
            flat: "Doanh nghiệp dùng hóa đơn điện tử",
            title: "Doanh nghiệp > Dùng hóa đơn điện tử",
        },
        Column {
            field: "enterprises_with_e_contract",
            holds: Holds::Counts,
            path: &["Doanh nghiệp", "Dùng hợp đồng điện tử"],
            alias_path: &["Doanh nghiệp", "Có hợp đồng điện tử"],
            flat: "Doanh nghiệp dùng hợp đồng điện tử",
            title: "Doanh nghiệp > Dùng hợp đồng điện tử",
        },
        Column {
            field: "enterprises_on_platforms",
            holds: Holds::Counts,
            path: &["Doanh nghiệp", "Bán hàng trên sàn thương mại điện tử"],
            alias_path: &["Doanh nghiệp", "Có gian hàng trên sàn"],
            flat: "Doanh nghiệp bán hàng trên sàn thương mại điện tử",
            title: "Doanh nghiệp > Bán hàng trên sàn thương mại điện tử",
        },
        Column {
            field: "household_businesses",
            holds: Holds::Counts,
            path: &["Hộ kinh doanh"],
            alias_path: &["Số hộ kinh doanh"],
            flat: "Số hộ kinh doanh",
            title: "Hộ kinh doanh",
        },
        Column {
            field: "e_commerce_revenue",
            holds: Holds::Amounts,
            path: &["Doanh thu thương mại điện tử (triệu đồng)"],
            alias_path: &["Doanh thu TMĐT (Tr. đồng)"],
            flat: "Doanh thu thương mại điện tử trong kỳ (ĐVT: triệu đồng)",
            title: "Doanh thu thương mại điện tử (triệu đồng)",
        },
        Column {
            field: "products_on_platforms",
            holds: Holds::Counts,
            path: &["Sản phẩm trên sàn thương mại điện tử"],
            alias_path: &["Số sản phẩm trên sàn"],
            flat: "Sản phẩm trên sàn TMĐT",
            title: "Sản phẩm trên sàn thương mại điện tử",
        },
    ],
    formula: None,
    part: members::BORDER,
    note: "Doanh thu tính trong quý, từ ngày 15 tháng cuối quý trước đến ngày 14 tháng cuối quý; các cột khác có đến cuối quý.",
    rows,
};

fn rows(registry: &Registry, period: Period, sender: &Unit) -> Vec<Row> {
    members::rows(registry, &FORM, period, sender, figures)
}

/// The figures of an old commune in the order of the columns. `quarter` counts from the first of 2024.
fn figures(commune: &str, is_urban: bool, quarter: i64) -> Vec<i64> {
    let mut lasting = Random::new(&format!("commerce {commune}"));
    let base = if is_urban { lasting.between(35, 110) } else { lasting.between(0, 9) };
    let leans: [i64; 2] = std::array::from_fn(|_| lasting.between(-400, 400));
    let businesses = if is_urban { lasting.between(180, 620) } else { lasting.between(20, 130) };
    let listed = if is_urban { lasting.between(14, 60) } else { lasting.between(0, 7) };
    // Hundredths of a million đồng that a product brings in a quarter.
    let price = lasting.between(1_400, 4_800);

    let mut random = Random::new(&format!("commerce {commune} {quarter}"));
    let enterprises = base + portion(base, quarter * 90);
    let products = listed + portion(listed, quarter * 450);
    let with_invoice = portion(enterprises, 9_150 + quarter * 100).min(enterprises);
    let with_contract = portion(enterprises, 5_200 + quarter * 330 + leans[0]).min(enterprises);
    let on_platforms = portion(enterprises, 1_500 + quarter * 190 + leans[1]).min(enterprises);
    // The last quarter of a year brings the harvest and the feast.
    let season = if quarter % 4 == 3 { 12_500 } else { 10_000 };
    let revenue = portion(products * price, portion(season, random.between(8_700, 11_600) + quarter * 150));
    vec![
        enterprises,
        with_invoice,
        with_contract,
        on_platforms,
        businesses + portion(businesses, quarter * 60) + random.between(-1, 2),
        revenue,
        products,
    ]
}
