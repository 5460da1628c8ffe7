//! What stands before and after the body: masthead, title, authors, summary, contents; colophon.

use docx_rs::{LineSpacing, LineSpacingType, ParagraphBorderPosition, ParagraphBorders};

use super::finish::Onto;
use super::inlines::{Marks, tab};
use super::sections::Text;
use super::styles::border;
use super::{Flow, Node, Voice, Writer};
use crate::error::Error;
use crate::model::theme::{Part, RuleKind};
use crate::model::{Author, Inline, InlineKind, walk};
use crate::resolve::ColophonEntry;

/// The tallest that a logo stands in the masthead: 8 mm.
const LOGO: f64 = 22.7;

impl<'a> Writer<'a> {
    /// Everything above the body, in sections of its own where the theme says so.
    pub(super) fn front(&mut self, flow: &Flow<'a>, text: &mut Text) -> Result<(), Error> {
        let page = self.theme.page;
        self.title_lines(flow, &mut text.nodes)?;
        if page.title_page {
            self.imprint(flow, &mut text.nodes);
            // A paragraph in a frame cannot end the section.
            text.nodes.push(Node::Markup(String::new()));
            let goes_on = page.contents_first() && self.lists_contents();
            self.part(text, if goes_on { text.section.next() } else { text.section.body() })?;
        }
        if page.contents_first() && self.lists_contents() {
            self.front_contents(flow, &mut text.nodes)?;
            self.part(text, text.section.body())?;
        }
        let document = self.document;
        if !document.meta.summary.is_empty() {
            let inside = Flow { voice: Voice::Summary, ..*flow };
            if page.title_page {
                let mut title = self.paragraph("SummaryHeading", flow);
                let marks = self.marks("SummaryHeading", flow);
                title.children.push(self.words(document.terms.summary, marks));
                self.push(title, &mut text.nodes);
            }
            self.blocks(&document.meta.summary, &inside, &mut text.nodes)?;
            let after = self.theme.style(Part::Summary).after;
            self.pending.space = self.pending.space.max(after);
        }
        if !page.contents_first() {
            if page.contents_page && self.lists_contents() {
                self.part(text, text.section.next())?;
            }
            self.front_contents(flow, &mut text.nodes)?;
        }
        if page.parts_front() && !page.title_page {
            self.part(text, text.section.body())?;
        }
        Ok(())
    }

    /// Whether the metadata ask for a list that holds something.
    fn lists_contents(&self) -> bool {
        let document = self.document;
        (document.meta.contents.is_some() && !document.outline.is_empty()) || !document.lists.is_empty()
    }

    /// The contents list and others that the metadata ask for.
    fn front_contents(&mut self, flow: &Flow<'a>, out: &mut Vec<Node>) -> Result<(), Error> {
        let document = self.document;
        if let Some(depth) = document.meta.contents {
            self.contents(depth, true, flow, out)?;
        }
        for (index, list) in document.lists.iter().enumerate() {
            let spaced = index > 0 || document.meta.contents.is_some() || !self.theme.page.contents_page;
            self.listing(list, spaced, flow, out)?;
        }
        Ok(())
    }

    /// Masthead, title, subtitle and authors.
    fn title_lines(&mut self, flow: &Flow<'a>, out: &mut Vec<Node>) -> Result<(), Error> {
        let document = self.document;
        self.masthead(flow, out)?;
        self.line("Title", &document.meta.title, flow, out)?;
        if !document.meta.subtitle.is_empty() {
            self.line("Subtitle", &document.meta.subtitle, flow, out)?;
        }
        for author in &document.meta.authors {
            self.author(author, flow, out);
        }
        self.pending.space = self.theme.style(Part::Authors).after;
        Ok(())
    }

    /// Publisher and identifiers, in a frame at the foot of the title page.
    fn imprint(&mut self, flow: &Flow<'a>, out: &mut Vec<Node>) {
        let document = self.document;
        self.pending.space = 0.0;
        let marks = self.marks("Imprint", flow);
        // As wide as the column with what hangs out of it; neighbours of one frame share it.
        let (width, hang) = (self.page.measure + self.page.hang, self.page.hang);
        let frame = format!(
            concat!(
                r#"<w:framePr w:w="{}" w:hSpace="0" w:wrap="notBeside" w:vAnchor="margin" w:hAnchor="margin" "#,
                r#"w:x="-{}" w:yAlign="bottom"/>"#,
            ),
            width, hang
        );
        for line in &document.front.imprint {
            let mut paragraph = self.paragraph("Imprint", flow);
            let mut lift = docx_rs::Run::new();
            lift.children.push(self.finish.lift(Onto::Paragraph, frame.as_str()));
            paragraph.children.push(docx_rs::ParagraphChild::Run(Box::new(lift)));
            paragraph.children.push(self.words(line, marks));
            self.push(paragraph, out);
        }
    }

    /// The rule with logo, series and date.
    fn masthead(&mut self, flow: &Flow<'a>, out: &mut Vec<Node>) -> Result<(), Error> {
        let document = self.document;
        let mut paragraph = self.paragraph("Masthead", flow);
        let marks = self.marks("Masthead", flow);
        let logo = self.logo()?;
        let has_logo = logo.is_some();
        paragraph.children.extend(logo);
        if let Some(series) = &document.front.series_line {
            if has_logo {
                paragraph.children.push(self.words("\u{2002}", marks));
            }
            paragraph.children.push(self.words(series, marks));
        }
        if let Some(date) = &document.front.date_line {
            paragraph.children.push(tab());
            paragraph.children.push(self.words(date, marks));
        }
        self.push(paragraph, out);
        Ok(())
    }

    fn logo(&mut self) -> Result<Option<docx_rs::ParagraphChild>, Error> {
        let theme = self.theme;
        let Some(logo) = &theme.logo else { return Ok(None) };
        let height = logo.height.min(LOGO);
        let width = if logo.height > 0.0 { logo.width * height / logo.height } else { height };
        self.lone_drawing(logo, &theme.logo_alt, width, height).map(Some)
    }

    fn line(
        &mut self,
        style: &str,
        content: &'a [Inline],
        flow: &Flow<'a>,
        out: &mut Vec<Node>,
    ) -> Result<(), Error> {
        let mut paragraph = self.paragraph(style, flow);
        let mut taller = false;
        walk::inlines(content, &mut |inline| taller |= matches!(inline.kind, InlineKind::Image(_)));
        if taller {
            // A line of exact height would cut the image off.
            let spacing = LineSpacing::new().line_rule(LineSpacingType::AtLeast);
            paragraph.property.line_spacing = Some(spacing);
        }
        let marks = self.marks(style, flow);
        self.inlines(content, marks, flow, &mut paragraph.children)?;
        self.push(paragraph, out);
        Ok(())
    }

    /// An author's name, then post and affiliation.
    fn author(&mut self, author: &Author, flow: &Flow<'a>, out: &mut Vec<Node>) {
        let mut paragraph = self.paragraph("Author", flow);
        let marks = self.marks("Author", flow);
        let name = self.words(&author.name, Marks { style: Some("AuthorName"), ..marks });
        paragraph.children.push(name);
        let comma = self.document.terms.comma;
        let post: Vec<&str> = [&author.role, &author.affiliation]
            .into_iter()
            .flatten()
            .flat_map(|text| [comma, text])
            .collect();
        let post = post.concat();
        if !post.is_empty() {
            let post = self.words(&post, marks);
            paragraph.children.push(post);
        }
        self.push(paragraph, out);
    }

    /// What stands after the last section, under a rule.
    pub(super) fn colophon(&mut self, flow: &Flow<'a>, out: &mut Vec<Node>) -> Result<(), Error> {
        let document = self.document;
        for (index, entry) in document.colophon.iter().enumerate() {
            self.colophon_entry(entry, index == 0, flow, out)?;
        }
        Ok(())
    }

    fn colophon_entry(
        &mut self,
        entry: &'a ColophonEntry,
        first: bool,
        flow: &Flow<'a>,
        out: &mut Vec<Node>,
    ) -> Result<(), Error> {
        for (index, content) in entry.content.iter().enumerate() {
            let mut paragraph = self.paragraph("Colophon", flow);
            let marks = self.marks("Colophon", flow);
            if index == 0 {
                let term = Marks { style: Some("ColophonTerm"), ..marks };
                let words = self.words(&format!("{}. ", entry.term), term);
                paragraph.children.push(words);
            }
            if index + 1 < entry.content.len() {
                paragraph.property.line_spacing = Some(docx_rs::LineSpacing::new().after(0));
            }
            if first && index == 0 {
                let rule = border(ParagraphBorderPosition::Top, self.theme.rule(RuleKind::Colophon), 8);
                paragraph.property.borders = Some(ParagraphBorders::with_empty().set(rule));
                let before = self.theme.style(Part::Colophon).before;
                self.pending.space = self.pending.space.max(before);
            }
            // The entries stay together, as far as a page holds them.
            let last = self.document.colophon.last().is_some_and(|last| std::ptr::eq(last, entry));
            paragraph.property.keep_next = (!last || index + 1 < entry.content.len()).then_some(true);
            paragraph.property.keep_lines = Some(true);
            self.inlines(content, marks, flow, &mut paragraph.children)?;
            self.push(paragraph, out);
        }
        Ok(())
    }
}
