//! The styles of words, and of what stands outside the text.

use docx_rs::{TabValueType, TextBorder, ThemeColor};

use super::super::styles::{Look, figures, shading};
use super::Sheet;
use crate::model::theme::{Figures, Part};

impl Sheet<'_> {
    /// What stands outside the text: notes, heads, feet.
    pub(super) fn margins(&mut self) {
        for (id, name) in [("FootnoteText", "footnote text"), ("EndnoteText", "endnote text")] {
            self.add(self.dressed(Look::known(id, name), Part::Note).priority(40).quiet());
        }
        let right = self.page.measure;
        let header = self.dressed(Look::known("Header", "header"), Part::RunningHead);
        let (before, after) =
            (f64::from(self.page.before_head) / 20.0, f64::from(self.page.after_head) / 20.0);
        self.add(header.tab(TabValueType::Right, right).spaced(before, after).priority(41).quiet());
        let footer = self.dressed(Look::known("Footer", "footer"), Part::Foot);
        self.add(footer.tab(TabValueType::Right, right).spaced(0.0, 0.0).priority(41).quiet());
    }

    /// The styles of words.
    pub(super) fn marks(&mut self) {
        let theme = self.theme;
        let mut plain = Look::character("DefaultParagraphFont", "Default Paragraph Font").quiet().priority(1);
        plain.style.based_on = None;
        plain.style = plain.style.semi_hidden().unhide_when_used();
        plain.additions.attributes.push_str(r#" w:default="1""#);
        self.add(plain);
        let mut strong = Look::character("Strong", "Strong").priority(22);
        strong.style = strong.style.bold();
        self.add(strong);
        let mut emphasis = Look::character("Emphasis", "Emphasis").priority(20);
        emphasis.style = emphasis.style.italic();
        self.add(emphasis);
        let link = theme.style(Part::Link).colour;
        for (id, name, slot) in [
            ("Hyperlink", "Hyperlink", ThemeColor::Hyperlink),
            ("FollowedHyperlink", "FollowedHyperlink", ThemeColor::FollowedHyperlink),
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
            let look = Look::character(id, name).run("<w:noProof/>").run(figures(Figures::Lining));
            let mut look = look.priority(24);
            look.style.run_property = self.dresser.run(look.style.run_property, &code, text);
            if id == "HTMLKeyboard" {
                look.style = look.style.text_border(TextBorder::new().size(4).space(1).color("8a959c"));
            }
            self.add(look);
        }
        let mut highlight = Look::own_character("Highlight", "Highlighted").priority(24);
        highlight.style.run_property.shading = Some(shading(theme.highlight));
        self.add(highlight);
        for (id, name) in
            [("FootnoteReference", "footnote reference"), ("EndnoteReference", "endnote reference")]
        {
            let mark = self.dresser.dress_run(Look::character(id, name), Part::NoteMark);
            let mut mark = mark.priority(40).quiet().run(r#"<w:vertAlign w:val="superscript"/>"#);
            // The size of a note's mark follows from that of the text around it.
            (mark.style.run_property.sz, mark.style.run_property.sz_cs) = (None, None);
            self.add(mark);
        }
        for (id, name, part, within) in [
            ("CaptionLabel", "Caption Label", Part::CaptionLabel, Part::Caption),
            ("TimelineDate", "Timeline Date", Part::TimelineDate, Part::TimelineText),
            ("ColophonTerm", "Colophon Term", Part::ColophonTerm, Part::Colophon),
            ("Marking", "Marking", Part::Marking, Part::Foot),
        ] {
            let mut look = Look::own_character(id, name).priority(38);
            let run = std::mem::take(&mut look.style.run_property);
            let (style, around) = (theme.style(part), theme.style(within));
            look.style.run_property = self.dresser.run(run, style, around);
            let same = style.figures == around.figures;
            self.add(if same { look } else { look.run(figures(style.figures)) });
        }
        let mut name = Look::own_character("AuthorName", "Author Name").priority(12);
        name.style = name.style.bold();
        self.add(name);
        self.add(Look::character("PageNumber", "page number").quiet().priority(41));
    }
}
