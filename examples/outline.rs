//! Prints the outline of a document: every heading with its number, and what its labels are mentioned as.
//!
//! `cargo run --example outline -- content/north-korea-china.md`

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "the example is a program of its own")]

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use triplicate::diagnostic::Diagnostics;
use triplicate::source::Sources;
use triplicate::{read, resolve};

fn main() -> ExitCode {
    let Some(path) = std::env::args_os().nth(1).map(PathBuf::from) else {
        eprintln!("usage: outline SOURCE");
        return ExitCode::from(2);
    };
    let mut sources = Sources::default();
    let mut diagnostics = Diagnostics::default();
    let id = match read::open(&path, &mut sources, &mut diagnostics) {
        Ok(Some(id)) => id,
        Ok(None) => return ExitCode::from(1),
        Err(error) => {
            eprintln!("{error}");
            return ExitCode::from(3);
        }
    };
    let folder = path.parent().unwrap_or(Path::new("")).to_owned();
    let options = read::Options {
        fallback_title: path.file_stem().unwrap_or_default().to_string_lossy().into_owned(),
        ..read::Options::new(folder)
    };
    let document = read::document(id, &mut sources, &options, &mut diagnostics);
    let document = resolve::resolve(document, &mut diagnostics);

    println!("{}", document.front.title);
    for entry in &document.outline {
        let indent = "  ".repeat(usize::from(entry.depth));
        let number = entry.number.as_ref().map(|number| format!("{number} ")).unwrap_or_default();
        println!("{indent}{number}{}", entry.text);
    }
    for (label, target) in document.targets.iter().filter(|(_, target)| target.counted) {
        println!("#{} is mentioned as {}", label.as_str(), target.words);
    }
    ExitCode::SUCCESS
}
