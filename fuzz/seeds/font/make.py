#!/usr/bin/env python3
"""Makes the font files beside it with fontTools: static with two kinds of outlines, variable, and a collection."""

from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection
from fontTools.ttLib.tables.TupleVariation import TupleVariation

HERE = Path(__file__).parent
NAMES = [".notdef", "space", "A", "B", "f", "i", "f_i", "acute"]
CODES = {32: "space", 65: "A", 66: "B", 102: "f", 105: "i", 0x301: "acute"}
FEATURES = """
languagesystem DFLT dflt;
languagesystem latn dflt;
feature liga { sub f i by f_i; } liga;
feature kern { pos A B -80; } kern;
markClass [acute] <anchor 250 500> @TOP;
feature mark { pos base [A B] <anchor 250 700> mark @TOP; } mark;
"""


def square(pen):
    pen.moveTo((50, 0))
    for point in [(450, 0), (450, 700), (50, 700)]:
        pen.lineTo(point)
    pen.closePath()
    return pen


def made(family, glyf):
    builder = FontBuilder(1000, isTTF=glyf)
    builder.setupGlyphOrder(NAMES)
    builder.setupCharacterMap(CODES)
    if glyf:
        glyphs = {name: square(TTGlyphPen(None)).glyph() for name in NAMES}
        composed = TTGlyphPen(glyphs)
        composed.addComponent("f", (1, 0, 0, 1, 0, 0))
        composed.addComponent("i", (0.5, 0, 0, 0.5, 200, 0))
        glyphs["f_i"] = composed.glyph()
        builder.setupGlyf(glyphs)
    else:
        drawn = {name: square(T2CharStringPen(500, None)).getCharString() for name in NAMES}
        builder.setupCFF(family, {"FullName": family}, drawn, {})
    builder.setupHorizontalMetrics({name: (0 if name == "acute" else 500, 50) for name in NAMES})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": family, "styleName": "Regular", "psName": family + "-Regular"})
    builder.setupOS2(sTypoAscender=800, usWinAscent=900, usWinDescent=200, sxHeight=500, sCapHeight=700)
    builder.setupPost()
    builder.addOpenTypeFeatures(FEATURES)
    return builder


def main():
    made("Squares", True).save(HERE / "static.ttf")
    made("Cubes", False).save(HERE / "static.otf")
    variable = made("Dice", True)
    variable.setupFvar([("wght", 100, 400, 900, "Weight")], [])
    moved = [(0, 0), (100, 0), (100, 0), (0, 0)] + [(0, 0), (100, 0), (0, 0), (0, 0)]
    variable.setupGvar({"A": [TupleVariation({"wght": (0, 1, 1)}, moved)]})
    variable.save(HERE / "variable.ttf")
    both = TTCollection()
    both.fonts = [made("One", True).font, made("Two", True).font]
    both.save(HERE / "pair.ttc")


main()
