//! What a theme file may say, and the theme that it comes to.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::values::{Columns, Length, Paint, Share};
use crate::model::Theme;
use crate::model::theme::{
    BoxKind, BoxStyle, Chapters, Colour, Figures, FrontMatter, Justification, PageNumber, PageStyle, Part,
    RuleKind, RuleStyle, RunningHead, Style, TextAlign,
};

/// What a theme file may say.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Form {
    name: Option<String>,
    #[expect(dead_code, reason = "followed before the files are merged")]
    extends: Option<String>,
    accent: Option<Paint>,
    mark: Option<Paint>,
    highlight: Option<Paint>,
    list_indent: Option<Length>,
    quote_indent: Option<Length>,
    block_space: Option<Length>,
    code_scale: Option<f64>,
    #[serde(default)]
    justification: JustificationForm,
    #[expect(dead_code, reason = "loaded from the file that names it, where its path begins")]
    logo: Option<String>,
    logo_alt: Option<String>,
    #[serde(default)]
    page: PageForm,
    #[serde(default)]
    style: BTreeMap<Part, StyleForm>,
    #[serde(default, rename = "box")]
    boxes: BTreeMap<BoxKind, BoxForm>,
    #[serde(default)]
    rule: BTreeMap<RuleKind, RuleForm>,
}

/// The white between two columns where a theme names none: 6 mm.
const COLUMN_GAP: f64 = 17.0;

#[derive(Clone, Copy, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct PageForm {
    top: Option<Length>,
    first_top: Option<Length>,
    right: Option<Length>,
    bottom: Option<Length>,
    left: Option<Length>,
    hang: Option<Length>,
    measure: Option<Length>,
    head: Option<Length>,
    foot: Option<Length>,
    running_head: Option<RunningHead>,
    front_matter: Option<FrontMatter>,
    page_number: Option<PageNumber>,
    chapters: Option<Chapters>,
    title_page: Option<bool>,
    contents_page: Option<bool>,
    endnotes: Option<bool>,
    columns: Option<Columns>,
    column_gap: Option<Length>,
}

#[derive(Clone, Copy, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct JustificationForm {
    protrusion: Option<Share<1500>>,
    expansion: Option<Share<50>>,
    letter_spacing: Option<Share<50>>,
}

#[derive(Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct StyleForm {
    font: Option<String>,
    weight: Option<u16>,
    italic: Option<bool>,
    size: Option<Length>,
    leading: Option<Length>,
    colour: Option<Paint>,
    tracking: Option<f64>,
    capitals: Option<bool>,
    align: Option<TextAlign>,
    hyphenate: Option<bool>,
    figures: Option<Figures>,
    indent: Option<Length>,
    before: Option<Length>,
    after: Option<Length>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct BoxForm {
    ground: Option<Paint>,
    bar: Option<Paint>,
    heading: Option<Paint>,
    bar_width: Option<Length>,
    padding: Option<Length>,
    hang: Option<Length>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct RuleForm {
    width: Option<Length>,
    colour: Option<Paint>,
}

impl Form {
    /// The theme, or the key that is missing.
    pub(super) fn finish(self) -> Result<Theme, String> {
        let length = |value: Option<Length>, key: &str| value.map(|length| length.0).ok_or(key.to_owned());
        let accent = self.accent.and_then(Paint::own).ok_or("accent")?;
        let mark = self.mark.map_or(accent, |mark| mark.of(accent, accent));
        let paint = |paint: Paint| paint.of(accent, mark);
        let text = self.style.get(&Part::Text).cloned().unwrap_or_default();
        let base = Style {
            font: text.font.ok_or("style.text.font")?,
            weight: text.weight.unwrap_or(400),
            italic: text.italic.unwrap_or(false),
            size: length(text.size, "style.text.size")?,
            leading: length(text.leading, "style.text.leading")?,
            colour: paint(text.colour.ok_or("style.text.colour")?),
            tracking: 0.0,
            capitals: false,
            align: TextAlign::Start,
            hyphenate: false,
            figures: Figures::Lining,
            indent: 0.0,
            before: 0.0,
            after: 0.0,
        };
        Ok(Theme {
            name: self.name.unwrap_or_default(),
            page: self.page.finish()?,
            accent,
            mark,
            highlight: paint(self.highlight.ok_or("highlight")?),
            list_indent: length(self.list_indent, "list-indent")?,
            quote_indent: length(self.quote_indent, "quote-indent")?,
            block_space: length(self.block_space, "block-space")?,
            code_scale: self.code_scale.unwrap_or(1.0),
            justification: self.justification.finish(),
            logo: None,
            logo_alt: self.logo_alt.unwrap_or_default(),
            styles: Part::ALL
                .iter()
                .map(|part| (*part, self.style.get(part).cloned().unwrap_or_default().over(&base, &paint)))
                .collect(),
            boxes: BoxKind::ALL.iter().map(|kind| (*kind, boxed(self.boxes.get(kind), &paint))).collect(),
            rules: RuleKind::ALL
                .iter()
                .map(|kind| (*kind, rule(self.rule.get(kind), accent, &paint)))
                .collect(),
        })
    }
}

impl PageForm {
    /// The page, or the key that is missing.
    fn finish(self) -> Result<PageStyle, String> {
        let length = |value: Option<Length>, name: &str| {
            value.map(|length| length.0).ok_or_else(|| format!("page.{name}"))
        };
        Ok(PageStyle {
            top: length(self.top, "top")?,
            first_top: length(self.first_top, "first-top")?,
            right: length(self.right, "right")?,
            bottom: length(self.bottom, "bottom")?,
            left: length(self.left, "left")?,
            hang: length(self.hang, "hang")?,
            measure: length(self.measure, "measure")?,
            head: length(self.head, "head")?,
            foot: length(self.foot, "foot")?,
            running_head: self.running_head.unwrap_or_default(),
            front_matter: self.front_matter.unwrap_or_default(),
            page_number: self.page_number.unwrap_or_default(),
            chapters: self.chapters.unwrap_or_default(),
            title_page: self.title_page.unwrap_or(false),
            contents_page: self.contents_page.unwrap_or(false),
            endnotes: self.endnotes.unwrap_or(false),
            columns: self.columns.map_or(1, |columns| columns.0),
            column_gap: self.column_gap.map_or(COLUMN_GAP, |length| length.0),
        })
    }
}

impl JustificationForm {
    fn finish(self) -> Justification {
        Justification {
            protrusion: self.protrusion.map_or(0.0, |share| share.0),
            expansion: self.expansion.map_or(0.0, |share| share.0),
            letter_spacing: self.letter_spacing.map_or(0.0, |share| share.0),
        }
    }
}

impl StyleForm {
    fn over(self, base: &Style, paint: &dyn Fn(Paint) -> Colour) -> Style {
        let points = |value: Option<Length>, or: f64| value.map_or(or, |length| length.0);
        Style {
            font: self.font.unwrap_or_else(|| base.font.clone()),
            weight: self.weight.unwrap_or(base.weight),
            italic: self.italic.unwrap_or(base.italic),
            size: points(self.size, base.size),
            leading: points(self.leading, base.leading),
            colour: self.colour.map_or(base.colour, paint),
            tracking: self.tracking.unwrap_or(base.tracking),
            capitals: self.capitals.unwrap_or(base.capitals),
            align: self.align.unwrap_or(base.align),
            hyphenate: self.hyphenate.unwrap_or(base.hyphenate),
            figures: self.figures.unwrap_or(base.figures),
            indent: points(self.indent, base.indent),
            before: points(self.before, base.before),
            after: points(self.after, base.after),
        }
    }
}

fn boxed(form: Option<&BoxForm>, paint: &dyn Fn(Paint) -> Colour) -> BoxStyle {
    let white = Colour { r: 255, g: 255, b: 255 };
    let Some(form) = form else { return BoxStyle { ground: white, ..BoxStyle::default() } };
    let points = |value: Option<Length>| value.map_or(0.0, |length| length.0);
    BoxStyle {
        ground: form.ground.map_or(white, paint),
        bar: form.bar.map_or_else(Colour::default, paint),
        heading: form.heading.map(paint),
        bar_width: points(form.bar_width),
        padding: points(form.padding),
        hang: points(form.hang),
    }
}

fn rule(form: Option<&RuleForm>, accent: Colour, paint: &dyn Fn(Paint) -> Colour) -> RuleStyle {
    RuleStyle {
        width: form.and_then(|form| form.width).map_or(0.0, |length| length.0),
        colour: form.and_then(|form| form.colour).map_or(accent, paint),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_colours_give_the_whole_another_face() {
        let own = include_str!("../../../content/themes/briefing.toml");
        let other = own.replace("accent = \"#0b4f6c\"", "accent = \"#2f5d3a\"");
        let [own, other] = [own, &other[..]]
            .map(|text| toml::from_str::<Form>(text).ok().and_then(|form| form.finish().ok()).unwrap());
        let (was, is) = (own.accent, other.accent);
        assert!(was != is);
        for (part, style) in &own.styles {
            let expected = if style.colour == was { is } else { style.colour };
            assert_eq!(other.styles[part].colour, expected, "{part:?}");
        }
        assert_eq!(other.boxed(BoxKind::Note).bar, is);
        assert_eq!(other.rule(RuleKind::Masthead).colour, is);
        assert_eq!(other.boxed(BoxKind::Warning).heading, Some(own.mark));
    }

    #[test]
    fn the_accent_is_a_colour_of_its_own() {
        let own = include_str!("../../../content/themes/briefing.toml");
        let circular = own.replace("accent = \"#0b4f6c\"", "accent = \"accent 50%\"");
        let form = toml::from_str::<Form>(&circular).ok().unwrap();
        assert_eq!(form.finish().err().as_deref(), Some("accent"));
    }
}
