//! Small PDF objects that several rooms of the backend write alike.

use lopdf::{Dictionary, Object, ObjectId, StringFormat, dictionary};

use super::store::Store;

/// Entries in one leaf of a tree: readers look through a leaf one by one.
const LEAF: usize = 64;

/// A name.
pub(super) fn name(text: &str) -> Object {
    Object::Name(text.as_bytes().to_vec())
}

/// A string of bytes, in hexadecimal form: lopdf's way of writing literal strings is quadratic in their length.
pub(super) fn bytes(content: impl Into<Vec<u8>>) -> Object {
    Object::String(content.into(), StringFormat::Hexadecimal)
}

/// A text that people read: ASCII as it is, anything else as UTF-16 with a mark.
///
/// PDF/A allows no string of 32 KiB or more, so a text past that is cut.
pub(super) fn text(words: &str) -> Object {
    const MOST: usize = 16_000;
    let mut units = 0;
    let fits = |c: &char| {
        units += c.len_utf16();
        units <= MOST
    };
    let words: String = words.chars().take_while(fits).collect();
    if words.bytes().all(|byte| (b' '..=b'~').contains(&byte)) {
        return bytes(words);
    }
    bytes(std::iter::once(0xFEFF).chain(words.encode_utf16()).flat_map(u16::to_be_bytes).collect::<Vec<u8>>())
}

/// A length or coordinate, to a thousandth of a point.
pub(super) fn number(value: f64) -> Object {
    let value = rounded(value);
    if value.fract() == 0.0 { Object::Integer(value as i64) } else { Object::Real(value as f32) }
}

/// A value to the thousandth that the file can tell; zero where it is no number.
pub(super) fn rounded(value: f64) -> f64 {
    if value.is_finite() { (value.clamp(-1e9, 1e9) * 1000.0).round() / 1000.0 } else { 0.0 }
}

/// A tree from strings to objects; entries must come sorted by key.
pub(super) fn name_tree(store: &mut Store, entries: impl IntoIterator<Item = (Vec<u8>, Object)>) -> ObjectId {
    tree(store, "Names", entries.into_iter().map(|(key, value)| (bytes(key), value)))
}

/// A tree from numbers to objects; entries must come sorted by key.
pub(super) fn number_tree(store: &mut Store, entries: impl IntoIterator<Item = (i64, Object)>) -> ObjectId {
    tree(store, "Nums", entries.into_iter().map(|(key, value)| (Object::Integer(key), value)))
}

/// Takes the entries leaf by leaf, so that those of all pages need not be there at a time.
fn tree(store: &mut Store, kind: &str, entries: impl Iterator<Item = (Object, Object)>) -> ObjectId {
    let mut entries = entries.peekable();
    let first: Vec<_> = entries.by_ref().take(LEAF).collect();
    if entries.peek().is_none() {
        return store.add(leaf(kind, first, false));
    }
    let mut leaves = vec![store.add(leaf(kind, first, true)).into()];
    while entries.peek().is_some() {
        let part = entries.by_ref().take(LEAF).collect();
        leaves.push(store.add(leaf(kind, part, true)).into());
    }
    store.add(dictionary! { "Kids" => leaves })
}

fn leaf(kind: &str, entries: Vec<(Object, Object)>, limited: bool) -> Dictionary {
    let limits = match (&entries[..], limited) {
        ([(first, _), .., (last, _)] | [(first @ last, _)], true) => Some(vec![first.clone(), last.clone()]),
        (_, _) => None,
    };
    let flat: Vec<Object> = entries.into_iter().flat_map(|(key, value)| [key, value]).collect();
    let mut leaf = Dictionary::new();
    leaf.set(kind, flat);
    if let Some(limits) = limits {
        leaf.set("Limits", limits);
    }
    leaf
}
