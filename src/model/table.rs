//! Tables.

use super::{Block, Inline, Width};
use crate::source::Span;

/// A table with what stands above and below it.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// Its title; a table without one has no number unless it has a label.
    pub caption: Vec<Inline>,
    /// The columns; each row's cells and spans cover them exactly after `resolve`.
    pub columns: Vec<Column>,
    /// Rows that name the columns, repeated on every page.
    pub head: Vec<Row>,
    /// The rows themselves.
    pub body: Vec<Row>,
    /// How many columns at the start of each body row name the row.
    pub row_headers: usize,
    /// A remark under the table.
    pub note: Vec<Inline>,
    /// Where the data come from.
    pub source: Vec<Inline>,
    /// How much of a page it takes.
    pub extent: Extent,
    /// Its number as printed: set by `resolve`.
    pub number: Option<String>,
}

/// How much of a page's width something takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Extent {
    /// What is there where it stands.
    #[default]
    Column,
    /// That of a page that lies on its side.
    Landscape,
}

/// A column.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Column {
    /// How its cells are aligned.
    pub align: Align,
    /// Its width, where the author gave one.
    pub width: Option<Width>,
}

/// How lines stand in their measure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Align {
    /// At the side where lines begin.
    #[default]
    Start,
    /// In the middle.
    Center,
    /// At the side where lines end.
    End,
}

/// A row.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Its cells; a place covered by a span from above or the left has none.
    pub cells: Vec<Cell>,
    /// Where it was written.
    pub span: Span,
}

/// A cell.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// Its content.
    pub blocks: Vec<Block>,
    /// How many columns it covers, at least 1.
    pub columns: usize,
    /// How many rows it covers, at least 1.
    pub rows: usize,
    /// Its own alignment, where it is not the column's.
    pub align: Option<Align>,
    /// Where it was written.
    pub span: Span,
    /// Its first column, from 0: set by `resolve`.
    pub column: usize,
}
