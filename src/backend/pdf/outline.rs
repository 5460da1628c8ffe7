//! The outline that readers show beside the pages, and the numbers that they show for them.

use lopdf::{Object, ObjectId, dictionary};

use super::links::Destinations;
use super::objects::{name, number_tree, text};
use super::store::Store;
use crate::layout::frame::{Anchor, Page};
use crate::layout::page_map::roman_value;
use crate::resolve::OutlineEntry;

/// Writes the outline; nothing where there are no headings.
///
/// The first level stands open, what lies deeper is folded.
pub(super) fn write(
    store: &mut Store,
    entries: &[OutlineEntry],
    destinations: &Destinations,
) -> Option<ObjectId> {
    if entries.is_empty() {
        return None;
    }
    let root = store.new_object_id();
    let objects: Vec<ObjectId> = entries.iter().map(|_| store.new_object_id()).collect();
    let kids = kids(entries);
    let top = &kids[entries.len()];
    let visible: usize = top.iter().map(|&index| 1 + kids[index].len()).sum();
    for (parent, list) in kids.iter().enumerate() {
        for (place, &index) in list.iter().enumerate() {
            let entry = &entries[index];
            let mut dict = dictionary! {
                "Title" => text(&entry.line()),
                "Parent" => objects.get(parent).copied().unwrap_or(root),
            };
            if let Some(place) = destinations.name(&Anchor::Label(entry.label.clone())) {
                dict.set("Dest", place);
            }
            if let Some(before) = place.checked_sub(1) {
                dict.set("Prev", objects[list[before]]);
            }
            if let Some(&next) = list.get(place + 1) {
                dict.set("Next", objects[next]);
            }
            if let [first, .., last] | [first @ last] = kids[index][..] {
                let count = kids[index].len() as i64;
                dict.set("First", objects[first]);
                dict.set("Last", objects[last]);
                dict.set("Count", if parent == entries.len() { count } else { -count });
            }
            store.put(objects[index], dict);
        }
    }
    let mut dict = dictionary! { "Type" => name("Outlines"), "Count" => visible as i64 };
    if let [first, .., last] | [first @ last] = top[..] {
        dict.set("First", objects[first]);
        dict.set("Last", objects[last]);
    }
    store.put(root, dict);
    Some(root)
}

/// Writes an outline of the title alone, which leads to the first page.
pub(super) fn title_alone(store: &mut Store, title: &str, first: ObjectId) -> ObjectId {
    let (root, entry) = (store.new_object_id(), store.new_object_id());
    let target = vec![first.into(), name("Fit")];
    store.put(entry, dictionary! { "Title" => text(title), "Parent" => root, "Dest" => target });
    store.put(
        root,
        dictionary! { "Type" => name("Outlines"), "Count" => 1, "First" => entry, "Last" => entry },
    );
    root
}

/// For every entry those directly under it; in the last place those under none.
fn kids(entries: &[OutlineEntry]) -> Vec<Vec<usize>> {
    let mut kids = vec![Vec::new(); entries.len() + 1];
    let mut open: Vec<usize> = Vec::new();
    for (index, entry) in entries.iter().enumerate() {
        while open.pop_if(|&mut above| entries[above].depth >= entry.depth).is_some() {}
        kids[open.last().copied().unwrap_or(entries.len())].push(index);
        open.push(index);
    }
    kids
}

/// Writes the pages' numbers as printed: ranges where they count on, single words elsewhere.
pub(super) fn page_labels(store: &mut Store, pages: &[Page]) -> ObjectId {
    let mut ranges: Vec<(i64, Object)> = Vec::new();
    let mut expected = None;
    for (index, page) in pages.iter().enumerate() {
        let counted = counted(&page.label);
        let goes_on = counted.is_some() && counted == expected;
        expected = counted.and_then(|(style, number)| Some((style, number.checked_add(1)?)));
        if goes_on {
            continue;
        }
        let range = if let Some((style, first)) = counted {
            dictionary! { "S" => name(style), "St" => i64::from(first) }
        } else {
            dictionary! { "P" => text(&page.label) }
        };
        ranges.push((index as i64, range.into()));
    }
    number_tree(store, ranges)
}

/// The style of a page's number and the number; `None` where it is none.
fn counted(label: &str) -> Option<(&'static str, u32)> {
    let decimal = label.parse::<u32>().ok().filter(|number| *number > 0 && number.to_string() == label);
    decimal.map(|number| ("D", number)).or_else(|| roman_value(label).map(|number| ("r", number)))
}
