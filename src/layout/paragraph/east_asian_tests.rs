//! Chinese, Japanese and Korean lines: white around signs, and where words stay whole.

use super::set;
use super::tests::{measure, text};
use crate::fonts::Fonts;
use crate::layout::shape::Shaper;
use crate::layout::text::{Drawn, Line, Measure, Piece};
use crate::model::theme::TextAlign;

fn lines(pieces: &[Piece], width: f64) -> Vec<Line> {
    let fonts = Fonts::bundled();
    let measure = Measure { align: TextAlign::Start, hyphenate: false, ..measure(width) };
    set(pieces, &measure, &Shaper::new(&fonts))
}

/// The width of a line in em, to a hundredth.
fn width(words: &str, language: &str) -> f64 {
    let line = lines(&[text(words, language)], 1000.0).remove(0);
    (line.width / 10.4 * 100.0).round() / 100.0
}

fn words(lines: &[Line]) -> Vec<String> {
    let text = |line: &Line| {
        let runs = line.parts.iter().filter_map(|part| match &part.drawn {
            Drawn::Run(run) => Some(run.text.as_str()),
            Drawn::Image { .. } => None,
        });
        runs.collect::<String>()
    };
    lines.iter().map(text).collect()
}

#[test]
fn signs_close_up_where_they_meet() {
    for (words, language, em) in [
        ("水水", "ja", 2.0),
        ("水、水", "ja", 3.0),
        // No white before the first bracket and after the last.
        ("「水」", "ja", 2.0),
        ("水「水」水", "ja", 5.0),
        ("水」「水", "ja", 3.5),
        ("水。」（『水", "ja", 4.5),
        ("他说：“水。”", "zh-Hans", 5.5),
        // Commas in the middle of their bodies keep them.
        ("水，水。", "zh-Hant", 4.0),
        ("水「水」水", "zh-Hant", 5.0),
        // No brackets close up in other languages.
        ("「水」", "en", 3.0),
    ] {
        assert_eq!(width(words, language), em, "{words} in {language}");
    }
}

#[test]
fn a_quarter_em_parts_latin_letters_from_han() {
    for (left, right, language, em) in
        [("水", "A", "zh", 0.25), ("A", "水", "ja", 0.25), ("水", "A", "en", 0.0), ("가", "A", "ko", 0.0)]
    {
        let whole = width(&format!("{left}{right}"), language);
        let apart = whole - width(left, language) - width(right, language);
        assert!((apart - em).abs() < 0.03, "{left}{right} in {language}: {apart}");
    }
}

#[test]
fn a_line_begins_and_ends_without_white() {
    let set = lines(&[text("水水水。「水水」水", "ja")], 4.0 * 10.4);
    assert_eq!(words(&set), ["水水水。", "「水水」", "水"]);
    assert!((set[0].width - 3.5 * 10.4).abs() < 0.01 && (set[1].width - 3.0 * 10.4).abs() < 0.01);
    let Drawn::Run(run) = &set[1].parts[0].drawn else { panic!("no run") };
    assert!((f64::from(run.glyphs[0].dx) + 0.5 * 10.4).abs() < 0.01, "the bracket stands at the margin");
}

#[test]
fn dots_and_dashes_are_those_of_the_text_around() {
    let faces = |text: &[Piece]| lines(text, 1000.0)[0].parts.len();
    assert_eq!(faces(&[text("水……水——“水”", "zh")]), 1, "all in one face");
    assert!(faces(&[text("水……水", "en")]) > 1);
}

#[test]
fn korean_words_stay_whole() {
    let set = lines(&[text("한국어는 낱말 사이를(여기) “띄어” 쓴다", "ko")], 6.5 * 10.4);
    assert_eq!(words(&set), ["한국어는 낱말 ", "사이를(여기) ", "“띄어” 쓴다"]);
}
