//! What the builder hands to the paginator: a vertical list of strips, spaces and places where a page may or must end.
//!
//! Positions in a strip count from its top and from the left side of the text column.

use std::sync::Arc;

use super::frame::{Anchor, LinkArea, Placed, Rect};
use super::page_map::Offset;
use super::structure::{ContentId, ElementId};
use super::text::TextStyle;
use crate::model::{BlockId, Label};

/// A vertical list with the pages that it is set on.
#[derive(Debug)]
pub(super) struct Section {
    /// Whether its pages lie on their side.
    pub landscape: bool,
    /// In how many columns it is set.
    pub columns: usize,
    /// Whether it begins on the page on which the section before it ends, where that has room.
    pub continues: bool,
    /// The list.
    pub nodes: Vec<Node>,
}

/// An entry of a vertical list.
#[derive(Debug)]
pub(super) enum Node {
    /// Something with a height that no page break cuts.
    Strip(Strip),
    /// Space that vanishes at the top and at the foot of a page; the larger of two neighbours counts.
    Space(f64),
    /// No page ends here.
    Keep,
    /// A page ends here.
    Break,
    /// A figure that stays whole: it stands here, or at the top of the next page where it does not fit. Only in the main list.
    Float(Vec<Self>),
    /// What stands on landscape pages of its own, after the page to which it belongs. Only in the main list.
    Pages(Vec<Self>),
}

impl Node {
    /// The strip that it is, if it is one.
    pub(super) fn into_strip(self) -> Option<Strip> {
        match self {
            Self::Strip(strip) => Some(strip),
            Self::Space(_) | Self::Keep | Self::Break | Self::Float(_) | Self::Pages(_) => None,
        }
    }
}

/// The same list with every figure in its place.
pub(super) fn in_place(nodes: Vec<Node>) -> Vec<Node> {
    let mut list = Vec::with_capacity(nodes.len());
    for node in nodes {
        match node {
            Node::Float(inner) | Node::Pages(inner) => list.extend(inner),
            Node::Strip(_) | Node::Space(_) | Node::Keep | Node::Break => list.push(node),
        }
    }
    list
}

/// Something with a height that no page break cuts: a line, a row, a figure.
#[derive(Debug, Default)]
pub(super) struct Strip {
    /// The height.
    pub height: f64,
    /// What is drawn.
    pub items: Vec<Placed>,
    /// Areas that lead somewhere.
    pub links: Vec<LinkArea>,
    /// Places that links lead to: the anchor, `x`, `y`.
    pub anchors: Vec<(Anchor, f64, f64)>,
    /// The notes whose marks stand in it.
    pub notes: Vec<u32>,
    /// Which block stands in it, and from where in that block's text.
    pub start: Option<(BlockId, Offset)>,
    /// Page numbers to fill in once the pages are known.
    pub page_numbers: Vec<PageNumber>,
    /// Figures whose place their elements want to know.
    pub areas: Vec<(ElementId, Rect)>,
    /// The innermost box around it.
    pub frame: Option<FrameId>,
    /// For a part of a row: white above it where a page begins with it, and how far what stands in it reaches past its foot, into
    /// the parts below or, at the end of a page, into the white there.
    pub cut: Cut,
    /// The table that it is a body row of, so that the table's head is repeated above it on a new page.
    pub table: Option<TableId>,
}

/// What a part of a row takes besides its height at the ends of a page, in points.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Cut {
    /// Above it, where a page begins with it; 0 where a row begins.
    pub above: f64,
    /// Below it, where a page ends with it.
    pub below: f64,
}

/// A page number that is filled in at the end.
#[derive(Clone, Debug)]
pub(super) struct PageNumber {
    /// Whose page it is.
    pub label: Label,
    /// Its right side; its left side where it is mirrored.
    pub side: f64,
    /// Whether it begins at that side instead of ending there.
    pub mirrored: bool,
    /// Its baseline.
    pub y: f64,
    /// Its look.
    pub style: Arc<TextStyle>,
    /// The content that it shows.
    pub content: ContentId,
}

/// Names a box around strips: its index in `Flow::frames`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct FrameId(pub usize);

/// Names a table: its index in `Flow::heads`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TableId(pub usize);

/// A ground with a bar, as high as the strips of it that stand on a page.
#[derive(Clone, Copy, Debug)]
pub(super) struct BoxFrame {
    /// The box around this one.
    pub parent: Option<FrameId>,
    /// Its left side.
    pub x: f64,
    /// Its width.
    pub width: f64,
    /// Its colours and bar.
    pub style: crate::model::theme::BoxStyle,
    /// Whether the bar stands at its right side.
    pub mirrored: bool,
}

/// Everything that the paginator needs.
#[derive(Debug, Default)]
pub(super) struct Flow {
    /// The body.
    pub sections: Vec<Section>,
    /// The strips of every note.
    pub notes: std::collections::BTreeMap<u32, Vec<Strip>>,
    /// The boxes.
    pub frames: Vec<BoxFrame>,
    /// For every table the rows that are repeated: drawn again, as artifacts.
    pub heads: Vec<Vec<Strip>>,
}

/// Calls `visit` for every strip of a list, those of figures among them, in order.
pub(super) fn each_strip(nodes: &mut [Node], visit: &mut dyn FnMut(&mut Strip)) {
    for node in nodes {
        match node {
            Node::Strip(strip) => visit(strip),
            Node::Float(nodes) | Node::Pages(nodes) => each_strip(nodes, visit),
            Node::Space(_) | Node::Keep | Node::Break => {}
        }
    }
}

impl Strip {
    /// Moves all that it holds.
    pub(super) fn shift(&mut self, dx: f64, dy: f64) {
        for placed in &mut self.items {
            placed.item.shift(dx, dy);
        }
        for link in &mut self.links {
            link.area.shift(dx, dy);
        }
        for (_, x, y) in &mut self.anchors {
            *x += dx;
            *y += dy;
        }
        for number in &mut self.page_numbers {
            number.side += dx;
            number.y += dy;
        }
        for (_, area) in &mut self.areas {
            area.shift(dx, dy);
        }
    }

    /// Turns all that it holds over, from left to right; text and images stay as they are in their places. `sides` is the sum
    /// of the left and the right side of what is turned over.
    pub(super) fn mirror(&mut self, sides: f64) {
        for placed in &mut self.items {
            placed.item.mirror(sides);
        }
        for link in &mut self.links {
            link.area.mirror(sides);
        }
        for (_, x, _) in &mut self.anchors {
            *x = sides - *x;
        }
        for number in &mut self.page_numbers {
            number.side = sides - number.side;
            number.mirrored = !number.mirrored;
        }
        for (_, area) in &mut self.areas {
            area.mirror(sides);
        }
    }

    /// The same drawing once more, for a head that is repeated.
    pub(super) fn again(&self) -> Self {
        Self { height: self.height, items: self.items.clone(), frame: self.frame, ..Self::default() }
    }

    /// Takes over all that another strip holds, its top at `top` in this one.
    pub(super) fn take(&mut self, mut other: Self, top: f64) {
        other.shift(0.0, top);
        self.height = self.height.max(top + other.height);
        self.items.append(&mut other.items);
        self.links.append(&mut other.links);
        self.anchors.append(&mut other.anchors);
        self.notes.append(&mut other.notes);
        self.page_numbers.append(&mut other.page_numbers);
        self.areas.append(&mut other.areas);
        if self.start.is_none() {
            self.start = other.start;
        }
    }
}

impl BoxFrame {
    /// Turns the box over, as [`Strip::mirror`] does with what stands in it.
    pub(super) fn mirror(&mut self, sides: f64) {
        self.x = sides - self.x - self.width;
        self.mirrored = !self.mirrored;
    }
}

/// How tall nodes are when nothing parts them; figures stand in their places.
pub(super) fn height(nodes: &[Node]) -> f64 {
    let mut total = 0.0;
    let mut pending: f64 = 0.0;
    for node in nodes {
        match node {
            Node::Strip(strip) if strip.height > 0.0 => {
                total += strip.height + if total > 0.0 { pending } else { 0.0 };
                pending = 0.0;
            }
            Node::Space(space) => pending = pending.max(*space),
            Node::Strip(_) | Node::Keep | Node::Break | Node::Float(_) | Node::Pages(_) => {}
        }
    }
    total
}
