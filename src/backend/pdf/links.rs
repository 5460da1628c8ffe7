//! Links: the areas on the pages, and the places in the document that they and the outline lead to.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Object, ObjectId, dictionary};

use super::objects::{bytes, name, name_tree, number, text};
use super::store::Store;
use crate::layout::frame::{Anchor, Destination, LinkArea, LinkTarget, Page, Pages};
use crate::layout::structure::ElementId;

/// A link's area as it stands in the file.
pub(super) struct Annotation {
    /// Its page, from 0.
    pub page: usize,
    /// Its object.
    pub object: ObjectId,
    /// Under which number the tag tree finds it.
    pub key: i64,
}

/// The names of the places that links lead to.
pub(super) struct Destinations {
    names: BTreeMap<Anchor, Vec<u8>>,
}

impl Destinations {
    /// Names every place: a label by itself, notes by their numbers.
    pub(super) fn of(pages: &Pages) -> Self {
        let mut taken = BTreeSet::new();
        let mut names = BTreeMap::new();
        // Notes first: should a label have the name of one, it is the label that gives way.
        let (labels, notes): (Vec<_>, Vec<_>) =
            pages.anchors.keys().partition(|anchor| matches!(anchor, Anchor::Label(_)));
        for anchor in notes.into_iter().chain(labels) {
            let mut name = match anchor {
                Anchor::Label(label) => label.as_str().to_owned(),
                Anchor::Note(number) => format!("note-{number}"),
                Anchor::NoteMark(number) => format!("noteref-{number}"),
            };
            while !taken.insert(name.clone()) {
                name.push('_');
            }
            names.insert(anchor.clone(), name.into_bytes());
        }
        Self { names }
    }

    /// The name of a place, if there is such a place.
    pub(super) fn name(&self, anchor: &Anchor) -> Option<Object> {
        self.names.get(anchor).map(|name| bytes(name.clone()))
    }

    /// Writes the tree of names; nothing where there are none.
    pub(super) fn write(&self, store: &mut Store, laid_out: &Pages, pages: &[ObjectId]) -> Option<ObjectId> {
        let mut entries: Vec<(Vec<u8>, Object)> = self
            .names
            .iter()
            .filter_map(|(anchor, name)| {
                let place = laid_out.anchors.get(anchor)?;
                Some((name.clone(), destination(place, laid_out, pages)?))
            })
            .collect();
        entries.sort_by(|(a, _), (b, _)| a.cmp(b));
        (!entries.is_empty()).then(|| name_tree(store, entries))
    }
}

fn destination(place: &Destination, laid_out: &Pages, pages: &[ObjectId]) -> Option<Object> {
    let (page, object) = (laid_out.pages.get(place.page)?, *pages.get(place.page)?);
    Some(Object::Array(vec![
        object.into(),
        name("XYZ"),
        number(place.x),
        number(page.height - place.y),
        Object::Null,
    ]))
}

/// Writes the link areas of all pages; the result tells them by the element that they belong to.
///
/// Keys in the tag tree follow those of the pages.
pub(super) fn write(
    store: &mut Store,
    laid_out: &Pages,
    pages: &[ObjectId],
    destinations: &Destinations,
) -> Result<BTreeMap<ElementId, Vec<Annotation>>, lopdf::Error> {
    let mut links: BTreeMap<ElementId, Vec<Annotation>> = BTreeMap::new();
    let mut key = pages.len() as i64;
    for (number, (page, &object)) in laid_out.pages.iter().zip(pages).enumerate() {
        let mut areas = Vec::new();
        for area in &page.links {
            let Some(annotation) = annotation(area, page, object, key, destinations) else { continue };
            let annotation = store.add(annotation);
            areas.push(Object::from(annotation));
            links.entry(area.element).or_default().push(Annotation { page: number, object: annotation, key });
            key += 1;
        }
        let dict = store.pdf.get_object_mut(object)?.as_dict_mut()?;
        if areas.is_empty() {
            dict.remove(b"Annots");
        } else {
            dict.set("Annots", areas);
        }
    }
    Ok(links)
}

/// A link's area; nothing where it leads to a place that does not exist.
fn annotation(
    link: &LinkArea,
    page: &Page,
    page_object: ObjectId,
    key: i64,
    destinations: &Destinations,
) -> Option<lopdf::Dictionary> {
    const PRINT: i64 = 1 << 2;
    let area = link.area;
    let foot = page.height - area.y - area.height;
    let mut dict = dictionary! {
        "Type" => name("Annot"),
        "Subtype" => name("Link"),
        "Rect" => [area.x, foot, area.x + area.width, foot + area.height].map(number).to_vec(),
        "Border" => vec![Object::Integer(0); 3],
        "F" => PRINT,
        "P" => page_object,
        "StructParent" => key,
    };
    let said = match &link.target {
        LinkTarget::Address(address) => {
            let uri = dictionary! { "S" => name("URI"), "URI" => bytes(ascii(address)) };
            dict.set("A", uri);
            address
        }
        LinkTarget::Anchor(anchor) => {
            dict.set("Dest", destinations.name(anchor)?);
            &link.description
        }
    };
    dict.set("Contents", text(if link.description.is_empty() { said } else { &link.description }));
    Some(dict)
}

/// An address in the seven bits that PDF allows.
fn ascii(address: &str) -> String {
    let spelled = |byte: u8| {
        if byte.is_ascii_graphic() { char::from(byte).to_string() } else { format!("%{byte:02X}") }
    };
    address.bytes().map(spelled).collect()
}
