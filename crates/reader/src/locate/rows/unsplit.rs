//! Rows whose cells all are in one: a line that was pasted and not split, the lines of a text that change their delimiter half-way, a line
//! that is in quotes as a whole.

use crate::locate::labels::labelled::Labelled;
use crate::project::written::form::Form;
use crate::sheet::grid::Cell;

/// What programs write between cells.
const DELIMITERS: [char; 4] = [';', '\t', ',', '|'];
/// Fewer columns are parted by commas in any sentence.
const FEWEST: usize = 3;

/// The shape of a row that was not split.
pub struct Unsplit {
    labelled: usize,
    /// The places of the measures that are numbers among the labels.
    measures: Vec<usize>,
}

impl Unsplit {
    pub fn new(form: &Form, labelled: &[Labelled]) -> Self {
        let is_number = |column: &Labelled| {
            let field = column.field().and_then(|field| form.schema.fields.get(field));
            field.is_some_and(|field| field.kind.is_numeric() && field.role.is_none())
        };
        let measures = labelled.iter().enumerate().filter(|(_, column)| is_number(column)).map(|(place, _)| place);
        Self { labelled: labelled.len(), measures: measures.collect() }
    }

    /// True for a row that holds one text alone, which has as many pieces as there are labels, numbers where measures are.
    pub fn is_row(&self, cells: &[(u32, Cell)]) -> bool {
        let mut filled = cells.iter().filter(|(_, cell)| !cell.is_blank());
        let text = filled.next().and_then(|(_, cell)| cell.as_text());
        let alone = text.filter(|_| self.labelled >= FEWEST && filled.next().is_none());
        alone.is_some_and(|text| DELIMITERS.into_iter().any(|delimiter| self.is_parted(text, delimiter)))
    }

    fn is_parted(&self, text: &str, delimiter: char) -> bool {
        let pieces: Vec<&str> = text.split(delimiter).map(|piece| piece.trim().trim_matches('"')).collect();
        let at = |place: &usize| pieces.get(*place).copied().unwrap_or_default();
        // A delimiter at the end is one cell more.
        let as_many = pieces.len() == self.labelled || pieces.len() == self.labelled.saturating_add(1);
        let filled = self.measures.iter().map(at).filter(|piece| !piece.is_empty());
        let numbers = filled.clone().filter(|piece| is_number(piece)).count();
        as_many && numbers > 0 && numbers == filled.count() && pieces.first().is_some_and(|first| !first.is_empty())
    }
}

/// True for digits with signs between them, and for the signs of a missing value.
fn is_number(piece: &str) -> bool {
    let digits = piece.bytes().any(|byte| byte.is_ascii_digit());
    digits && piece.bytes().all(|byte| byte.is_ascii_digit() || b"+-., %".contains(&byte))
        || matches!(piece, "-" | "..." | "…" | "x" | "X")
}
