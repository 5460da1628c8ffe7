//! Reads from characters the marks that comrak leaves alone: `~~`, `~`, `^`, `==`, notes in line, bracketed spans,
//! mentions of labels; and pairs the HTML tags that mean something.
//!
//! Below and above the line and highlight hold no white space, as in Pandoc, so that `2^32 and 2^64` stays as typed.

use std::ops::Range;

use super::atoms::{Atom, AtomKind};
use super::html::Tag;
use super::part::Part;
use super::{Reader, parse, tree, typography};
use crate::model::{Inline, InlineKind};
use crate::source::Span;

/// What may be open.
pub(super) enum Open {
    /// The whole text.
    Text,
    Strikethrough,
    Tight(Tight),
    Bracket,
    Note,
    Html(Tag),
}

/// The marks that hold no white space.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Tight {
    Subscript,
    Superscript,
    Highlight,
}

impl Tight {
    fn of(self, content: Vec<Inline>) -> InlineKind {
        match self {
            Self::Subscript => InlineKind::Subscript(content),
            Self::Superscript => InlineKind::Superscript(content),
            Self::Highlight => InlineKind::Highlight(content),
        }
    }
}

/// Something open and what has been read in it.
pub(super) struct Level {
    pub(super) open: Open,
    /// The sign that opened it.
    sign: Range<usize>,
    /// Whether white space came, which it may not hold.
    spoiled: bool,
    list: Vec<Inline>,
    text: String,
    text_range: Range<usize>,
}

impl Level {
    fn new(open: Open, sign: Range<usize>) -> Self {
        let text_range = sign.end..sign.end;
        Self { open, sign, spoiled: false, list: Vec::new(), text: String::new(), text_range }
    }

    fn is_empty(&self) -> bool {
        self.list.is_empty() && self.text.is_empty()
    }
}

/// The marks of one text, being read.
pub(super) struct Marks<'r, 'a, 'p> {
    pub(super) reader: &'r mut Reader<'a>,
    pub(super) part: &'p Part,
    pub(super) atoms: std::iter::Peekable<std::vec::IntoIter<Atom>>,
    pub(super) levels: Vec<Level>,
    /// The character before, for signs that ask for it.
    pub(super) before: Option<char>,
    /// Marks that would be open if they did not stand too deep, with their signs.
    pub(super) refused: Vec<(Open, Range<usize>)>,
    /// Whether what is nested too deep has been spoken of.
    pub(super) told_too_deep: bool,
}

impl Reader<'_> {
    /// Makes inlines of atoms.
    pub(super) fn marks(&mut self, part: &Part, atoms: Vec<Atom>) -> Vec<Inline> {
        let mut marks = Marks {
            reader: self,
            part,
            atoms: atoms.into_iter().peekable(),
            levels: vec![Level::new(Open::Text, part.start..part.start)],
            before: None,
            refused: Vec::new(),
            told_too_deep: false,
        };
        while let Some(atom) = marks.atoms.next() {
            marks.atom(atom);
        }
        marks.give_up(1);
        marks.flush();
        marks.levels.pop().map(|level| level.list).unwrap_or_default()
    }
}

impl Marks<'_, '_, '_> {
    fn atom(&mut self, atom: Atom) {
        let Atom { kind, range } = atom;
        match kind {
            AtomKind::Plain(c) => self.push(c, &range),
            AtomKind::Char(c) => self.char(c, range),
            AtomKind::Inline(kind) => self.push_inline(*kind, range),
            AtomKind::Html(literal) => self.tag(&literal, range),
            AtomKind::SoftBreak => {
                self.spoil();
                self.push(typography::SOFT_BREAK, &range);
                self.before = Some(' ');
            }
            AtomKind::HardBreak => {
                self.spoil();
                self.push_inline(InlineKind::LineBreak, range);
                self.before = Some(' ');
            }
            AtomKind::Close(attributes) => self.close_span(*attributes, range),
        }
    }

    fn char(&mut self, c: char, range: Range<usize>) {
        match c {
            '~' => match self.run('~', &range) {
                1 => self.tight(Tight::Subscript, range),
                2 => self.strikethrough(range.start..range.start + 2),
                count => self.push_run(c, count, &range),
            },
            '=' => match self.run('=', &range) {
                2 => self.tight(Tight::Highlight, range.start..range.start + 2),
                count => self.push_run(c, count, &range),
            },
            '^' => self.caret(range),
            '[' => self.bracket(range),
            ']' => self.close_bracket(range),
            '@' => self.mention_of_label(range),
            '{' => self.shortcode(range),
            '\\' if self.next_is(|next| next == ' ') => {
                let end = self.atoms.next().map_or(range.end, |space| space.range.end);
                self.push('\u{a0}', &(range.start..end));
            }
            '-' | '.' | '"' | '\'' if self.reader.smart && !self.in_code() => self.smart(c, range),
            c => {
                if c.is_whitespace() && c != '\u{a0}' {
                    self.spoil();
                }
                self.push(c, &range);
            }
        }
    }

    /// Consumes the rest of a run of one character and counts the whole.
    fn run(&mut self, c: char, first: &Range<usize>) -> usize {
        let mut end = first.end;
        let mut count = 1;
        while let Some(next) = self
            .atoms
            .next_if(|next| matches!(next.kind, AtomKind::Char(n) if n == c) && next.range.start == end)
        {
            end = next.range.end;
            count += 1;
        }
        count
    }

    fn push_run(&mut self, c: char, count: usize, first: &Range<usize>) {
        for index in 0..count {
            self.push(c, &(first.start + index..first.end + index));
        }
    }

    /// Typographic signs that need no look at the language.
    fn smart(&mut self, c: char, range: Range<usize>) {
        match c {
            '"' => self.push(typography::DOUBLE_QUOTE, &range),
            '\'' => self.push(typography::SINGLE_QUOTE, &range),
            _ => {
                let before = self.before;
                let count = self.run(c, &range);
                let whole = range.start..range.start + count;
                let after = self.peek_char();
                match typography::signs(c, count, before, after) {
                    Some(signs) => signs.chars().for_each(|sign| self.push(sign, &whole)),
                    None => self.push_run(c, count, &range),
                }
            }
        }
    }

    pub(super) fn peek_char(&mut self) -> Option<char> {
        match self.atoms.peek()?.kind {
            AtomKind::Char(c) | AtomKind::Plain(c) => Some(c),
            AtomKind::SoftBreak | AtomKind::HardBreak => Some(' '),
            AtomKind::Close(_) => Some(']'),
            AtomKind::Inline(_) => Some('\u{fffc}'),
            AtomKind::Html(_) => None,
        }
    }

    /// Whether the words stand between HTML tags for code.
    pub(super) fn in_code(&self) -> bool {
        self.levels.iter().any(|level| matches!(&level.open, Open::Html(tag) if tag.is_verbatim()))
    }

    pub(super) fn next_is(&mut self, test: impl Fn(char) -> bool) -> bool {
        self.peek_char().is_some_and(test)
    }

    pub(super) fn top(&mut self) -> &mut Level {
        if self.levels.is_empty() {
            self.levels.push(Level::new(Open::Text, 0..0));
        }
        let last = self.levels.len() - 1;
        &mut self.levels[last]
    }

    pub(super) fn push(&mut self, c: char, range: &Range<usize>) {
        self.before = Some(c);
        let level = self.top();
        if level.text.is_empty() {
            level.text_range = range.clone();
        }
        level.text.push(c);
        level.text_range.end = range.end.max(level.text_range.end);
    }

    pub(super) fn push_inline(&mut self, kind: InlineKind, range: Range<usize>) {
        if let InlineKind::Text(text) = kind {
            for c in text.chars() {
                self.push(c, &range);
            }
            return;
        }
        self.flush();
        // Within a link there is no second one; its words stay.
        let is_second = matches!(kind, InlineKind::Link(_) | InlineKind::Reference(_)) && self.reader.in_link;
        let mut inline = Inline::new(kind, self.part.span(range));
        match tree::content(&mut inline.kind).filter(|_| is_second) {
            Some(words) => {
                let words = std::mem::take(words);
                self.push_all(words);
            }
            None => self.top().list.push(inline),
        }
        self.before = Some('\u{fffc}');
    }

    pub(super) fn flush(&mut self) {
        let part = self.part;
        let level = self.top();
        if !level.text.is_empty() {
            let text = std::mem::take(&mut level.text);
            append(&mut level.list, text, part.span(level.text_range.clone()));
        }
    }

    /// White space came: what may not hold any is open no longer.
    fn spoil(&mut self) {
        let tight = self.levels.iter().rev().take_while(|level| matches!(level.open, Open::Tight(_))).count();
        self.give_up(self.levels.len() - tight);
        for level in &mut self.levels {
            level.spoiled = true;
        }
        while self.refused.pop_if(|(open, _)| matches!(open, Open::Tight(_))).is_some() {}
    }

    pub(super) fn open(&mut self, open: Open, sign: Range<usize>) {
        if self.levels.len() + self.reader.depth > parse::DEEPEST {
            self.push_source(sign.clone());
            self.refused.push((open, sign));
            return;
        }
        self.before = None;
        self.levels.push(Level::new(open, sign));
    }

    /// Whether a sign closes a mark that stands too deep to be one, which is a fault then; without a partner it was none.
    pub(super) fn closes_refused(&mut self, fits: impl Fn(&Open) -> bool) -> bool {
        let Some((_, sign)) = self.refused.pop_if(|(open, _)| fits(open)) else { return false };
        self.too_deep(sign);
        true
    }

    /// Says once that something is nested too deep.
    pub(super) fn too_deep(&mut self, sign: Range<usize>) {
        if !std::mem::replace(&mut self.told_too_deep, true) {
            self.reader.fault(parse::too_deep(self.part, sign));
        }
    }

    /// The source's own characters as text.
    pub(super) fn push_source(&mut self, range: Range<usize>) {
        for (at, c) in self.part.text[range.clone()].char_indices() {
            let start = range.start + at;
            self.push(if c == '\n' { ' ' } else { c }, &(start..start + c.len_utf8()));
        }
    }

    /// What is open from an index on is not open after all: its signs are text.
    pub(super) fn give_up(&mut self, from: usize) {
        let before = self.before;
        let levels: Vec<Level> = self.levels.drain(from..).collect();
        for level in levels {
            if let Open::Html(tag) = &level.open {
                self.reader.unclosed(tag, self.part.span(level.sign));
            } else {
                self.push_source(level.sign);
            }
            self.push_all(level.list);
            let span = self.part.span(level.text_range);
            self.push_all(vec![Inline::text(level.text, span)]);
        }
        self.before = before;
    }

    /// Adds inlines that already have their spans.
    pub(super) fn push_all(&mut self, list: Vec<Inline>) {
        self.flush();
        let mut list = list.into_iter();
        match list.next() {
            Some(Inline { kind: InlineKind::Text(text), .. }) if text.is_empty() => {}
            Some(Inline { kind: InlineKind::Text(text), span }) => append(&mut self.top().list, text, span),
            Some(first) => self.top().list.push(first),
            None => {}
        }
        self.top().list.extend(list);
    }

    /// The index of the innermost open thing that fits, looking through other marks only.
    fn find(&self, fits: impl Fn(&Open) -> bool) -> Option<usize> {
        for (index, level) in self.levels.iter().enumerate().rev() {
            if fits(&level.open) {
                return Some(index);
            }
            if matches!(level.open, Open::Text | Open::Bracket | Open::Note | Open::Html(_)) {
                return None;
            }
        }
        None
    }

    /// Closes the level at an index and everything in it; gives its content and its whole range.
    pub(super) fn close(&mut self, index: usize, end: usize) -> (Open, Vec<Inline>, Range<usize>) {
        self.give_up(index + 1);
        self.flush();
        let level = self.levels.pop().unwrap_or_else(|| Level::new(Open::Text, end..end));
        (level.open, level.list, level.sign.start..end)
    }

    fn strikethrough(&mut self, sign: Range<usize>) {
        let opened = self.find(|open| matches!(open, Open::Strikethrough));
        let may_close = self.before.is_some_and(|c| !c.is_whitespace());
        if may_close && self.closes_refused(|open| matches!(open, Open::Strikethrough)) {
            return self.push_source(sign);
        }
        match opened.filter(|_| may_close) {
            Some(index) => {
                let (_, content, range) = self.close(index, sign.end);
                self.push_inline(InlineKind::Strikethrough(content), range);
            }
            None if self.next_is(|c| !c.is_whitespace()) => self.open(Open::Strikethrough, sign),
            None => self.push_source(sign),
        }
    }

    pub(super) fn tight(&mut self, tight: Tight, sign: Range<usize>) {
        if self.closes_refused(|open| matches!(open, Open::Tight(open) if *open == tight)) {
            return self.push_source(sign);
        }
        let opened = self.find(|open| matches!(open, Open::Tight(open) if *open == tight));
        let opened = opened.filter(|&index| !self.levels[index].spoiled);
        let word_before = self.before.is_some_and(|c| c.is_ascii_alphanumeric());
        let word_after = self.next_is(|c| c.is_ascii_alphanumeric());
        if let Some(index) = opened
            && (index + 1 < self.levels.len() || !self.levels[index].is_empty())
            && !(tight == Tight::Highlight && word_after)
        {
            let (_, content, range) = self.close(index, sign.end);
            self.push_inline(tight.of(content), range);
            return;
        }
        let follows_something = self.before.is_some_and(|c| !c.is_whitespace());
        let may_open = match tight {
            // `a==b` is a comparison.
            Tight::Highlight => !word_before,
            // Nothing stands below the line by itself, but paths begin with a tilde.
            Tight::Subscript => follows_something,
            // A number may stand above the line by itself, but `^_^` is a face.
            Tight::Superscript => follows_something || self.next_is(char::is_alphanumeric),
        };
        if may_open && self.next_is(|c| !c.is_whitespace()) {
            self.open(Open::Tight(tight), sign);
        } else {
            self.push_source(sign);
        }
    }
}

/// Adds text to a list, to the last text where there is one.
fn append(list: &mut Vec<Inline>, text: String, span: Span) {
    if let Some(Inline { kind: InlineKind::Text(last), span: whole }) = list.last_mut() {
        last.push_str(&text);
        *whole = whole.to(span);
    } else {
        list.push(Inline::text(text, span));
    }
}
