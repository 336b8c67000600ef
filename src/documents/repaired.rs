//! What was repaired of a file that goes back to its sender, in the cells of its sheets: only in the file itself it could be repaired again.
//!
//! A name that lost its ư on the way out of TCVN3 is known by its encoding, which the return does not have; a formula that nobody computed
//! beside a good name is a text in the return. There the name is written whole, and the formula is left blank.

use super::marked::SentSheets;
use super::returned::place;
use crate::findings::code::Code;
use crate::findings::finding::Finding;
use crate::findings::severity::Severity;
use crate::sheet::grid::Cell;
use crate::values::language::Language;

/// Puts what was read in the place of cells that were repaired or passed over, where that is a warning.
pub fn put(sent: &mut SentSheets, findings: &[Finding]) {
    let is_used = |finding: &&Finding| finding.is_open() && finding.severity() == Severity::Warning;
    for finding in findings.iter().filter(is_used) {
        let name = finding.location.sheet.as_deref().unwrap_or_default();
        let Some((row, column)) = place(finding) else { continue };
        let Some(sheet) = sent.sheets.iter_mut().find(|sheet| sheet.name == name) else { continue };
        let instead = match (finding.code, sheet.grid.get(row, column), &finding.suggestion) {
            (Code::LostLetter, Cell::Text(_), Some(whole)) => Cell::from(whole.text(Language::Vi)),
            // Above the rows it may be what a person has to write.
            (Code::ErrorCell, Cell::Uncomputed(_) | Cell::Error(_), _) if finding.location.field.is_some() => {
                Cell::Empty
            }
            _ => continue,
        };
        sheet.grid.set(row, column, instead);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::findings::finding::Location;
    use crate::findings::message::Message;
    use crate::findings::severity::Disposition;
    use crate::sheet::grid::{Grid, Sheet};

    #[test]
    fn what_was_repaired_is_whole_and_what_is_wrong_stays() {
        let mut grid = Grid::from_rows(&[&["Phờng Sông Đà", "39OO"]]);
        grid.set(1, 0, Cell::Uncomputed("=VLOOKUP(C5;A:B;2)".to_owned()));
        grid.set(1, 1, Cell::Uncomputed("=D5*2".to_owned()));
        let mut sent = SentSheets::default();
        sent.sheets.push(Sheet::new("Biểu".to_owned(), true, grid));
        let found = |code: Code, cell: &str, severity: Severity, suggestion: &str| {
            let location = Location {
                sheet: Some("Biểu".to_owned()),
                cell: Some(cell.to_owned()),
                field: Some("commune".to_owned()),
                ..Location::default()
            };
            let disposition = if severity == Severity::Error { Disposition::Quarantined } else { Disposition::Used };
            let finding = Finding::new(code, location, Message::default()).weighing(severity, disposition);
            if suggestion.is_empty() { finding } else { finding.suggestion(suggestion.to_owned()) }
        };
        let findings = [
            found(Code::LostLetter, "A1", Severity::Warning, "Phường Sông Đà"),
            found(Code::TypeError, "B1", Severity::Error, "3900"),
            found(Code::ErrorCell, "A2", Severity::Warning, ""),
            found(Code::ErrorCell, "B2", Severity::Error, ""),
        ];
        put(&mut sent, &findings);
        let grid = &sent.sheets[0].grid;
        assert_eq!(grid.get(0, 0), &Cell::from("Phường Sông Đà"));
        assert_eq!(grid.get(0, 1), &Cell::from("39OO"));
        assert!(grid.get(1, 0).is_blank());
        assert_eq!(grid.get(1, 1), &Cell::Uncomputed("=D5*2".to_owned()));
    }
}
