//! Running heads, feet and markings.

use std::sync::Arc;

use crate::layout::build::line_strip;
use crate::layout::frame::{Artifact, Pages, Placed, Rect, Tag};
use crate::layout::paragraph;
use crate::layout::shape::Shaper;
use crate::layout::structure::ContentId;
use crate::layout::text::{Breaking, Measure, Piece, TextStyle};
use crate::model::theme::{Justification, Part, TextAlign};
use crate::model::{Language, Theme};
use crate::resolve::Resolved;

/// From the baseline of a marking on the first page to the top of its text.
const ABOVE_MASTHEAD: f64 = 8.0;

/// Draws heads and feet on all pages.
pub(super) fn furnish(pages: &mut Pages, document: &Resolved, theme: &Theme, shaper: &Shaper<'_>) {
    let count = pages.pages.len();
    let style = |part: Part| Arc::new(TextStyle::of(theme.style(part)));
    let (head_style, foot_style, marking_style) =
        (style(Part::RunningHead), style(Part::Foot), style(Part::Marking));
    let marking = document.meta.marking.as_deref();
    let is_tlp = document.meta.is_tlp();
    for (index, page) in pages.pages.iter_mut().enumerate() {
        let left = theme.page.left;
        let right =
            if page.width > page.height { page.width - theme.page.right } else { left + theme.page.measure };
        let mut area = Rect { x: left, y: 0.0, width: right - left, height: 0.0 };
        if document.language.is_right_to_left() {
            area.mirror(page.width);
        }
        // On the first page the label of a marking stands above the masthead's rule.
        let head = if index == 0 { theme.page.first_top - ABOVE_MASTHEAD } else { theme.page.head };
        let foot = page.height - theme.page.foot;
        let mut draw = |words: &str, style: &Arc<TextStyle>, align: TextAlign, y: f64, artifact: Artifact| {
            for mut item in set_words(words, style, &document.language, align, area, y, shaper) {
                item.tag = Tag::Artifact(artifact);
                page.items.push(item);
            }
        };
        if index > 0 {
            let series = document.meta.series.as_deref().unwrap_or_default();
            let title = &document.front.running_title;
            // The label of a marking takes the right side.
            let (start, end) = if is_tlp { (title.as_str(), "") } else { (series, title.as_str()) };
            draw(start, &head_style, TextAlign::Start, head, Artifact::Header);
            draw(end, &head_style, TextAlign::End, head, Artifact::Header);
        }
        let number = document
            .terms
            .page_of
            .replace("{page}", &(index + 1).to_string())
            .replace("{pages}", &count.to_string());
        let number_side = if is_tlp { TextAlign::Start } else { TextAlign::End };
        draw(&number, &foot_style, number_side, foot, Artifact::Footer);
        if let Some(marking) = marking {
            if is_tlp {
                draw(marking, &marking_style, TextAlign::End, head, Artifact::Header);
            }
            let side = if is_tlp { TextAlign::End } else { TextAlign::Start };
            draw(marking, &marking_style, side, foot, Artifact::Footer);
        }
    }
}

/// No line holds more bytes; what lies behind is not looked at again for every page.
const LONGEST: usize = 2000;

/// Sets words on one line with its baseline at `y`; what does not fit the area is left to stand out of it.
pub(super) fn set_words(
    words: &str,
    style: &Arc<TextStyle>,
    language: &Language,
    align: TextAlign,
    area: Rect,
    y: f64,
    shaper: &Shaper<'_>,
) -> Vec<Placed> {
    if words.is_empty() {
        return Vec::new();
    }
    let piece = Piece::Text {
        text: words[..words.floor_char_boundary(LONGEST)].to_owned(),
        style: style.clone(),
        language: language.clone(),
        content: ContentId(0),
        span: crate::source::Span::default(),
        breaking: Breaking::Words,
        link: None,
        note: None,
        counts: false,
    };
    let measure = Measure {
        width: area.width,
        first_indent: 0.0,
        rest_indent: 0.0,
        align,
        hyphenate: false,
        justification: Justification::default(),
        size: style.size,
        leading: style.size,
        mirrored: false,
    };
    let Some(line) = paragraph::set(&[piece], &measure, shaper).into_iter().next() else { return Vec::new() };
    let ascent = line.ascent;
    let mut strip = line_strip(line, area.x);
    strip.shift(0.0, y - ascent);
    strip.items
}
