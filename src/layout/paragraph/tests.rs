use super::*;
use crate::fonts::Fonts;
use crate::model::theme::{Colour, Figures};
use crate::source::Span;

/// The measure of the built-in theme, in points.
const MEASURE: f64 = 362.83;

fn style(size: f64) -> Arc<TextStyle> {
    Arc::new(TextStyle {
        font: "Source Serif 4".into(),
        weight: 400,
        italic: false,
        size,
        colour: Colour::default(),
        tracking: 0.0,
        capitals: false,
        small_caps: false,
        figures: Figures::OldStyle,
        rise: 0.0,
        ground: None,
        underline: false,
        strike: false,
        framed: false,
    })
}

fn text(words: &str, language: &str) -> Piece {
    Piece::Text {
        text: words.to_owned(),
        style: style(10.4),
        language: Language::parse(language).unwrap(),
        content: ContentId(0),
        span: Span::default(),
        hyphenate: true,
        link: None,
        note: None,
        counts: true,
    }
}

fn measure(width: f64) -> Measure {
    Measure {
        width,
        first_indent: 0.0,
        rest_indent: 0.0,
        align: TextAlign::Justify,
        hyphenate: true,
        leading: 14.6,
    }
}

/// The text of a line in the order in which it is drawn.
fn words(line: &Line) -> String {
    let run = |part: &LinePart| match &part.drawn {
        Drawn::Run(run) => run.text.clone(),
        Drawn::Image { .. } => String::new(),
    };
    line.parts.iter().map(run).collect()
}

const ENGLISH: &str = "China remains North Korea’s largest trading partner by a wide margin, and the relationship between the two countries shapes every calculation in Pyongyang. Since the border reopened in August 2023, recorded trade has recovered to roughly four fifths of its level before the pandemic, although the composition of that trade has changed: wigs, hair and molybdenum ores now stand where coal and textiles once stood. Sanctions adopted in 2016 and 2017 remain in force, yet their implementation has become a matter of interpretation rather than of enforcement.";

#[test]
fn a_paragraph_fills_its_measure_and_keeps_its_words() {
    let fonts = Fonts::bundled();
    let shaper = Shaper::new(&fonts);
    let lines = set(&[text(ENGLISH, "en")], &measure(MEASURE), &shaper);
    for line in &lines {
        println!("{:7.2} {}", line.width, words(line));
    }
    assert!(lines.len() > 5);
    for line in &lines[..lines.len() - 1] {
        assert!((line.width - MEASURE).abs() < 0.01, "{}", line.width);
    }
    let all: String = lines.iter().map(words).collect();
    assert_eq!(all.replace('\u{AD}', ""), ENGLISH);
}
