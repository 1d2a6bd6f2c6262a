"""What waits in the spool: sealed, bound to its place, erased, and the same when it comes out."""

from __future__ import annotations

import hashlib
import time
from pathlib import Path
from typing import Any

import pytest
from django.test import override_settings
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from juminzei.platform.documents import spool, spool_pack, spool_sealing
from juminzei.platform.documents.services import digest_of
from juminzei.platform.documents.spool_pack import SealedFolder
from juminzei.platform.documents.spool_sealing import PIECE, SpoolBrokenError

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
        assert isinstance(plain, Path)
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


def folder_of(place: Path, **files: str) -> Path:
    place.mkdir()
    for name, text in files.items():
        (place / name).write_text(text)
    return place


def kept_folder(place: Path, **files: str) -> Path:
    """Keep a folder and return where it lies in the spool."""
    return spool.place(spool.keep(folder_of(place, **files), most_bytes=LIMIT).digest)


def opened_folder(digest: str) -> dict[str, bytes]:
    with spool.opened(digest) as folder:
        assert isinstance(folder, SealedFolder)
        return {name: folder.content_of(name) for name in folder.names()}


def test_the_files_of_a_folder_come_out_as_they_went_in(tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "f", b="two", a="one", e="")
    (folder / "sub").mkdir()
    (folder / "sub" / "big").write_bytes(b"x" * (PIECE + 3))
    kept_one = spool.keep(folder, most_bytes=LIMIT)
    assert (kept_one.files, kept_one.size_bytes) == (4, 6 + PIECE + 3)
    whole = {"a": b"one", "b": b"two", "e": b"", "sub/big": b"x" * (PIECE + 3)}
    assert opened_folder(kept_one.digest) == whole
    with spool.opened(kept_one.digest) as sealed:
        assert isinstance(sealed, SealedFolder)
        for name, content in whole.items():
            assert sealed.holds(name)
            assert sealed.size_of(name) == len(content)
            assert sealed.sha256_of(name) == hashlib.sha256(content).hexdigest()
        assert not sealed.holds("sub")
        assert sealed.name == ""


def test_a_folder_is_two_files_and_shows_nothing_of_names_or_contents(tmp_path: Path) -> None:
    place = kept_folder(tmp_path / "f", **{"taro.xml": "Suzuki Taro", "2.xml": "more"})
    boxes = {one.name: one.read_bytes() for one in place.iterdir()}
    assert set(boxes) == {"pack", "index"}
    for box in boxes.values():
        assert b"taro" not in box
        assert b"Suzuki" not in box
    assert all(one.stat().st_mode & 0o077 == 0 for one in place.iterdir())


def test_files_of_a_folder_cannot_change_places(tmp_path: Path) -> None:
    place = kept_folder(tmp_path / "f", **{"1": "one", "2": "two"})
    box = (place / "pack").read_bytes()
    half = len(box) // 2
    (place / "pack").write_bytes(box[half:] + box[:half])
    with pytest.raises(SpoolBrokenError):
        opened_folder(place.name)


def test_a_folder_s_pack_or_index_cannot_stand_in_another_s(tmp_path: Path) -> None:
    one = kept_folder(tmp_path / "f", **{"1": "one"})
    other = kept_folder(tmp_path / "g", **{"1": "two"})
    box = (one / "pack").read_bytes()
    (one / "pack").write_bytes((other / "pack").read_bytes())
    with pytest.raises(SpoolBrokenError):
        opened_folder(one.name)
    (one / "pack").write_bytes(box)
    assert opened_folder(one.name) == {"1": b"one"}
    (one / "index").write_bytes((other / "index").read_bytes())
    with pytest.raises(SpoolBrokenError):
        opened_folder(one.name)
    (one / "index").unlink()
    with pytest.raises(SpoolBrokenError):
        opened_folder(one.name)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.integers(0, 10_000), name=st.sampled_from(["pack", "index"]))
def test_a_changed_byte_of_a_folder_is_noticed(
    place: int, name: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    sealed = kept_folder(tmp_path_factory.mktemp("f") / "f", **{"1": "one", "2": "two"})
    which = sealed / name
    box = bytearray(which.read_bytes())
    box[place % len(box)] ^= 1
    which.write_bytes(bytes(box))
    with pytest.raises(SpoolBrokenError):
        opened_folder(sealed.name)
    spool.erase(sealed.name)


def test_a_folder_is_in_plain_only_for_whoever_asks_and_then_erased(tmp_path: Path) -> None:
    place = kept_folder(tmp_path / "f", **{"1": "one"})
    with spool.opened(place.name) as folder:
        assert isinstance(folder, SealedFolder)
        assert [one.name for one in place.parent.iterdir()] == [place.name]
        with spool.unpacked(folder) as plain:
            assert (plain / "1").read_text() == "one"
            assert (plain / "1").stat().st_mode & 0o077 == 0
        assert not plain.exists()


@pytest.mark.parametrize("over", [0, 1])
def test_the_limit_of_a_folder_is_that_of_all_its_files(over: int, tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "f", **{"1": "x" * 600, "2": "x" * (400 + over)})
    if over:
        with pytest.raises(spool.TooLargeError):
            spool.keep(folder, most_bytes=1_000)
    else:
        assert spool.keep(folder, most_bytes=1_000).size_bytes == 1_000


def test_a_folder_that_grows_while_it_is_read_is_refused_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = folder_of(tmp_path / "f", **{"1": "x", "2": "y"})
    original = spool_pack.write_pack

    def grown(*arguments: Any) -> tuple[str, int]:
        (folder / "2").write_text("y" * 2_000)
        return original(*arguments)

    monkeypatch.setattr(spool, "write_pack", grown)
    with pytest.raises(spool.TooLargeError):
        spool.keep(folder, most_bytes=1_000)
    assert list(spool.place("x").parent.iterdir()) == []


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
