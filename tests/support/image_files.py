"""Scanned pages, made up: a frame and a mark, as a scanner would send them."""

from __future__ import annotations

from io import BytesIO
from typing import Literal

from PIL import Image, ImageDraw

A4_AT_200_DPI = (1654, 2339)
Kind = Literal["TIFF", "PNG", "JPEG"]


def page(mark: int = 0, size: tuple[int, int] = (320, 452), mode: str = "1") -> Image.Image:
    """Return a page with a box, told from others by where a bar stands in it."""
    drawn = Image.new(mode, size, "white" if mode == "RGB" else 255)
    pen = ImageDraw.Draw(drawn)
    pen.rectangle((10, 10, size[0] - 10, size[1] - 10), outline=0)
    pen.rectangle((30, 30 + mark * 12, 200, 36 + mark * 12), fill=0)
    return drawn


def scanned(*marks: int, size: tuple[int, int] = (320, 452)) -> bytes:
    """Return a G4 TIFF at 200 dpi, a page for each mark."""
    first, *others = [page(mark, size) for mark in marks or (0,)]
    written = BytesIO()
    first.save(
        written,
        "TIFF",
        compression="group4",
        dpi=(200, 200),
        save_all=bool(others),
        append_images=others,
    )
    return written.getvalue()


def picture(kind: Kind, mark: int = 0, mode: str = "RGB") -> bytes:
    """Return one page as a file of a kind."""
    written = BytesIO()
    page(mark, mode=mode).save(written, kind)
    return written.getvalue()


def pixels(content: bytes) -> tuple[tuple[int, int], bytes]:
    """Return what a picture shows, whatever file it lies in."""
    opened = Image.open(BytesIO(content)).convert("L")
    return opened.size, opened.tobytes()
