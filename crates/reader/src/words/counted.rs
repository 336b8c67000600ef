//! What is counted: persons, households, enterprises. Persons are no households, and a number of one is none of the other.
//!
//! Takes the words behind a power of ten, or the code of a field's unit; gives the kind.

use super::quantity::{self, Quantity};

/// What a unit counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    Persons,
    Households,
    HouseholdBusinesses,
    Enterprises,
    Dossiers,
    Products,
    Services,
    Points,
    Villages,
    Communes,
    /// Kilometres, hectares, tonnes, hours.
    Quantity(Quantity),
    /// A quantity to something else: "kg/người", "m3/ngày đêm".
    Rate,
    /// Of which it is not known whether it is one of these.
    Other,
}

/// True for words that are persons where they stand alone, and something else where more follows: "khẩu", "ng".
pub(super) fn is_short_for_persons(words: &str) -> bool {
    matches!(words, "khẩu" | "ng" | "ng.")
}

/// The longer words first: "hộ kinh doanh" are no households.
const WORDS: [(&str, Counted); 23] = [
    ("hộ kinh doanh", Counted::HouseholdBusinesses),
    ("household business", Counted::HouseholdBusinesses),
    ("hộ", Counted::Households),
    ("người", Counted::Persons),
    ("nhân khẩu", Counted::Persons),
    ("học sinh", Counted::Persons),
    ("trẻ", Counted::Persons),
    ("doanh nghiệp", Counted::Enterprises),
    ("dn", Counted::Enterprises),
    ("hồ sơ", Counted::Dossiers),
    ("sản phẩm", Counted::Products),
    ("dịch vụ", Counted::Services),
    ("điểm", Counted::Points),
    ("thôn", Counted::Villages),
    ("bản", Counted::Villages),
    ("xóm", Counted::Villages),
    ("ấp", Counted::Villages),
    ("tổ dân phố", Counted::Villages),
    ("khu phố", Counted::Villages),
    ("xã", Counted::Communes),
    ("phường", Counted::Communes),
    ("thị trấn", Counted::Communes),
    ("đặc khu", Counted::Communes),
];

impl Counted {
    /// What the words count that follow a power of ten, in lower case.
    pub(super) fn of_words(words: &str) -> Self {
        let begins = |word: &str| {
            words.strip_prefix(word).is_some_and(|rest| rest.chars().next().is_none_or(|sign| !sign.is_alphanumeric()))
        };
        // "Khẩu trang" are masks, and "ng. đ" are thousands.
        if is_short_for_persons(words) {
            return Self::Persons;
        }
        let known = WORDS.iter().find(|(word, _)| begins(word)).map(|(_, counted)| *counted);
        known.or_else(|| quantity::of_words(words).map(Self::Quantity)).unwrap_or(Self::Other)
    }

    /// What a field counts whose unit has this code.
    pub fn of_code(code: &str) -> Self {
        match code {
            "PERSON" => Self::Persons,
            "HOUSEHOLD" => Self::Households,
            "HOUSEHOLD_BUSINESS" => Self::HouseholdBusinesses,
            "ENTERPRISE" => Self::Enterprises,
            "DOSSIER" => Self::Dossiers,
            "PRODUCT" => Self::Products,
            "SERVICE" => Self::Services,
            "VILLAGE" => Self::Villages,
            "COMMUNE" => Self::Communes,
            "POINT" => Self::Points,
            _ => quantity::of_code(code).map_or(Self::Other, Self::Quantity),
        }
    }

    /// True where what is written may be what a field counts: "hộ" is short for "hộ kinh doanh", too. What is counted in a time has the
    /// time in its label: "số hồ sơ (ngày)".
    pub fn may_be(self, of_field: Self) -> bool {
        let short = self == Self::Households && of_field == Self::HouseholdBusinesses;
        let alike = match (self, of_field) {
            (Self::Quantity(own), Self::Quantity(other)) => own.kind == other.kind,
            (Self::Quantity(own), _) => own.is_time(),
            _ => false,
        };
        alike || self == of_field || self == Self::Other || of_field == Self::Other || short
    }

    /// The power of ten of its unit in that of a field: -3 for kilograms where tonnes are declared; 0 where nothing can be compared.
    pub fn power_in(self, of_field: Self) -> i32 {
        match (self, of_field) {
            (Self::Quantity(own), Self::Quantity(other)) => own.power_in(other).unwrap_or(0),
            _ => 0,
        }
    }

    /// True where both are units of one quantity, or the same thing that is counted.
    pub(super) fn is_of_kind(self, other: Self) -> bool {
        match (self, other) {
            (Self::Quantity(own), Self::Quantity(other)) => own.kind == other.kind,
            _ => self == other,
        }
    }
}
