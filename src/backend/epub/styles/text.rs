//! Headings, running text, lists, notes.

use super::sheet::Use::{Ground, Ink, Line};
use super::{Maker, ROOMY, WIDE, em_of, space};
use crate::model::theme::{BoxKind, Figures, Part, RuleKind, Style, TextAlign};

/// How letters are set beyond their face.
pub(super) fn setting(style: &Style) -> String {
    let figures = match style.figures {
        Figures::OldStyle => "oldstyle-nums",
        Figures::Lining => "lining-nums",
        Figures::Tabular => "lining-nums tabular-nums",
    };
    let capitals = if style.capitals { "uppercase" } else { "none" };
    format!(
        " letter-spacing: {}; text-transform: {capitals}; font-variant-numeric: {figures};",
        if style.tracking == 0.0 { "normal".to_owned() } else { format!("{}em", style.tracking) }
    )
}

fn alignment(style: &Style) -> &'static str {
    match style.align {
        // Justified lines need room; where there is enough, they are.
        TextAlign::Start | TextAlign::Justify => "start",
        TextAlign::Center => "center",
        TextAlign::End => "end",
    }
}

/// Where words may be parted: nowhere but at the author's own soft hyphens, or by the language's rules, so that neither
/// short words are parted nor lines end in a ladder of hyphens.
fn hyphens(style: &Style) -> &'static str {
    if style.hyphenate {
        " hyphens: auto; -webkit-hyphens: auto; -epub-hyphens: auto; hyphenate-limit-chars: 7 3 3; \
         -webkit-hyphenate-limit-before: 3; -webkit-hyphenate-limit-after: 3; hyphenate-limit-lines: 2; \
         -webkit-hyphenate-limit-lines: 2; hyphenate-limit-last: always;"
    } else {
        " hyphens: manual; -webkit-hyphens: manual; -epub-hyphens: manual;"
    }
}

impl Maker<'_> {
    /// What holds for the whole page.
    pub(super) fn page(&mut self) {
        let theme = self.theme;
        let text = theme.style(Part::Text);
        let face = self.face(text).replace(" font-size: 1em;", "");
        self.sheet.rule(":root", "color-scheme: light dark;");
        let body = format!(
            "{face} text-align: {}; widows: 2; orphans: 2; overflow-wrap: break-word; margin: 0 auto; \
             padding: 0 4%; max-width: 40em;{}",
            alignment(text),
            hyphens(text)
        );
        self.sheet.rule("body", &body);
        let indent = self.em(text.indent);
        // No slanted faces are made for these, and none is made up.
        self.sheet.rule(":lang(zh), :lang(ja), :lang(ko)", "font-synthesis: weight;");
        // Korean has spaces between its words, and lines end at them.
        self.sheet.rule(":lang(ko)", "word-break: keep-all;");
        self.sheet.rule("p", "margin: 0; text-indent: 0; text-wrap: pretty;");
        self.sheet.rule("p + p", &format!("text-indent: {indent};"));
        self.sheet.rule("img", "max-width: 100%; height: auto;");
        self.sheet.rule("section, aside, figure, blockquote, dl, dd", "margin: 0;");
        let hang = self.em(theme.page.hang);
        let start = self.start;
        self.sheet.raw(&format!("{WIDE} {{ body {{ padding-{start}: calc(4% + {hang}); }} }}\n"));
        if text.align == TextAlign::Justify {
            self.sheet.raw(&format!("{ROOMY} {{ p {{ text-align: justify; }} }}\n"));
        }
    }

    /// A part's whole look with further declarations.
    pub(super) fn part(&mut self, selector: &str, part: Part, more: &str) {
        let style = self.theme.style(part);
        let declarations = format!("{} {more}{}", self.face(style), hyphens(style));
        self.sheet.coloured(selector, &declarations, &[("color", style.colour, Ink)]);
        if style.italic {
            let within: Vec<_> = selector.split(", ").map(|one| format!("{one} em")).collect();
            self.sheet.rule(&within.join(", "), "font-style: normal;");
        }
    }

    /// Headings, with their numbers in the margin where there is one.
    pub(super) fn headings(&mut self) {
        let (start, hang) = (self.start, self.theme.page.hang);
        for level in 1..=6u8 {
            let part = Part::heading(level);
            let style = self.theme.style(part);
            let margin = space(style);
            let keep = "break-after: avoid; page-break-after: avoid; text-align: start; text-indent: 0; \
                        text-wrap: balance;";
            self.part(&format!("h{level}, .h{level}"), part, &format!("{keep}{margin}"));
            let room = em_of(hang, style.size);
            self.sheet.raw(&format!(
                "{WIDE} {{ h{level} .number, .h{level} .number {{ float: {start}; box-sizing: border-box; \
                 margin-{start}: -{room}; min-width: {room}; padding-{}: 0.25em; }} }}\n",
                self.end
            ));
        }
        let number = self.theme.style(Part::HeadingNumber);
        let family = self.fonts.family(&number.font);
        let face = format!("font-family: {family}; font-weight: {}; font-style: normal;", number.weight);
        self.sheet.coloured(".number", &face, &[("color", number.colour, Ink)]);
        let column = em_of(self.theme.style(Part::Contents2).indent, self.theme.style(Part::Contents1).size);
        let entry = format!(
            "display: inline-block; min-width: calc({column} - 0.25em); font-weight: inherit; text-indent: 0;"
        );
        self.sheet.rule(".contents .number", &entry);
        self.sheet.rule(".contents ol ol .number", &format!("min-width: calc({column} * 1.7 - 0.25em);"));
        let start = self.start;
        let hanging = |column: &str| {
            format!("display: block; padding-{start}: {column}; text-indent: calc(-1 * {column});")
        };
        self.sheet.rule("a.numbered", &hanging(&column));
        self.sheet.rule("ol ol a.numbered", &hanging(&format!("calc({column} * 1.7)")));
    }

    /// Marks within text, quotations, code, rules.
    pub(super) fn running_text(&mut self) {
        let theme = self.theme;
        self.sheet.rule("em", "font-style: italic;");
        self.sheet.rule("em em", "font-style: normal;");
        self.sheet.rule("strong", "font-weight: 700;");
        self.sheet.rule("sup, sub", "font-size: 0.72em; line-height: 0;");
        self.sheet.rule(".small-caps", "font-variant-caps: small-caps;");
        let text = theme.style(Part::Text).colour;
        self.sheet.coloured(
            "mark",
            "padding: 0 0.1em;",
            &[("background-color", theme.highlight, Ground), ("color", text, Ink)],
        );
        let link = theme.style(Part::Link).colour;
        let underlined = "text-decoration: underline; text-decoration-thickness: 0.05em; \
                          text-underline-offset: 0.15em;";
        self.sheet.coloured("a", underlined, &[("color", link, Ink)]);
        let mono = self.fonts.family(&theme.style(Part::Code).font);
        let code = format!(
            "font-family: {mono}; font-size: {}em; font-variant-numeric: lining-nums; letter-spacing: normal; \
             text-transform: none; hyphens: none; -webkit-hyphens: none; -epub-hyphens: none;",
            theme.code_scale
        );
        self.sheet.rule("code, kbd", &code);
        self.sheet.rule("code, kbd, .whole", "white-space: pre;");
        self.sheet.rule(".long", "white-space: pre-wrap;");
        // Where readers have made letters so large that a line holds few of them, nothing may stay whole.
        self.sheet.raw(
            "@media (max-width: 18em) { code, kbd, .whole { white-space: pre-wrap; overflow-wrap: anywhere; } }\n",
        );
        let frame = theme.rule(RuleKind::Break).colour;
        let key = "border: 1px solid; border-radius: 0.25em; padding: 0 0.3em;";
        self.sheet.coloured("kbd", key, &[("border-color", frame, Line)]);
        let margin = space(theme.style(Part::Quote));
        let indent = self.em(theme.quote_indent);
        self.part("blockquote", Part::Quote, &format!("{margin} padding: 0 {indent};"));
        self.sheet.rule("figure.quote", &margin);
        self.sheet.rule("figure.quote > blockquote", "margin: 0;");
        let attribution = format!("text-align: {}; padding: 0 {indent};", self.end);
        self.part("figure.quote > figcaption", Part::Attribution, &attribution);
        let rule = theme.rule(RuleKind::Break);
        let line = format!(
            "border: 0; border-top: {} solid; margin: {} 30%;",
            self.line(RuleKind::Break),
            self.em(theme.block_space)
        );
        self.sheet.coloured("hr", &line, &[("border-top-color", rule.colour, Line)]);
        self.sheet.rule(".page-break", "break-after: page; page-break-after: always;");
        self.preformatted();
    }

    fn preformatted(&mut self) {
        let style = self.theme.style(Part::Code);
        let (look, margin) = (self.theme.boxed(BoxKind::Code), em_of(self.theme.block_space, style.size));
        let declarations = format!(
            "{} margin: {margin} 0; padding: {}; white-space: pre-wrap; overflow-wrap: anywhere; \
             text-align: start; hyphens: none; -webkit-hyphens: none; -epub-hyphens: none;",
            self.face(style),
            em_of(look.padding, style.size)
        );
        let colours = [("background-color", look.ground, Ground), ("color", style.colour, Ink)];
        self.sheet.coloured("pre", &declarations, &colours);
        self.sheet.rule("pre code", "font-size: 1em; white-space: inherit;");
    }

    /// Lists of all kinds.
    pub(super) fn lists(&mut self) {
        let (start, theme) = (self.start, self.theme);
        let indent = self.em(theme.list_indent);
        self.sheet.rule("ul, ol", &format!("margin: 0.5em 0; padding: 0; padding-{start}: {indent};"));
        // Numbers of one sign find room where bullets do, so that the text of both stands at one line.
        self.sheet.rule("ol.wide", &format!("padding-{start}: calc({indent} + 0.5em);"));
        self.sheet.rule("ol.wider", &format!("padding-{start}: calc({indent} + 1.2em);"));
        self.sheet.rule("li > ul, li > ol", "margin: 0.15em 0;");
        self.sheet.rule("li", "text-align: start; margin: 0.15em 0;");
        self.sheet.rule("li > p", "text-align: start;");
        self.sheet.rule(".loose > li > p + p", "text-indent: 0; margin-top: 0.4em;");
        self.sheet.rule(".loose > li", "margin: 0.5em 0;");
        self.sheet.rule("ul", "list-style-type: square;");
        self.sheet.coloured("ul > li::marker", "", &[("color", theme.mark, Ink)]);
        let number = theme.style(Part::ListNumber);
        let face = format!(
            "font-family: {}; font-weight: {}; font-style: normal; font-variant-numeric: lining-nums;",
            self.fonts.family(&number.font),
            number.weight
        );
        self.sheet.rule("ol > li::marker", &face);
        self.sheet.rule(".tasks", "list-style: none;");
        // Afloat, so that the space between the box and the words does not move them.
        let task = format!("float: {start}; width: {indent}; margin-{start}: -{indent}; font-style: normal;");
        self.sheet.coloured(".task", &task, &[("color", theme.accent, Ink)]);
        let space = theme.style(Part::Term);
        let before = em_of(space.before, space.size);
        self.part("dt", Part::Term, &format!("margin: {before} 0 0; break-after: avoid;"));
        self.sheet.rule("dl", "margin: 0.5em 0;");
        self.sheet.rule("dd", &format!("margin-{start}: {indent};"));
        self.sheet.rule("dd > p + p", "text-indent: 0; margin-top: 0.4em;");
    }

    /// Footnotes and their marks.
    pub(super) fn notes(&mut self) {
        let rule = self.theme.rule(RuleKind::Notes);
        let style = self.theme.style(Part::Note);
        let line = format!(
            "{} border-top: {} solid; margin-top: 2.5em; padding-top: 0.6em;{}",
            self.face(style),
            self.line(RuleKind::Notes),
            hyphens(style)
        );
        let colours = [("color", style.colour, Ink), ("border-top-color", rule.colour, Line)];
        self.sheet.coloured(".notes", &line, &colours);
        // A heading parts them from the text.
        self.sheet.rule(".endnotes", "border-top: 0; margin-top: 0; padding-top: 0;");
        let after = em_of(style.after, style.size);
        self.sheet.rule(".notes > aside", &format!("margin: 0 0 {after};"));
        self.sheet.rule(".notes p", "text-align: start; text-indent: 0;");
        let mark = self.theme.style(Part::NoteMark);
        let face = format!(
            "font-family: {}; font-weight: {}; font-style: normal; font-variant-numeric: lining-nums; \
             text-decoration: none; letter-spacing: normal;",
            self.fonts.family(&mark.font),
            mark.weight
        );
        self.sheet.coloured(".noteref, .back", &face, &[("color", mark.colour, Ink)]);
        // The size is the link's own: within words of the mark's face, colour alone would not tell it from them.
        self.sheet.rule(".noteref", "font-size: 0.72em; line-height: 0;");
        self.sheet.rule(".noteref sup", "font-size: 1em;");
    }
}
