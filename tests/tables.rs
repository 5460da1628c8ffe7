//! Tables that go on over pages.
#![expect(clippy::unwrap_used, reason = "a test fails where it stands")]

use std::fmt::Write;
use std::path::Path;

use triplicate::diagnostic::Diagnostics;
use triplicate::fonts::Fonts;
use triplicate::format::{Paper, Syntax};
use triplicate::layout::frame::{Artifact, Item, Page, Pages, Run, Tag};
use triplicate::layout::lay_out;
use triplicate::read::{self, Options};
use triplicate::resolve::resolve;
use triplicate::source::{Source, Sources};

/// The pages of a Markdown text in the usual theme.
fn pages(markdown: &str) -> Pages {
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let theme = read::theme("briefing", &mut sources, &mut diagnostics).unwrap().unwrap();
    let id = sources.add(Source::new("tables.md", markdown));
    let options = Options { syntax: Some(Syntax::Markdown), ..Options::new(Path::new("")) };
    let document = read::document(id, &mut sources, &options, &mut diagnostics);
    let document = resolve(document, &mut diagnostics);
    let pages = lay_out(&document, &theme, &Fonts::bundled(), Paper::A4, &mut diagnostics);
    let faults: Vec<String> = diagnostics.iter().map(|fault| fault.message.clone()).collect();
    assert!(faults.is_empty(), "{faults:?}");
    pages
}

/// The runs of a page with such a tag, in painting order.
fn runs(page: &Page, wanted: fn(Tag) -> bool) -> impl Iterator<Item = &Run> {
    let found = page.items.iter().filter(move |placed| wanted(placed.tag));
    found.filter_map(|placed| match &placed.item {
        Item::Run(run) => Some(run),
        Item::Shape(_) | Item::Image { .. } => None,
    })
}

fn words(page: &Page, wanted: fn(Tag) -> bool) -> String {
    runs(page, wanted).map(|run| run.text.as_str()).collect()
}

fn is_content(tag: Tag) -> bool {
    matches!(tag, Tag::Content(_))
}

fn is_repeated(tag: Tag) -> bool {
    tag == Tag::Artifact(Artifact::Layout)
}

/// A table of so many rows.
fn long(rows: usize) -> String {
    let mut table = "| Port | Ships |\n|---|--:|\n".to_owned();
    for row in 1..=rows {
        let _ = writeln!(table, "| Port {row} | {} |", row * 7);
    }
    table
}

/// Where a table goes on, its number and its head stand above it once more, in the document's language, and say nothing to
/// who listens.
#[test]
fn a_table_that_goes_on_says_which_it_is() {
    for (language, line) in
        [("en", "Table 1 (continued)"), ("de", "Tabelle 1 (Fortsetzung)"), ("ja", "表 1（続き）")]
    {
        let text =
            format!("---\ntitle: Ports\nlang: {language}\n---\n\nPorts.\n\n{}\n: All {{#tbl-p}}\n", long(70));
        let pages = pages(&text).pages;
        assert_eq!(pages.len(), 3);
        assert_eq!(words(&pages[0], is_repeated), "");
        for page in &pages[1..] {
            assert_eq!(words(page, is_repeated), format!("{line}PortShips"));
            let body = runs(page, is_content).map(|run| run.y).fold(f64::MAX, f64::min);
            assert!(runs(page, is_repeated).all(|run| run.y < body));
        }
        let all: String = pages.iter().map(|page| words(page, is_content)).collect();
        assert_eq!(all.matches("PortShips").count(), 1);
    }
}

/// A table without a caption has only its head again.
#[test]
fn a_table_without_a_caption_has_no_line() {
    let pages = pages(&format!("---\ntitle: Ports\nlang: en\n---\n\n{}", long(70))).pages;
    assert!(pages.len() > 2);
    assert!(pages[1..].iter().all(|page| words(page, is_repeated) == "PortShips"));
}
