//! A document with every block and every inline of the model, each telling what it is.

use std::sync::Arc;

use triplicate::model::*;
use triplicate::source::Span;

const NOWHERE: Span = Span { source: triplicate::source::SourceId(0), start: 0, end: 0 };

pub(crate) fn text(words: &str) -> Inline {
    Inline::text(words, NOWHERE)
}

pub(crate) fn inline(kind: InlineKind) -> Inline {
    Inline::new(kind, NOWHERE)
}

pub(crate) fn block(kind: BlockKind) -> Block {
    Block::new(kind, NOWHERE)
}

pub(crate) fn labelled(label: &str, kind: BlockKind) -> Block {
    Block { label: Some(label.into()), ..block(kind) }
}

pub(crate) fn paragraph(words: &str) -> Block {
    block(BlockKind::Paragraph(vec![text(words)]))
}

pub(crate) fn heading(level: u8, label: Option<&str>, words: &str) -> Block {
    let heading = Heading {
        level,
        depth: 0,
        content: vec![text(words)],
        numbered: true,
        appendix: false,
        number: None,
    };
    Block { label: label.map(Label::from), ..block(BlockKind::Heading(heading)) }
}

fn words(list: &[&str]) -> Vec<Inline> {
    list.iter().map(|words| text(words)).collect()
}

fn note(blocks: Vec<Block>) -> Inline {
    inline(InlineKind::Note(Note { blocks, number: 0 }))
}

fn reference(label: &str, words: &[&str]) -> Inline {
    let content = words.iter().map(|words| text(words)).collect();
    inline(InlineKind::Reference(Reference { label: label.into(), content, worded: false }))
}

fn link(target: &str, content: Vec<Inline>) -> Inline {
    inline(InlineKind::Link(Link { target: target.into(), title: None, content }))
}

fn picture(image: u32, alt: &str) -> Picture {
    Picture {
        image: Some(ImageId(image)),
        address: None,
        alt: alt.into(),
        decorative: false,
        width: None,
        span: NOWHERE,
    }
}

fn language(tag: &str, words: &str) -> Inline {
    inline(InlineKind::Language(Language::parse(tag).unwrap(), vec![text(words)]))
}

fn item(blocks: Vec<Block>) -> ListItem {
    ListItem { blocks, done: None, span: NOWHERE }
}

fn list(kind: ListKind, tight: bool, items: Vec<ListItem>) -> Block {
    block(BlockKind::List(List { kind, items, tight }))
}

fn callout(kind: CalloutKind, title: &[&str], blocks: Vec<Block>) -> Callout {
    Callout { kind, title: words(title), addressee: Vec::new(), blocks, number: None }
}

fn cell(words: &str) -> Cell {
    let blocks = if words.is_empty() { Vec::new() } else { vec![paragraph(words)] };
    Cell { blocks, columns: 1, rows: 1, align: None, span: NOWHERE, column: 0 }
}

fn row(cells: Vec<Cell>) -> Row {
    Row { cells, span: NOWHERE }
}

/// The document.
pub(crate) fn everything() -> Document {
    let blocks = vec![
        block(BlockKind::Callout(callout(CalloutKind::KeyFindings, &[], vec![findings()]))),
        heading(1, Some("sec-history"), "Historical foundations"),
        marks(),
        paragraph(
            "The second paragraph of a section is indented, so that readers see where it begins. It speaks of 1949, \
             1950 and 1961 in figures that go up and down with the letters around them.",
        ),
        more_marks(),
        heading(2, None, "A section within"),
        quote(),
        heading(3, None, "Deeper still"),
        code(),
        heading(4, None, "Fourth"),
        paragraph("Under a heading of the fourth level."),
        heading(5, None, "Fifth"),
        paragraph("Under a heading of the fifth level."),
        heading(6, None, "Sixth"),
        paragraph("Under a heading of the sixth level."),
        heading(1, Some("sec-trade"), "Economic interdependence: trade, aid & labour"),
        block(BlockKind::Paragraph(vec![
            text("As "),
            reference("sec-history", &[]),
            text(" tells, and "),
            reference("fig-share", &[]),
            text(" and "),
            reference("tbl-value", &[]),
            text(" show, or "),
            reference("tbl-value", &["the table with the author’s own words"]),
            text("."),
        ])),
        chart(),
        simple_table(),
        spanning_table(),
        wide_table(),
        heading(1, None, "Lists and boxes"),
        bullets(),
        numbers(),
        tasks(),
        definitions(),
        block(BlockKind::Callout(callout(
            CalloutKind::Note,
            &[],
            vec![paragraph("Something to know."), paragraph("In two paragraphs.")],
        ))),
        block(BlockKind::Callout(callout(
            CalloutKind::Tip,
            &["Shortcut"],
            vec![paragraph("Something that helps.")],
        ))),
        block(BlockKind::Callout(callout(
            CalloutKind::Warning,
            &[],
            vec![paragraph("Something that can go wrong.")],
        ))),
        recommendation(),
        block(BlockKind::Rule),
        paragraph("After a rule between two thoughts."),
        block(BlockKind::PageBreak),
        paragraph("After a page break."),
        block(BlockKind::Contents(Contents { depth: 2 })),
        heading(1, None, "Dates and landscape"),
        timeline(),
        block(BlockKind::Landscape(vec![
            paragraph("A part set on landscape pages."),
            heading(1, None, "A chapter that begins on a landscape page"),
            paragraph("Its text."),
            photograph(),
        ])),
        appendix(),
        paragraph("What an appendix holds."),
    ];
    Document { meta: meta(), blocks, images: images() }
}

fn meta() -> Meta {
    Meta {
        title: words(&["North Korea’s Relationship with Its Main Ally, China"]),
        subtitle: words(&["Why Beijing keeps a difficult neighbour afloat, and what would change its mind"]),
        short_title: Some("North Korea and China".into()),
        authors: vec![
            Author {
                name: "Ada Example".into(),
                affiliation: Some("Institute of Samples".into()),
                role: Some("Senior Fellow".into()),
                email: Some("ada@example.org".into()),
                orcid: Some("0000-0002-1825-0097".into()),
            },
            Author {
                name: "Research Desk".into(),
                affiliation: Some("East Asia Programme".into()),
                ..Author::default()
            },
        ],
        date: Some(Date::Calendar { year: 2026, month: Some(11), day: Some(23) }),
        edition: Some("Second edition".into()),
        language: Language::parse("en-GB"),
        summary: vec![paragraph(
            "Beijing dislikes the weapons but fears collapse more. As long as that order of fears holds, pressure on \
             Pyongyang will be real, limited and reversible.",
        )],
        keywords: vec!["China".into(), "North Korea & trade".into()],
        series: Some("Policy Brief".into()),
        number: Some("2026/1".into()),
        publisher: Some("Example Press".into()),
        isbn: Some("978-0-306-40615-7".into()),
        doi: Some("10.5555/12345678".into()),
        report_number: Some("EP-2026-1".into()),
        licence: words(&["CC BY 4.0"]),
        disclaimer: words(&["The views are the authors’ own."]),
        marking: Some("TLP:CLEAR".into()),
        contents: Some(2),
        number_sections: true,
        ..Meta::default()
    }
}

fn findings() -> Block {
    list(
        ListKind::Bullet,
        true,
        vec![
            item(vec![paragraph(
                "The alliance is a bargain of need, not of trust: it has survived the split with Moscow, the opening \
                 of China’s economy and six nuclear tests.",
            )]),
            item(vec![paragraph(
                "China’s share of the North’s recorded trade rose from about a sixth in 2001 to more than nine tenths.",
            )]),
            item(vec![paragraph("Summits come in clusters, when a third party is at the table.")]),
        ],
    )
}

fn marks() -> Block {
    block(BlockKind::Paragraph(vec![
        text("The two states recognised each other in October 1949"),
        note(vec![
            paragraph("Diplomatic relations date from 6 October 1949."),
            paragraph("The note has a second paragraph, of 11 July 1961."),
        ]),
        text(" and were as close as lips and teeth ("),
        language("zh", "唇齿相依"),
        text("; in Korean "),
        language("ko", "조중 관계"),
        text("). Marks: "),
        inline(InlineKind::Emphasis(words(&["stressed words"]))),
        text(", "),
        inline(InlineKind::Strong(words(&["important words"]))),
        text(", "),
        inline(InlineKind::Strikethrough(words(&["words no longer valid"]))),
        text(", H"),
        inline(InlineKind::Subscript(words(&["2"]))),
        text("O, E = mc"),
        inline(InlineKind::Superscript(words(&["2"]))),
        text(", "),
        inline(InlineKind::Underline(words(&["underlined words"]))),
        text(", "),
        inline(InlineKind::SmallCaps(words(&["Small Capitals"]))),
        text(", "),
        inline(InlineKind::Highlight(words(&["marked words"]))),
        text(", "),
        inline(InlineKind::Code("let a = b < c && d;".into())),
        text(", "),
        inline(InlineKind::Keyboard("Ctrl".into())),
        text("."),
        inline(InlineKind::LineBreak),
        text("A new line."),
    ]))
}

fn more_marks() -> Block {
    let nested =
        InlineKind::Strong(vec![text("bold "), inline(InlineKind::Emphasis(words(&["and italic"])))]);
    block(BlockKind::Paragraph(vec![
        text("A link to "),
        link("https://example.org/a?b=c&d=e", words(&["an outside address"])),
        text(", one around an image "),
        link("https://example.org/", vec![inline(InlineKind::Image(picture(2, "a dot")))]),
        text(", a remote image "),
        inline(InlineKind::Image(Picture {
            image: None,
            address: Some("https://example.org/badge.svg".into()),
            ..picture(0, "build status")
        })),
        text(", a link with a note in it "),
        link("mailto:ada@example.org", vec![text("by mail"), note(vec![paragraph("A note within a link.")])]),
        text(", "),
        inline(nested),
        text(", Hebrew "),
        language("he", "שלום"),
        text(", affine official traffic — “quoted”, AVATAR, Type, Ťo."),
        note(vec![list(
            ListKind::Bullet,
            true,
            vec![
                item(vec![paragraph("A note that begins with a list,")]),
                item(vec![paragraph("of two items.")]),
            ],
        )]),
    ]))
}

fn quote() -> Block {
    block(BlockKind::Quote(Quote {
        blocks: vec![block(BlockKind::Paragraph(vec![
            text("If the lips are gone, the teeth will be cold; "),
            inline(InlineKind::Emphasis(words(&["both"]))),
            text(" knew that in 1950, and both know it now, whatever else has changed between them."),
        ]))],
        attribution: words(&["A Chinese saying"]),
    }))
}

fn code() -> Block {
    let text = "fn main() {\n    let share = 100.0 * china / total; // a comment that is long enough to need a second line on a narrow screen\n    println!(\"{share:.1} %\");\n}";
    block(BlockKind::Code(Code { text: text.into(), syntax: Some("rust".into()) }))
}

fn chart() -> Block {
    labelled(
        "fig-share",
        BlockKind::Figure(Figure {
            content: FigureContent::Picture(picture(
                0,
                "Bar chart: 17.3 per cent in 2001, 45.3 in 2010, 91.8 in 2018, 96.7 in 2022.",
            )),
            caption: words(&["China’s share of North Korea’s recorded foreign trade, per cent"]),
            source: words(&["Korea International Trade Association (2001–2019)"]),
            credit: words(&["Research Desk"]),
            number: None,
        }),
    )
}

fn photograph() -> Block {
    block(BlockKind::Figure(Figure {
        content: FigureContent::Picture(Picture {
            width: Some(Width::Share(0.3)),
            ..picture(1, "Four squares")
        }),
        caption: Vec::new(),
        source: Vec::new(),
        credit: Vec::new(),
        number: None,
    }))
}

fn simple_table() -> Block {
    let end = Column { align: Align::End, width: Some(Width::Share(0.2)) };
    let rows = [
        ["2013", "6.54", "KOTRA", "from Chinese customs data"],
        ["2014", "6.39", "KOTRA", "from Chinese customs data"],
        ["2016", "5.51", "International Trade Centre", ""],
        ["2021", "0.32", "China Customs", "border closed"],
        ["2022", "1.53", "KOTRA", "includes estimated oil"],
    ];
    labelled(
        "tbl-value",
        BlockKind::Table(Table {
            caption: words(&["Value of trade between China and North Korea"]),
            columns: vec![Column::default(), end, Column::default(), Column::default()],
            head: vec![row(["Year", "US$ billion", "Published by", "Remark"].map(cell).into())],
            body: rows.into_iter().map(|cells| row(cells.map(cell).into())).collect(),
            row_headers: 1,
            extent: Extent::Column,
            note: words(&["methods differ between publishers; compare rows of one publisher only."]),
            source: words(&["as named in the table."]),
            number: None,
        }),
    )
}

fn spanning_table() -> Block {
    let mut over_two = cell("Test");
    over_two.columns = 2;
    let mut tall = cell("2016");
    tall.rows = 2;
    block(BlockKind::Table(Table {
        caption: words(&["Tests and resolutions"]),
        columns: vec![Column::default(); 3],
        head: vec![row(vec![over_two, cell("Resolution")])],
        body: vec![
            row(vec![tall, cell("6 January"), cell("2270")]),
            row(vec![cell("9 September"), cell("2321")]),
            row(vec![cell("2017"), cell("3 September"), cell("2375")]),
        ],
        row_headers: 1,
        extent: Extent::Column,
        note: Vec::new(),
        source: Vec::new(),
        number: None,
    }))
}

fn wide_table() -> Block {
    let head =
        ["Country", "Population", "Area", "Currency", "Capital", "Government", "Neighbours", "Languages"];
    let rows = [
        [
            "North Korea",
            "26,000,000",
            "120,540",
            "Won",
            "Pyongyang",
            "Single-party",
            "China, Russia, South Korea",
            "Korean",
        ],
        [
            "China",
            "1,410,000,000",
            "9,596,960",
            "Renminbi",
            "Beijing",
            "Single-party",
            "Fourteen countries",
            "Chinese and others",
        ],
    ];
    block(BlockKind::Table(Table {
        caption: words(&["A table of eight columns, which is wider than a telephone"]),
        columns: vec![Column::default(); 8],
        head: vec![row(head.map(cell).into())],
        body: rows.into_iter().map(|cells| row(cells.map(cell).into())).collect(),
        row_headers: 1,
        extent: Extent::Column,
        note: Vec::new(),
        source: Vec::new(),
        number: None,
    }))
}

fn bullets() -> Block {
    let inner = list(ListKind::Bullet, true, vec![item(vec![paragraph("An item within an item.")])]);
    list(
        ListKind::Bullet,
        true,
        vec![
            item(vec![paragraph(
                "A bullet item that is long enough to run over the end of its line on most screens.",
            )]),
            item(vec![paragraph("A second one."), inner]),
        ],
    )
}

fn numbers() -> Block {
    let kind = ListKind::Numbered { start: 3, style: NumberStyle::LowerRoman };
    let inner = list(kind, true, vec![item(vec![paragraph("Counted in letters.")])]);
    list(
        ListKind::Numbered { start: 9, style: NumberStyle::Decimal },
        false,
        vec![
            item(vec![paragraph("The ninth item, of two paragraphs."), paragraph("This is the second.")]),
            item(vec![paragraph("The tenth."), inner]),
        ],
    )
}

fn tasks() -> Block {
    let done = ListItem { done: Some(true), ..item(vec![paragraph("A task that is done.")]) };
    let open = ListItem { done: Some(false), ..item(vec![paragraph("A task that is open.")]) };
    list(ListKind::Task, true, vec![done, open])
}

fn definitions() -> Block {
    block(BlockKind::Definitions(vec![
        Definition {
            term: words(&["Juche"]),
            meanings: vec![vec![paragraph("Self-reliance.")]],
            span: NOWHERE,
        },
        Definition {
            term: words(&["Songun"]),
            meanings: vec![
                vec![paragraph("Military first.")],
                vec![paragraph("Also: a policy."), paragraph("Since 1995.")],
            ],
            span: NOWHERE,
        },
    ]))
}

fn recommendation() -> Block {
    let mut callout = callout(
        CalloutKind::Recommendation,
        &["Talk first"],
        vec![paragraph("Keep a channel open in every season.")],
    );
    callout.addressee = words(&["To the Ministry of Foreign Affairs"]);
    block(BlockKind::Callout(callout))
}

fn timeline() -> Block {
    let event =
        |date: &str, what: &str| Event { date: words(&[date]), blocks: vec![paragraph(what)], span: NOWHERE };
    labelled(
        "fig-summits",
        BlockKind::Figure(Figure {
            content: FigureContent::Blocks(vec![block(BlockKind::Timeline(vec![
                event("25–28 March 2018", "Beijing. Kim’s first known journey abroad as leader."),
                event("7–8 May 2018", "Dalian."),
                event(
                    "20–21 June 2019",
                    "Pyongyang. The first visit by a Chinese head of state in fourteen years.",
                ),
            ]))]),
            caption: words(&["Meetings of Kim Jong-un and Xi Jinping"]),
            source: Vec::new(),
            credit: Vec::new(),
            number: None,
        }),
    )
}

fn appendix() -> Block {
    let mut block = heading(1, Some("sec-method"), "Method");
    if let BlockKind::Heading(heading) = &mut block.kind {
        heading.appendix = true;
    }
    block
}

const CHART: &str = include_str!("../../content/china-share-of-trade.svg");

fn images() -> Vec<Image> {
    let svg = |name: &str, text: &str, width: f64, height: f64| Image {
        name: name.into(),
        file: name.into(),
        data: ImageData::Svg { text: Arc::from(text) },
        width,
        height,
    };
    let dot = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"10\" height=\"10\"><circle cx=\"5\" cy=\"5\" r=\"4\"/></svg>";
    vec![
        svg("Share of trade.svg", CHART, 391.0, 190.0),
        Image {
            name: "squares.png".into(),
            file: "squares.png".into(),
            data: ImageData::Png { bytes: Arc::from(SQUARES), pixels: (2, 2) },
            width: 1.5,
            height: 1.5,
        },
        svg("dot.svg", dot, 7.5, 7.5),
    ]
}

/// A PNG of two by two pixels.
const SQUARES: &[u8] = include_bytes!("squares.png");

/// A bullet list of these words.
pub(crate) fn list_of(items: &[&str]) -> Block {
    list(ListKind::Bullet, true, items.iter().map(|words| item(vec![paragraph(words)])).collect())
}
