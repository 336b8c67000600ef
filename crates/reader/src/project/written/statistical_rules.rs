//! What the statistical rules of a form take for a fault: thresholds, each with a default.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::values::decimal::Decimal;
use crate::values::number::Number;

/// A rule over the history of a unit, its peers and its neighbours, by the code of what it finds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum StatisticalRule {
    SwappedColumns,
    SwappedRows,
    ShiftedColumn,
    ThousandError,
    DecimalSign,
    TransposedDigits,
    SignError,
    UnusualZero,
    PeriodCopied,
    RowCopied,
}

/// How far the statistical rules of a form look, and from where on a value is in doubt. They find warnings, and change no value.
///
/// A value is compared with the median of its unit's periods before; where these are too few, with the median of its peers: the units of
/// the same level in the same period. The spread is the median of how many times the values are more or less than their median.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct StatisticalRules {
    /// Rules that do not look at this form. Unless stated: none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub off: Vec<StatisticalRule>,
    /// How many earlier periods with a value make a history, at least 2. Unless stated: 3.
    pub history: u16,
    /// How many of the last earlier periods are looked at, at least as many as make a history. Unless stated: 24.
    pub window: u16,
    /// How many units with a value make peers, beside the one that is judged, at least 4. Unless stated: 10.
    pub peers: u16,
    /// A value fits where it differs from the median by at most the spread to this power. Unless stated: 4.
    pub fits: u8,
    /// A value is in doubt where it differs from the median by more than the spread to this power, which is not below `fits`. Unless
    /// stated: 6.
    pub outlier: u8,
    /// A count differs from the median by chance up to so many times the square root of the greater of the two; at least 1. Unless stated: 4.
    pub counts: u8,
    /// How many values of a column fit the histories of their neighbours where it slipped by a row, at least 3. Unless stated: 3.
    pub shifted_rows: u16,
    /// How many units of one sender, more than half of them, have ten or a hundred times their history where it wrote another unit of measure,
    /// at least 2. Unless stated: 3.
    pub together: u16,
    /// Up to so many times the median, or one such part of it, a value fits where thousands or signs are in doubt, however small the spread;
    /// above 1, at most 10. Unless stated: 3.
    #[schemars(extend("default" = 3))]
    pub within: Number,
    /// The same where decimal signs, zeros or columns are in doubt, or what was meant is looked for; above 1, at most 3. Unless stated: 1.5.
    #[schemars(extend("default" = 1.5))]
    pub within_digits: Number,
    /// How many measures that change elsewhere have to be the same as in the period before; at least 3. Unless stated: 3.
    pub copied_measures: u16,
    /// How many digits the amounts of these measures have together: small counts repeat by chance. Unless stated: 11.
    pub copied_digits: u16,
    /// How many digits the amounts of a row have together that repeats the row of another unit; `copied_measures` of them are not zero. Unless
    /// stated: 14.
    pub copied_row_digits: u16,
}

impl Default for StatisticalRules {
    fn default() -> Self {
        Self {
            off: Vec::new(),
            history: 3,
            window: 24,
            peers: 10,
            fits: 4,
            outlier: 6,
            counts: 4,
            shifted_rows: 3,
            together: 3,
            within: Number(Decimal::from_integer(3)),
            within_digits: Number(Decimal::from_units(1_500_000_000_000)),
            copied_measures: 3,
            copied_digits: 11,
            copied_row_digits: 14,
        }
    }
}

impl StatisticalRules {
    /// True where nothing differs from the default.
    pub fn is_default(&self) -> bool {
        *self == Self::default()
    }
}
