//! Grows the structure while blocks are laid out, in reading order.

use super::frame::{Attributes, ContentId, Element, ElementId, Kid, Role, Structure};

impl Structure {
    /// A structure with the document as its only element.
    pub(super) fn new() -> Self {
        Self { elements: vec![Element::default()], contents: Vec::new() }
    }

    /// The whole document.
    pub(super) fn root() -> ElementId {
        ElementId(0)
    }

    /// Adds an element at the end of another.
    pub(super) fn add(&mut self, parent: ElementId, role: Role) -> ElementId {
        self.add_with(parent, role, Attributes::default())
    }

    /// Adds an element with attributes at the end of another.
    pub(super) fn add_with(&mut self, parent: ElementId, role: Role, attributes: Attributes) -> ElementId {
        let id = ElementId(self.elements.len() as u32);
        self.elements.push(Element { role, parent: Some(parent), kids: Vec::new(), attributes });
        self.elements[parent.0 as usize].kids.push(Kid::Element(id));
        id
    }

    /// Adds a piece of content at the end of an element.
    pub(super) fn content(&mut self, parent: ElementId) -> ContentId {
        let id = ContentId(self.contents.len() as u32);
        self.contents.push(parent);
        self.elements[parent.0 as usize].kids.push(Kid::Content(id));
        id
    }

    /// The attributes of an element, to fill in what is known only later.
    pub(super) fn attributes(&mut self, id: ElementId) -> &mut Attributes {
        &mut self.elements[id.0 as usize].attributes
    }
}
