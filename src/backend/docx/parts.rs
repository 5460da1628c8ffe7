//! The parts that docx-rs has no elements for: theme, settings, font table; and the assembly of all.

use std::collections::BTreeSet;

use super::markup::{DECLARATION, escape, part};
use super::notes::NoteKind;
use super::numbering::Shapes;
use super::package::{Mode, ROOT};
use super::sheet::Sheet;
use super::{Writer, language};
use crate::error::Error;
use crate::fonts::Fonts;
use crate::model::theme::{BoxKind, Part};
use crate::model::{Language, Theme};

const DOCUMENT: &str = "word/document.xml";
const THEME: &str = "application/vnd.openxmlformats-officedocument.theme+xml";

macro_rules! media {
    ($name:literal) => {
        concat!("application/vnd.openxmlformats-officedocument.wordprocessingml.", $name, "+xml")
    };
}

impl Writer<'_> {
    /// The parts beside the text itself.
    pub(super) fn parts(&mut self, sheet: &Sheet) -> Result<(), Error> {
        let spoken = &self.document.language;
        let shapes = Shapes::new(self.theme, self.fonts, self.document.meta.number_sections);
        let parts = [
            ("styles", media!("styles"), sheet.write(spoken, &mut self.finish)?),
            ("numbering", media!("numbering"), self.lists.write(&shapes, &mut self.finish)?),
            ("footnotes", media!("footnotes"), self.footnotes()),
            ("settings", media!("settings"), part("settings", self.settings().as_bytes())),
            ("fontTable", media!("fontTable"), part("fonts", self.font_table().as_bytes())),
        ];
        let endnotes = (self.note_kind() == NoteKind::Endnote)
            .then(|| ("endnotes", media!("endnotes"), self.endnotes()));
        self.package.relate(ROOT, "officeDocument", Mode::Internal, DOCUMENT);
        for (name, media, bytes) in parts.into_iter().chain(endnotes) {
            self.package.part(&format!("word/{name}.xml"), media, bytes);
            self.package.relate(DOCUMENT, name, Mode::Internal, &format!("{name}.xml"));
        }
        let theme = theme(self.theme, self.fonts).into_bytes();
        self.package.part("word/theme/theme1.xml", THEME, theme);
        self.package.relate(DOCUMENT, "theme", Mode::Internal, "theme/theme1.xml");
        Ok(())
    }

    fn settings(&self) -> String {
        const WORD: &str = r#"w:uri="http://schemas.microsoft.com/office/word""#;
        // Styles whose words stay whole say so themselves.
        let hyphens = if self.theme.styles.values().any(|style| style.hyphenate) {
            concat!(
                r#"<w:autoHyphenation/><w:consecutiveHyphenLimit w:val="2"/><w:hyphenationZone w:val="283"/>"#,
                "<w:doNotHyphenateCaps/>",
            )
        } else {
            ""
        };
        let compatibility: Vec<String> = [
            ("compatibilityMode", 15),
            ("overrideTableStyleFontSizeAndJustification", 1),
            ("enableOpenTypeFeatures", 1),
            ("doNotFlipMirrorIndents", 1),
            ("differentiateMultirowTableHeaders", 1),
        ]
        .iter()
        .map(|(name, value)| format!(r#"<w:compatSetting w:name="{name}" {WORD} w:val="{value}"/>"#))
        .collect();
        let colours: Vec<String> = [
            ("bg1", "light1"),
            ("t1", "dark1"),
            ("bg2", "light2"),
            ("t2", "dark2"),
            ("accent1", "accent1"),
            ("accent2", "accent2"),
            ("accent3", "accent3"),
            ("accent4", "accent4"),
            ("accent5", "accent5"),
            ("accent6", "accent6"),
            ("hyperlink", "hyperlink"),
            ("followedHyperlink", "followedHyperlink"),
        ]
        .iter()
        .map(|(slot, colour)| format!(r#" w:{slot}="{colour}""#))
        .collect();
        let endnotes = match (self.note_kind(), self.document.colophon.is_empty()) {
            (NoteKind::Footnote, _) => String::new(),
            (NoteKind::Endnote, true) => endnote_properties(""),
            // Word's own place for them is the document's end. Here the section that closes with their heading has them; the colophon stands in the next.
            (NoteKind::Endnote, false) => endnote_properties(r#"<w:pos w:val="sectEnd"/>"#),
        };
        format!(
            concat!(
                r#"<w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>{}"#,
                r#"<w:characterSpacingControl w:val="doNotCompress"/>"#,
                r#"<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>{}<w:compat><w:doNotExpandShiftReturn/>{}</w:compat>"#,
                r#"<w:themeFontLang {}/><w:clrSchemeMapping{}/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/>"#,
            ),
            hyphens,
            endnotes,
            compatibility.concat(),
            language::theme(&self.document.language),
            colours.concat()
        )
    }

    /// The families that the document names, and what may stand in for them where they are missing.
    fn font_table(&self) -> String {
        let named: BTreeSet<&str> = self.theme.styles.values().map(|style| style.font.as_str()).collect();
        let mut table = String::new();
        for family in &EAST_ASIAN {
            for ((name, usual), kind) in [(family.serif, "roman"), (family.sans, "swiss")] {
                let charset = family.charset;
                table += &font(name, usual, charset, kind, "variable");
            }
        }
        for family in &named {
            let face = self.fonts.face(self.fonts.select(family, 400, false)).metrics();
            let (kind, pitch, usual) = match (face.fixed_pitch, face.serif) {
                (true, _) => ("modern", "fixed", "Consolas"),
                (false, true) => ("roman", "variable", "Georgia"),
                (false, false) => ("swiss", "variable", "Calibri"),
            };
            // A cut for certain sizes gives way to its family before another one does.
            let parent = named.iter().find(|other| family.starts_with(&format!("{other} ")));
            let names = parent.map_or(usual.to_owned(), |parent| format!("{parent},{usual}"));
            table += &font(family, &names, "00", kind, pitch);
        }
        table
    }
}

/// Where notes at the end stand, and how they are counted: Word's own way is in small Roman numbers.
fn endnote_properties(position: &str) -> String {
    format!(
        concat!(
            r#"<w:endnotePr>{}<w:numFmt w:val="decimal"/>"#,
            r#"<w:endnote w:id="-1"/><w:endnote w:id="0"/></w:endnotePr>"#,
        ),
        position
    )
}

/// An entry of the font table.
fn font(name: &str, others: &str, charset: &str, kind: &str, pitch: &str) -> String {
    let (name, others) = (escape(name), escape(others));
    format!(
        concat!(
            r#"<w:font w:name="{}"><w:altName w:val="{}"/><w:charset w:val="{}"/>"#,
            r#"<w:family w:val="{}"/><w:pitch w:val="{}"/></w:font>"#,
        ),
        name, others, charset, kind, pitch
    )
}

/// The regional families of Chinese, Japanese and Korean: script in the theme, language, then with and without serifs,
/// each with what comes with Windows.
const EAST_ASIAN: [EastAsian; 4] = [
    EastAsian {
        script: "Jpan",
        charset: "80",
        serif: ("Noto Serif CJK JP", "Yu Mincho"),
        sans: ("Noto Sans CJK JP", "Yu Gothic"),
    },
    EastAsian {
        script: "Hang",
        charset: "81",
        serif: ("Noto Serif CJK KR", "Batang"),
        sans: ("Noto Sans CJK KR", "Malgun Gothic"),
    },
    EastAsian {
        script: "Hans",
        charset: "86",
        serif: ("Noto Serif CJK SC", "SimSun"),
        sans: ("Noto Sans CJK SC", "Microsoft YaHei"),
    },
    EastAsian {
        script: "Hant",
        charset: "88",
        serif: ("Noto Serif CJK TC", "PMingLiU"),
        sans: ("Noto Sans CJK TC", "Microsoft JhengHei"),
    },
];

struct EastAsian {
    script: &'static str,
    charset: &'static str,
    serif: (&'static str, &'static str),
    sans: (&'static str, &'static str),
}

/// The family that sets an East Asian language, with serifs or without.
pub(super) fn east_asian_family(language: &Language, serif: bool) -> &'static str {
    let is_traditional = || language::tag(language) != "zh-CN" && language::tag(language) != "zh-SG";
    let script = match language.primary() {
        "ja" => 0,
        "ko" => 1,
        _ if is_traditional() => 3,
        _ => 2,
    };
    let family = &EAST_ASIAN[script];
    if serif { family.serif.0 } else { family.sans.0 }
}

/// The part `word/theme/theme1.xml`: the colours and families that styles name by their slots.
fn theme(theme: &Theme, fonts: &Fonts) -> String {
    let accent = theme.accent.hex();
    let mark = theme.mark.hex();
    let muted = theme.style(Part::Source).colour.hex();
    let colours: Vec<String> = [
        ("dk1", theme.style(Part::Text).colour.hex()),
        ("lt1", "ffffff".to_owned()),
        ("dk2", theme.style(Part::Title).colour.hex()),
        ("lt2", theme.boxed(BoxKind::KeyFindings).ground.hex()),
        ("accent1", accent.clone()),
        ("accent2", mark.clone()),
        ("accent3", muted.clone()),
        ("accent4", theme.highlight.hex()),
        ("accent5", theme.style(Part::Subtitle).colour.hex()),
        ("accent6", theme.style(Part::CaptionLabel).colour.hex()),
        ("hlink", theme.style(Part::Link).colour.hex()),
        ("folHlink", theme.style(Part::Link).colour.hex()),
    ]
    .iter()
    .map(|(slot, colour)| format!(r#"<a:{slot}><a:srgbClr val="{colour}"/></a:{slot}>"#))
    .collect();
    let name = escape(if theme.name.is_empty() { "Triplicate" } else { &theme.name });
    let major = families(&theme.style(Part::Heading1).font, fonts);
    let minor = families(&theme.style(Part::Text).font, fonts);
    format!(
        concat!(
            r#"{}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="{name}">"#,
            r#"<a:themeElements><a:clrScheme name="{name}">{colours}</a:clrScheme>"#,
            r#"<a:fontScheme name="{name}"><a:majorFont>{major}</a:majorFont><a:minorFont>{minor}</a:minorFont>"#,
            r#"</a:fontScheme>{FORMATS}</a:themeElements></a:theme>"#,
        ),
        DECLARATION,
        name = name,
        colours = colours.concat(),
        major = major,
        minor = minor,
        FORMATS = formats(&name),
    )
}

fn families(latin: &str, fonts: &Fonts) -> String {
    let serif = fonts.face(fonts.select(latin, 400, false)).metrics().serif;
    let scripts: Vec<String> = EAST_ASIAN
        .iter()
        .map(|family| {
            let name = if serif { family.serif.0 } else { family.sans.0 };
            format!(r#"<a:font script="{}" typeface="{name}"/>"#, family.script)
        })
        .collect();
    // Families that every Word has, with letters of the weight of those around.
    let own = if serif { "Times New Roman" } else { "Arial" };
    let right_to_left =
        format!(r#"<a:font script="Arab" typeface="{own}"/><a:font script="Hebr" typeface="{own}"/>"#);
    let scripts = scripts.concat() + &right_to_left;
    format!(r#"<a:latin typeface="{}"/><a:ea typeface=""/><a:cs typeface=""/>{scripts}"#, escape(latin))
}

/// The formats of shapes, which a theme has to have: three plain ones of each kind.
fn formats(name: &str) -> String {
    let fill = r#"<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>"#;
    let line = format!(r#"<a:ln w="6350">{fill}</a:ln>"#).repeat(3);
    let effect = "<a:effectStyle><a:effectLst/></a:effectStyle>".repeat(3);
    let fill = fill.repeat(3);
    format!(
        concat!(
            r#"<a:fmtScheme name="{}"><a:fillStyleLst>{fill}</a:fillStyleLst><a:lnStyleLst>{line}</a:lnStyleLst>"#,
            r#"<a:effectStyleLst>{effect}</a:effectStyleLst><a:bgFillStyleLst>{fill}</a:bgFillStyleLst></a:fmtScheme>"#,
        ),
        name,
        fill = fill,
        line = line,
        effect = effect,
    )
}
