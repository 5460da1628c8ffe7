//! How a document is divided into files, and where each label and each page begins.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use crate::layout::page_map::{PageMap, PageStart};
use crate::model::{Block, BlockId, BlockKind, Label, walk};
use crate::resolve::Resolved;

/// The file that holds title, summary and what stands before the first section.
pub(super) const TITLE: &str = "title.xhtml";
/// The file that holds the colophon.
pub(super) const COLOPHON: &str = "colophon.xhtml";
/// The file that shows the cover.
pub(super) const COVER: &str = "cover.xhtml";

/// What stands in a chapter, in order.
#[derive(Debug)]
pub(super) enum Piece<'a> {
    /// A block.
    Block(&'a Block),
    /// As much of a landscape part as falls into this chapter.
    Landscape {
        /// The part as a whole.
        block: &'a Block,
        /// What of it falls into this chapter.
        pieces: Vec<Self>,
        /// Whether this is where it begins.
        first: bool,
    },
}

/// A place that a link can lead to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Anchor {
    /// The file.
    pub file: String,
    /// The identifier in it.
    pub id: String,
}

/// How a document is divided into files.
#[derive(Debug)]
pub(super) struct Plan<'a> {
    /// What follows the front matter on the title page.
    pub leading: Vec<Piece<'a>>,
    /// The chapters.
    pub chapters: Vec<Vec<Piece<'a>>>,
    /// The file of the notes, where they stand at the end of the book: the last chapter.
    pub endnotes: Option<String>,
    /// Where every label stands.
    pub anchors: BTreeMap<&'a Label, Anchor>,
    /// The identifiers given so far; no two are equal in the whole book.
    pub ids: Ids,
}

impl<'a> Plan<'a> {
    /// Divides a document: a chapter for each section of the first level, or one for all where there are no sections.
    pub(super) fn new(document: &'a Resolved) -> Self {
        let mut groups = vec![Vec::new()];
        divide(&document.blocks, &mut groups);
        let mut leading = groups.remove(0);
        if groups.is_empty() && !leading.is_empty() {
            groups.push(std::mem::take(&mut leading));
        }
        let last = groups.len().checked_sub(1).map(chapter_file);
        let mut plan = Self {
            leading,
            endnotes: last.filter(|_| document.endnotes.is_some()),
            chapters: groups,
            anchors: BTreeMap::new(),
            ids: Ids::default(),
        };
        for list in &document.lists {
            plan.ids.take(super::list_id(list.of));
        }
        let mut labels = Vec::new();
        walk::blocks(&document.meta.summary, &mut |block| labels.extend(&block.label));
        collect(&plan.leading, &mut labels);
        plan.anchor(TITLE, labels);
        for index in 0..plan.chapters.len() {
            let mut labels = Vec::new();
            collect(&plan.chapters[index], &mut labels);
            plan.anchor(&chapter_file(index), labels);
        }
        plan
    }

    fn anchor(&mut self, file: &str, labels: Vec<&'a Label>) {
        for label in labels {
            if !self.anchors.contains_key(label) {
                let id = self.ids.take(&spell(label.as_str()));
                self.anchors.insert(label, Anchor { file: file.to_owned(), id });
            }
        }
    }

    /// The address of a label as seen from a file.
    pub(super) fn address(&self, label: &Label, from: &str) -> Option<String> {
        let anchor = self.anchors.get(label)?;
        let file = if anchor.file == from { "" } else { &anchor.file };
        Some(format!("{file}#{}", anchor.id))
    }
}

/// The file of a chapter, counted from 0.
pub(super) fn chapter_file(index: usize) -> String {
    format!("chapter-{}.xhtml", index + 1)
}

/// The label of the heading that a chapter begins with.
pub(super) fn first_label<'a>(pieces: &[Piece<'a>]) -> Option<&'a Label> {
    match pieces.first()? {
        Piece::Block(block) => block.label.as_ref().filter(|_| matches!(block.kind, BlockKind::Heading(_))),
        Piece::Landscape { pieces, .. } => first_label(pieces),
    }
}

fn divide<'a>(blocks: &'a [Block], groups: &mut Vec<Vec<Piece<'a>>>) {
    for block in blocks {
        match &block.kind {
            BlockKind::Heading(heading) if heading.depth <= 1 => groups.push(vec![Piece::Block(block)]),
            BlockKind::Landscape(inside) => {
                let mut parts = vec![Vec::new()];
                divide(inside, &mut parts);
                let mut first = true;
                for (index, pieces) in parts.into_iter().enumerate() {
                    if pieces.is_empty() && index == 0 && !inside.is_empty() {
                        continue;
                    }
                    let piece = Piece::Landscape { block, pieces, first: std::mem::take(&mut first) };
                    if index > 0 {
                        groups.push(Vec::new());
                    }
                    groups.last_mut().expect("there is always a group that grows").push(piece);
                }
            }
            BlockKind::Heading(_)
            | BlockKind::Paragraph(_)
            | BlockKind::List(_)
            | BlockKind::Definitions(_)
            | BlockKind::Quote(_)
            | BlockKind::Code(_)
            | BlockKind::Callout(_)
            | BlockKind::Table(_)
            | BlockKind::Figure(_)
            | BlockKind::Timeline(_)
            | BlockKind::Rule
            | BlockKind::PageBreak
            | BlockKind::Contents(_) => {
                groups.last_mut().expect("there is always a group that grows").push(Piece::Block(block));
            }
        }
    }
}

fn collect<'a>(pieces: &[Piece<'a>], labels: &mut Vec<&'a Label>) {
    for piece in pieces {
        match piece {
            Piece::Block(block) => {
                walk::blocks(std::slice::from_ref(*block), &mut |block| labels.extend(&block.label));
            }
            Piece::Landscape { block, pieces, first } => {
                if *first {
                    labels.extend(&block.label);
                }
                collect(pieces, labels);
            }
        }
    }
}

/// A label as an XML name in ASCII, which every reading system follows.
fn spell(label: &str) -> String {
    let mut name = String::new();
    for character in label.chars() {
        match character {
            'a'..='z' | 'A'..='Z' | '0'..='9' | '-' | '_' | '.' => name.push(character),
            other => {
                let _ = write!(name, "_{:x}", other as u32);
            }
        }
    }
    if !name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') {
        name.insert(0, '_');
    }
    name
}

/// The identifiers given so far.
#[derive(Debug, Default)]
pub(super) struct Ids {
    taken: BTreeSet<String>,
    /// For each that was wanted more than once, the number that the last one got.
    numbers: BTreeMap<String, u32>,
}

impl Ids {
    /// The identifier itself where it is free, else with a number after it.
    pub(super) fn take(&mut self, wanted: &str) -> String {
        if self.taken.insert(wanted.to_owned()) {
            return wanted.to_owned();
        }
        let number = self.numbers.entry(wanted.to_owned()).or_insert(1);
        loop {
            *number += 1;
            let id = format!("{wanted}-{number}");
            if self.taken.insert(id.clone()) {
                return id;
            }
        }
    }
}

/// The pages of the printed form that begin in a part of the book.
#[derive(Debug, Default)]
pub(super) struct Pages<'a> {
    /// Pages that begin before the first block: the first one, and those of the front matter.
    pub front: Vec<&'a PageStart>,
    /// Pages that begin in a block.
    pub blocks: BTreeMap<BlockId, Vec<&'a PageStart>>,
    /// Pages after the last block: those of the colophon.
    pub back: Vec<&'a PageStart>,
}

impl<'a> Pages<'a> {
    /// Sorts the starts of pages by the part in which they lie.
    pub(super) fn new(map: Option<&'a PageMap>) -> Self {
        let mut pages = Self::default();
        // Pages of which nobody says where they begin stand with the next of which somebody does.
        let mut waiting = Vec::new();
        for start in map.iter().flat_map(|map| &map.starts) {
            match start.block {
                Some(block) => {
                    let list = pages.blocks.entry(block).or_default();
                    list.append(&mut waiting);
                    list.push(start);
                }
                None if pages.blocks.is_empty() => pages.front.push(start),
                None => waiting.push(start),
            }
        }
        pages.back = waiting;
        pages
    }
}

#[cfg(test)]
mod tests {
    use super::{Ids, spell};

    #[test]
    fn labels_become_xml_names() {
        assert_eq!(spell("fig-growth"), "fig-growth");
        assert_eq!(spell("1.2"), "_1.2");
        assert_eq!(spell("größe"), "gr_f6_dfe");
        assert_eq!(spell("a:b"), "a_3ab");
    }

    #[test]
    fn identifiers_are_given_once() {
        let mut ids = Ids::default();
        let taken = ["a", "a", "a-2", "a", "a-3"].map(|wanted| ids.take(wanted));
        assert_eq!(taken, ["a", "a-2", "a-2-2", "a-3", "a-3-2"]);
    }
}
