//! The faces of a variable font: its named instances, each at its place.

use std::collections::BTreeSet;

use harfrust::font::attribute::{Attributes, Style as Slant};
use harfrust::font::name::NameId;
use harfrust::{Font, Tag};

use super::instance::Style;

const WEIGHT: Tag = Tag::new(b"wght");
const ITALIC: Tag = Tag::new(b"ital");

/// Words of a style's name that weight and slant tell. Others, such as `Condensed` and `Caption`, make a family of their own.
const STYLES: &[&str] = &[
    "thin",
    "hairline",
    "extra",
    "ultra",
    "extralight",
    "ultralight",
    "light",
    "semilight",
    "demilight",
    "book",
    "regular",
    "normal",
    "roman",
    "medium",
    "semi",
    "demi",
    "semibold",
    "demibold",
    "bold",
    "extrabold",
    "ultrabold",
    "black",
    "heavy",
    "extrablack",
    "ultrablack",
    "italic",
    "oblique",
    "slanted",
    "weight",
];

/// The faces in a variable font that is at its default place, in its own order: named instances, and the default if no name
/// stands for it. Where none has a name, regular and bold, and their italics, as far as there are axes for them.
pub(super) fn faces(font: &Font, family: &str, postscript_name: &str) -> Vec<(Font, Style)> {
    let prefix = postscript_name.split('-').next().unwrap_or_default();
    let mut seen = BTreeSet::new();
    let mut faces = Vec::new();
    for place in places(font) {
        let style = place.style(family, prefix);
        if seen.insert((style.family.clone(), style.weight, style.italic)) {
            faces.push((font.instance_builder().variations(place.values).build(), style));
        }
    }
    faces
}

/// A place on the axes.
struct Place {
    values: Vec<(Tag, f32)>,
    attributes: Attributes,
    name: Option<String>,
    postscript_name: Option<String>,
}

fn places(font: &Font) -> Vec<Place> {
    let default: Vec<(Tag, f32)> =
        font.axes().iter().map(|axis| (axis.tag(), axis.default_value())).collect();
    let name = |id: NameId| -> Option<String> {
        let name: String = font.names().get(id)?.english_or_first()?.name().chars().collect();
        Some(name.trim().to_owned()).filter(|name| !name.is_empty())
    };
    let place = |values: Vec<(Tag, f32)>, name, postscript_name| Place {
        attributes: Attributes::from_variations(font, &values),
        values,
        name,
        postscript_name,
    };
    let named = font.named_instances();
    let mut places: Vec<Place> = named
        .iter()
        .map(|instance| {
            let values = instance.variations().map(|variation| (variation.tag, variation.value)).collect();
            place(values, name(instance.subfamily_name()), instance.postscript_name().and_then(name))
        })
        .collect();
    if !places.iter().any(|place| place.values == default) {
        places.insert(0, place(default.clone(), None, None));
    }
    if named.is_empty() {
        places.extend(crossings(font, default).into_iter().map(|values| place(values, None, None)));
    }
    places
}

/// Regular and bold, upright and italic, as far as there are axes for them; on all others the default.
fn crossings(font: &Font, default: Vec<(Tag, f32)>) -> Vec<Vec<(Tag, f32)>> {
    [(WEIGHT, [400.0, 700.0]), (ITALIC, [0.0, 1.0])].into_iter().fold(
        vec![default],
        |places, (tag, stops)| {
            let Some(axis) = font.axes().get_by_tag(tag) else { return places };
            let range = axis.min_value()..=axis.max_value();
            let at = |place: &[(Tag, f32)], stop: f32| -> Vec<(Tag, f32)> {
                place.iter().map(|(axis, value)| (*axis, if *axis == tag { stop } else { *value })).collect()
            };
            let stops: Vec<f32> = stops.into_iter().filter(|stop| range.contains(stop)).collect();
            if stops.is_empty() {
                return places;
            }
            places.iter().flat_map(|place| stops.iter().map(|stop| at(place, *stop))).collect()
        },
    )
}

impl Place {
    fn style(&self, family: &str, prefix: &str) -> Style {
        let weight = (self.attributes.weight.value().round() as u16).clamp(100, 900);
        let italic = self.attributes.style != Slant::Normal;
        let name = self.name.clone().unwrap_or_else(|| plain_name(weight, italic));
        let is_own = |word: &&str| !STYLES.contains(&word.to_lowercase().as_str());
        // A place between the names may be told by a number.
        let own: Vec<&str> =
            name.split_whitespace().filter(is_own).filter(|word| word.parse::<u16>().is_err()).collect();
        let family = std::iter::once(family).chain(own.iter().copied()).collect::<Vec<_>>().join(" ");
        let style: Vec<&str> = name.split_whitespace().filter(|word| !own.contains(word)).collect();
        let style = if style.is_empty() { plain_name(weight, italic) } else { style.join(" ") };
        let postscript_name = self.postscript_name.clone();
        let made = || format!("{prefix}-{}", name.split_whitespace().collect::<String>());
        Style { family, postscript_name: postscript_name.unwrap_or_else(made), name: style, weight, italic }
    }
}

/// The name of a style that has none.
fn plain_name(weight: u16, italic: bool) -> String {
    let upright = match weight {
        400 => "Regular".to_owned(),
        700 => "Bold".to_owned(),
        _ => format!("Weight {weight}"),
    };
    match (weight, italic) {
        (400, true) => "Italic".to_owned(),
        (_, true) => format!("{upright} Italic"),
        (_, false) => upright,
    }
}
