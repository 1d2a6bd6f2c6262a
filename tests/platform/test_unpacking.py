"""Archives: what is plain comes out as it went in, and nothing else comes out at all."""

from __future__ import annotations

import contextlib
import io
import stat
import struct
import zipfile
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from juminzei.platform.documents import unpacking
from juminzei.platform.documents.packing import packed
from juminzei.platform.documents.unpacking import UnpackingRefusedError, has_member, unpack

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

NAME = "manifest.json"
MOST = 2_000_000
PARTS = st.from_regex(r"[a-z0-9_][a-z0-9._-]{0,9}", fullmatch=True)
NAMES = PARTS.filter(lambda name: name != "scans") | PARTS.map("scans/{}".format)


def archive(*members: tuple[zipfile.ZipInfo | str, bytes], comment: bytes = b"") -> bytes:
    box = io.BytesIO()
    with zipfile.ZipFile(box, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in members:
            made.writestr(name, data)
        made.comment = comment
    return box.getvalue()


def member(name: str, mode: int = 0, method: int = zipfile.ZIP_DEFLATED) -> zipfile.ZipInfo:
    one = zipfile.ZipInfo(name)
    one.external_attr = mode << 16
    one.compress_type = method
    return one


def changed(content: bytes, at: Callable[[bytes], int], piece: bytes) -> bytes:
    place = at(content)
    return content[:place] + piece + content[place + len(piece) :]


def directory(content: bytes) -> int:
    return content.rindex(b"PK\x01\x02")


def refused(content: bytes, folder: Path, most_bytes: int = MOST) -> str:
    path = folder / "lot.zip"
    path.write_bytes(content)
    with pytest.raises(UnpackingRefusedError) as refusal:
        unpack(path, folder / "out", most_bytes=most_bytes)
    return str(refusal.value)


@settings(max_examples=40)
@given(files=st.dictionaries(NAMES, st.binary(max_size=300), min_size=1, max_size=6))
def test_what_was_packed_comes_out_the_same(
    files: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("lot")
    (folder / "lot.zip").write_bytes(packed(files))
    unpack(folder / "lot.zip", folder / "out", most_bytes=MOST)
    found = {
        path.relative_to(folder / "out").as_posix(): path.read_bytes()
        for path in (folder / "out").rglob("*")
        if path.is_file()
    }
    assert found == files
    assert packed(files) == packed(dict(files.items())), "the same files are the same bytes"


HOSTILE: dict[str, tuple[bytes, str]] = {
    "a path upwards": (archive(("../x.csv", b"1")), "扱えない名"),
    "an absolute path": (archive(("/etc/x", b"1")), "扱えない名"),
    "a path of Windows": (archive((member("a\\b.csv"), b"1")), "扱えない名"),
    "two folders deep": (archive(("a/b/c.csv", b"1")), "扱えない名"),
    "a hidden name": (archive((".profile", b"1")), "扱えない名"),
    "a drive": (archive(("C:x.csv", b"1")), "扱えない名"),
    "a link": (archive((member("x.csv", stat.S_IFLNK | 0o777), b"/etc/passwd")), "リンク"),
    "a device": (archive((member("x.csv", stat.S_IFCHR | 0o666), b"")), "リンク"),
    "a folder": (archive(("scans/", b"")), "フォルダー"),
    "twice": (archive(("a.csv", b"1"), ("A.csv", b"2")), "二度"),
    "another method": (
        archive((member("a.csv", method=zipfile.ZIP_BZIP2), b"1" * 50)),
        "扱えない方法",
    ),
    "encrypted": (
        changed(archive(("a.csv", b"1")), lambda c: directory(c) + 8, b"\x01\x00"),
        "暗号化",
    ),
    "a bomb": (archive(("a.csv", b"0" * 1_500_000)), "比べて大きすぎます"),
    "another name inside": (
        changed(archive(("a.csv", b"1")), lambda c: directory(c) + 46, b"b.csv"),
        "合いません",
    ),
    "altered": (
        changed(archive((member("a.csv", method=0), b"abcd")), lambda c: c.index(b"abcd"), b"X"),
        "合いません",
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_member_that_is_not_plain_keeps_the_whole_archive_out(name: str, tmp_path: Path) -> None:
    """T-I05: links, paths, bombs and altered members of an archive are refused by name."""
    content, reason = HOSTILE[name]
    assert reason in refused(content, tmp_path)
    outside = [path.name for path in tmp_path.iterdir() if path.name not in {"lot.zip", "out"}]
    assert outside == []


def test_no_more_comes_out_than_the_city_takes(tmp_path: Path) -> None:
    """T-I05: the limit holds for all members together; one byte less passes."""
    content = archive(("a.csv", b"a" * 600), ("b.csv", b"b" * 400))
    assert "大きすぎます" in refused(content, tmp_path, 999)
    unpack(tmp_path / "lot.zip", tmp_path / "again", most_bytes=1_000)
    assert len(list((tmp_path / "again").iterdir())) == 2


def test_a_member_that_says_it_is_smaller_is_stopped(tmp_path: Path) -> None:
    """T-I05: what an archive says of itself is not believed."""
    content = archive(("a.csv", b"0123456789" * 50))
    lying = changed(content, lambda c: directory(c) + 24, struct.pack("<L", 10))
    assert "合いません" in refused(lying, tmp_path) or "大きく" in refused(lying, tmp_path)
    written = tmp_path / "out" / "a.csv"
    assert not written.exists() or written.stat().st_size <= 10


def test_members_over_one_another_are_refused(tmp_path: Path) -> None:
    """T-I05: a bomb of members that share their bytes is told before any is read."""
    box = io.BytesIO()
    with zipfile.ZipFile(box, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("a.csv", b"a" * 200)
        made.writestr("b.csv", b"a" * 200)
        made.infolist()[1].header_offset = 0
    assert "重なって" in refused(box.getvalue(), tmp_path)


TELLING: dict[str, tuple[bytes, bool]] = {
    "with the list": (archive((NAME, b"{}")), True),
    "without": (archive(("a.csv", b"1")), False),
    "no archive": (b"PK\x03\x04 and no end", False),
    "too short": (b"PK\x05\x06", False),
    "empty": (b"", False),
    "with a comment": (archive((NAME, b"{}"), comment=b"hello"), False),
    "something in front": (b"MZ" + archive((NAME, b"{}")), False),
    "something behind": (archive((NAME, b"{}")) + b"\x00", False),
}


@pytest.mark.parametrize("name", TELLING)
def test_an_archive_is_told_by_its_members_alone(name: str, tmp_path: Path) -> None:
    content, found = TELLING[name]
    path = tmp_path / "x"
    path.write_bytes(content)
    assert has_member(path, NAME) is found


def test_one_member_too_many_is_not_even_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """T-I05: how many members there are is read before their list is."""
    path = tmp_path / "x"
    path.write_bytes(archive((NAME, b"{}"), ("a.csv", b"1")))
    monkeypatch.setattr(unpacking, "MOST_MEMBERS", 2)
    assert has_member(path, NAME)
    monkeypatch.setattr(unpacking, "MOST_MEMBERS", 1)
    with pytest.raises(UnpackingRefusedError, match="多すぎます"):
        has_member(path, NAME)


@settings(max_examples=60)
@given(noise=st.binary(max_size=400))
def test_whatever_comes_is_refused_or_told(
    noise: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """T-I05: bytes of any kind between a start and an end make nobody stumble."""
    folder = tmp_path_factory.mktemp("noise")
    good = archive((NAME, b"{}"))
    place = len(noise) % len(good)
    (folder / "x").write_bytes(good[:place] + noise + good[place + len(noise) :])
    with contextlib.suppress(UnpackingRefusedError):
        if has_member(folder / "x", NAME):
            unpack(folder / "x", folder / "out", most_bytes=MOST)
            assert (folder / "out" / NAME).is_file()
