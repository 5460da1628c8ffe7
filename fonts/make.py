"""Makes the stored fonts from the unpacked packages: python make.py UNPACKED MADE. Called by `make`."""

import io
import sys
from pathlib import Path

import zopfli.gzip
from fontTools import subset
from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
from fontTools.ttLib import TTCollection, TTFont, newTable
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable

UNPACKED, MADE = Path(sys.argv[1]), Path(sys.argv[2])
SERIF = UNPACKED / "source-serif-4.5.1.tgz/package"
SANS = UNPACKED / "source-sans-3.52.0.tgz/package"
CODE = UNPACKED / "source-code-pro-2.42.0.tgz/package"
EMOJI = UNPACKED / "expo-google-fonts-noto-emoji-0.4.7.tgz/package"
CORE = UNPACKED / "fonts-noto-core_20201225-1_all.deb/usr/share/fonts/truetype/noto"
AMIRI = UNPACKED / "expo-google-fonts-amiri-0.4.1.tgz/package"
CJK = UNPACKED / "fonts-noto-cjk_1%3a20220127+repack1-1_all.deb/usr/share/fonts/opentype/noto"

# Faces taken as they are: the reserved name 'Source' stays true, and nothing is lost of their features.
ORIGINALS = [
    *(("source-serif", SERIF / "OTF" / f"SourceSerif4{name}.otf") for name in [
        "-Regular", "-It", "-Semibold", "-Bold", "-BoldIt",
        "Caption-Regular", "Caption-It", "Caption-Bold",
        "Subhead-Regular", "Subhead-It",
        "Display-Semibold", "Display-SemiboldIt",
    ]),
    *(("source-sans", SANS / "OTF" / f"SourceSans3-{name}.otf") for name in [
        "Regular", "It", "Semibold", "SemiboldIt", "Bold", "BoldIt",
    ]),
    *(("source-code", CODE / "OTF" / f"SourceCodePro-{name}.otf") for name in [
        "Regular", "It", "Bold", "BoldIt",
    ]),
    ("noto-emoji", EMOJI / "400Regular" / "NotoEmoji_400Regular.ttf"),
]


def ranges(*pairs):
    return {code for first, last in pairs for code in range(first, last + 1)}


# What is taken of the symbol faces, where they have it: not the scripts and game pieces.
SYMBOLS = ranges(
    (0x2000, 0x206F), (0x20D0, 0x214F), (0x2150, 0x2BFF), (0x1F100, 0x1F1E5), (0x1F650, 0x1F67F), (0x1F780, 0x1F8FF),
)
MATH = SYMBOLS | ranges((0x1D400, 0x1D7FF))

# East Asian signs that are neither Han nor hangul: punctuation, kana, bopomofo, enclosed and squared signs in daily use,
# full-width forms. Letters and the space stay out, or readers of SVG would set whole mixed lines in these faces.
SIGNS = ranges(
    (0x2014, 0x2014), (0x2018, 0x2019), (0x201C, 0x201D), (0x2025, 0x2027), (0x203B, 0x203B),
    (0x2103, 0x2103), (0x2116, 0x2116), (0x2160, 0x2169), (0x2190, 0x2193), (0x2460, 0x2473), (0x25A0, 0x25A1),
    (0x25B2, 0x25B3), (0x25BC, 0x25BD), (0x25C6, 0x25C7), (0x25CB, 0x25CB), (0x25CE, 0x25CF), (0x2605, 0x2606),
    (0x3000, 0x303F), (0x3041, 0x3096), (0x3099, 0x30FF), (0x3105, 0x312F), (0x31A0, 0x31BF), (0x31F0, 0x31FF),
    (0x321C, 0x321C), (0x3220, 0x3229), (0x3231, 0x3232), (0x3239, 0x3239), (0x3280, 0x3289), (0x32A4, 0x32A8),
    (0x338E, 0x338F), (0x339C, 0x33A1), (0x33C4, 0x33C4), (0xFF01, 0xFF9F), (0xFFE0, 0xFFE6),
)
JAMO = ranges((0x3131, 0x318E))

# Right-to-left scripts, without Latin letters, digits and the space, for the same reason. The joiners are needed to shape.
JOINERS = ranges((0x200C, 0x200F))
ARABIC = JOINERS | ranges(
    (0x0600, 0x06FF), (0x0750, 0x077F), (0x08A0, 0x08FF), (0x25CC, 0x25CC), (0xFB50, 0xFDFF), (0xFE70, 0xFEFC),
)
HEBREW = JOINERS | ranges((0x0591, 0x05F4), (0x25CC, 0x25CC), (0xFB1D, 0xFB4F))
# Greek letters that Source Serif lacks: those with the accents of old, and old ones.
OLD_GREEK = ranges(
    (0x0370, 0x0373), (0x0376, 0x0377), (0x037A, 0x037D), (0x037F, 0x037F), (0x03CF, 0x03CF), (0x03D0, 0x03E1),
    (0x03F0, 0x03FF), (0x1F00, 0x1FFF),
)
# What shaping turns on by itself; the rest are alternates by taste.
SHAPING = ["ccmp", "locl", "isol", "init", "medi", "fina", "rlig", "calt", "liga", "curs", "kern", "mark", "mkmk"]


def charset(codec, rows):
    """The characters of the given lead bytes of a two-byte character set."""
    found = set()
    for lead in rows:
        for trail in range(0x40, 0xFF):
            try:
                found.add(ord(bytes([lead, trail]).decode(codec)))
            except (UnicodeDecodeError, TypeError):
                continue
    return found


HANZI_SIMPLIFIED = charset("gb2312", range(0xB0, 0xD8))  # GB 2312 level 1
HANZI_TRADITIONAL = charset("big5", range(0xA4, 0xC7))  # Big5 level 1
KANJI = charset("euc_jp", range(0xB0, 0xD0))  # JIS X 0208 level 1, which holds nearly all joyo kanji
HANGUL = charset("euc_kr", range(0xB0, 0xC9))  # KS X 1001

REGIONS = {"JAN": 0, "KOR": 1, "ZHS": 2, "ZHT": 3}  # language systems and their faces in the collections


def saved(font):
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def store(folder, name, data):
    """Writes a font compressed, and beside it the ranges of the characters that it covers."""
    place = MADE / folder
    place.mkdir(parents=True, exist_ok=True)
    (place / f"{name}.gz").write_bytes(zopfli.gzip.compress(data, numiterations=15))
    codes = sorted(TTFont(io.BytesIO(data), lazy=True).getBestCmap())
    words = []  # each: first character in the upper 24 bits, how many more in the lower 8, little-endian
    for code in codes:
        first, more = (words[-1] >> 8, words[-1] & 0xFF) if words else (-2, 0)
        if code == first + more + 1 and more < 0xFF:
            words[-1] += 1
        else:
            words.append(code << 8)
    (place / f"{Path(name).stem}.ranges").write_bytes(b"".join(word.to_bytes(4, "little") for word in words))


def subsetted(font, features=("*",), **populate):
    options = subset.Options()
    options.hinting = False  # printed and zoomed, never at low resolution; a tenth of the size
    options.desubroutinize = True  # compresses better than shared subroutines do
    options.notdef_outline = True
    options.glyph_names = False
    options.layout_features = features if "unicodes" in populate else []
    options.drop_tables += ["BASE", "DSIG", "MATH", "VORG", "vhea", "vmtx"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(**populate)
    subsetter.subset(font)
    return font


def rename(font, family, postscript):
    """A part of a collection gets one name for all its regions."""
    name = font["name"]
    name.names = [record for record in name.names if record.langID == 0x409]
    for which, text in {1: family, 3: postscript, 4: family, 6: postscript}.items():
        name.setName(text, which, 3, 1, 0x409)
    cff = font["CFF "].cff
    cff.fontNames = [postscript]
    cff.topDictIndex[0].FullName = cff.topDictIndex[0].FamilyName = family


def regional(path, family, postscript, wanted):
    """One face with the regional forms of `wanted` (character -> regions, the first for texts of no region) under `locl`."""
    cmaps = {tag: face.getBestCmap() for tag, face in zip(REGIONS, TTCollection(path, lazy=True).fonts)}
    wanted = {c: [r for r in regions if c in cmaps[r]] for c, regions in sorted(wanted.items())}
    wanted = {c: regions for c, regions in wanted.items() if regions}
    glyphs = {cmaps[region][c] for c, regions in wanted.items() for region in regions}
    base = {c: cmaps[regions[0]][c] for c, regions in wanted.items()}
    forms = {region: {} for region in REGIONS}
    for c, glyph in base.items():
        for region, cmap in cmaps.items():
            form = cmap.get(c)
            if form in glyphs and form != glyph:
                forms[region].setdefault(glyph, form)
    font = subsetted(TTFont(path, fontNumber=0, recalcTimestamp=False), glyphs=glyphs)
    set_cmap(font, base)
    add_forms(font, forms)
    rename(font, family, postscript)
    return saved(font)


def set_cmap(font, base):
    table = newTable("cmap")
    table.tableVersion, table.tables = 0, []
    for form, encoding, limit in [(4, 1, 0xFFFF), (12, 10, 0x10FFFF)]:
        part = CmapSubtable.newSubtable(form)
        part.platformID, part.platEncID, part.language = 3, encoding, 0
        part.cmap = {c: glyph for c, glyph in base.items() if c <= limit}
        table.tables.append(part)
    font["cmap"] = table


def add_forms(font, forms):
    scripts = ["DFLT", "bopo", "hang", "hani", "kana", "latn"]
    lookups, systems = [], []
    for region, pairs in forms.items():
        rules = "".join(f"sub {glyph} by {form};" for glyph, form in sorted(pairs.items()))
        lookups.append(f"lookup {region} {{ {rules} }} {region};" if rules else "")
    for script in scripts:
        systems.append(f"script {script}; language dflt;")
        for region, tags in {"JAN": ["JAN"], "KOR": ["KOR"], "ZHS": ["ZHS"], "ZHT": ["ZHT", "ZHH"]}.items():
            if forms[region] and script != "DFLT":
                systems += [f"language {tag} exclude_dflt; lookup {region};" for tag in tags]
    declared = "languagesystem DFLT dflt;" + "".join(f"languagesystem {s} dflt;" for s in scripts[1:])
    feature = "feature locl {" + "".join(systems) + "} locl;"
    if any(forms.values()):
        addOpenTypeFeaturesFromString(font, declared + "".join(lookups) + feature)


def han(characters):
    """Which regional forms of Han characters are kept; the first serves texts of no region."""
    sets = {"ZHS": HANZI_SIMPLIFIED, "ZHT": HANZI_TRADITIONAL, "JAN": KANJI}
    return {c: [region for region, members in sets.items() if c in members] for c in characters}


def originals():
    for folder, path in ORIGINALS:
        store(folder, path.name.replace("NotoEmoji_400Regular", "NotoEmoji-Regular"), path.read_bytes())


def symbols():
    for name, wanted in [("Symbols", SYMBOLS), ("Symbols2", SYMBOLS), ("Math", MATH)]:
        font = TTFont(CORE / f"NotoSans{name}-Regular.ttf", recalcTimestamp=False)
        store("noto-symbols", f"NotoSans{name}-Regular.ttf", saved(subsetted(font, unicodes=wanted)))


def right_to_left():
    for name, weight in [("Amiri-Regular", "400Regular"), ("Amiri-Bold", "700Bold")]:
        font = TTFont(AMIRI / weight / f"Amiri_{weight}.ttf", recalcTimestamp=False)
        store("amiri", f"{name}.ttf", saved(subsetted(font, SHAPING, unicodes=ARABIC)))
    for style in ["Serif", "Sans"]:
        for weight in ["Regular", "Bold"]:
            font = TTFont(CORE / f"Noto{style}Hebrew-{weight}.ttf", recalcTimestamp=False)
            data = saved(subsetted(font, SHAPING, unicodes=HEBREW))
            store("noto-hebrew", f"Noto{style}Hebrew-{weight}.ttf", data)


def greek():
    for style in ["Regular", "Italic", "Bold", "BoldItalic"]:
        font = TTFont(CORE / f"NotoSerif-{style}.ttf", recalcTimestamp=False)
        # Among letters of Source Serif they stand as high as those: the em is larger by the ratio of the heights of x.
        font["head"].unitsPerEm = round(1000 * font["OS/2"].sxHeight / 475)
        store("noto-greek", f"NotoSerif-{style}.ttf", saved(subsetted(font, SHAPING, unicodes=OLD_GREEK)))


def east_asian():
    signs = {c: ["JAN", "ZHS", "ZHT", "KOR"] for c in SIGNS}
    # In three parts, because a document that quotes a few names needs only one of them opened.
    parts = {
        "Han1": signs | han(HANZI_SIMPLIFIED),
        "Han2": han((HANZI_TRADITIONAL | KANJI) - HANZI_SIMPLIFIED),
        "Hangul": {c: ["KOR"] for c in HANGUL | JAMO},
    }
    for style in ["Serif", "Sans"]:
        for part, wanted in parts.items():
            name = f"Noto{style}CJK-{part}"
            data = regional(CJK / f"Noto{style}CJK-Regular.ttc", f"Noto {style} CJK", name, wanted)
            store("noto-cjk", f"{name}.otf", data)


def licences():
    """The licence that came with the Source faces and the emoji; the others carry it too, under their own copyright."""
    text = (EMOJI / "LICENSE_FONT").read_text()
    body = text[text.index("This Font Software"):]
    core = [TTFont(CORE / f"NotoSans{name}-Regular.ttf", lazy=True) for name in ["Math", "Symbols", "Symbols2"]]
    hebrew = [TTFont(CORE / f"Noto{style}Hebrew-Regular.ttf", lazy=True) for style in ["Serif", "Sans"]]
    greek = [TTFont(CORE / "NotoSerif-Regular.ttf", lazy=True)]
    cjk = [TTFont(CJK / f"Noto{style}CJK-Regular.ttc", fontNumber=0, lazy=True) for style in ["Serif", "Sans"]]
    own = lambda fonts: "\n".join(dict.fromkeys(font["name"].getDebugName(0) for font in fonts))
    for folder, licence in {
        "source-serif": (SERIF / "LICENSE.md").read_text(),
        "source-sans": (SANS / "LICENSE.md").read_text(),
        "source-code": (CODE / "LICENSE.md").read_text(),
        "noto-emoji": text,
        "amiri": (AMIRI / "LICENSE_FONT").read_text(),
        "noto-greek": own(greek) + "\n\n" + body,
        "noto-hebrew": own(hebrew) + "\n\n" + body,
        "noto-symbols": own(core) + "\n\n" + body,
        "noto-cjk": own(cjk) + "\n\n" + body,
    }.items():
        (MADE / folder / "OFL.txt").write_text("\n".join(line.rstrip() for line in licence.splitlines()) + "\n")


originals()
symbols()
right_to_left()
greek()
east_asian()
licences()
