//! Inlines as Markdown on one line.

use std::fmt::Write as _;

use super::escape::{self, Place};
use crate::model::{Block, BlockKind, Image, Inline, InlineKind, Link, Note, Picture, Reference, Width};

/// The notes that do not fit into a line, in the order of their marks: the first is mentioned as `[^n1]`. Whoever writes the
/// line writes their texts elsewhere.
#[derive(Debug, Default)]
pub struct Notes<'d> {
    /// The notes.
    pub list: Vec<&'d Note>,
}

impl Notes<'_> {
    /// The name of the note of an index.
    pub fn name(index: usize) -> String {
        format!("n{}", index + 1)
    }
}

/// Writes inlines as Markdown on one line. At the start of a paragraph the line goes through [`opening`] too.
///
/// [`opening`]: super::escape::opening
pub fn write<'d>(list: &'d [Inline], images: &'d [Image], notes: &mut Notes<'d>, place: Place) -> String {
    let mut out = String::new();
    let mut pen = Pen { images, notes, place, in_link: false, struck: false, starred: false };
    pen.list(list, None, &mut out);
    out
}

/// A plain text as Markdown that means just that.
pub fn write_text(text: &str, place: Place) -> String {
    let mut out = String::new();
    escape::text(text, place, None, &mut out);
    out
}

struct Pen<'d, 'n> {
    images: &'d [Image],
    notes: &'n mut Notes<'d>,
    place: Place,
    /// Whether the words are those of a link, in which a bracket may close too early.
    in_link: bool,
    /// Whether the words are struck out already, so that `~~` would end that.
    struck: bool,
    /// Whether the words stand between stars, which others might end.
    starred: bool,
}

impl<'d> Pen<'d, '_> {
    /// Writes inlines; `next` is the sign that will follow, if any does.
    fn list(&mut self, list: &'d [Inline], next: Option<char>, out: &mut String) {
        for (at, inline) in list.iter().enumerate() {
            let next = list.get(at + 1).map_or(next, |inline| first_sign(inline).or(next));
            self.inline(inline, next, out);
        }
    }

    fn inline(&mut self, inline: &'d Inline, next: Option<char>, out: &mut String) {
        match &inline.kind {
            InlineKind::Text(text) => escape::text(text, self.place, next, out),
            InlineKind::Emphasis(content) => self.starred(content, ("*", "em"), next, out),
            InlineKind::Strong(content) => self.starred(content, ("**", "strong"), next, out),
            InlineKind::Strikethrough(content) => self.struck(content, next, out),
            InlineKind::Subscript(content) => self.tight(content, ("~", "sub"), next, out),
            InlineKind::Superscript(content) => self.tight(content, ("^", "sup"), next, out),
            InlineKind::Highlight(content) => self.tight(content, ("==", "mark"), next, out),
            InlineKind::Underline(content) => self.span(content, ".underline", out),
            InlineKind::SmallCaps(content) => self.span(content, ".smallcaps", out),
            InlineKind::Language(language, content) => {
                self.span(content, &format!("lang={}", language.as_str()), out);
            }
            InlineKind::Keyboard(text) => {
                out.push('[');
                escape::text(text, self.place, Some(']'), out);
                out.push_str("]{.kbd}");
            }
            InlineKind::Code(text) => self.code(text, out),
            InlineKind::Link(link) => self.link(link, out),
            InlineKind::Reference(reference) => self.reference(reference, out),
            InlineKind::Note(note) => self.note(note, out),
            InlineKind::Image(picture) => picture_sign(picture, self.images, self.place, out),
            InlineKind::LineBreak => out.push_str("<br>"),
        }
    }

    /// What stands between two signs.
    fn within(&mut self, content: &'d [Inline], before: char, after: char) -> String {
        let mut out = String::from(before);
        self.list(content, Some(after), &mut out);
        out.split_off(before.len_utf8())
    }

    /// Between stars where these are sure to be recognised, else between tags.
    fn starred(
        &mut self,
        content: &'d [Inline],
        (sign, tag): (&str, &str),
        next: Option<char>,
        out: &mut String,
    ) {
        let outer = std::mem::replace(&mut self.starred, true);
        let inner = self.within(content, '*', '*');
        self.starred = outer;
        let before = out.chars().next_back();
        let joins_words = [before, next].into_iter().flatten().any(char::is_alphanumeric);
        let stands_free = before == Some(' ') && next == Some(' ');
        let fits = (!outer || stands_free)
            && inner.chars().next().is_some_and(|first| meets(first, before))
            && inner.chars().next_back().is_some_and(|last| meets(last, next))
            && !(joins_words && inner.contains('*'));
        enclose(&inner, fits, sign, tag, out);
    }

    fn struck(&mut self, content: &'d [Inline], next: Option<char>, out: &mut String) {
        let outer = std::mem::replace(&mut self.struck, true);
        let inner = self.within(content, '~', '~');
        self.struck = outer;
        let first = inner.chars().next();
        let last = inner.chars().next_back();
        let fits = !outer
            && first.is_some_and(|c| !c.is_whitespace() && !matches!(c, '~' | '&' | '<'))
            && last.is_some_and(|c| !c.is_whitespace() && !matches!(c, '~' | ';'))
            && !out.ends_with('~')
            && next != Some('~');
        enclose(&inner, fits, "~~", "s", out);
    }

    /// Marks that hold no white space; as tags where they hold more than a word.
    fn tight(
        &mut self,
        content: &'d [Inline],
        (sign, tag): (&str, &str),
        next: Option<char>,
        out: &mut String,
    ) {
        let inner = self.within(content, '>', '<');
        let is_word = matches!(content, [Inline { kind: InlineKind::Text(_), .. }])
            && inner.starts_with(char::is_alphanumeric)
            && inner.ends_with(char::is_alphanumeric)
            && inner.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | ',' | '−'));
        let before = out.chars().next_back();
        let may_open = if tag == "mark" {
            before.is_none_or(|c| matches!(c, ' ' | '('))
        } else {
            before.is_some_and(char::is_alphanumeric)
        };
        let may_close = next.is_none_or(|c| {
            matches!(c, ' ' | '.' | ',' | ';' | ')') || (tag != "mark" && c.is_alphanumeric())
        });
        enclose(&inner, is_word && may_open && may_close, sign, tag, out);
    }

    fn span(&mut self, content: &'d [Inline], attributes: &str, out: &mut String) {
        let inner = self.within(content, '[', ']');
        let _ = write!(out, "[{inner}]{{{attributes}}}");
    }

    fn code(&mut self, text: &str, out: &mut String) {
        let needs_tag = text.is_empty()
            || text.contains(char::is_control)
            || out.ends_with('`')
            || (self.place == Place::Quoted && text.contains(['"', '{', '}']));
        if needs_tag {
            out.push_str("<code>");
            escape::text(text, self.place, Some('<'), out);
            out.push_str("</code>");
            return;
        }
        let ticks = "`".repeat(longest_run(text, '`') + 1);
        let is_blank = text.chars().all(|c| c == ' ');
        let touches = text.starts_with('`') || text.ends_with('`');
        let pad =
            if touches || (text.starts_with(' ') && text.ends_with(' ') && !is_blank) { " " } else { "" };
        let _ = write!(out, "{ticks}{pad}{text}{pad}{ticks}");
    }

    fn link(&mut self, link: &'d Link, out: &mut String) {
        if let Some(text) = its_own_text(link) {
            let _ = write!(out, "<{text}>");
            return;
        }
        let outer = std::mem::replace(&mut self.in_link, true);
        let inner = self.within(&link.content, '[', ']');
        self.in_link = outer;
        let address = escape::address(&link.target, self.place);
        let _ = match &link.title {
            Some(title) => write!(out, "[{inner}]({address} {})", escape::title(title, self.place)),
            None if link.target.is_empty() => write!(out, "[{inner}]()"),
            None => write!(out, "[{inner}]({address})"),
        };
    }

    fn reference(&mut self, reference: &'d Reference, out: &mut String) {
        let outer = std::mem::replace(&mut self.in_link, true);
        let inner = self.within(&reference.content, '[', ']');
        self.in_link = outer;
        let _ = write!(out, "[{inner}](#{})", escape::percent(reference.label.as_str()));
    }

    fn note(&mut self, note: &'d Note, out: &mut String) {
        if let Some(content) = in_line(note)
            && !self.in_link
            && !out.ends_with('[')
        {
            let inner = self.within(content, '[', ']');
            let _ = write!(out, "^[{inner}]");
            return;
        }
        let _ = write!(out, "[^{}]", Notes::name(self.notes.list.len()));
        self.notes.list.push(note);
    }
}

/// The words of a note that is just a paragraph.
fn in_line(note: &Note) -> Option<&[Inline]> {
    match &note.blocks[..] {
        [Block { kind: BlockKind::Paragraph(content), label: None, language: None, .. }] => Some(content),
        _ => None,
    }
}

/// The sign that an inline begins with; nothing for an empty text.
fn first_sign(inline: &Inline) -> Option<char> {
    match &inline.kind {
        InlineKind::Text(text) => text.chars().next(),
        InlineKind::Emphasis(_) | InlineKind::Strong(_) => Some('*'),
        InlineKind::Strikethrough(_) | InlineKind::Subscript(_) => Some('~'),
        InlineKind::Superscript(_) | InlineKind::Note(_) => Some('^'),
        InlineKind::Highlight(_) => Some('='),
        InlineKind::Underline(_)
        | InlineKind::SmallCaps(_)
        | InlineKind::Keyboard(_)
        | InlineKind::Link(_)
        | InlineKind::Reference(_)
        | InlineKind::Language(..) => Some('['),
        InlineKind::Code(_) => Some('`'),
        InlineKind::Image(_) => Some('!'),
        InlineKind::LineBreak => Some('<'),
    }
}

/// Whether stars are recognised between a sign of their content and one outside.
fn meets(inside: char, outside: Option<char>) -> bool {
    let is_mark = |c: char| (c.is_ascii_punctuation() || "“”‘’«»„‚…–—".contains(c)) && c != '*' && c != '_';
    match outside {
        None => inside.is_alphanumeric() || is_mark(inside),
        Some(c) if c.is_whitespace() || is_mark(c) => inside.is_alphanumeric() || is_mark(inside),
        Some(c) => c.is_alphanumeric() && inside.is_alphanumeric(),
    }
}

/// Puts a text between signs where these fit, else between tags.
fn enclose(inner: &str, fits: bool, sign: &str, tag: &str, out: &mut String) {
    let _ = if fits { write!(out, "{sign}{inner}{sign}") } else { write!(out, "<{tag}>{inner}</{tag}>") };
}

/// The text of a link that shows its address and nothing else, in signs that all mean themselves.
fn its_own_text(link: &Link) -> Option<&str> {
    let [Inline { kind: InlineKind::Text(text), .. }] = &link.content[..] else { return None };
    let scheme = ["http://", "https://", "ftp://"].iter().any(|scheme| text.starts_with(scheme));
    let is_mail = link.target.strip_prefix("mailto:") == Some(text)
        && text.split_once('@').is_some_and(|(name, host)| is_simple(name) && is_simple(host));
    let safe = text.chars().all(|c| c.is_ascii_alphanumeric() || "-._~/:?#+,;=%@".contains(c));
    let fits = link.title.is_none() && safe && ((scheme && *text == link.target) || is_mail);
    fits.then_some(text)
}

fn is_simple(part: &str) -> bool {
    let is_edge = |c: char| c.is_ascii_alphanumeric();
    part.starts_with(is_edge)
        && part.ends_with(is_edge)
        && !part.contains("..")
        && part.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-'))
        && !part.contains(".-")
        && !part.contains("-.")
}

/// The longest run of a sign in a text.
pub(super) fn longest_run(text: &str, sign: char) -> usize {
    text.split(|c| c != sign).map(str::len).max().unwrap_or(0)
}

/// `![alt](file)` with what attributes say of the image.
fn picture_sign(picture: &Picture, images: &[Image], place: Place, out: &mut String) {
    out.push_str(&picture_start(picture, images, place));
    out.push(')');
    let attributes = picture_attributes(picture);
    if !attributes.is_empty() {
        let _ = write!(out, "{{{}}}", attributes.join(" "));
    }
}

/// `![alt](file`, to which a title may be added.
pub(super) fn picture_start(picture: &Picture, images: &[Image], place: Place) -> String {
    let mut out = String::from("![");
    escape::text(&picture.alt, place, Some(']'), &mut out);
    let address = file(picture, images).or_else(|| Some(escape::address(picture.address.as_deref()?, place)));
    let _ = write!(out, "]({}", address.as_deref().unwrap_or("<>"));
    out
}

/// Where an image lies, as it is written where nothing but an address can stand.
pub(super) fn picture_address(picture: &Picture, images: &[Image]) -> Option<String> {
    file(picture, images).or_else(|| picture.address.clone())
}

fn file(picture: &Picture, images: &[Image]) -> Option<String> {
    let image = images.get(picture.image?.0 as usize)?;
    Some(escape::percent(&image.file))
}

/// What attributes say of an image.
pub(super) fn picture_attributes(picture: &Picture) -> Vec<String> {
    let decorative = picture.decorative.then(|| ".decorative".to_owned());
    let width = picture.width.map(|width| format!("width={}", spell_width(width)));
    decorative.into_iter().chain(width).collect()
}

/// A width in the unit that spells it shortest, such that it reads as exactly that.
pub(super) fn spell_width(width: Width) -> String {
    match width {
        Width::Share(share) => percent(share),
        Width::Points(points) => {
            let units = [("cm", 2.54), ("mm", 25.4), ("in", 1.0)];
            let found = units.iter().find_map(|(unit, per_inch)| {
                let number = shortest(points * per_inch / 72.0, |number| number * 72.0 / per_inch == points);
                (number.len() <= 6).then(|| format!("{number}{unit}"))
            });
            found.unwrap_or_else(|| format!("{points}pt"))
        }
    }
}

/// A share with its point moved by two places.
fn percent(share: f64) -> String {
    let text = share.to_string();
    let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
    let part = format!("{part:0<2}");
    let (head, tail) = part.split_at(2);
    let number = format!("{whole}{head}");
    let number = number.trim_start_matches('0');
    let number = if number.is_empty() { "0" } else { number };
    let point = if tail.is_empty() { "" } else { "." };
    format!("{number}{point}{tail}%")
}

/// A number with as few decimals as a test allows; all of them if it allows none.
pub(super) fn shortest(number: f64, is_right: impl Fn(f64) -> bool) -> String {
    let spelled = (0..=17).map(|decimals| format!("{number:.decimals$}"));
    let mut right = spelled.filter(|text| text.parse().is_ok_and(&is_right));
    right.next().unwrap_or_else(|| number.to_string())
}
