//! Tables: column widths from the content, rows as strips, heads that are repeated on every page.

mod pile;
mod rows;
pub(crate) mod share;
mod slice;
mod widths;

use super::build::{Builder, Place};
use super::flow::{Strip, TableId};
use super::frame::{Artifact, Tag};
use super::structure::Role;
use crate::model::{Block, Extent, Table};
use crate::resolve::Terms;
use rows::{Grid, RowSet};

/// The gap between two columns.
const GAP: f64 = 12.0;

/// From a row's rule to its text, above and below.
const ROW_PADDING: f64 = 5.2;

/// A table up to this share of a page is not broken.
pub(crate) const WHOLE: f64 = 0.55;

/// Lays out a table with its caption, source and note.
pub(super) fn lay_out<'a>(builder: &mut Builder<'a>, block: &Block, table: &'a Table, place: &Place) {
    if table.columns.is_empty() {
        return;
    }
    if table.extent == Extent::Landscape && place.extent != Extent::Landscape {
        builder.stays_upright(block);
    }
    let space = builder.theme.block_space;
    let wide = Place { hang: 0.0, ..place.inset(-place.hang, 0.0) };
    let element = builder.structure.add(place.element, Role::Table);
    builder.space(space);
    let nodes = builder.aside(|builder| {
        let label = table.number.as_ref().map(|number| Terms::counted(builder.document.terms.table, number));
        let continued = label.as_ref().map_or_else(Vec::new, |label| builder.continued(label, &wide));
        let captioned = !table.caption.is_empty() || table.number.is_some();
        if captioned {
            builder.caption(element, label, &table.caption, &wide);
        }
        let (widths, gap) = widths::columns(builder, block, table, &wide);
        let grid = Grid::new(wide.x, &widths, gap);
        body(builder, block, table, &grid, &wide.within(element), captioned.then_some(continued));
        let terms = builder.document.terms;
        let remarks = [(terms.note, &table.note[..]), (terms.source, &table.source[..])];
        builder.remarks(&remarks, place.element, &wide);
    });
    let mut nodes = nodes.into_iter();
    builder.nodes.extend(nodes.next());
    let share = if table.extent == Extent::Landscape { 1.0 } else { WHOLE };
    builder.whole(nodes.collect(), share);
    builder.space(space);
}

/// The rows of a table; one with a caption has `continued` above its head on every page but its first.
fn body<'a>(
    builder: &mut Builder<'a>,
    block: &Block,
    table: &'a Table,
    grid: &Grid,
    place: &Place,
    continued: Option<Vec<Strip>>,
) {
    let captioned = continued.is_some();
    let mut head = Vec::new();
    if !table.head.is_empty() {
        // A head without a body is none (PDF/UA-1, 7.2); its cells still name their columns.
        let role = if table.body.is_empty() { Role::TableBody } else { Role::TableHead };
        let part = builder.structure.add(place.element, role);
        let set = RowSet { rows: &table.head, is_head: true, row_headers: 0, top_rule: !captioned };
        let place = place.within(part);
        rows::each_group(builder, block, table, &set, grid, &place, |_, group| head.extend(group.strips));
    }
    let repeated = repeat(continued.unwrap_or_default(), &head, builder.tallest);
    let id = TableId(builder.flow.heads.len());
    builder.flow.heads.push(repeated);
    for strip in head {
        builder.strip(strip);
        builder.keep();
    }
    if table.body.is_empty() {
        return;
    }
    let part = builder.structure.add(place.element, Role::TableBody);
    let set = RowSet {
        rows: &table.body,
        is_head: false,
        row_headers: table.row_headers,
        top_rule: !captioned && table.head.is_empty(),
    };
    let mut first = true;
    rows::each_group(builder, block, table, &set, grid, &place.within(part), |builder, group| {
        // Two rows at least stay together at either end.
        if group.rows.start > 0 && (first || group.rows.end == table.body.len()) {
            builder.keep();
        }
        first = group.rows.start == 0;
        for (row, mut strip) in group.strips.into_iter().enumerate() {
            if row > 0 && group.whole {
                builder.keep();
            }
            strip.table = Some(id);
            builder.strip(strip);
        }
    });
}

/// What is drawn above a table's rows on later pages, its head among them where that leaves them room: it says nothing new,
/// so it is no content there.
fn repeat(continued: Vec<Strip>, head: &[Strip], tallest: f64) -> Vec<Strip> {
    let mut strips = continued;
    if head.iter().map(|strip| strip.height).sum::<f64>() <= tallest * 0.4 {
        strips.extend(head.iter().map(Strip::again));
    }
    for placed in strips.iter_mut().flat_map(|strip| &mut strip.items) {
        placed.tag = Tag::Artifact(Artifact::Layout);
    }
    strips
}
