//! What labels name, and the words that mention it.

use std::collections::{BTreeMap, BTreeSet};

use super::tree::{self, Node, Part};
use super::{Target, Terms, outline};
use crate::model::{Block, BlockId, BlockKind, CalloutKind, Document, InlineKind, Label, walk};

/// A target while references are being worded.
pub(super) struct Named {
    pub(super) target: Target,
    /// Whether the words are the target's own, so that a format with live fields may keep a mention current.
    pub(super) live: bool,
}

/// Every label with what it names, after numbers are counted.
pub(super) fn targets(document: &mut Document, terms: &Terms) -> BTreeMap<Label, Named> {
    let mut targets = BTreeMap::new();
    let sections: BTreeSet<BlockId> =
        outline::headings(&document.blocks).iter().map(|block| block.id).collect();
    let mut section = walk::plain_text(&document.meta.title);
    tree::each(tree::whole(document), &mut |node| match node {
        Node::Block(block) => {
            let own = own_words(block, terms);
            if let Some((words, _)) = &own
                && sections.contains(&block.id)
            {
                section.clone_from(words);
            }
            if let Some(label) = &block.label {
                let live = own.is_some();
                // What has no name of its own is mentioned by the section that holds it.
                let (words, counted) = own.unwrap_or_else(|| (section.clone(), false));
                let target = Target { block: block.id, words, counted };
                targets.insert(label.clone(), Named { target, live });
            }
        }
        Node::Inline(_) => {}
    });
    // What has no name of its own and stands in a note is mentioned by the note.
    tree::each(tree::whole(document), &mut |node| {
        if let Node::Inline(inline) = node
            && let InlineKind::Note(note) = &mut inline.kind
        {
            let words = unbroken(&Terms::counted(terms.footnote, &note.number.to_string()));
            tree::each(vec![Part::Blocks(&mut note.blocks)], &mut |node| {
                if let Node::Block(Block { label: Some(label), .. }) = node
                    && let Some(named) = targets.get_mut(label)
                    && !named.live
                {
                    named.target.words.clone_from(&words);
                }
            });
        }
    });
    targets
}

/// The words that name a block, and whether they are counted; `None` for a block that has no name.
fn own_words(block: &Block, terms: &Terms) -> Option<(String, bool)> {
    let counted =
        |word: &str, number: &Option<String>| Some((unbroken(&Terms::counted(word, number.as_ref()?)), true));
    match &block.kind {
        BlockKind::Heading(heading) => Some(match &heading.number {
            Some(number) => {
                let letter = number.starts_with(|c: char| c.is_ascii_alphabetic());
                let pattern = if letter { terms.appendix } else { terms.section };
                (unbroken(&pattern.replace("{number}", number)), true)
            }
            None => (walk::plain_text(&heading.content), false),
        }),
        BlockKind::Figure(figure) => counted(terms.figure, &figure.number),
        BlockKind::Table(table) => counted(terms.table, &table.number),
        BlockKind::Callout(callout) => match callout.kind {
            CalloutKind::Recommendation => counted(terms.recommendation, &callout.number),
            CalloutKind::Note | CalloutKind::Tip | CalloutKind::Warning | CalloutKind::KeyFindings => {
                let title = walk::plain_text(&callout.title);
                (!title.trim().is_empty()).then_some((title, false))
            }
        },
        BlockKind::Paragraph(_)
        | BlockKind::List(_)
        | BlockKind::Definitions(_)
        | BlockKind::Quote(_)
        | BlockKind::Code(_)
        | BlockKind::Timeline(_)
        | BlockKind::Rule
        | BlockKind::PageBreak
        | BlockKind::Contents(_)
        | BlockKind::Landscape(_) => None,
    }
}

/// A counted name for running text, where no line may end before its number.
fn unbroken(words: &str) -> String {
    words.replace(' ', "\u{a0}")
}
