//! Words to glyphs: which face sets which letter, and what each word looks like, remembered.
//!
//! A shaped [`Word`] knows neither size nor colour; its lengths are in em, so that one entry serves every size.

mod edge;
mod letters;
mod word;

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use harfrust::{
    Buffer, BufferFlags, Direction, Feature, Script, ShapeOptions, ShapePlan, ShaperFont, Tag, shape,
};

pub(crate) use self::edge::Edge;
use self::letters::{Casing, Stretch, stretches};
pub(crate) use self::word::{Part, Sign, Word};
use self::word::{is_elastic, missing_part, signs, space_out};
use super::text::TextStyle;
use crate::fonts::{FaceId, Fonts};
use crate::model::Language;
use crate::model::theme::Figures;
use crate::source::{SourceId, Span};

/// Shapes words and remembers them.
///
/// May be shared between threads; one for each thread is cheap too, and then nobody waits.
#[derive(Debug)]
pub(crate) struct Shaper<'a> {
    fonts: &'a Fonts,
    looks: Mutex<HashMap<LookKey, Arc<Look>>>,
    missing: Mutex<BTreeSet<(SourceId, u32, u32, char)>>,
}

/// What decides how letters are shaped: all of a style but size, colour and what surrounds the text.
#[derive(Debug, PartialEq, Eq, Hash)]
struct LookKey {
    font: Arc<str>,
    weight: u16,
    italic: bool,
    tracking: u64,
    casing: Casing,
    figures: Figures,
    language: Language,
}

/// A way to shape words, with the words shaped so far.
#[derive(Debug)]
pub(crate) struct Look {
    face: FaceId,
    language: Language,
    shaping_language: Option<harfrust::Language>,
    features: Vec<Feature>,
    casing: Casing,
    tracking: f32,
    /// Whether the text is East Asian without spaces; code keeps its columns.
    spaceless: bool,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    /// Words that run to the right, and those that run to the left.
    words: [HashMap<Box<str>, Arc<Word>>; 2],
    plans: Vec<(FaceId, Script, Direction, Arc<ShapePlan>)>,
    fallbacks: HashMap<char, Option<FaceId>>,
    buffer: Buffer,
}

impl std::fmt::Debug for State {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} words", self.words[0].len() + self.words[1].len())
    }
}

impl<'a> Shaper<'a> {
    /// Makes a shaper that has shaped nothing yet.
    pub(crate) fn new(fonts: &'a Fonts) -> Self {
        Self { fonts, looks: Mutex::default(), missing: Mutex::default() }
    }

    /// The fonts that it shapes with.
    pub(crate) fn fonts(&self) -> &'a Fonts {
        self.fonts
    }

    /// The way to shape text of a style and language.
    pub(crate) fn look(&self, style: &TextStyle, language: &Language) -> Arc<Look> {
        let key = LookKey {
            font: style.font.clone(),
            weight: style.weight,
            italic: style.italic,
            tracking: style.tracking.to_bits(),
            casing: Casing::of(style),
            figures: figures(style.figures, language),
            language: language.clone(),
        };
        let mut looks = lock(&self.looks);
        looks
            .entry(key)
            .or_insert_with_key(|key| Arc::new(self.make_look(key, style.tracking as f32)))
            .clone()
    }

    fn make_look(&self, key: &LookKey, tracking: f32) -> Look {
        let face = self.fonts.select(&key.font, key.weight, key.italic);
        let mut look = Look {
            face,
            language: key.language.clone(),
            shaping_language: harfrust::Language::new(key.language.as_str()),
            features: features(key.figures, key.casing, tracking != 0.0),
            casing: key.casing,
            tracking,
            spaceless: edge::is_spaceless(&key.language) && !self.fonts.face(face).metrics().fixed_pitch,
            state: Mutex::default(),
        };
        if key.casing == Casing::SmallCaps && !self.has_small_caps(face) {
            look.casing = Casing::ScaledCaps;
            look.features = features(key.figures, look.casing, tracking != 0.0);
        }
        look
    }

    /// Whether the face has small capitals: shaped with them, a letter becomes another glyph.
    fn has_small_caps(&self, face: FaceId) -> bool {
        let font = ShaperFont::new(self.fonts.face(face).font());
        let glyph = |features: &[Feature]| {
            let mut buffer = Buffer::new();
            buffer.push_str("a");
            buffer.guess_segment_properties();
            shape(&font, &mut buffer, ShapeOptions::new().features(features)).ok()?;
            buffer.glyph_infos().first().map(|info| info.glyph_id)
        };
        glyph(&[]) != glyph(&[feature(*b"smcp", 1)])
    }

    /// Shapes a word, or remembers it: text without break opportunities, all of one direction.
    pub(crate) fn word(&self, look: &Look, text: &str, right_to_left: bool) -> Arc<Word> {
        let mut state = lock(&look.state);
        if let Some(word) = state.words[usize::from(right_to_left)].get(text) {
            return word.clone();
        }
        let word = Arc::new(self.shape_word(look, &mut state, text, right_to_left));
        state.words[usize::from(right_to_left)].insert(text.into(), word.clone());
        word
    }

    fn shape_word(&self, look: &Look, state: &mut State, text: &str, right_to_left: bool) -> Word {
        // Letters that join would be torn apart.
        let tracking = if text.chars().any(letters::joins) { 0.0 } else { look.tracking };
        let mut word = Word { tracking, ..Word::default() };
        let direction = if right_to_left { Direction::RightToLeft } else { Direction::LeftToRight };
        let mut fallback = |character| {
            *state
                .fallbacks
                .entry(character)
                .or_insert_with(|| self.fonts.fallback(character, look.face, &look.language))
        };
        let list = stretches(text, look, self.fonts, &mut fallback);
        for stretch in list {
            let shaped = self.shape_stretch(look, state, &stretch, direction);
            let boxes = || missing_part(&stretch, text, right_to_left, &mut word.missing);
            word.parts.push(shaped.unwrap_or_else(boxes));
        }
        if right_to_left {
            word.parts.reverse();
        }
        if look.spaceless {
            edge::close_up(&mut word, text, &look.language);
        } else if text.chars().next_back().is_some_and(char::is_alphanumeric) {
            word.last = Edge::Letter;
        }
        space_out(&mut word);
        word.width = word.signs().map(|sign| sign.advance).sum();
        word.clusters = word.clusters_in(&(0..text.len()));
        word.is_elastic = is_elastic(text);
        word
    }

    /// Shapes letters of one face; `None` where the face has no glyph for one of them after all.
    fn shape_stretch(
        &self,
        look: &Look,
        state: &mut State,
        stretch: &Stretch,
        direction: Direction,
    ) -> Option<Part> {
        if stretch.face == FaceId::MISSING {
            return None;
        }
        let font = self.fonts.face(stretch.face).font();
        let plan = state.plan(look, font, stretch, direction);
        let shaper = ShaperFont::new(font);
        let buffer = &mut state.buffer;
        buffer.clear();
        buffer.set_flags(BufferFlags::REMOVE_DEFAULT_IGNORABLES | BufferFlags::DO_NOT_INSERT_DOTTED_CIRCLE);
        for letter in &stretch.letters {
            buffer.push(u32::from(letter.character), letter.at);
        }
        buffer.set_direction(direction);
        buffer.set_script(Some(stretch.script));
        buffer.set_language(look.shaping_language.clone());
        let options = ShapeOptions::new().plan(Some(&plan)).features(&look.features);
        // The plan is made for this very direction and script, the only things that shaping can object to.
        shape(&shaper, buffer, options).ok()?;
        let signs = signs(buffer, stretch, font.units_per_em());
        let complete = signs.iter().all(|sign| sign.id != 0);
        complete.then_some(Part { face: stretch.face, scale: stretch.scale, signs })
    }

    /// Notes that characters of a text have no face.
    pub(crate) fn report_missing(&self, character: char, span: Span) {
        lock(&self.missing).insert((span.source, span.start, span.end, character));
    }

    /// The characters that no face has, with their places, in the order of the text; each is told once.
    pub(crate) fn take_missing(&self) -> Vec<(char, Span)> {
        std::mem::take(&mut *lock(&self.missing))
            .into_iter()
            .map(|(source, start, end, character)| (character, Span { source, start, end }))
            .collect()
    }
}

impl State {
    fn plan(
        &mut self,
        look: &Look,
        font: &harfrust::Font,
        stretch: &Stretch,
        direction: Direction,
    ) -> Arc<ShapePlan> {
        let known = self.plans.iter().find(|(face, script, way, _)| {
            *face == stretch.face && *script == stretch.script && *way == direction
        });
        if let Some((.., plan)) = known {
            return plan.clone();
        }
        let language = look.shaping_language.as_ref();
        let plan = Arc::new(ShapePlan::new(font, direction, Some(stretch.script), language, &look.features));
        self.plans.push((stretch.face, stretch.script, direction, plan.clone()));
        plan
    }
}

/// A cache is whole after every step, so a thread that fell while holding the lock leaves nothing broken behind.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn feature(tag: [u8; 4], value: u32) -> Feature {
    Feature::new(Tag::new(&tag), value, ..)
}

/// The digits for a language: old-style figures have no place between ideographs of one height, nor between letters that
/// know no capitals and small letters.
fn figures(wanted: Figures, language: &Language) -> Figures {
    match (wanted, language.primary()) {
        (Figures::OldStyle, "zh" | "ja" | "ko") => Figures::Lining,
        (Figures::OldStyle, _) if language.is_right_to_left() => Figures::Lining,
        (wanted, _) => wanted,
    }
}

fn features(figures: Figures, casing: Casing, tracked: bool) -> Vec<Feature> {
    let mut list = vec![feature(*b"kern", 1)];
    match figures {
        Figures::OldStyle => list.extend([feature(*b"onum", 1), feature(*b"pnum", 1)]),
        Figures::Lining => list.extend([feature(*b"lnum", 1), feature(*b"pnum", 1)]),
        Figures::Tabular => list.extend([feature(*b"lnum", 1), feature(*b"tnum", 1)]),
    }
    if tracked {
        list.extend([feature(*b"liga", 0), feature(*b"clig", 0)]);
    }
    if casing == Casing::SmallCaps {
        list.push(feature(*b"smcp", 1));
    }
    list
}

#[cfg(test)]
mod tests;
