"""The secret that an installation makes for itself: one, whole, its owner's."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from juminzei.web.secrets_file import secret_key

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_the_secret_stays_the_same_and_is_its_owners(tmp_path: Path) -> None:
    path = tmp_path / "keys" / "django"
    made = secret_key(path)
    assert len(made) >= 50
    assert secret_key(path) == made
    assert path.stat().st_mode & 0o077 == 0
    assert [one.name for one in path.parent.iterdir()] == ["django"]


def test_of_two_processes_that_begin_at_once_one_gives_the_secret_to_both(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "django"
    link, theirs = os.link, []

    def slower(draft: Path, wanted: Path) -> None:
        """Another process is done between our looking and our making."""
        monkeypatch.setattr(os, "link", link)
        theirs.append(secret_key(wanted))
        link(draft, wanted)

    monkeypatch.setattr(os, "link", slower)
    assert [secret_key(path)] == theirs
    assert [one.name for one in tmp_path.iterdir()] == ["django"]


def test_a_secret_is_never_seen_half_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "django"
    fsync = os.fsync

    def looked_at(descriptor: int) -> None:
        assert not path.exists()
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", looked_at)
    assert secret_key(path)
