//! Compound files (xls).

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| tinhso_fuzz::compound(bytes));
