//! How the landing zone is read, as written: what programs leave in it, and how long an object must lie still.

use std::time::Duration;

use globset::{Candidate, GlobBuilder, GlobSet, GlobSetBuilder};
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::values::duration;
use crate::values::text;

/// Names of files that programs leave beside those that people send: owner files and locks of office programs, hidden files, what systems note
/// of a folder, recycle bins and snapshots of file servers, copies of backups and of programs that synchronise folders, downloads that are not whole, links; beside an export the marks, check sums and signatures of programs, and words about it.
pub const DEBRIS: &[&str] = &[
    "~$*",
    ".*",
    "Thumbs.db",
    "ehthumbs.db",
    "desktop.ini",
    "#recycle",
    "@eaDir",
    "$RECYCLE.BIN",
    "System Volume Information",
    "lost+found",
    // Bins and snapshots of file servers (QNAP, Synology, NetApp, Windows, macOS), and what these keep of a volume.
    "@Recycle",
    "@Recently-Snapshot",
    "@tmp",
    "@GMT-*",
    "#snapshot",
    "~snapshot",
    "RECYCLER",
    "Recycled",
    "Network Trash Folder",
    "Temporary Items",
    "TheVolumeSettingsFolder",
    "TheFindByContentFolder",
    "__MACOSX",
    "*~",
    "*.bak",
    "*.backup",
    "*.old",
    "*.orig",
    "*.rej",
    "*.tmp",
    "*.temp",
    "*.swp",
    "*.swo",
    "*.lock",
    "*.ldb",
    "*.laccdb",
    "*.part",
    "*.partial",
    "*.crdownload",
    "*.filepart",
    "*.opdownload",
    "*.download",
    "*.fdmdownload",
    "*.aria2",
    "*.!ut",
    "*.!sync",
    "*.sync-conflict-*",
    // Streams beside a file that Windows and macOS keep, as names where a file server has none.
    "*:Zone.Identifier*",
    "*:encryptable*",
    "*:SmartScreen*",
    "*:AFP_*",
    "*:com.apple.*",
    "*.lnk",
    "*.url",
    // What Spark, Hive and Hadoop write beside an export.
    "_SUCCESS",
    "_committed_*",
    "_started_*",
    "_temporary",
    "_metadata",
    "_common_metadata",
    "_spark_metadata",
    "_delta_log",
    "*.crc",
    // Icons of folders in macOS, backups and recovered documents of Excel and Word.
    "Icon?",
    "*.xlk",
    "*.wbk",
    "*.asd",
    // Check sums and signatures of files.
    "*.md5",
    "*.sha1",
    "*.sha256",
    "*.sha512",
    "MD5SUMS",
    "SHA1SUMS",
    "SHA256SUMS",
    "SHA512SUMS",
    "*.asc",
    "*.sig",
    // Words about a folder.
    "README",
    "README.md",
    "README.txt",
    "README.html",
    "index.html",
];

/// Patterns of names, whatever the case of their letters.
#[derive(Clone, Debug, Default)]
pub struct NamePatterns(GlobSet);

impl NamePatterns {
    /// The patterns that can be read, and for each other one its position and why not.
    pub fn new<'a>(patterns: impl IntoIterator<Item = &'a str>) -> (Self, Vec<(usize, BadPattern)>) {
        let (mut set, mut bad) = (GlobSetBuilder::new(), Vec::new());
        for (index, pattern) in patterns.into_iter().enumerate() {
            match name_pattern(pattern) {
                Ok(glob) => {
                    set.add(glob);
                }
                Err(why) => bad.push((index, why)),
            }
        }
        let set = set.build().unwrap_or_else(|error| {
            bad.push((0, BadPattern::Unreadable(error.kind().to_string())));
            GlobSet::empty()
        });
        (Self(set), bad)
    }

    /// Those of [`DEBRIS`].
    pub fn usual() -> Self {
        Self::new(DEBRIS.iter().copied()).0
    }

    /// True where the name of an object, or of a folder above it, fits one of the patterns.
    pub fn fit(&self, object: &str) -> bool {
        text::composed(object).split('/').any(|name| self.0.is_match_candidate(&Candidate::new(name)))
    }
}

/// Why a pattern of names is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BadPattern {
    /// It has a `/`, which no name has.
    Path,
    /// It fits every name, so that nothing would be read.
    Everything,
    Unreadable(String),
}

fn name_pattern(pattern: &str) -> Result<globset::Glob, BadPattern> {
    if pattern.contains('/') {
        return Err(BadPattern::Path);
    }
    if pattern.chars().all(|sign| matches!(sign, '*' | '?')) {
        return Err(BadPattern::Everything);
    }
    let built = GlobBuilder::new(&text::composed(pattern)).case_insensitive(true).backslash_escape(true).build();
    built.map_err(|error| BadPattern::Unreadable(error.kind().to_string()))
}

/// How long an object must have lain still before it is read: an ISO 8601 duration of hours, minutes and seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settle(pub Duration);

impl Default for Settle {
    fn default() -> Self {
        Self(Duration::from_secs(60))
    }
}

impl Settle {
    /// A duration such as `PT1M`, of at most a day.
    fn parse(text: &str) -> Option<Self> {
        const DAY: u64 = 24 * 3600;
        let seconds = duration::seconds_of_time(text)?;
        (seconds <= DAY).then(|| Self(Duration::from_secs(seconds)))
    }
}

impl Serialize for Settle {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let seconds = self.0.as_secs();
        if seconds > 0 && seconds.is_multiple_of(60) {
            return serializer.collect_str(&format_args!("PT{}M", seconds / 60));
        }
        serializer.collect_str(&format_args!("PT{seconds}S"))
    }
}

impl<'de> Deserialize<'de> for Settle {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| {
            serde::de::Error::custom(format!("`{text}` is no ISO 8601 duration of at most a day; write PT1M or PT30S"))
        })
    }
}

impl JsonSchema for Settle {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Settle".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "description": "An ISO 8601 duration of hours, minutes and seconds, at most a day, such as PT1M",
            "pattern": "^PT([0-9]+H)?([0-9]+M)?([0-9]+S)?$"
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_programs_leave_is_known_in_any_case_and_below_folders() {
        let (debris, bad) = NamePatterns::new(DEBRIS.iter().copied());
        assert!(bad.is_empty(), "{bad:?}");
        for object in [
            "~$bieu.xlsx",
            "xã/THUMBS.DB",
            ".ds_store",
            "a/Desktop.ini",
            "a/b/.~lock.biểu.ods#",
            "._bieu.xlsx",
            "~$a/b",
        ] {
            assert!(debris.fit(object), "{object}");
        }
        for object in [
            "#recycle/a.xlsx",
            "$RECYCLE.BIN/S-1-5/a.xlsx",
            "@Recycle/a.xlsx",
            "xã/@Recently-Snapshot/GMT+07_2024-05-01/a.xlsx",
            "@GMT-2024.05.01-00.00.00/a.xlsx",
            "RECYCLER/S-1-5/Dd1.xlsx",
            "Network Trash Folder/a.xlsx",
            "~snapshot/hourly.0/a.xlsx",
            "#snapshot/GMT-2024/a.xlsx",
            "a.xlsx.filepart",
            "a.xlsx.opdownload",
            "a.xlsx.download/a.xlsx",
            "a.xlsx.OLD",
            "a.csv.orig",
            "a.csv.lock",
            "2024/_delta_log/00000000000000000000.json",
            "2024/_metadata",
            ".stversions/a~20240101.xlsx",
            "xã/@eaDir/a.xlsx",
            "a.xlsx.bak",
            ".a.xlsx.swp",
            "a.sync-conflict-20240101-1.xlsx",
            "a.xlsx:Zone.Identifier",
            "a.xlsx:Zone.Identifier:$DATA",
            "Thumbs.db:encryptable",
            "xã/a.xlsx:AFP_AfpInfo",
            "a.xlsx:com.apple.quarantine",
            ".gitkeep",
            "_SUCCESS",
            "2024/_committed_4711",
            "_started_4711",
            "_temporary/0/a.parquet",
            "Icon\r",
            "Backup of a.xlk",
            "a.asd",
            "a.csv.crc",
            "a.csv.md5",
            "a.csv.SHA256",
            "SHA256SUMS",
            "a.csv.asc",
            "readme.txt",
            "README.md",
            "index.html",
        ] {
            assert!(debris.fit(object), "{object}");
        }
        for object in [
            "bieu.xlsx",
            "a~$b.xlsx",
            "Thumbs.db.xlsx",
            "xã/desktop.ini.csv",
            "$~a.xlsx",
            "a.bak.xlsx",
            "a.old.xlsx",
            "Recycled 2024/a.xlsx",
            "snapshot/a.xlsx",
            "tmp/a.xlsx",
            "download/a.xlsx",
            "a_metadata.csv",
            "_SUCCESS.csv",
            "readme.xlsx",
            "readme_2024.csv",
            "Icon",
        ] {
            assert!(!debris.fit(object), "{object}");
        }
    }

    #[test]
    fn patterns_that_would_mislead_are_refused() {
        let (debris, bad) = NamePatterns::new(["*", "a/*.tmp", "[", "", "*.tmp", "??"]);
        let unreadable = matches!(&bad[2], (2, BadPattern::Unreadable(_)));
        assert!(unreadable && bad.len() == 5, "{bad:?}");
        assert_eq!((&bad[0], &bad[1]), (&(0, BadPattern::Everything), &(1, BadPattern::Path)));
        assert!(debris.fit("x/A.TMP") && !debris.fit("x/a.xlsx"));
    }

    #[test]
    fn durations() {
        for (text, seconds) in [("PT1M", 60), ("PT0S", 0), ("PT1H2M3S", 3723), ("PT24H", 86_400), ("PT90S", 90)] {
            assert_eq!(Settle::parse(text), Some(Settle(Duration::from_secs(seconds))), "{text}");
        }
        for text in
            ["", "PT", "P1D", "1M", "PT1", "PT1S1M", "PT-1M", "PTM", "PT25H", "PT99999999999999999999S", "PT+1S"]
        {
            assert_eq!(Settle::parse(text), None, "{text}");
        }
    }
}
