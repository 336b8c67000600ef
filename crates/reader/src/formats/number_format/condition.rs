//! The condition under which a section of a number format shows a number: `[<1]`.

/// How one section compares the number that it shows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum SectionCondition {
    Less(f64),
    AtMost(f64),
    Greater(f64),
    AtLeast(f64),
    Equal(f64),
    Unequal(f64),
}

impl SectionCondition {
    /// The condition that brackets hold; `None` for colours, currencies and elapsed times.
    pub fn parse(inner: &str) -> Option<Self> {
        type Make = fn(f64) -> SectionCondition;
        let signs: [(&str, Make); 6] = [
            ("<>", Self::Unequal),
            ("<=", Self::AtMost),
            (">=", Self::AtLeast),
            ("<", Self::Less),
            (">", Self::Greater),
            ("=", Self::Equal),
        ];
        let (rest, make) = signs.iter().find_map(|(sign, make)| Some((inner.strip_prefix(sign)?, make)))?;
        rest.trim().parse().ok().map(make)
    }

    #[expect(clippy::float_cmp, reason = "spreadsheets compare the doubles themselves")]
    pub fn holds(self, number: f64) -> bool {
        match self {
            Self::Less(limit) => number < limit,
            Self::AtMost(limit) => number <= limit,
            Self::Greater(limit) => number > limit,
            Self::AtLeast(limit) => number >= limit,
            Self::Equal(limit) => number == limit,
            Self::Unequal(limit) => number != limit,
        }
    }
}
