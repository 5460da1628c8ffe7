//! One face: opened when it is needed, asked for its coverage without that.

use std::io::Read;
use std::sync::{Arc, OnceLock};

use harfrust::Font;
use harfrust::font::Blob;

use super::embedding::{Embedding, Licence};
use super::user::UserFile;

/// One font file, or one face of a collection.
#[derive(Debug)]
pub struct Face {
    /// The family's name, such as `Source Serif 4`.
    pub family: String,
    /// The weight, 100 to 900.
    pub weight: u16,
    /// Whether italic.
    pub italic: bool,
    /// The name by which PDF and SVG know it, such as `SourceSerif4-Regular`.
    pub postscript_name: String,
    pub(super) design: Design,
    pub(super) origin: Origin,
}

/// What kind of face it is, in the order in which fallback turns to them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Design {
    /// Letters with serifs.
    Serif,
    /// Letters without serifs.
    Sans,
    /// Letters of one width.
    Mono,
    /// Chinese, Japanese and Korean, fit for letters with serifs.
    EastAsianSerif,
    /// Chinese, Japanese and Korean, fit for letters without serifs.
    EastAsianSans,
    /// Arrows, shapes, mathematics.
    Symbols,
    /// Pictures.
    Emoji,
}

/// Where a face comes from.
pub(super) enum Origin {
    /// In the program: a gzip file, and its coverage as sorted words, each the first character of a range in the upper
    /// 24 bits and how many follow it in the lower 8, little-endian.
    Bundled { stored: &'static [u8], ranges: &'static [u8], opened: OnceLock<Opened> },
    /// On the user's disk.
    User(UserFile),
}

/// A face's bytes, and the font over them.
pub(super) struct Opened {
    data: Arc<[u8]>,
    font: Font,
}

impl std::fmt::Debug for Origin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Bundled { stored, .. } => write!(f, "{} bytes in the program", stored.len()),
            Self::User(file) => file.fmt(f),
        }
    }
}

/// Font data that a face and its font share.
pub(super) struct Shared(pub(super) Arc<[u8]>);

impl AsRef<[u8]> for Shared {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

impl Face {
    pub(super) fn bundled(
        design: Design,
        family: &str,
        weight: u16,
        italic: bool,
        name: &str,
        stored: &'static [u8],
        ranges: &'static [u8],
    ) -> Self {
        Self {
            family: family.to_owned(),
            weight,
            italic,
            postscript_name: name.to_owned(),
            design,
            origin: Origin::Bundled { stored, ranges, opened: OnceLock::new() },
        }
    }

    /// Whether the face came with the program, rather than from the user.
    pub fn is_bundled(&self) -> bool {
        matches!(self.origin, Origin::Bundled { .. })
    }

    /// Whether the face's bytes were needed so far.
    pub fn is_open(&self) -> bool {
        match &self.origin {
            Origin::Bundled { opened, .. } => opened.get().is_some(),
            Origin::User(file) => file.is_open(),
        }
    }

    /// The font file's bytes; empty if a user's file has vanished since it was found.
    pub fn data(&self) -> &Arc<[u8]> {
        match &self.origin {
            Origin::Bundled { stored, opened, .. } => &opened.get_or_init(|| open(stored)).data,
            Origin::User(file) => file.data(),
        }
    }

    /// The face's place in its file, for collections.
    pub fn index(&self) -> u32 {
        match &self.origin {
            Origin::Bundled { .. } => 0,
            Origin::User(file) => file.index(),
        }
    }

    /// The face as a font: metrics, character map, shaping.
    pub fn font(&self) -> &Font {
        match &self.origin {
            Origin::Bundled { stored, opened, .. } => &opened.get_or_init(|| open(stored)).font,
            Origin::User(file) => &file.font,
        }
    }

    /// Whether the face has a glyph for the character. Opens no bundled face.
    pub fn covers(&self, character: char) -> bool {
        match &self.origin {
            Origin::Bundled { ranges, .. } => in_ranges(ranges, character),
            Origin::User(file) => {
                let glyph = file.font.charmap().map_unicode(character);
                glyph.is_some_and(|glyph| glyph.to_u32() != 0)
            }
        }
    }

    /// What a file that embeds the face has to tell of it.
    pub fn metrics(&self) -> FaceMetrics {
        let (metrics, style) = (self.font().metrics(), self.font().style_metrics());
        let scale = 1000.0 / f64::from(metrics.units_per_em);
        let line = metrics.typo_line.or(metrics.hhea_line);
        let bounds = metrics.bounds;
        let ascender = line.map_or(800.0, |line| line.ascender.to_f64() * scale);
        FaceMetrics {
            units_per_em: metrics.units_per_em,
            ascender,
            descender: line.map_or(-200.0, |line| line.descender.to_f64() * scale),
            cap_height: metrics.cap_height.map_or(ascender, |height| height.to_f64() * scale),
            x_height: metrics.x_height.map_or(ascender * 0.6, |height| height.to_f64() * scale),
            italic_angle: style.italic_angle.unwrap_or_default().to_f64(),
            bounds: [bounds.x_min, bounds.y_min, bounds.x_max, bounds.y_max]
                .map(|side| side.to_f64() * scale),
            fixed_pitch: style.is_fixed_pitch.unwrap_or(false),
            serif: matches!(self.design, Design::Serif | Design::EastAsianSerif),
            outlines: self.outlines(),
        }
    }

    fn outlines(&self) -> Outlines {
        match &self.origin {
            Origin::Bundled { .. } if self.data().starts_with(b"OTTO") => Outlines::Cff,
            Origin::Bundled { .. } => Outlines::Glyf,
            Origin::User(file) => file.outlines,
        }
    }

    /// What the face's maker permits; bundled faces permit everything.
    pub fn embedding(&self) -> Embedding {
        match &self.origin {
            Origin::Bundled { .. } => Embedding { licence: Licence::Installable, subset: true },
            Origin::User(file) => file.embedding,
        }
    }
}

/// Measures of a face that a file which embeds it has to tell. Lengths are in thousandths of the em.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FaceMetrics {
    /// The face's own units in an em.
    pub units_per_em: u16,
    /// The height above the baseline that lines reckon with.
    pub ascender: f64,
    /// The depth under the baseline that lines reckon with; negative.
    pub descender: f64,
    /// The height of capitals.
    pub cap_height: f64,
    /// The height of small letters.
    pub x_height: f64,
    /// The slant in degrees, counted against the clock: negative for italics.
    pub italic_angle: f64,
    /// The box around all glyphs: left, bottom, right, top.
    pub bounds: [f64; 4],
    /// Whether all glyphs have one width.
    pub fixed_pitch: bool,
    /// Whether the letters have serifs.
    pub serif: bool,
    /// How the outlines are written.
    pub outlines: Outlines,
}

/// How a face's outlines are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outlines {
    /// Cubic curves, in a `CFF` table.
    Cff,
    /// Quadratic curves, in a `glyf` table.
    Glyf,
}

/// Opens a bundled face.
fn open(stored: &[u8]) -> Opened {
    // A gzip file ends with the length of what it holds.
    let (_, length) = stored.split_last_chunk::<4>().expect("a gzip file is longer than its trailer");
    let mut data: Arc<[u8]> = std::iter::repeat_n(0, u32::from_le_bytes(*length) as usize).collect();
    let bytes = Arc::get_mut(&mut data).expect("nobody else has the new bytes");
    flate2::bufread::GzDecoder::new(stored).read_exact(bytes).expect("bundled faces are whole");
    let shared: Arc<dyn AsRef<[u8]> + Send + Sync> = Arc::new(Shared(data.clone()));
    let font = Font::new(Blob::from(shared), 0).expect("a bundled face is a font");
    Opened { data, font }
}

/// Whether a character lies in one of the stored ranges.
fn in_ranges(ranges: &[u8], character: char) -> bool {
    let (words, _) = ranges.as_chunks::<4>();
    let code = u32::from(character);
    let after = words.partition_point(|word| u32::from_le_bytes(*word) >> 8 <= code);
    after.checked_sub(1).is_some_and(|at| {
        let word = u32::from_le_bytes(words[at]);
        code - (word >> 8) <= word & 0xff
    })
}
