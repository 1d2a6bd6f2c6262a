"""``juminzei assess`` killed at any moment and given again, word for word: one result."""

from __future__ import annotations

import json
import subprocess
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pytest
from django.apps import apps

from support.installation import Installation

if TYPE_CHECKING:
    from pathlib import Path

PEOPLE = 34_000
CHUNKS = 3
REST = ("--review", "--json")
TOTALS = ("state", "people", "taxed", "total", "instalments", "by_method", "result_digest")


@dataclass(frozen=True, slots=True)
class Moment:
    """When the command is killed.

    Attributes:
        told: Of so many chunks it has told that they are done.
        least: From when on, as a part of the time until it told of the next in an
            undisturbed run (after the last chunk: until its end) ...
        most: ... until when: between them, by chance.
        workers: Processes that share the work.
    """

    told: int
    least: float
    most: float
    workers: int = 1

    @property
    def command(self) -> tuple[str, ...]:
        """The command line, of which not a letter changes."""
        return ("assess", "--tax-year", "2026", "--workers", str(self.workers), *REST)


MOMENTS = {
    "before the first chunk is done": Moment(0, 0.1, 0.9),
    "inside a chunk, with two at work": Moment(1, 0.2, 0.8, workers=2),
    "between the second and the third": Moment(2, 0.0, 0.0),
    "while it adds up and reviews": Moment(CHUNKS, 0.05, 0.3),
}


class Kept(NamedTuple):
    """What is in the database at one time."""

    runs: int
    versions: int
    people: int
    instalments: int
    yen: int
    people_in_done_chunks: int


def kept(city: Installation) -> Kept:
    """Count everything in one statement, so that no other process comes between."""
    run, version, instalment = (
        apps.get_model("assessment", name)._meta.db_table
        for name in ("AssessmentRun", "AssessmentVersion", "Instalment")
    )
    chunk = apps.get_model("jobs", "Chunk")._meta.db_table
    questions = (
        f"count(*) FROM {run}",
        f"count(*) FROM {version}",
        f"count(DISTINCT addressee_id) FROM {version}",
        f"count(*) FROM {instalment}",
        f"coalesce(sum(amount), 0) FROM {instalment}",
        f"coalesce(sum(size), 0) FROM {chunk} WHERE done",
    )
    answers = city.rows(f"SELECT {', '.join(f'(SELECT {one})' for one in questions)}")
    return Kept(*map(int, answers[0]))


def undisturbed(city: Installation) -> tuple[dict[str, Any], list[float]]:
    """Run the command to its end; return its summary and the seconds that it took.

    The seconds are those to each chunk that it told of, and to the end.
    """
    started = time.perf_counter()
    with city.start("-m", "juminzei.cli", *Moment(0, 0, 0).command) as process:
        assert process.stderr is not None
        assert process.stdout is not None
        times = [time.perf_counter() - started for line in process.stderr if tells(line)]
        printed = process.stdout.read()
        times.append(time.perf_counter() - started)
    assert process.returncode == 0
    assert len(times) == CHUNKS + 1
    return json.loads(printed), [0.0, *times]


def tells(line: bytes) -> bool:
    return "人/秒" in line.decode()


def kill(city: Installation, moment: Moment, seconds: float) -> None:
    """Start the command and kill it, ``seconds`` after it told of the moment's last chunk."""
    with city.start("-m", "juminzei.cli", *moment.command) as process:
        assert process.stderr is not None
        told = 0
        while told < moment.told:
            line = process.stderr.readline()
            assert line, "it came to its end before it was killed"
            told += tells(line)
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(timeout=seconds)
        process.kill()


@pytest.mark.slow
def test_a_command_killed_at_any_moment_and_given_again_comes_to_the_same_result(
    tmp_path: Path,
) -> None:
    city = Installation.ready(tmp_path / "data")
    city.script("city_rows.py", str(PEOPLE))
    trial = city.juminzei("assess", "--tax-year", "2026", "--dry-run")
    assert set(kept(city)) == {0}
    whole = city.copy(tmp_path / "undisturbed")
    expected, times = undisturbed(whole)
    assert expected["result_digest"] == trial["result_digest"]
    assert kept(whole)._replace(instalments=0, yen=0) == (1, PEOPLE, PEOPLE, 0, 0, PEOPLE)
    chance = np.random.default_rng(7)

    for number, (name, moment) in enumerate(MOMENTS.items()):
        broken = city.copy(tmp_path / str(number))
        gap = times[moment.told + 1] - times[moment.told]
        kill(broken, moment, gap * chance.uniform(moment.least, moment.most))
        left = kept(broken)
        assert left.versions == left.people == left.people_in_done_chunks, name

        found = json.loads(broken.run("-m", "juminzei.cli", *moment.command))

        assert {key: found[key] for key in TOTALS} == {key: expected[key] for key in TOTALS}, name
        assert kept(broken) == kept(whole), name
