//! A row's cells put into strips, with the grounds of the boxes in them.

use super::ROW_PADDING;
use super::rows::Set;
use crate::layout::flow::{BoxFrame, FrameId, Node, Strip};
use crate::layout::ground::Grounds;

/// A strip that is being filled.
struct Pile<'a> {
    strip: Strip,
    grounds: Grounds,
    frames: &'a [BoxFrame],
    /// The box around the table, which is drawn with the page.
    outer: Option<FrameId>,
}

impl<'a> Pile<'a> {
    fn new(frames: &'a [BoxFrame], outer: Option<FrameId>) -> Self {
        Self { strip: Strip::default(), grounds: Grounds::default(), frames, outer }
    }

    fn put(&mut self, inner: Strip, y: f64) {
        self.grounds.cover(inner.frame, self.outer, self.frames, y, inner.height);
        self.strip.take(inner, y);
    }

    fn finish(mut self) -> Strip {
        let grounds = self.grounds.draw(self.frames, 0.0);
        self.strip.items.splice(0..0, grounds);
        self.strip
    }
}

/// A row as one strip; cells of a head stand at its foot.
pub(super) fn whole(
    row: Vec<Set<'_>>,
    height: f64,
    at_foot: bool,
    frames: &[BoxFrame],
    outer: Option<FrameId>,
) -> Strip {
    let mut pile = Pile::new(frames, outer);
    for set in row {
        let top = if at_foot && set.cell.rows == 1 { height - set.height } else { 0.0 };
        stack(set.nodes, top + ROW_PADDING, &mut pile);
    }
    // A cell that covers several rows is taller than its first.
    pile.strip.height = height;
    pile.finish()
}

/// Puts nodes one under the other.
fn stack(nodes: Vec<Node>, top: f64, pile: &mut Pile<'_>) {
    let mut y = top;
    let mut pending: f64 = 0.0;
    for node in nodes {
        match node {
            Node::Strip(inner) => {
                if y > top && inner.height > 0.0 {
                    y += pending;
                }
                pending = 0.0;
                let height = inner.height;
                pile.put(inner, y);
                y += height;
            }
            Node::Space(space) => pending = pending.max(space),
            Node::Keep | Node::Break | Node::Float(_) => {}
        }
    }
}

/// A tall row as several strips: every cell's lines are dealt out in order.
pub(super) fn slices(
    row: Vec<Set<'_>>,
    limit: f64,
    frames: &[BoxFrame],
    outer: Option<FrameId>,
) -> Vec<Strip> {
    let mut piles = vec![Pile::new(frames, outer)];
    for set in row {
        let (mut index, mut y) = (0, ROW_PADDING);
        for node in set.nodes {
            let inner = match node {
                Node::Strip(inner) => inner,
                Node::Space(space) => {
                    y += space;
                    continue;
                }
                Node::Keep | Node::Break | Node::Float(_) => continue,
            };
            if y + inner.height > limit && y > ROW_PADDING {
                index += 1;
                y = 0.0;
            }
            while piles.len() <= index {
                piles.push(Pile::new(frames, outer));
            }
            let height = inner.height;
            piles[index].put(inner, y);
            y += height;
        }
    }
    if let Some(last) = piles.last_mut() {
        last.strip.height += ROW_PADDING;
    }
    piles.into_iter().map(Pile::finish).collect()
}
