//! The images of a document in the order in which they are shown, whatever the order in which they were read.

use super::tree;
use crate::model::parts::{Part, parts};
use crate::model::{Block, BlockKind, Document, FigureContent, ImageId, Inline, InlineKind, Meta, Picture};

/// Puts the images of a document into the order of their first places, and leaves out those that nothing shows.
pub(super) fn order_images(document: &mut Document) {
    let mut order = Order { places: vec![None; document.images.len()], shown: Vec::new() };
    let Meta { title, subtitle, summary, licence, disclaimer, .. } = &mut document.meta;
    for text in [title, subtitle, licence, disclaimer] {
        order.text(text);
    }
    order.blocks(summary);
    order.blocks(&mut document.blocks);
    let mut images: Vec<_> = std::mem::take(&mut document.images).into_iter().map(Some).collect();
    let shown = order.shown.into_iter();
    document.images = shown.filter_map(|id| images.get_mut(id).and_then(Option::take)).collect();
}

struct Order {
    /// The new place of each image that has one already.
    places: Vec<Option<ImageId>>,
    /// The old places in the new order.
    shown: Vec<usize>,
}

impl Order {
    fn blocks(&mut self, blocks: &mut [Block]) {
        for block in blocks {
            if let BlockKind::Figure(figure) = &mut block.kind
                && let FigureContent::Picture(picture) = &mut figure.content
            {
                self.picture(picture);
            }
            for part in parts(block) {
                match part {
                    Part::Text(text) => self.text(text),
                    Part::Blocks(blocks) => self.blocks(blocks),
                }
            }
        }
    }

    fn text(&mut self, text: &mut [Inline]) {
        tree::each_inline(text, &mut |inline| {
            if let InlineKind::Image(picture) = &mut inline.kind {
                self.picture(picture);
            } else if let InlineKind::Note(note) = &mut inline.kind {
                self.blocks(&mut note.blocks);
            }
        });
    }

    fn picture(&mut self, picture: &mut Picture) {
        let Some(old) = picture.image.map(|id| id.0 as usize) else { return };
        let Some(place) = self.places.get_mut(old) else { return };
        picture.image = Some(*place.get_or_insert_with(|| {
            self.shown.push(old);
            ImageId(self.shown.len() as u32 - 1)
        }));
    }
}
