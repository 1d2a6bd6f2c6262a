"""``juminzei assess`` killed and started again, alone and with two workers: one result."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from support.installation import Installation

if TYPE_CHECKING:
    import subprocess
    from pathlib import Path

PEOPLE = 60_000
"""Four chunks."""
YEAR = ("assess", "--tax-year", "2026")
TOTALS = ("people", "taxed", "total", "instalments", "result_digest")


@pytest.fixture
def city(tmp_path: Path) -> Installation:
    installation = Installation(tmp_path / "data")
    installation.script("city_rows.py", str(PEOPLE))
    return installation


def killed_after(city: Installation, chunks: int, *, workers: int) -> None:
    """Start the command and kill it with SIGKILL when it has told of so many chunks."""
    process = city.start("-m", "juminzei.cli", *YEAR, "--workers", str(workers))
    assert process.stderr is not None
    for _ in range(chunks):
        assert "人/秒" in process.stderr.readline().decode()
    _die(process)


def _die(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.communicate()


@pytest.mark.slow
def test_a_killed_run_goes_on_and_comes_to_the_same_result(city: Installation) -> None:
    expected = city.juminzei(*YEAR, "--dry-run")
    killed_after(city, 1, workers=1)
    killed_after(city, 1, workers=2)

    found = city.juminzei(*YEAR, "--workers", "1", "--review")

    assert {name: found[name] for name in TOTALS} == {name: expected[name] for name in TOTALS}
    assert (found["people"], found["state"]) == (PEOPLE, "reviewed")

    again = city.juminzei(*YEAR, "--workers", "2")
    assert again["state"] == "calculated"
    assert {name: again[name] for name in TOTALS} == {name: expected[name] for name in TOTALS}
