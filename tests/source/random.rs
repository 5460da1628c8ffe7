//! Random trees, such as a reader could give, with nasty texts in them.

use triplicate::model::{
    Block, BlockKind, ImageId, Inline, InlineKind, Label, Language, Link, Note, Picture, Reference, Width,
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
            text += if self.below(2) == 0 { self.pick(&WORDS) } else { self.pick(&NASTY) };
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
