//! SDMX observation status (CL_OBS_STATUS): why a value is missing, or what a value rests on.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// One status of SDMX CL_OBS_STATUS, declared in the order of precedence: where several apply, the first one applies.
///
/// The order B O M L H Q J S D K W I F E P N U V G A is the house's convention (DOMAIN.md); the codes are SDMX's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub enum Status {
    /// Break in the series.
    B,
    /// Missing, cause unknown.
    O,
    /// Cannot exist.
    M,
    /// Exists but was not collected.
    L,
    /// Missing because of a holiday or weekend.
    H,
    /// Suppressed.
    Q,
    /// Derogation.
    J,
    /// Strike and other special events.
    S,
    /// Definition differs.
    D,
    /// Included in another category.
    K,
    /// Includes another category.
    W,
    /// Imputed.
    I,
    /// Forecast.
    F,
    /// Estimated.
    E,
    /// Provisional.
    P,
    /// Not significant.
    N,
    /// Low reliability.
    U,
    /// Unvalidated.
    V,
    /// Experimental.
    G,
    /// Normal.
    A,
}

impl Status {
    /// Every status, the strongest first.
    pub const ALL: [Self; 20] = [
        Self::B,
        Self::O,
        Self::M,
        Self::L,
        Self::H,
        Self::Q,
        Self::J,
        Self::S,
        Self::D,
        Self::K,
        Self::W,
        Self::I,
        Self::F,
        Self::E,
        Self::P,
        Self::N,
        Self::U,
        Self::V,
        Self::G,
        Self::A,
    ];

    /// The SDMX code, one letter.
    pub const fn code(self) -> &'static str {
        match self {
            Self::B => "B",
            Self::O => "O",
            Self::M => "M",
            Self::L => "L",
            Self::H => "H",
            Self::Q => "Q",
            Self::J => "J",
            Self::S => "S",
            Self::D => "D",
            Self::K => "K",
            Self::W => "W",
            Self::I => "I",
            Self::F => "F",
            Self::E => "E",
            Self::P => "P",
            Self::N => "N",
            Self::U => "U",
            Self::V => "V",
            Self::G => "G",
            Self::A => "A",
        }
    }

    /// The status with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.code() == code)
    }

    /// Its place in the order of precedence, 0 the strongest.
    pub const fn rank(self) -> usize {
        self as usize
    }

    /// True for the statuses of a value that is not there.
    pub const fn is_missing(self) -> bool {
        matches!(self, Self::O | Self::M | Self::L | Self::H | Self::Q | Self::J | Self::S | Self::K)
    }

    /// True for the statuses that a figure inherits from the values it rests on.
    pub const fn is_inherited(self) -> bool {
        matches!(self, Self::B | Self::I | Self::E | Self::P | Self::U)
    }
}

impl fmt::Display for Status {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.code())
    }
}
