//! What comes in pairs and holds all else: brackets, of spans and of notes in line, and HTML tags; and what looks like the
//! first half of such a pair.

use std::ops::Range;

use super::atoms::{Atom, AtomKind};
use super::attributes::Attributes;
use super::html::{Tag, Wrap};
use super::links::linked;
use super::marks::{Marks, Open, Tight};
use super::{blocks, notes, parse, shortcodes, tree, typography};
use crate::model::{Inline, InlineKind, walk};

impl Marks<'_, '_, '_> {
    pub(super) fn caret(&mut self, range: Range<usize>) {
        let next = self.atoms.peek().map(|next| (matches!(next.kind, AtomKind::Char('[')), next.range.start));
        if next == Some((true, range.end)) {
            let end = self.atoms.next().map_or(range.end, |bracket| bracket.range.end);
            self.open(Open::Note, range.start..end);
        } else if next.is_some_and(|(_, start)| start == range.end) && self.note_read_as_link(&range) {
            // `^[text](more)` is a note and brackets behind it, though comrak sees a link.
        } else {
            self.tight(Tight::Superscript, range);
        }
    }

    fn note_read_as_link(&mut self, caret: &Range<usize>) -> bool {
        let text = &self.part.text;
        let is_link = |atom: &Atom| {
            matches!(&atom.kind, AtomKind::Inline(kind)
                if matches!(**kind, InlineKind::Link(_) | InlineKind::Reference(_)))
                && text[atom.range.start..].starts_with('[')
        };
        let Some(atom) = self.atoms.next_if(is_link) else { return false };
        let mut kind = match atom.kind {
            AtomKind::Inline(kind) => *kind,
            AtomKind::Char(_)
            | AtomKind::Plain(_)
            | AtomKind::Html(_)
            | AtomKind::SoftBreak
            | AtomKind::HardBreak
            | AtomKind::Close(_) => return false,
        };
        let content = tree::content(&mut kind).map(std::mem::take).unwrap_or_default();
        let close = text[atom.range.clone()].rfind("](").or_else(|| text[atom.range.clone()].rfind("]["));
        let end = close.map_or(atom.range.end, |at| atom.range.start + at + 1);
        let note = self.reader.note_in_line(content, self.part.span(caret.start..end));
        self.push_inline(note, caret.start..end);
        self.push_source(end..atom.range.end);
        true
    }

    pub(super) fn bracket(&mut self, range: Range<usize>) {
        match self.reader.citation(self.part, range.start) {
            Some((kind, end)) => {
                while self.atoms.next_if(|atom| atom.range.start < end).is_some() {}
                self.push_inline(kind, range.start..end);
            }
            None => self.open(Open::Bracket, range),
        }
    }

    /// The index of the innermost bracket or note.
    fn innermost_bracket(&self) -> Option<usize> {
        self.levels.iter().rposition(|level| matches!(level.open, Open::Bracket | Open::Note))
    }

    /// Whether a bracket closes one that stands too deep, which is a fault if it means something: brackets without attributes
    /// are text anywhere.
    fn closes_refused_bracket(&mut self, has_attributes: bool) -> bool {
        while let Some((open, sign)) = self.refused.pop() {
            let is_note = matches!(open, Open::Note);
            if is_note || has_attributes && matches!(open, Open::Bracket) {
                self.too_deep(sign);
            }
            if is_note || matches!(open, Open::Bracket) {
                return true;
            }
        }
        false
    }

    pub(super) fn close_bracket(&mut self, range: Range<usize>) {
        if self.closes_refused_bracket(false) {
            return self.push(']', &range);
        }
        let Some(index) = self.innermost_bracket() else { return self.push(']', &range) };
        if matches!(self.levels[index].open, Open::Note) {
            let (_, mut content, whole) = self.close(index, range.end);
            blocks::trim_start(&mut content);
            blocks::trim_end(&mut content);
            if content.is_empty() {
                return self.push_source(whole);
            }
            let note = self.reader.note_in_line(content, self.part.span(whole.clone()));
            return self.push_inline(note, whole);
        }
        self.give_up(index);
        self.push(']', &range);
    }

    /// `[content]{attributes}`.
    pub(super) fn close_span(&mut self, mut attributes: Attributes, range: Range<usize>) {
        if self.closes_refused_bracket(true) {
            return self.push_source(range);
        }
        let Some(index) = self.innermost_bracket() else { return self.push_source(range) };
        if matches!(self.levels[index].open, Open::Note) {
            self.close_bracket(range.start..range.start + 1);
            return self.push_source(range.start + 1..range.end);
        }
        let (_, mut content, whole) = self.close(index, range.end);
        let span = self.part.span(whole.clone());
        let language = self.reader.language(&mut attributes, self.part);
        for (class, wrap) in CLASSES {
            if attributes.take_class(class) {
                content = vec![Inline::new(wrap(content), span)];
            }
        }
        if let Some(language) = language {
            content = vec![Inline::new(InlineKind::Language(language, content), span)];
        }
        self.reader.leftovers(self.part, &attributes, "a bracketed span");
        self.push_all(content);
        self.before = Some('\u{fffc}');
    }

    /// `@label`, as long as nobody has looked whether there is such a label.
    pub(super) fn mention_of_label(&mut self, range: Range<usize>) {
        let text = &self.part.text[range.end..];
        let length = notes::label_length(text);
        let stands_free = self.before.is_none_or(|c| !c.is_alphanumeric());
        if length == 0 || !stands_free || self.reader.in_link {
            return self.push('@', &range);
        }
        let end = range.end + length;
        while self.atoms.next_if(|atom| atom.range.start < end).is_some() {}
        let label = self.part.text[range.end..end].to_owned();
        let kind = notes::open_mention(&label, self.part.span(range.start..end));
        self.push_inline(kind, range.start..end);
    }

    /// `{{< … >}}`, with which Quarto calls its extensions.
    pub(super) fn shortcode(&mut self, range: Range<usize>) {
        // Three braces show a shortcode in Quarto, and so they do here.
        let may_be_one = self.before != Some('{') && !self.in_code();
        let found = shortcodes::at(&self.part.text, range.start).filter(|_| may_be_one);
        let Some(whole) = found else { return self.push('{', &range) };
        let shown = &self.part.text[whole.clone()];
        let span = self.part.span(whole.clone());
        self.reader.fault(shortcodes::misplaced(shown, span, self.reader.structured));
        if shown.contains('\n') {
            // Signs of quotes and the like may stand within.
            return self.push('{', &range);
        }
        while self.atoms.next_if(|atom| atom.range.start < whole.end).is_some() {}
        self.push_source(whole);
    }

    pub(super) fn tag(&mut self, literal: &str, range: Range<usize>) {
        let span = self.part.span(range.clone());
        match self.reader.tag(literal, span) {
            Tag::Nothing => {}
            Tag::Words(words) => words.chars().for_each(|c| self.push(c, &range)),
            Tag::Whole(kind) => self.push_inline(kind, range),
            Tag::Closing(name) => self.close_tag(&name, &range),
            opening @ (Tag::Opening(..) | Tag::Anchor { .. }) => {
                if self.levels.len() + self.reader.depth <= parse::DEEPEST {
                    self.open(Open::Html(opening), range);
                } else {
                    self.too_deep(range);
                }
            }
        }
    }

    fn close_tag(&mut self, name: &str, range: &Range<usize>) {
        let opened = self
            .levels
            .iter()
            .rposition(|level| matches!(&level.open, Open::Html(tag) if tag.name() == name));
        let Some(index) = opened else { return };
        let (open, content, whole) = self.close(index, range.end);
        let Open::Html(tag) = open else { return };
        match tag {
            Tag::Opening(_, wrap) => self.push_inline(wrap(content), whole),
            Tag::Anchor { href, title } => {
                let kind = linked(&href, &title, content, self.part.span(whole.clone()));
                self.push_inline(kind, whole);
            }
            Tag::Nothing | Tag::Words(_) | Tag::Whole(_) | Tag::Closing(_) => self.push_all(content),
        }
    }
}

/// The classes of bracketed spans.
const CLASSES: [(&str, Wrap); 9] = [
    ("smallcaps", InlineKind::SmallCaps),
    ("underline", InlineKind::Underline),
    ("ul", InlineKind::Underline),
    ("mark", InlineKind::Highlight),
    ("highlight", InlineKind::Highlight),
    ("kbd", keyboard),
    ("sub", InlineKind::Subscript),
    ("sup", InlineKind::Superscript),
    ("strike", InlineKind::Strikethrough),
];

/// A key, of which only the words count.
#[expect(clippy::needless_pass_by_value, reason = "it stands beside the model's own constructors")]
pub(super) fn keyboard(content: Vec<Inline>) -> InlineKind {
    InlineKind::Keyboard(typography::as_typed(&walk::plain_text(&content)))
}

/// Code, of which only the words count.
#[expect(clippy::needless_pass_by_value, reason = "it stands beside the model's own constructors")]
pub(super) fn code(content: Vec<Inline>) -> InlineKind {
    InlineKind::Code(typography::as_typed(&walk::plain_text(&content)))
}
