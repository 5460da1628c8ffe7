//! A document in which things stand where nobody expects them.

use triplicate::model::*;

use super::sample::{block, heading, inline, list_of, paragraph, text};

const WORDS: &str = "\u{1}\"<&>'\u{fffe} ]]> 𝒜 e\u{301} \u{202e}abc";

fn note(blocks: Vec<Block>) -> Inline {
    inline(InlineKind::Note(Note { blocks, number: 0 }))
}

fn with_note(words: &str) -> Vec<Inline> {
    vec![text(words), note(vec![paragraph("A note.")])]
}

fn cell(blocks: Vec<Block>, rows: usize, columns: usize) -> Cell {
    Cell {
        blocks,
        columns,
        rows,
        align: Some(Align::Center),
        span: triplicate::source::Span::default(),
        column: 0,
    }
}

fn row(cells: Vec<Cell>) -> Row {
    Row { cells, span: triplicate::source::Span::default() }
}

fn callout(kind: CalloutKind, blocks: Vec<Block>) -> Block {
    let (title, addressee) = (with_note("Title"), with_note("To you"));
    block(BlockKind::Callout(Callout { kind, title, addressee, blocks, number: None }))
}

fn table(head: Vec<Row>, body: Vec<Row>, columns: usize) -> Block {
    block(BlockKind::Table(Table {
        caption: with_note("Caption"),
        columns: vec![Column { align: Align::End, width: Some(Width::Points(2000.0)) }; columns],
        head,
        body,
        row_headers: 1,
        extent: Extent::Column,
        note: with_note("Remark"),
        source: with_note("Source"),
        number: None,
    }))
}

fn figure(content: FigureContent) -> Block {
    let (caption, source, credit) = (with_note("Caption"), with_note("Source"), with_note("Credit"));
    block(BlockKind::Figure(Figure { content, caption, source, credit, number: None }))
}

fn picture(image: Option<u32>, decorative: bool) -> Picture {
    Picture {
        image: image.map(ImageId),
        address: Some("https://example.org/a.png?x=1&y=2".into()),
        alt: WORDS.into(),
        decorative,
        width: Some(Width::Points(-5.0)),
        span: triplicate::source::Span::default(),
    }
}

/// Blocks of every kind, for places that hold blocks.
fn blocks(depth: u8) -> Vec<Block> {
    let mut list = vec![
        heading(2, None, "Heading within"),
        paragraph(WORDS),
        list_of(&[]),
        list_of(&["one", WORDS]),
        block(BlockKind::Rule),
        block(BlockKind::PageBreak),
        block(BlockKind::Contents(Contents { depth: 6 })),
        block(BlockKind::Definitions(Vec::new())),
        block(BlockKind::Timeline(Vec::new())),
        block(BlockKind::Code(Code { text: WORDS.into(), syntax: Some("a b\"<".into()) })),
        block(BlockKind::Quote(Quote { blocks: Vec::new(), attribution: with_note("Somebody") })),
        figure(FigureContent::Picture(picture(None, false))),
        figure(FigureContent::Picture(picture(Some(0), true))),
        block(BlockKind::Landscape(Vec::new())),
    ];
    if depth > 0 {
        let inner = || blocks(depth - 1);
        list.push(block(BlockKind::Quote(Quote { blocks: inner(), attribution: Vec::new() })));
        list.extend(CalloutKind::ALL.map(|kind| callout(kind, vec![paragraph("In a box.")])));
        list.push(callout(CalloutKind::Tip, inner()));
        list.push(figure(FigureContent::Blocks(inner())));
        list.push(block(BlockKind::Paragraph(vec![text("Noted"), note(inner())])));
        list.push(table(
            vec![row(vec![cell(inner(), 1, 1), cell(Vec::new(), 1, 1)])],
            vec![row(vec![cell(inner(), 2, 2)]), row(Vec::new())],
            2,
        ));
        list.push(block(BlockKind::Landscape(inner())));
    }
    list
}

/// The document.
pub(crate) fn document() -> Document {
    let mut body = blocks(2);
    body.push(heading(1, Some("a b\u{7}"), WORDS));
    body.extend(blocks(1));
    body.push(block(BlockKind::Landscape(vec![block(BlockKind::Landscape(vec![
        heading(1, None, "Chapter on landscape"),
        heading(4, None, "Jump"),
    ]))])));
    let meta = Meta {
        title: with_note(WORDS),
        subtitle: with_note(WORDS),
        authors: vec![Author { name: WORDS.into(), role: Some(WORDS.into()), ..Author::default() }],
        language: Language::parse("ar"),
        summary: vec![heading(3, None, "In the summary"), paragraph(WORDS)],
        keywords: vec![WORDS.into(), "  ".into()],
        series: Some(WORDS.into()),
        number: Some("none".into()),
        publisher: Some(WORDS.into()),
        isbn: Some("x".into()),
        disclaimer: with_note(WORDS),
        contents: Some(6),
        marking: Some(WORDS.into()),
        ..Meta::default()
    };
    Document { meta, blocks: body, images: vec![image()] }
}

fn image() -> Image {
    let text = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><text x=\"1\" y=\"8\">&#x4e00;a</text></svg>";
    Image {
        name: "../图\u{1}.tar.svg".into(),
        file: String::new(),
        data: ImageData::Svg { text: text.into() },
        width: 9.0,
        height: 9.0,
    }
}
