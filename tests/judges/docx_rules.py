#!/usr/bin/env python3
"""What no validator of Word files looks at: balanced fields, unique ids, known numbering and styles, grids that add up,
references that lead somewhere, drawings that say what they show.

usage: docx_rules.py FILE...     exits 1 on any fault
"""
import re
import sys
import zipfile
from xml.etree import ElementTree

import docx

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
VAL = W + "val"


class Package:
    """The parts of one Word file and what they define."""

    def __init__(self, path):
        archive = zipfile.ZipFile(path)
        names = [name for name in archive.namelist() if name.startswith("word/") and name.endswith(".xml")]
        self.parts = {name: ElementTree.fromstring(archive.read(name)) for name in names}
        nothing = ElementTree.Element("nothing")
        numbering = self.parts.get("word/numbering.xml", nothing)
        self.numbering = {entry.get(W + "numId") for entry in numbering.iter(W + "num")} | {"0"}
        styles = self.parts.get("word/styles.xml", nothing)
        self.styles = {style.get(W + "styleId") for style in styles.iter(W + "style")}
        self.bookmarks = set()
        self.drawings = set()


def check_fields(root):
    depth = 0
    for mark in root.iter(W + "fldChar"):
        depth += {"begin": 1, "end": -1}.get(mark.get(W + "fldCharType"), 0)
        if depth < 0:
            yield "a field ends before it begins"
            depth = 0
    if depth:
        yield f"{depth} field(s) never end"


def check_bookmarks(root, package):
    opened = set()
    for element in root.iter():
        identifier = element.get(W + "id")
        if element.tag == W + "bookmarkStart":
            name = element.get(W + "name")
            if identifier in opened:
                yield f"bookmark id {identifier} twice"
            if name in package.bookmarks:
                yield f"bookmark {name} twice"
            opened.add(identifier)
            package.bookmarks.add(name)
        elif element.tag == W + "bookmarkEnd":
            if identifier not in opened:
                yield f"bookmark {identifier} ends before it begins"
            opened.discard(identifier)
    for identifier in opened:
        yield f"bookmark id {identifier} never ends"


def check_drawings(root, package):
    for drawing in root.iter(WP + "docPr"):
        identifier = drawing.get("id")
        if identifier in package.drawings:
            yield f"drawing id {identifier} twice"
        package.drawings.add(identifier)
        if not drawing.get("descr") and drawing.find(".//{*}decorative") is None:
            yield "drawing without alternative text"


def check_names(root, package):
    for element in root.iter():
        if element.tag == W + "numId" and element.get(VAL) not in package.numbering:
            yield f"numbering {element.get(VAL)} unknown"
        if element.tag in (W + "pStyle", W + "rStyle", W + "tblStyle") and element.get(VAL) not in package.styles:
            yield f"style {element.get(VAL)} unknown"
    paragraphs = [element.get(W14 + "paraId") for element in root.iter() if element.get(W14 + "paraId")]
    for identifier in {one for one in paragraphs if paragraphs.count(one) > 1}:
        yield f"paraId {identifier} twice"


def covered(row):
    """How many columns of the grid a row covers."""
    count = 0
    for cell in row.findall(W + "tc"):
        span = cell.find(f"{W}tcPr/{W}gridSpan")
        count += int(span.get(VAL)) if span is not None else 1
    for key in ("gridBefore", "gridAfter"):
        left_out = row.find(f"{W}trPr/{W}{key}")
        count += int(left_out.get(VAL)) if left_out is not None else 0
    return count


def check_tables(root):
    for table in root.iter(W + "tbl"):
        grid = len(table.findall(f"{W}tblGrid/{W}gridCol"))
        for row in table.findall(W + "tr"):
            if covered(row) != grid:
                yield f"a row of {covered(row)} columns in a grid of {grid}"


def check_references(root, package):
    instructions = " ".join(text.text or "" for text in root.iter(W + "instrText"))
    for name in re.findall(r"\b(?:PAGEREF|REF)\s+([A-Za-z_]\w*)", instructions):
        if name not in package.bookmarks:
            yield f"a field points to no bookmark: {name}"
    for link in root.iter(W + "hyperlink"):
        anchor = link.get(W + "anchor")
        if anchor and anchor not in package.bookmarks:
            yield f"a link to no bookmark: {anchor}"


def faults(path):
    docx.Document(path)
    package = Package(path)
    for name, root in package.parts.items():
        checks = (
            check_fields(root),
            check_bookmarks(root, package),
            check_drawings(root, package),
            check_names(root, package),
            check_tables(root),
        )
        yield from (f"{name}: {fault}" for check in checks for fault in check)
    for name, root in package.parts.items():
        yield from (f"{name}: {fault}" for fault in check_references(root, package))


def main(paths):
    faulty = False
    for path in paths:
        for fault in faults(path):
            faulty = True
            print(f"  {path}: {fault}")
    return 1 if faulty else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
