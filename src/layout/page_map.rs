//! Which page holds what, so that Word's contents list and the EPUB's page list agree with print.

use std::collections::BTreeMap;

use crate::model::{BlockId, Label};

/// The pages of labels, and where each page begins.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PageMap {
    /// The page of every label, from 0.
    pub labels: BTreeMap<Label, usize>,
    /// For every page its printed number and where it begins, in order.
    pub starts: Vec<PageStart>,
}

impl PageMap {
    /// The printed page number of a label.
    pub fn page_label(&self, label: &Label) -> Option<&str> {
        self.labels.get(label).and_then(|&page| self.starts.get(page)).map(|start| start.label.as_str())
    }
}

/// Where a page begins.
#[derive(Clone, Debug, PartialEq)]
pub struct PageStart {
    /// The page's number as printed.
    pub label: String,
    /// The first block with content on the page; `None` for the first page and for one that holds the front matter only.
    pub block: Option<BlockId>,
    /// Where in that block.
    pub offset: Offset,
}

/// A place within a block.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Offset {
    /// At its beginning.
    #[default]
    Start,
    /// So many bytes into its text, as `walk::plain_text` gives it.
    Text(usize),
    /// At a row of a table, counted over its body from 0.
    Row(usize),
}
