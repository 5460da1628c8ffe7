//! How wide text is, closely enough to share a table's width among its columns.

use super::styles::is_bold;
use crate::fonts::{FaceId, Fonts};
use crate::model::theme::Style;
use crate::model::walk::{self, plain_text};
use crate::model::{Block, BlockKind};

/// Widths of text in one face, in points.
pub(super) struct Ruler<'a> {
    fonts: &'a Fonts,
    face: FaceId,
    size: f64,
}

impl<'a> Ruler<'a> {
    pub(super) fn new(fonts: &'a Fonts, style: &Style) -> Self {
        // In Word every bold is the same one.
        let weight = if is_bold(style) { 700 } else { style.weight };
        Self { fonts, face: fonts.select(&style.font, weight, style.italic), size: style.size }
    }

    /// The width of a text on one line.
    pub(super) fn width(&self, text: &str) -> f64 {
        let font = self.fonts.face(self.face).font();
        let (charmap, metrics) = (font.charmap(), font.glyph_metrics());
        let units: f64 = text
            .chars()
            .map(|character| match charmap.map_unicode(character).filter(|glyph| glyph.to_u32() != 0) {
                Some(glyph) => f64::from(metrics.h_advance(glyph)),
                None => f64::from(font.units_per_em()),
            })
            .sum();
        units * self.size / f64::from(font.units_per_em())
    }

    /// The narrowest width that breaks no word of the blocks, and the width that breaks none of their lines.
    pub(super) fn blocks(&self, blocks: &[Block], images: &dyn Fn(&Block) -> f64) -> (f64, f64) {
        let (mut least, mut most) = (0.0_f64, 0.0_f64);
        for block in blocks {
            for text in block.texts() {
                let text = plain_text(text);
                most = most.max(self.width(&text));
                for word in text.split([' ', '\n', '-', '\u{2013}', '\u{200b}']) {
                    least = least.max(self.width(word));
                }
            }
            let inside = match &block.kind {
                BlockKind::List(_)
                | BlockKind::Definitions(_)
                | BlockKind::Quote(_)
                | BlockKind::Callout(_) => 14.0,
                BlockKind::Code(code) => {
                    let longest = code.text.lines().map(|line| line.chars().count()).max().unwrap_or(0);
                    most = most.max(longest as f64 * self.size * 0.6 + 16.0);
                    least = least.max(40.0);
                    0.0
                }
                BlockKind::Figure(_) => {
                    let width = images(block);
                    most = most.max(width);
                    least = least.max(width.min(72.0));
                    0.0
                }
                BlockKind::Heading(_)
                | BlockKind::Paragraph(_)
                | BlockKind::Table(_)
                | BlockKind::Timeline(_)
                | BlockKind::Rule
                | BlockKind::PageBreak
                | BlockKind::Contents(_)
                | BlockKind::Landscape(_) => 0.0,
            };
            for child in block.children() {
                let (narrow, wide) = self.blocks(std::slice::from_ref(child), images);
                least = least.max(narrow + inside);
                most = most.max(wide + inside);
            }
        }
        (least, most)
    }
}

/// How many letters blocks hold, by which to tell what fits on a page.
pub(super) fn letters(blocks: &[Block]) -> usize {
    let mut count = 0;
    walk::blocks(blocks, &mut |block| {
        count += block.texts().into_iter().map(|text| plain_text(text).len()).sum::<usize>();
        if let BlockKind::Code(code) = &block.kind {
            count += code.text.len();
        }
    });
    count
}
