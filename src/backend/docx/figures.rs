//! Figures, and what stands above and below figures and tables: captions, sources, notes.

use docx_rs::{Paragraph, ParagraphChild};

use super::fields::field;
use super::headings::marked;
use super::inlines::Marks;
use super::markup::twips;
use super::styles::Place;
use super::{Flow, Node, Writer};
use crate::error::Error;
use crate::model::{Block, BlockKind, Figure, FigureContent, Inline, Label, Picture};
use crate::resolve::Terms;

impl<'a> Writer<'a> {
    /// A figure under its title.
    pub(super) fn figure(
        &mut self,
        figure: &'a Figure,
        label: Option<&'a Label>,
        flow: &Flow<'a>,
        out: &mut Vec<Node>,
    ) -> Result<(), Error> {
        let captioned = !figure.caption.is_empty() || figure.number.is_some();
        if captioned {
            let terms = self.document.terms;
            let number = figure.number.as_deref();
            self.caption(terms.figure, number, &figure.caption, label, flow, out)?;
        }
        let first = out.len();
        match &figure.content {
            FigureContent::Picture(picture) => self.picture(picture, captioned, flow, out)?,
            FigureContent::Blocks(blocks) => {
                let is_timeline = |block: &Block| matches!(block.kind, BlockKind::Timeline(_));
                // A timeline begins where its caption does, as in print.
                let hung = captioned && flow.hangs() && blocks.iter().all(is_timeline);
                let inside = if hung { flow.moved(-self.page.hang) } else { *flow };
                self.blocks(blocks, &inside, out)?;
            }
        }
        let terms = self.document.terms;
        let remarks = [(terms.source, &figure.source[..]), (terms.credit, &figure.credit[..])];
        if remarks.iter().any(|(_, content)| !content.is_empty()) {
            keep_with_next(out, first);
            if let Some(Node::Paragraph(last)) = out.last_mut() {
                let spacing = last.property.line_spacing.take().unwrap_or_default();
                last.property.line_spacing = Some(spacing.after(0));
            }
        } else {
            self.pending.space = self.pending.space.max(self.theme.block_space);
        }
        self.remarks(&remarks, captioned, flow, out)
    }

    /// The rule, label and title above a figure or table.
    pub(super) fn caption(
        &mut self,
        word: &'static str,
        number: Option<&str>,
        title: &'a [Inline],
        label: Option<&'a Label>,
        flow: &Flow<'a>,
        out: &mut Vec<Node>,
    ) -> Result<(), Error> {
        let mut paragraph = self.paragraph("Caption", flow);
        let marks = self.marks("Caption", flow);
        if let Some(number) = number {
            let look = Some("CaptionLabel");
            self.counted(word, number, label, look, &mut paragraph.children);
            if !title.is_empty() {
                let stop = self.words(".", Marks { style: look, ..marks });
                paragraph.children.push(stop);
                let blank = self.words(" ", marks);
                paragraph.children.push(blank);
            }
        }
        self.inlines(title, marks, flow, &mut paragraph.children)?;
        self.push(paragraph, out);
        Ok(())
    }

    /// A counted name such as "Figure 3": the number as a field, a bookmark around both.
    pub(super) fn counted(
        &mut self,
        word: &str,
        number: &str,
        label: Option<&Label>,
        style: Option<&'static str>,
        out: &mut Vec<ParagraphChild>,
    ) {
        let marks = Marks { style, ..self.marks("Caption", &Flow::column(self.page.measure)) };
        let words = Terms::counted(word, number);
        let lead = words.strip_suffix(number).unwrap_or(word);
        let mut children = vec![self.words(lead, marks)];
        match self.sequences.instruction(word, number) {
            Some(instruction) => {
                let look = style.map(|style| format!(r#"<w:rStyle w:val="{style}"/>"#)).unwrap_or_default();
                let field = field(&instruction, number, &look);
                children.push(ParagraphChild::Run(Box::new(self.finish.slot(field))));
            }
            None => children.push(self.words(number, marks)),
        }
        let bookmark = label.and_then(|label| self.names.place(label));
        marked(bookmark, children, out);
    }

    /// Sources, notes and credits, a paragraph each.
    pub(super) fn remarks(
        &mut self,
        remarks: &[(&'static str, &'a [Inline])],
        hung: bool,
        flow: &Flow<'a>,
        out: &mut Vec<Node>,
    ) -> Result<(), Error> {
        for (term, content) in remarks.iter().filter(|(_, content)| !content.is_empty()) {
            let mut paragraph = self.beside("SourceNote", hung, flow);
            let marks = self.marks("SourceNote", flow);
            let words = format!("{term}{}", self.document.terms.colon);
            let lead = self.words(&words, marks);
            paragraph.children.push(lead);
            self.inlines(content, marks, flow, &mut paragraph.children)?;
            self.push(paragraph, out);
        }
        Ok(())
    }

    /// A paragraph that hangs out of the column only beside a caption that does.
    pub(super) fn beside(&mut self, style: &str, hung: bool, flow: &Flow<'a>) -> Paragraph {
        if hung {
            return self.paragraph(style, flow);
        }
        let known = self.known(style);
        let place = Place { left: known.place.left + self.page.hang, ..known.place };
        let place = if flow.hangs() { place } else { flow.hung(&known, self.page.hang) };
        self.paragraph_at(style, place, flow)
    }

    fn picture(
        &mut self,
        picture: &'a Picture,
        captioned: bool,
        flow: &Flow<'a>,
        out: &mut Vec<Node>,
    ) -> Result<(), Error> {
        let mut paragraph = self.beside("Figure", captioned, flow);
        if !captioned {
            let spacing = paragraph.property.line_spacing.take().unwrap_or_default();
            let space = twips(self.theme.block_space) as u32;
            paragraph.property.line_spacing = Some(spacing.before(space));
        }
        let hang = if captioned { self.page.hang } else { 0 };
        let room = f64::from(flow.room(hang)) / 20.0;
        let marks = self.marks("Figure", flow);
        let child = self.drawing(picture, room, marks, flow)?;
        paragraph.children.push(child);
        self.push(paragraph, out);
        Ok(())
    }
}

/// Keeps every paragraph from `first` on with what comes after it.
pub(super) fn keep_with_next(nodes: &mut [Node], first: usize) {
    for node in nodes.iter_mut().skip(first) {
        if let Node::Paragraph(paragraph) = node {
            paragraph.property.keep_next = Some(true);
        }
    }
}
