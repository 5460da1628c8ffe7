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
