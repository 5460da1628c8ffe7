//! How large a drawing is.

use usvg::roxmltree::Node;

use super::Fault;

/// The drawing's own size, and the part of its plane that is shown. All in pixels of a 96th of an inch.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Frame {
    pub width: f64,
    pub height: f64,
    /// Left, top, width, height.
    pub view: [f64; 4],
}

/// Reads the size from `width`, `height` and `viewBox`; what one does not tell follows from the others.
pub(super) fn frame(root: Node<'_, '_>) -> Result<Frame, Fault> {
    let view = root.attribute("viewBox").and_then(view_box);
    let length = |name| root.attribute(name).and_then(pixels);
    let (width, height) = match (length("width"), length("height"), view) {
        (Some(width), Some(height), _) => (width, height),
        (Some(width), None, Some([.., across, down])) => (width, width * down / across),
        (None, Some(height), Some([.., across, down])) => (height * across / down, height),
        (None, None, Some([.., across, down])) => (across, down),
        (_, _, None) => {
            let fault = Fault::new("is an SVG file that does not tell its size");
            return Err(fault.with_help("give its `svg` element a `viewBox`, or `width` and `height`"));
        }
    };
    // Beyond this a picture is no picture; the numbers would only overflow later.
    let sane = 0.01..=1_000_000.0;
    if !sane.contains(&width) || !sane.contains(&height) {
        return Err(Fault::new(format!("is an SVG file of an impossible size, {width} by {height} pixels")));
    }
    let view = view.unwrap_or([0.0, 0.0, width, height]);
    Ok(Frame { width: rounded(width), height: rounded(height), view })
}

fn rounded(number: f64) -> f64 {
    (number * 10_000.0).round() / 10_000.0
}

fn view_box(text: &str) -> Option<[f64; 4]> {
    let numbers: Vec<f64> = text
        .split([',', ' ', '\t', '\r', '\n'])
        .filter(|part| !part.is_empty())
        .map(|part| part.parse().ok().filter(|number: &f64| number.is_finite()))
        .collect::<Option<_>>()?;
    let numbers: [f64; 4] = numbers.try_into().ok()?;
    (numbers[2] > 0.0 && numbers[3] > 0.0).then_some(numbers)
}

/// The size of letters where nothing tells it.
const FONT_SIZE: f64 = 16.0;

/// A length with its unit; nothing for percentages, which say how large the place is and not the picture.
fn pixels(text: &str) -> Option<f64> {
    let text = text.trim();
    let unit_at = text.find(|c: char| c.is_ascii_alphabetic() && !matches!(c, 'e' | 'E') || c == '%');
    // `em` and `ex` begin like an exponent.
    let unit_at = text.find("em").or(text.find("ex")).or(unit_at).unwrap_or(text.len());
    let (number, unit) = text.split_at(unit_at);
    let scale = match unit.trim() {
        "" | "px" => 1.0,
        "pt" => 96.0 / 72.0,
        "pc" => 96.0 / 6.0,
        "mm" => 96.0 / 25.4,
        "cm" => 96.0 / 2.54,
        "in" => 96.0,
        "em" => FONT_SIZE,
        "ex" => FONT_SIZE / 2.0,
        _ => return None,
    };
    number.trim().parse().ok().map(|number: f64| number * scale).filter(|pixels| *pixels > 0.0)
}
