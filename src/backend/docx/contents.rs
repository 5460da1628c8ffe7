//! Contents lists: a TOC field that is filled already.

use docx_rs::{Hyperlink, HyperlinkData, ParagraphChild};

use super::fields::{begin, end, field};
use super::inlines::{Marks, tab};
use super::{Flow, Node, Writer};
use crate::error::Error;
use crate::model::theme::Part;
use crate::resolve::OutlineEntry;

/// Opens the element by which Word offers to bring a contents list up to date.
const OPEN: &str = concat!(
    r#"<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/>"#,
    "</w:docPartObj></w:sdtPr><w:sdtContent>",
);

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
        let last = entries.len() - 1;
        for (index, entry) in entries.into_iter().enumerate() {
            let before = (index == 0).then(|| self.instruction(depth));
            let after = (index == last).then(|| end(""));
            self.entry(entry, before, after, flow, out)?;
        }
        if alone {
            out.push(Node::Markup(CLOSE.to_owned()));
        }
        self.pending.space = self.pending.space.max(self.theme.block_space);
        Ok(())
    }

    /// The beginning of the field; without a page map it asks for no page numbers, for none are known.
    fn instruction(&self, depth: u8) -> String {
        let depth = depth.clamp(1, 6);
        let numbers = if self.map.is_some() { "" } else { r" \n" };
        begin(&format!(r#"TOC \o "1-{depth}" \h \z \u{numbers}"#), "")
    }

    /// A heading with its page, as a link to it.
    fn entry(
        &mut self,
        entry: &'a OutlineEntry,
        before: Option<String>,
        after: Option<String>,
        flow: &Flow<'a>,
        out: &mut Vec<Node>,
    ) -> Result<(), Error> {
        let style = format!("TOC{}", entry.depth.clamp(1, 6));
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
            children.push(tab());
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
