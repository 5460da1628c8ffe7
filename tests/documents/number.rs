//! Gives every text of a generated document a word that is there once, every label a name of its own, and every mention a
//! label that there is; and lists the texts in the order in which all three files must have them.

use triplicate::model::{Block, BlockKind, Document, FigureContent, Inline, InlineKind, Label, Table};

/// The texts of a document, those of notes apart.
#[derive(Debug, Default)]
pub(crate) struct Texts {
    pub(crate) body: Vec<String>,
    pub(crate) notes: Vec<String>,
}

/// Numbers a document, and lists its texts.
pub(crate) fn number(document: &mut Document) -> Texts {
    let mut labels = Labels::default();
    labels.blocks(&mut document.blocks);
    let mut pen =
        Pen { texts: Texts::default(), count: 0, labels: labels.names, mentions: 0, in_note: false };
    pen.inlines(&mut document.meta.title);
    pen.inlines(&mut document.meta.subtitle);
    pen.blocks(&mut document.blocks);
    pen.texts
}

#[derive(Default)]
struct Labels {
    names: Vec<String>,
    count: usize,
}

impl Labels {
    fn blocks(&mut self, list: &mut [Block]) {
        for block in list {
            if block.label.is_some() {
                self.count += 1;
                let name = format!("{}-{}", prefix(&block.kind), self.count);
                block.label = Some(Label(name.clone()));
                self.names.push(name);
            }
            for_each_list(&mut block.kind, &mut |list| self.blocks(list));
        }
    }
}

/// A figure's label says what it is, as it does for people.
fn prefix(kind: &BlockKind) -> &'static str {
    match kind {
        BlockKind::Figure(_) => "fig",
        BlockKind::Table(_) => "tbl",
        BlockKind::Heading(_)
        | BlockKind::Paragraph(_)
        | BlockKind::List(_)
        | BlockKind::Definitions(_)
        | BlockKind::Quote(_)
        | BlockKind::Code(_)
        | BlockKind::Callout(_)
        | BlockKind::Timeline(_)
        | BlockKind::Rule
        | BlockKind::PageBreak
        | BlockKind::Contents(_)
        | BlockKind::Landscape(_) => "l",
    }
}

/// The lists of blocks directly inside a block.
fn for_each_list(kind: &mut BlockKind, visit: &mut dyn FnMut(&mut [Block])) {
    match kind {
        BlockKind::Heading(_)
        | BlockKind::Paragraph(_)
        | BlockKind::Code(_)
        | BlockKind::Rule
        | BlockKind::PageBreak
        | BlockKind::Contents(_) => {}
        BlockKind::List(list) => list.items.iter_mut().for_each(|item| visit(&mut item.blocks)),
        BlockKind::Definitions(list) => {
            list.iter_mut().flat_map(|entry| &mut entry.meanings).for_each(|blocks| visit(blocks));
        }
        BlockKind::Quote(quote) => visit(&mut quote.blocks),
        BlockKind::Callout(callout) => visit(&mut callout.blocks),
        BlockKind::Table(table) => cells(table, visit),
        BlockKind::Figure(figure) => match &mut figure.content {
            FigureContent::Picture(_) => {}
            FigureContent::Blocks(blocks) => visit(blocks),
        },
        BlockKind::Timeline(events) => events.iter_mut().for_each(|event| visit(&mut event.blocks)),
        BlockKind::Landscape(blocks) => visit(blocks),
    }
}

fn cells(table: &mut Table, visit: &mut dyn FnMut(&mut [Block])) {
    let rows = table.head.iter_mut().chain(&mut table.body);
    rows.flat_map(|row| &mut row.cells).for_each(|cell| visit(&mut cell.blocks));
}

struct Pen {
    texts: Texts,
    count: usize,
    labels: Vec<String>,
    mentions: usize,
    in_note: bool,
}

impl Pen {
    fn blocks(&mut self, list: &mut [Block]) {
        for block in list {
            self.block(&mut block.kind);
        }
    }

    /// A block, in the order in which it is read.
    fn block(&mut self, kind: &mut BlockKind) {
        match kind {
            BlockKind::Heading(heading) => self.inlines(&mut heading.content),
            BlockKind::Paragraph(text) => self.inlines(text),
            BlockKind::Code(code) => {
                code.text.push('\n');
                self.text(&mut code.text);
            }
            BlockKind::Definitions(list) => {
                for entry in list {
                    self.inlines(&mut entry.term);
                    entry.meanings.iter_mut().for_each(|blocks| self.blocks(blocks));
                }
            }
            BlockKind::Quote(quote) => {
                self.blocks(&mut quote.blocks);
                self.inlines(&mut quote.attribution);
            }
            BlockKind::Callout(callout) => {
                self.inlines(&mut callout.title);
                self.inlines(&mut callout.addressee);
                self.blocks(&mut callout.blocks);
            }
            BlockKind::Table(table) => {
                self.inlines(&mut table.caption);
                cells(table, &mut |blocks| self.blocks(blocks));
                self.inlines(&mut table.note);
                self.inlines(&mut table.source);
            }
            BlockKind::Figure(figure) => {
                self.inlines(&mut figure.caption);
                if let FigureContent::Blocks(blocks) = &mut figure.content {
                    self.blocks(blocks);
                }
                self.inlines(&mut figure.source);
                self.inlines(&mut figure.credit);
            }
            BlockKind::Timeline(events) => {
                for event in events {
                    self.inlines(&mut event.date);
                    self.blocks(&mut event.blocks);
                }
            }
            BlockKind::List(_)
            | BlockKind::Rule
            | BlockKind::PageBreak
            | BlockKind::Contents(_)
            | BlockKind::Landscape(_) => for_each_list(kind, &mut |list| self.blocks(list)),
        }
    }

    fn inlines(&mut self, list: &mut [Inline]) {
        for inline in list.iter_mut() {
            match &mut inline.kind {
                InlineKind::Text(text) | InlineKind::Code(text) | InlineKind::Keyboard(text) => {
                    self.text(text);
                }
                InlineKind::Emphasis(content)
                | InlineKind::Strong(content)
                | InlineKind::Strikethrough(content)
                | InlineKind::Subscript(content)
                | InlineKind::Superscript(content)
                | InlineKind::Underline(content)
                | InlineKind::SmallCaps(content)
                | InlineKind::Highlight(content)
                | InlineKind::Language(_, content) => self.inlines(content),
                InlineKind::Link(link) => self.inlines(&mut link.content),
                InlineKind::Reference(reference) => {
                    self.inlines(&mut reference.content);
                    self.mentions += 1;
                    match self.labels.get(self.mentions % self.labels.len().max(1)) {
                        Some(name) => reference.label = Label(name.clone()),
                        // Nothing can be mentioned: the words stay.
                        None => inline.kind = InlineKind::Emphasis(std::mem::take(&mut reference.content)),
                    }
                }
                InlineKind::Note(note) => {
                    let outer = std::mem::replace(&mut self.in_note, true);
                    self.blocks(&mut note.blocks);
                    self.in_note = outer;
                }
                InlineKind::Image(_) | InlineKind::LineBreak => {}
            }
        }
    }

    fn text(&mut self, text: &mut String) {
        self.count += 1;
        // A word that no hyphenation divides and that is in no other text.
        text.extend([" q", &self.count.to_string(), "q"]);
        let list = if self.in_note { &mut self.texts.notes } else { &mut self.texts.body };
        list.push(text.clone());
    }
}
