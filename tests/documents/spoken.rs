//! The words of a PDF in the order of its structure tree.

use lopdf::{Document, Object, ObjectId};

use crate::reader::{Sequences, follow, sequences, words};

/// The words of the structure tree in its order, and nothing else.
pub(crate) fn spoken(bytes: &[u8]) -> String {
    let pdf = Document::load_mem(bytes).unwrap();
    let sequences = sequences(&pdf);
    let root = pdf.catalog().unwrap().get(b"StructTreeRoot").and_then(|root| follow(&pdf, root)).unwrap();
    let mut out = String::new();
    hear(&pdf, &sequences, root.as_dict().unwrap().get(b"K").unwrap(), None, &mut out);
    out
}

fn hear(pdf: &Document, sequences: &Sequences, object: &Object, page: Option<ObjectId>, out: &mut String) {
    let object = follow(pdf, object).unwrap();
    if let Ok(number) = object.as_i64() {
        out.push_str(&sequences.marked[&(page.unwrap(), number)]);
        return;
    }
    let dict = object.as_dict().unwrap();
    let page = dict.get(b"Pg").and_then(Object::as_reference).ok().or(page);
    if let Ok(number) = dict.get(b"MCID").and_then(Object::as_i64) {
        out.push_str(&sequences.marked[&(page.unwrap(), number)]);
        return;
    }
    if let Ok(text) = dict.get(b"ActualText") {
        out.push_str(&words(text));
        return;
    }
    match dict.get(b"K") {
        Ok(Object::Array(kids)) => kids.iter().for_each(|kid| hear(pdf, sequences, kid, page, out)),
        Ok(kid) => hear(pdf, sequences, kid, page, out),
        Err(_) => {}
    }
}
