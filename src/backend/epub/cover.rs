//! The cover: a small SVG made of the metadata in the theme's colours, drawn as a picture.

use std::fmt::Write;

use super::balance::{balanced, pieces};
use super::styles::contrast;
use super::xhtml::escape;
use crate::error::Error;
use crate::fonts::{Face, Fonts};
use crate::model::theme::{Colour, Part, Style};
use crate::model::{Theme, walk};
use crate::raster;
use crate::resolve::Resolved;

/// The picture's width in pixels; its height is one and a half of that.
const WIDTH: u32 = 800;
/// The picture's size in the units of the drawing.
const SIZE: (f64, f64) = (600.0, 900.0);
/// The margin on all sides.
const MARGIN: f64 = 54.0;
/// Titles of more lines are set smaller.
const MOST_LINES: usize = 6;

const WHITE: Colour = Colour { r: 255, g: 255, b: 255 };

/// The cover of a book as a picture. It needs no pages, so it can be drawn while they are laid out.
#[derive(Clone, Debug, Default)]
pub struct Cover {
    /// The picture, a PNG.
    pub(super) png: Vec<u8>,
}

impl Cover {
    /// Draws the cover of a document.
    ///
    /// # Errors
    ///
    /// If the picture cannot be made.
    pub fn draw(document: &Resolved, theme: &Theme, fonts: &Fonts) -> Result<Self, Error> {
        let mut drawing = Drawing::new(document, theme, fonts);
        drawing.draw();
        Ok(Self { png: raster::png(&drawing.finish(), WIDTH, fonts)? })
    }
}

struct Drawing<'a> {
    document: &'a Resolved,
    theme: &'a Theme,
    fonts: &'a Fonts,
    /// The colour of letters.
    ink: Colour,
    /// The colour of letters that matter less.
    soft: Colour,
    drawn: String,
}

impl<'a> Drawing<'a> {
    fn new(document: &'a Resolved, theme: &'a Theme, fonts: &'a Fonts) -> Self {
        let dark = theme.style(Part::Title).colour;
        let on_white = contrast(theme.accent, WHITE) < 4.5;
        let ink = if on_white { dark } else { WHITE };
        Self { document, theme, fonts, ink, soft: mixed(ink, theme.accent, 0.82), drawn: String::new() }
    }

    fn draw(&mut self) {
        let (document, theme) = (self.document, self.theme);
        let meta = &document.meta;
        let mut y = MARGIN + 14.0;
        if let Some(line) = &document.front.series_line {
            y = self.lines(&line.to_uppercase(), Part::Masthead, 15.0, y, self.soft, 2) + 8.0;
        }
        if let Some(marking) = &meta.marking {
            let style = theme.style(Part::Marking);
            self.text(marking, style, 16.0, SIZE.1 - MARGIN, self.ink, true);
        }
        let title = &document.front.title;
        let size = self.title_size(title);
        y = self.lines(title, Part::Title, size, y.max(150.0) + size, self.ink, 9);
        self.bar(y + 4.0);
        y += 4.0;
        let subtitle = walk::plain_text(&meta.subtitle);
        if !subtitle.is_empty() {
            self.lines(&subtitle, Part::Subtitle, 27.0, y + 54.0, self.soft, 5);
        }
        self.foot();
    }

    /// Authors, publisher and date, from the foot upwards.
    fn foot(&mut self) {
        let (document, theme) = (self.document, self.theme);
        let names: Vec<&str> = document.meta.authors.iter().map(|author| author.name.as_str()).collect();
        let mut names = names.join(", ");
        let style = theme.style(Part::Authors);
        let mut y = SIZE.1 - MARGIN;
        for text in
            [document.front.date_line.as_ref(), document.meta.publisher.as_ref()].into_iter().flatten()
        {
            self.text(text, style, 17.0, y, self.soft, false);
            y -= 24.0;
        }
        if names.chars().count() > 120 {
            names = names.chars().take(118).chain(['…']).collect();
        }
        let bold = Style { weight: 600, ..style.clone() };
        let lines = self.broken(&names, &bold, 21.0);
        for line in lines.iter().rev().take(3).filter(|line| !line.is_empty()) {
            self.text(line, &bold, 21.0, y - 6.0, self.ink, false);
            y -= 27.0;
        }
    }

    /// A short bar in the colour of small marks.
    fn bar(&mut self, y: f64) {
        let x = if self.right_to_left() { SIZE.0 - MARGIN - 72.0 } else { MARGIN };
        let mark = self.theme.mark.hex();
        let _ =
            write!(self.drawn, "<rect x=\"{x}\" y=\"{y:.1}\" width=\"72\" height=\"6\" fill=\"#{mark}\"/>");
    }

    /// The largest size in which the title stands in few lines, none of which is broken within a word.
    fn title_size(&self, title: &str) -> f64 {
        let style = self.theme.style(Part::Title);
        let room = SIZE.0 - 2.0 * MARGIN;
        let fits = |size: &f64| {
            let words = pieces(title).into_iter().map(str::trim_end);
            let widest = words.map(|word| self.width(word, style, *size)).fold(0.0, f64::max);
            widest <= room && self.broken(title, style, *size).len() <= MOST_LINES
        };
        [64.0, 56.0, 48.0, 42.0, 36.0].into_iter().find(fits).unwrap_or(30.0)
    }

    /// Sets text in lines, the first at `y`; gives the baseline of the last. What is past the most lines ends in an ellipsis.
    fn lines(&mut self, text: &str, part: Part, size: f64, y: f64, colour: Colour, most: usize) -> f64 {
        let style = self.theme.style(part).clone();
        let mut lines = self.broken(text, &style, size);
        if lines.len() > most {
            lines.truncate(most);
            lines[most - 1] += "…";
        }
        let leading = size * style.leading / style.size;
        for (index, line) in lines.iter().enumerate() {
            self.text(line, &style, size, y + leading * index as f64, colour, false);
        }
        y + leading * (lines.len().max(1) - 1) as f64 + size * 0.5
    }

    fn text(&mut self, text: &str, style: &Style, size: f64, y: f64, colour: Colour, at_end: bool) {
        // Boxes in place of letters say less than a cover without them.
        if text.chars().any(|character| !self.has(character, style)) {
            return;
        }
        let right = self.right_to_left() != at_end;
        let (x, anchor) = if right { (SIZE.0 - MARGIN, "end") } else { (MARGIN, "start") };
        let slant = if style.italic { "italic" } else { "normal" };
        let _ = write!(
            self.drawn,
            "<text x=\"{x}\" y=\"{y:.1}\" text-anchor=\"{anchor}\" font-family=\"'{}'\" font-size=\"{size}\" \
             font-weight=\"{}\" font-style=\"{slant}\" letter-spacing=\"{:.2}\" fill=\"#{}\">{}</text>",
            escape(&style.font.replace('\'', "")),
            style.weight,
            style.tracking * size,
            colour.hex(),
            escape(text)
        );
    }

    /// The text in lines between the margins, each about as long as the others.
    fn broken(&self, text: &str, style: &Style, size: f64) -> Vec<String> {
        balanced(text, SIZE.0 - 2.0 * MARGIN, |text| self.width(text, style, size))
    }

    fn width(&self, text: &str, style: &Style, size: f64) -> f64 {
        let face = self.fonts.face(self.fonts.select(&style.font, style.weight, style.italic));
        let letters: f64 = text.chars().map(|character| advance(face, character)).sum();
        size * (letters + style.tracking * text.chars().count() as f64)
    }

    /// Whether some face draws the character.
    fn has(&self, character: char, style: &Style) -> bool {
        let near = self.fonts.select(&style.font, style.weight, style.italic);
        character.is_whitespace()
            || self.fonts.face(near).covers(character)
            || self.fonts.fallback(character, near, &self.document.language).is_some()
    }

    fn right_to_left(&self) -> bool {
        self.document.language.is_right_to_left()
    }

    fn finish(self) -> String {
        let (width, height) = SIZE;
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\">\
             <rect width=\"{width}\" height=\"{height}\" shape-rendering=\"crispEdges\" fill=\"#{}\"/>{}</svg>",
            self.theme.accent.hex(),
            self.drawn
        )
    }
}

/// The advance of a character in em; of one that another face lends, near enough.
fn advance(face: &Face, character: char) -> f64 {
    let font = face.font();
    match font.charmap().map_unicode(character) {
        Some(glyph) => f64::from(font.glyph_metrics().h_advance(glyph)) / f64::from(font.units_per_em()),
        None if character >= '\u{2e80}' => 1.0,
        None => 0.6,
    }
}

fn mixed(over: Colour, under: Colour, share: f64) -> Colour {
    let side = |a: u8, b: u8| (f64::from(a) * share + f64::from(b) * (1.0 - share)).round() as u8;
    Colour { r: side(over.r, under.r), g: side(over.g, under.g), b: side(over.b, under.b) }
}
