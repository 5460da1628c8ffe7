//! Where text stands while it is written: in which part, in which voice, how far in.

use super::boxes;
use super::markup::twips;
use super::sheet::Known;
use super::styles::Place;
use crate::model::{Align, CalloutKind, Language, Theme};

/// The part of the package that text goes into, which owns its relationships.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Story {
    /// The text itself.
    Main,
    /// The notes at the foot of pages.
    Footnotes,
    /// The notes at the end.
    Endnotes,
}

impl Story {
    /// The part's path.
    pub(super) fn path(self) -> &'static str {
        match self {
            Self::Main => "word/document.xml",
            Self::Footnotes => "word/footnotes.xml",
            Self::Endnotes => "word/endnotes.xml",
        }
    }
}

/// Which family of styles speaks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Voice {
    /// Running text.
    Body,
    /// The summary.
    Summary,
    /// A box beside the argument.
    Box(CalloutKind),
    /// Words of somebody else.
    Quote,
    /// A meaning in a list of definitions.
    Definition,
    /// An event after its first paragraph.
    Timeline,
    /// A footnote.
    Note,
    /// A cell of a table.
    Cell {
        /// Whether it stands in the head, where cells name their columns.
        head: bool,
        /// How its lines stand.
        align: Align,
    },
}

/// Where text stands. Lengths are in twips.
#[derive(Clone, Copy, Debug)]
pub(super) struct Flow<'a> {
    /// The part that it goes into.
    pub story: Story,
    /// The styles that it takes.
    pub voice: Voice,
    /// Where the voice's own styles count from.
    pub outer: Place,
    /// Where every other style counts from.
    pub inner: Place,
    /// How many lists of this voice it lies in.
    pub level: usize,
    /// How far those have moved the text in.
    pub listed: i32,
    /// The width of the column or cell.
    pub measure: i32,
    /// The language of the text, where it is not the document's.
    pub language: Option<&'a Language>,
}

impl<'a> Flow<'a> {
    /// The text column.
    pub(super) fn column(measure: i32) -> Self {
        Self {
            story: Story::Main,
            voice: Voice::Body,
            outer: Place::default(),
            inner: Place::default(),
            level: 0,
            listed: 0,
            measure,
            language: None,
        }
    }

    /// Whether things may hang out of the column here.
    pub(super) fn hangs(self) -> bool {
        self.story == Story::Main && self.level == 0 && matches!(self.voice, Voice::Body | Voice::Summary)
    }

    /// The same place, speaking in a voice whose own style stands as `known` says.
    pub(super) fn speaking(self, voice: Voice, known: Place) -> Self {
        let outer = self.inner.shifted(self.listed);
        let inner = Place { left: outer.left + known.left, first: 0, right: outer.right + known.right };
        Self { voice, outer, inner, level: 0, listed: 0, ..self }
    }

    /// Inside a box of the theme.
    pub(super) fn boxed(self, kind: CalloutKind, theme: &Theme) -> Self {
        let style = theme.boxed(boxes::kind(kind));
        let mut flow = self.speaking(Voice::Box(kind), boxes::place(style));
        if !self.hangs() {
            flow.outer.left += twips(style.hang);
            flow.inner.left += twips(style.hang);
        }
        flow
    }

    /// Inside a cell of that width.
    pub(super) fn cell(self, head: bool, align: Align, measure: i32) -> Self {
        let voice = Voice::Cell { head, align };
        Self { voice, outer: Place::default(), inner: Place::default(), level: 0, listed: 0, measure, ..self }
    }

    /// One list further in, whose text is indented by so much.
    pub(super) fn deeper(self, step: i32) -> Self {
        Self { level: self.level + 1, listed: self.listed + step, ..self }
    }

    /// The same place further in on the starting side.
    pub(super) fn moved(self, by: i32) -> Self {
        Self { outer: self.outer.shifted(by), inner: self.inner.shifted(by), ..self }
    }

    /// In another language, where there is one.
    pub(super) fn spoken(self, language: Option<&'a Language>) -> Self {
        Self { language: language.or(self.language), ..self }
    }

    /// Where a paragraph of the voice's own style stands.
    pub(super) fn own(self, known: &Known) -> Place {
        moved(known.place, self.outer).shifted(self.listed)
    }

    /// Where a paragraph of any other style stands.
    pub(super) fn other(self, known: &Known) -> Place {
        moved(known.place, self.inner).shifted(self.listed)
    }

    /// Where a paragraph of a style that hangs out of the column stands.
    pub(super) fn hung(self, known: &Known, hang: i32) -> Place {
        if self.hangs() { known.place } else { self.other(known).shifted(hang) }
    }

    /// The width at hand for figures and tables, with what hangs out.
    pub(super) fn room(self, hang: i32) -> i32 {
        if self.hangs() {
            self.measure + hang
        } else {
            (self.measure - self.inner.left - self.inner.right - self.listed).max(720)
        }
    }

    /// Where a table begins.
    pub(super) fn edge(self, hang: i32) -> i32 {
        if self.hangs() { -hang } else { self.inner.left + self.listed }
    }
}

fn moved(place: Place, origin: Place) -> Place {
    Place { left: place.left + origin.left, first: place.first, right: place.right + origin.right }
}
