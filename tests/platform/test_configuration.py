"""An installation with a wrong setting does not start, and says which setting it is."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path


def start(data: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    environment = {k: v for k, v in os.environ.items() if not k.startswith("JUMINZEI_")}
    return subprocess.run(
        [sys.executable, "-m", "juminzei.cli", "migrate"],
        env={**environment, "JUMINZEI_DATA": str(data), **settings},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("JUMINZEI_PROFILE", "holiday"),
        ("JUMINZEI_MUNICIPALITY", "11210"),
        ("JUMINZEI_DATABSE_URL", "postgresql://nowhere/city"),
    ],
)
def test_a_wrong_setting_is_named_and_nothing_is_made(
    tmp_path: Path, name: str, value: str
) -> None:
    outcome = start(tmp_path / "data", **{name: value})
    assert outcome.returncode == 2
    assert name in outcome.stderr
    assert "Traceback" not in outcome.stderr
    assert not (tmp_path / "data").exists()


def test_a_secret_is_not_repeated_in_the_error(tmp_path: Path) -> None:
    secret = "correct-horse"
    outcome = start(
        tmp_path, JUMINZEI_PROFILE="holiday", JUMINZEI_DATABASE_URL=f"postgresql://u:{secret}@h/d"
    )
    assert outcome.returncode == 2
    assert secret not in outcome.stderr + outcome.stdout


def test_without_any_setting_three_databases_are_made_for_their_owner_only(tmp_path: Path) -> None:
    data = tmp_path / "data"
    assert start(data).returncode == 0
    assert {"city.sqlite3", "vault.sqlite3", "audit.sqlite3"} <= {p.name for p in data.iterdir()}
    assert data.stat().st_mode & 0o077 == 0


def test_databases_and_keys_are_for_their_owner_in_a_folder_that_others_may_open(
    tmp_path: Path,
) -> None:
    data = tmp_path / "data"
    data.mkdir(mode=0o755)
    assert start(data).returncode == 0
    made = [path for path in data.rglob("*") if path.is_file()]
    assert "city.sqlite3" in {path.name for path in made}
    assert [path.name for path in made if path.stat().st_mode & 0o077] == []
