//! How narrow a table can be set without parting what should stay whole, and what follows for its look.

use super::code::cell_pieces;
use crate::model::{Align, BlockKind, Cell, Inline, InlineKind, Table, walk};

/// How a table is set, by what fits on which screen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Fit {
    /// Whether it is set smaller everywhere.
    pub dense: bool,
    /// Whether its columns are kept together: spread over the page, they would stand too far apart.
    pub compact: bool,
    /// Below which width of the screen, in em, its rows fall apart; one of [`STEPS`].
    pub stacked_below: Option<u32>,
}

/// The widths of screens, in em, below which tables can fall apart: from a telephone's to
/// that of running text at its widest.
pub(super) const STEPS: [u32; 4] = [30, 34, 38, 42];

/// The size of text in a dense table, in em of running text.
pub(super) const DENSE: f64 = 0.74;
/// The size of text in other tables, near enough.
const SIZE: f64 = 0.87;
/// Their size on a telephone.
pub(super) const SMALL: f64 = 0.8;

/// What the page of a tablet holds of a table that is not dense, in em of its text.
const TABLET: f64 = 40.0;
/// What the narrowest telephone holds of one.
const TELEPHONE: f64 = 22.0;
/// What the page of a book holds, as print does.
const PAGE: f64 = 46.0;
/// Columns further apart than this, beyond their gap, leave the eye without its row, as in print.
const OPEN: f64 = 4.0;
/// The share of the screen between the margins.
const SHARE: f64 = 0.92;

// In em of the text in a cell: an average letter, one of code within text, one of a block of code, the space between
// columns, the same in a dense table, the space on both sides within a block of code.
const LETTER: f64 = 0.5;
const CODE: f64 = 0.54;
const BLOCK: f64 = 0.57;
pub(super) const GAP: f64 = 0.9;
/// The space between the columns of a compact table.
pub(super) const COMPACT_GAP: f64 = 2.9;
pub(super) const DENSE_GAP: f64 = 0.6;
const PADDING: f64 = 0.8;

/// How a table is set.
pub(super) fn fit(table: &Table) -> Fit {
    let breadth = breadth(table, GAP);
    let dense = breadth > TABLET;
    let need = if dense { self::breadth(table, DENSE_GAP) * DENSE } else { breadth * SIZE } / SHARE;
    let step = || STEPS.into_iter().find(|step| need <= f64::from(*step)).unwrap_or(STEPS[3]);
    let compact = is_compact(table);
    Fit { dense, compact, stacked_below: (breadth > TELEPHONE && is_plain(table)).then(step) }
}

/// Whether the columns of a table would stand further apart than they do in print if it filled the page.
fn is_compact(table: &Table) -> bool {
    let ends_open = table.columns.last().is_some_and(|column| column.align == Align::Start);
    if !ends_open || table.columns.iter().any(|column| column.width.is_some()) {
        return false;
    }
    let mut lines = vec![0.0; table.columns.len()];
    for cell in walk::cells(table) {
        let width = longest(cell) / cell.columns.max(1) as f64;
        for column in lines.iter_mut().skip(cell.column).take(cell.columns) {
            *column = width.max(*column);
        }
    }
    let places = lines.len().saturating_sub(1) as f64;
    let slack = PAGE - GAP * places - lines.iter().sum::<f64>();
    slack > OPEN * places.max(1.0)
}

/// The width of a cell's longest line, were there room for it; of what is not text, all that there is.
fn longest(cell: &Cell) -> f64 {
    let mut longest: f64 = 0.0;
    for block in &cell.blocks {
        let BlockKind::Paragraph(content) = &block.kind else { return PAGE };
        longest = longest.max(letters(&walk::plain_text(content)) * LETTER);
    }
    longest
}

/// Whether a table has one row that names its columns and no cell that covers others, so that its rows can stand alone.
fn is_plain(table: &Table) -> bool {
    table.head.len() == 1 && walk::cells(table).all(|cell| cell.columns == 1 && cell.rows == 1)
}

/// The least width of a table with a gap between its columns, in em of its text, near enough.
fn breadth(table: &Table, gap: f64) -> f64 {
    let mut columns = vec![0.0; table.columns.len()];
    for cell in walk::cells(table).filter(|cell| cell.columns == 1) {
        if let Some(column) = columns.get_mut(cell.column) {
            *column = widest(cell).max(*column);
        }
    }
    columns.iter().sum::<f64>() + gap * columns.len().saturating_sub(1) as f64
}

/// The width of what is widest in a cell and stays whole.
fn widest(cell: &Cell) -> f64 {
    let mut widest: f64 = 0.0;
    walk::blocks(&cell.blocks, &mut |block| {
        if let BlockKind::Code(code) = &block.kind {
            let words = code.text.split_whitespace().map(|word| letters(word) * BLOCK + PADDING);
            widest = words.fold(widest, f64::max);
        }
        for text in block.texts() {
            let mut ruler = Ruler::default();
            ruler.inlines(text);
            widest = widest.max(ruler.widest);
        }
    });
    widest
}

/// Measures words, which may run on from one inline into the next.
#[derive(Default)]
struct Ruler {
    word: f64,
    widest: f64,
}

impl Ruler {
    fn inlines(&mut self, list: &[Inline]) {
        walk::inlines(list, &mut |inline| match &inline.kind {
            InlineKind::Text(text) => self.run(text.split(' ').map(|word| letters(word) * LETTER)),
            InlineKind::Code(text) | InlineKind::Keyboard(text) => {
                self.run(cell_pieces(text).into_iter().map(|piece| letters(piece) * CODE));
            }
            InlineKind::LineBreak => self.word = 0.0,
            InlineKind::Emphasis(_)
            | InlineKind::Strong(_)
            | InlineKind::Strikethrough(_)
            | InlineKind::Subscript(_)
            | InlineKind::Superscript(_)
            | InlineKind::Underline(_)
            | InlineKind::SmallCaps(_)
            | InlineKind::Highlight(_)
            | InlineKind::Language(..)
            | InlineKind::Link(_)
            | InlineKind::Reference(_)
            | InlineKind::Note(_)
            | InlineKind::Image(_) => {}
        });
    }

    /// Widths between which lines may break; the first goes on with the word before it.
    fn run(&mut self, widths: impl Iterator<Item = f64>) {
        for (index, width) in widths.enumerate() {
            self.word = if index == 0 { self.word + width } else { width };
            self.widest = self.widest.max(self.word);
        }
    }
}

fn letters(word: &str) -> f64 {
    word.chars().count() as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Block, Column, Extent, Row};
    use crate::source::Span;

    fn table(rows: &[&[&str]]) -> Table {
        let cell = |(column, words): (usize, &&str)| Cell {
            blocks: vec![Block::new(
                BlockKind::Paragraph(vec![Inline::text(*words, Span::default())]),
                Span::default(),
            )],
            columns: 1,
            rows: 1,
            align: None,
            span: Span::default(),
            column,
        };
        let row = |cells: &&[&str]| Row {
            cells: cells.iter().enumerate().map(cell).collect(),
            span: Span::default(),
        };
        Table {
            caption: Vec::new(),
            columns: vec![Column { align: Align::Start, width: None }; rows[0].len()],
            head: Vec::new(),
            body: rows.iter().map(row).collect(),
            row_headers: 0,
            extent: Extent::Column,
            note: Vec::new(),
            source: Vec::new(),
            number: None,
        }
    }

    #[test]
    fn a_table_of_few_words_is_compact() {
        assert!(fit(&table(&[&["Vessel", "Draught"], &["Cutter", "2.1 m"]])).compact);
        let sentence = "A sentence that would fill half of any page on its own";
        assert!(!fit(&table(&[&[sentence, sentence]])).compact);
        let mut numbers = table(&[&["Vessel", "Draught"]]);
        numbers.columns[1].align = Align::End;
        assert!(!fit(&numbers).compact);
        let mut wide = table(&[&["Vessel", "Draught"]]);
        wide.columns[0].width = Some(crate::model::Width::Share(0.5));
        assert!(!fit(&wide).compact);
    }
}
