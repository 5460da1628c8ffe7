//! Tall rows as several strips: wherever a page may end, each strip holds the lines of all cells down to there.
//!
//! Lines stay at their heights, so that those of neighbouring cells stand side by side wherever a page ends. A line that begins
//! above such a place and ends below it stands out of its strip.

use super::ROW_PADDING;
use super::rows::{Set, SetRow};
use crate::layout::flow::{BoxFrame, Cut, FrameId, Node, Strip};
use crate::layout::frame::Placed;
use crate::layout::ground::Grounds;

/// How far a line may stand out of its strip where another place can be found.
const HANG: f64 = 16.0;
/// Strips are no lower than this, unless a row ends.
const LOWEST: f64 = 8.0;
/// Heights nearer than this are the same.
const SAME: f64 = 0.01;

/// A strip of a cell.
struct Piece {
    /// From the top of the group of rows.
    top: f64,
    strip: Strip,
    /// Whether it stays on the page of the one before it in its cell.
    kept: bool,
}

impl Piece {
    fn foot(&self) -> f64 {
        self.top + self.strip.height + self.strip.cut.below
    }
}

/// How well a page ends at a height: a better one is less.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Grade {
    /// Nothing is torn apart.
    Good,
    /// A line or an image of a cell stands far out.
    Hanging,
    /// Lines are parted that belong together.
    Torn,
}

/// Rows that spans bind together as strips, each with the number of the row in which it begins. No strip is taller than `limit`
/// unless something in it is.
pub(super) fn slices(
    rows: Vec<SetRow<'_>>,
    limit: f64,
    frames: &[BoxFrame],
    outer: Option<FrameId>,
) -> Vec<(usize, Strip)> {
    // The tops of the rows, and the foot of the last.
    let mut tops = vec![0.0];
    let first = rows.first().map_or(0, |row| row.index);
    let (mut cells, mut rules): (Vec<Vec<Piece>>, Vec<(f64, Placed)>) = Default::default();
    for row in rows {
        let top = tops.last().copied().unwrap_or_default();
        tops.push(top + row.height);
        cells.extend(row.cells.into_iter().map(|set| pieces(set, top)));
        rules.extend(row.rules.into_iter().map(|(foot, rule)| (top + foot, moved(rule, top))));
    }
    let foot = tops.pop().unwrap_or_default();
    let cuts = cuts(&cells, &tops, foot, limit);
    let mut grounds = Grounds::default();
    let mut parts: Vec<Vec<Piece>> = cuts.iter().map(|_| Vec::new()).collect();
    for piece in cells.into_iter().flatten() {
        grounds.cover(piece.strip.frame, outer, frames, piece.top, piece.strip.height);
        let part = cuts.partition_point(|cut| *cut <= piece.top + SAME).max(1) - 1;
        parts[part].push(piece);
    }
    let mut rules = rules.into_iter().peekable();
    let mut strips = Vec::new();
    let mut hangs: f64 = 0.0;
    for (index, (part, &from)) in parts.into_iter().zip(&cuts).enumerate() {
        let to = cuts.get(index + 1).copied().unwrap_or(foot);
        let mut own = Grounds::default();
        let mut strip = Strip::default();
        for piece in part {
            own.cover(piece.strip.frame, outer, frames, piece.top, piece.strip.height);
            hangs = hangs.max(piece.foot());
            strip.take(piece.strip, piece.top - from);
        }
        let mut under = Vec::new();
        while let Some((_, rule)) = rules.next_if(|(foot, _)| *foot <= to + SAME) {
            under.push(moved(rule, -from));
        }
        under.extend(grounds.take(from, to, &own).draw(frames, 0.0));
        strip.items.splice(0..0, under);
        let row = tops.partition_point(|top| *top <= from + SAME) - 1;
        let within = from > tops[row] + SAME;
        strip.height = to - from;
        strip.cut = Cut { above: if within { ROW_PADDING } else { 0.0 }, below: (hangs - to).max(0.0) };
        strips.push((first + row, strip));
    }
    strips
}

fn moved(mut placed: Placed, dy: f64) -> Placed {
    placed.item.shift(0.0, dy);
    placed
}

/// The strips of a cell whose top is at `top`, where they stand.
fn pieces(set: Set<'_>, top: f64) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let (mut y, mut pending, mut kept, mut begun) = (top + ROW_PADDING, 0.0_f64, false, false);
    for node in set.nodes {
        match node {
            Node::Strip(strip) => {
                if begun && strip.height > 0.0 {
                    y += pending;
                }
                pending = 0.0;
                begun |= strip.height > 0.0;
                let height = strip.height;
                pieces.push(Piece { top: y, strip, kept });
                kept = false;
                y += height;
            }
            Node::Space(space) => pending = pending.max(space),
            Node::Keep => kept = true,
            Node::Break | Node::Float(_) | Node::Pages(_) => {}
        }
    }
    // Two lines at least stay together at either end of a cell.
    let drawn = |pieces: &[Piece]| -> Vec<usize> {
        (0..pieces.len()).filter(|&at| pieces[at].strip.height > 0.0).collect()
    };
    if let [_, second, .., last] | [second, last] = drawn(&pieces)[..] {
        pieces[second].kept = true;
        pieces[last].kept = true;
    }
    pieces
}

/// Where strips begin: at the top, and wherever a page may end; at worse places only where strips were taller than `limit`.
fn cuts(cells: &[Vec<Piece>], tops: &[f64], foot: f64, limit: f64) -> Vec<f64> {
    let of_cells = cells.iter().flat_map(|cell| cell.iter().skip(1)).map(|piece| (piece.top, LOWEST));
    let of_rows = tops.iter().map(|top| (*top, SAME));
    let inside = |(y, _): &(f64, f64)| *y > SAME && *y < foot - SAME;
    let mut places: Vec<(f64, f64)> = of_cells.chain(of_rows).filter(inside).collect();
    places.sort_by(|one, other| one.0.total_cmp(&other.0).then(one.1.total_cmp(&other.1)));
    let grades = grades(cells, &places);
    let mut cuts = vec![0.0];
    for wanted in [Grade::Good, Grade::Hanging, Grade::Torn] {
        let known = std::mem::replace(&mut cuts, vec![0.0]);
        let room = if wanted == Grade::Good { 0.0 } else { limit };
        for (&(y, apart), _) in places.iter().zip(&grades).filter(|(_, grade)| **grade <= wanted) {
            let next = known.partition_point(|known| *known <= y + SAME);
            let (above, below) = (known[next - 1], known.get(next).copied().unwrap_or(foot));
            let is_known = y - above <= SAME;
            let last = cuts.last().copied().unwrap_or_default();
            if is_known && y - last > SAME || below - above > room && y - last >= apart {
                cuts.push(y);
            }
        }
    }
    cuts
}

/// How well a page ends at each of the places.
fn grades(cells: &[Vec<Piece>], places: &[(f64, f64)]) -> Vec<Grade> {
    // How many stretches of each grade begin before a place, less those that have ended.
    let mut changes = vec![(0_i32, 0_i32); places.len() + 1];
    let stretch = |from: f64, to: f64| {
        let at = |y: f64| places.partition_point(|(place, _)| *place <= y);
        (at(from), at(to))
    };
    for cell in cells {
        for (index, piece) in cell.iter().enumerate() {
            let (from, to) = stretch(piece.top + SAME, piece.foot() - HANG);
            if from < to {
                changes[from].0 += 1;
                changes[to].0 -= 1;
            }
            if let Some(next) = cell.get(index + 1).filter(|next| next.kept) {
                let (from, to) = stretch(piece.top + SAME, next.top + SAME);
                changes[from].1 += 1;
                changes[to.max(from)].1 -= 1;
            }
        }
    }
    let mut open = (0, 0);
    let grade = |change: &(i32, i32)| {
        open = (open.0 + change.0, open.1 + change.1);
        match open {
            (_, 1..) => Grade::Torn,
            (1.., _) => Grade::Hanging,
            (_, _) => Grade::Good,
        }
    };
    changes[..places.len()].iter().map(grade).collect()
}
