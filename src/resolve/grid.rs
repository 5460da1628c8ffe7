//! Tables as grids: every place is covered by exactly one cell.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Cell, Column, Row, Table};
use crate::source::Span;

/// No page holds more columns.
const MOST_COLUMNS: usize = 256;

/// Filling rows up must stay within reason: so many places a table may have, as many as a document may have texts.
const MOST_PLACES: usize = 1_000_000;

/// Gives every cell its column, fills rows up to the grid, and reports spans that do not fit it.
pub(super) fn close(table: &mut Table, span: Span, diagnostics: &mut Diagnostics) {
    table.columns.truncate(MOST_COLUMNS);
    limit(table, span, diagnostics);
    let declared = table.columns.len();
    for rows in [&mut table.head, &mut table.body] {
        let width = place(rows, declared, diagnostics);
        if width > table.columns.len() {
            table.columns.resize(width, Column::default());
        }
    }
    if table.columns.len() > declared {
        limit(table, span, diagnostics);
    }
    if table.columns.is_empty() || table.head.is_empty() && table.body.is_empty() {
        diagnostics.push(Diagnostic::new(Code::TableGrid, span, "a table without cells"));
    }
    table.row_headers = table.row_headers.min(table.columns.len());
    if table.head.is_empty() && table.row_headers == 0 && !table.columns.is_empty() {
        // PDF/UA-1 and WCAG 1.3.1 want cells that say what the others mean; the first column is the likeliest.
        table.row_headers = 1;
        let message =
            "nothing in the table names its columns or rows; its first column is taken to name the rows";
        let help =
            "give it a first row that names the columns, or say `row-headers=1` if the first column does";
        diagnostics.push(Diagnostic::new(Code::HeadlessTable, span, message).with_help(help));
    }
    for rows in [&mut table.head, &mut table.body] {
        fill(rows, table.columns.len());
    }
}

/// Cuts off the rows of a table that has more places than any document needs.
fn limit(table: &mut Table, span: Span, diagnostics: &mut Diagnostics) {
    let most = MOST_PLACES / table.columns.len().max(1);
    if table.head.len() + table.body.len() <= most {
        return;
    }
    let message = format!("a table of {} and more than {most} rows", columns(table.columns.len()));
    diagnostics
        .push(Diagnostic::new(Code::TableGrid, span, message).with_help("divide it into several tables"));
    for rows in [&mut table.head, &mut table.body] {
        rows.truncate(most / 2);
        clip_rows(rows);
    }
}

/// Ends the cells that reach past the last row there.
fn clip_rows(rows: &mut [Row]) {
    let count = rows.len();
    for (index, row) in rows.iter_mut().enumerate() {
        for cell in &mut row.cells {
            cell.rows = cell.rows.min(count - index).max(1);
        }
    }
}

/// Gives the cells their columns and clips spans that do not fit; gives back how many columns the rows need.
///
/// A plain cell past the last declared column needs one more; a span must end within the declared columns.
fn place(rows: &mut [Row], declared: usize, diagnostics: &mut Diagnostics) -> usize {
    // For every column, how many rows from the current one on are covered from above.
    let mut covered: Vec<usize> = vec![0; declared];
    let count = rows.len();
    let mut width = declared;
    for (index, row) in rows.iter_mut().enumerate() {
        let mut at = 0;
        let mut fault = None;
        let mut kept = Vec::with_capacity(row.cells.len());
        for mut cell in std::mem::take(&mut row.cells) {
            while covered.get(at).is_some_and(|&rows| rows > 0) {
                at += 1;
            }
            if at >= MOST_COLUMNS {
                fault = fault.or(Some(format!("a row of more than {MOST_COLUMNS} columns")));
                break;
            }
            fault = fault.or(clip(&mut cell, at, declared, &covered, count - index));
            cell.column = at;
            let end = at + cell.columns;
            covered.resize(covered.len().max(end), 0);
            covered[at..end].fill(cell.rows);
            at = end;
            kept.push(cell);
        }
        row.cells = kept;
        while covered.get(at).is_some_and(|&rows| rows > 0) {
            at += 1;
        }
        if let Some(fault) = fault {
            diagnostics.push(Diagnostic::new(Code::TableGrid, row.span, fault));
        } else if at != declared {
            diagnostics.push(ragged(row.span, at, declared));
        }
        width = width.max(at);
        for rows in &mut covered {
            *rows = rows.saturating_sub(1);
        }
    }
    width
}

/// Cuts a cell's spans to the room they have; gives back what was wrong with them.
fn clip(cell: &mut Cell, at: usize, declared: usize, covered: &[usize], rows: usize) -> Option<String> {
    let mut fault = None;
    cell.columns = cell.columns.max(1);
    cell.rows = cell.rows.max(1);
    if cell.columns > 1 && at + cell.columns > declared {
        fault =
            Some(format!("a cell over {} columns begins in column {} of {declared}", cell.columns, at + 1));
        cell.columns = declared.saturating_sub(at).max(1);
    }
    let free = covered.iter().skip(at).take_while(|&&rows| rows == 0).count();
    if at < covered.len() && cell.columns > free && at + free < covered.len() {
        fault = fault
            .or(Some(format!("a cell over {} columns meets one that reaches down from above", cell.columns)));
        cell.columns = free;
    }
    if cell.rows > rows {
        fault = fault.or(Some(format!("a cell over {} rows reaches past the last one", cell.rows)));
        cell.rows = rows;
    }
    fault
}

/// The fault of a row that is shorter or longer than the table.
fn ragged(span: Span, found: usize, declared: usize) -> Diagnostic {
    let message = format!("a row of {} in a table of {declared}", columns(found));
    let help = if found < declared { "empty cells fill it up" } else { "the table gets more columns" };
    Diagnostic::new(Code::RaggedTable, span, message).with_help(help)
}

/// A number of columns in words.
fn columns(count: usize) -> String {
    if count == 1 { "1 column".to_owned() } else { format!("{count} columns") }
}

/// Adds empty cells where a row leaves places of the grid uncovered.
fn fill(rows: &mut [Row], width: usize) {
    let mut covered: Vec<usize> = vec![0; width];
    for row in rows {
        for cell in &row.cells {
            covered[cell.column..cell.column + cell.columns].fill(cell.rows);
        }
        for (column, rows) in covered.iter_mut().enumerate() {
            if *rows == 0 {
                row.cells.push(Cell {
                    blocks: Vec::new(),
                    columns: 1,
                    rows: 1,
                    align: None,
                    span: row.span,
                    column,
                });
                *rows = 1;
            }
            *rows -= 1;
        }
        row.cells.sort_by_key(|cell| cell.column);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A row of cells, each with the columns and rows that it wants to cover.
    fn row(cells: impl Iterator<Item = (usize, usize)>) -> Row {
        let span = Span::default();
        let cell = |(columns, rows)| Cell { blocks: Vec::new(), columns, rows, align: None, span, column: 0 };
        Row { cells: cells.map(cell).collect(), span }
    }

    #[test]
    fn every_place_is_covered_once_whatever_cells_want() {
        // A fixed sequence that looks random (Numerical Recipes' generator).
        let mut state = 1_u32;
        let mut next = |below: u32| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 16) % below
        };
        for _ in 0..2_000 {
            let mut rows = || -> Vec<Row> {
                let count = next(5);
                (0..count)
                    .map(|_| {
                        let cells: Vec<_> =
                            (0..next(5)).map(|_| (next(4) as usize, next(4) as usize)).collect();
                        row(cells.into_iter())
                    })
                    .collect()
            };
            let mut table = Table {
                caption: Vec::new(),
                columns: Vec::new(),
                head: rows(),
                body: rows(),
                row_headers: 9,
                extent: crate::model::Extent::Column,
                note: Vec::new(),
                source: Vec::new(),
                number: None,
            };
            table.columns.resize(next(5) as usize, Column::default());
            close(&mut table, Span::default(), &mut Diagnostics::default());
            let width = table.columns.len();
            assert!(table.row_headers <= width);
            for rows in [&table.head, &table.body] {
                let mut covered = vec![vec![0; width]; rows.len()];
                for (index, row) in rows.iter().enumerate() {
                    for cell in &row.cells {
                        for line in &mut covered[index..index + cell.rows] {
                            for place in &mut line[cell.column..cell.column + cell.columns] {
                                *place += 1;
                            }
                        }
                    }
                }
                assert!(covered.iter().flatten().all(|&times| times == 1), "{table:#?}");
            }
        }
    }
}
