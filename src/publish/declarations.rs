//! `declarations`: the text of every file of the project that a run rests on, line by line.
//!
//! Takes the texts as their digests cover them; gives the table. It exists so that what changed between two runs can be reported to the
//! line, also when the project folder has moved on (decision 0053).

use arrow_array::{Array, Int64Array, RecordBatch, StringArray};

use crate::columns::{Builders, column, integer, text};
use crate::error::Error;
use crate::project::Project;
use crate::store::Warehouse;

/// The table, without its ending.
pub const TABLE: &str = "declarations";
/// Its file in a run.
pub const FILE: &str = "declarations.parquet";

/// The table of the lines that a project declares.
///
/// # Errors
/// A table that cannot be built, which none is.
pub fn declarations(project: &Project) -> Result<RecordBatch, Error> {
    let mut builders = Builders::new(vec![text("file"), integer("line"), text("text")]);
    for file in &project.texts {
        for (number, line) in (1..).zip(file.text.lines()) {
            builders.text(Some(&file.name)).integer(Some(number)).text(Some(line));
        }
    }
    builders.finish()
}

/// The lines of one file as a run keeps them.
///
/// # Errors
/// A run that keeps none; a table that cannot be read.
pub fn lines_of(warehouse: &Warehouse, run_id: &str, file: &str) -> Result<Vec<(i64, String)>, Error> {
    let mut lines = Vec::new();
    for batch in warehouse.run_table(run_id, FILE)? {
        let files: &StringArray = column(&batch, TABLE, "file")?;
        let numbers: &Int64Array = column(&batch, TABLE, "line")?;
        let texts: &StringArray = column(&batch, TABLE, "text")?;
        let rows = (0..batch.num_rows()).filter(|row| files.is_valid(*row) && files.value(*row) == file);
        lines.extend(rows.map(|row| (numbers.value(row), texts.value(row).to_owned())));
    }
    Ok(lines)
}
