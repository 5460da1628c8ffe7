//! Languages as Word names them.

use crate::model::Language;

/// Word keeps a language for each of three kinds of script.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    /// Alphabets written from left to right.
    Western,
    /// Chinese, Japanese, Korean.
    EastAsian,
    /// Scripts that Word calls complex.
    Complex,
}

fn script(language: &Language) -> Script {
    match language.primary() {
        "zh" | "ja" | "ko" => Script::EastAsian,
        "th" | "hi" | "bn" | "pa" | "gu" | "or" | "ta" | "te" | "kn" | "ml" | "si" | "lo" | "my" | "km"
        | "mr" | "ne" | "sa" => Script::Complex,
        _ if language.is_right_to_left() => Script::Complex,
        _ => Script::Western,
    }
}

/// Whether the language is written in Han characters, kana or hangul.
pub(super) fn is_east_asian(language: &Language) -> bool {
    script(language) == Script::EastAsian
}

/// The regions that Word takes for languages without one.
const REGIONS: &[(&str, &str)] = &[
    ("ar", "SA"),
    ("cs", "CZ"),
    ("da", "DK"),
    ("de", "DE"),
    ("el", "GR"),
    ("en", "GB"),
    ("es", "ES"),
    ("fa", "IR"),
    ("fi", "FI"),
    ("fr", "FR"),
    ("he", "IL"),
    ("hi", "IN"),
    ("hu", "HU"),
    ("it", "IT"),
    ("ja", "JP"),
    ("ko", "KR"),
    ("nl", "NL"),
    ("no", "NO"),
    ("nb", "NO"),
    ("pl", "PL"),
    ("pt", "PT"),
    ("ro", "RO"),
    ("ru", "RU"),
    ("sv", "SE"),
    ("th", "TH"),
    ("tr", "TR"),
    ("uk", "UA"),
    ("ur", "PK"),
    ("vi", "VN"),
];

/// The language with a region, as Word's own lists have it, such as `zh-TW` for `zh-Hant`.
pub(super) fn tag(language: &Language) -> String {
    let parts: Vec<&str> = language.as_str().split('-').collect();
    let primary = language.primary();
    let region =
        parts.iter().skip(1).find(|part| part.len() == 2 || part.bytes().all(|byte| byte.is_ascii_digit()));
    let region = match (region, primary) {
        (Some(region), _) => Some(*region),
        (None, "zh") if parts.contains(&"Hant") => Some("TW"),
        (None, "zh") => Some("CN"),
        (None, _) => REGIONS.iter().find(|(known, _)| *known == primary).map(|(_, region)| *region),
    };
    match region {
        Some(region) => format!("{primary}-{region}"),
        None => primary.to_owned(),
    }
}

/// The attributes by which the theme chooses its families.
pub(super) fn theme(language: &Language) -> String {
    let tag = tag(language);
    match script(language) {
        Script::Western => format!(r#"w:val="{tag}""#),
        Script::EastAsian => format!(r#"w:val="{tag}" w:eastAsia="{tag}""#),
        Script::Complex => format!(r#"w:val="{tag}" w:bidi="{tag}""#),
    }
}

/// The attributes of a language that holds for a whole document.
fn attributes(language: &Language) -> String {
    let tag = tag(language);
    let complex = if script(language) == Script::Complex { &tag } else { "ar-SA" };
    format!(r#"w:val="{tag}" w:eastAsia="{tag}" w:bidi="{complex}""#)
}

/// The run property that holds for a whole document.
pub(super) fn default(language: &Language) -> String {
    format!("<w:lang {}/>", attributes(language))
}

/// The run properties of words in a language.
pub(super) fn run(language: &Language) -> String {
    let tag = tag(language);
    let direction = if language.is_right_to_left() { "<w:rtl/>" } else { "" };
    match script(language) {
        Script::Western => format!(r#"<w:lang w:val="{tag}"/>"#),
        Script::EastAsian => format!(r#"<w:lang w:val="{tag}" w:eastAsia="{tag}"/>"#),
        Script::Complex => format!(r#"{direction}<w:lang w:val="{tag}" w:bidi="{tag}"/>"#),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regions_are_those_of_word() {
        let cases = [
            ("en", "en-GB"),
            ("en-US", "en-US"),
            ("zh-Hans", "zh-CN"),
            ("zh-Hant", "zh-TW"),
            ("zh-Hant-HK", "zh-HK"),
            ("es-419", "es-419"),
            ("la", "la"),
        ];
        for (language, word) in cases {
            assert_eq!(tag(&Language::parse(language).unwrap()), word);
        }
    }
}
