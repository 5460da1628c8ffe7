//! Definitions of lists: section numbers, bullets, numbers, timelines.

use docx_rs::{
    Level, LevelJc, LevelOverride, LevelSuffixType, LevelText, NumberFormat, Numbering, RunProperty, Start,
};

use super::finish::{Additions, Finish};
use super::markup::twips;
use super::styles::{Dresser, Place, figures};
use super::timeline;
use crate::error::Error;
use crate::fonts::Fonts;
use crate::model::theme::Part;
use crate::model::{Language, NumberStyle, Theme};

/// The list behind Heading 1 to 6.
pub(super) const SECTIONS: usize = 1;
/// The list behind appendices and what lies in them.
pub(super) const APPENDICES: usize = 2;
/// The list behind every bullet.
pub(super) const BULLETS: usize = 3;
/// The rings of a timeline.
pub(super) const TIMELINE: usize = 4;
/// The list behind List Number; the numbered lists of the document have their own, so that each counts from its start.
pub(super) const NUMBERS: usize = 5;
/// A list without any marks, for what is not counted among the like that is.
pub(super) const UNCOUNTED: usize = 6;

/// The definition behind [`UNCOUNTED`]; those of numbered lists come before it.
const UNCOUNTED_DEFINITION: usize = NUMBERS + NUMBER_STYLES.len();

/// Word has nine levels in a list.
pub(super) const DEEPEST: usize = 8;

/// The levels of lists that have styles of their own, such as List Bullet 5.
pub(super) const STYLED: usize = 5;

/// Word counts lists from no higher number.
const HIGHEST_START: u32 = 32_767;

const NUMBER_STYLES: [NumberStyle; 5] = [
    NumberStyle::Decimal,
    NumberStyle::LowerAlpha,
    NumberStyle::UpperAlpha,
    NumberStyle::LowerRoman,
    NumberStyle::UpperRoman,
];

/// A numbered list of the document.
struct Counted {
    style: NumberStyle,
    level: usize,
    start: u32,
}

/// What Word will count, and the lists that the document asks for.
#[derive(Default)]
pub(super) struct Lists {
    counted: Vec<Counted>,
    sections: [u32; DEEPEST + 1],
    appendices: [u32; DEEPEST + 1],
}

impl Lists {
    /// A new numbered list, as the number by which its items name it.
    pub(super) fn numbered(&mut self, style: NumberStyle, level: usize, start: u32) -> usize {
        self.counted.push(Counted { style, level, start });
        UNCOUNTED + self.counted.len()
    }

    /// The list and level by which Word itself gives a heading the number that it has in print; `None` where Word would
    /// count another one.
    pub(super) fn heading(&mut self, number: &str) -> Option<(usize, usize)> {
        let mut parts = number.split('.');
        let first = parts.next()?;
        let (list, counts, first) = match first.parse::<u32>() {
            Ok(number) => (SECTIONS, &mut self.sections, number),
            Err(_) => (APPENDICES, &mut self.appendices, letter(first)?),
        };
        let mut wanted = vec![first];
        for part in parts {
            wanted.push(part.parse().ok()?);
        }
        let level = wanted.len() - 1;
        if level >= 6 || counts[..level] != wanted[..level] || counts[level] + 1 != wanted[level] {
            return None;
        }
        counts[level] += 1;
        counts[level + 1..].fill(0);
        Some((list, level))
    }

    /// The part `word/numbering.xml`.
    pub(super) fn write(&self, shapes: &Shapes, finish: &mut Finish) -> Result<Vec<u8>, Error> {
        let mut out = Vec::new();
        shapes.headings(SECTIONS, "decimal", true, finish, &mut out)?;
        shapes.headings(APPENDICES, "upperLetter", false, finish, &mut out)?;
        shapes.bullets(finish, &mut out)?;
        shapes.timeline(finish, &mut out)?;
        for style in NUMBER_STYLES {
            shapes.numbers(style, finish, &mut out)?;
        }
        uncounted(finish, &mut out)?;
        for id in [SECTIONS, APPENDICES, BULLETS, TIMELINE, NUMBERS] {
            finish.render(&Numbering::new(id, id), &mut out)?;
        }
        finish.render(&Numbering::new(UNCOUNTED, UNCOUNTED_DEFINITION), &mut out)?;
        for (index, list) in self.counted.iter().enumerate() {
            let start = LevelOverride::new(list.level).start(list.start.min(HIGHEST_START) as usize);
            let numbering = Numbering::new(UNCOUNTED + 1 + index, definition(list.style)).add_override(start);
            finish.render(&numbering, &mut out)?;
        }
        Ok(super::markup::part("numbering", &out))
    }
}

/// A as 1, Z as 26, AA as 27, as Word counts letters: by doubling them.
fn letter(text: &str) -> Option<u32> {
    let first = text.bytes().next().filter(u8::is_ascii_uppercase)?;
    let rounds = text.bytes().all(|byte| byte == first).then_some(text.len() as u32 - 1)?;
    Some(u32::from(first - b'A') + 1 + 26 * rounds)
}

/// The number of the definition whose levels are counted in a style.
fn definition(style: NumberStyle) -> usize {
    NUMBERS
        + match style {
            NumberStyle::Decimal => 0,
            NumberStyle::LowerAlpha => 1,
            NumberStyle::UpperAlpha => 2,
            NumberStyle::LowerRoman => 3,
            NumberStyle::UpperRoman => 4,
        }
}

fn format(style: NumberStyle) -> &'static str {
    match style {
        NumberStyle::Decimal => "decimal",
        NumberStyle::LowerAlpha => "lowerLetter",
        NumberStyle::UpperAlpha => "upperLetter",
        NumberStyle::LowerRoman => "lowerRoman",
        NumberStyle::UpperRoman => "upperRoman",
    }
}

/// The looks of the marks of lists.
pub(super) struct Shapes<'a> {
    theme: &'a Theme,
    dresser: Dresser<'a>,
    /// Bullets by level, in turn.
    bullets: [&'static str; 2],
    /// Whether headings take their numbers from the lists.
    numbered: bool,
}

impl<'a> Shapes<'a> {
    pub(super) fn new(theme: &'a Theme, fonts: &'a Fonts, numbered: bool) -> Self {
        let style = theme.style(Part::ListNumber);
        let face = fonts.select(&style.font, style.weight, style.italic);
        let square =
            fonts.face(face).covers('▪') || fonts.fallback('▪', face, &Language::english()).is_some();
        let bullets = if square { ["▪", "–"] } else { ["•", "–"] };
        Self { theme, dresser: Dresser::new(theme, fonts), bullets, numbered }
    }

    /// Where the text of a list stands at a level, from 0.
    pub(super) fn place(theme: &Theme, level: usize) -> Place {
        let step = Self::step(theme);
        Place::hanging(step * (level as i32 + 1), step)
    }

    /// How much further in the text of a list stands than that around it.
    pub(super) fn step(theme: &Theme) -> i32 {
        twips(theme.list_indent).max(120)
    }

    fn headings(
        &self,
        id: usize,
        first: &str,
        linked: bool,
        finish: &mut Finish,
        out: &mut Vec<u8>,
    ) -> Result<(), Error> {
        let hang = twips(self.theme.page.hang).max(0);
        let mut run = RunProperty::new();
        run.color = Some(self.dresser.colour(self.theme.style(Part::HeadingNumber).colour));
        let levels = (0..=DEEPEST).map(|index| {
            let text = (1..=index + 1).map(|part| format!("%{part}")).collect::<Vec<_>>().join(".");
            let kind = if index == 0 { first } else { "decimal" };
            let place = section_place(index, hang);
            let mut level = level(index, kind, &text, "left", place, run.clone());
            if place.first == 0 {
                level = level.suffix(LevelSuffixType::Space);
            }
            if linked && self.numbered && index < 6 {
                level = level.paragraph_style(format!("Heading{}", index + 1));
            }
            (
                level,
                Additions {
                    run: figures(self.theme.style(Part::HeadingNumber).figures).into(),
                    ..Additions::default()
                },
            )
        });
        abstract_list(id, "multilevel", levels, finish, out)
    }

    fn bullets(&self, finish: &mut Finish, out: &mut Vec<u8>) -> Result<(), Error> {
        let style = self.theme.style(Part::ListNumber);
        let mut run = RunProperty::new().fonts(self.dresser.family(&style.font));
        run.color = Some(self.dresser.colour(self.theme.mark));
        let levels = (0..=DEEPEST).map(|index| {
            let mark = self.bullets[index % self.bullets.len()];
            let place = Self::place(self.theme, index);
            let mut level = level(index, "bullet", mark, "left", place, run.clone());
            if index < STYLED {
                level = level.paragraph_style(list_style("ListBullet", index));
            }
            (level, Additions::default())
        });
        abstract_list(BULLETS, "hybridMultilevel", levels, finish, out)
    }

    fn numbers(&self, style: NumberStyle, finish: &mut Finish, out: &mut Vec<u8>) -> Result<(), Error> {
        let part = self.theme.style(Part::ListNumber);
        let run = self.dresser.run(RunProperty::new(), part, self.theme.style(Part::Text));
        let levels = (0..=DEEPEST).map(|index| {
            let text = format!("%{}.", index + 1);
            let place = Self::place(self.theme, index);
            let mut level = level(index, format(style), &text, "left", place, run.clone());
            if style == NumberStyle::Decimal && index < STYLED {
                level = level.paragraph_style(list_style("ListNumber", index));
            }
            (level, Additions { run: figures(part.figures).into(), ..Additions::default() })
        });
        abstract_list(definition(style), "hybridMultilevel", levels, finish, out)
    }

    fn timeline(&self, finish: &mut Finish, out: &mut Vec<u8>) -> Result<(), Error> {
        let mut run = RunProperty::new().fonts(self.dresser.family(&self.theme.style(Part::ListNumber).font));
        run.color = Some(self.dresser.colour(self.theme.mark));
        let run = run.bold();
        let ring = level(0, "bullet", "○", "left", timeline::usual_place(), run).paragraph_style("Timeline");
        abstract_list(TIMELINE, "singleLevel", [(ring, Additions::default())].into_iter(), finish, out)
    }
}

/// Where a numbered heading stands: its number in the margin, but before its words where it has too many parts for that.
pub(super) fn section_place(level: usize, hang: i32) -> Place {
    if level < 3 { Place::hanging(0, hang) } else { Place::default() }
}

/// A list without marks.
fn uncounted(finish: &mut Finish, out: &mut Vec<u8>) -> Result<(), Error> {
    let levels = (0..=DEEPEST).map(|index| {
        let level = level(index, "none", "", "left", Place::default(), RunProperty::new());
        (level.suffix(LevelSuffixType::Nothing), Additions::default())
    });
    abstract_list(UNCOUNTED_DEFINITION, "multilevel", levels, finish, out)
}

/// The style of a list's level, from 0: `ListBullet`, `ListBullet2` and so on.
pub(super) fn list_style(base: &str, level: usize) -> String {
    match level.min(STYLED - 1) {
        0 => base.to_owned(),
        level => format!("{base}{}", level + 1),
    }
}

fn level(index: usize, kind: &str, text: &str, align: &str, place: Place, run: RunProperty) -> Level {
    let mut level =
        Level::new(index, Start::new(1), NumberFormat::new(kind), LevelText::new(text), LevelJc::new(align))
            .suffix(LevelSuffixType::Tab);
    level.paragraph_property.indent = Some(place.indent());
    level.run_property = run;
    level
}

fn abstract_list(
    id: usize,
    kind: &str,
    levels: impl Iterator<Item = (Level, Additions)>,
    finish: &mut Finish,
    out: &mut Vec<u8>,
) -> Result<(), Error> {
    let open = format!(r#"<w:abstractNum w:abstractNumId="{id}"><w:multiLevelType w:val="{kind}"/>"#);
    out.extend_from_slice(open.as_bytes());
    for (level, additions) in levels {
        finish.render_with(&level, &additions, out)?;
    }
    out.extend_from_slice(b"</w:abstractNum>");
    Ok(())
}

/// A number as Word spells it at the head of an item.
pub(super) fn spell(number: u32, style: NumberStyle) -> String {
    let text = match style {
        NumberStyle::Decimal => number.to_string(),
        NumberStyle::LowerAlpha | NumberStyle::UpperAlpha => {
            let rounds = number.saturating_sub(1) / 26 + 1;
            "m".repeat(rounds.min(8) as usize)
        }
        NumberStyle::LowerRoman => roman(number).to_lowercase(),
        NumberStyle::UpperRoman => roman(number),
    };
    text + "."
}

/// Roman numerals, up to the thousands.
fn roman(number: u32) -> String {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut rest = number % 10_000;
    let mut text = String::new();
    for (value, sign) in SIGNS {
        while rest >= value {
            text.push_str(sign);
            rest -= value;
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn word_counts_only_what_print_has() {
        let mut lists = Lists::default();
        let counted: Vec<_> = ["1", "1.1", "2", "2.1", "2.3", "A", "A.1", "B", "AA", "x"]
            .into_iter()
            .map(|number| lists.heading(number))
            .collect();
        let sections = |level| Some((SECTIONS, level));
        let appendices = |level| Some((APPENDICES, level));
        let expected = [
            sections(0),
            sections(1),
            sections(0),
            sections(1),
            None,
            appendices(0),
            appendices(1),
            appendices(0),
            None,
            None,
        ];
        assert_eq!(counted, expected);
    }
}
