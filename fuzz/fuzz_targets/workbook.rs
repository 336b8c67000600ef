//! Packages (xlsx, xlsb, ods): cells, layout, formulas, links.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| tinhso_fuzz::workbook(bytes));
