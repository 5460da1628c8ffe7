//! Where words may be hyphenated.

use std::ops::Range;

use hypher::Lang;

use super::chunk::{Chunk, Chunks};
use crate::layout::text::Breaking;
use crate::model::Language;

/// The hyphen that is drawn.
pub(super) const HYPHEN: &str = "\u{2010}";

/// Words shorter than this many letters stay whole.
const SHORTEST: usize = 5;
/// How many letters stay before and after a hyphen at least.
const LEAST: (usize, usize) = (2, 3);
/// What it costs to break a likely name, and to leave only two letters standing.
const NAME: f64 = 150.0;
const TWO_LETTERS: f64 = 150.0;
/// And to add a hyphen to a compound that has one.
const COMPOUND: f64 = 250.0;

/// The hyphens of compounds.
const JOINING: [char; 3] = ['-', '\u{2010}', '\u{2011}'];

/// A place in a word where a hyphen may be added.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Place {
    /// The byte of the chunk.
    pub at: usize,
    /// What it costs beyond a hyphen between full syllables.
    pub extra: f64,
}

/// The places in a chunk: the author's own soft hyphens, or those that the language's patterns give.
pub(super) fn places(chunks: &Chunks<'_>, chunk: &Chunk) -> Vec<Place> {
    let origin = &chunks.section.origins[chunk.origin];
    let soft = &chunks.section.soft_hyphens;
    let from = soft.partition_point(|&at| at <= chunk.range.start);
    let to = soft.partition_point(|&at| at < chunk.range.end);
    if from < to {
        let place = |&at| Place { at: at - chunk.range.start, extra: 0.0 };
        return soft[from..to].iter().map(place).collect();
    }
    match origin.text() {
        Some(text) if text.breaking == Breaking::Hyphens => {
            let all = &chunks.section.text;
            let mut places = patterns(&all[chunk.range.clone()], text.language);
            if all[chunk.range.clone()].contains(JOINING) || all[..chunk.range.start].ends_with(JOINING) {
                for place in &mut places {
                    place.extra += COMPOUND;
                }
            }
            places
        }
        _ => Vec::new(),
    }
}

fn patterns(text: &str, language: &Language) -> Vec<Place> {
    let Some(lang) = <[u8; 2]>::try_from(language.primary().as_bytes()).ok().and_then(Lang::from_iso) else {
        return Vec::new();
    };
    let (least_before, least_after) = lang.bounds();
    let bounds = (least_before.max(LEAST.0), least_after.max(LEAST.1));
    let mut places = Vec::new();
    for range in words(text) {
        let word = &text[range.clone()];
        let mut at = range.start;
        if word.chars().count() < SHORTEST || word.chars().skip(1).any(char::is_uppercase) {
            continue;
        }
        // German writes every noun with a capital, so there it tells nothing.
        let is_name = language.primary() != "de" && word.starts_with(char::is_uppercase);
        let mut syllables = hypher::hyphenate_bounded(word, lang, bounds.0, bounds.1).peekable();
        while let Some(syllable) = syllables.next() {
            at += syllable.len();
            if syllables.peek().is_some() {
                let is_short = text[range.start..at].chars().count() < 3;
                let extra = if is_name { NAME } else { 0.0 } + if is_short { TWO_LETTERS } else { 0.0 };
                places.push(Place { at, extra });
            }
        }
    }
    places
}

/// The runs of letters in a text.
fn words(text: &str) -> Vec<Range<usize>> {
    let mut list: Vec<Range<usize>> = Vec::new();
    for (at, character) in text.char_indices() {
        let end = at + character.len_utf8();
        if character.is_alphabetic() || ('\u{300}'..='\u{36F}').contains(&character) {
            match list.last_mut() {
                Some(last) if last.end == at => last.end = end,
                _ => list.push(at..end),
            }
        }
    }
    list
}
