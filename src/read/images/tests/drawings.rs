//! What is left of drawings that hold more than a drawing.

use std::fmt::Write as _;

use super::super::svg::{self, data::encode};
use super::png;

#[test]
fn drawings_are_cleaned() {
    let clean = |text: &str| match svg::clean(text) {
        Ok(cleaned) => {
            format!("{}\n  {}", cleaned.text, cleaned.lost.map_or(String::new(), |lost| lost.message))
        }
        Err(fault) => format!("refused: {}", fault.message),
    };
    let carried = encode(&png(1, 1, &[]));
    let drawings = [
        "<svg width='10' height='5'><title>A &amp; B</title><rect width='1'/></svg>",
        "<?xml version='1.0'?><!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' 'http://x/y.dtd' [<!ENTITY a 'b'>]>\n\
         <s:svg xmlns:s='http://www.w3.org/2000/svg' viewBox='0 0 1,2'><s:text>&a;</s:text><!-- c --></s:svg>",
        "<svg viewBox='0 0 1 1' onload='x()'><script>x()</script><g onclick='y()' id='g'/></svg>",
        "<svg viewBox='0 0 1 1' xmlns:xlink='http://www.w3.org/1999/xlink'><g id='g'/><use xlink:href='#g'/><use href='a.svg#b'/>\
         <a xlink:href='http://x' target='_top'><text>t</text></a><image href='http://x/y.png'/></svg>",
        "<svg viewBox='0 0 1 1'><foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>p</p></foreignObject>\
         <animate attributeName='x'/><metadata>m</metadata></svg>",
        "<svg viewBox='0 0 1 1'><style><![CDATA[@import url(x.css); /* no */ .a>b{fill:url( '#p' );stroke:url(x.svg#p)}\
         @font-face{src:url(f.woff)}]]></style><mask id='m'/><g id='p'/><path style='fill:URL(http://x)' mask='url(#m)' class='a'/></svg>",
        "<svg viewBox='0 0 1 1'><path style='fill:u\\72l(http://x)' data-x='1' aria-label='l' d='M0 0h1'/></svg>",
        &format!(
            "<svg viewBox='0 0 1 1'><image href='data:image/gif;base64, {carried}'/><image href='data:,x'/></svg>"
        ),
        "<svg viewBox='0 0 1 1'><defs><g id='Group 1'/><g id='a'/><g id='a'/></defs><use href='#Group 1'/><use href='#gone'/>\
         <use href='#a'/><path fill='url(&quot;#Group 1&quot;)' stroke='url(#gone)'/></svg>",
        "<svg viewBox='0 0 1 1'><use id='a' href='#b'/><use id='b' href='#a'/></svg>",
    ];
    let mut report = drawings.map(clean).join("\n");
    let mut doubled = String::from("<svg viewBox='0 0 1 1'><g id='g0'/>");
    for n in 0..40 {
        write!(doubled, "<g id='g{}'><use href='#g{n}'/><use href='#g{n}'/></g>", n + 1).unwrap();
    }
    report.push('\n');
    report.push_str(&clean(&(doubled + "</svg>")));
    insta::assert_snapshot!(report);
}

/// What a drawing may hold that must not be in a publication.
const HOSTILE: &[&str] = &[
    "<script>evil()</script>",
    "<script href='http://evil/x.js'/>",
    "<g ONLOAD='evil()' onclick='evil()'/>",
    "<a href='javascript:evil()'><path d='M0 0h1'/></a>",
    "<a xlink:href='http://evil/'><text>t</text></a>",
    "<image href='http://evil/x.png'/>",
    "<image xlink:href='file:///evil'/>",
    "<image href='//evil/x.png'/>",
    "<image href=' evil.png'/>",
    "<image href='data:image/svg+xml;base64,PHN2Zy8+' id='evil'/>",
    "<use href='evil.svg#a'/>",
    "<use href='data:image/svg+xml,evil'/>",
    "<feImage href='http://evil/x.png'/>",
    "<textPath href='http://evil/x.svg#p'>t</textPath>",
    "<linearGradient href='http://evil/x.svg#p'/>",
    "<path style='fill:url(http://evil/x.svg#p)'/>",
    "<path fill='url(http://evil/x.svg#p)'/>",
    "<path style='fill:\\75rl(http://evil/x.svg#p)'/>",
    "<path filter='URL( \"http://evil/x\" )' cursor='image-set(\"http://evil/x.png\" 1x)'/>",
    "<style>@import 'http://evil/x.css';</style>",
    "<style>@import/**/url(http://evil/x.css);</style>",
    "<style>@font-face { font-family: e; src: url(http://evil/x.woff) }</style>",
    "<style>u<![CDATA[rl(http://evil/x.css)]]></style>",
    "<style>rect { behavior: url(http://evil/x.htc); -moz-binding: src('http://evil/x') }</style>",
    "<foreignObject><iframe xmlns='http://www.w3.org/1999/xhtml' src='http://evil/'/></foreignObject>",
    "<set attributeName='href' to='http://evil/'/>",
    "<animate attributeName='href' values='javascript:evil()'/>",
    "<x:script xmlns:x='http://www.w3.org/2000/svg'>evil()</x:script>",
    "<handler>evil()</handler>",
    "<x:script xmlns:x='http://www.w3.org/1999/xhtml'>evil()</x:script>",
];

#[test]
fn nothing_in_a_drawing_acts_or_leads_out() {
    for hostile in HOSTILE {
        let drawing = format!(
            "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' \
             viewBox='0 0 1 1'>{hostile}</svg>"
        );
        let cleaned = svg::clean(&drawing).unwrap_or_else(|fault| panic!("{hostile}: {}", fault.message));
        assert!(cleaned.lost.is_some(), "{hostile}: nothing is said");
        let text = cleaned.text.to_ascii_lowercase();
        for word in ["evil", "script", "@import", "onload", "onclick"] {
            assert!(!text.contains(word), "{hostile}: {text}");
        }
    }
}

#[test]
fn a_comment_taken_out_joins_no_words() {
    for (css, left) in [("u/**/rl(http://x)", "u rl(http://x)"), ("@im/**/port 'x'", "@im port 'x'")] {
        let cleaned = svg::clean(&format!("<svg viewBox='0 0 1 1'><style>{css}</style></svg>")).unwrap();
        assert!(cleaned.text.contains(left), "{}", cleaned.text);
    }
}

#[test]
fn style_sheets_of_other_files_are_not_called_upon() {
    let drawing = "<?xml-stylesheet href='http://evil/x.css'?><svg viewBox='0 0 1 1'/>";
    let cleaned = svg::clean(drawing).unwrap();
    assert!(!cleaned.text.contains("evil"));
    assert_eq!(cleaned.lost.unwrap().message, "is shown without its references to other files");
}

#[test]
fn entities_stay_within_bounds() {
    let drawing = |entities: &str, text: &str| {
        let drawing = format!("<!DOCTYPE svg [{entities}]><svg viewBox='0 0 1 1'><text>{text}</text></svg>");
        svg::clean(&drawing).map(|cleaned| cleaned.text.len()).map_err(|fault| fault.message)
    };
    assert!(drawing("<!ENTITY a 'word'><!ENTITY b '&a; &a;'>", "&b; &amp; &#65;").is_ok());
    let mut laughs = String::from("<!ENTITY e0 'word'>");
    for n in 1..10 {
        write!(laughs, "<!ENTITY e{n} '{}'>", format!("&e{};", n - 1).repeat(10)).unwrap();
    }
    let long = format!("<!ENTITY a '{}'>", "word ".repeat(100_000));
    for (entities, text) in [
        (laughs.as_str(), "&e9;"),
        (long.as_str(), "&a;".repeat(1000).as_str()),
        ("<!ENTITY a '&b;'><!ENTITY b '&a;'>", "&a;"),
    ] {
        let message = drawing(entities, text).unwrap_err();
        assert_eq!(message, "is an SVG file whose entities stand for too much text");
    }
    let message = drawing("<!ENTITY a SYSTEM 'file:///etc/hostname'>", "&a;").unwrap_err();
    assert_eq!(message, "is an SVG file with an entity, `a`, that is no text of its own");
}

#[test]
fn carried_images_are_made_plain_and_few() {
    let drawing = |kind: &str, bytes: &[u8]| {
        let address = format!("data:image/{kind};base64,{}", encode(bytes));
        svg::clean(&format!("<svg viewBox='0 0 1 1'><image href='{address}'/></svg>")).unwrap()
    };
    for (kind, bytes) in [
        ("gif", &include_bytes!("../../../../tests/corpus/images/still.gif")[..]),
        ("webp", include_bytes!("../../../../tests/corpus/images/ship.webp")),
        ("jpeg", include_bytes!("../../../../tests/corpus/images/turned.jpg")),
    ] {
        let cleaned = drawing(kind, bytes);
        assert!(cleaned.text.contains("href=\"data:image/"), "{kind}: {}", cleaned.text);
        assert!(!cleaned.text.contains(kind) || kind == "jpeg" && cleaned.lost.is_none(), "{kind}");
    }
    let moving = drawing("gif", include_bytes!("../../../../tests/faults/moving.gif"));
    assert_eq!(moving.lost.unwrap().message, "is shown without its animations");
}
