"""What pages are taken as: TIFF, PNG and JPEG told by content, one picture a page.

Nothing is believed of a name. A page is opened by the one reader its first bytes call for,
measured before it is unpacked, and unpacked once, so that a damaged page, or one that would
fill the memory, is known on the day it comes. Of scans that come by the thousand the table of
strips is looked at instead (:mod:`juminzei.apps.images.whole_scan`).
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from PIL import Image, ImageSequence

from juminzei.apps.images.refusal import ImageRefusedError
from juminzei.apps.images.whole_scan import is_whole_scan

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MOST_PIXELS = 40_000_000
"""A4 at 600 dpi has 35 million; a whole page of a return at 200 dpi has 4 million."""
MOST_PAGES = 200
MOST_BYTES = 50_000_000
FORMATS = {b"II*\x00": "TIFF", b"MM\x00*": "TIFF", b"\x89PNG": "PNG", b"\xff\xd8\xff": "JPEG"}
MODES = frozenset({"1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "I;16"})
GROUP_4 = "group4"

Image.MAX_IMAGE_PIXELS = MOST_PIXELS
"""Pillow's own limit as well, should a page ever be opened without being measured."""


class SinglePages(list[bytes]):
    """Pages that were looked at by :func:`single_pages`: none needs a second look."""


def single_pages(contents: Sequence[bytes], *, unpack_scans: bool = True) -> SinglePages:
    """Return each page as a file of its own; those of one page stay byte for byte.

    Args:
        contents: Files in order; a TIFF may have several pages.
        unpack_scans: Whether a scan of one page is unpacked although its table of strips is
            in order; thousands at once are not.

    Raises:
        ImageRefusedError: One is of another kind, damaged or too large; none is taken then.
    """
    pages = SinglePages(
        page
        for place, content in enumerate(contents, 1)
        for page in _pages(place, content, unpack_scans=unpack_scans)
    )
    if not pages:
        raise ImageRefusedError("画像がありません。画像のファイルを選んでください。")
    if len(pages) > MOST_PAGES:
        raise ImageRefusedError(
            f"画像が {len(pages)} ページあります。{MOST_PAGES} ページまでに分けてください。"
        )
    return pages


def opened(content: bytes) -> Image.Image:
    """Return a picture, measured and not unpacked yet.

    Raises:
        ImageRefusedError: It is of another kind, damaged or too large.
    """
    kind = next((kind for start, kind in FORMATS.items() if content.startswith(start)), None)
    if kind is None:
        raise ImageRefusedError("TIFF・PNG・JPEG のいずれでもありません。")
    if len(content) > MOST_BYTES:
        raise ImageRefusedError(f"大きすぎます。{MOST_BYTES // 1_000_000} MB までです。")
    try:
        picture = Image.open(BytesIO(content), formats=(kind,))
    except Exception as error:  # the same
        raise ImageRefusedError("画像として開けません（壊れているか、大きすぎます）。") from error
    _measured(picture)
    return picture


def _pages(place: int, content: bytes, *, unpack_scans: bool) -> Iterator[bytes]:
    try:
        yield from _of_file(content, unpack_scans=unpack_scans)
    except ImageRefusedError as refused:
        raise ImageRefusedError(
            f"{place}番目の画像：{refused}読み取り直した画像を選んでください。"
        ) from refused
    except Exception as error:  # readers of damaged files fail in ways that nobody lists
        raise ImageRefusedError(
            f"{place}番目の画像：途中で壊れています。読み取り直した画像を選んでください。"
        ) from error


def _of_file(content: bytes, *, unpack_scans: bool) -> Iterator[bytes]:
    picture = opened(content)
    frames = getattr(picture, "n_frames", 1)
    if frames > MOST_PAGES:
        raise ImageRefusedError(f"{frames} ページあります。{MOST_PAGES} ページまでです。")
    if frames == 1:
        if unpack_scans or not is_whole_scan(picture, content):
            picture.load()
        yield content
        return
    for frame in ImageSequence.Iterator(picture):
        _measured(frame)
        yield _alone(frame)


def _alone(frame: Image.Image) -> bytes:
    """Return one page of several as a file of its own, pixel for pixel."""
    written = BytesIO()
    resolution = frame.info.get("dpi", (200, 200))
    if frame.mode == "1":
        frame.save(written, "TIFF", compression=GROUP_4, dpi=resolution)
    else:
        shown = frame if frame.mode in {"L", "RGB"} else frame.convert("RGB")
        shown.save(written, "PNG", compress_level=1)
    return written.getvalue()


def _measured(picture: Image.Image) -> None:
    """Refuse a picture that would fill the memory, or of a kind no scanner makes."""
    width, height = picture.size
    if width * height > MOST_PIXELS:
        raise ImageRefusedError(
            f"{width}×{height} 画素あります。{MOST_PIXELS // 10_000:,}万画素までです。"
        )
    if picture.mode not in MODES:
        raise ImageRefusedError(f"画素の形式（{picture.mode}）を扱えません。")
