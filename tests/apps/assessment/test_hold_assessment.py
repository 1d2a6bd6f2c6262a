"""課税保留: whose tax is held is calculated, but neither fixed with the others nor printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from juminzei.apps.assessment.models import AssessmentHold, HoldAct, NoticeKind
from juminzei.apps.assessment.selectors import notices
from juminzei.apps.assessment.selectors.holds import hold_of, holds, left_out, newest_acts
from juminzei.apps.assessment.services.fix_run import fix_run
from juminzei.apps.assessment.services.hold_assessment import (
    HoldRefusedError,
    hold_assessment,
    release_assessment,
)
from juminzei.apps.assessment.services.notice_recipients import held_back
from juminzei.apps.assessment.services.review_run import review_run
from juminzei.apps.assessment.waiting import waiting
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.staff.policy import Role
from juminzei.platform.staff.services import NotPermittedError
from support.closing import closed
from support.document_rows import person_on_the_list
from support.page_rows import AT, staff
from support.small_city import calculated, small_city

if TYPE_CHECKING:
    from django.test import Client

    from juminzei.apps.assessment.models import AssessmentRun
    from juminzei.platform.staff.models import StaffMember

pytestmark = pytest.mark.django_db(databases=["default", "vault", "audit"])
YEAR = 2026
WHY = "居住の実態を調査中"


@pytest.fixture
def clerk() -> StaffMember:
    return staff("1001")


@pytest.fixture
def boss() -> StaffMember:
    return staff("2001", Role.TAX_SUPERVISOR)


def hold(number: int, actor: StaffMember, reason: str = WHY) -> AssessmentHold:
    return hold_assessment(number=number, tax_year=YEAR, reason=reason, actor=actor, at=AT)


def release(number: int, actor: StaffMember, reason: str = "居住を確認") -> AssessmentHold:
    return release_assessment(number=number, tax_year=YEAR, reason=reason, actor=actor, at=AT)


def test_somebody_is_held_and_released_and_all_of_it_stays(clerk: StaffMember) -> None:
    number = person_on_the_list(1)
    hold(number, clerk)
    was = hold_of([number], YEAR)
    release(number, clerk)
    hold(number, clerk, "また調査中")

    assert was is not None
    assert was.reason == WHY
    acts = AssessmentHold.objects.order_by("pk").values_list("act", flat=True)
    assert list(acts) == [HoldAct.HELD, HoldAct.RELEASED, HoldAct.HELD]
    assert [one.reason for one in newest_acts(YEAR)] == ["また調査中"]


def test_nobody_is_held_twice_or_released_unheld(clerk: StaffMember) -> None:
    number = person_on_the_list(1)
    with pytest.raises(HoldRefusedError, match="保留されていません"):
        release(number, clerk)
    hold(number, clerk)
    with pytest.raises(HoldRefusedError, match="すでに"):
        hold(number, clerk)


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_reason_is_asked_for_both_ways(clerk: StaffMember, reason: str) -> None:
    number = person_on_the_list(1)
    with pytest.raises(HoldRefusedError, match="理由"):
        hold(number, clerk, reason)
    hold(number, clerk)
    with pytest.raises(HoldRefusedError, match="理由"):
        release(number, clerk, reason)


def test_only_who_is_taxed_here_is_held(clerk: StaffMember) -> None:
    with pytest.raises(HoldRefusedError, match="名簿"):
        hold(person_on_the_list(1, included=False), clerk)


def test_others_may_neither_hold_nor_release() -> None:
    number = person_on_the_list(1)
    auditor = staff("3001", Role.AUDITOR)
    with pytest.raises(NotPermittedError):
        hold(number, auditor)
    with pytest.raises(NotPermittedError):
        release(number, auditor)


def printed(run: AssessmentRun) -> tuple[set[int], set[int]]:
    """Return who gets an ordinary notice, and whose employer gets a special one."""
    ordinary = {one.addressee_id for one in notices.people_with_slips_or_pension(run)}
    return ordinary, {one.addressee_id for one in notices.employees(run)}


def test_no_notice_is_printed_and_the_manifest_says_why(
    clerk: StaffMember, boss: StaffMember
) -> None:
    city = small_city()
    run = calculated(boss)
    before = printed(run)
    hold(city.employee, clerk)
    ordinary, special = printed(run)
    told = [*held_back(run, NoticeKind.SPECIAL), *held_back(run, NoticeKind.ORDINARY)]

    assert city.employee in before[1]
    assert special == before[1] - {city.employee}
    assert ordinary == before[0] - {city.employee}
    assert f"{city.employee:010d}" in {one.number for one in told}
    assert {one.reason for one in told} == {"課税保留"}
    release(city.employee, clerk)
    assert printed(run) == before


def test_who_is_held_is_left_out_when_the_year_is_fixed(
    clerk: StaffMember, boss: StaffMember
) -> None:
    city = small_city()
    run = review_run(calculated(boss), actor=boss, at=AT)
    hold(city.employee, clerk)
    expected = left_out(run)
    closed()
    fixed = fix_run(run, actor=boss, at=AT)
    (record,) = OutgoingRecord.objects.filter(action="assessment.run.fixed")

    assert fixed.totals["held"] == expected
    assert expected["people"] == 1
    assert expected["total"] > 0
    assert record.details["held"] == expected


def test_after_fixing_nobody_is_held_and_a_supervisor_releases(
    clerk: StaffMember, boss: StaffMember
) -> None:
    city = small_city()
    run = review_run(calculated(boss), actor=boss, at=AT)
    hold(city.employee, clerk)
    closed()
    fix_run(run, actor=boss, at=AT)
    with pytest.raises(HoldRefusedError, match="確定済み"):
        hold(city.pensioner, clerk)
    with pytest.raises(NotPermittedError):
        release(city.employee, clerk)
    release(city.employee, boss)
    assert not holds(YEAR).exists()


def test_the_list_the_page_and_the_task_tell_of_it(client: Client, clerk: StaffMember) -> None:
    city = small_city()
    client.force_login(clerk)
    number = f"{city.employee:010d}"
    refused = client.post(reverse("hold_place"), {"number": "123", "reason": WHY})
    client.post(reverse("hold_place"), {"number": number, "reason": WHY})
    listed = client.get(reverse("hold_list")).content.decode()
    page = client.get(reverse("hold", args=[city.employee])).content.decode()
    tasks = {one.label: one.count for one in waiting(clerk, {"assess.hold"}, AT)}

    assert refused.status_code == 422
    assert WHY in listed
    assert number in listed
    assert "保留中" in page
    assert tasks == {"課税保留の解除": 1}
    client.post(reverse("hold_release", args=[city.employee]), {"reason": "確認した"})
    again = client.post(reverse("hold_release", args=[city.employee]), {"reason": "確認した"})
    assert again.status_code == 409
    assert WHY not in client.get(reverse("hold_list")).content.decode()
