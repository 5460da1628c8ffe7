//! A shaped word: its glyphs, each with the bytes that it stands for.

use std::ops::Range;

use harfrust::Buffer;

use super::edge::Edge;
use super::letters::{Stretch, is_ignorable};
use crate::fonts::FaceId;

/// How wide the box of a character is that no face has, in em.
const MISSING_ADVANCE: f32 = 0.6;

/// A word shaped. Lengths are in em of the style's size.
#[derive(Debug, Default)]
pub(crate) struct Word {
    /// The stretches of one face and size each, in visual order.
    pub parts: Vec<Part>,
    /// From its beginning to its end.
    pub width: f32,
    /// What it begins and ends with.
    pub first: Edge,
    /// See `first`.
    pub last: Edge,
    /// The letter-spacing after every cluster, part of its advance.
    pub tracking: f32,
    /// How many letters or joined letters it has, after each of which space can be added.
    pub clusters: u32,
    /// Whether its letters stand apart and bear a little more or less width: those of Latin, Greek and Cyrillic with their
    /// signs. Others are joined, or fill a square.
    pub is_elastic: bool,
    /// The characters that no face has, with their places in the word.
    pub missing: Vec<(usize, char)>,
}

/// A stretch of a word in one face and size.
#[derive(Debug)]
pub(crate) struct Part {
    /// The face; [`FaceId::MISSING`] where no face has the character.
    pub face: FaceId,
    /// The size relative to the style's: below 1 for capitals that stand in for small capitals.
    pub scale: f32,
    /// The glyphs in visual order.
    pub signs: Vec<Sign>,
}

/// A glyph of a word.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sign {
    /// Its number in the face.
    pub id: u16,
    /// From its origin to that of the next.
    pub advance: f32,
    /// Its shift to the right.
    pub dx: f32,
    /// Its shift upwards.
    pub dy: f32,
    /// The first byte of the word that it stands for.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
    /// Whether the word may be cut before it and both halves still be shaped right.
    pub safe: bool,
}

impl Word {
    /// All glyphs in visual order.
    pub(crate) fn signs(&self) -> impl Iterator<Item = &Sign> {
        self.parts.iter().flat_map(|part| &part.signs)
    }

    /// The width of what lies within a range of the word's bytes.
    pub(crate) fn width_of(&self, range: &Range<usize>) -> f32 {
        self.signs().filter(|sign| range.contains(&(sign.start as usize))).map(|sign| sign.advance).sum()
    }

    /// How many clusters lie within a range of the word's bytes.
    pub(crate) fn clusters_in(&self, range: &Range<usize>) -> u32 {
        let mut count = 0;
        let mut last = None;
        for sign in self.signs().filter(|sign| range.contains(&(sign.start as usize))) {
            count += u32::from(last != Some(sign.start));
            last = Some(sign.start);
        }
        count
    }

    /// Whether a glyph begins at that byte.
    pub(crate) fn begins_at(&self, at: usize) -> bool {
        self.signs().any(|sign| sign.start as usize == at)
    }

    /// Whether a glyph begins at that byte and the halves on both sides are right as they are.
    pub(crate) fn is_safe_at(&self, at: usize) -> bool {
        self.signs().any(|sign| sign.start as usize == at && sign.safe)
    }
}

/// Whether all characters of a text are of a script whose letters may be widened.
pub(super) fn is_elastic(text: &str) -> bool {
    text.chars().all(
        |character| matches!(character, ' '..='\u{58F}' | '\u{1C80}'..='\u{1C8F}' | '\u{1D00}'..='\u{20CF}'),
    )
}

/// Takes the shaped glyphs over from the buffer, each with the bytes that it stands for.
pub(super) fn signs(buffer: &Buffer, stretch: &Stretch, units_per_em: u16) -> Vec<Sign> {
    let unit = stretch.scale / f32::from(units_per_em.max(1));
    let mut starts: Vec<u32> = buffer.glyph_infos().iter().map(|info| info.cluster).collect();
    starts.sort_unstable();
    starts.dedup();
    let bounds = |cluster: u32| {
        let next = starts.partition_point(|&start| start <= cluster);
        // What was removed before the first glyph belongs to it.
        let start = if next <= 1 { stretch.range.start } else { cluster };
        (start, starts.get(next).copied().unwrap_or(stretch.range.end))
    };
    let glyphs = buffer.glyph_infos().iter().zip(buffer.glyph_positions());
    glyphs
        .map(|(info, position)| {
            let (start, end) = bounds(info.cluster);
            Sign {
                id: info.glyph_id as u16,
                advance: position.x_advance as f32 * unit,
                dx: position.x_offset as f32 * unit,
                dy: position.y_offset as f32 * unit,
                start,
                end,
                safe: !info.unsafe_to_break(),
            }
        })
        .collect()
}

/// A box for every character that no face has.
pub(super) fn missing_part(
    stretch: &Stretch,
    text: &str,
    right_to_left: bool,
    missing: &mut Vec<(usize, char)>,
) -> Part {
    let mut signs: Vec<Sign> = Vec::new();
    for (at, character) in text[stretch.range.start as usize..stretch.range.end as usize].char_indices() {
        let start = stretch.range.start + at as u32;
        let end = start + character.len_utf8() as u32;
        match signs.last_mut() {
            Some(last) if is_ignorable(character) => last.end = end,
            _ => {
                missing.push((start as usize, character));
                signs.push(Sign {
                    id: 0,
                    advance: MISSING_ADVANCE,
                    dx: 0.0,
                    dy: 0.0,
                    start,
                    end,
                    safe: true,
                });
            }
        }
    }
    if right_to_left {
        signs.reverse();
    }
    Part { face: FaceId::MISSING, scale: 1.0, signs }
}

/// Adds letter-spacing after every cluster.
pub(super) fn space_out(word: &mut Word) {
    let tracking = word.tracking;
    if tracking == 0.0 {
        return;
    }
    for part in &mut word.parts {
        for index in 0..part.signs.len() {
            let next = part.signs.get(index + 1).map(|sign| sign.start);
            if next != Some(part.signs[index].start) {
                part.signs[index].advance += tracking;
            }
        }
    }
}
