"""A sealed number is in no table and no file, not even the vault's own, not even erased."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from juminzei.base.numbers.individual_number import check_digit
from support.installation import Installation

if TYPE_CHECKING:
    from pathlib import Path

COUNT = 300
ON_FILES = "JUMINZEI_DATABASE_URL" not in os.environ


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("installation") / "data"


@pytest.fixture(scope="module")
def migrated(folder: Path) -> Installation:
    return Installation(folder)


@pytest.fixture
def installation(migrated: Installation) -> Installation:
    migrated.script("canaries.py", "seal", str(COUNT))
    return migrated


def canaries() -> list[bytes]:
    bodies = [f"{73_519_000_000 + serial * 7:011d}" for serial in range(COUNT)]
    return [f"{body}{check_digit(body)}".encode() for body in bodies]


def files_showing(folder: Path, needles: list[bytes]) -> list[str]:
    """Return the files that hold one of the byte strings."""
    shown = []
    for path in sorted(folder.rglob("*")):
        content = path.read_bytes() if path.is_file() else b""
        if any(needle in content for needle in needles):
            shown.append(path.name)
    return shown


def test_no_table_and_no_file_shows_a_sealed_number(
    installation: Installation, folder: Path
) -> None:
    assert installation.script("canaries.py", "tables", str(COUNT)) == ""
    assert files_showing(folder, canaries()) == []


def test_the_search_would_find_a_number_that_is_there(tmp_path: Path) -> None:
    (tmp_path / "log.txt").write_bytes(b"x" * 100 + canaries()[7] + b"y")

    assert files_showing(tmp_path, canaries()) == ["log.txt"]


def test_what_is_forgotten_is_gone_from_the_files_even_in_its_sealed_form(
    installation: Installation, folder: Path
) -> None:
    printed = installation.script("canaries.py", "ciphertexts", str(COUNT)).split()
    sealed = [bytes.fromhex(text) for text in printed]
    assert len(sealed) == COUNT
    if ON_FILES:
        assert files_showing(folder, sealed) == ["vault.sqlite3"]

    installation.script("canaries.py", "forget", str(COUNT))

    assert files_showing(folder, sealed) == []
    assert installation.script("canaries.py", "ciphertexts", str(COUNT)) == ""


def test_keys_and_databases_are_for_their_owner_alone(
    installation: Installation, folder: Path
) -> None:
    assert installation.environment["JUMINZEI_DATA"] == str(folder)
    assert (folder / "keys" / "vault.json").stat().st_mode & 0o077 == 0
    assert (folder / "keys").stat().st_mode & 0o077 == 0
    assert folder.stat().st_mode & 0o077 == 0
