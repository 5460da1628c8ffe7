//! The page: its measures, what its head and foot say, and what begins one.

/// What the running head says beside the series or title.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RunningHead {
    /// Series and title, the same on every page.
    #[default]
    Title,
    /// The title and the first-level section of the page.
    Section,
}

/// Where the first-level sections begin.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Chapters {
    /// Where the section before them ends.
    #[default]
    RunOn,
    /// Each on a new page, its heading as far down as its look says.
    NewPage,
}

/// How the pages before the body are numbered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FrontMatter {
    /// Like all others, which go on from them.
    #[default]
    Decimal,
    /// i, ii, iii; the body begins a page, which is 1.
    Roman,
}

/// What the foot of a page says of its number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PageNumber {
    /// The number and how many there are, such as "2 of 8".
    #[default]
    NumberOfCount,
    /// The number alone.
    Number,
}

/// The page. Lengths are in points.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct PageStyle {
    /// Above the text.
    pub top: f64,
    /// Above the text of the first page.
    pub first_top: f64,
    /// Right of the text; as wide as what is left of the sheet makes it.
    pub right: f64,
    /// Under the text.
    pub bottom: f64,
    /// Left of the text.
    pub left: f64,
    /// How far numbers, boxes, figures and titles hang out to the left of the text column.
    pub hang: f64,
    /// The width of the text column.
    pub measure: f64,
    /// In how many columns the text is set, where the document does not say: 1 or 2.
    pub columns: u8,
    /// The white between two columns.
    pub column_gap: f64,
    /// From the page's top to the running head's baseline.
    pub head: f64,
    /// From the page's bottom to the foot's baseline.
    pub foot: f64,
    /// What the running head says.
    pub running_head: RunningHead,
    /// How the pages before the body are numbered.
    pub front_matter: FrontMatter,
    /// What the foot says of the page's number.
    pub page_number: PageNumber,
    /// Where the first-level sections begin.
    pub chapters: Chapters,
    /// Whether what stands above the summary has a page of its own.
    pub title_page: bool,
    /// Whether the contents list has pages of its own.
    pub contents_page: bool,
    /// Whether notes stand at the end of the document instead of at the foot of pages.
    pub endnotes: bool,
}

impl PageStyle {
    /// The most columns that a text may be set in.
    pub const MOST_COLUMNS: u8 = 2;

    /// The width of each of so many columns of the text.
    pub fn column_width(&self, count: usize) -> f64 {
        let gaps = self.column_gap * count.saturating_sub(1) as f64;
        ((self.measure - gaps) / count.max(1) as f64).max(1.0)
    }

    /// Whether the pages before the body are a part of their own, so that the body begins a page.
    pub fn parts_front(&self) -> bool {
        self.title_page || self.contents_page || self.front_matter == FrontMatter::Roman
    }

    /// Whether the contents list stands between the title page and the summary, which then opens the body.
    pub fn contents_first(&self) -> bool {
        self.title_page && self.contents_page
    }
}
