//! Footnotes; and what else stands in brackets or behind `@`.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::rc::Rc;

use comrak::nodes::{Node, NodeValue};

use super::Reader;
use super::inlines::brief;
use super::part::Part;
use super::tree;
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::model::{Block, BlockKind, Inline, InlineKind, Label, Note, Reference};
use crate::source::Span;

/// How many bytes of notes may be printed again because several marks mention one note.
const REPEATED: usize = 1 << 20;

/// The notes of the text that is being read, by their names.
#[derive(Default)]
pub(super) struct Notes<'n> {
    texts: BTreeMap<String, NoteText<'n>>,
    /// How many notes deep the text is that is being read.
    depth: usize,
    repeated: usize,
}

impl<'n> Notes<'n> {
    /// Takes the notes of a text away while another is read, for each text has its own.
    pub(super) fn set_apart(&mut self) -> TextNotes<'n> {
        TextNotes(std::mem::take(&mut self.texts))
    }

    /// Gives a text its notes back.
    pub(super) fn put_back(&mut self, notes: TextNotes<'n>) {
        self.texts = notes.0;
    }
}

/// The notes of one text.
pub(super) struct TextNotes<'n>(BTreeMap<String, NoteText<'n>>);

struct NoteText<'n> {
    name: String,
    body: NoteBody<'n>,
    /// How many bytes it has.
    length: usize,
    span: Span,
    mentions: usize,
    /// Whether it is being read: it may not mention itself.
    open: bool,
}

/// Where the blocks of a note come from.
#[derive(Clone)]
enum NoteBody<'n> {
    /// A Markdown text.
    Node(Node<'n>, Rc<Part>),
    /// A structured document.
    Form(Rc<ReadNote<'n>>),
}

/// Reads the blocks of a note.
type ReadNote<'n> = dyn Fn(&mut Reader<'n>) -> Vec<Block> + 'n;

/// A note's name without regard to case.
fn key(name: &str) -> String {
    name.to_lowercase()
}

impl<'n> Reader<'n> {
    /// Finds the texts of the notes; the first of a name holds.
    pub(super) fn collect_notes(&mut self, root: Node<'n>, part: &Rc<Part>) {
        for node in root.descendants() {
            let data = node.data();
            let NodeValue::FootnoteDefinition(definition) = &data.value else { continue };
            let start = part.offset(data.sourcepos.start);
            let end = start + part.text[start..part.line(start).end].find("]:").map_or(0, |at| at + 1);
            let span = part.span(start..end);
            let length = part.offset(data.sourcepos.end).saturating_sub(start);
            let body = NoteBody::Node(node, Rc::clone(part));
            self.add_note(NoteText {
                name: definition.name.clone(),
                body,
                length,
                span,
                mentions: 0,
                open: false,
            });
        }
    }

    /// Takes the note of a structured document, which is read where it is mentioned.
    pub(in crate::read) fn note_of_form(
        &mut self,
        name: &str,
        length: usize,
        span: Span,
        read: impl Fn(&mut Self) -> Vec<Block> + 'n,
    ) {
        let body = NoteBody::Form(Rc::new(read));
        self.add_note(NoteText { name: name.to_owned(), body, length, span, mentions: 0, open: false });
    }

    fn add_note(&mut self, note: NoteText<'n>) {
        match self.notes.texts.entry(key(&note.name)) {
            Entry::Vacant(place) => {
                place.insert(note);
            }
            Entry::Occupied(_) => {
                let message = format!("the note `{}` has a text already", note.name);
                self.fault(
                    Diagnostic::new(Code::UnusedNote, note.span, message)
                        .with_help("give it a name of its own; this text is not printed"),
                );
            }
        }
    }

    /// Says which notes nothing mentions.
    pub(super) fn report_unused_notes(&mut self) {
        if self.named.contains("mentions") {
            return;
        }
        let unused = self.notes.texts.values().filter(|text| text.mentions == 0).map(|text| {
            let name = &text.name;
            Diagnostic::new(Code::UnusedNote, text.span, format!("nothing mentions the note `{name}`"))
                .with_help(format!("write `[^{name}]` where its mark belongs; without one it is not printed"))
        });
        self.diagnostics.extend(unused);
    }

    /// The note of a name at its mark, or the mark as text.
    pub(super) fn mention(&mut self, name: &str, shown: &str, span: Span) -> InlineKind {
        let as_typed = InlineKind::Text(shown.to_owned());
        let depth = self.notes.depth;
        let Some(text) = self.notes.texts.get_mut(&key(name)) else {
            self.missing_note(name, span);
            return as_typed;
        };
        if text.open || depth > 1 {
            let message = format!("the note `{name}` cannot be mentioned in a note");
            self.fault(Diagnostic::new(Code::Unsupported, span, message).with_help("put its words here"));
            return as_typed;
        }
        text.mentions += 1;
        text.open = true;
        let is_repeated = text.mentions > 1;
        let body = text.body.clone();
        if is_repeated {
            self.notes.repeated += text.length;
        }
        let kind = if is_repeated && self.notes.repeated > REPEATED {
            let message = format!("the note `{name}` is mentioned too often for its length");
            self.fault(Diagnostic::new(Code::TooLarge, span, message));
            as_typed
        } else {
            self.note_text(&body, is_repeated)
        };
        if let Some(text) = self.notes.texts.get_mut(&key(name)) {
            text.open = false;
        }
        kind
    }

    fn note_text(&mut self, body: &NoteBody<'n>, is_repeated: bool) -> InlineKind {
        self.notes.depth += 1;
        let outer = std::mem::replace(&mut self.in_link, false);
        let mut blocks = self.aside(|reader| match body {
            NoteBody::Node(node, part) => reader.blocks(part, node),
            NoteBody::Form(read) => read(reader),
        });
        self.in_link = outer;
        self.notes.depth -= 1;
        if is_repeated {
            tree::each_block(&mut blocks, &mut |block| block.label = None);
        }
        self.note(blocks)
    }

    /// `^[content]`.
    pub(super) fn note_in_line(&mut self, content: Vec<Inline>, span: Span) -> InlineKind {
        self.note(vec![Block::new(BlockKind::Paragraph(content), span)])
    }

    /// A note; one inside another becomes words in brackets, since no format has notes of notes.
    fn note(&mut self, mut blocks: Vec<Block>) -> InlineKind {
        tree::each_text(&mut blocks, &mut |list| {
            tree::each_inline(list, &mut |inline| {
                if let InlineKind::Note(note) = &inline.kind {
                    self.diagnostics.push(
                        Diagnostic::new(Code::Unsupported, inline.span, "a note within a note")
                            .with_help("its text stands in brackets; take it into the outer note's"),
                    );
                    inline.kind = InlineKind::Text(format!(" ({})", words(&note.blocks)));
                }
            });
        });
        InlineKind::Note(Note { blocks, number: 0 })
    }

    /// What a bracket opens that is neither link nor span: a mention of a note without text, or a citation.
    pub(super) fn citation(&mut self, part: &Part, start: usize) -> Option<(InlineKind, usize)> {
        let rest = &part.text[start..];
        let inner = rest.strip_prefix('[')?;
        let limit = inner.floor_char_boundary(300);
        let inner = &inner[..inner[..limit].find(']')?];
        let end = start + inner.len() + 2;
        let shown = &part.text[start..end];
        let span = part.span(start..end);
        if let Some(name) = inner.strip_prefix('^') {
            if name.is_empty() || name.contains(char::is_whitespace) {
                return None;
            }
            if self.notes.texts.contains_key(&key(name)) {
                return Some((self.mention(name, shown, span), end));
            }
            self.missing_note(name, span);
            return Some((InlineKind::Text(shown.to_owned()), end));
        }
        let cited = inner.strip_prefix('-').unwrap_or(inner).strip_prefix('@')?;
        let length = label_length(cited);
        if length == 0 {
            return None;
        }
        if length == cited.len() && has_prefix(cited) {
            let label = Label(cited.to_owned());
            return Some((
                InlineKind::Reference(Reference { label, content: Vec::new(), worded: false }),
                end,
            ));
        }
        let message = format!("citations are not supported yet: `{}` stays as it is typed", brief(shown));
        self.fault(
            Diagnostic::new(Code::Unsupported, span, message).with_help("put the source into a note: `^[…]`"),
        );
        Some((InlineKind::Text(shown.to_owned()), end))
    }

    fn missing_note(&mut self, name: &str, span: Span) {
        let fault = Diagnostic::new(Code::MissingNote, span, format!("the note `{name}` has no text"));
        let help = match nearest(&key(name), self.notes.texts.keys().map(String::as_str)) {
            Some(near) => format!("did you mean `[^{near}]`?"),
            None if self.structured => format!("write its text into `notes`, under the name `{name}`"),
            None => format!("write `[^{name}]: …` on a line of its own"),
        };
        self.fault(fault.with_help(help));
    }
}

/// The words of blocks, as they stand in a text that has no place for blocks.
fn words(blocks: &[Block]) -> String {
    let mut text = String::new();
    crate::model::walk::blocks(blocks, &mut |block| {
        for list in block.texts() {
            if !text.is_empty() {
                text.push(' ');
            }
            text += &crate::model::walk::plain_text(list);
        }
        if let BlockKind::Code(code) = &block.kind {
            text += &code.text;
        }
    });
    text
}

/// The prefixes that make a word behind `@` a reference even where no such label is known.
const PREFIXES: [&str; 4] = ["fig-", "tbl-", "sec-", "eq-"];

/// Whether a label has one of the prefixes by which Quarto knows references.
pub(super) fn has_prefix(label: &str) -> bool {
    PREFIXES.iter().any(|prefix| label.len() > prefix.len() && label.starts_with(prefix))
}

/// The length of the label at the start of a text: signs may stand within it, not at its end.
pub(super) fn label_length(text: &str) -> usize {
    let is_label = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | ':' | '.');
    let length = text.find(|c| !is_label(c)).unwrap_or(text.len());
    let label = text[..length].trim_end_matches(['-', '_', ':', '.']);
    if label.starts_with(char::is_alphanumeric) { label.len() } else { 0 }
}

/// A mention of a label in running text that may turn out to be none: `worded` until that is known.
pub(super) fn open_mention(label: &str, span: Span) -> InlineKind {
    let text = Inline::text(format!("@{label}"), span);
    InlineKind::Reference(Reference { label: label.into(), content: vec![text], worded: true })
}
