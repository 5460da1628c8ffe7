//! A document in which everything stands where nobody expects it.

use triplicate::fonts::Fonts;
use triplicate::model::*;

use crate::sample::*;

fn nested(depth: usize) -> Block {
    let mut blocks = vec![p("The bottom.")];
    for level in 0..depth {
        let kind = match level % 3 {
            0 => ListKind::Bullet,
            1 => ListKind::Numbered { start: u32::MAX, style: NumberStyle::LowerRoman },
            _ => ListKind::Task,
        };
        blocks = vec![list(kind, vec![item(blocks)])];
    }
    blocks.remove(0)
}

fn table_of(cells: Vec<Cell>, columns: usize) -> Block {
    block(BlockKind::Table(Table {
        caption: Vec::new(),
        columns: vec![Column::default(); columns],
        head: Vec::new(),
        body: vec![row(cells)],
        row_headers: 2,
        extent: Extent::Column,
        note: Vec::new(),
        source: Vec::new(),
        number: None,
    }))
}

fn holding(blocks: Vec<Block>) -> Cell {
    Cell { blocks, ..cell("", 1, 1) }
}

/// Blocks of every kind, to be put into blocks of every kind.
fn all() -> Vec<Block> {
    let quote = |blocks| BlockKind::Quote(Quote { blocks, attribution: Vec::new() });
    vec![
        block(BlockKind::PageBreak),
        heading(3, "Heading & <tag> \u{1}"),
        nested(2),
        block(quote(vec![p("Quoted.")])),
        block(BlockKind::Code(Code { text: String::new(), syntax: None })),
        callout(
            CalloutKind::Warning,
            "Title",
            "",
            vec![block(BlockKind::Code(Code { text: "a\tb".into(), syntax: None }))],
        ),
        callout(CalloutKind::Note, "", "", Vec::new()),
        table_of(vec![cell("a", 1, 1), holding(vec![nested(1)])], 2),
        labelled("fig-a", figure(picture(1, "A mark"), "", "", "")),
        block(BlockKind::Timeline(vec![event("2026", "Now.")])),
        block(BlockKind::Definitions(vec![Definition {
            term: words("Term"),
            meanings: vec![Vec::new()],
            span: at(),
        }])),
        block(BlockKind::Rule),
        block(BlockKind::Contents(Contents { depth: 6 })),
        block(BlockKind::Landscape(vec![p("On its side.")])),
        p(""),
    ]
}

/// A document that no format is made for.
pub(crate) fn document(fonts: &Fonts) -> Document {
    let noted = |blocks| paragraph(vec![text("See"), note(blocks)]);
    let mut wide: Vec<Cell> = (0..70).map(|number| cell(&number.to_string(), 1, 1)).collect();
    wide[3].blocks = Vec::new();
    let blocks = vec![
        block(BlockKind::Landscape(vec![block(BlockKind::Contents(Contents { depth: 6 }))])),
        heading(6, "历史"),
        heading(1, ""),
        noted(vec![noted(vec![p("A note to a note.")]), p("And on.")]),
        noted(all()),
        noted(Vec::new()),
        list(ListKind::Bullet, vec![item(all()), item(Vec::new())]),
        list(ListKind::Task, Vec::new()),
        block(BlockKind::Quote(Quote { blocks: all(), attribution: words("Nobody") })),
        callout(CalloutKind::Tip, "", "Somebody", all()),
        callout(CalloutKind::Recommendation, "", "", all()),
        table_of(vec![holding(all()), holding(Vec::new())], 2),
        table_of(wide, 70),
        table_of(Vec::new(), 0),
        block(BlockKind::Figure(Figure {
            content: FigureContent::Blocks(all()),
            caption: words("All"),
            source: vec![text("Source"), note(vec![p("noted")])],
            credit: Vec::new(),
            number: None,
        })),
        block(BlockKind::Definitions(vec![Definition {
            term: Vec::new(),
            meanings: vec![all()],
            span: at(),
        }])),
        block(BlockKind::Timeline(vec![Event { date: Vec::new(), blocks: all(), span: at() }])),
        nested(20),
        paragraph(vec![link("https://example.org/?q=<\u{2}>&x=\"y\"", "out", Some("\"<>&\u{3}"))]),
        paragraph(vec![link(&format!("https://example.org/{}", "x".repeat(4000)), "too long", None)]),
        paragraph(vec![reference("fig-a", ""), text(" "), reference("历 史\"<", "odd")]),
        labelled("历 史\"<", BlockKind::PageBreak),
    ];
    let meta = Meta {
        title: words("<Hostile> & \u{0}"),
        number_sections: true,
        contents: Some(9),
        ..Meta::default()
    };
    Document { meta, blocks, images: images(fonts) }
}
