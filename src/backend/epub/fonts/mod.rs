//! The faces that the book brings along, each reduced to what its text needs.

mod features;
mod needs;
mod observe;
mod sfnt;
mod subset;

use std::collections::{BTreeMap, BTreeSet};

use rayon::iter::Either;
use rayon::prelude::*;

pub(super) use self::needs::{Look, Usage};
use self::needs::{Needs, OWN_SIGNS, Setting, Wanted};
use crate::fonts::{Face, FaceId, Fonts, tables};
use crate::model::theme::Figures;
use crate::model::{Language, Theme};

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
    /// The faces that are damaged.
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
    let language = Language::english();
    let setting = Setting { figures: Figures::Lining, small_caps: false, language: &language };
    let characters = words.iter().flat_map(|word| word.chars()).chain(OWN_SIGNS).collect();
    let wanted = Wanted { characters, texts: BTreeMap::from([(setting, words.clone())]) };
    reduce(face, &wanted, "Triplicate Image Face")
}

/// Embeds the faces that the text is set in.
pub(super) fn embed(usage: &Usage<'_>, theme: &Theme, fonts: &Fonts) -> Embedded {
    let mut needs = Needs::of(usage, theme, fonts);
    let wanted: Vec<_> = std::mem::take(&mut needs.wanted).into_iter().collect();
    let make = |(index, (id, wanted)): (usize, &(FaceId, Wanted<'_>))| {
        let bytes = reduce(fonts.face(*id), wanted, &format!("Triplicate Face {}", index + 1))?;
        let (extension, kind) =
            if bytes.starts_with(b"OTTO") { ("otf", "font/otf") } else { ("ttf", "font/ttf") };
        Some((*id, FontFile { name: format!("fonts/face-{}.{extension}", index + 1), kind, bytes }))
    };
    let (made, refused): (Vec<_>, Vec<_>) = wanted
        .par_iter()
        .enumerate()
        .partition_map(|face| make(face).map_or(Either::Right(face.1.0), Either::Left));
    let names = names(&needs, fonts);
    let families =
        needs.requests.keys().map(|(family, _, _)| (family.clone(), stack(family, &needs, &names)));
    Embedded {
        families: families.collect(),
        rules: rules(&needs, &names, &made, fonts),
        refused: refused.iter().map(|id| fonts.face(*id).postscript_name.clone()).collect(),
        files: made.into_iter().map(|(_, file)| file).collect(),
    }
}

/// The rules that name the files for the style sheet: those asked for, and those that lend characters to others.
fn rules(
    needs: &Needs<'_>,
    names: &BTreeMap<String, String>,
    made: &[(FaceId, FontFile)],
    fonts: &Fonts,
) -> String {
    let files: BTreeMap<FaceId, &str> = made.iter().map(|(id, file)| (*id, file.name.as_str())).collect();
    let mut rules = String::new();
    for ((family, weight, italic), id) in &needs.requests {
        if let Some(file) = files.get(id) {
            rules += &rule(&names[family], *weight, *italic, file, fonts.face(*id), None);
        }
    }
    for (id, characters) in &needs.fallbacks {
        if let Some(file) = files.get(id) {
            let (face, range) = (fonts.face(*id), ranges(characters));
            rules += &rule(&names[&face.family], face.weight, face.italic, file, face, Some(&range));
        }
    }
    rules
}

/// What the style sheet says for a family: its own faces, those that lend it characters, what the reading system has.
fn stack(family: &String, needs: &Needs<'_>, names: &BTreeMap<String, String>) -> String {
    let lent = needs.lenders.get(family).into_iter().flatten().filter(|lender| *lender != family);
    let stack: Vec<_> = std::iter::once(family).chain(lent).map(|family| names[family].as_str()).collect();
    quoted_stack(&stack, family)
}

/// The name of each family within the book. The families' own names are not used: they may be reserved for whole faces.
fn names(needs: &Needs<'_>, fonts: &Fonts) -> BTreeMap<String, String> {
    let asked = needs.requests.keys().map(|(family, _, _)| family.clone());
    let lenders = needs.fallbacks.keys().map(|id| fonts.face(*id).family.clone());
    let families: BTreeSet<String> = asked.chain(lenders).collect();
    (1..).zip(families).map(|(number, family)| (family, format!("Triplicate {number}"))).collect()
}

/// The face reduced to what is wanted; the whole face where its maker or its script does not bear that; `None` if it is damaged.
fn reduce(face: &Face, wanted: &Wanted<'_>, name: &str) -> Option<Vec<u8>> {
    let may_be_reduced = face.embedding().subset && !wanted.characters.iter().any(|c| joins(*c));
    if may_be_reduced {
        return subset::subset(face, wanted, name);
    }
    if face.data().starts_with(b"ttcf") {
        return tables::read(face.data(), face.index()).map(tables::write);
    }
    (!face.data().is_empty()).then(|| face.data().to_vec())
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
