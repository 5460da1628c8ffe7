//! A JPEG file turned without loss: its blocks change places, and within each block its frequencies.

use super::super::turn::Turn;
use super::coefficients::{self, Block, Component, Picture};
use super::write;

/// The file upright, and its width and height in pixels.
///
/// Nothing for a file of a kind that cameras do not write, and for a picture that must be read from an end at which its
/// last units are not full: a unit cannot be cut.
pub(super) fn turned(file: &[u8], turn: Turn) -> Option<(Vec<u8>, (u32, u32))> {
    let stored = coefficients::read(file)?;
    let unit = stored.unit();
    let is_full = |pixels: u16, unit: usize| usize::from(pixels).is_multiple_of(unit);
    let fits = (!turn.across || is_full(stored.pixels.0, unit.0))
        && (!turn.down || is_full(stored.pixels.1, unit.1));
    if !fits {
        return None;
    }
    let upright = Picture {
        pixels: turn.pair(stored.pixels),
        components: stored.components.iter().map(|one| component(one, turn)).collect(),
        quantizations: stored.quantizations.iter().map(|(id, table)| (*id, swapped(table, turn))).collect(),
        notes: stored.notes.into_iter().map(|(marker, note)| (marker, density(note, turn))).collect(),
    };
    let (width, height) = upright.pixels;
    Some((write::file(&upright)?, (width.into(), height.into())))
}

fn component(stored: &Component, turn: Turn) -> Component {
    let size = turn.pair(stored.size);
    let place = |at: usize| turn.stored((at % size.0, at / size.0), stored.size);
    let blocks = (0..stored.blocks.len())
        .map(|at| {
            let (x, y) = place(at);
            block(&stored.blocks[y * stored.size.0 + x], turn)
        })
        .collect();
    Component { sampling: turn.pair(stored.sampling), size, blocks, ..*stored }
}

/// A block turned: read from its other end, a frequency of an odd number changes its sign.
fn block(stored: &Block, turn: Turn) -> Block {
    let mut upright = [0; 64];
    for (at, frequency) in stored.iter().enumerate() {
        let (across, down) = (at % 8, at / 8);
        let negated = (turn.across && across % 2 == 1) != (turn.down && down % 2 == 1);
        let (across, down) = turn.pair((across, down));
        upright[down * 8 + across] = if negated { -frequency } else { *frequency };
    }
    upright
}

fn swapped(table: &[u16; 64], turn: Turn) -> [u16; 64] {
    let mut upright = [0; 64];
    for (at, number) in table.iter().enumerate() {
        let (across, down) = turn.pair((at % 8, at / 8));
        upright[down * 8 + across] = *number;
    }
    upright
}

/// What a JFIF header says of pixels to the inch, across and down, changes places too.
fn density(mut note: Vec<u8>, turn: Turn) -> Vec<u8> {
    if turn.swapped && note.starts_with(b"JFIF\0") && note.len() >= 12 {
        note[8..12].rotate_left(2);
    }
    note
}
