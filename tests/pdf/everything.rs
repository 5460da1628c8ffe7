//! Three pages with everything that pages can hold.

use triplicate::fonts::FaceId;
use triplicate::layout::frame::*;
use triplicate::layout::structure::*;
use triplicate::model::Language;
use triplicate::model::theme::Colour;

use crate::sheets::{LEFT, ROOT, Sheets};

/// A page with every kind of text, one with blocks, one with graphics.
pub(crate) fn everything() -> Sheets {
    let mut sheets = Sheets::new();
    words(&mut sheets);
    sheets.page();
    blocks(&mut sheets);
    sheets.page();
    pictures(&mut sheets);
    sheets
}

fn heading(sheets: &mut Sheets, parent: ElementId, depth: u8, label: &str, text: &str) {
    let face = sheets.face("Source Sans 3", 600, false);
    let element = sheets.plain(parent, Role::Heading(depth));
    sheets.anchor(Anchor::Label(label.into()));
    sheets.line(element, face, 16.0, text);
}

fn words(sheets: &mut Sheets) {
    let serif = sheets.face("Source Serif 4", 400, false);
    let italic = sheets.face("Source Serif 4", 400, true);
    let code = sheets.face("Source Code Pro", 400, false);
    let front = sheets.plain(ROOT, Role::Front);
    let title = sheets.plain(front, Role::Title);
    sheets.line(title, serif, 27.0, "Trade & friendship");
    let subtitle = sheets.plain(front, Role::Subtitle);
    sheets.line(subtitle, italic, 14.0, "What official affluence affords");
    let section = sheets.plain(ROOT, Role::Section);
    heading(sheets, section, 1, "sec-0", "1 Words");
    let paragraph = sheets.plain(section, Role::Paragraph);
    sheets.line(paragraph, serif, 10.4, "Efficient offices affirm: WAVE, Ťo, naïve, 1/2, “quotes”. ");
    let tag = sheets.content(paragraph);
    let x = sheets.text_at(tag, serif, 10.4, LEFT, "A word that is broken hy");
    let hyphen = Run { x, text: "\u{ad}".into(), ..sheets.shaped(serif, 10.4, "-") };
    let hyphen = Run { glyphs: vec![Glyph { text: 0..2, ..hyphen.glyphs[0].clone() }], ..hyphen };
    sheets.put(tag, Item::Run(hyphen));
    sheets.y += 15.0;
    sheets.line(paragraph, serif, 10.4, "phens and non-breaking\u{a0}spaces, twenty-one, – and – \u{2011}.");

    let tag = sheets.content(paragraph);
    let mut x = LEFT;
    for text in ["漢字仮名", "한국어", "✅", "∑", "→", "🙂"] {
        let first = text.chars().next().unwrap();
        let face = sheets.fonts.fallback(first, serif, &Language::english()).unwrap();
        x = sheets.text_at(tag, face, 10.4, x, text) + 4.0;
    }
    sheets.y += 15.0;

    heading(sheets, section, 2, "sec-1", "2 Marks");
    let paragraph = sheets.plain(section, Role::Paragraph);
    let looks = [
        (Role::Emphasis, italic),
        (Role::Strong, serif),
        (Role::Strikethrough, serif),
        (Role::Subscript, serif),
        (Role::Superscript, serif),
        (Role::Underline, serif),
        (Role::SmallCaps, serif),
        (Role::Highlight, serif),
        (Role::Code, code),
        (Role::Keyboard, code),
        (Role::Span, serif),
    ];
    for (role, face) in looks {
        let before = sheets.content(paragraph);
        let x = sheets.text_at(before, serif, 10.4, LEFT, "before ");
        let element = sheets.plain(paragraph, role);
        let tag = sheets.content(element);
        let x = sheets.text_at(tag, face, 10.4, x, &format!("the {role:?} words"));
        let after = sheets.content(paragraph);
        sheets.text_at(after, serif, 10.4, x, " after. ");
        sheets.y += 15.0;
    }
    links(sheets, section);
}

fn links(sheets: &mut Sheets, section: ElementId) {
    let serif = sheets.face("Source Serif 4", 400, false);
    let paragraph = sheets.plain(section, Role::Paragraph);
    let tag = sheets.content(paragraph);
    let x = sheets.text_at(tag, serif, 10.4, LEFT, "A link to ");
    let link = sheets.plain(paragraph, Role::Link);
    let tag = sheets.content(link);
    let end = sheets.text_at(tag, serif, 10.4, x, "the outside over");
    sheets.link(link, x, end, LinkTarget::Address("https://example.org/ä?q=1".into()), "Example site");
    sheets.y += 15.0;
    let end = sheets.text_at(tag, serif, 10.4, LEFT, "two lines");
    sheets.link(link, LEFT, end, LinkTarget::Address("https://example.org/ä?q=1".into()), "");
    let tag = sheets.content(paragraph);
    let x = sheets.text_at(tag, serif, 10.4, end, ", to ");
    let reference = sheets.plain(paragraph, Role::Reference);
    let tag = sheets.content(reference);
    let end = sheets.text_at(tag, serif, 10.4, x, "Section 4");
    sheets.link(reference, x, end, LinkTarget::Anchor(Anchor::Label("sec-3".into())), "Section 4");
    let tag = sheets.content(paragraph);
    let x = sheets.text_at(tag, serif, 10.4, end, " and to a note");
    let reference = sheets.plain(paragraph, Role::Reference);
    let inner = sheets.plain(reference, Role::Link);
    let tag = sheets.content(inner);
    sheets.anchor(Anchor::NoteMark(1));
    let end = sheets.text_at(tag, serif, 7.0, x, "1");
    sheets.link(inner, x, end, LinkTarget::Anchor(Anchor::Note(1)), "Note 1");
    let tag = sheets.content(paragraph);
    sheets.text_at(tag, serif, 10.4, end, ".");
    sheets.y = 760.0;
    let area = Rect { x: LEFT, y: 740.0, width: 80.0, height: 0.4 };
    sheets.put(Tag::Artifact(Artifact::Layout), Item::Shape(Shape::rectangle(area, Colour::default())));
    let note = sheets.element(section, Role::Note, Attributes { note: Some(1), ..Attributes::default() });
    let mark = sheets.plain(note, Role::Label);
    let tag = sheets.content(mark);
    sheets.anchor(Anchor::Note(1));
    let x = sheets.text_at(tag, serif, 7.0, LEFT, "1 ");
    let paragraph = sheets.plain(note, Role::Paragraph);
    let tag = sheets.content(paragraph);
    sheets.text_at(tag, serif, 8.5, x, "A note with its text.");
    furniture(sheets);
}

fn furniture(sheets: &mut Sheets) {
    let sans = sheets.face("Source Sans 3", 400, false);
    sheets.y = 40.0;
    sheets.text_at(Tag::Artifact(Artifact::Header), sans, 8.2, LEFT, "Trade & friendship");
    sheets.text_at(Tag::Artifact(Artifact::Header), FaceId::MISSING, 8.2, 300.0, "\u{E123}");
    sheets.y = 810.0;
    sheets.text_at(Tag::Artifact(Artifact::Footer), sans, 8.6, LEFT, "2 of 3");
}

fn blocks(sheets: &mut Sheets) {
    let serif = sheets.face("Source Serif 4", 400, false);
    let code = sheets.face("Source Code Pro", 400, false);
    let section = sheets.plain(ROOT, Role::Section);
    heading(sheets, section, 2, "sec-2", "3 Blocks");
    for (role, numbering) in
        [(Role::List, Some(Numbering::Decimal)), (Role::Definitions, None), (Role::Timeline, None)]
    {
        let list = sheets.element(section, role, Attributes { numbering, ..Attributes::default() });
        for text in ["One item", "Another item"] {
            let item = sheets.plain(list, Role::ListItem);
            let label = sheets.plain(item, Role::Label);
            let tag = sheets.content(label);
            sheets.text_at(tag, serif, 10.4, LEFT, "1. ");
            let body = sheets.plain(item, Role::ListBody);
            let paragraph = sheets.plain(body, Role::Paragraph);
            let tag = sheets.content(paragraph);
            sheets.text_at(tag, serif, 10.4, LEFT + 20.0, text);
            sheets.y += 15.0;
        }
    }
    let quote = sheets.plain(section, Role::Quote);
    let paragraph = sheets.plain(quote, Role::Paragraph);
    sheets.line(paragraph, serif, 10.4, "Quoted words in ");
    let said = sheets.element(
        paragraph,
        Role::Span,
        Attributes { language: Language::parse("de"), ..Attributes::default() },
    );
    sheets.line(said, serif, 10.4, "deutscher Sprache");
    let attribution = sheets.plain(quote, Role::Attribution);
    sheets.line(attribution, serif, 10.4, "A speaker");
    let block = sheets.plain(section, Role::CodeBlock);
    sheets.line(block, code, 8.8, "fn main() -> Result<(), Error> {");
    sheets.line(block, code, 8.8, "    println!(\"fi ffi != <= ->\");");
    let area = Rect { x: LEFT - 10.0, y: sheets.y - 12.0, width: 300.0, height: 40.0 };
    let ground = Shape::rectangle(area, Colour::parse("#edf3f6").unwrap());
    sheets.put(Tag::Artifact(Artifact::Background), Item::Shape(ground));
    let callout = sheets.plain(section, Role::Callout);
    let title = sheets.plain(callout, Role::CalloutTitle);
    sheets.line(title, serif, 10.4, "Warning");
    let paragraph = sheets.plain(callout, Role::Paragraph);
    sheets.line(paragraph, serif, 10.4, "Take care.");
    let empty = sheets.plain(callout, Role::Paragraph);
    sheets.plain(empty, Role::Emphasis);
    let contents = sheets.plain(section, Role::Contents);
    let entry = sheets.plain(contents, Role::ContentsEntry);
    let tag = sheets.content(entry);
    let end = sheets.text_at(tag, serif, 10.4, LEFT, "4 Pictures 3");
    sheets.link(entry, LEFT, end, LinkTarget::Anchor(Anchor::Label("sec-3".into())), "4 Pictures");
    sheets.y += 15.0;
    table(sheets, section);
    for role in [Role::Landscape, Role::Colophon] {
        let part = sheets.plain(ROOT, role);
        let paragraph = sheets.plain(part, Role::Paragraph);
        sheets.line(paragraph, serif, 10.4, &format!("In the {role:?}"));
    }
    furniture(sheets);
}

/// A cell's text, role, scope and width in columns.
type CellSample = (&'static str, Role, Option<Scope>, usize);

fn table(sheets: &mut Sheets, section: ElementId) {
    let sans = sheets.face("Source Sans 3", 400, false);
    let table = sheets.plain(section, Role::Table);
    let caption = sheets.plain(table, Role::Caption);
    let paragraph = sheets.plain(caption, Role::Paragraph);
    sheets.line(paragraph, sans, 9.4, "Table 1. Numbers");
    let rows: [&[CellSample]; 3] = [
        &[
            ("Year", Role::HeaderCell, Some(Scope::Column), 1),
            ("Trade", Role::HeaderCell, Some(Scope::Column), 2),
        ],
        &[
            ("2025", Role::HeaderCell, Some(Scope::Row), 1),
            ("1.5", Role::DataCell, None, 1),
            ("", Role::DataCell, None, 1),
        ],
        &[
            ("2026", Role::HeaderCell, Some(Scope::Row), 1),
            ("2", Role::DataCell, None, 1),
            ("3", Role::DataCell, None, 1),
        ],
    ];
    let head = sheets.plain(table, Role::TableHead);
    let body = sheets.plain(table, Role::TableBody);
    for (number, row) in rows.into_iter().enumerate() {
        let line = sheets.plain(if number == 0 { head } else { body }, Role::TableRow);
        for (column, &(text, role, scope, columns)) in row.iter().enumerate() {
            let attributes = Attributes { scope, columns: Some(columns), ..Attributes::default() };
            let cell = sheets.element(line, role, attributes);
            if !text.is_empty() {
                let tag = sheets.content(cell);
                sheets.text_at(tag, sans, 9.0, LEFT + column as f64 * 60.0, text);
            }
        }
        sheets.y += 14.0;
    }
    let source = sheets.plain(section, Role::Source);
    sheets.line(source, sans, 8.2, "Source: customs data");
}

fn pictures(sheets: &mut Sheets) {
    let sans = sheets.face("Source Sans 3", 400, false);
    let section = sheets.plain(ROOT, Role::Section);
    heading(sheets, section, 1, "sec-3", "4 Pictures");
    let area = Rect { x: LEFT, y: sheets.y, width: 200.0, height: 100.0 };
    let attributes = Attributes {
        alt: Some("A chart with a rising line – up".into()),
        area: Some((sheets.number(), area)),
        ..Attributes::default()
    };
    let figure = sheets.element(section, Role::Figure, attributes);
    let tag = sheets.content(figure);
    let stroke = Stroke {
        colour: Colour::parse("#b5532a").unwrap(),
        alpha: 0.8,
        width: 2.0,
        dashes: vec![6.0, 3.0],
        dash_offset: 1.0,
        cap: Cap::Round,
        join: Join::Bevel,
        miter_limit: 4.0,
    };
    sheets.put(tag, Item::Shape(Shape::rectangle(area, Colour::parse("#f5f7f8").unwrap())));
    let y = area.y;
    let ring = vec![
        Segment::Move(120.0, y + 10.0),
        Segment::Cubic(160.0, y + 10.0, 160.0, y + 90.0, 120.0, y + 90.0),
        Segment::Cubic(80.0, y + 90.0, 80.0, y + 10.0, 120.0, y + 10.0),
        Segment::Close,
        Segment::Move(110.0, y + 40.0),
        Segment::Line(130.0, y + 40.0),
        Segment::Line(130.0, y + 60.0),
        Segment::Line(110.0, y + 60.0),
        Segment::Close,
    ];
    let fill = Fill { colour: Colour::parse("#0b4f6c").unwrap(), alpha: 0.5, even_odd: true };
    sheets.put(tag, Item::Shape(Shape { path: ring, fill: Some(fill), stroke: Some(stroke.clone()) }));
    let rise = vec![Segment::Move(LEFT + 10.0, y + 90.0), Segment::Line(LEFT + 190.0, y + 10.0)];
    sheets.put(tag, Item::Shape(Shape { path: rise, fill: None, stroke: Some(stroke) }));
    sheets.y = y + 90.0;
    let turned = Run {
        matrix: Some([0.0, -1.0, 1.0, 0.0]),
        x: LEFT - 4.0,
        ..sheets.shaped(sans, 8.0, "Axis upwards")
    };
    sheets.put(tag, Item::Run(turned));
    sheets.y = y + 120.0;
    let caption = sheets.plain(figure, Role::Caption);
    let paragraph = sheets.plain(caption, Role::Paragraph);
    sheets.line(paragraph, sans, 9.4, "Figure 1. A rise");
    let group = sheets.plain(section, Role::FigureGroup);
    let paragraph = sheets.plain(group, Role::Paragraph);
    sheets.line(paragraph, sans, 9.4, "A figure of blocks");
    fallbacks(sheets, section);
    furniture(sheets);
}

/// Characters that no face has, on the way to the right too.
fn fallbacks(sheets: &mut Sheets, section: ElementId) {
    let serif = sheets.face("Source Serif 4", 400, false);
    let paragraph = sheets.plain(section, Role::Paragraph);
    let tag = sheets.content(paragraph);
    let x = sheets.text_at(tag, serif, 10.4, LEFT, "Missing: ");
    let x = sheets.text_at(tag, FaceId::MISSING, 10.4, x, "☃\u{1F600}☃");
    let x = sheets.text_at(tag, serif, 10.4, x, ", private ");
    let x = sheets.text_at(tag, FaceId::MISSING, 10.4, x, "\u{E123}");
    sheets.text_at(tag, serif, 10.4, x, ", and back.");
    sheets.y += 15.0;
    // Two words with a space of another face between them, as they are seen: the second word stands left.
    let tag = sheets.content(paragraph);
    let mut x = LEFT;
    for (face, text) in [(FaceId::MISSING, "עולם"), (serif, " "), (FaceId::MISSING, "שלום")] {
        let mut run = Run { x, ..sheets.shaped(face, 10.4, text) };
        run.glyphs.reverse();
        x += run.width();
        sheets.put(tag, Item::Run(run));
    }
    sheets.text_at(tag, serif, 10.4, x, " and back again.");
    sheets.y += 15.0;
    // A mark over a letter that has no glyph of its own: two glyphs, one of them raised, for one cluster.
    let tag = sheets.content(paragraph);
    let x = sheets.text_at(tag, serif, 10.4, LEFT, "Marks: q\u{308}x\u{301}\u{323} end, ");
    // One character drawn by three glyphs.
    let half = Run { x, text: "½".into(), ..sheets.shaped(serif, 10.4, "1/2") };
    let glyphs = half.glyphs.iter().map(|glyph| Glyph { text: 0..2, ..glyph.clone() }).collect();
    let half = Run { glyphs, ..half };
    let x = x + half.width();
    sheets.put(tag, Item::Run(half));
    let x = sheets.text_at(tag, serif, 10.4, x, " of it, in ");
    // Capitals on paper, small letters behind them.
    let capitals = Run { x, text: "Big Letters, bl".into(), ..sheets.shaped(serif, 10.4, "BIG LETTERS, BL") };
    let x = x + capitals.width();
    sheets.put(tag, Item::Run(capitals));
    // A glyph that the face lacks, slipped through.
    let slipped = sheets.shaped(serif, 10.4, ", e.");
    let glyphs = slipped.glyphs.iter().enumerate();
    let glyphs =
        glyphs.map(|(index, glyph)| Glyph { id: if index == 2 { 0 } else { glyph.id }, ..glyph.clone() });
    let slipped = Run { x, glyphs: glyphs.collect(), ..slipped };
    sheets.put(tag, Item::Run(slipped));
    sheets.y += 15.0;
}
