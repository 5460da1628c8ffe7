//! The styles of the document, as the part `word/styles.xml` and as what other modules need to know of them.

mod blocks;
mod words;

use std::collections::BTreeMap;

use docx_rs::{ParagraphBorderPosition, ParagraphBorders, TabValueType};

use super::finish::Finish;
use super::geometry::Geometry;
use super::markup::{border_space, half_points, part, twips};
use super::numbering::{SECTIONS, section_place};
use super::styles::{Dresser, Look, Place, border, figures};
use super::{language, table_style};
use crate::error::Error;
use crate::fonts::Fonts;
use crate::model::theme::{Chapters, Figures, Part, RuleKind};
use crate::model::{Language, Theme};

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
            figures(if east_asian { Figures::Lining } else { text.figures })
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
        normal.additions.attributes.push_str(r#" w:default="1""#);
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
        if theme.page.title_page {
            let imprint = self.dressed(Look::own("Imprint", "Imprint"), Part::Imprint);
            self.add(imprint.priority(12).quiet());
            let heading = self.dressed(Look::own("SummaryHeading", "Summary Heading"), Part::ContentsTitle);
            self.add(heading.next("Summary").keep_next().priority(13).quiet());
        }
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
            let begins = level == 1 && self.theme.page.chapters == Chapters::NewPage;
            let look = if begins { look.paragraph("<w:pageBreakBefore/>") } else { look };
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
        let listed = self.dressed(Look::known("TableofFigures", "table of figures"), Part::Contents2);
        let turned = twips(self.theme.style(Part::Contents2).indent);
        let listed = listed.at(Place::hanging(turned, turned)).tab(TabValueType::Right, self.page.measure);
        self.add(listed.priority(39).quiet());
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
}
