//! Names of files that are made of the names of others: no longer than systems allow.

/// Bytes that a name of a file may have on common systems and in every store.
const MOST_BYTES: usize = 255;

/// Hex digits of a digest in a name that was shortened.
const DIGITS: usize = 12;

/// A name, which may have folders before it, with an ending behind it. One that would be too long is cut before the ending and has the beginning of the digest
/// of its object instead, so that two of them stay two.
pub fn with_ending(name: &str, ending: &str, sha256: &str) -> String {
    let last = name.rsplit('/').next().unwrap_or(name);
    if last.len().saturating_add(ending.len()) <= MOST_BYTES {
        return format!("{name}{ending}");
    }
    let digest: String = sha256.chars().take(DIGITS).collect();
    let ending = format!("~{digest}{ending}");
    let kept = MOST_BYTES.saturating_sub(ending.len());
    let begin = name.len().saturating_sub(last.len());
    let cut = last.char_indices().map(|(at, _)| at).take_while(|at| *at <= kept).last().unwrap_or(0);
    let folders = name.get(..begin).unwrap_or_default();
    format!("{folders}{}{ending}", last.get(..cut).unwrap_or_default().trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_is_too_long_and_two_stay_two() {
        let digest = "0123456789abcdef0123";
        assert_eq!(with_ending("a/bao cao.csv", ".xlsx", digest), "a/bao cao.csv.xlsx");
        let long = format!("thư mục/{}.csv", "ộ".repeat(83));
        assert_eq!(with_ending(&long, "", digest), long);
        let made = with_ending(&long, ".xlsx", digest);
        let last = made.rsplit('/').next().unwrap();
        assert!(last.len() <= 255 && last.len() > 248, "{}", last.len());
        assert!(made.starts_with("thư mục/ộộ") && made.ends_with("ộ~0123456789ab.xlsx"), "{made}");
        assert_ne!(made, with_ending(&long, ".xlsx", "fedcba9876543210"));
    }
}
