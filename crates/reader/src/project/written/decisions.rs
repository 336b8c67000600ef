//! `decisions.toml`: what people have decided of single cells, as written; and by what each decision is known.
//!
//! A decision is about the bytes of one object: the same cell of a file that was sent again is another cell (decision 0058).

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_spanned::Spanned;
use sha2::{Digest, Sha256};

use crate::findings::code::Code;
use crate::findings::settled::Acceptance;
use crate::sheet::address::column_index;

/// The name of the file, in the project folder.
pub const DECISIONS_FILE: &str = "decisions.toml";

/// Hex digits by which a decision is known.
const DIGITS: usize = 12;

/// `decisions.toml`.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
#[schemars(title = "decisions.toml")]
pub struct Decisions {
    /// What was decided, a cell each.
    #[serde(default)]
    pub decision: Vec<Decision>,
}

/// What a person has decided of one cell: another `value`, or to `keep` what was sent.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Decision {
    /// The SHA-256 of the bytes of the object, 64 hex digits: the table `submissions` and `sha256sum FILE` have it.
    #[schemars(with = "String")]
    pub object_sha256: Spanned<String>,
    /// The name of the object below the landing URL.
    pub object: String,
    /// The sheet, as findings name it; left out for files that have none.
    #[serde(default)]
    pub sheet: String,
    /// The cell, as findings name it: `F7`. For `keep`, the number of a row where the finding names no cell: `7`.
    #[schemars(with = "String")]
    pub cell: Spanned<String>,
    /// The corrected value, as it would have been typed in the cell; empty for none.
    #[serde(default)]
    pub value: Option<String>,
    /// True where the value as sent is accepted.
    #[serde(default)]
    #[schemars(with = "Option<bool>")]
    pub keep: Option<Spanned<bool>>,
    /// The only finding that `keep` accepts. Unless stated: every one of the cell.
    #[serde(default)]
    #[schemars(with = "Option<Code>")]
    pub code: Option<Spanned<Code>>,
    /// Who has decided.
    #[schemars(with = "String")]
    pub who: Spanned<String>,
    /// The reason.
    #[schemars(with = "String")]
    pub why: Spanned<String>,
    /// The day of the decision.
    #[schemars(with = "String", extend("format" = "date"))]
    pub when: NaiveDate,
}

impl Decisions {
    /// True where nothing was decided.
    pub const fn is_empty(&self) -> bool {
        self.decision.is_empty()
    }

    /// The decisions about the bytes with this digest, in the order of the file.
    pub fn about(&self, sha256: &str) -> Vec<&Decision> {
        self.decision.iter().filter(|decision| decision.is_about(sha256)).collect()
    }

    /// What is accepted in the bytes with this digest.
    pub fn acceptances(&self, sha256: &str) -> Vec<Acceptance> {
        self.about(sha256).into_iter().filter_map(Decision::acceptance).collect()
    }

    /// What the reading of the bytes with this digest depends on: the ids of the decisions about them; empty where there are none.
    pub fn key_of(&self, sha256: &str) -> String {
        let mut ids: Vec<String> = self.about(sha256).into_iter().map(Decision::id).collect();
        ids.sort();
        ids.join(" ")
    }
}

impl Decision {
    pub fn is_about(&self, sha256: &str) -> bool {
        self.object_sha256.get_ref().eq_ignore_ascii_case(sha256)
    }

    /// By what the decision is known: `decisions.toml#` and 12 hex digits of the SHA-256 of a JSON array of object_sha256, sheet, cell,
    /// value, keep, code, who and when. It stays when other decisions are added or removed, and when the reason is worded anew.
    pub fn id(&self) -> String {
        let parts = serde_json::json!([
            self.object_sha256.get_ref().to_ascii_lowercase(),
            self.sheet,
            self.cell.get_ref(),
            self.value,
            self.keeps(),
            self.code.as_ref().map(|code| code.get_ref().name()),
            self.who.get_ref(),
            self.when.to_string(),
        ]);
        let mut digest = hex::encode(Sha256::digest(parts.to_string()));
        digest.truncate(DIGITS);
        format!("{DECISIONS_FILE}#{digest}")
    }

    pub fn keeps(&self) -> bool {
        self.keep.as_ref().is_some_and(|keep| *keep.get_ref())
    }

    /// Row and column of its cell, from 0; nothing for a row, and for what is no cell.
    pub fn place(&self) -> Option<(u32, u32)> {
        place_of(self.cell.get_ref())
    }

    /// What it accepts, where it keeps a value.
    pub fn acceptance(&self) -> Option<Acceptance> {
        self.keeps().then(|| Acceptance {
            decision: self.id(),
            sheet: self.sheet.clone(),
            cell: self.cell.get_ref().clone(),
            code: self.code.as_ref().map(|code| *code.get_ref()),
        })
    }
}

/// Row and column of a cell in A1 notation, from 0.
pub fn place_of(cell: &str) -> Option<(u32, u32)> {
    let (letters, number) = cell.split_at_checked(cell.find(|sign: char| sign.is_ascii_digit())?)?;
    Some((row_of(number)?.checked_sub(1)?, column_index(letters)?))
}

/// The number of a row, from 1, in plain digits.
pub fn row_of(text: &str) -> Option<u32> {
    let is_plain = !text.starts_with('0') && text.bytes().all(|digit| digit.is_ascii_digit());
    text.parse::<u32>().ok().filter(|_| is_plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_and_rows_are_read_as_findings_write_them() {
        assert_eq!(place_of("F7"), Some((6, 5)));
        assert_eq!(place_of("AA10"), Some((9, 26)));
        for wrong in ["", "f7", "F0", "F07", "7", "F", "F7:F9", "F-7", "F7 "] {
            assert_eq!(place_of(wrong), None, "{wrong}");
        }
        assert_eq!((row_of("7"), row_of("0"), row_of("+7"), row_of("")), (Some(7), None, None, None));
    }

    #[test]
    fn an_id_stays_when_the_reason_is_worded_anew() {
        let decision = |line: &str| -> Decision {
            let text = format!(
                "object_sha256 = \"AB\"\nobject = \"a.csv\"\ncell = \"D2\"\nwho = \"Lan\"\nwhen = \"2026-02-01\"\n{line}"
            );
            toml::from_str(&text).unwrap()
        };
        let first = decision("why = \"phone\"\nvalue = \"7\"");
        assert_eq!(first.id(), decision("why = \"by phone\"\nvalue = \"7\"").id());
        for other in ["why = \"phone\"\nvalue = \"8\"", "why = \"phone\"\nkeep = true"] {
            assert_ne!(first.id(), decision(other).id());
        }
        assert!(first.is_about("ab") && first.acceptance().is_none());
    }
}
