//! Which faces a book needs, and what of each.

use std::collections::{BTreeMap, BTreeSet};

use crate::fonts::{FaceId, Fonts};
use crate::model::theme::{Figures, Part};
use crate::model::{Language, Theme};

/// What decides in which face text is set, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::backend::epub) struct Look<'a> {
    /// The part of the theme that governs it.
    pub part: Part,
    /// The weight, where marks have changed it.
    pub weight: Option<u16>,
    /// Whether marks have turned the slant over.
    pub italic: bool,
    /// Whether it is code within other text, which takes only the family of code.
    pub code: bool,
    /// Whether in small capitals.
    pub small_caps: bool,
    /// The language.
    pub language: &'a Language,
}

/// Which words are set in which look.
#[derive(Debug, Default)]
pub(in crate::backend::epub) struct Usage<'a> {
    words: BTreeMap<Look<'a>, BTreeSet<String>>,
}

impl<'a> Usage<'a> {
    /// Notes that text is set in a look.
    pub(in crate::backend::epub) fn note(&mut self, look: Look<'a>, text: &str) {
        let words = self.words.entry(look).or_default();
        for word in text.split_whitespace() {
            if !words.contains(word) {
                words.insert(word.to_owned());
            }
        }
    }
}

/// How letters are set beyond their face.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Setting<'a> {
    /// Which digits.
    pub figures: Figures,
    /// Whether in small capitals.
    pub small_caps: bool,
    /// The language.
    pub language: &'a Language,
}

/// What is wanted of a face.
#[derive(Debug, Default)]
pub(super) struct Wanted<'a> {
    /// Every character.
    pub characters: BTreeSet<char>,
    /// The words, by how they are set.
    pub texts: BTreeMap<Setting<'a>, BTreeSet<String>>,
}

/// A face as the style sheet asks for it: the family, the weight, whether italic.
pub(super) type Request = (String, u16, bool);

/// Collects what is wanted of which face, and which face answers which request.
#[derive(Default)]
pub(super) struct Needs<'a> {
    /// The face that answers each request.
    pub requests: BTreeMap<Request, FaceId>,
    /// Faces that stand in for others, with the characters that they lend.
    pub fallbacks: BTreeMap<FaceId, BTreeSet<char>>,
    /// For each family asked for, the families that lend it characters.
    pub lenders: BTreeMap<String, BTreeSet<String>>,
    /// What is wanted of each face.
    pub wanted: BTreeMap<FaceId, Wanted<'a>>,
}

/// Signs that reading systems set of themselves, such as where they hyphenate.
pub(super) const OWN_SIGNS: [char; 4] = [' ', '\u{a0}', '-', '\u{2010}'];

impl<'a> Needs<'a> {
    /// What the words of a book need.
    pub(super) fn of(usage: &Usage<'a>, theme: &Theme, fonts: &Fonts) -> Self {
        let mut needs = Self::default();
        for (look, words) in &usage.words {
            needs.add(*look, words, theme, fonts);
        }
        needs
    }

    fn add(&mut self, look: Look<'a>, words: &BTreeSet<String>, theme: &Theme, fonts: &Fonts) {
        let style = theme.style(look.part);
        let family = if look.code { &theme.style(Part::Code).font } else { &style.font };
        let (weight, italic) = (look.weight.unwrap_or(style.weight), style.italic != look.italic);
        let request = (family.clone(), weight, italic);
        let face = *self.requests.entry(request).or_insert_with(|| fonts.select(family, weight, italic));
        let setting = Setting {
            figures: if look.code { Figures::Lining } else { style.figures },
            small_caps: look.small_caps,
            language: look.language,
        };
        self.wanted.entry(face).or_default().characters.extend(OWN_SIGNS);
        for word in words {
            if style.capitals || look.small_caps {
                // Small capitals are made of capitals where a face has none.
                let plain = Setting { small_caps: false, ..setting };
                self.word(&word.to_uppercase(), family, face, plain, fonts);
            }
            if !style.capitals {
                self.word(word, family, face, setting, fonts);
            }
        }
    }

    /// Parts a word between the face and those that lend it what it lacks.
    fn word(&mut self, word: &str, family: &str, face: FaceId, setting: Setting<'a>, fonts: &Fonts) {
        let source = |character: char| {
            if fonts.face(face).covers(character) {
                Some(face)
            } else {
                fonts.fallback(character, face, setting.language).filter(|id| *id != FaceId::MISSING)
            }
        };
        let mut rest = word;
        while let Some(first) = rest.chars().next() {
            let here = source(first);
            let length =
                rest.char_indices().find(|(_, c)| source(*c) != here).map_or(rest.len(), |(at, _)| at);
            let (part, after) = rest.split_at(length);
            rest = after;
            let Some(here) = here else { continue };
            let wanted = self.wanted.entry(here).or_default();
            wanted.characters.extend(part.chars());
            let texts = wanted.texts.entry(setting).or_default();
            if !texts.contains(part) {
                texts.insert(part.to_owned());
            }
            if here != face {
                self.fallbacks.entry(here).or_default().extend(part.chars());
                let lender = fonts.face(here).family.clone();
                self.lenders.entry(family.to_owned()).or_default().insert(lender);
            }
        }
    }
}
