"""The ledger tells which documents a version was made from, and what to look at in them."""

from __future__ import annotations

import pytest

from juminzei.apps.assessment.models import AssessmentVersion, Finding
from juminzei.apps.assessment.selectors.run_exceptions import exceptional
from juminzei.apps.assessment.services import ledger_digest, start_run
from juminzei.apps.assessment.services.calculate_run import trial
from juminzei.platform.staff.services import batch_member
from support.document_rows import pension, person_on_the_list, wage
from support.moments import START
from support.return_rows import INHABITANT, NATIONAL, filed, gift
from support.small_city import calculated

pytestmark = pytest.mark.django_db(databases=["default", "audit"])


def version_of(person: int) -> AssessmentVersion:
    return AssessmentVersion.objects.exclude(run__state="abandoned").get(addressee_id=person)


def run() -> None:
    calculated(batch_member(START))


def test_reports_that_were_added_up_are_its_sources() -> None:
    person, nobody = person_on_the_list(1), person_on_the_list(2)
    documents = [wage(person, 3_000_000), pension(person, 500_000)]
    run()

    version = version_of(person)
    assert (version.ruled_by, version.source_documents) == ("reports", sorted(documents))
    assert version.findings == {}
    assert (version_of(nobody).ruled_by, version_of(nobody).source_documents) == ("", [])


def test_a_return_is_the_source_and_the_reports_it_outdoes_are_not() -> None:
    person = person_on_the_list(1)
    wage(person, 3_000_000)
    filed(person, INHABITANT, income_business=1)
    key = filed(person, NATIONAL, revenue_employment=2_000_000)
    run()

    version = version_of(person)
    assert (version.ruled_by, version.source_documents) == ("national_return", [key])
    assert version.document_count == 3
    assert version.findings == {"return_lacks_pay": 1_000_000}


def test_a_report_whose_details_fill_a_return_is_a_source_too() -> None:
    person = person_on_the_list(1)
    report = wage(person, 3_000_000, income_stated=2_020_000, life_general_new=80_000)
    stated = {"life_deduction_stated": 40_000}
    key = filed(person, NATIONAL, revenue_employment=3_000_000, stated=stated)
    run()

    assert version_of(person).source_documents == sorted([report, key])


def test_notices_of_gifts_that_count_are_sources() -> None:
    person = person_on_the_list(1)
    documents = [wage(person, 3_000_000), gift(person, 10_000, "見本町")]
    run()

    assert version_of(person).source_documents == sorted(documents)


@pytest.mark.parametrize("finding", ["return_lacks_pay", "one_stop_void_by_return"])
def test_whom_a_finding_is_about_is_listed_as_often_as_counted(finding: str) -> None:
    found, other = person_on_the_list(1), person_on_the_list(2)
    for person in (found, other):
        wage(person, 3_000_000)
    gift(found, 10_000, "見本町")
    filed(found, NATIONAL, revenue_employment=1)
    of = calculated(batch_member(START))

    assert [one.addressee_id for one in exceptional(of, finding)] == [found]
    assert of.totals["exceptions"][finding] == 1


def test_every_finding_is_an_exception_of_the_run() -> None:
    person_on_the_list(1)
    of = calculated(batch_member(START))

    assert set(Finding.values) <= set(of.totals["exceptions"])


def test_chunks_do_not_change_sources_or_digest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ledger_digest, "BLOCK", 2)
    monkeypatch.setattr(start_run, "BLOCK", 2)
    people = [person_on_the_list(body) for body in range(1, 6)]
    keys = {person: [filed(person, NATIONAL, income_business=9_000_000)] for person in people}
    whole = trial(2026)[1]
    of = calculated(batch_member(START), chunk=2)

    assert of.result_digest == whole
    assert of.job.chunks.count() == 3
    assert {one: version_of(one).source_documents for one in people} == keys
