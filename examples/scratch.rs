use triplicate::model::*;
use triplicate::source::Span;
use triplicate::*;
fn main() {
    let s = Span::default();
    let t = |x: &str| Inline::text(x, s);
    let p = |v: Vec<Inline>| Block::new(BlockKind::Paragraph(v), s);
    let h = |n: &str| {
        Block::new(
            BlockKind::Heading(Heading {
                level: 1,
                depth: 1,
                content: vec![t(n)],
                numbered: true,
                appendix: false,
                number: None,
            }),
            s,
        )
    };
    let mut d = Document::default();
    d.meta.title = vec![t("A short brief")];
    d.meta.language = Some(Language::english());
    d.meta.summary = vec![p(vec![t("First sentence of it. Second one.")])];
    let note =
        Inline::new(InlineKind::Note(Note { blocks: vec![p(vec![t("A note at the foot.")])], number: 0 }), s);
    d.blocks = vec![
        h("One"),
        p(vec![
            t(
                "Words to read which are efficient and flow over a line when they are many enough to reach the end of the measure, as these are.",
            ),
            note,
            t(" And more."),
        ]),
        h("Two"),
        Block::new(
            BlockKind::List(List {
                kind: ListKind::Bullet,
                items: vec![ListItem { blocks: vec![p(vec![t("An item.")])], done: None, span: s }],
                tight: true,
            }),
            s,
        ),
    ];
    let mut g = diagnostic::Diagnostics::default();
    let r = resolve::resolve(d, &mut g);
    let mut so = source::Sources::default();
    let th = read::theme("briefing", &mut so, &mut g).unwrap().unwrap();
    let f = fonts::Fonts::bundled();
    let pages = layout::lay_out(&r, &th, &f, format::Paper::A4, &mut g);
    let st = backend::Stamp { seconds: None };
    let w = backend::pdf::write(&r, &pages, &f, &st).unwrap();
    std::fs::write("/tmp/scr/a.pdf", w.bytes).unwrap();
    let w = backend::epub::write(&r, &th, &f, Some(&pages.map), &st).unwrap();
    std::fs::write("/tmp/scr/a.epub", w.bytes).unwrap();
    let w = backend::docx::write(&r, &th, &f, format::Paper::A4, Some(&pages.map), &st).unwrap();
    std::fs::write("/tmp/scr/a.docx", w.bytes).unwrap();
    for x in g.iter() {
        println!("{x:?}");
    }
}
