"""What a file on disk is, read in pieces: the same as the whole would say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from juminzei.platform.documents import file_kind as kinds
from juminzei.platform.documents.file_kind import (
    claimed_kind,
    declares_entities,
    file_kind,
    kind_label,
    no_text_from,
)
from juminzei.platform.documents.pdf_content import acting_name
from juminzei.platform.documents.uploads import MAGIC, kind_of
from support.hostile_files import EMPTY_PDF, acting_pdf, hidden_acting_pdf

if TYPE_CHECKING:
    from pathlib import Path

FIXTURE = [HealthCheck.function_scoped_fixture]
TEXTS = st.one_of(
    st.binary(max_size=60),
    st.text(max_size=30).map(lambda text: text.encode("utf-8", "ignore")),
    st.text(alphabet="給報髙橋ｱA,\n", max_size=40).map(lambda text: text.encode("cp932")),
)


@settings(suppress_health_check=FIXTURE)
@given(content=TEXTS)
def test_pieces_say_what_the_whole_says(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(content)
    whole, _ = kind_of(content)
    found = file_kind(path)
    assert found in {whole, "tiff"}


@pytest.mark.parametrize("size", range(1, 8))
def test_a_sign_cut_in_two_by_the_pieces_is_read(
    size: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kinds, "PIECE", size)
    for charset in ("utf-8", "utf-8-sig", "cp932"):
        path = tmp_path / charset
        path.write_bytes("給与支払報告書,髙橋\r\n".encode(charset))
        assert file_kind(path) == "text"


@pytest.mark.parametrize(
    ("start", "kind"), [*MAGIC.items(), (b"II*\x00", "tiff"), (b"MM\x00*", "tiff")]
)
def test_a_beginning_tells_the_kind(start: bytes, kind: str, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(start + b"rest")
    assert file_kind(path) == kind
    assert kind_label(kind)


def test_names_claim_and_nothing_more() -> None:
    names = ("a.PDF", "b.jpeg", "c.xml", "d", "e.dat", "pdf")
    assert [claimed_kind(name) for name in names] == ["pdf", "jpeg", "text", "", "", "pdf"]


@pytest.mark.parametrize("size", [5, 7, 64, 1 << 20])
def test_a_declaration_is_found_across_pieces(
    size: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kinds, "PIECE", size)
    path = tmp_path / "a.xml"
    path.write_bytes(b"<?xml version='1.0'?>" + b" " * 100 + b"<!  eNtItY a 'b'>")
    assert declares_entities(path)
    path.write_bytes(b"<a>" + b"entity doctype <!-- x -->" * 20)
    assert not declares_entities(path)


@pytest.mark.parametrize(
    "act",
    [b"/JS(x)", b"/JavaScript 1 0 R", b"/Launch 1 0 R", b"/AA<<>>", b"/#4a#53 (x)", b"/XFA[]"],
)
def test_a_pdf_that_acts_is_named(act: bytes) -> None:
    assert acting_name(acting_pdf(act))


def test_a_pdf_that_only_shows_is_not() -> None:
    assert acting_name(EMPTY_PDF) == ""
    assert acting_name(EMPTY_PDF + b"/JSONish /AAA /Launcher (JavaScript in a sentence)") == ""


def test_compressed_objects_are_looked_through_but_never_unpacked_whole() -> None:
    import zlib  # noqa: PLC0415 - only here

    assert acting_name(hidden_acting_pdf()) == "JavaScript"
    bomb = b"stream\n" + zlib.compress(b"0" * 200_000_000) + b"\nendstream"
    assert acting_name(EMPTY_PDF + bomb) == ""
    assert acting_name(EMPTY_PDF + b"stream\nno compression\nendstream") == ""


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (b"a,b\n", None),
        ("給与".encode("cp932"), None),
        ("\ufeff給与".encode(), None),
        (b"a\x00b", 1),
        ("給与".encode() + b"\xff", 6),
        ("給与".encode("cp932") + b"\x85\xff", 4),
        (b"a\xe7", 1),
        (b"\xff\xfea\x00", 3),
        (b"", None),
    ],
)
@pytest.mark.parametrize("piece", [1, 2, 3, 1 << 20])
def test_the_byte_is_told_at_which_a_file_stops_being_text(
    content: bytes, place: int | None, piece: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """T-I03: the byte, however the file is cut into pieces."""
    monkeypatch.setattr(kinds, "PIECE", piece)
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    assert no_text_from(path) == place
