"""Files from pages are what their content is, whatever they call themselves."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juminzei.platform.documents.uploads import (
    LONGEST_NAME,
    MAGIC,
    UploadRefusedError,
    accepted,
    kind_of,
    safe_name,
)

CSV = "職員番号,氏名\r\n1001,髙橋\r\n"


def taken(content: bytes, name: str = "change.csv") -> str:
    return accepted(name, content, kinds={"text"}, most_bytes=1_000).text


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "cp932"])
def test_a_text_is_read_in_its_own_characters(charset: str) -> None:
    assert taken(CSV.encode(charset)) == CSV


@pytest.mark.parametrize("start", MAGIC)
@pytest.mark.parametrize("name", ["change.csv", "change.pdf", ""])
def test_what_is_no_text_is_refused_under_every_name(start: bytes, name: str) -> None:
    with pytest.raises(UploadRefusedError, match="受け付ける種類"):
        taken(start + b"rest", name)


@pytest.mark.parametrize(
    "content",
    [b"a\x00b", "a".encode("utf-16"), b"\x81", b"\x1b[31mred", b"\x7f"],
    ids=["NUL", "UTF-16", "neither", "escape", "delete"],
)
def test_what_no_charset_of_ours_reads_is_refused(content: bytes) -> None:
    with pytest.raises(UploadRefusedError, match="UTF-8"):
        taken(content)


@pytest.mark.parametrize("name", ["change.csv.exe", "change.html", "change", "csv", ".csv"])
def test_a_name_that_ends_otherwise_is_refused(name: str) -> None:
    with pytest.raises(UploadRefusedError, match=r"名前の終わりが \.csv のファイル"):
        accepted(name, b"a,b", kinds={"text"}, most_bytes=99, endings=(".csv",))
    taken = accepted("CHANGE.CSV", b"a,b", kinds={"text"}, most_bytes=99, endings=(".csv",))
    assert taken.name == "CHANGE.CSV"


def test_an_image_that_calls_itself_a_pdf_is_refused() -> None:
    """T-I11, in part."""
    png = b"\x89PNG\r\n\x1a\n" + bytes(20)
    with pytest.raises(UploadRefusedError):
        accepted("notice.pdf", png, kinds={"pdf"}, most_bytes=1_000)
    assert kind_of(b"%PDF-1.7") == ("pdf", "")


def test_what_is_empty_or_too_large_is_refused() -> None:
    with pytest.raises(UploadRefusedError, match="中身がありません"):
        taken(b"")
    assert taken(b"x" * 1_000)
    with pytest.raises(UploadRefusedError, match="1 KB まで"):
        taken(b"x" * 1_001)


def test_what_is_not_clean_is_refused_and_only_what_is_wanted_is_scanned() -> None:
    scanned: list[bytes] = []

    def scan(content: bytes) -> bool:
        scanned.append(content)
        return b"virus" not in content

    for content, refused in ((b"clean", False), (b"a virus", True), (b"MZ virus", True)):
        if refused:
            with pytest.raises(UploadRefusedError):
                accepted("x", content, kinds={"text"}, most_bytes=99, scan=scan)
        else:
            accepted("x", content, kinds={"text"}, most_bytes=99, scan=scan)
    assert scanned == [b"clean", b"a virus"]


NAMES = {
    "../../etc/passwd": "passwd",
    "..\\..\\boot.ini": "boot.ini",
    "C:\\fake\\change.toml": "change.toml",
    "con": "_con",
    "NUL.txt": "_NUL.txt",
    "": "file",
    "..": "file",
    "gpj.\u202ecsv.exe": "gpj.csv.exe",
    "a\x00b\n.csv": "ab.csv",
    "異動 令和8年度.csv": "異動_令和8年度.csv",
    "<script>.csv": "script_.csv",
}


@pytest.mark.parametrize(("name", "safe"), NAMES.items())
def test_a_name_leads_nowhere_and_hides_nothing(name: str, safe: str) -> None:
    """T-I10."""
    assert safe_name(name) == safe


@given(st.text(max_size=400))
def test_every_name_is_made_safe(name: str) -> None:
    safe = safe_name(name)
    assert 0 < len(safe) <= LONGEST_NAME
    assert safe_name(safe) == safe
    assert not set(safe) & set('/\\:*?"<>|\x00\n\u202e')
    assert safe not in {".", ".."}


def test_a_long_name_keeps_its_ending() -> None:
    assert safe_name("x" * 300 + ".csv").endswith("x.csv")


@given(st.binary(max_size=300))
def test_any_content_is_taken_or_refused(content: bytes) -> None:
    with suppress(UploadRefusedError):
        assert isinstance(taken(content), str)
