//! Reading survives any text: signs of Markdown in any mixture give a whole document, with every place inside the source.

use triplicate::diagnostic::Diagnostics;
use triplicate::model::{Document, Inline, InlineKind, walk};
use triplicate::read::{self, Options};
use triplicate::source::{Sources, Span};

/// What is mixed: signs, halves of pairs, starts of lines, characters of several bytes, what no format can hold.
const PIECES: &[&str] = &[
    "*",
    "**",
    "_",
    "~",
    "~~",
    "^",
    "^[",
    "[",
    "]",
    "](",
    "(",
    ")",
    "![",
    "{",
    "}",
    "{#a}",
    "{.smallcaps}",
    "{.mark lang=de}",
    "]{.kbd}",
    "[]{colspan=2}",
    "==",
    "@a",
    "@fig-x",
    "[@k]",
    "[^1]",
    "[^1]: ",
    "`",
    "``",
    "```\n",
    "$",
    "$$",
    "<b>",
    "</b>",
    "<a href='x'>",
    "</a>",
    "<br>",
    "<img src='x'>",
    "<!--",
    "-->",
    "<div>\n",
    "</div>\n",
    "<h1>",
    "<pre>",
    "<table>",
    "<T>",
    "&amp;",
    "&copy;",
    "&nope;",
    "\\",
    "\\*",
    "\\|",
    "|",
    "\n",
    "\n\n",
    "\n> ",
    "\n- ",
    "\n1. ",
    "\n- [ ] ",
    "\n: ",
    "\n# ",
    "\n---\n",
    "\n===\n",
    "\n| a | b |\n|--|--|\n| ",
    "\n::: note\n",
    "\n:::\n",
    "\n:::: {.list-table}\n",
    "\n- - ",
    "\n::: {.timeline}\n",
    "\n    ",
    "\t",
    " ",
    "word",
    "中文",
    "é",
    "\u{301}",
    "\u{fffc}",
    "\"",
    "'",
    "--",
    "...",
    "https://x.org/a_b",
    "www.x.org",
    "me@x.org",
    "\r",
    "\0",
    "\u{feff}",
    "\n{{< pagebreak >}}\n",
    "\n{{< include notes.md >}}\n",
    "{{< include",
    " >}}",
    "\n[TOC]\n",
    "\n> [!NOTE]\n> ",
    "\n+++\n",
    "\nTable: c {#tbl-a}",
    "[x]: y \"t\"\n",
    "\"t\nt\")",
    "title: ",
    "lang: ",
    "\n---\n\n",
];

/// The next number of a fixed sequence, below a bound.
fn next(state: &mut u64, bound: usize) -> usize {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    (*state % bound as u64) as usize
}

fn mixture(state: &mut u64) -> String {
    let head = ["", "", "---\ntitle: ", "+++\ntitle = "][next(state, 4)];
    let length = 1 + next(state, 60);
    (0..length).fold(head.to_owned(), |text, _| text + PIECES[next(state, PIECES.len())])
}

#[test]
fn mixtures_of_signs_are_survived() {
    let mut state = 0x9e37_79b9_7f4a_7c15;
    for _ in 0..3000 {
        let text = mixture(&mut state);
        let mut sources = Sources::default();
        let mut diagnostics = Diagnostics::default();
        let Some(id) = read::take("mixture", text.clone().into_bytes(), &mut sources, &mut diagnostics)
        else {
            continue;
        };
        let options = Options { fallback_title: "Mixture".to_owned(), ..Options::new("tests/corpus") };
        let document = read::document(id, &mut sources, &options, &mut diagnostics);
        check(&document, &sources, &text);
        for span in diagnostics.iter().filter_map(|fault| fault.span) {
            assert!(is_inside(span, &sources), "a fault at {span:?} of {text:?}");
        }
    }
}

fn check(document: &Document, sources: &Sources, text: &str) {
    assert!(!document.meta.title.is_empty(), "no title of {text:?}");
    let mut inline = |inline: &Inline| {
        assert!(is_inside(inline.span, sources), "{inline:?} of {text:?}");
        let words = walk::plain_text(std::slice::from_ref(inline));
        let is_internal = |c| ('\u{fdd0}'..='\u{fdef}').contains(&c);
        assert!(!words.contains(is_internal), "{words:?} of {text:?}");
        if let InlineKind::Reference(reference) = &inline.kind {
            assert!(!reference.worded, "an open mention of {text:?}");
        }
    };
    walk::inlines(&document.meta.title, &mut inline);
    for blocks in [&document.blocks, &document.meta.summary] {
        walk::blocks(blocks, &mut |block| {
            assert!(is_inside(block.span, sources), "{block:?} of {text:?}");
            block.texts().into_iter().for_each(|list| walk::inlines(list, &mut inline));
        });
    }
}

fn is_inside(span: Span, sources: &Sources) -> bool {
    sources
        .get(span.source)
        .is_some_and(|source| source.text.get(span.start as usize..span.end as usize).is_some())
}
