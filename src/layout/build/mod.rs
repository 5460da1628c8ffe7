//! Makes the vertical list of a document: sets every block's lines and grows the structure beside them.

mod blocks;
mod boxes;
mod contents;
mod figure;
mod front;
mod inline;
mod line;
mod lists;
mod notes;
mod pending;
mod timeline;

use std::collections::BTreeMap;
use std::sync::Arc;

pub(super) use blocks::rectangle;
pub(super) use front::body;
pub(super) use inline::{Pieces, Run, picture_width};
pub(super) use line::line_strip;

use super::flow::{self, BoxFrame, Flow, FrameId, Node, Section, Strip};
use super::shape::Shaper;
use super::structure::{ElementId, Role, Structure};
use super::text::TextStyle;
use crate::diagnostic::Diagnostics;
use crate::model::theme::{Part, Style, TextAlign};
use crate::model::{Block, Extent, Language, Theme};
use crate::resolve::Resolved;

/// Builds the vertical lists of a document.
pub(super) struct Builder<'a> {
    pub(super) document: &'a Resolved,
    pub(super) theme: &'a Theme,
    pub(super) shaper: &'a Shaper<'a>,
    pub(super) structure: Structure,
    pub(super) flow: Flow,
    pub(super) diagnostics: &'a mut Diagnostics,
    /// The list that is being written.
    pub(super) nodes: Vec<Node>,
    /// The paragraphs of the main list that are still to be set.
    pending: Vec<pending::Pending>,
    shapers: pending::Shapers<'a>,
    /// The looks of the theme's parts, which all texts share.
    looks: BTreeMap<Part, Arc<TextStyle>>,
    /// How many lists are being written aside of the main one.
    asides: usize,
    /// The sections that headings have opened: their depth and element.
    sections: Vec<(u8, ElementId)>,
    /// The element that sections of the first depth belong to.
    base: ElementId,
    /// The tallest thing that fits a page.
    pub(super) tallest: f64,
    /// The measure of landscape pages.
    landscape: f64,
    /// The tallest thing that fits a landscape page.
    landscape_tallest: f64,
    /// In how many columns the text is set.
    columns: usize,
    /// The width of a column of what is written now.
    measure: f64,
    /// Whether what is written now goes on on the page of what was written before.
    continues: bool,
}

/// Where a block stands and what it inherits.
#[derive(Clone, Debug)]
pub(super) struct Place {
    /// The element that it belongs to.
    pub element: ElementId,
    /// Its left side, from that of the text column.
    pub x: f64,
    /// The width at hand.
    pub width: f64,
    /// Of what kind of page.
    pub extent: Extent,
    /// How far it may hang out to the left.
    pub hang: f64,
    /// The look of running text here.
    pub part: Part,
    /// The language.
    pub language: Language,
    /// Whether positions count from the right side, leftwards: the strips are turned over at the end.
    pub mirrored: bool,
    /// The box around it.
    pub frame: Option<FrameId>,
    /// How lines stand, where it is not as the part's look says.
    pub align: Option<TextAlign>,
    /// Whether headings open sections here, as they do outside lists, boxes and cells.
    pub sections: bool,
}

impl Place {
    /// The same place, moved in from both sides.
    pub(super) fn inset(&self, left: f64, right: f64) -> Self {
        let hang = if left > 0.0 { 0.0 } else { self.hang };
        Self { x: self.x + left, width: (self.width - left - right).max(1.0), hang, ..self.clone() }
    }

    /// The same place in an element that opens no sections.
    pub(super) fn within(&self, element: ElementId) -> Self {
        Self { element, sections: false, ..self.clone() }
    }

    /// The same place with another look of running text.
    pub(super) fn set_in(&self, part: Part) -> Self {
        Self { part, ..self.clone() }
    }
}

/// What a section is as wide as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Width {
    /// The text of an upright page.
    Page,
    /// The columns of the text, if it has several.
    Columns,
    /// The text of a landscape page.
    Landscape,
}

/// The sizes of the pages, in points.
#[derive(Clone, Copy, Debug)]
pub(super) struct Room {
    /// The tallest thing that fits an upright page.
    pub tallest: f64,
    /// The measure of landscape pages.
    pub landscape: f64,
    /// The tallest thing that fits a landscape page.
    pub landscape_tallest: f64,
    /// In how many columns the text is set.
    pub columns: usize,
}

/// Builds the flow of a whole document: front matter, body, colophon.
pub(super) fn build(
    document: &Resolved,
    theme: &Theme,
    shaper: &Shaper<'_>,
    room: Room,
    diagnostics: &mut Diagnostics,
) -> (Flow, Structure) {
    let mut builder = Builder {
        document,
        theme,
        shaper,
        structure: Structure::new(),
        flow: Flow::default(),
        diagnostics,
        nodes: Vec::new(),
        pending: Vec::new(),
        shapers: pending::Shapers::new(shaper.fonts()),
        looks: theme.styles.iter().map(|(&part, style)| (part, Arc::new(TextStyle::of(style)))).collect(),
        asides: 0,
        sections: Vec::new(),
        base: Structure::root(),
        tallest: room.tallest,
        landscape: room.landscape,
        landscape_tallest: room.landscape_tallest,
        columns: room.columns,
        measure: theme.page.measure,
        continues: false,
    };
    builder.front();
    builder.in_columns(|builder, place| {
        builder.blocks(&document.blocks, place);
        builder.endnotes(place);
    });
    builder.sections.clear();
    builder.colophon();
    builder.end_section(Width::Page);
    for (character, span) in builder.shapers.take_missing() {
        shaper.report_missing(character, span);
    }
    (builder.flow, builder.structure)
}

impl<'a> Builder<'a> {
    /// The text column, in the document.
    pub(super) fn column(&self) -> Place {
        Place {
            element: Structure::root(),
            x: 0.0,
            width: self.theme.page.measure,
            extent: Extent::Column,
            hang: self.theme.page.hang,
            part: Part::Text,
            language: self.document.language.clone(),
            mirrored: self.is_mirrored(),
            frame: None,
            align: None,
            sections: true,
        }
    }

    /// Whether whole pages are turned over, because the document's language runs to the left.
    pub(super) fn is_mirrored(&self) -> bool {
        self.document.language.is_right_to_left()
    }

    /// Writes the text, in its columns.
    fn in_columns(&mut self, content: impl FnOnce(&mut Self, &Place)) {
        let mut place = self.column();
        if self.columns < 2 {
            content(self, &place);
            return;
        }
        let follows = self.end_section(Width::Page);
        self.continues = follows;
        let measure = self.theme.page.column_width(self.columns);
        place.width = measure;
        let page = std::mem::replace(&mut self.measure, measure);
        content(self, &place);
        self.measure = page;
        self.continues |= self.end_section(Width::Columns);
    }

    /// Closes the list written so far as a section, if there is anything in it; tells whether there is.
    pub(super) fn end_section(&mut self, width: Width) -> bool {
        let pending = std::mem::take(&mut self.pending);
        let nodes = pending::set_all(std::mem::take(&mut self.nodes), pending, &self.shapers);
        if nodes.iter().any(|node| matches!(node, Node::Strip(_) | Node::Float(_) | Node::Pages(_))) {
            let continues = std::mem::take(&mut self.continues);
            let (landscape, columns) = match width {
                Width::Page => (false, 1),
                Width::Columns => (false, self.columns),
                Width::Landscape => (true, 1),
            };
            self.flow.sections.push(Section { landscape, columns, continues, nodes });
            return true;
        }
        false
    }

    /// Lays out blocks on landscape pages of their own.
    pub(super) fn landscape_pages(&mut self, blocks: &'a [Block], place: &Place) {
        self.end_section(Width::Columns);
        let element = self.structure.add(place.element, Role::Landscape);
        let sections = std::mem::take(&mut self.sections);
        let base = std::mem::replace(&mut self.base, element);
        self.turn(place, |builder, wide| builder.blocks(blocks, wide));
        self.base = base;
        self.sections = sections;
        self.continues = false;
        self.end_section(Width::Landscape);
    }

    /// Writes what `content` writes for landscape pages.
    fn turn<T>(&mut self, place: &Place, content: impl FnOnce(&mut Self, &Place) -> T) -> T {
        let tallest = std::mem::replace(&mut self.tallest, self.landscape_tallest);
        let measure = std::mem::replace(&mut self.measure, self.theme.page.measure);
        let result =
            content(self, &Place { width: self.landscape, extent: Extent::Landscape, ..place.clone() });
        (self.tallest, self.measure) = (tallest, measure);
        result
    }

    /// Adds a table to the landscape pages that follow the page on which it is mentioned.
    pub(super) fn turn_table(&mut self, place: &Place, content: impl FnOnce(&mut Self, &Place)) {
        let nodes = self.turn(place, |builder, wide| builder.aside(|builder| content(builder, wide)));
        self.nodes.push(Node::Pages(nodes));
    }

    /// Writes what `content` writes into a list of its own and returns it; figures stand in their places there.
    pub(super) fn aside(&mut self, content: impl FnOnce(&mut Self)) -> Vec<Node> {
        let outer = std::mem::take(&mut self.nodes);
        self.asides += 1;
        content(self);
        self.asides -= 1;
        flow::in_place(std::mem::replace(&mut self.nodes, outer))
    }

    /// Adds a figure or table that may move to the next page's top, if it takes no more than that share of a page; tells
    /// whether it may.
    pub(super) fn float(&mut self, nodes: Vec<Node>, share: f64) -> bool {
        let may_move = flow::height(&nodes) < self.tallest * share;
        if may_move {
            self.nodes.push(Node::Float(nodes));
        } else {
            self.nodes.extend(nodes);
        }
        may_move
    }

    /// Whether what is written now stands in one of several columns.
    fn is_narrow(&self) -> bool {
        self.measure < self.theme.page.measure
    }

    /// Whether what is written now does not stand in the main list.
    fn is_aside(&self) -> bool {
        self.asides > 0
    }

    /// Writes what `content` writes, turned over where the place's language runs against the side that positions count from.
    pub(super) fn turned<T>(&mut self, place: &Place, content: impl FnOnce(&mut Self, &Place) -> T) -> T {
        if place.language.is_right_to_left() == place.mirrored {
            return content(self, place);
        }
        let (frames, heads) = (self.flow.frames.len(), self.flow.heads.len());
        let outer = std::mem::take(&mut self.nodes);
        self.asides += 1;
        let result = content(self, &Place { mirrored: !place.mirrored, hang: 0.0, ..place.clone() });
        self.asides -= 1;
        let mut nodes = std::mem::replace(&mut self.nodes, outer);
        let sides = 2.0 * place.x + place.width;
        flow::each_strip(&mut nodes, &mut |strip| strip.mirror(sides));
        self.flow.heads[heads..].iter_mut().flatten().for_each(|strip| strip.mirror(sides));
        for frame in &mut self.flow.frames[frames..] {
            frame.mirror(sides);
        }
        self.nodes.append(&mut nodes);
        result
    }

    /// Adds a strip.
    pub(super) fn strip(&mut self, strip: Strip) {
        self.nodes.push(Node::Strip(strip));
    }

    /// Adds space that vanishes at page ends.
    pub(super) fn space(&mut self, amount: f64) {
        if amount > 0.0 {
            self.nodes.push(Node::Space(amount));
        }
    }

    /// Adds an empty strip: space that stays, as inside a box.
    pub(super) fn pad(&mut self, height: f64, frame: Option<FrameId>) {
        if height > 0.0 {
            self.strip(Strip { height, frame, ..Strip::default() });
        }
    }

    /// Forbids a page to end here.
    pub(super) fn keep(&mut self) {
        self.nodes.push(Node::Keep);
    }

    /// Adds nodes that no page break cuts, unless they are taller than that share of a page.
    pub(super) fn whole(&mut self, nodes: Vec<Node>, share: f64) {
        let together = flow::height(&nodes) < self.tallest * share;
        for node in nodes {
            if together && matches!(node, Node::Strip(_)) {
                self.keep();
            }
            self.nodes.push(node);
        }
    }

    /// An element that belongs nowhere, for text that is only measured.
    pub(super) fn scratch(&mut self) -> ElementId {
        let id = ElementId(self.structure.elements.len() as u32);
        self.structure.elements.push(super::structure::Element::default());
        id
    }

    /// Measures without a trace: what `measure` adds to the structure is taken back.
    pub(super) fn measured<T>(&mut self, measure: impl FnOnce(&mut Self) -> T) -> T {
        let (elements, contents) = (self.structure.elements.len(), self.structure.contents.len());
        let result = measure(self);
        self.structure.elements.truncate(elements);
        self.structure.contents.truncate(contents);
        result
    }

    /// Opens a box around what follows in the place.
    pub(super) fn open_frame(&mut self, frame: BoxFrame) -> FrameId {
        self.flow.frames.push(frame);
        FrameId(self.flow.frames.len() - 1)
    }

    /// The element that holds a place's blocks now: the innermost open section where there are sections.
    pub(super) fn section_element(&self, place: &Place) -> ElementId {
        if place.sections {
            self.sections.last().map_or(self.base, |(_, element)| *element)
        } else {
            place.element
        }
    }

    /// Closes the sections that a heading of this depth ends and opens its own.
    pub(super) fn open_section(&mut self, depth: u8) -> ElementId {
        while self.sections.last().is_some_and(|(open, _)| *open >= depth) {
            self.sections.pop();
        }
        let parent = self.sections.last().map_or(self.base, |(_, element)| *element);
        let element = self.structure.add(parent, Role::Section);
        self.sections.push((depth, element));
        element
    }

    /// How a part looks.
    pub(super) fn style(&self, part: Part) -> &Style {
        self.theme.style(part)
    }

    /// The look of a part's text, for the paragraph setter.
    pub(super) fn text_style(&self, part: Part) -> Arc<TextStyle> {
        self.looks[&part].clone()
    }
}

impl TextStyle {
    /// The look that a theme gives to a part.
    pub(super) fn of(style: &Style) -> Self {
        Self {
            font: style.font.as_str().into(),
            weight: style.weight,
            italic: style.italic,
            size: style.size,
            colour: style.colour,
            tracking: style.tracking,
            capitals: style.capitals,
            small_caps: false,
            figures: style.figures,
            rise: 0.0,
            ground: None,
            underline: false,
            strike: false,
            framed: false,
        }
    }
}
