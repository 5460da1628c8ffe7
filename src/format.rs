//! The formats that Triplicate reads and writes and the papers that it prints on, by name.

use std::path::Path;

use clap::ValueEnum;

/// A form in which documents are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Syntax {
    /// Markdown with front matter.
    #[default]
    #[value(name = "md", alias = "markdown")]
    Markdown,
    /// Plain text without markup.
    #[value(name = "txt", alias = "text")]
    Plain,
    /// YAML.
    #[value(alias = "yml")]
    Yaml,
    /// JSON.
    Json,
    /// TOML.
    Toml,
}

impl Syntax {
    /// The form that a file's name shows by its extension; Markdown where it shows none.
    pub fn of(name: &str) -> Self {
        let extension = Path::new(name).extension().unwrap_or_default().to_string_lossy().to_lowercase();
        match &*extension {
            "txt" | "text" => Self::Plain,
            "yaml" | "yml" => Self::Yaml,
            "json" => Self::Json,
            "toml" => Self::Toml,
            _ => Self::Markdown,
        }
    }
}

/// A form in which a document is written back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Target {
    /// Markdown with front matter.
    #[value(name = "md", alias = "markdown")]
    Markdown,
    /// YAML.
    #[value(alias = "yml")]
    Yaml,
    /// JSON.
    Json,
    /// TOML.
    Toml,
}

impl Target {
    /// The file name's extension, without a dot.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Markdown => "md",
            Self::Yaml => "yaml",
            Self::Json => "json",
            Self::Toml => "toml",
        }
    }
}

/// A format to write; the list is closed, so a new one names every place that must learn it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, ValueEnum)]
pub enum Format {
    /// A tagged PDF: PDF/UA-1 and PDF/A-2a.
    Pdf,
    /// An Office Open XML document for Word.
    Docx,
    /// An EPUB 3.3 publication.
    Epub,
}

impl Format {
    /// Every format, in the order in which files are reported.
    pub const ALL: [Self; 3] = [Self::Pdf, Self::Docx, Self::Epub];

    /// The file name's extension, without a dot.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Docx => "docx",
            Self::Epub => "epub",
        }
    }
}

/// The size of the sheets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Paper {
    /// 297 by 420 mm.
    A3,
    /// 210 by 297 mm.
    #[default]
    A4,
    /// 148 by 210 mm.
    A5,
    /// 105 by 148 mm.
    A6,
    /// 176 by 250 mm.
    B5,
    /// 8.5 by 11 inches.
    Letter,
    /// 8.5 by 14 inches.
    Legal,
}

impl Paper {
    /// Every size.
    pub const ALL: [Self; 7] = [Self::A3, Self::A4, Self::A5, Self::A6, Self::B5, Self::Letter, Self::Legal];

    /// Width and height in points.
    pub fn size(self) -> (f64, f64) {
        match self {
            Self::A3 => (841.89, 1190.551),
            Self::A4 => (595.276, 841.89),
            Self::A5 => (419.528, 595.276),
            Self::A6 => (297.638, 419.528),
            Self::B5 => (498.898, 708.661),
            Self::Letter => (612.0, 792.0),
            Self::Legal => (612.0, 1008.0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn extensions_name_the_form() {
        for name in ["a.txt", "b/C.TXT", "a.text"] {
            assert_eq!(Syntax::of(name), Syntax::Plain, "{name}");
        }
        for name in ["a.md", "a", "txt", "<stdin>", "a.txt.md", ""] {
            assert_eq!(Syntax::of(name), Syntax::Markdown, "{name}");
        }
    }
}
