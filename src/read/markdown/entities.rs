//! Character references such as `&copy;`, as comrak knows them.

use std::collections::BTreeMap;

use comrak::{Arena, Options};

/// The references met so far with what they stand for.
#[derive(Debug, Default)]
pub(super) struct Entities {
    known: BTreeMap<String, Option<String>>,
}

impl Entities {
    /// What the character reference at the start of a text stands for, and its length.
    pub(super) fn at_start(&mut self, text: &str) -> Option<(&str, usize)> {
        let length = text.bytes().take(40).position(|byte| byte == b';')? + 1;
        let name = &text[..length];
        let inner = name.strip_prefix('&')?.strip_suffix(';')?;
        if inner.is_empty() || !inner.chars().all(|c| c.is_ascii_alphanumeric() || c == '#') {
            return None;
        }
        if !self.known.contains_key(name) {
            self.known.insert(name.to_owned(), look_up(name));
        }
        self.known.get(name)?.as_deref().map(|meaning| (meaning, length))
    }

    /// A text with its character references undone.
    pub(super) fn undo(&mut self, text: &str) -> String {
        let mut result = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(at) = rest.find('&') {
            result.push_str(&rest[..at]);
            rest = &rest[at..];
            let (meaning, length) = self.at_start(rest).unwrap_or(("&", 1));
            result.push_str(meaning);
            rest = &rest[length..];
        }
        result + rest
    }
}

fn look_up(name: &str) -> Option<String> {
    let arena = Arena::new();
    let root = comrak::parse_document(&arena, name, &Options::default());
    let meaning = root.descendants().find_map(|node| node.data().value.text().map(str::to_owned))?;
    (meaning != name).then_some(meaning)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_undone_once() {
        let mut entities = Entities::default();
        assert_eq!(
            entities.undo("a &amp;lt; &copy; &#x41;&nbsp;&unknown; & b;"),
            "a &lt; © A\u{a0}&unknown; & b;"
        );
    }
}
