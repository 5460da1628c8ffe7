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
pub(super) fn name_tree(store: &mut Store, entries: Vec<(Vec<u8>, Object)>) -> ObjectId {
    let entries: Vec<_> = entries.into_iter().map(|(key, value)| (bytes(key), value)).collect();
    tree(store, "Names", &entries)
}

/// A tree from numbers to objects; entries must come sorted by key.
pub(super) fn number_tree(store: &mut Store, entries: Vec<(i64, Object)>) -> ObjectId {
    let entries: Vec<_> = entries.into_iter().map(|(key, value)| (Object::Integer(key), value)).collect();
    tree(store, "Nums", &entries)
}

fn tree(store: &mut Store, kind: &str, entries: &[(Object, Object)]) -> ObjectId {
    let root = if entries.len() <= LEAF {
        leaf(kind, entries, false)
    } else {
        let leaves = entries.chunks(LEAF).map(|part| store.add(leaf(kind, part, true)).into());
        let leaves: Vec<Object> = leaves.collect();
        dictionary! { "Kids" => leaves }
    };
    store.add(root)
}

fn leaf(kind: &str, entries: &[(Object, Object)], limited: bool) -> Dictionary {
    let flat: Vec<Object> = entries.iter().flat_map(|(key, value)| [key.clone(), value.clone()]).collect();
    let mut leaf = Dictionary::new();
    leaf.set(kind, flat);
    if let (true, [(first, _), ..], [.., (last, _)]) = (limited, entries, entries) {
        leaf.set("Limits", vec![first.clone(), last.clone()]);
    }
    leaf
}
