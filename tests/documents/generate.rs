//! Strategies for whole documents: every block and inline, several scripts, odd nesting.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use triplicate::model::{
    Align, Block, BlockKind, Callout, CalloutKind, Cell, Code, Column, Contents, Date, Definition, Document,
    Event, Extent, Figure, FigureContent, Heading, Image, ImageId, Inline, InlineKind, Label, Language, Link,
    List, ListItem, ListKind, Meta, Note, NumberStyle, Picture, Quote, Reference, Row, Table, Width,
};
use triplicate::source::Span;

/// Words of several scripts, one script a line.
const WORDS: [&[&str]; 9] = [
    &["tide", "harbour", "Überseehafen", "efficient", "œuvre", "naïve", "ſ", "Dvořák", "office-bound"],
    &["θάλασσα", "ἀρχή", "λόγος", "Ὀδυσσεύς"],
    &["море", "пристань", "ґанок", "ёлка"],
    &["港口", "潮汐表", "、", "東京都", "ひらがな", "カタカナ", "。"],
    &["항구", "조석", "한국어"],
    &["e\u{301}tude", "Å\u{323}", "x\u{304}"],
    &["⚓", "🚢", "👩\u{200d}✈\u{fe0f}", "→", "≤", "½", "№"],
    &["12", "1,5", "2026-11-24", "§", "US$", "100%", "3–4", "—"],
    &[
        "*", "_", "[x]", "<b>", "&amp;", "`", "~", "^", "==", "{#a}", "|", "\\", "\"so\"", "it's", "--",
        "@a", "#", "://",
    ],
];
const CODES: [&str; 6] = ["let x = 1;", "a\tb", "  set in", "``", "<p class=\"x\">", "über|all"];
const ADDRESSES: [&str; 4] = [
    "https://example.org/",
    "https://example.org/a_(b)?q=1&r=%20",
    "mailto:a@example.org",
    "https://例え.jp/",
];
const LANGUAGES: [&str; 6] = ["en", "de", "fr", "ja", "ru", "pl"];

fn words(most: usize) -> impl Strategy<Value = String> {
    vec((select(&WORDS[..]), any::<prop::sample::Index>()), 1..=most)
        .prop_map(|list| list.iter().map(|(script, at)| *at.get(script)).collect::<Vec<_>>().join(" "))
}

/// Texts: mostly short, some of the length of a paragraph.
fn text() -> impl Strategy<Value = InlineKind> {
    prop_oneof![5 => words(6), 1 => words(80)].prop_map(InlineKind::Text)
}

fn language() -> impl Strategy<Value = Language> {
    select(&LANGUAGES[..]).prop_map(|tag| Language::parse(tag).unwrap())
}

fn new(kind: InlineKind) -> Inline {
    Inline::new(kind, Span::default())
}

/// Inlines that begin with a text; `notes` says whether notes may stand among them.
fn inlines(notes: bool) -> BoxedStrategy<Vec<Inline>> {
    let leaf = prop_oneof![
        6 => text(),
        1 => select(&CODES[..]).prop_map(|code| InlineKind::Code(code.trim().replace('\t', " "))),
        1 => words(2).prop_map(InlineKind::Keyboard),
        1 => Just(InlineKind::LineBreak),
        1 => picture().prop_map(InlineKind::Image),
    ];
    let inline = leaf.prop_map(new).prop_recursive(3, 12, 3, move |inner| {
        let list = (text(), vec(inner, 0..3)).prop_map(|(first, mut list)| {
            list.insert(0, new(first));
            list
        });
        let marked = (0..9usize, list, language()).prop_map(|(kind, list, language)| match kind {
            0 => InlineKind::Emphasis(list),
            1 => InlineKind::Strong(list),
            2 => InlineKind::Strikethrough(list),
            3 => InlineKind::Subscript(list),
            4 => InlineKind::Superscript(list),
            5 => InlineKind::Underline(list),
            6 => InlineKind::SmallCaps(list),
            7 => InlineKind::Highlight(list),
            _ => InlineKind::Language(language, list),
        });
        let link = (select(&ADDRESSES[..]), words(3), any::<bool>()).prop_map(|(target, words, is_link)| {
            let content = vec![new(InlineKind::Text(words))];
            if is_link {
                InlineKind::Link(Link { target: target.to_owned(), title: None, content })
            } else {
                InlineKind::Reference(Reference { label: Label(String::new()), content, worded: false })
            }
        });
        let note = words(8).prop_map(|words| {
            let text = vec![new(InlineKind::Text(words))];
            let paragraph = Block::new(BlockKind::Paragraph(text), Span::default());
            InlineKind::Note(Note { blocks: vec![paragraph], number: 0 })
        });
        let note = if notes { note.boxed() } else { text().boxed() };
        prop_oneof![4 => marked, 2 => link, 1 => note].prop_map(new)
    });
    (text(), vec(inline, 0..4))
        .prop_map(|(first, mut list)| {
            list.insert(0, new(first));
            list
        })
        .boxed()
}

fn some_inlines() -> impl Strategy<Value = Vec<Inline>> {
    prop_oneof![Just(Vec::new()), inlines(true)]
}

fn picture() -> impl Strategy<Value = Picture> {
    let width = prop_oneof![
        Just(None),
        (1..=100u32).prop_map(|share| Some(Width::Share(f64::from(share) / 100.0))),
        (4..400u32).prop_map(|points| Some(Width::Points(f64::from(points)))),
    ];
    (0..2u32, words(4), any::<bool>(), width).prop_map(|(image, alt, decorative, width)| Picture {
        image: Some(ImageId(image)),
        address: None,
        alt,
        decorative,
        width,
        span: Span::default(),
    })
}

fn heading() -> impl Strategy<Value = BlockKind> {
    (1..=6u8, inlines(true), any::<bool>(), prop::bool::weighted(0.1)).prop_map(
        |(level, content, numbered, appendix)| {
            BlockKind::Heading(Heading { level, depth: 0, content, numbered, appendix, number: None })
        },
    )
}

fn code() -> impl Strategy<Value = BlockKind> {
    (vec(select(&CODES[..]), 1..5), prop::option::of(Just("rust".to_owned())))
        .prop_map(|(lines, syntax)| BlockKind::Code(Code { text: lines.join("\n"), syntax }))
}

fn figure(content: impl Strategy<Value = FigureContent>) -> impl Strategy<Value = BlockKind> {
    (content, inlines(true), some_inlines(), some_inlines()).prop_map(|(content, caption, source, credit)| {
        BlockKind::Figure(Figure { content, caption, source, credit, number: None })
    })
}

fn list(blocks: BoxedStrategy<Vec<Block>>) -> impl Strategy<Value = BlockKind> {
    let style = select(vec![NumberStyle::Decimal, NumberStyle::LowerAlpha, NumberStyle::UpperRoman]);
    let kind = prop_oneof![
        Just(ListKind::Bullet),
        Just(ListKind::Task),
        (0..40u32, style).prop_map(|(start, style)| ListKind::Numbered { start, style }),
    ];
    (kind, vec((blocks, prop::option::of(any::<bool>())), 1..4)).prop_map(|(kind, items)| {
        let is_task = kind == ListKind::Task;
        let items: Vec<ListItem> = items
            .into_iter()
            .map(|(blocks, done)| ListItem { blocks, done: done.filter(|_| is_task), span: Span::default() })
            .collect();
        let paragraphs = |item: &ListItem| {
            item.blocks.iter().filter(|block| matches!(block.kind, BlockKind::Paragraph(_))).count()
        };
        let tight = items.iter().all(|item| paragraphs(item) < 2);
        BlockKind::List(List { kind, items, tight })
    })
}

fn definitions(blocks: BoxedStrategy<Vec<Block>>) -> impl Strategy<Value = BlockKind> {
    let entry = (inlines(true), vec(blocks, 1..3));
    vec(entry, 1..3).prop_map(|entries| {
        let entry = |(term, meanings)| Definition { term, meanings, span: Span::default() };
        BlockKind::Definitions(entries.into_iter().map(entry).collect())
    })
}

fn timeline(blocks: BoxedStrategy<Vec<Block>>) -> impl Strategy<Value = BlockKind> {
    vec((words(3), blocks), 1..4).prop_map(|entries| {
        let event =
            |(date, blocks)| Event { date: vec![new(InlineKind::Text(date))], blocks, span: Span::default() };
        BlockKind::Timeline(entries.into_iter().map(event).collect())
    })
}

fn callout(blocks: BoxedStrategy<Vec<Block>>) -> impl Strategy<Value = BlockKind> {
    (select(&CalloutKind::ALL[..]), some_inlines(), blocks).prop_map(|(kind, title, blocks)| {
        BlockKind::Callout(Callout { kind, title, addressee: Vec::new(), blocks, number: None })
    })
}

/// A table whose rows and spans close to a grid.
fn table(blocks: BoxedStrategy<Vec<Block>>) -> impl Strategy<Value = BlockKind> {
    let cell = prop_oneof![
        4 => inlines(true).prop_map(|text| vec![Block::new(BlockKind::Paragraph(text), Span::default())]),
        1 => blocks,
        1 => Just(Vec::new()),
    ];
    let shape = (1..5usize, 0..3usize, 1..5usize);
    shape.prop_flat_map(move |(columns, head, body)| {
        let cells = vec(vec(cell.clone(), columns), head + body);
        let aligns = vec(select(vec![Align::Start, Align::Center, Align::End]), columns);
        let texts = (some_inlines(), some_inlines(), some_inlines());
        let extent = select(vec![Extent::Column, Extent::Column, Extent::Landscape]);
        (cells, aligns, texts, prop::option::of(0..columns), (0..=columns.min(2), extent)).prop_map(
            move |(cells, aligns, (caption, note, source), merged, (row_headers, extent))| {
                let mut rows: Vec<Row> = cells.into_iter().map(row).collect();
                if let (Some(at), Some(last)) = (merged.filter(|at| at + 1 < columns), rows.last_mut()) {
                    last.cells.remove(at + 1);
                    last.cells[at].columns = 2;
                }
                let body = rows.split_off(head);
                let columns = aligns.into_iter().map(|align| Column { align, width: None }).collect();
                BlockKind::Table(Table {
                    caption,
                    columns,
                    head: rows,
                    body,
                    row_headers,
                    extent,
                    note,
                    source,
                    number: None,
                })
            },
        )
    })
}

fn row(cells: Vec<Vec<Block>>) -> Row {
    let cell = |blocks| Cell { blocks, columns: 1, rows: 1, align: None, span: Span::default(), column: 0 };
    Row { cells: cells.into_iter().map(cell).collect(), span: Span::default() }
}

fn block() -> impl Strategy<Value = Block> {
    let leaf = prop_oneof![
        8 => inlines(true).prop_map(BlockKind::Paragraph),
        3 => heading(),
        1 => code(),
        1 => figure(picture().prop_map(FigureContent::Picture)),
        1 => select(vec![BlockKind::Rule, BlockKind::PageBreak, BlockKind::Contents(Contents { depth: 3 })]),
    ];
    let block = |kind: BoxedStrategy<BlockKind>| {
        (kind, prop::bool::weighted(0.2), prop::option::weighted(0.1, language())).prop_map(
            |(kind, labelled, language)| {
                let mut block = Block::new(kind, Span::default());
                block.label = labelled.then(|| Label(String::new()));
                block.language = language;
                block
            },
        )
    };
    block(leaf.boxed()).prop_recursive(5, 60, 4, move |inner| {
        let blocks = vec(inner, 1..4).boxed();
        let shown = blocks.clone().prop_map(FigureContent::Blocks);
        let quote = (blocks.clone(), some_inlines())
            .prop_map(|(blocks, attribution)| BlockKind::Quote(Quote { blocks, attribution }));
        let kind = prop_oneof![
            4 => list(blocks.clone()),
            1 => definitions(blocks.clone()),
            2 => quote,
            2 => callout(blocks.clone()),
            3 => table(blocks.clone()),
            1 => figure(shown),
            1 => timeline(blocks.clone()),
            1 => blocks.prop_map(BlockKind::Landscape),
        ];
        block(kind.boxed())
    })
}

fn meta() -> impl Strategy<Value = Meta> {
    let date = prop::option::of((1..=9999u16, 1..=12u8, 1..=28u8));
    let texts = (inlines(false), prop_oneof![Just(Vec::new()), inlines(false)]);
    let shape = (prop::option::of(1..=6u8), prop::option::of(1..=2u8), any::<bool>());
    (texts, language(), date, shape, vec(words(2), 0..3)).prop_map(
        |((title, subtitle), language, date, (contents, columns, number_sections), keywords)| Meta {
            title,
            subtitle,
            language: Some(language),
            date: date.map(|(year, month, day)| Date::Calendar { year, month: Some(month), day: Some(day) }),
            contents,
            columns,
            number_sections,
            keywords,
            ..Meta::default()
        },
    )
}

/// Documents that hold these two images. Labels and the words of texts get numbers from [`super::number`].
pub(crate) fn documents(images: Vec<Image>) -> impl Strategy<Value = Document> {
    (meta(), vec(block(), 1..12)).prop_map(move |(meta, blocks)| Document {
        meta,
        blocks,
        images: images.clone(),
    })
}
