//! Every script page gives back its text: the words of the PDF in the order of its structure, and those of Word and the EPUB.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "documents/extract.rs"]
mod extract;
#[path = "pdf/reader.rs"]
#[expect(dead_code, reason = "only the words are wanted here")]
mod reader;
#[path = "documents/spoken.rs"]
mod spoken;

use std::fs;
use std::path::{Path, PathBuf};

use triplicate::export::{self, Destination, Input, Job};
use triplicate::format::{Format, Paper};

/// The text without white, soft hyphens and what is only told to programs.
fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}')).collect()
}

/// What stands between the marks of a source's plain paragraphs, in order.
fn stretches(source: &str) -> Vec<String> {
    let body = source.splitn(3, "---").nth(2).unwrap();
    let plain = |line: &&str| line.chars().next().is_some_and(|first| first.is_alphabetic() || first == '“');
    let lines: Vec<&str> = body
        .lines()
        .filter(plain)
        .filter(|line| !line.contains(['{', ';']) && !line.contains("](#"))
        .collect();
    let parts =
        lines.iter().flat_map(|line| line.split(['*', '[', ']', '^', '`', '"', '\'', '@', '#', '(', ')']));
    parts.map(|part| bare(part).replace("--", "–")).filter(|part| !part.is_empty()).collect()
}

/// The first stretch that a text lacks.
fn lost<'a>(stretches: &'a [String], text: &str) -> Option<&'a str> {
    let text = bare(text);
    stretches.iter().map(String::as_str).find(|part| !text.contains(part))
}

#[test]
fn scripts_give_back_their_text() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let files = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path());
    let is_script =
        |path: &PathBuf| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("script-"));
    let mut files: Vec<PathBuf> = files.filter(is_script).collect();
    files.sort();
    assert!(files.len() >= 7, "{files:?}");
    for path in files {
        let job = Job {
            inputs: vec![Input::File(path.clone())],
            syntax: None,
            language: None,
            formats: Format::ALL.to_vec(),
            destination: Destination::Caller,
            theme: "briefing".to_owned(),
            paper: Paper::A4,
            font_paths: Vec::new(),
            root: Some(folder.clone()),
            page_map: true,
            strict: false,
            epoch: None,
        };
        let outcome = export::run(&job).unwrap().pop().unwrap();
        let stretches = stretches(&fs::read_to_string(&path).unwrap());
        assert!(stretches.len() >= 4, "{stretches:?}");
        assert_eq!(outcome.files.len(), Format::ALL.len());
        for file in &outcome.files {
            let bytes = &file.bytes[..];
            let text = match file.format {
                "pdf" => spoken::spoken(bytes),
                "docx" => extract::docx(bytes),
                "epub" => extract::epub(bytes),
                other => panic!("{other} is new"),
            };
            assert_eq!(lost(&stretches, &text), None, "{} of {}:\n{text}", file.format, path.display());
        }
    }
}
