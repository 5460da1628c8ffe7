#!/usr/bin/env python3
"""A close reading of PDF/A-2a (ISO 19005-2) and PDF/UA-1 (Matterhorn Protocol): about 60 checks, fonts included.

usage: pdf_rules.py FILE...
A clean run is needed, not enough: veraPDF is the reference. Exits 1 on any problem.
"""
import html
import io
import re
import sys
from collections import Counter

import pikepdf
from fontTools.cffLib import CFFFontSet
from fontTools.misc.psCharStrings import T2WidthExtractor
from fontTools.ttLib import TTFont
from pikepdf import Name

from pdf_reading import Content, Object, Stream, as_list, shown, structure

STANDARD = set(
    "Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 H6 L LI Lbl "
    "LBody Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot Ruby RB RT RP Warichu "
    "WT WP Figure Formula Form".split()
)
PARENTS = {
    "LI": {"L"},
    "LBody": {"LI"},
    "TR": {"Table", "THead", "TBody", "TFoot"},
    "TH": {"TR"},
    "TD": {"TR"},
    "THead": {"Table"},
    "TBody": {"Table"},
    "TOCI": {"TOC"},
}
INFO = {"/Title", "/Author", "/Subject", "/Keywords", "/Creator", "/Producer", "/CreationDate", "/ModDate", "/Trapped"}
PAINTING = {"f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "Do", "sh"}
XMP = ("pdfaid:part", "pdfaid:conformance", "pdfuaid:part", "pdfaExtension:schemas", "dc:title")


def check_file(raw, pdf):
    """Header and trailer."""
    if not raw.startswith(b"%PDF-1.7\n"):
        yield "A 6.1.2", f"header {raw[:8]!r}"
    comment = raw.split(b"\n", 2)[1]
    if comment[:1] != b"%" or len(comment) < 5 or any(byte < 128 for byte in comment[1:5]):
        yield "A 6.1.2", "no binary comment after the header"
    if "/ID" not in pdf.trailer:
        yield "A 6.1.3", "no file identifier"
    for stream in pdf.objects:
        if isinstance(stream, pikepdf.Stream) and "LZW" in str(stream.get("/Filter")):
            yield "A 6.1.7", "LZW filter"


def check_metadata(pdf):
    """XMP, and that the Info dictionary agrees."""
    metadata = pdf.Root.get("/Metadata")
    if metadata is None:
        yield "A 6.6.2", "no XMP"
        return
    if "/Filter" in metadata:
        yield "hygiene", "XMP is compressed"
    xmp = metadata.read_bytes().decode("utf8")
    for key in XMP:
        if key not in xmp:
            yield "A 6.6, UA 5", f"XMP lacks {key}"
    info = pdf.trailer.get("/Info", {})
    for key in info.keys():
        if key not in INFO:
            yield "hygiene", f"own key in Info: {key}"
    title = str(info.get("/Title", ""))
    if title and title not in xmp and html.escape(title, quote=False) not in xmp:
        yield "A 6.6.3", "Info and XMP differ in the title"


def check_catalog(root):
    """What the document says about itself."""
    intents = root.get("/OutputIntents", [])
    if not any(intent.get("/S") == Name.GTS_PDFA1 and "/DestOutputProfile" in intent for intent in intents):
        yield "A 6.2.3", "no output intent GTS_PDFA1"
    if not root.get("/MarkInfo", {}).get("/Marked", False):
        yield "UA 6.2", "not marked"
    if "/Lang" not in root:
        yield "UA 7.2", "no language"
    if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False):
        yield "UA 7.1-10", "the title is not displayed"
    if not isinstance(root.get("/PageMode", Name.UseNone), Name):
        yield "ISO 32000 7.7.2", f"PageMode is not a name: {root.PageMode!r}"
    for key in ("/AA", "/OpenAction"):
        if key in root:
            yield "A 6.5.2", f"catalog has {key}"
    if "/StructTreeRoot" not in root:
        yield "UA 7.1-11", "no structure"


def attributes(node):
    return [entry for entry in as_list(node.get("/A")) if isinstance(entry, pikepdf.Dictionary)]


def check_elements(elements, root):
    """Every structure element alone: role, parent, and what its role demands."""
    identifiers, levels = set(), []
    for element in elements:
        node, role = element.node, element.role
        parent = element.parent.role if element.parent else None
        if role not in STANDARD:
            yield "UA 7.1-5", f"role {element.own_role} is not mapped to a standard one"
        if element.parent and node.P.objgen != element.parent.node.objgen:
            yield "ISO 32000 14.7", f"{role} names another parent"
        if role in PARENTS and parent not in PARENTS[role]:
            yield "UA 7.2", f"{role} in {parent}"
        if role == "Figure" and not ("/Alt" in node or "/ActualText" in node):
            yield "UA 7.3-1", "figure without alternative text"
        if role == "Figure" and not any("/BBox" in entry for entry in attributes(node)):
            yield "UA 7.3", "figure without bounding box"
        if role == "TH" and not any("/Scope" in entry for entry in attributes(node)):
            yield "UA 7.5-1", "header cell without scope"
        if role == "L" and not any("/ListNumbering" in entry for entry in attributes(node)):
            yield "UA 7.6", "list without numbering"
        if role == "Note":
            identifier = bytes(node.ID) if "/ID" in node else None
            if identifier is None or identifier in identifiers:
                yield "UA 7.9", "note without an identifier of its own"
            identifiers.add(identifier)
        if not element.kids and role not in ("TD", "TH", "LBody"):
            yield "hygiene", f"empty {role}"
        if re.fullmatch(r"H\d", role):
            levels.append(int(role[1]))
    for before, level in zip([0] + levels, levels):
        if level > before + 1:
            yield "UA 7.4.2", f"H{level} after H{before}"
    if levels and "/Outlines" not in root:
        yield "hygiene", "headings but no outline"


def number_tree(node):
    """The entries of a number tree."""
    entries, waiting = {}, [node]
    while waiting:
        part = waiting.pop()
        numbers = list(part.get("/Nums", []))
        entries.update((int(numbers[i]), numbers[i + 1]) for i in range(0, len(numbers) - 1, 2))
        waiting.extend(part.get("/Kids", []))
    return entries


class Owners:
    """Which element owns which content and which annotation, by the tree and by the parent tree."""

    def __init__(self, pdf, elements):
        self.content, self.objects = {}, {}
        for element in elements:
            for kid in element.kids:
                if isinstance(kid, Content):
                    self.content[kid.key] = element.node.objgen
                elif isinstance(kid, Object):
                    self.objects[kid.target] = (element.node.objgen, element.role)
        root = pdf.Root.get("/StructTreeRoot", {})
        self.parents = number_tree(root["/ParentTree"]) if "/ParentTree" in root else {}


def check_page(number, page, owners, fonts, used):
    """One content stream: everything is tagged or an artifact, once."""
    where = f"page {number}"
    key = page.obj.get("/StructParents")
    if key is None:
        yield "UA 7.1", f"{where}: no StructParents"
    row = as_list(owners.parents.get(int(key))) if key is not None else []
    seen, depth = set(), 0
    stream = Stream(page, fonts)
    for operator, operands in stream:
        outer = stream.marks[:-1]
        if operator in ("BDC", "BMC"):
            mark = stream.marks[-1]
            if mark.is_artifact and any(other.mcid is not None for other in outer):
                yield "UA 7.1-2", f"{where}: artifact within content"
            if mark.mcid is not None:
                mcid = int(mark.mcid)
                if any(other.is_artifact for other in outer):
                    yield "UA 7.1-1", f"{where}: content within an artifact"
                if mcid in seen:
                    yield "ISO 32000 14.7.4", f"{where}: MCID {mcid} twice"
                seen.add(mcid)
                owner = owners.content.get((page.obj.objgen, mcid))
                if owner is None:
                    yield "UA 7.1-3", f"{where}: MCID {mcid} is not in the structure"
                elif mcid >= len(row) or row[mcid].objgen != owner:
                    yield "ISO 32000 14.7.4", f"{where}: the parent tree disagrees on MCID {mcid}"
        depth += {"q": 1, "Q": -1}.get(operator, 0)
        strings = shown(operator, operands)
        for string in strings:
            used.setdefault(stream.font.font.objgen, (stream.font, set()))[1].update(stream.font.codes(string))
        if strings or operator in PAINTING:
            if not any(mark.is_artifact or mark.mcid is not None for mark in stream.marks):
                yield "UA 7.1-3", f"{where}: {operator} outside all marks"
        if operator in ("k", "K"):
            yield "A 6.2.4", f"{where}: CMYK with an RGB intent"
        if operator in ("BX", "EX"):
            yield "A 6.2.2", f"{where}: {operator}"
    if stream.marks:
        yield "ISO 32000 14.6", f"{where}: a mark is not closed"
    if depth:
        yield "ISO 32000 8.4", f"{where}: q and Q do not pair"


def check_annotations(number, page, owners):
    """Links: visible, described, in a Link element."""
    where = f"page {number}"
    for annotation in as_list(page.obj.get("/Annots")):
        flags = int(annotation.get("/F", 0))
        if not annotation.is_indirect:
            yield "hygiene", f"{where}: an annotation is not an object of its own"
        if not flags & 4 or flags & 0b100011:
            yield "A 6.3.2", f"{where}: annotation flags {flags}"
        if annotation.Subtype == Name.Link and "/Contents" not in annotation:
            yield "UA 7.18.5-2", f"{where}: link without description"
        if page.obj.get("/Tabs") != Name.S:
            yield "UA 7.18.3", f"{where}: tab order does not follow the structure"
        parent = owners.parents.get(int(annotation.get("/StructParent", -1)))
        owner, role = owners.objects.get(annotation.objgen, (None, None))
        if parent is None or owner != parent.objgen or role != "Link":
            yield "UA 7.18.5-1", f"{where}: annotation outside a Link"


def widths(descendant):
    """The widths that a font states, by code."""
    stated, entries, at = {}, list(descendant.get("/W", [])), 0
    while at < len(entries):
        first, second = int(entries[at]), entries[at + 1]
        if isinstance(second, pikepdf.Array):
            stated.update((first + step, float(width)) for step, width in enumerate(second))
            at += 2
        else:
            stated.update((code, float(entries[at + 2])) for code in range(first, int(second) + 1))
            at += 3
    return stated


def truetype_width(data):
    font = TTFont(io.BytesIO(data))
    scale, order = 1000 / font["head"].unitsPerEm, font.getGlyphOrder()
    return lambda code: font["hmtx"][order[code]][0] * scale


def cff_width(data, is_opentype):
    if is_opentype:
        cff = TTFont(io.BytesIO(data))["CFF "].cff
    else:
        cff = CFFFontSet()
        cff.decompile(io.BytesIO(data), None)
    top = cff[0]
    by_cid = hasattr(top, "ROS")
    matrix = getattr(top, "FontMatrix", [0.001])
    if by_cid and matrix[0] == 1:
        matrix = getattr(top.FDArray[0], "FontMatrix", [0.001])

    def width(code):
        glyph = top.CharStrings["cid%05d" % code if by_cid else top.charset[code]]
        glyph.decompile()
        private = glyph.private
        reader = T2WidthExtractor(
            getattr(private, "Subrs", []), cff.GlobalSubrs, private.nominalWidthX, private.defaultWidthX
        )
        reader.execute(glyph)
        return reader.width * 1000 * matrix[0]

    return width


def embedded_width(descriptor):
    """How wide the embedded font file makes a code, or None where no file is embedded."""
    if "/FontFile2" in descriptor:
        return truetype_width(descriptor.FontFile2.read_bytes())
    if "/FontFile3" in descriptor:
        file = descriptor.FontFile3
        return cff_width(file.read_bytes(), str(file.Subtype) == "/OpenType")
    return None


def check_font(font, codes):
    """One font: subset, embedded, its texts known, its widths true."""
    name = font.name
    if not font.wide:
        yield "A 6.2.11.4", f"{name} is a simple font"
        return
    descendant = font.font.DescendantFonts[0]
    descriptor = descendant.FontDescriptor
    if not font.cmap:
        yield "A 6.2.11.7", f"{name} has no ToUnicode"
    elif "CMapName" not in font.cmap:
        yield "A 6.2.11.3.3", f"{name}: ToUnicode has no name"
    if 0 in codes:
        yield "A 6.2.11.8", f"{name}: .notdef is shown"
    for code in sorted(codes):
        if font.unicode.get(code, "") in ("", "\0", "\ufeff", "\ufffe"):
            yield "A 6.2.11.7.2", f"{name}: no text for code {code}"
    if not re.match(r"/[A-Z]{6}\+", name):
        yield "A 6.2.11.4.2", f"{name} has no subset tag"
    below = str(descendant.BaseFont)
    if below != str(descriptor.FontName) or name not in (below, below + "-Identity-H"):
        yield "ISO 32000 9.7.6", f"{name}: the font's names differ"
    if descendant.Subtype == Name.CIDFontType2 and "/CIDToGIDMap" not in descendant:
        yield "A 6.2.11.3.2", f"{name}: no CIDToGIDMap"
    file = descriptor.get("/FontFile2")
    if file is not None and int(file.get("/Length1", -1)) != len(file.read_bytes()):
        yield "ISO 32000 9.9", f"{name}: Length1 is wrong"
    real = embedded_width(descriptor)
    if real is None:
        yield "A 6.2.11.4.1", f"{name} is not embedded"
        return
    stated, default = widths(descendant), float(descendant.get("/DW", 1000))
    for code in sorted(codes):
        try:
            difference = abs(stated.get(code, default) - real(code))
        except (KeyError, IndexError):
            yield "A 6.2.11.4", f"{name}: code {code} names no glyph"
            continue
        if difference > 1:
            yield "A 6.2.11.5", f"{name}: code {code} is {difference:.1f} off its width"


def problems(path):
    with open(path, "rb") as file:
        raw = file.read()
    with pikepdf.open(path) as pdf:
        elements = [element for top in structure(pdf) for element in top.walk()]
        owners = Owners(pdf, elements)
        yield from check_file(raw, pdf)
        yield from check_metadata(pdf)
        yield from check_catalog(pdf.Root)
        yield from check_elements(elements, pdf.Root)
        fonts, used = {}, {}
        for number, page in enumerate(pdf.pages, 1):
            yield from check_page(number, page, owners, fonts, used)
            yield from check_annotations(number, page, owners)
        for font, codes in used.values():
            yield from check_font(font, codes)


def main(paths):
    faulty = 0
    for path in paths:
        found = Counter(problems(path))
        faulty += bool(found)
        for (rule, what), count in found.most_common(25):
            print(f"  {path}: {rule}: {what}" + (f" ({count} times)" if count > 1 else ""))
    return 1 if faulty else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
