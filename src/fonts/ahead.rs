//! Faces opened before they are asked for, on a processor that has nothing else to do yet.

use super::{FaceId, Fonts};
use crate::model::Theme;
use crate::model::theme::Part;

/// So many different characters that the text face lacks are looked up; a text that has more of them has them in the faces
/// found by then.
const MOST_FOREIGN: usize = 64;

impl Fonts {
    /// Opens the faces that a text is sure to be set in: those of the theme's styles, and those that stand in for the
    /// characters which the theme's text face lacks.
    ///
    /// Changes nothing but the time at which they are there. Meant to run beside the work that will ask for them.
    pub fn open_ahead(&self, theme: &Theme, text: &str) {
        let mut faces: Vec<FaceId> = Vec::new();
        let mut open = |id: FaceId| {
            if !faces.contains(&id) {
                faces.push(id);
                self.face(id).font();
            }
        };
        let body = theme.style(Part::Text);
        let main = self.select(&body.font, body.weight, body.italic);
        open(main);
        for id in self.standing_in(main, text) {
            open(id);
        }
        for style in theme.styles.values() {
            open(self.select(&style.font, style.weight, style.italic));
        }
    }

    /// The faces for characters that a face lacks.
    fn standing_in(&self, face: FaceId, text: &str) -> Vec<FaceId> {
        let language = crate::model::Language::english();
        let mut foreign: Vec<char> = Vec::new();
        for character in text.chars().filter(|character| !character.is_ascii() && !character.is_whitespace())
        {
            if !foreign.contains(&character) && !self.face(face).covers(character) {
                foreign.push(character);
                if foreign.len() == MOST_FOREIGN {
                    break;
                }
            }
        }
        foreign.iter().filter_map(|&character| self.fallback(character, face, &language)).collect()
    }
}
