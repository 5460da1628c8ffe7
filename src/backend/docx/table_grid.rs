//! Which cell stands where in a table, with the places that spans cover.

use crate::model::{Cell, Row, Table};

/// Word opens no table with more columns.
pub(super) const MOST_COLUMNS: usize = 63;

/// A place in a row of the grid.
pub(super) struct Slot<'a> {
    /// Its first column.
    pub column: usize,
    /// How many columns it covers.
    pub columns: usize,
    /// What stands there.
    pub held: Held<'a>,
}

/// What stands in a place of the grid.
pub(super) enum Held<'a> {
    /// A cell that covers so many rows, with the cells for which Word has no columns.
    Cell(&'a Cell, usize, Vec<&'a Cell>),
    /// The continuation of the cell above.
    Below,
    /// Nothing.
    Empty,
}

/// The places of every row, head before body. Every row covers all `columns`.
pub(super) fn slots(table: &Table, columns: usize) -> impl Iterator<Item = Vec<Slot<'_>>> {
    [&table.head[..], &table.body[..]].into_iter().flat_map(move |part| {
        // No cell of the head reaches into the body.
        let mut covered = vec![(0, 0); columns];
        let rows = part.iter().enumerate();
        rows.map(move |(index, row)| row_slots(row, part.len() - index, &mut covered))
    })
}

/// The places of one row; `covered` says for every column how many more rows the cell above covers, and how many
/// columns that cell has from there.
fn row_slots<'a>(row: &'a Row, below: usize, covered: &mut [(usize, usize)]) -> Vec<Slot<'a>> {
    let mut slots: Vec<Slot> = Vec::new();
    let mut given = row.cells.iter();
    let mut column = 0;
    while column < covered.len() {
        let (left, width) = covered[column];
        let free = covered[column..].iter().take_while(|(left, _)| *left == 0).count();
        let (columns, held) = if left > 0 {
            for place in &mut covered[column..column + width] {
                place.0 -= 1;
            }
            (width, Held::Below)
        } else if let Some(cell) = given.next() {
            let (columns, rows) = (cell.columns.clamp(1, free), cell.rows.clamp(1, below));
            for (index, place) in covered[column..column + columns].iter_mut().enumerate() {
                *place = (rows - 1, columns - index);
            }
            (columns, Held::Cell(cell, rows, Vec::new()))
        } else {
            (1, Held::Empty)
        };
        slots.push(Slot { column, columns, held });
        column += columns;
    }
    if let Some(Slot { held: Held::Cell(_, _, more), .. }) =
        slots.iter_mut().rev().find(|slot| matches!(slot.held, Held::Cell(..)))
    {
        more.extend(given);
    }
    slots
}
