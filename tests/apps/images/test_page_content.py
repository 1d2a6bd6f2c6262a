"""Pages are told by their content, measured before they are unpacked, and drawn anew."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from juminzei.apps.images import page_content
from juminzei.apps.images.page_content import single_pages
from juminzei.apps.images.picture import as_png
from juminzei.apps.images.refusal import ImageRefusedError
from support.image_files import A4_AT_200_DPI, page, picture, pixels, scanned

if TYPE_CHECKING:
    from support.image_files import Kind


def test_a_scan_of_several_pages_is_taken_page_by_page_pixel_for_pixel() -> None:
    pages = single_pages([scanned(0, 1, 2)])

    assert [pixels(one) for one in pages] == [pixels(scanned(mark)) for mark in (0, 1, 2)]


def test_a_file_of_one_page_stays_byte_for_byte() -> None:
    files = [scanned(3), picture("PNG"), picture("JPEG")]
    assert single_pages(files) == files


@pytest.mark.parametrize("kind", ["TIFF", "PNG", "JPEG"])
@pytest.mark.parametrize("mode", ["RGB", "L"])
def test_scanners_kinds_are_shown_as_png(kind: Kind, mode: str) -> None:
    shown = as_png(picture(kind, mode=mode))

    assert shown.startswith(b"\x89PNG\r\n\x1a\n")
    assert pixels(shown) == pixels(picture(kind, mode=mode))


def test_colours_with_a_mask_and_palettes_are_shown() -> None:
    for mode in ("RGBA", "LA", "P"):
        written = BytesIO()
        page().convert(mode).save(written, "PNG")
        assert as_png(written.getvalue()).startswith(b"\x89PNG")


def test_a_page_is_never_shown_wider_than_asked_nor_than_it_is() -> None:
    content = scanned(size=A4_AT_200_DPI)
    for asked, shown in ((800, 800), (1654, 1654), (5000, 1654), (None, 1654)):
        (width, height), _ = pixels(as_png(content, width=asked))
        assert width == shown
        assert abs(height / width - A4_AT_200_DPI[1] / A4_AT_200_DPI[0]) < 0.01


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"%PDF-1.7 ...",
        b"GIF89a" + bytes(40),
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"MZ" + bytes(40),
        b"II*\x00" + b"\xff" * 40,
        b"\x89PNG\r\n\x1a\n" + bytes(40),
        b"\xff\xd8\xff\xe0" + bytes(40),
    ],
)
def test_what_is_no_picture_of_a_document_is_refused(content: bytes) -> None:
    """T-I11: the content decides; a name or the first bytes alone do not."""
    with pytest.raises(ImageRefusedError, match=r"1番目の画像：.*画像を選んでください"):
        single_pages([content])


def test_no_page_at_all_is_refused() -> None:
    with pytest.raises(ImageRefusedError, match="画像がありません"):
        single_pages([])


def bomb(width: int, height: int) -> bytes:
    """Return a small PNG that says it is enormous."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        )

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    body = zlib.compress(bytes(1000), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


@pytest.mark.parametrize("size", [(8000, 5001), (60_000, 60_000), (2**31 - 1, 2**31 - 1)])
def test_a_bomb_of_pixels_is_refused_before_it_is_unpacked(size: tuple[int, int]) -> None:
    """T-I05: a file of a few bytes that would fill the memory."""
    with pytest.raises(ImageRefusedError):
        single_pages([bomb(*size)])


def test_the_limit_of_pixels_is_the_last_size_that_is_taken(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(page_content, "MOST_PIXELS", 320 * 452)
    assert single_pages([scanned()])
    with pytest.raises(ImageRefusedError, match="321×452 画素"):
        single_pages([scanned(size=(321, 452))])


def test_more_pages_than_any_document_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_content, "MOST_PAGES", 2)
    assert len(single_pages([scanned(0, 1)])) == 2
    for files in ([scanned(0, 1, 2)], [scanned(0), scanned(1), scanned(2)]):
        with pytest.raises(ImageRefusedError, match="2 ページまで"):
            single_pages(files)


def test_a_page_that_is_cut_short_is_known_on_the_day_it_comes() -> None:
    whole = picture("PNG")
    for content in (whole[: len(whole) // 2], scanned()[:200], picture("JPEG")[:700]):
        with pytest.raises(ImageRefusedError, match="2番目の画像"):
            single_pages([scanned(), content])


@pytest.mark.filterwarnings("ignore::UserWarning")  # what Pillow says of a damaged tag
@settings(max_examples=100)
@given(st.data())
def test_a_damaged_scan_is_refused_or_taken_and_never_anything_else(data: st.DataObject) -> None:
    """T-I13: bytes changed anywhere lead to a page or to a refusal in words."""
    content = bytearray(scanned(0, 1))
    for _ in range(data.draw(st.integers(1, 6))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    try:
        pages = single_pages([bytes(content)])
    except ImageRefusedError:
        return
    for one in pages:
        assert Image.open(BytesIO(as_png(one))).format == "PNG"
