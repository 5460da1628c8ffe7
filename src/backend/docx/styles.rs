//! Parts of the theme as Word styles: how one look becomes run and paragraph properties.

use docx_rs::{
    AlignmentType, BorderType, CharacterSpacing, Color, LineSpacing, LineSpacingType, NumberingProperty,
    OutlineLvl, ParagraphBorder, ParagraphBorderPosition, ParagraphBorders, RunFonts, RunProperty, Shading,
    SpecialIndentType, StyleType, Tab, TabValueType, ThemeColor,
};

use super::finish::{Additions, Finish};
use super::markup::{eighths, half_points, twips};
use crate::error::Error;
use crate::fonts::Fonts;
use crate::model::Theme;
use crate::model::theme::{Colour, Figures, Part, RuleStyle, Style, TextAlign};

/// Where a paragraph stands, in twips from the sides of the text column; `first` counts from `left` and hangs out
/// where it is negative.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Place {
    /// From the column's starting side to the lines.
    pub left: i32,
    /// From there to the first line.
    pub first: i32,
    /// From the lines to the column's other side.
    pub right: i32,
}

impl Place {
    /// Lines all alike.
    pub(super) fn block(left: i32, right: i32) -> Self {
        Self { left, first: 0, right }
    }

    /// A first line that hangs out by as much as the others are indented.
    pub(super) fn hanging(left: i32, by: i32) -> Self {
        Self { left, first: -by, right: 0 }
    }

    /// The same place further in on the starting side.
    pub(super) fn shifted(self, by: i32) -> Self {
        Self { left: self.left + by, ..self }
    }

    /// The indent as docx-rs has it.
    pub(super) fn indent(self) -> docx_rs::Indent {
        let special = match self.first {
            0 => SpecialIndentType::FirstLine(0),
            first if first < 0 => SpecialIndentType::Hanging(-first),
            first => SpecialIndentType::FirstLine(first),
        };
        docx_rs::Indent::new(Some(self.left), Some(special), Some(self.right), None)
    }
}

/// A style under construction.
pub(super) struct Look {
    pub style: docx_rs::Style,
    pub additions: Additions,
    pub place: Place,
    /// The size of its text in points, where it has one of its own.
    pub size: Option<f64>,
    /// The space before and after, in points.
    pub space: (f64, f64),
    /// Whether its text is bold.
    pub bold: bool,
    /// Whether its ground goes on in the paragraph before it.
    pub seamless: bool,
}

impl Look {
    /// A paragraph style under a name that Word knows, based on Normal.
    pub(super) fn known(id: &str, name: &str) -> Self {
        let mut style = docx_rs::Style::new(id, StyleType::Paragraph).name(name);
        style.based_on = None;
        Self {
            style: style.based_on("Normal").ui_priority(20),
            additions: Additions::default(),
            place: Place::default(),
            size: None,
            space: (0.0, 0.0),
            bold: false,
            seamless: false,
        }
    }

    /// A paragraph style of our own.
    pub(super) fn own(id: &str, name: &str) -> Self {
        let mut look = Self::known(id, name);
        look.additions.attributes.push_str(r#" w:customStyle="1""#);
        look
    }

    /// A character style under a name that Word knows.
    pub(super) fn character(id: &str, name: &str) -> Self {
        let mut look = Self::known(id, name);
        look.style.style_type = StyleType::Character;
        look.based_on("DefaultParagraphFont")
    }

    /// A character style of our own.
    pub(super) fn own_character(id: &str, name: &str) -> Self {
        let mut look = Self::character(id, name);
        look.additions.attributes.push_str(r#" w:customStyle="1""#);
        look
    }

    pub(super) fn based_on(mut self, id: &str) -> Self {
        self.style = self.style.based_on(id);
        self
    }

    pub(super) fn next(mut self, id: &str) -> Self {
        self.style = self.style.next(id);
        self
    }

    /// Its place in lists of styles; the lower, the earlier.
    pub(super) fn priority(mut self, priority: usize) -> Self {
        self.style.ui_priority = Some(priority);
        self
    }

    /// Keeps the style out of the gallery.
    pub(super) fn quiet(mut self) -> Self {
        self.style.q_format = false;
        self
    }

    pub(super) fn at(mut self, place: Place) -> Self {
        self.place = place;
        self.style.paragraph_property.indent = Some(place.indent());
        self
    }

    /// Space before and after, in points.
    pub(super) fn spaced(mut self, before: f64, after: f64) -> Self {
        self.space = (before, after);
        let spacing = self.style.paragraph_property.line_spacing.take().unwrap_or_default();
        self.style.paragraph_property.line_spacing =
            Some(spacing.before(twips(before.max(0.0)) as u32).after(twips(after.max(0.0)) as u32));
        self
    }

    pub(super) fn keep_next(mut self) -> Self {
        self.style.paragraph_property.keep_next = Some(true);
        self
    }

    pub(super) fn keep_lines(mut self) -> Self {
        self.style.paragraph_property.keep_lines = Some(true);
        self
    }

    /// No space between neighbours of this style.
    pub(super) fn close(self) -> Self {
        self.paragraph("<w:contextualSpacing/>")
    }

    /// More children of its paragraph properties.
    pub(super) fn paragraph(mut self, markup: &str) -> Self {
        self.additions.paragraph.push_str(markup);
        self
    }

    /// More children of its run properties.
    pub(super) fn run(mut self, markup: &str) -> Self {
        self.additions.run.push_str(markup);
        self
    }

    pub(super) fn outline(mut self, level: usize) -> Self {
        self.style.paragraph_property.outline_lvl = Some(OutlineLvl::new(level));
        self
    }

    pub(super) fn numbered(mut self, id: usize, level: usize) -> Self {
        self.style.paragraph_property.numbering_property = Some(numbering(id, level));
        self
    }

    /// A stop for tabs, in twips from the side of the text column.
    pub(super) fn tab(mut self, kind: TabValueType, at: i32) -> Self {
        self.style.paragraph_property.tabs.push(Tab::new().val(kind).pos(at.max(0) as usize));
        self
    }

    pub(super) fn borders(mut self, borders: ParagraphBorders) -> Self {
        self.style.paragraph_property.borders = Some(borders);
        self
    }

    pub(super) fn ground(mut self, colour: Colour) -> Self {
        self.style.paragraph_property.shading = Some(shading(colour));
        self
    }

    /// Writes the style.
    pub(super) fn write(&self, finish: &mut Finish, out: &mut Vec<u8>) -> Result<(), Error> {
        finish.render_with(&self.style, &self.additions, out)
    }
}

/// A ground behind text.
pub(super) fn shading(colour: Colour) -> Shading {
    Shading::new().fill(colour.hex())
}

/// A mention of a list definition's level.
pub(super) fn numbering(id: usize, level: usize) -> NumberingProperty {
    NumberingProperty::new().add_num(docx_rs::NumberingId::new(id), docx_rs::IndentLevel::new(level))
}

/// A line along one side of a paragraph, `space` points from its text.
pub(super) fn border(position: ParagraphBorderPosition, rule: RuleStyle, space: usize) -> ParagraphBorder {
    ParagraphBorder::new(position)
        .val(BorderType::Single)
        .size(eighths(rule.width))
        .space(space)
        .color(rule.colour.hex())
}

/// Turns looks of the theme into properties.
#[derive(Clone, Copy)]
pub(super) struct Dresser<'a> {
    theme: &'a Theme,
    fonts: &'a Fonts,
}

impl<'a> Dresser<'a> {
    pub(super) fn new(theme: &'a Theme, fonts: &'a Fonts) -> Self {
        Self { theme, fonts }
    }

    /// Gives a style the look of a part: face, size, colour, leading, alignment, space.
    pub(super) fn dress(self, look: Look, part: Part) -> Look {
        let style = self.theme.style(part);
        let mut look = self.dress_run(look, part).spaced(style.before, style.after);
        let spacing = look.style.paragraph_property.line_spacing.take().unwrap_or_default();
        look.style.paragraph_property.line_spacing = Some(self.leading(style, spacing));
        look.style = match style.align {
            TextAlign::Start => look.style,
            TextAlign::Justify => look.style.align(AlignmentType::Both),
            TextAlign::Center => look.style.align(AlignmentType::Center),
            TextAlign::End => look.style.align(AlignmentType::Right),
        };
        if style.hyphenate { look } else { look.paragraph("<w:suppressAutoHyphens/>") }
    }

    /// Gives a style the face, size and colour of a part, so far as they differ from running text.
    pub(super) fn dress_run(self, mut look: Look, part: Part) -> Look {
        let style = self.theme.style(part);
        let text = self.theme.style(Part::Text);
        let run = std::mem::take(&mut look.style.run_property);
        look.style.run_property = self.run(run, style, text);
        look.size = Some(style.size);
        look.bold = is_bold(style);
        if style.figures == text.figures { look } else { look.run(figures(style.figures)) }
    }

    /// Run properties for what differs between a look and its surroundings.
    pub(super) fn run(self, mut run: RunProperty, style: &Style, around: &Style) -> RunProperty {
        if style.font != around.font {
            run = run.fonts(self.family(&style.font));
        }
        if half_points(style.size) != half_points(around.size) {
            run = run.size(half_points(style.size));
        }
        if style.colour != around.colour {
            run.color = Some(self.colour(style.colour));
        }
        if is_bold(style) != is_bold(around) {
            run = if is_bold(style) { run.bold() } else { run.disable_bold() };
        }
        if style.italic != around.italic {
            run = if style.italic { run.italic() } else { run.disable_italic() };
        }
        if style.capitals && !around.capitals {
            run = run.caps();
        }
        if style.tracking != around.tracking {
            run.character_spacing = Some(CharacterSpacing::new(twips(style.tracking * style.size)));
        }
        run
    }

    /// A family by its theme slot where it has one, so that a change of the document's fonts reaches every style.
    pub(super) fn family(self, name: &str) -> RunFonts {
        let slot = if name == self.theme.style(Part::Text).font {
            "minor"
        } else if name == self.theme.style(Part::Heading1).font {
            "major"
        } else {
            return RunFonts::new().ascii(name).hi_ansi(name).cs(name);
        };
        RunFonts::new()
            .ascii_theme(format!("{slot}HAnsi"))
            .hi_ansi_theme(format!("{slot}HAnsi"))
            .east_asia_theme(format!("{slot}EastAsia"))
            .cs_theme(format!("{slot}Bidi"))
    }

    /// A colour by its theme slot where it has one.
    pub(super) fn colour(self, colour: Colour) -> Color {
        let plain = Color::new(colour.hex());
        if colour == self.theme.accent {
            plain.theme_color(ThemeColor::Accent1)
        } else if colour == self.theme.mark {
            plain.theme_color(ThemeColor::Accent2)
        } else if colour == self.theme.style(Part::Text).colour {
            plain.theme_color(ThemeColor::Text1)
        } else {
            plain
        }
    }

    /// The line spacing that keeps a look's leading.
    ///
    /// "At least" lets a line grow with what stands in it; but where the leading is tighter than the face's own line, it
    /// would open every line, and only "exactly" keeps the look.
    pub(super) fn leading(self, style: &Style, spacing: LineSpacing) -> LineSpacing {
        let exact = self.line_height(style) > style.leading * 1.04;
        let rule = if exact { LineSpacingType::Exact } else { LineSpacingType::AtLeast };
        spacing.line(twips(style.leading)).line_rule(rule)
    }

    /// The height of a line as the face itself asks for it, in points.
    fn line_height(self, style: &Style) -> f64 {
        let face = self.fonts.face(self.fonts.select(&style.font, style.weight, style.italic));
        let metrics = face.font().metrics();
        let units = f64::from(metrics.units_per_em);
        let height = metrics.hhea_line.map_or(units * 1.2, |line| {
            line.ascender.to_f64() - line.descender.to_f64() + line.line_gap.to_f64()
        });
        style.size * height / units
    }
}

/// Word has two weights: everything from semibold on is bold.
pub(super) fn is_bold(style: &Style) -> bool {
    style.weight >= 600
}

/// The forms of digits as run properties.
pub(super) fn figures(figures: Figures) -> &'static str {
    match figures {
        Figures::OldStyle => r#"<w14:numForm w14:val="oldStyle"/><w14:numSpacing w14:val="proportional"/>"#,
        Figures::Lining => r#"<w14:numForm w14:val="lining"/><w14:numSpacing w14:val="proportional"/>"#,
        Figures::Tabular => r#"<w14:numForm w14:val="lining"/><w14:numSpacing w14:val="tabular"/>"#,
    }
}
