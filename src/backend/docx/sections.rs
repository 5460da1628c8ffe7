//! The text from its first page to its last: sections, page sizes, running heads and feet.

use docx_rs::{
    FooterReference, HeaderReference, LineSpacing, LineSpacingType, PageMargin, PageOrientationType,
    PageSize, Paragraph, ParagraphChild, SectionProperty, Tab, TabValueType,
};

use super::fields::field;
use super::inlines::{Marks, tab};
use super::markup::{escape, part, twips};
use super::package::Mode;
use super::{Flow, Geometry, Node, Orientation, Writer};
use crate::error::Error;
use crate::model::theme::Part;
use crate::model::{Block, BlockKind};

const MAIN: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
const HEADER: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml";
const FOOTER: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml";

/// The text on its way into its part.
struct Text {
    bytes: Vec<u8>,
    /// What is not written yet: at least the last node, which may still have to end a section.
    nodes: Vec<Node>,
    orientation: Orientation,
    /// Whether the open section is the first.
    first: bool,
}

impl<'a> Writer<'a> {
    /// The part `word/document.xml`.
    pub(super) fn body(&mut self) -> Result<(), Error> {
        let document = self.document;
        let mut text = Text {
            bytes: b"<w:body>".to_vec(),
            nodes: Vec::new(),
            orientation: Orientation::Portrait,
            first: true,
        };
        let upright = Flow::column(self.page.measure);
        let wide = Flow::column(self.geometry(Orientation::Landscape).measure);
        self.front(&upright, &mut text.nodes)?;
        let mut follows = false;
        for block in &document.blocks {
            self.top(block, follows, &upright, &wide, &mut text)?;
            follows = matches!(block.kind, BlockKind::Paragraph(_));
            let last = text.nodes.pop();
            self.render(std::mem::take(&mut text.nodes), &mut text.bytes)?;
            text.nodes.extend(last);
        }
        if !document.colophon.is_empty() {
            self.turn(Orientation::Portrait, &mut text)?;
            self.colophon(&upright, &mut text.nodes)?;
        }
        self.settle(&mut text.nodes, &upright);
        self.end_with_paragraph(&mut text.nodes, &upright);
        self.render(text.nodes, &mut text.bytes)?;
        for label in self.names.homeless() {
            if let Some((id, name)) = self.names.place(&label) {
                let mark =
                    format!(r#"<w:bookmarkStart w:id="{id}" w:name="{name}"/><w:bookmarkEnd w:id="{id}"/>"#);
                text.bytes.extend_from_slice(mark.as_bytes());
            }
        }
        let section = self.section(text.orientation, text.first)?;
        self.finish.render(&section, &mut text.bytes)?;
        text.bytes.extend_from_slice(b"</w:body>");
        self.package.part("word/document.xml", MAIN, part("document", &text.bytes));
        Ok(())
    }

    /// A block of the text itself.
    fn top(
        &mut self,
        block: &'a Block,
        follows: bool,
        upright: &Flow<'a>,
        wide: &Flow<'a>,
        text: &mut Text,
    ) -> Result<(), Error> {
        let BlockKind::Landscape(blocks) = &block.kind else {
            self.turn(Orientation::Portrait, text)?;
            return self.block(block, follows, upright, &mut text.nodes);
        };
        if blocks.is_empty() {
            return Ok(());
        }
        self.turn(Orientation::Landscape, text)?;
        self.pending.labels.extend(block.label.clone());
        self.blocks(blocks, &wide.spoken(block.language.as_ref()), &mut text.nodes)
    }

    /// Ends the open section where the page turns.
    fn turn(&mut self, orientation: Orientation, text: &mut Text) -> Result<(), Error> {
        if text.orientation == orientation {
            return Ok(());
        }
        let section = self.section(text.orientation, text.first)?;
        if !matches!(text.nodes.last(), Some(Node::Paragraph(_))) {
            // A thin paragraph, so that it fits on the page that it ends.
            let mut thin = Paragraph::new().style("Normal");
            let spacing = LineSpacing::new().before(0).after(0).line(20);
            thin.property.line_spacing = Some(spacing.line_rule(LineSpacingType::Exact));
            text.nodes.push(Node::Paragraph(Box::new(thin)));
        }
        if let Some(Node::Paragraph(last)) = text.nodes.last_mut() {
            last.property.section_property = Some(section);
        }
        // The new section begins on a page of its own anyway.
        (self.pending.page_break, self.pending.section) = (false, true);
        (text.orientation, text.first) = (orientation, false);
        Ok(())
    }

    /// Writes nodes in their finished form.
    pub(super) fn render(&mut self, nodes: Vec<Node>, out: &mut Vec<u8>) -> Result<(), Error> {
        for node in nodes {
            match node {
                Node::Paragraph(paragraph) => self.finish.render(&paragraph, out)?,
                Node::Table(table) => self.finish.render(&table, out)?,
                Node::Markup(markup) => out.extend_from_slice(markup.as_bytes()),
            }
        }
        Ok(())
    }

    fn geometry(&self, orientation: Orientation) -> Geometry {
        Geometry::new(self.theme, self.paper, orientation, self.document.meta.is_tlp())
    }

    fn section(&mut self, orientation: Orientation, first: bool) -> Result<SectionProperty, Error> {
        let page = self.geometry(orientation);
        let size = PageSize::new().size(page.width.max(0) as u32, page.height.max(0) as u32);
        let size = match orientation {
            Orientation::Portrait => size,
            Orientation::Landscape => size.orient(PageOrientationType::Landscape),
        };
        let margin = PageMargin::new()
            .top(page.top)
            .right(page.right)
            .bottom(page.bottom)
            .left(page.left)
            .header(page.head)
            .footer(page.foot);
        let mut section = SectionProperty::new().page_size(size).page_margin(margin);
        let head = self.furniture("header", orientation, page.measure)?;
        let foot = self.furniture("footer", orientation, page.measure)?;
        section.header_reference = Some(HeaderReference::new("default", head));
        section.footer_reference = Some(FooterReference::new("default", foot.clone()));
        if first {
            section.title_pg = true;
            let head = self.first_head(page.measure)?;
            section.first_header_reference = Some(HeaderReference::new("first", head));
            section.first_footer_reference = Some(FooterReference::new("first", foot));
        }
        Ok(section)
    }

    /// The head or foot of pages of an orientation, as the identifier of its relationship.
    fn furniture(&mut self, kind: &str, orientation: Orientation, measure: i32) -> Result<String, Error> {
        let name = match orientation {
            Orientation::Portrait => format!("{kind}.xml"),
            Orientation::Landscape => format!("{kind}-landscape.xml"),
        };
        let paragraph = if kind == "header" { self.head() } else { self.foot() };
        self.furnish(kind, &name, paragraph, measure)
    }

    /// Writes a head or foot of one paragraph.
    fn furnish(
        &mut self,
        kind: &str,
        name: &str,
        mut paragraph: Paragraph,
        measure: i32,
    ) -> Result<String, Error> {
        if measure != self.page.measure {
            let stop = |kind, at: i32| Tab::new().val(kind).pos(at.max(0) as usize);
            paragraph.property.tabs =
                vec![stop(TabValueType::Clear, self.page.measure), stop(TabValueType::Right, measure)];
        }
        let mut content = Vec::new();
        self.finish.render(&paragraph, &mut content)?;
        let (root, media) = if kind == "header" { ("hdr", HEADER) } else { ("ftr", FOOTER) };
        self.package.part(&format!("word/{name}"), media, part(root, &content));
        Ok(self.package.relate("word/document.xml", kind, Mode::Internal, name))
    }

    /// The marks of words outside the text.
    pub(super) fn whole_marks(&self) -> Marks<'a> {
        self.marks("Header", &Flow::column(self.page.measure))
    }

    /// The first page has no running head, only a marking whose rules demand one.
    fn first_head(&mut self, measure: i32) -> Result<String, Error> {
        let mut paragraph = Paragraph::new().style("Header");
        if self.document.meta.is_tlp() {
            self.marking(&mut paragraph, true);
            let spacing = paragraph.property.line_spacing.take().unwrap_or_default();
            paragraph.property.line_spacing = Some(spacing.before(0).after(0));
        } else {
            let thin = LineSpacing::new().before(0).after(0).line(20).line_rule(LineSpacingType::Exact);
            paragraph.property.line_spacing = Some(thin);
        }
        self.furnish("header", "header-first.xml", paragraph, measure)
    }

    /// The foot: the page's number, and a marking on the other side.
    fn foot(&mut self) -> Paragraph {
        let document = self.document;
        let mut paragraph = Paragraph::new().style("Footer");
        if document.meta.is_tlp() {
            self.page_number(&mut paragraph);
            self.marking(&mut paragraph, true);
        } else {
            self.marking(&mut paragraph, false);
            paragraph.children.push(tab());
            self.page_number(&mut paragraph);
        }
        paragraph
    }

    /// A handling marking, where the document has one; after a tab it stands on the right.
    pub(super) fn marking(&mut self, paragraph: &mut Paragraph, right: bool) {
        let Some(marking) = self.document.meta.marking.as_deref() else { return };
        if right {
            paragraph.children.push(tab());
        }
        let marks = Marks { style: Some("Marking"), ..self.whole_marks() };
        paragraph.children.push(self.words(marking, marks));
        let leading = twips(self.theme.style(Part::Marking).leading);
        paragraph.property.line_spacing =
            Some(LineSpacing::new().line(leading).line_rule(LineSpacingType::Exact));
    }

    /// "2 of 8" in the document's language, with fields that Word keeps current.
    fn page_number(&mut self, paragraph: &mut Paragraph) {
        let pages = self.map.map_or(1, |map| map.starts.len().max(1)).to_string();
        let mut rest = self.document.terms.page_of;
        while !rest.is_empty() {
            let next = ["{page}", "{pages}"]
                .into_iter()
                .filter_map(|mark| rest.find(mark).map(|at| (at, mark)))
                .min();
            let (words, mark) = next.map_or((rest, ""), |(at, mark)| (&rest[..at], mark));
            if !words.is_empty() {
                let marks = self.whole_marks();
                paragraph.children.push(self.words(words, marks));
            }
            let shown = match mark {
                "{page}" => Some(field("PAGE", "1", "")),
                "{pages}" => Some(field("NUMPAGES", &escape(&pages), "")),
                _ => None,
            };
            if let Some(markup) = shown {
                paragraph.children.push(ParagraphChild::Run(Box::new(self.finish.slot(markup))));
            }
            rest = &rest[words.len() + mark.len()..];
        }
    }
}
