//! The theme as a style sheet.
//!
//! Sizes are in em, so that everything grows with the text that readers set larger, and nothing has a fixed width. The
//! colour of running text and the ground of the page are left to the reading system, which may show both its own way.

mod boxes;
mod front;
mod sheet;
mod tables;
mod text;
mod timeline;

use self::sheet::Sheet;
use super::fonts::Embedded;
use crate::model::Theme;
use crate::model::theme::{Colour, Part, RuleKind, Style};

/// What the style sheet is made of.
struct Maker<'a> {
    theme: &'a Theme,
    fonts: &'a Embedded,
    sheet: Sheet,
    /// Whether there are lists of figures or tables.
    lists: bool,
    /// The side where lines begin: `left`, or `right` where text runs from right to left.
    start: &'static str,
    /// The other side.
    end: &'static str,
}

/// From this width on there is room for what hangs out to the side.
const WIDE: &str = "@media (min-width: 36em)";

/// From this width on lines are long enough to be justified by reading systems that hyphenate no words of the language.
const ROOMY: &str = "@media (min-width: 45em)";

/// The style sheet of a theme.
pub(super) fn sheet(theme: &Theme, fonts: &Embedded, lists: bool, right_to_left: bool) -> String {
    let (start, end) = if right_to_left { ("right", "left") } else { ("left", "right") };
    let mut maker = Maker { theme, fonts, sheet: Sheet::default(), lists, start, end };
    maker.sheet.raw(&fonts.rules);
    maker.page();
    maker.front();
    maker.headings();
    maker.running_text();
    maker.lists();
    maker.boxes();
    maker.figures();
    maker.timelines();
    maker.tables();
    maker.notes();
    maker.sheet.into_text()
}

impl Maker<'_> {
    /// A length of points in em of running text.
    fn em(&self, points: f64) -> String {
        em_of(points, self.theme.style(Part::Text).size)
    }

    /// A line's thickness; at least one dot where there is one at all.
    fn line(&self, kind: RuleKind) -> String {
        thickness(self.theme.rule(kind).width)
    }

    /// Face, size and what belongs to them; not the colour.
    fn face(&self, style: &Style) -> String {
        let slant = if style.italic { "italic" } else { "normal" };
        let (family, weight) = (self.fonts.family(&style.font), style.weight);
        // The size is said even where it is that of running text: reading systems have their own for headings.
        let (size, leading) = (self.em(style.size), style.leading / style.size);
        format!(
            "font-family: {family}; font-weight: {weight}; font-style: {slant}; font-size: {size}; \
             line-height: {leading:.2};{}",
            text::setting(style)
        )
    }
}

/// The space above and below, in em of the style's own size.
fn space(style: &Style) -> String {
    format!(" margin: {} 0 {};", em_of(style.before, style.size), em_of(style.after, style.size))
}

/// A length of points in em of a size.
fn em_of(points: f64, size: f64) -> String {
    let em = format!("{:.3}", points / size);
    let em = em.trim_end_matches('0').trim_end_matches('.');
    if em == "0" || em == "-0" { "0".to_owned() } else { format!("{em}em") }
}

/// The contrast of two colours as WCAG reckons it, 1 to 21.
pub(super) fn contrast(one: Colour, other: Colour) -> f64 {
    sheet::ratio(one, other)
}

fn thickness(points: f64) -> String {
    if points <= 0.0 { "0".to_owned() } else { format!("{:.1}px", (points * 4.0 / 3.0).max(1.0)) }
}
