//! How a picture must be turned to stand upright, as cameras note it.

/// A turn, told backwards: how the place of a pixel in the upright picture leads to its place in the stored one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Turn {
    /// Columns and rows change places.
    pub swapped: bool,
    /// Then the stored picture is read from its right end.
    pub across: bool,
    /// And from its lower end.
    pub down: bool,
}

impl Turn {
    /// The turn that an Exif orientation asks for; nothing where the picture is upright as it is.
    pub(super) fn noted(orientation: u16) -> Option<Self> {
        let (swapped, across, down) = match orientation {
            2 => (false, true, false),
            3 => (false, true, true),
            4 => (false, false, true),
            5 => (true, false, false),
            6 => (true, false, true),
            7 => (true, true, true),
            8 => (true, true, false),
            _ => return None,
        };
        Some(Self { swapped, across, down })
    }

    /// What is told across and down, after the turn.
    pub(super) fn pair<T>(self, (across, down): (T, T)) -> (T, T) {
        if self.swapped { (down, across) } else { (across, down) }
    }

    /// Where in the stored picture of `size` a place of the upright one is.
    pub(super) fn stored(self, place: (usize, usize), size: (usize, usize)) -> (usize, usize) {
        let (x, y) = self.pair(place);
        (if self.across { size.0 - 1 - x } else { x }, if self.down { size.1 - 1 - y } else { y })
    }
}
