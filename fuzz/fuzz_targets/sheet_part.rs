//! The part of a sheet of an xlsx, by the scan and as XML in full.

#![no_main]

libfuzzer_sys::fuzz_target!(init: tinhso_fuzz::leave_caught_panics(), |bytes: &[u8]| tinhso_fuzz::sheet_part(bytes));
