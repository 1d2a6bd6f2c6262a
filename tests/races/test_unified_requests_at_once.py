"""Two systems ask for the same people at the same time: each person gets one number."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from support.installation import HERE, Installation

if TYPE_CHECKING:
    from pathlib import Path

PEOPLE = 40
SYSTEMS = ("health_insurance", "long_term_care")


@pytest.mark.slow
def test_two_requests_for_one_person_at_once_come_to_one_number(tmp_path: Path) -> None:
    city = Installation.ready(tmp_path / "data")
    city.script("unified_requests.py", "check")
    city.juminzei("unified", "number")  # enters the actor of commands
    script = str(HERE / "unified_requests.py")
    asking = [city.start(script, "ask", system, str(PEOPLE)) for system in SYSTEMS]
    for process in asking:
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
    for process in asking:
        assert process.stdin is not None
        process.stdin.write(b"go\n")
        process.stdin.flush()
    told = [process.communicate(timeout=120) for process in asking]
    assert [process.returncode for process in asking] == [0, 0], told
    numbered, tied, twice = city.script("unified_requests.py", "check").split()
    assert (int(numbered), int(tied), int(twice)) == (PEOPLE, 2 * PEOPLE, PEOPLE)
