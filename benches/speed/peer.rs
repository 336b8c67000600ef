//! The programs beside which tinhso is measured: each does the part of the work that nobody can leave out.

use std::path::Path;
use std::process::Command;

use calamine::{Data, Reader};
use rayon::prelude::*;

/// The argument by which the bench calls itself to be the plain reader of workbooks.
pub const PLAIN_CALAMINE: &str = "--plain-calamine";

/// This program as the plain reader of every workbook below a folder.
pub fn calamine_command(folder: &Path) -> Command {
    let mut command = Command::new(std::env::current_exe().expect("a path"));
    command.arg(PLAIN_CALAMINE).arg(folder);
    command
}

/// Opens every workbook below a folder, in parallel, and looks at every cell of every sheet.
pub fn plain_calamine(folder: &Path) {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "xlsx") {
                files.push(path);
            }
        }
    }
    let cells: usize = files
        .par_iter()
        .map(|file| {
            let bytes = std::fs::read(file).expect("a file");
            let mut book = calamine::open_workbook_auto_from_rs(std::io::Cursor::new(bytes)).expect("a workbook");
            let names = book.sheet_names();
            let of_sheet = |name: &String| {
                let range = book.worksheet_range(name).expect("a sheet");
                range.used_cells().filter(|(_, _, cell)| !matches!(cell, Data::Empty)).count()
            };
            names.iter().map(of_sheet).sum::<usize>()
        })
        .sum();
    println!("{cells} cells in {} workbooks", files.len());
}

/// An interpreter with these packages, where there is one.
pub fn python(packages: &str) -> Option<String> {
    let home = std::env::var("HOME").unwrap_or_default();
    let candidates = [
        std::env::var("TINHSO_PYTHON").unwrap_or_default(),
        format!("{home}/.cache/tinhso-venv/venv/bin/python"),
        "python3".to_owned(),
    ];
    let imports = |interpreter: &String| {
        let import = Command::new(interpreter).args(["-c", &format!("import {packages}")]).output();
        import.is_ok_and(|output| output.status.success())
    };
    candidates.into_iter().filter(|interpreter| !interpreter.is_empty()).find(imports)
}
