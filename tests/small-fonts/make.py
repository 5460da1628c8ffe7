#!/usr/bin/env python3
"""Makes the small fonts beside it: boxes for A and B. Run in this folder with fontTools 4.68."""

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection
from fontTools.ttLib.tables.TupleVariation import TupleVariation
def build(weight, variable, family):
    fb=FontBuilder(1000,isTTF=True)
    order=['.notdef','space','A','B']
    fb.setupGlyphOrder(order); fb.setupCharacterMap({32:'space',65:'A',66:'B'})
    def box(w):
        p=TTGlyphPen(None); p.moveTo((50,0)); p.lineTo((50,700)); p.lineTo((50+w,700)); p.lineTo((50+w,0)); p.closePath(); return p.glyph()
    fb.setupGlyf({'.notdef':box(400),'space':TTGlyphPen(None).glyph(),'A':box(200),'B':box(300)})
    fb.setupHorizontalMetrics({g:(500,50) for g in order}); fb.setupHorizontalHeader(ascent=800,descent=-200)
    fb.setupNameTable({'familyName':family,'styleName':'Regular' if weight==400 else 'Bold','psName':f'{family.replace(" ","")}-{weight}'})
    fb.setupOS2(usWeightClass=weight,sTypoAscender=800,sTypoDescender=-200,fsType=0); fb.setupPost()
    fb.font['head'].created=fb.font['head'].modified=0
    fb.font.recalcTimestamp=False
    if variable:
        fb.setupFvar([('wght',400,400,700,'Weight')],[dict(location=dict(wght=700),stylename='Bold')])
        fb.setupGvar({'A':[TupleVariation({'wght':(0,1,1)},[(0,0),(0,0),(200,0),(200,0),(0,0),(0,0),(0,0),(0,0)])]})
    return fb.font
D='./'
build(400,True,'Small Variable').save(D+'variable.ttf')
c=TTCollection(); c.fonts=[build(400,False,'Small Pair'),build(700,False,'Small Pair')]; c.save(D+'pair.ttc')
