"""T-I03: a file is read in its own character set or refused with the byte; nothing is guessed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juminzei.formats import charset, wage_report
from juminzei.formats.errors import FormatError
from support.report_cells import wage_file

ROW = {14: "山田　太郎"}


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (wage_file(ROW), "cp932"),
        (wage_file(ROW, charset="utf-8"), "utf-8"),
        (wage_file(ROW, charset="utf-8-sig"), "utf-8-sig"),
        (b"\xff\xfe" + wage_file(ROW, charset="utf-16-le"), "utf-16-le"),
        (b"\xfe\xff" + wage_file(ROW, charset="utf-16-be"), "utf-16-be"),
    ],
)
def test_each_charset_gives_the_same_names(data: bytes, expected: str) -> None:
    result = wage_report.read(data)
    assert result.charset == expected
    assert [report.name for _, report in result.records] == ["山田　太郎"]


def test_text_of_ascii_alone_is_the_same_in_all() -> None:
    assert charset.decode(b"315,1\r\n") == ("315,1\r\n", "utf-8")


def test_a_byte_that_is_no_character_refuses_the_file_and_is_named() -> None:
    good = wage_file(ROW)
    offset = len(good) - 2
    mixed = good[:offset] + b"\x85\xff" + good[offset:]
    with pytest.raises(FormatError) as refused:
        wage_report.read(mixed)
    assert f"{offset}バイト目の0x85" in str(refused.value)


def test_a_file_half_in_one_charset_and_half_in_another_is_refused() -> None:
    mixed = wage_file(ROW, charset="utf-8") + wage_file(ROW, charset="cp932")
    with pytest.raises(FormatError, match=r"\d+バイト目の0x"):
        wage_report.read(mixed)


def test_host_characters_are_refused_or_of_no_layout() -> None:
    ebcdic = "315,ABC,DEF".encode("cp037")
    with pytest.raises(FormatError):
        wage_report.read(ebcdic)


@pytest.mark.parametrize("place", [0, 10, -1])
def test_nul_bytes_are_refused_with_their_place(place: int) -> None:
    data = bytearray(wage_file(ROW))
    data[place] = 0
    with pytest.raises(FormatError, match=rf"{place % len(data)}バイト目.*NUL"):
        wage_report.read(bytes(data))


@pytest.mark.parametrize("mark", [b"\xff\xfe", b"\xfe\xff"])
def test_nul_characters_in_sixteen_bits_are_refused(mark: bytes) -> None:
    coded = "utf-16-le" if mark == b"\xff\xfe" else "utf-16-be"
    with pytest.raises(FormatError, match="NUL"):
        charset.decode(mark + "315,\0".encode(coded))


@pytest.mark.parametrize(
    ("data", "offset"),
    [(b"\xef\xbb\xbf315,\x83\x41", 7), (b"\xff\xfe3\x001\x00\x00", 6)],
)
def test_a_byte_order_mark_that_is_not_true_is_refused(data: bytes, offset: int) -> None:
    with pytest.raises(FormatError, match=f"{offset}バイト目"):
        charset.decode(data)


def test_an_empty_file_is_refused() -> None:
    with pytest.raises(FormatError, match="空"):
        wage_report.read(b"")


def test_a_file_above_the_limit_is_refused_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    data = wage_file(ROW)
    monkeypatch.setattr(charset, "MAX_BYTES", len(data))
    assert len(wage_report.read(data).records) == 1
    monkeypatch.setattr(charset, "MAX_BYTES", len(data) - 1)
    with pytest.raises(FormatError, match="大きすぎます"):
        wage_report.read(data)


@given(
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufeff"), min_size=1),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16-le", "utf-16-be"]),
)
def test_whatever_is_encoded_is_decoded(text: str, coded: str) -> None:
    assert charset.decode(charset.encode(text, coded)) == (text, coded)
