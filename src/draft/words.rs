//! What the words of a label say: how a measure behaves over time, its unit, a name for its field.
//!
//! Takes texts as written; gives guesses, each of which is reported to the person who asked. The words are the language's, not
//! any form's.

use crate::project::written::form::Measure;
use crate::values::text;
use crate::words::counted::{Counted, code_of_words};
use crate::words::quantity;
use crate::words::stated_units::StatedMeasure;
use crate::words::unit_text::stated;

/// What is a share, an index or a score, whatever it is of.
const RATIOS: [&str; 18] = [
    "tỷ lệ",
    "tỉ lệ",
    "tỷ trọng",
    "tỉ trọng",
    "tỷ suất",
    "tỉ suất",
    "phần trăm",
    "chỉ số",
    "hệ số",
    "mật độ",
    "tốc độ",
    "tổng điểm",
    "số điểm",
    "xếp hạng",
    "rate",
    "percent",
    "share",
    "%",
];
/// What is not added, either, and may be money: the mean income of a household.
const MEANS: [&str; 4] = ["bình quân", "trung bình", "năng suất", "score"];
const FLOW: [&str; 12] = [
    "trong kỳ",
    "trong tháng",
    "trong quý",
    "trong năm",
    "phát sinh",
    "tiếp nhận",
    "đã giải quyết",
    "doanh thu",
    "số chi",
    "số thu",
    "mới",
    "thành lập",
];
const STOCK: [&str; 20] = [
    "hộ gia đình",
    "hộ kinh doanh",
    "người từ",
    "thôn",
    "cán bộ",
    "doanh nghiệp",
    "số hộ",
    "dân số",
    "hiện có",
    "cuối kỳ",
    "đến cuối",
    "đang hoạt động",
    "đang sử dụng",
    "đang vận hành",
    "số thôn",
    "diện tích",
    "lũy kế",
    "population",
    "area",
    "số cán bộ",
];

/// How a measure behaves over time, by the words of its label; the deciding word is given where there is one.
pub fn measure_of(path: &[String], percent: bool) -> (Measure, Option<&'static str>) {
    let key = key_of(path);
    let found = |words: &[&'static str]| words.iter().copied().find(|word| says(&key, word));
    if percent {
        return (Measure::Rate, Some("%"));
    }
    if let Some(word) = found(&RATIOS).or_else(|| found(&MEANS)) {
        return (Measure::Rate, Some(word));
    }
    if path.iter().any(|part| text::label(part) == "điểm" || text::label(part).starts_with("điểm các")) {
        return (Measure::Rate, Some("điểm"));
    }
    if is_plan_of_the_year(&key) {
        return (Measure::Stock, Some("kế hoạch năm"));
    }
    if let Some(word) = found(&FLOW) {
        return (Measure::Flow, Some(word));
    }
    match found(&STOCK) {
        Some(word) => (Measure::Stock, Some(word)),
        None => (Measure::Flow, None),
    }
}

/// A label as its words are sought.
fn key_of(path: &[String]) -> String {
    path.iter().map(|part| text::label(part)).collect::<Vec<_>>().join(" > ")
}

/// True where a label holds one of these words.
pub fn says_any(path: &[String], words: &[&str]) -> bool {
    let key = key_of(path);
    words.iter().any(|word| says(&key, word))
}

/// True where a label holds a word. Programs write their labels without marks and with `_` between words: "ty_le_ho_ngheo".
fn says(key: &str, word: &str) -> bool {
    // Without its marks it may be another word, "mỗi" or "môi".
    const OTHERWISE: [&str; 1] = ["mới"];
    let word_of = text::label(word);
    holds(key, &word_of)
        || key.is_ascii() && !OTHERWISE.contains(&word) && {
            let plain = text::without_marks(&word_of);
            !plain.is_empty() && holds(&key.replace('_', " "), &plain)
        }
}

/// True for a label of what is no amount of money, whatever is written above its table: a ratio, an index, so many persons or households.
pub fn is_never_money(path: &[String]) -> bool {
    const COUNTS: [&str; 13] = [
        "số hộ",
        "số người",
        "số nhân khẩu",
        "số khẩu",
        "dân số",
        "số lao động",
        "số doanh nghiệp",
        "số hợp tác xã",
        "số cơ sở",
        "số thôn",
        "số xã",
        "số hồ sơ",
        "tuổi",
    ];
    let key = key_of(path);
    let leaf = key_of(path.get(path.len().saturating_sub(1)..).unwrap_or_default());
    RATIOS.iter().chain(&["so với"]).any(|word| says(&key, word))
        || COUNTS.iter().any(|word| leaf.starts_with(&text::label(word)) || says(&leaf, word) && key.is_ascii())
}

/// True for the label of a degree of latitude or longitude, which nobody adds.
pub fn is_coordinate(path: &[String]) -> bool {
    const NAMES: [&str; 10] =
        ["lat", "lon", "lng", "latitude", "longitude", "vĩ độ", "kinh độ", "vi do", "kinh do", "tọa độ"];
    let leaf = path.last().map(|leaf| text::label(leaf).replace('_', " ")).unwrap_or_default();
    let last = leaf.rsplit(['>', '.']).next().unwrap_or_default().trim();
    NAMES.iter().any(|name| text::label(name) == last)
}

/// True for a label that asks for the plan of the whole year, which is the same in each of its months: "Kế hoạch năm", "Dự toán cả năm 2025".
fn is_plan_of_the_year(key: &str) -> bool {
    const PLANS: [&str; 3] = ["kế hoạch", "dự toán", "chỉ tiêu"];
    const PARTS: [&str; 4] = ["tháng", "quý", "kỳ", "thực hiện"];
    let has = |word: &&str| holds(key, &text::label(word));
    PLANS.iter().any(has) && has(&"năm") && !PARTS.iter().any(has)
}

/// True where the text holds the word whole; field names join theirs with `_`.
fn holds(key: &str, word: &str) -> bool {
    key.match_indices(word).any(|(start, found)| {
        let before = key.get(..start).and_then(|text| text.chars().next_back());
        let after = key.get(start + found.len()..).and_then(|text| text.chars().next());
        ![before, after].into_iter().flatten().any(char::is_alphanumeric)
    })
}

/// The SDMX unit and multiplier of a unit as written; `None` where it is none or a list.
pub fn unit_of(written: &str) -> Option<(String, i8)> {
    let unit = stated(written).only()?;
    let multiplier = i8::try_from(unit.multiplier).ok()?;
    match unit.measure {
        StatedMeasure::Money => Some(("VND".into(), multiplier)),
        StatedMeasure::Percent => Some(("percent".into(), 0)),
        StatedMeasure::OtherMoney => None,
        StatedMeasure::Count => {
            let key = text::name(written);
            let bare = match multiplier {
                0 => key.as_str(),
                _ => key.split_once(' ').map_or(key.as_str(), |(_, rest)| rest),
            };
            let counted = code_of_words(bare);
            let quantity = match unit.counted {
                Counted::Quantity(quantity) => quantity::code_of(quantity),
                _ => None,
            };
            let known = counted.or(quantity).map(str::to_owned);
            // A list of things is no unit.
            let code = known.or_else(|| (!bare.contains([',', ';'])).then(|| snake(bare).to_uppercase()))?;
            (!code.is_empty() && code.len() <= 40).then_some((code, multiplier))
        }
    }
}

/// Words in ASCII joined by a sign: letters without marks, digits.
fn joined(written: &str, sign: char, most_words: usize) -> String {
    let plain = text::without_marks(written);
    let words = plain.split(|sign: char| !sign.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.take(most_words).collect::<Vec<_>>().join(&sign.to_string())
}

/// `tong_so_ho` for "Tổng số hộ".
pub fn snake(written: &str) -> String {
    joined(written, '_', 10)
}

/// `ket-qua-giai-quyet` for "Kết quả giải quyết".
pub fn kebab(written: &str) -> String {
    joined(written, '-', 8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_become_codes() {
        let unit = |text| unit_of(text);
        assert_eq!(unit("triệu đồng"), Some(("VND".into(), 6)));
        assert_eq!(unit("%"), Some(("percent".into(), 0)));
        assert_eq!(unit("nghìn người"), Some(("PERSON".into(), 3)));
        assert_eq!(unit("nghin nguoi"), Some(("PERSON".into(), 3)));
        assert_eq!(unit("nghìn m³"), Some(("M3".into(), 3)));
        assert_eq!(unit("tấn"), Some(("TONNE".into(), 0)));
        assert_eq!(unit("kg/người"), Some(("KG_NGUOI".into(), 0)));
        assert_eq!(unit("máy chủ"), Some(("MAY_CHU".into(), 0)));
        for (text, code) in [
            ("hộ kinh doanh", "HOUSEHOLD_BUSINESS"),
            ("household businesses", "HOUSEHOLD_BUSINESS"),
            ("hộ gia đình", "HOUSEHOLD"),
            ("dn", "ENTERPRISE"),
            ("dịch vụ", "SERVICE"),
            ("xóm", "VILLAGE"),
            ("phường", "COMMUNE"),
        ] {
            assert_eq!(unit(text), Some((code.into(), 0)), "{text}");
        }
        assert_eq!(unit("học sinh"), Some(("HOC_SINH".into(), 0)));
        assert_eq!(unit("hồ sơ, người"), None);
    }

    #[test]
    fn labels_show_how_measures_behave() {
        let measure = |text: &str| measure_of(&[text.to_owned()], false).0;
        assert_eq!(measure("Tỷ lệ hộ nghèo"), Measure::Rate);
        assert_eq!(measure("Tổng số hộ"), Measure::Stock);
        assert_eq!(measure("Hồ sơ tiếp nhận"), Measure::Flow);
        assert_eq!(measure("area_km2"), Measure::Stock);
        for label in ["ty_le", "TI LE HO NGHEO", "tyle_%", "mat_do"] {
            assert_eq!(measure(label), Measure::Rate, "{label}");
        }
        assert_eq!(
            [measure("so_ho"), measure("ho_so_tiep_nhan"), measure("moi")],
            [Measure::Stock, Measure::Flow, Measure::Flow]
        );
        let money = |text: &str| !is_never_money(&[text.to_owned()]);
        assert!(
            !money("Tỷ lệ") && !money("ty_le") && !money("Số hộ") && !money("Tuổi") && !money("So với năm trước (%)")
        );
        assert!(money("Thu") && money("Thu nhập bình quân") && money("Giá trị hỗ trợ số hộ nghèo") && money("so_tien"));
        let degree = |text: &str| is_coordinate(&[text.to_owned()]);
        assert!(degree("vi_tri > lat") && degree("Kinh độ") && degree("vi_do") && !degree("Chênh lệch"));
        assert_eq!(measure("Doanh thu của doanh nghiệp"), Measure::Flow);
        assert_eq!(measure("Kế hoạch năm"), Measure::Stock);
        assert_eq!(measure("Kế hoạch doanh thu cả năm"), Measure::Stock);
        assert_eq!(measure("Kế hoạch quý"), Measure::Flow);
        assert_eq!(measure("Thực hiện kế hoạch năm"), Measure::Flow);
    }
}
