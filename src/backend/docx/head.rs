//! The running head, and the foot with the page's number.

use docx_rs::{LineSpacing, LineSpacingType, Paragraph, ParagraphChild, Tab, TabValueType};

use super::fields::field;
use super::inlines::{Marks, tab};
use super::markup::{part, twips};
use super::package::Mode;
use super::{Flow, Writer};
use crate::error::Error;
use crate::model::theme::{FrontMatter, PageNumber, Part, RunningHead};
use crate::model::{BlockKind, Label, walk};
use crate::resolve::OutlineEntry;

const HEADER: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml";
const FOOTER: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml";

impl<'a> Writer<'a> {
    /// The running head; a marking whose rules demand it takes the other side.
    pub(super) fn head(&mut self, front: bool) -> Paragraph {
        let document = self.document;
        let title = document.front.running_title.as_str();
        let series = document.meta.series.as_deref().unwrap_or_default();
        let mut paragraph = Paragraph::new().style("Header");
        let marks = self.whole_marks();
        let section = match self.theme.page.running_head {
            RunningHead::Title => None,
            // Before the body Word would name the first section that comes.
            RunningHead::Section if front => None,
            RunningHead::Section => document.outline.iter().find(|entry| entry.depth == 1),
        };
        if document.meta.is_tlp() {
            match section {
                Some(section) => self.section_field(section, &mut paragraph),
                None => paragraph.children.push(self.words(title, marks)),
            }
            self.marking(&mut paragraph, true);
            return paragraph;
        }
        let start = if section.is_some() { title } else { series };
        if !start.is_empty() {
            paragraph.children.push(self.words(start, marks));
        }
        paragraph.children.push(tab());
        match section {
            Some(section) => self.section_field(section, &mut paragraph),
            None => paragraph.children.push(self.words(title, marks)),
        }
        paragraph
    }

    /// The section of the page, which Word looks up itself; the first one stands there until it does.
    fn section_field(&mut self, first: &OutlineEntry, paragraph: &mut Paragraph) {
        let mut sections = self.document.outline.iter().filter(|entry| entry.depth == 1);
        // Word says 0 for a heading without a number, so numbers are asked for only where all have one.
        let numbered = sections.all(|entry| entry.number.is_some());
        let level = self.style_level(first);
        // A number for a name means Word's own heading styles, whatever they are called in the language of the program.
        let mut parts = Vec::new();
        if let Some(number) = first.number.as_deref().filter(|_| numbered) {
            parts.push(field(&format!(r"STYLEREF {level} \n"), number, ""));
            parts.push(r#"<w:r><w:t xml:space="preserve"> </w:t></w:r>"#.to_owned());
        }
        parts.push(field(&format!("STYLEREF {level}"), &first.text, ""));
        paragraph.children.push(ParagraphChild::Run(Box::new(self.finish.slot(parts.concat()))));
    }

    /// The level of the style that a heading has: the one that its author gave it.
    fn style_level(&self, entry: &OutlineEntry) -> u8 {
        let mut level = 1;
        walk::blocks(&self.document.blocks, &mut |block| {
            if let BlockKind::Heading(heading) = &block.kind
                && block.id == entry.block
            {
                level = heading.level.clamp(1, 6);
            }
        });
        level
    }

    /// The foot: the page's number, and a marking on the other side.
    pub(super) fn foot(&mut self, front: bool) -> Paragraph {
        let document = self.document;
        let mut paragraph = Paragraph::new().style("Footer");
        if document.meta.is_tlp() {
            self.page_number(front, &mut paragraph);
            self.marking(&mut paragraph, true);
        } else {
            self.marking(&mut paragraph, false);
            paragraph.children.push(tab());
            self.page_number(front, &mut paragraph);
        }
        paragraph
    }

    /// "2 of 8" in the document's language, or the number alone, with fields that Word keeps current.
    fn page_number(&mut self, front: bool, paragraph: &mut Paragraph) {
        let roman = front && self.theme.page.front_matter == FrontMatter::Roman;
        let mut rest = match self.theme.page.page_number {
            // The pages before the body are not counted.
            PageNumber::NumberOfCount if !roman => self.document.terms.page_of,
            PageNumber::NumberOfCount | PageNumber::Number => "{page}",
        };
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
                "{page}" => Some(field("PAGE", if roman { "i" } else { "1" }, "")),
                "{pages}" => Some(self.page_count()),
                _ => None,
            };
            if let Some(markup) = shown {
                paragraph.children.push(ParagraphChild::Run(Box::new(self.finish.slot(markup))));
            }
            rest = &rest[words.len() + mark.len()..];
        }
    }

    /// How many pages there are; where those before the body are not counted, the number of the last one.
    fn page_count(&mut self) -> String {
        let starts = self.map.map_or(&[][..], |map| &map.starts);
        match self.theme.page.front_matter {
            FrontMatter::Decimal => field("NUMPAGES", &starts.len().max(1).to_string(), ""),
            FrontMatter::Roman => {
                let last = starts.last().map_or("1", |start| &start.label);
                field(&format!("PAGEREF {}", self.names.mention(&last_page())), last, "")
            }
        }
    }

    /// Writes a head or foot of one paragraph.
    pub(super) fn furnish(
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
    fn whole_marks(&self) -> Marks<'a> {
        self.marks("Header", &Flow::column(self.page.measure))
    }

    /// The first page has no running head, only a marking whose rules demand one.
    pub(super) fn first_head(&mut self, measure: i32) -> Result<String, Error> {
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

    /// The foot of a title page: a marking alone.
    pub(super) fn first_foot(&mut self, measure: i32) -> Result<String, Error> {
        let mut paragraph = Paragraph::new().style("Footer");
        self.marking(&mut paragraph, self.document.meta.is_tlp());
        self.furnish("footer", "footer-first.xml", paragraph, measure)
    }

    /// A handling marking, where the document has one; after a tab it stands on the right.
    fn marking(&mut self, paragraph: &mut Paragraph, right: bool) {
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

    /// Sets the bookmark of the last page where a count of pages asks for it.
    pub(super) fn mark_last_page(&mut self, out: &mut Vec<u8>) {
        match (self.theme.page.front_matter, self.theme.page.page_number) {
            (FrontMatter::Roman, PageNumber::NumberOfCount) => {}
            (FrontMatter::Decimal, _) | (_, PageNumber::Number) => return,
        }
        if let Some((id, name)) = self.names.place(&last_page()) {
            let mark =
                format!(r#"<w:bookmarkStart w:id="{id}" w:name="{name}"/><w:bookmarkEnd w:id="{id}"/>"#);
            out.extend_from_slice(mark.as_bytes());
        }
    }
}

/// The name of the last page: one that no author can give, since a label is one word.
fn last_page() -> Label {
    "last page".into()
}
