//! An SVG as a PNG: Word's fallback beside the SVG, and the cover of an EPUB.

use resvg::tiny_skia::{Pixmap, Transform};

use crate::error::Error;
use crate::fonts::Fonts;

/// No picture has more pixels; taller ones are drawn smaller.
const MOST_PIXELS: f32 = 50_000_000.0;

/// Draws an SVG `width` pixels wide, in its own proportions, with our faces and nothing from outside it.
///
/// # Errors
///
/// If the SVG cannot be read.
pub fn png(svg: &str, width: u32, fonts: &Fonts) -> Result<Vec<u8>, Error> {
    let tree = fonts.read_svg(svg).map_err(|cause| Error::library("picture of an SVG", cause))?.tree;
    let own = tree.size();
    let wanted = width.max(1) as f32 / own.width();
    let scale = wanted.min((MOST_PIXELS / own.width() / own.height()).sqrt());
    let pixels = |length: f32| (length * scale).round().max(1.0) as u32;
    let (columns, rows) = (pixels(own.width()), pixels(own.height()));
    let mut pixmap = Pixmap::new(columns, rows).ok_or_else(|| {
        Error::library("picture of an SVG", format!("{columns} by {rows} pixels are too many"))
    })?;
    let transform = Transform::from_scale(columns as f32 / own.width(), rows as f32 / own.height());
    resvg::render(&tree, transform, &mut pixmap.as_mut());
    pixmap.encode_png().map_err(|cause| Error::library("picture of an SVG", cause))
}
