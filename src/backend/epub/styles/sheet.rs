//! A style sheet that is being written, and beside it what changes where the ground is dark.

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

impl Sheet {
    /// Adds a rule without colours.
    pub(super) fn rule(&mut self, selector: &str, declarations: &str) {
        self.light.push_str(&format!("{selector} {{ {} }}\n", declarations.trim()));
    }

    /// Adds a rule with colours: for each the property, the colour, and what it is for.
    pub(super) fn coloured(&mut self, selector: &str, declarations: &str, colours: &[(&str, Colour, Use)]) {
        let mut light = declarations.trim().to_owned();
        let mut dark = String::new();
        for (property, colour, purpose) in colours {
            light.push_str(&format!(" {property}: #{};", colour.hex()));
            dark.push_str(&format!(" {property}: #{};", at_night(*colour, *purpose).hex()));
        }
        self.rule(selector, &light);
        self.dark.push_str(&format!("  {selector} {{{dark} }}\n"));
    }

    /// Adds a rule that holds in the dark only.
    pub(super) fn night(&mut self, selector: &str, declarations: &str) {
        self.dark.push_str(&format!("  {selector} {{ {declarations} }}\n"));
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

/// What a colour becomes on a dark ground: inks light enough to be read, grounds a shade of themselves.
fn at_night(colour: Colour, purpose: Use) -> Colour {
    match purpose {
        Use::Ink => lightened(colour, 7.0),
        Use::Line => lightened(colour, 3.0),
        Use::Ground => {
            let share = |side: u8| (f64::from(side) * 0.18).round() as u8;
            Colour { r: share(colour.r), g: share(colour.g), b: share(colour.b) }
        }
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
