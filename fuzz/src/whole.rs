//! What holds of every document that was read, whatever its source was.

use triplicate::diagnostic::Diagnostics;
use triplicate::model::{Document, Inline, walk};
use triplicate::source::{Sources, Span};

/// Every place lies within its source and on bounds of characters, and no sign of the reader's own is left in a text.
pub(crate) fn check(document: &Document, sources: &Sources) {
    assert!(!document.meta.title.is_empty(), "no title");
    let mut inline = |inline: &Inline| {
        assert!(is_inside(inline.span, sources), "{inline:?}");
        let words = walk::plain_text(std::slice::from_ref(inline));
        assert!(!words.contains(|c| ('\u{fdd0}'..='\u{fdef}').contains(&c)), "{words:?}");
    };
    walk::inlines(&document.meta.title, &mut inline);
    for blocks in [&document.blocks, &document.meta.summary] {
        walk::blocks(blocks, &mut |block| {
            assert!(is_inside(block.span, sources), "{block:?}");
            block.texts().into_iter().for_each(|list| walk::inlines(list, &mut inline));
        });
    }
}

/// So do the places of all faults.
pub(crate) fn check_faults(faults: &Diagnostics, sources: &Sources) {
    for fault in faults.iter() {
        assert!(fault.span.is_none_or(|span| is_inside(span, sources)), "{fault:?}");
    }
}

fn is_inside(span: Span, sources: &Sources) -> bool {
    let range = span.start as usize..span.end as usize;
    sources.get(span.source).is_some_and(|source| source.text.get(range).is_some())
}
