//! Figures: an image or other content under its title, kept whole.

use super::inline::{Pieces, Run, picture_width};
use super::{Builder, Place};
use crate::layout::flow::{Node, Strip};
use crate::layout::frame::{Item, Placed, Rect, Tag};
use crate::layout::page_map::Offset;
use crate::layout::structure::{Attributes, ElementId, Role};
use crate::model::theme::{Part, RuleKind};
use crate::model::{Block, Figure, FigureContent, Inline, Picture};
use crate::resolve::Terms;

impl<'a> Builder<'a> {
    /// A figure with what stands above and below it.
    pub(in crate::layout) fn figure(&mut self, block: &Block, figure: &'a Figure, place: &Place) {
        let space = self.theme.block_space;
        let element = self.structure.add(place.element, Role::FigureGroup);
        let captioned = !figure.caption.is_empty() || figure.number.is_some();
        let hang = if captioned { place.hang } else { 0.0 };
        let wide = Place { hang: 0.0, ..place.inset(-hang, 0.0).within(element) };
        self.space(space);
        if captioned {
            let label =
                figure.number.as_ref().map(|number| Terms::counted(self.document.terms.figure, number));
            self.caption(element, label, &figure.caption, &wide);
        }
        match &figure.content {
            FigureContent::Picture(picture) => self.picture(block, picture, &wide),
            FigureContent::Blocks(blocks) => {
                let nodes = self.aside(|builder| builder.blocks(blocks, &wide));
                self.whole(nodes, 0.8);
            }
        }
        let terms = self.document.terms;
        let remarks = [(terms.source, &figure.source[..]), (terms.credit, &figure.credit[..])];
        self.remarks(&remarks, element, &wide);
        self.space(space);
    }

    /// The rule, label and title above a figure or table, kept with what follows.
    pub(in crate::layout) fn caption(
        &mut self,
        parent: ElementId,
        label: Option<String>,
        title: &'a [Inline],
        place: &Place,
    ) {
        let after = self.style(Part::Caption).after;
        self.rule_above(place);
        let element = self.structure.add(parent, Role::Caption);
        let mut pieces = Pieces::default();
        let run = self.run(Part::Caption, place, element);
        if let Some(label) = label {
            let look = Run { style: self.text_style(Part::CaptionLabel), ..run.clone() };
            let stop = if title.is_empty() { "" } else { ". " };
            self.words(&format!("{label}{stop}"), &look, &mut pieces);
        }
        self.inlines(title, &run, &mut pieces);
        self.kept(&pieces, Part::Caption, place);
        self.pad(after, place.frame);
        self.keep();
        // A table holds rows and its caption, nothing else (PDF/UA-1, 7.2), so the notes stand in the caption.
        self.notes(&pieces.notes, &place.within(element));
    }

    /// The rule with which a figure or table begins, kept with what follows.
    fn rule_above(&mut self, place: &Place) {
        let rule = self.theme.rule(RuleKind::Figure);
        let area = Rect { x: place.x, y: 0.0, width: place.width, height: rule.width };
        self.strip(Strip {
            height: rule.width + self.style(Part::Caption).before,
            items: vec![super::blocks::rectangle(area, rule.colour)],
            frame: place.frame,
            ..Strip::default()
        });
        self.keep();
    }

    /// The lines that name a table where it goes on on a further page; they say nothing new, so they leave no trace in the
    /// structure.
    pub(in crate::layout) fn continued(&mut self, label: &str, place: &Place) -> Vec<Strip> {
        let words = self.document.terms.continued;
        let (before, after) = words.split_once("{label}").unwrap_or(("", words));
        let space = self.style(Part::Caption).after;
        let nodes = self.measured(|builder| {
            builder.aside(|builder| {
                builder.rule_above(place);
                let run = builder.run(Part::Caption, place, place.element);
                let look = Run { style: builder.text_style(Part::CaptionLabel), ..run.clone() };
                let mut pieces = Pieces::default();
                for (words, run) in [(before, &run), (label, &look), (after, &run)] {
                    builder.words(words, run, &mut pieces);
                }
                builder.set(&pieces.list, Part::Caption, place, 0.0, None);
                builder.pad(space, place.frame);
            })
        });
        nodes.into_iter().filter_map(Node::into_strip).collect()
    }

    /// Sets pieces whose lines all stay together and with what follows.
    pub(in crate::layout) fn kept(&mut self, pieces: &Pieces<'_>, part: Part, place: &Place) {
        let nodes = self.aside(|builder| builder.set(&pieces.list, part, place, 0.0, None));
        for node in nodes {
            self.nodes.push(node);
            self.keep();
        }
    }

    /// The lines below a figure or table, close under it and without a gap between them: each a term and what it says.
    pub(in crate::layout) fn remarks(
        &mut self,
        remarks: &[(&str, &'a [Inline])],
        parent: ElementId,
        place: &Place,
    ) {
        let mut before = self.style(Part::Source).before;
        for (term, content) in remarks.iter().filter(|(_, content)| !content.is_empty()) {
            self.keep();
            self.pad(std::mem::take(&mut before), place.frame);
            self.keep();
            let element = self.structure.add(parent, Role::Source);
            let run = self.run(Part::Source, place, element);
            let mut pieces = Pieces::default();
            self.words(&format!("{term}{}", self.document.terms.colon), &run, &mut pieces);
            self.inlines(content, &run, &mut pieces);
            let nodes = self.aside(|builder| builder.set(&pieces.list, Part::Source, place, 0.0, None));
            self.whole(nodes, 0.8);
            self.notes(&pieces.notes, &place.within(parent));
        }
    }

    fn picture(&mut self, block: &Block, picture: &'a Picture, place: &Place) {
        let Some(id) = picture.image else {
            let paragraph = self.structure.add(place.element, Role::Paragraph);
            let run = self.run(place.part, place, paragraph);
            let mut pieces = Pieces::default();
            let inline = Inline::text(picture.alt.clone(), picture.span);
            self.stand_in(picture, &inline, &run, &mut pieces);
            self.set(&pieces.list, place.part, place, 0.0, Some(block.id));
            return;
        };
        let image = &self.document.images[id.0 as usize];
        let mut width = picture_width(picture, image.width, place.width);
        let ratio = if image.width > 0.0 { image.height / image.width } else { 1.0 };
        // Room for the caption and one line of source; a picture that is taller still is shown smaller.
        let limit = self.tallest * 0.86;
        if width * ratio > limit {
            width = limit / ratio;
        }
        let area = Rect { x: place.x, y: 0.0, width, height: width * ratio };
        let element = if picture.decorative {
            None
        } else {
            let attributes = Attributes { alt: Some(picture.alt.clone()), ..Attributes::default() };
            Some(self.structure.add_with(place.element, Role::Figure, attributes))
        };
        let tag = match element {
            Some(element) => Tag::Content(self.structure.content(element)),
            None => Tag::Artifact(crate::layout::frame::Artifact::Layout),
        };
        let items = vec![Placed { tag, item: Item::Image { image: id, area } }];
        self.keep();
        self.strip(Strip {
            height: area.height,
            items,
            areas: element.map(|element| (element, area)).into_iter().collect(),
            start: Some((block.id, Offset::Start)),
            frame: place.frame,
            ..Strip::default()
        });
    }
}
