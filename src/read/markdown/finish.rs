//! What can be said of a document only when all of it is read: which mentions of labels are references, which language
//! a text is in, what is the title.

use std::collections::BTreeSet;

use super::anchors::Anchors;
use super::{blocks, figures, notes, tree, typography};
use crate::model::{
    Author, Block, BlockKind, Date, Document, FigureContent, Inline, InlineKind, Language, Meta, Picture,
    walk,
};
use crate::source::Span;

/// Finishes a document: `smart` says whether typographic signs are wanted.
pub(super) fn finish(document: &mut Document, smart: bool, anchors: &mut Anchors) {
    anchors.settle(document);
    let mut labels = BTreeSet::new();
    for list in [&document.blocks, &document.meta.summary] {
        walk::blocks(list, &mut |block| {
            // What HTML names is mentioned by links only.
            let label = block.label.as_ref().filter(|label| !anchors.made(label));
            labels.extend(label.map(|label| label.as_str().to_owned()));
        });
    }
    let finish = Finish { labels, smart, anchors };
    let language = document.meta.language.clone().unwrap_or_else(Language::english);
    finish.blocks(&mut document.blocks, &language);
    finish.meta(&mut document.meta, &language);
}

struct Finish<'a> {
    labels: BTreeSet<String>,
    smart: bool,
    anchors: &'a Anchors,
}

impl Finish<'_> {
    fn blocks(&self, blocks: &mut [Block], outer: &Language) {
        for block in blocks {
            let language = block.language.clone().unwrap_or_else(|| outer.clone());
            for text in tree::texts(block) {
                self.text(text, &language);
            }
            if let BlockKind::Figure(figure) = &mut block.kind
                && let FigureContent::Picture(picture) = &mut figure.content
            {
                self.picture(picture, &language);
            }
            for inner in tree::children(block) {
                self.blocks(inner, &language);
            }
        }
    }

    fn text(&self, list: &mut Vec<Inline>, language: &Language) {
        self.mentions(list);
        typography::set(list, self.smart, language);
        tree::each_inline(list, &mut |inline| match &mut inline.kind {
            InlineKind::Note(note) => self.blocks(&mut note.blocks, language),
            InlineKind::Image(picture) => self.picture(picture, language),
            InlineKind::Text(_)
            | InlineKind::Emphasis(_)
            | InlineKind::Strong(_)
            | InlineKind::Strikethrough(_)
            | InlineKind::Subscript(_)
            | InlineKind::Superscript(_)
            | InlineKind::Underline(_)
            | InlineKind::SmallCaps(_)
            | InlineKind::Highlight(_)
            | InlineKind::Code(_)
            | InlineKind::Keyboard(_)
            | InlineKind::Link(_)
            | InlineKind::Reference(_)
            | InlineKind::Language(..)
            | InlineKind::LineBreak => {}
        });
    }

    fn picture(&self, picture: &mut Picture, language: &Language) {
        picture.alt = self.words(&picture.alt, language);
    }

    /// A plain text that has been read as Markdown.
    fn words(&self, text: &str, language: &Language) -> String {
        let mut list = [Inline::text(text, Span::default())];
        typography::set(&mut list, self.smart, language);
        walk::plain_text(&list)
    }

    /// Makes references of the mentions of labels that there are, and text of the others.
    fn mentions(&self, list: &mut Vec<Inline>) {
        let mut settled: Vec<Inline> = Vec::with_capacity(list.len());
        for mut inline in std::mem::take(list) {
            if let InlineKind::Reference(reference) = &mut inline.kind
                && let Some(label) = self.anchors.label(&reference.label).filter(|_| !reference.worded)
            {
                reference.label = label.clone();
            }
            if let InlineKind::Reference(reference) = &mut inline.kind
                && reference.worded
            {
                reference.worded = false;
                let label = reference.label.as_str();
                if self.labels.contains(label) || notes::has_prefix(label) {
                    reference.content.clear();
                } else {
                    inline.kind = InlineKind::Text(format!("@{label}"));
                }
            }
            if let Some(inner) = tree::content(&mut inline.kind) {
                self.mentions(inner);
            }
            match (&inline.kind, settled.last_mut()) {
                (InlineKind::Text(text), Some(Inline { kind: InlineKind::Text(last), span })) => {
                    last.push_str(text);
                    *span = span.to(inline.span);
                }
                _ => settled.push(inline),
            }
        }
        *list = settled;
    }

    fn meta(&self, meta: &mut Meta, language: &Language) {
        for text in [&mut meta.title, &mut meta.subtitle, &mut meta.licence, &mut meta.disclaimer] {
            self.text(text, language);
        }
        self.blocks(&mut meta.summary, language);
        let words = [&mut meta.short_title, &mut meta.edition, &mut meta.series, &mut meta.publisher];
        for text in words.into_iter().flatten().chain(&mut meta.keywords) {
            *text = typography::plain(text, self.smart, language);
        }
        for Author { name, affiliation, role, .. } in &mut meta.authors {
            for text in std::iter::once(name).chain(affiliation).chain(role) {
                *text = typography::plain(text, self.smart, language);
            }
        }
        if let Some(Date::Words(text)) = &mut meta.date {
            *text = typography::plain(text, self.smart, language);
        }
    }
}

/// Takes the only heading of level 1 for the title where it stands before all other words; the others move up a level.
/// Gives how many headings of that level there were.
pub(super) fn take_title(document: &mut Document) -> usize {
    let mut tops = 0;
    walk::blocks(&document.blocks, &mut |block| {
        tops += usize::from(matches!(&block.kind, BlockKind::Heading(heading) if heading.level == 1));
    });
    let first = document.blocks.iter().position(says_something);
    let Some(index) = first.filter(|_| tops == 1) else { return tops };
    if !matches!(&document.blocks[index].kind, BlockKind::Heading(heading) if heading.level == 1) {
        return tops;
    }
    let block = document.blocks.remove(index);
    if let BlockKind::Heading(heading) = block.kind {
        let (words, pictures) = without_pictures(heading.content);
        document.meta.title = words;
        document.blocks.splice(index..index, pictures.map(|kind| Block::new(kind, block.span)));
    }
    tree::each_block(&mut document.blocks, &mut |block| {
        if let BlockKind::Heading(heading) = &mut block.kind {
            heading.level = heading.level.saturating_sub(1).max(1);
        }
    });
    tops
}

/// A title without the badges and logos that stand beside the name of a project, and a block of those.
fn without_pictures(content: Vec<Inline>) -> (Vec<Inline>, Option<BlockKind>) {
    if content.iter().all(is_picture) {
        return (content, None);
    }
    let (pictures, mut words): (Vec<_>, Vec<_>) =
        content.into_iter().partition(|inline| is_picture(inline) && !is_blank(inline));
    blocks::trim_start(&mut words);
    blocks::trim_end(&mut words);
    // The spaces between them have gone with the words.
    let mut parted: Vec<Inline> = Vec::new();
    for picture in pictures.into_iter().filter(|inline| !matches!(inline.kind, InlineKind::LineBreak)) {
        if !parted.is_empty() {
            parted.push(Inline::text(" ", picture.span));
        }
        parted.push(picture);
    }
    let block = match &parted[..] {
        [] => None,
        [Inline { kind: InlineKind::Image(picture), span }] => {
            Some(figures::bare(picture.clone(), *span).kind)
        }
        _ => Some(BlockKind::Paragraph(parted)),
    };
    (words, block)
}

/// Whether a block has words; a picture above the title, such as a logo, has none.
fn says_something(block: &Block) -> bool {
    if let BlockKind::Figure(figure) = &block.kind {
        !figure.caption.is_empty() || matches!(figure.content, FigureContent::Blocks(_))
    } else if let BlockKind::Paragraph(content) = &block.kind {
        !content.iter().all(is_picture)
    } else {
        !matches!(block.kind, BlockKind::Rule | BlockKind::PageBreak)
    }
}

fn is_picture(inline: &Inline) -> bool {
    if let InlineKind::Link(link) = &inline.kind {
        return link.content.iter().all(is_picture);
    }
    matches!(inline.kind, InlineKind::Image(_) | InlineKind::LineBreak) || is_blank(inline)
}

fn is_blank(inline: &Inline) -> bool {
    matches!(&inline.kind, InlineKind::Text(text) if text.chars().all(typography::is_breaking_space))
}
