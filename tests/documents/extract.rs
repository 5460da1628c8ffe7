//! The words of the three files, by readers that are not ours.

use std::io::{Cursor, Read as _};
use std::path::Path;

use quick_xml::Reader;
use quick_xml::events::Event;
use zip::ZipArchive;

/// The words of the Word document: the body, then the notes.
pub(crate) fn docx(bytes: &[u8]) -> String {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut out = words(&part(&mut archive, "word/document.xml"), Some("w:t"));
    if archive.file_names().any(|name| name == "word/footnotes.xml") {
        out += &words(&part(&mut archive, "word/footnotes.xml"), Some("w:t"));
    }
    out
}

/// The words of the EPUB's pages in the order of its spine.
pub(crate) fn epub(bytes: &[u8]) -> String {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let package = archive
        .file_names()
        .find(|name| Path::new(name).extension().is_some_and(|extension| extension == "opf"))
        .unwrap()
        .to_owned();
    let folder = package.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
    let package = part(&mut archive, &package);
    let (mut files, mut spine) = (Vec::new(), Vec::new());
    let mut reader = Reader::from_str(&package);
    loop {
        let event = reader.read_event().unwrap();
        let (Event::Start(tag) | Event::Empty(tag)) = event else {
            if matches!(event, Event::Eof) {
                break;
            }
            continue;
        };
        let value = |name: &str| {
            let found = tag.try_get_attribute(name).unwrap().unwrap();
            found.value.into_owned()
        };
        match tag.name().as_ref() {
            "item" => files.push((value("id"), value("href"))),
            "itemref" => spine.push(value("idref")),
            _ => {}
        }
    }
    let mut out = String::new();
    for id in spine {
        let (_, href) = files.iter().find(|(known, _)| *known == id).unwrap();
        out += &words(&part(&mut archive, &format!("{folder}/{href}")), None);
    }
    out
}

fn part(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> String {
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// The text of an XML file; with `within` only that of such elements.
fn words(xml: &str, within: Option<&str>) -> String {
    let mut reader = Reader::from_str(xml);
    let mut out = String::new();
    let mut depth = usize::from(within.is_none());
    loop {
        match reader.read_event().unwrap() {
            Event::Start(tag) if Some(tag.name().as_ref()) == within => depth += 1,
            Event::End(tag) if Some(tag.name().as_ref()) == within => depth -= 1,
            Event::Empty(tag) if tag.name().as_ref() == "w:noBreakHyphen" => out.push('-'),
            Event::Text(text) if depth > 0 => out += &text,
            Event::GeneralRef(entity) if depth > 0 => match entity.resolve_char_ref().unwrap() {
                Some(c) => out.push(c),
                None => out += quick_xml::escape::resolve_xml_entity(&entity).unwrap(),
            },
            Event::Eof => return out,
            Event::Start(_)
            | Event::End(_)
            | Event::Empty(_)
            | Event::Text(_)
            | Event::CData(_)
            | Event::Comment(_)
            | Event::Decl(_)
            | Event::PI(_)
            | Event::DocType(_)
            | Event::GeneralRef(_) => {}
        }
    }
}
