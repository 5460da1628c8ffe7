//! A style sheet that is being written, and beside it what changes where the ground is dark.

use std::fmt::Write;

use crate::model::theme::Colour;

/// What a colour is for, which decides what becomes of it on a dark ground.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Use {
    /// Letters and signs.
    Ink,
    /// What lies behind letters.
    Ground,
    /// A line between things.
    Line,
}

/// A style sheet that is being written.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    light: String,
    dark: String,
}

/// The ground that reading systems show in the dark, near enough.
const NIGHT: Colour = Colour { r: 0x18, g: 0x1a, b: 0x1b };
const WHITE: Colour = Colour { r: 255, g: 255, b: 255 };

impl Sheet {
    /// Adds a rule without colours.
    pub(super) fn rule(&mut self, selector: &str, declarations: &str) {
        let _ = writeln!(self.light, "{selector} {{ {} }}", declarations.trim());
    }

    /// Adds a rule with colours: for each the property, the colour, and what it is for.
    pub(super) fn coloured(&mut self, selector: &str, declarations: &str, colours: &[(&str, Colour, Use)]) {
        let mut light = declarations.trim().to_owned();
        let mut dark = String::new();
        for (property, colour, purpose) in colours {
            let _ = write!(light, " {property}: #{};", colour.hex());
            let _ = write!(dark, " {property}: #{};", at_night(*colour, *purpose).hex());
        }
        self.rule(selector, &light);
        let _ = writeln!(self.dark, "  {selector} {{{dark} }}");
    }

    /// Adds a rule with a line as its background image, of which the declarations say the place and the size.
    pub(super) fn lined(&mut self, selector: &str, declarations: &str, line: Colour) {
        let image = |colour: Colour| format!("background-image: linear-gradient(#{0}, #{0});", colour.hex());
        self.rule(selector, &format!("{declarations} {}", image(line)));
        let _ = writeln!(self.dark, "  {selector} {{ {} }}", image(at_night(line, Use::Line)));
    }

    /// Adds a rule that holds in the dark only.
    pub(super) fn night(&mut self, selector: &str, declarations: &str) {
        let _ = writeln!(self.dark, "  {selector} {{ {declarations} }}");
    }

    /// Adds text as it is.
    pub(super) fn raw(&mut self, text: &str) {
        self.light.push_str(text);
    }

    /// The whole sheet.
    pub(super) fn into_text(self) -> String {
        format!("{}@media (prefers-color-scheme: dark) {{\n{}}}\n", self.light, self.dark)
    }
}

/// What a colour becomes on a dark ground: inks as clear as they were on white, pale lines dim, grounds a shade of
/// themselves.
fn at_night(colour: Colour, purpose: Use) -> Colour {
    let shade = |share: f64| {
        let side = |side: u8| (f64::from(side) * share).round() as u8;
        Colour { r: side(colour.r), g: side(colour.g), b: side(colour.b) }
    };
    match purpose {
        Use::Ink => lightened(colour, ratio(colour, WHITE).clamp(7.0, 13.0)),
        Use::Line if ratio(colour, NIGHT) > 5.0 => shade(0.4),
        Use::Line => lightened(colour, 3.0),
        Use::Ground => shade(0.18),
    }
}

/// The colour mixed with as little white as reaches a contrast with the night.
fn lightened(colour: Colour, contrast: f64) -> Colour {
    let mix = |side: u8, step: u32| {
        let white = f64::from(step) / 20.0;
        (f64::from(side) * (1.0 - white) + 255.0 * white).round() as u8
    };
    let mixed = |step| Colour { r: mix(colour.r, step), g: mix(colour.g, step), b: mix(colour.b, step) };
    (0..20).map(mixed).find(|mixed| ratio(*mixed, NIGHT) >= contrast).unwrap_or(mixed(20))
}

/// The contrast of two colours as WCAG reckons it, 1 to 21.
pub(super) fn ratio(one: Colour, other: Colour) -> f64 {
    let (a, b) = (luminance(one), luminance(other));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

fn luminance(colour: Colour) -> f64 {
    let linear = |side: u8| {
        let value = f64::from(side) / 255.0;
        if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * linear(colour.r) + 0.7152 * linear(colour.g) + 0.0722 * linear(colour.b)
}

#[cfg(test)]
mod tests {
    use super::{NIGHT, Use, at_night, ratio};
    use crate::model::theme::Colour;

    #[test]
    fn inks_can_be_read_at_night() {
        for text in ["#0b4f6c", "#b5532a", "#1c1f22", "#5a6670", "#000000", "#ffffff"] {
            let ink = at_night(Colour::parse(text).unwrap(), Use::Ink);
            assert!(ratio(ink, NIGHT) >= 7.0, "{text}");
        }
    }
}
