//! A resolved document as bytes in every format; what can be made side by side is.

use super::Job;
use crate::backend::epub::Cover;
use crate::backend::{Stamp, Written, docx, epub, pdf};
use crate::diagnostic::Diagnostics;
use crate::error::Error;
use crate::fonts::Fonts;
use crate::format::Format;
use crate::layout::frame::Pages;
use crate::layout::page_map::PageMap;
use crate::layout::{lay_out, unknown_fonts};
use crate::model::Theme;
use crate::resolve::Resolved;

/// A document with all that its files are made of.
#[derive(Clone, Copy)]
pub(super) struct Edition<'a> {
    pub job: &'a Job,
    pub document: &'a Resolved,
    pub theme: &'a Theme,
    pub fonts: &'a Fonts,
    pub stamp: &'a Stamp,
}

/// What was made of one format.
type Made = Result<(Format, Written), Error>;

impl Edition<'_> {
    /// The number of pages where it was laid out, and the bytes of every format in the order of the job.
    pub(super) fn write(self, diagnostics: &mut Diagnostics) -> (Option<usize>, Result<Vec<Written>, Error>) {
        let (count, made) = match (self.job.page_map, self.wants(Format::Pdf)) {
            (true, _) => self.with_page_map(diagnostics),
            (false, true) => {
                let ((count, printed), mut made) = rayon::join(
                    || {
                        let pages = self.lay_out(diagnostics);
                        (pages.pages.len(), self.print(pages))
                    },
                    || self.flowing(None, self.cover()),
                );
                made.push(printed);
                (Some(count), made)
            }
            (false, false) => {
                unknown_fonts(self.theme, self.fonts, diagnostics);
                (None, self.flowing(None, self.cover()))
            }
        };
        (count, self.in_order(made, diagnostics))
    }

    /// Everything, where all files name the pages.
    fn with_page_map(self, diagnostics: &mut Diagnostics) -> (Option<usize>, Vec<Made>) {
        let (mut pages, cover) = rayon::join(|| self.lay_out(diagnostics), || self.cover());
        let (count, map) = (pages.pages.len(), std::mem::take(&mut pages.map));
        let (printed, mut made) = rayon::join(
            || self.wants(Format::Pdf).then(|| self.print(pages)),
            || self.flowing(Some(&map), cover),
        );
        made.extend(printed);
        (Some(count), made)
    }

    fn wants(self, format: Format) -> bool {
        self.job.formats.contains(&format)
    }

    fn lay_out(self, diagnostics: &mut Diagnostics) -> Pages {
        lay_out(self.document, self.theme, self.fonts, self.job.paper, diagnostics)
    }

    fn cover(self) -> Result<Cover, Error> {
        if self.wants(Format::Epub) {
            Cover::draw(self.document, self.theme, self.fonts)
        } else {
            Ok(Cover::default())
        }
    }

    fn print(self, pages: Pages) -> Made {
        Ok((Format::Pdf, pdf::write(self.document, pages, self.fonts, self.stamp)?))
    }

    /// The formats whose text flows.
    fn flowing(self, map: Option<&PageMap>, cover: Result<Cover, Error>) -> Vec<Made> {
        let Self { job, document, theme, fonts, stamp } = self;
        let (word, book) = rayon::join(
            || self.wants(Format::Docx).then(|| docx::write(document, theme, fonts, job.paper, map, stamp)),
            || self.wants(Format::Epub).then(|| epub::write(document, theme, fonts, map, &cover?, stamp)),
        );
        let made = [(Format::Docx, word), (Format::Epub, book)].into_iter();
        made.filter_map(|(format, made)| Some(made?.map(|written| (format, written)))).collect()
    }

    /// The files in the order of the job; what they could not say goes to `diagnostics`.
    fn in_order(self, made: Vec<Made>, diagnostics: &mut Diagnostics) -> Result<Vec<Written>, Error> {
        let place = |format: Format| self.job.formats.iter().position(|&wanted| wanted == format);
        let mut made = made.into_iter().collect::<Result<Vec<_>, _>>()?;
        made.sort_by_key(|&(format, _)| place(format));
        for (_, written) in &mut made {
            diagnostics.extend(written.diagnostics.drain(..));
        }
        Ok(made.into_iter().map(|(_, written)| written).collect())
    }
}
