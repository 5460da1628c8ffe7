//! Unicode's own tests of line breaking and of the bidirectional algorithm, run against ours; `tests/unicode` tells where
//! they come from.

use std::io::Read;

use super::chunk::cuts;
use super::direction::{Levels, visual_order};
use super::section::sections;
use super::tests::text;

const LINE_BREAKS: &[u8] = include_bytes!("../../../tests/unicode/LineBreakTest-15.1.0.txt.gz");
const DIRECTIONS: &[u8] = include_bytes!("../../../tests/unicode/BidiCharacterTest-15.0.0.txt.gz");

fn unpacked(bytes: &[u8]) -> String {
    let mut text = String::new();
    flate2::bufread::GzDecoder::new(bytes).read_to_string(&mut text).unwrap();
    text
}

fn character(code: &str) -> char {
    u32::from_str_radix(code, 16).ok().and_then(char::from_u32).unwrap()
}

/// Whether a section never holds the character: it was made a space, or taken out.
fn is_cleaned(character: char) -> bool {
    character.is_control() || matches!(character, '\u{2028}' | '\u{2029}' | '\u{AD}')
}

/// Why ours break elsewhere, if they do so on purpose.
fn excused(text: &str) -> Option<&'static str> {
    let has = |wanted: fn(char) -> bool| text.chars().any(wanted);
    if has(is_cleaned) { Some("control characters and soft hyphens never reach it") } else { None }
}

#[test]
fn lines_break_where_unicode_says() {
    let (mut kept, mut passed_over) = (0, 0);
    let mut wrong = Vec::new();
    for line in unpacked(LINE_BREAKS).lines() {
        let (mut words, mut expected) = (String::new(), Vec::new());
        for token in line.split_whitespace() {
            match token {
                "÷" => expected.push(words.len()),
                "×" => {}
                code => words.push(character(code)),
            }
        }
        if excused(&words).is_some() {
            passed_over += 1;
            continue;
        }
        let pieces = [text(&words, "en")];
        let section = sections(&pieces).remove(0);
        let found: Vec<usize> = cuts(&section, &Levels::default())
            .into_iter()
            .filter_map(|(range, _, breaks)| breaks.then_some(range.end))
            .collect();
        kept += 1;
        if found != expected {
            wrong.push(format!("{line}: {found:?}"));
        }
    }
    assert!(kept > 7900, "{kept} kept, {passed_over} passed over");
    assert!(wrong.is_empty(), "{} of {kept}: {:#?}", wrong.len(), &wrong[..wrong.len().min(40)]);
}

#[test]
fn text_is_seen_in_the_order_of_unicode() {
    let mut kept = 0;
    let mut wrong = Vec::new();
    for line in unpacked(DIRECTIONS).lines() {
        let fields: Vec<&str> = line.split(';').collect();
        let [codes, _, base, levels, order] = fields[..] else { panic!("{line}") };
        let words: String = codes.split(' ').map(character).collect();
        if words.chars().any(is_cleaned) {
            continue;
        }
        let expected: Vec<usize> = order.split_whitespace().map(|index| index.parse().unwrap()).collect();
        let pieces = [text(&words, "en")];
        let section = sections(&pieces).remove(0);
        let base: u8 = base.parse().unwrap();
        let ours = Levels::new(&section, base == 1);
        let mut own: Vec<u8> = words.char_indices().map(|(at, _)| ours.at(at)).collect();
        // White at a line's end is placed as the paragraph runs.
        let white =
            |c: &char| c.is_whitespace() || matches!(c, '\u{2066}'..='\u{2069}' | '\u{202A}'..='\u{202E}');
        let end = words.chars().rev().take_while(white).count();
        let from = own.len() - end;
        own[from..].fill(base);
        let drawn: Vec<usize> =
            (0..own.len()).filter(|&index| levels.split(' ').nth(index) != Some("x")).collect();
        let own: Vec<u8> = drawn.iter().map(|&index| own[index]).collect();
        let found: Vec<usize> = visual_order(&own).into_iter().map(|index| drawn[index]).collect();
        kept += 1;
        if found != expected {
            wrong.push(format!("{line}: {found:?}"));
        }
    }
    assert!(kept > 91_000, "{kept}");
    assert!(wrong.is_empty(), "{} of {kept}: {:#?}", wrong.len(), &wrong[..wrong.len().min(20)]);
}
