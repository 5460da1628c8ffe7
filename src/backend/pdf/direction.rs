//! Text that runs from right to left: which runs belong together, and what they say in reading order.

use unicode_bidi::{BidiClass, bidi_class};

use super::cluster::{clusters, is_backwards};
use crate::layout::frame::{Item, Placed, Run};

/// The runs at the beginning of a list that read from right to left together, all of one content on one line.
///
/// Spaces and numbers between two such runs belong to them; faces may change among them.
pub(super) fn stretch(items: &[Placed]) -> Vec<&Run> {
    let Some(first) = items.first() else { return Vec::new() };
    let mut runs = Vec::new();
    let mut end = 0;
    for placed in items.iter().take_while(|placed| placed.tag == first.tag) {
        let Item::Run(run) = &placed.item else { break };
        let same_line =
            runs.first().is_none_or(|first: &&Run| first.y == run.y && first.matrix == run.matrix);
        let turned = is_turned(run);
        if !same_line || !(turned || (!runs.is_empty() && is_neutral(run))) {
            break;
        }
        runs.push(run);
        if turned {
            end = runs.len();
        }
    }
    runs.truncate(end);
    runs
}

/// The words of a stretch in reading order, in whatever order its runs are drawn.
pub(super) fn words(stretch: &[&Run]) -> String {
    let mut runs = stretch.to_vec();
    runs.sort_by(|a, b| b.x.total_cmp(&a.x));
    runs.into_iter().map(words_of_run).collect()
}

fn words_of_run(run: &Run) -> String {
    let clusters = clusters(run).map(|cluster| cluster.text().into_owned());
    if is_backwards(run) { clusters.rev().collect() } else { clusters.collect() }
}

fn is_turned(run: &Run) -> bool {
    // No letter before Hebrew runs from right to left.
    let is_turned = |c: char| c >= '\u{590}' && matches!(bidi_class(c), BidiClass::R | BidiClass::AL);
    is_backwards(run) || run.text.contains(is_turned)
}

fn is_neutral(run: &Run) -> bool {
    !run.text.contains(|c| bidi_class(c) == BidiClass::L)
}
