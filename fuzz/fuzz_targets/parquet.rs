//! Parquet.

#![no_main]

libfuzzer_sys::fuzz_target!(init: tinhso_fuzz::leave_caught_panics(), |bytes: &[u8]| tinhso_fuzz::parquet(bytes));
