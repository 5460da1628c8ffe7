//! Footnotes: the mark in the text, and the note in its own part.

use docx_rs::ParagraphChild;

use super::lists::style_of;
use super::{Flow, Node, Story, Voice, Writer};
use crate::error::Error;
use crate::model::theme::{RuleKind, RuleStyle};
use crate::model::{Block, BlockKind, Note};
use crate::source::Span;

const MARK: &str = r#"<w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>"#;

impl<'a> Writer<'a> {
    /// A footnote at its mark.
    pub(super) fn note(
        &mut self,
        note: &'a Note,
        span: Span,
        flow: &Flow<'a>,
        out: &mut Vec<ParagraphChild>,
    ) -> Result<(), Error> {
        if flow.story == Story::Notes {
            return self.note_in_note(note, span, flow, out);
        }
        self.note_count += 1;
        let id = self.note_count;
        // Word counts notes itself; a number that differs from its count has to stand in the text.
        let counted = id == note.number;
        let (attribute, mark) = if counted {
            ("", String::new())
        } else {
            (r#" w:customMarkFollows="1""#, format!("<w:t>{}</w:t>", note.number))
        };
        let reference = format!(r#"<w:r>{MARK}<w:footnoteReference{attribute} w:id="{id}"/>{mark}</w:r>"#);
        out.push(ParagraphChild::Run(Box::new(self.finish.slot(reference))));
        let own = if counted { "<w:footnoteRef/>".to_owned() } else { mark };
        let mark = format!(r#"<w:r>{MARK}{own}</w:r><w:r><w:t xml:space="preserve"> </w:t></w:r>"#);
        self.note_text(id, &note.blocks, mark)
    }

    /// The note itself, its mark at the beginning of its first paragraph.
    fn note_text(&mut self, id: u32, blocks: &'a [Block], mark: String) -> Result<(), Error> {
        // What waits for the next paragraph of the text must not find one of the note.
        let pending = std::mem::take(&mut self.pending);
        let column = Flow::column(self.page.measure);
        let inside = Flow { story: Story::Notes, voice: Voice::Note, ..column };
        let mut nodes = Vec::new();
        let (first, rest) = match blocks.split_first() {
            Some((first, rest)) if matches!(first.kind, BlockKind::Paragraph(_)) => (Some(first), rest),
            _ => (None, blocks),
        };
        let spoken = inside.spoken(first.and_then(|block| block.language.as_ref()));
        let mut paragraph = self.voiced(false, &spoken);
        paragraph.children.push(ParagraphChild::Run(Box::new(self.finish.slot(mark))));
        if let Some(block) = first
            && let BlockKind::Paragraph(content) = &block.kind
        {
            self.pending.labels.extend(block.label.clone());
            let style = style_of(&paragraph);
            let marks = self.marks(&style, &spoken);
            self.inlines(content, marks, &spoken, &mut paragraph.children)?;
        }
        self.push(paragraph, &mut nodes);
        self.blocks(rest, &inside, &mut nodes)?;
        self.settle(&mut nodes, &inside);
        self.end_with_paragraph(&mut nodes, &inside);
        self.pending = pending;
        self.notes.extend_from_slice(format!(r#"<w:footnote w:id="{id}">"#).as_bytes());
        let mut bytes = std::mem::take(&mut self.notes);
        self.render(nodes, &mut bytes)?;
        self.notes = bytes;
        self.notes.extend_from_slice(b"</w:footnote>");
        Ok(())
    }

    /// Word has no notes to notes: the inner one stands in brackets where its mark would be.
    fn note_in_note(
        &mut self,
        note: &'a Note,
        span: Span,
        flow: &Flow<'a>,
        out: &mut Vec<ParagraphChild>,
    ) -> Result<(), Error> {
        self.cannot(
            span,
            "Word has no footnotes to footnotes; this one stands in brackets within the other",
            "move its words into the note around it",
        );
        let marks = self.marks("FootnoteText", flow);
        out.push(self.words(" (", marks));
        self.flat(&note.blocks, flow, out)?;
        out.push(self.words(")", marks));
        Ok(())
    }

    /// The words of blocks one after the other, where no paragraphs can stand.
    fn flat(
        &mut self,
        blocks: &'a [Block],
        flow: &Flow<'a>,
        out: &mut Vec<ParagraphChild>,
    ) -> Result<(), Error> {
        let marks = self.marks("FootnoteText", flow);
        for (index, block) in blocks.iter().enumerate() {
            if index > 0 {
                out.push(self.words(" ", marks));
            }
            for text in block.texts() {
                self.inlines(text, marks, flow, out)?;
            }
            if let BlockKind::Code(code) = &block.kind {
                out.push(self.words(&code.text, marks));
            }
            for child in block.children() {
                self.flat(std::slice::from_ref(child), flow, out)?;
            }
        }
        Ok(())
    }

    /// Word wants a paragraph at the end of a note or cell.
    pub(super) fn end_with_paragraph(&mut self, nodes: &mut Vec<Node>, flow: &Flow<'a>) {
        if !matches!(nodes.last(), Some(Node::Paragraph(_))) {
            let paragraph = self.voiced(false, flow);
            nodes.push(Node::Paragraph(Box::new(paragraph)));
        }
    }

    /// The part `word/footnotes.xml`.
    pub(super) fn footnotes(&mut self) -> Vec<u8> {
        let mut content = separators(self.theme.rule(RuleKind::Notes)).into_bytes();
        content.append(&mut self.notes);
        super::markup::part("footnotes", &content)
    }
}

/// The notes that every document has: the lines between text and notes.
fn separators(rule: RuleStyle) -> String {
    let colour = rule.colour.hex();
    [("separator", -1), ("continuationSeparator", 0)]
        .map(|(kind, id)| {
            format!(
                concat!(
                    r#"<w:footnote w:type="{kind}" w:id="{id}"><w:p><w:pPr><w:spacing w:after="60"/></w:pPr>"#,
                    r#"<w:r><w:rPr><w:color w:val="{colour}"/></w:rPr><w:{kind}/></w:r></w:p></w:footnote>"#,
                ),
                kind = kind,
                id = id,
                colour = colour,
            )
        })
        .concat()
}
