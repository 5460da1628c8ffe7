//! Timelines: a column of dates with a ring at each, a rule from the first ring to the last, and what happened beside it.
//!
//! The columns are those of a table, so that the dates' is as wide as the widest date. The rule is a background, since
//! nothing else can end within a row without being positioned, which reading systems do not all allow.

use super::sheet::Use::{Ground, Ink, Line};
use super::{Maker, em_of};
use crate::model::theme::{Colour, Part, RuleKind};

/// The width of a ring within its line, in em, and the line's, in pixels.
const RING: f64 = 0.5;
const RING_LINE: f64 = 2.0;
/// From the top of a date to its ring, in em.
const LEVEL: f64 = 0.36;
/// From the side to the dates, in em.
const DATES: f64 = 1.4;
/// The least width of the dates' column where a date is too long for one line, in em.
const LONG: f64 = 10.0;

const WHITE: Colour = Colour { r: 255, g: 255, b: 255 };

impl Maker<'_> {
    /// Timelines.
    pub(super) fn timelines(&mut self) {
        let (start, end, theme) = (self.start, self.end, self.theme);
        let text = theme.style(Part::TimelineText);
        let list = "display: table; list-style: none; margin: 0.5em 0; padding: 0; text-align: start;";
        self.part(".timeline", Part::TimelineText, list);
        self.sheet.rule(
            ".timeline > li",
            "display: table-row; margin: 0; break-inside: avoid; page-break-inside: avoid;",
        );
        let after = em_of(text.after, text.size);
        let cell = format!("display: table-cell; vertical-align: top; padding-bottom: {after};");
        self.sheet.rule(".timeline .date, .timeline .event", &cell);
        let last = "padding-bottom: 0;";
        self.sheet.rule(".timeline > :last-child .date, .timeline > :last-child .event", last);
        self.sheet.rule(".timeline .event p", "text-align: start; text-indent: 0;");
        self.sheet.rule(".timeline .event > p", "margin-top: 0.3em;");
        let date = theme.style(Part::TimelineDate);
        let face = format!(
            "font-family: {}; font-weight: {}; white-space: nowrap; padding-{start}: {DATES}em; \
             padding-{end}: 1em;",
            self.fonts.family(&date.font),
            date.weight
        );
        self.sheet.coloured(".timeline .date", &face, &[("color", date.colour, Ink)]);
        self.sheet.rule(".timeline .long", "white-space: normal;");
        let least = format!("content: \"\"; display: block; width: {LONG}em;");
        self.sheet.rule(".timeline .long::after", &least);
        self.rule_between_rings();
        self.rings();
        self.narrow_timelines();
    }

    /// A ring at each date: its margins take back the room that it fills, so that nothing beside it moves.
    fn rings(&mut self) {
        let (start, end) = (self.start, self.end);
        let ring = format!(
            "content: \"\"; float: {start}; width: {RING}em; height: {RING}em; border: {RING_LINE}px solid; \
             border-radius: 50%; margin-top: {LEVEL}em; margin-{start}: -{DATES}em; \
             margin-{end}: calc({DATES}em - {RING}em - {}px);",
            2.0 * RING_LINE
        );
        let colours = [("border-color", self.theme.mark, Line), ("background-color", WHITE, Ground)];
        self.sheet.coloured(".timeline .date::before", &ring, &colours);
    }

    /// The rule behind the dates, from the first ring to the last.
    fn rule_between_rings(&mut self) {
        let rule = self.theme.rule(RuleKind::Timeline);
        let (start, line) = (self.start, self.line(RuleKind::Timeline));
        let side = format!("calc({}em + {RING_LINE}px - {line} / 2)", RING / 2.0);
        let level = format!("{}em", LEVEL + RING / 2.0);
        let drawn = format!(
            "background-repeat: no-repeat; background-size: {line} 100%; background-position: {start} {side} top 0;"
        );
        self.sheet.lined(".timeline .date, .timeline .event", &drawn, rule.colour);
        self.sheet.rule(".timeline .event", "background-size: 0 0;");
        let from = format!("background-position: {start} {side} top {level};");
        self.sheet.rule(".timeline > :first-child .date", &from);
        self.sheet.rule(".timeline > :last-child .date", &format!("background-size: {line} {level};"));
        self.sheet.rule(".timeline > :only-child .date", "background-size: 0 0;");
    }

    /// Where there is no room for two columns, the date stands above what happened.
    fn narrow_timelines(&mut self) {
        let (start, line) = (self.start, self.line(RuleKind::Timeline));
        self.sheet.raw("@media (max-width: 30em) {\n");
        self.sheet.rule(".timeline, .timeline > li, .timeline .date, .timeline .event", "display: block;");
        self.sheet.rule(".timeline .date", "padding-bottom: 0; white-space: normal;");
        self.sheet.rule(".timeline .long::after", "display: none;");
        self.sheet.rule(".timeline .event", &format!("padding-{start}: {DATES}em;"));
        let between = ".timeline > :not(:last-child) .event";
        self.sheet.rule(between, &format!("background-size: {line} 100%;"));
        self.sheet.raw("}\n");
    }
}
