"""A tagged PDF as its structure and content streams have it; shared by the rules judge and the agreement test."""
import re

import pikepdf
from pikepdf import Name


def as_list(value):
    """The entries of an array, a single value as one, nothing as none."""
    if value is None:
        return []
    return list(value) if isinstance(value, pikepdf.Array) else [value]


class Element:
    """A structure element with its role, its parent and the page that its content stands on by default."""

    def __init__(self, node, parent, page, root):
        self.node = node
        self.parent = parent
        self.page = node.get("/Pg", page)
        self.own_role = str(node.get("/S"))[1:]
        mapped = root.get("/RoleMap", {}).get("/" + self.own_role)
        self.role = str(mapped)[1:] if mapped is not None else self.own_role
        self.kids = []

    def walk(self):
        """This element and everything below it, in reading order."""
        stack = [self]
        while stack:
            element = stack.pop()
            yield element
            stack.extend(kid for kid in reversed(element.kids) if isinstance(kid, Element))


class Content:
    """A piece of marked content: its page's object number and its MCID."""

    def __init__(self, page, mcid):
        self.key = (page.objgen, mcid)


class Object:
    """An annotation in the structure."""

    def __init__(self, target):
        self.target = target.objgen


def structure(pdf):
    """The top elements of the structure tree."""
    root = pdf.Root.get("/StructTreeRoot")
    return [] if root is None else [_element(node, None, None, root) for node in as_list(root.get("/K"))]


def _element(node, parent, page, root):
    top = Element(node, parent, page, root)
    waiting = [top]
    while waiting:
        element = waiting.pop()
        for kid in as_list(element.node.get("/K")):
            if isinstance(kid, int):
                element.kids.append(Content(element.page, int(kid)))
            elif kid.get("/Type") == Name.MCR:
                element.kids.append(Content(kid.get("/Pg", element.page), int(kid.MCID)))
            elif kid.get("/Type") == Name.OBJR:
                element.kids.append(Object(kid.Obj))
            else:
                below = Element(kid, element, element.page, root)
                element.kids.append(below)
                waiting.append(below)
    return top


class Font:
    """How a font's codes are read."""

    def __init__(self, font):
        self.font = font
        self.name = str(font.get("/BaseFont"))
        self.wide = font.get("/Subtype") == Name.Type0
        stream = font.get("/ToUnicode")
        self.cmap = stream.read_bytes().decode("latin1") if stream is not None else ""
        self.unicode = to_unicode(self.cmap)

    def codes(self, string):
        data = bytes(string)
        if not self.wide:
            return list(data)
        return [data[i] << 8 | data[i + 1] for i in range(0, len(data) - 1, 2)]

    def text(self, string):
        return "".join(self.unicode.get(code, "\ufffd") for code in self.codes(string))


def to_unicode(cmap):
    """The texts that a ToUnicode map gives to codes."""
    texts = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", cmap, re.S):
        for code, text in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]*)>", block):
            texts[int(code, 16)] = utf16(text)
    for block in re.findall(r"beginbfrange(.*?)endbfrange", cmap, re.S):
        ranges = re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(?:<([0-9A-Fa-f]*)>|\[([^\]]*)\])", block)
        for first, last, text, several in ranges:
            listed = re.findall(r"<([0-9A-Fa-f]*)>", several)
            for step, code in enumerate(range(int(first, 16), int(last, 16) + 1)):
                if several:
                    texts[code] = utf16(listed[step]) if step < len(listed) else ""
                else:
                    texts[code] = utf16(text, step)
    return texts


def utf16(digits, step=0):
    """The text of hexadecimal UTF-16, its last unit raised by `step`."""
    units = [int(digits[i : i + 4], 16) for i in range(0, len(digits), 4)]
    if units:
        units[-1] += step
    return b"".join(unit.to_bytes(2, "big") for unit in units).decode("utf-16-be", "replace")


class Mark:
    """A marked-content sequence that is open."""

    def __init__(self, operands, operator, resources):
        self.tag = str(operands[0])[1:]
        properties = operands[1] if operator == "BDC" else None
        if isinstance(properties, Name):
            properties = resources.get("/Properties", {}).get(str(properties))
        self.mcid = None if properties is None else properties.get("/MCID")
        self.actual = None if properties is None else properties.get("/ActualText")

    @property
    def is_artifact(self):
        return self.tag == "Artifact"


class Stream:
    """Runs through one page's content and keeps the open marks and the font."""

    def __init__(self, page, fonts):
        self.page = page
        self.fonts = fonts
        self.marks = []
        self.font = None

    def __iter__(self):
        resources = self.page.obj.get("/Resources", {})
        for operands, operator in pikepdf.parse_content_stream(self.page):
            operator = str(operator)
            if operator in ("BDC", "BMC"):
                self.marks.append(Mark(operands, operator, resources))
            elif operator == "Tf":
                self.font = self._font(resources.Font[str(operands[0])])
            yield operator, operands
            if operator == "EMC" and self.marks:
                self.marks.pop()

    def _font(self, font):
        if font.objgen not in self.fonts:
            self.fonts[font.objgen] = Font(font)
        return self.fonts[font.objgen]

    def mcid(self):
        """The number of the innermost numbered mark."""
        return next((int(mark.mcid) for mark in reversed(self.marks) if mark.mcid is not None), None)


def shown(operator, operands):
    """The strings that an operator shows."""
    if operator not in ("Tj", "TJ", "'", '"'):
        return []
    items = operands[0] if operator == "TJ" else [operands[-1]]
    return [item for item in items if isinstance(item, pikepdf.String)]


def texts(pdf):
    """The text of every piece of marked content, by page and MCID."""
    fonts, found = {}, {}
    for page in pdf.pages:
        stream = Stream(page, fonts)
        for operator, operands in stream:
            mcid = stream.mcid()
            if mcid is None or any(mark.is_artifact for mark in stream.marks):
                continue
            key = (page.obj.objgen, mcid)
            replaced = [mark for mark in stream.marks if mark.actual is not None]
            if operator in ("BDC", "BMC") and replaced and replaced[0] is stream.marks[-1]:
                found[key] = found.get(key, "") + str(replaced[0].actual)
            elif not replaced:
                for string in shown(operator, operands):
                    found[key] = found.get(key, "") + stream.font.text(string)
    return found
