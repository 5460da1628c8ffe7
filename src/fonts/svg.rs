//! SVG files read with our faces: the same ones in charts as in text.

use std::sync::Arc;

use usvg::fontdb::{self, Database};
use usvg::{FontFamily, FontResolver, ImageHrefResolver, ImageKind};

use super::face::Shared;
use super::{FaceId, Fonts};
use crate::model::Language;

/// An SVG file as usvg understood it.
pub(crate) struct Svg {
    /// The picture: groups, paths and laid-out text.
    pub(crate) tree: usvg::Tree,
}

impl Svg {
    /// Which of our faces usvg means.
    pub(crate) fn face(&self, id: fontdb::ID) -> Option<FaceId> {
        face_of(self.tree.fontdb(), id)
    }
}

impl Fonts {
    /// Reads a cleaned SVG. Nothing outside it is looked at: no file, no address, no font but ours, and of those only the
    /// ones that its text needs are opened.
    pub(crate) fn read_svg(&self, text: &str) -> Result<Svg, usvg::Error> {
        let options = usvg::Options {
            font_family: SANS.to_owned(),
            image_href_resolver: ImageHrefResolver {
                resolve_data: Box::new(|kind, data, _| match kind {
                    "image/png" => Some(ImageKind::PNG(data)),
                    "image/jpeg" | "image/jpg" => Some(ImageKind::JPEG(data)),
                    _ => None,
                }),
                resolve_string: Box::new(|_, _| None),
            },
            font_resolver: FontResolver {
                select_font: Box::new(|font, database| {
                    let family = self.family_for(font.families());
                    let italic = font.style() != usvg::FontStyle::Normal;
                    Some(self.load(self.select(&family, font.weight(), italic), database))
                }),
                select_fallback: Box::new(|character, used, database| {
                    let near = face_of(database, *used.first()?)?;
                    let mut face_for = |character| {
                        let id = self.load(self.fallback(character, near, &Language::english())?, database);
                        (!used.contains(&id)).then_some(id)
                    };
                    // usvg gives up on a whole text at the first character that gets no face: where none has it, the face
                    // of another character is named, and the next question brings the next one.
                    face_for(character).or_else(|| text.chars().filter(|c| !c.is_ascii()).find_map(face_for))
                }),
            },
            ..usvg::Options::default()
        };
        Ok(Svg { tree: usvg::Tree::from_str(text, &options)? })
    }

    /// The first family of a list that is to be had; else one of the same kind.
    fn family_for(&self, families: &[FontFamily]) -> String {
        let had = families.iter().find_map(|family| match family {
            FontFamily::Serif => Some(SERIF.to_owned()),
            FontFamily::Monospace => Some(MONO.to_owned()),
            FontFamily::SansSerif | FontFamily::Cursive | FontFamily::Fantasy => Some(SANS.to_owned()),
            FontFamily::Named(name) => self.has_family(name).then(|| name.clone()),
        });
        let kind_of_first = || match families.first() {
            Some(FontFamily::Named(name)) => kind_of(name).to_owned(),
            _ => SANS.to_owned(),
        };
        had.unwrap_or_else(kind_of_first)
    }

    /// Puts a face into the database unless it is there already. Its name there is our number for it.
    fn load(&self, face: FaceId, database: &mut Arc<Database>) -> fontdb::ID {
        let number = face.0.to_string();
        if let Some(known) = database.faces().find(|info| info.families[0].0 == number) {
            return known.id;
        }
        let ours = self.face(face);
        Arc::make_mut(database).push_face_info(fontdb::FaceInfo {
            id: fontdb::ID::dummy(),
            source: fontdb::Source::Binary(Arc::new(Shared(ours.data().clone()))),
            index: ours.index(),
            families: vec![(number, fontdb::Language::English_UnitedStates)],
            post_script_name: ours.postscript_name.clone(),
            style: if ours.italic { fontdb::Style::Italic } else { fontdb::Style::Normal },
            weight: fontdb::Weight(ours.weight),
            stretch: fontdb::Stretch::Normal,
            monospaced: false,
        })
    }
}

const SERIF: &str = "Source Serif 4";
const SANS: &str = "Source Sans 3";
const MONO: &str = "Source Code Pro";

/// What stands in for a well-known family that is not to be had.
fn kind_of(family: &str) -> &'static str {
    let family = family.to_ascii_lowercase();
    let is = |words: &[&str]| words.iter().any(|word| family.contains(word));
    if is(&["mono", "courier", "consolas", "menlo", "monaco"]) {
        MONO
    } else if is(&["times", "georgia", "garamond", "cambria", "palatino"])
        || (family.contains("serif") && !family.contains("sans"))
    {
        SERIF
    } else {
        SANS
    }
}

fn face_of(database: &Database, id: fontdb::ID) -> Option<FaceId> {
    database.face(id)?.families.first()?.0.parse().ok().map(FaceId)
}
