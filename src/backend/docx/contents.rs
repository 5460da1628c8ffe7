//! Contents lists, and those of figures and tables: TOC fields that are filled already.

use docx_rs::{Hyperlink, HyperlinkData, ParagraphChild};

use super::fields::{begin, end, field, identifier};
use super::inlines::{Marks, tab};
use super::markup::twips;
use super::{Flow, Node, Writer};
use crate::error::Error;
use crate::model::theme::Part;
use crate::resolve::{List, OutlineEntry};

/// Opens the element by which Word offers to bring a contents list up to date.
const OPEN: &str = concat!(
    r#"<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/>"#,
    "</w:docPartObj></w:sdtPr><w:sdtContent>",
);

/// The share of the space above a contents list that stands above a list which follows it, as in print.
const BETWEEN_LISTS: f64 = 0.5;

const CLOSE: &str = "</w:sdtContent></w:sdt>";

impl<'a> Writer<'a> {
    /// The contents list down to a level of the outline; `alone` says whether it stands between blocks of the text itself.
    pub(super) fn contents(
        &mut self,
        depth: u8,
        alone: bool,
        flow: &Flow<'a>,
        out: &mut Vec<Node>,
    ) -> Result<(), Error> {
        let document = self.document;
        let entries: Vec<&'a OutlineEntry> =
            document.outline.iter().filter(|entry| entry.depth <= depth).collect();
        if entries.is_empty() {
            return Ok(());
        }
        if alone {
            out.push(Node::Markup(OPEN.to_owned()));
        }
        let mut title = self.paragraph("TOCHeading", flow);
        let marks = self.marks("TOCHeading", flow);
        let words = self.words(document.terms.contents, marks);
        title.children.push(words);
        self.push(title, out);
        let instruction = self.instruction(&format!(r#"\o "1-{}""#, depth.clamp(1, 6)), r" \u");
        self.entries(&entries, &instruction, None, flow, out)?;
        if alone {
            out.push(Node::Markup(CLOSE.to_owned()));
        }
        self.pending.space = self.pending.space.max(self.theme.block_space);
        Ok(())
    }

    /// A list of figures or tables, which Word makes of their captions; `spaced` says whether it stands under something.
    pub(super) fn listing(
        &mut self,
        list: &'a List,
        spaced: bool,
        flow: &Flow<'a>,
        out: &mut Vec<Node>,
    ) -> Result<(), Error> {
        let mut title = self.paragraph("TOCHeading", flow);
        let marks = self.marks("TOCHeading", flow);
        title.children.push(self.words(list.title, marks));
        let before = self.theme.style(Part::ContentsTitle).before;
        if spaced && before > 0.0 {
            let spacing = title.property.line_spacing.take().unwrap_or_default();
            let before = (before * BETWEEN_LISTS).max(self.theme.block_space);
            title.property.line_spacing = Some(spacing.before(twips(before) as u32));
        }
        self.push(title, out);
        let entries: Vec<&'a OutlineEntry> = list.entries.iter().collect();
        let instruction = self.instruction(&format!(r#"\c "{}""#, identifier(list.word)), "");
        self.entries(&entries, &instruction, Some("TableofFigures"), flow, out)?;
        // A section that ends within the list's field loses its foot in LibreOffice.
        out.push(Node::Markup(String::new()));
        self.pending.space = self.pending.space.max(self.theme.block_space);
        Ok(())
    }

    /// The entries of a list within their field; in that style, or in that of their levels.
    fn entries(
        &mut self,
        entries: &[&'a OutlineEntry],
        instruction: &str,
        style: Option<&str>,
        flow: &Flow<'a>,
        out: &mut Vec<Node>,
    ) -> Result<(), Error> {
        for (index, entry) in entries.iter().enumerate() {
            let before = (index == 0).then(|| instruction.to_owned());
            let after = (index + 1 == entries.len()).then(|| end(""));
            self.entry(entry, style, before, after, flow, out)?;
        }
        Ok(())
    }

    /// The beginning of the field; without a page map it asks for no page numbers, for none are known.
    fn instruction(&self, which: &str, more: &str) -> String {
        let numbers = if self.map.is_some() { "" } else { r" \n" };
        begin(&format!(r"TOC {which} \h \z{more}{numbers}"), "")
    }

    /// A heading with its page, as a link to it.
    fn entry(
        &mut self,
        entry: &'a OutlineEntry,
        own_style: Option<&str>,
        before: Option<String>,
        after: Option<String>,
        flow: &Flow<'a>,
        out: &mut Vec<Node>,
    ) -> Result<(), Error> {
        let style = own_style.map_or_else(|| format!("TOC{}", entry.depth.clamp(1, 6)), str::to_owned);
        let mut paragraph = self.paragraph(&style, flow);
        let marks = Marks { linked: true, ..self.marks(&style, flow) };
        let bookmark = self.names.mention(&entry.label);
        let mut children = Vec::new();
        if let Some(number) = &entry.number {
            let mut number = self.words(number, marks);
            if let ParagraphChild::Run(run) = &mut number {
                let colour = self.theme.style(Part::HeadingNumber).colour;
                run.run_property.color = Some(self.dresser.colour(colour));
            }
            children.push(number);
            // Captions part number and title by a blank, and so does the list that Word makes of them.
            let gap = if own_style.is_some() { self.words(" ", marks) } else { tab() };
            children.push(gap);
        }
        self.inlines(&entry.content, marks, flow, &mut children)?;
        if let Some(page) = self.map.and_then(|map| map.page_label(&entry.label)) {
            children.push(tab());
            let page = field(&format!(r"PAGEREF {bookmark} \h"), page, "");
            children.push(ParagraphChild::Run(Box::new(self.finish.slot(page))));
        }
        if let Some(markup) = before {
            paragraph.children.push(ParagraphChild::Run(Box::new(self.finish.slot(markup))));
        }
        let link = HyperlinkData::Anchor { anchor: bookmark };
        paragraph.children.push(ParagraphChild::Hyperlink(Hyperlink { link, history: None, children }));
        if let Some(markup) = after {
            paragraph.children.push(ParagraphChild::Run(Box::new(self.finish.slot(markup))));
        }
        self.push(paragraph, out);
        Ok(())
    }
}
