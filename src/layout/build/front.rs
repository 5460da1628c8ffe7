//! What stands before and after the body: masthead, title, authors, summary; colophon.

use super::inline::{Pieces, Run};
use super::line::line_strip;
use super::{Builder, Place, Width};
use crate::layout::flow::{Node, Strip, height};
use crate::layout::frame::{Artifact, Item, Placed, Rect, Tag};
use crate::layout::page_map::Offset;
use crate::layout::paragraph;
use crate::layout::structure::{Attributes, ElementId, Role, Structure};
use crate::layout::text::{Breaking, Measure};
use crate::model::theme::{PageStyle, Part, RuleKind, TextAlign};
use crate::model::{Author, BlockId, Inline};
use crate::resolve::{ColophonEntry, Resolved};

/// The tallest that a logo stands in the masthead: 8 mm.
const LOGO_HEIGHT: f64 = 22.7;

/// From the logo to the series.
const LOGO_GAP: f64 = 10.0;

impl<'a> Builder<'a> {
    /// Everything above the body.
    pub(in crate::layout) fn front(&mut self) {
        let document = self.document;
        let front = self.structure.add(Structure::root(), Role::Front);
        let column = self.column().within(front);
        let hang = column.hang;
        let wide = Place { hang: 0.0, ..column.inset(-hang, 0.0) };
        self.masthead(front, &wide);
        let title = self.structure.add(front, Role::Title);
        self.line_of(&document.meta.title, Part::Title, title, &wide);
        if !document.meta.subtitle.is_empty() {
            let subtitle = self.structure.add(front, Role::Subtitle);
            self.line_of(&document.meta.subtitle, Part::Subtitle, subtitle, &wide);
        }
        self.authors(front, &wide);
        let page = self.theme.page;
        if page.title_page {
            self.imprint(front, &wide);
            self.end_section(Width::Page);
        }
        if page.contents_first() {
            self.contents_pages(&column);
        }
        if page.title_page {
            self.begin_body();
        }
        if !document.meta.summary.is_empty() {
            if page.title_page {
                self.summary_title(&column);
            }
            let place = column.set_in(Part::Summary);
            self.blocks(&document.meta.summary, &place);
            let after = self.style(Part::Summary).after;
            self.space(after);
        }
        if !page.contents_first() {
            self.contents_pages(&column);
        }
        if page.parts_front() && !page.title_page {
            self.end_section(Width::Page);
            self.begin_body();
        }
    }

    /// The heading of a summary that opens a page.
    fn summary_title(&mut self, place: &Place) {
        let (before, after) = (self.style(Part::ContentsTitle).before, self.style(Part::ContentsTitle).after);
        self.pad(before, None);
        self.keep();
        let element = self.structure.add(place.element, Role::Paragraph);
        let run = Run { breaking: Breaking::Words, ..self.run(Part::ContentsTitle, place, element) };
        let mut pieces = Pieces::default();
        self.words(self.document.terms.summary, &run, &mut pieces);
        self.kept(&pieces, Part::ContentsTitle, place);
        self.space(after);
        self.keep();
    }

    /// The contents list and others that the metadata ask for, on pages of its own where the theme says so.
    fn contents_pages(&mut self, column: &Place) {
        let document = self.document;
        let depth = document.meta.contents.filter(|_| !document.outline.is_empty());
        if depth.is_none() && document.lists.is_empty() {
            return;
        }
        let own = self.theme.page.contents_page;
        if own {
            self.end_section(Width::Page);
            let before = self.style(Part::ContentsTitle).before;
            self.pad(before, None);
            self.keep();
        }
        if let Some(depth) = depth {
            self.contents(depth, None, column);
        }
        for (index, list) in document.lists.iter().enumerate() {
            self.list_of(list, depth.is_some() || index > 0 || !own, column);
        }
        if own {
            self.end_section(Width::Page);
        }
    }

    /// Publisher and identifiers at the foot of the title page, or under the authors where they fill it.
    fn imprint(&mut self, front: ElementId, place: &Place) {
        let document = self.document;
        let lines = self.aside(|builder| {
            for line in &document.front.imprint {
                let element = builder.structure.add(front, Role::Paragraph);
                let run = Run { breaking: Breaking::Words, ..builder.run(Part::Imprint, place, element) };
                let mut pieces = Pieces::default();
                builder.words(line, &run, &mut pieces);
                builder.kept(&pieces, Part::Imprint, place);
            }
        });
        let page = &self.theme.page;
        let room = self.tallest + page.top - page.first_top;
        // A note at the foot of the page takes the place.
        let marked = |node: &Node| matches!(node, Node::Strip(strip) if !strip.notes.is_empty());
        let noted = document.endnotes.is_none() && self.nodes.iter().any(marked);
        let free = room - height(&self.nodes) - height(&lines) - self.style(Part::Authors).after;
        if !lines.is_empty() && !noted {
            self.keep();
            self.pad(free.floor(), None);
            self.keep();
        }
        self.nodes.extend(lines);
    }

    /// Marks where the body begins, whatever its first block is.
    fn begin_body(&mut self) {
        if let Some(first) = body(self.document, &self.theme.page) {
            self.strip(Strip { start: Some((first, Offset::Start)), ..Strip::default() });
            self.keep();
        }
    }

    /// A text of the metadata in a part's look, with the space after it.
    fn line_of(&mut self, content: &'a [Inline], part: Part, element: ElementId, place: &Place) {
        let run = Run { breaking: Breaking::Words, ..self.run(part, place, element) };
        let mut pieces = Pieces::default();
        self.inlines(content, &run, &mut pieces);
        self.kept(&pieces, part, place);
        let after = self.style(part).after;
        self.space(after);
        self.keep();
        self.notes(&pieces.notes, place);
    }

    /// The rule with series and date, and the logo where the theme has one.
    fn masthead(&mut self, front: ElementId, place: &Place) {
        let rule = self.theme.rule(RuleKind::Masthead);
        let (before, after) = (self.style(Part::Masthead).before, self.style(Part::Masthead).after);
        let area = Rect { x: place.x, y: 0.0, width: place.width, height: rule.width };
        let mut strip = Strip {
            height: rule.width + before,
            items: vec![super::blocks::rectangle(area, rule.colour)],
            ..Strip::default()
        };
        let top = strip.height;
        let logo = self.logo(front, place.x, top, &mut strip);
        let place = &Place { x: place.x + logo, width: (place.width - logo).max(1.0), ..place.clone() };
        // Beside a logo the words stand at half its height.
        let first = top + ((strip.height - top - self.style(Part::Masthead).leading) / 2.0).max(0.0);
        let series = self.document.front.series_line.clone();
        let date = self.document.front.date_line.clone();
        for (words, align) in [(series, TextAlign::Start), (date, TextAlign::End)] {
            let Some(words) = words else { continue };
            let element = self.structure.add(front, Role::Paragraph);
            let run = Run { breaking: Breaking::Words, ..self.run(Part::Masthead, place, element) };
            let mut pieces = Pieces::default();
            self.words(&words, &run, &mut pieces);
            // Each takes at most its half, so that long ones wrap beside each other.
            let half = match align {
                TextAlign::Start | TextAlign::Justify | TextAlign::Center => {
                    Place { width: place.width * 0.66, ..place.clone() }
                }
                TextAlign::End => {
                    Place { x: place.x + place.width * 0.68, width: place.width * 0.32, ..place.clone() }
                }
            };
            let measure = Measure { align, ..self.measure(Part::Masthead, &half, 0.0) };
            let mut y = first;
            for line in paragraph::set(&pieces.list, &measure, self.shaper) {
                let line = line_strip(line, half.x);
                let height = line.height;
                strip.take(line, y);
                y += height;
            }
        }
        self.strip(strip);
        self.keep();
        self.space(after);
        self.keep();
    }

    /// Draws the theme's logo and returns the room that it takes.
    fn logo(&mut self, front: ElementId, x: f64, y: f64, strip: &mut Strip) -> f64 {
        let document = self.document;
        let Some((picture, id)) = document.logo.as_ref().and_then(|logo| Some((logo, logo.image?))) else {
            return 0.0;
        };
        let image = &document.images[id.0 as usize];
        let height = LOGO_HEIGHT.min(image.height);
        let width = if image.height > 0.0 { image.width * height / image.height } else { height };
        let area = Rect { x, y, width, height };
        let tag = if picture.decorative {
            Tag::Artifact(Artifact::Layout)
        } else {
            let attributes = Attributes { alt: Some(picture.alt.clone()), ..Attributes::default() };
            let element = self.structure.add_with(front, Role::Figure, attributes);
            strip.areas.push((element, area));
            Tag::Content(self.structure.content(element))
        };
        strip.items.push(Placed { tag, item: Item::Image { image: id, area } });
        strip.height = strip.height.max(y + height);
        width + LOGO_GAP
    }

    /// Authors, each on a line: the name semibold, then post and affiliation.
    fn authors(&mut self, front: ElementId, place: &Place) {
        let document = self.document;
        let after = self.style(Part::Authors).after;
        for author in &document.meta.authors {
            let element = self.structure.add(front, Role::Paragraph);
            let run = Run { breaking: Breaking::Words, ..self.run(Part::Authors, place, element) };
            let mut pieces = Pieces::default();
            let mut style = (*run.style).clone();
            style.weight = 600;
            let name = Run { style: style.into(), ..run.clone() };
            self.words(&author.name, &name, &mut pieces);
            self.words(&post(author, document.terms.comma), &run, &mut pieces);
            self.kept(&pieces, Part::Authors, place);
        }
        self.space(after);
    }

    /// What stands after the last section.
    pub(in crate::layout) fn colophon(&mut self) {
        let document = self.document;
        if document.colophon.is_empty() {
            return;
        }
        let column = self.column();
        let rule = self.theme.rule(RuleKind::Colophon);
        let before = self.style(Part::Colophon).before;
        let element = self.structure.add(Structure::root(), Role::Colophon);
        let place = column.within(element);
        self.space(before);
        let area = Rect { x: 0.0, y: 0.0, width: column.width, height: rule.width };
        self.strip(Strip {
            height: rule.width + 8.0,
            items: vec![super::blocks::rectangle(area, rule.colour)],
            ..Strip::default()
        });
        for entry in &document.colophon {
            self.keep();
            self.colophon_entry(entry, &place);
        }
    }

    fn colophon_entry(&mut self, entry: &'a ColophonEntry, place: &Place) {
        let after = self.style(Part::Colophon).after;
        for (index, content) in entry.content.iter().enumerate() {
            let element = self.structure.add(place.element, Role::Paragraph);
            let run = self.run(Part::Colophon, place, element);
            let mut pieces = Pieces::default();
            if index == 0 {
                let term = Run { style: self.text_style(Part::ColophonTerm), ..run.clone() };
                self.words(&format!("{}. ", entry.term), &term, &mut pieces);
            }
            self.inlines(content, &run, &mut pieces);
            self.set(&pieces.list, Part::Colophon, place, 0.0, None);
        }
        self.space(after);
    }
}

/// The block with which the body begins.
pub(in crate::layout) fn body(document: &Resolved, page: &PageStyle) -> Option<BlockId> {
    let summary = document.meta.summary.first().filter(|_| page.title_page);
    summary.or(document.blocks.first()).map(|block| block.id)
}

/// What follows an author's name.
fn post(author: &Author, comma: &str) -> String {
    [&author.role, &author.affiliation].into_iter().flatten().flat_map(|text| [comma, text]).collect()
}
