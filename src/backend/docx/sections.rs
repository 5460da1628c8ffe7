//! The text from its first page to its last: its sections and their pages.

use docx_rs::{
    FooterReference, HeaderReference, LineSpacing, LineSpacingType, PageMargin, PageNumType,
    PageOrientationType, PageSize, Paragraph, SectionProperty, SectionType,
};

use super::markup::{opening, twips};
use super::notes::NoteKind;
use super::{Flow, Geometry, Node, Orientation, Writer};
use crate::error::Error;
use crate::model::theme::{Chapters, FrontMatter, RunningHead};
use crate::model::{Block, BlockKind, Extent};

const MAIN: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";

/// How a section counts notes at the end; not every program reads it from the settings.
macro_rules! endnotes {
    () => {
        r#"<w:endnotePr><w:numFmt w:val="decimal"/></w:endnotePr>"#
    };
}

const ENDNOTES: &str = endnotes!();

/// How a table ends.
const TABLE_END: &[u8] = b"</w:tbl>";

/// The text on its way into its part.
pub(super) struct Text {
    bytes: Vec<u8>,
    /// What is not written yet: at least the last node, which may still have to end a section.
    pub nodes: Vec<Node>,
    pub section: Section,
}

/// The section that is open.
#[derive(Clone, Copy)]
pub(super) struct Section {
    orientation: Orientation,
    /// Whether it is the first.
    first: bool,
    stage: Stage,
    /// Whether its pages are counted from 1.
    restarts: bool,
    columns: u8,
    /// Whether it begins on the page of the one before it.
    continues: bool,
}

/// How far a document has come.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// Before the body.
    Front,
    /// Before the first section that a running head can name.
    Opening,
    /// Among the sections.
    Sections,
}

impl Section {
    /// The section after this one, of the same kind.
    pub(super) fn next(self) -> Self {
        Self { first: false, restarts: false, continues: false, ..self }
    }

    /// A section of so many columns after this one, on the same page.
    fn columns(self, columns: u8) -> Self {
        Self { columns, continues: true, ..self.next() }
    }

    /// The first section of the body, after this one.
    pub(super) fn body(self) -> Self {
        Self { stage: Stage::Opening, restarts: true, ..self.next() }
    }
}

impl<'a> Writer<'a> {
    /// The part `word/document.xml`.
    pub(super) fn body(&mut self) -> Result<(), Error> {
        let document = self.document;
        let mut text = Text {
            bytes: [opening("document").as_bytes(), b"<w:body>"].concat(),
            nodes: Vec::new(),
            section: Section {
                orientation: Orientation::Portrait,
                first: true,
                stage: if self.theme.page.parts_front() { Stage::Front } else { Stage::Opening },
                restarts: true,
                columns: 1,
                continues: false,
            },
        };
        let closes_notes = document.endnotes.is_some() && !document.colophon.is_empty();
        self.finish.sections = match (self.note_kind(), closes_notes) {
            (NoteKind::Footnote, _) => "",
            (NoteKind::Endnote, false) => ENDNOTES,
            (NoteKind::Endnote, true) => concat!(endnotes!(), "<w:noEndnote/>"),
        };
        let page = self.theme.page;
        let whole = Flow::column(self.page.measure);
        let upright = match page.columns {
            0 | 1 => whole,
            count => Flow::column(twips(page.column_width(count.into()))),
        };
        let wide = Flow::column(self.geometry(Orientation::Landscape).measure);
        self.front(&whole, &mut text)?;
        self.change_columns(page.columns, &mut text)?;
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
            if closes_notes {
                // Word puts the notes where this section ends.
                self.finish.sections = ENDNOTES;
                let next = text.section.columns(1);
                self.part(&mut text, next)?;
                self.pending.section = false;
            }
            self.change_columns(1, &mut text)?;
            self.colophon(&whole, &mut text.nodes)?;
        }
        self.settle(&mut text.nodes, &whole);
        self.end_with_paragraph(&mut text.nodes, &whole);
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
        text.bytes.extend_from_slice(b"</w:body></w:document>");
        self.package.part("word/document.xml", MAIN, text.bytes);
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
            if matches!(&block.kind, BlockKind::Table(table) if table.extent == Extent::Landscape) {
                self.turn(Orientation::Landscape, text)?;
                text.section.stage = Stage::Sections;
                return self.block(block, follows, wide, &mut text.nodes);
            }
            self.turn(Orientation::Portrait, text)?;
            self.open_chapters(block, text)?;
            return self.block(block, follows, upright, &mut text.nodes);
        };
        if blocks.is_empty() {
            return Ok(());
        }
        self.turn(Orientation::Landscape, text)?;
        text.section.stage = Stage::Sections;
        self.pending.labels.extend(block.label.clone());
        self.blocks(blocks, &wide.spoken(block.language.as_ref()), &mut text.nodes)
    }

    /// Ends the part before the first chapter, where the running head cannot name a section yet.
    fn open_chapters(&mut self, block: &Block, text: &mut Text) -> Result<(), Error> {
        let is_chapter = matches!(&block.kind, BlockKind::Heading(heading) if heading.depth == 1);
        let is_parted = match self.theme.page.chapters {
            Chapters::RunOn => false,
            Chapters::NewPage if is_chapter => self.theme.page.running_head == RunningHead::Section,
            Chapters::NewPage => return Ok(()),
        };
        if text.section.stage == Stage::Sections {
            return Ok(());
        }
        if is_parted && !self.pending.section && !text.nodes.is_empty() {
            self.part(text, text.section.next())?;
        }
        text.section.stage = Stage::Sections;
        Ok(())
    }

    /// Ends the open section where the page turns.
    fn turn(&mut self, orientation: Orientation, text: &mut Text) -> Result<(), Error> {
        if text.section.orientation == orientation {
            return Ok(());
        }
        let columns = match orientation {
            Orientation::Portrait => self.theme.page.columns,
            Orientation::Landscape => 1,
        };
        self.part(text, Section { orientation, columns, ..text.section.next() })
    }

    /// Ends the open section where the number of columns changes, in the middle of a page.
    fn change_columns(&mut self, columns: u8, text: &mut Text) -> Result<(), Error> {
        if text.section.columns == columns {
            return Ok(());
        }
        // Where the open section is still empty, it is the one that changes.
        let has_begun = match text.nodes.last() {
            Some(Node::Paragraph(last)) => last.property.section_property.is_none(),
            Some(Node::Table(..) | Node::Markup(_)) => true,
            None => false,
        };
        if !has_begun {
            text.section.columns = columns;
            return Ok(());
        }
        let breaks = self.pending.page_break;
        self.part(text, text.section.columns(columns))?;
        (self.pending.page_break, self.pending.section) = (breaks, false);
        Ok(())
    }

    /// Ends the open section and begins the next, on a new page.
    pub(super) fn part(&mut self, text: &mut Text, next: Section) -> Result<(), Error> {
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
                Node::Table(table, rest) => {
                    self.finish.render(&table, out)?;
                    if !rest.is_empty() {
                        out.truncate(out.len() - TABLE_END.len());
                        out.extend_from_slice(&rest);
                        out.extend_from_slice(TABLE_END);
                    }
                }
                Node::Markup(markup) => out.extend_from_slice(markup.as_bytes()),
            }
        }
        Ok(())
    }

    pub(super) fn geometry(&self, orientation: Orientation) -> Geometry {
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
        if open.columns > 1 {
            section.columns = open.columns.into();
            section.space = twips(self.theme.page.column_gap).max(0) as usize;
        }
        section.section_type = open.continues.then_some(SectionType::Continuous);
        let head = self.furniture("header", open, page.measure)?;
        let foot = self.furniture("footer", open, page.measure)?;
        section.header_reference = Some(HeaderReference::new("default", head));
        section.footer_reference = Some(FooterReference::new("default", foot.clone()));
        if first {
            section.title_pg = true;
            let head = self.first_head(page.measure)?;
            section.first_header_reference = Some(HeaderReference::new("first", head));
            // A title page bears no number.
            let foot = if self.theme.page.title_page { self.first_foot(page.measure)? } else { foot };
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
                kind.chap_style = (open.stage == Stage::Front).then(|| "lowerRoman".to_owned());
                (open.restarts || open.stage == Stage::Front).then_some(kind)
            }
        }
    }

    /// The head or foot of the pages of a section, as the identifier of its relationship.
    fn furniture(&mut self, kind: &str, open: Section, measure: i32) -> Result<String, Error> {
        let is_head = kind == "header";
        // Before the first section the head differs from that of the others, the foot only before the body.
        let apart = open.stage == Stage::Front || (is_head && open.stage == Stage::Opening);
        let front = if apart { "-front" } else { "" };
        let name = match open.orientation {
            Orientation::Portrait => format!("{kind}{front}.xml"),
            Orientation::Landscape => format!("{kind}{front}-landscape.xml"),
        };
        let paragraph = if is_head { self.head(apart) } else { self.foot(apart) };
        self.furnish(kind, &name, paragraph, measure)
    }
}
