//! Any bytes: what a file is, and its sheets.

#![no_main]

libfuzzer_sys::fuzz_target!(init: tinhso_fuzz::leave_caught_panics(), |bytes: &[u8]| tinhso_fuzz::any_file(bytes));
