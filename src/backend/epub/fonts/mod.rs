//! The faces that the book brings along, each reduced to what its text needs.

mod features;
mod observe;
mod sfnt;
mod subset;

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::fonts::{Face, FaceId, Fonts, Licence};
use crate::model::theme::{Figures, Part};
use crate::model::{Language, Theme};

/// What decides in which face text is set, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Look<'a> {
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
pub(super) struct Usage<'a> {
    words: BTreeMap<Look<'a>, BTreeSet<String>>,
}

impl<'a> Usage<'a> {
    /// Notes that text is set in a look.
    pub(super) fn note(&mut self, look: Look<'a>, text: &str) {
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
struct Setting<'a> {
    figures: Figures,
    small_caps: bool,
    language: &'a Language,
}

/// What is wanted of a face.
#[derive(Debug, Default)]
struct Wanted<'a> {
    characters: BTreeSet<char>,
    texts: BTreeMap<Setting<'a>, BTreeSet<String>>,
}

/// A font file in the book.
pub(super) struct FontFile {
    /// Its name, with the folder.
    pub name: String,
    /// Its media type.
    pub kind: &'static str,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// The faces that the book brings along.
#[derive(Default)]
pub(super) struct Embedded {
    /// The files.
    pub files: Vec<FontFile>,
    /// The rules that name them in the style sheet.
    pub rules: String,
    /// The faces whose makers do not permit what a book would do with them.
    pub refused: Vec<String>,
    /// What the style sheet says for each family of the theme.
    families: BTreeMap<String, String>,
}

impl Embedded {
    /// What the style sheet says for a family of the theme.
    pub(super) fn family(&self, family: &str) -> String {
        self.families.get(family).cloned().unwrap_or_else(|| quoted_stack(&[family], family))
    }
}

/// A face as the style sheet asks for it: the family, the weight, whether italic.
type Request = (String, u16, bool);

/// A face asked for outside the text, in an image.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Lettering {
    /// The family.
    pub family: String,
    /// The weight.
    pub weight: u16,
    /// Whether italic.
    pub italic: bool,
}

/// The face reduced to the words of an image.
pub(super) fn reduced(lettering: &Lettering, words: &BTreeSet<String>, fonts: &Fonts) -> Option<Vec<u8>> {
    let face = fonts.face(fonts.select(&lettering.family, lettering.weight, lettering.italic));
    if face.embedding().licence == Licence::Preview {
        return None;
    }
    let language = Language::english();
    let setting = Setting { figures: Figures::Lining, small_caps: false, language: &language };
    let characters = words.iter().flat_map(|word| word.chars()).chain(OWN_SIGNS).collect();
    let wanted = Wanted { characters, texts: BTreeMap::from([(setting, words.clone())]) };
    reduce(face, &wanted, "Triplicate Image Face")
}

/// Collects what is wanted of which face, and which face answers which request.
#[derive(Default)]
struct Needs<'a> {
    requests: BTreeMap<Request, FaceId>,
    /// Faces that stand in for others, with the characters that they lend.
    fallbacks: BTreeMap<FaceId, BTreeSet<char>>,
    /// For each family asked for, the families that lend it characters.
    lenders: BTreeMap<String, BTreeSet<String>>,
    wanted: BTreeMap<FaceId, Wanted<'a>>,
}

/// Signs that reading systems set of themselves, such as where they hyphenate.
const OWN_SIGNS: [char; 4] = [' ', '\u{a0}', '-', '\u{2010}'];

impl<'a> Needs<'a> {
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

/// Embeds the faces that the text is set in.
pub(super) fn embed(usage: &Usage<'_>, theme: &Theme, fonts: &Fonts) -> Embedded {
    let mut needs = Needs::default();
    for (look, words) in &usage.words {
        needs.add(*look, words, theme, fonts);
    }
    let Needs { requests, fallbacks, lenders, wanted } = needs;
    let names = names(&requests, &fallbacks, fonts);
    let (wanted, refused): (Vec<_>, Vec<_>) =
        wanted.into_iter().partition(|(id, _)| fonts.face(*id).embedding().licence != Licence::Preview);
    let made: Vec<_> = wanted
        .par_iter()
        .enumerate()
        .map(|(index, (id, wanted))| {
            let face = fonts.face(*id);
            let bytes = reduce(face, wanted, &format!("Triplicate Face {}", index + 1))?;
            let (extension, kind) =
                if bytes.starts_with(b"OTTO") { ("otf", "font/otf") } else { ("ttf", "font/ttf") };
            Some((*id, FontFile { name: format!("fonts/face-{}.{extension}", index + 1), kind, bytes }))
        })
        .flatten()
        .collect();
    let mut embedded = Embedded::default();
    let files: BTreeMap<FaceId, &str> = made.iter().map(|(id, file)| (*id, file.name.as_str())).collect();
    for ((family, weight, italic), id) in &requests {
        if let Some(file) = files.get(id) {
            embedded.rules += &rule(&names[family], *weight, *italic, file, fonts.face(*id), None);
        }
    }
    for (id, characters) in &fallbacks {
        if let Some(file) = files.get(id) {
            let face = fonts.face(*id);
            let range = Some(ranges(characters));
            embedded.rules +=
                &rule(&names[&face.family], face.weight, face.italic, file, face, range.as_deref());
        }
    }
    for (family, _, _) in requests.keys() {
        let lent = lenders.get(family).into_iter().flatten().filter(|lender| *lender != family);
        let stack: Vec<_> =
            std::iter::once(family).chain(lent).map(|family| names[family].as_str()).collect();
        embedded.families.insert(family.clone(), quoted_stack(&stack, family));
    }
    embedded.files = made.into_iter().map(|(_, file)| file).collect();
    embedded.refused = refused.iter().map(|(id, _)| fonts.face(*id).postscript_name.clone()).collect();
    embedded
}

/// The name of each family within the book. The families' own names are not used: they may be reserved for whole faces.
fn names(
    requests: &BTreeMap<Request, FaceId>,
    fallbacks: &BTreeMap<FaceId, BTreeSet<char>>,
    fonts: &Fonts,
) -> BTreeMap<String, String> {
    let asked = requests.keys().map(|(family, _, _)| family.clone());
    let lenders = fallbacks.keys().map(|id| fonts.face(*id).family.clone());
    let families: BTreeSet<String> = asked.chain(lenders).collect();
    (1..).zip(families).map(|(number, family)| (family, format!("Triplicate {number}"))).collect()
}

/// The face reduced to what is wanted; the whole face where its maker or its script does not bear that.
fn reduce(face: &Face, wanted: &Wanted<'_>, name: &str) -> Option<Vec<u8>> {
    let may_be_reduced = face.embedding().subset && !wanted.characters.iter().any(|c| joins(*c));
    if may_be_reduced && let Some(bytes) = subset::subset(face, wanted, name) {
        return Some(bytes);
    }
    // One face of a collection is no file of its own.
    (face.index() == 0 && !face.data().starts_with(b"ttcf") && !face.data().is_empty())
        .then(|| face.data().to_vec())
}

/// Whether a character belongs to a script whose letters change with their neighbours by rules that a subset loses.
fn joins(character: char) -> bool {
    matches!(u32::from(character),
        0x590..=0x10ff | 0x1700..=0x18af | 0x1900..=0x1cff | 0xa800..=0xabff | 0xfb1d..=0xfdff | 0xfe70..=0xfefe
        | 0x10a00..=0x11fff | 0x1e900..=0x1e95f)
}

fn rule(name: &str, weight: u16, italic: bool, file: &str, face: &Face, range: Option<&str>) -> String {
    let style = if italic { "italic" } else { "normal" };
    let range = range.map(|range| format!("; unicode-range: {range}")).unwrap_or_default();
    format!(
        "/* {} */\n@font-face {{ font-family: \"{name}\"; font-weight: {weight}; font-style: {style}; \
         src: url(\"{file}\"){range} }}\n",
        comment(&face.postscript_name)
    )
}

/// The text with nothing in it that could end a comment.
fn comment(text: &str) -> String {
    text.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-' || *c == ' ').collect()
}

/// Characters as the style sheet lists them.
fn ranges(characters: &BTreeSet<char>) -> String {
    let codes: Vec<u32> = characters.iter().map(|c| u32::from(*c)).collect();
    let parts = codes.chunk_by(|a, b| a + 1 == *b).map(|run| match run {
        [only] => format!("U+{only:x}"),
        _ => format!("U+{:x}-{:x}", run[0], run[run.len() - 1]),
    });
    parts.collect::<Vec<_>>().join(",")
}

/// Family names for the style sheet, and at their end the kind of letter that reading systems have of their own.
fn quoted_stack(names: &[&str], family: &str) -> String {
    let lower = family.to_lowercase();
    let generic = if ["mono", "code", "courier", "typewriter"].iter().any(|word| lower.contains(word)) {
        "monospace"
    } else if ["sans", "grotesk", "gothic", "arial", "helvetica"].iter().any(|word| lower.contains(word)) {
        "sans-serif"
    } else {
        "serif"
    };
    let quoted = names.iter().map(|name| {
        let name: String = name.chars().filter(|c| !c.is_control() && !matches!(c, '"' | '\\')).collect();
        format!("\"{name}\", ")
    });
    quoted.collect::<String>() + generic
}
