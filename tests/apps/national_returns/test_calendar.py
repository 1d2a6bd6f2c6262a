"""KR-11: a delivery that should have come is missing, and said so."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from juminzei.apps.national_returns.models import ReturnDelivery
from juminzei.apps.national_returns.selectors.calendar import expected_on
from juminzei.apps.national_returns.services.expect_deliveries import expect_deliveries
from juminzei.apps.national_returns.services.refusal import ReturnsRefusedError
from juminzei.apps.national_returns.waiting import waiting
from juminzei.platform.clock import JAPAN
from juminzei.platform.staff.policy import Role
from support.page_rows import AT, staff

if TYPE_CHECKING:
    from juminzei.platform.staff.models import StaffMember

pytestmark = pytest.mark.django_db(databases=["default", "audit"])

FIRST, LAST = date(2026, 2, 1), date(2026, 4, 30)


@pytest.fixture
def boss() -> StaffMember:
    """Who keeps the calendar; e-Tax comes daily, KSK weekly in the season."""
    actor = staff("9001", Role.TAX_SUPERVISOR)
    for source, days in (("etax", 1), ("ksk", 7)):
        expect_deliveries(
            source=source,
            every_days=days,
            valid_from=FIRST,
            valid_until=LAST,
            actor=actor,
            at=AT,
        )
    return actor


def came(source: str, day: date, actor: StaffMember, state: str = "taken") -> None:
    ReturnDelivery.objects.create(
        source=source,
        kind="delivery",
        delivery_id=f"{source}{day}",
        delivered_on=day,
        state=state,
        channel="national_tax",
        received_by=actor,
        received_at=AT,
    )


def missing(day: date) -> list[str]:
    return [one.source for one in expected_on(day) if one.missing]


def test_what_is_due_may_come_all_day_and_is_missing_the_day_after(boss: StaffMember) -> None:
    came("etax", date(2026, 3, 2), boss)
    came("ksk", date(2026, 3, 2), boss)
    assert missing(date(2026, 3, 3)) == []
    assert missing(date(2026, 3, 4)) == ["etax"]
    assert missing(date(2026, 3, 9)) == ["etax"]
    assert missing(date(2026, 3, 10)) == ["etax", "ksk"]


def test_before_the_first_delivery_the_period_counts(boss: StaffMember) -> None:
    assert boss
    assert missing(FIRST) == []
    assert missing(FIRST + timedelta(days=2)) == ["etax"]
    assert expected_on(LAST + timedelta(days=1)) == []


def test_a_delivery_that_is_held_has_not_come(boss: StaffMember) -> None:
    came("etax", date(2026, 3, 3), boss, state="held")
    assert "etax" in missing(date(2026, 3, 4))


def test_the_newest_entry_of_a_day_counts(boss: StaffMember) -> None:
    expect_deliveries(
        source="etax",
        every_days=30,
        valid_from=FIRST,
        valid_until=LAST,
        actor=boss,
        at=AT,
    )
    assert missing(FIRST + timedelta(days=5)) == []
    with pytest.raises(ReturnsRefusedError):
        expect_deliveries(
            source="etax", every_days=1, valid_from=LAST, valid_until=FIRST, actor=boss, at=AT
        )


def test_the_home_page_tells_of_a_missing_delivery(boss: StaffMember) -> None:
    at = datetime(2026, 3, 20, 9, tzinfo=JAPAN)
    tasks = {task.label: task.count for task in waiting(boss, {"returns.view"}, at)}
    assert tasks["国税連携の配信が届いていない"] == 2
