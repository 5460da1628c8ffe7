#!/usr/bin/env python3
"""Compares pages of PDFs with the images in tests/golden, a verdict for each.

usage: golden.py PUBLISHED FOLDER [--update]

PUBLISHED holds the PDFs as `golden` writes them: THEME-PAPER/NAME.pdf. The list of pages and the images lie in FOLDER.
A page that differs leaves NAME.png, as it is now, and NAME-difference.png in target/golden: black what is the same, red what is
new, blue what is gone. --update writes the images of all pages anew, and removes those that no page has.
"""

import sys
from pathlib import Path

import pymupdf
from PIL import Image, ImageChops

RESOLUTION = 70
# Images are kept with few levels of each ink, to be small; what a page looks like now is brought to the same before it is compared.
GREYS, TINTS = 16, 6
# The same program draws the same page to the last point. The allowance is for a drawing library that smooths edges another way:
# so far a point may be off, of 255, and so large a share of the page's points farther.
TOLERANCE, SHARE = 40, 0.0001


def drawn(pdf, number, colour):
    """A page of a PDF as an image with few levels."""
    page = pymupdf.open(pdf)[number - 1]
    pixels = page.get_pixmap(dpi=RESOLUTION, colorspace=pymupdf.csRGB if colour else pymupdf.csGRAY, alpha=False)
    image = Image.frombytes("RGB" if colour else "L", (pixels.width, pixels.height), pixels.samples)
    levels = TINTS if colour else GREYS
    nearest = [round(value * (levels - 1) / 255) * 255 // (levels - 1) for value in range(256)]
    return image.point(nearest * len(image.getbands()))


def save(image, path):
    """Writes an image of few levels with as few bits as hold them."""
    colours = sorted(colour for _, colour in image.getcolors(maxcolors=1 << 16))
    places = {colour: place for place, colour in enumerate(colours)}
    if len(colours) > 256:
        raise ValueError(f"{path}: more than 256 colours")
    small = Image.new("P", image.size)
    small.putdata([places[colour] for colour in image.get_flattened_data()])
    small.putpalette([band for colour in colours for band in (colour if isinstance(colour, tuple) else (colour,) * 3)])
    bits = next(bits for bits in (1, 2, 4, 8) if len(colours) <= 1 << bits)
    small.save(path, optimize=True, bits=bits)


def share_of_difference(old, new):
    """The share of points that differ visibly, of any ink."""
    differences = ImageChops.difference(old, new).split()
    strongest = differences[0]
    for other in differences[1:]:
        strongest = ImageChops.lighter(strongest, other)
    return sum(strongest.histogram()[TOLERANCE + 1 :]) / (old.width * old.height)


def difference(old, new):
    """Old and new over each other: red where only the new has ink, blue where only the old has."""
    old, new = old.convert("L"), new.convert("L")
    return Image.merge("RGB", (old, ImageChops.darker(old, new), new))


def fault(golden, image):
    """What is wrong with a page as it is drawn now, if anything is; and the image that it should be like."""
    if not golden.exists():
        return "there is no image of it yet", None
    old = Image.open(golden).convert(image.mode)
    if old.size != image.size:
        return f"it has {image.width} × {image.height} points, not {old.width} × {old.height}", None
    share = share_of_difference(old, image)
    return (f"{share:.2%} of it differ" if share > SHARE else None), old


def listed(folder):
    """The lines of the list: name, path of the PDF, number of the page, whether in colour, what it shows."""
    for line in (folder / "pages").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            name, source, theme, paper, page, inks, shows = line.split(maxsplit=6)
            if inks not in ("grey", "colour"):
                raise ValueError(f"{name}: `{inks}` is neither grey nor colour")
            yield name, Path(f"{theme}-{paper}") / f"{Path(source).stem}.pdf", int(page), inks == "colour", shows


def main():
    published, folder = Path(sys.argv[1]), Path(sys.argv[2])
    update = "--update" in sys.argv[3:]
    left = Path("target/golden")
    names = set()
    failed = False
    for name, pdf, page, colour, shows in listed(folder):
        names.add(name)
        golden = folder / f"{name}.png"
        try:
            image = drawn(published / pdf, page, colour)
        except (IndexError, pymupdf.FileNotFoundError) as cause:
            print(f"FAIL  page {name}: cannot be drawn: {cause}")
            failed = True
            continue
        if update:
            # An image that still holds is left as it is, so that a change shows only what it changed.
            if fault(golden, image)[0]:
                save(image, golden)
                print(f"wrote {golden}: {shows}")
            continue
        wrong, old = fault(golden, image)
        if wrong:
            failed = True
            print(f"FAIL  page {name} ({shows}): {wrong}; see target/golden/{name}.png")
            image.save(left / f"{name}.png")
            if old:
                difference(old, image).save(left / f"{name}-difference.png")
        else:
            print(f"pass  page {name}")
    for image in sorted(folder.glob("*.png")):
        if image.stem not in names:
            if update:
                image.unlink()
            else:
                print(f"FAIL  image {image}: no page of the list has it")
                failed = True
    return failed


sys.exit(main())
