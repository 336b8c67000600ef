//! `tinhso.toml`: the settings of a project, as written.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_spanned::Spanned;

use crate::project::written::landing::{DEBRIS, Settle};
use crate::project::written::on_finish::OnFinish;
use crate::sheet::limits::Limits;
use crate::values::language::Language;

/// The time zone of deadlines and days of arrival, Asia/Ho_Chi_Minh: seven hours east of UTC, without summer time.
pub use crate::values::zone_time::UTC_OFFSET_SECONDS;

/// `tinhso.toml`.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
#[schemars(title = "tinhso.toml")]
pub struct Settings {
    /// The name of the province, for people.
    pub name: String,
    /// The code of the province in the registry.
    #[schemars(with = "String")]
    pub province: Spanned<String>,
    /// How text numbers are read (`vi`: 1.234,5; `en`: 1,234.5), and the language of messages.
    #[serde(default)]
    pub language: Language,
    /// Whom people ask about figures and send corrections to (an office, a telephone, an address): it is on the cover of what is exported
    /// and in what goes back to senders.
    #[serde(default)]
    pub contact: Option<String>,
    /// Where submissions arrive: a folder, relative to the project, or a URL (`file://`, `s3://`, `gs://`, `az://`); neither within the folders of the declarations nor around them.
    pub landing: String,
    /// Where results go, likewise; apart from the landing zone and from the folders of the declarations.
    pub warehouse: String,
    /// In which maps figures are published: `as-reported`, or the day of a map; no day before the newest map.
    #[schemars(with = "Vec<Geography>")]
    pub geographies: Vec<Spanned<Geography>>,
    /// The day up to whose end arrivals are counted. Unless stated: today.
    #[serde(default)]
    #[schemars(with = "Option<String>", extend("format" = "date"))]
    pub as_of: Option<NaiveDate>,
    /// Names of files that programs leave in folders, as patterns (`*`, `?`, `[ab]`) in any letter case: such files, and what is
    /// in folders of such names, are passed over. Unless stated: what office programs, systems, recycle bins,
    /// backups and downloads leave, marks and check sums beside exports, and hidden files (`~$*`, `.*`, `*.bak`, `_SUCCESS`, …).
    #[serde(default)]
    #[schemars(with = "Vec<String>", extend("default" = DEBRIS))]
    pub debris: Option<Vec<Spanned<String>>>,
    /// How long an object must have lain still before it is read: a younger one waits for the next run, unless `arrivals.csv`
    /// names it. Unless stated: PT1M.
    #[serde(default)]
    pub settle: Settle,
    /// A command that gets the answer of each `tinhso run` on standard input; it changes neither the run nor its id.
    #[serde(default)]
    pub on_finish: Option<OnFinish>,
    /// How much one file may ask for: one that asks for more is reported, and left unread.
    #[serde(default)]
    pub limits: Limits,
}

/// The map in which figures are published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Geography {
    /// Each period in the units of its time.
    AsReported,
    /// Everything restated to the map of a day.
    MapOf(NaiveDate),
}

impl Geography {
    /// The day whose map a period that ends on `period_end` is shown in.
    pub const fn map_day(self, period_end: NaiveDate) -> NaiveDate {
        match self {
            Self::AsReported => period_end,
            Self::MapOf(day) => day,
        }
    }
}

impl std::fmt::Display for Geography {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::AsReported => formatter.write_str("as-reported"),
            Self::MapOf(day) => write!(formatter, "{day}"),
        }
    }
}

impl std::str::FromStr for Geography {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if text == "as-reported" {
            return Ok(Self::AsReported);
        }
        text.parse()
            .map(Self::MapOf)
            .map_err(|_| format!("`{text}` is no geography; write as-reported or a day such as 2025-07-01"))
    }
}

impl Serialize for Geography {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Geography {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

impl JsonSchema for Geography {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Geography".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "pattern": "^(as-reported|[0-9]{4}-[0-9]{2}-[0-9]{2})$" })
    }
}
