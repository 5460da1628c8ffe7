//! The styles of the document, as the part `word/styles.xml` and as what other modules need to know of them.

use std::collections::BTreeMap;

use docx_rs::{ParagraphBorderPosition, ParagraphBorders, TabValueType};

use super::boxes::{self, Edge};
use super::finish::Finish;
use super::geometry::Geometry;
use super::markup::{border_space, half_points, part, twips};
use super::numbering::{
    BULLETS, NUMBERS, SECTIONS, STYLED, Shapes, TIMELINE, UNCOUNTED, list_style, section_place,
    timeline_place,
};
use super::styles::{Dresser, Look, Place, border, figures, is_bold};
use super::{language, table_style};
use crate::error::Error;
use crate::fonts::Fonts;
use crate::model::theme::{BoxKind, Part, RuleKind};
use crate::model::{CalloutKind, Language, Theme};

/// What other modules need to know of a style.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Known {
    /// Where its paragraphs stand.
    pub place: Place,
    /// The size of its text in points.
    pub size: f64,
    /// The space before and after, in points.
    pub space: (f64, f64),
    /// Whether its text is bold, which a second bold style would undo.
    pub bold: bool,
    /// Whether its ground goes on in the paragraph before it, so that no space may come between.
    pub seamless: bool,
}

/// The styles of a document.
pub(super) struct Sheet<'a> {
    theme: &'a Theme,
    dresser: Dresser<'a>,
    page: Geometry,
    numbered: bool,
    looks: Vec<Look>,
}

impl<'a> Sheet<'a> {
    pub(super) fn new(theme: &'a Theme, fonts: &'a Fonts, page: Geometry, numbered: bool) -> Self {
        let dresser = Dresser::new(theme, fonts);
        let mut sheet = Self { theme, dresser, page, numbered, looks: Vec::new() };
        sheet.text();
        sheet.front();
        sheet.headings();
        sheet.contents();
        sheet.lists();
        sheet.boxes();
        sheet.figures();
        sheet.margins();
        sheet.marks();
        sheet
    }

    /// What other modules need to know of the paragraph styles, by their identifiers.
    pub(super) fn known(&self) -> BTreeMap<String, Known> {
        let text = self.theme.style(Part::Text).size;
        let known = |look: &Look| Known {
            place: look.place,
            size: look.size.unwrap_or(text),
            space: look.space,
            bold: look.bold,
            seamless: look.seamless,
        };
        self.looks.iter().map(|look| (look.style.style_id.clone(), known(look))).collect()
    }

    /// The part `word/styles.xml`.
    pub(super) fn write(&self, language: &Language, finish: &mut Finish) -> Result<Vec<u8>, Error> {
        let mut out = self.defaults(language, finish)?;
        out.extend_from_slice(table_style::LATENT.as_bytes());
        for look in &self.looks {
            look.write(finish, &mut out)?;
        }
        out.extend_from_slice(table_style::write(self.theme).as_bytes());
        Ok(part("styles", &out))
    }

    /// What holds where no style says otherwise: the look of running text.
    fn defaults(&self, language: &Language, finish: &mut Finish) -> Result<Vec<u8>, Error> {
        let text = self.theme.style(Part::Text);
        let mut fonts = Vec::new();
        let family = self.dresser.family(&text.font);
        let east_asian = language::is_east_asian(language);
        finish.render(&if east_asian { family.hint("eastAsia") } else { family }, &mut fonts)?;
        let mut colour = Vec::new();
        finish.render(&self.dresser.colour(text.colour), &mut colour)?;
        let mut spacing = Vec::new();
        finish.render(
            &self.dresser.leading(text, docx_rs::LineSpacing::new().before(0).after(0)),
            &mut spacing,
        )?;
        let size = half_points(text.size);
        let mut out = b"<w:docDefaults><w:rPrDefault><w:rPr>".to_vec();
        out.append(&mut fonts);
        out.append(&mut colour);
        let rest = format!(
            r#"<w:kern w:val="2"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>{}<w14:ligatures w14:val="standard"/>{}"#,
            language::default(language),
            figures(text.figures)
        );
        out.extend_from_slice(rest.as_bytes());
        out.extend_from_slice(b"</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:widowControl/>");
        out.append(&mut spacing);
        out.extend_from_slice(b"</w:pPr></w:pPrDefault></w:docDefaults>");
        Ok(out)
    }

    fn add(&mut self, look: Look) {
        self.looks.push(look);
    }

    fn dressed(&self, look: Look, part: Part) -> Look {
        self.dresser.dress(look, part)
    }

    fn text(&mut self) {
        let theme = self.theme;
        let mut normal = Look::known("Normal", "Normal").priority(0);
        normal.style.based_on = None;
        normal.additions.attributes = r#" w:default="1""#.to_owned();
        self.add(normal);
        let indent = twips(theme.style(Part::Text).indent);
        let body = self.dressed(Look::known("BodyText", "Body Text"), Part::Text);
        self.add(body.priority(1).next("BodyTextFirstIndent"));
        let follow = Look::known("BodyTextFirstIndent", "Body Text First Indent").based_on("BodyText");
        self.add(follow.priority(1).at(Place { first: indent, ..Place::default() }));

        let quoted = twips(theme.quote_indent);
        let quote = self.dressed(Look::known("Quote", "Quote"), Part::Quote).at(Place::block(quoted, quoted));
        self.add(quote.priority(29).close());
        let attribution = Look::own("QuoteAttribution", "Quote Attribution");
        let after = theme.style(Part::Quote).after;
        let before = theme.style(Part::Attribution).before;
        let attribution = self.dressed(attribution, Part::Attribution).spaced(before, after);
        self.add(attribution.at(Place::block(quoted, quoted)).next("BodyText").priority(29));

        let term = self.dressed(Look::own("DefinitionTerm", "Definition Term"), Part::Term);
        self.add(term.next("Definition").keep_next().priority(30));
        let definition = self.dressed(Look::own("Definition", "Definition"), Part::Text);
        self.add(definition.at(Place::block(twips(theme.list_indent), 0)).priority(30));

        let rule = border(ParagraphBorderPosition::Bottom, theme.rule(RuleKind::Break), 1);
        let side = ((self.page.measure - 1200) / 2).max(0);
        let line = Look::own("HorizontalRule", "Horizontal Rule").at(Place::block(side, side));
        let line = line.borders(ParagraphBorders::with_empty().set(rule));
        let line = line.spaced(0.0, theme.block_space);
        self.add(line.next("BodyText").priority(39).quiet());
    }

    fn front(&mut self) {
        let hung = Place::block(-self.page.hang, 0);
        let theme = self.theme;
        let masthead = theme.style(Part::Masthead);
        let rule = theme.rule(RuleKind::Masthead);
        let top = border(ParagraphBorderPosition::Top, rule, border_space(masthead.before));
        let look = self.dressed(Look::own("Masthead", "Masthead"), Part::Masthead).at(hung);
        let look = look.tab(TabValueType::Right, self.page.measure).spaced(0.0, masthead.after);
        self.add(look.borders(ParagraphBorders::with_empty().set(top)).priority(9).quiet());
        for (id, name, part) in [("Title", "Title", Part::Title), ("Subtitle", "Subtitle", Part::Subtitle)] {
            let look = self.dressed(Look::known(id, name), part).at(hung).keep_next().keep_lines();
            self.add(look.next("BodyText").priority(10));
        }
        let authors = self.dressed(Look::own("Author", "Author"), Part::Authors).at(hung);
        self.add(authors.close().priority(12));
        self.add(self.dressed(Look::own("Summary", "Summary"), Part::Summary).priority(13));
        let small = self.dressed(Look::own("Colophon", "Colophon"), Part::Colophon);
        let gap = theme.style(Part::Colophon).after;
        self.add(small.spaced(0.0, gap).priority(45));
    }

    fn headings(&mut self) {
        for level in 1..=6_u8 {
            let index = usize::from(level) - 1;
            let look = Look::known(&format!("Heading{level}"), &format!("heading {level}"));
            let look = self.dressed(look, Part::heading(level)).next("BodyText").priority(9);
            let look = look.keep_next().keep_lines().outline(index);
            if self.numbered {
                self.add(look.numbered(SECTIONS, index).at(section_place(index, self.page.hang)));
            } else {
                self.add(look);
            }
        }
    }

    fn contents(&mut self) {
        let title = self.dressed(Look::known("TOCHeading", "TOC Heading"), Part::ContentsTitle);
        self.add(title.next("BodyText").keep_next().priority(39));
        for level in 1..=6_usize {
            let part = if level == 1 { Part::Contents1 } else { Part::Contents2 };
            let step = twips(self.theme.style(Part::Contents2).indent);
            let number = if self.numbered { step + (level as i32 - 1) * step * 2 / 5 } else { 0 };
            let left = (level as i32 - 1) * step + number;
            let look = self.dressed(Look::known(&format!("TOC{level}"), &format!("toc {level}")), part);
            let place = Place { left, first: -number, right: 0 };
            let look = if self.numbered { look.tab(TabValueType::Left, left) } else { look };
            self.add(look.at(place).tab(TabValueType::Right, self.page.measure).priority(39).quiet());
        }
    }

    fn lists(&mut self) {
        let gap = self.theme.style(Part::Text).leading * 0.14;
        for level in 0..STYLED {
            let place = Shapes::place(self.theme, level);
            let suffix = if level == 0 { String::new() } else { format!(" {}", level + 1) };
            for (base, name, list) in [
                ("ListBullet", "List Bullet", Some(BULLETS)),
                ("ListNumber", "List Number", Some(NUMBERS)),
                ("ListContinue", "List Continue", None),
            ] {
                let look = Look::known(&list_style(base, level), &format!("{name}{suffix}"));
                let look = self.dressed(look, Part::Text).spaced(0.0, gap).priority(21);
                let look = if level < 2 { look } else { look.quiet() };
                self.add(match list {
                    Some(list) => look.numbered(list, level).at(place),
                    None => look.at(Place::block(place.left, 0)),
                });
            }
        }
        let task = self.dressed(Look::own("TaskList", "Task List"), Part::Text).spaced(0.0, gap);
        self.add(task.at(Shapes::place(self.theme, 0)).priority(22));
        let text = Look::own("Timeline", "Timeline");
        let place = timeline_place(self.theme);
        let rule = self.theme.rule(RuleKind::Timeline);
        let line = ParagraphBorders::with_empty().set(border(ParagraphBorderPosition::Left, rule, 0));
        let text = self.dressed(text, Part::TimelineText).at(place).numbered(TIMELINE, 0);
        self.add(text.borders(line).priority(31));
        // Only with the very same borders and indents does the rule go on; its paragraphs begin with a tab.
        let more = Look::own("TimelineContinue", "Timeline Continue").based_on("Timeline");
        self.add(more.numbered(UNCOUNTED, 0).at(place).priority(31).quiet());
    }

    fn boxes(&mut self) {
        self.add(self.dressed(Look::own("BoxText", "Box Text"), Part::BoxText).priority(33));
        for kind in CalloutKind::ALL {
            let style = self.theme.boxed(boxes::kind(kind));
            let place = boxes::place(style);
            let (id, name) = boxes::style(kind);
            let heading = Look::own(&format!("{id}{}", boxes::TITLE), &format!("{name} Title"));
            let heading = self.dressed(heading, Part::BoxHeading).at(place).next(id).keep_next();
            let heading = heading.spaced(self.theme.block_space, 0.0).ground(style.ground);
            let after = self.theme.style(Part::BoxHeading).after;
            self.add(heading.borders(boxes::borders(style, 0, Edge::Padding, Edge::Gap(after))).priority(32));
            let text = Look::own(id, name).based_on("BoxText").at(place).ground(style.ground);
            let mut text =
                text.borders(boxes::borders(style, 0, Edge::None, Edge::Gap(boxes::GAP))).priority(32);
            text.size = Some(self.theme.style(Part::BoxText).size);
            text.seamless = true;
            self.add(text);
            let step = Shapes::step(self.theme);
            for (base, list) in [("Bullet", BULLETS), ("Number", NUMBERS)] {
                let item = Look::own(&format!("{id}{base}"), &format!("{name} {base}")).based_on(id);
                let place = Place { left: place.left + step, first: -step, ..place };
                let mut item = item.numbered(list, 0).at(place).priority(32).quiet();
                item.size = Some(self.theme.style(Part::BoxText).size);
                item.seamless = true;
                self.add(item);
            }
        }
        let style = self.theme.boxed(BoxKind::Code);
        let space = self.theme.block_space;
        let code = self.dressed(Look::own("SourceCode", "Source Code"), Part::Code).at(boxes::place(style));
        let code = code.borders(boxes::borders(style, 0, Edge::Padding, Edge::Padding)).ground(style.ground);
        self.add(code.spaced(space, space).run("<w:noProof/>").priority(35));
    }

    fn figures(&mut self) {
        let hung = Place::block(-self.page.hang, 0);
        let theme = self.theme;
        let caption = theme.style(Part::Caption);
        let rule =
            border(ParagraphBorderPosition::Top, theme.rule(RuleKind::Figure), border_space(caption.before));
        let look = self.dressed(Look::known("Caption", "caption"), Part::Caption).at(hung).keep_next();
        let look = look.borders(ParagraphBorders::with_empty().set(rule)).keep_lines();
        self.add(look.spaced(theme.block_space, caption.after).priority(35));
        let mut figure = Look::own("Figure", "Figure").at(hung).spaced(0.0, theme.block_space);
        let single = figure.style.paragraph_property.line_spacing.take().unwrap_or_default();
        figure.style.paragraph_property.line_spacing =
            Some(single.line(240).line_rule(docx_rs::LineSpacingType::Auto));
        self.add(figure.next("BodyText").priority(35));
        let source = self.dressed(Look::own("SourceNote", "Source Note"), Part::Source).at(hung);
        let before = theme.style(Part::Source).before;
        self.add(source.spaced(before, theme.block_space).close().next("BodyText").priority(36));
        let text = self.dressed(Look::own("TableText", "Table Text"), Part::TableText);
        self.add(text.priority(37));
        for (base, list) in [("Bullet", BULLETS), ("Number", NUMBERS)] {
            let item =
                Look::own(&format!("TableList{base}"), &format!("Table List {base}")).based_on("TableText");
            let mut item = item.numbered(list, 0).at(Shapes::place(theme, 0)).priority(37).quiet();
            item.size = Some(theme.style(Part::TableText).size);
            self.add(item);
        }
        let mut head =
            Look::own("TableHeading", "Table Heading").based_on("TableText").keep_next().priority(37);
        head.size = Some(theme.style(Part::TableHead).size);
        // The table's own style makes its head bold.
        head.bold = is_bold(theme.style(Part::TableHead));
        let (head_colour, text_colour) =
            (theme.style(Part::TableHead).colour, theme.style(Part::TableText).colour);
        if head_colour != text_colour {
            head.style.run_property.color = Some(self.dresser.colour(head_colour));
        }
        self.add(head);
    }

    /// What stands outside the text: notes, heads, feet.
    fn margins(&mut self) {
        self.add(self.dressed(Look::known("FootnoteText", "footnote text"), Part::Note).priority(40).quiet());
        let right = self.page.measure;
        let header = self.dressed(Look::known("Header", "header"), Part::RunningHead);
        let (before, after) =
            (f64::from(self.page.before_head) / 20.0, f64::from(self.page.after_head) / 20.0);
        self.add(header.tab(TabValueType::Right, right).spaced(before, after).priority(41).quiet());
        let footer = self.dressed(Look::known("Footer", "footer"), Part::Foot);
        self.add(footer.tab(TabValueType::Right, right).spaced(0.0, 0.0).priority(41).quiet());
    }

    /// The styles of words.
    fn marks(&mut self) {
        let theme = self.theme;
        let mut plain = Look::character("DefaultParagraphFont", "Default Paragraph Font").quiet().priority(1);
        plain.style.based_on = None;
        plain.style = plain.style.semi_hidden().unhide_when_used();
        plain.additions.attributes = r#" w:default="1""#.to_owned();
        self.add(plain);
        let mut strong = Look::character("Strong", "Strong").priority(22);
        strong.style = strong.style.bold();
        self.add(strong);
        let mut emphasis = Look::character("Emphasis", "Emphasis").priority(20);
        emphasis.style = emphasis.style.italic();
        self.add(emphasis);
        let link = theme.style(Part::Link).colour;
        for (id, name, slot) in [
            ("Hyperlink", "Hyperlink", docx_rs::ThemeColor::Hyperlink),
            ("FollowedHyperlink", "FollowedHyperlink", docx_rs::ThemeColor::FollowedHyperlink),
        ] {
            let mut look = Look::character(id, name).quiet().priority(99);
            look.style = look.style.color(link.hex()).theme_color(slot);
            self.add(look);
        }
        let mut reference = Look::own_character("CrossReference", "Cross-Reference").priority(23);
        reference.style.run_property.color = Some(self.dresser.colour(link));
        self.add(reference);
        let text = theme.style(Part::Text);
        let mut code = theme.style(Part::Code).clone();
        code.size = text.size * theme.code_scale;
        for (id, name) in [("HTMLCode", "HTML Code"), ("HTMLKeyboard", "HTML Keyboard")] {
            let mut look = Look::character(id, name).run("<w:noProof/>").priority(24);
            look.style.run_property = self.dresser.run(look.style.run_property, &code, text);
            if id == "HTMLKeyboard" {
                look.style =
                    look.style.text_border(docx_rs::TextBorder::new().size(4).space(1).color("8a959c"));
            }
            self.add(look);
        }
        let mut highlight = Look::own_character("Highlight", "Highlighted").priority(24);
        highlight.style.run_property.shading = Some(super::styles::shading(theme.highlight));
        self.add(highlight);
        let mark = self
            .dresser
            .dress_run(Look::character("FootnoteReference", "footnote reference"), Part::NoteMark);
        let mut mark = mark.priority(40).quiet().run(r#"<w:vertAlign w:val="superscript"/>"#);
        // The size of a note's mark follows from that of the text around it.
        (mark.style.run_property.sz, mark.style.run_property.sz_cs) = (None, None);
        self.add(mark);
        for (id, name, part, within) in [
            ("CaptionLabel", "Caption Label", Part::CaptionLabel, Part::Caption),
            ("TimelineDate", "Timeline Date", Part::TimelineDate, Part::TimelineText),
            ("ColophonTerm", "Colophon Term", Part::ColophonTerm, Part::Colophon),
            ("Marking", "Marking", Part::Marking, Part::Foot),
        ] {
            let mut look = Look::own_character(id, name).priority(38);
            let run = std::mem::take(&mut look.style.run_property);
            look.style.run_property = self.dresser.run(run, theme.style(part), theme.style(within));
            self.add(look);
        }
        let mut name = Look::own_character("AuthorName", "Author Name").priority(12);
        name.style = name.style.bold();
        self.add(name);
        self.add(Look::character("PageNumber", "page number").quiet().priority(41));
    }
}
