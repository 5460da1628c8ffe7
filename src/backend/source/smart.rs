//! Whether typography would change a document whose signs are as they shall be.
//!
//! Signs in Markdown can be escaped. Two things cannot: plain texts of the metadata, and the spaces that French sets before
//! high signs.

use crate::model::{Author, Block, BlockKind, Date, Document, Inline, InlineKind, Language, Meta, walk};

/// Whether the document reads as it is only where typographic signs are not wanted.
pub(super) fn would_change(document: &Document) -> bool {
    words(&document.meta).any(has_signs) || (has_french(document) && has_open_spaces(document))
}

/// The texts of the metadata that are no Markdown.
fn words(meta: &Meta) -> impl Iterator<Item = &str> {
    let Meta { short_title, edition, series, publisher, keywords, authors, date, .. } = meta;
    let date = match date {
        Some(Date::Words(text)) => Some(text),
        Some(Date::Calendar { .. }) | None => None,
    };
    let people = authors.iter().flat_map(|Author { name, affiliation, role, .. }| {
        std::iter::once(name).chain(affiliation).chain(role)
    });
    let texts = [short_title, edition, series, publisher].into_iter().flatten();
    texts.chain(keywords).chain(people).chain(date).map(String::as_str)
}

fn has_signs(text: &str) -> bool {
    text.contains(['"', '\'']) || text.contains("--") || text.contains("...")
}

fn has_french(document: &Document) -> bool {
    let is_french = |language: &Language| language.primary() == "fr";
    let mut found = document.meta.language.as_ref().is_some_and(is_french);
    each_text(document, &mut |block, text| {
        found |= block.and_then(|block| block.language.as_ref()).is_some_and(is_french);
        walk::inlines(text, &mut |inline| {
            found |= matches!(&inline.kind, InlineKind::Language(language, _) if is_french(language));
        });
    });
    found
}

/// Whether a common space stands where French sets one that does not break.
fn has_open_spaces(document: &Document) -> bool {
    let mut found = words(&document.meta).any(is_open);
    each_text(document, &mut |_, text| {
        let text = walk::plain_text(text);
        found |= is_open(&text);
    });
    found
}

fn is_open(text: &str) -> bool {
    [" ;", " !", " ?", " »", " :", "« "].iter().any(|signs| text.contains(signs))
}

fn each_text<'d>(document: &'d Document, visit: &mut dyn FnMut(Option<&'d Block>, &[Inline])) {
    let Meta { title, subtitle, licence, disclaimer, summary, .. } = &document.meta;
    for text in [title, subtitle, licence, disclaimer] {
        visit(None, text);
    }
    for list in [summary, &document.blocks] {
        walk::blocks(list, &mut |block| {
            // The language of a block counts even where it holds only other blocks.
            visit(Some(block), &[]);
            block.texts().into_iter().for_each(|text| visit(Some(block), text));
            if let BlockKind::Figure(figure) = &block.kind
                && let crate::model::FigureContent::Picture(picture) = &figure.content
            {
                visit(Some(block), &[Inline::text(picture.alt.clone(), picture.span)]);
            }
        });
    }
}
