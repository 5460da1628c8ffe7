//! The faces that a document uses, cut down to its glyphs: codes, widths and the texts behind them.

use std::collections::{BTreeMap, BTreeSet};

use harfrust::GlyphId;
use rayon::prelude::*;
use subsetter::GlyphRemapper;

use super::cluster::{SILENT, clusters, face_of};
use super::missing;
use super::objects::rounded;
use crate::error::Error;
use crate::fonts::{FaceId, Fonts};
use crate::layout::frame::{Glyph, Item, Page, Pages, Run};

/// The faces of a document.
pub(super) struct Embedded {
    /// Each face that the pages name.
    pub faces: BTreeMap<FaceId, EmbeddedFace>,
}

/// A face as it goes into the file.
pub(super) struct EmbeddedFace {
    /// Its name with the tag of its subset.
    pub name: String,
    /// The font file.
    pub program: Vec<u8>,
    glyphs: Glyphs,
}

/// How glyphs are told apart.
enum Glyphs {
    /// By their number in the original face, which is the index.
    Numbered(Vec<GlyphEntry>),
    /// By the text that no face has, in order: all look the same.
    Boxes(Vec<String>),
}

/// A glyph of the subset; the code is 0 for those that the document does not use.
#[derive(Clone, Default)]
struct GlyphEntry {
    code: u16,
    width: f64,
    /// What it stands for, the most frequent first.
    texts: Vec<String>,
}

/// How a glyph is shown.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Shown {
    /// The code in the strings of the page.
    pub code: u16,
    /// The font object: each gives the codes other texts.
    pub variant: u16,
    /// The width that the file states, in thousandths of the size.
    pub width: f64,
}

impl EmbeddedFace {
    /// How to show a glyph so that `text` stands behind it; the variant in use is kept where it serves.
    ///
    /// `exactly` is false where `ActualText` says the words and any text may stand behind the glyph.
    pub(super) fn shown(&self, glyph: u16, text: &str, exactly: bool, variant: u16) -> Shown {
        match &self.glyphs {
            Glyphs::Numbered(entries) => {
                let Some(entry) = entries.get(usize::from(glyph)) else {
                    return Shown { code: 0, variant: 0, width: 0.0 };
                };
                let serves = !exactly || entry.text(variant) == text;
                let variant = if serves {
                    variant
                } else {
                    entry.texts.iter().position(|known| known == text).unwrap_or(0) as u16
                };
                Shown { code: entry.code, variant, width: entry.width }
            }
            Glyphs::Boxes(texts) => {
                let index = texts.binary_search_by(|known| known.as_str().cmp(text)).unwrap_or(0);
                Shown {
                    code: (index % missing::MOST) as u16 + 1,
                    variant: (index / missing::MOST) as u16,
                    width: missing::WIDTH,
                }
            }
        }
    }

    /// How many font objects it takes to give every glyph all its texts.
    pub(super) fn variants(&self) -> u16 {
        match &self.glyphs {
            Glyphs::Numbered(entries) => {
                entries.iter().map(|entry| entry.texts.len()).max().unwrap_or(1) as u16
            }
            Glyphs::Boxes(texts) => texts.len().div_ceil(missing::MOST) as u16,
        }
    }

    /// The codes in order, each with its text in a variant.
    pub(super) fn texts(&self, variant: u16) -> Vec<(u16, &str)> {
        match &self.glyphs {
            Glyphs::Numbered(entries) => {
                used(entries).map(|entry| (entry.code, entry.text(variant))).collect()
            }
            Glyphs::Boxes(texts) => texts
                .chunks(missing::MOST)
                .nth(usize::from(variant))
                .unwrap_or_default()
                .iter()
                .zip(1..)
                .map(|(text, code)| (code, or_silent(text)))
                .collect(),
        }
    }

    /// The codes in order, each with its width in thousandths of the size.
    pub(super) fn widths(&self) -> Vec<(u16, f64)> {
        match &self.glyphs {
            Glyphs::Numbered(entries) => used(entries).map(|entry| (entry.code, entry.width)).collect(),
            Glyphs::Boxes(texts) => {
                (1..).take(texts.len().min(missing::MOST)).map(|code| (code, missing::WIDTH)).collect()
            }
        }
    }
}

impl GlyphEntry {
    fn text(&self, variant: u16) -> &str {
        self.texts.get(usize::from(variant)).or(self.texts.first()).map_or(SILENT, String::as_str)
    }
}

fn used(entries: &[GlyphEntry]) -> impl Iterator<Item = &GlyphEntry> {
    entries.iter().filter(|entry| entry.code != 0)
}

fn or_silent(text: &str) -> &str {
    if text.is_empty() { SILENT } else { text }
}

/// Cuts the faces down to the glyphs that the pages show.
pub(super) fn embed(pages: &Pages, fonts: &Fonts) -> Result<Embedded, Error> {
    let usage =
        pages.pages.par_iter().fold(Usage::default, Usage::with_page).reduce(Usage::default, Usage::merged);
    let mut faces: BTreeMap<FaceId, EmbeddedFace> = usage
        .faces
        .into_par_iter()
        .map(|(id, glyphs)| Ok((id, cut(fonts, id, &glyphs)?)))
        .collect::<Result<_, Error>>()?;
    if !usage.missing.is_empty() {
        faces.insert(FaceId::MISSING, boxes(&usage.missing));
    }
    Ok(Embedded { faces })
}

fn cut(fonts: &Fonts, id: FaceId, glyphs: &[Texts]) -> Result<EmbeddedFace, Error> {
    let face = fonts.face(id);
    let metrics = face.font().glyph_metrics();
    let scale = 1000.0 / f64::from(face.font().units_per_em().max(1));
    let mut remapper = GlyphRemapper::new();
    if !face.embedding().subset {
        // The maker wants all of it or nothing.
        (0..face.font().num_glyphs().min(u32::from(u16::MAX))).for_each(|glyph| {
            remapper.remap(glyph as u16);
        });
    }
    let mut entries = vec![GlyphEntry::default(); glyphs.len()];
    for (glyph, texts) in glyphs.iter().enumerate().filter(|(_, texts)| texts.is_used) {
        entries[glyph] = GlyphEntry {
            code: remapper.remap(glyph as u16),
            // A face of a variable font has its widths in whole units, as the text was set.
            width: rounded(f64::from(metrics.h_advance(GlyphId::new(glyph as u32)).round()) * scale),
            texts: texts.in_order(),
        };
    }
    let program = subsetter::subset(face.data(), face.index(), &remapper)
        .map_err(|cause| Error::library(format!("PDF font {}", face.postscript_name), cause))?;
    let name = tagged(&face.postscript_name, remapper.remapped_gids().flat_map(u16::to_be_bytes));
    Ok(EmbeddedFace { name, program, glyphs: Glyphs::Numbered(entries) })
}

fn boxes(texts: &BTreeSet<&str>) -> EmbeddedFace {
    let program = missing::font(texts.len().min(missing::MOST) as u16);
    let name = tagged(missing::NAME, texts.iter().flat_map(|text| text.bytes().chain([0])));
    EmbeddedFace { name, program, glyphs: Glyphs::Boxes(texts.iter().map(|&text| text.to_owned()).collect()) }
}

/// A font's name after six letters that tell this subset from others.
fn tagged(name: &str, content: impl Iterator<Item = u8>) -> String {
    let hash = content.chain(name.bytes()).fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    let letters = (0..6).map(|place| char::from(b'A' + (hash / 26_u64.pow(place) % 26) as u8));
    // A name in PDF holds letters, digits and hyphens without further ado.
    let name = name.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-');
    letters.chain(['+']).chain(name).collect()
}

/// What pages show: for every face its glyphs, by number, and the texts that no face has.
#[derive(Default)]
struct Usage<'a> {
    faces: BTreeMap<FaceId, Vec<Texts<'a>>>,
    missing: BTreeSet<&'a str>,
}

/// What a glyph stands for.
#[derive(Clone, Default)]
struct Texts<'a> {
    is_used: bool,
    /// Texts that must be told, and how often.
    told: Vec<(&'a str, u32)>,
    /// A text for a glyph that tells none by itself.
    hint: Option<&'a str>,
}

impl<'a> Usage<'a> {
    fn with_page(mut self, page: &'a Page) -> Self {
        for placed in &page.items {
            match &placed.item {
                Item::Run(run) => self.add_run(run),
                Item::Shape(_) | Item::Image { .. } => {}
            }
        }
        self
    }

    fn add_run(&mut self, run: &'a Run) {
        for cluster in clusters(run) {
            cluster.parts().for_each(|(glyph, text)| self.add_glyph(run, glyph, text, cluster.is_plain));
        }
    }

    fn add_glyph(&mut self, run: &Run, glyph: &Glyph, text: &'a str, exactly: bool) {
        let face = face_of(run, glyph);
        if face == FaceId::MISSING {
            self.missing.insert(text);
            return;
        }
        let entry = entry(self.faces.entry(face).or_default(), glyph.id);
        if exactly { entry.tell(text, 1) } else { entry.hint(text) }
    }

    fn merged(mut self, other: Self) -> Self {
        for (face, glyphs) in other.faces {
            let own = self.faces.entry(face).or_default();
            for (id, texts) in glyphs.into_iter().enumerate().filter(|(_, texts)| texts.is_used) {
                let entry = entry(own, id as u16);
                texts.told.into_iter().for_each(|(text, count)| entry.tell(text, count));
                texts.hint.into_iter().for_each(|text| entry.hint(text));
            }
        }
        self.missing.extend(other.missing);
        self
    }
}

fn entry<'t, 'a>(glyphs: &'t mut Vec<Texts<'a>>, id: u16) -> &'t mut Texts<'a> {
    let index = usize::from(id);
    if glyphs.len() <= index {
        glyphs.resize_with(index + 1, Texts::default);
    }
    &mut glyphs[index]
}

impl<'a> Texts<'a> {
    fn tell(&mut self, text: &'a str, count: u32) {
        self.is_used = true;
        match self.told.iter_mut().find(|(known, _)| *known == text) {
            Some((_, sum)) => *sum += count,
            None => self.told.push((text, count)),
        }
    }

    fn hint(&mut self, text: &'a str) {
        self.is_used = true;
        // The longest, and among those the first, so that the order of pages does not matter.
        let better = |known: &str| (text.len(), known) > (known.len(), text);
        if self.hint.is_none_or(better) {
            self.hint = Some(text);
        }
    }

    /// The most frequent text first.
    fn in_order(&self) -> Vec<String> {
        let mut told = self.told.clone();
        told.sort_by(|(a, many), (b, more)| more.cmp(many).then(a.cmp(b)));
        if told.is_empty() {
            return vec![or_silent(self.hint.unwrap_or_default()).to_owned()];
        }
        told.into_iter().map(|(text, _)| text.to_owned()).collect()
    }
}
