//! The objects of a file while it is made, and the file itself.
//!
//! A long document has millions of small objects, and in lopdf's form each takes a kilobyte and more. So those that are
//! finished are packed into the file's object streams at once, and only what is still to be changed stays in lopdf's hands.

use lopdf::{Document, Object, ObjectId, Stream, dictionary};
use rayon::prelude::*;

use super::finish::deflated;
use super::objects::name;
use super::spell::{Entries, spell, spell_integer};

/// Objects in one stream: a reader that wants one must inflate all.
const MOST: usize = 100;

/// So many streams are deflated together, on all cores.
const TOGETHER: usize = 64;

/// Where an object stands in the file.
#[derive(Clone, Copy)]
enum Place {
    /// Nowhere.
    Free,
    /// At a byte, by itself; with its generation.
    Byte(usize, u16),
    /// In an object stream: the number of the stream among them and that of the object in it.
    Stream(usize, usize),
}

/// The objects of a file.
pub(super) struct Store {
    /// Those that may still change.
    pub(super) pdf: Document,
    /// The object streams, the last of which may still be to deflate.
    streams: Vec<Stream>,
    /// How many are deflated.
    deflated: usize,
    /// For every object in them its number, the number of its stream and its own in that.
    packed: Vec<(u32, usize, usize)>,
    /// The numbers and places of the objects of the next stream, as they stand at its beginning.
    index: Vec<u8>,
    /// Those objects themselves.
    content: Vec<u8>,
    /// How many they are.
    count: usize,
}

impl Store {
    pub(super) fn new(pdf: Document) -> Self {
        Self {
            pdf,
            streams: Vec::new(),
            deflated: 0,
            packed: Vec::new(),
            index: Vec::new(),
            content: Vec::new(),
            count: 0,
        }
    }

    /// A number for an object that is made later.
    pub(super) fn new_object_id(&mut self) -> ObjectId {
        self.pdf.new_object_id()
    }

    /// Takes an object that is finished.
    pub(super) fn add(&mut self, object: impl Into<Object>) -> ObjectId {
        let id = self.pdf.new_object_id();
        self.put(id, object);
        id
    }

    /// Takes the object of a number, which is finished.
    pub(super) fn put(&mut self, id: ObjectId, object: impl Into<Object>) {
        let object = object.into();
        if matches!(object, Object::Stream(_)) || id.1 != 0 {
            self.pdf.objects.insert(id, object);
            return;
        }
        self.index(id);
        spell(&object, &mut self.content);
        self.end_object();
    }

    /// Takes the dictionary of a number, which is finished.
    pub(super) fn put_entries(&mut self, id: ObjectId, entries: Entries) {
        self.index(id);
        self.content.extend(entries.finish());
        self.end_object();
    }

    /// Notes where the object of a number begins.
    fn index(&mut self, id: ObjectId) {
        self.packed.push((id.0, self.streams.len(), self.count));
        self.count += 1;
        for number in [i64::from(id.0), self.content.len() as i64] {
            spell_integer(number, &mut self.index);
            self.index.push(b' ');
        }
    }

    fn end_object(&mut self) {
        self.content.push(b' ');
        if self.count == MOST {
            self.close();
        }
    }

    /// Closes the object stream that is open, if one is.
    fn close(&mut self) {
        if self.count == 0 {
            return;
        }
        let first = self.index.len();
        let mut whole = std::mem::take(&mut self.index);
        whole.append(&mut self.content);
        let dict =
            dictionary! { "Type" => name("ObjStm"), "N" => self.count as i64, "First" => first as i64 };
        self.streams.push(Stream::new(dict, whole));
        self.count = 0;
        if self.streams.len() - self.deflated == TOGETHER {
            self.deflate();
        }
    }

    /// Deflates the streams that are closed.
    pub(super) fn deflate(&mut self) {
        self.streams[self.deflated..].par_iter_mut().for_each(compress);
        self.deflated = self.streams.len();
    }

    /// What has been packed so far; streams that are closed should be deflated.
    pub(super) fn packed(&self) -> impl Iterator<Item = &[u8]> {
        let closed = self.streams.iter().map(|stream| &stream.content[..]);
        closed.chain([&self.index[..], &self.content[..]])
    }

    /// The finished file.
    pub(super) fn save(mut self) -> Vec<u8> {
        let mut file = format!("%PDF-{}\n%", self.pdf.version).into_bytes();
        file.extend(&self.pdf.binary_mark);
        file.push(b'\n');
        let mut direct = Vec::new();
        for (id, object) in std::mem::take(&mut self.pdf.objects) {
            if matches!(object, Object::Stream(_)) || id.1 != 0 {
                direct.push((id.0, Place::Byte(file.len(), id.1)));
                spell_whole(id, &object, &mut file);
            } else {
                self.put(id, object);
            }
        }
        self.close();
        self.deflate();
        let first = self.pdf.max_id + 1;
        let numbered = first + self.streams.len() as u32;
        for (id, stream) in (first..).zip(std::mem::take(&mut self.streams)) {
            direct.push((id, Place::Byte(file.len(), 0)));
            spell_whole((id, 0), &stream.into(), &mut file);
        }
        direct.push((numbered, Place::Byte(file.len(), 0)));
        let mut places = vec![Place::Free; numbered as usize + 1];
        let packed = self.packed.iter().map(|&(id, stream, index)| (id, Place::Stream(stream, index)));
        for (id, place) in packed.chain(direct) {
            places[id as usize] = place;
        }
        let start = file.len();
        spell_whole((numbered, 0), &self.table(&places, first).into(), &mut file);
        file.extend(format!("startxref\n{start}\n%%EOF\n").into_bytes());
        file
    }

    /// The table that says where each object stands; it is the file's trailer too.
    fn table(&self, places: &[Place], first_stream: u32) -> Stream {
        let mut rows = Vec::with_capacity(7 * places.len());
        for place in places {
            let (kind, value, detail) = match *place {
                Place::Free => (0, 0, u16::MAX),
                Place::Byte(at, generation) => (1, at as u32, generation),
                Place::Stream(stream, index) => (2, first_stream + stream as u32, index as u16),
            };
            rows.push(kind);
            rows.extend(value.to_be_bytes());
            rows.extend(detail.to_be_bytes());
        }
        let mut dict = self.pdf.trailer.clone();
        dict.set("Type", name("XRef"));
        dict.set("Size", places.len() as i64);
        dict.set("W", [1, 4, 2].map(Object::Integer).to_vec());
        let mut table = Stream::new(dict, rows);
        compress(&mut table);
        table
    }
}

fn compress(stream: &mut Stream) {
    if let Ok(small) = deflated(&stream.content) {
        stream.dict.set("Filter", name("FlateDecode"));
        stream.set_content(small);
    }
}

fn spell_whole(id: ObjectId, object: &Object, file: &mut Vec<u8>) {
    file.extend(format!("{} {} obj\n", id.0, id.1).into_bytes());
    spell(object, file);
    file.extend(b"\nendobj\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packed_objects_are_found_again() {
        let mut store = Store::new(Document::with_version("1.7"));
        let list: Vec<ObjectId> =
            (0..250).map(|number: i64| store.add(dictionary! { "N" => number })).collect();
        let later = store.pdf.add_object(dictionary! { "Kids" => vec![Object::from(list[249])] });
        let stream = store.add(Stream::new(dictionary! {}, b"words".to_vec()));
        store.pdf.trailer.set("Root", later);
        let read = Document::load_mem(&store.save()).expect("the file is sound");
        for (number, id) in (0..).zip(list) {
            let dict = read.get_dictionary(id).expect("the object is there");
            assert_eq!(dict.get(b"N").and_then(Object::as_i64).ok(), Some(number));
        }
        let kids = read.get_dictionary(later).and_then(|dict| dict.get(b"Kids")).and_then(Object::as_array);
        assert_eq!(kids.map(Vec::len).ok(), Some(1));
        let words = read.get_object(stream).and_then(Object::as_stream).map(|stream| stream.content.clone());
        assert_eq!(words.ok().as_deref(), Some(&b"words"[..]));
    }
}
