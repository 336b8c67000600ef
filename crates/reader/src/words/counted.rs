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

/// One thing that forms count, with all that is known of its unit.
struct CountedThing {
    counted: Counted,
    /// The code of its unit in declarations.
    code: &'static str,
    /// The key of its words in messages.
    message: &'static str,
    /// Its words as [`crate::values::text::name`] writes them, the usual one first.
    words: &'static [&'static str],
    /// Words of a part of it: pupils are persons.
    parts: &'static [&'static str],
    /// What it is in English, in one word.
    english: &'static [&'static str],
}

/// What people write without marks behind a power of ten: "nghin_nguoi".
const PERSONS_WITHOUT_MARKS: &str = "nguoi";

static THINGS: [CountedThing; 10] = [
    CountedThing {
        counted: Counted::Persons,
        code: "PERSON",
        message: "unit-word.person",
        words: &["người", "nhân khẩu"],
        parts: &["học sinh", "trẻ"],
        english: &["person", "persons", "people", "inhabitants"],
    },
    CountedThing {
        counted: Counted::Households,
        code: "HOUSEHOLD",
        message: "unit-word.household",
        words: &["hộ", "hộ gia đình", "hộ dân"],
        parts: &[],
        english: &["household", "households"],
    },
    CountedThing {
        counted: Counted::HouseholdBusinesses,
        code: "HOUSEHOLD_BUSINESS",
        message: "unit-word.household-business",
        words: &["hộ kinh doanh", "hộ kinh doanh cá thể", "household business", "household businesses"],
        parts: &[],
        english: &[],
    },
    CountedThing {
        counted: Counted::Enterprises,
        code: "ENTERPRISE",
        message: "unit-word.enterprise",
        words: &["doanh nghiệp", "dn"],
        parts: &[],
        english: &["enterprise", "enterprises", "business", "businesses"],
    },
    CountedThing {
        counted: Counted::Dossiers,
        code: "DOSSIER",
        message: "unit-word.dossier",
        words: &["hồ sơ"],
        parts: &[],
        english: &["dossier", "dossiers"],
    },
    CountedThing {
        counted: Counted::Products,
        code: "PRODUCT",
        message: "unit-word.product",
        words: &["sản phẩm"],
        parts: &[],
        english: &[],
    },
    CountedThing {
        counted: Counted::Services,
        code: "SERVICE",
        message: "unit-word.service",
        words: &["dịch vụ"],
        parts: &[],
        english: &[],
    },
    CountedThing {
        counted: Counted::Points,
        code: "POINT",
        message: "unit-word.point",
        words: &["điểm"],
        parts: &[],
        english: &[],
    },
    CountedThing {
        counted: Counted::Villages,
        code: "VILLAGE",
        message: "unit-word.village",
        words: &["thôn", "thôn, bản", "bản", "xóm", "ấp", "tổ dân phố", "khu phố"],
        parts: &[],
        english: &["village", "villages"],
    },
    CountedThing {
        counted: Counted::Communes,
        code: "COMMUNE",
        message: "unit-word.commune",
        words: &["xã", "phường", "thị trấn", "đặc khu"],
        parts: &[],
        english: &["commune", "communes"],
    },
];

/// The words of all things that have a code, and of parts of them.
pub(super) fn words() -> impl Iterator<Item = &'static str> {
    THINGS.iter().flat_map(|thing| thing.words.iter().chain(thing.parts).copied())
}

/// The usual word of a thing in Vietnamese for one in English.
pub(super) fn from_english(word: &str) -> Option<&'static str> {
    let thing = THINGS.iter().find(|thing| thing.english.contains(&word))?;
    thing.words.first().copied()
}

/// The code of the unit for words, in small letters, that are a thing and nothing else: "hộ kinh doanh". Parts of it have none.
pub fn code_of_words(words: &str) -> Option<&'static str> {
    let of = |thing: &&CountedThing| {
        thing.words.contains(&words)
            || thing.english.contains(&words)
            || thing.counted == Counted::Persons && words == PERSONS_WITHOUT_MARKS
    };
    THINGS.iter().find(of).map(|thing| thing.code)
}

/// The key of the words for a unit with this code in messages.
pub(crate) fn message_of_code(code: &str) -> Option<&'static str> {
    THINGS.iter().find(|thing| thing.code == code).map(|thing| thing.message)
}

impl Counted {
    /// What the words count that follow a power of ten, in lower case.
    pub(super) fn of_words(words: &str) -> Self {
        // "Khẩu trang" are masks, and "ng. đ" are thousands.
        if is_short_for_persons(words) {
            return Self::Persons;
        }
        let begins = |word: &&&str| {
            words
                .strip_prefix(**word)
                .is_some_and(|rest| rest.chars().next().is_none_or(|sign| !sign.is_alphanumeric()))
        };
        // "Hộ kinh doanh" are no households.
        let longest = |thing: &CountedThing| {
            thing.words.iter().chain(thing.parts).filter(begins).map(|word| word.len()).max().unwrap_or(0)
        };
        let known = THINGS.iter().max_by_key(|thing| longest(thing)).filter(|thing| longest(thing) > 0);
        known
            .map(|thing| thing.counted)
            .or_else(|| quantity::of_words(words).map(Self::Quantity))
            .unwrap_or(Self::Other)
    }

    /// What a field counts whose unit has this code.
    pub fn of_code(code: &str) -> Self {
        let known = THINGS.iter().find(|thing| thing.code == code).map(|thing| thing.counted);
        known.or_else(|| quantity::of_code(code).map(Self::Quantity)).unwrap_or(Self::Other)
    }

    /// What words, in small letters, are as a whole: "hộ gia đình". Pupils are persons, and a part of them.
    pub(crate) fn of_whole(words: &str) -> Option<Self> {
        THINGS.iter().find(|thing| thing.words.contains(&words)).map(|thing| thing.counted)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::values::text;

    #[test]
    fn each_word_is_of_one_thing_and_written_as_it_is_compared() {
        let all: Vec<&str> = words().chain(THINGS.iter().flat_map(|thing| thing.english.iter().copied())).collect();
        for (place, word) in all.iter().enumerate() {
            assert_eq!(text::name(word), *word);
            assert!(!all.iter().take(place).any(|before| before == word), "{word}");
        }
        for thing in &THINGS {
            for word in thing.words {
                assert_eq!((Counted::of_words(word), code_of_words(word)), (thing.counted, Some(thing.code)), "{word}");
            }
            assert_eq!(Counted::of_code(thing.code), thing.counted);
        }
        assert_eq!(Counted::of_words("hộ kinh doanh vận tải"), Counted::HouseholdBusinesses);
        assert_eq!((Counted::of_words("học sinh"), code_of_words("học sinh")), (Counted::Persons, None));
        assert_eq!(Counted::of_words("hộp"), Counted::Other);
    }
}
