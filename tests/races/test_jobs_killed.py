"""A worker killed at any moment loses nothing and doubles nothing; two share the work."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from support.installation import HERE, Installation

if TYPE_CHECKING:
    import subprocess

CHUNKS, SIZE = 20, 30
KILLS = 6
TIMEOUT_S = 120


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    return Installation.ready(tmp_path_factory.mktemp("empty") / "data")


@pytest.fixture
def installation(empty: Installation, tmp_path: Path) -> Installation:
    return empty.copy(tmp_path / "data")


def worker(installation: Installation, task: str) -> subprocess.Popen[bytes]:
    return installation.start(str(HERE / "job_worker.py"), task, str(CHUNKS), str(SIZE))


def finished(process: subprocess.Popen[bytes]) -> int:
    process.communicate(timeout=TIMEOUT_S)
    return process.returncode


def outcome(installation: Installation) -> list[str]:
    return installation.script("job_worker.py", "check", str(CHUNKS), str(SIZE)).split()


@pytest.mark.slow
def test_a_worker_killed_again_and_again_leaves_every_row_exactly_once(
    installation: Installation,
) -> None:
    moments = np.random.default_rng(7).integers(1, 3 * SIZE, KILLS)
    for rows in moments.tolist():
        process = worker(installation, "work")
        assert process.stdout is not None
        assert len(process.stdout.read(rows)) == rows  # it has written so many rows by now
        process.kill()
        process.communicate()

    state, whole, _, retried, _ = outcome(installation)
    assert (state, whole) == ("running", "False")
    assert int(retried) > 0, "no chunk was interrupted: the test proves nothing"

    assert finished(worker(installation, "work")) == 0
    state, whole, workers, *_ = outcome(installation)
    assert (state, whole) == ("done", "True")
    assert int(workers) > 1, "no killed worker had finished a chunk: the test proves nothing"


@pytest.mark.slow
def test_two_workers_share_a_job_and_neither_repeats_the_other(installation: Installation) -> None:
    both = [worker(installation, "step"), worker(installation, "step")]
    leased = [process.stdout.readline() for process in both if process.stdout]
    assert leased[0] != leased[1]  # each has a chunk of its own in hand at the same time

    words = b"go\n" * CHUNKS
    for process in both:
        assert process.stdin is not None
        process.stdin.write(words)
        process.stdin.flush()

    assert [finished(process) for process in both] == [0, 0]
    assert outcome(installation)[:3] == ["done", "True", "2"]


def test_copies_of_a_process_share_its_job_and_write_in_order(installation: Installation) -> None:
    """As fast as three, with the rows of one; what copies cannot do the process does itself."""
    other = installation.copy(Path(installation.environment["JUMINZEI_DATA"] + "-hard"))
    assert finished(worker(installation, "share")) == 0
    state, whole, workers, _, ordered = outcome(installation)
    assert (state, whole, ordered) == ("done", "True", "True")
    assert int(workers) > 1, "no copy wrote anything: the test proves nothing"

    assert finished(worker(other, "hard")) == 0
    state, whole, workers, retried, ordered = outcome(other)
    assert (state, whole, workers, ordered) == ("done", "True", "1", "True")
    assert int(retried) > 0, "no copy failed: the test proves nothing"


def test_copies_end_with_the_process_that_was_copied(installation: Installation) -> None:
    process = worker(installation, "share")
    assert process.stdout is not None
    assert len(process.stdout.read(SIZE + 1)) == SIZE + 1
    process.kill()
    process.communicate(timeout=TIMEOUT_S)  # ends only when nobody has its output any more
    assert outcome(installation)[:2] == ["running", "False"]

    assert finished(worker(installation, "share")) == 0
    state, whole, _, _, ordered = outcome(installation)
    assert (state, whole, ordered) == ("done", "True", "True")
