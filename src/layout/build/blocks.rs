//! Blocks to strips: headings, paragraphs, rules, and the way to all others.

use super::inline::{Pieces, Run};
use super::{Builder, Place};
use crate::diagnostic::{Code, Diagnostic};
use crate::layout::flow::{Node, Strip};
use crate::layout::frame::{Anchor, Artifact, Item, Placed, Rect, Shape, Tag};
use crate::layout::page_map::Offset;
use crate::layout::structure::{Attributes, ElementId, Role};
use crate::layout::text::{Breaking, Piece};
use crate::layout::{paragraph, table};
use crate::model::theme::{Chapters, Part, RuleKind};
use crate::model::walk;
use crate::model::{Block, BlockKind, Extent, Heading, Inline};

/// From this level on a heading runs into the paragraph that follows.
const RUN_IN_LEVEL: u8 = 6;

/// The narrowest gap between a heading's number in the margin and its words.
const NUMBER_GAP: f64 = 4.0;

impl<'a> Builder<'a> {
    /// Lays out blocks one after the other.
    pub(in crate::layout) fn blocks(&mut self, list: &'a [Block], place: &Place) {
        self.blocks_after(list, place, false);
    }

    /// Lays out blocks, of which the first may follow a paragraph.
    pub(super) fn blocks_after(&mut self, list: &'a [Block], place: &Place, mut after_paragraph: bool) {
        let mut index = 0;
        while let Some(block) = list.get(index) {
            let next = list.get(index + 1);
            index += 1;
            let inner = self.place_of(block, place);
            if let (BlockKind::Heading(heading), Some(next)) = (&block.kind, next)
                && let BlockKind::Paragraph(content) = &next.kind
                && heading.level >= RUN_IN_LEVEL
            {
                self.turned(&inner, |builder, place| builder.run_in(block, heading, next, content, place));
                index += 1;
                after_paragraph = true;
                continue;
            }
            if turns(block, &inner) {
                self.turn_table(&inner, |builder, wide| {
                    builder.anchor(block);
                    builder.turned(wide, |builder, place| builder.block(block, place, after_paragraph));
                });
                continue;
            }
            if let Some(share) = may_float(block, &inner) {
                let nodes = self.aside(|builder| {
                    builder.anchor(block);
                    builder.turned(&inner, |builder, place| builder.block(block, place, after_paragraph));
                });
                // The text goes on as if what may move were not there.
                after_paragraph &= self.float(nodes, share);
                continue;
            }
            self.anchor(block);
            if matches!(block.kind, BlockKind::Landscape(_)) {
                // Its pages stand for themselves, and what is in it is turned piece by piece.
                self.block(block, &inner, after_paragraph);
            } else {
                self.turned(&inner, |builder, place| builder.block(block, place, after_paragraph));
            }
            after_paragraph = matches!(block.kind, BlockKind::Paragraph(_));
        }
    }

    /// Where a block stands: in the open section, in its own language.
    fn place_of(&mut self, block: &Block, place: &Place) -> Place {
        let mut inner = Place { element: self.section_element(place), ..place.clone() };
        if let Some(language) = &block.language {
            let attributes = Attributes { language: Some(language.clone()), ..Attributes::default() };
            inner.element = self.structure.add_with(inner.element, Role::Span, attributes);
            inner.language = language.clone();
        }
        inner
    }

    /// Makes a labelled block a place that links lead to: its first strip carries the anchor.
    fn anchor(&mut self, block: &Block) {
        if let Some(label) = &block.label
            && !matches!(block.kind, BlockKind::Heading(_))
        {
            let anchors = vec![(Anchor::Label(label.clone()), 0.0, 0.0)];
            self.strip(Strip { anchors, ..Strip::default() });
            self.keep();
        }
    }

    fn block(&mut self, block: &'a Block, place: &Place, after_paragraph: bool) {
        match &block.kind {
            BlockKind::Heading(heading) => self.heading(block, heading, place),
            BlockKind::Paragraph(content) => self.paragraph(block, content, place, after_paragraph),
            BlockKind::List(list) => self.list(block, list, place),
            BlockKind::Definitions(list) => self.definitions(block, list, place),
            BlockKind::Quote(quote) => self.quote(quote, place),
            BlockKind::Code(code) => self.code(block, code, place),
            BlockKind::Callout(callout) => self.callout(block, callout, place),
            BlockKind::Table(content) => table::lay_out(self, block, content, place),
            BlockKind::Figure(figure) => self.figure(block, figure, place),
            BlockKind::Timeline(events) => self.timeline(block, events, place),
            BlockKind::Rule => self.rule(place),
            BlockKind::PageBreak => self.nodes.push(Node::Break),
            BlockKind::Contents(contents) => self.contents(contents.depth, Some(block.id), place),
            BlockKind::Landscape(blocks) => self.landscape(block, blocks, place),
        }
    }

    /// A paragraph in the place's own look.
    fn paragraph(&mut self, block: &Block, content: &'a [Inline], place: &Place, after_paragraph: bool) {
        let style = self.style(place.part);
        let (indent, gap) = (style.indent, style.leading * 0.5);
        // Paragraphs are told apart by an indent or, where the look has none, by space.
        let first_indent = if after_paragraph { indent } else { 0.0 };
        if after_paragraph && indent == 0.0 {
            self.space(gap);
        }
        let element = self.structure.add(place.element, Role::Paragraph);
        let mut pieces = Pieces::default();
        let run = self.run(place.part, place, element);
        self.inlines(content, &run, &mut pieces);
        self.set_later(pieces.list, place.part, place, first_indent, block.id);
        if place.sections && walk::leads_in(content) {
            self.keep();
        }
        self.notes(&pieces.notes, place);
    }

    fn heading(&mut self, block: &Block, heading: &'a Heading, place: &Place) {
        let section = self.heading_section(heading, place);
        let is_chapter = place.sections && heading.depth == 1;
        let place = place.within(section);
        let part = Part::heading(heading.level);
        let (before, after) = (self.style(part).before, self.style(part).after);
        if is_chapter && self.theme.page.chapters == Chapters::NewPage {
            self.nodes.push(Node::Break);
            self.pad(before, None);
            self.keep();
        } else {
            self.space(before);
        }
        let element = self.heading_element(section, heading, block);
        let mut pieces = Pieces::default();
        let run = Run { breaking: Breaking::Words, ..self.run(part, &place, element) };
        let number = self.heading_number(heading, part, &place, &run, &mut pieces);
        self.inlines(&heading.content, &run, &mut pieces);
        let measure = self.measure(part, &place, 0.0);
        let lines = paragraph::set(&pieces.list, &measure, self.shaper);
        let first = self.nodes.len();
        for (index, line) in lines.into_iter().enumerate() {
            let mut strip = super::line_strip(line, place.x);
            strip.frame = place.frame;
            if index == 0 {
                strip.start = Some((block.id, Offset::Start));
                strip.anchors.extend(
                    block.label.clone().map(|label| (Anchor::Label(label), place.x - place.hang, 0.0)),
                );
            }
            self.strip(strip);
            self.keep();
        }
        if let Some(Node::Strip(strip)) = self.nodes.get_mut(first) {
            strip.items.splice(0..0, number);
        }
        self.space(after);
        self.keep();
        self.notes(&pieces.notes, &place);
    }

    /// A heading that runs into its paragraph: two elements on one line.
    fn run_in(
        &mut self,
        block: &Block,
        heading: &'a Heading,
        next: &Block,
        content: &'a [Inline],
        place: &Place,
    ) {
        let section = self.heading_section(heading, place);
        let place = place.within(section);
        let part = Part::heading(heading.level);
        let before = self.style(part).before;
        self.space(before);
        let element = self.heading_element(section, heading, block);
        let mut pieces = Pieces::default();
        let run = Run { counts: false, breaking: Breaking::Words, ..self.run(part, &place, element) };
        if let Some(number) = &heading.number {
            self.words(&format!("{number} "), &run, &mut pieces);
        }
        self.inlines(&heading.content, &run, &mut pieces);
        pieces.list.push(Piece::Space(run.style.size * 0.8));
        let paragraph = self.structure.add(section, Role::Paragraph);
        let text = self.run(Part::Text, &place, paragraph);
        self.inlines(content, &text, &mut pieces);
        let anchors =
            block.label.iter().chain(&next.label).map(|label| (Anchor::Label(label.clone()), 0.0, 0.0));
        let anchors = anchors.collect();
        self.strip(Strip { anchors, start: Some((block.id, Offset::Start)), ..Strip::default() });
        self.keep();
        self.set(&pieces.list, Part::Text, &place, 0.0, Some(next.id));
        self.notes(&pieces.notes, &place);
    }

    /// The section that a heading opens, or the element that it stands in where it opens none.
    fn heading_section(&mut self, heading: &Heading, place: &Place) -> ElementId {
        if place.sections { self.open_section(heading.depth) } else { place.element }
    }

    fn heading_element(&mut self, section: ElementId, heading: &Heading, block: &Block) -> ElementId {
        let attributes = Attributes { language: block.language.clone(), ..Attributes::default() };
        self.structure.add_with(section, Role::Heading(heading.depth), attributes)
    }

    /// Sets a heading's number: in the margin where it fits there, else before the words.
    fn heading_number(
        &mut self,
        heading: &Heading,
        part: Part,
        place: &Place,
        run: &Run<'_>,
        pieces: &mut Pieces<'_>,
    ) -> Vec<Placed> {
        let Some(number) = &heading.number else { return Vec::new() };
        let look = self.style(Part::HeadingNumber);
        let mut style = (*run.style).clone();
        style.font = look.font.as_str().into();
        style.weight = look.weight;
        style.colour = look.colour;
        style.italic = false;
        let run = Run { style: style.into(), ..run.clone() };
        let mut own = Pieces::default();
        self.words(&format!("{number} "), &run, &mut own);
        let measure = self.measure(part, place, 0.0);
        let mut lines = paragraph::set(&own.list, &measure, self.shaper).into_iter();
        let Some(line) = lines.next() else { return Vec::new() };
        if line.width + NUMBER_GAP > place.hang {
            pieces.list.append(&mut own.list);
            pieces.list.push(Piece::Space(NUMBER_GAP));
            return Vec::new();
        }
        super::line_strip(line, place.x - place.hang).items
    }

    fn rule(&mut self, place: &Place) {
        let rule = self.theme.rule(RuleKind::Break);
        let space = self.theme.block_space;
        let width = place.width.min(60.0);
        let area = Rect { x: place.x + (place.width - width) / 2.0, y: 0.0, width, height: rule.width };
        self.space(space);
        self.strip(Strip {
            height: rule.width,
            items: vec![rectangle(area, rule.colour)],
            frame: place.frame,
            ..Strip::default()
        });
        self.space(space);
    }

    fn landscape(&mut self, block: &Block, blocks: &'a [Block], place: &Place) {
        if !place.sections {
            self.stays_upright(block);
            self.blocks(blocks, place);
            return;
        }
        if place.extent == Extent::Landscape {
            // The page is turned already.
            self.blocks(blocks, place);
            return;
        }
        self.landscape_pages(blocks, place);
    }

    /// Says that no page can turn where a block stands.
    pub(in crate::layout) fn stays_upright(&mut self, block: &Block) {
        let what = if matches!(block.kind, BlockKind::Table(_)) { "table" } else { "landscape section" };
        self.diagnostics.push(
            Diagnostic::new(
                Code::NotExpressible,
                block.span,
                "a page cannot turn inside a list, a quotation, a box or a cell; its content stands upright",
            )
            .with_help(format!("move the {what} out, so that it stands between other blocks")),
        );
    }
}

/// A filled rectangle that is no content.
pub(in crate::layout) fn rectangle(area: Rect, colour: crate::model::theme::Colour) -> Placed {
    Placed { tag: Tag::Artifact(Artifact::Layout), item: Item::Shape(Shape::rectangle(area, colour)) }
}

/// Whether a block goes to a landscape page of its own.
fn turns(block: &Block, place: &Place) -> bool {
    match &block.kind {
        BlockKind::Table(table) => {
            place.sections && table.extent == Extent::Landscape && place.extent != Extent::Landscape
        }
        BlockKind::Heading(_)
        | BlockKind::Paragraph(_)
        | BlockKind::List(_)
        | BlockKind::Definitions(_)
        | BlockKind::Quote(_)
        | BlockKind::Code(_)
        | BlockKind::Callout(_)
        | BlockKind::Figure(_)
        | BlockKind::Timeline(_)
        | BlockKind::Rule
        | BlockKind::PageBreak
        | BlockKind::Contents(_)
        | BlockKind::Landscape(_) => false,
    }
}

/// What share of a page a block may take that moves to the next page where it does not fit: a figure or table whose caption
/// says what it is wherever it stands.
fn may_float(block: &Block, place: &Place) -> Option<f64> {
    let (caption, number) = block.caption()?;
    let share = if matches!(block.kind, BlockKind::Table(_)) { table::WHOLE } else { 1.0 };
    (place.sections && (number.is_some() || !caption.is_empty())).then_some(share)
}
