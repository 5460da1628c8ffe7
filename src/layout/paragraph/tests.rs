use std::sync::Arc;

use super::*;
use crate::fonts::Fonts;
use crate::layout::frame::ContentId;
use crate::layout::text::{Drawn, LinePart, TextStyle};
use crate::model::Language;
use crate::model::theme::{Colour, Figures, TextAlign};
use crate::source::Span;

/// The measure of the built-in theme, in points.
pub(super) const MEASURE: f64 = 362.83;

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

pub(super) fn text(words: &str, language: &str) -> Piece {
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

pub(super) fn measure(width: f64) -> Measure {
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

pub(super) const GERMAN: &str = "Die Vertretung der Volksrepublik hat die Sanktionsbestimmungen des Sicherheitsrates nie öffentlich infrage gestellt; Verwaltungsvorschriften, Ausfuhrgenehmigungen und Zollabfertigungen werden jedoch seit der Wiedereröffnung der Grenzübergänge so unterschiedlich gehandhabt, dass von einer einheitlichen Durchsetzungspraxis keine Rede sein kann. Die Außenhandelsstatistik verzeichnet Perückenlieferungen im Wert von 167 Millionen Dollar.";

pub(super) const CHINESE: &str = "中国仍是朝鲜最大的贸易伙伴，两国关系影响着平壤的每一项决定。自2023年8月边境重新开放以来，有记录的贸易额已恢复到疫情前水平的约五分之四，但贸易结构发生了变化：假发、头发和钼矿石取代了煤炭和纺织品。2016年和2017年通过的制裁（第2270、2321号决议）仍然有效，然而其执行已成为解释问题，而不是强制执行问题。";

pub(super) const KOREAN: &str = "중국은 여전히 북한의 최대 교역국이며, 양국 관계는 평양의 모든 계산에 영향을 미친다. 2023년 8월 국경이 다시 열린 이후 기록된 무역은 팬데믹 이전 수준의 약 5분의 4까지 회복되었다.";

pub(super) const HEBREW: &str = "סין היא עדיין שותפת הסחר הגדולה ביותר של צפון קוריאה (DPRK), והיחסים בין שתי המדינות משפיעים על כל החלטה בפיונגיאנג מאז 2023. הסחר הרשום התאושש.";

pub(super) const ENGLISH: &str = "China remains North Korea’s largest trading partner by a wide margin, and the relationship between the two countries shapes every calculation in Pyongyang. Since the border reopened in August 2023, recorded trade has recovered to roughly four fifths of its level before the pandemic, although the composition of that trade has changed: wigs, hair and molybdenum ores now stand where coal and textiles once stood. Sanctions adopted in 2016 and 2017 remain in force, yet their implementation has become a matter of interpretation rather than of enforcement.";

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
