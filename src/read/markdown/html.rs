//! HTML tags: what a few of them mean, and what becomes of the others.

use std::collections::BTreeMap;

use super::{Reader, pairs};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Inline, InlineKind};
use crate::source::Span;

/// Makes an inline of what it shall hold.
pub(super) type Wrap = fn(Vec<Inline>) -> InlineKind;

/// What a tag comes to.
#[derive(Debug)]
pub(super) enum Tag {
    /// Nothing that is printed.
    Nothing,
    /// Words that only look like a tag.
    Words(String),
    /// An inline that needs no closing tag.
    Whole(InlineKind),
    /// The name of an element that opens, and the inline that it makes of its content.
    Opening(String, Wrap),
    /// A link that opens.
    Anchor {
        /// Its address.
        href: String,
        /// Its title, or nothing.
        title: String,
    },
    /// The name of an element that closes.
    Closing(String),
}

impl Tag {
    /// The name of the element.
    pub(super) fn name(&self) -> &str {
        match self {
            Self::Opening(name, _) | Self::Closing(name) => name,
            Self::Anchor { .. } => "a",
            Self::Nothing | Self::Words(_) | Self::Whole(_) => "",
        }
    }

    /// Whether its content is code, in which every sign means itself.
    pub(super) fn is_verbatim(&self) -> bool {
        matches!(self.name(), "code" | "kbd")
    }
}

/// A tag taken apart.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Element {
    /// Its name in lower case.
    pub(super) name: String,
    /// Whether it closes an element.
    pub(super) closes: bool,
    /// Its attributes, names in lower case, character references not yet undone.
    pub(super) attributes: BTreeMap<String, String>,
}

impl Element {
    /// Takes a tag apart; `None` for comments and the like.
    pub(super) fn parse(literal: &str) -> Option<Self> {
        let inner = literal.strip_prefix('<')?.strip_suffix('>')?;
        let closes = inner.starts_with('/');
        let inner = inner.trim_start_matches('/').trim_end_matches('/');
        let length = inner.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(inner.len());
        if !inner.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return None;
        }
        let attributes = attributes(&inner[length..]);
        Some(Self { name: inner[..length].to_ascii_lowercase(), closes, attributes })
    }
}

fn attributes(text: &str) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let end = rest.find(|c: char| c.is_whitespace() || c == '=').unwrap_or(rest.len());
        let name = rest[..end].to_ascii_lowercase();
        rest = rest[end..].trim_start();
        let mut value = "";
        if let Some(after) = rest.strip_prefix('=') {
            let after = after.trim_start();
            let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''));
            let after = quote.map_or(after, |_| &after[1..]);
            let end = match quote {
                Some(quote) => after.find(quote),
                None => after.find(char::is_whitespace),
            };
            value = &after[..end.unwrap_or(after.len())];
            rest = after[value.len()..].strip_prefix(['"', '\'']).unwrap_or(&after[value.len()..]);
        }
        found.entry(name).or_insert_with(|| value.to_owned());
        rest = rest.trim_start();
    }
    found
}

impl Reader<'_> {
    /// What a tag in running text comes to.
    pub(super) fn tag(&mut self, literal: &str, span: Span) -> Tag {
        let Some(element) = Element::parse(literal) else {
            if !literal.starts_with("<!--") {
                self.instruction(span);
            }
            return Tag::Nothing;
        };
        if !is_tag(&element.name) {
            return self.unknown_tag(&element, literal, span);
        }
        if element.closes {
            return Tag::Closing(element.name);
        }
        if let Some((name, wrap)) = MEANINGS.iter().find(|(name, _)| *name == element.name) {
            return Tag::Opening((*name).to_owned(), *wrap);
        }
        match element.name.as_str() {
            "br" => Tag::Whole(InlineKind::LineBreak),
            "wbr" => Tag::Nothing,
            "img" => Tag::Whole(InlineKind::Image(self.image_tag(&element, span))),
            "a" if element.attributes.contains_key("href") => {
                self.anchor(&element, span);
                Tag::Anchor {
                    href: self.value(&element, "href").unwrap_or_default(),
                    title: self.value(&element, "title").unwrap_or_default(),
                }
            }
            "a" if self.anchor(&element, span) => Tag::Nothing,
            name => {
                self.raw_html(name, span);
                Tag::Nothing
            }
        }
    }

    fn unknown_tag(&mut self, element: &Element, literal: &str, span: Span) -> Tag {
        if !element.closes {
            let message = format!("`{literal}` is no HTML tag; it stays as it is typed");
            self.fault(
                Diagnostic::new(Code::RawHtml, span, message)
                    .with_help("put code between backticks, or write `\\<` for the sign itself"),
            );
        }
        Tag::Words(literal.replace('\n', " "))
    }

    /// Says that what stands there is for programs.
    pub(super) fn instruction(&mut self, span: Span) {
        let message = "a processing instruction or declaration is not published";
        self.fault(Diagnostic::new(Code::RawHtml, span, message));
    }

    /// Says that a tag is not published.
    pub(super) fn raw_html(&mut self, name: &str, span: Span) {
        let message = format!("the HTML tag `<{name}>` means nothing here; its text is kept");
        self.fault(Diagnostic::new(Code::RawHtml, span, message));
    }

    /// Says that a tag has no closing tag.
    pub(super) fn unclosed(&mut self, tag: &Tag, span: Span) {
        let name = tag.name();
        let message = format!("the HTML tag `<{name}>` is not closed here; its text is kept");
        self.fault(
            Diagnostic::new(Code::RawHtml, span, message)
                .with_help(format!("write `</{name}>` where it ends")),
        );
    }

    /// An attribute's value with its character references undone.
    pub(super) fn value(&mut self, element: &Element, name: &str) -> Option<String> {
        element.attributes.get(name).map(|value| self.entities.undo(value))
    }
}

/// What the elements mean that stand for an inline of the model.
const MEANINGS: [(&str, Wrap); 15] = [
    ("b", InlineKind::Strong),
    ("code", pairs::code),
    ("del", InlineKind::Strikethrough),
    ("em", InlineKind::Emphasis),
    ("i", InlineKind::Emphasis),
    ("ins", InlineKind::Underline),
    ("kbd", pairs::keyboard),
    ("mark", InlineKind::Highlight),
    ("s", InlineKind::Strikethrough),
    ("samp", pairs::code),
    ("strike", InlineKind::Strikethrough),
    ("strong", InlineKind::Strong),
    ("sub", InlineKind::Subscript),
    ("sup", InlineKind::Superscript),
    ("u", InlineKind::Underline),
];

/// The elements of HTML, past ones included: another name in angle brackets is no tag but something that a person typed,
/// such as the type `Vec<T>`.
const ELEMENTS: &[&str] = &[
    "a",
    "abbr",
    "acronym",
    "address",
    "area",
    "article",
    "aside",
    "audio",
    "b",
    "base",
    "bdi",
    "bdo",
    "big",
    "blockquote",
    "body",
    "br",
    "button",
    "canvas",
    "caption",
    "center",
    "cite",
    "code",
    "col",
    "colgroup",
    "data",
    "datalist",
    "dd",
    "del",
    "details",
    "dfn",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "em",
    "embed",
    "fieldset",
    "figcaption",
    "figure",
    "font",
    "footer",
    "form",
    "frame",
    "frameset",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hgroup",
    "hr",
    "html",
    "i",
    "iframe",
    "img",
    "input",
    "ins",
    "kbd",
    "label",
    "legend",
    "li",
    "link",
    "main",
    "map",
    "mark",
    "menu",
    "meta",
    "meter",
    "nav",
    "noscript",
    "object",
    "ol",
    "optgroup",
    "option",
    "output",
    "p",
    "param",
    "picture",
    "pre",
    "progress",
    "q",
    "rp",
    "rt",
    "ruby",
    "s",
    "samp",
    "script",
    "section",
    "select",
    "slot",
    "small",
    "source",
    "span",
    "strike",
    "strong",
    "style",
    "sub",
    "summary",
    "sup",
    "svg",
    "table",
    "tbody",
    "td",
    "template",
    "textarea",
    "tfoot",
    "th",
    "thead",
    "time",
    "title",
    "tr",
    "track",
    "tt",
    "u",
    "ul",
    "var",
    "video",
    "wbr",
];

/// Whether a name is that of an element: one of HTML, or, with a hyphen in it, one that somebody has made up.
pub(super) fn is_tag(name: &str) -> bool {
    name.contains('-') || ELEMENTS.contains(&name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_taken_apart() {
        let element = Element::parse("<IMG src='a b.png' alt = \"x > y\"\n width=40% hidden/>").unwrap();
        assert_eq!(element.name, "img");
        let pairs: Vec<String> = element.attributes.iter().map(|(k, v)| format!("{k}={v}")).collect();
        assert_eq!(pairs, ["alt=x > y", "hidden=", "src=a b.png", "width=40%"]);
        assert!(Element::parse("</b>").unwrap().closes);
        assert_eq!(Element::parse("<!-- x -->"), None);
    }
}
