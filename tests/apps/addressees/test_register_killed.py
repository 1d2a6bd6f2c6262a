"""kill -9 in the middle of an import, in a process of its own; then the same command again."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from juminzei.formats.register_changes import ChangeKind, RegisterChange
from support.register_rows import changes_file, extract_file, individual_number, moved_out, resident

if TYPE_CHECKING:
    from pathlib import Path

PEOPLE = 20
DIE_AT = """
import os, signal, sys
from juminzei.cli.command import with_django
with_django()
from juminzei.apps.addressees.services import {module}
{module}.{step} = lambda *a, **k: os.kill(os.getpid(), signal.SIGKILL)
from juminzei.cli.main import main
main(sys.argv[1:])
"""


@pytest.fixture
def installation(tmp_path: Path) -> Path:
    """An empty installation on SQLite, with a register and a day of changes beside it."""
    people = [
        resident(body, individual_number=individual_number(body)) for body in range(1, PEOPLE + 1)
    ]
    (tmp_path / "register.csv").write_bytes(extract_file(*people))
    day = [RegisterChange(ChangeKind.REMOVED, moved_out(people[0], date(2026, 1, 10)))]
    day.append(
        RegisterChange(ChangeKind.ADDED, resident(99, individual_number=individual_number(99)))
    )
    (tmp_path / "changes.csv").write_bytes(changes_file(1, *day))
    assert run(tmp_path, "migrate").returncode == 0
    return tmp_path


def run(folder: Path, *command: str, program: str = "") -> subprocess.CompletedProcess[str]:
    call = ["-c", program] if program else ["-m", "juminzei.cli"]
    own = {name: value for name, value in os.environ.items() if not name.endswith("_URL")}
    return subprocess.run(
        [sys.executable, *call, *command],
        env={**own, "JUMINZEI_DATA": str(folder / "data")},
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


def killed_at(folder: Path, module: str, step: str, *command: str) -> None:
    program = DIE_AT.format(module=module, step=step)
    assert run(folder, *command, program=program).returncode == -signal.SIGKILL


def count(folder: Path, database: str, table: str) -> int:
    with closing(sqlite3.connect(folder / "data" / f"{database}.sqlite3")) as connection:
        (found,) = connection.execute(f"SELECT count(*) FROM {table}").fetchone()  # noqa: S608 - a table of ours
    return int(found)


def summary(folder: Path, *command: str) -> dict[str, Any]:
    outcome = run(folder, *command, "--json")
    assert outcome.returncode == 0, outcome.stderr
    told: dict[str, Any] = json.loads(outcome.stdout)
    return told


@pytest.mark.parametrize(
    ("module", "step"), [("import_register", "append_versions"), ("register_file", "finish")]
)
def test_a_killed_import_leaves_nothing_in_the_city_and_is_repaired(
    installation: Path, module: str, step: str
) -> None:
    command = ("register", "import", "register.csv")
    killed_at(installation, module, step, *command)
    assert count(installation, "city", "addressees_addressee") == 0
    assert count(installation, "city", "addressees_registerfile") == 0
    assert count(installation, "vault", "vault_sealednumber") == PEOPLE
    told = summary(installation, *command)
    assert (told["people"], told["already_applied"]) == (PEOPLE, False)
    assert count(installation, "city", "addressees_addresseeversion") == PEOPLE
    assert count(installation, "vault", "vault_sealednumber") == PEOPLE


def test_a_killed_day_of_changes_is_repaired(installation: Path) -> None:
    assert run(installation, "register", "import", "register.csv").returncode == 0
    command = ("register", "changes", "changes.csv")
    killed_at(installation, "apply_changes", "append_versions", *command)
    assert count(installation, "city", "addressees_addressee") == PEOPLE
    assert count(installation, "city", "addressees_registerfile") == 1
    assert summary(installation, *command)["applied"] == 2
    assert count(installation, "city", "addressees_addressee") == PEOPLE + 1
    assert count(installation, "vault", "vault_sealednumber") == PEOPLE + 1
