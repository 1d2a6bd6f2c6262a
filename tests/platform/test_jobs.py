"""Long work is done chunk by chunk: each whole or not at all, once, by whoever is there."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import connection

from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.jobs.models import Chunk, Job, JobState
from juminzei.platform.jobs.opening import DifferentJobError
from juminzei.platform.jobs.services import (
    ChunkFailedError,
    ChunkPlan,
    Progress,
    open_job,
    progress,
    request_stop,
    work,
    work_prepared,
)
from support.moments import START, Ticking

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from juminzei.platform.jobs.working import Handler

pytestmark = pytest.mark.django_db
FOUR = [ChunkPlan(1, 10, 10), ChunkPlan(11, 20, 10), ChunkPlan(21, 30, 10), ChunkPlan(31, 35, 5)]


def opened(key: str = "test/1", chunks: Sequence[ChunkPlan] = FOUR, **parameters: object) -> Job:
    return open_job(kind="test", key=key, parameters=parameters, chunks=chunks, at=START)


def leave_rows(chunk: Chunk) -> Mapping[str, object]:
    """Write one row an item, where a real job writes its ledger."""
    for item in range(chunk.first, chunk.last + 1):
        OutgoingRecord.objects.create(
            recorded_at=START, staff_number="x", staff_name="x", action="row", subject_id=str(item)
        )
    return {"rows": chunk.size}


def rows() -> list[int]:
    return sorted(int(row.subject_id) for row in OutgoingRecord.objects.all())


def test_every_chunk_is_done_once_and_leaves_its_result() -> None:
    job = opened()
    work(job, leave_rows, worker="w", clock=Ticking())

    assert rows() == list(range(1, 36))
    assert [chunk.result for chunk in job.chunks.order_by("number")] == [
        {"rows": 10},
        {"rows": 10},
        {"rows": 10},
        {"rows": 5},
    ]
    job.refresh_from_db()
    assert job.state == JobState.DONE
    assert job.finished_at is not None


def test_opening_the_same_job_twice_is_opening_it_once() -> None:
    first, second = opened(year=2026), opened(year=2026)

    assert first == second
    assert first.total == 35
    assert Chunk.objects.count() == 4


def test_another_job_under_the_same_key_is_refused() -> None:
    opened(year=2026)

    with pytest.raises(DifferentJobError, match="test/1"):
        opened(year=2025)


def test_working_on_a_finished_job_does_nothing() -> None:
    job = opened()
    work(job, leave_rows, worker="w", clock=Ticking())
    work(opened(), leave_rows, worker="w", clock=Ticking())

    assert rows() == list(range(1, 36))


def test_a_job_without_chunks_is_done_at_once() -> None:
    job = opened(chunks=[])
    work(job, leave_rows, worker="w", clock=Ticking())

    assert job.state == JobState.DONE


def fail_at(number: int) -> Handler:
    def handler(chunk: Chunk) -> Mapping[str, object]:
        result = leave_rows(chunk)
        if chunk.number == number:
            raise ValueError("資料の金額が負です")
        return result

    return handler


def test_a_chunk_that_fails_leaves_nothing_and_is_named() -> None:
    job = opened()

    with pytest.raises(ChunkFailedError, match=r"処理単位 3（21〜30）.*資料の金額が負です"):
        work(job, fail_at(3), worker="w", clock=Ticking())

    assert rows() == list(range(1, 21))
    job.refresh_from_db()
    assert job.state == JobState.FAILED
    assert "処理単位 3" in job.error


def test_a_failed_job_goes_on_where_it_was_once_the_cause_is_gone() -> None:
    job = opened()
    with pytest.raises(ChunkFailedError):
        work(job, fail_at(2), worker="w", clock=Ticking())

    again = opened()
    assert (again.state, again.error) == (JobState.WAITING, "")
    work(again, leave_rows, worker="w", clock=Ticking())

    assert rows() == list(range(1, 36))
    assert again.state == JobState.DONE


def test_other_workers_leave_a_failed_job_alone() -> None:
    job = opened()
    with pytest.raises(ChunkFailedError):
        work(job, fail_at(1), worker="w1", clock=Ticking())

    work(job, leave_rows, worker="w2", clock=Ticking())

    assert rows() == []


def test_a_stop_takes_effect_between_chunks() -> None:
    job = opened()

    def stop_after_two(state: Progress) -> None:
        if state.done == 20:
            request_stop(job)

    work(job, leave_rows, worker="w", clock=Ticking(), on_chunk=stop_after_two)

    assert rows() == list(range(1, 21))
    assert job.state == JobState.STOPPED
    assert job.finished_at is None


def test_a_stopped_job_can_go_on() -> None:
    job = opened()
    request_stop(job)
    work(job, leave_rows, worker="w", clock=Ticking())
    assert rows() == []

    work(opened(), leave_rows, worker="w", clock=Ticking())

    assert rows() == list(range(1, 36))


def test_a_stop_after_the_last_chunk_stops_nothing() -> None:
    job = opened()

    def stop_at_the_end(state: Progress) -> None:
        if state.done == state.total:
            request_stop(job)

    work(job, leave_rows, worker="w", clock=Ticking(), on_chunk=stop_at_the_end)

    assert job.state == JobState.DONE
    request_stop(job)
    job.refresh_from_db()
    assert job.state == JobState.DONE


def test_what_is_prepared_happens_outside_of_the_transaction_that_writes() -> None:
    depths: list[tuple[str, int]] = []

    def prepare(chunk: Chunk) -> Handler:
        depths.append(("prepare", len(connection.savepoint_ids)))

        def handler(_chunk: Chunk) -> Mapping[str, object]:
            depths.append(("write", len(connection.savepoint_ids)))
            return {"rows": chunk.size}

        return handler

    work_prepared(opened(chunks=FOUR[:1]), prepare, worker="w", clock=Ticking())

    (_, outside), (_, inside) = depths
    assert inside == outside + 1


def test_preparing_that_fails_fails_the_job_too() -> None:
    def prepare(_chunk: Chunk) -> Handler:
        raise ValueError("読めません")

    job = opened()
    with pytest.raises(ChunkFailedError, match="処理単位 1"):
        work_prepared(job, prepare, worker="w", clock=Ticking())

    job.refresh_from_db()
    assert job.state == JobState.FAILED


def test_progress_tells_rate_and_time_left() -> None:
    job = opened()
    assert progress(job, START) == Progress(done=0, total=35, rate_per_s=0, seconds_left=None)

    Chunk.objects.filter(number__lte=2).update(done=True, finished_at=START + timedelta(seconds=2))
    # 20 items in 4 seconds are 5 a second; 15 are left, which takes 3 seconds.
    assert progress(job, START + timedelta(seconds=4)) == Progress(20, 35, 5, 3)


def test_time_left_is_rounded_up() -> None:
    job = opened()
    Chunk.objects.filter(number=1).update(done=True, finished_at=START)

    # 10 items in 1 second; 25 are left, which takes 2.5 seconds.
    assert progress(job, START + timedelta(seconds=1)).seconds_left == 3


def test_the_rate_counts_only_since_the_job_was_opened_again() -> None:
    job = opened()
    Chunk.objects.filter(number__lte=2).update(done=True, finished_at=START)
    Job.objects.update(state=JobState.FAILED)
    later = START + timedelta(hours=1)
    open_job(kind="test", key="test/1", parameters={}, chunks=[], at=later)

    waiting = progress(job, later + timedelta(seconds=5))
    assert (waiting.done, waiting.rate_per_s, waiting.seconds_left) == (20, 0, None)


def test_a_finished_job_has_no_time_left() -> None:
    job = opened()
    work(job, leave_rows, worker="w", clock=Ticking())

    assert progress(job, START + timedelta(days=1)).seconds_left == 0
    assert progress(job, START + timedelta(days=1)).done == 35
