//! Blocks of raw HTML, as they stand at the head of many a README: their text, links and images are kept.

use std::ops::Range;

use super::Reader;
use super::atoms::{Atom, AtomKind};
use super::blocks::paragraph_of;
use super::html::Element;
use super::part::Part;
use super::shortcodes;
use crate::diagnostic::{Code as Fault, Diagnostic};
use crate::model::{Block, BlockKind, Code, Heading, Inline, InlineKind};

/// What the words being gathered will be.
#[derive(Clone, Copy)]
enum Becomes {
    Paragraph,
    Heading(u8),
    Summary,
    Code,
}

/// A block of HTML, being read.
struct HtmlBlock<'r, 'a, 'p> {
    reader: &'r mut Reader<'a>,
    part: &'p Part,
    atoms: Vec<Atom>,
    becomes: Becomes,
    blocks: Vec<Block>,
}

impl Reader<'_> {
    /// Reads a block of HTML.
    pub(super) fn html_block(&mut self, part: &Part, literal: &str, range: Range<usize>) -> Vec<Block> {
        // In a quote or list the literal lacks the signs at the start of lines, so that only the whole has a place.
        let exact = part.text[range.clone()].trim_end() == literal.trim_end();
        let place = |inner: Range<usize>| {
            if exact { range.start + inner.start..range.start + inner.end } else { range.clone() }
        };
        let mut html = HtmlBlock {
            reader: self,
            part,
            atoms: Vec::new(),
            becomes: Becomes::Paragraph,
            blocks: Vec::new(),
        };
        let mut at = 0;
        while at < literal.len() {
            let (piece, length) = next_piece(&literal[at..]);
            let inner = at..at + length;
            match piece {
                Piece::Text => {
                    html.shortcodes(literal, inner.clone(), &place);
                    html.text(&literal[inner.clone()], &place, inner.start);
                }
                Piece::Comment if is_open(&literal[inner.clone()]) => {
                    let sign = place(inner.start..inner.start + "<!--".len());
                    let fault = Diagnostic::new(Fault::RawHtml, part.span(sign), "this comment does not end");
                    html.reader
                        .fault(fault.with_help("write `-->` where it ends; all that follows it is left out"));
                }
                Piece::Comment => {}
                Piece::Instruction => html.reader.instruction(part.span(place(inner))),
                Piece::Tag => html.tag(&literal[inner.clone()], place(inner)),
                Piece::Raw(name) => {
                    let message = format!("the HTML tag `<{name}>` and what it holds are not published");
                    html.reader.fault(Diagnostic::new(Fault::RawHtml, part.span(place(inner)), message));
                }
            }
            at += length;
        }
        html.flush();
        html.blocks
    }
}

impl HtmlBlock<'_, '_, '_> {
    /// Says which shortcodes begin in a piece of the block, where no code stands.
    fn shortcodes(
        &mut self,
        literal: &str,
        piece: Range<usize>,
        place: &impl Fn(Range<usize>) -> Range<usize>,
    ) {
        if matches!(self.becomes, Becomes::Code) {
            return;
        }
        // The third sign of a shortcode is the first of the next piece.
        for (at, _) in literal[piece.clone()].match_indices("{{") {
            let start = piece.start + at;
            if let Some(found) = shortcodes::at(literal, start).filter(|_| !literal[..start].ends_with('{')) {
                let span = self.part.span(place(found.clone()));
                let fault = shortcodes::misplaced(&literal[found], span, self.reader.structured);
                self.reader.fault(fault);
            }
        }
    }

    fn text(&mut self, text: &str, place: &impl Fn(Range<usize>) -> Range<usize>, offset: usize) {
        let keeps_space = matches!(self.becomes, Becomes::Code);
        let mut at = 0;
        while let Some(c) = text[at..].chars().next() {
            let (decoded, length) = match self.reader.entities.at_start(&text[at..]) {
                Some((meaning, length)) if c == '&' => (meaning.to_owned(), length),
                _ => (c.to_string(), c.len_utf8()),
            };
            let range = place(offset + at..offset + at + length);
            at += length;
            if c.is_ascii_whitespace() && !keeps_space {
                self.space(range);
            } else if length == 1 && matches!(c, '"' | '\'' | '-' | '.') && !keeps_space {
                self.atoms.push(Atom { kind: AtomKind::Char(c), range });
            } else {
                let plain = |c| Atom { kind: AtomKind::Plain(c), range: range.clone() };
                self.atoms.extend(decoded.chars().map(plain));
            }
        }
    }

    /// One space, however many there are.
    fn space(&mut self, range: Range<usize>) {
        if !matches!(self.atoms.last(), None | Some(Atom { kind: AtomKind::Plain(' '), .. })) {
            self.atoms.push(Atom { kind: AtomKind::Plain(' '), range });
        }
    }

    fn tag(&mut self, literal: &str, range: Range<usize>) {
        let Some(element) = Element::parse(literal) else { return };
        let name = element.name.as_str();
        let level = name.strip_prefix('h').and_then(|digit| digit.parse().ok());
        match (name, level) {
            (_, Some(level @ 1..=6)) => self.becomes(&element, Becomes::Heading(level), range),
            ("summary", _) => self.becomes(&element, Becomes::Summary, range),
            ("pre", _) => self.becomes(&element, Becomes::Code, range),
            ("p", _) if !self.in_title() => self.becomes(&element, Becomes::Paragraph, range),
            ("code", _) if matches!(self.becomes, Becomes::Code) => {}
            ("hr", _) => {
                self.flush();
                self.blocks.push(Block::new(BlockKind::Rule, self.part.span(range)));
            }
            ("td" | "th", _) => {
                self.space(range.clone());
                self.warn(&element, range);
            }
            (name, _) if BLOCKS.contains(&name) || name.contains('-') => {
                self.flush();
                self.warn(&element, range);
            }
            _ => self.atoms.push(Atom { kind: AtomKind::Html(literal.to_owned()), range }),
        }
    }

    /// Whether the words are those of a heading or a summary, which a paragraph within does not end.
    fn in_title(&self) -> bool {
        matches!(self.becomes, Becomes::Summary | Becomes::Heading(_))
    }

    fn becomes(&mut self, element: &Element, becomes: Becomes, range: Range<usize>) {
        self.flush();
        self.becomes = if element.closes { Becomes::Paragraph } else { becomes };
        if element.closes {
            return;
        }
        let span = self.part.span(range);
        let (what, help) = match becomes {
            Becomes::Summary => return self.reader.raw_html(&element.name, span),
            Becomes::Paragraph => ("a paragraph", None),
            Becomes::Code => ("code", None),
            Becomes::Heading(level) => {
                ("a heading", Some(format!("write `{} …`", "#".repeat(usize::from(level)))))
            }
        };
        if element.attributes.is_empty() {
            return;
        }
        let message = format!("the HTML tag `<{}>` is read as {what} without its attributes", element.name);
        let fault = Diagnostic::new(Fault::RawHtml, span, message);
        self.reader.fault(match help {
            Some(help) => fault.with_help(help),
            None => fault,
        });
    }

    fn warn(&mut self, element: &Element, range: Range<usize>) {
        if !element.closes {
            self.reader.raw_html(&element.name, self.part.span(range));
        }
    }

    /// Makes a block of what has been gathered.
    fn flush(&mut self) {
        let mut atoms = std::mem::take(&mut self.atoms);
        while matches!(atoms.last(), Some(Atom { kind: AtomKind::Plain(' '), .. })) {
            atoms.pop();
        }
        let (Some(first), Some(last)) = (atoms.first(), atoms.last()) else { return };
        let range = first.range.start..last.range.end;
        let span = self.part.span(range.clone());
        let content = self.reader.marks(self.part, atoms);
        let kind = match self.becomes {
            Becomes::Paragraph => {
                self.blocks.extend(paragraph_of(content, self.part, range));
                return;
            }
            Becomes::Heading(level) => BlockKind::Heading(Heading {
                level,
                depth: 0,
                content,
                numbered: true,
                appendix: false,
                number: None,
            }),
            Becomes::Summary => BlockKind::Paragraph(vec![Inline::new(InlineKind::Strong(content), span)]),
            Becomes::Code => {
                let text = crate::model::walk::plain_text(&content);
                let text = text.strip_prefix('\n').unwrap_or(&text).trim_end().to_owned();
                BlockKind::Code(Code { text, syntax: None })
            }
        };
        self.blocks.push(Block::new(kind, span));
    }
}

/// The elements that part paragraphs.
const BLOCKS: [&str; 34] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "head",
    "header",
    "html",
    "iframe",
    "li",
    "link",
    "main",
    "menu",
    "meta",
    "nav",
    "ol",
    "p",
    "section",
    "table",
    "tbody",
    "thead",
    "tr",
    "ul",
];

enum Piece {
    Text,
    Tag,
    Comment,
    /// A processing instruction, a declaration or the like.
    Instruction,
    /// An element whose content is no text, whole.
    Raw(String),
}

/// What stands first in HTML, and its length.
fn next_piece(html: &str) -> (Piece, usize) {
    let Some(rest) = html.strip_prefix('<') else {
        return (Piece::Text, html.find('<').unwrap_or(html.len()));
    };
    let up_to = |end: &str| html.find(end).map_or(html.len(), |at| at + end.len());
    if rest.starts_with("!--") {
        return (Piece::Comment, up_to("-->"));
    }
    if rest.starts_with(['!', '?']) {
        let end = match rest {
            _ if rest.starts_with('?') => "?>",
            _ if rest.starts_with("![CDATA[") => "]]>",
            _ => ">",
        };
        return (Piece::Instruction, up_to(end));
    }
    if !rest.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/') {
        return (Piece::Text, 1 + rest.find('<').unwrap_or(rest.len()));
    }
    let Some(length) = tag_length(html) else { return (Piece::Text, html.len()) };
    let name = Element::parse(&html[..length]).map(|element| element.name).unwrap_or_default();
    if matches!(name.as_str(), "script" | "style" | "svg" | "template") && !rest.starts_with('/') {
        let close = format!("</{name}");
        let end = html.find(&close).and_then(|at| html[at..].find('>').map(|end| at + end + 1));
        return (Piece::Raw(name), end.unwrap_or(html.len()));
    }
    (Piece::Tag, length)
}

/// Whether a comment lacks its end, so that it swallows all that follows.
fn is_open(comment: &str) -> bool {
    comment.starts_with("<!--") && !comment.ends_with("-->")
}

/// The length of a tag; a sign in quotes does not end it.
fn tag_length(html: &str) -> Option<usize> {
    let mut quote = None;
    for (at, c) in html.char_indices() {
        match (quote, c) {
            (None, '>') => return Some(at + 1),
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if open == c => quote = None,
            _ => {}
        }
    }
    // A quote that is not closed ends with its tag.
    html.find('>').map(|at| at + 1)
}
