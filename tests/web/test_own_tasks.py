"""The home page tells everybody what waits for them, from every application."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from juminzei.apps.oversight.models import AccessFinding, FindingDecision
from juminzei.platform.clock import now, today
from juminzei.platform.staff.policy import Role
from juminzei.platform.staff.services import functions_of
from juminzei.platform.staff.task import Task
from juminzei.web import own_tasks
from support.page_rows import staff

if TYPE_CHECKING:
    from django.test import Client

    from juminzei.platform.staff.models import StaffMember

pytestmark = pytest.mark.django_db(databases=["default", "audit"])


def finding(number: str, day: date) -> AccessFinding:
    return AccessFinding.objects.create(
        day=day,
        rule="out_of_hours",
        staff_number=number,
        count=3,
        first_sequence=1,
        last_sequence=3,
        found_at=now(),
    )


def told(member: StaffMember) -> list[tuple[str, int]]:
    at = now()
    found = own_tasks.tasks(member, functions_of(member, on=at.date()), at)
    return [(task.label, task.count) for task in found]


def test_an_officer_is_told_of_findings_but_not_of_their_own(client: Client) -> None:
    officer = staff("3001", Role.PRIVACY_OFFICER)
    day = today() - timedelta(days=2)
    finding("1001", day)
    finding("1002", day)
    finding("3001", day)
    decided = finding("1003", day)
    FindingDecision.objects.create(
        finding=decided, outcome="in_order", reason="x", decided_by=officer, decided_at=now()
    )
    assert ("異常アクセスの判断", 2) in told(officer)

    client.force_login(officer)
    page = client.get(reverse("home")).content.decode()
    assert f'href="{reverse("finding_list")}?state=open"' in page
    assert "期限切れ" not in page


def test_a_clerk_is_told_nothing_of_findings(client: Client) -> None:
    finding("1002", today())
    clerk = staff("1001")
    assert "異常アクセスの判断" not in dict(told(clerk))
    client.force_login(clerk)
    assert "異常アクセスの判断" not in client.get(reverse("home")).content.decode()


def test_what_is_due_soonest_stands_first_and_empty_queues_nowhere(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    given = [
        Task("undated", 5, "home"),
        Task("later", 1, "home", due=date(2026, 9, 1)),
        Task("empty", 0, "home", due=date(2026, 1, 1)),
        Task("sooner", 2, "home", due=date(2026, 6, 1)),
    ]
    monkeypatch.setattr(own_tasks, "_askable", lambda: (lambda *_given: given,))
    assert told(staff("1001")) == [("sooner", 2), ("later", 1), ("undated", 5)]


def test_what_is_late_says_so(client: Client) -> None:
    finding("1001", today() - timedelta(days=40))
    client.force_login(staff("3001", Role.PRIVACY_OFFICER))
    assert "期限切れ" in client.get(reverse("home")).content.decode()
