"""``juminzei receive`` killed at any moment and given again: one result."""

from __future__ import annotations

import shutil
import time
from typing import TYPE_CHECKING, Any

import pytest

from juminzei.formats.employer_summary import write
from support.installation import Installation
from support.summaries import summary

if TYPE_CHECKING:
    from pathlib import Path

FILES = 6
COMMAND = ("-m", "juminzei.cli", "receive")
AFTER = {"in its start": 0, "after the first file": 1, "after the fourth": 4, "after the last": 6}
"""Of so many files it has told when it is killed."""


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    return Installation.ready(tmp_path_factory.mktemp("city"))


def dropped(folder: Path) -> Path:
    """Fill a drop folder: summaries, one of them twice, and a file nobody knows."""
    folder.mkdir()
    for number in range(FILES - 2):
        rows = [summary(collector_number=f"{number}{row}") for row in range(3)]
        (folder / f"{number}.csv").write_bytes(write(rows))
    shutil.copy(folder / "0.csv", folder / "again.csv")
    (folder / "unknown.bin").write_bytes(b"\x00")
    return folder


def outcome(city: Installation, folder: Path) -> dict[str, Any]:
    """Return all that a run leaves: rows, files, what waits, what lies about."""
    files = city.rows(
        "SELECT name, state, received_rows, accepted, held, duplicates"
        " FROM receiving_deliveredfile ORDER BY name"
    )
    counts = (
        "SELECT (SELECT count(*) FROM receiving_delivery),"
        " (SELECT count(*) FROM receiving_summarysheet),"
        " (SELECT count(*) FROM receiving_unknownemployer),"
        " (SELECT count(*) FROM receiving_filestep),"
        " (SELECT count(*) FROM documents_receivedfile)"
    )
    spool = city.environment["JUMINZEI_DATA"] + "/spool"
    waiting = sorted(path.name for path in type(folder)(spool).iterdir() if "-" not in path.name)
    left = sorted(path.name for path in folder.rglob("*") if path.is_file())
    return {"files": files, "counted": city.rows(counts), "waiting": len(waiting), "left": left}


def ended(city: Installation, folder: Path) -> int:
    """Run the command to its end and return its exit status."""
    process = city.start(*COMMAND, str(folder))
    process.communicate()
    return process.returncode


@pytest.mark.parametrize("moment", AFTER)
def test_what_was_killed_is_finished_by_the_next_run(
    moment: str, empty: Installation, tmp_path: Path
) -> None:
    """T-J10: kill -9, the same command again: exactly the remainder, the same result."""
    calm, rough = empty.copy(tmp_path / "calm"), empty.copy(tmp_path / "rough")
    one, other = dropped(tmp_path / "one"), dropped(tmp_path / "other")
    assert ended(calm, one) == 1
    process = rough.start(*COMMAND, str(other))
    assert process.stderr
    for _ in range(AFTER[moment]):
        assert process.stderr.readline()
    time.sleep(1.5 if moment == "in its start" else 0.01)
    process.kill()
    process.communicate()
    assert ended(rough, other) in {0, 1}
    assert outcome(rough, other) == outcome(calm, one)
