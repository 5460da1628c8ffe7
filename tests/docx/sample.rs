//! A document made by hand with every block and every inline of the model.

use std::sync::Arc;

use triplicate::fonts::Fonts;
use triplicate::model::*;
use triplicate::raster;
use triplicate::source::Span;

pub(crate) fn at() -> Span {
    Span::default()
}

pub(crate) fn text(words: &str) -> Inline {
    Inline::text(words, at())
}

pub(crate) fn words(words: &str) -> Vec<Inline> {
    vec![text(words)]
}

pub(crate) fn inline(kind: InlineKind) -> Inline {
    Inline::new(kind, at())
}

pub(crate) fn block(kind: BlockKind) -> Block {
    Block::new(kind, at())
}

pub(crate) fn labelled(label: &str, kind: BlockKind) -> Block {
    Block { label: Some(label.into()), ..block(kind) }
}

pub(crate) fn paragraph(content: Vec<Inline>) -> Block {
    block(BlockKind::Paragraph(content))
}

pub(crate) fn p(content: &str) -> Block {
    paragraph(words(content))
}

pub(crate) fn heading(level: u8, content: &str) -> Block {
    block(BlockKind::Heading(Heading {
        level,
        depth: level,
        content: words(content),
        numbered: true,
        appendix: false,
        number: None,
    }))
}

pub(crate) fn reference(label: &str, content: &str) -> Inline {
    let content = if content.is_empty() { Vec::new() } else { words(content) };
    inline(InlineKind::Reference(Reference { label: label.into(), content, worded: false }))
}

pub(crate) fn note(blocks: Vec<Block>) -> Inline {
    inline(InlineKind::Note(Note { blocks, number: 0 }))
}

pub(crate) fn link(target: &str, content: &str, title: Option<&str>) -> Inline {
    let title = title.map(str::to_owned);
    inline(InlineKind::Link(Link { target: target.to_owned(), title, content: words(content) }))
}

pub(crate) fn item(blocks: Vec<Block>) -> ListItem {
    ListItem { blocks, done: None, span: at() }
}

pub(crate) fn list(kind: ListKind, items: Vec<ListItem>) -> Block {
    block(BlockKind::List(List { kind, items, tight: true }))
}

pub(crate) fn bullets(items: &[&str]) -> Block {
    list(ListKind::Bullet, items.iter().map(|words| item(vec![p(words)])).collect())
}

pub(crate) fn callout(kind: CalloutKind, title: &str, addressee: &str, blocks: Vec<Block>) -> Block {
    let some = |content: &str| if content.is_empty() { Vec::new() } else { words(content) };
    let (title, addressee) = (some(title), some(addressee));
    block(BlockKind::Callout(Callout { kind, title, addressee, blocks, number: None }))
}

pub(crate) fn cell(content: &str, columns: usize, rows: usize) -> Cell {
    Cell { blocks: vec![p(content)], columns, rows, align: None, span: at(), column: 0 }
}

pub(crate) fn row(cells: Vec<Cell>) -> Row {
    Row { cells, span: at() }
}

pub(crate) fn cells(list: &[&str]) -> Row {
    row(list.iter().map(|words| cell(words, 1, 1)).collect())
}

pub(crate) fn picture(image: u32, alt: &str) -> Picture {
    Picture {
        image: Some(ImageId(image)),
        address: None,
        alt: alt.to_owned(),
        decorative: false,
        width: None,
        span: at(),
    }
}

pub(crate) fn figure(picture: Picture, caption: &str, source: &str, credit: &str) -> BlockKind {
    let some = |content: &str| if content.is_empty() { Vec::new() } else { words(content) };
    BlockKind::Figure(Figure {
        content: FigureContent::Picture(picture),
        caption: some(caption),
        source: some(source),
        credit: some(credit),
        number: None,
    })
}

pub(crate) fn event(date: &str, content: &str) -> Event {
    Event { date: words(date), blocks: vec![p(content)], span: at() }
}

/// Paragraphs that are long enough to show how they are set.
pub(crate) const LONG: &str = "The two states recognised each other in October 1949, five days after the People's Republic was \
declared. A year later Chinese troops crossed the Yalu. What followed was less a friendship than a settlement: the North \
received soldiers, grain and credit; China received a neighbour that was not an American one.";

const CHART: &str = include_str!("../../content/china-share-of-trade.svg");

const MARK: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40" viewBox="0 0 40 40">
<circle cx="20" cy="20" r="17" fill="#0b4f6c"/><text x="20" y="26" font-family="Source Sans 3" font-size="18"
text-anchor="middle" fill="#ffffff">T</text></svg>"##;

pub(crate) fn images(fonts: &Fonts) -> Vec<Image> {
    let svg = |name: &str, text: &str, width, height| Image {
        name: name.to_owned(),
        file: name.to_owned(),
        data: ImageData::Svg { text: Arc::from(text) },
        width,
        height,
    };
    let png = raster::png(MARK, 120, fonts).unwrap();
    let jpeg = include_bytes!("../pdf/images/colour.jpg").as_slice();
    vec![
        svg("share.svg", CHART, 391.2, 178.0),
        Image {
            name: "mark.png".into(),
            file: "mark.png".into(),
            data: ImageData::Png { bytes: png.into(), pixels: (120, 120) },
            width: 30.0,
            height: 30.0,
        },
        Image {
            name: "colour.jpg".into(),
            file: "colour.jpg".into(),
            data: ImageData::Jpeg { bytes: jpeg.into(), pixels: (8, 8), components: 3 },
            width: 60.0,
            height: 60.0,
        },
    ]
}

fn meta() -> Meta {
    Meta {
        title: words("North Korea’s Relationship with Its Main Ally, China"),
        subtitle: words("Why Beijing keeps a difficult neighbour afloat, and what would change its mind"),
        short_title: Some("North Korea and China".into()),
        authors: vec![
            Author {
                name: "Ada Example".into(),
                affiliation: Some("East Asia Programme".into()),
                role: Some("Senior Fellow".into()),
                email: Some("ada@example.org".into()),
                orcid: Some("0000-0002-1825-0097".into()),
            },
            Author {
                name: "Łukasz Wzór".into(),
                affiliation: Some("The <Desk> & Co".into()),
                ..Author::default()
            },
        ],
        date: Some(Date::Calendar { year: 2026, month: Some(11), day: Some(23) }),
        edition: Some("Second edition".into()),
        language: Language::parse("en-GB"),
        summary: vec![p(
            "Beijing dislikes the weapons but fears collapse more. As long as that order of fears holds, \
            pressure on Pyongyang will be real, limited and reversible.",
        )],
        keywords: vec!["North Korea".into(), "trade & aid".into()],
        series: Some("Policy Brief".into()),
        number: Some("1".into()),
        publisher: Some("East Asia Programme".into()),
        isbn: Some("978-3-16-148410-0".into()),
        doi: Some("10.1234/abc<d>".into()),
        report_number: Some("EAP/PB/2026/1".into()),
        licence: vec![link("https://creativecommons.org/licenses/by/4.0/", "CC BY 4.0", None)],
        disclaimer: words("The judgements are those of the authors and of no government or institution."),
        contents: Some(2),
        number_sections: true,
        marking: Some("TLP:CLEAR".into()),
        ..Meta::default()
    }
}

fn inlines() -> Vec<Inline> {
    let zh = Language::parse("zh-Hans").unwrap();
    let ko = Language::parse("ko").unwrap();
    let ar = Language::parse("ar").unwrap();
    let mut small = picture(1, "The programme's mark");
    small.width = Some(Width::Points(11.0));
    vec![
        text("Plain, "),
        inline(InlineKind::Emphasis(words("stressed"))),
        text(", "),
        inline(InlineKind::Strong(words("important"))),
        text(", "),
        inline(InlineKind::Strong(vec![inline(InlineKind::Emphasis(words("both")))])),
        text(", "),
        inline(InlineKind::Strikethrough(words("no longer"))),
        text(", H"),
        inline(InlineKind::Subscript(words("2"))),
        text("O, 10"),
        inline(InlineKind::Superscript(words("6"))),
        text(", "),
        inline(InlineKind::Underline(words("underlined"))),
        text(", "),
        inline(InlineKind::SmallCaps(words("Small Capitals"))),
        text(", "),
        inline(InlineKind::Highlight(words("marked with a pen"))),
        text(", "),
        inline(InlineKind::Code("let a = b < c && d;".into())),
        text(", "),
        inline(InlineKind::Keyboard("Ctrl".into())),
        text("+"),
        inline(InlineKind::Keyboard("C".into())),
        text(", "),
        link("https://example.org/?a=1&b=%22", "a link & more", Some("Its \"title\"")),
        text(", see "),
        reference("fig-share", ""),
        text(", "),
        reference("tbl-value", ""),
        text(", "),
        reference("sec-economy", ""),
        text(", "),
        reference("app-method", ""),
        text(", "),
        reference("rec-talks", ""),
        text(" and "),
        reference("a-list", "the author’s own words"),
        text("; lips and teeth ("),
        inline(InlineKind::Language(zh, words("唇齿相依"))),
        text(", "),
        inline(InlineKind::Language(ko, words("조중 관계"))),
        text(", "),
        inline(InlineKind::Language(ar, words("مرحبا بالعالم"))),
        text("), a mark "),
        inline(InlineKind::Image(small)),
        text(" in the line, 6\u{a0}October, hy\u{ad}phen, twenty\u{2011}one, a bell \u{7}."),
        inline(InlineKind::LineBreak),
        text("After a break."),
        note(vec![
            paragraph(vec![
                text("A note with a "),
                link("https://example.org/note", "link", None),
                text("."),
            ]),
            p("Its second paragraph."),
        ]),
    ]
}

fn lists() -> Vec<Block> {
    let numbered = |start, style| ListKind::Numbered { start, style };
    let task = |done, words: &str| ListItem { done: Some(done), ..item(vec![p(words)]) };
    let nested = list(
        numbered(4, NumberStyle::LowerAlpha),
        vec![
            item(vec![p("Counted in letters from d.")]),
            item(vec![p("A third level follows."), bullets(&["Deep down.", "And again."])]),
        ],
    );
    vec![
        labelled(
            "a-list",
            bullets(&[
                "One.",
                "Two, with enough words to run over the end of its line and to show where \
            the second line begins.",
                "Three.",
            ])
            .kind,
        ),
        list(
            numbered(1, NumberStyle::Decimal),
            vec![item(vec![p("First."), p("Its second paragraph."), nested]), item(vec![p("Second.")])],
        ),
        list(numbered(7, NumberStyle::UpperRoman), vec![item(vec![p("Seven.")]), item(vec![p("Eight.")])]),
        list(
            ListKind::Task,
            vec![
                task(true, "Done."),
                task(
                    false,
                    "Still to do, and with a text that is long enough \
            to run over into a second line of its own, as tasks do.",
                ),
            ],
        ),
        p("Another list counts from the start again:"),
        list(numbered(1, NumberStyle::Decimal), vec![item(vec![p("One.")]), item(Vec::new())]),
        block(BlockKind::Definitions(vec![
            Definition { term: words("Alliance"), meanings: vec![vec![p("A promise of help.")]], span: at() },
            Definition {
                term: words("Sanction"),
                meanings: vec![vec![p("A punishment.")], vec![p("A permission."), bullets(&["or so"])]],
                span: at(),
            },
        ])),
    ]
}

fn boxes() -> Vec<Block> {
    let quote = |blocks, attribution: &str| {
        let attribution = if attribution.is_empty() { Vec::new() } else { words(attribution) };
        block(BlockKind::Quote(Quote { blocks, attribution }))
    };
    let code = "fn main() {\n    let words = \"<b>\";\n\tprintln!(\"{words}\"); // a line that is long enough to be \
        turned at the end of the column\n}";
    vec![
        quote(
            vec![
                p(LONG),
                paragraph(vec![text("Lips and "), inline(InlineKind::Emphasis(words("teeth"))), text(".")]),
            ],
            "Mao Zedong, 1950",
        ),
        block(BlockKind::Code(Code { text: code.into(), syntax: Some("rust".into()) })),
        callout(
            CalloutKind::Note,
            "",
            "",
            vec![p("Something to know about how the series was put together.")],
        ),
        callout(
            CalloutKind::Tip,
            "Read the notes first",
            "",
            vec![p(LONG), bullets(&["One.", "Two."]), p("End.")],
        ),
        callout(
            CalloutKind::Warning,
            "",
            "",
            vec![
                p("Something can go wrong."),
                list(
                    ListKind::Numbered { start: 1, style: NumberStyle::Decimal },
                    vec![
                        item(vec![
                            p("First."),
                            bullets(&["Nested in a box, with enough words to make a second line in it."]),
                        ]),
                        item(vec![p("Second.")]),
                    ],
                ),
            ],
        ),
        Block {
            label: Some("rec-talks".into()),
            ..callout(
                CalloutKind::Recommendation,
                "Talk first",
                "For the European Union",
                vec![p("Open a channel before the next test, and keep it open after it.")],
            )
        },
        callout(CalloutKind::Recommendation, "", "", vec![p("Count what crosses the border.")]),
    ]
}

fn table() -> Block {
    let column = |align, width| Column { align, width };
    let mut remark = cell("from Chinese customs data, which leave oil out", 1, 2);
    remark.blocks.push(bullets(&["a list", "in a cell"]));
    labelled(
        "tbl-value",
        BlockKind::Table(Table {
            caption: words("Value of trade between China and North Korea"),
            columns: vec![
                column(Align::Start, None),
                column(Align::End, None),
                column(Align::Start, None),
                column(Align::Start, None),
            ],
            head: vec![
                row(vec![cell("Year", 1, 2), cell("Trade", 2, 1), cell("Remark", 1, 2)]),
                cells(&["US$ billion", "Published by"]),
            ],
            body: vec![
                row(vec![cell("2013", 1, 1), cell("6.54", 1, 1), cell("KOTRA", 1, 1), remark]),
                cells(&["2014", "6.39", "KOTRA"]),
                cells(&["2016", "5.51", "International Trade Centre", ""]),
                row(vec![cell("2021", 1, 1), cell("no figure for the closed border", 3, 1)]),
                cells(&["2022", "1.53", "KOTRA", "includes estimated oil"]),
            ],
            row_headers: 1,
            extent: Extent::Column,
            note: words("Methods differ between publishers; compare rows of one publisher only."),
            source: words("the publishers named."),
            number: None,
        }),
    )
}

fn plain_table() -> Block {
    block(BlockKind::Table(Table {
        caption: Vec::new(),
        columns: vec![
            Column { align: Align::Start, width: Some(Width::Share(0.25)) },
            Column { align: Align::Center, width: None },
            Column { align: Align::End, width: Some(Width::Points(80.0)) },
        ],
        head: vec![cells(&["Left", "Centre", "Right"])],
        body: vec![cells(&["a", "b", "1"]), cells(&["c", "d", "22"])],
        row_headers: 0,
        extent: Extent::Column,
        note: Vec::new(),
        source: Vec::new(),
        number: None,
    }))
}

fn figures() -> Vec<Block> {
    let mut remote = picture(0, "A photograph of the bridge at Dandong");
    (remote.image, remote.address) = (None, Some("https://example.org/bridge.jpg".into()));
    let mut ornament = picture(2, "");
    ornament.decorative = true;
    ornament.width = Some(Width::Share(0.2));
    vec![
        labelled(
            "fig-share",
            figure(
                picture(0, "A bar chart: the share rises from 17 to 97 per cent"),
                "China’s share of North Korea’s recorded foreign trade, per cent",
                "KITA; KOTRA.",
                "The Desk.",
            ),
        ),
        block(figure(ornament, "", "", "")),
        block(figure(remote, "The bridge", "", "")),
        labelled(
            "fig-meetings",
            BlockKind::Figure(Figure {
                content: FigureContent::Blocks(vec![block(BlockKind::Timeline(vec![
                    event("25–28 March 2018", "Beijing. Kim’s first known journey abroad as leader."),
                    event("7–8 May 2018", "Dalian."),
                    Event {
                        date: words("20–21 June 2019"),
                        blocks: vec![
                            p(
                                "Pyongyang. The first visit by a Chinese head of state in fourteen years, of which \
                        the papers made much, on more than one line.",
                            ),
                            p("A second paragraph."),
                            bullets(&["An aside."]),
                        ],
                        span: at(),
                    },
                ]))]),
                caption: words("Meetings of Kim Jong-un and Xi Jinping"),
                source: Vec::new(),
                credit: Vec::new(),
                number: None,
            }),
        ),
    ]
}

/// The whole document.
pub(crate) fn document(fonts: &Fonts) -> Document {
    let mut blocks = vec![
        callout(
            CalloutKind::KeyFindings,
            "",
            "",
            vec![
                p("In short:"),
                bullets(&[
                    "The alliance is a bargain of need, not of trust: it has survived the split with Moscow, the opening of \
             China’s economy and six nuclear tests.",
                    "China’s share of the North’s recorded trade rose from about a sixth in 2001 to more than nine tenths.",
                    "Summits come in clusters, when a third party is at the table.",
                ]),
            ],
        ),
        heading(1, "Historical foundations"),
        paragraph(vec![text(LONG), note(vec![p("Diplomatic relations date from 6 October 1949.")])]),
        p(LONG),
        paragraph(inlines()),
        heading(2, "Down a level"),
        p("Text."),
        heading(3, "Third level"),
        p("Text."),
        heading(4, "Fourth level"),
        p("Text."),
        heading(5, "Fifth level"),
        p("Text."),
        heading(6, "Sixth level"),
        p("Text."),
        heading(2, "Lists"),
    ];
    blocks.extend(lists());
    blocks.push(heading(2, "Boxes"));
    blocks.extend(boxes());
    blocks.push(Block { label: Some("sec-economy".into()), ..heading(1, "Economic interdependence") });
    blocks.push(p("Trade is where dependence can be counted."));
    blocks.extend(figures());
    blocks.push(table());
    blocks.push(p("A table without a title:"));
    blocks.push(plain_table());
    blocks.push(plain_table());
    blocks.push(block(BlockKind::Rule));
    blocks.push(Block {
        language: Language::parse("de"),
        ..p("Ein Absatz auf Deutsch, der so lang ist, dass er mehr als \
        eine Zeile braucht, um zu Ende zu kommen.")
    });
    blocks.push(Block { language: Language::parse("ar"), ..p("مرحبا بالعالم") });
    blocks.push(block(BlockKind::PageBreak));
    blocks.push(p("On a new page."));
    blocks.push(block(BlockKind::Contents(Contents { depth: 1 })));
    blocks.push(block(BlockKind::Landscape(vec![heading(1, "On its side"), p(LONG), plain_table()])));
    let Block { kind: BlockKind::Heading(mut method), .. } = heading(1, "Method") else { unreachable!() };
    method.appendix = true;
    blocks.push(labelled("app-method", BlockKind::Heading(method)));
    blocks.push(p("How it was done."));
    blocks.push(heading(2, "In detail"));
    blocks.push(p("Every step."));
    Document { meta: meta(), blocks, images: images(fonts) }
}
