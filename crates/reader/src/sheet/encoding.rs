//! Encodings of old fonts, and the one found in a sheet.

use schemars::JsonSchema;
use serde::Serialize;

/// An encoding that Unicode replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub enum Encoding {
    /// TCVN 5712, as in the fonts .VnTime.
    #[serde(rename = "tcvn3")]
    Tcvn3,
    /// VNI for Windows.
    #[serde(rename = "vni")]
    Vni,
    /// windows-1252 that was read as windows-1258.
    #[serde(rename = "windows-1252-as-1258")]
    Windows1252,
    /// UTF-8 that was read as windows-1252 or Latin-1, and encoded again.
    #[serde(rename = "utf-8-twice")]
    Utf8Twice,
    /// UTF-8 that was read as windows-1258, as on a Vietnamese Windows, and encoded again.
    #[serde(rename = "utf-8-twice-by-1258")]
    Utf8TwiceBy1258,
    /// UTF-8 that was read as windows-1250 and encoded again.
    #[serde(rename = "utf-8-twice-by-1250")]
    Utf8TwiceBy1250,
    /// UTF-8 that was read in the code page of old Macs and encoded again.
    #[serde(rename = "utf-8-twice-by-macintosh")]
    Utf8TwiceByMacintosh,
    /// UTF-8 that was read in the code page 437 of DOS, as in the console of an American Windows, and encoded again.
    #[serde(rename = "utf-8-twice-by-437")]
    Utf8TwiceBy437,
    /// UTF-8 that was read in the code page 850 of DOS and encoded again.
    #[serde(rename = "utf-8-twice-by-850")]
    Utf8TwiceBy850,
}

impl Encoding {
    /// As people call it.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Tcvn3 => "TCVN3",
            Self::Vni => "VNI",
            Self::Windows1252 => "windows-1252 → 1258",
            Self::Utf8Twice => "UTF-8 → windows-1252 → UTF-8",
            Self::Utf8TwiceBy1258 => "UTF-8 → windows-1258 → UTF-8",
            Self::Utf8TwiceBy1250 => "UTF-8 → windows-1250 → UTF-8",
            Self::Utf8TwiceByMacintosh => "UTF-8 → Macintosh → UTF-8",
            Self::Utf8TwiceBy437 => "UTF-8 → CP437 → UTF-8",
            Self::Utf8TwiceBy850 => "UTF-8 → CP850 → UTF-8",
        }
    }
}

/// What a sheet was found to be written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Legacy {
    pub encoding: Encoding,
    /// In percent.
    pub confidence: u8,
    /// False where it is doubtful, and every text stays as it is.
    pub decoded: bool,
    /// The first cell that shows it.
    pub first: (u32, u32),
}
