"""Documents of any length made from the words of our own two, the same each time."""
import re
from itertools import islice
from math import gcd

from common.tools import ROOT, paragraphs

# Block kinds are tuples, named by their first member:
#   ("heading", level, text)   ("text", text, note or None)   ("list", texts)   ("lines", texts)
#   ("table", caption, head, rows)   ("figure", file, caption)
FIGURE = ROOT / "content" / "china-share-of-trade.svg"
# So many letters of plain prose fill a page, as we set it on A4.
PAGE = 3280
# A report has a table and five notes on so many pages.
UNIT_PAGES = 2.5


class Sentences:
    """The sentences of our documents, taken in an order that repeats none of its stretches for a long time."""

    def __init__(self):
        every = []
        for name in ("north-korea-china", "guide"):
            for text in paragraphs(ROOT / "content" / f"{name}.md"):
                every += re.split(r"(?<=[.!?]) +(?=[A-Z])", text)
        # What other programs' notations would take for marks is not what is timed here.
        plain = r"(?!.*--)[A-Z][A-Za-z0-9 ,.;:()?!\u2013\u2014\u2018\u2019\u201c\u201d\u00a0-]*[.!?]"
        self.all = [one for one in every if re.fullmatch(plain, one)]

    def walk(self, first=0):
        """All of them again and again, each time with another step between two that follow each other."""
        count, step = len(self.all), 1 + first % 50
        while True:
            step += 1
            if gcd(step, count) == 1:
                for turn in range(count):
                    yield self.all[(first + turn * step) % count]

    def paragraphs(self, first=0):
        """Paragraphs of three to seven sentences."""
        walk, turn = self.walk(first), first
        while True:
            turn += 1
            yield " ".join(islice(walk, 3 + turn * 7 % 5))


def prose(pages):
    """Plain paragraphs, with a heading every ten pages."""
    texts, length = Sentences().paragraphs(), 0
    for chapter in range(1, max(pages // 10, 1) + 1):
        yield "heading", 1, f"Chapter {chapter} of the account"
        while length < min(chapter * 10, pages) * PAGE:
            text = next(texts)
            length += len(text)
            yield "text", text, None


def report(pages, figures=False):
    """Sections with paragraphs, notes, lists and tables; `figures` makes it a book, with a chart every five pages."""
    texts, walk = Sentences().paragraphs(), Sentences().walk(7)
    for unit in range(1, round(pages / UNIT_PAGES) + 1):
        yield "heading", 1 if unit % 8 == 1 else 2, f"Part {unit} of the account"
        for turn in range(11 if figures and unit % 2 else 13):
            yield "text", next(texts), next(walk) if turn in (1, 3, 5, 7, 9) else None
            if turn == 4:
                yield "list", list(islice(walk, 4))
            if turn == 8:
                yield table(unit, 6)
        if figures and unit % 2:
            yield "figure", FIGURE, f"Share of trade in part {unit}"


def table(number, count):
    """A table of figures, none of which says anything."""
    millions = [f"{(number * 37 + row * 113) % 9973 / 10:.1f}" for row in range(count)]
    rows = [(f"{1990 + row}", figure, f"Item {row * number % 997}") for row, figure in enumerate(millions)]
    return "table", f"Figures for part {number}", ("Year", "US$ million", "Published as"), rows


def long_table(count):
    """One table of two columns: a document of ours may have 250,000 texts, and each cell is one."""
    yield "text", "Every consignment of the year, in the order of arrival.", None
    rows = [(f"No. {row}", f"{row * 7919 % 100003 / 100:.2f}") for row in range(1, count + 1)]
    yield "table", "Consignments", ("Consignment", "Tonnes"), rows


def letters(count):
    """Letters to so many people, from one text."""
    body = list(islice(Sentences().paragraphs(3), 3))
    for number in range(1, count + 1):
        yield [
            ("lines", [f"Recipient {number}", f"{number} Harbour Road", f"Port {number % 50}"]),
            ("text", f"Dear Recipient {number},", None),
            *(("text", text, None) for text in body),
            ("text", f"Your reference is {number * 7919 % 100003}.", None),
        ]
