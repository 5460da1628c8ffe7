//! A small writer of XHTML: every element is closed and every string escaped by construction.

use std::borrow::Cow;

/// Markup that is being written.
#[derive(Debug, Default)]
pub(super) struct Xhtml {
    text: String,
}

impl Xhtml {
    /// What was written so far.
    pub(super) fn into_text(self) -> String {
        self.text
    }
}

/// An element's name with its attributes.
#[derive(Clone, Debug)]
pub(super) struct Tag {
    name: &'static str,
    attributes: String,
}

/// An element of that name.
pub(super) fn tag(name: &'static str) -> Tag {
    Tag { name, attributes: String::new() }
}

impl Tag {
    /// Adds an attribute.
    pub(super) fn with(mut self, key: &str, value: &str) -> Self {
        self.attributes.push(' ');
        self.attributes.push_str(key);
        self.attributes.push_str("=\"");
        self.attributes.push_str(&escape(value));
        self.attributes.push('"');
        self
    }

    /// Adds an attribute where there is a value.
    pub(super) fn maybe(self, key: &str, value: Option<&str>) -> Self {
        match value {
            Some(value) => self.with(key, value),
            None => self,
        }
    }

    /// Adds a class.
    pub(super) fn class(self, class: &str) -> Self {
        self.with("class", class)
    }

    /// Adds an identifier where there is one.
    pub(super) fn id(self, id: Option<&str>) -> Self {
        self.maybe("id", id)
    }
}

/// What can be written to.
pub(super) trait Markup: Sized {
    /// The markup behind.
    fn xhtml(&mut self) -> &mut Xhtml;

    /// Writes an element around what `body` writes.
    fn element(&mut self, tag: Tag, body: impl FnOnce(&mut Self)) {
        let out = &mut self.xhtml().text;
        out.push('<');
        out.push_str(tag.name);
        out.push_str(&tag.attributes);
        out.push('>');
        body(self);
        let out = &mut self.xhtml().text;
        out.push_str("</");
        out.push_str(tag.name);
        out.push('>');
    }

    /// Writes an element on lines of its own.
    fn block_element(&mut self, tag: Tag, body: impl FnOnce(&mut Self)) {
        self.element(tag, body);
        self.line();
    }

    /// Writes an element that holds plain text only.
    fn leaf(&mut self, tag: Tag, text: &str) {
        self.element(tag, |out| out.plain(text));
    }

    /// Writes an element that holds nothing.
    fn void(&mut self, tag: Tag) {
        let out = &mut self.xhtml().text;
        out.push('<');
        out.push_str(tag.name);
        out.push_str(&tag.attributes);
        out.push_str("/>");
    }

    /// Writes text.
    fn plain(&mut self, text: &str) {
        self.xhtml().text.push_str(&escape(text));
    }

    /// Ends the line, where white space means nothing.
    fn line(&mut self) {
        self.xhtml().text.push('\n');
    }

    /// Writes markup that another writer made well-formed.
    fn raw(&mut self, markup: &str) {
        self.xhtml().text.push_str(markup);
    }
}

impl Markup for Xhtml {
    fn xhtml(&mut self) -> &mut Xhtml {
        self
    }
}

/// The text with the signs that mean something in XML replaced by their names.
pub(super) fn escape(text: &str) -> Cow<'_, str> {
    if !text.contains(|c| matches!(c, '&' | '<' | '>' | '"') || is_forbidden(c)) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            other if is_forbidden(other) => out.push(char::REPLACEMENT_CHARACTER),
            other => out.push(other),
        }
    }
    Cow::Owned(out)
}

/// The text without the characters that XML 1.0 forbids: one of them would make a whole chapter unreadable.
pub(super) fn clean(text: &str) -> String {
    text.chars().map(|c| if is_forbidden(c) { char::REPLACEMENT_CHARACTER } else { c }).collect()
}

fn is_forbidden(character: char) -> bool {
    (character < ' ' && !matches!(character, '\t' | '\n' | '\r'))
        || matches!(character, '\u{FFFE}' | '\u{FFFF}')
}

/// What the head of a document names.
pub(super) struct Head<'a> {
    /// The language of its text.
    pub language: &'a str,
    /// Whether the text runs from right to left.
    pub right_to_left: bool,
    /// Its title.
    pub title: &'a str,
    /// The class of its body.
    pub class: Option<&'a str>,
}

/// A whole document around a body that was written before.
pub(super) fn document(head: &Head<'_>, body: &str) -> String {
    let direction = if head.right_to_left { "rtl" } else { "ltr" };
    let mut out = Xhtml { text: String::with_capacity(body.len() + 512) };
    out.raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE html>\n");
    let root = tag("html")
        .with("xmlns", "http://www.w3.org/1999/xhtml")
        .with("xmlns:epub", "http://www.idpf.org/2007/ops")
        .with("lang", head.language)
        .with("xml:lang", head.language)
        .with("dir", direction);
    out.block_element(root, |out| {
        out.line();
        out.block_element(tag("head"), |out| {
            out.void(tag("meta").with("charset", "utf-8"));
            out.leaf(tag("title"), head.title);
            let sheet = tag("link").with("rel", "stylesheet").with("type", "text/css");
            out.void(sheet.with("href", "stylesheet.css"));
        });
        out.block_element(tag("body").maybe("class", head.class), |out| {
            out.line();
            out.raw(body);
        });
    });
    out.text
}

#[cfg(test)]
mod tests {
    use super::{Markup, Xhtml, tag};

    #[test]
    fn every_string_is_escaped_and_every_element_closed() {
        let mut out = Xhtml::default();
        out.element(tag("a").with("title", "\"<&>\u{1}"), |out| {
            out.plain("a < b & c\u{0}\u{FFFE}");
            out.void(tag("br"));
        });
        assert_eq!(
            out.into_text(),
            "<a title=\"&quot;&lt;&amp;&gt;\u{FFFD}\">a &lt; b &amp; c\u{FFFD}\u{FFFD}<br/></a>"
        );
    }
}
