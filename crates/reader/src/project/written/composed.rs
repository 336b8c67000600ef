//! Declarations in one form of Unicode: a word that was typed in decomposed letters is the word that cells hold.
//!
//! Takes the files of a project; gives them with composed texts. What was read of cells is composed, too, so that all that is declared of them
//! (values, labels, categories, patterns, places) meets them.

use crate::project::written::files::{ProjectFiles, SourceFile};
use crate::values::text;

/// The files of a project in composed letters. The settings stay, since the folders that they name are opened by the letters on the disk, and so
/// do decisions, which name objects by the letters that they came with; their values are read as cells are.
pub fn files(files: &ProjectFiles) -> ProjectFiles {
    let plain =
        |file: &SourceFile| SourceFile { name: file.name.clone(), text: text::composed(&file.text).into_owned() };
    let json = |file: &SourceFile| SourceFile { name: file.name.clone(), text: composed_json(&file.text) };
    ProjectFiles {
        settings: files.settings.clone(),
        forms: files.forms.iter().map(json).collect(),
        pipelines: files.pipelines.iter().map(plain).collect(),
        units: plain(&files.units),
        crosswalk: plain(&files.crosswalk),
        decisions: files.decisions.clone(),
        passed_over: files.passed_over.clone(),
    }
}

/// A text of JSON in composed letters, those among them that programs escape (`\u0303`).
fn composed_json(json: &str) -> String {
    if !json.contains("\\u") {
        return text::composed(json).into_owned();
    }
    let mut plain = String::with_capacity(json.len());
    let mut rest = json;
    while let Some((before, after)) = rest.split_once('\\') {
        plain.push_str(before);
        let letter = after.strip_prefix('u').and_then(|digits| digits.get(..4));
        let letter = letter.and_then(|digits| char::from_u32(u32::from_str_radix(digits, 16).ok()?));
        rest = match letter.filter(|letter| !letter.is_ascii() && !letter.is_control()) {
            Some(letter) => {
                plain.push(letter);
                after.get(5..).unwrap_or_default()
            }
            // What is escaped by a backslash is no escape of its own.
            None => {
                plain.push('\\');
                let escaped = after.chars().next();
                plain.extend(escaped);
                after.get(escaped.map_or(0, char::len_utf8)..).unwrap_or_default()
            }
        };
    }
    plain.push_str(rest);
    text::composed(&plain).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_composed_wherever_their_marks_are_written() {
        assert_eq!(composed_json("{ \"a\": \"Đa\u{303}\" }"), "{ \"a\": \"Đã\" }");
        assert_eq!(
            composed_json(r#""\u0110a\u0303\n\"\\u0303 \ud83d\ude00 \u0022""#),
            r#""Đã\n\"\\u0303 \ud83d\ude00 \u0022""#
        );
        assert_eq!(composed_json("\"ki\\u0323"), "\"kị");
        assert_eq!(composed_json("\"\\"), "\"\\");
    }
}
