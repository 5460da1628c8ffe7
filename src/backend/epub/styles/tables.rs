//! Tables.

use super::Maker;
use super::sheet::Use::Line;
use crate::backend::epub::breadth::{COMPACT_GAP, DENSE, DENSE_GAP, GAP, SMALL, STEPS};
use crate::model::theme::{Part, RuleKind};

impl Maker<'_> {
    /// Tables.
    pub(super) fn tables(&mut self) {
        let (start, end, theme) = (self.start, self.end, self.theme);
        let space = self.em(theme.block_space);
        self.sheet.rule(".table", &format!("margin: {space} 0;"));
        self.hanging(".table");
        self.sheet.rule(".scroll", "overflow-x: auto;");
        let rules =
            [RuleKind::TableHead, RuleKind::TableRow, RuleKind::TableFoot].map(|kind| theme.rule(kind));
        self.sheet.rule("table", "border-collapse: collapse; width: 100%;");
        self.sheet.rule("caption", "caption-side: top;");
        let padding =
            format!("padding: 0.34em 0; padding-{end}: {GAP}em; vertical-align: top; text-align: {start};");
        self.part("th", Part::TableHead, &padding);
        self.part("td, tbody th", Part::TableText, &padding);
        self.sheet.rule("thead th", "vertical-align: bottom;");
        self.sheet.rule("td p, th p", "text-align: inherit; text-indent: 0;");
        let colours = |index: usize| [("border-bottom-color", rules[index].colour, Line)];
        for (index, selector, kind) in [
            (1, "tr", RuleKind::TableRow),
            (0, "thead tr:last-child", RuleKind::TableHead),
            (2, "tbody tr:last-child", RuleKind::TableFoot),
        ] {
            let line = format!("border-bottom: {} solid;", self.line(kind));
            self.sheet.coloured(selector, &line, &colours(index));
        }
        self.sheet.rule(".end", &format!("text-align: {end};"));
        self.sheet.rule(".center", "text-align: center;");
        self.sheet.rule(
            ".compact tr > :not(:last-child)",
            &format!("padding-{end}: {COMPACT_GAP}em; width: 1%; white-space: nowrap;"),
        );
        self.sheet.rule("tr > :last-child", &format!("padding-{end}: 0;"));
        self.sheet.rule("tr", "break-inside: avoid; page-break-inside: avoid;");
        let dense = format!("font-size: {DENSE}em; padding-{end}: {DENSE_GAP}em;");
        self.sheet.rule(".dense th, .dense td", &dense);
        // What breaks anywhere has no least width, and its column would be squeezed in favour of the widths that the author
        // gave; so widths are hints, and what cannot stay whole breaks in the end.
        let code = "margin: 0.2em 0; padding: 0.3em 0.4em; overflow-wrap: break-word;";
        self.sheet.rule("td pre, th pre", code);
        self.sheet.rule(".dense pre", "font-size: 0.95em;");
        let compact = format!(
            ".compact tr > :not(:last-child) {{ padding-{end}: {GAP}em; width: auto; white-space: normal; }}"
        );
        let narrow = format!("th, td {{ font-size: {SMALL}em; padding-{end}: {DENSE_GAP}em; }}");
        self.sheet.raw(&format!(
            "@media (max-width: {}em) {{\n  {narrow}\n  {compact}\n  col {{ width: auto !important; }}\n}}\n",
            STEPS[0]
        ));
        for step in STEPS {
            self.stacked(step);
        }
    }

    /// Tables too wide for screens up to a width: each row becomes a list of what its cells say.
    fn stacked(&mut self, step: u32) {
        let label = self.theme.style(Part::TableHead);
        let face = format!("font-family: {}; font-weight: {};", self.fonts.family(&label.font), label.weight);
        let all = |names: &[&str]| {
            let names: Vec<_> = names.iter().map(|name| format!(".stacked-{step} {name}")).collect();
            names.join(", ")
        };
        let parts = all(&["table", "tbody", "tr", "tbody th", "td"]);
        let (cells, head) = (all(&["tbody th", "td"]), all(&["thead", "colgroup", "td:empty"]));
        let name = all(&["tbody th"]);
        let (row, cell) = (all(&["tr"]), all(&["td[data-label]::before"]));
        self.sheet.raw(&format!(
            "@media (max-width: {step}em) {{\n\
             \x20 {parts} {{ display: block; width: auto; text-align: start; }}\n\
             \x20 {cells} {{ font-size: 0.84em; padding: 0.1em 0; }}\n\
             \x20 {name} {{ {face} }}\n\
             \x20 {row} {{ padding: 0.5em 0; }}\n\
             \x20 {head} {{ display: none; }}\n\
             \x20 {cell} {{ content: attr(data-label) \": \"; {face} }}\n}}\n"
        ));
    }
}
