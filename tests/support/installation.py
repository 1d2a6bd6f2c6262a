"""A whole installation in a folder of its own, driven by real processes.

Tests in the suite's own databases cannot be joined by other processes, and cannot be
killed. Here every command is a process, on SQLite files or on databases made for the test.
"""

from __future__ import annotations

import atexit
import json
import os
import secrets
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg

if TYPE_CHECKING:
    from collections.abc import Mapping

HERE = Path(__file__).parent
SOURCE = HERE.parent.parent / "src"
NAMES = ("DATABASE", "VAULT_DATABASE", "AUDIT_DATABASE")


class Installation:
    """An empty, migrated installation on the engine that the suite runs on."""

    def __init__(self, folder: Path) -> None:
        self.environment = _environment(folder)
        self.run("-m", "juminzei.cli", "migrate")

    @classmethod
    def ready(cls, folder: Path) -> Installation:
        """Return an empty one at once: a copy of one that is made once a process of the suite.

        All such copies have the same keys. Whoever needs others makes one from the beginning.
        """
        return _made_once().copy(folder)

    def copy(self, folder: Path) -> Installation:
        """Return another one with the same contents; nothing may be at work in this one."""
        other = object.__new__(Installation)
        shutil.copytree(self.environment["JUMINZEI_DATA"], folder, dirs_exist_ok=True)
        other.environment = _environment(folder, self.environment)
        return other

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """Ask the installation's own database, past the program."""
        address = self.environment.get("JUMINZEI_DATABASE_URL")
        if address:
            with psycopg.connect(address) as connection:
                return connection.execute(query).fetchall()
        database = Path(self.environment["JUMINZEI_DATA"]) / "city.sqlite3"
        with closing(sqlite3.connect(database)) as connection:
            return connection.execute(query).fetchall()

    def run(self, *arguments: str) -> str:
        """Run Python to its end and return what it printed.

        Raises:
            AssertionError: It failed; the text is what it said.
        """
        ended = subprocess.run(
            [sys.executable, *arguments],
            capture_output=True,
            text=True,
            check=False,
            env=self.environment,
        )
        assert ended.returncode == 0, ended.stderr
        return ended.stdout

    def start(self, *arguments: str) -> subprocess.Popen[bytes]:
        """Start Python and return the process, to be spoken with over its pipes."""
        return subprocess.Popen(
            [sys.executable, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=self.environment,
        )

    def juminzei(self, *arguments: str) -> dict[str, Any]:
        """Run a command to its end and return its summary."""
        return json.loads(self.run("-m", "juminzei.cli", *arguments, "--json"))  # type: ignore[no-any-return]  # an object, by its contract

    def script(self, name: str, *arguments: str) -> str:
        """Run a script of this folder to its end and return what it printed."""
        return self.run(str(HERE / name), *arguments)


@cache
def _made_once() -> Installation:
    folder = tempfile.mkdtemp(prefix="juminzei-ready-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Installation(Path(folder) / "data")


def _environment(folder: Path, like: Mapping[str, str] | None = None) -> Mapping[str, str]:
    own = {name: value for name, value in os.environ.items() if not name.startswith("JUMINZEI_")}
    return {
        **own,
        "PYTHONPATH": os.pathsep.join(map(str, (SOURCE, HERE.parent))),
        "DJANGO_SETTINGS_MODULE": "juminzei.web.settings",
        "JUMINZEI_DATA": str(folder),
        **_databases(like or {}),
    }


def _databases(like: Mapping[str, str]) -> dict[str, str]:
    """Create databases beside the suite's on its PostgreSQL server; none for SQLite.

    Args:
        like: The environment whose databases they copy; without it they are empty.
    """
    address = os.environ.get("JUMINZEI_DATABASE_URL", "")
    if not address:
        return {}
    made = {}
    with psycopg.connect(address, autocommit=True) as connection:
        for name in NAMES:
            database = f"{name.lower()}_{secrets.token_hex(4)}"
            template = like.get(f"JUMINZEI_{name}_URL", "/template1").rpartition("/")[2]
            connection.execute(f'CREATE DATABASE "{database}" TEMPLATE "{template}"')
            made[f"JUMINZEI_{name}_URL"] = f"{address.rpartition('/')[0]}/{database}"
    return made
