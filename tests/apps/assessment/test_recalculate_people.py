"""Some people's results are made new before a year is fixed, and nobody else's."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from juminzei.apps.assessment.models import AssessmentRun
from juminzei.apps.assessment.selectors.counting_versions import own_result
from juminzei.apps.assessment.selectors.stale import stale_people
from juminzei.apps.assessment.services import ledger_digest as digests
from juminzei.apps.assessment.services import recalculate_people as service
from juminzei.apps.assessment.services import start_run
from juminzei.apps.assessment.services.calculate_run import trial
from juminzei.apps.assessment.services.check_results import check_results
from juminzei.apps.assessment.services.fix_run import LawChangedError, fix_run
from juminzei.apps.assessment.services.ledger_check import ledger_digest
from juminzei.apps.assessment.services.ledger_totals import ledger_totals
from juminzei.apps.assessment.services.recalculate_people import (
    NobodyToRecalculateError,
    recalculate_people,
)
from juminzei.apps.assessment.services.review_run import NotCalculatedYetError, review_run
from juminzei.apps.assessment.waiting import waiting
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.staff.policy import Role
from juminzei.platform.staff.services import NotPermittedError
from support.closing import closed
from support.document_rows import TAX_YEAR, wage
from support.fixed_year import corrected, wage_report_of
from support.moments import START
from support.page_rows import staff
from support.small_city import TOTAL, City, calculated, small_city

if TYPE_CHECKING:
    from django.test import Client

    from juminzei.platform.staff.models import StaffMember

pytestmark = pytest.mark.django_db(databases=["default", "vault", "audit"])
LATER = START + timedelta(hours=1)


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
def run(city: City, clerk: StaffMember) -> AssessmentRun:
    assert city
    return review_run(calculated(clerk), actor=clerk, at=START)


def two_corrected(city: City, clerk: StaffMember, boss: StaffMember) -> None:
    """The employee's tax becomes 160,500 and the leaver's nothing."""
    corrected(wage_report_of(city.employee), clerk, boss, LATER, revenue="4000000")
    corrected(wage_report_of(city.leaver), clerk, boss, LATER, revenue="900000")


def test_totals_made_from_the_ledger_are_those_of_the_calculation(run: AssessmentRun) -> None:
    totals = {name: value for name, value in run.totals.items() if name != "review"}
    assert ledger_totals(run) == totals


def test_only_the_chosen_are_calculated_anew(
    city: City, run: AssessmentRun, clerk: StaffMember, boss: StaffMember
) -> None:
    two_corrected(city, clerk, boss)
    done = recalculate_people(run, [city.employee, city.nobody], actor=clerk, at=LATER)

    assert done == [city.employee]
    run.refresh_from_db()
    assert (run.state, run.reviewed_by_id) == ("calculated", None)
    assert run.totals["total"] == TOTAL - 240_500 + 160_500
    assert run.result_digest == ledger_digest(run)
    taxes = dict(own_result(run).values_list("addressee_id", "total"))
    assert (taxes[city.employee], taxes[city.leaver]) == (160_500, 161_500)
    assert [one.addressee_id for one in stale_people(run)] == [city.leaver]
    versions = run.versions.filter(addressee=city.employee).order_by("version")
    assert list(versions.values_list("total", "reason")) == [
        (240_500, "initial"),
        (160_500, "recalculated"),
    ]


def test_calculating_the_old_ones_anew_is_calculating_the_whole_city_anew(
    city: City, run: AssessmentRun, clerk: StaffMember, boss: StaffMember
) -> None:
    """Totals and digest are those that a whole run would have now; it is reviewed and fixed."""
    two_corrected(city, clerk, boss)
    recalculate_people(run, [city.employee, city.leaver], actor=clerk, at=LATER)
    run.refresh_from_db()
    totals, digest = trial(TAX_YEAR)
    assert (run.totals, run.result_digest) == (totals, digest)
    closed()
    again = review_run(run, actor=clerk, at=LATER)
    assert check_results(again, actor=clerk, at=LATER).people == 0
    assert fix_run(again, actor=boss, at=LATER).state == "fixed"


def test_a_city_of_several_blocks_and_chunks_keeps_its_digest(
    city: City, clerk: StaffMember, boss: StaffMember, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(digests, "BLOCK", 2)
    monkeypatch.setattr(start_run, "BLOCK", 2)
    run = calculated(clerk, chunk=4)
    assert run.job.chunks.count() == 2
    two_corrected(city, clerk, boss)
    recalculate_people(run, [city.leaver], actor=clerk, at=LATER)
    recalculate_people(run, [city.employee], actor=clerk, at=LATER)
    run.refresh_from_db()
    assert (run.totals, run.result_digest) == trial(TAX_YEAR)


def test_somebody_is_calculated_anew_as_often_as_documents_change(
    city: City, run: AssessmentRun, clerk: StaffMember, boss: StaffMember
) -> None:
    report = wage_report_of(city.employee)
    for place, pay in enumerate(("4000000", "6000000"), start=1):
        at = LATER + timedelta(hours=place)
        corrected(report, clerk, boss, at, revenue=pay)
        recalculate_people(run, [city.employee], actor=clerk, at=at)
    totals = run.versions.filter(addressee=city.employee).order_by("version")
    assert list(totals.values_list("total", flat=True)) == [240_500, 160_500, 320_500]
    with pytest.raises(NobodyToRecalculateError):
        recalculate_people(run, [city.employee], actor=clerk, at=LATER)


@pytest.mark.parametrize("state", ["calculating", "fixed", "abandoned"])
def test_nobody_is_calculated_anew_in_a_run_that_is_not_open(
    state: str, city: City, run: AssessmentRun, clerk: StaffMember
) -> None:
    AssessmentRun.objects.update(state=state)
    with pytest.raises(NotCalculatedYetError, match="選んだ人だけの計算はできません"):
        recalculate_people(run, [city.employee], actor=clerk, at=LATER)


def test_under_another_law_the_whole_city_is_calculated(
    city: City, run: AssessmentRun, clerk: StaffMember
) -> None:
    AssessmentRun.objects.update(law_digest="0" * 64)
    with pytest.raises(LawChangedError):
        recalculate_people(run, [city.employee], actor=clerk, at=LATER)


def test_who_may_not_run_it_may_not_run_a_part_of_it(
    city: City, run: AssessmentRun, monkeypatch: pytest.MonkeyPatch, clerk: StaffMember
) -> None:
    with pytest.raises(NotPermittedError):
        recalculate_people(run, [city.employee], actor=staff("3", Role.COLLECTION_CLERK), at=LATER)
    monkeypatch.setattr(service, "MOST", 1)
    with pytest.raises(NobodyToRecalculateError, match="1 人まで"):
        recalculate_people(run, [city.employee, city.leaver], actor=clerk, at=LATER)
    with pytest.raises(NobodyToRecalculateError, match="いません"):
        recalculate_people(run, [9_999_999_999], actor=clerk, at=LATER)


def test_the_home_page_tells_that_results_are_old(
    city: City, run: AssessmentRun, clerk: StaffMember, boss: StaffMember
) -> None:
    def told() -> list[tuple[str, int]]:
        tasks = waiting(clerk, {"assess.review"}, LATER)
        return [(task.view, task.count) for task in tasks if task.count]

    assert told() == []
    two_corrected(city, clerk, boss)
    assert told() == [("run_stale", 2)]
    recalculate_people(run, [city.leaver], actor=clerk, at=LATER)
    assert told() == [("run_stale", 1)]
    wage(city.nobody, 3_000_000)  # written past every act: only comparing everybody finds it
    assert told() == [("run_stale", 1)]
    check_results(run, actor=clerk, at=LATER)
    assert told() == [("run_stale", 2)]


def test_people_are_chosen_on_the_page(
    client: Client, city: City, run: AssessmentRun, clerk: StaffMember, boss: StaffMember
) -> None:
    two_corrected(city, clerk, boss)
    client.force_login(clerk)
    page = client.get(reverse("run_stale", args=[run.pk])).text
    assert f'name="chosen" value="{city.employee}"' in page
    act = reverse("run_stale_recalculate", args=[run.pk])
    sent = client.post(act, {"whom": "chosen", "chosen": [str(city.employee), "x", "9" * 30]})
    assert sent.headers["Location"] == reverse("run", args=[run.pk])
    assert [one.addressee_id for one in stale_people(run)] == [city.leaver]
    client.post(act, {"whom": "all"})
    assert not stale_people(run).exists()
    refused = client.post(act, {"whom": "all"}, follow=True)
    assert "計算し直しが要る人はいません" in refused.text
    acts = OutgoingRecord.objects.filter(action="assessment.results.recalculated")
    assert [one.details["people"] for one in acts.order_by("pk")] == [1, 1]
