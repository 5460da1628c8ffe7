//! The places that HTML names: `<a id="usage"></a>` in a block or before it labels that block, if something mentions it.

use std::collections::{BTreeMap, BTreeSet};

use super::Reader;
use super::html::Element;
use crate::model::{Block, BlockKind, Document, Inline, InlineKind, Label, Meta, walk};
use crate::read::tree;
use crate::source::{SourceId, Span};

/// The names met so far.
#[derive(Default)]
pub(super) struct Anchors {
    /// Those whose block is still to come.
    waiting: Vec<(String, Span)>,
    /// What the blocks are labelled that bear them.
    labels: BTreeMap<String, Label>,
    /// The labels that stand for nothing but such a name, with the places of their blocks.
    made: BTreeMap<Label, (SourceId, u32, u32)>,
}

impl Reader<'_> {
    /// Notes the name that an element gives to its place; says whether there is one.
    pub(super) fn anchor(&mut self, element: &Element, span: Span) -> bool {
        let name = self.value(element, "id").or_else(|| self.value(element, "name"));
        let name = name.filter(|name| !name.is_empty() && !name.contains(char::is_whitespace));
        let is_new = name.as_ref().is_some_and(|name| !self.anchors.labels.contains_key(name));
        self.anchors.waiting.extend(name.filter(|_| is_new).map(|name| (name, span)));
        is_new
    }

    /// Gives the names that wait to the first of some blocks that can bear them.
    pub(super) fn anchor_in(&mut self, blocks: &mut [Block]) {
        if self.anchors.waiting.is_empty() || blocks.iter().all(is_between) {
            return;
        }
        let Some(block) = blocks.iter_mut().find(|block| may_bear(block)) else {
            return self.report_waiting();
        };
        for (name, _) in std::mem::take(&mut self.anchors.waiting) {
            let label = block.label.get_or_insert_with(|| {
                let label = Label(name.clone());
                self.anchors.made.insert(label.clone(), block.span.key());
                label
            });
            self.anchors.labels.entry(name).or_insert_with(|| label.clone());
        }
    }

    /// Says of the names that wait that they mean nothing.
    pub(super) fn report_waiting(&mut self) {
        for (_, span) in std::mem::take(&mut self.anchors.waiting) {
            self.raw_html("a", span);
        }
    }

    /// Reads what stands elsewhere, whose blocks bear none of the names that wait here.
    pub(super) fn aside<T>(&mut self, read: impl FnOnce(&mut Self) -> T) -> T {
        let outer = std::mem::take(&mut self.anchors.waiting);
        let result = read(self);
        self.report_waiting();
        self.anchors.waiting = outer;
        result
    }
}

impl Anchors {
    /// Takes the labels back that nothing mentions, or that something else bears.
    pub(super) fn settle(&mut self, document: &mut Document) {
        if self.labels.is_empty() {
            return;
        }
        let mentioned = mentioned(document);
        let mut borne: BTreeMap<Label, usize> = BTreeMap::new();
        for list in [&document.blocks, &document.meta.summary] {
            walk::blocks(list, &mut |block| {
                if let Some(label) = &block.label {
                    *borne.entry(label.clone()).or_default() += 1;
                }
            });
        }
        let wanted: BTreeSet<&Label> = self
            .labels
            .iter()
            .filter(|(name, _)| mentioned.contains(*name))
            .map(|(_, label)| label)
            .collect();
        let mut dropped = self.made.clone();
        dropped
            .retain(|label, _| !wanted.contains(label) || borne.get(label).is_some_and(|count| *count > 1));
        for list in [&mut document.blocks, &mut document.meta.summary] {
            unname(list, &dropped);
        }
        self.made.retain(|label, _| !dropped.contains_key(label));
        // What another block bears as its label means that block.
        self.labels.retain(|name, label| name != label.as_str() && !borne.contains_key(&Label(name.clone())));
    }

    /// Whether a label is no more than such a name.
    pub(super) fn made(&self, label: &Label) -> bool {
        self.made.contains_key(label)
    }

    /// The label of the block that bears a name, where it is another.
    pub(super) fn label(&self, name: &Label) -> Option<&Label> {
        self.labels.get(name.as_str()).or_else(|| self.labels.get(&name.as_str().to_lowercase()))
    }
}

/// Whether a block may be labelled without becoming something else: a table or a figure with a label has a number.
fn may_bear(block: &Block) -> bool {
    match block.kind {
        BlockKind::Heading(_)
        | BlockKind::Paragraph(_)
        | BlockKind::List(_)
        | BlockKind::Definitions(_)
        | BlockKind::Quote(_)
        | BlockKind::Code(_)
        | BlockKind::Callout(_) => true,
        BlockKind::Table(_)
        | BlockKind::Figure(_)
        | BlockKind::Timeline(_)
        | BlockKind::Rule
        | BlockKind::PageBreak
        | BlockKind::Contents(_)
        | BlockKind::Landscape(_) => false,
    }
}

/// Whether a block stands between a name and what it names.
fn is_between(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Rule | BlockKind::PageBreak)
}

/// Every label that a link mentions, as it is and in small letters.
fn mentioned(document: &Document) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let mut look = |list: &[Inline]| {
        walk::inlines(list, &mut |inline| {
            if let InlineKind::Reference(reference) = &inline.kind
                && !reference.worded
            {
                names.insert(reference.label.as_str().to_owned());
                names.insert(reference.label.as_str().to_lowercase());
            }
        });
    };
    let Meta { title, subtitle, licence, disclaimer, summary, .. } = &document.meta;
    for text in [title, subtitle, licence, disclaimer] {
        look(text);
    }
    for list in [&document.blocks, summary] {
        walk::blocks(list, &mut |block| block.texts().into_iter().for_each(&mut look));
    }
    names
}

/// Takes labels from the blocks at their places, those of notes included.
fn unname(list: &mut [Block], dropped: &BTreeMap<Label, (SourceId, u32, u32)>) {
    tree::each_block(list, &mut |block| {
        block.label.take_if(|label| dropped.get(label).is_some_and(|place| *place == block.span.key()));
        for text in tree::texts(block) {
            tree::each_inline(text, &mut |inline| {
                if let InlineKind::Note(note) = &mut inline.kind {
                    unname(&mut note.blocks, dropped);
                }
            });
        }
    });
}
