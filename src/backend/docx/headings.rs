//! Headings and their numbers.

use docx_rs::{BookmarkEnd, BookmarkStart, OutlineLvl, Paragraph, ParagraphChild, Run, Tab, TabValueType};

use super::finish::Onto;
use super::markup::{clean, twips};
use super::measure::Ruler;
use super::numbering::{SECTIONS, UNCOUNTED, section_place};
use super::styles::{Place, numbering};
use super::{Flow, Node, Story, Voice, Writer};
use crate::error::Error;
use crate::model::theme::{Chapters, Part};
use crate::model::{Block, Heading};

/// The narrowest gap between a heading's number in the margin and its words, in points.
const NUMBER_GAP: f64 = 4.0;

impl<'a> Writer<'a> {
    /// A heading, its bookmark around its words.
    pub(super) fn heading(
        &mut self,
        block: &'a Block,
        heading: &'a Heading,
        flow: &Flow<'a>,
        out: &mut Vec<Node>,
    ) -> Result<(), Error> {
        let level = usize::from(heading.level.clamp(1, 6)) - 1;
        let style = format!("Heading{}", level + 1);
        let mut paragraph = self.paragraph(&style, flow);
        let depth = usize::from(heading.depth.clamp(1, 6)) - 1;
        if depth != level {
            paragraph.property.outline_lvl = Some(OutlineLvl::new(depth));
        }
        let marks = self.marks(&style, flow);
        self.break_page(heading, flow, &mut paragraph);
        self.number_heading(block, heading, &style, flow, &mut paragraph);
        let bookmark = block.label.as_ref().and_then(|label| self.names.place(label));
        let mut words = Vec::new();
        self.inlines(&heading.content, marks, flow, &mut words)?;
        marked(bookmark, words, &mut paragraph.children);
        self.push(paragraph, out);
        Ok(())
    }

    /// Says where chapters begin pages, so far as their style does not say it.
    fn break_page(&mut self, heading: &Heading, flow: &Flow<'a>, paragraph: &mut Paragraph) {
        match self.theme.page.chapters {
            Chapters::RunOn => {}
            Chapters::NewPage => {
                let is_section = flow.story == Story::Main && flow.level == 0 && flow.voice == Voice::Body;
                let is_chapter = is_section && heading.depth == 1;
                if is_chapter != (heading.level <= 1) {
                    let on = u8::from(is_chapter);
                    let markup = format!(r#"<w:pageBreakBefore w:val="{on}"/>"#);
                    let mut run = Run::new();
                    run.children.push(self.finish.lift(Onto::Paragraph, markup));
                    paragraph.children.push(ParagraphChild::Run(Box::new(run)));
                }
            }
        }
    }

    /// Gives a heading its number: from the list of its style, from another list, or as words where Word would count
    /// otherwise.
    fn number_heading(
        &mut self,
        block: &Block,
        heading: &Heading,
        style: &str,
        flow: &Flow<'a>,
        paragraph: &mut Paragraph,
    ) {
        let by_style = self.document.meta.number_sections;
        if !by_style && heading.number.is_none() {
            return;
        }
        let usual = flow.other(&self.known(style));
        let listed = self.sections.get(&block.id).copied();
        let Some(number) = &heading.number else {
            paragraph.property.numbering_property = Some(numbering(UNCOUNTED, 0));
            paragraph.property.indent = Some(Place { first: 0, ..usual }.indent());
            return;
        };
        let level = listed.map_or(0, |(_, level)| level);
        let mut place = section_place(level, self.page.hang);
        (place.left, place.right) = (usual.left, usual.right);
        let width = self.number_width(number, heading.level);
        if place.first != 0 && width + NUMBER_GAP > f64::from(self.page.hang) / 20.0 {
            place.first = 0;
            let stop = place.left + twips(width + NUMBER_GAP * 1.5);
            let stop = Tab::new().val(TabValueType::Left).pos(stop.max(0) as usize);
            paragraph.property.tabs.push(stop);
        }
        let linked = listed.is_some_and(|(list, level)| {
            by_style && list == SECTIONS && style == format!("Heading{}", level + 1)
        });
        if !linked {
            let (list, level) = listed.unwrap_or((UNCOUNTED, 0));
            paragraph.property.numbering_property = Some(numbering(list, level));
        }
        if !linked || place != usual {
            paragraph.property.indent = Some(place.indent());
        }
        if listed.is_none() {
            let mut run = Run::new().add_text(clean(number)).add_tab();
            let colour = self.theme.style(Part::HeadingNumber).colour;
            run.run_property.color = Some(self.dresser.colour(colour));
            paragraph.children.push(ParagraphChild::Run(Box::new(run)));
        }
    }

    /// The width of a heading's number, in points.
    fn number_width(&self, number: &str, level: u8) -> f64 {
        Ruler::new(self.fonts, self.theme.style(Part::heading(level))).width(number)
    }
}

/// Adds children with a bookmark around them.
pub(super) fn marked(
    bookmark: Option<(usize, String)>,
    mut children: Vec<ParagraphChild>,
    out: &mut Vec<ParagraphChild>,
) {
    let Some((id, name)) = bookmark else {
        out.append(&mut children);
        return;
    };
    out.push(ParagraphChild::BookmarkStart(BookmarkStart::new(id, name)));
    out.append(&mut children);
    out.push(ParagraphChild::BookmarkEnd(BookmarkEnd::new(id)));
}
