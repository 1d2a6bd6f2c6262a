"""The list of a medium: what it finds altered, missing or too many, and what it is itself."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juminzei.formats.carried_media import (
    NAME,
    CarriedFile,
    CarriedMediaError,
    Manifest,
    code_fits,
    code_of,
    differences,
    digest_of_list,
    files_in,
    read_list,
)

if TYPE_CHECKING:
    from pathlib import Path

SHA = "0" * 64
NAMES = st.text(st.characters(codec="utf-8", exclude_characters="\\/\0"), min_size=1, max_size=9)
FILES = st.builds(
    CarriedFile,
    name=NAMES.filter(lambda name: name not in {".", "..", NAME}),
    size_bytes=st.integers(0, 2**50),
    sha256=st.just(SHA),
    lines=st.none() | st.integers(0, 2**40),
)
WORDS = st.text(max_size=9)
ONE: dict[str, Any] = {"name": "a.csv", "size_bytes": 4, "sha256": SHA, "lines": 2}


def medium(folder: Path, **files: bytes) -> tuple[CarriedFile, ...]:
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return files_in(folder)


def told(**changed: object) -> bytes:
    good = json.loads(Manifest("CD-1", "県", "x", (CarriedFile(**ONE),)).content())
    return json.dumps({**good, **changed}).encode()


@given(WORDS, WORDS, st.lists(FILES, min_size=1, max_size=5, unique_by=lambda one: one.name))
def test_a_list_is_read_as_it_was_written(label: str, words: str, files: list[CarriedFile]) -> None:
    written = Manifest(label, words, words, tuple(files))
    assert read_list(written.content()) == written


@given(st.binary(max_size=200))
def test_whatever_is_no_list_is_told_so(content: bytes) -> None:
    with pytest.raises(CarriedMediaError):
        read_list(content)


@pytest.mark.parametrize(
    "wrong",
    [
        {"layout": "other"},
        {"file_count": 2},
        {"size_bytes": 5},
        {"files": []},
        {"files": [ONE, ONE], "file_count": 2, "size_bytes": 8},
        {"label": 1},
        *(
            {"files": [{**ONE, "name": name}]}
            for name in ("../a", "/a", "a/../../b", "a\\b", "a//b", "", ".", "a\0", NAME, 1)
        ),
        {"files": [{**ONE, "sha256": "x" * 64}]},
        {"files": [{**ONE, "sha256": "0"}]},
        {"files": [{**ONE, "size_bytes": -1}], "size_bytes": -1},
        {"files": [{**ONE, "size_bytes": True}], "size_bytes": 1},
        {"files": [{"name": "a"}]},
        {"files": {"name": "a"}},
    ],
    ids=str,
)
def test_a_list_that_cannot_be_is_refused(wrong: dict[str, object]) -> None:
    assert read_list(told())
    with pytest.raises(CarriedMediaError, match=NAME):
        read_list(told(**wrong))


def test_a_deep_or_endless_list_is_refused() -> None:
    with pytest.raises(CarriedMediaError):
        read_list(b"[" * 200_000)
    with pytest.raises(CarriedMediaError, match="大きすぎ"):
        read_list(b" " * (8 * 1024**2 + 1))


def test_everything_in_the_folder_is_listed_with_lines_of_texts(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "c.bin").write_bytes(b"\n\n")
    (tmp_path / NAME).write_bytes(b"old")
    found = medium(tmp_path, **{"a.csv": b"1\n2", "b.csv": b"1\n2\n", "e.csv": b""})
    lines = {one.name: (one.size_bytes, one.lines) for one in found}
    assert lines == {"a.csv": (3, 2), "b.csv": (4, 2), "e.csv": (0, 0), "sub/c.bin": (2, None)}


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda folder: (folder / "a.csv").unlink(), "a.csv: 一覧にありますが"),
        (lambda folder: (folder / "x").write_bytes(b""), "x: 媒体にありますが"),
        (lambda folder: (folder / "a.csv").write_bytes(b"123"), "a.csv: 大きさが違います"),
        (lambda folder: (folder / "a.csv").write_bytes(b"2\n"), "a.csv: 内容が一覧と違います"),
        (lambda folder: (folder / "a.csv").rename(folder / "A.csv"), "A.csv: 媒体にありますが"),
    ],
)
def test_what_is_not_as_listed_is_told_by_name(change: object, says: str, tmp_path: Path) -> None:
    listed = medium(tmp_path, **{"a.csv": b"1\n", "b.csv": b""})
    assert differences(listed, files_in(tmp_path)) == []
    change(tmp_path)  # type: ignore[operator]  # each is a function of the folder
    assert [line for line in differences(listed, files_in(tmp_path)) if line.startswith(says)]


def test_lines_that_were_told_wrongly_are_told(tmp_path: Path) -> None:
    (one,) = medium(tmp_path, **{"a.csv": b"1\n"})
    wrong = CarriedFile(one.name, one.size_bytes, one.sha256.upper(), 2)
    assert differences([wrong], [one]) == ["a.csv: 行数が違います（一覧 2、媒体 1）。"]


def test_a_link_or_an_empty_folder_is_no_medium(tmp_path: Path) -> None:
    with pytest.raises(CarriedMediaError, match="ファイルがありません"):
        files_in(tmp_path)
    (tmp_path / "a").symlink_to("/etc/passwd")
    with pytest.raises(CarriedMediaError, match="a: リンク"):
        files_in(tmp_path)


@given(st.binary(max_size=20))
def test_the_code_fits_its_own_list_in_any_writing_and_no_other(content: bytes) -> None:
    digest = digest_of_list(content)
    code = code_of(digest)
    wide = "".join(chr(ord(sign) + 0xFEE0) for sign in code)
    for written in (code, code.lower(), code.replace("-", " "), wide):
        assert code_fits(digest, written)
    for other in ("", code[:-1], digest_of_list(content + b"x"), code[::-1] + "0"):
        assert not code_fits(digest, other)
