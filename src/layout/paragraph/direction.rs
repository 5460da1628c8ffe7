//! Which way text runs: embedding levels, and the order in which a line's parts are seen.

use unicode_bidi::{BidiClass, Level, ParagraphBidiInfo, bidi_class};

use super::section::Section;

/// The embedding levels of a section's text.
#[derive(Debug, Default)]
pub(super) struct Levels {
    /// One for each byte; empty where everything runs to the right.
    bytes: Vec<Level>,
}

impl Levels {
    /// Finds the levels of a section under a paragraph's direction.
    pub(super) fn new(section: &Section<'_>, right_to_left: bool) -> Self {
        if !right_to_left && !section.text.chars().any(may_turn) {
            return Self::default();
        }
        let base = if right_to_left { Level::rtl() } else { Level::ltr() };
        Self { bytes: ParagraphBidiInfo::new(&section.text, Some(base)).levels }
    }

    /// The level at a byte.
    pub(super) fn at(&self, byte: usize) -> u8 {
        self.bytes.get(byte).map_or(0, Level::number)
    }
}

/// Whether a character can make text run to the left: all such characters lie from Hebrew on.
fn may_turn(character: char) -> bool {
    character >= '\u{590}'
        && matches!(
            bidi_class(character),
            BidiClass::R | BidiClass::AL | BidiClass::AN | BidiClass::RLE | BidiClass::RLI | BidiClass::RLO
        )
}

/// Whether a paragraph runs to the left: most of it is in languages that do, or its letters do.
pub(super) fn is_right_to_left(sections: &[Section<'_>]) -> bool {
    let (mut left, mut right) = (0, 0);
    for section in sections {
        for origin in &section.origins {
            match origin.text() {
                Some(text) if text.language.is_right_to_left() => left += origin.end - origin.start,
                Some(_) => right += origin.end - origin.start,
                None => {}
            }
        }
    }
    left > right || (left == 0 && mostly_left(sections))
}

/// Whether the first letter with a direction runs to the left, and most others too.
fn mostly_left(sections: &[Section<'_>]) -> bool {
    let mut balance = 0_i64;
    for character in sections.iter().flat_map(|section| section.text.chars()) {
        let turned = if character < '\u{590}' {
            if character.is_alphabetic() { -1 } else { 0 }
        } else {
            let class = bidi_class(character);
            i64::from(matches!(class, BidiClass::R | BidiClass::AL)) - i64::from(class == BidiClass::L)
        };
        // Most paragraphs begin with a letter that runs to the right: nothing more need be looked at.
        if balance == 0 && turned < 0 {
            return false;
        }
        balance += turned;
    }
    balance > 0
}

/// The order in which things of these levels are seen, from left to right.
pub(super) fn visual_order(levels: &[u8]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..levels.len()).collect();
    let highest = levels.iter().copied().max().unwrap_or(0);
    for level in (1..=highest).rev() {
        let mut from = 0;
        while from < order.len() {
            let run = order[from..].iter().take_while(|&&index| levels[index] >= level).count();
            order[from..from + run].reverse();
            from += run.max(1);
        }
    }
    order
}
