"""A server's carrier: carries what waits, many records at a time, through failures."""

from __future__ import annotations

from queue import Queue
from threading import Event
from typing import TYPE_CHECKING

import pytest
from django.db import DatabaseError, InterfaceError, transaction

from juminzei.platform.audit import carrier as carrying
from juminzei.platform.audit.carrier import Carrier
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.audit.services import record
from juminzei.platform.staff.services import batch_member
from support.moments import START

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SOON_S = 20
"""Seconds after which a thread that should have acted is taken to have died."""


class Carried:
    """Counts carryings; fails as often as it is told to."""

    def __init__(self, *failures: Exception) -> None:
        self.failures = list(failures)
        self.times: Queue[bool] = Queue()

    def __call__(self) -> int:
        if self.failures:
            self.times.put(item=False)
            raise self.failures.pop(0)
        self.times.put(item=True)
        return 1

    def next(self) -> bool:
        return self.times.get(timeout=SOON_S)


@pytest.fixture
def started() -> Iterator[Callable[..., Carrier]]:
    """Starts carriers that are stopped after the test."""
    made: list[Carrier] = []

    def start(carry: Callable[[], int], gather_s: float = 0) -> Carrier:
        made.append(Carrier(carry, gather_s=gather_s, retry_s=0.01))
        made[-1].start()
        return made[-1]

    yield start
    for one in made:
        one.stop()


def test_what_an_earlier_process_left_is_carried_at_the_start(
    started: Callable[..., Carrier],
) -> None:
    carried = Carried()
    started(carried)
    assert carried.next()


def test_each_wake_is_followed_by_a_carrying(started: Callable[..., Carrier]) -> None:
    carried = Carried()
    carrier = started(carried)
    assert carried.next()
    for _ in range(3):
        carrier.wake()
        assert carried.next()


def test_records_of_one_moment_are_carried_together() -> None:
    inside, go_on, carried = Event(), Event(), Carried()

    def slow() -> int:
        inside.set()
        assert go_on.wait(SOON_S)
        return carried()

    carrier = Carrier(slow, gather_s=0, retry_s=0.01)
    carrier.start()
    assert inside.wait(SOON_S)
    for _ in range(50):
        carrier.wake()  # while a carrying is under way
    go_on.set()
    assert carried.next()
    assert carried.next()
    carrier.stop()
    assert carried.times.qsize() <= 1  # the last look before the end


@pytest.mark.parametrize(
    "failure", [DatabaseError("locked"), InterfaceError("connection already closed")], ids=repr
)
def test_a_failure_is_logged_and_tried_again_without_a_wake(
    started: Callable[..., Carrier], failure: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    carried = Carried(failure, failure)
    carrier = started(carried)
    assert [carried.next() for _ in range(3)] == [False, False, True]
    assert carrier.alive
    assert [entry.levelname for entry in caplog.records] == ["ERROR", "ERROR"]


def test_stopping_carries_what_waits_first() -> None:
    carried = Carried()
    carrier = Carrier(carried, gather_s=3_600)
    carrier.start()
    carrier.stop()
    assert not carrier.alive
    assert carried.next()


@pytest.mark.django_db(databases=["default", "audit"], transaction=True)
def test_an_act_leaves_its_record_to_the_carrier_only_while_that_lives(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    carried = Carried()
    carrier = Carrier(carried, gather_s=0)
    carrier.start()
    assert carried.next()
    monkeypatch.setattr(carrying, "running", [carrier])
    act()
    assert carried.next()
    assert not OutgoingRecord.objects.get().drained  # this carrier only counts

    carrier.stop()
    act()
    assert OutgoingRecord.objects.filter(drained=True).count() == 2


@transaction.atomic
def act() -> None:
    record(action="test.done", actor=batch_member(START), at=START)
