"""Steps of a city's year as separate processes, each with its seconds and its peak memory."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from process_memory import KIBIBYTES_IN_A_MEBIBYTE, Watch

if TYPE_CHECKING:
    from pathlib import Path

SEED = 7
TAX_YEAR = 2026


@dataclass(frozen=True, slots=True)
class Step:
    """One command, as it was run.

    Attributes:
        summary: What it printed with ``--json``.
        seconds: From its start to its end, Python's own start included.
        cpu_seconds: Of the processors, with the processes it started.
        peak_rss_mib: The most memory that it held at once, with the processes it started.
        peak_rss_mib_of_a_process: The most that any one of these processes held.
    """

    summary: dict[str, Any]
    seconds: float
    cpu_seconds: float
    peak_rss_mib: int
    peak_rss_mib_of_a_process: int


class City:
    """A made-up city in a folder: its files, and an installation that takes them in."""

    def __init__(self, people: int, folder: Path) -> None:
        self.people = people
        self.files = folder / "files"
        self.data = folder / "data"

    def generate(self) -> Step:
        """Write the city's files."""
        size = ("--people", str(self.people), "--seed", str(SEED))
        return self.run("synthetic", *size, "--out", str(self.files))

    def take_in_people(self) -> list[Step]:
        """Create the databases and take in everybody, with the changes after 1 January."""
        return [
            self.run("migrate"),
            self.run("register", "import", str(self.files / "register.csv")),
            self.run("register", "changes", *self._in("changes")),
            self.run("register", "nonregistered", str(self.files / "nonregistered.csv")),
        ]

    def take_in_documents(self) -> Step:
        """Take in all wage and pension reports in one process."""
        files = [*self._in("wage_reports"), *self._in("pension_reports")]
        return self.run("documents", "import", *files, "--tax-year", str(TAX_YEAR))

    def freeze(self) -> Step:
        """Freeze the list of taxable persons."""
        return self.run("taxable", "freeze", "--tax-year", str(TAX_YEAR))

    def match(self) -> Step:
        """Find the person of each document."""
        return self.run("match", "--tax-year", str(TAX_YEAR))

    def drop(self, *folders: str) -> Path:
        """Return a drop folder with all files of these folders of the city, by links."""
        place = self.data.parent / "drop" / folders[0]
        place.mkdir(parents=True)
        for folder in folders:
            for path in sorted((self.files / folder).iterdir()):
                if path.is_dir():
                    shutil.copytree(path, place / path.name, copy_function=os.link)
                else:
                    os.link(path, place / path.name)
        return place

    def run(self, command: str, *arguments: str) -> Step:
        """Run one command of ours and wait for it."""
        return self.step([sys.executable, "-m", "juminzei.cli", command, *arguments, "--json"])

    def step(self, command: list[str]) -> Step:
        """Run a command that prints JSON at last and wait for it."""
        started = time.perf_counter()
        process = subprocess.Popen(  # noqa: S603 - our own command
            command,
            env=_as_installed() | {"JUMINZEI_DATA": str(self.data)},
            stdout=subprocess.PIPE,
            text=True,
        )
        assert process.stdout is not None  # noqa: S101 - it is a pipe
        with Watch(process.pid) as watch:
            printed = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}")
        of_a_process = usage.ru_maxrss // KIBIBYTES_IN_A_MEBIBYTE
        return Step(
            summary=json.loads(printed),
            seconds=round(time.perf_counter() - started, 2),
            cpu_seconds=round(usage.ru_utime + usage.ru_stime, 2),
            peak_rss_mib=max(watch.peak_mib, of_a_process),
            peak_rss_mib_of_a_process=of_a_process,
        )

    def _in(self, folder: str) -> list[str]:
        return [str(path) for path in sorted((self.files / folder).iterdir())]


def _as_installed() -> dict[str, str]:
    """Return the environment of a command that keeps what it compiled, as it does by itself.

    A machine of CI may forbid that: every process would then compile two thousand modules anew.
    """
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
