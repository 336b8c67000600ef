//! Labels, heads and rows: any grid of texts against the forms.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| tinhso_fuzz::label(bytes));
