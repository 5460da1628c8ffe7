//! A word's letters before shaping: in which case, in which face, and what is not drawn at all.

use std::ops::Range;

use harfrust::Script;
use harfrust::unicode::{Decomposed, compose, decompose, script};
use icu_segmenter::GraphemeClusterSegmenter;

use super::Look;
use super::edge::is_own_sign;
use crate::fonts::{FaceId, Fonts};
use crate::layout::text::TextStyle;
use crate::model::Language;

/// What every East Asian face has.
const HAN: char = '一';

/// The size of capitals that stand in for small capitals.
const SCALED_CAPS: f32 = 0.8;

/// What becomes of small letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Casing {
    /// They stay.
    AsWritten,
    /// They become capitals.
    Capitals,
    /// They become the face's own small capitals.
    SmallCaps,
    /// They become capitals at a smaller size, where the face has no small capitals.
    ScaledCaps,
}

impl Casing {
    pub(super) fn of(style: &TextStyle) -> Self {
        match (style.capitals, style.small_caps) {
            (true, _) => Self::Capitals,
            (false, true) => Self::SmallCaps,
            (false, false) => Self::AsWritten,
        }
    }
}

/// A letter as it is shaped.
#[derive(Clone, Copy, Debug)]
pub(super) struct Letter {
    pub character: char,
    /// The byte of the word that it stands for; several capitals may stand for one small letter.
    pub at: u32,
    scaled: bool,
}

/// Letters of one face, script and size.
#[derive(Debug)]
pub(super) struct Stretch {
    pub face: FaceId,
    pub scale: f32,
    pub script: Script,
    pub letters: Vec<Letter>,
    /// The bytes of the word that it covers.
    pub range: Range<u32>,
}

/// Cuts a word into stretches, one grapheme cluster after the other, so that marks and joined emoji stay in one face.
pub(super) fn stretches(
    text: &str,
    look: &Look,
    fonts: &Fonts,
    fallback: &mut dyn FnMut(char) -> Option<FaceId>,
) -> Vec<Stretch> {
    let (face, casing, language) = (look.face, look.casing, &look.language);
    let mut list: Vec<Stretch> = Vec::new();
    let mut letters = Vec::new();
    for cluster in clusters(text) {
        letters.clear();
        for (at, character) in text[cluster.clone()].char_indices() {
            fold(character, cluster.start + at, casing, language, &mut letters);
        }
        let range = cluster.start as u32..cluster.end as u32;
        if letters.is_empty() {
            // Nothing to draw: its bytes go to the letter before it.
            if let Some(last) = list.last_mut() {
                last.range.end = range.end;
            }
            continue;
        }
        for letter in &mut letters {
            letter.character = drawable(letter.character, fonts, face);
        }
        let own = own_sign(look, &text[..cluster.end], &letters, fonts, fallback);
        for (face, letters, range) in assign(&letters, range, fonts, own.unwrap_or(face), fallback) {
            append(&mut list, face, letters, range);
        }
    }
    list
}

/// The East Asian face for a sign that Latin faces have too, at the end of a text.
fn own_sign(
    look: &Look,
    text: &str,
    letters: &[Letter],
    fonts: &Fonts,
    fallback: &mut dyn FnMut(char) -> Option<FaceId>,
) -> Option<FaceId> {
    let [letter] = letters else { return None };
    let before = text.chars().rev().nth(1);
    if !look.spaceless || !is_own_sign(letter.character, before) {
        return None;
    }
    fallback(HAN).filter(|&face| fonts.face(face).covers(letter.character))
}

fn clusters(text: &str) -> Vec<Range<usize>> {
    if text.is_ascii() {
        return (0..text.len()).map(|at| at..at + 1).collect();
    }
    let bounds: Vec<usize> = GraphemeClusterSegmenter::new().segment_str(text).collect();
    bounds.windows(2).map(|pair| pair[0]..pair[1]).collect()
}

/// The letters that are shaped for a character: none, itself, or its capitals.
fn fold(character: char, at: usize, casing: Casing, language: &Language, letters: &mut Vec<Letter>) {
    let at = at as u32;
    if character.is_control() || (is_ignorable(character) && !shapes_neighbours(character)) {
        return;
    }
    let plain = Letter { character, at, scaled: false };
    match casing {
        Casing::AsWritten | Casing::SmallCaps => letters.push(plain),
        Casing::Capitals => {
            letters.extend(capitals(character, language).map(|character| Letter { character, ..plain }));
        }
        Casing::ScaledCaps => {
            let scaled = character.is_lowercase();
            letters.extend(capitals(character, language).map(|character| Letter { character, at, scaled }));
        }
    }
}

/// The capitals of a letter, by the rules of its language.
fn capitals(character: char, language: &Language) -> impl Iterator<Item = char> + use<> {
    let special = match (language.primary(), character) {
        ("tr" | "az", 'i') => Some('İ'),
        // Greek capitals bear no accent.
        ("el", _) => match decompose(u32::from(character)) {
            Some(Decomposed::Pair(base, 0x301)) => char::from_u32(base),
            _ => None,
        },
        _ => None,
    };
    let kept = special.filter(|special| !special.is_lowercase());
    let general = special.unwrap_or(character).to_uppercase();
    kept.into_iter().chain(general.filter(move |_| kept.is_none()))
}

/// A stand-in of the same meaning for a character that a face lacks.
fn drawable(character: char, fonts: &Fonts, face: FaceId) -> char {
    match character {
        '\u{2010}' | '\u{2011}' if !fonts.face(face).covers('\u{2010}') => '-',
        _ => character,
    }
}

/// Chooses the face of a grapheme cluster: one that has all of it, else for each letter its own.
fn assign(
    letters: &[Letter],
    range: Range<u32>,
    fonts: &Fonts,
    face: FaceId,
    fallback: &mut dyn FnMut(char) -> Option<FaceId>,
) -> Vec<(FaceId, Vec<Letter>, Range<u32>)> {
    if covers_all(letters, fonts, face) {
        return vec![(face, letters.to_vec(), range)];
    }
    let visible: Vec<char> =
        letters.iter().map(|letter| letter.character).filter(|&c| !is_ignorable(c)).collect();
    let near = visible
        .iter()
        .find_map(|&character| fallback(character).filter(|&other| covers_all(letters, fonts, other)));
    let any = || fonts.iter().map(|(id, _)| id).find(|&other| covers_all(letters, fonts, other));
    if let Some(other) = near.or_else(|| any().filter(|_| visible.len() > 1)) {
        return vec![(other, letters.to_vec(), range)];
    }
    let mut list: Vec<(FaceId, Vec<Letter>, Range<u32>)> = Vec::new();
    for &letter in letters {
        let own = if is_ignorable(letter.character) {
            list.last().map(|(face, ..)| *face)
        } else if covers(letter.character, fonts, face) {
            Some(face)
        } else {
            fallback(letter.character)
        };
        let own = own.unwrap_or(FaceId::MISSING);
        match list.last_mut() {
            Some((last, letters, _)) if *last == own || letters.last().is_some_and(|l| l.at == letter.at) => {
                letters.push(letter);
            }
            _ => {
                if let Some((_, _, before)) = list.last_mut() {
                    before.end = letter.at;
                }
                let start = if list.is_empty() { range.start } else { letter.at };
                list.push((own, vec![letter], start..range.end));
            }
        }
    }
    list
}

fn covers_all(letters: &[Letter], fonts: &Fonts, face: FaceId) -> bool {
    let mut base = None;
    letters.iter().all(|letter| {
        let composed = base.and_then(|base| compose(base, u32::from(letter.character)));
        base = composed.or(Some(u32::from(letter.character)));
        is_ignorable(letter.character)
            || covers(letter.character, fonts, face)
            || composed.and_then(char::from_u32).is_some_and(|composed| covers(composed, fonts, face))
    })
}

/// Whether a face can draw a character, if need be from its parts or from a space of its own.
fn covers(character: char, fonts: &Fonts, face: FaceId) -> bool {
    let face = fonts.face(face);
    if face.covers(character) {
        return true;
    }
    match character {
        '\u{A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}' => face.covers(' '),
        '\u{2011}' => face.covers('\u{2010}'),
        _ => match decompose(u32::from(character)) {
            Some(Decomposed::Singleton(one)) => char::from_u32(one).is_some_and(|one| face.covers(one)),
            Some(Decomposed::Pair(base, mark)) => [base, mark]
                .into_iter()
                .all(|part| char::from_u32(part).is_some_and(|part| face.covers(part))),
            None => false,
        },
    }
}

/// Adds letters of one face to the last stretch if face, script and size are the same, else begins a new one.
fn append(list: &mut Vec<Stretch>, face: FaceId, letters: Vec<Letter>, range: Range<u32>) {
    let scaled = letters.iter().any(|letter| letter.scaled);
    let scale = if scaled { SCALED_CAPS } else { 1.0 };
    let own =
        letters.iter().map(|letter| script(u32::from(letter.character))).find(|&script| is_real(script));
    if let Some(last) = list.last_mut() {
        let same_script = own.is_none_or(|own| own == last.script) || !is_real(last.script);
        if last.face == face && last.scale == scale && same_script {
            if let Some(own) = own {
                last.script = own;
            }
            last.letters.extend(letters);
            last.range.end = range.end;
            return;
        }
    }
    let start = if list.is_empty() { 0 } else { range.start };
    list.push(Stretch {
        face,
        scale,
        script: own.unwrap_or(Script::COMMON),
        letters,
        range: start..range.end,
    });
}

fn is_real(script: Script) -> bool {
    script != Script::COMMON && script != Script::INHERITED && script != Script::UNKNOWN
}

/// Whether a letter joins its neighbours, as those of Arabic, Syriac, N'Ko and Mongolian do.
pub(super) fn joins(character: char) -> bool {
    matches!(character,
        '\u{600}'..='\u{74F}' | '\u{750}'..='\u{77F}' | '\u{7C0}'..='\u{7FF}' | '\u{840}'..='\u{8FF}'
        | '\u{1800}'..='\u{18AF}' | '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFE}')
}

/// Whether a character is never drawn: joiners, selectors, marks of direction and other signs to programs.
pub(super) fn is_ignorable(character: char) -> bool {
    matches!(character,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
        | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
        | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF0}'..='\u{FFFB}'
        | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}')
}

/// Whether a character that is not drawn changes how its neighbours are.
fn shapes_neighbours(character: char) -> bool {
    matches!(character,
        '\u{34F}' | '\u{180B}'..='\u{180F}' | '\u{200C}' | '\u{200D}' | '\u{FE00}'..='\u{FE0F}'
        | '\u{E0020}'..='\u{E007F}' | '\u{E0100}'..='\u{E01EF}')
}
