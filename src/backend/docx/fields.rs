//! Fields: what Word counts or looks up itself, with what it will find already in place.

use std::collections::BTreeMap;

use super::markup::escape;

/// A field as runs. `properties` are those of every run; with `\* CHARFORMAT` in the instruction Word keeps them too.
pub(super) fn field(instruction: &str, shown: &str, properties: &str) -> String {
    let begin = begin(instruction, properties);
    let run = run(properties);
    let shown = escape(shown);
    format!(r#"{begin}<w:r>{run}<w:t xml:space="preserve">{shown}</w:t></w:r>{}"#, end(properties))
}

/// The beginning of a field up to where its result stands.
pub(super) fn begin(instruction: &str, properties: &str) -> String {
    let run = run(properties);
    let instruction = escape(instruction);
    format!(
        concat!(
            r#"<w:r>{run}<w:fldChar w:fldCharType="begin"/></w:r>"#,
            r#"<w:r>{run}<w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>"#,
            r#"<w:r>{run}<w:fldChar w:fldCharType="separate"/></w:r>"#,
        ),
        run = run,
        instruction = instruction,
    )
}

/// The end of a field.
pub(super) fn end(properties: &str) -> String {
    format!(r#"<w:r>{}<w:fldChar w:fldCharType="end"/></w:r>"#, run(properties))
}

fn run(properties: &str) -> String {
    if properties.is_empty() { String::new() } else { format!("<w:rPr>{properties}</w:rPr>") }
}

/// The counters behind captions.
#[derive(Default)]
pub(super) struct Sequences {
    counts: BTreeMap<String, u64>,
}

impl Sequences {
    /// The instruction by which Word counts a thing to the number that it has in print; `None` for a number that is not
    /// counted in whole numbers.
    pub(super) fn instruction(&mut self, word: &str, number: &str) -> Option<String> {
        let wanted: u64 = number.parse().ok().filter(|number| *number < 1_000_000)?;
        let name = identifier(word);
        let count = self.counts.entry(name.clone()).or_default();
        let follows = *count + 1 == wanted;
        *count = wanted;
        Some(if follows {
            format!(r"SEQ {name} \* ARABIC")
        } else {
            format!(r"SEQ {name} \r {wanted} \* ARABIC")
        })
    }
}

/// The word as the name of a sequence, as Word's own captions have it.
pub(super) fn identifier(word: &str) -> String {
    let name: String = word.chars().map(|c| if c.is_alphanumeric() { c } else { '_' }).take(40).collect();
    if name.is_empty() { "Item".to_owned() } else { name }
}
