//! The printed list of headings, with page numbers that are filled in once the pages are known.

use super::inline::{Pieces, Run};
use super::line::line_strip;
use super::{Builder, Place};
use crate::layout::flow::PageNumber;
use crate::layout::frame::{Anchor, LinkArea, LinkTarget, Rect};
use crate::layout::paragraph;
use crate::layout::structure::Role;
use crate::layout::text::{Breaking, Measure, Piece};
use crate::model::BlockId;
use crate::model::theme::Part;
use crate::resolve::{List, OutlineEntry};

/// The width that page numbers have; it does not change with the numbers, so one layout settles them.
const NUMBER_COLUMN: f64 = 28.0;

/// The share of the space above a contents list that stands above a list which follows it.
const BETWEEN_LISTS: f64 = 0.5;

impl<'a> Builder<'a> {
    /// The contents list down to a level.
    pub(in crate::layout) fn contents(&mut self, depth: u8, block: Option<BlockId>, place: &Place) {
        let document = self.document;
        let entries: Vec<&'a OutlineEntry> =
            document.outline.iter().filter(|entry| entry.depth <= depth).collect();
        if entries.is_empty() {
            return;
        }
        // On pages of its own it stands as far down as this, for good.
        if block.is_some() || !self.theme.page.contents_page {
            let before = self.style(Part::ContentsTitle).before;
            self.space(before);
        }
        self.listing(document.terms.contents, &entries, false, block, place);
    }

    /// A list of figures or tables; `spaced` says whether it stands under something.
    pub(in crate::layout) fn list_of(&mut self, list: &'a List, spaced: bool, place: &Place) {
        if spaced {
            let before = self.style(Part::ContentsTitle).before * BETWEEN_LISTS;
            self.space(before);
        }
        let entries: Vec<&'a OutlineEntry> = list.entries.iter().collect();
        self.listing(list.title, &entries, true, None, place);
    }

    /// A list under its title; `plain` says whether all entries are of one level and name more than a number.
    fn listing(
        &mut self,
        words: &str,
        entries: &[&'a OutlineEntry],
        plain: bool,
        block: Option<BlockId>,
        place: &Place,
    ) {
        let after = self.style(Part::ContentsTitle).after;
        let title = self.structure.add(place.element, Role::Paragraph);
        let run = self.run(Part::ContentsTitle, place, title);
        let mut pieces = Pieces::default();
        self.words(words, &run, &mut pieces);
        self.set(&pieces.list, Part::ContentsTitle, place, 0.0, block);
        self.keep();
        self.space(after);
        self.keep();
        let list = self.structure.add(place.element, Role::Contents);
        for (index, entry) in entries.iter().enumerate() {
            if index > 0 && (index == 1 || index + 1 == entries.len()) {
                self.keep();
            }
            self.entry(entry, plain, &place.within(list));
        }
        let space = self.theme.block_space;
        self.space(space);
    }

    fn entry(&mut self, entry: &'a OutlineEntry, plain: bool, place: &Place) {
        let part = if entry.depth == 1 && !plain { Part::Contents1 } else { Part::Contents2 };
        let style = self.style(part);
        let (before, leading) = (style.before, style.leading);
        let (left, tab) = if plain { (0.0, self.style(part).indent) } else { self.entry_indent(entry) };
        self.space(before);
        let item = self.structure.add(place.element, Role::ContentsEntry);
        let reference = self.structure.add(item, Role::Reference);
        let element = self.structure.add(reference, Role::Link);
        let mut pieces = Pieces::default();
        let run = Run { breaking: Breaking::Words, counts: false, ..self.run(part, place, element) };
        if let Some(number) = &entry.number {
            let look = self.style(Part::HeadingNumber).colour;
            let mut style = (*run.style).clone();
            style.colour = look;
            let run = Run { style: style.into(), ..run.clone() };
            self.words(&format!("{number} "), &run, &mut pieces);
            if !plain {
                let (_, width) = paragraph::natural_widths(&pieces.list, self.shaper);
                pieces.list.push(Piece::Space((tab - width).max(run.style.size * 0.3)));
            }
        }
        self.inlines(&entry.content, &run, &mut pieces);
        let inner = place.inset(left, NUMBER_COLUMN);
        let measure = Measure { rest_indent: tab, ..self.measure(part, &inner, 0.0) };
        let lines = paragraph::set(&pieces.list, &measure, self.shaper);
        let content = self.structure.content(element);
        let count = lines.len();
        for (index, line) in lines.into_iter().enumerate() {
            let baseline = line.ascent;
            let mut strip = line_strip(line, inner.x);
            if index + 1 == count {
                strip.page_numbers.push(PageNumber {
                    label: entry.label.clone(),
                    side: place.x + place.width,
                    mirrored: false,
                    y: baseline,
                    style: run.style.clone(),
                    content,
                });
            }
            strip.links.push(LinkArea {
                area: Rect { x: inner.x, y: 0.0, width: place.x + place.width - inner.x, height: leading },
                target: LinkTarget::Anchor(Anchor::Label(entry.label.clone())),
                element,
                description: entry.text.clone(),
            });
            strip.frame = place.frame;
            if index > 0 {
                self.keep();
            }
            self.strip(strip);
        }
    }

    /// From the list's left side to an entry, and from there to its words: numbers of one level make a column.
    fn entry_indent(&self, entry: &OutlineEntry) -> (f64, f64) {
        let step = self.style(Part::Contents2).indent;
        let deeper = f64::from(entry.depth.saturating_sub(1));
        if self.document.outline.iter().all(|entry| entry.number.is_none()) {
            return (step * deeper, 0.0);
        }
        let left = if entry.depth == 1 { 0.0 } else { step * (1.0 + (deeper - 1.0) * 1.7) };
        let tab = match (&entry.number, entry.depth) {
            (None, _) => 0.0,
            (Some(_), 1) => step,
            (Some(_), _) => step * 1.7,
        };
        (left, tab)
    }
}
