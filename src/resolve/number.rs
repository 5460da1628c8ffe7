//! Counts what is counted: blocks, sections, figures, tables, notes and recommendations.

use super::tree::{self, Node, Part};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Block, BlockId, BlockKind, CalloutKind, Document, Heading, Inline, InlineKind};

/// Gives every block its identity, every heading its depth and number, and everything else that is counted its number.
///
/// Gives back how many notes there are.
pub(super) fn number(document: &mut Document, diagnostics: &mut Diagnostics) -> u32 {
    let mut next = 0;
    identify(tree::whole(document), &mut next);
    let mut sections = Sections::new(document.meta.number_sections, diagnostics);
    sections.boxed(vec![
        Part::Text(&mut document.meta.title),
        Part::Text(&mut document.meta.subtitle),
        Part::Blocks(&mut document.meta.summary),
    ]);
    sections.body(&mut document.blocks);
    sections.boxed(vec![Part::Text(&mut document.meta.licence), Part::Text(&mut document.meta.disclaimer)]);
    count(document)
}

/// Numbers blocks in the order of `walk::blocks`: a block, then the notes of its own texts, then its children.
fn identify(parts: Vec<Part<'_>>, next: &mut u32) {
    let mut children = Vec::new();
    for part in parts {
        match part {
            Part::Text(list) => identify_notes(list, next),
            Part::Blocks(blocks) => children.push(blocks),
        }
    }
    for block in children.into_iter().flatten() {
        block.id = BlockId(*next);
        *next += 1;
        identify(tree::parts(block), next);
    }
}

/// Numbers the blocks of the notes in a text.
fn identify_notes(list: &mut [Inline], next: &mut u32) {
    for inline in list {
        if let InlineKind::Note(note) = &mut inline.kind {
            identify(vec![Part::Blocks(&mut note.blocks)], next);
        } else if let Some(content) = tree::content(&mut inline.kind) {
            identify_notes(content, next);
        }
    }
}

/// Counts figures, tables, recommendations and notes in reading order; gives back the number of notes.
fn count(document: &mut Document) -> u32 {
    let (mut figures, mut tables, mut recommendations, mut notes) = (0, 0, 0, 0);
    tree::each(tree::whole(document), &mut |node| match node {
        Node::Block(block) => {
            let labelled = block.label.is_some();
            match &mut block.kind {
                BlockKind::Figure(figure) if labelled || !figure.caption.is_empty() => {
                    figure.number = Some(up(&mut figures).to_string());
                }
                BlockKind::Table(table) if labelled || !table.caption.is_empty() => {
                    table.number = Some(up(&mut tables).to_string());
                }
                BlockKind::Callout(callout) if callout.kind == CalloutKind::Recommendation => {
                    callout.number = Some(up(&mut recommendations).to_string());
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
                | BlockKind::Contents(_)
                | BlockKind::Landscape(_) => {}
            }
        }
        Node::Inline(inline) => {
            if let InlineKind::Note(note) = &mut inline.kind {
                note.number = up(&mut notes);
            }
        }
    });
    notes
}

/// The next number of a count.
fn up(count: &mut u32) -> u32 {
    *count += 1;
    *count
}

/// An open section.
struct Open {
    /// The level that its author gave it.
    level: u8,
    /// Its number, where it has one.
    number: Option<String>,
    /// How many numbered sections it holds so far.
    children: u32,
}

/// The state of counting sections.
struct Sections<'d> {
    numbered: bool,
    /// The open sections, outermost first.
    open: Vec<Open>,
    /// How many numbered sections stand at the top so far.
    top: u32,
    appendices: u32,
    /// The depth of the last heading inside a box since the last section began.
    boxed: u8,
    diagnostics: &'d mut Diagnostics,
}

impl<'d> Sections<'d> {
    fn new(numbered: bool, diagnostics: &'d mut Diagnostics) -> Self {
        Self { numbered, open: Vec::new(), top: 0, appendices: 0, boxed: 0, diagnostics }
    }

    /// Goes through blocks whose headings open sections.
    fn body(&mut self, blocks: &mut [Block]) {
        for block in blocks {
            match &mut block.kind {
                BlockKind::Heading(heading) => {
                    if let Some((level, parent)) = self.section(heading) {
                        // No level is named: where a heading has become the title, they are no longer the author's.
                        let skipped = match level.saturating_sub(parent + 1) {
                            1 => "a level".to_owned(),
                            count => format!("{count} levels"),
                        };
                        self.diagnostics.push(
                            Diagnostic::new(
                                Code::HeadingJump,
                                block.span,
                                format!("the heading skips {skipped}"),
                            )
                            .with_help(format!("write it {skipped} higher, or put a heading before it")),
                        );
                    }
                    self.boxed(tree::parts(block));
                }
                BlockKind::Landscape(blocks) => self.body(blocks),
                BlockKind::Paragraph(_)
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
                | BlockKind::Contents(_) => self.boxed(tree::parts(block)),
            }
        }
    }

    /// Opens a section; gives back its level and its parent's where it is the first to jump between them.
    fn section(&mut self, heading: &mut Heading) -> Option<(u8, u8)> {
        heading.level = heading.level.clamp(1, 6);
        let level = heading.level;
        let mut sibling = None;
        while let Some(last) = self.open.pop_if(|last| last.level >= level) {
            sibling = Some(last.level);
        }
        let parent = self.open.last().map_or(0, |parent| parent.level);
        heading.number = self.number(heading);
        self.open.push(Open { level, number: heading.number.clone(), children: 0 });
        heading.depth = self.open.len() as u8;
        self.boxed = 0;
        (level > parent + 1 && sibling != Some(level)).then_some((level, parent))
    }

    /// The number of a section that is about to open.
    fn number(&mut self, heading: &Heading) -> Option<String> {
        if !heading.numbered {
            return None;
        }
        if heading.appendix {
            return Some(letters(up(&mut self.appendices)));
        }
        if !self.numbered {
            return None;
        }
        match self.open.last_mut() {
            None => Some(up(&mut self.top).to_string()),
            // Under a section without a number there is nothing to count from.
            Some(parent) => {
                let number = parent.number.as_ref()?;
                Some(format!("{number}.{}", up(&mut parent.children)))
            }
        }
    }

    /// Goes through what stands in boxes, cells, lists and notes: headings there open no section and have no number,
    /// and their depth goes on from the section around them.
    fn boxed(&mut self, parts: Vec<Part<'_>>) {
        let outer = self.open.len() as u8;
        tree::each(parts, &mut |node| {
            if let Node::Block(Block { kind: BlockKind::Heading(heading), .. }) = node {
                heading.level = heading.level.clamp(1, 6);
                let last = self.boxed.max(outer);
                heading.depth = heading.level.clamp(outer.max(1), (last + 1).min(6));
                heading.number = None;
                self.boxed = heading.depth;
            }
        });
    }
}

/// A number in capital letters: A to Z, then AA.
fn letters(mut number: u32) -> String {
    let mut letters = Vec::new();
    while number > 0 {
        number -= 1;
        letters.insert(0, char::from(b'A' + (number % 26) as u8));
        number /= 26;
    }
    letters.into_iter().collect()
}
