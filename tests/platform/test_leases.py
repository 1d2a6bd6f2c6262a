"""A chunk is in one worker's hands at a time, and only the newest lease finishes it."""

from __future__ import annotations

import subprocess
import sys
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import IntegrityError

from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.jobs.leases import (
    Lease,
    StaleLeaseError,
    finish,
    give_back,
    process_name,
    take,
    this_worker,
)
from juminzei.platform.jobs.models import Chunk, Job, JobState
from juminzei.platform.jobs.services import ChunkPlan, open_job, work, work_prepared
from support.moments import START, Ticking

if TYPE_CHECKING:
    from juminzei.platform.jobs.working import Handler

pytestmark = pytest.mark.django_db
LEASE = timedelta(seconds=60)


@pytest.fixture
def job() -> Job:
    chunks = [ChunkPlan(1, 10, 10), ChunkPlan(11, 20, 10)]
    return open_job(kind="test", key="leases", parameters={}, chunks=chunks, at=START)


@pytest.fixture(autouse=True)
def database(request: pytest.FixtureRequest) -> None:
    request.getfixturevalue("db")


def taken(job: Job, worker: str = "w1", seconds: int = 0) -> Lease:
    lease = take(job, worker=worker, at=START + timedelta(seconds=seconds), lease_s=60)
    assert lease is not None
    return lease


def test_two_workers_get_two_chunks_and_a_third_none(job: Job) -> None:
    first, second = taken(job, "w1"), taken(job, "w2")

    assert (first.chunk.number, second.chunk.number) == (1, 2)
    assert take(job, worker="w3", at=START, lease_s=60) is None


def test_a_lease_can_be_taken_over_when_it_has_run_out_and_not_before(job: Job) -> None:
    taken(job), taken(job)

    assert take(job, worker="w2", at=START + LEASE - timedelta(microseconds=1), lease_s=60) is None
    over = take(job, worker="w2", at=START + LEASE, lease_s=60)
    assert over is not None
    assert (over.chunk.number, over.token, over.chunk.worker) == (1, 2, "w2")


def test_the_token_grows_with_each_lease(job: Job) -> None:
    assert [taken(job, seconds=100 * n).token for n in range(1, 4)] == [1, 2, 3]


def test_a_finished_chunk_is_never_leased_again(job: Job) -> None:
    finish(taken(job), {"rows": 1}, at=START)

    assert taken(job, seconds=1000).chunk.number == 2
    done = Chunk.objects.get(number=1)
    assert (done.done, done.result, done.leased_until) == (True, {"rows": 1}, None)


def test_a_worker_whose_lease_was_taken_over_cannot_finish(job: Job) -> None:
    stale = taken(job, "sleepy")
    newest = taken(job, "awake", seconds=61)

    with pytest.raises(StaleLeaseError):
        finish(stale, {"by": "sleepy"}, at=START)
    finish(newest, {"by": "awake"}, at=START)
    with pytest.raises(StaleLeaseError):
        finish(stale, {"by": "sleepy"}, at=START)

    assert Chunk.objects.get(number=1).result == {"by": "awake"}


def test_nobody_finishes_a_chunk_twice(job: Job) -> None:
    lease = taken(job)
    finish(lease, {"n": 1}, at=START)

    with pytest.raises(StaleLeaseError):
        finish(lease, {"n": 2}, at=START)


def test_what_a_stale_worker_wrote_is_rolled_back(job: Job) -> None:
    """A worker sleeps while it prepares; another takes its chunks over and finishes them."""

    def sleep_and_write(chunk: Chunk) -> Handler:
        thief = take(job, worker="thief", at=START + timedelta(hours=chunk.number), lease_s=60)
        assert thief is not None
        finish(thief, {"by": "thief"}, at=START)

        def write(_chunk: Chunk) -> dict[str, object]:
            OutgoingRecord.objects.create(
                recorded_at=START, staff_number="sleepy", staff_name="x", action="row"
            )
            return {"by": "sleepy"}

        return write

    work_prepared(job, sleep_and_write, worker="sleepy", clock=Ticking())

    assert not OutgoingRecord.objects.exists()
    assert [chunk.result for chunk in Chunk.objects.all()] == [{"by": "thief"}] * 2
    assert job.state == JobState.DONE


def test_a_stale_worker_that_fails_on_the_others_rows_does_not_fail_the_job(job: Job) -> None:
    """Rows that are unique, as the ledger's are, stop it before its token is looked at."""

    def collide(_chunk: Chunk) -> dict[str, object]:
        raise IntegrityError("these rows are there already")

    def sleep(chunk: Chunk) -> Handler:
        thief = take(job, worker="thief", at=START + timedelta(hours=chunk.number), lease_s=60)
        assert thief is not None
        finish(thief, {"by": "thief"}, at=START)
        return collide

    work_prepared(job, sleep, worker="sleepy", clock=Ticking())

    assert [chunk.result for chunk in Chunk.objects.all()] == [{"by": "thief"}] * 2
    assert (job.state, job.error) == (JobState.DONE, "")


def test_a_chunk_given_back_is_free_at_once(job: Job) -> None:
    lease = taken(job)
    give_back(lease)

    again = taken(job, "w2")
    assert again.chunk.number == 1
    with pytest.raises(StaleLeaseError):
        finish(lease, {}, at=START)


def test_giving_back_a_chunk_that_another_holds_changes_nothing(job: Job) -> None:
    stale, newest = taken(job), taken(job, "w2", seconds=61)
    give_back(stale)

    finish(newest, {}, at=START)
    assert Chunk.objects.get(number=1).done


def test_the_lease_of_a_dead_process_on_this_machine_is_free_at_once(job: Job) -> None:
    process = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    dead = process_name(process.pid)
    taken(job, dead)
    assert taken(job, "w2").chunk.number == 2

    process.kill()
    process.communicate()

    assert taken(job, "w2").chunk.number == 1


def test_the_lease_of_a_living_process_is_respected(job: Job) -> None:
    taken(job, this_worker())

    assert taken(job, "w2").chunk.number == 2


def test_a_process_that_got_a_dead_ones_number_is_not_mistaken_for_it(job: Job) -> None:
    host, pid, _ = this_worker().split("/")
    taken(job, f"{host}/{pid}/1")

    assert taken(job, "w2").chunk.number == 1


def test_the_lease_of_a_process_elsewhere_has_to_run_out(job: Job) -> None:
    taken(job, "another-host/1/1")

    assert taken(job, "w2").chunk.number == 2


def test_a_workers_name_fits_its_column() -> None:
    longest = Chunk._meta.get_field("worker").max_length
    assert longest is not None
    assert len(this_worker()) <= longest
    assert this_worker() == this_worker()


def test_a_job_is_done_when_another_worker_finished_the_rest(job: Job) -> None:
    Chunk.objects.update(done=True)
    work(job, lambda _chunk: {}, worker="late", clock=Ticking())

    assert job.state == JobState.DONE
