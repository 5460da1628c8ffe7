//! A column while strips are put on it.

use super::Part;
use super::notes::{NoteLine, Notes};
use crate::layout::flow::{Node, Strip};

/// A column that is being filled.
pub(super) struct Sheet {
    pub part: Part,
    pub y: f64,
    pub space: f64,
    /// How far what stands last reaches past its foot.
    pub hangs: f64,
    pub begun: bool,
    /// Before the first strip of the text the table heads that stand above it.
    pub above: Option<Vec<Strip>>,
    /// What stands on landscape pages after it.
    pub pages: Vec<Node>,
    pub notes: Vec<NoteLine>,
}

impl Sheet {
    /// Adds what a node draws.
    pub(super) fn add(&mut self, node: Node, notes: &Notes) {
        match node {
            Node::Space(amount) => self.space = self.space.max(amount),
            Node::Keep | Node::Break => {}
            Node::Pages(nodes) => self.pages.extend(nodes),
            Node::Float(nodes) => {
                let above = self.above.take();
                for node in nodes {
                    self.add(node, notes);
                }
                self.above = above;
            }
            Node::Strip(strip) => self.strip(strip, notes),
        }
    }

    fn strip(&mut self, strip: Strip, notes: &Notes) {
        if self.begun {
            self.y += self.space;
        }
        self.space = 0.0;
        if strip.height > 0.0 {
            if let Some(heads) = self.above.take() {
                for head in heads {
                    let height = head.height;
                    self.part.repeated.push((self.y, head));
                    self.y += height;
                }
                self.y += strip.cut.above;
            }
            self.begun = true;
        }
        for &number in &strip.notes {
            self.notes.extend(notes.lines(number));
        }
        let height = strip.height;
        self.hangs = strip.cut.below;
        self.part.strips.push((self.y, strip));
        self.y += height;
    }
}
