//! Finished pages: everything has its position, and every drawn thing says which part of the structure it shows.
//!
//! Positions are in points from the page's top left corner, `y` downwards. Nothing here knows a file format.

use std::collections::BTreeMap;
use std::ops::Range;

use super::page_map::PageMap;
use super::structure::{ContentId, ElementId, Structure};
use crate::fonts::FaceId;
use crate::model::theme::Colour;
use crate::model::{ImageId, Label};

/// A document laid out.
#[derive(Clone, Debug, Default)]
pub struct Pages {
    /// The pages in order.
    pub pages: Vec<Page>,
    /// What the pages mean.
    pub structure: Structure,
    /// Where links inside the document lead.
    pub anchors: BTreeMap<Anchor, Destination>,
    /// The pages of labels, and where each page begins.
    pub map: PageMap,
}

/// One page.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// Its width.
    pub width: f64,
    /// Its height.
    pub height: f64,
    /// Its number as printed.
    pub label: String,
    /// What is drawn, in painting order.
    pub items: Vec<Placed>,
    /// Areas that lead somewhere.
    pub links: Vec<LinkArea>,
}

/// A drawn thing and what it shows.
#[derive(Clone, Debug)]
pub struct Placed {
    /// The part of the structure that it shows, or that it shows none.
    pub tag: Tag,
    /// The thing.
    pub item: Item,
}

/// What a drawn thing shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tag {
    /// A piece of content; pieces of one content may stand on several lines and pages.
    Content(ContentId),
    /// Nothing that a listener would miss.
    Artifact(Artifact),
}

/// Why a thing is no content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Artifact {
    /// A rule, bar or ornament.
    Layout,
    /// The ground of a box.
    Background,
    /// The running head.
    Header,
    /// The foot of the page.
    Footer,
}

/// A thing with its position.
#[derive(Clone, Debug)]
pub enum Item {
    /// Glyphs of one face on one baseline.
    Run(Run),
    /// A drawn shape.
    Shape(Shape),
    /// An image scaled to a rectangle; an SVG stands here only where its parts could not be laid out as shapes and runs.
    Image {
        /// Which image.
        image: ImageId,
        /// Where.
        area: Rect,
    },
}

/// A rectangle.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Rect {
    /// Left side.
    pub x: f64,
    /// Top side.
    pub y: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
}

impl Item {
    /// Moves the thing.
    pub(super) fn shift(&mut self, dx: f64, dy: f64) {
        match self {
            Self::Run(run) => {
                run.x += dx;
                run.y += dy;
            }
            Self::Shape(shape) => shape.path.iter_mut().for_each(|segment| segment.shift(dx, dy)),
            Self::Image { area, .. } => area.shift(dx, dy),
        }
    }

    /// Turns the thing over, from left to right: outlines wholly, text and images in their places. `sides` is the sum of the
    /// left and the right side of what is turned over.
    pub(super) fn mirror(&mut self, sides: f64) {
        match self {
            Self::Run(run) => run.x = sides - run.x - run.width(),
            Self::Shape(shape) => shape.path.iter_mut().for_each(|segment| segment.mirror(sides)),
            Self::Image { area, .. } => area.mirror(sides),
        }
    }
}

impl Rect {
    /// Moves the rectangle.
    pub(super) fn shift(&mut self, dx: f64, dy: f64) {
        self.x += dx;
        self.y += dy;
    }

    /// Turns the rectangle over, from left to right.
    pub(super) fn mirror(&mut self, sides: f64) {
        self.x = sides - self.x - self.width;
    }
}

impl Segment {
    fn shift(&mut self, dx: f64, dy: f64) {
        let point = |x: &mut f64, y: &mut f64| {
            *x += dx;
            *y += dy;
        };
        match self {
            Self::Move(x, y) | Self::Line(x, y) => point(x, y),
            Self::Cubic(ax, ay, bx, by, x, y) => {
                point(ax, ay);
                point(bx, by);
                point(x, y);
            }
            Self::Close => {}
        }
    }

    fn mirror(&mut self, sides: f64) {
        let turn = |x: &mut f64| *x = sides - *x;
        match self {
            Self::Move(x, _) | Self::Line(x, _) => turn(x),
            Self::Cubic(ax, _, bx, _, x, _) => [ax, bx, x].into_iter().for_each(turn),
            Self::Close => {}
        }
    }
}

/// Glyphs of one face on one baseline.
#[derive(Clone, Debug)]
pub struct Run {
    /// The face; [`FaceId::MISSING`] for characters that no face has, drawn as boxes.
    pub face: FaceId,
    /// The size.
    pub size: f64,
    /// The colour.
    pub colour: Colour,
    /// Where the first glyph begins.
    pub x: f64,
    /// The baseline.
    pub y: f64,
    /// Turns and scales the run about its origin: `[a, b, c, d]` in a system with `y` downwards; `None` for upright text.
    pub matrix: Option<[f64; 4]>,
    /// The glyphs in visual order.
    pub glyphs: Vec<Glyph>,
    /// The text that they stand for; a hyphen added at a line's end is U+00AD here.
    pub text: String,
}

impl Run {
    /// The run's length along the baseline.
    pub fn width(&self) -> f64 {
        let scale = self.matrix.map_or(1.0, |[a, b, ..]| a.hypot(b));
        self.glyphs.iter().map(|glyph| glyph.advance).sum::<f64>() * scale
    }
}

/// One drawn sign. A long document holds millions of them at a time, so they are small.
#[derive(Clone, Debug, PartialEq)]
pub struct Glyph {
    /// From its origin to that of the next, in points, kerning and justification included.
    pub advance: f64,
    /// Its own shift to the right, in points.
    pub dx: f32,
    /// Its own shift upwards, in points.
    pub dy: f32,
    /// The bytes of the run's text that it stands for; glyphs of one cluster share them.
    pub text: Range<u32>,
    /// Its number in the face.
    pub id: u16,
}

impl Glyph {
    /// The bytes of the run's text that it stands for, to cut them out.
    pub fn bytes(&self) -> Range<usize> {
        self.text.start as usize..self.text.end as usize
    }
}

/// A drawn shape.
#[derive(Clone, Debug)]
pub struct Shape {
    /// Its outline.
    pub path: Vec<Segment>,
    /// What fills it.
    pub fill: Option<Fill>,
    /// What draws its outline.
    pub stroke: Option<Stroke>,
}

impl Shape {
    /// A filled rectangle.
    pub fn rectangle(area: Rect, colour: Colour) -> Self {
        let (right, bottom) = (area.x + area.width, area.y + area.height);
        Self {
            path: vec![
                Segment::Move(area.x, area.y),
                Segment::Line(right, area.y),
                Segment::Line(right, bottom),
                Segment::Line(area.x, bottom),
                Segment::Close,
            ],
            fill: Some(Fill { colour, alpha: 1.0, even_odd: false }),
            stroke: None,
        }
    }
}

/// A piece of an outline.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Segment {
    /// Begins anew at a point.
    Move(f64, f64),
    /// A straight line to a point.
    Line(f64, f64),
    /// A cubic curve: two control points and the end.
    Cubic(f64, f64, f64, f64, f64, f64),
    /// Back to where the outline began.
    Close,
}

/// What fills a shape.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fill {
    /// The colour.
    pub colour: Colour,
    /// 0 clear to 1 opaque.
    pub alpha: f64,
    /// Whether the even-odd rule tells inside from outside, rather than the non-zero rule.
    pub even_odd: bool,
}

/// What draws an outline.
#[derive(Clone, Debug, PartialEq)]
pub struct Stroke {
    /// The colour.
    pub colour: Colour,
    /// 0 clear to 1 opaque.
    pub alpha: f64,
    /// The thickness in points.
    pub width: f64,
    /// Lengths of dashes and gaps; solid where empty.
    pub dashes: Vec<f64>,
    /// Where in the pattern the line begins.
    pub dash_offset: f64,
    /// How ends look.
    pub cap: Cap,
    /// How corners look.
    pub join: Join,
    /// The limit of a mitred corner.
    pub miter_limit: f64,
}

/// The end of a stroked line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Cap {
    /// Cut at the end.
    #[default]
    Butt,
    /// Rounded.
    Round,
    /// Cut half a width past the end.
    Square,
}

/// The corner of a stroked line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Join {
    /// Pointed.
    #[default]
    Miter,
    /// Rounded.
    Round,
    /// Cut off.
    Bevel,
}

/// An area that leads somewhere; a link over several lines has several.
#[derive(Clone, Debug)]
pub struct LinkArea {
    /// Where it lies.
    pub area: Rect,
    /// Where it leads.
    pub target: LinkTarget,
    /// The link in the structure.
    pub element: ElementId,
    /// What it says, for who cannot see it.
    pub description: String,
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq)]
pub enum LinkTarget {
    /// An address outside.
    Address(String),
    /// A place in the document.
    Anchor(Anchor),
}

/// A place that links lead to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Anchor {
    /// A labelled thing.
    Label(Label),
    /// The text of a note.
    Note(u32),
    /// The mark of a note.
    NoteMark(u32),
}

/// Where an anchor lies.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Destination {
    /// The page, from 0.
    pub page: usize,
    /// Left side of the place.
    pub x: f64,
    /// Top side of the place.
    pub y: f64,
}
