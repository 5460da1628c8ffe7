//! A line put together: its parts in the order in which they are seen, its spaces stretched or shrunk.

use std::borrow::Cow;

use super::bits::Bit;
use super::chunk::{ChunkKind, Chunks};
use super::direction::visual_order;
use super::opening::Opening;
use crate::fonts::FaceId;
use crate::layout::frame::{Glyph, Run};
use crate::layout::shape::Sign;
use crate::layout::text::{Drawn, Line, LinePart, Piece};

/// Lays the bits out from `x` on in the order in which they are seen; the parts come in that in which they are read.
pub(super) fn place(chunks: &Chunks<'_>, bits: &[Bit<'_>], x: f64, opening: Opening, base: u8) -> Line {
    let levels: Vec<u8> = bits.iter().map(|bit| if bit.hangs { base } else { bit.level }).collect();
    let order = visual_order(&levels);
    let mut line = Line { width: x, ..Line::default() };
    let mut read: Vec<(Option<usize>, Vec<LinePart>)> = Vec::new();
    let mut from = 0;
    while from < order.len() {
        let bit = &bits[order[from]];
        let same =
            |index: &&usize| bits[**index].origin == bit.origin && levels[**index] == levels[order[from]];
        let count = order[from..].iter().take_while(same).count().max(1);
        let group: Vec<&Bit<'_>> = order[from..from + count].iter().map(|&index| &bits[index]).collect();
        let right_to_left = levels[order[from]] % 2 == 1;
        place_group(chunks, &group, right_to_left, opening, &mut line);
        let mut parts = std::mem::take(&mut line.parts);
        if right_to_left {
            parts.reverse();
        }
        read.push((order[from..from + count].iter().min().copied(), parts));
        from += count;
    }
    read.sort_by_key(|(first, _)| *first);
    line.parts = read.into_iter().flat_map(|(_, parts)| parts).collect();
    line
}

/// Lays out bits of one piece that stand side by side.
fn place_group(
    chunks: &Chunks<'_>,
    group: &[&Bit<'_>],
    right_to_left: bool,
    opening: Opening,
    line: &mut Line,
) {
    let Some(first) = group.first() else { return };
    let origin = &chunks.section.origins[first.origin];
    match origin.piece {
        Piece::Text { style, content, link, note, .. } => {
            let base = Run {
                face: FaceId::MISSING,
                size: style.size,
                colour: style.colour,
                x: 0.0,
                y: -style.rise,
                matrix: None,
                glyphs: Vec::new(),
                text: String::new(),
            };
            for run in runs(group, right_to_left, opening, &base) {
                let width = run.width();
                let part = LinePart {
                    x: line.width,
                    width,
                    content: *content,
                    drawn: Drawn::Run(run),
                    style: Some(style.clone()),
                    link: link.clone(),
                    note: *note,
                };
                line.width += width;
                line.parts.push(part);
            }
        }
        Piece::Image { image, width, height, content, link, .. } => {
            line.parts.push(LinePart {
                x: line.width,
                width: *width,
                content: *content,
                drawn: Drawn::Image { image: *image, height: *height },
                style: None,
                link: link.clone(),
                note: None,
            });
            line.width += width;
        }
        Piece::Space(_) | Piece::Break { .. } => {
            line.width += group.iter().map(|bit| bit.width).sum::<f64>();
        }
    }
}

/// The glyphs of bits as runs of one face and size each. The text of a run stands in the order of the text.
fn runs(group: &[&Bit<'_>], right_to_left: bool, opening: Opening, base: &Run) -> Vec<Run> {
    let mut list: Vec<Run> = Vec::new();
    for bit in group {
        let Some(word) = &bit.word else { continue };
        let mut drawn = false;
        for part in &word.parts {
            let within = |sign: &&Sign| bit.range.contains(&(sign.start as usize));
            let signs: Cow<'_, [Sign]> = if part.signs.iter().all(|sign| within(&sign)) {
                Cow::Borrowed(&part.signs)
            } else {
                Cow::Owned(part.signs.iter().filter(within).copied().collect())
            };
            if signs.is_empty() {
                continue;
            }
            let size = bit.size * f64::from(part.scale);
            let scale = opening.scale_of(bit);
            let matrix = (scale != 1.0).then_some([scale, 0.0, 0.0, 1.0]);
            let fits = |run: &Run| run.face == part.face && run.size == size && run.matrix == matrix;
            if !list.last().is_some_and(fits) {
                let mut run = Run { face: part.face, size, matrix, ..base.clone() };
                if list.is_empty() {
                    // Mostly there is but this one, and a book's worth of spare room is as much as its glyphs.
                    run.glyphs.reserve_exact(group.iter().map(|bit| bit.glyphs()).sum());
                    run.text.reserve_exact(group.iter().map(|bit| bit.text.len()).sum());
                }
                list.push(run);
            }
            if let Some(run) = list.last_mut() {
                extend(run, bit, &signs, right_to_left, opening.spacing_of(bit) / scale);
                drawn = true;
            }
        }
        if let Some(run) = list.last_mut().filter(|_| drawn) {
            open(run, bit, opening);
        }
    }
    if list.len() > 1 {
        for run in &mut list {
            run.glyphs.shrink_to_fit();
        }
    }
    list
}

/// Adds glyphs of a bit to a run: behind what it holds for the eye, and where they belong in its text.
///
/// `spacing` is added after every cluster of letters.
fn extend(run: &mut Run, bit: &Bit<'_>, signs: &[Sign], right_to_left: bool, spacing: f64) {
    let from = signs.iter().map(|sign| sign.start as usize).min().unwrap_or(0).max(bit.range.start);
    let to = signs.iter().map(|sign| sign.end as usize).max().unwrap_or(0).min(bit.range.end);
    // The text may be another than the one that was shaped: a soft hyphen behind a hyphen.
    let is_own = bit.text.len() == bit.range.len();
    let text = if is_own { &bit.text[from - bit.range.start..to - bit.range.start] } else { bit.text };
    let at = if right_to_left { 0 } else { run.text.len() };
    if right_to_left {
        for glyph in &mut run.glyphs {
            let length = text.len() as u32;
            glyph.text = glyph.text.start + length..glyph.text.end + length;
        }
    }
    run.text.insert_str(at, text);
    run.glyphs.extend(signs.iter().enumerate().map(|(index, sign)| {
        let ends_cluster = signs.get(index + 1).is_none_or(|next| next.start != sign.start);
        let start = at + (sign.start as usize).max(from) - from;
        let end = at + (sign.end as usize).min(to) - from;
        let bytes = if is_own { start..end } else { at..at + text.len() };
        Glyph {
            id: sign.id,
            advance: f64::from(sign.advance) * bit.size + if ends_cluster { spacing } else { 0.0 },
            dx: (f64::from(sign.dx) * bit.size) as f32,
            dy: (f64::from(sign.dy) * bit.size) as f32,
            text: bytes.start as u32..bytes.end as u32,
        }
    }));
}

/// Opens the glyphs that a bit has just added to a run: every space alike, a word at its end.
fn open(run: &mut Run, bit: &Bit<'_>, opening: Opening) {
    let count = bit.spaces().max(1);
    let scale = opening.scale_of(bit);
    let added = if matches!(bit.kind, ChunkKind::Space | ChunkKind::Tie) {
        // White grows by what it is to grow by, whatever becomes of the letters in its run.
        (bit.width + opening.added(bit)) / scale / count as f64 - bit.width / count as f64
    } else {
        opening.added(bit) / scale / count as f64
    };
    let from = run.glyphs.len().saturating_sub(count);
    for glyph in &mut run.glyphs[from..] {
        glyph.advance = if bit.hangs { 0.0 } else { glyph.advance + added };
    }
    if let Some(last) = run.glyphs.last_mut() {
        last.advance -= bit.excess;
        if bit.ends_line {
            last.advance -= opening.spacing_of(bit) / scale;
        }
    }
}
