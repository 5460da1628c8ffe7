//! The tag tree: what the pages mean, element by element, down to the marked sequences on the pages.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Object, ObjectId, dictionary};

use super::attributes::attributes;
use super::content::Content;
use super::element::StructureType;
use super::links::Annotation;
use super::objects::{bytes, name, name_tree, number_tree, text};
use super::spell::Entries;
use super::store::Store;
use crate::layout::frame::Pages;
use crate::layout::structure::{Element, ElementId, Kid, Role, Structure};

/// A marked sequence: its page, from 0, and its number on that page.
type Place = (usize, usize);

/// Writes the tag tree; the result is its root.
///
/// `pages` are the page objects, `contents` what was drawn on them, `links` the annotations of each link.
pub(super) fn write(
    store: &mut Store,
    laid_out: &Pages,
    pages: &[ObjectId],
    contents: &[Content],
    links: &BTreeMap<ElementId, Vec<Annotation>>,
) -> ObjectId {
    let root = store.new_object_id();
    let structure = &laid_out.structure;
    let mut tree = Tree {
        store,
        laid_out,
        pages,
        links,
        places: places(structure, contents),
        contents,
        owners: contents.iter().map(|content| vec![None; content.sequences.len()]).collect(),
        annotation_owners: Vec::new(),
        identifiers: BTreeMap::new(),
        roles: BTreeSet::new(),
    };
    let document = tree.element(ElementId(0), root);
    let (owners, mut annotations) = (tree.owners, tree.annotation_owners);
    let (identifiers, roles) = (tree.identifiers, tree.roles);

    // The keys of annotations follow those of the pages.
    annotations.sort_by_key(|(key, _)| *key);
    let next = annotations.last().map_or(pages.len() as i64, |(key, _)| key + 1);
    let owner = |owner: Option<ObjectId>| owner.map_or(Object::Null, Object::from);
    let of_pages = owners.into_iter().map(|owners| Object::Array(owners.into_iter().map(owner).collect()));
    let parent_tree = number_tree(store, (0..).zip(of_pages).chain(annotations));

    let mut dict = dictionary! {
        "Type" => name("StructTreeRoot"),
        "ParentTree" => parent_tree,
        "ParentTreeNextKey" => next,
    };
    if let Some(document) = document {
        dict.set("K", document);
    }
    let own_names = roles.into_iter().map(StructureType::of).filter(|role| role.name != role.standard);
    let role_map: Dictionary = own_names.map(|role| (role.name, name(role.standard))).collect();
    if !role_map.is_empty() {
        dict.set("RoleMap", role_map);
    }
    if !identifiers.is_empty() {
        dict.set("IDTree", name_tree(store, identifiers));
    }
    store.put(root, dict);
    root
}

/// For every content the marked sequences that show it.
fn places(structure: &Structure, contents: &[Content]) -> Vec<Vec<Place>> {
    let mut places = vec![Vec::new(); structure.contents.len()];
    for (page, content) in contents.iter().enumerate() {
        for (number, sequence) in content.sequences.iter().enumerate() {
            if let Some(list) = places.get_mut(sequence.content.0 as usize) {
                list.push((page, number));
            }
        }
    }
    places
}

struct Tree<'a> {
    store: &'a mut Store,
    laid_out: &'a Pages,
    pages: &'a [ObjectId],
    links: &'a BTreeMap<ElementId, Vec<Annotation>>,
    places: Vec<Vec<Place>>,
    contents: &'a [Content],
    /// The element of every marked sequence, by page.
    owners: Vec<Vec<Option<ObjectId>>>,
    /// The element of every annotation, by the annotation's key.
    annotation_owners: Vec<(i64, Object)>,
    identifiers: BTreeMap<Vec<u8>, Object>,
    roles: BTreeSet<Role>,
}

/// What an element holds, as it stands in the file.
enum Held {
    Element(ObjectId),
    Sequence(Place),
    Annotation(usize, ObjectId),
}

impl Tree<'_> {
    /// Writes an element and what it holds; nothing where it holds nothing.
    fn element(&mut self, id: ElementId, parent: ObjectId) -> Option<ObjectId> {
        let element = self.laid_out.structure.elements.get(id.0 as usize)?;
        let annotations = self.links.get(&id).map_or(&[][..], Vec::as_slice);
        let own = self.store.new_object_id();
        // An annotation must lie in a link: an element of another kind gets one around what it holds.
        let is_wrapped = !annotations.is_empty() && element.role != Role::Link;
        let holder = if is_wrapped { self.store.new_object_id() } else { own };
        let mut held = self.kids(element, holder);
        for annotation in annotations {
            held.push(Held::Annotation(annotation.page, annotation.object));
            self.annotation_owners.push((annotation.key, holder.into()));
        }
        // What a table is made of counts by its place, empty or not.
        let is_grid = matches!(element.role, Role::TableRow | Role::HeaderCell | Role::DataCell);
        if held.is_empty() && !is_grid {
            return None;
        }
        if is_wrapped {
            let mut link = self.head(Role::Link, own);
            self.hold(&mut link, held);
            self.store.put_entries(holder, link);
            held = vec![Held::Element(holder)];
        }
        // A link without a place to click is no link to a reader.
        let role =
            if element.role == Role::Link && annotations.is_empty() { Role::Span } else { element.role };
        let mut dict = self.head(role, parent);
        self.describe(&mut dict, element, own);
        self.hold(&mut dict, held);
        self.store.put_entries(own, dict);
        Some(own)
    }

    fn kids(&mut self, element: &Element, holder: ObjectId) -> Vec<Held> {
        let mut held = Vec::new();
        for kid in &element.kids {
            match *kid {
                Kid::Element(id) => held.extend(self.element(id, holder).map(Held::Element)),
                Kid::Content(id) => {
                    let Some(places) = self.places.get_mut(id.0 as usize) else { continue };
                    for place in std::mem::take(places) {
                        held.push(self.sequence(place, holder));
                    }
                }
            }
        }
        held
    }

    /// A marked sequence; in an element of its own where that must tell its words.
    fn sequence(&mut self, place: Place, holder: ObjectId) -> Held {
        let Some(words) = &self.contents[place.0].sequences[place.1].words else {
            self.owners[place.0][place.1] = Some(holder);
            return Held::Sequence(place);
        };
        let span = self.store.new_object_id();
        let mut dict = self.head(Role::Span, holder);
        dict.set("ActualText", text(words));
        self.hold(&mut dict, vec![Held::Sequence(place)]);
        self.store.put_entries(span, dict);
        self.owners[place.0][place.1] = Some(span);
        Held::Element(span)
    }

    fn head(&mut self, role: Role, parent: ObjectId) -> Entries {
        self.roles.insert(role);
        let mut dict = Entries::new();
        dict.set_name("Type", "StructElem");
        dict.set_name("S", StructureType::of(role).name);
        dict.set("P", parent);
        dict
    }

    fn describe(&mut self, dict: &mut Entries, element: &Element, own: ObjectId) {
        let known = element.known();
        if let Some(language) = &known.language {
            dict.set("Lang", text(language.as_str()));
        }
        if let Some(alt) = &known.alt {
            dict.set("Alt", text(alt));
        }
        if let Some(words) = &known.actual_text {
            dict.set("ActualText", text(words));
        }
        if let Some(number) = known.note {
            let identifier = format!("note-{number}").into_bytes();
            dict.set("ID", bytes(identifier.clone()));
            self.identifiers.insert(identifier, own.into());
        }
        let parent = element.parent.and_then(|id| self.laid_out.structure.elements.get(id.0 as usize));
        let mut list = attributes(element, parent.map(|parent| parent.role), &self.laid_out.pages);
        match list.len() {
            0 => {}
            1 => dict.set("A", list.remove(0)),
            _ => dict.set("A", list),
        }
    }

    /// Lists what an element holds, with the page of its first sequence as the page of the element.
    fn hold(&self, dict: &mut Entries, held: Vec<Held>) {
        let first = held.iter().find_map(|held| match held {
            Held::Sequence((page, _)) | Held::Annotation(page, _) => Some(*page),
            Held::Element(_) => None,
        });
        let mut kids: Vec<Object> = held
            .into_iter()
            .map(|held| match held {
                Held::Element(id) => id.into(),
                Held::Sequence((page, number)) if Some(page) == first => Object::Integer(number as i64),
                Held::Sequence((page, number)) => Object::Dictionary(dictionary! {
                    "Type" => name("MCR"),
                    "Pg" => self.pages[page],
                    "MCID" => number as i64,
                }),
                Held::Annotation(page, object) => Object::Dictionary(dictionary! {
                    "Type" => name("OBJR"),
                    "Pg" => self.pages[page],
                    "Obj" => object,
                }),
            })
            .collect();
        if let Some(page) = first {
            dict.set("Pg", self.pages[page]);
        }
        match kids.len() {
            0 => {}
            1 => dict.set("K", kids.remove(0)),
            _ => dict.set("K", kids),
        }
    }
}
