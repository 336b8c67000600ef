//! Parquet.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| tinhso_fuzz::parquet(bytes));
