"""Blocks of `texts` as our Markdown, which Pandoc reads too, and as Typst and LaTeX."""
import re
import shutil

MARKDOWN = """---
title: {title}
lang: en-GB
date: 2026-11-23
number-sections: true
---
"""

TYPST = """#set document(title: "{title}")
#set page(paper: "a4", margin: (left: 46mm, right: 36mm, y: 30mm), numbering: "1")
#set text(font: "Source Serif 4", size: 10.4pt, lang: "en", region: "gb", hyphenate: true)
#set par(justify: true, leading: 0.65em, spacing: 0.65em, first-line-indent: 4.6mm)
#set heading(numbering: "1.1")
#show figure: set block(breakable: true)
#align(center, text(27pt)[{title}])
"""

LATEX = r"""\documentclass[10pt,a4paper]{{article}}
\usepackage[left=46mm,right=36mm,top=30mm,bottom=30mm]{{geometry}}
\title{{{title}}}\date{{}}
\begin{{document}}
\maketitle
"""


def markdown(title, blocks):
    parts, notes = [MARKDOWN.format(title=title)], 0
    for block in blocks:
        match block:
            case "heading", level, text:
                parts.append(f"{'#' * level} {text}\n")
            case "text", text, None:
                parts.append(f"{text}\n")
            case "text", text, note:
                notes += 1
                parts.append(f"{text}[^{notes}]\n\n[^{notes}]: {note}\n")
            case "list", texts:
                parts.append("".join(f"- {text}\n" for text in texts))
            case "lines", texts:
                parts.append("\\\n".join(texts) + "\n")
            case "table", caption, head, rows:
                bars = [f"| {' | '.join(row)} |" for row in (head, ["---"] * len(head), *rows)]
                parts.append("\n".join(bars) + f"\n\n: {caption}\n")
            case "figure", file, caption:
                parts.append(f"![{caption}]({file.name})\n")
    return "\n".join(parts)


def typst(title, blocks):
    def sign(text):
        return re.sub(r"([\\*_#$@<>\[\]`~/=+-])", r"\\\1", text)

    def cells(row):
        return "".join(f"[{sign(cell)}]" for cell in row)

    parts = [TYPST.format(title=title)]
    for block in blocks:
        match block:
            case "heading", level, text:
                parts.append(f"{'=' * level} {sign(text)}\n")
            case "text", text, None:
                parts.append(f"{sign(text)}\n")
            case "text", text, note:
                parts.append(f"{sign(text)}#footnote[{sign(note)}]\n")
            case "list", texts:
                parts.append("".join(f"- {sign(text)}\n" for text in texts))
            case "lines", texts:
                parts.append(" \\\n".join(sign(text) for text in texts) + "\n")
            case "table", caption, head, rows:
                body = ",\n".join(",".join(f"[{sign(cell)}]" for cell in row) for row in rows)
                columns = f"columns: {len(head)}, table.header{cells(head)}"
                parts.append(f"#figure(table({columns},\n{body}), caption: [{sign(caption)}])\n")
            case "figure", file, caption:
                parts.append(f'#figure(image("{file.name}"), caption: [{sign(caption)}])\n')
    return "\n".join(parts)


def latex(title, blocks):
    """For plain prose only."""

    def sign(text):
        return re.sub(r"([#$%&_{}])", r"\\\1", text).replace("\u00a0", "~")

    parts = [LATEX.format(title=title)]
    for block in blocks:
        match block:
            case "heading", 1, text:
                parts.append(f"\\section{{{sign(text)}}}\n")
            case "text", text, None:
                parts.append(f"{sign(text)}\n")
    return "\n".join([*parts, "\\end{document}\n"])


def copy_figures(blocks, folder):
    for file in {block[1] for block in blocks if block[0] == "figure"}:
        shutil.copy(file, folder)
