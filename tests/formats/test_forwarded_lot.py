"""The list of a lot that one city sends on: read as written, refused when it cannot be."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juminzei.formats.carried_media import differences
from juminzei.formats.errors import FormatError
from juminzei.formats.forwarded_lot import LETTER, is_lot, listing, read_lot
from support.forwarded_lots import HERE, KUMAGAYA, lot_files, lot_list

FILES = {**lot_files(), "scans/12-1.png": b"\x89PNG"}


def told(**changed: Any) -> bytes:
    return json.dumps({**json.loads(lot_list(FILES)), **changed}).encode()


def of_first(**changed: Any) -> bytes:
    """Return the list with its first file's entry changed; that is form315.csv."""
    first, *rest = json.loads(lot_list(FILES))["files"]
    return told(files=[{**first, **changed}, *rest])


def test_a_list_is_read_as_it_was_written() -> None:
    lot = read_lot(lot_list(FILES, documents=5))
    assert (lot.sender, lot.receiver, lot.tax_year, lot.number) == (KUMAGAYA, HERE, 2026, 7)
    assert (lot.documents, lot.on_paper, lot.scans) == (5, 2, 1)
    assert dict(lot.documents_in) == {"form315.csv": 2, "form331.csv": 1}
    assert read_lot(lot.content()) == lot
    assert differences(lot.files, listing(FILES)) == []
    other = listing({**FILES, LETTER: b"%PDF-other"})
    assert (
        "SHA-256" in differences(lot.files, other)[0]
        or "大きさ" in differences(lot.files, other)[0]
    )


BROKEN: dict[str, bytes] = {
    "no list": b"{}",
    "no JSON": b"{",
    "a list of a medium": told(layout="juminzei-carried-media/1"),
    "deep": b"[" * 100_000,
    "a city that is none": told(receiver="112102"),
    "no city": told(sender=None),
    "a year that is none": told(tax_year=20260),
    "a number that is none": told(number="7"),
    "a truth for a number": told(number=True),
    "fewer documents than in its files": told(documents=2),
    "no documents": of_first(documents=0, name="form315.csv").replace(
        b'"documents": 3', b'"documents": 0'
    ),
    "no letter": told(files=[one for one in json.loads(told())["files"] if one["name"] != LETTER]),
    "a name upwards": of_first(name="../form315.csv"),
    "a file that is none of a lot": of_first(name="run.exe"),
    "reports that are not counted": of_first(documents=None),
    "a letter that is counted": told(
        files=[{**one, "documents": 1} for one in json.loads(told())["files"]]
    ),
    "a file twice": told(files=[*json.loads(told())["files"], json.loads(told())["files"][0]]),
    "a size that is none": of_first(size_bytes=-1),
    "a digest that is none": of_first(sha256="x" * 64),
    "no files": told(files={}),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_list_that_cannot_be_is_refused(name: str) -> None:
    with pytest.raises(FormatError) as refusal:
        read_lot(BROKEN[name])
    assert "再送" in str(refusal.value)


@given(st.binary(max_size=200))
def test_whatever_is_no_list_is_told_so(content: bytes) -> None:
    assert not is_lot(content)
    with pytest.raises(FormatError):
        read_lot(content)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(max_size=5), inside),
    max_leaves=8,
)


@given(st.sampled_from(["number", "sender", "tax_year", "documents", "files"]), JSON)
def test_any_value_anywhere_is_refused_or_read(key: str, value: Any) -> None:  # noqa: ANN401 - out of JSON
    try:
        lot = read_lot(told(**{key: value}))
    except FormatError:
        return
    assert read_lot(lot.content()) == lot
