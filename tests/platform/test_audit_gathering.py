"""A command's records are carried a moment's worth at a time, and all of them in the end."""

from __future__ import annotations

import pytest
from django.db import DatabaseError

from juminzei.platform.audit import carrier
from juminzei.platform.audit.carrier import GATHER_S, woken
from juminzei.platform.audit.gathering import Gathering, gathered
from juminzei.platform.audit.models import AuditRecord
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.audit.services import record
from juminzei.platform.staff.services import batch_member
from support.moments import START


class Times:
    """Counts carryings at moments that the test sets."""

    def __init__(self, *failures: Exception) -> None:
        self.now, self.carried, self.failures = 100.0, 0, list(failures)

    def carry(self) -> int:
        if self.failures:
            raise self.failures.pop()
        self.carried += 1
        return 1

    def gathering(self) -> Gathering:
        return Gathering(self.carry, lambda: self.now)


def test_the_first_act_is_carried_and_those_of_the_same_moment_wait() -> None:
    times = Times()
    with gathered(times.gathering()):
        assert [woken() for _ in range(3)] == [True] * 3
        assert times.carried == 1
        times.now += GATHER_S * 0.9
        assert woken()
        assert times.carried == 1
        times.now += GATHER_S * 0.2
        assert woken()
        assert times.carried == 2
    assert times.carried == 3
    assert not woken()


def test_what_waits_is_carried_also_after_a_failure() -> None:
    times = Times()
    with pytest.raises(ZeroDivisionError), gathered(times.gathering()):
        raise ZeroDivisionError
    assert times.carried == 1
    assert carrier.running == []


def test_an_audit_database_out_of_reach_stops_no_act_and_is_asked_again() -> None:
    times = Times(DatabaseError("away"))
    with gathered(times.gathering()):
        assert woken()
        assert times.carried == 0
        times.now += GATHER_S
        assert woken()
        assert times.carried == 1


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_every_record_is_on_record_in_order_at_the_end() -> None:
    with gathered():
        for number in range(5):
            record(action="test.done", actor=batch_member(START), at=START, subject_id=str(number))
    assert not OutgoingRecord.objects.filter(drained=False).exists()
    said = AuditRecord.objects.filter(action="test.done").order_by("sequence")
    assert list(said.values_list("subject_id", flat=True)) == ["0", "1", "2", "3", "4"]
