"""Reads set paragraphs back from a PDF: every glyph where it stands, so that all an engine does to a line shows."""
import statistics
import unicodedata

import pymupdf
from fontTools.ttLib import TTFont

from common.tools import unpack
from common.typeset import FACE, SIZE

SPACES = " \u00a0"
HYPHENS = "-\u00ad\u2010"


class Face:
    """What the face says of itself: widths in points at the size in use."""

    def __init__(self):
        font = TTFont(unpack(FACE))
        scale = SIZE / font["head"].unitsPerEm
        widths, names = font["hmtx"].metrics, font.getBestCmap()
        self.widths = {chr(code): widths[name][0] * scale for code, name in names.items()}
        self.space = self.widths[" "]

    def can_set(self, text):
        return all(sign in self.widths for sign in text)


class Line:
    """A line of glyphs: sign, place of its origin, and the width that its font gives it in this line, in points."""

    def __init__(self, glyphs):
        glyphs = sorted(glyphs, key=lambda glyph: glyph[1])
        while glyphs and glyphs[-1][0] in SPACES:
            glyphs.pop()
        self.glyphs = glyphs
        self.text = "".join(sign for sign, _, _ in glyphs if sign not in SPACES)

    def spaces(self, face):
        """Every space between two words, as a share of the natural one."""
        gaps, end = [], None
        for before, glyph in zip(self.glyphs, self.glyphs[1:]):
            if glyph[0] in SPACES and before[0] not in SPACES:
                end = before[1] + before[2]
            if before[0] in SPACES and glyph[0] not in SPACES:
                gaps.append((glyph[1] - end) / face.space)
        return gaps

    def expansion(self, face):
        """How much wider than drawn the glyphs are set, as a share; 0 for none. Figures have widths of several kinds."""
        ratios = [width / face.widths[sign] for sign, _, width in self.glyphs if sign.isascii() and sign.isalpha() and width]
        return statistics.median(ratios) - 1 if ratios else 0.0

    def letter_spacing(self):
        """What is added between letters, in em: what most pairs have in common, since kerned ones differ from each other."""
        pairs = zip(self.glyphs, self.glyphs[1:])
        added = [
            round((second[1] - first[1] - first[2]) / SIZE, 3)
            for first, second in pairs
            if first[0].isalpha() and second[0].isalpha() and first[2] and second[2]
        ]
        return max(added, key=lambda one: (added.count(one), -abs(one)), default=0.0)


class Paragraph:
    """A set paragraph, checked against the words it should have."""

    def __init__(self, lines, text, face):
        self.lines = lines
        self.hyphens = count_hyphens(lines, text)
        # The last line is not stretched to the measure.
        filled = [line.spaces(face) for line in lines[:-1]]
        means = [statistics.mean(gaps) for gaps in filled if gaps]
        spaces = [gap for gaps in filled for gap in gaps]
        self.variance = statistics.pvariance(spaces)
        self.loosest, self.tightest = max(means), min(means)
        self.expansion = max((line.expansion(face) for line in lines), key=abs)
        self.letter_spacing = max((line.letter_spacing() for line in lines), key=abs)


def count_hyphens(lines, text):
    """The hyphens that the engine added. Stops where the lines do not have the words of the text."""
    signs = [sign for sign in unicodedata.normalize("NFKC", text) if not sign.isspace()]
    added = 0
    for line in lines:
        shown = unicodedata.normalize("NFKC", line.text)
        for at, sign in enumerate(shown):
            expected = signs[0] if signs else ""
            if sign == expected or (sign in HYPHENS and expected in HYPHENS and expected):
                signs.pop(0)
            elif sign in HYPHENS and at == len(shown) - 1:
                added += 1
            else:
                raise SystemExit(f"other words: `{shown}` where `{''.join(signs[:20])}` should stand")
    if signs:
        raise SystemExit(f"words are missing: `{''.join(signs[:40])}`")
    return added


def pages(pdf):
    """For every page with text in the face, its lines from the top."""
    for page in pymupdf.open(pdf):
        rows = {}
        for span in page.get_texttrace():
            if span["font"].replace("-", "").startswith(FACE.split("/")[1].replace("-", "")):
                for code, _, (x, y), (left, _, right, _) in span["chars"]:
                    rows.setdefault(round(y), []).append((chr(code), x, right - left))
        if rows:
            yield [Line(rows[y]) for y in sorted(rows)]


def paragraphs(pdf, texts, face):
    """The paragraphs of a PDF that has one to a page."""
    found = list(pages(pdf))
    if len(found) != len(texts):
        raise SystemExit(f"{pdf}: {len(found)} pages with text for {len(texts)} paragraphs")
    return [Paragraph(lines, text, face) for lines, text in zip(found, texts)]
