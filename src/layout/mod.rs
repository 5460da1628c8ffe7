//! From a resolved document to finished pages: frames with positions and structure roles.
//!
//! Knows no file format. The stages: `build` makes flowing boxes from blocks, `shape` and `paragraph` set their lines,
//! `table` their grids, `page` distributes them over pages.

pub mod frame;
pub mod page_map;
mod paragraph;
mod shape;
mod text;

use crate::diagnostic::Diagnostics;
use crate::fonts::Fonts;
use crate::format::Paper;
use crate::model::Theme;
use crate::resolve::Resolved;
use frame::Pages;

/// Lays a document out on pages.
///
/// What does not fit or has no glyph goes to `diagnostics`.
pub fn lay_out(
    document: &Resolved,
    theme: &Theme,
    fonts: &Fonts,
    paper: Paper,
    diagnostics: &mut Diagnostics,
) -> Pages {
    let _ = (document, theme, fonts, paper, diagnostics);
    Pages::default()
}
