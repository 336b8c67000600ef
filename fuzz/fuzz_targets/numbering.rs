//! The row of column numbers, and its formulas.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| tinhso_fuzz::numbering(bytes));
