"""What waits in the spool: sealed, bound to its place, erased, and the same when it comes out."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from django.test import override_settings
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from juminzei.platform.documents import spool, spool_sealing
from juminzei.platform.documents.services import digest_of
from juminzei.platform.documents.spool_sealing import PIECE, SpoolBrokenError

if TYPE_CHECKING:
    from pathlib import Path

LIMIT = 10_000_000
SIZES = [0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE, 2 * PIECE + 5]


@pytest.fixture(autouse=True)
def _empty() -> None:
    spool.sweep((), older_than=float("inf"))


def kept(path: Path, content: bytes) -> str:
    path.write_bytes(content)
    return spool.keep(path, most_bytes=LIMIT).digest


@pytest.mark.parametrize("size", SIZES)
def test_what_comes_out_is_what_went_in(size: int, tmp_path: Path) -> None:
    content = bytes(range(256)) * (size // 256 + 1)
    digest = kept(tmp_path / "a", content[:size])
    assert digest == digest_of(content[:size])
    with spool.opened(digest) as plain:
        assert plain.read_bytes() == content[:size]
        assert plain.stat().st_mode & 0o077 == 0
    assert not plain.exists()


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=200), place=st.integers(0, 220))
def test_a_changed_byte_is_noticed(content: bytes, place: int, tmp_path: Path) -> None:
    sealed = spool.place(kept(tmp_path / "a", content))
    box = bytearray(sealed.read_bytes())
    box[place % len(box)] ^= 1
    sealed.write_bytes(bytes(box))
    with pytest.raises(SpoolBrokenError), spool.opened(sealed.name):
        pass
    spool.erase(sealed.name)


def test_pieces_that_are_missing_or_swapped_are_noticed(tmp_path: Path) -> None:
    sealed = spool.place(kept(tmp_path / "a", b"x" * (2 * PIECE)))
    box, size = sealed.read_bytes(), spool_sealing.SEALED
    start, one, two = box[:8], box[8 : 8 + size], box[8 + size :]
    for broken in (start + one, start + two + one, start + one + one + two, start, b""):
        sealed.write_bytes(broken)
        with pytest.raises(SpoolBrokenError), spool.opened(sealed.name):
            pass


def test_one_file_does_not_open_as_another_or_under_another_key(tmp_path: Path) -> None:
    one, other = kept(tmp_path / "a", b"one"), kept(tmp_path / "b", b"two")
    spool.place(other).write_bytes(spool.place(one).read_bytes())
    with pytest.raises(SpoolBrokenError), spool.opened(other):
        pass
    with (
        override_settings(SECRET_KEY="another"),
        pytest.raises(SpoolBrokenError),
        spool.opened(one),
    ):
        pass


def test_files_of_a_folder_cannot_change_places(tmp_path: Path) -> None:
    folder = tmp_path / "f"
    folder.mkdir()
    (folder / "1").write_text("one")
    (folder / "2").write_text("two")
    place = spool.place(spool.keep(folder, most_bytes=LIMIT).digest)
    with spool.opened(place.name) as plain:
        assert {one.name: one.read_text() for one in plain.iterdir()} == {"1": "one", "2": "two"}
    (place / "1").rename(place / "x")
    (place / "2").rename(place / "1")
    (place / "x").rename(place / "2")
    with pytest.raises(SpoolBrokenError), spool.opened(place.name):
        pass


def test_a_folder_is_known_by_its_names_and_contents(tmp_path: Path) -> None:
    digests = set()
    for number, (name, text) in enumerate([("1", "x"), ("1", "y"), ("2", "x")]):
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / name).write_text(text)
        digests.add(spool.keep(folder, most_bytes=LIMIT).digest)
    assert len(digests) == 3


def test_what_changes_while_it_is_read_is_not_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a"
    original = spool._digest

    def read_and_changed(which: Path, most_bytes: int) -> tuple[str, int]:
        found = original(which, most_bytes)
        path.write_bytes(b"later")
        return found

    path.write_bytes(b"first")
    monkeypatch.setattr(spool, "_digest", read_and_changed)
    with pytest.raises(OSError, match="変わりました"):
        spool.keep(path, most_bytes=LIMIT)
    assert list(spool.place("x").parent.iterdir()) == []


@pytest.mark.parametrize("over", [0, 1])
def test_the_limit_is_to_the_byte(over: int, tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"x" * (1_000 + over))
    if over:
        with pytest.raises(spool.TooLargeError):
            spool.keep(path, most_bytes=1_000)
    else:
        assert spool.keep(path, most_bytes=1_000).size_bytes == 1_000


def test_a_folder_that_is_too_deep_or_too_full_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deep = tmp_path / "d"
    (deep / "/".join(["x"] * spool.DEEPEST)).mkdir(parents=True)
    (deep / "/".join(["x"] * spool.DEEPEST) / "a").write_text("1")
    with pytest.raises(spool.TooLargeError, match="深すぎます"):
        spool.keep(deep, most_bytes=LIMIT)
    monkeypatch.setattr(spool, "MOST_FILES", 2)
    full = tmp_path / "f"
    full.mkdir()
    for number in range(3):
        (full / str(number)).write_text("1")
    with pytest.raises(spool.TooLargeError):
        spool.keep(full, most_bytes=LIMIT)


def test_sweeping_erases_what_nobody_waits_for_and_what_was_left_open(tmp_path: Path) -> None:
    wanted, other = kept(tmp_path / "a", b"a"), kept(tmp_path / "b", b"b")
    left = spool.place("open-0123")
    left.mkdir()
    (left / "content").write_text("plain")
    assert spool.sweep([wanted], older_than=time.time() - 60) == 0
    assert spool.sweep([wanted], older_than=time.time() + 60) == 2
    assert (spool.holds(wanted), spool.holds(other), left.exists()) == (True, False, False)
