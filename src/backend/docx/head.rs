//! The running head: series and title, or the title and the section of the page.

use docx_rs::{Paragraph, ParagraphChild};

use super::Writer;
use super::fields::field;
use super::inlines::tab;
use crate::model::theme::RunningHead;
use crate::model::{BlockKind, walk};
use crate::resolve::OutlineEntry;

impl Writer<'_> {
    /// The running head; a marking whose rules demand it takes the other side.
    pub(super) fn head(&mut self) -> Paragraph {
        let document = self.document;
        let title = document.front.running_title.as_str();
        let series = document.meta.series.as_deref().unwrap_or_default();
        let mut paragraph = Paragraph::new().style("Header");
        let marks = self.whole_marks();
        let section = match self.theme.page.running_head {
            RunningHead::Title => None,
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
}
