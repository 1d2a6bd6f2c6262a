"""What was true on a day, as known at a moment: two times."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from juminzei.apps.addressees.api import as_of, standings
from juminzei.apps.addressees.models import AddresseeVersion
from juminzei.formats.register_reasons import Reason
from support.moments import START
from support.register_rows import enter, moved_out, moved_within, number, resident

pytestmark = pytest.mark.django_db
DAY = date(2026, 1, 1)
LATER = START + timedelta(days=10)


def versions_on(day: date, *, known_at: datetime | None = None) -> list[int]:
    return [version.version for version in as_of(day, known_at=known_at)]


@pytest.mark.parametrize(
    ("moved_on", "expected"),
    [
        pytest.param(date(2025, 12, 31), 2, id="the day before"),
        pytest.param(date(2026, 1, 1), 2, id="the day itself"),
        pytest.param(date(2026, 1, 2), 1, id="the day after"),
    ],
)
def test_a_change_counts_from_its_own_day(moved_on: date, expected: int) -> None:
    first = resident()
    enter(first, moved_within(first, moved_on, "加須市三俣２丁目１番"))
    assert versions_on(DAY) == [expected]


def test_nothing_is_true_before_the_first_version() -> None:
    enter(resident(true_from=date(2026, 1, 2)))
    assert versions_on(DAY) == []


def test_a_change_learned_later_counts_only_for_who_asks_with_that_knowledge() -> None:
    first = resident()
    enter(first)
    enter(moved_out(first, date(2025, 12, 20)), at=LATER)
    assert versions_on(DAY, known_at=START) == [1]
    assert versions_on(DAY, known_at=LATER - timedelta(seconds=1)) == [1]
    assert versions_on(DAY, known_at=LATER) == [2]
    assert versions_on(DAY) == [2]


def test_a_cancelled_move_never_was() -> None:
    first = resident()
    gone = moved_out(first, date(2025, 12, 20))
    back = resident(version=3, reason=Reason.CANCELLED_ADDING, true_from=date(2025, 12, 20))
    enter(first, gone, back)
    assert versions_on(DAY) == [3]


def test_a_correction_of_an_earlier_day_reported_late_is_believed() -> None:
    first = resident()
    moved = moved_within(first, date(2025, 12, 25), "加須市三俣２丁目１番")
    corrected = resident(
        version=3,
        reason=Reason.CLERICAL_ERROR,
        true_from=date(2025, 12, 1),
        name="見本　次郎",
        address=moved.address,
    )
    enter(first, moved, corrected)
    (version,) = as_of(DAY)
    assert (version.name, version.address) == ("見本　次郎", moved.address)


def test_everybody_has_one_version_in_the_order_of_numbers() -> None:
    people = [resident(body) for body in (3, 1, 2)]
    enter(*people, moved_within(people[0], DAY, "加須市三俣"))
    assert [(one.addressee_id, one.version) for one in as_of(DAY)] == [
        (number(1), 1),
        (number(2), 1),
        (number(3), 2),
    ]


def test_standings_tell_of_people_of_whom_nothing_was_true_yet() -> None:
    newcomer = resident(2, true_from=date(2026, 1, 2), resident_since=date(2026, 1, 2))
    enter(resident(1), newcomer, moved_within(newcomer, date(2026, 2, 1), "加須市三俣"))
    found = list(standings(DAY))
    assert [(one.addressee_id, one.version) for one in found] == [(number(1), 1), (number(2), 1)]
    assert found[1].resident_since == date(2026, 1, 2)


def test_standings_leave_out_people_who_were_not_known_yet() -> None:
    enter(resident(1))
    enter(resident(2), at=LATER)
    assert [one.addressee_id for one in standings(DAY, known_at=START)] == [number(1)]


@pytest.mark.parametrize("act", ["update", "delete"])
def test_history_cannot_be_rewritten(act: str) -> None:
    enter(resident())
    versions = AddresseeVersion.objects.all()
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        versions.update(name="別人") if act == "update" else versions.delete()
    assert versions.get().name == "見本　太郎"
