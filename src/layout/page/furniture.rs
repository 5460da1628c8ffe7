//! Running heads, feet and markings.

use std::sync::Arc;

use crate::layout::build::line_strip;
use crate::layout::frame::{Artifact, Page, Pages, Placed, Rect, Tag};
use crate::layout::paragraph;
use crate::layout::shape::Shaper;
use crate::layout::structure::ContentId;
use crate::layout::text::{Breaking, Measure, Piece, TextStyle};
use crate::model::theme::{Justification, PageNumber, Part, RunningHead, TextAlign};
use crate::model::{Language, Theme};
use crate::resolve::{OutlineEntry, Resolved};

/// From the baseline of a marking on the first page to the top of its text.
const ABOVE_MASTHEAD: f64 = 8.0;

/// The least room between the two sides of a running head.
const HEAD_GAP: f64 = 18.0;

/// The share of a running head that a section has where the label of a marking stands beside it.
const TLP_HEAD: f64 = 0.7;

/// Draws heads and feet on all pages.
pub(super) fn furnish(
    pages: &mut Pages,
    front: usize,
    document: &Resolved,
    theme: &Theme,
    shaper: &Shaper<'_>,
) {
    let count = (pages.pages.len() - front).to_string();
    let style = |part: Part| Arc::new(TextStyle::of(theme.style(part)));
    let (head_style, foot_style, marking_style) =
        (style(Part::RunningHead), style(Part::Foot), style(Part::Marking));
    let marking = document.meta.marking.as_deref();
    let is_tlp = document.meta.is_tlp();
    let heads = heads(pages, document, theme, shaper);
    for (index, page) in pages.pages.iter_mut().enumerate() {
        let mut area = Rect { x: theme.page.left, y: 0.0, width: measure(page, theme), height: 0.0 };
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
            let (start, end) = &heads[index];
            draw(start, &head_style, TextAlign::Start, head, Artifact::Header);
            draw(end, &head_style, TextAlign::End, head, Artifact::Header);
        }
        let number = match theme.page.page_number {
            // The pages before the body are not counted.
            PageNumber::NumberOfCount if index >= front => {
                document.terms.page_of.replace("{page}", &page.label).replace("{pages}", &count)
            }
            PageNumber::NumberOfCount | PageNumber::Number => page.label.clone(),
        };
        let number_side = if is_tlp { TextAlign::Start } else { TextAlign::End };
        if index > 0 || !theme.page.title_page {
            draw(&number, &foot_style, number_side, foot, Artifact::Footer);
        }
        if let Some(marking) = marking {
            if is_tlp {
                draw(marking, &marking_style, TextAlign::End, head, Artifact::Header);
            }
            let side = if is_tlp { TextAlign::End } else { TextAlign::Start };
            draw(marking, &marking_style, side, foot, Artifact::Footer);
        }
    }
}

/// The width of a page's text column.
fn measure(page: &Page, theme: &Theme) -> f64 {
    if page.width > page.height {
        page.width - theme.page.right - theme.page.left
    } else {
        theme.page.measure
    }
}

/// What the running head of each page says on its starting and on its other side.
fn heads(pages: &Pages, document: &Resolved, theme: &Theme, shaper: &Shaper<'_>) -> Vec<(String, String)> {
    let title = document.front.running_title.as_str();
    let series = document.meta.series.as_deref().unwrap_or_default();
    let language = &document.language;
    let style = Arc::new(TextStyle::of(theme.style(Part::RunningHead)));
    let mut sections = sections(pages, document);
    let mut said = Vec::new();
    for page in &pages.pages {
        let head = match (theme.page.running_head, sections.next().flatten()) {
            // The label of a marking takes the other side.
            (RunningHead::Title, _) | (RunningHead::Section, None) if document.meta.is_tlp() => {
                (title.to_owned(), String::new())
            }
            (RunningHead::Title, _) | (RunningHead::Section, None) => (series.to_owned(), title.to_owned()),
            (RunningHead::Section, Some(section)) => {
                let room = measure(page, theme);
                if document.meta.is_tlp() {
                    (fitted(&section.line(), &style, language, room * TLP_HEAD, shaper), String::new())
                } else {
                    let section = fitted(&section.line(), &style, language, room, shaper);
                    let taken = width(&section, &style, language, shaper) + HEAD_GAP;
                    let fits = taken + width(title, &style, language, shaper) <= room;
                    (if fits { title.to_owned() } else { String::new() }, section)
                }
            }
        };
        said.push(head);
    }
    said
}

/// For every page the first section of the first level that begins on it, else the one that goes on there.
fn sections<'a>(
    pages: &Pages,
    document: &'a Resolved,
) -> impl Iterator<Item = Option<&'a OutlineEntry>> + use<'a> {
    let first_level = document.outline.iter().filter(|entry| entry.depth == 1);
    let begins = first_level.filter_map(|entry| Some((*pages.map.labels.get(&entry.label)?, entry)));
    let mut begins = begins.collect::<Vec<_>>().into_iter().peekable();
    let mut open = None;
    (0..pages.pages.len()).map(move |page| {
        let first = begins.peek().filter(|(begin, _)| *begin == page).map(|(_, entry)| *entry);
        let shown = first.or(open);
        while let Some((_, entry)) = begins.next_if(|(begin, _)| *begin <= page) {
            open = Some(entry);
        }
        shown
    })
}

/// The words themselves, or as many of them as have room, with an ellipsis.
fn fitted(
    words: &str,
    style: &Arc<TextStyle>,
    language: &Language,
    room: f64,
    shaper: &Shaper<'_>,
) -> String {
    let words = &words[..words.floor_char_boundary(LONGEST)];
    if width(words, style, language, shaper) <= room {
        return words.to_owned();
    }
    let ends: Vec<usize> =
        words.char_indices().filter(|(_, c)| c.is_whitespace()).map(|(at, _)| at).collect();
    let short = |end: usize| format!("{}…", words[..end].trim_end_matches([',', ';', ':', '.', ' ']));
    let fitting = ends.partition_point(|&end| width(&short(end), style, language, shaper) <= room);
    // Where not even one word has room, the line ends where it must.
    fitting.checked_sub(1).map_or_else(|| words.to_owned(), |last| short(ends[last]))
}

/// The width of words on one line.
fn width(words: &str, style: &Arc<TextStyle>, language: &Language, shaper: &Shaper<'_>) -> f64 {
    paragraph::natural_widths(&[piece(words, style, language)], shaper).1
}

/// Words outside the text.
fn piece(words: &str, style: &Arc<TextStyle>, language: &Language) -> Piece {
    Piece::Text {
        text: words[..words.floor_char_boundary(LONGEST)].to_owned(),
        style: style.clone(),
        language: language.clone(),
        content: ContentId(0),
        span: crate::source::Span::default(),
        breaking: Breaking::Words,
        link: None,
        note: None,
        counts: false,
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
    let Some(line) = paragraph::set(&[piece(words, style, language)], &measure, shaper).into_iter().next()
    else {
        return Vec::new();
    };
    let ascent = line.ascent;
    let mut strip = line_strip(line, area.x);
    strip.shift(0.0, y - ascent);
    strip.items
}
