//! The canonical spelling of everything that a document can hold: the guide shows it, and a test reads it.

use crate::model::Kind;

/// How a thing is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sample {
    /// The Markdown.
    pub markdown: &'static str,
    /// Words of it that stand in no other sample, and in every format; empty where the thing has none.
    pub words: &'static str,
}

/// A short sample of a thing.
pub fn sample(kind: Kind) -> Sample {
    let (markdown, words) = match kind {
        Kind::Heading => ("## Lists, quotations and boxes {#sec-boxes}", "Lists, quotations and boxes"),
        Kind::Paragraph => ("The tide turned at noon.", "The tide turned at noon"),
        Kind::BulletList => ("- an anchor\n- two oars", "two oars"),
        Kind::NumberedList => ("3. cast off\n4. set the jib", "set the jib"),
        Kind::TaskList => ("- [x] charts bought\n- [ ] compass swung", "compass swung"),
        Kind::Definitions => ("Ballast\n: weight low in the hull", "weight low in the hull"),
        Kind::Quote => ("> We sail at dawn.\n>\n> -- Captain Reyes", "We sail at dawn"),
        Kind::CodeBlock => ("```rust\nlet knots = 12;\n```", "let knots = 12;"),
        Kind::CalloutNote => ("::: note\nDepths are in metres.\n:::", "Depths are in metres"),
        Kind::CalloutTip => ("::: tip\nReef early.\n:::", "Reef early"),
        Kind::CalloutWarning => ("::: warning\nRocks off the point.\n:::", "Rocks off the point"),
        Kind::KeyFindings => ("::: key-findings\n- Traffic doubled.\n:::", "Traffic doubled"),
        Kind::Recommendation => {
            ("::: {.recommendation to=\"Port authority\"}\nDredge the channel.\n:::", "Dredge the channel")
        }
        Kind::Table => (
            "| Vessel | Draught |\n|:-------|--------:|\n| Cutter |   2.1 m |\n\n: Fleet list {#tbl-fleet}",
            "Cutter",
        ),
        Kind::Figure => (
            "![A tower with a lamp](images/lighthouse.svg \"The new lighthouse\"){#fig-light width=40%}",
            "The new lighthouse",
        ),
        Kind::Timeline => ("::: timeline\nMay 1906\n: Keel laid at Leith\n:::", "Keel laid at Leith"),
        Kind::Rule => ("---", ""),
        Kind::PageBreak => ("::: page-break\n:::", ""),
        Kind::Contents => ("::: {.contents depth=2}\n:::", ""),
        Kind::Landscape => {
            ("::: landscape\nThis section lies across the page.\n:::", "This section lies across the page")
        }
        Kind::Text => ("a ship sets sail", "a ship sets sail"),
        Kind::Emphasis => ("*leeward shore*", "leeward shore"),
        Kind::Strong => ("**storm warning**", "storm warning"),
        Kind::Strikethrough => ("~~cancelled voyage~~", "cancelled voyage"),
        Kind::Subscript => ("PM~2.5~", "2.5"),
        Kind::Superscript => ("10^21^", "21"),
        Kind::Underline => ("[signed at sea]{.underline}", "signed at sea"),
        Kind::SmallCaps => ("[Cutty Sark]{.smallcaps}", "Cutty Sark"),
        Kind::Highlight => ("==overdue==", "overdue"),
        Kind::Code => ("`sounding()`", "sounding()"),
        Kind::Keyboard => ("[Ctrl+S]{.kbd}", "Ctrl+S"),
        Kind::Link => ("[tide tables](https://example.org/tides)", "tide tables"),
        Kind::Reference => ("[the section on boxes](#sec-boxes)", "the section on boxes"),
        Kind::Note => ("moored^[At the north quay.]", "At the north quay"),
        Kind::Language => ("[gute Reise]{lang=de}", "gute Reise"),
        Kind::Image => ("a ![signal flag](images/flag.svg) flies", "signal flag"),
        Kind::LineBreak => ("first watch\\\nsecond watch", "second watch"),
    };
    Sample { markdown, words }
}
