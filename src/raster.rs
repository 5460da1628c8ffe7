//! An SVG as a PNG: Word's fallback beside the SVG, and the cover of an EPUB.

use std::collections::HashMap;
use std::io::Write;

use flate2::write::ZlibEncoder;
use flate2::{Compression, Crc};
use resvg::tiny_skia::{ColorU8, Pixmap, PremultipliedColorU8, Transform};

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
    match of_few_colours(&pixmap) {
        Some(file) => Ok(file),
        None => pixmap.encode_png().map_err(|cause| Error::library("picture of an SVG", cause)),
    }
}

/// A PNG with a list of its colours, where there are at most 256: a quarter of the data, and of the time to compress it.
/// Charts and covers seldom have more.
fn of_few_colours(pixmap: &Pixmap) -> Option<Vec<u8>> {
    let mut colours = Colours::default();
    let mut rows = Vec::with_capacity((pixmap.width() as usize + 1) * pixmap.height() as usize);
    for row in pixmap.pixels().chunks(pixmap.width() as usize) {
        // The row is written as it is, without a filter.
        rows.push(0);
        for colour in row {
            rows.push(colours.number(*colour)?);
        }
    }
    // A low level: even areas shrink to nearly nothing at any.
    let mut data = ZlibEncoder::new(Vec::new(), Compression::new(2));
    data.write_all(&rows).ok()?;
    let mut file = b"\x89PNG\r\n\x1a\n".to_vec();
    let mut header = [pixmap.width().to_be_bytes(), pixmap.height().to_be_bytes()].concat();
    // Eight bits for each pixel, a number in the list.
    header.extend([8, 3, 0, 0, 0]);
    chunk(&mut file, *b"IHDR", &header);
    let list = colours.list.iter().map(PremultipliedColorU8::demultiply);
    let shades: Vec<u8> =
        list.clone().flat_map(|colour| [colour.red(), colour.green(), colour.blue()]).collect();
    chunk(&mut file, *b"PLTE", &shades);
    let alphas: Vec<u8> = list.map(ColorU8::alpha).collect();
    if alphas.iter().any(|alpha| *alpha < u8::MAX) {
        chunk(&mut file, *b"tRNS", &alphas);
    }
    chunk(&mut file, *b"IDAT", &data.finish().ok()?);
    chunk(&mut file, *b"IEND", &[]);
    Some(file)
}

/// The colours met so far, in the order in which they were met.
#[derive(Default)]
struct Colours {
    list: Vec<PremultipliedColorU8>,
    known: HashMap<[u8; 4], u8>,
    last: Option<(PremultipliedColorU8, u8)>,
}

impl Colours {
    /// The number of a colour in the list; `None` where the list is full.
    fn number(&mut self, colour: PremultipliedColorU8) -> Option<u8> {
        // Neighbours are alike nearly everywhere.
        if let Some((last, number)) = self.last
            && last == colour
        {
            return Some(number);
        }
        let key = [colour.red(), colour.green(), colour.blue(), colour.alpha()];
        let number = if let Some(number) = self.known.get(&key) {
            *number
        } else {
            let number = u8::try_from(self.list.len()).ok()?;
            self.known.insert(key, number);
            self.list.push(colour);
            number
        };
        self.last = Some((colour, number));
        Some(number)
    }
}

/// Appends a part of a PNG file.
fn chunk(file: &mut Vec<u8>, kind: [u8; 4], data: &[u8]) {
    let mut sum = Crc::new();
    sum.update(&kind);
    sum.update(data);
    file.extend((data.len() as u32).to_be_bytes());
    file.extend(kind);
    file.extend(data);
    file.extend(sum.sum().to_be_bytes());
}
