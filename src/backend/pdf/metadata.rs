//! What the file says about itself: the information dictionary, and the facts that XMP repeats.

use lopdf::{Dictionary, dictionary};

use super::moment::Moment;
use super::objects::{bytes, text};
use crate::backend::Stamp;
use crate::model::walk::plain_text;
use crate::model::{Block, BlockKind, Meta};
use crate::resolve::Resolved;

/// The program that made the file.
pub(super) const PRODUCER: &str = concat!("Triplicate ", env!("CARGO_PKG_VERSION"));

/// The information dictionary.
pub(super) fn info(document: &Resolved, stamp: &Stamp) -> Dictionary {
    let meta = &document.meta;
    let mut info = dictionary! { "Creator" => text(PRODUCER), "Producer" => text(PRODUCER) };
    let mut set = |key: &str, words: String| {
        if !words.is_empty() {
            info.set(key, text(&words));
        }
    };
    set("Title", title(document));
    set("Author", authors(meta).join("; "));
    set("Subject", summary(&meta.summary));
    set("Keywords", keywords(meta));
    if let Some(moment) = Moment::of(meta, stamp) {
        info.set("CreationDate", bytes(moment.pdf()));
        info.set("ModDate", bytes(moment.pdf()));
    }
    info
}

/// The title.
pub(super) fn title(document: &Resolved) -> String {
    if document.front.title.is_empty() {
        plain_text(&document.meta.title)
    } else {
        document.front.title.clone()
    }
}

/// The authors' names.
pub(super) fn authors(meta: &Meta) -> Vec<String> {
    meta.authors.iter().map(|author| author.name.clone()).filter(|name| !name.is_empty()).collect()
}

/// The keywords in a line.
pub(super) fn keywords(meta: &Meta) -> String {
    meta.keywords.join(", ")
}

/// The words of the summary, its paragraphs in one line.
pub(super) fn summary(blocks: &[Block]) -> String {
    fn gather(blocks: &[Block], words: &mut Vec<String>) {
        for block in blocks {
            if let BlockKind::Code(code) = &block.kind {
                words.push(code.text.clone());
            }
            words.extend(block.texts().into_iter().map(plain_text));
            for child in block.children() {
                gather(std::slice::from_ref(child), words);
            }
        }
    }
    let mut words = Vec::new();
    gather(blocks, &mut words);
    words.join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
}
