//! Amounts of each month in a form of quarters: the length that a unit names is that of the form, or the unit is unclear.

use crate::mini::Mini;
use crate::split_labels::sent_in;

/// What is found under a caption in a table of two communes, with these labels of a flow and of the population.
fn found(project: impl Fn() -> Mini, caption: &str, flow: &str, people: &str) -> Vec<String> {
    let rows = [
        vec!["Quý II năm 2025"],
        vec![caption],
        vec!["Mã xã", "Tên xã", "Hồ sơ trực tuyến", flow, people, "Điểm chuyển đổi số"],
        vec!["90001", "Xã Đồi Chè", "60", "120", "4000", "61.5"],
        vec!["90002", "Xã Bến Gỗ", "40", "80", "3000", "55"],
    ];
    let (found, rows) = sent_in(&project(), &rows, &[]);
    assert_eq!(rows.len(), 2, "{flow}, {people}");
    found.iter().filter_map(|line| line.split(" | ").nth(1)).map(str::to_owned).collect()
}

/// A project whose population is money, in million đồng.
fn of_money() -> Mini {
    let mini = Mini::new();
    mini.edit("schemas/services.json", r#""unit": "PERSON""#, r#""unit": "VND", "multiplier": 6"#);
    mini.edit("pipelines/services.toml", "\"PERSON\"", "\"VND\"");
    mini
}

const FLOW: &str = "Hồ sơ tiếp nhận";

#[test]
fn a_unit_of_another_period_than_that_of_the_form_is_unclear() {
    for unit in ["triệu đồng/tháng", "triệu đồng mỗi tháng", "triệu đồng/năm", "triệu đồng/6 tháng", "triệu đồng/ngày"]
    {
        assert_eq!(found(of_money, "", FLOW, &format!("Dân số ({unit})")), ["unclear-unit"], "{unit}");
        assert_eq!(found(of_money, &format!("ĐVT: {unit}"), FLOW, "Dân số"), ["unclear-unit"], "{unit}");
    }
    assert_eq!(found(Mini::new, "", "Hồ sơ tiếp nhận (hồ sơ/tháng)", "Dân số"), ["unclear-unit"]);
    assert_eq!(found(Mini::new, "", FLOW, "Dân số (người/tháng)"), ["unclear-unit"]);
}

#[test]
fn a_unit_of_the_period_of_the_form_is_sound() {
    for unit in ["triệu đồng/quý", "triệu đồng"] {
        assert_eq!(found(of_money, "", FLOW, &format!("Dân số ({unit})")), [""; 0], "{unit}");
    }
    // The form asks for an average itself.
    let of_each_month = || {
        let mini = of_money();
        mini.edit("schemas/services.json", "\"Dân số\"", "\"Thu nhập mỗi tháng\"");
        mini
    };
    assert_eq!(found(of_each_month, "", FLOW, "Thu nhập mỗi tháng (triệu đồng/tháng)"), [""; 0]);
}
