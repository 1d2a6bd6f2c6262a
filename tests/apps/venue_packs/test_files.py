"""The two sealed files: what opens them, and what does not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from juminzei.apps.venue_packs.city_envelope import (
    ReturnSealer,
    new_keys,
    open_in_city,
    open_return,
    seal_to_city,
)
from juminzei.apps.venue_packs.refusal import PackRefusedError
from juminzei.apps.venue_packs.sealed_pack import open_pack, read_head, refuse_weak, seal_pack
from juminzei.apps.venue_packs.services.bring_back import refuse_broken_record
from support.packs import PASSPHRASE, record

HEAD = {"pack": 3, "municipality": "112101", "expires_on": "2026-06-04"}
CONTENT = {"tables": [{"rows": [[1, "山田 太郎"]]}]}
FILE = seal_pack(HEAD, CONTENT, PASSPHRASE)
SECRET, PUBLIC = new_keys()
SEALER = ReturnSealer(PUBLIC, pack=3)
TOLD = {"pack": 3, "returns": [{"number": 1}]}
BACK = SEALER.seal(TOLD)


def test_the_passphrase_opens_a_pack() -> None:
    head, content = open_pack(FILE, PASSPHRASE)
    assert (head["pack"], content) == (3, CONTENT)
    assert "山田".encode() not in FILE
    assert read_head(FILE)["expires_on"] == "2026-06-04"


@pytest.mark.parametrize("other", ["", PASSPHRASE + "x", PASSPHRASE.upper(), PASSPHRASE[:-1]])
def test_another_passphrase_opens_nothing(other: str) -> None:
    with pytest.raises(PackRefusedError, match="合言葉が違うか"):
        open_pack(FILE, other)


@pytest.mark.parametrize("place", [30, 60, 100, -40, -1])
def test_a_byte_that_was_changed_keeps_a_pack_shut(place: int) -> None:
    changed = bytearray(FILE)
    changed[place] ^= 1
    with pytest.raises(PackRefusedError):
        open_pack(bytes(changed), PASSPHRASE)


def test_the_day_of_a_pack_cannot_be_put_off() -> None:
    later = FILE.replace(b"2026-06-04", b"2027-06-04")
    assert read_head(later)["expires_on"] == "2027-06-04"
    with pytest.raises(PackRefusedError):
        open_pack(later, PASSPHRASE)


@pytest.mark.parametrize("cut", [0, 5, 17, 21, 80, len(FILE) - 1])
def test_a_pack_that_was_cut_short_says_so(cut: int) -> None:
    with pytest.raises(PackRefusedError):
        open_pack(FILE[:cut], PASSPHRASE)


@pytest.mark.parametrize(
    ("word", "taken"),
    [
        ("abcdefgh12345678", True),
        ("abcdefgh1234567", False),
        ("aaaaaaaaabcdefgh", True),
        ("aaaaaaaaaabcdefg", False),
        ("", False),
    ],
)
def test_a_passphrase_is_long_and_of_many_signs(word: str, *, taken: bool) -> None:
    if taken:
        refuse_weak(word)
        return
    with pytest.raises(PackRefusedError, match="16 字以上"):
        refuse_weak(word)


def test_the_city_alone_opens_what_a_venue_wrote() -> None:
    assert open_return(BACK, SECRET, pack=3) == TOLD
    assert SEALER.reads_back(BACK, TOLD)
    assert b"returns" not in BACK


def test_what_was_not_written_so_does_not_read_back() -> None:
    assert not SEALER.reads_back(BACK[:-1], TOLD)
    assert not SEALER.reads_back(BACK, {**TOLD, "returns": []})
    assert not ReturnSealer(PUBLIC, pack=3).reads_back(BACK, TOLD)


@pytest.mark.parametrize("pack", [2, 4])
def test_a_file_of_another_pack_is_refused(pack: int) -> None:
    with pytest.raises(PackRefusedError):
        open_return(BACK, SECRET, pack=pack)


def test_another_packs_key_opens_nothing() -> None:
    other, _ = new_keys()
    with pytest.raises(PackRefusedError):
        open_return(BACK, other, pack=3)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, len(BACK) - 1), st.integers(1, 255))
def test_no_byte_of_a_return_can_be_changed(place: int, by: int) -> None:
    changed = bytearray(BACK)
    changed[place] ^= by
    with pytest.raises(PackRefusedError):
        open_return(bytes(changed), SECRET, pack=3)


@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=80))
def test_what_is_no_such_file_is_refused_in_words(content: bytes) -> None:
    for opens in (
        lambda: open_pack(content, PASSPHRASE),
        lambda: open_return(content, SECRET, pack=3),
    ):
        with pytest.raises(PackRefusedError):
            opens()


def test_a_sealed_number_opens_for_its_own_return_only() -> None:
    box = seal_to_city(b"1", PUBLIC, pack=3, use="number 7")
    assert open_in_city(box, SECRET, pack=3, use="number 7") == b"1"
    with pytest.raises(PackRefusedError):
        open_in_city(box, SECRET, pack=3, use="number 8")


ACTS = ("a.b.viewed", "c.d.saved", "e.f.done")


def test_a_whole_record_of_acts_is_taken() -> None:
    refuse_broken_record(record(ACTS))
    refuse_broken_record([])


@pytest.mark.parametrize("breaks", ["changed", "left out", "first gone", "swapped"])
def test_a_record_of_acts_that_was_tampered_with_is_refused(breaks: str) -> None:
    rows = record(ACTS)
    if breaks == "changed":
        rows[1]["content"] = rows[1]["content"].replace("saved", "seen")
    elif breaks == "left out":
        del rows[1]
    elif breaks == "first gone":
        del rows[0]
    else:
        rows[0], rows[1] = rows[1], rows[0]
    with pytest.raises(PackRefusedError, match="操作記録がつながっていません"):
        refuse_broken_record(rows)
