//! Rows to strips: cells set in their columns, heights shared over spans, rules between.

use std::ops::Range;

use super::{ROW_PADDING, pile, slice};
use crate::layout::build::{Builder, Place, rectangle};
use crate::layout::flow::{Node, Strip};
use crate::layout::frame::{Placed, Rect};
use crate::layout::page_map::Offset;
use crate::layout::structure::{Attributes, Role, Scope};
use crate::model::theme::{Part, RuleKind, RuleStyle, TextAlign};
use crate::model::{Align, Block, Cell, Row, Table};

/// Rows bound by spans, or a row, taller than this share of a page may be broken inside their cells.
const TALL: f64 = 0.3;

/// Where the columns stand.
pub(super) struct Grid {
    /// The left side of every column, and the right side of the last.
    lefts: Vec<f64>,
    widths: Vec<f64>,
    gap: f64,
}

impl Grid {
    pub(super) fn new(x: f64, widths: &[f64], gap: f64) -> Self {
        let mut left = x;
        let mut lefts = Vec::new();
        for width in widths {
            lefts.push(left);
            left += width + gap;
        }
        Self { lefts, widths: widths.to_vec(), gap }
    }

    fn cell(&self, cell: &Cell) -> (f64, f64) {
        let last = (cell.column + cell.columns).min(self.widths.len()) - 1;
        (self.lefts[cell.column], self.lefts[last] + self.widths[last] - self.lefts[cell.column])
    }

    /// The stretch of a rule under columns `first..end`, gaps included.
    fn stretch(&self, first: usize, end: usize) -> (f64, f64) {
        let right =
            self.lefts[end - 1] + self.widths[end - 1] + if end < self.widths.len() { self.gap } else { 0.0 };
        (self.lefts[first], right - self.lefts[first])
    }
}

/// The rows of a head or a body.
pub(super) struct RowSet<'a> {
    pub rows: &'a [Row],
    pub is_head: bool,
    pub row_headers: usize,
    /// Whether a rule stands above the first row.
    pub top_rule: bool,
}

/// A cell as set.
pub(super) struct Set<'a> {
    pub cell: &'a Cell,
    pub nodes: Vec<Node>,
    pub height: f64,
}

/// A row as set.
pub(super) struct SetRow<'a> {
    /// Its number in the head or body.
    pub index: usize,
    pub cells: Vec<Set<'a>>,
    pub height: f64,
    /// Its rules with their feet, from its top.
    pub rules: Vec<(f64, Placed)>,
}

/// Rows that spans bind together, as strips.
pub(super) struct Group {
    /// The numbers of the rows in the head or body.
    pub rows: Range<usize>,
    pub strips: Vec<Strip>,
    /// Whether no page ends within it.
    pub whole: bool,
}

/// Sets rows and hands them to `put` with their strips, group by group that spans bind together. A long table takes no more
/// room in between than one group does.
pub(super) fn each_group<'a>(
    builder: &mut Builder<'a>,
    block: &Block,
    table: &'a Table,
    set: &RowSet<'a>,
    grid: &Grid,
    place: &Place,
    mut put: impl FnMut(&mut Builder<'a>, Group),
) {
    let mut first = 0;
    while first < set.rows.len() {
        let rows = first..group_end(set.rows, first);
        first = rows.end;
        let group = group(builder, block, table, set, grid, place, rows);
        put(builder, group);
    }
}

/// The row before which the group that begins with a row ends: spans reach no further.
fn group_end(rows: &[Row], first: usize) -> usize {
    let (mut end, mut index) = (first + 1, first);
    while index < end.min(rows.len()) {
        end = rows[index].cells.iter().map(|cell| index + cell.rows).fold(end, usize::max);
        index += 1;
    }
    end.min(rows.len())
}

/// The rows of one group; those of tall rows hold some lines of each cell.
fn group<'a>(
    builder: &mut Builder<'a>,
    block: &Block,
    table: &'a Table,
    set: &RowSet<'a>,
    grid: &Grid,
    place: &Place,
    rows: Range<usize>,
) -> Group {
    let mut cells: Vec<Vec<Set<'a>>> = Vec::with_capacity(rows.len());
    for row in &set.rows[rows.clone()] {
        let element = builder.structure.add(place.element, Role::TableRow);
        let place = place.within(element);
        cells.push(row.cells.iter().map(|cell| set_cell(builder, table, set, grid, cell, &place)).collect());
    }
    let heights = heights(&cells);
    let rules = rules(builder, set, grid, rows.start, &heights);
    let limit = builder.tallest * TALL;
    let whole = heights.iter().sum::<f64>() <= limit;
    let set_rows = rows.clone().zip(cells).zip(heights).zip(rules);
    let set_rows = set_rows.map(|(((index, cells), height), rules)| SetRow { index, cells, height, rules });
    let frames = &builder.flow.frames;
    let mut strips: Vec<(usize, Strip)> = if whole {
        set_rows.map(|row| pile::whole(row, set.is_head, frames, place.frame)).collect()
    } else {
        slice::slices(set_rows.collect(), limit, frames, place.frame)
    };
    for (row, strip) in &mut strips {
        strip.frame = place.frame;
        strip.start = Some((block.id, if set.is_head { Offset::Start } else { Offset::Row(*row) }));
    }
    Group { rows, strips: strips.into_iter().map(|(_, strip)| strip).collect(), whole }
}

fn set_cell<'a>(
    builder: &mut Builder<'a>,
    table: &Table,
    set: &RowSet<'_>,
    grid: &Grid,
    cell: &'a Cell,
    place: &Place,
) -> Set<'a> {
    let names_row = !set.is_head && cell.column < set.row_headers;
    let scope = match (set.is_head, names_row) {
        (true, _) => Some(Scope::Column),
        (false, true) => Some(Scope::Row),
        (false, false) => None,
    };
    let attributes = Attributes {
        scope,
        columns: Some(cell.columns).filter(|&count| count > 1),
        rows: Some(cell.rows).filter(|&count| count > 1),
        ..Attributes::default()
    };
    let role = if scope.is_some() { Role::HeaderCell } else { Role::DataCell };
    let element = builder.structure.add_with(place.element, role, attributes);
    let (x, width) = grid.cell(cell);
    let align = cell.align.unwrap_or(table.columns[cell.column].align);
    let inner = Place {
        x,
        width,
        element,
        hang: 0.0,
        part: if set.is_head { Part::TableHead } else { Part::TableText },
        align: Some(match align {
            Align::Start => TextAlign::Start,
            Align::Center => TextAlign::Center,
            Align::End => TextAlign::End,
        }),
        ..place.clone()
    };
    let mut nodes = builder.aside(|builder| builder.blocks(&cell.blocks, &inner));
    while matches!(nodes.last(), Some(Node::Space(_))) {
        nodes.pop();
    }
    let height = crate::layout::flow::height(&nodes) + 2.0 * ROW_PADDING;
    Set { cell, nodes, height }
}

/// The height of every row: the tallest of its own cells, and the last row of a span as much more as the span needs.
fn heights(cells: &[Vec<Set<'_>>]) -> Vec<f64> {
    let mut heights: Vec<f64> = cells
        .iter()
        .map(|row| {
            let own = row.iter().filter(|set| set.cell.rows == 1).map(|set| set.height);
            own.fold(2.0 * ROW_PADDING, f64::max)
        })
        .collect();
    for (index, row) in cells.iter().enumerate() {
        for set in row.iter().filter(|set| set.cell.rows > 1) {
            let end = (index + set.cell.rows).min(heights.len());
            let lacking = set.height - heights[index..end].iter().sum::<f64>();
            if lacking > 0.0 {
                heights[end - 1] += lacking;
            }
        }
    }
    heights
}

/// The rules of rows from `begin` on: under each, except where a span goes on, and above the first where asked.
fn rules(
    builder: &Builder<'_>,
    set: &RowSet<'_>,
    grid: &Grid,
    begin: usize,
    heights: &[f64],
) -> Vec<Vec<(f64, Placed)>> {
    let columns = grid.widths.len();
    let draw = |y: f64, (x, width): (f64, f64), rule: RuleStyle| {
        (y, rectangle(Rect { x, y: y - rule.width, width, height: rule.width }, rule.colour))
    };
    // For every column the row before which the cell that covers it ends.
    let mut until = vec![0; columns];
    let mut rules = Vec::new();
    for (index, height) in (begin..).zip(heights) {
        let row = &set.rows[index];
        for cell in &row.cells {
            until[cell.column..cell.column + cell.columns].fill(index + cell.rows);
        }
        let kind = match (set.is_head, index + 1 == set.rows.len()) {
            (true, true) => RuleKind::TableHead,
            (false, true) => RuleKind::TableFoot,
            (_, false) => RuleKind::TableRow,
        };
        let rule = builder.theme.rule(kind);
        let mut drawn = Vec::new();
        if index == 0 && set.top_rule {
            let rule = builder.theme.rule(RuleKind::Figure);
            drawn.push(draw(rule.width, grid.stretch(0, columns), rule));
        }
        let mut first = 0;
        while first < columns {
            if until[first] > index + 1 {
                first += 1;
                continue;
            }
            let end = (first..columns).find(|&column| until[column] > index + 1).unwrap_or(columns);
            drawn.push(draw(*height, grid.stretch(first, end), rule));
            first = end;
        }
        rules.push(drawn);
    }
    rules
}
