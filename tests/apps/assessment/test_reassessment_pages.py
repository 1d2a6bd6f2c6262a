"""The pages on which a fixed tax is changed, from the correction to the new version."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from juminzei.apps.assessment.models import OfficialCorrection, Reassessment
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.staff.policy import Role
from support.document_rows import TAX_YEAR
from support.fixed_year import corrected, fixed, wage_report_of
from support.moments import START
from support.page_rows import AT, staff
from support.small_city import City, small_city

if TYPE_CHECKING:
    from django.test import Client

    from juminzei.apps.assessment.models import AssessmentRun
    from juminzei.platform.staff.models import StaffMember

pytestmark = pytest.mark.django_db(databases=["default", "vault", "audit"])
LATER = START + timedelta(hours=1)
GIVEN = {"ground": "correction", "reason": "賃金台帳と照合した", "seen": "160500"}


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("juminzei.apps.assessment.views.reassessment.now", lambda: AT)


@pytest.fixture
def clerk() -> StaffMember:
    return staff("1001")


@pytest.fixture
def boss() -> StaffMember:
    return staff("9001", Role.TAX_SUPERVISOR)


@pytest.fixture
def city() -> City:
    return small_city()


@pytest.fixture
def run(city: City, clerk: StaffMember, boss: StaffMember) -> AssessmentRun:
    made = fixed(clerk, boss)
    corrected(wage_report_of(city.employee), clerk, boss, LATER, revenue="4000000")
    return made


def page_of(number: int, name: str = "reassess") -> str:
    return f"{reverse(name, args=[number])}?year={TAX_YEAR}"


def test_a_tax_is_changed_from_the_list_of_old_results_to_the_new_version(
    client: Client, city: City, run: AssessmentRun, clerk: StaffMember, boss: StaffMember
) -> None:
    client.force_login(clerk)
    stale = client.get(reverse("run_stale", args=[run.pk])).text
    assert page_of(city.employee) in stale
    assert "juminzei assess" not in stale
    shown = client.get(page_of(city.employee)).text
    for words in ("240,500", "160,500", "5,000,000", "4,000,000", "職権訂正", "給与所得"):
        assert words in shown
    sent = client.post(page_of(city.employee, "reassess_propose"), GIVEN)
    made = Reassessment.objects.get()
    assert sent.headers["Location"] == reverse("reassessment", args=[made.pk])
    own = client.get(reverse("reassessment", args=[made.pk])).text
    assert "起案した職員は決裁できません" in own
    assert "更正を起案する" not in client.get(page_of(city.employee)).text

    client.force_login(boss)
    assert "決裁待ち" in client.get(reverse("reassessment_list")).text
    client.post(reverse("reassessment_decide", args=[made.pk]), {"outcome": "grant"})
    done = client.get(reverse("reassessment", args=[made.pk])).text
    assert "第 2 版" in done
    person = client.get(f"{reverse('person', args=[city.employee])}?year={TAX_YEAR}").text
    assert "160,500" in person
    assert "更正" in person


def test_what_was_entered_stays_beside_why_it_is_refused(
    client: Client, city: City, run: AssessmentRun, clerk: StaffMember
) -> None:
    assert run
    client.force_login(clerk)
    address = page_of(city.employee, "reassess_propose")
    missing = client.post(address, {**GIVEN, "reason": ""})
    assert missing.status_code == 422
    changed = client.post(address, {**GIVEN, "seen": "1"})
    assert changed.status_code == 409
    assert "年税額が変わりました" in changed.text
    assert "賃金台帳と照合した" in changed.text
    same = client.post(page_of(city.leaver, "reassess_propose"), {**GIVEN, "seen": ""})
    assert (same.status_code, "違いません" in same.text) == (409, True)
    assert not Reassessment.objects.exists()


def test_who_proposed_it_cannot_grant_it_and_what_is_not_there_is_not_found(
    client: Client, city: City, run: AssessmentRun, boss: StaffMember
) -> None:
    assert run
    client.force_login(boss)
    client.post(page_of(city.employee, "reassess_propose"), GIVEN)
    made = Reassessment.objects.get()
    decided = client.post(reverse("reassessment_decide", args=[made.pk]), {"outcome": "grant"})
    assert (decided.status_code, "申請した職員" in decided.text) == (409, True)
    assert client.get(reverse("reassessment", args=[made.pk + 1])).status_code == 404
    assert client.get(page_of(1)).status_code == 404


@pytest.mark.parametrize("state", ["open", "granted", "refused", ""])
def test_the_list_shows_what_it_is_asked_for(
    state: str, client: Client, city: City, run: AssessmentRun, clerk: StaffMember
) -> None:
    assert run
    client.force_login(clerk)
    client.post(page_of(city.employee, "reassess_propose"), GIVEN)
    made = Reassessment.objects.get()
    shown = client.get(f"{reverse('reassessment_list')}?state={state}").text
    assert (reverse("reassessment", args=[made.pk]) in shown) == (state in {"open", ""})


def test_each_look_is_on_record(
    client: Client, city: City, run: AssessmentRun, clerk: StaffMember
) -> None:
    assert run
    client.force_login(clerk)
    client.get(page_of(city.employee))
    client.get(reverse("reassessment_list"))
    actions = set(OutgoingRecord.objects.values_list("action", flat=True))
    assert {"assessment.reassess.viewed", "assessment.reassessments.viewed"} <= actions


def test_the_run_and_the_correction_lead_there(
    client: Client, city: City, run: AssessmentRun, clerk: StaffMember
) -> None:
    client.force_login(clerk)
    assert "更正が要る人 1 人" in client.get(reverse("run", args=[run.pk])).text
    correction = OfficialCorrection.objects.get()
    sheet = f"{reverse('consolidated_sheet', args=[city.employee])}?year={TAX_YEAR}"
    for address in (reverse("official_correction", args=[correction.pk]), sheet):
        assert page_of(city.employee) in client.get(address).text
