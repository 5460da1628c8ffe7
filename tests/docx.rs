//! The Word backend: a document with everything, read back.
#![expect(clippy::disallowed_methods, reason = "what is made is kept for outside judges")]

#[path = "docx/sample.rs"]
mod sample;

use triplicate::backend::{Stamp, Written, docx};
use triplicate::diagnostic::Diagnostics;
use triplicate::fonts::Fonts;
use triplicate::format::Paper;
use triplicate::layout;
use triplicate::model::{Document, Theme};
use triplicate::read;
use triplicate::resolve::resolve;
use triplicate::source::Sources;

fn theme() -> Theme {
    read::theme("briefing", &mut Sources::default(), &mut Diagnostics::default()).unwrap().unwrap()
}

fn write(document: Document, paper: Paper, seconds: Option<i64>) -> Written {
    let fonts = Fonts::bundled();
    let theme = theme();
    let resolved = resolve(document, &mut Diagnostics::default());
    let pages = layout::lay_out(&resolved, &theme, &fonts, paper, &mut Diagnostics::default());
    docx::write(&resolved, &theme, &fonts, paper, Some(&pages.map), &Stamp { seconds }).unwrap()
}

fn keep(name: &str, bytes: &[u8]) {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("docx");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join(name).with_extension("docx"), bytes).unwrap();
}

#[test]
fn everything_is_written_the_same_each_time() {
    let written = write(sample::document(&Fonts::bundled()), Paper::A4, None);
    keep("everything", &written.bytes);
    let again = write(sample::document(&Fonts::bundled()), Paper::A4, None);
    assert!(written.bytes == again.bytes, "the same document gave other bytes");
}
