//! Grounds and bars of boxes, as high as the strips that stand in them.

use std::collections::BTreeMap;

use super::build::rectangle;
use super::flow::{BoxFrame, FrameId};
use super::frame::{Artifact, Item, Placed, Rect, Shape, Tag};

/// How far each box reaches: its top and foot.
#[derive(Debug, Default)]
pub(super) struct Grounds {
    stretches: BTreeMap<FrameId, (f64, f64)>,
}

impl Grounds {
    /// Notes that a strip stands in a box and in those around it, up to but not including `outer`.
    pub(super) fn cover(
        &mut self,
        frame: Option<FrameId>,
        outer: Option<FrameId>,
        frames: &[BoxFrame],
        y: f64,
        height: f64,
    ) {
        for id in around(frame, frames).take_while(|&id| Some(id) != outer) {
            let stretch = self.stretches.entry(id).or_insert((y, y));
            stretch.1 = stretch.1.max(y + height);
        }
    }

    /// Takes off what reaches from `from` to `to`, counted from `from`, and a little more where what stands in a box before `to` does,
    /// as `own` says.
    pub(super) fn take(&mut self, from: f64, to: f64, own: &Self) -> Self {
        let mut taken = Self::default();
        for (&id, stretch) in &mut self.stretches {
            let (top, foot) = *stretch;
            let end = own.stretches.get(&id).map_or(to, |own| own.1.max(to)).min(foot);
            if top < to && top < end {
                taken.stretches.insert(id, (top - from, end - from));
                stretch.0 = end;
            }
        }
        taken
    }

    /// Moves the ends of every box, as where a page cuts it.
    pub(super) fn stretch(&mut self, mut ends: impl FnMut(FrameId) -> (f64, f64)) {
        for (&id, stretch) in &mut self.stretches {
            let (above, below) = ends(id);
            stretch.0 -= above;
            stretch.1 += below;
        }
    }

    /// The grounds and bars, outer ones first, in a text column whose left side is at `left`.
    pub(super) fn draw(self, frames: &[BoxFrame], left: f64) -> Vec<Placed> {
        let mut drawn = Vec::new();
        // A box is made after the one around it, so the order of their names is that of painting.
        for (id, (top, foot)) in self.stretches {
            let frame = frames[id.0];
            let ground = Rect { x: left + frame.x, y: top, width: frame.width, height: foot - top };
            let shape = Shape::rectangle(ground, frame.style.ground);
            drawn.push(Placed { tag: Tag::Artifact(Artifact::Background), item: Item::Shape(shape) });
            if frame.style.bar_width > 0.0 {
                let mut bar = Rect { width: frame.style.bar_width, ..ground };
                if frame.mirrored {
                    bar.x += ground.width - bar.width;
                }
                drawn.push(rectangle(bar, frame.style.bar));
            }
        }
        drawn
    }
}

/// A box and those around it, outermost last.
pub(super) fn around(frame: Option<FrameId>, frames: &[BoxFrame]) -> impl Iterator<Item = FrameId> {
    std::iter::successors(frame, |id| frames[id.0].parent)
}
