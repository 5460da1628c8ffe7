//! Paragraphs of the main list, which are set side by side once a section is built: they are most of the work of a document, and
//! nothing that stands around them asks how they come out.

use rayon::prelude::*;

use super::line_strip;
use crate::fonts::Fonts;
use crate::layout::flow::{FrameId, Node, Strip};
use crate::layout::page_map::Offset;
use crate::layout::paragraph;
use crate::layout::shape::Shaper;
use crate::layout::text::{Line, Measure, Piece};
use crate::model::BlockId;
use crate::source::Span;

/// Fewer paragraphs than this are set one after the other.
const WORTH_SHARING: usize = 8;

/// Where lines of a paragraph come to stand.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stand {
    /// Their left side, from that of the text column.
    pub x: f64,
    /// The box around them.
    pub frame: Option<FrameId>,
    /// The block that they show, by which page starts are told.
    pub block: Option<BlockId>,
    /// Whether they stand in one of several columns, which may end in a hyphen.
    pub is_narrow: bool,
}

/// A paragraph that is still to be set.
#[derive(Debug)]
pub(super) struct Pending {
    /// The place in the list that is kept for it.
    pub at: usize,
    pub pieces: Vec<Piece>,
    pub measure: Measure,
    pub stand: Stand,
}

/// A shaper for each thread, so that none waits for another.
#[derive(Debug)]
pub(super) struct Shapers<'a> {
    list: Vec<Shaper<'a>>,
}

impl<'a> Shapers<'a> {
    pub(super) fn new(fonts: &'a Fonts) -> Self {
        Self { list: (0..rayon::current_num_threads().max(1)).map(|_| Shaper::new(fonts)).collect() }
    }

    fn own(&self) -> &Shaper<'a> {
        &self.list[rayon::current_thread_index().unwrap_or(0) % self.list.len()]
    }

    /// The characters that no face has, with their places.
    pub(super) fn take_missing(&self) -> Vec<(char, Span)> {
        self.list.iter().flat_map(Shaper::take_missing).collect()
    }
}

/// Puts paragraphs into the places kept for them.
pub(super) fn set_all(nodes: Vec<Node>, pending: Vec<Pending>, shapers: &Shapers<'_>) -> Vec<Node> {
    if pending.is_empty() {
        return nodes;
    }
    let set = |pending: Pending| {
        let lines = paragraph::set(&pending.pieces, &pending.measure, shapers.own());
        (pending.at, strips(lines, pending.stand))
    };
    let paragraphs: Vec<(usize, Vec<Node>)> = if pending.len() < WORTH_SHARING {
        pending.into_iter().map(set).collect()
    } else {
        pending.into_par_iter().map(set).collect()
    };
    let set: usize = paragraphs.iter().map(|(_, strips)| strips.len()).sum();
    let mut list = Vec::with_capacity(nodes.len() + set);
    let mut paragraphs = paragraphs.into_iter().peekable();
    for (at, node) in nodes.into_iter().enumerate() {
        match paragraphs.next_if(|(place, _)| *place == at) {
            Some((_, strips)) => list.extend(strips),
            None => list.push(node),
        }
    }
    list
}

/// Lines as strips, with widows and orphans kept from standing alone.
pub(super) fn strips(lines: Vec<Line>, stand: Stand) -> Vec<Node> {
    let count = lines.len();
    let mut nodes = Vec::with_capacity(count + 2);
    let mut hyphenated = false;
    for (index, line) in lines.into_iter().enumerate() {
        // Two lines at least stay together at either end of a paragraph. Nor does a word go on behind a page's turn.
        let turns = std::mem::replace(&mut hyphenated, line.hyphenated && !stand.is_narrow);
        if index > 0 && (index == 1 || index + 1 == count || turns) {
            nodes.push(Node::Keep);
        }
        let offset = if index == 0 { Offset::Start } else { Offset::Text(line.offset) };
        let start = stand.block.map(|block| (block, offset));
        nodes.push(Node::Strip(Strip { start, frame: stand.frame, ..line_strip(line, stand.x) }));
    }
    nodes
}
