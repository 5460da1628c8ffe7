"""The sentences of a Markdown source, cut by rules of this file's own: it shares nothing with the program's reader.

Only letters and digits are compared, so marks of emphasis, quotes and dashes need no care; what must be known is where
text is that nobody sees (addresses, attributes, comments) and where the program puts words of its own (references).
"""
import html
import re
import unicodedata

REFERENCE = "\ue000"
NOTE = "\ue001"
# Attributes whose values are printed: before the content of their block, or after it.
BEFORE = ("caption", "fig-cap", "tbl-cap", "to", "title")
AFTER = ("note", "source", "credit", "by")
# Tags of HTML; what else stands between angle brackets is text.
TAGS = (
    "a|abbr|b|blockquote|br|center|code|dd|del|details|div|dl|dt|em|figcaption|figure|h[1-6]|hr|i|img|ins|kbd|li|mark|ol|p|"
    "[a-z]+-[\\w-]+|picture|pre|q|s|small|source|span|strike|strong|sub|summary|sup|table|tbody|td|th|thead|tr|u|ul|var"
)
CUT = re.compile(r"(?<=[.!?…])[\"'”’»)\]*_\ue001]*\s+|(?<=[。！？])|\n")
ITEM = re.compile(r"(?:[-*+]|\d{1,9}[.)]|[a-zA-Z][.)]|:)\s+(?:\[[ xX]\]\s+)?(.*)")
# Only such a line begins a list in the middle of a paragraph: "2016." at the start of a line does not.
INTERRUPTS = re.compile(r"(?:[-*+]|1[.)]|:)\s")


def letters(text):
    """What is compared: letters and digits, without case and presentation."""
    text = unicodedata.normalize("NFKC", text).casefold()
    return "".join(sign for sign in text if sign in (REFERENCE, NOTE) or unicodedata.category(sign)[0] in "LNM")


class Source:
    """What an author wrote: the body and the notes as sentences in order, and what stands in no fixed order."""

    def __init__(self, text):
        text = re.sub(r"<!--.*?-->", "", text.replace("\r\n", "\n").lstrip("\ufeff"), flags=re.S)
        self.body, self.notes, self.loose, self.alts = [], [], [], []
        self._definitions, self._mentioned = {}, []
        # Where the sentences of the last block begin, if it was a plain paragraph.
        self._plain_from = None
        self._front, lines = front_matter(text.split("\n"))
        lines = self._take_definitions(lines)
        for key in ("title", "subtitle"):
            self._say(self._front.pop(key, []))
        for key in ("summary", "abstract"):
            self._blocks("\n".join(self._front.pop(key, [])).split("\n"))
        for key, values in self._front.items():
            self.loose += [self._plain(value) for value in values if key in LOOSE]
        self.fill = [letters(value) for values in self._front.values() for value in values]
        self._blocks(lines)
        self._read_notes()

    # --- blocks

    def _take_definitions(self, lines):
        """Removes footnote texts and link addresses, which are printed elsewhere or not at all."""
        kept, at, fence = [], 0, None
        while at < len(lines):
            line = lines[at]
            fence = next_fence(fence, line)
            note = None if fence else re.match(r"\[\^([^\]]+)\]:\s*(.*)", line)
            link = None if fence else re.match(r" {0,3}\[([^\]^][^\]]*)\]:\s*\S+", line)
            at += 1
            if note:
                text = [note[2]]
                while at < len(lines) and (not lines[at].strip() or lines[at].startswith(("    ", "\t"))):
                    text.append(lines[at].removeprefix("\t").removeprefix("    "))
                    at += 1
                self._definitions[note[1]] = text
            elif not link:
                kept.append(line)
        return kept

    def _blocks(self, lines):
        at, open_fences = 0, []
        while at < len(lines):
            line = lines[at]
            bare = re.sub(r"^[\s>]*(?:(?:[-*+]|\d+[.)]|[a-zA-Z][.)])\s+)*", "", line)
            if next_fence(None, bare):
                at = self._code(lines, at, next_fence(None, bare))
            elif re.match(r":{3,}", bare):
                self._fence(bare, open_fences)
                at += 1
            elif "|" in line and at + 1 < len(lines) and is_delimiter(lines[at + 1]):
                at = self._table(lines, at)
            else:
                at = self._paragraph(lines, at)

    def _code(self, lines, at, fence):
        self._plain_from = None
        at += 1
        while at < len(lines) and next_fence(fence, re.sub(r"^[\s>]*", "", lines[at])):
            self._literal(lines[at])
            at += 1
        return at + 1

    def _literal(self, line):
        if letters(line):
            self.body.append(letters(line))

    def _fence(self, line, open_fences):
        """What stands in the attributes of a `:::` block, before its content or, at its end, after it."""
        if re.fullmatch(r":{3,}\s*", line):
            if open_fences:
                fence = open_fences.pop()
                if fence.is_captioned and self._plain_from is not None:
                    self._raise_caption(fence.begins)
                self._say(fence.after)
            return
        values = attributes(line)
        self._say([values[key] for key in BEFORE if key in values])
        open_fences.append(Fence(line, len(self.body), [values[key] for key in AFTER if key in values]))

    def _raise_caption(self, begins):
        """The last paragraph of a figure is its caption: written below, printed above."""
        caption = self.body[self._plain_from :]
        self.body[self._plain_from :] = []
        self.body[begins:begins] = caption

    def _table(self, lines, at):
        rows = []
        self._plain_from = None
        while at < len(lines) and "|" in lines[at]:
            if not is_delimiter(lines[at]):
                rows.append(re.split(r"(?<!\\)\|", re.sub(r"`[^`]*`", lambda code: code[0].replace("|", "\\|"), lines[at])))
            at += 1
        following = next((step for step in range(at, len(lines)) if lines[step].strip()), len(lines))
        caption = re.match(r"(?::|Table:)\s+(.*)", lines[following]) if following < len(lines) else None
        below = []
        if caption:
            at = following + 1
            text = caption[1]
            while at < len(lines) and lines[at].strip():
                text += " " + lines[at].strip()
                at += 1
            values = attributes(text)
            self._say([text])
            below = [values[key] for key in AFTER if key in values]
        self._say([cell for row in rows for cell in row])
        self._say(below)
        return at

    def _paragraph(self, lines, at):
        text, heading, in_list = [], False, False
        while at < len(lines):
            line = lines[at]
            bare = re.sub(r"^[\s>]*", "", line)
            item = ITEM.match(bare)
            opens = not bare or re.match(r":{3,}|#{1,6}\s", bare) or next_fence(None, bare)
            if text and (opens or item and (in_list or INTERRUPTS.match(bare))):
                break
            item = None if text else item
            in_list = in_list or bool(item)
            at += 1
            if not bare:
                break
            if re.fullmatch(r"=+|-+", bare) and text:
                heading = True
                break
            if re.fullmatch(r"(?:[-*_]\s*){3,}", bare):
                break
            title = re.match(r"#{1,6}\s+(.*?)(?:\s#+)?$", bare)
            text.append(title[1] if title else item[1] if item else bare)
            if title:
                heading = True
                break
            # A list item may hold a list item at once.
            while item and (item := ITEM.match(text[-1])):
                text[-1] = item[1]
        if text:
            self._plain_from = None if heading or in_list else len(self.body)
        self._say([" ".join(text)])
        return at

    # --- inlines

    def _say(self, texts):
        for text in texts:
            self.body += self._cut(text)

    def _cut(self, text):
        return [cut for cut in map(letters, CUT.split(self._plain(text))) if cut.strip(REFERENCE + NOTE)]

    def _plain(self, text):
        """The text that a reader sees, with a sign where the program puts words of its own."""
        parts = re.split(r"(?<!\\)(`+)(?!`)(.+?)(?<!`)\1(?!`)", text)
        plain = []
        for index, part in enumerate(parts):
            if index % 3 == 0:
                plain.append(part)
            elif index % 3 == 2:
                plain.append(hide(part))
        return reveal(html.unescape(self._strip("".join(plain))))

    def _strip(self, text):
        text = self._take_inline_notes(text)
        text = re.sub(r"\\([^\w\s])", lambda escaped: hide(escaped[1]), text)
        text = re.sub(r"!\[([^\]]*)\]\(([^)\s]*)(?:\s+\"((?:[^\"\\]|\\.)*)\"|\s+'([^']*)')?\)(\{[^}]*\})?", self._image, text)
        text = re.sub(r"\[\^([^\]]+)\]", lambda mark: self._mention(mark[1]), text)
        text = re.sub(r"\[\]\(#[^)]*\)", REFERENCE, text)
        text = re.sub(r"\]\((?:[^()\s]|\([^()]*\))*(?:\s+(?:\"[^\"]*\"|'[^']*'))?\)", "]", text)
        text = re.sub(r"\[([^\]]+)\]\[[^\]]*\]", r"\1", text)
        text = re.sub(r"(?<![\w@])@(?:fig|tbl|sec|eq)-[\w-]*\w", REFERENCE, text)
        text = re.sub(r"(?<=[\]\s\ue002-\uf8ff])\{[^{}]*\}|\{[#.][^{}]*\}", "", text)
        text = re.sub(r"<(https?:[^>\s]+|mailto:[^>\s]+|[^>\s@]+@[^>\s]+)>", r"\1", text)
        return re.sub(rf"</?(?:{TAGS})\b[^<>]*>", "", text, flags=re.I)

    def _image(self, image):
        """An image's title is its caption, and attributes may name more; one on the network is its alternative text."""
        values = attributes(image[5] or "")
        alt = values.get("alt", image[1])
        caption = image[3] or image[4] or ""
        if re.match(r"(?:https?:)?//", image[2]):
            shown = alt
        else:
            self.alts.append(letters(alt))
            shown = REFERENCE
        printed = [reveal(caption)] + [values[key] for key in AFTER if key in values]
        return "\n".join([shown, *filter(None, printed)]) if any(printed) else shown

    def _take_inline_notes(self, text):
        """`^[a note]`, whose text may hold brackets."""
        while (start := re.search(r"(?<!\\)\^\[", text)) is not None:
            depth, at = 1, start.end()
            while at < len(text) and depth:
                depth += {"[": 1, "]": -1}.get(text[at], 0)
                at += 1
            name = f"inline {len(self._definitions)}"
            self._definitions[name] = [text[start.end() : at - 1]]
            text = text[: start.start()] + f"[^{name}]" + text[at:]
        return text

    def _mention(self, name):
        if name not in self._definitions:
            return ""
        self._mentioned.append(name)
        return NOTE

    def _read_notes(self):
        """The texts of the notes, in the order in which the body mentions them."""
        body, self.body, done = self.body, [], set()
        for name in self._mentioned:
            if name not in done:
                done.add(name)
                self._blocks(self._definitions[name])
        self.notes, self.body = self.body, body


class Fence:
    """An open `:::` block: where its sentences begin, and what is printed at its end."""

    def __init__(self, line, begins, after):
        self.begins, self.after = begins, after
        self.is_captioned = re.search(r"[.: ](figure|table|timeline)\b|#(fig|tbl)-", line) is not None


# Metadata that every file prints, in a place of its own choice.
LOOSE = {"disclaimer", "licence", "license", "rights"}


def front_matter(lines):
    """The metadata as lists of texts by key, and the lines after them."""
    if not lines or lines[0].strip() != "---":
        return {}, lines
    end = next(at for at in range(1, len(lines)) if lines[at].strip() in ("---", "..."))
    values, key, block = {}, None, False
    for line in lines[1:end]:
        top = re.match(r"([\w-]+):\s*(.*)", line)
        if top:
            key, value = top[1], top[2].strip()
            block = value[:1] in ("|", ">") and len(value) < 3
            values[key] = [] if block or not value else [scalar(value)]
        elif key and block:
            values[key] = values[key] or [""]
            values[key][0] += "\n" + line.strip()
        elif key and line.strip():
            inner = re.sub(r"^\s*(?:-\s+)?(?:[\w-]+:\s*)?", "", line)
            listed = re.match(r"\s*(?:-\s+|[\w-]+:\s)", line)
            if listed or not values[key]:
                values[key].append(scalar(inner.strip()))
            else:
                values[key][-1] += " " + scalar(inner.strip())
    return values, lines[end + 1 :]


def scalar(text):
    if text[:1] == text[-1:] == "'" and len(text) > 1:
        return text[1:-1].replace("''", "'")
    if text[:1] == text[-1:] == '"' and len(text) > 1:
        return re.sub(r"\\(.)", r"\1", text[1:-1])
    return text


def attributes(text):
    """The values in braces: `{#label .class key="value"}`."""
    pairs = re.findall(r"([\w-]+)=(?:\"((?:[^\"\\]|\\.)*)\"|'([^']*)'|([^\s}]+))", text)
    return {key: re.sub(r"\\(.)", r"\1", double or single or bare) for key, double, single, bare in pairs}


def next_fence(fence, line):
    """The code fence that is open after a line, if one is."""
    mark = re.match(r"\s*(`{3,}|~{3,})(.*)", line)
    if fence is None:
        return mark[1] if mark and not (mark[1][0] == "`" and "`" in mark[2]) else None
    closes = mark and mark[1].startswith(fence) and not mark[2].strip()
    return None if closes else fence


def is_delimiter(line):
    return bool(re.fullmatch(r"[\s>]*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*", line)) and ("|" in line or "-" in line)


def hide(text):
    """Keeps text from being taken for syntax: every sign moves to a private place and back."""
    return "".join(chr(0xF000 + ord(sign)) if ord(sign) < 0x80 else sign for sign in text)


def reveal(text):
    return "".join(chr(ord(sign) - 0xF000) if 0xF000 <= ord(sign) < 0xF080 else sign for sign in text)
