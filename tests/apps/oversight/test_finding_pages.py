"""The queue of abnormal access on screen."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest

from juminzei.apps.oversight.models import AccessFinding, FindingDecision
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.audit.services import record
from juminzei.platform.clock import JAPAN
from juminzei.platform.staff.policy import Role
from support.page_rows import staff

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db(databases=["default", "audit"], transaction=True)
PAGE = "/oversight/findings/"
SUNDAY = date(2026, 5, 31)


@pytest.fixture
def officer(client: Client) -> Client:
    """A privacy officer's browser; somebody worked on a Sunday."""
    record(
        action="staff.signed_in",
        actor=staff("2001"),
        at=datetime(2026, 5, 31, 10, tzinfo=JAPAN),
    )
    client.force_login(staff("9001", Role.PRIVACY_OFFICER))
    return client


@pytest.fixture
def one(officer: Client) -> AccessFinding:
    assert officer.post(f"{PAGE}inspect/").status_code == 302
    return AccessFinding.objects.get(staff_number="2001")


def text_of(client: Client, address: str = PAGE) -> str:
    return client.get(address).content.decode()


def test_days_that_were_not_inspected_are_told_and_inspected_by_a_button(officer: Client) -> None:
    before = text_of(officer)
    assert "まだ点検していません" in before
    assert "前日までを点検する" in before
    assert "1 件を検出しました" in officer.post(f"{PAGE}inspect/", follow=True).content.decode()
    after = text_of(officer)
    assert "閉庁日の操作" in after
    assert "2001 課税 花子" in after
    assert "31日を過ぎても判断されていない検出が 1 件" in after


def test_a_finding_leads_to_its_records_and_is_decided(officer: Client, one: AccessFinding) -> None:
    page = text_of(officer, f"{PAGE}{one.pk}/")
    assert "staff=2001&amp;since=2026-05-31&amp;until=2026-05-31" in page
    given = {"outcome": "in_order", "reason": "選挙事務"}
    answer = officer.post(f"{PAGE}{one.pk}/decide/", given, follow=True)
    assert "「業務上正当」と判断しました" in answer.content.decode()
    assert "閉庁日の操作" not in text_of(officer).partition("<table")[2]
    assert "選挙事務" in text_of(officer, f"{PAGE}{one.pk}/")
    assert FindingDecision.objects.get().decided_by.staff_number == "9001"


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", True),
        ("?state=decided", False),
        ("?state=all", True),
        ("?rule=refusals", False),
        ("?rule=closed_day&staff=2001", True),
        ("?staff=2002", False),
        ("?state=nonsense", False),
        ("?sort=nonsense", True),
    ],
)
def test_the_list_is_narrowed(
    officer: Client, one: AccessFinding, query: str, *, shown: bool
) -> None:
    table = text_of(officer, PAGE + query).partition("<table")[2]
    assert (f"{PAGE}{one.pk}/" in table) == shown


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({"outcome": "in_order", "reason": ""}, 422),
        ({"outcome": "forgiven", "reason": "x"}, 422),
        ({"outcome": "told", "reason": "x" * 401}, 422),
    ],
)
def test_a_decision_that_will_not_do_is_told(
    officer: Client, one: AccessFinding, given: dict[str, str], status: int
) -> None:
    answer = officer.post(f"{PAGE}{one.pk}/decide/", given)
    assert answer.status_code == status
    assert "入力に誤りがあります" in answer.content.decode()
    assert not FindingDecision.objects.exists()


def test_nobody_decides_about_themselves(officer: Client, one: AccessFinding) -> None:
    own = AccessFinding.objects.create(
        rule="closed_day",
        day=SUNDAY,
        staff_number="9001",
        count=1,
        first_sequence=one.first_sequence,
        last_sequence=1,
        found_at=one.found_at,
    )
    assert "判断する" not in text_of(officer, f"{PAGE}{own.pk}/")
    answer = officer.post(f"{PAGE}{own.pk}/decide/", {"outcome": "in_order", "reason": "x"})
    assert answer.status_code == 409
    assert "ほかの責任者が判断します" in answer.content.decode()


def test_an_auditor_looks_and_does_not_decide(client: Client, one: AccessFinding) -> None:
    client.force_login(staff("9002", Role.AUDITOR))
    assert "判断する" not in text_of(client, f"{PAGE}{one.pk}/")
    assert "前日までを点検する" not in text_of(client)
    assert client.post(f"{PAGE}inspect/").status_code == 403
    answer = client.post(f"{PAGE}{one.pk}/decide/", {"outcome": "told", "reason": "x"})
    assert answer.status_code == 403


def test_looking_at_findings_is_on_record(officer: Client, one: AccessFinding) -> None:
    text_of(officer)
    text_of(officer, f"{PAGE}{one.pk}/")
    said = OutgoingRecord.objects.filter(action="audit.findings.viewed").order_by("pk")
    assert [row.subject_id for row in said] == ["", str(one.pk)]
    assert officer.get(f"{PAGE}999/").status_code == 404
