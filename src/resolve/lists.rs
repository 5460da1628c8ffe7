//! The lists of figures and tables.

use super::outline::bare;
use super::{List, OutlineEntry, Terms};
use crate::model::{Block, BlockKind, Document, Inline, Listing, walk};

/// The lists that a document asks for, as far as they hold something; figures and tables are numbered and labelled.
pub(super) fn lists(document: &Document, terms: &Terms) -> Vec<List> {
    let lists = document.meta.lists.iter().map(|&of| {
        let (title, word) = match of {
            Listing::Figures => (terms.figures, terms.figure),
            Listing::Tables => (terms.tables, terms.table),
        };
        let mut entries = Vec::new();
        for blocks in [&document.meta.summary, &document.blocks] {
            walk::blocks(blocks, &mut |block| entries.extend(entry(block, of, word)));
        }
        List { of, title, word, entries }
    });
    lists.filter(|list| !list.entries.is_empty()).collect()
}

/// The entry of a block, where it is of that kind and has a number.
fn entry(block: &Block, of: Listing, word: &str) -> Option<OutlineEntry> {
    let (caption, number) = listed(block, of)?;
    Some(OutlineEntry {
        label: block.label.clone()?,
        block: block.id,
        depth: 1,
        number: Some(format!("{}.", Terms::counted(word, number?))),
        content: bare(caption),
        text: walk::plain_text(caption).split_whitespace().collect::<Vec<_>>().join(" "),
    })
}

/// The title and the number of a block of that kind.
pub(super) fn listed(block: &Block, of: Listing) -> Option<(&[Inline], Option<&str>)> {
    let is_of = match of {
        Listing::Figures => matches!(block.kind, BlockKind::Figure(_)),
        Listing::Tables => matches!(block.kind, BlockKind::Table(_)),
    };
    block.caption().filter(|_| is_of)
}
