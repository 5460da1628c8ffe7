//! Columns of text: the pieces between breaks, and those of a last page made even.

use super::Geometry;
use super::fill::Column;
use super::plan::{CUT, Planned, Sheets, plan};
use crate::layout::flow::Node;

/// How often the height of balanced columns is brought nearer to the least.
const HALVINGS: usize = 9;

/// The list without its breaks, in pieces.
pub(super) fn runs(nodes: Vec<Node>) -> Vec<Vec<Node>> {
    let mut runs = vec![Vec::new()];
    for node in nodes {
        match node {
            Node::Break => runs.push(Vec::new()),
            Node::Strip(_) | Node::Space(_) | Node::Keep | Node::Float(_) | Node::Pages(_) => {
                runs.last_mut().expect("there is one").push(node);
            }
        }
    }
    let draws = |node: &Node| matches!(node, Node::Strip(_) | Node::Float(_) | Node::Pages(_));
    for run in &mut runs {
        if !run.iter().any(draws) {
            run.clear();
        }
    }
    runs
}

/// Shares what stands on the last page evenly among its columns.
pub(super) fn balanced(column: &Column<'_>, sheets: &Sheets, mut planned: Vec<Planned>) -> Vec<Planned> {
    let count = sheets.others.len();
    let last = planned.len().saturating_sub(1) / count * count;
    let Some(begin) = planned.get(last).map(|sheet| sheet.begin.clone()) else { return planned };
    let (mut low, mut high) = (0.0, sheets.get(last).room());
    for _ in 0..HALVINGS {
        let height = f64::midpoint(low, high);
        let lower = |index: usize| {
            let sheet = *sheets.get(last + index);
            Geometry { bottom: sheet.top + height, ..sheet }
        };
        let first: Vec<Geometry> = (0..count).map(lower).collect();
        let others = first.iter().map(|sheet| Geometry { under: None, ..*sheet }).collect();
        let (shared, cost) = plan(column, begin.clone(), &Sheets { first, others });
        if shared.len() <= count && cost < CUT {
            planned.truncate(last);
            planned.extend(shared);
            high = height;
        } else {
            low = height;
        }
    }
    planned
}
