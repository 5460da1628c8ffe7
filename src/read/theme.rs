//! A theme from TOML: the built-in ones, or a file that extends another.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde::de::{Deserializer, Error as _};

use super::{Options, images};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, nearest};
use crate::error::Error;
use crate::model::Image;
use crate::model::theme::{
    BoxKind, BoxStyle, Colour, Figures, PageStyle, Part, RuleKind, RuleStyle, Style, TextAlign, Theme,
};
use crate::source::{Source, SourceId, Sources, Span};

/// The themes that come with the program.
const BUILT_IN: &[(&str, &str)] = &[("briefing", include_str!("../../content/themes/briefing.toml"))];

/// How many files may extend each other.
const MAX_CHAIN: usize = 16;

/// Reads a theme by the name of a built-in one or the path of a TOML file.
///
/// `None` where the theme has faults; they are in `diagnostics` then.
///
/// # Errors
///
/// If the file cannot be read.
pub fn theme(
    name: &str,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Result<Option<Theme>, Error> {
    let mut chain = Vec::new();
    let mut next = Some(name.to_owned());
    let mut folder = PathBuf::new();
    while let Some(name) = next.take() {
        let (shown, text) = load(&name, &folder)?;
        if chain.len() == MAX_CHAIN {
            diagnostics.push(Diagnostic::placeless(
                Code::BadTheme,
                format!("`{name}` extends too many themes, or itself"),
            ));
            return Ok(None);
        }
        if !is_built_in(&name) {
            folder = folder.join(&name).parent().map(Path::to_owned).unwrap_or_default();
        }
        let id = sources.add(Source::new(shown, text.as_str()));
        match toml::from_str::<toml::Table>(&text) {
            Ok(table) => {
                next = table.get("extends").and_then(|value| value.as_str()).map(str::to_owned);
                chain.push(Link { id, text, table, folder: folder.clone() });
            }
            Err(fault) => {
                diagnostics.push(fault_at(id, &text, &fault));
                return Ok(None);
            }
        }
    }
    Ok(build(&chain, diagnostics))
}

fn is_built_in(name: &str) -> bool {
    BUILT_IN.iter().any(|(known, _)| *known == name)
}

/// The name that messages show, and the text.
fn load(name: &str, folder: &Path) -> Result<(String, String), Error> {
    if let Some((_, text)) = BUILT_IN.iter().find(|(known, _)| *known == name) {
        return Ok((format!("<theme {name}>"), (*text).to_owned()));
    }
    let path = folder.join(name);
    if path.extension().is_none_or(|extension| extension != "toml") {
        let proposal = nearest(name, BUILT_IN.iter().map(|(known, _)| *known))
            .map(|near| format!("; did you mean `{near}`?"))
            .unwrap_or_default();
        return Err(Error::Request(format!("there is no theme `{name}`{proposal}")));
    }
    let text = std::fs::read_to_string(&path).map_err(|cause| Error::file("read", &path, cause))?;
    Ok((path.display().to_string(), text))
}

/// A theme file in a chain of files that extend each other.
struct Link {
    id: SourceId,
    text: String,
    table: toml::Table,
    /// Where its relative paths begin.
    folder: PathBuf,
}

/// Every file is checked alone, so that a fault is shown where it stands; then the chain is merged.
fn build(chain: &[Link], diagnostics: &mut Diagnostics) -> Option<Theme> {
    let mut sound = true;
    for link in chain {
        if let Err(fault) = toml::from_str::<Form>(&link.text) {
            diagnostics.push(fault_at(link.id, &link.text, &fault));
            sound = false;
        }
    }
    if !sound {
        return None;
    }
    let mut merged = toml::Table::new();
    for link in chain.iter().rev() {
        merge(&mut merged, &link.table);
    }
    let Link { id, text, .. } = chain.first()?;
    let problem = match Form::deserialize(toml::Value::Table(merged)) {
        Ok(form) => match form.finish() {
            Ok(theme) => return Some(Theme { logo: logo(chain, diagnostics), ..theme }),
            Err(missing) => format!("the theme does not say `{missing}`"),
        },
        Err(fault) => fault.message().to_owned(),
    };
    let whole = Span::new(*id, 0, text.lines().next().map_or(0, str::len));
    diagnostics.push(
        Diagnostic::new(Code::BadTheme, whole, problem)
            .with_help("begin the file with `extends = \"briefing\"` and name only what differs"),
    );
    None
}

/// The logo of the first file that names one; its path begins at that file's folder.
fn logo(chain: &[Link], diagnostics: &mut Diagnostics) -> Option<Image> {
    let (link, path) = chain.iter().find_map(|link| Some((link, link.table.get("logo")?.as_str()?)))?;
    let place = link.text.find(path).unwrap_or(0);
    let folder = if link.folder.as_os_str().is_empty() { PathBuf::from(".") } else { link.folder.clone() };
    let options = Options { root: folder.clone(), folder, fallback_title: String::new(), smart: false };
    images::load(path, &options, Span::new(link.id, place, place + path.len()), diagnostics)
}

fn fault_at(id: SourceId, text: &str, fault: &toml::de::Error) -> Diagnostic {
    let range = fault.span().unwrap_or(0..text.len().min(1));
    Diagnostic::new(
        Code::BadTheme,
        Span::new(id, range.start, range.end),
        fault.message().trim().to_lowercase(),
    )
}

fn merge(base: &mut toml::Table, over: &toml::Table) {
    for (key, value) in over {
        match (base.get_mut(key), value) {
            (Some(toml::Value::Table(below)), toml::Value::Table(above)) => merge(below, above),
            _ => {
                base.insert(key.clone(), value.clone());
            }
        }
    }
}

/// A length: a number of points, or text with a unit.
#[derive(Clone, Copy)]
struct Length(f64);

impl<'de> Deserialize<'de> for Length {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Form {
            Points(f64),
            Text(String),
        }
        let points = match Form::deserialize(deserializer)? {
            Form::Points(points) => Some(points),
            Form::Text(text) => parse_length(&text),
        };
        points
            .filter(|points| points.is_finite() && points.abs() <= 14_400.0)
            .map(Self)
            .ok_or_else(|| D::Error::custom("a length is wanted: points, or text such as `30mm`"))
    }
}

fn parse_length(text: &str) -> Option<f64> {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let number: f64 = digits.trim().parse().ok()?;
    let factor = match &text[digits.len()..] {
        "" | "pt" => 1.0,
        "mm" => 72.0 / 25.4,
        "cm" => 72.0 / 2.54,
        "in" => 72.0,
        _ => return None,
    };
    Some(number * factor)
}

fn colour<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Colour>, D::Error> {
    let text = String::deserialize(deserializer)?;
    Colour::parse(&text).map(Some).ok_or_else(|| D::Error::custom("a colour is wanted, such as `#0b4f6c`"))
}

/// What a theme file may say.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Form {
    name: Option<String>,
    #[expect(dead_code, reason = "followed before the files are merged")]
    extends: Option<String>,
    #[serde(default, deserialize_with = "colour")]
    accent: Option<Colour>,
    #[serde(default, deserialize_with = "colour")]
    mark: Option<Colour>,
    #[serde(default, deserialize_with = "colour")]
    highlight: Option<Colour>,
    list_indent: Option<Length>,
    quote_indent: Option<Length>,
    block_space: Option<Length>,
    code_scale: Option<f64>,
    #[expect(dead_code, reason = "loaded from the file that names it, where its path begins")]
    logo: Option<String>,
    logo_alt: Option<String>,
    #[serde(default)]
    page: BTreeMap<PageKey, Length>,
    #[serde(default)]
    style: BTreeMap<Part, StyleForm>,
    #[serde(default, rename = "box")]
    boxes: BTreeMap<BoxKind, BoxForm>,
    #[serde(default)]
    rule: BTreeMap<RuleKind, RuleForm>,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum PageKey {
    Top,
    FirstTop,
    Right,
    Bottom,
    Left,
    Hang,
    Measure,
    Head,
    Foot,
}

#[derive(Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct StyleForm {
    font: Option<String>,
    weight: Option<u16>,
    italic: Option<bool>,
    size: Option<Length>,
    leading: Option<Length>,
    #[serde(default, deserialize_with = "colour")]
    colour: Option<Colour>,
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
    #[serde(default, deserialize_with = "colour")]
    ground: Option<Colour>,
    #[serde(default, deserialize_with = "colour")]
    bar: Option<Colour>,
    bar_width: Option<Length>,
    padding: Option<Length>,
    hang: Option<Length>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct RuleForm {
    width: Option<Length>,
    #[serde(default, deserialize_with = "colour")]
    colour: Option<Colour>,
}

impl Form {
    /// The theme, or the key that is missing.
    fn finish(self) -> Result<Theme, String> {
        let length = |value: Option<Length>, key: &str| value.map(|length| length.0).ok_or(key.to_owned());
        let accent = self.accent.ok_or("accent")?;
        let text = self.style.get(&Part::Text).cloned().unwrap_or_default();
        let base = Style {
            font: text.font.ok_or("style.text.font")?,
            weight: text.weight.unwrap_or(400),
            italic: text.italic.unwrap_or(false),
            size: length(text.size, "style.text.size")?,
            leading: length(text.leading, "style.text.leading")?,
            colour: text.colour.ok_or("style.text.colour")?,
            tracking: 0.0,
            capitals: false,
            align: TextAlign::Start,
            hyphenate: false,
            figures: Figures::Lining,
            indent: 0.0,
            before: 0.0,
            after: 0.0,
        };
        let page = |key: PageKey, name: &str| {
            self.page.get(&key).map(|length| length.0).ok_or(format!("page.{name}"))
        };
        Ok(Theme {
            name: self.name.unwrap_or_default(),
            page: PageStyle {
                top: page(PageKey::Top, "top")?,
                first_top: page(PageKey::FirstTop, "first-top")?,
                right: page(PageKey::Right, "right")?,
                bottom: page(PageKey::Bottom, "bottom")?,
                left: page(PageKey::Left, "left")?,
                hang: page(PageKey::Hang, "hang")?,
                measure: page(PageKey::Measure, "measure")?,
                head: page(PageKey::Head, "head")?,
                foot: page(PageKey::Foot, "foot")?,
            },
            accent,
            mark: self.mark.unwrap_or(accent),
            highlight: self.highlight.ok_or("highlight")?,
            list_indent: length(self.list_indent, "list-indent")?,
            quote_indent: length(self.quote_indent, "quote-indent")?,
            block_space: length(self.block_space, "block-space")?,
            code_scale: self.code_scale.unwrap_or(1.0),
            logo: None,
            logo_alt: self.logo_alt.unwrap_or_default(),
            styles: Part::ALL
                .iter()
                .map(|part| (*part, self.style.get(part).cloned().unwrap_or_default().over(&base)))
                .collect(),
            boxes: BoxKind::ALL.iter().map(|kind| (*kind, boxed(self.boxes.get(kind)))).collect(),
            rules: RuleKind::ALL.iter().map(|kind| (*kind, rule(self.rule.get(kind), accent))).collect(),
        })
    }
}

impl StyleForm {
    fn over(self, base: &Style) -> Style {
        let points = |value: Option<Length>, or: f64| value.map_or(or, |length| length.0);
        Style {
            font: self.font.unwrap_or_else(|| base.font.clone()),
            weight: self.weight.unwrap_or(base.weight),
            italic: self.italic.unwrap_or(base.italic),
            size: points(self.size, base.size),
            leading: points(self.leading, base.leading),
            colour: self.colour.unwrap_or(base.colour),
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

fn boxed(form: Option<&BoxForm>) -> BoxStyle {
    let white = Colour { r: 255, g: 255, b: 255 };
    let Some(form) = form else { return BoxStyle { ground: white, ..BoxStyle::default() } };
    let points = |value: Option<Length>| value.map_or(0.0, |length| length.0);
    BoxStyle {
        ground: form.ground.unwrap_or(white),
        bar: form.bar.unwrap_or_default(),
        bar_width: points(form.bar_width),
        padding: points(form.padding),
        hang: points(form.hang),
    }
}

fn rule(form: Option<&RuleForm>, accent: Colour) -> RuleStyle {
    RuleStyle {
        width: form.and_then(|form| form.width).map_or(0.0, |length| length.0),
        colour: form.and_then(|form| form.colour).unwrap_or(accent),
    }
}
