//! The package: parts with their content types and relationships, as a zip that is the same every time.

use std::collections::BTreeMap;
use std::io::Write;

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::markup::{DECLARATION, escape};
use crate::error::Error;

const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/";
const TYPES: &str = "[Content_Types].xml";

/// The source of the package's own relationships.
pub(super) const ROOT: &str = "";

/// Where a relationship leads.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Mode {
    /// To another part, by its path relative to the folder of the source.
    Internal,
    /// To an address outside.
    External,
}

#[derive(Default)]
struct Relations {
    ids: BTreeMap<(String, Mode, String), usize>,
}

struct Part {
    content_type: Option<&'static str>,
    bytes: Vec<u8>,
    /// Whether the bytes are compressed in themselves.
    dense: bool,
}

/// The parts of a package.
#[derive(Default)]
pub(super) struct Package {
    parts: BTreeMap<String, Part>,
    relations: BTreeMap<String, Relations>,
}

impl Package {
    /// Adds a part of a content type.
    pub(super) fn part(&mut self, path: &str, content_type: &'static str, bytes: Vec<u8>) {
        self.parts.insert(path.to_owned(), Part { content_type: Some(content_type), bytes, dense: false });
    }

    /// Adds an image, whose type follows from its extension: `png`, `jpeg` or `svg`.
    pub(super) fn image(&mut self, path: &str, bytes: Vec<u8>) {
        let dense = std::path::Path::new(path).extension().is_none_or(|extension| extension != "svg");
        self.parts.insert(path.to_owned(), Part { content_type: None, bytes, dense });
    }

    /// The identifier of a relationship of a part, made at its first mention.
    ///
    /// `kind` is the last word of an office relationship's name, or the whole address of another.
    pub(super) fn relate(&mut self, source: &str, kind: &str, mode: Mode, target: &str) -> String {
        let kind = if kind.contains(':') { kind.to_owned() } else { format!("{OFFICE}{kind}") };
        let ids = &mut self.relations.entry(source.to_owned()).or_default().ids;
        let next = ids.len() + 1;
        format!("rId{}", ids.entry((kind, mode, target.to_owned())).or_insert(next))
    }

    /// The package as a zip, content types and the package's relationships first.
    pub(super) fn write(mut self) -> Result<Vec<u8>, Error> {
        let types = self.content_types();
        for (source, relations) in std::mem::take(&mut self.relations) {
            let path = match source.rsplit_once('/') {
                Some((folder, file)) => format!("{folder}/_rels/{file}.rels"),
                None => format!("_rels/{source}.rels"),
            };
            self.parts.insert(path, Part { content_type: None, bytes: relations.write(), dense: false });
        }
        let mut zip = ZipWriter::new(std::io::Cursor::new(Vec::new()));
        let fault = |cause: &dyn std::fmt::Display| Error::library("Word package", cause);
        let first = "_rels/.rels";
        let ordered = [TYPES, first].into_iter();
        let rest = self.parts.keys().map(String::as_str).filter(|path| *path != first);
        for path in ordered.chain(rest) {
            let (bytes, dense) = match self.parts.get(path) {
                Some(part) => (&part.bytes, part.dense),
                None => (&types, false),
            };
            zip.start_file(path, options(dense)).map_err(|cause| fault(&cause))?;
            zip.write_all(bytes).map_err(|cause| fault(&cause))?;
        }
        Ok(zip.finish().map_err(|cause| fault(&cause))?.into_inner())
    }

    fn content_types(&self) -> Vec<u8> {
        let mut xml = vec![format!(r#"{DECLARATION}<Types xmlns="{PACKAGE}content-types">"#)];
        for (extension, media) in [
            ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
            ("xml", "application/xml"),
            ("png", "image/png"),
            ("jpeg", "image/jpeg"),
            ("svg", "image/svg+xml"),
        ] {
            xml.push(format!(r#"<Default Extension="{extension}" ContentType="{media}"/>"#));
        }
        for (path, part) in &self.parts {
            if let Some(media) = part.content_type {
                xml.push(format!(r#"<Override PartName="/{path}" ContentType="{media}"/>"#));
            }
        }
        xml.push("</Types>".to_owned());
        xml.concat().into_bytes()
    }
}

impl Relations {
    fn write(self) -> Vec<u8> {
        let mut list: Vec<_> = self.ids.into_iter().collect();
        list.sort_by_key(|(_, id)| *id);
        let mut xml = vec![format!(r#"{DECLARATION}<Relationships xmlns="{PACKAGE}relationships">"#)];
        for ((kind, mode, target), id) in list {
            let outside = if mode == Mode::External { r#" TargetMode="External""# } else { "" };
            let target = escape(&target);
            xml.push(format!(r#"<Relationship Id="rId{id}" Type="{kind}" Target="{target}"{outside}/>"#));
        }
        xml.push("</Relationships>".to_owned());
        xml.concat().into_bytes()
    }
}

fn options(dense: bool) -> SimpleFileOptions {
    let method = if dense { CompressionMethod::Stored } else { CompressionMethod::Deflated };
    SimpleFileOptions::default().compression_method(method).last_modified_time(DateTime::default())
}
