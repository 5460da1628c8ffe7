//! Planted faults: states that a target comes to only when it is fuzzed, to show that fuzzing finds them.

use std::collections::BTreeSet;

use triplicate::diagnostic::Diagnostic;
use triplicate::fonts::Face;
use triplicate::model::theme::Part;
use triplicate::model::{Block, BlockKind, Theme, walk};

/// Panics in the state, if faults are planted at all.
pub(crate) fn panic_if(state: &str, holds: impl FnOnce() -> bool) {
    assert!(!cfg!(feature = "planted") || !holds(), "planted: {state}");
}

pub(crate) fn quotation_holds_table(blocks: &[Block]) -> bool {
    let mut found = false;
    walk::blocks(blocks, &mut |block| {
        if matches!(block.kind, BlockKind::Quote(_)) {
            found |= block.children().iter().any(|child| matches!(child.kind, BlockKind::Table(_)));
        }
    });
    found
}

/// Whether a list holds text that is kept as it is typed.
pub(crate) fn list_holds_code(blocks: &[Block]) -> bool {
    let mut found = false;
    walk::blocks(blocks, &mut |block| {
        if matches!(block.kind, BlockKind::List(_)) {
            found |= block.children().iter().any(|child| matches!(child.kind, BlockKind::Code(_)));
        }
    });
    found
}

/// Whether a heading lies deeper than all that fuzzing begins with.
pub(crate) fn deep_heading(blocks: &[Block]) -> bool {
    let mut found = false;
    walk::blocks(blocks, &mut |block| {
        found |= matches!(&block.kind, BlockKind::Heading(heading) if heading.level > 2);
    });
    found
}

pub(crate) fn six_kinds(faults: &[Diagnostic]) -> bool {
    faults.iter().map(|fault| fault.code.name()).collect::<BTreeSet<_>>().len() >= 6
}

pub(crate) fn heading_size(theme: &Theme) -> f64 {
    theme.style(Part::heading(1)).size
}

/// Whether a face differs from all that fuzzing begins with.
pub(crate) fn is_another_face(face: &Face) -> bool {
    let family = face.family.as_str();
    face.italic || face.weight != 400 || !["Squares", "Cubes", "Dice", "One", "Two"].contains(&family)
}
