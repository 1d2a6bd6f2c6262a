"""Somebody is flagged while a page is being made: committed first, hidden on that page."""

from __future__ import annotations

from threading import Thread
from typing import TYPE_CHECKING

import pytest
from django.db import connections
from django.urls import reverse

from juminzei.apps.addressees.selectors import protection
from juminzei.apps.protection.models import ProtectionDecision
from juminzei.apps.protection.selectors.cases import undecided
from juminzei.apps.protection.services.decide import decide
from juminzei.apps.protection.services.refusal import ProtectionRefusedError
from juminzei.platform.staff.policy import Role
from support.hidden_family import Family, family
from support.page_rows import staff
from support.protection_cases import MORNING, begun

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from django.test import Client

    from juminzei.platform.staff.models import StaffMember

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "vault", "audit"])


@pytest.fixture
def people() -> Family:
    return family(staff("1001"))


def elsewhere(act: Callable[[], object]) -> None:
    """Carry ``act`` out over another connection, to its commit."""

    def done() -> None:
        try:
            act()
        finally:
            connections.close_all()

    thread = Thread(target=done)
    thread.start()
    thread.join(60)
    assert not thread.is_alive()


@pytest.mark.parametrize("page", ["person", "taxable_list", "search", "match", "forwarding"])
def test_who_is_flagged_after_it_was_asked_is_hidden_all_the_same(
    page: str, people: Family, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """T-D02: the flag is committed after the page asked who is protected, before it is made."""
    client.force_login(staff("3001"))
    address = {
        "person": lambda: reverse("person", args=[people.she.number]),
        "match": lambda: reverse("match", args=[people.documents[1].pk]),
        "search": lambda: client.post(reverse("search"), {"kana": "ヤマダ"}).headers["Location"],
    }.get(page, lambda: reverse(page))()
    asked = protection.withheld
    flagged: list[bool] = []

    def asked_too_early(on: date) -> protection.Withheld:
        found = asked(on)
        if not flagged:
            flagged.append(True)
            elsewhere(lambda: people.protect(people.clerk))
        return found

    monkeypatch.setattr(protection, "withheld", asked_too_early)
    answer = client.get(address)
    assert flagged
    assert answer.status_code == 200
    assert "秘匿町" not in answer.content.decode()
    assert "473514" not in answer.content.decode()


def test_two_people_decide_at_the_same_moment_and_one_decision_counts(people: Family) -> None:
    if connections["default"].vendor == "sqlite":
        pytest.skip("the tests' SQLite lies in memory, where the second writer is not made to wait")
    case = begun(people.she, people.clerk)
    request = undecided().get(case=case)
    both = [staff("2001", Role.TAX_SUPERVISOR), staff("2002", Role.TAX_SUPERVISOR)]
    ends: list[object] = []

    def decided_by(member: StaffMember) -> None:
        try:
            ends.append(
                decide(request_id=request.pk, agree=True, note="", actor=member, at=MORNING)
            )
        except ProtectionRefusedError as refusal:
            ends.append(refusal)
        finally:
            connections.close_all()

    threads = [Thread(target=decided_by, args=[member]) for member in both]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sorted(type(end).__name__ for end in ends) == [
        "ProtectionDecision",
        "ProtectionRefusedError",
    ]
    assert ProtectionDecision.objects.count() == 1
