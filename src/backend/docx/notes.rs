//! Notes at the foot or at the end: the mark in the text, and the note in its own part.

use docx_rs::ParagraphChild;

use super::lists::style_of;
use super::{Flow, Node, Story, Voice, Writer};
use crate::error::Error;
use crate::model::theme::{RuleKind, RuleStyle};
use crate::model::{Block, BlockKind, Note};
use crate::source::Span;

/// Which of Word's two kinds of notes a document has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NoteKind {
    /// At the foot of pages.
    Footnote,
    /// At the end.
    Endnote,
}

impl NoteKind {
    /// The name of the note's element and, in the plural, of its part.
    pub(super) fn element(self) -> &'static str {
        match self {
            Self::Footnote => "footnote",
            Self::Endnote => "endnote",
        }
    }

    /// The style of the note's text.
    pub(super) fn text(self) -> &'static str {
        match self {
            Self::Footnote => "FootnoteText",
            Self::Endnote => "EndnoteText",
        }
    }

    /// The style of the note's mark.
    fn mark(self) -> &'static str {
        match self {
            Self::Footnote => "FootnoteReference",
            Self::Endnote => "EndnoteReference",
        }
    }

    /// The part that the notes go into.
    fn story(self) -> Story {
        match self {
            Self::Footnote => Story::Footnotes,
            Self::Endnote => Story::Endnotes,
        }
    }
}

impl<'a> Writer<'a> {
    /// Which kind of notes the document has.
    pub(super) fn note_kind(&self) -> NoteKind {
        if self.document.endnotes.is_some() { NoteKind::Endnote } else { NoteKind::Footnote }
    }

    /// A note at its mark.
    pub(super) fn note(
        &mut self,
        note: &'a Note,
        span: Span,
        flow: &Flow<'a>,
        out: &mut Vec<ParagraphChild>,
    ) -> Result<(), Error> {
        if flow.story != Story::Main {
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
        let kind = self.note_kind();
        let (name, style) =
            (kind.element(), format!(r#"<w:rPr><w:rStyle w:val="{}"/></w:rPr>"#, kind.mark()));
        let reference = format!(r#"<w:r>{style}<w:{name}Reference{attribute} w:id="{id}"/>{mark}</w:r>"#);
        out.push(ParagraphChild::Run(Box::new(self.finish.slot(reference))));
        let own = if counted { format!("<w:{name}Ref/>") } else { mark };
        let mark = format!(r#"<w:r>{style}{own}</w:r><w:r><w:t xml:space="preserve"> </w:t></w:r>"#);
        self.note_text(id, &note.blocks, mark)
    }

    /// The note itself, its mark at the beginning of its first paragraph.
    fn note_text(&mut self, id: u32, blocks: &'a [Block], mark: String) -> Result<(), Error> {
        // What waits for the next paragraph of the text must not find one of the note.
        let pending = std::mem::take(&mut self.pending);
        let column = Flow::column(self.page.measure);
        let inside = Flow { story: self.note_kind().story(), voice: Voice::Note, ..column };
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
        let element = self.note_kind().element();
        self.notes.extend_from_slice(format!(r#"<w:{element} w:id="{id}">"#).as_bytes());
        let mut bytes = std::mem::take(&mut self.notes);
        self.render(nodes, &mut bytes)?;
        self.notes = bytes;
        self.notes.extend_from_slice(format!("</w:{element}>").as_bytes());
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
            "Word has no notes to notes; this one stands in brackets within the other",
            "move its words into the note around it",
        );
        let marks = self.marks(self.note_kind().text(), flow);
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
        let marks = self.marks(self.note_kind().text(), flow);
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
        let mut content = separators(NoteKind::Footnote, self.theme.rule(RuleKind::Notes)).into_bytes();
        if self.note_kind() == NoteKind::Footnote {
            content.append(&mut self.notes);
        }
        super::markup::part("footnotes", &content)
    }

    /// The part `word/endnotes.xml`.
    pub(super) fn endnotes(&mut self) -> Vec<u8> {
        let mut content = separators(NoteKind::Endnote, self.theme.rule(RuleKind::Notes)).into_bytes();
        content.append(&mut self.notes);
        super::markup::part("endnotes", &content)
    }
}

/// The notes that every document has: the lines between text and notes.
///
/// Above notes at the end stands a heading and no line; Word wants a paragraph there nevertheless.
fn separators(notes: NoteKind, rule: RuleStyle) -> String {
    let colour = rule.colour.hex();
    let element = notes.element();
    let separator = |(kind, id): (&str, i32)| {
        let (spacing, line) = match notes {
            NoteKind::Footnote => (
                r#"w:after="60""#,
                format!(r#"<w:r><w:rPr><w:color w:val="{colour}"/></w:rPr><w:{kind}/></w:r>"#),
            ),
            NoteKind::Endnote => {
                (r#"w:before="0" w:after="0" w:line="20" w:lineRule="exact""#, String::new())
            }
        };
        format!(
            concat!(
                r#"<w:{element} w:type="{kind}" w:id="{id}"><w:p><w:pPr><w:spacing {spacing}/></w:pPr>{line}</w:p>"#,
                "</w:{element}>",
            ),
            element = element,
            kind = kind,
            id = id,
            spacing = spacing,
            line = line,
        )
    };
    [("separator", -1), ("continuationSeparator", 0)].map(separator).concat()
}
