"""Parts that are written in their order come to the same, however many workers there are."""

from __future__ import annotations

import subprocess
import sys
import time
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.jobs.leases import Lease, finish, process_name, take
from juminzei.platform.jobs.models import Chunk, Job, JobState
from juminzei.platform.jobs.services import (
    ChunkFailedError,
    ChunkPlan,
    open_job,
    work_prepared,
    work_shared,
)
from support.moments import START, Ticking

if TYPE_CHECKING:
    from collections.abc import Callable

    from juminzei.platform.jobs.working import Handler

pytestmark = pytest.mark.django_db
THREE = [ChunkPlan(number, number, 1) for number in (1, 2, 3)]
HOUR_S = 3_600


class NoMoreWaitingError(Exception):
    """Ends a wait that would never end."""


@pytest.fixture
def job() -> Job:
    return open_job(kind="test", key="order", parameters={}, chunks=THREE, at=START)


def other(job: Job, worker: str = "other") -> Lease:
    lease = take(job, worker=worker, at=START, lease_s=HOUR_S)
    assert lease is not None
    return lease


def dead() -> str:
    """Return the name of a process that is no more."""
    process = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    name = process_name(process.pid)
    process.communicate(b"\n")
    return name


def row(chunk: Chunk) -> dict[str, object]:
    OutgoingRecord.objects.create(
        recorded_at=START,
        staff_number="x",
        staff_name="x",
        action="row",
        subject_id=str(chunk.number),
    )
    return {}


def written() -> list[str]:
    return list(OutgoingRecord.objects.order_by("pk").values_list("subject_id", flat=True))


def while_waiting(monkeypatch: pytest.MonkeyPatch, *acts: Callable[[], object]) -> None:
    """Do one act each time somebody waits; a wait more than there are acts ends the test."""
    left = list(acts)

    def wait(_seconds: float) -> None:
        if not left:
            raise NoMoreWaitingError
        left.pop(0)()

    monkeypatch.setattr(time, "sleep", wait)


def in_order(job: Job, handler: Handler = row) -> None:
    work_prepared(
        job, lambda _: handler, worker="w", clock=Ticking(), lease_s=HOUR_S, in_order=True
    )


def test_a_part_waits_until_the_one_before_is_written(
    job: Job, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = other(job)

    def finished() -> None:
        assert written() == []
        row(first.chunk)
        finish(first, {}, at=START)

    while_waiting(monkeypatch, lambda: None, finished)
    in_order(job)
    assert written() == ["1", "2", "3"]
    assert job.state == JobState.DONE


def test_without_an_order_nobody_waits(job: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    first = other(job)
    while_waiting(monkeypatch, lambda: finish(first, {}, at=START))
    work_prepared(job, lambda _: row, worker="w", clock=Ticking(), lease_s=HOUR_S)
    assert written() == ["2", "3"]


def test_the_part_of_a_dead_worker_is_done_by_whoever_waits_for_it(
    job: Job, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = other(job)

    def dies() -> None:
        Chunk.objects.filter(pk=first.chunk.pk).update(worker=dead())

    while_waiting(monkeypatch, dies)
    in_order(job)
    assert written() == ["1", "2", "3"]


def test_after_a_part_that_failed_nothing_is_written_and_everything_is_free(
    job: Job, monkeypatch: pytest.MonkeyPatch
) -> None:
    other(job)
    while_waiting(monkeypatch, lambda: Job.objects.update(state=JobState.FAILED, error="何か"))
    in_order(job)
    assert written() == []
    second = Chunk.objects.get(number=2)
    assert (second.done, second.leased_until) == (False, None)
    assert job.state == JobState.FAILED


def test_a_part_taken_over_that_fails_fails_the_job_and_frees_the_one_that_waited(
    job: Job, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = other(job)

    def dies() -> None:
        Chunk.objects.filter(pk=first.chunk.pk).update(worker=dead())

    def fail_at_one(chunk: Chunk) -> dict[str, object]:
        if chunk.number == 1:
            raise ValueError("読めません")
        return row(chunk)

    while_waiting(monkeypatch, dies)
    with pytest.raises(ChunkFailedError, match="処理単位 1"):
        in_order(job, fail_at_one)
    assert written() == []
    assert not Chunk.objects.filter(leased_until__isnull=False).exists()


def test_only_earlier_parts_are_taken_before_a_number(job: Job) -> None:
    late = START + timedelta(hours=2)
    assert other(job).chunk.number == 1
    assert take(job, worker="w", at=START, lease_s=60, before=2) is None
    assert take(job, worker="w", at=late, lease_s=60, before=1) is None
    over = take(job, worker="w", at=late, lease_s=60, before=2)
    assert over is not None
    assert over.chunk.number == 1


def test_in_a_transaction_one_process_does_everything(job: Job) -> None:
    work_shared(job, lambda _: row, workers=3, clock=Ticking(), lease_s=HOUR_S)
    assert written() == ["1", "2", "3"]


def test_a_job_that_somebody_stopped_is_not_told_as_done(job: Job) -> None:
    Job.objects.update(state=JobState.STOPPING)
    with pytest.raises(ChunkFailedError, match="停止"):
        work_shared(job, lambda _: row, workers=1, clock=Ticking(), lease_s=HOUR_S)
    assert written() == []
