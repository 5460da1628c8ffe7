"""The same paragraphs set by us and by Typst: one paragraph to a page, in one face, size and language."""
import subprocess

from common.tools import WORK, fresh, plain_markdown, triplicate, typst_string, unpack

FACE = "source-serif/SourceSerif4-Regular"
FAMILY = "Source Serif 4"
SIZE = 10.4

THEME = """extends = "briefing"
name = "lines"

[page]
measure = "{width}mm"

[style.text]
font = "{family}"
size = {size}
align = "justify"
hyphenate = true
figures = "old-style"
indent = 0
"""

TYPST = """#set page(width: 210mm, height: 297mm, margin: (left: 46mm, right: {right}mm, y: 30mm))
#set text(font: "{family}", size: {size}pt, lang: "{lang}", region: {region}, hyphenate: true, number-type: "old-style")
#set par(justify: true, linebreaks: "optimized")
{pages}
"""


def ours(texts, lang, width):
    """The PDF of our program. The title has a page of its own, without a paragraph in the text's face."""
    folder = fresh(WORK / "lines" / f"triplicate-{lang}-{width}")
    (folder / "lines.toml").write_text(THEME.format(width=width, family=FAMILY, size=SIZE))
    pages = "".join(f"\n::: page-break\n:::\n\n{plain_markdown(text)}\n" for text in texts)
    front = f"---\ntitle: Lines\nlang: {lang}\nsmart: false\n---\n"
    (folder / "lines.md").write_text(front + pages, encoding="utf-8")
    command = [triplicate(), "export", "lines.md", "--pdf", "--quiet", "--theme", "lines.toml"]
    subprocess.run(command, check=True, cwd=folder)
    return folder / "lines.pdf"


def typsts(texts, lang, width):
    """The PDF of Typst."""
    import typst

    folder = fresh(WORK / "lines" / f"typst-{lang}-{width}")
    language, _, region = lang.partition("-")
    pages = "\n#pagebreak()\n".join(f"#{typst_string(text)}" for text in texts)
    region = f'"{region.lower()}"' if region else "none"
    look = {"right": 164 - width, "family": FAMILY, "size": SIZE, "lang": language, "region": region}
    (folder / "lines.typ").write_text(TYPST.format(pages=pages, **look), encoding="utf-8")
    fonts = [str(unpack(FACE).parent)]
    typst.compile(folder / "lines.typ", output=folder / "lines.pdf", font_paths=fonts, ignore_system_fonts=True)
    return folder / "lines.pdf"
