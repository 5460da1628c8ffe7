use super::*;
use crate::model::theme::Colour;

fn style(font: &str) -> TextStyle {
    TextStyle {
        font: font.into(),
        weight: 400,
        italic: false,
        size: 10.0,
        colour: Colour::default(),
        tracking: 0.0,
        capitals: false,
        small_caps: false,
        figures: Figures::Lining,
        rise: 0.0,
        ground: None,
        underline: false,
        strike: false,
        framed: false,
    }
}

fn shaped(text: &str, style: &TextStyle, language: &str) -> Arc<Word> {
    let fonts = Fonts::bundled();
    let shaper = Shaper::new(&fonts);
    let look = shaper.look(style, &Language::parse(language).unwrap());
    shaper.word(&look, text, false)
}

/// For every glyph the text that it stands for.
fn clusters<'a>(word: &Word, text: &'a str) -> Vec<&'a str> {
    word.signs().map(|sign| &text[sign.start as usize..sign.end as usize]).collect()
}

#[test]
fn a_shaper_may_be_shared() {
    fn shared<T: Send + Sync>() {}
    shared::<Shaper<'_>>();
}

#[test]
fn capitals_keep_the_words_as_written() {
    let capitals = TextStyle { capitals: true, ..style("Source Sans 3") };
    let word = shaped("Maß", &capitals, "de");
    assert_eq!(clusters(&word, "Maß"), ["M", "a", "ß", "ß"]);
    let same = shaped("MASS", &style("Source Sans 3"), "de");
    assert!(word.signs().map(|sign| sign.id).eq(same.signs().map(|sign| sign.id)));
    let dotted = shaped("i", &capitals, "tr");
    assert_eq!(
        dotted.signs().next().unwrap().id,
        shaped("İ", &style("Source Sans 3"), "tr").parts[0].signs[0].id
    );
}

#[test]
fn small_capitals_are_the_faces_own_or_scaled() {
    let small = |font| TextStyle { small_caps: true, ..style(font) };
    let own = shaped("Nato", &small("Source Serif 4"), "en");
    assert_eq!(own.parts.len(), 1);
    assert_ne!(own.parts[0].signs[1].id, shaped("a", &style("Source Serif 4"), "en").parts[0].signs[0].id);
    let scaled = shaped("Nato", &small("Source Code Pro"), "en");
    let scales: Vec<f32> = scaled.parts.iter().map(|part| part.scale).collect();
    assert_eq!(scales, [1.0, 0.8]);
    assert_eq!(clusters(&scaled, "Nato"), ["N", "a", "t", "o"]);
}

#[test]
fn figures_follow_the_style() {
    let digit =
        |figures| shaped("1", &TextStyle { figures, ..style("Source Serif 4") }, "en").parts[0].signs[0].id;
    let ids = [digit(Figures::OldStyle), digit(Figures::Lining), digit(Figures::Tabular)];
    assert!(ids[0] != ids[1] && ids[1] != ids[2] && ids[0] != ids[2], "{ids:?}");
}

#[test]
fn ligatures_stand_for_all_their_letters_unless_tracked() {
    let text = "office";
    let word = shaped(text, &style("Source Serif 4"), "en");
    assert!(word.signs().count() < text.len());
    assert_eq!(clusters(&word, text).concat(), text);
    let tracked = TextStyle { tracking: 0.1, ..style("Source Serif 4") };
    let wide = shaped(text, &tracked, "en");
    assert_eq!(wide.signs().count(), text.len());
    assert!(wide.width > word.width + 0.5);
}

#[test]
fn what_is_never_drawn_gives_no_glyph_of_its_own() {
    let text = "a\u{200D}b\u{FE0F}c\u{200B}\u{2060}d\u{FEFF}\u{E0041}e\u{202A}f\u{202C}\u{200E}";
    let word = shaped(text, &style("Source Serif 4"), "en");
    assert!(word.missing.is_empty(), "{:?}", word.missing);
    assert_eq!(word.signs().count(), 6);
    assert!(word.signs().all(|sign| sign.id != 0));
    assert_eq!(clusters(&word, text).concat(), text);
}

#[test]
fn marks_stay_on_their_letters() {
    let text = "e\u{301}x\u{302}\u{323}";
    let word = shaped(text, &style("Source Serif 4"), "en");
    assert_eq!(word.parts.len(), 1, "one face has it all");
    assert!(word.missing.is_empty());
    assert!((word.width - shaped("ex", &style("Source Serif 4"), "en").width).abs() < 0.1);
}

#[test]
fn a_character_that_no_face_has_is_a_box_and_is_told_once() {
    let fonts = Fonts::bundled();
    let shaper = Shaper::new(&fonts);
    let look = shaper.look(&style("Source Serif 4"), &Language::english());
    let text = "a\u{10A80}b";
    let word = shaper.word(&look, text, false);
    let faces: Vec<FaceId> = word.parts.iter().map(|part| part.face).collect();
    assert_eq!(faces, [look.face, FaceId::MISSING, look.face]);
    assert_eq!(word.missing, [(1, '\u{10A80}')]);
    assert_eq!(clusters(&word, text), ["a", "\u{10A80}", "b"]);
    let place = Span::new(SourceId(0), 4, 8);
    shaper.report_missing('\u{10A80}', place);
    shaper.report_missing('\u{10A80}', place);
    shaper.report_missing('\u{10A81}', Span::new(SourceId(0), 1, 3));
    let told: Vec<_> = shaper.take_missing().into_iter().map(|(c, span)| (c, span.start)).collect();
    assert_eq!(told, [('\u{10A81}', 1), ('\u{10A80}', 4)]);
    assert!(shaper.take_missing().is_empty());
}

#[test]
fn letters_that_join_are_not_spaced() {
    let spaced = TextStyle { tracking: 0.1, ..style("Source Sans 3") };
    for (text, language, tracking) in [("ماء", "ar", 0.0), ("מים", "he", 0.1), ("Wasser", "de", 0.1)] {
        let word = shaped(text, &spaced, language);
        assert_eq!(word.tracking, tracking, "{text}");
        let wider = word.width - shaped(text, &style("Source Sans 3"), language).width;
        assert!((wider - tracking * text.chars().count() as f32).abs() < 0.001, "{text}: {wider}");
    }
}
