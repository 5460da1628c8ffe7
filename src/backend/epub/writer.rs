//! The state of a book while its files are being written.

use std::collections::{BTreeMap, VecDeque};

use super::fonts::{Look, Usage};
use super::images::Images;
use super::plan::{COVER, Ids, Pages, Plan};
use super::xhtml::{Markup, Tag, Xhtml, tag};
use crate::layout::page_map::{Offset, PageStart};
use crate::model::theme::Part;
use crate::model::{Block, BlockKind, Language, Note, Theme};
use crate::resolve::Resolved;

/// What surrounds the text that is being written.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a mark that text may bear or not")]
pub(super) struct Place<'a> {
    /// The part of the theme that governs the look.
    pub part: Part,
    /// The weight, where marks have changed it.
    pub weight: Option<u16>,
    /// Whether marks have turned the slant over.
    pub italic: bool,
    /// Whether within code that stands in other text.
    pub code: bool,
    /// Whether in small capitals.
    pub small_caps: bool,
    /// Whether neither headings nor sections may stand here, as in the head cells of a table.
    pub plain: bool,
    /// Whether within a link, where an image on the network may not be one.
    pub linked: bool,
    /// The language.
    pub language: &'a Language,
}

impl<'a> Place<'a> {
    /// A place in that part of the theme.
    pub(super) fn new(part: Part, language: &'a Language) -> Self {
        let (code, small_caps, plain, linked) = (false, false, false, false);
        Self { part, weight: None, italic: false, code, small_caps, plain, linked, language }
    }

    /// The same place under another part of the theme.
    pub(super) fn under(self, part: Part) -> Self {
        Self { part, ..self }
    }

    /// The look of text here.
    pub(super) fn look(self) -> Look<'a> {
        Look {
            part: self.part,
            weight: self.weight,
            italic: self.italic,
            code: self.code,
            small_caps: self.small_caps,
            language: self.language,
        }
    }
}

/// A page of the printed form, and where it begins in the book.
#[derive(Clone, Debug)]
pub(super) struct PageEntry {
    /// The number as printed.
    pub label: String,
    /// The address of its mark.
    pub href: String,
}

/// Where a note and its mark stand.
#[derive(Clone, Debug)]
pub(super) struct NotePlace {
    /// The file of the note.
    pub file: String,
    /// The identifier of the note.
    pub note: String,
    /// The file of its first mark.
    pub mark_file: String,
    /// The identifier of that mark.
    pub mark: String,
    /// Whether that mark is written.
    pub marked: bool,
}

/// The page marks that fall into one block.
#[derive(Debug, Default)]
pub(super) struct Breaks<'a> {
    /// Those within its text, by the bytes before them.
    pub texts: VecDeque<(usize, &'a PageStart)>,
    /// Those before a row of its body.
    pub rows: BTreeMap<usize, Vec<&'a PageStart>>,
}

/// The state of a book while its files are being written.
#[derive(Debug)]
pub(super) struct Writer<'a> {
    /// The document.
    pub document: &'a Resolved,
    /// Its look.
    pub theme: &'a Theme,
    /// How it is divided.
    pub plan: &'a Plan<'a>,
    /// The identifiers given so far.
    pub ids: Ids,
    /// The pages whose marks are still to be set.
    pub pages: Pages<'a>,
    /// The pages whose marks are set, in order.
    pub page_list: Vec<PageEntry>,
    /// Which characters are set in which look.
    pub usage: Usage<'a>,
    /// The images that the book shows.
    pub images: Images<'a>,
    /// The file that is being written.
    pub file: String,
    /// How many contents lists this file has so far.
    pub contents_lists: u32,
    /// The notes mentioned in this file, in order, that stand at its end.
    pub notes: Vec<&'a Note>,
    /// Where the notes mentioned so far stand, by their numbers.
    pub noted: BTreeMap<u32, NotePlace>,
    /// The page marks that fall into the text that is being written.
    pub breaks: VecDeque<(usize, &'a PageStart)>,
    /// How many bytes of that text are written.
    pub at: usize,
    out: Xhtml,
}

impl Markup for Writer<'_> {
    fn xhtml(&mut self) -> &mut Xhtml {
        &mut self.out
    }
}

impl<'a> Writer<'a> {
    /// A writer for a document that was divided before.
    pub(super) fn new(
        document: &'a Resolved,
        theme: &'a Theme,
        plan: &'a Plan<'a>,
        ids: Ids,
        pages: Pages<'a>,
    ) -> Self {
        Self {
            document,
            theme,
            plan,
            ids,
            pages,
            page_list: Vec::new(),
            usage: Usage::default(),
            images: Images::new(document, theme),
            file: String::new(),
            contents_lists: 0,
            notes: Vec::new(),
            noted: BTreeMap::new(),
            breaks: VecDeque::new(),
            at: 0,
            out: Xhtml::default(),
        }
    }

    /// The body of one file: the marking (the cover has it drawn), what `body` writes, and the notes mentioned there.
    pub(super) fn file(&mut self, name: &str, body: impl FnOnce(&mut Self)) -> String {
        name.clone_into(&mut self.file);
        self.contents_lists = 0;
        if let Some(marking) = self.document.meta.marking.as_ref().filter(|_| name != COVER) {
            let place = Place::new(Part::Marking, &self.document.language);
            self.block_element(tag("p").class("marking"), |out| out.words(marking, place));
        }
        body(self);
        self.footnotes();
        std::mem::take(&mut self.out).into_text()
    }

    /// Writes text, notes its look, and sets the page marks that fall into it.
    pub(super) fn words(&mut self, text: &str, place: Place<'a>) {
        self.usage.note(place.look(), text);
        let mut rest = text;
        while let Some((offset, start)) = self.breaks.front().copied() {
            if offset > self.at + rest.len() {
                break;
            }
            self.breaks.pop_front();
            let (before, after) = rest.split_at(word_edge(rest, offset.saturating_sub(self.at)));
            self.plain(before);
            self.page_mark(start);
            self.at += before.len();
            rest = after;
        }
        self.plain(rest);
        self.at += rest.len();
    }

    /// Sets the marks of pages that begin with this block, and gives those that fall within it.
    pub(super) fn page_starts(&mut self, block: &Block) -> Breaks<'a> {
        let mut breaks = Breaks::default();
        for start in self.pages.blocks.remove(&block.id).unwrap_or_default() {
            match (start.offset, &block.kind) {
                (
                    Offset::Text(offset),
                    BlockKind::Heading(_) | BlockKind::Paragraph(_) | BlockKind::Code(_),
                ) => breaks.texts.push_back((offset, start)),
                // Within the paragraph, so that it still follows the one before in the eyes of the style sheet.
                (Offset::Start, BlockKind::Paragraph(_)) => breaks.texts.push_back((0, start)),
                (Offset::Row(row), BlockKind::Table(_)) => breaks.rows.entry(row).or_default().push(start),
                (Offset::Start | Offset::Text(_) | Offset::Row(_), _) => self.page_mark(start),
            }
        }
        breaks
    }

    /// Marks where a page of the printed form begins.
    pub(super) fn page_mark(&mut self, start: &PageStart) {
        let id = self.ids.take(&format!("page-{}", self.page_list.len() + 1));
        let mark = tag("span").with("epub:type", "pagebreak").with("role", "doc-pagebreak");
        self.void(mark.id(Some(&id)).with("aria-label", &start.label));
        self.page_list.push(PageEntry { label: start.label.clone(), href: format!("{}#{id}", self.file) });
    }

    /// A tag with the block's label and language, and the place inside it.
    pub(super) fn open(&self, name: Tag, block: &'a Block, place: Place<'a>) -> (Tag, Place<'a>) {
        let id =
            block.label.as_ref().and_then(|label| self.plan.anchors.get(label)).map(|anchor| &anchor.id[..]);
        speak(name.id(id), block.language.as_ref(), place)
    }
}

/// A tag with a language, where it differs, and the place inside it.
pub(super) fn speak<'a>(tag: Tag, language: Option<&'a Language>, place: Place<'a>) -> (Tag, Place<'a>) {
    let Some(language) = language.filter(|language| *language != place.language) else {
        return (tag, place);
    };
    let mut tag = tag.with("lang", language.as_str()).with("xml:lang", language.as_str());
    if language.is_right_to_left() != place.language.is_right_to_left() {
        tag = tag.with("dir", if language.is_right_to_left() { "rtl" } else { "ltr" });
    }
    (tag, Place { language, ..place })
}

/// The offset itself, or the end of the word that it falls into: a mark inside a word would part it for a reader aloud.
fn word_edge(text: &str, offset: usize) -> usize {
    let mut at = offset.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    let inside = |at: usize| {
        let letter = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && c < '\u{2E80}');
        letter(text[..at].chars().next_back()) && letter(text[at..].chars().next())
    };
    while inside(at) {
        at += text[at..].chars().next().map_or(0, char::len_utf8);
    }
    at
}
