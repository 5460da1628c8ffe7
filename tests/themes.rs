//! What a theme says of pages, in all three formats.
#![expect(clippy::disallowed_methods, reason = "a theme of its own is read from a file")]
#![expect(clippy::unwrap_used, reason = "a test fails where it stands")]

#[path = "themes/made.rs"]
mod made;

use made::{Made, made};

/// A document of three sections on several pages, and a running head for it.
const THREE: &str = "---\ntitle: Rivers of the North\nshort-title: Rivers\nlang: en\nnumber-sections: true\n---\n\n\
    # Springs\n\nWater rises.\n\n::: page-break\n:::\n\nIt goes on.\n\n## Wells\n\nDug.\n\n::: page-break\n:::\n\n\
    End.\n\n# Mouths {-}\n\nWater ends.\n\n# Deltas\n\nSand.\n\n::: page-break\n:::\n\nMore sand.\n";

/// The head names the first section that begins on a page, else the one that goes on there.
#[test]
fn running_heads_name_the_section() {
    let Made { pages, document: word, .. } =
        made(THREE, "extends = \"briefing\"\n[page]\nrunning-head = \"section\"\n");
    let heads: Vec<&str> = pages.iter().map(|page| page.head.as_str()).collect();
    assert_eq!(heads, ["", "Rivers|1 Springs", "Rivers|Mouths", "Rivers|2 Deltas"]);
    let head = word.part("word/header.xml");
    assert!(head.contains(" STYLEREF 1 <"), "{head}");
    assert!(head.contains(">Springs<"), "{head}");
    // Word would say 0 for the section without a number.
    assert!(!head.contains(r"STYLEREF 1 \n"), "{head}");
    let all =
        made(&THREE.replace(" {-}", ""), "extends = \"briefing\"\n[page]\nrunning-head = \"section\"\n");
    assert!(all.document.part("word/header.xml").contains(r" STYLEREF 1 \n <"));
}

/// A section that has no room beside the title takes its place, and one that has none at all ends in an ellipsis.
#[test]
fn long_running_heads_are_shortened() {
    let theme = "extends = \"briefing\"\n[page]\nrunning-head = \"section\"\n";
    let long = "the springs of the rivers in the north and what became of them ".repeat(3);
    let text = format!("---\ntitle: Rivers\nlang: en\n---\n\n# {long}\n\nA.\n\n::: page-break\n:::\n\nB.\n");
    let pages = made(&text, theme).pages;
    let head = &pages[1].head;
    assert!(head.starts_with("the springs"), "{head}");
    assert!(head.ends_with("…|"), "{head}");
}

/// The briefing says series and title, as it did before there was a choice.
#[test]
fn heads_of_the_briefing_name_the_title() {
    let made = made(THREE, "extends = \"briefing\"\n");
    assert!(made.pages[1..].iter().all(|page| page.head == "|Rivers"));
    assert!(!made.document.part("word/header.xml").contains("STYLEREF"));
}
