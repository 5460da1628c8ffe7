//! Cover, title page, contents, colophon.

use super::sheet::Use::{Ink, Line};
use super::{Maker, WIDE, em_of, space};
use crate::model::theme::{Part, RuleKind};

impl Maker<'_> {
    /// Cover, title page, contents, colophon.
    pub(super) fn front(&mut self) {
        // The cover fills the screen; what its picture leaves has the picture's own ground, in the dark too.
        let ground =
            format!("margin: 0; padding: 0; max-width: none; background: #{};", self.theme.accent.hex());
        self.sheet.rule("body.bleed", &ground);
        let picture = "display: block; width: 100%; max-height: 100vh; object-fit: contain; margin: 0 auto;";
        self.sheet.rule(".cover img", picture);
        let (start, end) = (self.start, self.end);
        let rule = self.theme.rule(RuleKind::Masthead);
        let masthead = self.theme.style(Part::Masthead);
        let bar = format!(
            "border-top: {} solid; padding-top: {}; margin: 1.2em 0 {}; display: flex; flex-wrap: wrap; \
             align-items: center; row-gap: 0.3em;",
            self.line(RuleKind::Masthead),
            self.em(masthead.before),
            self.em(masthead.after * 0.6)
        );
        self.sheet.coloured(".masthead", &bar, &[("border-top-color", rule.colour, Line)]);
        self.part(".masthead p", Part::Masthead, "text-align: start; text-indent: 0; margin: 0;");
        // Eight millimetres high in print.
        let height = self.em(8.0 / 25.4 * 72.0);
        self.sheet
            .rule(".logo", &format!("height: {height}; width: auto; max-width: 60%; margin-{end}: 0.8em;"));
        self.sheet.rule(".masthead .series", &format!("padding-{end}: 1.5em;"));
        // Whatever stands before it, the date stands at the end.
        self.sheet.rule(".masthead .date", &format!("margin-{start}: auto;"));
        for (selector, part) in
            [(".title", Part::Title), (".subtitle", Part::Subtitle), (".author", Part::Authors)]
        {
            let margin = space(self.theme.style(part));
            self.part(
                selector,
                part,
                &format!("text-align: start; text-indent: 0; text-wrap: balance;{margin}"),
            );
        }
        self.sheet.rule(".author", "margin-bottom: 0;");
        self.sheet.rule(".name", "font-weight: 600;");
        if self.theme.page.title_page {
            self.part(".imprint", Part::Imprint, "text-align: start; text-indent: 0; margin: 0;");
            let gap =
                em_of(self.theme.style(Part::Imprint).before.max(24.0), self.theme.style(Part::Imprint).size);
            self.sheet.rule(
                ".author + .imprint, .subtitle + .imprint, .title + .imprint",
                &format!("margin-top: {gap};"),
            );
        }
        let after = self.theme.style(Part::Authors).after;
        self.sheet.rule(".titlepage", &format!("margin-bottom: {};", self.em(after)));
        let summary = self.theme.style(Part::Summary);
        let space = em_of(summary.after, summary.size);
        self.part(".summary", Part::Summary, &format!("margin: 0 0 {space};"));
        self.sheet.rule(".summary p", "text-align: start;");
        if self.theme.page.title_page {
            self.sheet.rule(".summary .contents-title + p", "text-indent: 0;");
        }
        self.part(".marking", Part::Marking, &format!("text-align: {end}; margin: 0.4em 0 0.6em;"));
        let hang = self.em(self.theme.page.hang);
        self.sheet.raw(&format!("{WIDE} {{ .titlepage {{ margin-{start}: -{hang}; }} }}\n"));
        self.contents();
        self.colophon();
    }

    fn contents(&mut self) {
        let (start, style) = (self.start, self.theme.style(Part::ContentsTitle));
        let margin = space(style);
        self.part(".contents-title", Part::ContentsTitle, &format!("text-indent: 0;{margin}"));
        let indent = self.theme.style(Part::Contents2);
        let indent = em_of(indent.indent, indent.size);
        self.sheet.rule(".contents", &format!("margin: 0 0 {};", self.em(self.theme.block_space)));
        self.sheet.rule(".contents ol", "list-style: none; margin: 0; padding: 0;");
        let first = self.theme.style(Part::Contents1);
        let space = em_of(first.before, first.size);
        self.part(".contents ol > li", Part::Contents1, &format!("margin: {space} 0 0; text-align: start;"));
        // The size is that of the entry above, which it stands in.
        let (first, second) =
            (self.theme.style(Part::Contents1).size, self.theme.style(Part::Contents2).size);
        let size = em_of(second, first);
        let second = self.theme.style(Part::Contents2);
        let space = em_of(second.before, second.size);
        let deeper = format!("font-size: {size}; margin: {space} 0 0;");
        self.part(".contents ol ol > li", Part::Contents2, &deeper);
        if self.lists {
            let size = em_of(second.size, self.theme.style(Part::Text).size);
            let deeper = format!("font-size: {size}; margin: {space} 0 0;");
            self.part(".listing ol > li", Part::Contents2, &deeper);
            let number = self.theme.style(Part::HeadingNumber).colour;
            self.sheet.coloured(".name-of", "", &[("color", number, Ink)]);
        }
        self.sheet.rule(".contents ol ol", &format!("padding-{start}: {indent};"));
        self.sheet.coloured(
            ".contents a",
            "text-decoration: none;",
            &[("color", self.theme.style(Part::Contents1).colour, Ink)],
        );
    }

    fn colophon(&mut self) {
        let rule = self.theme.rule(RuleKind::Colophon);
        let style = self.theme.style(Part::Colophon);
        let line = format!("border-top: {} solid; margin-top: 1.2em;", self.line(RuleKind::Colophon));
        self.sheet.coloured(".colophon dl", &line, &[("border-top-color", rule.colour, Line)]);
        let gap = em_of(style.after + 4.0, style.size);
        self.part(".colophon dt", Part::ColophonTerm, &format!("margin: {gap} 0 0;"));
        self.part(".colophon dd", Part::Colophon, "margin: 0; text-align: start;");
        self.sheet.rule(".colophon dd p", "text-align: start; text-indent: 0;");
    }
}
