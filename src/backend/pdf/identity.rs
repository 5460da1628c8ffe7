//! A number for a file, made of what it holds.

use lopdf::{Dictionary, Object};

use super::store::Store;

/// A number for the content of the file, the same for the same content.
pub(super) fn identity(store: &Store) -> [u8; 16] {
    let mut hash = Hash(0x6c62_272e_07bb_0142_62b8_2175_6295_c58d);
    for ((id, _), object) in &store.pdf.objects {
        hash.add(&id.to_be_bytes());
        hash.object(object);
    }
    store.packed().for_each(|content| hash.add(content));
    hash.0.to_be_bytes()
}

/// The 128-bit hash of Fowler, Noll and Vo.
struct Hash(u128);

impl Hash {
    fn add(&mut self, content: &[u8]) {
        for &byte in content {
            self.0 = (self.0 ^ u128::from(byte)).wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013b);
        }
        self.0 = (self.0 ^ content.len() as u128).wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013b);
    }

    fn object(&mut self, object: &Object) {
        match object {
            Object::Null => self.add(b"null"),
            Object::Boolean(value) => self.add(&[u8::from(*value)]),
            Object::Integer(value) => self.add(&value.to_be_bytes()),
            Object::Real(value) => self.add(&value.to_be_bytes()),
            Object::Name(text) | Object::String(text, _) => self.add(text),
            Object::Array(list) => {
                self.add(&list.len().to_be_bytes());
                for object in list {
                    self.object(object);
                }
            }
            Object::Dictionary(dict) => self.dictionary(dict),
            Object::Stream(stream) => {
                self.dictionary(&stream.dict);
                self.add(&stream.content);
            }
            Object::Reference((id, _)) => self.add(&id.to_be_bytes()),
        }
    }

    fn dictionary(&mut self, dict: &Dictionary) {
        self.add(&dict.len().to_be_bytes());
        for (key, value) in dict {
            self.add(key);
            self.object(value);
        }
    }
}
