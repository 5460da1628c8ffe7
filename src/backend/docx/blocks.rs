//! Blocks as paragraphs and tables.

use docx_rs::{Justification, Paragraph, ParagraphChild};

use super::lists::style_of;
use super::markup::twips;
use super::numbering::list_style;
use super::styles::Place;
use super::{Flow, Node, Orientation, Referent, Story, Voice, Writer};
use crate::error::Error;
use crate::model::theme::{Chapters, Part};
use crate::model::walk;
use crate::model::{Align, Block, BlockKind, Definition, Heading, Inline, Quote};

/// Words of more letters than this tear even lines apart.
const LONG_WORD: usize = 24;

impl<'a> Writer<'a> {
    /// Learns beforehand what mentions of labels depend on.
    pub(super) fn survey(&mut self) {
        let document = self.document;
        let mut visit = |block: &'a Block| {
            let named = match &block.kind {
                BlockKind::Heading(heading) => {
                    let listed = self.list_of(block, heading);
                    if let Some(label) = &block.label {
                        let referent = match (&heading.number, listed) {
                            (Some(number), true) => Referent::Section(number.clone()),
                            (Some(_), false) => Referent::Numbered,
                            (None, _) => Referent::Named,
                        };
                        self.referents.insert(label.clone(), referent);
                    }
                    return;
                }
                BlockKind::Table(table) => table.number.is_some(),
                BlockKind::Figure(figure) => figure.number.is_some(),
                BlockKind::Callout(callout) => callout.number.is_some() || !callout.title.is_empty(),
                BlockKind::Paragraph(_)
                | BlockKind::List(_)
                | BlockKind::Definitions(_)
                | BlockKind::Quote(_)
                | BlockKind::Code(_)
                | BlockKind::Timeline(_)
                | BlockKind::Rule
                | BlockKind::PageBreak
                | BlockKind::Contents(_)
                | BlockKind::Landscape(_) => false,
            };
            if let Some(label) = &block.label {
                let referent = if named { Referent::Named } else { Referent::Other };
                self.referents.insert(label.clone(), referent);
            }
        };
        walk::blocks(&document.meta.summary, &mut visit);
        walk::blocks(&document.blocks, &mut visit);
    }

    /// Remembers the list that gives a heading its number; whether there is one.
    fn list_of(&mut self, block: &Block, heading: &Heading) -> bool {
        let Some(number) = &heading.number else { return false };
        let Some(place) = self.lists.heading(number) else { return false };
        self.sections.insert(block.id, place);
        true
    }

    /// Blocks in their order.
    pub(super) fn blocks(
        &mut self,
        list: &'a [Block],
        flow: &Flow<'a>,
        out: &mut Vec<Node>,
    ) -> Result<(), Error> {
        let mut follows = false;
        for block in list {
            self.block(block, follows, flow, out)?;
            follows = matches!(block.kind, BlockKind::Paragraph(_));
        }
        Ok(())
    }

    /// One block; `follows` says whether it stands right after a paragraph.
    pub(super) fn block(
        &mut self,
        block: &'a Block,
        follows: bool,
        flow: &Flow<'a>,
        out: &mut Vec<Node>,
    ) -> Result<(), Error> {
        let flow = &flow.spoken(block.language.as_ref());
        // Headings and what has a counted name set their bookmarks around their words.
        let around = match &block.label {
            Some(label) => matches!(
                self.referents.get(label),
                Some(Referent::Section(_) | Referent::Numbered | Referent::Named)
            ),
            None => true,
        };
        if let Some(label) = block.label.as_ref().filter(|_| !around) {
            self.pending.labels.push(label.clone());
        }
        match &block.kind {
            BlockKind::Heading(heading) => self.heading(block, heading, flow, out),
            BlockKind::Paragraph(content) => self.text(content, follows, flow, out),
            BlockKind::List(list) => self.list(list, flow, out),
            BlockKind::Definitions(list) => self.definitions(list, flow, out),
            BlockKind::Quote(quote) => self.quote(quote, flow, out),
            BlockKind::Code(code) => {
                self.code(code, flow, out);
                Ok(())
            }
            BlockKind::Callout(callout) => self.callout(callout, block.label.as_ref(), flow, out),
            BlockKind::Table(table) => self.table(table, block.label.as_ref(), block.span, flow, out),
            BlockKind::Figure(figure) => self.figure(figure, block.label.as_ref(), flow, out),
            BlockKind::Timeline(events) => self.timeline(events, flow, out),
            BlockKind::Rule => {
                let rule = self.paragraph("HorizontalRule", flow);
                self.push(rule, out);
                Ok(())
            }
            BlockKind::PageBreak => {
                self.pending.page_break = true;
                Ok(())
            }
            BlockKind::Contents(contents) => {
                let alone = flow.story == Story::Main && matches!(flow.voice, Voice::Body) && flow.level == 0;
                self.contents(contents.depth, alone, flow, out)
            }
            BlockKind::Landscape(blocks) => {
                // Those between the blocks of the text itself are parted off before they come here, those within them not.
                let wide = self.geometry(Orientation::Landscape).measure;
                if flow.voice == Voice::Body && flow.level == 0 && flow.measure == wide {
                    return self.blocks(blocks, flow, out);
                }
                self.cannot(
                    block.span,
                    "a page cannot turn inside a list, a quotation, a box or a cell; its content stands upright",
                    "move the landscape section out, so that it stands between other blocks",
                );
                self.blocks(blocks, flow, out)
            }
        }
    }

    /// A paragraph of a style where the flow has it.
    pub(super) fn paragraph(&mut self, style: &str, flow: &Flow<'a>) -> Paragraph {
        let known = self.known(style);
        let place = if known.place.left < 0 && !matches!(flow.voice, Voice::Box(_)) {
            flow.hung(&known, self.page.hang)
        } else {
            flow.other(&known)
        };
        self.paragraph_at(style, place, flow)
    }

    /// A paragraph of the voice's own style.
    pub(super) fn own_paragraph(&mut self, style: &str, flow: &Flow<'a>) -> Paragraph {
        let place = flow.own(&self.known(style));
        self.paragraph_at(style, place, flow)
    }

    /// A paragraph of a style at a place of its own.
    pub(super) fn paragraph_at(&mut self, style: &str, place: Place, flow: &Flow<'a>) -> Paragraph {
        let mut paragraph = Paragraph::new().style(style);
        if place != self.known(style).place {
            paragraph.property.indent = Some(place.indent());
        }
        if self.language(flow).is_right_to_left() {
            paragraph.property.bidi = Some(true);
        }
        paragraph
    }

    /// Sends a paragraph on its way, with what was waiting for one.
    pub(super) fn push(&mut self, mut paragraph: Paragraph, out: &mut Vec<Node>) {
        let pending = std::mem::take(&mut self.pending);
        paragraph.property.page_break_before = pending.page_break.then_some(true);
        let style = style_of(&paragraph);
        if self.opens_page(&style) {
            // Its look says how far down it stands, whatever comes before it.
        } else if pending.page_break || pending.section {
            // Word drops the space before what happens to begin a page, but not where a page is made to begin.
            let spacing = paragraph.property.line_spacing.take().unwrap_or_default();
            paragraph.property.line_spacing = Some(spacing.before(0));
        } else if pending.space > 0.0 {
            let known = self.known(&style);
            let seamless = known.seamless || paragraph.property.shading.is_some();
            if !seamless && pending.space > known.space.0 {
                let spacing = paragraph.property.line_spacing.take().unwrap_or_default();
                paragraph.property.line_spacing = Some(spacing.before(twips(pending.space) as u32));
            }
        }
        for label in pending.labels.iter().rev() {
            if let Some((id, name)) = self.names.place(label) {
                paragraph
                    .children
                    .insert(0, ParagraphChild::BookmarkStart(docx_rs::BookmarkStart::new(id, name)));
                paragraph.children.push(ParagraphChild::BookmarkEnd(docx_rs::BookmarkEnd::new(id)));
            }
        }
        out.push(Node::Paragraph(Box::new(paragraph)));
    }

    /// Whether paragraphs of a style begin a page.
    fn opens_page(&self, style: &str) -> bool {
        match style {
            "Heading1" => self.theme.page.chapters == Chapters::NewPage,
            "SummaryHeading" => true,
            "TOCHeading" => self.theme.page.contents_page,
            _ => false,
        }
    }

    /// A paragraph in the style of the voice.
    fn text(
        &mut self,
        content: &'a [Inline],
        follows: bool,
        flow: &Flow<'a>,
        out: &mut Vec<Node>,
    ) -> Result<(), Error> {
        let mut paragraph = self.voiced(follows, flow);
        let style = style_of(&paragraph);
        let marks = self.marks(&style, flow);
        self.inlines(content, marks, flow, &mut paragraph.children)?;
        ease(content, &mut paragraph);
        if matches!(flow.voice, Voice::Body) && flow.level == 0 && walk::leads_in(content) {
            paragraph = paragraph.keep_next(true);
        }
        self.push(paragraph, out);
        Ok(())
    }

    /// An empty paragraph in the style of the voice.
    pub(super) fn voiced(&mut self, follows: bool, flow: &Flow<'a>) -> Paragraph {
        match flow.voice {
            Voice::Body if flow.level > 0 => {
                let style = list_style("ListContinue", flow.level - 1);
                let known = self.known(&style);
                let place =
                    Place { left: flow.inner.left + flow.listed, right: flow.inner.right, ..known.place };
                self.paragraph_at(&style, place, flow)
            }
            Voice::Body => self.paragraph(if follows { "BodyTextFirstIndent" } else { "BodyText" }, flow),
            Voice::Summary => self.own_paragraph("Summary", flow),
            Voice::Box(kind) => self.own_paragraph(super::boxes::style(kind).0, flow),
            Voice::Quote => {
                let known = self.known("Quote");
                let first = if follows { twips(self.theme.style(Part::Quote).indent) } else { 0 };
                self.paragraph_at("Quote", Place { first, ..flow.own(&known) }, flow)
            }
            Voice::Definition => self.own_paragraph("Definition", flow),
            Voice::Timeline => {
                // How far in it stands is a matter of the dates of its timeline.
                let place = Place::block(flow.inner.left + flow.listed, flow.inner.right);
                self.paragraph_at("TimelineContinue", place, flow)
            }
            Voice::Note => self.own_paragraph(self.note_kind().text(), flow),
            Voice::Cell { head, align } => {
                let paragraph = self.own_paragraph(if head { "TableHeading" } else { "TableText" }, flow);
                match align {
                    Align::Start => paragraph,
                    Align::Center => paragraph.align(docx_rs::AlignmentType::Center),
                    Align::End => paragraph.align(docx_rs::AlignmentType::Right),
                }
            }
        }
    }

    fn definitions(
        &mut self,
        list: &'a [Definition],
        flow: &Flow<'a>,
        out: &mut Vec<Node>,
    ) -> Result<(), Error> {
        let known = self.known("Definition").place;
        let inside = flow.speaking(Voice::Definition, known);
        for definition in list {
            let mut term = self.boxable("DefinitionTerm", flow);
            let marks = self.marks("DefinitionTerm", flow);
            self.inlines(&definition.term, marks, flow, &mut term.children)?;
            self.push(term, out);
            for meaning in &definition.meanings {
                self.blocks(meaning, &inside, out)?;
            }
        }
        self.pending.space = self.pending.space.max(self.theme.style(Part::Text).leading * 0.3);
        Ok(())
    }

    /// A paragraph that takes on the ground of a box around it.
    pub(super) fn boxable(&mut self, style: &str, flow: &Flow<'a>) -> Paragraph {
        let mut paragraph = self.paragraph(style, flow);
        self.put_in_box(&mut paragraph, flow);
        paragraph
    }

    fn quote(&mut self, quote: &'a Quote, flow: &Flow<'a>, out: &mut Vec<Node>) -> Result<(), Error> {
        let inside = flow.speaking(Voice::Quote, self.known("Quote").place);
        let first = out.len();
        self.blocks(&quote.blocks, &inside, out)?;
        if quote.attribution.is_empty() {
            return Ok(());
        }
        if out.len() > first
            && let Some(Node::Paragraph(last)) = out.last_mut()
        {
            last.property.keep_next = Some(true);
            let spacing = last.property.line_spacing.take().unwrap_or_default();
            last.property.line_spacing = Some(spacing.after(0));
        }
        let mut paragraph = self.paragraph("QuoteAttribution", flow);
        let marks = self.marks("QuoteAttribution", flow);
        self.inlines(&quote.attribution, marks, flow, &mut paragraph.children)?;
        self.push(paragraph, out);
        Ok(())
    }

    /// What still waits for a paragraph when the document ends.
    pub(super) fn settle(&mut self, out: &mut Vec<Node>, flow: &Flow<'a>) {
        if self.pending.labels.is_empty() {
            return;
        }
        self.pending.page_break = false;
        let paragraph = self.paragraph("BodyText", flow);
        self.push(paragraph, out);
    }
}

/// Leaves the lines of a paragraph uneven where a word is so long that even ones would be torn apart: Word breaks no
/// addresses and no code.
pub(super) fn ease(content: &[Inline], paragraph: &mut Paragraph) {
    let is_long =
        |word: &str| word.len() > LONG_WORD && word.chars().take(LONG_WORD).all(|sign| sign.is_ascii());
    if walk::plain_text(content).split([' ', '-']).any(is_long) && paragraph.property.alignment.is_none() {
        paragraph.property.alignment = Some(Justification::new("left"));
    }
}
