//! Labels as runs: glyphs of our faces where usvg put them, with the words behind them.

use std::ops::Range;

use usvg::layout::{PositionedGlyph, Span};
use usvg::{Node, PaintOrder, Path, Text, Transform};

use super::Drawing;
use super::shape::colour;
use crate::fonts::FaceId;
use crate::layout::frame::{Glyph, Item, Run};
use crate::model::theme::Colour;

/// A text element of a drawing.
pub(super) struct Labels<'a> {
    text: &'a Text,
}

/// A glyph with its place on the page.
struct Sign<'a> {
    face: FaceId,
    /// Its number in the face.
    id: u16,
    /// From the size's units to the page, turned and scaled.
    turn: [f64; 4],
    /// Its origin on the page.
    at: (f64, f64),
    /// The size before the turn.
    size: f64,
    /// From its origin to the next by the face itself.
    advance: f64,
    words: &'a str,
}

impl<'a> Labels<'a> {
    pub(super) fn new(text: &'a Text) -> Self {
        Self { text }
    }

    /// Draws the element's letters, and the lines along them.
    pub(super) fn draw(&self, drawing: &mut Drawing<'_>, alpha: f32) -> Option<()> {
        let spans = self.text.layouted();
        if !spans.iter().filter(|span| span.visible).all(|span| is_run(span, alpha)) {
            return self.draw_outlines(drawing, alpha);
        }
        for span in spans.iter().filter(|span| span.visible) {
            for line in [&span.overline, &span.underline].into_iter().flatten() {
                drawing.path(line, self.text.abs_transform(), alpha)?;
            }
            if let Some(fill) = &span.fill {
                self.span(span, colour(fill.paint())?, drawing)?;
            }
            if let Some(line) = &span.line_through {
                drawing.path(line, self.text.abs_transform(), alpha)?;
            }
        }
        Some(())
    }

    /// Letters that runs cannot say, such as transparent or outlined ones, are drawn as shapes; opaque letters with an
    /// outline behind them stay text.
    fn draw_outlines(&self, drawing: &mut Drawing<'_>, alpha: f32) -> Option<()> {
        let behind = |span: &Span| {
            let opaque = span.fill.as_ref().is_some_and(|fill| fill.opacity().get() * alpha == 1.0);
            opaque && span.stroke.is_some() && span.paint_order == PaintOrder::StrokeAndFill
        };
        let haloed = self.text.layouted().iter().filter(|span| span.visible).all(behind);
        for node in self.text.flattened().children() {
            let Node::Path(path) = node else { return None };
            if path.is_visible() {
                let before = drawing.items.len();
                drawing.path(path, self.text.abs_transform(), alpha)?;
                if haloed && !self.is_line(path) {
                    // The outline alone; the letters follow.
                    drawing.items.truncate(before + 1);
                }
            }
        }
        if haloed {
            for span in self.text.layouted().iter().filter(|span| span.visible) {
                if let Some(fill) = &span.fill {
                    self.span(span, colour(fill.paint())?, drawing)?;
                }
            }
        }
        Some(())
    }

    /// Whether a path of the flattened text is a line along the letters rather than letters.
    fn is_line(&self, path: &Path) -> bool {
        let lines = self
            .text
            .layouted()
            .iter()
            .flat_map(|span| [&span.overline, &span.underline, &span.line_through]);
        lines.flatten().any(|line| std::ptr::eq(line.data(), path.data()))
    }

    fn span(&self, span: &Span, colour: Colour, drawing: &mut Drawing<'_>) -> Option<()> {
        let transform = drawing.page.pre_concat(self.text.abs_transform());
        let signs: Vec<Sign<'_>> = span
            .positioned_glyphs
            .iter()
            .map(|glyph| sign(glyph, transform, drawing))
            .collect::<Option<_>>()?;
        let mut rest = &signs[..];
        while !rest.is_empty() {
            let length =
                1 + rest.windows(2).take_while(|pair| continues(&rest[0], &pair[0], &pair[1])).count();
            let (now, after) = rest.split_at(length);
            drawing.items.push(Item::Run(run(now, colour)));
            rest = after;
        }
        Some(())
    }
}

/// Whether a span is plain opaque letters.
fn is_run(span: &Span, alpha: f32) -> bool {
    let opaque = span.fill.as_ref().is_none_or(|fill| fill.opacity().get() * alpha == 1.0);
    opaque && span.stroke.is_none()
}

fn sign<'a>(glyph: &'a PositionedGlyph, page: Transform, drawing: &Drawing<'_>) -> Option<Sign<'a>> {
    let face = drawing.svg.face(glyph.font)?;
    let placed = page.pre_concat(glyph.transform());
    let id = u16::try_from(glyph.id.0).ok()?;
    let font = drawing.fonts.face(face).font();
    let em = f64::from(font.units_per_em());
    let own_size = f64::from(glyph.font_size());
    let [a, b, c, d] = [placed.sx, placed.ky, placed.kx, placed.sy].map(|part| f64::from(part) * em);
    // The size on the page is that across the line; what the turn does beyond that stays with the turn.
    let size = a.hypot(b);
    if size <= 0.0 || own_size <= 0.0 {
        return None;
    }
    let advance = f64::from(font.glyph_metrics().h_advance(glyph.id.0.into())) / em * size;
    let (face, advance) = if id == 0 { (FaceId::MISSING, size * 0.6) } else { (face, advance) };
    Some(Sign {
        face,
        id,
        turn: [a, b, c, d].map(|part| part / size),
        at: (f64::from(placed.tx), f64::from(placed.ty)),
        size,
        advance,
        words: &glyph.text,
    })
}

/// From one sign to another, along and under the baseline of the first.
fn step(from: &Sign<'_>, to: &Sign<'_>) -> (f64, f64) {
    let [a, b, c, d] = from.turn;
    let (x, y) = (to.at.0 - from.at.0, to.at.1 - from.at.1);
    let area = a * d - b * c;
    if area == 0.0 { (x, y) } else { ((d * x - c * y) / area, (a * y - b * x) / area) }
}

/// Whether a sign goes on with the run that `first` began and `last` ended so far.
fn continues(first: &Sign<'_>, last: &Sign<'_>, next: &Sign<'_>) -> bool {
    let alike = first.turn.iter().zip(next.turn).all(|(one, other)| (one - other).abs() < 1e-3);
    let (along, under) = step(last, next);
    let (_, below) = step(first, next);
    let near =
        (-0.5..=2.0).contains(&((along - last.advance) / first.size)) && under.abs() < 0.5 * first.size;
    first.face == next.face
        && (first.size - next.size).abs() < 1e-3 * first.size
        && alike
        && near
        && below.abs() < first.size
}

/// The run of signs that go on from one another.
fn run(signs: &[Sign<'_>], colour: Colour) -> Run {
    let first = &signs[0];
    let (text, ranges) = words(signs);
    let glyphs = signs
        .iter()
        .zip(ranges)
        .enumerate()
        .map(|(at, (sign, text))| Glyph {
            id: sign.id,
            advance: signs.get(at + 1).map_or(sign.advance, |next| step(sign, next).0),
            dx: 0.0,
            dy: -step(first, sign).1 as f32,
            text: text.start as u32..text.end as u32,
        })
        .collect();
    let upright = [1.0, 0.0, 0.0, 1.0].iter().zip(first.turn).all(|(one, other)| (one - other).abs() < 1e-4);
    Run {
        face: first.face,
        size: first.size,
        colour,
        x: first.at.0,
        y: first.at.1,
        matrix: (!upright).then_some(first.turn),
        glyphs,
        text,
    }
}

/// The text of signs in reading order, and the part of it that each sign stands for.
///
/// usvg gives the text of a cluster to one of its signs: to the last in the order of reading.
fn words(signs: &[Sign<'_>]) -> (String, Vec<Range<usize>>) {
    let backwards = signs.iter().any(|sign| sign.words.chars().any(is_right_to_left));
    let mut order: Vec<usize> = (0..signs.len()).collect();
    if backwards {
        order.reverse();
    }
    let mut text = String::new();
    let mut ranges = vec![0..0; signs.len()];
    let mut waiting = Vec::new();
    let mut last = 0..0;
    for at in order {
        waiting.push(at);
        if !signs[at].words.is_empty() {
            last = text.len()..text.len() + signs[at].words.len();
            text.push_str(signs[at].words);
            for at in waiting.drain(..) {
                ranges[at] = last.clone();
            }
        }
    }
    for at in waiting {
        ranges[at] = last.clone();
    }
    (text, ranges)
}

fn is_right_to_left(character: char) -> bool {
    matches!(character, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
}
