//! Attributes in braces: `{#label .class key="value"}`, as Pandoc has them.

use std::ops::Range;

pub(super) use crate::read::values::Word;

/// What stands in braces.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Attributes {
    /// The braces and all between.
    pub(super) range: Range<usize>,
    /// What stood after `#`.
    pub(super) label: Option<Word>,
    /// What stood after `.`; `-` is `unnumbered`.
    pub(super) classes: Vec<Word>,
    /// Keys with their values.
    pub(super) pairs: Vec<(Word, Word)>,
}

impl Attributes {
    /// Reads the attributes whose brace opens at `start`; `None` where what follows is something else.
    pub(super) fn parse(text: &str, start: usize, end: usize) -> Option<Self> {
        let mut scan = Scan { text: &text[..end], at: start };
        scan.take('{').then_some(())?;
        let mut attributes = Self::default();
        scan.items(&mut attributes)?;
        scan.take('}').then_some(())?;
        attributes.range = start..scan.at;
        (!attributes.is_empty()).then_some(attributes)
    }

    /// Reads the attributes that end a range of text.
    pub(super) fn ending(text: &str, range: Range<usize>) -> Option<Self> {
        let end = range.start + text[range.clone()].trim_end().len();
        let slice = &text[range.start..end];
        if !slice.ends_with('}') {
            return None;
        }
        // Braces may stand within quotes, so the nearest one need not be the opening one. Escaped ones are text.
        let opening = slice.rmatch_indices('{').filter(|(at, _)| !slice[..*at].ends_with('\\'));
        opening.take(8).find_map(|(at, _)| {
            Self::parse(text, range.start + at, end).filter(|attributes| attributes.range.end == end)
        })
    }

    /// Reads what stands after a `:::` fence: a bare word, attributes in braces, or both.
    pub(super) fn of_fence(text: &str, range: Range<usize>) -> Option<Self> {
        let end = range.start + text[range.clone()].trim_end().trim_end_matches(':').trim_end().len();
        let start = range.start + (range.len() - text[range].trim_start().len());
        let mut scan = Scan { text: &text[..end], at: start.min(end) };
        let mut attributes = Self::default();
        if !scan.rest().starts_with('{') {
            attributes.classes.extend(scan.word());
            scan.blank();
        }
        if scan.take('{') {
            scan.items(&mut attributes)?;
            scan.take('}').then_some(())?;
        } else {
            // Some write the attributes without braces.
            scan.items(&mut attributes)?;
        }
        attributes.range = start..end;
        (scan.rest().trim().is_empty() && !attributes.is_empty()).then_some(attributes)
    }

    fn is_empty(&self) -> bool {
        self.label.is_none() && self.classes.is_empty() && self.pairs.is_empty()
    }

    /// Whether a class is among them.
    pub(super) fn has(&self, class: &str) -> bool {
        self.classes.iter().any(|word| word.text == class)
    }

    /// Takes a class out, if it is there.
    pub(super) fn take_class(&mut self, class: &str) -> bool {
        let before = self.classes.len();
        self.classes.retain(|word| word.text != class);
        self.classes.len() < before
    }

    /// Whether a key is given.
    pub(super) fn gives(&self, key: &str) -> bool {
        self.pairs.iter().any(|(word, _)| word.text == key)
    }

    /// Takes the value of a key out, if it is there.
    pub(super) fn take(&mut self, key: &str) -> Option<Word> {
        let index = self.pairs.iter().position(|(word, _)| word.text == key)?;
        Some(self.pairs.remove(index).1)
    }

    /// What is left, with its name as the author wrote it.
    pub(super) fn leftovers(&self) -> impl Iterator<Item = (String, Range<usize>)> {
        let label = self.label.iter().map(|word| (format!("#{}", word.text), word.range.clone()));
        let classes = self.classes.iter().map(|word| (format!(".{}", word.text), word.range.clone()));
        let pairs = self.pairs.iter().map(|(key, _)| (key.text.clone(), key.range.clone()));
        label.chain(classes).chain(pairs)
    }
}

struct Scan<'t> {
    text: &'t str,
    at: usize,
}

impl Scan<'_> {
    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    fn take(&mut self, c: char) -> bool {
        let found = self.rest().starts_with(c);
        if found {
            self.at += c.len_utf8();
        }
        found
    }

    fn blank(&mut self) -> bool {
        let blank = self.rest().len() - self.rest().trim_start().len();
        self.at += blank;
        blank > 0
    }

    /// Items up to a closing brace or the end.
    fn items(&mut self, attributes: &mut Attributes) -> Option<()> {
        self.blank();
        while !self.rest().is_empty() && !self.rest().starts_with('}') {
            let start = self.at;
            if self.take('#') {
                attributes.label = Some(self.word()?);
            } else if self.take('.') {
                attributes.classes.push(self.word()?);
            } else if self.take('-') {
                let text = "unnumbered".to_owned();
                attributes.classes.push(Word { text, range: start..self.at });
            } else {
                let key = self.key()?;
                attributes.pairs.push((key, self.value()?));
            }
            let closed = self.rest().is_empty() || self.rest().starts_with('}');
            if !self.blank() && !closed {
                return None;
            }
        }
        Some(())
    }

    fn while_in(&mut self, allowed: impl Fn(char) -> bool) -> Option<Word> {
        let length = self.rest().find(|c| !allowed(c)).unwrap_or(self.rest().len());
        let range = self.at..self.at + length;
        let text = self.rest()[..length].to_owned();
        self.at += length;
        (length > 0).then_some(Word { text, range })
    }

    fn word(&mut self) -> Option<Word> {
        self.while_in(|c| !c.is_whitespace() && !matches!(c, '{' | '}' | '"' | '\'' | '=' | '#' | ','))
    }

    fn key(&mut self) -> Option<Word> {
        let key = self.while_in(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | ':' | '.'))?;
        self.take('=').then_some(key)
    }

    fn value(&mut self) -> Option<Word> {
        let Some(quote) = self.rest().chars().next().filter(|c| matches!(c, '"' | '\'')) else {
            return self.while_in(|c| !c.is_whitespace() && !matches!(c, '{' | '}' | '"'));
        };
        self.take(quote);
        let start = self.at;
        let mut text = String::new();
        let mut escaped = false;
        for (offset, c) in self.text[start..].char_indices() {
            if escaped {
                escaped = false;
            } else if c == '\\' {
                escaped = true;
                continue;
            } else if c == quote {
                let range = start..start + offset;
                self.at = range.end + 1;
                return Some(Word { text, range });
            }
            text.push(c);
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(attributes: &Attributes) -> String {
        let mut words: Vec<String> = attributes.leftovers().map(|(name, _)| name).collect();
        for (word, (_, value)) in words.iter_mut().rev().zip(attributes.pairs.iter().rev()) {
            word.push('=');
            word.push_str(&value.text);
        }
        words.join(" ")
    }

    #[test]
    fn attributes_are_pandocs() {
        let cases = [
            ("{#fig-a .wide width=60%}", "#fig-a .wide width=60%"),
            ("{-}", ".unnumbered"),
            ("{ .a\n  .b }", ".a .b"),
            (r#"{title="a \"b\" {c}" x='d e'}"#, r#"title=a "b" {c} x=d e"#),
            ("{#знак .класс lang=zh-Hans}", "#знак .класс lang=zh-Hans"),
            ("{source=https://x.org/a?b=1}", "source=https://x.org/a?b=1"),
        ];
        for (text, expected) in cases {
            let attributes = Attributes::parse(text, 0, text.len()).unwrap();
            assert_eq!(shown(&attributes), expected);
            assert_eq!(attributes.range, 0..text.len());
            assert_eq!(Attributes::ending(text, 0..text.len()).as_ref(), Some(&attributes));
        }
        assert_eq!(Attributes::ending("a \\{#b}", 0..7), None);
        for text in ["{}", "{r}", "{r, echo=FALSE}", "{a b}", "{#a", "{=html}", "{x=\"a}"] {
            assert_eq!(Attributes::parse(text, 0, text.len()), None, "{text}");
        }
    }

    #[test]
    fn fences_take_words_and_braces() {
        let cases = [
            (" note", ".note"),
            (" {.callout-note #a} :::", "#a .callout-note"),
            ("figure {#fig-z}", "#fig-z .figure"),
            (r#" {.tip title="A: b"}"#, ".tip title=A: b"),
            (" note title=\"x\"", ".note title=x"),
        ];
        for (text, expected) in cases {
            assert_eq!(shown(&Attributes::of_fence(text, 0..text.len()).unwrap()), expected);
        }
        assert_eq!(Attributes::of_fence(" {.a b}", 0..7), None);
    }
}
