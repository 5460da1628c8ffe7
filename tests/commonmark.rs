//! The examples of `CommonMark`'s specification and of GitHub's: which of them our tree keeps, and which it changes for
//! what reason. `tests/commonmark.txt` lists their numbers.
//!
//! The examples themselves come with the crate `pulldown-cmark`, which `tests/judges/install` fetches; the environment
//! variable `TRIPLICATE_COMMONMARK` names its folder `tests/suite` where that lies elsewhere. Without them this is skipped.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "commonmark/html.rs"]
mod html;
#[path = "commonmark/list.rs"]
mod list;
#[path = "commonmark/tokens.rs"]
mod tokens;

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

use list::Why;
use tokens::Token;
use triplicate::diagnostic::Diagnostics;
use triplicate::read::{self, Options};
use triplicate::source::Sources;

/// The file that has the examples of `CommonMark`; those of GitHub's extensions lie beside it.
const FIRST: &str = "spec.rs";

/// An example: Markdown, and the HTML that it stands for.
struct Example<'t> {
    markdown: &'t str,
    html: &'t str,
}

/// Where the examples lie.
#[expect(clippy::disallowed_methods, reason = "no stage is under test here, but a list")]
fn folder() -> Option<PathBuf> {
    if let Some(named) = std::env::var_os("TRIPLICATE_COMMONMARK") {
        return Some(named.into());
    }
    let home = std::env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| Some(Path::new(&std::env::var_os("HOME")?).join(".cargo")))?;
    let registries = std::fs::read_dir(home.join("registry/src")).ok()?;
    let crates =
        registries.flatten().filter_map(|registry| std::fs::read_dir(registry.path()).ok()).flatten();
    let mut found: Vec<PathBuf> = crates
        .flatten()
        .filter(|name| name.file_name().to_string_lossy().starts_with("pulldown-cmark-0.13."))
        .map(|name| name.path().join("tests/suite"))
        .filter(|suite| suite.join(FIRST).exists())
        .collect();
    found.sort();
    found.pop()
}

/// The examples in a file of tests, in order: each is a function with two raw strings.
fn examples(text: &str) -> Vec<Example<'_>> {
    let functions = text.split("#[test]").skip(1);
    functions
        .map(|function| {
            let mut strings = function.split("r##\"").skip(1).map(|rest| rest.split("\"##").next().unwrap());
            Example { markdown: strings.next().unwrap(), html: strings.next().unwrap() }
        })
        .collect()
}

/// What our tree says, as HTML. The metadata keep the first heading from becoming the title.
fn ours(markdown: &str) -> Vec<Token> {
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let text = format!("---\ntitle: Example\nlang: en\nsmart: false\n---\n{markdown}");
    let id = read::take("example.md", text.into_bytes(), &mut sources, &mut diagnostics).unwrap();
    let options =
        Options { fallback_title: String::new(), smart: false, ..Options::new(env!("CARGO_MANIFEST_DIR")) };
    tokens::of(&html::of(&read::document(id, &mut sources, &options, &mut diagnostics)))
}

/// Whether a change is no other than its reason allows.
fn is_due(why: Why, ours: &[Token], theirs: &[Token]) -> bool {
    let same_without = |element: &str| tokens::without(ours, element) == tokens::without(theirs, element);
    match why {
        Why::Kept => ours == theirs,
        Why::Loose => same_without("p"),
        Why::Address => same_without("a"),
        Why::Title => same_without("img"),
        Why::Space => tokens::text(ours).replace('\u{a0}', "\\ ") == tokens::text(theirs),
        Why::Tilde => tokens::text(ours).replace('~', "") == tokens::text(theirs),
        Why::Ragged => tokens::text(ours).starts_with(&tokens::text(theirs)),
        Why::Html | Why::Empty => ours != theirs,
    }
}

#[test]
fn the_list_says_what_becomes_of_every_example() {
    let Some(folder) = folder() else {
        // Written past the test's own output, which is seen only where a test fails; on a line of its own.
        let reason = "skip  examples of CommonMark: run tests/judges/install commonmark";
        writeln!(std::io::stderr(), "\n{reason}").unwrap();
        return;
    };
    let mut wrong = Vec::new();
    for (file, listed) in list::read() {
        let path = folder.join(&file);
        let text =
            std::fs::read_to_string(&path).unwrap_or_else(|cause| panic!("{}: {cause}", path.display()));
        let examples = examples(&text);
        let numbers: Vec<usize> = listed.keys().copied().collect();
        assert_eq!(numbers, (1..=examples.len()).collect::<Vec<_>>(), "the numbers listed for {file}");
        for (example, (number, why)) in examples.iter().zip(&listed) {
            let (ours, theirs) = (ours(example.markdown), tokens::of(example.html));
            let is_kept = ours == theirs;
            if is_kept != (*why == Why::Kept) || !is_due(*why, &ours, &theirs) {
                wrong.push(format!("{file} {number} ({why:?}): {}\n{theirs:?}\n{ours:?}", example.markdown));
            }
        }
    }
    assert!(wrong.is_empty(), "{} are not as listed:\n{}", wrong.len(), wrong.join("\n\n"));
}

#[test]
fn every_example_is_listed_once() {
    let listed: BTreeMap<String, usize> =
        list::read().into_iter().map(|(file, listed)| (file, listed.len())).collect();
    assert_eq!(listed.get(FIRST), Some(&652));
}
