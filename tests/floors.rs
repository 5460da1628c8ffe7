//! Who may import whom: the floor plan as a table, held against every `use` and every inline path of the sources.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Every module of the first level and what it may name; what is not listed here may not be there.
const FLOORS: &[(&str, &[&str])] = &[
    // floor 0
    ("source", &[]),
    ("format", &[]),
    // floor 1
    ("diagnostic", &["source", "format"]),
    ("model", &["source", "format"]),
    ("error", &["source", "format"]),
    ("fonts", &["source", "format", "model", "diagnostic", "error"]),
    // floor 2
    ("read", &["source", "format", "diagnostic", "model", "error", "fonts"]),
    ("resolve", &["source", "format", "diagnostic", "model", "error", "fonts"]),
    ("raster", &["source", "format", "diagnostic", "model", "error", "fonts"]),
    // floor 3
    ("layout", &["source", "format", "diagnostic", "model", "error", "fonts", "resolve"]),
    // floor 4
    (
        "backend",
        &["source", "format", "diagnostic", "model", "error", "fonts", "resolve", "layout", "raster"],
    ),
    // floor 6
    (
        "export",
        &[
            "source",
            "format",
            "diagnostic",
            "model",
            "error",
            "fonts",
            "resolve",
            "layout",
            "raster",
            "backend",
            "read",
        ],
    ),
    // floor 7
    ("report", &["source", "format", "diagnostic", "error", "export"]),
    // floor 8
    ("cli", &["source", "format", "diagnostic", "error", "export", "report"]),
    // floor 9
    ("main", &["cli"]),
];

/// Within `backend`: paths that a file under the first may not name.
const SHUT: &[(&str, &[&str])] = &[
    ("backend/pdf", &["backend::docx", "backend/epub"]),
    ("backend/docx", &["backend::pdf", "backend::epub", "layout::frame"]),
    ("backend/epub", &["backend::pdf", "backend::docx", "layout::frame"]),
    ("backend/source", &["backend::pdf", "backend::docx", "backend::epub", "layout", "resolve"]),
];

/// What a file under the first may name besides: a document is written back in the forms in which it is read.
const OPEN: &[(&str, &[&str])] = &[("backend/source", &["read::forms"])];

/// Other people's crates that only these places may name.
const AT_HOME: &[(&str, &[&str])] = &[
    ("printpdf", &["backend/pdf"]),
    ("lopdf", &["backend/pdf"]),
    ("docx_rs", &["backend/docx"]),
    ("epub_builder", &["backend/epub"]),
    ("clap", &["cli", "format"]),
    ("comrak", &["read"]),
    ("schemars", &["read"]),
    ("annotate_snippets", &["report"]),
    ("tempfile", &["export"]),
    ("subsetter", &["backend"]),
    ("hypher", &["layout"]),
    ("resvg", &["raster", "backend/pdf"]),
    ("usvg", &["raster", "layout", "read", "fonts", "backend/epub"]),
    ("harfrust", &["fonts", "layout", "backend"]),
];

/// A path that a file names: its segments, with `crate` first where it is ours, and the line.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Named {
    path: Vec<String>,
    line: usize,
}

/// The file's module path, such as `backend::pdf::finish` for `backend/pdf/finish.rs`.
fn module(file: &str) -> Vec<String> {
    let stem = file.trim_end_matches(".rs").trim_end_matches("/mod");
    stem.split('/').map(str::to_owned).collect()
}

/// The words and signs of a source, with their lines; comments, texts and characters left out.
fn tokens(text: &str) -> Vec<(String, usize)> {
    let mut tokens = Vec::new();
    let letters: Vec<char> = text.chars().collect();
    let (mut at, mut line) = (0, 1);
    while at < letters.len() {
        let here = letters[at];
        let next = letters.get(at + 1).copied().unwrap_or(' ');
        let from = at;
        if here == '/' && next == '/' {
            at = end_of(&letters, at, |rest| rest[0] == '\n');
        } else if here == '/' && next == '*' {
            at = end_of(&letters, at + 2, |rest| rest.starts_with(&['*', '/'])) + 2;
        } else if here == 'r' && (next == '"' || next == '#') && raw_hashes(&letters[at + 1..]).is_some() {
            let hashes = raw_hashes(&letters[at + 1..]).unwrap();
            let close: Vec<char> = std::iter::once('"').chain(std::iter::repeat_n('#', hashes)).collect();
            at = end_of(&letters, at + 2 + hashes, |rest| rest.starts_with(&close)) + close.len();
        } else if here == '"' {
            at += 1;
            while at < letters.len() && letters[at] != '"' {
                at += if letters[at] == '\\' { 2 } else { 1 };
            }
            at += 1;
        } else if here == '\'' && (next == '\\' || letters.get(at + 2) == Some(&'\'')) {
            at = end_of(&letters, at + 3, |rest| rest[0] == '\'') + 1;
            if next != '\\' {
                at = from + 3;
            }
        } else if here.is_alphanumeric() || here == '_' {
            at = end_of(&letters, at, |rest| !(rest[0].is_alphanumeric() || rest[0] == '_'));
            tokens.push((letters[from..at].iter().collect(), line));
        } else if here == ':' && next == ':' {
            at += 2;
            tokens.push(("::".to_owned(), line));
        } else {
            at += 1;
            if !here.is_whitespace() {
                tokens.push((here.to_string(), line));
            }
        }
        at = at.min(letters.len());
        line += letters[from..at].iter().filter(|&&letter| letter == '\n').count();
    }
    tokens
}

fn end_of(letters: &[char], from: usize, stop: impl Fn(&[char]) -> bool) -> usize {
    (from..letters.len()).find(|&at| stop(&letters[at..])).unwrap_or(letters.len())
}

/// How many `#` open a raw text, if one opens here.
fn raw_hashes(letters: &[char]) -> Option<usize> {
    let hashes = letters.iter().take_while(|&&letter| letter == '#').count();
    (letters.get(hashes) == Some(&'"')).then_some(hashes)
}

/// Every path that a source names, `use` trees unfolded, `super` and `self` made absolute.
fn named(text: &str, module: &[String]) -> Vec<Named> {
    let tokens = tokens(text);
    let mut found = Vec::new();
    let mut at = 0;
    let mut inner = Vec::new();
    let mut depth = 0;
    while at < tokens.len() {
        let word = tokens[at].0.as_str();
        let follows = |ahead: usize| tokens.get(at + ahead).map(|token| token.0.as_str());
        match word {
            "{" => depth += 1,
            "}" => {
                depth -= 1;
                inner.retain(|&(opened, _): &(i32, String)| opened <= depth);
            }
            "mod" if follows(2) == Some("{") => {
                inner.push((depth + 1, tokens[at + 1].0.clone()));
            }
            _ => {}
        }
        let mut place = module.to_vec();
        place.extend(inner.iter().map(|(_, name)| name.clone()));
        let starts = at == 0 || tokens[at - 1].0 != "::";
        if word == "use" {
            at = tree(&tokens, at + 1, &[], &place, &mut found);
        } else if starts && follows(1) == Some("::") && is_word(word) {
            at = tree(&tokens, at, &[], &place, &mut found);
        } else {
            at += 1;
        }
    }
    found
}

fn is_word(token: &str) -> bool {
    token.starts_with(|letter: char| letter.is_alphabetic() || letter == '_')
}

/// Reads one path or `use` tree, notes every path in it, and gives the token after it.
fn tree(
    tokens: &[(String, usize)],
    mut at: usize,
    prefix: &[String],
    place: &[String],
    found: &mut Vec<Named>,
) -> usize {
    let mut path = prefix.to_vec();
    let line = tokens.get(at).map_or(0, |token| token.1);
    loop {
        match tokens.get(at).map(|token| token.0.as_str()) {
            Some("::") => at += 1,
            Some("{") => {
                at += 1;
                while at < tokens.len() && tokens[at].0 != "}" {
                    let after = tree(tokens, at, &path, place, found);
                    // A comma stands still.
                    at = after.max(at + 1);
                }
                return at + 1;
            }
            Some(word) if is_word(word) || word == "*" => {
                path.push(word.to_owned());
                at += 1;
                if tokens.get(at).is_none_or(|token| token.0 != "::") {
                    break;
                }
            }
            _ => break,
        }
    }
    if tokens.get(at).is_some_and(|token| token.0 == "as") {
        at += 2;
    }
    // `impl Trait + use<'_>` names nothing.
    if !path.is_empty() {
        found.push(Named { path: absolute(path, place), line });
    }
    at
}

/// `super::x` and `self::x` from where they stand.
fn absolute(path: Vec<String>, place: &[String]) -> Vec<String> {
    let mut base = place.to_vec();
    let mut rest = path.as_slice();
    let mut ours = false;
    while let Some((first, others)) = rest.split_first() {
        match first.as_str() {
            "super" => {
                base.pop();
            }
            "self" => {}
            _ => break,
        }
        (rest, ours) = (others, true);
    }
    if !ours {
        return path;
    }
    ["crate".to_owned()].into_iter().chain(base).chain(rest.iter().cloned()).collect()
}

/// What a file names against the plan, one line each.
fn faults(file: &str, text: &str) -> Vec<String> {
    let place = module(file);
    let floor = place[0].as_str();
    if floor == "lib" {
        return Vec::new();
    }
    let Some((_, allowed)) = FLOORS.iter().find(|(name, _)| *name == floor) else {
        return vec![format!("src/{file}: the floor plan does not know `{floor}`")];
    };
    let within = |home: &&str| file == format!("{home}.rs") || file.starts_with(&format!("{home}/"));
    let mut faults = BTreeSet::new();
    for Named { path, line } in named(text, &place) {
        let spelled = path.join("::");
        let mut fault = |why: &str| faults.insert(format!("src/{file}:{line}: `{spelled}` {why}"));
        match path[0].as_str() {
            "crate" | "triplicate" => {
                let target = path.get(1).map_or("", String::as_str);
                let inner = path[1..].join("::");
                let reaches = |door: &str| inner == door || inner.starts_with(&format!("{door}::"));
                let mut doors = OPEN.iter().filter(|(room, _)| within(room)).flat_map(|(_, paths)| *paths);
                if target != floor && !allowed.contains(&target) && !doors.any(|door| reaches(door)) {
                    fault("is not on a lower floor");
                }
                let shut = SHUT.iter().filter(|(room, _)| within(room)).flat_map(|(_, paths)| *paths);
                if shut.into_iter().any(|shut| reaches(shut)) {
                    fault("belongs to another backend");
                }
            }
            name => {
                let home = AT_HOME.iter().find(|(krate, _)| *krate == name);
                if home.is_some_and(|(_, homes)| !homes.iter().any(within)) {
                    fault("is named outside its home");
                }
            }
        }
    }
    faults.into_iter().collect()
}

fn sources(folder: &Path, list: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, list);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            list.push(path);
        }
    }
}

#[test]
fn no_module_imports_from_its_own_floor_or_above() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&root, &mut files);
    files.sort();
    assert!(files.len() > 20, "the sources were not found");
    let found: Vec<String> = files
        .iter()
        .flat_map(|path| {
            let name = path.strip_prefix(&root).unwrap().to_str().unwrap().replace('\\', "/");
            faults(&name, &fs::read_to_string(path).unwrap())
        })
        .collect();
    assert!(found.is_empty(), "against the floor plan:\n{}", found.join("\n"));
}

#[test]
fn a_planted_import_is_caught() {
    let planted = [
        ("layout/page.rs", "use crate::backend::pdf;"),
        ("model/block.rs", "use crate::{source::Span, resolve::{self, Resolved}};"),
        ("model/block.rs", "fn f(_: crate::layout::frame::Page) {}"),
        ("resolve/mod.rs", "use super::read::Options;"),
        ("resolve/check.rs", "mod deeper { use super::super::super::read; }"),
        ("read/mod.rs", "pub use crate::resolve::Resolved as R;"),
        ("backend/docx/mod.rs", "use super::pdf::write;"),
        ("backend/epub/xhtml.rs", "use crate::layout::{page_map::PageMap, frame::Pages};"),
        ("layout/mod.rs", "use printpdf::Mm;"),
        ("backend/source/forms.rs", "use crate::read::markdown::Reader;"),
        ("backend/docx/mod.rs", "use crate::read::forms::Text;"),
        ("export.rs", "fn f(x: &clap::Command) {}"),
        ("main.rs", "use triplicate::export;"),
        ("attic.rs", ""),
    ];
    for (file, text) in planted {
        assert!(!faults(file, text).is_empty(), "{file}: {text}");
    }
    let sound = [
        ("layout/page.rs", "use crate::resolve::Resolved; // use crate::backend::pdf;"),
        (
            "layout/page.rs",
            "const A: &str = \"crate::backend\"; const B: char = '\"'; const C: &str = r#\"crate::cli\"#;",
        ),
        ("backend/docx/mod.rs", "use super::{Stamp, Written}; use crate::layout::page_map::PageMap;"),
        ("backend/pdf/mod.rs", "mod tests { use super::*; } use crate::layout::frame::Pages;"),
        ("main.rs", "fn main() { triplicate::cli::main() }"),
    ];
    for (file, text) in sound {
        assert_eq!(faults(file, text), [""; 0], "{file}: {text}");
    }
}
