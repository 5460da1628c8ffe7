//! Prints what every item of the model is in the three formats: its name, words of its sample in the guide, and the element
//! that each writer states, one row a line with tabs between.

use std::io::Write;

use triplicate::backend::{docx, epub, pdf};
use triplicate::model::Kind;
use triplicate::read::sample;

fn main() -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    for &kind in Kind::ALL {
        let (name, words) = (kind.name(), sample(kind).words);
        let (in_pdf, in_word, in_epub) = (pdf::element(kind), docx::element(kind), epub::element(kind));
        writeln!(out, "{name}\t{words}\t{in_pdf}\t{in_word}\t{in_epub}")?;
    }
    Ok(())
}
