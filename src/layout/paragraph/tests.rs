mod justification;

use std::sync::Arc;

use super::*;
use crate::fonts::Fonts;
use crate::layout::frame::Run;
use crate::layout::structure::ContentId;
use crate::layout::text::{Breaking, Drawn, TextStyle};
use crate::model::theme::{Colour, Figures, Justification, TextAlign};
use crate::model::{ImageId, Language};
use crate::source::Span;

/// The measure of the built-in theme, in points.
pub(super) const MEASURE: f64 = 362.83;

pub(super) fn style(size: f64) -> Arc<TextStyle> {
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

pub(super) fn text(words: &str, language: &str) -> Piece {
    Piece::Text {
        text: words.to_owned(),
        style: style(10.4),
        language: Language::parse(language).unwrap(),
        content: ContentId(0),
        span: Span::default(),
        breaking: Breaking::Hyphens,
        link: None,
        note: None,
        counts: true,
    }
}

pub(super) fn measure(width: f64) -> Measure {
    Measure {
        mirrored: false,
        width,
        first_indent: 0.0,
        rest_indent: 0.0,
        align: TextAlign::Justify,
        hyphenate: true,
        justification: Justification::default(),
        size: 10.4,
        leading: 14.6,
    }
}

pub(super) const GERMAN: &str = "Die Vertretung der Volksrepublik hat die Sanktionsbestimmungen des Sicherheitsrates nie öffentlich infrage gestellt; Verwaltungsvorschriften, Ausfuhrgenehmigungen und Zollabfertigungen werden jedoch seit der Wiedereröffnung der Grenzübergänge so unterschiedlich gehandhabt, dass von einer einheitlichen Durchsetzungspraxis keine Rede sein kann. Die Außenhandelsstatistik verzeichnet Perückenlieferungen im Wert von 167 Millionen Dollar.";

pub(super) const CHINESE: &str = "中国仍是朝鲜最大的贸易伙伴，两国关系影响着平壤的每一项决定。自2023年8月边境重新开放以来，有记录的贸易额已恢复到疫情前水平的约五分之四，但贸易结构发生了变化：假发、头发和钼矿石取代了煤炭和纺织品。2016年和2017年通过的制裁（第2270、2321号决议）仍然有效，然而其执行已成为解释问题，而不是强制执行问题。";

pub(super) const KOREAN: &str = "중국은 여전히 북한의 최대 교역국이며, 양국 관계는 평양의 모든 계산에 영향을 미친다. 2023년 8월 국경이 다시 열린 이후 기록된 무역은 팬데믹 이전 수준의 약 5분의 4까지 회복되었다.";

pub(super) const HEBREW: &str = "סין היא עדיין שותפת הסחר הגדולה ביותר של צפון קוריאה (DPRK), והיחסים בין שתי המדינות משפיעים על כל החלטה בפיונגיאנג מאז 2023. הסחר הרשום התאושש.";

pub(super) const ENGLISH: &str = "China remains North Korea’s largest trading partner by a wide margin, and the relationship between the two countries shapes every calculation in Pyongyang. Since the border reopened in August 2023, recorded trade has recovered to roughly four fifths of its level before the pandemic, although the composition of that trade has changed: wigs, hair and molybdenum ores now stand where coal and textiles once stood. Sanctions adopted in 2016 and 2017 remain in force, yet their implementation has become a matter of interpretation rather than of enforcement.";

/// What is behind a line, in the order in which it is drawn.
fn words(line: &Line) -> String {
    runs(line).map(|run| run.text.as_str()).collect()
}

fn runs(line: &Line) -> impl Iterator<Item = &Run> {
    line.parts.iter().filter_map(|part| match &part.drawn {
        Drawn::Run(run) => Some(run),
        Drawn::Image { .. } => None,
    })
}

fn set_text(pieces: &[Piece], measure: &Measure) -> Vec<Line> {
    let fonts = Fonts::bundled();
    set(pieces, measure, &Shaper::new(&fonts))
}

fn texts(lines: &[Line]) -> Vec<String> {
    lines.iter().map(words).collect()
}

/// Changes what a text piece says of itself.
pub(super) fn with(piece: Piece, change: impl FnOnce(&mut TextStyle)) -> Piece {
    let Piece::Text { text, style, language, content, span, breaking, link, note, counts } = piece else {
        return piece;
    };
    let mut own = (*style).clone();
    change(&mut own);
    let style = Arc::new(own);
    Piece::Text { text, style, language, content, span, breaking, link, note, counts }
}

pub(super) fn mark(number: u32) -> Piece {
    let mut piece = with(text(&number.to_string(), "en"), |style| (style.size, style.rise) = (6.0, 4.0));
    if let Piece::Text { note, counts, .. } = &mut piece {
        (*note, *counts) = (Some(number), false);
    }
    piece
}

#[test]
fn a_paragraph_is_even_on_both_sides_and_keeps_its_words() {
    for (words, language) in [(ENGLISH, "en"), (GERMAN, "de"), (KOREAN, "ko")] {
        let lines = set_text(&[text(words, language)], &measure(MEASURE));
        let (last, others) = lines.split_last().unwrap();
        assert!(!others.is_empty(), "{language}");
        for line in others {
            assert!((line.width - MEASURE).abs() < 0.01, "{language}: {} {:?}", line.width, texts(&lines));
            assert!((line.ascent + line.descent - 14.6).abs() < 1e-9);
        }
        assert!(last.width < MEASURE);
    }
}

#[test]
fn nothing_is_lost_and_nothing_sticks_out_at_any_width() {
    let sorted = |text: &str| {
        let mut characters: Vec<char> = text.chars().collect();
        characters.sort_unstable();
        characters
    };
    let samples = [(ENGLISH, "en"), (GERMAN, "de"), (CHINESE, "zh-Hans"), (KOREAN, "ko"), (HEBREW, "he")];
    for (words, language) in samples {
        for align in [TextAlign::Justify, TextAlign::Start, TextAlign::Center, TextAlign::End] {
            for width in [f64::NAN, -5.0, 0.0, 3.0, 20.0, 40.0, 90.0, 200.0, MEASURE, 5000.0] {
                let lines = set_text(&[text(words, language)], &Measure { align, ..measure(width) });
                let all = texts(&lines).concat().replace('\u{AD}', "");
                match language {
                    // Drawn in another order than read, line by line.
                    "he" => assert_eq!(sorted(&all), sorted(words), "{align:?} {width}"),
                    _ => assert_eq!(all, words, "{language} {align:?} {width}"),
                }
                for line in lines.iter().filter(|_| width > 15.0) {
                    assert!(line.width < width + 0.2, "{language} {align:?} {width}: {}", line.width);
                    assert!(line.parts.iter().all(|part| part.x > -0.2), "{language} {align:?} {width}");
                }
            }
        }
    }
}

#[test]
fn an_added_hyphen_is_a_soft_one_in_the_text() {
    let lines = set_text(&[text(GERMAN, "de")], &measure(150.0));
    let hyphenated: Vec<&Line> = lines.iter().filter(|line| line.hyphenated).collect();
    assert!(hyphenated.len() > 2, "{:?}", texts(&lines));
    for line in &hyphenated {
        let run = runs(line).last().unwrap();
        let hyphen = run.glyphs.last().unwrap();
        assert_eq!(&run.text[hyphen.bytes()], "\u{AD}");
        assert!(hyphen.id != 0 && hyphen.advance > 2.0);
    }
    let ends: Vec<bool> = lines.iter().map(|line| words(line).ends_with('\u{AD}')).collect();
    assert!(ends.windows(3).all(|three| three != [true; 3]), "three hyphens in a row: {:?}", texts(&lines));
    // Where hyphens are not wanted there are none.
    let plain = set_text(&[text(GERMAN, "de")], &Measure { hyphenate: false, ..measure(150.0) });
    assert!(plain.iter().all(|line| !line.hyphenated));
}

#[test]
fn soft_hyphens_break_words_and_are_not_seen_elsewhere() {
    let word = "Donau\u{AD}dampf\u{AD}schiff";
    let whole = set_text(&[text(word, "xx")], &measure(200.0));
    assert_eq!(texts(&whole), ["Donaudampfschiff"]);
    let broken = set_text(&[text(word, "xx")], &measure(70.0));
    assert_eq!(texts(&broken), ["Donaudampf\u{AD}", "schiff"]);
    assert_eq!(broken[1].offset, "Donau\u{AD}dampf\u{AD}".len());
}

#[test]
fn chinese_lines_are_full_and_do_not_begin_with_a_full_stop() {
    for width in [100.0, 150.0, 210.0, MEASURE] {
        let lines = set_text(&[text(CHINESE, "zh-Hans")], &measure(width));
        for line in &lines {
            assert!(!words(line).starts_with(['，', '。', '、', '）', '：']), "{:?}", texts(&lines));
            assert!(!words(line).ends_with('（'), "{:?}", texts(&lines));
        }
        for line in &lines[..lines.len() - 1] {
            assert!((line.width - width).abs() < 0.01, "{width}: {} {:?}", line.width, words(line));
        }
    }
}

#[test]
fn hebrew_runs_to_the_left() {
    let mut lines =
        set_text(&[text("אבג (UN) דה", "he")], &Measure { align: TextAlign::Start, ..measure(200.0) });
    let line = &mut lines[0];
    assert!((line.width - 200.0).abs() < 0.01, "it begins at the right side");
    let read: String = runs(line).map(|run| run.text.as_str()).collect();
    assert_eq!(read, "אבג (UN) דה", "its parts stand as they are read");
    line.parts.sort_by(|one, other| one.x.total_cmp(&other.x));
    // Seen from left to right: the last word first, the Latin one as it is read.
    let seen: Vec<&str> =
        runs(line).flat_map(|run| run.glyphs.iter().map(|g| &run.text[g.bytes()])).collect();
    assert_eq!(seen.concat(), "הד )UN( גבא");
    // The text of each run stands as it is read.
    assert!(runs(line).any(|run| run.text == "אבג"));
}

#[test]
fn a_hebrew_word_stays_in_its_place_in_english() {
    let lines =
        set_text(&[text("one אבג two", "en")], &Measure { align: TextAlign::Start, ..measure(200.0) });
    let seen: String =
        runs(&lines[0]).flat_map(|run| run.glyphs.iter().map(|g| &run.text[g.bytes()])).collect();
    assert_eq!(seen, "one גבא two");
    assert_eq!(lines[0].parts[0].x, 0.0);
}

#[test]
fn positions_may_count_from_the_right() {
    let there = Measure { align: TextAlign::Start, ..measure(200.0) };
    let pieces = [text("one ", "en"), text("אבג", "he"), text(" two", "en")];
    let from_left = set_text(&pieces, &there);
    let from_right = set_text(&pieces, &Measure { mirrored: true, ..there });
    for (left, right) in from_left[0].parts.iter().zip(&from_right[0].parts) {
        assert!((left.x + left.width + right.x - 200.0).abs() < 1e-6);
    }
    assert!(
        (from_left[0].width + from_right[0].parts.last().map_or(0.0, |part| part.x) - 200.0).abs() < 1e-6
    );
}

#[test]
fn forced_breaks_end_lines_and_their_words_stay_apart() {
    let end = || Piece::Break { content: ContentId(7) };
    let lines = |pieces: &[Piece]| texts(&set_text(pieces, &measure(MEASURE)));
    assert_eq!(lines(&[]), Vec::<String>::new());
    assert_eq!(lines(&[text("", "en")]), [""]);
    assert_eq!(lines(&[text("a", "en"), end(), text("b", "en")]), ["a ", "b"]);
    assert_eq!(lines(&[text("a", "en"), end()]), ["a "]);
    assert_eq!(lines(&[text("a", "en"), end(), end(), text("b", "en")]), ["a ", " ", "b"]);
    let set = set_text(&[text(ENGLISH, "en"), end(), text("b", "en")], &measure(MEASURE));
    let [.., before, after] = &set[..] else { panic!("two lines at least") };
    assert!(before.width < MEASURE * 0.9, "a line before a forced break is not opened");
    assert_eq!(before.parts.last().unwrap().content, ContentId(7));
    assert_eq!(after.offset, ENGLISH.len() + 1);
}

#[test]
fn offsets_count_plain_text_alone() {
    let image = Piece::Image {
        image: ImageId(0),
        width: 20.0,
        height: 30.0,
        content: ContentId(1),
        counts: 9,
        link: None,
    };
    let pieces = [text("three words here", "en"), mark(4), image, text(" and more", "en")];
    let lines = set_text(&pieces, &Measure { hyphenate: false, align: TextAlign::Start, ..measure(50.0) });
    let plain = "three words here....image and more";
    for line in &lines {
        let first = words(line).chars().next();
        match line.parts.first().map(|part| &part.drawn) {
            Some(Drawn::Image { .. }) => assert_eq!(line.offset, 16),
            _ => assert_eq!(plain[line.offset..].chars().next(), first, "{:?}", texts(&lines)),
        }
    }
    let marked = lines.iter().find(|line| line.notes == [4]).unwrap();
    assert!(words(marked).contains("here4"), "the mark stands with its word: {:?}", texts(&lines));
    let tall = lines.iter().find(|line| line.ascent > 20.0).unwrap();
    assert!(tall.ascent >= 30.0);
}

#[test]
fn spaces_at_a_lines_end_are_in_the_text_only() {
    let lines = set_text(&[text("one two", "en")], &Measure { align: TextAlign::End, ..measure(25.0) });
    assert_eq!(texts(&lines), ["one ", "two"]);
    let run = runs(&lines[0]).last().unwrap();
    assert_eq!(run.glyphs.last().map(|glyph| glyph.advance), Some(0.0));
    assert!((lines[0].width - 25.0).abs() < 0.01);
}

#[test]
fn tracked_capitals_stand_flush_at_the_right() {
    let piece = with(text("Policy brief", "en"), |style| (style.capitals, style.tracking) = (true, 0.5));
    let lines = set_text(&[piece], &Measure { align: TextAlign::End, ..measure(200.0) });
    let last = runs(&lines[0]).last().unwrap().glyphs.last().unwrap();
    assert!(last.advance < 10.4 * 0.8, "no letter-spacing after the last letter: {}", last.advance);
}

#[test]
fn addresses_break_at_their_joints_and_code_where_it_must() {
    let address =
        "https://www.un.org/securitycouncil/s/res/2397-(2017)/documents_and_annexes?page=2&language=en";
    let lines = set_text(&[text(&format!("See {address} for more."), "en")], &measure(150.0));
    assert_eq!(texts(&lines).concat(), format!("See {address} for more."));
    for line in texts(&lines).iter().filter(|line| !line.ends_with(' ')) {
        assert!(line.ends_with(['/', '_', '?', '=', '&', '-', '.', ')']), "{line}");
    }
    let code = set_text(&[text("    let_x_be_a_name_too_long_for_its_line", "en")], &measure(90.0));
    assert!(code.len() > 1 && words(&code[0]).starts_with("    let"), "{:?}", texts(&code));
}

#[test]
fn natural_widths_are_those_of_the_widest_word_and_of_all_words() {
    let fonts = Fonts::bundled();
    let shaper = Shaper::new(&fonts);
    let widths = |words: &str| natural_widths(&[text(words, "en")], &shaper);
    let (least, most) = widths("of an enforcement of it all and of more");
    assert_eq!(least, widths("enforcement").1);
    assert!(most > 1.8 * least);
    let fitted = |width| {
        let measure = Measure { align: TextAlign::Start, hyphenate: false, ..measure(width) };
        set(&[text("of an enforcement of it all and of more", "en")], &measure, &shaper)
    };
    assert_eq!(fitted(most).len(), 1);
    assert!(fitted(least).iter().any(|line| words(line) == "enforcement "));
    let two = [text("of an enforcement", "en"), Piece::Break { content: ContentId(0) }, text("of it", "en")];
    assert_eq!(natural_widths(&two, &shaper).1, widths("of an enforcement").1);
    assert_eq!(natural_widths(&[], &shaper), (0.0, 0.0));
}

#[test]
fn dashes_stay_at_line_ends_and_short_polish_words_with_the_next() {
    for width in 120..200 {
        let narrow = Measure { align: TextAlign::Start, ..measure(f64::from(width)) };
        let dashes =
            texts(&set_text(&[text("Trade – and aid – went on – and on – for years", "en")], &narrow));
        assert!(dashes.iter().all(|line| !line.starts_with('–')), "{dashes:?}");
        let polish = texts(&set_text(&[text("W Polsce i w Chinach oraz z Korei i o handlu", "pl")], &narrow));
        assert!(polish.iter().all(|line| !line.ends_with(" w ") && !line.ends_with(" z ")), "{polish:?}");
    }
}
