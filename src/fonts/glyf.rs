//! Outlines written as the tables `glyf`, `loca` and `hmtx`.

use harfrust::font::glyph::outline::{DrawMemory, DrawOptions, PathSink};
use harfrust::{Font, GlyphId};

use super::tables::shorts;

/// The outlines of a font one after another, without hints, and their widths.
pub(super) struct Glyphs {
    /// The table `glyf`.
    pub(super) outlines: Vec<u8>,
    /// The table `loca`, with offsets of four bytes.
    pub(super) places: Vec<u8>,
    /// The table `hmtx`, with a width for each glyph.
    pub(super) metrics: Vec<u8>,
    pub(super) count: u16,
    pub(super) widest: u16,
    /// Left, bottom, right and top of all.
    pub(super) bounds: Option<[i16; 4]>,
    pub(super) most_points: u16,
    pub(super) most_contours: u16,
}

impl Glyphs {
    /// The glyphs of a font at its place; `None` where one is damaged. `stored` are the outlines in the file that it lies in.
    pub(super) fn of(font: &Font, stored: &Stored) -> Option<Self> {
        let mut glyphs = Self {
            outlines: Vec::new(),
            places: vec![0; 4],
            metrics: Vec::new(),
            count: u16::try_from(font.num_glyphs()).ok()?,
            widest: 0,
            bounds: None,
            most_points: 0,
            most_contours: 0,
        };
        let (outlines, metrics) = (font.outline_glyphs(), font.glyph_metrics());
        for glyph in (0..font.num_glyphs()).map(GlyphId::new) {
            let mut outline = Outline::default();
            let glyph_outline = outlines.get(glyph)?;
            let drawn =
                glyph_outline.draw(&DrawOptions::default(), DrawMemory::default(), &mut outline).ok()?;
            // What cannot be read is drawn as if it were empty.
            if outline.points.is_empty() && stored.has_outline(glyph)? {
                return None;
            }
            glyphs.add(&outline, metrics.h_advance(glyph).round() as u16, drawn.has_overlaps)?;
        }
        Some(glyphs)
    }

    fn add(&mut self, outline: &Outline, width: u16, overlaps: bool) -> Option<()> {
        let bounds = outline.bounds();
        if let Some(bounds) = bounds {
            let bounds = narrowed(bounds)?;
            outline.write(bounds, overlaps, &mut self.outlines)?;
            self.bounds = Some(self.bounds.map_or(bounds, |all| around(all, bounds)));
            self.most_points = self.most_points.max(outline.points.len() as u16);
            self.most_contours = self.most_contours.max(outline.ends.len() as u16);
        }
        shorts(&mut self.metrics, &[width, bounds.map_or(0, |[left, ..]| left as u16)]);
        self.widest = self.widest.max(width);
        self.places.extend(u32::try_from(self.outlines.len()).ok()?.to_be_bytes());
        Some(())
    }
}

/// The outlines of a font file as they are stored.
pub(super) struct Stored {
    pub(super) glyf: Vec<u8>,
    pub(super) loca: Vec<u8>,
    /// Whether the places in `loca` have four bytes.
    pub(super) is_long: bool,
}

impl Stored {
    /// Whether a glyph has an outline; `None` if its place lies nowhere.
    fn has_outline(&self, glyph: GlyphId) -> Option<bool> {
        let at = glyph.to_u32() as usize;
        let place = |at: usize| -> Option<usize> {
            Some(if self.is_long {
                u32::from_be_bytes(self.loca.get(4 * at..4 * at + 4)?.try_into().ok()?) as usize
            } else {
                2 * usize::from(u16::from_be_bytes(self.loca.get(2 * at..2 * at + 2)?.try_into().ok()?))
            })
        };
        let outline = self.glyf.get(place(at)?..place(at + 1)?)?;
        // An outline begins with the count of its contours, which may be none.
        Some(!outline.is_empty() && !outline.starts_with(&[0, 0]))
    }
}

fn around(one: [i16; 4], other: [i16; 4]) -> [i16; 4] {
    let least = |side: usize| one[side].min(other[side]);
    let most = |side: usize| one[side].max(other[side]);
    [least(0), least(1), most(2), most(3)]
}

fn narrowed(sides: [i32; 4]) -> Option<[i16; 4]> {
    let narrow: Vec<i16> = sides.iter().map_while(|side| i16::try_from(*side).ok()).collect();
    narrow.try_into().ok()
}

/// One outline: points, and the last point of each contour.
#[derive(Default)]
struct Outline {
    points: Vec<Point>,
    ends: Vec<u16>,
    /// The points of the contour that is being drawn.
    open: Vec<Point>,
    /// Whether it cannot be said in a `glyf` table.
    foreign: bool,
}

#[derive(Clone, Copy, PartialEq)]
struct Point {
    x: i32,
    y: i32,
    on_curve: bool,
}

impl Outline {
    fn push(&mut self, x: f32, y: f32, on_curve: bool) {
        self.open.push(Point { x: x.round() as i32, y: y.round() as i32, on_curve });
    }
}

impl PathSink for Outline {
    fn move_to(&mut self, x: f32, y: f32) {
        self.close();
        self.push(x, y, true);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.push(x, y, true);
    }

    fn quad_to(&mut self, cx0: f32, cy0: f32, x: f32, y: f32) {
        self.push(cx0, cy0, false);
        self.push(x, y, true);
    }

    fn curve_to(&mut self, _: f32, _: f32, _: f32, _: f32, _: f32, _: f32) {
        self.foreign = true;
    }

    fn close(&mut self) {
        let mut contour = std::mem::take(&mut self.open);
        // A contour comes back to its first point by itself.
        if contour.len() > 1 && contour.first() == contour.last() {
            contour.pop();
        }
        self.points.extend(without_implied(&contour));
        match u16::try_from(self.points.len()) {
            Ok(count) if !contour.is_empty() => self.ends.push(count - 1),
            Ok(_) => {}
            Err(_) => self.foreign = true,
        }
    }
}

/// The points of a contour without those in the middle between two that are off the curve, which need not be said.
fn without_implied(contour: &[Point]) -> impl Iterator<Item = Point> {
    let count = contour.len();
    (0..count)
        .map(move |at| (contour[(at + count - 1) % count], contour[at], contour[(at + 1) % count]))
        .filter_map(|(before, point, after)| {
            // Halves were rounded.
            let between = |a: i32, middle: i32, b: i32| (a + b - 2 * middle).abs() <= 1;
            let implied = point.on_curve
                && !before.on_curve
                && !after.on_curve
                && between(before.x, point.x, after.x)
                && between(before.y, point.y, after.y);
            (!implied).then_some(point)
        })
}

impl Outline {
    /// Left, bottom, right and top; `None` if there is nothing to see.
    fn bounds(&self) -> Option<[i32; 4]> {
        let across = || self.points.iter().map(|point| point.x);
        let up = || self.points.iter().map(|point| point.y);
        Some([across().min()?, up().min()?, across().max()?, up().max()?])
    }

    /// Appends the outline; `None` where it cannot be said.
    fn write(&self, bounds: [i16; 4], overlaps: bool, out: &mut Vec<u8>) -> Option<()> {
        const ON_CURVE: u8 = 0x01;
        const OVERLAPS: u8 = 0x40;
        let contours = i16::try_from(self.ends.len()).ok().filter(|_| !self.foreign)?;
        shorts(out, &[contours as u16]);
        shorts(out, &bounds.map(|side| side as u16));
        shorts(out, &self.ends);
        // No instructions.
        shorts(out, &[0]);
        let first = out.len();
        out.extend(self.points.iter().map(|point| if point.on_curve { ON_CURVE } else { 0 }));
        out[first] |= if overlaps { OVERLAPS } else { 0 };
        let across = steps(self.points.iter().map(|point| point.x))?;
        let up = steps(self.points.iter().map(|point| point.y))?;
        shorts(out, &across);
        shorts(out, &up);
        out.resize(out.len().next_multiple_of(4), 0);
        Some(())
    }
}

/// How far each is from the one before, the first from zero.
fn steps(places: impl Iterator<Item = i32>) -> Option<Vec<u16>> {
    let mut last = 0;
    places
        .map(|place| Some(i16::try_from(place - std::mem::replace(&mut last, place)).ok()? as u16))
        .collect()
}
