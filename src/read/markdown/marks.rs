//! Reads from characters the marks that comrak leaves alone: `~~`, `~`, `^`, `==`, notes in line, bracketed spans,
//! mentions of labels; and pairs the HTML tags that mean something.
//!
//! Below and above the line and highlight hold no white space, as in Pandoc, so that `2^32 and 2^64` stays as typed.

use std::ops::Range;

use super::atoms::{Atom, AtomKind};
use super::attributes::Attributes;
use super::html::Tag;
use super::part::Part;
use super::{Reader, notes, parse, typography};
use crate::model::{Inline, InlineKind, walk};
use crate::source::Span;

/// What may be open.
enum Open {
    /// The whole text.
    Text,
    Strikethrough,
    Subscript,
    Superscript,
    Highlight,
    Bracket,
    Note,
    Html(Tag),
}

impl Open {
    /// Whether it holds no white space.
    fn is_tight(&self) -> bool {
        matches!(self, Self::Subscript | Self::Superscript | Self::Highlight)
    }
}

/// Something open and what has been read in it.
struct Level {
    open: Open,
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
    levels: Vec<Level>,
    /// The character before, for signs that ask for it.
    before: Option<char>,
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
        };
        while let Some(atom) = marks.atoms.next() {
            marks.atom(atom);
        }
        while marks.levels.len() > 1 {
            marks.give_up();
        }
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
            AtomKind::Inline(kind) => self.push_inline(kind, range),
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
                1 => self.tight(|open| matches!(open, Open::Subscript), Open::Subscript, '~', range),
                2 => self.strikethrough(range.start..range.start + 2),
                count => self.push_run(c, count, &range),
            },
            '=' => match self.run('=', &range) {
                2 => {
                    let range = range.start..range.start + 2;
                    self.tight(|open| matches!(open, Open::Highlight), Open::Highlight, '=', range);
                }
                count => self.push_run(c, count, &range),
            },
            '^' => self.caret(range),
            '[' => self.bracket(range),
            ']' => self.close_bracket(range),
            '@' => self.mention_of_label(range),
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
    fn in_code(&self) -> bool {
        self.levels.iter().any(|level| matches!(&level.open, Open::Html(tag) if tag.is_verbatim()))
    }

    fn next_is(&mut self, test: impl Fn(char) -> bool) -> bool {
        self.peek_char().is_some_and(test)
    }

    fn top(&mut self) -> &mut Level {
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

    fn push_inline(&mut self, kind: InlineKind, range: Range<usize>) {
        if let InlineKind::Text(text) = kind {
            for c in text.chars() {
                self.push(c, &range);
            }
            return;
        }
        self.flush();
        // Within a link there is no second one; its words stay.
        let kinds = match kind {
            InlineKind::Link(link) if self.reader.in_link => link.content,
            InlineKind::Reference(reference) if self.reader.in_link => reference.content,
            kind => vec![Inline::new(kind, self.part.span(range))],
        };
        self.top().list.extend(kinds);
        self.before = Some('\u{fffc}');
    }

    fn flush(&mut self) {
        let part = self.part;
        let level = self.top();
        if !level.text.is_empty() {
            let text = std::mem::take(&mut level.text);
            append(&mut level.list, text, part.span(level.text_range.clone()));
        }
    }

    /// White space came: what may not hold any is open no longer.
    fn spoil(&mut self) {
        while self.levels.last().is_some_and(|level| level.open.is_tight()) {
            self.give_up();
        }
        for level in &mut self.levels {
            level.spoiled = true;
        }
    }

    fn open(&mut self, open: Open, sign: Range<usize>) {
        if self.levels.len() + self.reader.depth > parse::DEEPEST {
            self.push_source(sign);
            return;
        }
        self.before = None;
        self.levels.push(Level::new(open, sign));
    }

    /// The source's own characters as text.
    pub(super) fn push_source(&mut self, range: Range<usize>) {
        for (at, c) in self.part.text[range.clone()].char_indices() {
            let start = range.start + at;
            self.push(if c == '\n' { ' ' } else { c }, &(start..start + c.len_utf8()));
        }
    }

    /// The innermost thing open is not one after all: its sign is text.
    fn give_up(&mut self) {
        self.flush();
        let Some(level) = self.levels.pop() else { return };
        let before = self.before;
        if let Open::Html(tag) = &level.open {
            self.reader.unclosed(tag, self.part.span(level.sign.clone()));
        } else {
            self.push_source(level.sign);
        }
        for inline in level.list {
            match inline.kind {
                InlineKind::Text(text) => self.push_spanned(&text, inline.span),
                kind => {
                    self.flush();
                    self.top().list.push(Inline::new(kind, inline.span));
                }
            }
        }
        self.before = before.or(self.before);
    }

    /// Text that already has its span.
    fn push_spanned(&mut self, text: &str, span: Span) {
        self.flush();
        append(&mut self.top().list, text.to_owned(), span);
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
    fn close(&mut self, index: usize, end: usize) -> (Open, Vec<Inline>, Range<usize>) {
        while self.levels.len() > index + 1 {
            self.give_up();
        }
        self.flush();
        let level = self.levels.pop().unwrap_or_else(|| Level::new(Open::Text, end..end));
        (level.open, level.list, level.sign.start..end)
    }

    fn strikethrough(&mut self, sign: Range<usize>) {
        let opened = self.find(|open| matches!(open, Open::Strikethrough));
        match opened.filter(|_| self.before.is_some_and(|c| !c.is_whitespace())) {
            Some(index) => {
                let (_, content, range) = self.close(index, sign.end);
                self.push_inline(InlineKind::Strikethrough(content), range);
            }
            None if self.next_is(|c| !c.is_whitespace()) => self.open(Open::Strikethrough, sign),
            None => self.push_source(sign),
        }
    }

    /// A sign whose content holds no white space.
    fn tight(&mut self, fits: impl Fn(&Open) -> bool, open: Open, sign_char: char, sign: Range<usize>) {
        let opened = self.find(fits).filter(|&index| !self.levels[index].spoiled);
        let word_before = self.before.is_some_and(|c| c.is_ascii_alphanumeric());
        let word_after = self.next_is(|c| c.is_ascii_alphanumeric());
        if let Some(index) = opened
            && (index + 1 < self.levels.len() || !self.levels[index].is_empty())
            && !(sign_char == '=' && word_after)
        {
            let (open, content, range) = self.close(index, sign.end);
            let kind = match open {
                Open::Subscript => InlineKind::Subscript(content),
                Open::Superscript => InlineKind::Superscript(content),
                _ => InlineKind::Highlight(content),
            };
            self.push_inline(kind, range);
            return;
        }
        let may_open = self.next_is(|c| !c.is_whitespace())
            && match sign_char {
                '=' => !word_before,
                // Nothing stands below the line by itself, but paths begin with a tilde.
                '~' => self.before.is_some_and(|c| !c.is_whitespace()),
                _ => true,
            };
        if may_open { self.open(open, sign) } else { self.push_source(sign) }
    }

    fn caret(&mut self, range: Range<usize>) {
        let next = self.atoms.peek().map(|next| (matches!(next.kind, AtomKind::Char('[')), next.range.start));
        if next == Some((true, range.end)) {
            let end = self.atoms.next().map_or(range.end, |bracket| bracket.range.end);
            self.open(Open::Note, range.start..end);
        } else if next.is_some_and(|(_, start)| start == range.end) && self.note_read_as_link(&range) {
            // `^[text](more)` is a note and brackets behind it, though comrak sees a link.
        } else {
            self.tight(|open| matches!(open, Open::Superscript), Open::Superscript, '^', range);
        }
    }

    fn note_read_as_link(&mut self, caret: &Range<usize>) -> bool {
        let text = &self.part.text;
        let is_link = |atom: &Atom| {
            matches!(atom.kind, AtomKind::Inline(InlineKind::Link(_) | InlineKind::Reference(_)))
                && text[atom.range.start..].starts_with('[')
        };
        let Some(atom) = self.atoms.next_if(is_link) else { return false };
        let content = match atom.kind {
            AtomKind::Inline(InlineKind::Link(link)) => link.content,
            AtomKind::Inline(InlineKind::Reference(reference)) => reference.content,
            _ => Vec::new(),
        };
        let close = text[atom.range.clone()].rfind("](").or_else(|| text[atom.range.clone()].rfind("]["));
        let end = close.map_or(atom.range.end, |at| atom.range.start + at + 1);
        let note = self.reader.note_in_line(content, self.part.span(caret.start..end));
        self.push_inline(note, caret.start..end);
        self.push_source(end..atom.range.end);
        true
    }

    fn bracket(&mut self, range: Range<usize>) {
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

    fn close_bracket(&mut self, range: Range<usize>) {
        let Some(index) = self.innermost_bracket() else { return self.push(']', &range) };
        if matches!(self.levels[index].open, Open::Note) {
            let (_, content, whole) = self.close(index, range.end);
            let note = self.reader.note_in_line(content, self.part.span(whole.clone()));
            self.push_inline(note, whole);
            return;
        }
        while self.levels.len() > index {
            self.give_up();
        }
        self.push(']', &range);
    }

    /// `[content]{attributes}`.
    fn close_span(&mut self, mut attributes: Attributes, range: Range<usize>) {
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
        for inline in content {
            match inline.kind {
                InlineKind::Text(text) => self.push_spanned(&text, inline.span),
                kind => {
                    self.flush();
                    self.top().list.push(Inline::new(kind, inline.span));
                }
            }
        }
        self.before = Some('\u{fffc}');
    }

    /// `@label`, as long as nobody has looked whether there is such a label.
    fn mention_of_label(&mut self, range: Range<usize>) {
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

    fn tag(&mut self, literal: &str, range: Range<usize>) {
        let span = self.part.span(range.clone());
        match self.reader.tag(literal, span) {
            Tag::Nothing => {}
            Tag::Words(words) => words.chars().for_each(|c| self.push(c, &range)),
            Tag::Whole(kind) => self.push_inline(kind, range),
            Tag::Closing(name) => self.close_tag(&name, &range),
            opening @ (Tag::Opening(..) | Tag::Anchor { .. }) => {
                if self.levels.len() + self.reader.depth > parse::DEEPEST {
                    let fault = parse::too_deep(self.part, range);
                    self.reader.fault(fault);
                } else {
                    self.open(Open::Html(opening), range);
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
            Tag::Anchor { href, title } if !self.reader.in_link => {
                let kind = self.reader.linked(&href, title, content, self.part.span(whole.clone()));
                self.push_inline(kind, whole);
            }
            _ => content.into_iter().for_each(|inline| self.top().list.push(inline)),
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

/// The classes of bracketed spans.
const CLASSES: [(&str, fn(Vec<Inline>) -> InlineKind); 9] = [
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
pub(super) fn keyboard(content: Vec<Inline>) -> InlineKind {
    InlineKind::Keyboard(typography::as_typed(&walk::plain_text(&content)))
}

/// Code, of which only the words count.
pub(super) fn code(content: Vec<Inline>) -> InlineKind {
    InlineKind::Code(typography::as_typed(&walk::plain_text(&content)))
}
