"""Reads printed notices back as a machine or a citizen would: codes from the picture, text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pypdfium2
import zxingcpp

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy as np
    from numpy.typing import NDArray

DPI = 300
POINTS_AN_INCH = 72


def texts(pdf: bytes, *, as_spaced: bool = False) -> list[str]:
    """Return the text of every page, without the blanks and breaks unless ``as_spaced``."""
    document = pypdfium2.PdfDocument(pdf)
    found = []
    for page in document:
        text_page = page.get_textpage()
        text = text_page.get_text_range()
        found.append(text if as_spaced else "".join(text.split()))
        text_page.close()
        page.close()
    document.close()
    return found


def heights(pdf: bytes, page: int, labels: Sequence[str]) -> list[float]:
    """Return how high above the paper's foot each label's first occurrence stands, points."""
    document = pypdfium2.PdfDocument(pdf)
    sheet = document[page]
    text_page = sheet.get_textpage()
    found = []
    for label in labels:
        search = text_page.search(label)
        first, _ = search.get_next()
        _left, bottom, _right, _top = text_page.get_charbox(first)
        found.append(bottom)
        search.close()
    text_page.close()
    sheet.close()
    document.close()
    return found


def pictures(pdf: bytes, *, dpi: int = DPI) -> Iterator[NDArray[np.uint8]]:
    """Yield every page as a printer of ``dpi`` dots an inch draws it, in grey."""
    document = pypdfium2.PdfDocument(pdf)
    for page in document:
        bitmap = page.render(scale=dpi / POINTS_AN_INCH, grayscale=True)
        yield bitmap.to_numpy().copy()
        bitmap.close()
        page.close()
    document.close()


def codes(picture: NDArray[np.uint8]) -> dict[str, list[str]]:
    """Return what a scanner reads on a page, by kind, from top to bottom."""
    read = zxingcpp.read_barcodes(picture)
    ordered = sorted(read, key=lambda code: code.position.top_left.y)
    found: dict[str, list[str]] = {"shop": [], "qr": []}
    for code in ordered:
        if code.format == zxingcpp.BarcodeFormat.QRCode:
            found["qr"].append(code.text)
        elif code.content_type == zxingcpp.ContentType.GS1:
            found["shop"].append(code.text.replace("(91)", "91"))
    return found
