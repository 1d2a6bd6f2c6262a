"""A folder without databases, or with an older version's, is told so before anything is done."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path


def juminzei(data: Path, *arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    own = {name: value for name, value in os.environ.items() if not name.startswith("JUMINZEI_")}
    return subprocess.run(
        [sys.executable, "-m", "juminzei.cli", *arguments],
        env={**own, "JUMINZEI_DATA": str(data), **settings},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    "command",
    [
        ("show", "0000000014", "--tax-year", "2026"),
        ("assess", "--tax-year", "2026"),
        ("notices", "--tax-year", "2026", "--kind", "ordinary"),
        ("serve", "--port", "1"),
    ],
)
def test_an_empty_folder_is_refused_with_what_to_do(
    tmp_path: Path, command: tuple[str, ...]
) -> None:
    outcome = juminzei(tmp_path / "data", *command)
    assert outcome.returncode == 2
    assert str(tmp_path / "data") in outcome.stderr
    assert "juminzei migrate" in outcome.stderr
    assert "make demo" in outcome.stderr
    assert "Traceback" not in outcome.stderr
    assert not list((tmp_path / "data").glob("*.sqlite3"))


def test_a_folder_that_was_only_refused_may_become_the_demos(tmp_path: Path) -> None:
    data = tmp_path / "data"
    assert juminzei(data, "assess", "--tax-year", "2026").returncode == 2
    assert juminzei(data, "demo", "--people", "200", "--data", str(data)).returncode == 0


@pytest.mark.parametrize(
    ("database", "application"),
    [("city", "assessment"), ("vault", "vault"), ("audit", "audit")],
)
def test_a_database_that_lacks_one_migration_is_refused(
    tmp_path: Path, database: str, application: str
) -> None:
    data = tmp_path / "data"
    show = ("show", "0000000014", "--tax-year", "2026")
    assert juminzei(data, "migrate").returncode == 0
    assert "0000000014" in juminzei(data, *show).stderr  # it got as far as looking for the person
    with sqlite3.connect(data / f"{database}.sqlite3") as older:
        older.execute(
            "DELETE FROM django_migrations WHERE app = ? AND name LIKE '0002%'", [application]
        )
    outcome = juminzei(data, *show)
    assert outcome.returncode == 2
    assert "juminzei migrate" in outcome.stderr


def test_a_database_out_of_reach_is_named_without_its_password(tmp_path: Path) -> None:
    address = f"postgresql://u:correct-horse@/d?host={tmp_path}"
    outcome = juminzei(
        tmp_path / "data", "match", "--tax-year", "2026", JUMINZEI_DATABASE_URL=address
    )
    assert outcome.returncode == 2
    assert "JUMINZEI_DATABASE_URL" in outcome.stderr
    assert "correct-horse" not in outcome.stderr
    assert "Traceback" not in outcome.stderr
