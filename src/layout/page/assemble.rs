//! Drafts to finished pages: grounds, strips, notes; anchors and the page map; page numbers in the contents list.

use std::collections::{BTreeMap, BTreeSet};

use super::{BELOW_RULE, Draft, Part};
use crate::layout::build::rectangle;
use crate::layout::flow::{BoxFrame, FrameId, PageNumber, Strip};
use crate::layout::frame::{Anchor, Destination, Item, Page, Pages, Rect, Tag};
use crate::layout::ground::{Grounds, around};
use crate::layout::page::furniture::set_words;
use crate::layout::page_map::{Offset, PageStart, roman};
use crate::layout::shape::Shaper;
use crate::layout::structure::{ElementId, Role, Structure};
use crate::model::theme::{RuleKind, TextAlign};
use crate::model::{Language, Theme};

/// How far the ground of a box goes past its lines where a page cuts the box.
const CUT_PADDING: f64 = 4.0;

/// What is filled in once all pages are known.
struct Late {
    page: usize,
    number: PageNumber,
}

/// Makes finished pages, of which the first `front` have Roman numbers, turned over where positions count from their right
/// side.
pub(super) fn assemble(
    drafts: Vec<Draft>,
    frames: &[BoxFrame],
    theme: &Theme,
    front: usize,
    structure: Structure,
    mirrored: bool,
    shaper: &Shaper<'_>,
) -> Pages {
    let mut pages = Pages { structure, ..Pages::default() };
    let mut late = Vec::new();
    let mut open: BTreeSet<FrameId> = BTreeSet::new();
    let last_parts = last_parts(&drafts, frames);
    let mut count = 0;
    for (index, draft) in drafts.into_iter().enumerate() {
        let label = if index < front { roman(index as u32 + 1) } else { (index + 1 - front).to_string() };
        let start = start(&draft, label.clone(), pages.map.starts.last());
        pages.map.starts.push(start);
        let mut page =
            Page { width: draft.geometry.width, height: draft.geometry.height, label, ..Page::default() };
        for part in draft.parts {
            let first = page.items.len();
            grounds(&part, frames, &mut open, &last_parts, count, &mut page);
            count += 1;
            notes_rule(&part, theme, &mut page);
            if mirrored {
                page.items[first..].iter_mut().for_each(|placed| placed.item.mirror(draft.geometry.width));
            }
            let left = part.geometry.left;
            for (y, mut strip) in part.repeated.into_iter().chain(part.strips).chain(part.notes) {
                strip.shift(left, y);
                if mirrored {
                    turn_over(&mut strip, page.width);
                }
                place(strip, index, &mut page, &mut pages, &mut late);
            }
        }
        pages.pages.push(page);
    }
    pages.map.labels = labels(&pages.anchors);
    for late in late {
        fill_in(&late, &mut pages, shaper);
    }
    pages
}

fn labels(anchors: &BTreeMap<Anchor, Destination>) -> BTreeMap<crate::model::Label, usize> {
    anchors
        .iter()
        .filter_map(|(anchor, destination)| match anchor {
            Anchor::Label(label) => Some((label.clone(), destination.page)),
            Anchor::Note(_) | Anchor::NoteMark(_) => None,
        })
        .collect()
}

/// Where a page begins, in the author's blocks; the first one begins before them, and none before the one that precedes it.
fn start(draft: &Draft, label: String, last: Option<&PageStart>) -> PageStart {
    // What is put above a block, such as the rule and the caption of a table, has no place of its own.
    // Nor does a figure that waited tell how far the text has come.
    let begins = |strips: &[(f64, Strip)]| strips.iter().find_map(|(_, strip)| strip.start);
    let text = draft.parts.iter().find_map(|part| begins(&part.strips[part.floated..]));
    let floated = || draft.parts.iter().find_map(|part| begins(&part.strips[..part.floated]));
    let Some(last) = last else { return PageStart { label, block: None, offset: Offset::Start } };
    match text.or_else(floated) {
        // A table that waited behind a figure for its landscape page.
        Some((block, _)) if last.block.is_some_and(|last| block < last) => {
            PageStart { label, ..last.clone() }
        }
        Some((block, offset)) => PageStart { label, block: Some(block), offset },
        None => PageStart { label, block: None, offset: Offset::Start },
    }
}

/// For every box the last column that it stands on, counted over all pages.
fn last_parts(drafts: &[Draft], frames: &[BoxFrame]) -> BTreeMap<FrameId, usize> {
    let mut last = BTreeMap::new();
    for (index, part) in drafts.iter().flat_map(|draft| &draft.parts).enumerate() {
        for (_, strip) in part.strips.iter().chain(&part.notes) {
            for id in around(strip.frame, frames) {
                last.insert(id, index);
            }
        }
    }
    last
}

/// Draws the boxes of a column; one that is cut reaches a little past its lines there.
fn grounds(
    part: &Part,
    frames: &[BoxFrame],
    open: &mut BTreeSet<FrameId>,
    last_parts: &BTreeMap<FrameId, usize>,
    index: usize,
    page: &mut Page,
) {
    let mut grounds = Grounds::default();
    for (y, strip) in part.strips.iter().chain(&part.notes) {
        grounds.cover(strip.frame, None, frames, *y, strip.height);
    }
    grounds.stretch(|id| {
        let begun_before = !open.insert(id);
        let goes_on = last_parts.get(&id).is_some_and(|&last| last > index);
        (if begun_before { CUT_PADDING } else { 0.0 }, if goes_on { CUT_PADDING } else { 0.0 })
    });
    page.items.append(&mut grounds.draw(frames, part.geometry.left));
}

fn notes_rule(part: &Part, theme: &Theme, page: &mut Page) {
    if let Some((y, _)) = part.notes.first() {
        let rule = theme.rule(RuleKind::Notes);
        let geometry = part.geometry;
        let area = Rect { x: geometry.left, y: y - BELOW_RULE, width: geometry.measure, height: rule.width };
        page.items.push(rectangle(area, rule.colour));
    }
}

/// Turns a strip over with its page.
fn turn_over(strip: &mut Strip, width: f64) {
    strip.mirror(width);
    // What a link leads to begins at its right side; a view that began there would show nothing of it.
    strip.anchors.iter_mut().for_each(|(_, x, _)| *x = 0.0);
}

/// Puts a strip on its page.
fn place(mut strip: Strip, index: usize, page: &mut Page, pages: &mut Pages, late: &mut Vec<Late>) {
    for placed in &strip.items {
        if let (Tag::Content(content), Item::Image { area, .. }) = (placed.tag, &placed.item) {
            let element = pages.structure.contents[content.0 as usize];
            set_area(&mut pages.structure, element, index, *area);
        }
    }
    page.items.append(&mut strip.items);
    page.links.append(&mut strip.links);
    for (anchor, x, y) in strip.anchors {
        pages.anchors.entry(anchor).or_insert(Destination { page: index, x, y });
    }
    for (element, area) in strip.areas {
        set_area(&mut pages.structure, element, index, area);
    }
    late.extend(strip.page_numbers.into_iter().map(|number| Late { page: index, number }));
}

/// Tells a figure where it stands.
fn set_area(structure: &mut Structure, element: ElementId, page: usize, area: Rect) {
    if structure.elements[element.0 as usize].role == Role::Figure {
        structure.attributes(element).area = Some((page, area));
    }
}

/// Draws a page number into the contents list.
fn fill_in(late: &Late, pages: &mut Pages, shaper: &Shaper<'_>) {
    let Some(label) = pages.map.page_label(&late.number.label).map(str::to_owned) else { return };
    let number = &late.number;
    let (x, align) =
        if number.mirrored { (number.side, TextAlign::Start) } else { (number.side - 200.0, TextAlign::End) };
    let area = Rect { x, y: 0.0, width: 200.0, height: 0.0 };
    let language = Language::english();
    // A space before the number keeps it apart from the words where text is read out.
    for mut item in set_words(&format!("{label} "), &number.style, &language, align, area, number.y, shaper) {
        item.tag = Tag::Content(number.content);
        pages.pages[late.page].items.push(item);
    }
}
