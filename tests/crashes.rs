//! What fuzzing found, and what is like it: files that once stopped the program are refused in words, or go the whole way.
//!
//! An image in `tests/crashes` is shown by a document; the fonts in its folder `fonts` are read as a user's.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::{Path, PathBuf};

use triplicate::diagnostic::Diagnostics;
use triplicate::export::{Destination, Input, Job, run};
use triplicate::fonts::Fonts;
use triplicate::format::{Format, Paper};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/crashes")
}

/// What is said of the document that shows an image: the codes of all faults.
fn published(name: &str) -> Vec<&'static str> {
    let text = format!("---\ntitle: T\nlang: en\n---\n\n![A picture](tests/crashes/{name})\n");
    let job = Job {
        inputs: vec![Input::Text(text.into_bytes())],
        syntax: None,
        language: None,
        formats: vec![Format::Pdf, Format::Docx, Format::Epub],
        destination: Destination::Nowhere,
        theme: "briefing".to_owned(),
        paper: Paper::A4,
        font_paths: Vec::new(),
        root: Some(folder()),
        page_map: true,
        strict: false,
        epoch: None,
    };
    let [outcome] = &run(&job).unwrap()[..] else { panic!("one document, one outcome") };
    assert!(outcome.error.is_none(), "{name}: {:?}", outcome.error);
    outcome.diagnostics.iter().map(|fault| fault.code.name()).collect()
}

#[test]
fn images_are_refused_or_go_the_whole_way() {
    let files = fs::read_dir(folder()).unwrap().map(Result::unwrap);
    let files = files.filter(|entry| entry.file_type().unwrap().is_file());
    let names = files.map(|entry| entry.file_name().into_string().unwrap());
    let mut told: Vec<_> = names.map(|name| format!("{name}: {}", published(&name).join(", "))).collect();
    told.sort();
    let expected = [
        "frame-after-the-scan.jpg: bad-image",
        "segment-of-no-length.jpg: bad-image",
        "stray-byte-between-segments.jpg: ",
        "two-beginnings.jpg: bad-image",
    ];
    assert_eq!(told, expected);
}

#[test]
fn fonts_are_refused() {
    let mut faults = Diagnostics::default();
    Fonts::bundled().add_folder(&folder().join("fonts"), &mut faults).unwrap();
    let told: Vec<_> = faults.iter().map(|fault| fault.message.rsplit('/').next().unwrap()).collect();
    assert_eq!(told, ["name-past-the-end.ttf` has a damaged table of names"]);
}
