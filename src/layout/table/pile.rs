//! A row's cells put into one strip, with the grounds of the boxes in them.

use super::ROW_PADDING;
use super::rows::SetRow;
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

/// A row as one strip, with its number; cells of a head stand at its foot.
pub(super) fn whole(
    row: SetRow<'_>,
    at_foot: bool,
    frames: &[BoxFrame],
    outer: Option<FrameId>,
) -> (usize, Strip) {
    let mut pile = Pile::new(frames, outer);
    // A long table has no room to spare in its rows.
    let strips = row.cells.iter().flat_map(|set| &set.nodes).filter_map(as_strip);
    let count = row.rules.len() + strips.map(|strip| strip.items.len()).sum::<usize>();
    pile.strip.items.reserve_exact(count);
    for set in row.cells {
        let top = if at_foot && set.cell.rows == 1 { row.height - set.height } else { 0.0 };
        stack(set.nodes, top + ROW_PADDING, &mut pile);
    }
    // A cell that covers several rows is taller than its first.
    pile.strip.height = row.height;
    let mut strip = pile.finish();
    strip.items.splice(0..0, row.rules.into_iter().map(|(_, rule)| rule));
    (row.index, strip)
}

fn as_strip(node: &Node) -> Option<&Strip> {
    match node {
        Node::Strip(strip) => Some(strip),
        Node::Space(_) | Node::Keep | Node::Break | Node::Float(_) | Node::Pages(_) => None,
    }
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
            Node::Keep | Node::Break | Node::Float(_) | Node::Pages(_) => {}
        }
    }
}
