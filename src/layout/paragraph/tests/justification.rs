//! Lines made even by more than their spaces.

use super::*;

const LIMITS: Justification = Justification { protrusion: 1.0, expansion: 0.015, letter_spacing: 0.01 };

fn lines(words: &str, language: &str, width: f64, justification: Justification) -> Vec<Line> {
    set_text(&[text(words, language)], &Measure { justification, ..measure(width) })
}

/// The widths of the spaces within a line, in points.
fn spaces(line: &Line) -> Vec<f64> {
    let scaled = |run: &Run| run.matrix.map_or(1.0, |[scale, ..]| scale);
    runs(line)
        .flat_map(|run| {
            run.glyphs.iter().map(move |glyph| (&run.text[glyph.bytes()], glyph.advance * scaled(run)))
        })
        .filter(|(text, advance)| *text == " " && *advance > 0.0)
        .map(|(_, advance)| advance)
        .collect()
}

fn variance(lines: &[Line]) -> f64 {
    let all: Vec<f64> = lines[..lines.len() - 1].iter().flat_map(spaces).collect();
    let mean = all.iter().sum::<f64>() / all.len() as f64;
    all.iter().map(|space| (space - mean).powi(2)).sum::<f64>() / all.len() as f64
}

#[test]
fn letters_take_a_share_within_their_limits() {
    for (words, language) in [(ENGLISH, "en"), (GERMAN, "de")] {
        let only = |expansion, letter_spacing| Justification { protrusion: 0.0, expansion, letter_spacing };
        let [plain, even] =
            [only(0.0, 0.0), only(0.015, 0.01)].map(|limits| lines(words, language, 220.0, limits));
        assert!(variance(&even) < 0.7 * variance(&plain), "{} {}", variance(&even), variance(&plain));
        let (last, others) = even.split_last().unwrap();
        let mut scales = Vec::new();
        for line in others {
            assert!((line.width - 220.0).abs() < 0.01, "{} {:?}", line.width, shown_in(line));
            scales.extend(runs(line).filter_map(|run| run.matrix).map(|[scale, ..]| scale));
        }
        assert!(scales.iter().all(|scale| (scale - 1.0).abs() < 0.0151) && scales.len() > 3, "{scales:?}");
        assert!(runs(last).all(|run| run.matrix.is_none()), "a last line is as it is");
        let all = texts(&even).concat().replace('\u{AD}', "");
        assert_eq!(all, words);
    }
}

#[test]
fn letters_of_code_and_of_joined_scripts_keep_their_places() {
    let mut code = text("let_name", "en");
    if let Piece::Text { breaking, .. } = &mut code {
        *breaking = Breaking::Code;
    }
    let pieces = [text("The name ", "en"), code, text(&format!(" stands in {ENGLISH}"), "en")];
    let lines = set_text(&pieces, &Measure { justification: LIMITS, ..measure(150.0) });
    let run = lines.iter().flat_map(runs).find(|run| run.text.contains("let_name")).unwrap();
    assert_eq!(run.matrix, None);
    let plain = set_text(&pieces, &measure(150.0));
    let as_it_is = plain.iter().flat_map(runs).find(|run| run.text.contains("let_name")).unwrap();
    assert_eq!(run.glyphs, as_it_is.glyphs);
}

#[test]
fn signs_stand_out_at_the_margins() {
    let words = "“Trade, aid,” he said, “fell.” “Then, in time, it rose, and rose, and fell.” ".repeat(6);
    let (mut out_left, mut out_right) = (0, 0);
    for line in lines(words.trim(), "en", 140.0, LIMITS).iter().rev().skip(1) {
        let shown = shown_in(line);
        let (first, last) = (shown.chars().next().unwrap(), shown.trim_end().chars().next_back().unwrap());
        let left = line.parts[0].x;
        match first {
            '“' => {
                assert!(left < -1.5, "{left} {shown:?}");
                out_left += 1;
            }
            _ => assert!(left > -0.6, "{left} {shown:?}"),
        }
        let right = line.width - 140.0;
        match last {
            '.' | ',' | '”' | '\u{AD}' => {
                assert!((1.2..4.0).contains(&right), "{right} {shown:?}");
                out_right += 1;
            }
            _ => assert!(right < 0.6, "{right} {shown:?}"),
        }
    }
    assert!(out_left > 1 && out_right > 3, "{out_left} {out_right}");
}

fn shown_in(line: &Line) -> String {
    words(line)
}

#[test]
fn a_number_stays_with_its_unit_and_an_initial_with_its_name() {
    let words =
        "The line runs 120 km from the port, as J. Smith says, and cost $1.5 billion or a third more. "
            .repeat(3);
    for width in 130..300 {
        let set = texts(&lines(words.trim(), "en", f64::from(width), LIMITS));
        for end in [" 120 ", " J. ", "$1.5 ", " a "] {
            assert!(set.iter().all(|line| !line.ends_with(end)), "{set:?}");
        }
    }
}
