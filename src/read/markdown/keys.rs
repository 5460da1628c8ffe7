//! The keys of the front matter: ours with their other names, and those that other programs have.

/// Our keys, each with other names for it that people know from Pandoc, Quarto or elsewhere.
const KEYS: [(&str, &[&str]); 27] = [
    ("title", &[]),
    ("subtitle", &[]),
    ("short-title", &["shorttitle", "running-title"]),
    ("author", &["authors"]),
    ("date", &["published"]),
    ("edition", &[]),
    ("language", &["lang", "locale"]),
    ("summary", &["abstract", "executive-summary"]),
    ("keywords", &["keyword"]),
    ("series", &["series-title"]),
    ("number", &["series-number", "issue"]),
    ("publisher", &[]),
    ("isbn", &[]),
    ("doi", &[]),
    ("report-number", &[]),
    ("identifier", &[]),
    ("licence", &["license", "rights", "copyright"]),
    ("disclaimer", &[]),
    ("marking", &["classification", "tlp"]),
    ("toc", &["table-of-contents"]),
    ("toc-depth", &[]),
    ("lists", &[]),
    ("endnotes", &[]),
    ("columns", &[]),
    ("number-sections", &["numbersections"]),
    ("smart", &[]),
    ("base-url", &["baseurl"]),
];

/// Keys of other programs that say nothing here, with what to do instead.
const UNUSED: [(&str, &[&str]); 5] = [
    (
        "citations are not supported yet; put the sources into notes",
        &[
            "bibliography",
            "references",
            "csl",
            "citation",
            "nocite",
            "link-citations",
            "reference-section-title",
            "suppress-bibliography",
            "citeproc",
            "cite-method",
        ],
    ),
    (
        "the theme says how pages look: `--theme`",
        &[
            "theme",
            "documentclass",
            "classoption",
            "geometry",
            "papersize",
            "paper",
            "fontsize",
            "mainfont",
            "sansfont",
            "monofont",
            "mathfont",
            "cjkmainfont",
            "linestretch",
            "margin-left",
            "margin-right",
            "margin-top",
            "margin-bottom",
            "colorlinks",
            "linkcolor",
            "urlcolor",
            "citecolor",
            "toccolor",
            "indent",
            "header-includes",
            "include-before",
            "include-after",
            "include-in-header",
            "template",
            "css",
            "stylesheet",
            "reference-doc",
            "epub-cover-image",
            "cover-image",
            "highlight-style",
            "syntax-highlighting",
            "title-block-banner",
            "title-block-style",
            "logo",
            "style",
            "brand",
        ],
    ),
    (
        "the formats are chosen on the command line: `--pdf --docx --epub`",
        &[
            "format",
            "output",
            "pdf-engine",
            "to",
            "from",
            "output-file",
            "output-dir",
            "standalone",
            "filters",
        ],
    ),
    (
        "it is for programs that run code; nothing is run here",
        &[
            "execute",
            "engine",
            "jupyter",
            "knitr",
            "params",
            "echo",
            "warning",
            "editor",
            "code-fold",
            "code-tools",
            "df-print",
            "fig-width",
            "fig-height",
            "fig-align",
            "vignette",
            "runtime",
        ],
    ),
    (
        "it is for web sites; it may stay, but says nothing here",
        &[
            "layout",
            "permalink",
            "tags",
            "categories",
            "category",
            "description",
            "draft",
            "slug",
            "aliases",
            "weight",
            "sidebar",
            "sidebar_position",
            "sidebar_label",
            "sidebar-position",
            "sidebar-label",
            "nav_order",
            "nav-order",
            "parent",
            "has_children",
            "has-children",
            "id",
            "image",
            "thumbnail",
            "comments",
            "project",
            "website",
            "book",
            "excerpt",
            "redirect_from",
            "redirect-from",
            "hide_title",
            "hide-title",
            "toc-title",
            "lof",
            "lot",
            "institute",
            "date-format",
            "lastmod",
            "author-meta",
            "date-meta",
            "crossref",
            "number-depth",
            "secnumdepth",
            "thanks",
            "version",
            "linktitle",
            "type",
            "url",
            "created",
            "modified",
            "updated",
            "listing",
            "search",
            "about",
        ],
    ),
];

/// A key with its case and underscores made ours.
pub(super) fn canonical(name: &str) -> String {
    name.trim().to_lowercase().replace(['_', ' '], "-")
}

/// Our name for a key, if it is one.
pub(super) fn find(name: &str) -> Option<&'static str> {
    let name = canonical(name);
    KEYS.iter().find(|(key, others)| *key == name || others.contains(&&*name)).map(|(key, _)| *key)
}

/// Why a key of another program is not used here, if it is known as one.
pub(super) fn unused(name: &str) -> Option<&'static str> {
    let name = canonical(name);
    UNUSED.iter().find(|(_, keys)| keys.contains(&&*name)).map(|(reason, _)| *reason)
}

/// Our keys, each with its other names.
pub(in crate::read) fn every() -> &'static [(&'static str, &'static [&'static str])] {
    &KEYS
}

/// All names by which our keys are known.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    KEYS.iter().flat_map(|(key, others)| std::iter::once(*key).chain(others.iter().copied()))
}
