//! The inlines that comrak reads whole: emphasis, code, links, notes, math.

use std::ops::Range;

use comrak::Arena;
use comrak::nodes::{Node, NodeLink, NodeValue};

use super::atoms::{Atom, AtomKind, Walk};
use super::attributes::Attributes;
use super::part::Part;
use super::{Reader, parse};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Inline, InlineKind, Label, Language, Link, Reference, walk};
use crate::source::Span;

impl Reader<'_> {
    /// Reads the inlines of a block; `range` is what of it to read.
    pub(super) fn inlines(&mut self, part: &Part, node: Node<'_>, range: Range<usize>) -> Vec<Inline> {
        self.walked(&mut Walk::new(part, range), node)
    }

    /// Reads the inlines on a walk.
    pub(super) fn walked(&mut self, walk: &mut Walk<'_>, node: Node<'_>) -> Vec<Inline> {
        self.depth += 1;
        let atoms = self.atoms(walk, node);
        let list = self.marks(walk.part, atoms);
        self.depth -= 1;
        list
    }

    /// Reads a stretch of text, such as a caption in quotes, as inlines.
    pub(super) fn fragment(&mut self, part: &Part, range: Range<usize>) -> Vec<Inline> {
        if part.text[range.clone()].trim().is_empty() {
            return Vec::new();
        }
        let piece = part.inline(range);
        let arena = Arena::new();
        let node = parse::inlines(&arena, &piece, self.diagnostics);
        let range = piece.start..piece.text.len();
        self.inlines(&piece, node, range)
    }

    /// The atom of a node that comrak has read whole.
    #[expect(clippy::wildcard_enum_match_arm, reason = "comrak knows more syntax than is switched on")]
    pub(super) fn node(
        &mut self,
        walk: &mut Walk<'_>,
        node: Node<'_>,
        value: NodeValue,
        range: Range<usize>,
    ) -> Atom {
        let inline = |kind, range| Atom { kind: AtomKind::Inline(kind), range };
        match value {
            NodeValue::Emph => {
                let (content, range) = self.content(walk, node, range);
                inline(InlineKind::Emphasis(content), range)
            }
            NodeValue::Strong => {
                let (content, range) = self.content(walk, node, range);
                inline(InlineKind::Strong(content), range)
            }
            NodeValue::Code(code) => inline(InlineKind::Code(code.literal), range),
            NodeValue::Link(link) => self.link(walk, node, &link, range),
            NodeValue::Image(link) => {
                let (content, range) = self.content(walk, node, range);
                let range = range.start..destination_end(walk.part, range.end, walk.range.end);
                let alt = walk::plain_text(&content);
                let picture = self.picture(&link.url, alt, walk.part.span(range.clone()));
                inline(InlineKind::Image(picture), range)
            }
            NodeValue::FootnoteReference(reference) => {
                let shown = walk.part.text[range.clone()].to_owned();
                inline(self.mention(&reference.name, &shown, walk.part.span(range.clone())), range)
            }
            NodeValue::Math(math) => {
                let sign = if math.display_math { "$$" } else { "$" };
                let shown = format!("{sign}{}{sign}", math.literal.replace('\n', " "));
                let message = format!("math is not supported yet: `{}` stays as it is typed", brief(&shown));
                self.fault(
                    Diagnostic::new(Code::Unsupported, walk.part.span(range.clone()), message).with_help(
                        "say it in words, or show it as an image; write `\\$` for the sign itself",
                    ),
                );
                inline(InlineKind::Text(shown), range)
            }
            other => {
                debug_assert!(!other.block(), "a block among inlines: {other:?}");
                inline(InlineKind::Text(walk.part.text[range.clone()].to_owned()), range)
            }
        }
    }

    /// What a node holds, and its range, made to hold all of that.
    fn content(
        &mut self,
        walk: &mut Walk<'_>,
        node: Node<'_>,
        range: Range<usize>,
    ) -> (Vec<Inline>, Range<usize>) {
        self.depth += 1;
        let atoms = self.atoms(walk, node);
        let inner = match (atoms.first(), atoms.last()) {
            (Some(first), Some(last)) => first.range.start..last.range.end,
            _ => range.clone(),
        };
        let list = self.marks(walk.part, atoms);
        self.depth -= 1;
        (list, range.start.min(inner.start)..range.end.max(inner.end))
    }

    fn link(&mut self, walk: &mut Walk<'_>, node: Node<'_>, link: &NodeLink, range: Range<usize>) -> Atom {
        if !walk.part.text[range.start..].starts_with('[') {
            let kind = autolink(walk.part, &link.url, node, range.clone());
            return Atom { kind: AtomKind::Inline(kind), range };
        }
        let outer = std::mem::replace(&mut self.in_link, true);
        let (content, range) = self.content(walk, node, range);
        self.in_link = outer;
        let range = range.start..destination_end(walk.part, range.end, walk.range.end);
        let kind = linked(&link.url, link.title.clone(), content, walk.part.span(range.clone()));
        Atom { kind: AtomKind::Inline(kind), range }
    }

    /// Gives attributes to the code, link or image before them.
    pub(super) fn attach(&mut self, part: &Part, atom: &mut Atom, mut attributes: Attributes) {
        let AtomKind::Inline(kind) = &mut atom.kind else { return };
        let what = if let InlineKind::Image(picture) = kind {
            self.picture_attributes(picture, &mut attributes, part);
            "an image in running text"
        } else if matches!(kind, InlineKind::Code(_)) {
            "a piece of code"
        } else {
            "a link"
        };
        if let Some(language) = self.language(&mut attributes, part) {
            let inner = std::mem::replace(kind, InlineKind::LineBreak);
            *kind = InlineKind::Language(language, vec![Inline::new(inner, part.span(atom.range.clone()))]);
        }
        self.leftovers(part, &attributes, what);
    }

    /// Takes the language out of attributes.
    pub(super) fn language(&mut self, attributes: &mut Attributes, part: &Part) -> Option<Language> {
        let word = attributes.take("lang")?;
        let language = Language::parse(&word.text);
        if language.is_none() {
            self.bad_language(&word.text, part.span(word.range));
        }
        language
    }

    /// Says which attributes mean nothing in their place.
    pub(super) fn leftovers(&mut self, part: &Part, attributes: &Attributes, what: &str) {
        for (name, range) in attributes.leftovers() {
            let message = format!("`{name}` means nothing on {what}");
            self.fault(Diagnostic::new(Code::BadAttribute, part.span(range), message));
        }
    }
}

/// A link, or a reference where the address is a label of this document.
pub(super) fn linked(url: &str, title: String, content: Vec<Inline>, span: Span) -> InlineKind {
    if let Some(label) = url.strip_prefix('#').filter(|label| !label.is_empty()) {
        let label = Label(decode_percent(label));
        return InlineKind::Reference(Reference { label, content, worded: false });
    }
    let content = if content.is_empty() { vec![Inline::text(url, span)] } else { content };
    let title = Some(title).filter(|title| !title.is_empty());
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

/// Where a link or image ends whose title runs over lines: comrak gives the end of its address then.
pub(super) fn destination_end(part: &Part, end: usize, limit: usize) -> usize {
    let text = &part.text;
    if text[..end].ends_with([')', ']']) && !text[end..limit.max(end)].starts_with('\n') {
        return end;
    }
    let mut rest = text[end..limit.max(end)].char_indices().peekable();
    while rest.next_if(|(_, c)| c.is_whitespace()).is_some() {}
    let close = match rest.next() {
        Some((_, quote @ ('"' | '\''))) => quote,
        Some((_, '(')) => ')',
        Some((at, ')')) => return end + at + 1,
        _ => return end,
    };
    let mut escaped = false;
    let mut titled = rest.skip_while(|(_, c)| {
        let ends = *c == close && !escaped;
        escaped = *c == '\\' && !escaped;
        !ends
    });
    titled.next();
    titled.find(|(_, c)| !c.is_whitespace()).filter(|(_, c)| *c == ')').map_or(end, |(at, _)| end + at + 1)
}

/// A text for a message: its first words, on one line.
pub(super) fn brief(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let end = line.char_indices().nth(60).map_or(line.len(), |(at, _)| at);
    if end < line.len() { format!("{}…", &line[..end]) } else { line }
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
