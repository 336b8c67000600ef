//! The files that formulas of an OpenDocument spreadsheet name.

/// The other file that a formula names: `'file:///C:/bieu.ods'#$Sheet1.A1` (OpenFormula 5.8, Source).
pub(super) fn other_file(formula: &str) -> Option<&str> {
    let (before, _) = formula.split_once("'#")?;
    let (_, source) = before.rsplit_once('\'')?;
    (source.contains('/') || source.contains('\\') || source.contains('.')).then_some(source)
}
