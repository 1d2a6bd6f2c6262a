"""A folder on the disk is asked for its files by name; links lead nowhere."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest

from juminzei.base.folder_contents import BLOCK, FolderOnDisk, contents_of

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "delivery"
    (place / "data" / "deep").mkdir(parents=True)
    (place / "1.txt").write_text("one")
    (place / "data" / "2.txt").write_text("two!")
    (place / "data" / "deep" / "3.txt").write_bytes(b"")
    (place / "empty").mkdir()
    return place


def test_files_are_named_from_the_folder_on_and_folders_are_not(folder: Path) -> None:
    contents = contents_of(folder)
    assert sorted(contents.names()) == ["1.txt", "data/2.txt", "data/deep/3.txt"]
    assert contents.name == "delivery"
    assert [contents.size_of(name) for name in sorted(contents.names())] == [3, 4, 0]
    assert contents.content_of("data/2.txt") == b"two!"
    assert contents_of(contents) is contents


@pytest.mark.parametrize("size", [0, 1, BLOCK, BLOCK + 1])
def test_the_digest_is_that_of_the_whole_content(size: int, folder: Path) -> None:
    (folder / "1.txt").write_bytes(b"x" * size)
    wanted = hashlib.sha256(b"x" * size).hexdigest()
    assert FolderOnDisk(folder).sha256_of("1.txt") == wanted


@pytest.mark.parametrize("name", ["2.txt", "data", "empty", "data/3.txt", "data/deep"])
def test_what_is_no_file_there_is_not_held(name: str, folder: Path) -> None:
    assert not FolderOnDisk(folder).holds(name)


def test_links_are_named_but_hold_no_file_and_lead_to_none(folder: Path, tmp_path: Path) -> None:
    """Neither a file nor a folder elsewhere is read in place of one of the delivery."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "secret.txt").write_text("secret")
    (folder / "link.txt").symlink_to(elsewhere / "secret.txt")
    (folder / "image").symlink_to(elsewhere, target_is_directory=True)
    contents = FolderOnDisk(folder)
    assert {"link.txt", "image"} <= set(contents.names())
    assert "image/secret.txt" not in set(contents.names())
    for name in ("link.txt", "image", "image/secret.txt"):
        assert not contents.holds(name)
    assert contents.holds("data/deep/3.txt")


def test_a_folder_that_is_itself_behind_a_link_is_read(folder: Path, tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(folder, target_is_directory=True)
    assert FolderOnDisk(link).holds("data/2.txt")
