"""The city's numbering is killed again and again, and comes to the same numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from support.installation import Installation

if TYPE_CHECKING:
    from pathlib import Path

PEOPLE = 21_000
NUMBER = ("-m", "juminzei.cli", "unified", "number", "--json")


@pytest.mark.slow
def test_numbers_are_the_same_however_often_it_is_killed(tmp_path: Path) -> None:
    whole = Installation.ready(tmp_path / "whole")
    whole.script("unified_city.py", "people", str(PEOPLE))
    killed = whole.copy(tmp_path / "killed")
    told = whole.juminzei("unified", "number")
    assert told["numbered"] == PEOPLE

    done = []
    for after in (0, 1, 2):
        with killed.start(*NUMBER) as process:
            assert process.stderr is not None
            for _ in range(after):
                assert process.stderr.readline(), "it came to its end before it was killed"
            process.kill()
        done.append(int(killed.script("unified_city.py", "state").split()[0]))
    assert done == sorted(done)
    assert 0 < done[-1] < PEOPLE, "it was not killed in its midst: the test proves nothing"

    assert killed.juminzei("unified", "number")["numbered"] == PEOPLE
    state = killed.script("unified_city.py", "state")
    assert state == whole.script("unified_city.py", "state")
    assert state.startswith(f"{PEOPLE} {PEOPLE} ")
