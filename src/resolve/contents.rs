//! How long contents lists may be: each prints every heading, so a list below each of many headings would have no end.

use super::OutlineEntry;
use super::tree::{Node, each, whole};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{BlockKind, Document};

/// How many entries the contents lists of a document may have together, the first list not counted.
const MOST_ENTRIES: usize = 100_000;

/// Leaves out the contents lists that come to more than a document bears.
pub(super) fn limit(document: &mut Document, outline: &[OutlineEntry], diagnostics: &mut Diagnostics) {
    let entries = |depth: u8| outline.iter().filter(|entry| entry.depth <= depth).count();
    let by_depth: Vec<usize> = (0..=6).map(entries).collect();
    let mut is_first = true;
    let mut sum = 0;
    let mut is_told = false;
    each(whole(document), &mut |node| {
        let Node::Block(block) = node else { return };
        let BlockKind::Contents(contents) = &block.kind else { return };
        if !std::mem::take(&mut is_first) {
            sum += by_depth[usize::from(contents.depth.min(6))];
        }
        if sum <= MOST_ENTRIES {
            return;
        }
        block.kind = BlockKind::Rule;
        if !std::mem::replace(&mut is_told, true) {
            let message = "the contents lists of the document have more than 100,000 entries";
            diagnostics.push(
                Diagnostic::new(Code::TooLarge, block.span, message)
                    .with_help("one list of contents is enough; take the others out"),
            );
        }
    });
}
