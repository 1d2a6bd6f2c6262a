"""EL-12: everything sent and received is in one log, its counts agree, and nothing is forgotten."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from juminzei.apps.assessment.models import QuarantinedRow
from juminzei.apps.exchange.models import Step
from juminzei.apps.exchange.selectors.log import logged, unhandled
from juminzei.apps.receiving.exchanges import open_exchanges as open_received
from juminzei.apps.receiving.models import DeliveredFile, Delivery, FileState
from juminzei.platform.documents.exchanges import (
    Exchange,
    all_exchanges,
    all_open_exchanges,
)
from juminzei.platform.documents.models import ReceivedFile
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


@pytest.mark.parametrize(("days", "alarms"), [(0, 0), (2, 0), (3, 1)], ids=str)
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


@pytest.mark.parametrize(
    ("days", "due", "late"),
    [(2, None, False), (3, None, True), (9, 9, False), (10, 9, True), (1, 0, True)],
)
def test_what_has_a_day_of_its_own_is_late_after_it(
    days: int, due: int | None, *, late: bool
) -> None:
    until = None if due is None else AT.date() + timedelta(days=due)
    one = replace(ONE, due_on=until)
    assert one.late(AT + timedelta(days=days), days=3) is late
    assert not replace(one, waiting=0).late(AT + timedelta(days=days), days=3)


def mixed(actor: StaffMember, times: int, *, first: int = 0) -> None:
    """Enter deliveries and files that are dealt with, wait, disagree, or came alone."""
    for number in range(first, first + times):
        held = received(actor, f"held{number}.csv")
        QuarantinedRow.objects.create(received_file=held, row_number=1, findings=[], raw="")
        one_of(actor, received_rows=5, accepted=3, held=2, received_file=held)
        one_of(actor, received_rows=5, accepted=5)
        one_of(actor, received_rows=5, accepted=5, claimed=5)
        one_of(actor, received_rows=5, accepted=5, claimed=6)
        one_of(actor, FileState.QUARANTINED)
        alone = received(actor, f"alone{number}.csv")
        QuarantinedRow.objects.create(received_file=alone, row_number=1, findings=[], raw="")
        resolved = received(actor, f"resolved{number}.csv")
        QuarantinedRow.objects.create(
            received_file=resolved, row_number=1, findings=[], raw="", resolved=True
        )


def test_what_is_open_is_found_without_the_rest_and_is_the_same() -> None:
    """EL-12: the alarm and the log cannot differ."""
    one, other = staff("1001"), staff("1002")
    mixed(one, 2)
    forwarded(one, 1)
    stepped(prepared(one), (Step.APPROVED, other), (Step.SENT, one))
    since, until = AT - timedelta(days=1), AT + timedelta(days=1)
    found = sorted(map(str, all_open_exchanges(since, until)))
    every = [each for each in all_exchanges(since, until) if each.waiting or not each.agrees]
    assert found == sorted(map(str, every))
    assert len(found) == 2 * 4 + 1
    assert list(open_received(until, until)) == []


def test_the_alarm_asks_as_often_for_many_as_for_few() -> None:
    actor = staff()
    mixed(actor, 1)
    with CaptureQueriesContext(connection) as few:
        unhandled(AT)
    mixed(actor, 12, first=1)
    with CaptureQueriesContext(connection) as many:
        unhandled(AT)
    assert len(many) == len(few)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="reads SQLite's plan")
@pytest.mark.parametrize("model", [ReceivedFile, Delivery], ids=lambda model: model.__name__)
def test_the_alarm_reads_by_an_index(model: type[ReceivedFile | Delivery]) -> None:
    """The days asked for are found by their index, however many years lie in the tables."""
    with CaptureQueriesContext(connection) as asked:
        unhandled(AT)
    table = model._meta.db_table
    statements = [one["sql"] for one in asked if f'FROM "{table}"' in one["sql"]]
    assert statements
    for statement in statements:
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN QUERY PLAN {statement}")
            plan = [row[3] for row in cursor.fetchall()]
        assert not any(line.startswith(f"SCAN {table}") for line in plan), plan
