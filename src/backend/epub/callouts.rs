//! Boxes beside the argument, as markup.

use super::writer::{Place, Writer};
use super::xhtml::{Markup, Tag, tag};
use crate::model::theme::Part;
use crate::model::{Block, Callout, CalloutKind};

impl<'a> Writer<'a> {
    /// Writes a box.
    pub(super) fn callout(&mut self, block: &'a Block, callout: &'a Callout, place: Place<'a>) {
        let title = self.ids.take("box");
        let element = callout_tag(callout.kind, place.plain).with("aria-labelledby", &title);
        let (element, inside) = self.open(element, block, place);
        self.block_element(element, |out| {
            out.line();
            let look = inside.under(Part::BoxHeading);
            out.block_element(tag("p").class("box-heading").id(Some(&title)), |out| {
                out.callout_title(callout, look);
            });
            let text = inside.under(Part::BoxText);
            if !callout.addressee.is_empty() {
                let bold = Place { weight: Some(600), ..text };
                out.block_element(tag("p").class("addressee"), |out| out.inlines(&callout.addressee, bold));
            }
            out.blocks(&callout.blocks, text);
        });
    }

    /// The heading of a box: its title, else what kind it is; before the title of a numbered one its number.
    fn callout_title(&mut self, callout: &'a Callout, place: Place<'a>) {
        let terms = self.document.terms;
        let name = match callout.kind {
            CalloutKind::Note => terms.note,
            CalloutKind::Tip => terms.tip,
            CalloutKind::Warning => terms.warning,
            CalloutKind::KeyFindings => terms.key_findings,
            CalloutKind::Recommendation => terms.recommendation,
        };
        match &callout.number {
            Some(number) => {
                let join = if callout.title.is_empty() { "" } else { ": " };
                self.label(&format!("{name} {number}{join}"), place);
            }
            None if callout.title.is_empty() => self.label(name, place),
            None => {}
        }
        self.inlines(&callout.title, place);
    }
}

fn callout_tag(kind: CalloutKind, plain: bool) -> Tag {
    // Asides may not stand in the head cells of a table; the role says the same. None of the boxes is a landmark: two of one
    // name could not be told apart.
    let aside = || tag(if plain { "div" } else { "aside" });
    match kind {
        CalloutKind::Note => aside().class("box note").with("role", "note"),
        CalloutKind::Tip => aside().class("box tip").with("epub:type", "tip").with("role", "doc-tip"),
        CalloutKind::Warning => {
            tag("div").class("box warning").with("epub:type", "notice").with("role", "doc-notice")
        }
        CalloutKind::KeyFindings => tag("div").class("box key-findings").with("role", "group"),
        CalloutKind::Recommendation => tag("div").class("box recommendation").with("role", "group"),
    }
}
