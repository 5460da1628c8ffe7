//! Boxes and figures.

use super::sheet::Use::{Ground, Ink, Line};
use super::{Maker, WIDE, em_of, thickness};
use crate::model::theme::{BoxKind, Part, RuleKind};

impl Maker<'_> {
    /// Boxes beside the argument.
    pub(super) fn boxes(&mut self) {
        let space = em_of(self.theme.block_space, self.theme.style(Part::BoxText).size);
        self.part(".box", Part::BoxText, &format!("margin: {space} 0; text-align: start;"));
        let boxes = [
            (".key-findings", BoxKind::KeyFindings),
            (".note", BoxKind::Note),
            (".tip", BoxKind::Tip),
            (".warning", BoxKind::Warning),
            (".recommendation", BoxKind::Recommendation),
        ];
        for (selector, kind) in boxes {
            self.boxed(selector, kind);
        }
        let heading = self.theme.style(Part::BoxHeading);
        let after = em_of(heading.after, self.theme.style(Part::BoxText).size);
        // The size is that of the text in the box, which it stands in.
        let size = em_of(heading.size, self.theme.style(Part::BoxText).size);
        let keep = "break-after: avoid; page-break-after: avoid;";
        self.part(
            ".box > .box-heading",
            Part::BoxHeading,
            &format!("font-size: {size}; margin: 0 0 {after}; text-indent: 0; text-align: start; {keep}"),
        );
        for (selector, kind) in boxes {
            if let Some(colour) = self.theme.boxed(kind).heading {
                self.sheet.coloured(&format!("{selector} > .box-heading"), "", &[("color", colour, Ink)]);
            }
        }
        self.sheet.rule(".addressee", "font-weight: 600;");
        self.sheet.rule(".box p", "text-align: start;");
        self.sheet.rule(".box p + p", "text-indent: 0; margin-top: 0.5em;");
        self.sheet.rule(".box > .box-heading + p, .box > .addressee + p", "margin-top: 0;");
        self.sheet.rule(".box > ul, .box > ol", "margin: 0;");
        self.sheet.rule(".box li", "margin: 0.4em 0;");
        // The padding below a list is that below a paragraph.
        self.sheet.rule(".box > :last-child > li:last-child", "margin-bottom: 0;");
        self.sheet.rule(".box > .box-heading + * > li:first-child", "margin-top: 0;");
    }

    fn boxed(&mut self, selector: &str, kind: BoxKind) {
        let (start, look) = (self.start, self.theme.boxed(kind));
        let size = self.theme.style(Part::BoxText).size;
        let padding = em_of(look.padding, size);
        let declarations =
            format!("padding: {padding}; border-{start}: {} solid;", thickness(look.bar_width));
        let border = format!("border-{start}-color");
        let colours = [("background-color", look.ground, Ground), (border.as_str(), look.bar, Line)];
        self.sheet.coloured(selector, &declarations, &colours);
        if look.hang > 0.0 {
            let hang = em_of(look.hang, size);
            let inside = em_of(look.hang, size);
            self.sheet.raw(&format!(
                "{WIDE} {{ {selector} {{ margin-{start}: -{hang}; padding-{start}: max({padding}, \
                 calc({inside} - 1em)); }} }}\n"
            ));
        }
    }

    /// Figures.
    pub(super) fn figures(&mut self) {
        let theme = self.theme;
        let space = self.em(theme.block_space);
        let keep = "break-inside: avoid; page-break-inside: avoid;";
        self.sheet.rule("figure", &format!("margin: {space} 0; {keep}"));
        self.sheet.rule("figure > img", "display: block;");
        let rule = theme.rule(RuleKind::Figure);
        let line = format!("border-top: {} solid;", self.line(RuleKind::Figure));
        let colours = [("border-top-color", rule.colour, Line)];
        self.sheet.coloured("figure.captioned, .table", &line, &colours);
        let caption = theme.style(Part::Caption);
        let padding = format!(
            "padding: {} 0 {}; text-align: start; text-indent: 0;",
            em_of(caption.before, caption.size),
            em_of(caption.after, caption.size)
        );
        self.part(".captioned > figcaption, caption, p.caption", Part::Caption, &padding);
        let label = theme.style(Part::CaptionLabel);
        let face = format!("font-family: {}; font-weight: {};", self.fonts.family(&label.font), label.weight);
        self.sheet.coloured(".label", &face, &[("color", label.colour, Ink)]);
        let source = theme.style(Part::Source);
        let before = em_of(source.before, source.size);
        self.part(
            ".source",
            Part::Source,
            &format!("margin: {before} 0 0; text-indent: 0; text-align: start;"),
        );
        self.sheet.rule(".source + .source", "margin-top: 0; text-indent: 0;");
        // What is drawn for white paper keeps it.
        self.sheet.night("img", "background-color: #fff; border-radius: 2px;");
        self.hanging("figure.captioned");
    }

    /// What hangs out to the side where there is room, unless something else holds it.
    pub(super) fn hanging(&mut self, selector: &str) {
        let (start, hang) = (self.start, self.em(self.theme.page.hang));
        let held: Vec<_> = [".box", "li", "dd", "td", "th", "blockquote", ".notes"]
            .map(|holder| format!("{holder} {selector}"))
            .into();
        let held = held.join(", ");
        self.sheet.raw(&format!(
            "{WIDE} {{ {selector} {{ margin-{start}: -{hang}; }} {held} {{ margin-{start}: 0; }} }}\n"
        ));
    }
}
