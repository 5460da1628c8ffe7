//! The text from its first page to its last: sections, page sizes, running heads and feet.

use docx_rs::{
    FooterReference, HeaderReference, LineSpacing, LineSpacingType, PageMargin, PageNumType,
    PageOrientationType, PageSize, Paragraph, SectionProperty, Tab, TabValueType,
};

use super::inlines::{Marks, tab};
use super::markup::{part, twips};
use super::package::Mode;
use super::{Flow, Geometry, Node, Orientation, Writer};
use crate::error::Error;
use crate::model::theme::{FrontMatter, Part};
use crate::model::{Block, BlockKind};

const MAIN: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
const HEADER: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml";
const FOOTER: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml";

/// The text on its way into its part.
struct Text {
    bytes: Vec<u8>,
    /// What is not written yet: at least the last node, which may still have to end a section.
    nodes: Vec<Node>,
    section: Section,
}

/// The section that is open.
#[derive(Clone, Copy)]
struct Section {
    orientation: Orientation,
    /// Whether it is the first.
    first: bool,
    /// Whether it stands before the body and is numbered in a way of its own.
    front: bool,
    /// Whether its pages are counted from 1.
    restarts: bool,
}

impl<'a> Writer<'a> {
    /// The part `word/document.xml`.
    pub(super) fn body(&mut self) -> Result<(), Error> {
        let document = self.document;
        let mut text = Text {
            bytes: b"<w:body>".to_vec(),
            nodes: Vec::new(),
            section: Section {
                orientation: Orientation::Portrait,
                first: true,
                front: self.theme.page.parts_front(),
                restarts: true,
            },
        };
        let upright = Flow::column(self.page.measure);
        let wide = Flow::column(self.geometry(Orientation::Landscape).measure);
        self.front(&upright, &mut text.nodes)?;
        if self.theme.page.parts_front() {
            let body = Section { front: false, first: false, restarts: true, ..text.section };
            self.part(&mut text, body)?;
        }
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
        self.mark_last_page(&mut text.bytes);
        let section = self.section(text.section)?;
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
        if text.section.orientation == orientation {
            return Ok(());
        }
        let next = Section { orientation, first: false, restarts: false, ..text.section };
        self.part(text, next)
    }

    /// Ends the open section and begins the next, on a new page.
    fn part(&mut self, text: &mut Text, next: Section) -> Result<(), Error> {
        let section = self.section(text.section)?;
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
        text.section = next;
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

    fn section(&mut self, open: Section) -> Result<SectionProperty, Error> {
        let Section { orientation, first, .. } = open;
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
        section.page_num_type = self.numbering(open);
        let head = self.furniture("header", open, page.measure)?;
        let foot = self.furniture("footer", open, page.measure)?;
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

    /// How the pages of a section are numbered, where Word has to be told.
    fn numbering(&self, open: Section) -> Option<PageNumType> {
        match self.theme.page.front_matter {
            FrontMatter::Decimal => None,
            FrontMatter::Roman => {
                let mut kind = PageNumType::new();
                kind.start = open.restarts.then_some(1);
                // docx-rs knows no formats of numbers; the pass makes this one.
                kind.chap_style = open.front.then(|| "lowerRoman".to_owned());
                (open.restarts || open.front).then_some(kind)
            }
        }
    }

    /// The head or foot of the pages of a section, as the identifier of its relationship.
    fn furniture(&mut self, kind: &str, open: Section, measure: i32) -> Result<String, Error> {
        let front = if open.front { "-front" } else { "" };
        let name = match open.orientation {
            Orientation::Portrait => format!("{kind}{front}.xml"),
            Orientation::Landscape => format!("{kind}{front}-landscape.xml"),
        };
        let paragraph = if kind == "header" { self.head(open.front) } else { self.foot(open.front) };
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
}
