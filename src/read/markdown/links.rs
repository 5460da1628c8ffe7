//! Links: their content, where they end, and what an address says.

use std::ops::Range;

use comrak::nodes::{Node, NodeLink};

use super::Reader;
use super::atoms::{Atom, AtomKind, Walk};
use super::part::Part;
use crate::model::{Inline, InlineKind, Label, Link, Reference};
use crate::source::Span;

impl Reader<'_> {
    /// What a link or image that opens with a sign holds, and its range to the end of its address and title.
    pub(super) fn content_of_link(
        &mut self,
        walk: &mut Walk<'_>,
        node: Node<'_>,
        range: Range<usize>,
        sign: &str,
    ) -> (Vec<Inline>, Range<usize>) {
        let (content, inner) = self.content_within(walk, node);
        let inner = inner.unwrap_or_else(|| {
            let start = walk.part.text.ceil_char_boundary(range.start + sign.len());
            start..start
        });
        let end = link_end(&walk.part.text, inner.end, walk.range.end);
        (content, range.start.min(inner.start)..end.unwrap_or(range.end).max(inner.end))
    }

    /// A link that comrak has read.
    pub(super) fn link(
        &mut self,
        walk: &mut Walk<'_>,
        node: Node<'_>,
        link: &NodeLink,
        range: Range<usize>,
    ) -> Atom {
        if !walk.part.text[range.start..].starts_with('[') {
            let kind = autolink(walk.part, &link.url, node, range.clone());
            return Atom { kind: AtomKind::Inline(Box::new(kind)), range };
        }
        let outer = std::mem::replace(&mut self.in_link, true);
        let (content, range) = self.content_of_link(walk, node, range, "[");
        self.in_link = outer;
        let kind = linked(&link.url, &link.title, content, walk.part.span(range.clone()));
        Atom { kind: AtomKind::Inline(Box::new(kind)), range }
    }
}

/// A link, or a reference where the address is a label of this document.
pub(super) fn linked(url: &str, title: &str, content: Vec<Inline>, span: Span) -> InlineKind {
    if let Some(label) = url.strip_prefix('#').filter(|label| !label.is_empty()) {
        let label = Label(decode_percent(label));
        return InlineKind::Reference(Reference { label, content, worded: false });
    }
    let content = if content.is_empty() { vec![Inline::text(url, span)] } else { content };
    let title = Some(title.replace('\n', " ")).filter(|title| !title.is_empty());
    InlineKind::Link(Link { target: url.to_owned(), title, content })
}

/// An address that stands for itself; one of a scheme that people type without meaning a link stays text.
fn autolink(part: &Part, url: &str, node: Node<'_>, range: Range<usize>) -> InlineKind {
    let typed = &part.text[range.clone()];
    let is_meant = typed.starts_with('<')
        || ["http://", "https://", "ftp://", "mailto:"]
            .iter()
            .any(|scheme| url.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)));
    if is_meant {
        // In an address every sign means itself.
        let words = node.first_child().and_then(|child| child.data().value.text().map(ToString::to_string));
        let content = vec![Inline::text(words.as_deref().unwrap_or(typed), part.span(range))];
        InlineKind::Link(Link { target: url.to_owned(), title: None, content })
    } else {
        InlineKind::Text(typed.to_owned())
    }
}

/// Where a link or image ends whose content ends at `from`: behind its address and title, or behind the name of these.
///
/// comrak's own place for it is wrong where a line ends between brackets and address, or before or in the title.
pub(super) fn link_end(text: &str, from: usize, limit: usize) -> Option<usize> {
    let mut scan = Scan { rest: text.get(from..limit)? };
    let start = scan.rest.len();
    scan.past(']')?;
    let bracket = start - scan.rest.len();
    let behind = match scan.rest.chars().next() {
        Some('(') => scan.destination(),
        Some('[') => scan.past(']'),
        _ => None,
    };
    Some(from + behind.map_or(bracket, |()| start - scan.rest.len()))
}

/// Reads the part of a link behind its brackets.
struct Scan<'t> {
    rest: &'t str,
}

impl Scan<'_> {
    /// Goes behind the next such sign that is not escaped.
    fn past(&mut self, sign: char) -> Option<()> {
        let mut escaped = false;
        let found = self.rest.char_indices().find(|(_, c)| {
            let is_found = *c == sign && !escaped;
            escaped = *c == '\\' && !escaped;
            is_found
        });
        let (at, c) = found?;
        self.rest = &self.rest[at + c.len_utf8()..];
        Some(())
    }

    fn blank(&mut self) {
        self.rest = self.rest.trim_start();
    }

    /// `(address "title")`.
    fn destination(&mut self) -> Option<()> {
        self.rest = self.rest.strip_prefix('(')?;
        self.blank();
        if self.rest.starts_with('<') {
            self.past('>')?;
        } else {
            self.address();
        }
        self.blank();
        if let Some(quote @ ('"' | '\'' | '(')) = self.rest.chars().next() {
            self.rest = &self.rest[1..];
            self.past(if quote == '(' { ')' } else { quote })?;
            self.blank();
        }
        self.rest = self.rest.strip_prefix(')')?;
        Some(())
    }

    /// An address, in which brackets stand in pairs.
    fn address(&mut self) {
        let mut depth = 0;
        let mut escaped = false;
        let end = self.rest.find(|c: char| {
            let counts = !escaped;
            escaped = c == '\\' && counts;
            depth += i32::from(counts && c == '(') - i32::from(counts && c == ')');
            c.is_whitespace() || depth < 0
        });
        self.rest = &self.rest[end.unwrap_or(self.rest.len())..];
    }
}

/// A text with its percent-encoded bytes put back, if they make sense.
pub(super) fn decode_percent(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut result = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let code = text
            .get(at + 1..at + 3)
            .filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()))
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        let code = code.filter(|_| bytes[at] == b'%');
        result.push(code.unwrap_or(bytes[at]));
        at += if code.is_some() { 3 } else { 1 };
    }
    String::from_utf8(result).unwrap_or_else(|_| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_end_behind_their_address() {
        let cases = [
            "a](b) c",
            "a](b(c)d \"t (\") e",
            "a](<b )> 't') c",
            "a](\nhttps://b\n\"t\nt\") c",
            "a][ref] c",
            "a][] c",
            "a] c",
            "a] (b)",
        ];
        let ends = cases.map(|text| link_end(text, 1, text.len()).map(|end| &text[end..]));
        assert_eq!(ends, [" c", " e", " c", " c", " c", " c", " c", " (b)"].map(Some));
        assert_eq!(link_end("a", 1, 1), None);
    }

    #[test]
    fn percent_codes_are_undone_where_they_make_sense() {
        assert_eq!(decode_percent("a%20b%C3%BC%zz%"), "a bü%zz%");
        assert_eq!(decode_percent("%ff"), "%ff");
    }
}
