//! The faces that text can be set in: which there are, what each covers, and which stands in for which.
//!
//! The bundled faces lie compressed in the program and are opened only when something is set in them; the faces that a
//! user adds are read table by table. What a face covers can be asked without opening it.

mod ahead;
mod bundled;
mod embedding;
mod face;
mod fallback;
mod glyf;
mod instance;
mod names;
mod sfnt;
mod svg;
pub(crate) mod tables;
mod user;
mod variable;

pub use embedding::{Embedding, Licence};
pub use face::{Face, FaceMetrics, Outlines};
pub(crate) use svg::Svg;

/// Names one face among the [`Fonts`] of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FaceId(pub u16);

impl FaceId {
    /// Stands for characters that no face has; they are drawn as boxes.
    pub const MISSING: Self = Self(u16::MAX);
}

/// The faces of a run.
#[derive(Debug)]
pub struct Fonts {
    faces: Vec<Face>,
}

/// Words at the end of a family's name that tell a cut for certain sizes from the family itself.
const OPTICAL_SIZES: &[&str] =
    &["Caption", "SmText", "Small", "Text", "Deck", "Subhead", "Headline", "Display", "Titling", "Poster"];

impl Fonts {
    /// The bundled faces.
    pub fn bundled() -> Self {
        Self { faces: bundled::faces() }
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
    ///
    /// A cut for certain sizes, such as `Source Serif 4 Caption`, borrows the bold or italic that it lacks from its
    /// parent, here `Source Serif 4`. Among equals a user's face comes before a bundled one.
    pub fn select(&self, family: &str, weight: u16, italic: bool) -> FaceId {
        let family = if self.has_family(family) { family } else { &self.faces[0].family };
        let parent = parent_family(family);
        self.iter()
            .filter(|(_, face)| face.family == family || Some(face.family.as_str()) == parent)
            .min_by_key(|(_, face)| {
                let borrowed = face.family != family;
                let bolder = is_bold(face.weight) != is_bold(weight);
                let off = face.weight.abs_diff(weight);
                (face.italic != italic, bolder, borrowed, off, u16::MAX - face.weight, face.is_bundled())
            })
            .map_or(FaceId(0), |(id, _)| id)
    }
}

/// The family that a cut for certain sizes belongs to.
fn parent_family(family: &str) -> Option<&str> {
    let (parent, last) = family.rsplit_once(' ')?;
    OPTICAL_SIZES.contains(&last).then_some(parent)
}

fn is_bold(weight: u16) -> bool {
    weight > 500
}
