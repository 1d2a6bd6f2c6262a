"""Two clerks enter sending addresses for the same people at once: one counts, one is told."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from support.installation import HERE, Installation

if TYPE_CHECKING:
    import subprocess
    from pathlib import Path

PEOPLE = 40
TIMEOUT_S = 120


def clerk(installation: Installation, number: str) -> subprocess.Popen[bytes]:
    """Start a clerk's process and wait until it can begin at a word."""
    process = installation.start(str(HERE / "arranging.py"), number, str(PEOPLE))
    assert process.stdout is not None
    assert process.stdout.readline() == b"ready\n"
    return process


@pytest.mark.slow
def test_of_two_overlapping_addresses_one_is_entered(tmp_path: Path) -> None:
    installation = Installation.ready(tmp_path / "data")
    installation.script("arranging.py", "prepare", str(PEOPLE))
    clerks = [clerk(installation, number) for number in ("1001", "1002")]
    for process in clerks:
        assert process.stdin is not None
        process.stdin.write(b"go\n")
        process.stdin.flush()
    told = []
    for process in clerks:
        out, problem = process.communicate(timeout=TIMEOUT_S)
        assert process.returncode == 0, problem.decode()
        told.append(json.loads(out))

    assert [one["entered"] + one["refused"] for one in told] == [PEOPLE, PEOPLE]
    assert sum(one["entered"] for one in told) == PEOPLE
    counted = json.loads(installation.script("arranging.py", "count", "0"))
    assert counted == {"entries": PEOPLE, "people": PEOPLE}
