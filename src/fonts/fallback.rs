//! Which face sets a character that the face asked for lacks.

use super::face::{Design, Face, Origin};
use super::{FaceId, Fonts, is_bold, parent_family};
use crate::model::Language;

impl Fonts {
    /// The face that sets a character which `near` lacks, as like `near` as can be had; `None` if no face has it.
    ///
    /// The order: `near`'s own family, the user's faces, the bundled ones; among each text faces, East Asian ones, symbols,
    /// emoji; then likeness of style, slant and weight. For Chinese, Japanese and Korean text East Asian faces come
    /// first, and of the user's those made for that language; the bundled ones hold the regional forms of all, and the
    /// shaper chooses among them by the run's language.
    pub fn fallback(&self, character: char, near: FaceId, language: &Language) -> Option<FaceId> {
        let near = self.faces.get(near.0 as usize).unwrap_or(&self.faces[0]);
        let region = Region::of(language);
        self.iter()
            .filter(|(_, face)| face.covers(character))
            .min_by_key(|(id, face)| (rank(face, near, region), *id))
            .map(|(id, _)| id)
    }
}

/// Smaller is better.
type Rank = (u8, u8, bool, u8, bool, bool, u16);

fn rank(face: &Face, near: &Face, region: Option<Region>) -> Rank {
    let kinship = if face.family == near.family {
        0
    } else if kin(&face.family, &near.family) {
        1
    } else {
        2
    };
    // The outlines of a face that draws in colours may be bare shapes.
    let origin = match (face.is_bundled(), face.design) {
        (false, Design::Emoji) => 2,
        (bundled, _) => u8::from(bundled),
    };
    let foreign = region.is_some_and(|region| !serves(face, region));
    // Where there is no bold Han, letters without serifs tell bold text from the rest, as is the custom there.
    let stands_out = face.design == Design::EastAsianSans && is_bold(near.weight);
    let light = face.design == Design::EastAsianSerif && is_bold(near.weight) && !is_bold(face.weight);
    let (group, other_style) =
        (group(face.design, region), light || !(stands_out || alike(face.design, near.design)));
    let slant = face.italic != near.italic;
    (kinship, origin, foreign, group, other_style, slant, face.weight.abs_diff(near.weight))
}

/// Whether two families are cuts of one design for different sizes.
fn kin(one: &str, other: &str) -> bool {
    parent_family(one).unwrap_or(one) == parent_family(other).unwrap_or(other)
}

fn group(design: Design, region: Option<Region>) -> u8 {
    match design {
        Design::EastAsianSerif | Design::EastAsianSans if region.is_some() => 0,
        Design::Serif | Design::Sans | Design::Mono => 1,
        // Symbols sit better among letters from a face without full-width forms.
        Design::Symbols => 2,
        Design::EastAsianSerif | Design::EastAsianSans => 3,
        Design::Emoji => 4,
    }
}

fn alike(one: Design, other: Design) -> bool {
    one == other
        || match one {
            Design::EastAsianSerif => other == Design::Serif,
            Design::EastAsianSans => other != Design::Serif,
            Design::Serif => other == Design::EastAsianSerif,
            Design::Sans => other == Design::EastAsianSans,
            Design::Mono | Design::Symbols | Design::Emoji => false,
        }
}

/// Where Han characters have a form of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Region {
    Japan,
    SimplifiedChina,
    Korea,
    TraditionalChina,
}

impl Region {
    fn of(language: &Language) -> Option<Self> {
        match language.primary() {
            "ja" => Some(Self::Japan),
            "ko" => Some(Self::Korea),
            "zh" | "yue" => {
                let traditional = ["Hant", "TW", "HK", "MO"];
                let is_traditional = language.as_str().split('-').any(|part| traditional.contains(&part));
                let simplified = language.as_str().contains("Hans");
                Some(if is_traditional && !simplified {
                    Self::TraditionalChina
                } else {
                    Self::SimplifiedChina
                })
            }
            _ => None,
        }
    }

    /// The bit of `ulCodePageRange1` that says that a face was made for the region.
    fn code_page(self) -> u32 {
        match self {
            Self::Japan => 1 << 17,
            Self::SimplifiedChina => 1 << 18,
            Self::Korea => 1 << 19,
            Self::TraditionalChina => 1 << 20,
        }
    }
}

fn serves(face: &Face, region: Region) -> bool {
    match &face.origin {
        Origin::Bundled { .. } => true,
        Origin::User(file) => file.code_pages & region.code_page() != 0,
    }
}
