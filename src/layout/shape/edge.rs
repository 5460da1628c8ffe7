//! The signs of East Asian text whose bodies are half white: the white is taken from them and given back between words, so
//! that it closes up where two such signs meet and vanishes at the ends of lines.

use super::word::Word;
use crate::model::Language;

/// The white half of a sign, in em.
const HALF: f32 = 0.5;
/// A sign narrower than this, in em, has no white half.
const FULL: f32 = 0.9;

/// What a word begins or ends with, as far as the white before or after it goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Edge {
    /// A letter or digit of a script with spaces.
    Letter,
    /// Han or kana.
    Han,
    /// A bracket that opens, without its white half.
    Opening,
    /// A bracket that closes, a comma or a full stop, without its white half.
    Closing,
    /// Anything else.
    #[default]
    Other,
}

/// Whether the language is written in Han or kana without spaces.
pub(super) fn is_spaceless(language: &Language) -> bool {
    matches!(language.primary(), "zh" | "yue" | "ja")
}

/// Whether a sign that Latin faces have too is one of East Asian text there: after anything but a Latin letter, which an
/// apostrophe follows.
pub(super) fn is_own_sign(character: char, before: Option<char>) -> bool {
    match character {
        '\u{2014}' | '\u{201C}' | '\u{201D}' | '\u{2025}' | '\u{2026}' => true,
        '\u{2018}' | '\u{2019}' => !before.is_some_and(|before| before.is_ascii_alphanumeric()),
        _ => false,
    }
}

/// Takes the white halves from the signs of a word where others of their kind, or the ends of the word, are beside them, and
/// notes what it begins and ends with.
pub(super) fn close_up(word: &mut Word, text: &str, language: &Language) {
    let kind = |character: Option<char>| character.map(|character| edge(character, language));
    let plain = |character: Option<char>| match kind(character) {
        Some(edge @ (Edge::Letter | Edge::Han)) => edge,
        Some(Edge::Opening | Edge::Closing | Edge::Other) | None => Edge::Other,
    };
    word.first = plain(text.chars().next());
    word.last = plain(text.chars().next_back());
    for part in &mut word.parts {
        let (full, half) = (FULL * part.scale, HALF * part.scale);
        for sign in part.signs.iter_mut().filter(|sign| sign.advance >= full) {
            let (before, here) = text.split_at(sign.start as usize);
            let before = kind(before.chars().next_back());
            let after = kind(here.chars().nth(1));
            match kind(here.chars().next()) {
                Some(Edge::Opening) if matches!(before, None | Some(Edge::Opening | Edge::Closing)) => {
                    sign.advance -= half;
                    sign.dx -= half;
                    word.first = if before.is_none() { Edge::Opening } else { word.first };
                }
                Some(Edge::Closing) if matches!(after, None | Some(Edge::Closing)) => {
                    sign.advance -= half;
                    word.last = if after.is_none() { Edge::Closing } else { word.last };
                }
                Some(Edge::Opening | Edge::Closing | Edge::Letter | Edge::Han | Edge::Other) | None => {}
            }
        }
    }
}

fn edge(character: char, language: &Language) -> Edge {
    // In Taiwan and Hong Kong commas and full stops stand in the middle of their bodies.
    let centred = || {
        let tag = language.as_str();
        ["Hant", "TW", "HK", "MO"].iter().any(|part| tag.contains(part)) && !tag.contains("Hans")
    };
    match character {
        '「' | '『' | '（' | '【' | '《' | '〈' | '〔' | '［' | '｛' | '〖' | '〘' | '〝' | '\u{201C}'
        | '\u{2018}' => Edge::Opening,
        '」' | '』' | '）' | '】' | '》' | '〉' | '〕' | '］' | '｝' | '〗' | '〙' | '〟' | '\u{201D}'
        | '\u{2019}' => Edge::Closing,
        '、' | '。' | '，' | '．' if !centred() => Edge::Closing,
        '：' | '；' if language.primary() == "zh" && !centred() => Edge::Closing,
        '々'
        | '〆'
        | '〇'
        | '\u{3041}'..='\u{30FA}'
        | '\u{30FC}'..='\u{30FF}'
        | '\u{3400}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{3FFFF}' => Edge::Han,
        '\u{FF00}'..='\u{FFEF}' | '\u{1100}'..='\u{11FF}' | '\u{AC00}'..='\u{D7FF}' => Edge::Other,
        _ if character.is_alphanumeric() => Edge::Letter,
        _ => Edge::Other,
    }
}
