//! The lines of a declaration that differ between two runs, for a terminal.

use std::fmt::Write as _;

use crate::query::diff::answer::{ChangedFile, DeclaredLine};
use crate::say;
use crate::values::language::Language;

/// The old and the new line of each difference, with its number, where the runs keep them.
pub(super) fn text(file: &ChangedFile, most: usize, language: Language) -> String {
    let lines = file.lines.as_deref().unwrap_or_default();
    let number = |line: &DeclaredLine| line.number.map(|number| number.to_string()).unwrap_or_default();
    let all = || lines.iter().flat_map(|line| [&line.before, &line.after]).flatten();
    let wide = all().map(|line| number(line).len()).max().unwrap_or(0);
    let mut text = String::new();
    for line in lines.iter().take(most) {
        for (sign, side) in [('-', &line.before), ('+', &line.after)] {
            if let Some(side) = side {
                let _ = writeln!(text, "    {sign} {:>wide$} {}", number(side), side.text.trim_end());
            }
        }
    }
    if lines.len() > most {
        let _ = writeln!(text, "    {}", say!(language, "diff-more", count = lines.len() - most));
    }
    text
}
