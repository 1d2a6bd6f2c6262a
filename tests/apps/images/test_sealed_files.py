"""A sealed page opens in its own place only, and with its own key."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given
from hypothesis import strategies as st

from juminzei.apps.images.refusal import ImageBrokenError
from juminzei.apps.images.sealed_file import opened_page, sealed

if TYPE_CHECKING:
    from pathlib import Path

KEY, OTHER_KEY = AESGCM(b"k" * 32), AESGCM(b"o" * 32)
CITY, OTHER_CITY = "112101", "131016"
PAGES = [b"first page", b"second page, a little longer", b""]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    place = tmp_path / "7.sealed"
    place.write_bytes(sealed(KEY, CITY, 7, PAGES))
    return place


def test_each_page_opens_in_its_place(path: Path) -> None:
    assert [opened_page(path, KEY, CITY, 7, place) for place in (1, 2, 3)] == PAGES


def test_nothing_of_a_page_can_be_read_in_the_file(path: Path) -> None:
    assert b"page" not in path.read_bytes()


def test_the_same_pages_are_sealed_differently_each_time() -> None:
    assert sealed(KEY, CITY, 7, PAGES) != sealed(KEY, CITY, 7, PAGES)


@pytest.mark.parametrize(
    ("key", "city", "image_set"), [(OTHER_KEY, CITY, 7), (KEY, OTHER_CITY, 7), (KEY, CITY, 8)]
)
def test_another_key_city_or_set_opens_nothing(
    path: Path, key: AESGCM, city: str, image_set: int
) -> None:
    with pytest.raises(ImageBrokenError, match="個人情報保護責任者"):
        opened_page(path, key, city, image_set, 1)


@pytest.mark.parametrize("page", [0, 4, -1])
def test_a_page_that_is_not_there_does_not_open(path: Path, page: int) -> None:
    with pytest.raises(ImageBrokenError):
        opened_page(path, KEY, CITY, 7, page)


def test_a_page_in_another_ones_place_does_not_open(tmp_path: Path) -> None:
    one, two = b"one page", b"two page"  # equally long, so that only the binding tells
    whole = sealed(KEY, CITY, 7, [one, two])
    length = len(one) + 28
    head = whole[: -2 * length]
    swapped = tmp_path / "swapped"
    swapped.write_bytes(head + whole[-length:] + whole[-2 * length : -length])
    with pytest.raises(ImageBrokenError):
        opened_page(swapped, KEY, CITY, 7, 1)


def test_a_set_that_lost_its_last_page_does_not_open(tmp_path: Path) -> None:
    cut = tmp_path / "cut"
    cut.write_bytes(sealed(KEY, CITY, 7, [b"one"]))
    more = sealed(KEY, CITY, 7, [b"one", b"two"])
    shorter = more[:8] + b"\x00\x01" + more[10:14] + more[18 : 18 + 31]
    assert len(shorter) == len(cut.read_bytes())
    cut.write_bytes(shorter)
    with pytest.raises(ImageBrokenError):
        opened_page(cut, KEY, CITY, 7, 1)


def test_a_file_that_is_gone_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ImageBrokenError, match="個人情報保護責任者"):
        opened_page(tmp_path / "none", KEY, CITY, 7, 1)


@given(place=st.integers(0, 200), value=st.integers(0, 255))
def test_any_byte_that_changes_closes_the_page_or_leaves_it_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, place: int, value: int
) -> None:
    content = bytearray(sealed(KEY, CITY, 7, PAGES))
    content[place % len(content)] = value
    path = tmp_path_factory.mktemp("sealed") / "7"
    path.write_bytes(content)
    for number, page in enumerate(PAGES, 1):
        try:
            assert opened_page(path, KEY, CITY, 7, number) == page
        except ImageBrokenError:
            continue
