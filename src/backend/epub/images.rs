//! Images: their files in the book, and their markup.

use std::collections::BTreeMap;

use super::plan::Ids;
use super::writer::{Place, Writer};
use super::xhtml::{Markup, Tag, tag};
use crate::model::theme::Part;
use crate::model::{Image, ImageData, ImageId, Picture, Theme, Width};
use crate::resolve::Resolved;

/// The images that a book shows.
#[derive(Debug)]
pub(super) struct Images<'a> {
    all: &'a [Image],
    names: Ids,
    files: BTreeMap<ImageId, String>,
    logo: Option<(&'a Image, String)>,
}

impl<'a> Images<'a> {
    pub(super) fn new(document: &'a Resolved, theme: &'a Theme) -> Self {
        let mut names = Ids::default();
        names.take("cover");
        let logo = theme.logo.as_ref().map(|logo| (logo, file_name("logo", logo, &mut names)));
        Self { all: &document.images, names, files: BTreeMap::new(), logo }
    }

    /// The file of the logo, where the theme has one.
    pub(super) fn logo(&self) -> Option<&str> {
        self.logo.as_ref().map(|(_, file)| file.as_str())
    }

    /// The image of that name with its file in the book.
    fn file(&mut self, id: ImageId) -> Option<(&'a Image, String)> {
        let image = self.all.get(id.0 as usize)?;
        let names = &mut self.names;
        let file = self.files.entry(id).or_insert_with(|| file_name(&slug(&image.name), image, names));
        Some((image, file.clone()))
    }

    /// The images shown so far with their files, and the logo.
    pub(super) fn shown(&self) -> impl Iterator<Item = (&'a Image, &str)> {
        let logo = self.logo.iter().map(|(image, file)| (*image, file.as_str()));
        self.files.iter().map(|(id, file)| (&self.all[id.0 as usize], file.as_str())).chain(logo)
    }
}

fn file_name(wanted: &str, image: &Image, names: &mut Ids) -> String {
    format!("images/{}.{}", names.take(wanted), form(image).1)
}

/// The media type and the file extension of an image.
pub(super) fn form(image: &Image) -> (&'static str, &'static str) {
    match image.data {
        ImageData::Png { .. } => ("image/png", "png"),
        ImageData::Jpeg { .. } => ("image/jpeg", "jpg"),
        ImageData::Svg { .. } => ("image/svg+xml", "svg"),
    }
}

/// A file name that every system takes: the letters and digits of the author's own, without its extension.
fn slug(name: &str) -> String {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let mut slug = String::new();
    for character in stem.chars().take(60) {
        if character.is_ascii_alphanumeric() {
            slug.push(character.to_ascii_lowercase());
        } else if !slug.ends_with('-') {
            slug.push('-');
        }
    }
    let slug = slug.trim_matches('-');
    if slug.is_empty() { "image".to_owned() } else { slug.to_owned() }
}

impl<'a> Writer<'a> {
    /// Writes an image that stands on its own lines.
    pub(super) fn picture(&mut self, picture: &'a Picture, place: Place<'a>) {
        match self.picture_tag(picture) {
            Some(element) => {
                self.void(element);
                self.line();
            }
            None => self.block_element(tag("p").class("remote"), |out| out.stand_in(picture, place)),
        }
    }

    /// Writes an image that stands in a line.
    pub(super) fn inline_picture(&mut self, picture: &'a Picture, place: Place<'a>) {
        match self.picture_tag(picture) {
            Some(element) => {
                self.void(element.class("inline"));
                self.at += picture.alt.len();
            }
            None => self.stand_in(picture, place),
        }
    }

    fn picture_tag(&mut self, picture: &Picture) -> Option<Tag> {
        let (image, file) = self.images.file(picture.image?)?;
        let em = self.theme.style(Part::Text).size;
        let width = match picture.width {
            Some(Width::Share(share)) => format!("width: {:.1}%", share.clamp(0.01, 1.0) * 100.0),
            // In em, so that the image grows with the text that readers set larger; the style sheet holds it to the page.
            Some(Width::Points(points)) => format!("width: {:.2}em", points / em),
            None => format!("width: {:.2}em", image.width / em),
        };
        let element = tag("img").with("src", &file);
        let element = if picture.decorative {
            element.with("alt", "").with("role", "presentation")
        } else {
            element.with("alt", &picture.alt)
        };
        Some(element.with("style", &width))
    }

    /// The alternative text of an image on the network, which leads to it.
    fn stand_in(&mut self, picture: &'a Picture, place: Place<'a>) {
        match &picture.address {
            Some(address) if !place.linked && !picture.alt.is_empty() => {
                let inside = Place { linked: true, ..place };
                self.element(tag("a").with("href", address), |out| out.words(&picture.alt, inside));
            }
            _ => self.words(&picture.alt, place),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::slug;

    #[test]
    fn file_names_are_plain() {
        assert_eq!(slug("Trade 2010–2022.svg"), "trade-2010-2022");
        assert_eq!(slug("图.png"), "image");
    }
}
