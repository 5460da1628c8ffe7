"""The three published files as text: body and notes in reading order, and the alternative texts of images.

Lists of contents are left out: they repeat the headings, and the headings themselves must be found.
"""
import sys
import zipfile
from xml.etree import ElementTree

import pikepdf

from pdf_reading import Content, Element, structure, texts

sys.setrecursionlimit(10_000)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
X = "{http://www.w3.org/1999/xhtml}"
E = "{http://www.idpf.org/2007/ops}"


class Published:
    """What a file says."""

    def __init__(self):
        self.body, self.notes, self.alts = [], [], []


def read_pdf(path):
    """By the structure tree: artifacts are not in it; a note's text stands apart; of a figure only its captions are text."""
    found = Published()
    with pikepdf.open(path) as pdf:
        pieces = texts(pdf)

        def take(element, into):
            if element.role == "TOC":
                return
            if element.role == "Note":
                into = found.notes
            if "/Alt" in element.node:
                found.alts.append(str(element.node.Alt))
            if "/ActualText" in element.node:
                into.append(str(element.node.ActualText))
                return
            for kid in element.kids:
                if isinstance(kid, Element):
                    take(kid, into)
                elif isinstance(kid, Content) and element.role != "Figure":
                    into.append(pieces.get(kid.key, ""))

        for top in structure(pdf):
            take(top, found.body)
    return found


def read_docx(path):
    """By the parts' own XML, notes in the order of their marks."""
    found = Published()
    archive = zipfile.ZipFile(path)
    notes = {}
    for kind in ("footnote", "endnote"):
        part = f"word/{kind}s.xml"
        if part in archive.namelist():
            for note in ElementTree.fromstring(archive.read(part)).iter(W + kind):
                notes[kind, note.get(W + "id")] = note

    def take(element, into):
        if element.tag == W + "t":
            into.append(element.text or "")
        elif element.tag in (W + "footnoteReference", W + "endnoteReference"):
            kind = element.tag.removeprefix(W).removesuffix("Reference")
            take(notes[kind, element.get(W + "id")], found.notes)
        elif element.tag.endswith("}docPr"):
            found.alts.append(element.get("descr") or "")
        elif element.tag.endswith("}Fallback") or is_contents(element):
            return
        for child in element:
            take(child, into)

    take(ElementTree.fromstring(archive.read("word/document.xml")), found.body)
    return found


def is_contents(element):
    """Whether a part of a Word document is the block that Word itself makes for a list of contents."""
    gallery = element.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery") if element.tag == W + "sdt" else None
    return gallery is not None and gallery.get(W + "val") == "Table of Contents"


def read_epub(path):
    """By the documents of the spine, without their heads and drawings; notes are asides."""
    found = Published()
    archive = zipfile.ZipFile(path)
    container = ElementTree.fromstring(archive.read("META-INF/container.xml"))
    package_path = container.find(".//{*}rootfile").get("full-path")
    folder = package_path.rpartition("/")[0]
    package = ElementTree.fromstring(archive.read(package_path))
    items = {item.get("id"): item for item in package.findall(".//{*}manifest/{*}item")}

    def take(element, into):
        kind = element.get(E + "type", "").split()
        if element.tag == X + "head" or element.tag.endswith("}svg") or element.get("role") == "doc-toc":
            return
        if "footnote" in kind or "endnote" in kind:
            into = found.notes
        if element.tag == X + "img":
            found.alts.append(element.get("alt", ""))
        into.append(element.text or "")
        for child in element:
            take(child, into)
            into.append(child.tail or "")

    for entry in package.findall(".//{*}spine/{*}itemref"):
        item = items[entry.get("idref")]
        if "nav" not in item.get("properties", "").split():
            name = f"{folder}/{item.get('href')}".lstrip("/")
            take(ElementTree.fromstring(archive.read(name)), found.body)
    return found


READERS = {"pdf": read_pdf, "docx": read_docx, "epub": read_epub}
