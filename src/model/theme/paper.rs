//! Pages on sheets of other sizes than the theme was made for.

use super::PageStyle;
use crate::format::Paper;

/// Sheets that differ by no more than this share, such as A4 and Letter, have the same margins and the same measure.
const NEAR: f64 = 0.08;

impl PageStyle {
    /// The page on that paper. Themes give the lengths for A4; on another sheet margins and measure have the same shares of
    /// it, except that the text column is never wider than the theme says: longer lines would be harder to read.
    #[must_use]
    pub fn on(self, paper: Paper) -> Self {
        let ((width, height), (usual_width, usual_height)) = (paper.size(), Paper::A4.size());
        let across = share(width, usual_width);
        let down = share(height, usual_height);
        Self {
            top: self.top * down,
            first_top: self.first_top * down,
            bottom: self.bottom * down,
            head: self.head * down,
            foot: self.foot * down,
            left: self.left * across,
            right: self.right * across,
            hang: self.hang * across.min(1.0),
            measure: self.measure * across.min(1.0),
            ..self
        }
    }
}

/// What a length of one sheet becomes on another.
fn share(length: f64, usual: f64) -> f64 {
    let share = length / usual;
    if (share - 1.0).abs() <= NEAR { 1.0 } else { share }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn margins_follow_the_sheet() {
        let page = PageStyle {
            left: 130.0,
            right: 100.0,
            measure: 365.0,
            hang: 28.0,
            top: 60.0,
            ..PageStyle::default()
        };
        assert_eq!(page.on(Paper::A4), page);
        assert_eq!(page.on(Paper::Letter), page);
        let small = page.on(Paper::A6);
        let whole = small.left + small.measure + small.right;
        assert!((whole - Paper::A6.size().0).abs() < 0.3, "{whole}");
        assert!((small.top - 30.0).abs() < 0.2);
        let large = page.on(Paper::A3);
        assert_eq!((large.measure, large.hang), (365.0, 28.0));
        assert!(large.left > 180.0);
    }
}
