//! The known name that a person probably meant.

use crate::findings::fault::did_you_mean;

/// The known name nearest to a misspelt one; `None` where none is near.
pub fn nearest<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let question = did_you_mean(written, known)?;
    question.split('`').nth(1).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_misspelt_name_finds_the_one_that_was_meant() {
        assert_eq!(nearest("servces", ["services", "value-added"]).as_deref(), Some("services"));
        assert_eq!(nearest("weather", ["services", "value-added"]), None);
    }
}
