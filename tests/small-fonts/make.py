#!/usr/bin/env python3
"""Makes the small fonts beside it. Run in this folder with fontTools 4.60.1.

pair.ttc has two weights of boxes for A and B. variable.ttf names only one of its places. weights.ttf is made of masters as type
designers make it: its widths, outlines, heights and kerning vary with weight, it has an italic, a cut and a composite glyph.
variable-cff2.otf has cubic outlines that vary.
"""

from fontTools.designspaceLib import AxisDescriptor, DesignSpaceDocument, InstanceDescriptor, SourceDescriptor
from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection
from fontTools.ttLib.tables.TupleVariation import TupleVariation
from fontTools.varLib import build as build_variable

ORDER = [".notdef", "space", "A", "B"]


def box(pen, width, height=700, slant=0):
    pen.moveTo((50, 0))
    pen.lineTo((50 + slant, height))
    pen.lineTo((50 + slant + width, height))
    pen.lineTo((50 + width, 0))
    pen.closePath()


def glyph(draw, *arguments):
    pen = TTGlyphPen(None)
    draw(pen, *arguments)
    return pen.glyph()


def finished(fb, family, style, weight, heights=(500, 700)):
    """Metrics, names and the date, which must not change."""
    fb.setupHorizontalHeader(ascent=800, descent=-200)
    ps_name = f"{family.replace(' ', '')}-{style}"
    fb.setupNameTable({"familyName": family, "styleName": "Bold" if weight == 700 else "Regular", "psName": ps_name})
    fb.setupOS2(
        version=4, usWeightClass=weight, sTypoAscender=800, sTypoDescender=-200, fsType=0, sxHeight=heights[0], sCapHeight=heights[1]
    )
    fb.setupPost()
    fb.font["head"].created = fb.font["head"].modified = 0
    fb.font.recalcTimestamp = False
    return fb.font


def boxes(weight, family, variable=False):
    fb = FontBuilder(1000, isTTF=True)
    fb.setupGlyphOrder(ORDER)
    fb.setupCharacterMap({32: "space", 65: "A", 66: "B"})
    fb.setupGlyf({".notdef": glyph(box, 400), "space": TTGlyphPen(None).glyph(), "A": glyph(box, weight // 2), "B": glyph(box, 300)})
    fb.setupHorizontalMetrics({name: (500, 50) for name in ORDER})
    font = finished(fb, family, weight, weight)
    if variable:
        fb.setupFvar([("wght", 400, 400, 700, "Weight")], [dict(location=dict(wght=700), stylename="Bold")])
        nothing = (0, 0)
        wider = [nothing, nothing, (200, 0), (200, 0), nothing, nothing, nothing, nothing]
        fb.setupGvar({"A": [TupleVariation({"wght": (0, 1, 1)}, wider)]})
    return font


def ring(pen, width):
    """A circle of quadratic curves, with no point on it."""
    half = width // 2
    pen.qCurveTo((50, 0), (50 + width, 0), (50 + width, 2 * half), (50, 2 * half), None)
    pen.closePath()


def master(width, slant, kern, height):
    """A master of weights.ttf: A is as wide as said, o half as wide, and Å is both."""
    fb = FontBuilder(1000, isTTF=True)
    order = [".notdef", "space", "A", "o", "Aring"]
    fb.setupGlyphOrder(order)
    fb.setupCharacterMap({32: "space", 65: "A", 111: "o", 0xC5: "Aring"})
    both = TTGlyphPen({"A": None, "o": None})
    both.addComponent("A", (1, 0, 0, 1, 0, 0))
    both.addComponent("o", (0.5, 0, 0, 0.5, width // 4, 750))
    fb.setupGlyf(
        {
            ".notdef": glyph(box, 400),
            "space": TTGlyphPen(None).glyph(),
            "A": glyph(box, width, height, slant),
            "o": glyph(ring, width // 2),
            "Aring": both.glyph(),
        }
    )
    widths = {".notdef": 500, "space": 250, "A": width + 100, "o": width // 2 + 100, "Aring": width + 100}
    fb.setupHorizontalMetrics({name: (widths[name], 50 if name != "space" else 0) for name in order})
    font = finished(fb, "Small Weights", "Regular", 400, (500, height))
    addOpenTypeFeaturesFromString(font, f"languagesystem DFLT dflt; feature kern {{ pos A o {kern}; }} kern;")
    return font


def weights():
    space = DesignSpaceDocument()
    for tag, name, least, default, most in [("wght", "Weight", 300, 300, 800), ("ital", "Italic", 0, 0, 1), ("opsz", "Optical size", 8, 12, 12)]:
        space.addAxis(AxisDescriptor(tag=tag, name=name, minimum=least, default=default, maximum=most))
    place = {"Weight": 300, "Italic": 0, "Optical size": 12}
    for change, arguments in [
        ({}, (300, 0, -20, 700)),
        ({"Weight": 800}, (800, 0, -120, 750)),
        ({"Italic": 1}, (300, 100, -20, 700)),
        ({"Optical size": 8}, (340, 0, -20, 700)),
    ]:
        space.addSource(SourceDescriptor(font=master(*arguments), location=place | change))
    for name, change in [
        ("Light", {}),
        ("Regular", {"Weight": 400}),
        ("SemiBold", {"Weight": 600}),
        ("Bold", {"Weight": 700}),
        ("Italic", {"Weight": 400, "Italic": 1}),
        ("Caption Bold", {"Weight": 700, "Optical size": 8}),
    ]:
        space.addInstance(InstanceDescriptor(styleName=name, location=place | change))
    font, _, _ = build_variable(space)
    return font


def cff2():
    def one(width):
        fb = FontBuilder(1000, isTTF=False)
        fb.setupGlyphOrder(ORDER)
        fb.setupCharacterMap({32: "space", 65: "A", 66: "B"})
        strings = {}
        for name in ORDER:
            pen = T2CharStringPen(None, None, CFF2=True)
            if name != "space":
                box(pen, width)
            strings[name] = pen.getCharString()
        fb.setupCFF2(strings)
        fb.setupHorizontalMetrics({name: (500, 50) for name in ORDER})
        return finished(fb, "Small Cubic", "Regular", 400)

    space = DesignSpaceDocument()
    space.addAxis(AxisDescriptor(tag="wght", name="Weight", minimum=400, default=400, maximum=700))
    for weight, width in [(400, 200), (700, 300)]:
        space.addSource(SourceDescriptor(font=one(width), location={"Weight": weight}))
    font, _, _ = build_variable(space)
    return font


boxes(400, "Small Variable", True).save("variable.ttf")
collection = TTCollection()
collection.fonts = [boxes(400, "Small Pair"), boxes(700, "Small Pair")]
collection.save("pair.ttc")
weights().save("weights.ttf")
cff2().save("variable-cff2.otf")
