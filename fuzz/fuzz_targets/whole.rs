//! Markdown to three files.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| triplicate_fuzz::whole(data));
