//! The styles of lists, boxes, figures and tables.

use docx_rs::{LineSpacingType, ParagraphBorderPosition, ParagraphBorders, TabValueType};

use super::super::boxes::{self, Edge};
use super::super::markup::border_space;
use super::super::numbering::{BULLETS, NUMBERS, STYLED, Shapes, TIMELINE, UNCOUNTED, list_style};
use super::super::styles::{Look, Place, border, is_bold};
use super::super::timeline;
use super::Sheet;
use crate::model::CalloutKind;
use crate::model::theme::{BoxKind, Part, RuleKind};

impl Sheet<'_> {
    pub(super) fn lists(&mut self) {
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
        let place = timeline::usual_place();
        let text = self.dressed(Look::own("Timeline", "Timeline"), Part::TimelineText);
        let text = text.at(place).tab(TabValueType::Left, timeline::date_stop(place));
        self.add(text.numbered(TIMELINE, 0).priority(31));
        let more = Look::own("TimelineContinue", "Timeline Continue").based_on("Timeline");
        let more = more.numbered(UNCOUNTED, 0).at(Place::block(place.left, 0));
        self.add(more.priority(31).quiet());
    }

    pub(super) fn boxes(&mut self) {
        self.add(self.dressed(Look::own("BoxText", "Box Text"), Part::BoxText).priority(33));
        for kind in CalloutKind::ALL {
            let style = self.theme.boxed(boxes::kind(kind));
            let place = boxes::place(style);
            let (id, name) = boxes::style(kind);
            let heading = Look::own(&format!("{id}{}", boxes::TITLE), &format!("{name} Title"));
            let heading = self.dressed(heading, Part::BoxHeading).at(place).next(id).keep_next();
            let after = self.theme.style(Part::BoxHeading).after;
            // The same borders all through the box, so that its paragraphs are joined.
            let around = boxes::borders(style, 0, Edge::Padding, Edge::Padding);
            let mut heading = heading.spaced(self.theme.block_space, after).ground(style.ground);
            if let Some(colour) = style.heading {
                heading.style.run_property.color = Some(self.dresser.colour(colour));
            }
            self.add(heading.borders(around.clone()).priority(32));
            let text = Look::own(id, name).based_on("BoxText").at(place).ground(style.ground);
            let mut text = text.spaced(0.0, boxes::GAP).borders(around).priority(32);
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
        let space = self.theme.style(Part::Text).leading * 0.5;
        let code = self.dressed(Look::own("SourceCode", "Source Code"), Part::Code).at(boxes::place(style));
        let code = code.borders(boxes::borders(style, 0, Edge::Padding, Edge::Padding)).ground(style.ground);
        self.add(code.spaced(space, space).run("<w:noProof/>").priority(35));
    }

    pub(super) fn figures(&mut self) {
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
            Some(single.line(240).line_rule(LineSpacingType::Auto));
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
        let mut head = Look::own("TableHeading", "Table Heading").based_on("TableText").priority(37);
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
}
