//! PNG, JPEG, WebP and GIF.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| triplicate_fuzz::image(data));
