//! The inlines that comrak reads whole: emphasis, code, links, notes, math.

use std::ops::Range;

use comrak::Arena;
use comrak::nodes::{Node, NodeValue};

use super::atoms::{Atom, AtomKind, Walk};
use super::attributes::Attributes;
use super::part::Part;
use super::{Reader, parse};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Inline, InlineKind, Language, walk};

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
        let piece = part.inline(range).within_limits(self.diagnostics);
        let arena = Arena::new();
        let node = parse::inlines(&arena, &piece, self.depth, self.diagnostics);
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
        let inline = |kind, range| Atom { kind: AtomKind::Inline(Box::new(kind)), range };
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
                let (content, range) = self.content_of_link(walk, node, range, "![");
                let alt = walk::plain_text(&content);
                let mut picture = self.picture(&link.url, alt, walk.part.span(range.clone()));
                self.title_in_line(&mut picture, &link.title);
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
        let (list, inner) = self.content_within(walk, node);
        let inner = inner.unwrap_or_else(|| range.clone());
        (list, range.start.min(inner.start)..range.end.max(inner.end))
    }

    /// What a node holds, and where that stands.
    pub(super) fn content_within(
        &mut self,
        walk: &mut Walk<'_>,
        node: Node<'_>,
    ) -> (Vec<Inline>, Option<Range<usize>>) {
        self.depth += 1;
        let atoms = self.atoms(walk, node);
        let ends = atoms.first().zip(atoms.last());
        let inner = ends.map(|(first, last)| first.range.start..last.range.end);
        let list = self.marks(walk.part, atoms);
        self.depth -= 1;
        (list, inner)
    }

    /// Gives attributes to the code, link or image before them.
    pub(super) fn attach(&mut self, part: &Part, atom: &mut Atom, mut attributes: Attributes) {
        let AtomKind::Inline(kind) = &mut atom.kind else { return };
        let kind = &mut **kind;
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

/// A text for a message: its first words, on one line.
pub(super) fn brief(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let end = line.char_indices().nth(60).map_or(line.len(), |(at, _)| at);
    if end < line.len() { format!("{}…", &line[..end]) } else { line }
}
