//! What drawings come to as shapes and runs, and which are left to be drawn as pixels.

use std::fmt::Write;
use std::sync::Arc;

use super::*;
use crate::layout::frame::{Segment, Shape};

/// Lays out markup inside an `svg` element of 100 by 100 pixels, at twice its size from (10, 20).
fn lay_out(markup: &str, fonts: &Fonts) -> Option<Vec<Item>> {
    let text = format!("<svg xmlns='http://www.w3.org/2000/svg' width='100' height='100'>{markup}</svg>");
    let data = ImageData::Svg { text: Arc::from(text) };
    let image =
        Image { name: "test.svg".to_owned(), file: "test.svg".to_owned(), data, width: 75.0, height: 75.0 };
    lay_out_svg(&image, Rect { x: 10.0, y: 20.0, width: 200.0, height: 200.0 }, fonts)
}

fn told(item: &Item, fonts: &Fonts) -> String {
    match item {
        Item::Shape(shape) => told_shape(shape),
        Item::Run(run) => {
            let face = match run.face {
                FaceId::MISSING => "no face",
                id => &fonts.face(id).postscript_name,
            };
            let turn = run.matrix.map_or(String::new(), |turn| format!(" turned {turn:.2?}"));
            let clusters: Vec<&str> = run.glyphs.iter().map(|glyph| &run.text[glyph.bytes()]).collect();
            format!(
                "{clusters:?} in {face} {:.1} at {:.1} {:.1}, {:.1} long, #{}{turn}",
                run.size,
                run.x,
                run.y,
                run.width(),
                run.colour.hex()
            )
        }
        Item::Image { .. } => "an image".to_owned(),
    }
}

fn told_shape(shape: &Shape) -> String {
    let mut told = String::new();
    for segment in &shape.path {
        match segment {
            Segment::Move(x, y) => write!(told, "M{x:.1} {y:.1} ").unwrap(),
            Segment::Line(x, y) => write!(told, "L{x:.1} {y:.1} ").unwrap(),
            Segment::Cubic(.., x, y) => write!(told, "C..{x:.1} {y:.1} ").unwrap(),
            Segment::Close => told.push_str("Z "),
        }
    }
    if let Some(fill) = &shape.fill {
        let rule = if fill.even_odd { " even-odd" } else { "" };
        write!(told, "filled #{} {:.2}{rule} ", fill.colour.hex(), fill.alpha).unwrap();
    }
    if let Some(line) = &shape.stroke {
        write!(told, "drawn #{} {:.2} {:.1} wide", line.colour.hex(), line.alpha, line.width).unwrap();
        write!(told, " {:?} {:?} {:?}+{}", line.cap, line.join, line.dashes, line.dash_offset).unwrap();
    }
    told
}

#[test]
fn drawings_come_to_shapes_and_runs() {
    let fonts = Fonts::bundled();
    let drawings = [
        "<rect x='-50' y='-50' width='200' height='200' fill='#eee' stroke='transparent'/><rect x='300' width='9' height='9'/>",
        "<path d='M10 10H90L50 90Z' fill='red' fill-opacity='.5' fill-rule='evenodd' stroke='blue' stroke-width='3'/>",
        "<path d='M10 10Q20 20 30 10' fill='none' stroke='#123456' stroke-dasharray='4 2' stroke-dashoffset='1' \
         stroke-linecap='round' stroke-linejoin='bevel' stroke-opacity='.25'/>",
        "<g transform='rotate(90 50 50) scale(.5)'><rect width='20' height='10' stroke='red' paint-order='stroke'/></g>",
        "<g transform='scale(2 1)'><path d='M10 10V20' stroke='red'/></g>",
        "<g opacity='.5'><rect width='10' height='10'/><rect x='20' width='10' height='10' fill-opacity='.5'/></g>",
        "<text x='10' y='50' font-size='10'>A fine <tspan font-weight='bold' fill='#b5532a'>label</tspan></text>",
        "<text transform='translate(20 80) rotate(-90)' font-size='8' font-family='serif'>Up</text>",
        "<text x='10 40 70' y='20 20 30' font-size='10'>123</text>",
        "<text x='90' y='20' text-anchor='end' letter-spacing='2' font-family='Source Code Pro'>ab</text>",
        "<text x='5' y='20' font-size='10'>中 한 🚀 \u{1200} ok</text>",
        "<text x='5' y='20' font-size='9' font-family='serif'>e\u{301}x\u{323}ffi</text>",
        "<text x='5' y='20' fill='navy' stroke='white' stroke-width='3' paint-order='stroke'>H</text>",
        "<text x='5' y='20' fill-opacity='.5'>l</text>",
        "<text x='5' y='20' text-decoration='underline'>l</text>",
        "<clipPath id='c'><rect x='5' y='5' width='40' height='40'/></clipPath>\
         <g clip-path='url(#c)' transform='translate(10 10)'><rect x='10' y='10' width='20' height='20'/></g>",
        "<text visibility='hidden' y='9'>x</text><path visibility='hidden' d='M0 0h9v9z'/>",
    ];
    let mut report = String::new();
    for markup in drawings {
        writeln!(report, "{markup}").unwrap();
        for item in lay_out(markup, &fonts).unwrap_or_else(|| panic!("left to pixels: {markup}")) {
            writeln!(report, "    {}", told(&item, &fonts)).unwrap();
        }
    }
    insta::assert_snapshot!(report);
}

#[test]
fn what_shapes_cannot_say_is_left_to_pixels() {
    let fonts = Fonts::bundled();
    let window = "<rect x='5' y='5' width='40' height='40'/>";
    for markup in [
        "<linearGradient id='g'><stop stop-color='red'/><stop offset='1'/></linearGradient><rect width='9' height='9' \
         fill='url(#g)'/>",
        "<pattern id='p' width='4' height='4' patternUnits='userSpaceOnUse'><path d='M0 0h2v2z'/></pattern>\
         <path d='M0 0h9' stroke='url(#p)'/>",
        &format!("<clipPath id='c'>{window}</clipPath><rect width='50' height='9' clip-path='url(#c)'/>"),
        &format!("<clipPath id='c'>{window}</clipPath><text x='1' y='20' clip-path='url(#c)'>cut off</text>"),
        "<clipPath id='c'><circle cx='50' cy='50' r='40'/></clipPath><rect x='40' y='40' width='9' height='9' \
         clip-path='url(#c)'/>",
        &format!("<mask id='m'>{window}</mask><rect width='9' height='9' mask='url(#m)'/>"),
        "<filter id='f'><feGaussianBlur stdDeviation='2'/></filter><rect width='9' height='9' filter='url(#f)'/>",
        "<g opacity='.5'><rect width='10' height='10'/><rect x='5' width='10' height='10'/></g>",
        "<g style='mix-blend-mode:multiply'><rect width='9' height='9'/></g>",
        "<circle cx='100' cy='50' r='20'/>",
        "<image width='9' height='9' href='data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4\
         AWNgAAAAAgABc3UBGAAAAABJRU5ErkJggg=='/>",
    ] {
        assert!(lay_out(markup, &fonts).is_none(), "{markup}");
    }
    assert!(fonts.iter().filter(|(_, face)| face.is_open()).count() <= 1, "only what labels need is opened");
}
