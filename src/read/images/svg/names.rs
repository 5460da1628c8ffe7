//! The names that parts of a drawing have, and which of them may be mentioned.

use std::collections::{BTreeSet, HashMap};

use usvg::roxmltree::{Document, Node, NodeId};

use super::SVG;
use super::element::{self, Fate};

/// The identifiers of what is kept, as they are written: each once, and each a name by the rules of XML.
pub(super) struct Names {
    /// From what mentions say to what is written.
    written: HashMap<String, String>,
    /// The elements that bear a name: of several with the same, the first.
    bearers: HashMap<NodeId, String>,
}

impl Names {
    /// Collects the names of the elements that stay.
    pub(super) fn of(document: &Document<'_>) -> Self {
        let mut names = Self { written: HashMap::new(), bearers: HashMap::new() };
        let mut taken = BTreeSet::new();
        let mut unsound = Vec::new();
        for node in document.descendants().filter(|node| node.ancestors().all(stays)) {
            let Some(id) = node.attribute("id") else { continue };
            if names.written.contains_key(id) {
                continue;
            }
            names.written.insert(id.to_owned(), id.to_owned());
            names.bearers.insert(node.id(), id.to_owned());
            taken.insert(id.to_owned());
            if !is_name(id) {
                unsound.push((node.id(), id));
            }
        }
        for (number, (node, id)) in unsound.into_iter().enumerate() {
            let mut name = format!("part-{}", number + 1);
            while taken.contains(&name) {
                name.push('-');
            }
            names.written.insert(id.to_owned(), name.clone());
            names.bearers.insert(node, name);
        }
        names
    }

    /// The name that an element bears in what is written.
    pub(super) fn borne_by(&self, node: Node<'_, '_>) -> Option<&str> {
        self.bearers.get(&node.id()).map(String::as_str)
    }

    /// The written form of a mentioned name; nothing where no element bears it.
    pub(super) fn mentioned(&self, name: &str) -> Option<&str> {
        self.written.get(name).map(String::as_str)
    }
}

fn stays(node: Node<'_, '_>) -> bool {
    let ours = matches!(node.tag_name().namespace(), None | Some(SVG));
    !node.is_element()
        || matches!(element::fate(node.tag_name().name(), ours), Fate::Kept | Fate::Opened | Fate::Styles)
}

fn is_name(id: &str) -> bool {
    let mut characters = id.chars();
    let starts = |c: char| c.is_alphabetic() || c == '_';
    characters.next().is_some_and(starts)
        && characters.all(|c| starts(c) || c.is_ascii_digit() || matches!(c, '-' | '.'))
}
