//! A resolved document to a finished Word document.

use super::{Stamp, Written};
use crate::error::Error;
use crate::fonts::Fonts;
use crate::format::Paper;
use crate::layout::page_map::PageMap;
use crate::model::{Kind, Theme};
use crate::resolve::Resolved;

/// Writes the Word document.
///
/// # Errors
///
/// If the package cannot be made.
pub fn write(
    document: &Resolved,
    theme: &Theme,
    fonts: &Fonts,
    paper: Paper,
    map: Option<&PageMap>,
    stamp: &Stamp,
) -> Result<Written, Error> {
    let _ = (document, theme, fonts, paper, map, stamp);
    Ok(Written::default())
}

/// The style or element in which an item of the model stands.
pub fn element(kind: Kind) -> &'static str {
    let _ = kind;
    ""
}
