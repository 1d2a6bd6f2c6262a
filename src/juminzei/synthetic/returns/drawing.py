"""Scans of returns: a form of our own drawing with its boxes, filled in and coded as G4.

It is no copy of a real form: blocks and boxes come from the layout for the screen. The empty
form is drawn once a page, figures are put together from ten pictures of digits, and only names
and addresses are written out sign by sign.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import as_file, files
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw, ImageFont

from juminzei.base.numbers.individual_number import IndividualNumber
from juminzei.formats.national_return_layout import layout
from juminzei.formats.national_return_view import shown
from juminzei.synthetic.people.person import INCOME_YEAR
from juminzei.synthetic.returns.strips import coded, strips_in, tiff, touched

if TYPE_CHECKING:
    from collections.abc import Mapping

    from juminzei.formats.national_return_layout import LaidBox
    from juminzei.formats.national_return_record import NationalReturn, Page, Value

SIZE = (1654, 2339)
"""A4 at 200 dots an inch."""
DPI = 200
MARGIN, TOP, ROW, COLUMN = 90, 130, 37, 730
LABEL, AMOUNT = 440, 280
LINE = 66
TEXT, NARROWEST = 21, 9
BLACK, WHITE = 0, 1
HEIGHT = TEXT + 8
"""Rows of a sign."""
WIDE = 1474
REPEATED_ROWS = 4
Place = tuple[int, int, int]
"""Left, top and width of a box, in dots."""


def scanned(one: NationalReturn) -> list[bytes]:
    """Return the pages of a return as TIFF, coded as G4 at 200 dots an inch."""
    return [_scan(page) for page in one.pages()]


def _scan(page: Page) -> bytes:
    form = _form(page.tag)
    picture = form.empty.copy()
    marked = sorted(_fill(picture, form, page))
    strips = list(form.strips)
    for number, strip in zip(marked, coded(picture, marked), strict=True):
        strips[number] = strip
    return tiff(SIZE, strips, DPI)


class Form:
    """An empty page, and where its boxes are."""

    def __init__(self, page: str) -> None:
        self.empty = Image.new("1", SIZE, WHITE)
        self.places: dict[str, Place] = {}
        self.rows: dict[str, list[dict[str, Place]]] = {}
        self._pen = ImageDraw.Draw(self.empty)
        sheet = next(sheet for sheet in layout().sheets if sheet.page == page)
        self._pen.text((MARGIN, 70), f"見本　{sheet.title}", font=_font(34), fill=BLACK)
        below = {0: TOP, 1: 0, 2: 0}
        for block in sheet.blocks:
            if not below[1] and block.column:
                below[1] = below[2] = below[0]
            left = MARGIN + (COLUMN + 14 if block.column > 1 else 0)
            boxes = [
                (box.tag, layout().words(f"{box.mark} {box.label}", INCOME_YEAR))
                for box in block.boxes
            ]
            if block.column == 0:
                top = max(below.values())
                height = self._across(block.rows, boxes, top)
                below = dict.fromkeys(below, top + height + 10)
            else:
                self._block(block.rows, boxes, left, below[block.column])
                below[block.column] += ROW * len(boxes) + 10
        self.strips = coded(self.empty, strips_in(self.empty))

    def _across(self, group: str, boxes: list[tuple[str, str]], top: int) -> int:
        """Draw boxes side by side, four to a line; return how high they are."""
        lines = REPEATED_ROWS if group else 1
        width = WIDE // len(boxes) if group else WIDE // 4
        for line in range(lines):
            places: dict[str, Place] = {}
            for at, (tag, label) in enumerate(boxes):
                column, row = (at, line) if group else (at % 4, at // 4)
                left, head = MARGIN + column * width, top + row * LINE
                self._pen.rectangle((left, head, left + width, head + LINE - 4), outline=BLACK)
                self._pen.text((left + 4, head + 2), label, font=_font(14), fill=BLACK)
                places[tag] = (left + 6, head + 28, width - 12)
            if group:
                self.rows.setdefault(group, []).append(places)
            else:
                self.places |= places
        return LINE * (lines if group else -(-len(boxes) // 4))

    def _block(self, group: str, boxes: list[tuple[str, str]], left: int, top: int) -> None:
        places: dict[str, Place] = {}
        for at, (tag, label) in enumerate(boxes):
            head = top + at * ROW
            self._pen.rectangle((left, head, left + COLUMN, head + ROW), outline=BLACK)
            self._pen.line((left + LABEL, head, left + LABEL, head + ROW), fill=BLACK)
            self._pen.text((left + 6, head + 6), label[:24], font=_font(18), fill=BLACK)
            places[tag] = (left + LABEL + 4, head + 5, AMOUNT)
        if group:
            self.rows[group] = [places]
        else:
            self.places |= places


def _label(box: LaidBox) -> str:
    words = (layout().words(part, INCOME_YEAR) for part in (box.mark, box.label) if part)
    return " ".join(words)


@cache
def _form(page: str) -> Form:
    return Form(page)


def _fill(picture: Image.Image, form: Form, page: Page) -> set[int]:
    """Fill the page in and return the strips that are written on."""
    marked = _write(picture, form.places, page.values)
    for group, rows in page.rows.items():
        for places, row in zip(form.rows.get(group, []), rows, strict=False):
            marked |= _write(picture, places, row)
    return marked


def _write(
    picture: Image.Image, places: Mapping[str, Place], values: Mapping[str, Value]
) -> set[int]:
    marked: set[int] = set()
    for tag, value in values.items():
        if tag not in places:
            continue
        left, top, width = places[tag]
        if top + HEIGHT > SIZE[1]:
            continue  # the drawing has no room for the last boxes of the second page
        text = value.reveal() if isinstance(value, IndividualNumber) else shown(tag, value)
        glyphs = [_glyph(sign) for sign in text[: width // NARROWEST]]
        if isinstance(value, int | IndividualNumber):
            left += width - sum(glyph.width for glyph in glyphs)
        for glyph in glyphs:
            picture.paste(glyph, (left, top))
            left += glyph.width
        marked.update(touched(top, HEIGHT))
    return marked


@cache
def _glyph(sign: str) -> Image.Image:
    """Return the picture of one sign; there are few, and each is drawn once."""
    font = _font(TEXT)
    drawn = Image.new("1", (max(int(font.getlength(sign)), 1), HEIGHT), WHITE)
    ImageDraw.Draw(drawn).text((0, -2), sign, font=font, fill=BLACK)
    return drawn


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    with as_file(files("juminzei.notices") / "fonts" / "NotoSansJP-Regular.ttf") as path:
        return ImageFont.truetype(str(path), size, layout_engine=ImageFont.Layout.BASIC)
