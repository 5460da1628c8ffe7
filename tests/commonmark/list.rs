//! The list of examples: for each file, numbers by what becomes of them.

use std::collections::BTreeMap;

/// What becomes of an example.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Why {
    Kept,
    Html,
    Loose,
    Address,
    Title,
    Space,
    Empty,
    Tilde,
    Ragged,
}

/// The reasons by the words that stand for them in the list.
const REASONS: [(&str, Why); 9] = [
    ("kept", Why::Kept),
    ("html", Why::Html),
    ("loose", Why::Loose),
    ("address", Why::Address),
    ("title", Why::Title),
    ("space", Why::Space),
    ("empty", Why::Empty),
    ("tilde", Why::Tilde),
    ("ragged", Why::Ragged),
];

/// The files in order, each with its examples.
pub(crate) fn read() -> Vec<(String, BTreeMap<usize, Why>)> {
    let mut files: Vec<(String, BTreeMap<usize, Why>)> = Vec::new();
    let mut why = Why::Kept;
    for line in include_str!("../commonmark.txt").lines().filter(|line| !line.starts_with('#')) {
        if let Some(file) = line.strip_prefix("file ") {
            files.push((file.to_owned(), BTreeMap::new()));
            continue;
        }
        for word in line.split_whitespace() {
            if let Some(reason) = word.strip_suffix(':') {
                why = REASONS.iter().find(|(name, _)| *name == reason).expect("a known reason").1;
                continue;
            }
            let (first, last) = word.split_once('-').unwrap_or((word, word));
            let number = |digits: &str| digits.parse::<usize>().expect("a number");
            let listed = &mut files.last_mut().expect("a file before its numbers").1;
            for number in number(first)..=number(last) {
                assert!(listed.insert(number, why).is_none(), "{number} is listed twice");
            }
        }
    }
    files
}
