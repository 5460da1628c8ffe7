//! Reads a file back by its structure tree, with nothing of ours: what a listener would hear.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId};

/// The words of marked sequences, by page and number; those of artifacts by page.
pub(crate) struct Sequences {
    pub(crate) marked: BTreeMap<(ObjectId, i64), String>,
    artifacts: Vec<String>,
}

/// The structure tree as text: an element on each line, indented, with what is known of it and its words.
pub(crate) fn structure(bytes: &[u8]) -> String {
    let pdf = Document::load_mem(bytes).unwrap();
    let sequences = sequences(&pdf);
    let root = pdf.catalog().unwrap().get(b"StructTreeRoot").and_then(|root| follow(&pdf, root)).unwrap();
    let mut out = String::new();
    let document = root.as_dict().unwrap().get(b"K").unwrap();
    element(&pdf, &sequences, document, None, 0, &mut out);
    out
}

/// The words of artifacts, page by page.
pub(crate) fn artifacts(bytes: &[u8]) -> Vec<String> {
    sequences(&Document::load_mem(bytes).unwrap()).artifacts
}

pub(crate) fn follow<'a>(pdf: &'a Document, object: &'a Object) -> lopdf::Result<&'a Object> {
    pdf.dereference(object).map(|(_, object)| object)
}

fn element(
    pdf: &Document,
    sequences: &Sequences,
    object: &Object,
    page: Option<ObjectId>,
    depth: usize,
    out: &mut String,
) {
    let object = follow(pdf, object).unwrap();
    let line = |out: &mut String, text: &str| writeln!(out, "{:1$}{text}", "", depth * 2).unwrap();
    if let Ok(number) = object.as_i64() {
        line(out, &format!("{:?}", sequences.marked[&(page.unwrap(), number)]));
        return;
    }
    let dict = object.as_dict().unwrap();
    if dict.has_type(b"MCR") {
        let page = dict.get(b"Pg").unwrap().as_reference().unwrap();
        let number = dict.get(b"MCID").unwrap().as_i64().unwrap();
        line(out, &format!("{:?}", sequences.marked[&(page, number)]));
        return;
    }
    if dict.has_type(b"OBJR") {
        let area = follow(pdf, dict.get(b"Obj").unwrap()).unwrap().as_dict().unwrap();
        line(out, &format!("→ {}", target(area)));
        return;
    }
    let name = String::from_utf8_lossy(dict.get(b"S").unwrap().as_name().unwrap());
    line(out, &format!("{name}{}", known(pdf, dict)));
    let page = dict.get(b"Pg").and_then(Object::as_reference).ok().or(page);
    let kids = match dict.get(b"K") {
        Ok(Object::Array(kids)) => kids.as_slice(),
        Ok(kid) => std::slice::from_ref(kid),
        Err(_) => &[],
    };
    for kid in kids {
        element(pdf, sequences, kid, page, depth + 1, out);
    }
}

fn target(area: &Dictionary) -> String {
    let said = words(area.get(b"Contents").unwrap());
    if let Ok(place) = area.get(b"Dest") {
        return format!("{} {said:?}", words(place));
    }
    let action = area.get(b"A").unwrap().as_dict().unwrap();
    format!("{} {said:?}", words(action.get(b"URI").unwrap()))
}

fn known(pdf: &Document, dict: &Dictionary) -> String {
    let mut out = String::new();
    for key in ["Lang", "Alt", "ActualText", "ID"] {
        if let Ok(text) = dict.get(key.as_bytes()) {
            write!(out, " {key}={:?}", words(text)).unwrap();
        }
    }
    let lists = match dict.get(b"A") {
        Ok(Object::Array(list)) => list.clone(),
        Ok(one) => vec![one.clone()],
        Err(_) => Vec::new(),
    };
    for list in lists {
        for (key, value) in follow(pdf, &list).unwrap().as_dict().unwrap() {
            let value = match (value.as_name(), value.as_i64()) {
                (Ok(name), _) => String::from_utf8_lossy(name).into_owned(),
                (_, Ok(number)) => number.to_string(),
                _ => "[..]".to_owned(),
            };
            if key != b"O" {
                write!(out, " {}={value}", String::from_utf8_lossy(key)).unwrap();
            }
        }
    }
    out
}

/// A string as people read it.
pub(crate) fn words(object: &Object) -> String {
    let bytes = object.as_str().unwrap();
    match bytes.strip_prefix(&[0xFE, 0xFF]) {
        Some(units) => utf16(units),
        None => String::from_utf8(bytes.to_vec()).unwrap(),
    }
}

fn utf16(bytes: &[u8]) -> String {
    let units: Vec<u16> = bytes.chunks(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
    String::from_utf16(&units).unwrap()
}

pub(crate) fn sequences(pdf: &Document) -> Sequences {
    let mut found = Sequences { marked: BTreeMap::new(), artifacts: Vec::new() };
    for page in pdf.page_iter() {
        let content = Content::decode(&pdf.get_page_content(page)).unwrap();
        let fonts = fonts(pdf, page);
        let (mut mark, mut spoken, mut font) = (None, None, None);
        for operation in content.operations {
            let operands = operation.operands;
            match operation.operator.as_str() {
                "BDC" => {
                    let dict = operands[1].as_dict().unwrap();
                    mark = dict.get(b"MCID").ok().map(|number| number.as_i64().unwrap());
                    spoken = dict.get(b"ActualText").ok().map(words);
                    match mark {
                        Some(number) => {
                            let again =
                                found.marked.insert((page, number), spoken.clone().unwrap_or_default());
                            assert!(again.is_none(), "a number given twice");
                        }
                        None => found.artifacts.push(spoken.clone().unwrap_or_default()),
                    }
                }
                "Tf" => font = fonts.get(operands[0].as_name().unwrap()),
                "TJ" if spoken.is_none() => {
                    let text = match mark {
                        Some(number) => found.marked.get_mut(&(page, number)).unwrap(),
                        None => found.artifacts.last_mut().unwrap(),
                    };
                    for string in operands[0].as_array().unwrap().iter().filter_map(|part| part.as_str().ok())
                    {
                        for code in string.chunks(2) {
                            text.push_str(&font.unwrap()[&u16::from_be_bytes([code[0], code[1]])]);
                        }
                    }
                }
                _ => {}
            }
        }
    }
    found
}

/// For every font of a page the texts behind its codes.
fn fonts(pdf: &Document, page: ObjectId) -> BTreeMap<Vec<u8>, BTreeMap<u16, String>> {
    let resources = pdf.get_dictionary(page).unwrap().get(b"Resources").unwrap();
    let resources = follow(pdf, resources).unwrap().as_dict().unwrap();
    let fonts = resources.get(b"Font").unwrap().as_dict().unwrap();
    let read = |font: &Object| {
        let font = follow(pdf, font).unwrap().as_dict().unwrap();
        let map = follow(pdf, font.get(b"ToUnicode").unwrap()).unwrap().as_stream().unwrap();
        let map =
            String::from_utf8(map.decompressed_content().unwrap_or_else(|_| map.content.clone())).unwrap();
        let pairs =
            map.lines().filter_map(|line| line.strip_prefix('<')?.strip_suffix('>')?.split_once("> <"));
        let bytes = |hex: &str| -> Vec<u8> {
            (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap()).collect()
        };
        let pairs = pairs.filter(|(_, text)| *text != "FFFF");
        pairs.map(|(code, text)| (u16::from_str_radix(code, 16).unwrap(), utf16(&bytes(text)))).collect()
    };
    fonts.iter().map(|(key, font)| (key.clone(), read(font))).collect()
}
