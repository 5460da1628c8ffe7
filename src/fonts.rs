//! The faces that text can be set in: which there are, what each covers, and which stands in for which.

use std::sync::{Arc, OnceLock};

use harfrust::Font;

use crate::model::Language;

/// Names one face among the [`Fonts`] of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FaceId(pub u16);

impl FaceId {
    /// Stands for characters that no face has; they are drawn as boxes.
    pub const MISSING: Self = Self(u16::MAX);
}

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
    stored: &'static [u8],
    opened: OnceLock<Opened>,
}

struct Opened {
    data: Arc<[u8]>,
    font: Font,
}

impl std::fmt::Debug for Opened {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} bytes", self.data.len())
    }
}

impl Face {
    fn bundled(family: &str, weight: u16, italic: bool, name: &str, stored: &'static [u8]) -> Self {
        Self {
            family: family.to_owned(),
            weight,
            italic,
            postscript_name: name.to_owned(),
            stored,
            opened: OnceLock::new(),
        }
    }

    fn opened(&self) -> &Opened {
        self.opened.get_or_init(|| {
            let data: Arc<[u8]> = self.stored.into();
            let font = Font::new(self.stored.to_vec(), 0).expect("a bundled face is a font");
            Opened { data, font }
        })
    }

    /// The font file's bytes.
    pub fn data(&self) -> &Arc<[u8]> {
        &self.opened().data
    }

    /// The face's place in its file, for collections.
    pub fn index(&self) -> u32 {
        0
    }

    /// The face as a font: metrics, character map, shaping.
    pub fn font(&self) -> &Font {
        &self.opened().font
    }

    /// Whether the face has a glyph for the character.
    pub fn covers(&self, character: char) -> bool {
        self.font().charmap().map_unicode(character).is_some_and(|glyph| glyph.to_u32() != 0)
    }
}

/// The faces of a run.
#[derive(Debug)]
pub struct Fonts {
    faces: Vec<Face>,
}

macro_rules! face {
    ($family:literal, $weight:literal, $italic:literal, $folder:literal, $name:literal) => {
        Face::bundled(
            $family,
            $weight,
            $italic,
            $name,
            include_bytes!(concat!("../fonts/", $folder, "/", $name, ".otf")),
        )
    };
}

impl Fonts {
    /// The bundled faces.
    pub fn bundled() -> Self {
        Self {
            faces: vec![
                face!("Source Serif 4", 400, false, "source-serif", "SourceSerif4-Regular"),
                face!("Source Serif 4", 400, true, "source-serif", "SourceSerif4-It"),
                face!("Source Serif 4", 600, false, "source-serif", "SourceSerif4-Semibold"),
                face!("Source Serif 4", 600, true, "source-serif", "SourceSerif4-SemiboldIt"),
                face!("Source Serif 4", 700, false, "source-serif", "SourceSerif4-Bold"),
                face!("Source Serif 4", 700, true, "source-serif", "SourceSerif4-BoldIt"),
                face!("Source Serif 4 Caption", 400, false, "source-serif", "SourceSerif4Caption-Regular"),
                face!("Source Serif 4 Caption", 400, true, "source-serif", "SourceSerif4Caption-It"),
                face!("Source Serif 4 Caption", 700, false, "source-serif", "SourceSerif4Caption-Bold"),
                face!("Source Serif 4 Caption", 700, true, "source-serif", "SourceSerif4Caption-BoldIt"),
                face!("Source Serif 4 Subhead", 400, false, "source-serif", "SourceSerif4Subhead-Regular"),
                face!("Source Serif 4 Subhead", 400, true, "source-serif", "SourceSerif4Subhead-It"),
                face!("Source Serif 4 Display", 600, false, "source-serif", "SourceSerif4Display-Semibold"),
                face!("Source Sans 3", 400, false, "source-sans", "SourceSans3-Regular"),
                face!("Source Sans 3", 400, true, "source-sans", "SourceSans3-It"),
                face!("Source Sans 3", 600, false, "source-sans", "SourceSans3-Semibold"),
                face!("Source Sans 3", 600, true, "source-sans", "SourceSans3-SemiboldIt"),
                face!("Source Sans 3", 700, false, "source-sans", "SourceSans3-Bold"),
                face!("Source Sans 3", 700, true, "source-sans", "SourceSans3-BoldIt"),
                face!("Source Code Pro", 400, false, "source-code", "SourceCodePro-Regular"),
                face!("Source Code Pro", 400, true, "source-code", "SourceCodePro-It"),
                face!("Source Code Pro", 700, false, "source-code", "SourceCodePro-Bold"),
                face!("Source Code Pro", 700, true, "source-code", "SourceCodePro-BoldIt"),
            ],
        }
    }

    /// The face of that name.
    ///
    /// # Panics
    ///
    /// For [`FaceId::MISSING`], which names no face.
    pub fn face(&self, id: FaceId) -> &Face {
        &self.faces[id.0 as usize]
    }

    /// Every face with its name.
    pub fn iter(&self) -> impl Iterator<Item = (FaceId, &Face)> {
        self.faces.iter().enumerate().map(|(index, face)| (FaceId(index as u16), face))
    }

    /// Whether any face belongs to that family.
    pub fn has_family(&self, family: &str) -> bool {
        self.faces.iter().any(|face| face.family == family)
    }

    /// The face of a family nearest to a weight and slant; of the first family where there is none of that name.
    pub fn select(&self, family: &str, weight: u16, italic: bool) -> FaceId {
        let family = if self.has_family(family) { family } else { &self.faces[0].family };
        self.iter()
            .filter(|(_, face)| face.family == family)
            .min_by_key(|(_, face)| {
                (face.italic != italic, face.weight.abs_diff(weight), u16::MAX - face.weight)
            })
            .map_or(FaceId(0), |(id, _)| id)
    }

    /// The face that sets a character which `near` lacks, as like `near` as can be had; `None` if no face has it.
    ///
    /// The language decides among the regional forms of Han characters.
    pub fn fallback(&self, character: char, near: FaceId, language: &Language) -> Option<FaceId> {
        let _ = language;
        let model = self.face(near);
        self.iter()
            .filter(|(_, face)| face.covers(character))
            .min_by_key(|(_, face)| (face.italic != model.italic, face.weight.abs_diff(model.weight)))
            .map(|(id, _)| id)
    }
}
