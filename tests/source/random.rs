//! Random trees, such as a reader could give, with nasty texts in them.

use triplicate::model::{
    Align, Author, Block, BlockKind, Callout, CalloutKind, Cell, Code, Column, Contents, Date, Definition,
    Document, Event, Extent, Figure, FigureContent, Heading, ImageId, Inline, InlineKind, Label, Language,
    Link, List, ListItem, ListKind, Meta, Note, NumberStyle, Picture, Quote, Reference, Row, Table, Width,
};
use triplicate::source::Span;

const NASTY: [&str; 44] = [
    "*", "_", "~", "^", "=", "==", "[", "]", "(", ")", "<", ">", "&", "&amp;", "`", "``", "!", "#", "+", "-",
    "--", ".", "...", ":", "://", "|", "{", "}", "{#a}", "@", "@fig-a", "$", "\"", "'", "\\", " ", "\u{a0}",
    "\u{ad}", "1.", "www.", "[^n1]", "<b>", "中", "e\u{301}",
];
const WORDS: [&str; 10] =
    ["a", "word", "two words", "2", "日本", "é", "snake_case", "a@b.org", "http://x.org/a_b", "\u{202f}"];
const CODES: [&str; 9] = ["", "x", "`", "a``b", " x ", " ", "a|b", "\\", "{#x} \"y\""];
const ADDRESSES: [&str; 9] = [
    "https://example.org",
    "https://x.org/a_(b)*c*",
    "a b.html",
    "mailto:a@b.org",
    "x&amp;y",
    "<",
    "\\*",
    "?q=\"`$\"",
    "中",
];

/// A source of numbers that are the same in every run.
#[derive(Clone)]
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x2545_f491_4f6c_dd1d)
    }

    /// A number below a limit (splitmix64).
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % limit as u64) as usize
    }

    pub(crate) fn pick<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.below(list.len())]
    }

    fn text(&mut self) -> String {
        let mut text = String::new();
        for _ in 0..=self.below(4) {
            let piece = if self.below(2) == 0 { self.pick(&WORDS) } else { self.pick(&NASTY) };
            // A reader makes one space of several.
            text += if text.ends_with(' ') { piece.trim_start_matches(' ') } else { piece };
        }
        text
    }

    /// Inlines, nested some levels deep.
    pub(crate) fn inlines(&mut self, depth: usize) -> Vec<Inline> {
        let count = self.below(4);
        self.some_inlines(depth, count, false, false)
    }

    fn some_inlines(&mut self, depth: usize, count: usize, in_link: bool, in_note: bool) -> Vec<Inline> {
        let mut list: Vec<Inline> = Vec::new();
        for _ in 0..count {
            let kind = self.inline(depth, in_link, in_note);
            let after_text = matches!(list.last(), Some(Inline { kind: InlineKind::Text(_), .. }));
            // A reader joins texts that meet.
            if !(after_text && matches!(kind, InlineKind::Text(_))) {
                list.push(Inline::new(kind, Span::default()));
            }
        }
        list
    }

    fn inline(&mut self, depth: usize, in_link: bool, in_note: bool) -> InlineKind {
        let kind = self.below(if depth == 0 { 8 } else { 19 });
        let count = self.below(4);
        let mut inner = |in_link, in_note| self.some_inlines(depth - 1, count, in_link, in_note);
        match kind {
            0..=3 => InlineKind::Text(self.text()),
            4 => InlineKind::Code(self.pick(&CODES).to_owned()),
            5 => InlineKind::Keyboard(self.text()),
            6 => InlineKind::LineBreak,
            7 => InlineKind::Image(self.picture()),
            8 | 18 => InlineKind::Emphasis(inner(in_link, in_note)),
            9 => InlineKind::Strong(inner(in_link, in_note)),
            10 => InlineKind::Strikethrough(inner(in_link, in_note)),
            11 => InlineKind::Subscript(inner(in_link, in_note)),
            12 => InlineKind::Superscript(inner(in_link, in_note)),
            13 => InlineKind::Underline(inner(in_link, in_note)),
            14 => InlineKind::SmallCaps(inner(in_link, in_note)),
            15 => InlineKind::Highlight(inner(in_link, in_note)),
            16 if !in_link => self.link(depth, in_note),
            17 if !in_note => {
                let mut content = self.some_inlines(depth - 1, count, false, true);
                content.insert(0, Inline::new(InlineKind::Code("n".to_owned()), Span::default()));
                content.push(Inline::new(InlineKind::LineBreak, Span::default()));
                let block = Block::new(BlockKind::Paragraph(content), Span::default());
                InlineKind::Note(Note { blocks: vec![block], number: 0 })
            }
            _ => InlineKind::Language(Language::parse("de").unwrap(), inner(in_link, in_note)),
        }
    }

    fn link(&mut self, depth: usize, in_note: bool) -> InlineKind {
        let count = self.below(3);
        let content = self.some_inlines(depth - 1, count, true, in_note);
        if self.below(2) == 0 {
            let label = Label(self.pick(&["fig-a", "x", "a%b", "(é)"]).to_owned());
            return InlineKind::Reference(Reference { label, content, worded: false });
        }
        let target = self.pick(&ADDRESSES).to_owned();
        let title = [None, Some("a \"title\" 'it' \\ &amp;".to_owned())][self.below(2)].clone();
        let content =
            if content.is_empty() { vec![Inline::text(target.clone(), Span::default())] } else { content };
        InlineKind::Link(Link { target, title, content })
    }

    fn picture(&mut self) -> Picture {
        let widths = [
            None,
            Some(Width::Share(0.4)),
            Some(Width::Points(12.5)),
            Some(Width::Points(8.0 * 72.0 / 2.54)),
        ];
        let is_file = self.below(2) == 0;
        Picture {
            image: is_file.then_some(ImageId(0)),
            address: (!is_file).then(|| "https://x.org/a b.png".to_owned()),
            alt: self.text(),
            decorative: self.below(3) == 0,
            width: self.pick(&widths),
            span: Span::default(),
        }
    }
}

/// Texts of a document.
impl Random {
    /// A text that a reader could give for a paragraph: not empty, no white space at its ends.
    fn words(&mut self) -> Vec<Inline> {
        let mut list = self.inlines(2);
        let at_edge = |inline: Option<&Inline>| {
            inline.is_none_or(|inline| !matches!(inline.kind, InlineKind::Code(_) | InlineKind::Strong(_)))
        };
        if at_edge(list.first()) {
            let first = self
                .pick(&["# a", "- a", "1. a", "> a", ": a", "+ a", "Table: a", "::: a", "[x] a", "---", "a"]);
            push_front(&mut list, first);
        }
        if at_edge(list.last()) {
            let last = self.pick(&["a", "#", "}", "{#a}", "\\", "a."]);
            push_back(&mut list, last);
        }
        list
    }

    fn some_words(&mut self) -> Vec<Inline> {
        if self.below(2) == 0 { Vec::new() } else { self.words() }
    }

    /// A whole document.
    pub(crate) fn document(&mut self) -> Document {
        let text = |random: &mut Self| {
            (random.below(2) == 0).then(|| random.pick(&["Words", "a: b # c", "1", "yes", "- x"]).to_owned())
        };
        let mut meta = Meta {
            title: self.words(),
            subtitle: self.some_words(),
            short_title: text(self),
            edition: text(self),
            series: text(self),
            number: text(self),
            publisher: text(self),
            report_number: text(self),
            marking: text(self),
            licence: self.some_words(),
            disclaimer: self.some_words(),
            keywords: text(self).into_iter().chain(text(self)).collect(),
            columns: self.pick(&[None, Some(1), Some(2)]),
            number_sections: self.below(2) == 0,
            contents: self.pick(&[None, Some(2), Some(4)]),
            date: [None, Some(Date::Calendar { year: 2026, month: Some(2), day: None })][self.below(2)]
                .clone(),
            ..Meta::default()
        };
        if self.below(2) == 0 {
            meta.summary = self.blocks(1);
        }
        if self.below(2) == 0 {
            let author = Author { name: "A \u{2013} B".to_owned(), role: text(self), ..Author::default() };
            meta.authors = vec![author; 1 + self.below(2)];
        }
        Document { meta, blocks: self.blocks(3), images: Vec::new() }
    }

    fn blocks(&mut self, depth: usize) -> Vec<Block> {
        let count = 1 + self.below(3);
        (0..count).map(|_| self.block(depth)).collect()
    }

    fn block(&mut self, depth: usize) -> Block {
        let kind = match self.below(if depth == 0 { 6 } else { 15 }) {
            0 | 1 => BlockKind::Paragraph(self.words()),
            2 => BlockKind::Code(self.code()),
            3 => [BlockKind::Rule, BlockKind::PageBreak][self.below(2)].clone(),
            4 => BlockKind::Heading(self.heading()),
            5 => BlockKind::Figure(self.figure(FigureContent::Picture(self.clone().picture()))),
            6 | 7 => BlockKind::List(self.list(depth)),
            8 => BlockKind::Definitions((0..=self.below(2)).map(|_| self.definition(depth)).collect()),
            9 => BlockKind::Quote(Quote { blocks: self.blocks(depth - 1), attribution: self.some_words() }),
            10 => BlockKind::Callout(self.callout(depth)),
            11 => BlockKind::Table(self.table(depth)),
            12 => {
                let mut blocks = vec![Block::new(BlockKind::Code(self.code()), Span::default())];
                blocks.insert(0, self.block(depth - 1));
                BlockKind::Figure(self.figure(FigureContent::Blocks(blocks)))
            }
            13 => BlockKind::Timeline((0..=self.below(2)).map(|_| self.event(depth)).collect()),
            _ => [BlockKind::Contents(Contents { depth: 3 }), BlockKind::Landscape(self.blocks(depth - 1))]
                [self.below(2)]
            .clone(),
        };
        let mut block = Block::new(kind, Span::default());
        if self.below(5) == 0 {
            block.label = Some(Label(format!("l{}", self.below(1_000_000))));
        }
        if self.below(7) == 0 {
            block.language = Language::parse("de");
        }
        block
    }

    fn code(&mut self) -> Code {
        let text = self.pick(&["", "a", "```\n~~~~", "::: note\n:::", "  a\n\n\tb\n", "- x\n---", "\n"]);
        Code {
            text: text.to_owned(),
            syntax: self.pick(&[None, Some("rust"), Some("a`b")]).map(str::to_owned),
        }
    }

    fn heading(&mut self) -> Heading {
        let level = 1 + self.below(6) as u8;
        let (numbered, appendix) = (self.below(2) == 0, self.below(3) == 0);
        Heading { level, depth: 0, content: self.some_words(), numbered, appendix, number: None }
    }

    fn figure(&mut self, content: FigureContent) -> Figure {
        let [caption, source, credit] = [self.some_words(), self.some_words(), self.some_words()];
        Figure { content, caption, source, credit, number: None }
    }

    fn list(&mut self, depth: usize) -> List {
        let styles = [NumberStyle::Decimal, NumberStyle::LowerAlpha, NumberStyle::UpperRoman];
        let start = self.pick(&[0, 1, 7, 999_999_999, 4_000_000_000]);
        let numbered = ListKind::Numbered { start, style: self.pick(&styles) };
        let kind = self.pick(&[ListKind::Bullet, ListKind::Task, numbered]);
        let mut items: Vec<ListItem> = (0..=self.below(3))
            .map(|_| ListItem {
                blocks: if self.below(6) == 0 { Vec::new() } else { self.blocks(depth - 1) },
                done: (kind == ListKind::Task).then(|| self.below(2) == 0),
                span: Span::default(),
            })
            .collect();
        if kind == ListKind::Task && items.len() > 1 && self.below(2) == 0 {
            items[1].done = None;
        }
        let count = |item: &ListItem| {
            item.blocks.iter().filter(|block| matches!(block.kind, BlockKind::Paragraph(_))).count()
        };
        let tight = items.iter().all(|item| count(item) < 2);
        List { kind, items, tight }
    }

    fn definition(&mut self, depth: usize) -> Definition {
        let mut meanings = vec![self.blocks(depth - 1)];
        if self.below(3) == 0 {
            meanings.push(self.blocks(depth - 1));
        }
        Definition { term: self.words(), meanings, span: Span::default() }
    }

    fn event(&mut self, depth: usize) -> Event {
        let blocks = if self.below(4) == 0 { Vec::new() } else { self.blocks(depth - 1) };
        Event { date: self.words(), blocks, span: Span::default() }
    }

    fn callout(&mut self, depth: usize) -> Callout {
        let kind = self.pick(&CalloutKind::ALL);
        let [title, addressee] = [self.some_words(), self.some_words()];
        let blocks = if self.below(4) == 0 { Vec::new() } else { self.blocks(depth - 1) };
        Callout { kind, title, addressee, blocks, number: None }
    }

    fn table(&mut self, depth: usize) -> Table {
        let count = 1 + self.below(3);
        let is_simple = self.below(2) == 0;
        let aligns = [Align::Start, Align::Center, Align::End];
        let widths =
            self.pick(&[None, Some([20.0, 30.0, 50.0]), Some([1.0, 2.0, 4.0]), Some([12.5, 40.0, 7.25])]);
        let columns = (0..count).map(|at| Column {
            align: self.pick(&aligns),
            width: widths.map(|widths| {
                let sum: f64 = widths[..count].iter().sum();
                let is_percent = widths[..count].iter().all(|width| *width >= 2.0);
                Width::Share(widths[at] / if is_percent && sum < 100.0 { 100.0 } else { sum })
            }),
        });
        let columns = columns.collect();
        let row = |random: &mut Self| Row {
            cells: (0..count).map(|_| random.cell(if is_simple { None } else { Some(depth) })).collect(),
            span: Span::default(),
        };
        let head = (0..self.below(if is_simple { 2 } else { 3 })).map(|_| row(self)).collect();
        let body = (0..=self.below(2)).map(|_| row(self)).collect();
        let [caption, note, source] = [self.some_words(), self.some_words(), self.some_words()];
        let extent = self.pick(&[Extent::Column, Extent::Landscape]);
        Table {
            caption,
            columns,
            head,
            body,
            row_headers: self.below(count + 1),
            extent,
            note,
            source,
            number: None,
        }
    }

    fn cell(&mut self, depth: Option<usize>) -> Cell {
        let mut cell =
            Cell { blocks: Vec::new(), columns: 1, rows: 1, align: None, span: Span::default(), column: 0 };
        match depth {
            Some(depth) => {
                cell.align = self.pick(&[None, None, Some(Align::Center)]);
                if self.below(4) > 0 {
                    cell.blocks = self.blocks(depth - 1);
                }
            }
            None => cell.blocks = vec![Block::new(BlockKind::Paragraph(self.words()), Span::default())],
        }
        cell
    }
}

fn push_front(list: &mut Vec<Inline>, text: &str) {
    match list.first_mut() {
        Some(Inline { kind: InlineKind::Text(first), .. }) => *first = format!("{text}{first}"),
        _ => list.insert(0, Inline::text(text, Span::default())),
    }
}

fn push_back(list: &mut Vec<Inline>, text: &str) {
    match list.last_mut() {
        Some(Inline { kind: InlineKind::Text(last), .. }) => last.push_str(text),
        _ => list.push(Inline::text(text, Span::default())),
    }
}
