//! What a document says about itself.

use std::sync::Arc;

use super::{Block, Inline, Theme};
use crate::source::Span;

/// The metadata of a document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Meta {
    /// The title; after reading never empty.
    pub title: Vec<Inline>,
    /// A line under the title.
    pub subtitle: Vec<Inline>,
    /// A short title for running heads; the title itself where not given.
    pub short_title: Option<String>,
    /// Who wrote it, in order.
    pub authors: Vec<Author>,
    /// When it was published.
    pub date: Option<Date>,
    /// Which edition, as printed, such as `Second edition`.
    pub edition: Option<String>,
    /// The language of the text; `None` where the author named none and English is assumed.
    pub language: Option<Language>,
    /// The summary.
    pub summary: Vec<Block>,
    /// Keywords in order.
    pub keywords: Vec<String>,
    /// The series, such as `Policy Brief`.
    pub series: Option<String>,
    /// The number in the series, such as `1` or `2026/3`.
    pub number: Option<String>,
    /// Who publishes it.
    pub publisher: Option<String>,
    /// An ISBN, digits and hyphens only.
    pub isbn: Option<String>,
    /// A DOI, without a resolver's address.
    pub doi: Option<String>,
    /// The publisher's own number for the report.
    pub report_number: Option<String>,
    /// The terms of use, as words or an address.
    pub licence: Vec<Inline>,
    /// A disclaimer.
    pub disclaimer: Vec<Inline>,
    /// A handling marking for every page, such as `TLP:GREEN`.
    pub marking: Option<String>,
    /// Whether a contents list follows the summary, and how deep.
    pub contents: Option<u8>,
    /// The lists of figures and tables that follow the contents list, in order.
    pub lists: Vec<Listing>,
    /// Whether the notes stand at the end instead of at the foot of pages; `None` where that is left to the theme.
    pub endnotes: Option<bool>,
    /// In how many columns the text is set on paper, 1 or 2; as the theme says where not given.
    pub columns: Option<u8>,
    /// Whether headings carry numbers.
    pub number_sections: bool,
    /// The address that relative links are joined to.
    pub base_url: Option<String>,
    /// Where the metadata stand in the source.
    pub span: Span,
}

impl Meta {
    /// Takes from the theme what the document leaves to it.
    pub fn complete(&mut self, theme: &Theme) {
        self.endnotes.get_or_insert(theme.page.endnotes);
    }

    /// Whether the marking is one of the Traffic Light Protocol, which has rules of its own for its place and size.
    pub fn is_tlp(&self) -> bool {
        self.marking.as_deref().is_some_and(|marking| marking.trim().to_ascii_uppercase().starts_with("TLP:"))
    }
}

/// What a list beside that of the headings names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Listing {
    /// The figures that have numbers.
    Figures,
    /// The tables that have numbers.
    Tables,
}

impl Listing {
    /// Every list, by the word that asks for it.
    pub(crate) const WORDS: [(&str, Self); 2] = [("figures", Self::Figures), ("tables", Self::Tables)];
}

/// An author.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Author {
    /// The name as printed.
    pub name: String,
    /// The institution.
    pub affiliation: Option<String>,
    /// The post.
    pub role: Option<String>,
    /// An e-mail address.
    pub email: Option<String>,
    /// An ORCID identifier: four groups of four, hyphens between.
    pub orcid: Option<String>,
}

/// A date of publication.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Date {
    /// A calendar date, as exact as the author was.
    Calendar {
        /// The year, 1 to 9999.
        year: u16,
        /// The month, 1 to 12.
        month: Option<u8>,
        /// The day, 1 to 31.
        day: Option<u8>,
    },
    /// Words that name no calendar date, such as `Spring 2026`; printed as they are.
    Words(String),
}

impl Date {
    /// The date in the form of ISO 8601, where it is a calendar date: `2026`, `2026-11` or `2026-11-23`.
    pub fn iso(&self) -> Option<String> {
        match self {
            Self::Calendar { year, month: None, .. } => Some(format!("{year:04}")),
            Self::Calendar { year, month: Some(month), day: None } => Some(format!("{year:04}-{month:02}")),
            Self::Calendar { year, month: Some(month), day: Some(day) } => {
                Some(format!("{year:04}-{month:02}-{day:02}"))
            }
            Self::Words(_) => None,
        }
    }
}

/// A language tag in the form of BCP 47, such as `en-GB` or `zh-Hans`, in canonical case; every stretch of text has one, so
/// they share it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Language(Arc<str>);

impl Language {
    /// Takes a tag, in any case and with `_` for `-`; `None` if it is not well formed.
    pub fn parse(tag: &str) -> Option<Self> {
        let mut parts = Vec::new();
        for (index, part) in tag.trim().split(['-', '_']).enumerate() {
            let letters = part.chars().all(|c| c.is_ascii_alphabetic());
            if part.is_empty() || part.len() > 8 || !part.chars().all(|c| c.is_ascii_alphanumeric()) {
                return None;
            }
            parts.push(match (index, part.len()) {
                (0, 2 | 3) if letters => part.to_ascii_lowercase(),
                (0, _) => return None,
                (_, 4) if letters => part[..1].to_ascii_uppercase() + &part[1..].to_ascii_lowercase(),
                (_, 2) if letters => part.to_ascii_uppercase(),
                _ => part.to_ascii_lowercase(),
            });
        }
        Some(Self(parts.join("-").into()))
    }

    /// English, which stands in where a document names no language.
    pub fn english() -> Self {
        Self("en".into())
    }

    /// The whole tag.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The language alone, such as `zh` of `zh-Hans-CN`.
    pub fn primary(&self) -> &str {
        self.0.split('-').next().unwrap_or_default()
    }

    /// Whether its script runs from right to left.
    pub fn is_right_to_left(&self) -> bool {
        matches!(self.primary(), "ar" | "he" | "fa" | "ur" | "yi" | "ps" | "sd" | "ug" | "dv")
            && !self.0.contains("Latn")
    }
}
