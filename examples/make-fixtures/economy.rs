//! The exports of the Statistics Office: takes nothing, gives value added by industry and the digital part of it,
//! for four years in the vintages known at the end of January 2026.
//!
//! All amounts are whole hundredths of a million đồng, so that the parts add up to the published total to the last
//! digit. GRDP at 2010 prices follows the published figures for 2023 and 2024; everything below it is made up.

use std::error::Error;

use crate::calendar::{Date, Instant};
use crate::delimited::{Dialect, encode};
use crate::number::{Number, Signs, distribute};
use crate::submissions::{Content, Submission};

/// One file: a year in one vintage.
struct Release {
    year: u32,
    vintage: &'static str,
    received_at: Instant,
    /// GRDP in hundredths of a million đồng.
    current: i64,
    constant: i64,
    /// The digital share by the method of the Statistics Office, in basis points.
    share: i64,
    dialect: Dialect,
    header: &'static [&'static str; 10],
    name: &'static str,
}

const TITLES: [&str; 10] = [
    "Năm",
    "Mã ngành",
    "Tên ngành",
    "Loại giá",
    "Loại số liệu",
    "Nguồn phương pháp",
    "Giá trị tăng thêm",
    "Kinh tế số lõi",
    "Kinh tế số nền tảng",
    "Kinh tế số ngành",
];
const TITLES_WITH_UNIT: [&str; 10] = [
    "Năm",
    "Ngành cấp 1",
    "Tên ngành",
    "Loại giá",
    "Loại số liệu",
    "Nguồn phương pháp",
    "Giá trị tăng thêm (triệu đồng)",
    "Kinh tế số lõi (triệu đồng)",
    "Kinh tế số nền tảng (triệu đồng)",
    "Kinh tế số ngành (triệu đồng)",
];
const DATABASE_NAMES: [&str; 10] = [
    "nam",
    "ma_nganh",
    "ten_nganh",
    "gia",
    "loai_so_lieu",
    "phuong_phap",
    "gia_tri_tang_them",
    "kinh_te_so_loi",
    "kinh_te_so_nen_tang",
    "kinh_te_so_nganh",
];

const fn on(year: u32, month: u32, day: u32, hour: u32, minute: u32) -> Instant {
    Instant { date: Date { year, month, day }, second: hour * 3600 + minute * 60 }
}

const RELEASES: [Release; 9] = [
    Release {
        year: 2022,
        vintage: "E",
        received_at: on(2023, 1, 11, 9, 5),
        current: 2_584_317_250,
        constant: 1_391_846_325,
        share: 704,
        dialect: Dialect::Semicolons,
        header: &TITLES,
        name: "gia-tri-tang-them-2022-uoc-tinh",
    },
    Release {
        year: 2022,
        vintage: "P",
        received_at: on(2023, 6, 8, 14, 30),
        current: 2_588_940_118,
        constant: 1_392_204_771,
        share: 711,
        dialect: Dialect::Tabs,
        header: &TITLES,
        name: "gia-tri-tang-them-2022-so-bo",
    },
    Release {
        year: 2023,
        vintage: "E",
        received_at: on(2024, 1, 10, 10, 20),
        current: 2_857_702_431,
        // Published as 14,912.39 billion đồng.
        constant: 1_491_239_200,
        share: 785,
        dialect: Dialect::Commas,
        header: &DATABASE_NAMES,
        name: "gia_tri_tang_them_2023_E",
    },
    Release {
        year: 2023,
        vintage: "P",
        received_at: on(2024, 6, 10, 15, 45),
        current: 2_861_455_090,
        constant: 1_496_120_447,
        share: 790,
        dialect: Dialect::Semicolons,
        header: &TITLES,
        name: "gia-tri-tang-them-2023-so-bo",
    },
    Release {
        year: 2022,
        vintage: "A",
        received_at: on(2024, 10, 6, 8, 40),
        current: 2_590_000_000,
        constant: 1_392_611_034,
        share: 715,
        dialect: Dialect::Semicolons,
        header: &TITLES,
        name: "gia-tri-tang-them-2022-chinh-thuc",
    },
    Release {
        year: 2024,
        vintage: "E",
        received_at: on(2025, 1, 12, 9, 50),
        current: 3_181_260_774,
        // Published as 16,263.22 billion đồng.
        constant: 1_626_322_000,
        share: 864,
        dialect: Dialect::Semicolons,
        header: &TITLES,
        name: "gia-tri-tang-them-2024-uoc-tinh",
    },
    Release {
        year: 2024,
        vintage: "P",
        received_at: on(2025, 6, 10, 16, 10),
        current: 3_186_034_902,
        constant: 1_627_011_583,
        share: 871,
        dialect: Dialect::Semicolons,
        header: &TITLES_WITH_UNIT,
        name: "gia-tri-tang-them-2024-so-bo",
    },
    Release {
        year: 2023,
        vintage: "A",
        received_at: on(2025, 10, 6, 8, 55),
        current: 2_866_918_355,
        // What the growth of 8.51 % published for 2024 implies.
        constant: 1_498_779_836,
        share: 793,
        dialect: Dialect::Tabs,
        header: &TITLES,
        name: "gia-tri-tang-them-2023-chinh-thuc",
    },
    Release {
        year: 2025,
        vintage: "E",
        received_at: on(2026, 1, 12, 10, 15),
        current: 3_540_128_660,
        constant: 1_745_203_912,
        share: 942,
        dialect: Dialect::Semicolons,
        header: &TITLES,
        name: "gia-tri-tang-them-2025-uoc-tinh",
    },
];

struct Industry {
    section: &'static str,
    name: &'static str,
    /// Parts of GRDP, in ten-thousandths that add up to 10,000.
    weight: i64,
    /// Parts of the industry's value added, in basis points.
    core: i64,
    platform: i64,
    /// How much of the digitalised rest falls to the industry, relative to its value added.
    digitalised: i64,
}

const fn industry(
    section: &'static str,
    name: &'static str,
    weight: i64,
    core: i64,
    platform: i64,
    digitalised: i64,
) -> Industry {
    Industry { section, name, weight, core, platform, digitalised }
}

/// The sections of VSIC 2018 but for U: no international body sits in the province.
const INDUSTRIES: [Industry; 20] = [
    industry("A", "Nông nghiệp, lâm nghiệp và thủy sản", 1_620, 0, 0, 10),
    industry("B", "Khai khoáng", 95, 0, 0, 25),
    industry("C", "Công nghiệp chế biến, chế tạo", 540, 60, 0, 60),
    industry("D", "Sản xuất và phân phối điện, khí đốt, nước nóng, hơi nước và điều hòa không khí", 690, 0, 0, 70),
    industry("E", "Cung cấp nước; hoạt động quản lý và xử lý rác thải, nước thải", 45, 0, 0, 50),
    industry("F", "Xây dựng", 1_130, 0, 0, 25),
    industry("G", "Bán buôn và bán lẻ; sửa chữa ô tô, mô tô, xe máy và xe có động cơ khác", 1_080, 0, 220, 80),
    industry("H", "Vận tải, kho bãi", 310, 0, 260, 70),
    industry("I", "Dịch vụ lưu trú và ăn uống", 330, 0, 240, 50),
    industry("J", "Thông tin và truyền thông", 460, 6_400, 700, 60),
    industry("K", "Hoạt động tài chính, ngân hàng và bảo hiểm", 560, 0, 310, 160),
    industry("L", "Hoạt động kinh doanh bất động sản", 390, 0, 90, 30),
    industry("M", "Hoạt động chuyên môn, khoa học và công nghệ", 95, 140, 60, 120),
    industry("N", "Hoạt động hành chính và dịch vụ hỗ trợ", 60, 0, 150, 70),
    industry("O", "Hoạt động của Đảng Cộng sản, tổ chức chính trị - xã hội; quản lý nhà nước", 1_180, 0, 0, 110),
    industry("P", "Giáo dục và đào tạo", 960, 0, 30, 90),
    industry("Q", "Y tế và hoạt động trợ giúp xã hội", 330, 0, 40, 80),
    industry("R", "Nghệ thuật, vui chơi và giải trí", 55, 0, 180, 60),
    industry("S", "Hoạt động dịch vụ khác", 55, 0, 60, 30),
    industry("T", "Hoạt động làm thuê các công việc trong các hộ gia đình", 15, 0, 0, 0),
];

/// The price bases, with the digital share at constant prices a little above that at current ones: equipment gets
/// cheaper. The second value of each is what the share is multiplied by, in basis points.
const PRICE_BASES: [(&str, i64); 2] = [("current", 10_000), ("constant-2010", 10_350)];
/// The methods, with what the second adds to the share, in basis points.
const METHODS: [(&str, i64); 2] = [("statistics-office", 0), ("information-ministry", 152)];

pub fn exports() -> Result<Vec<Submission>, Box<dyn Error>> {
    RELEASES
        .iter()
        .map(|release| {
            Ok(Submission {
                path: format!("exports/{}.csv", release.name),
                received_at: release.received_at,
                content: Content::Bytes(encode(&lines(release), release.dialect)?),
                damage: None,
            })
        })
        .collect()
}

fn lines(release: &Release) -> Vec<Vec<String>> {
    let mut lines = vec![release.header.iter().map(|&label| label.to_owned()).collect()];
    for (price_basis, dearer) in PRICE_BASES {
        let total = if price_basis == "current" { release.current } else { release.constant };
        let value_added = distribute(total, &INDUSTRIES.each_ref().map(|industry| industry.weight));
        for (method, extra) in METHODS {
            let digital = portion(total, (release.share + extra) * dearer / 10_000);
            let digital = digital_parts(&value_added, digital);
            for (index, industry) in INDUSTRIES.iter().enumerate() {
                let mut line = vec![
                    release.year.to_string(),
                    industry.section.to_owned(),
                    industry.name.to_owned(),
                    price_basis.to_owned(),
                    release.vintage.to_owned(),
                    method.to_owned(),
                    million_dong(value_added[index]),
                ];
                line.extend(digital[index].map(|part| if part == 0 { "-".to_owned() } else { million_dong(part) }));
                lines.push(line);
            }
        }
    }
    lines
}

/// Core, platform and digitalised value added of each industry. The first two follow from the industry; the third
/// is what is still missing from the whole, so that the share of the province is the one asked for.
fn digital_parts(value_added: &[i64], digital: i64) -> Vec<[i64; 3]> {
    let own: Vec<[i64; 2]> = INDUSTRIES
        .iter()
        .zip(value_added)
        .map(|(industry, &value)| [portion(value, industry.core), portion(value, industry.platform)])
        .collect();
    let rest = digital - own.iter().flatten().sum::<i64>();
    let weights: Vec<i64> = INDUSTRIES
        .iter()
        .zip(value_added)
        .map(|(industry, value)| industry.digitalised * (value / 1_000_000))
        .collect();
    own.iter().zip(distribute(rest, &weights)).map(|(&[core, platform], other)| [core, platform, other]).collect()
}

/// As `random::portion`, for amounts whose product leaves 64 bits.
fn portion(value: i64, basis_points: i64) -> i64 {
    ((i128::from(value) * i128::from(basis_points) + 5_000) / 10_000) as i64
}

/// Hundredths as `1.234.567,89`.
fn million_dong(hundredths: i64) -> String {
    Number::hundredths(hundredths).text(Signs::Points)
}
