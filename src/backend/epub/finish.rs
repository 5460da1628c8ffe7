//! The pass over the finished package, for what the packager cannot say: metadata, languages and direction, the properties
//! of items, our own navigation documents, and fixed times.

use std::io::{Cursor, Read, Write};

use quick_xml::events::{BytesStart, BytesText, Event};
use quick_xml::{Reader, Writer};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use crate::error::Error;

/// What stands in the finished package in place of what the packager wrote.
pub(super) struct Finish<'a> {
    /// The language of the package.
    pub language: &'a str,
    /// The base direction: `ltr` or `rtl`.
    pub direction: &'a str,
    /// The children of the metadata element.
    pub metadata: &'a str,
    /// The navigation document.
    pub nav: &'a str,
    /// The navigation document of older reading systems.
    pub ncx: &'a str,
    /// The moment that all files carry.
    pub time: DateTime,
}

const PACKAGE: &str = "OEBPS/content.opf";
const NAV: &str = "OEBPS/nav.xhtml";
const NCX: &str = "OEBPS/toc.ncx";

/// Finishes a package.
pub(super) fn finish(package: &[u8], with: &Finish<'_>) -> Result<Vec<u8>, Error> {
    let fault = |cause: zip::result::ZipError| Error::library("EPUB package", cause);
    let mut archive = ZipArchive::new(Cursor::new(package)).map_err(fault)?;
    let mut out = ZipWriter::new(Cursor::new(Vec::with_capacity(package.len() + 4096)));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(with.time)
        .unix_permissions(0o644);
    for index in 0..archive.len() {
        let name = archive.by_index_raw(index).map_err(fault)?.name().to_owned();
        let text = match name.as_str() {
            PACKAGE => {
                let mut text = String::new();
                let mut file = archive.by_index(index).map_err(fault)?;
                file.read_to_string(&mut text).map_err(|cause| Error::library("EPUB package", cause))?;
                patch(&text, with)?
            }
            NAV => with.nav.to_owned(),
            NCX => with.ncx.to_owned(),
            _ => {
                // As it is: what was deflated once need not be deflated again.
                let file = archive.by_index_raw(index).map_err(fault)?;
                out.raw_copy_file_touch(file, with.time, Some(0o644)).map_err(fault)?;
                continue;
            }
        };
        out.start_file(name, options).map_err(fault)?;
        out.write_all(text.as_bytes()).map_err(|cause| Error::library("EPUB package", cause))?;
    }
    Ok(out.finish().map_err(fault)?.into_inner())
}

/// Completes the package document.
fn patch(package: &str, with: &Finish<'_>) -> Result<String, Error> {
    let fault = |cause: &dyn std::fmt::Display| Error::library("EPUB package document", cause);
    let mut reader = Reader::from_str(package);
    let mut writer = Writer::new(Vec::with_capacity(package.len() + with.metadata.len()));
    // The element that is being left out, with all that it holds.
    let mut skipped: Option<&str> = None;
    loop {
        let event = reader.read_event().map_err(|cause| fault(&cause))?;
        let mut write = |event| writer.write_event(event).map_err(|cause| fault(&cause));
        match (event, skipped) {
            (Event::Eof, _) => break,
            (Event::End(end), Some(name)) if end.name().as_ref() == name => {
                skipped = None;
                if name == "metadata" {
                    write(Event::End(end))?;
                }
            }
            (_, Some(_)) => {}
            (Event::Start(start), None) => match start.name().as_ref() {
                "guide" => skipped = Some("guide"),
                "metadata" => {
                    write(Event::Start(start.to_owned()))?;
                    write(Event::Text(BytesText::from_escaped(with.metadata)))?;
                    skipped = Some("metadata");
                }
                "package" => write(Event::Start(open_package(&start, with)))?,
                "spine" => write(Event::Start(open_spine(with)))?,
                _ => write(Event::Start(start.to_owned()))?,
            },
            (event, None) => write(event)?,
        }
    }
    String::from_utf8(writer.into_inner()).map_err(|cause| fault(&cause))
}

fn open_package<'a>(start: &BytesStart<'a>, with: &Finish<'a>) -> BytesStart<'a> {
    let mut start = start.clone();
    start.push_attribute(("xml:lang", with.language));
    start.push_attribute(("dir", with.direction));
    start
}

fn open_spine<'a>(with: &Finish<'a>) -> BytesStart<'a> {
    let mut spine = BytesStart::new("spine");
    spine.push_attribute(("toc", "ncx"));
    spine.push_attribute(("page-progression-direction", with.direction));
    spine
}
