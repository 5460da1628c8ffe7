//! Objects as they are spelled in a file.

use std::io::Write as _;

use lopdf::{Dictionary, Object, Stream};

/// A dictionary spelled entry by entry: a long document has more of them than lopdf's form has room for.
pub(super) struct Entries(Vec<u8>);

impl Entries {
    pub(super) fn new() -> Self {
        Self(b"<<".to_vec())
    }

    /// Adds an entry; a key comes once.
    pub(super) fn set(&mut self, key: &str, value: impl Into<Object>) {
        let value = value.into();
        spell_name(key.as_bytes(), &mut self.0);
        part(&value, true, &mut self.0);
        spell(&value, &mut self.0);
    }

    /// Adds an entry whose value is a name.
    pub(super) fn set_name(&mut self, key: &str, name: &str) {
        spell_name(key.as_bytes(), &mut self.0);
        spell_name(name.as_bytes(), &mut self.0);
    }

    /// The dictionary as it stands in the file.
    pub(super) fn finish(mut self) -> Vec<u8> {
        self.0.extend(b">>");
        self.0
    }
}

/// Writes an object. What goes before it must end in a sign that parts words, or in a space.
pub(super) fn spell(object: &Object, out: &mut Vec<u8>) {
    match object {
        Object::Null => out.extend(b"null"),
        Object::Boolean(value) => out.extend(if *value { &b"true"[..] } else { b"false" }),
        Object::Integer(value) => spell_integer(*value, out),
        Object::Real(value) => shown(value, out),
        Object::Name(name) => spell_name(name, out),
        Object::String(bytes, _) => spell_string(bytes, out),
        Object::Array(list) => {
            out.push(b'[');
            for (place, object) in list.iter().enumerate() {
                part(object, place > 0, out);
                spell(object, out);
            }
            out.push(b']');
        }
        Object::Dictionary(dict) => spell_dictionary(dict, out),
        Object::Stream(stream) => spell_stream(stream, out),
        Object::Reference((id, generation)) => {
            spell_integer(i64::from(*id), out);
            out.push(b' ');
            spell_integer(i64::from(*generation), out);
            out.extend(b" R");
        }
    }
}

/// As the standard library writes it, without its detours: a tagged file is numbers for the most part.
pub(super) fn spell_integer(value: i64, out: &mut Vec<u8>) {
    if value < 0 {
        out.push(b'-');
    }
    let mut digits = [0; 20];
    let (mut rest, mut first) = (value.unsigned_abs(), digits.len());
    loop {
        first -= 1;
        digits[first] = b'0' + (rest % 10) as u8;
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    out.extend_from_slice(&digits[first..]);
}

fn shown(value: &dyn std::fmt::Display, out: &mut Vec<u8>) {
    write!(out, "{value}").expect("memory takes all that is written");
}

/// A space before an object that would run together with a word before it.
fn part(object: &Object, is_behind_a_word: bool, out: &mut Vec<u8>) {
    let is_word = match object {
        Object::Null | Object::Boolean(_) | Object::Integer(_) | Object::Real(_) | Object::Reference(_) => {
            true
        }
        Object::Name(_)
        | Object::String(..)
        | Object::Array(_)
        | Object::Dictionary(_)
        | Object::Stream(_) => false,
    };
    if is_word && is_behind_a_word {
        out.push(b' ');
    }
}

fn spell_name(name: &[u8], out: &mut Vec<u8>) {
    out.push(b'/');
    for &byte in name {
        if byte.is_ascii_graphic() && !b"()<>[]{}/%#".contains(&byte) {
            out.push(byte);
        } else {
            shown(&format_args!("#{byte:02X}"), out);
        }
    }
}

fn spell_string(bytes: &[u8], out: &mut Vec<u8>) {
    out.push(b'<');
    for byte in bytes {
        out.extend([byte >> 4, byte & 15].map(|digit| b"0123456789ABCDEF"[usize::from(digit)]));
    }
    out.push(b'>');
}

fn spell_dictionary(dict: &Dictionary, out: &mut Vec<u8>) {
    out.extend(b"<<");
    for (key, value) in dict {
        spell_name(key, out);
        part(value, true, out);
        spell(value, out);
    }
    out.extend(b">>");
}

fn spell_stream(stream: &Stream, out: &mut Vec<u8>) {
    spell_dictionary(&stream.dict, out);
    out.extend(b"stream\n");
    out.extend(&stream.content);
    out.extend(b"\nendstream");
}

#[cfg(test)]
mod tests {
    use lopdf::{StringFormat, dictionary};

    use super::*;

    #[test]
    fn objects_are_spelled_so_that_words_stay_apart() {
        let list = vec![Object::Null, true.into(), (-3).into(), Object::Real(0.5), (70, 0).into()];
        let dict = dictionary! {
            "A" => list,
            "B c" => Object::Name(b"x/y".to_vec()),
            "D" => Object::String(b"(\xff".to_vec(), StringFormat::Literal),
            "E" => dictionary! { "F" => 1 },
        };
        let mut out = Vec::new();
        spell(&Stream::new(dict, b"text".to_vec()).into(), &mut out);
        let wanted =
            "<</A[null true -3 0.5 70 0 R]/B#20c/x#2Fy/D<28FF>/E<</F 1>>/Length 4>>stream\ntext\nendstream";
        assert_eq!(String::from_utf8_lossy(&out), wanted);
    }

    #[test]
    fn entries_are_spelled_as_dictionaries_are() {
        let mut entries = Entries::new();
        entries.set_name("Type", "X y");
        entries.set("P", (7, 0));
        entries.set("K", vec![Object::Integer(0), i64::MIN.into()]);
        let mut out = Vec::new();
        let dict = dictionary! {
            "Type" => Object::Name(b"X y".to_vec()),
            "P" => Object::Reference((7, 0)),
            "K" => vec![Object::Integer(0), i64::MIN.into()],
        };
        spell(&dict.into(), &mut out);
        assert_eq!(String::from_utf8_lossy(&entries.finish()), String::from_utf8_lossy(&out));
    }
}
