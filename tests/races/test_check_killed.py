"""``juminzei check`` killed at any moment and given again: one result."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from support.installation import Installation

if TYPE_CHECKING:
    from pathlib import Path

PEOPLE = 200
COMMAND = ("-m", "juminzei.cli", "check", "--tax-year", "2026", "--json")
MOMENTS = {"in its start": 0, "after the third kind": 3}
"""Of so many kinds of checks it has told when it is killed."""
OPENED = "SELECT count(*) FROM crosschecks_checkrun"


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """A made-up city whose documents have their people."""
    files = tmp_path_factory.mktemp("files")
    made = Installation.ready(tmp_path_factory.mktemp("city"))
    juminzei = ("-m", "juminzei.cli")
    made.run(*juminzei, "synthetic", "--people", str(PEOPLE), "--out", str(files))
    made.run(*juminzei, "register", "import", *(str(one) for one in files.glob("register*.csv")))
    made.run(*juminzei, "taxable", "freeze", "--tax-year", "2026")
    reports = [*files.glob("wage*.csv"), *files.glob("pension*.csv")]
    for report in reports:
        made.run(*juminzei, "documents", "import", str(report), "--tax-year", "2026")
    made.run(*juminzei, "match", "--tax-year", "2026")
    return made


def outcome(made: Installation) -> dict[str, Any]:
    """Return all that a run leaves: cases with their reasons, history, runs and relatives."""
    cases = "SELECT check_id, subject, state, reason FROM crosschecks_case ORDER BY 1, 2"
    counts = (
        "SELECT (SELECT count(*) FROM crosschecks_caseevent),"
        " (SELECT count(*) FROM crosschecks_checkrun),"
        " (SELECT count(*) FROM crosschecks_checkrun WHERE finished_at IS NULL)"
    )
    runs = "SELECT found, new, gone FROM crosschecks_checkrun"
    found = "SELECT resolution, count(*) FROM assessment_statedrelative GROUP BY 1 ORDER BY 1"
    return {name: made.rows(query) for name, query in locals().items() if isinstance(query, str)}


@pytest.fixture(scope="module")
def undisturbed(city: Installation, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    calm = city.copy(tmp_path_factory.mktemp("calm") / "data")
    calm.run(*COMMAND)
    return outcome(calm)


@pytest.mark.parametrize("moment", MOMENTS)
def test_what_was_killed_is_finished_by_the_same_command(
    moment: str, city: Installation, undisturbed: dict[str, Any], tmp_path: Path
) -> None:
    """T-J10: kill -9, the same command again: exactly the remainder, the same result."""
    rough = city.copy(tmp_path / "data")
    process = rough.start(*COMMAND)
    assert process.stderr
    for _ in range(MOMENTS[moment]):
        assert process.stderr.readline()
    while moment == "in its start" and not rough.rows(OPENED)[0][0]:
        assert process.poll() is None, "it ended before it could be killed"
    process.kill()
    process.communicate()
    told = json.loads(rough.run(*COMMAND))

    assert outcome(rough) == undisturbed
    assert told["found"] == len(undisturbed["cases"]) > 0
