//! Takes comrak's inlines apart into characters with exact places, so that Pandoc's marks can be read from them.

use std::ops::Range;

use comrak::nodes::{Node, NodeValue};

use super::Reader;
use super::attributes::Attributes;
use super::part::Part;
use crate::model::{Inline, InlineKind};

/// A character, or what comrak has read whole.
#[derive(Debug)]
pub(super) struct Atom {
    /// What it is.
    pub(super) kind: AtomKind,
    /// Where it was written.
    pub(super) range: Range<usize>,
}

/// The kinds of atom.
#[derive(Debug)]
pub(super) enum AtomKind {
    /// A character that may be part of a mark.
    Char(char),
    /// A character that means itself: it was escaped or spelled as a reference.
    Plain(char),
    /// A finished inline; boxed, since nearly all atoms are characters and their size is that of the largest kind.
    Inline(Box<InlineKind>),
    /// A tag or comment.
    Html(String),
    /// The end of a line within a paragraph.
    SoftBreak,
    /// The end of a line that shall stay one.
    HardBreak,
    /// A bracket that closes, with the attributes behind it.
    Close(Box<Attributes>),
}

/// How far ahead a text is looked for where comrak's place for it is wrong.
const SEARCH: usize = 4096;

/// Reads the inlines of one block in order.
pub(super) struct Walk<'p> {
    /// The text that they stand in.
    pub(super) part: &'p Part,
    /// What is to be read of it; the rest is attributes or the like, read elsewhere.
    pub(super) range: Range<usize>,
    /// The end of what has been read.
    cursor: usize,
    /// Where backslashes stood that comrak has taken out of a table cell before it counted.
    escapes: Vec<usize>,
}

impl<'p> Walk<'p> {
    /// A walk over a range.
    pub(super) fn new(part: &'p Part, range: Range<usize>) -> Self {
        // comrak's text may begin before what is to be read of it, but not on another line.
        Self { part, cursor: part.line(range.start).start, range, escapes: Vec::new() }
    }

    /// A walk over a cell of a pipe table.
    pub(super) fn in_cell(part: &'p Part, range: Range<usize>) -> Self {
        let cell = &part.text[range.clone()];
        let escapes = cell.match_indices("\\|").map(|(at, _)| range.start + at).collect();
        Self { escapes, ..Self::new(part, range) }
    }

    /// The range that comrak gives for a node.
    pub(super) fn range_of(&self, node: Node<'_>) -> Range<usize> {
        let position = node.data().sourcepos;
        let start = self.restore(self.part.offset(position.start));
        let last = self.restore(self.part.offset(position.end));
        let length = self.part.text[last..].chars().next().map_or(0, char::len_utf8);
        start..(last + length).max(start)
    }

    fn restore(&self, mut offset: usize) -> usize {
        for escape in &self.escapes {
            offset += usize::from(*escape <= offset);
        }
        self.part.text.ceil_char_boundary(offset)
    }

    /// The place of a sign that a node begins with: comrak's if the sign is there, else the next one.
    fn sign(&self, expected: usize, sign: &str) -> usize {
        let text = &self.part.text;
        if expected >= self.cursor && text[expected..].starts_with(sign) {
            return expected;
        }
        self.ahead().find(sign).map_or(expected.max(self.cursor), |at| self.cursor + at)
    }

    /// The range of a node, put right where comrak's is not: behind a title that runs over lines it counts wrong.
    #[expect(clippy::wildcard_enum_match_arm, reason = "comrak knows more syntax than is switched on")]
    fn sound_range(&self, node: Node<'_>, value: &NodeValue, range: Range<usize>) -> Range<usize> {
        let is_behind = range.start < self.cursor;
        let (sign, close) = match value {
            NodeValue::Code(code) => ("`", "`".repeat(code.num_backticks)),
            NodeValue::Math(math) => ("$", if math.display_math { "$$" } else { "$" }.to_owned()),
            NodeValue::FootnoteReference(_) => ("[^", "]".to_owned()),
            NodeValue::Image(_) => ("![", String::new()),
            NodeValue::Link(_) if is_behind || !self.opens_link(node, range.start) => ("[", String::new()),
            _ => return range,
        };
        let start = self.sign(range.start, sign);
        if range.end > start || close.is_empty() {
            return start..range.end.max(start);
        }
        let from = (start + close.len().max(sign.len())).min(self.part.text.len());
        let found = self.part.text.get(from..).and_then(|rest| rest.find(&close));
        start..found.map_or(start, |at| from + at + close.len())
    }

    /// Whether a link can begin at a place: with a bracket, or with the address that is all of its content.
    fn opens_link(&self, node: Node<'_>, start: usize) -> bool {
        let rest = &self.part.text[start..];
        let address = node.first_child();
        rest.starts_with(['[', '<'])
            || address
                .is_some_and(|child| child.data().value.text().is_some_and(|text| rest.starts_with(text)))
    }

    fn ahead(&self) -> &'p str {
        let end = (self.cursor + SEARCH).min(self.range.end.max(self.cursor));
        &self.part.text[self.cursor..self.part.text.ceil_char_boundary(end)]
    }
}

impl Reader<'_> {
    /// The atoms of a node's children.
    #[expect(clippy::wildcard_enum_match_arm, reason = "comrak knows more syntax than is switched on")]
    pub(super) fn atoms(&mut self, walk: &mut Walk<'_>, parent: Node<'_>) -> Vec<Atom> {
        let mut atoms = Vec::new();
        // What stands before this was attributes of what stands before it.
        let mut skip = walk.range.start;
        for node in parent.children() {
            let range = walk.range_of(node);
            if range.start >= walk.range.end {
                break;
            }
            let value = node.data().value.clone();
            match value {
                NodeValue::Text(text) => {
                    for atom in self.align(walk, &text, range.start) {
                        if atom.range.start >= skip && atom.range.start < walk.range.end {
                            push_char(atom, &mut atoms, &mut skip, walk, node);
                        }
                    }
                }
                _ if range.start < skip => {}
                NodeValue::Escaped => {
                    let start = walk.sign(range.start, "\\");
                    let mut signs = walk.part.text[start..].char_indices().skip(1);
                    let inner = signs.next().map(|(_, c)| c);
                    let end = signs.next().map_or(walk.part.text.len(), |(at, _)| start + at);
                    walk.cursor = end;
                    atoms.extend(inner.map(|c| Atom { kind: AtomKind::Plain(c), range: start..end }));
                }
                NodeValue::SoftBreak => {
                    atoms.push(Atom { kind: AtomKind::SoftBreak, range: walk.cursor..walk.cursor });
                }
                NodeValue::LineBreak => {
                    atoms.push(Atom { kind: AtomKind::HardBreak, range: walk.cursor..walk.cursor });
                }
                NodeValue::HtmlInline(literal) => {
                    let start = walk.sign(range.start, "<");
                    let length = walk.part.text[start..].find('>').map_or(0, |at| at + 1);
                    let end = range.end.max(start + length.min(literal.len()));
                    walk.cursor = walk.part.text.floor_char_boundary(end);
                    atoms.push(Atom { kind: AtomKind::Html(literal), range: start..walk.cursor });
                }
                value => self.push_node(walk, node, value, range, &mut atoms, &mut skip),
            }
        }
        atoms
    }

    /// Adds what comrak has read whole, with the attributes behind it.
    fn push_node(
        &mut self,
        walk: &mut Walk<'_>,
        node: Node<'_>,
        value: NodeValue,
        range: Range<usize>,
        atoms: &mut Vec<Atom>,
        skip: &mut usize,
    ) {
        let range = walk.sound_range(node, &value, range);
        let mut made = self.node(walk, node, value, range);
        let behind = cut_address(walk.part, &mut made);
        walk.cursor = walk.cursor.max(made.range.end);
        let end = made.range.end;
        let may_have_attributes = matches!(
            &made.kind,
            AtomKind::Inline(kind)
                if matches!(**kind, InlineKind::Code(_) | InlineKind::Link(_) | InlineKind::Image(_))
        );
        let attributes = if may_have_attributes { attributes_at(walk, end, node) } else { None };
        atoms.push(made);
        for (at, c) in walk.part.text[behind.clone()].char_indices() {
            let start = behind.start + at;
            let atom = Atom { kind: AtomKind::Char(c), range: start..start + c.len_utf8() };
            if start >= *skip {
                push_char(atom, atoms, skip, walk, node);
            }
        }
        if let (Some(attributes), Some(last)) = (attributes, atoms.last_mut()) {
            *skip = attributes.range.end;
            last.range.end = *skip;
            self.attach(walk.part, last, attributes);
        }
    }

    /// Gives every character of a text its place: comrak's for the whole where the text is there, else that of its next
    /// occurrence, else that of the next character.
    fn align(&mut self, walk: &mut Walk<'_>, text: &str, expected: usize) -> Vec<Atom> {
        if expected >= walk.cursor
            && let Some(atoms) = self.align_at(walk.part, text, expected)
        {
            walk.cursor = atoms.last().map_or(expected, |atom| atom.range.end);
            return atoms;
        }
        let first = text.chars().next().unwrap_or_default();
        let starts: Vec<usize> = walk
            .ahead()
            .char_indices()
            .filter(|(_, c)| *c == first || *c == '&' || *c == '\\')
            .map(|(at, _)| walk.cursor + at)
            .collect();
        for start in starts.into_iter().take(64) {
            if let Some(atoms) = self.align_at(walk.part, text, start) {
                walk.cursor = atoms.last().map_or(start, |atom| atom.range.end);
                return atoms;
            }
        }
        let place = walk.cursor..walk.cursor;
        text.chars().map(|c| Atom { kind: AtomKind::Plain(c), range: place.clone() }).collect()
    }

    /// The characters of `text` with their places, if it stands at `start`, escapes and references allowed for.
    fn align_at(&mut self, part: &Part, text: &str, start: usize) -> Option<Vec<Atom>> {
        let mut atoms = Vec::with_capacity(text.len());
        let mut at = start;
        let mut wanted = text;
        while let Some(c) = wanted.chars().next() {
            let written = &part.text[at..];
            if written.starts_with('&')
                && let Some((meaning, length)) = self.entities.at_start(written)
                && wanted.starts_with(meaning)
            {
                let range = at..at + length;
                atoms
                    .extend(meaning.chars().map(|c| Atom { kind: AtomKind::Plain(c), range: range.clone() }));
                wanted = &wanted[meaning.len()..];
                at = range.end;
                continue;
            }
            let (kind, length) = if written.starts_with(c) {
                (AtomKind::Char(c), c.len_utf8())
            } else if c == '|' && written.starts_with("\\|") {
                (AtomKind::Plain(c), 2)
            } else {
                return None;
            };
            atoms.push(Atom { kind, range: at..at + length });
            wanted = &wanted[c.len_utf8()..];
            at += length;
        }
        Some(atoms)
    }
}

/// Ends a bare address before a bracket that was open when it began; gives what stands behind.
fn cut_address(part: &Part, atom: &mut Atom) -> Range<usize> {
    let Range { start, end } = atom.range.clone();
    let typed = &part.text[start..end];
    let AtomKind::Inline(kind) = &mut atom.kind else { return end..end };
    let InlineKind::Link(link) = &mut **kind else { return end..end };
    let [Inline { kind: InlineKind::Text(words), span }] = &mut link.content[..] else { return end..end };
    let mut open = 0;
    let bracket = typed.char_indices().find(|(_, c)| {
        open += i32::from(*c == '[') - i32::from(*c == ']');
        open < 0
    });
    let Some((at, _)) = bracket.filter(|_| words == typed && link.target.ends_with(typed)) else {
        return end..end;
    };
    link.target.truncate(link.target.len() - (typed.len() - at));
    words.truncate(at);
    *span = part.span(start..start + at);
    atom.range.end = start + at;
    start + at..end
}

/// Adds a character of a text; a closing bracket takes the attributes behind it along.
fn push_char(atom: Atom, atoms: &mut Vec<Atom>, skip: &mut usize, walk: &mut Walk<'_>, node: Node<'_>) {
    let Range { start, end } = atom.range;
    if matches!(atom.kind, AtomKind::Char(']'))
        && let Some(attributes) = attributes_at(walk, end, node)
    {
        *skip = attributes.range.end;
        atoms.push(Atom { range: start..*skip, kind: AtomKind::Close(Box::new(attributes)) });
        return;
    }
    atoms.push(atom);
}

/// The attributes at an offset, unless something that comrak has read whole begins in them and ends outside.
fn attributes_at(walk: &Walk<'_>, offset: usize, node: Node<'_>) -> Option<Attributes> {
    if offset >= walk.range.end || !walk.part.text[offset..].starts_with('{') {
        return None;
    }
    let attributes = Attributes::parse(&walk.part.text, offset, walk.range.end)?;
    let end = attributes.range.end;
    let crosses = node
        .following_siblings()
        .skip(1)
        .filter(|node| !matches!(node.data().value, NodeValue::Text(_)))
        .map(|node| walk.range_of(node))
        .take_while(|range| range.start < end)
        .any(|range| range.end > end);
    (!crosses).then_some(attributes)
}
