"""A scan of many is looked at by its table of strips: what is cut off or missing is found."""

from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from PIL.TiffImagePlugin import TiffImageFile

from juminzei.apps.images.page_content import single_pages
from juminzei.apps.images.picture import as_png
from juminzei.apps.images.refusal import ImageRefusedError
from juminzei.apps.images.whole_scan import BYTES, ROWS, STRIPS, is_whole_scan
from support.image_files import A4_AT_200_DPI, page, picture, pixels, scanned

STRIP_BYTES = 1_000


def in_strips(*, of: int = 0) -> bytes:
    """Return a scan in many strips, as some scanners write it."""
    written = BytesIO()
    options = {"strip_size": of} if of else {}
    page().convert("1").save(written, "TIFF", compression="group4", **options)
    return written.getvalue()


SCANS = [scanned(), scanned(3, size=A4_AT_200_DPI), in_strips(of=STRIP_BYTES), in_strips()]


def whole(content: bytes) -> bool:
    found = Image.open(BytesIO(content))
    return is_whole_scan(found, content)


def strips_of(content: bytes) -> list[tuple[int, int]]:
    found = Image.open(BytesIO(content))
    assert isinstance(found, TiffImageFile)
    return list(zip(found.tag_v2[STRIPS], found.tag_v2[BYTES], strict=True))


def quickly(content: bytes) -> list[bytes]:
    return single_pages([content], unpack_scans=False)


@pytest.mark.parametrize("content", SCANS)
def test_a_scan_in_order_is_taken_without_being_unpacked(
    content: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert whole(content)

    def never(_self: TiffImageFile) -> None:
        raise AssertionError("unpacked")

    monkeypatch.setattr(TiffImageFile, "load", never)
    assert quickly(content) == [content]
    with pytest.raises(ImageRefusedError):
        single_pages([content])  # where one page comes alone, it is unpacked


def test_a_scan_in_many_strips_really_has_many() -> None:
    assert len(strips_of(in_strips(of=STRIP_BYTES))) > 10


@pytest.mark.parametrize("content", SCANS)
def test_a_scan_that_is_cut_short_anywhere_is_refused(content: bytes) -> None:
    """T-I13: whatever is missing at the end of a scan, it is not taken."""
    for length in range(4, len(content), max(1, len(content) // 40)):
        with pytest.raises(ImageRefusedError):
            quickly(content[:length])


@pytest.mark.parametrize("number", [0, 1, -1])
@pytest.mark.parametrize("instead", [b"\x00", b"\x00\x10\x01"])
def test_a_strip_that_was_never_written_is_left_to_the_decoder(number: int, instead: bytes) -> None:
    content = bytearray(in_strips(of=STRIP_BYTES))
    start, length = strips_of(bytes(content))[number]
    content[start : start + length] = instead.ljust(length, b"\x00")
    assert not whole(bytes(content))


def test_a_strip_beyond_the_end_or_of_no_length_is_not_whole() -> None:
    content = in_strips(of=STRIP_BYTES)
    start, length = strips_of(content)[-1]
    for place, other in ((start, len(content)), (length, 60_000), (length, 0)):
        for size in (2, 4):
            old = place.to_bytes(size, "little")
            table = content.rfind(old)
            broken = content[:table] + other.to_bytes(size, "little") + content[table + size :]
            if table > 0 and strips_of(broken) != strips_of(content):
                assert not whole(broken)


@pytest.mark.parametrize(
    "other",
    [picture("PNG"), picture("JPEG"), picture("TIFF", mode="L"), picture("TIFF", mode="RGB")],
)
def test_what_is_no_scan_is_left_to_its_decoder(other: bytes) -> None:
    assert not whole(other)
    assert quickly(other) == [other]
    with pytest.raises(ImageRefusedError):
        quickly(other[: len(other) // 2])


@pytest.mark.parametrize("packed", ["tiff_lzw", "packbits", "group3", None])
def test_a_bilevel_page_packed_otherwise_is_left_to_its_decoder(packed: str | None) -> None:
    written = BytesIO()
    page().convert("1").save(written, "TIFF", **({"compression": packed} if packed else {}))
    assert not whole(written.getvalue())


def test_a_tag_that_no_scanner_writes_is_left_to_the_decoder() -> None:
    for tag, value in ((266, 2), (293, 2), (32_997, 1)):
        written = BytesIO()
        page().convert("1").save(written, "TIFF", compression="group4", tiffinfo={tag: value})
        assert not whole(written.getvalue())
    assert ROWS in Image.open(BytesIO(scanned())).tag_v2  # type: ignore[attr-defined]  # a TIFF has one


@pytest.mark.filterwarnings("ignore::UserWarning")  # what Pillow says of a damaged tag
@settings(max_examples=80, deadline=None)
@given(st.data())
def test_a_damaged_scan_is_refused_or_taken_and_then_drawn_or_refused_in_words(
    data: st.DataObject,
) -> None:
    """T-I13: what is not found when it comes is told when it is looked at."""
    content = bytearray(data.draw(st.sampled_from(SCANS[:3])))
    for _ in range(data.draw(st.integers(1, 6))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    try:
        (one,) = quickly(bytes(content))
    except ImageRefusedError:
        return
    except ValueError:  # it has become one of several pages
        return
    try:
        shown = as_png(one)
    except ImageRefusedError:
        return
    assert shown.startswith(b"\x89PNG")


def test_what_is_taken_quickly_is_what_is_taken_slowly() -> None:
    for content in SCANS:
        assert pixels(quickly(content)[0]) == pixels(single_pages([content])[0])
