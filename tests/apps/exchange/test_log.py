"""EL-12: everything sent and received is in one log, its counts agree, and nothing is forgotten."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from juminzei.apps.assessment.models import QuarantinedRow
from juminzei.apps.exchange.models import Step
from juminzei.apps.exchange.selectors.log import ALARM_DAYS, logged, unhandled
from juminzei.apps.receiving.models import DeliveredFile, FileState
from juminzei.platform.documents.exchanges import Exchange
from juminzei.platform.staff.policy import Role
from support.exchange_rows import KUMAGAYA, forwarded, prepared, stepped
from support.page_rows import AT, staff
from support.receiving_rows import delivery
from support.tax_rows import received

if TYPE_CHECKING:
    from django.test import Client

    from juminzei.platform.staff.models import StaffMember

pytestmark = pytest.mark.django_db(databases=["default", "vault", "audit"])

ONE = Exchange(AT, "in", "eLTAX", "給与支払者", "x", None, 3, 2, 1, "/")


@pytest.mark.parametrize(
    ("changes", "agrees"),
    [
        ({}, True),
        ({"told": 3}, True),
        ({"told": 4}, False),
        ({"told": 0}, False),
        ({"done": 3}, False),
        ({"waiting": 0}, False),
        ({"count": 0, "done": 0, "waiting": 0}, True),
    ],
    ids=str,
)
def test_counts_agree_if_each_is_dealt_with_or_waits(
    changes: dict[str, Any], *, agrees: bool
) -> None:
    assert replace(ONE, **changes).agrees is agrees


def one_of(actor: StaffMember, state: str = "taken", **counts: Any) -> DeliveredFile:
    claimed = counts.pop("claimed", None)
    entry = delivery(actor, claimed_documents=claimed)
    return DeliveredFile.objects.create(
        delivery=entry,
        name="a.csv",
        digest="0" * 64,
        size_bytes=1,
        entered_at=AT,
        state_at=AT,
        state=state,
        label="給与支払報告書",
        **{"kind": "wage_report", **counts},
    )


def the_log() -> list[Exchange]:
    return [one for one in logged(AT.date(), AT.date(), AT) if one.what != "kyuho_001.csv"]


def test_a_delivery_is_told_with_what_its_sender_claimed() -> None:
    one_of(staff(), received_rows=5, accepted=4, duplicates=1, claimed=5)
    (told,) = the_log()
    assert (told.direction, told.told, told.count, told.done, told.waiting) == ("in", 5, 5, 5, 0)
    assert told.agrees


@pytest.mark.parametrize(
    ("resolved", "waiting"), [(0, 2), (1, 1), (2, 0)], ids=["none", "one", "both"]
)
def test_rows_set_aside_wait_until_each_is_dealt_with(resolved: int, waiting: int) -> None:
    actor = staff()
    file = received(actor, "b.csv")
    for row in range(2):
        QuarantinedRow.objects.create(
            received_file=file, row_number=row, findings=[], raw="", resolved=row < resolved
        )
    one_of(actor, received_rows=5, accepted=3, held=2, received_file=file)
    (told,) = the_log()
    assert (told.count, told.done, told.waiting) == (5, 5 - waiting, waiting)
    assert told.agrees


@pytest.mark.parametrize("state", [FileState.RECEIVED, FileState.QUARANTINED])
def test_a_file_that_nobody_opened_waits(state: FileState) -> None:
    one_of(staff(), state, claimed=9)
    (told,) = the_log()
    assert (told.told, told.count, told.waiting) == (None, 1, 1)


def test_a_file_taken_in_by_a_command_is_in_the_log_once() -> None:
    actor = staff()
    alone, through = received(actor, "alone.csv"), received(actor, "through.csv")
    one_of(actor, received_rows=2, accepted=2, received_file=through)
    names = sorted(one.what for one in the_log())
    assert names == [alone.name, "給与支払報告書"]


def test_what_was_sent_waits_until_it_arrived_and_tells_no_city() -> None:
    one, other = staff("1001"), staff("1002")
    forwarded(one, 1, 2)
    lot = stepped(prepared(one), (Step.APPROVED, other))
    assert [each for each in the_log() if each.direction == "out"] == []
    stepped(lot, (Step.SENT, one))
    (sent,) = [each for each in the_log() if each.direction == "out"]
    assert (sent.count, sent.done, sent.waiting) == (2, 0, 2)
    assert KUMAGAYA not in str(sent)
    stepped(lot, (Step.RECEIVED, one))
    (sent,) = [each for each in the_log() if each.direction == "out"]
    assert (sent.done, sent.waiting) == (2, 0)


@pytest.mark.parametrize(
    ("days", "alarms"), [(0, 0), (ALARM_DAYS - 1, 0), (ALARM_DAYS, 1)], ids=str
)
def test_what_waits_alarms_after_some_days(days: int, alarms: int) -> None:
    one_of(staff(), FileState.RECEIVED)
    assert unhandled(AT + timedelta(days=days)) == alarms


def test_counts_that_do_not_agree_alarm_at_once() -> None:
    one_of(staff(), received_rows=5, accepted=5, claimed=6)
    assert unhandled(AT) == 1


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", 3),
        ("&direction=in", 3),
        ("&direction=out", 0),
        ("&state=open", 2),
        ("&state=wrong", 1),
        ("&sort=-waiting", 3),
        ("&sort=partner", 3),
    ],
)
def test_the_page_narrows_and_adds_up(query: str, found: int, client: Client) -> None:
    actor = staff()
    client.force_login(actor)
    one_of(actor, received_rows=5, accepted=5)
    one_of(actor, received_rows=5, accepted=5, claimed=6)
    one_of(actor, FileState.RECEIVED)
    page = client.get(f"/exchange/log/?since={AT.date()}&until={AT.date()}{query}")
    assert page.text.count("data-row") == found


def test_days_outside_are_not_in_the_log(client: Client) -> None:
    actor = staff()
    one_of(actor, received_rows=1, accepted=1)
    assert logged(AT.date() + timedelta(days=1), AT.date() + timedelta(days=9), AT) == []
    client.force_login(staff("3001", Role.COLLECTION_CLERK))
    assert client.get("/exchange/log/").status_code == 403
