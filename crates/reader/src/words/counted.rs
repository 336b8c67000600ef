//! What is counted: persons, households, enterprises. Persons are no households, and a number of one is none of the other.
//!
//! Takes the words behind a power of ten, or the code of a field's unit; gives the kind.

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
    Amount,
    /// Of which it is not known whether it is one of these.
    Other,
}

/// The longer words first: "hộ kinh doanh" are no households.
const WORDS: [(&str, Counted); 36] = [
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
    ("km", Counted::Amount),
    ("ha", Counted::Amount),
    ("m", Counted::Amount),
    ("m2", Counted::Amount),
    ("m3", Counted::Amount),
    ("m²", Counted::Amount),
    ("m³", Counted::Amount),
    ("km2", Counted::Amount),
    ("km²", Counted::Amount),
    ("tấn", Counted::Amount),
    ("tạ", Counted::Amount),
    ("kg", Counted::Amount),
    ("giờ", Counted::Amount),
    ("lít", Counted::Amount),
];

impl Counted {
    /// What the words count that follow a power of ten, in lower case.
    pub(super) fn of_words(words: &str) -> Self {
        let begins = |word: &str| {
            words.strip_prefix(word).is_some_and(|rest| rest.chars().next().is_none_or(|sign| !sign.is_alphanumeric()))
        };
        WORDS.iter().find(|(word, _)| begins(word)).map_or(Self::Other, |(_, counted)| *counted)
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
            "TONNE" | "KG" | "HA" | "KM" | "KM2" | "M2" | "M3" => Self::Amount,
            _ => Self::Other,
        }
    }

    /// True where what is written may be what a field counts: "hộ" is short for "hộ kinh doanh", too.
    pub fn may_be(self, of_field: Self) -> bool {
        let short = self == Self::Households && of_field == Self::HouseholdBusinesses;
        self == of_field || self == Self::Other || of_field == Self::Other || short
    }
}
