//! What shaping does with the words of a book in one face: which glyphs stand for them, which replace others, and how they
//! are kerned. A subset needs to know no more than that.

use std::collections::{BTreeMap, BTreeSet};

use harfrust::font::Font;
use harfrust::{Buffer, Direction, Feature, GlyphId, Script, ShapeOptions, ShaperFont, Tag};

use super::needs::{Setting, Wanted};
use crate::model::theme::Figures;

/// The name of a feature or language in a font.
pub(super) type Name = [u8; 4];

/// More pairs than any text of letters has; the table that holds them counts its bytes with two.
const MOST_PAIRS: usize = 10_000;

/// What shaping does in one face.
#[derive(Debug, Default)]
pub(super) struct Observed {
    /// The glyph of each character.
    pub nominal: BTreeMap<char, u16>,
    /// Glyphs that a feature puts in place of others.
    pub singles: BTreeMap<Name, BTreeMap<u16, u16>>,
    /// Glyphs that a language puts in place of others.
    pub local: BTreeMap<Name, BTreeMap<u16, u16>>,
    /// Glyphs that stand for several, by the feature that joins them.
    pub ligatures: BTreeMap<Name, BTreeMap<Vec<u16>, u16>>,
    /// How much nearer or farther a glyph stands to the one before, in the font's units.
    pub kerns: BTreeMap<(u16, u16), i16>,
}

/// A glyph as shaped, with the part of the text that it stands for.
struct Shaped {
    glyph: u16,
    start: usize,
    end: usize,
    /// Whether no other glyph stands for the same part.
    alone: bool,
    advance: i32,
}

/// Shapes all that is wanted of a face.
pub(super) fn observe(font: &Font, wanted: &Wanted<'_>) -> Observed {
    let mut observed = Observed::default();
    let charmap = font.charmap();
    for character in &wanted.characters {
        if let Some(glyph) =
            charmap.map_unicode(*character).and_then(|glyph| u16::try_from(glyph.to_u32()).ok())
            && glyph != 0
        {
            observed.nominal.insert(*character, glyph);
        }
    }
    for (setting, words) in &wanted.texts {
        observed.features(font, *setting, words);
        for words in by_script(words) {
            observed.words(font, *setting, &words.join(" "));
        }
    }
    observed
}

/// The words, those of one script together.
fn by_script(words: &BTreeSet<String>) -> impl Iterator<Item = Vec<&str>> {
    let mut scripts: BTreeMap<Option<[u8; 4]>, Vec<&str>> = BTreeMap::new();
    for word in words {
        let mut buffer = Buffer::new();
        buffer.push_str(word);
        buffer.guess_segment_properties();
        let script = buffer.script().map(|script| script.tag().to_be_bytes());
        scripts.entry(script).or_default().push(word);
    }
    scripts.into_values()
}

/// The features that a setting turns on.
fn features(setting: Setting<'_>) -> Vec<Name> {
    let mut features = match setting.figures {
        Figures::OldStyle => vec![*b"onum"],
        Figures::Lining => vec![*b"lnum"],
        Figures::Tabular => vec![*b"lnum", *b"tnum"],
    };
    if setting.small_caps {
        features.push(*b"smcp");
    }
    features
}

fn shape(font: &Font, setting: Setting<'_>, text: &str) -> Vec<Shaped> {
    let mut buffer = Buffer::new();
    buffer.push_str(text);
    buffer.guess_segment_properties();
    buffer.set_direction(Direction::LeftToRight);
    buffer.set_language(harfrust::Language::new(setting.language.as_str()));
    let on = |name: Name| Feature::new(Tag::new(&name), 1, ..);
    let features: Vec<_> = features(setting).into_iter().map(on).collect();
    let options = ShapeOptions::new().features(&features);
    if harfrust::shape(&ShaperFont::new(font), &mut buffer, options).is_err() {
        return Vec::new();
    }
    let glyphs: Vec<_> = buffer.glyph_infos().iter().zip(buffer.glyph_positions()).collect();
    let clusters: Vec<_> = glyphs.chunk_by(|(a, _), (b, _)| a.cluster == b.cluster).collect();
    let ends = clusters.iter().skip(1).map(|next| next[0].0.cluster as usize).chain([text.len()]);
    let mut shaped = Vec::with_capacity(glyphs.len());
    for (cluster, end) in clusters.iter().zip(ends) {
        let alone = cluster.len() == 1;
        for (info, position) in *cluster {
            let (glyph, start) = (info.glyph_id as u16, (info.cluster as usize).min(end));
            shaped.push(Shaped { glyph, start, end, alone, advance: position.x_advance });
        }
    }
    shaped
}

impl Observed {
    /// Notes what the features of a setting do to single characters.
    fn features(&mut self, font: &Font, setting: Setting<'_>, words: &BTreeSet<String>) {
        let name = match (setting.small_caps, setting.figures) {
            (true, _) => *b"smcp",
            (false, Figures::OldStyle) => *b"onum",
            (false, Figures::Tabular) => *b"tnum",
            (false, Figures::Lining) => *b"lnum",
        };
        let touched = |c: char| c.is_ascii_digit() || (setting.small_caps && c.is_lowercase());
        let characters: BTreeSet<char> =
            words.iter().flat_map(|word| word.chars()).filter(|c| touched(*c)).collect();
        let text: String = characters.iter().flat_map(|c| [*c, ' ']).collect();
        for shaped in shape(font, setting, &text) {
            let Some((character, nominal)) = self.single(&text[shaped.start..shaped.end]) else { continue };
            if shaped.alone && shaped.glyph != nominal && shaped.glyph != 0 {
                let name = if character.is_ascii_digit() && setting.small_caps { *b"onum" } else { name };
                self.singles.entry(name).or_default().insert(nominal, shaped.glyph);
            }
        }
    }

    /// The character that a text consists of, and its glyph.
    fn single(&self, text: &str) -> Option<(char, u16)> {
        let mut characters = text.chars();
        let character = characters.next()?;
        let glyph = self.nominal.get(&character)?;
        characters.next().is_none().then_some((character, *glyph))
    }

    /// Notes what becomes of words.
    fn words(&mut self, font: &Font, setting: Setting<'_>, text: &str) {
        let metrics = font.glyph_metrics();
        // The glyph before with the room that it was given, where it is one that this subset will have.
        let mut before: Option<(u16, i32)> = None;
        for shaped in shape(font, setting, text) {
            let kept = self.keep(font, setting, &shaped, &text[shaped.start..shaped.end]);
            if let (Some((left, room)), true) = (before, kept) {
                let own = metrics.h_advance(GlyphId::new(u32::from(left))).round() as i32;
                let pairs = self.kerns.len();
                if room != own && pairs < MOST_PAIRS {
                    self.kerns.entry((left, shaped.glyph)).or_insert((room - own) as i16);
                }
            }
            before = kept.then_some((shaped.glyph, shaped.advance));
        }
    }

    /// Notes by which rule a glyph came into the text; whether there is one that a subset can repeat.
    fn keep(&mut self, font: &Font, setting: Setting<'_>, shaped: &Shaped, text: &str) -> bool {
        if !shaped.alone || shaped.glyph == 0 {
            return false;
        }
        if let Some((_, nominal)) = self.single(text) {
            let by_feature = || {
                let names = features(setting).into_iter();
                names
                    .filter_map(|name| self.singles.get(&name)?.get(&nominal))
                    .any(|glyph| *glyph == shaped.glyph)
            };
            return shaped.glyph == nominal
                || by_feature()
                || self.note_local(font, setting, nominal, shaped.glyph, text);
        }
        let parts: Option<Vec<u16>> = text.chars().map(|c| self.nominal.get(&c).copied()).collect();
        let Some(parts) = parts.filter(|parts| parts.len() > 1) else { return false };
        // What joins letters may be turned off where letters are spaced; what joins a letter and its accent may not.
        let letters = text.chars().all(|c| c.is_ascii_alphabetic());
        let name = if letters { *b"liga" } else { *b"ccmp" };
        self.ligatures.entry(name).or_default().insert(parts, shaped.glyph);
        true
    }

    /// Notes a glyph that stands for a character in one language, if it does so whatever stands beside it.
    fn note_local(
        &mut self,
        font: &Font,
        setting: Setting<'_>,
        nominal: u16,
        glyph: u16,
        text: &str,
    ) -> bool {
        let language = harfrust::Language::new(setting.language.as_str());
        let (_, tags) = Script::tags_for_language(None, language.as_ref());
        let Some(tag) = tags.as_slice().first().map(|tag| tag.to_be_bytes()) else { return false };
        if self.local.get(&tag).and_then(|map| map.get(&nominal)).is_some_and(|known| *known == glyph) {
            return true;
        }
        let alone = shape(font, setting, text);
        let same = matches!(&alone[..], [only] if only.glyph == glyph);
        if same {
            self.local.entry(tag).or_default().insert(nominal, glyph);
        }
        same
    }
}
