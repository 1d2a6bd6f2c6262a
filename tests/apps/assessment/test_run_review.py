"""Reviewing and fixing a run: control totals, last year, exceptions, the supervisor."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np
import pytest

from juminzei.apps.assessment.models import (
    AssessmentRun,
    AssessmentVersion,
    Instalment,
    QuarantinedRow,
    RunState,
)
from juminzei.apps.assessment.services import start_run as starting
from juminzei.apps.assessment.services.fix_run import LawChangedError, NotReviewedError, fix_run
from juminzei.apps.assessment.services.previous_year import previous_year
from juminzei.apps.assessment.services.review_run import (
    ControlTotalError,
    NotCalculatedYetError,
    review_run,
)
from juminzei.apps.assessment.services.start_run import start_run
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.documents.models import ReceivedFile
from juminzei.platform.staff.services import NotPermittedError, batch_member
from support.closing import closed
from support.document_rows import person_on_the_list, wage
from support.moments import START
from support.previous_ledger import last_years
from support.small_city import TOTAL, City, calculated, small_city
from support.staff_members import clerk

if TYPE_CHECKING:
    from juminzei.platform.staff.models import StaffMember

pytestmark = pytest.mark.django_db(databases=["default", "audit"])
DAY = timedelta(days=1)


@pytest.fixture
def city() -> City:
    return small_city()


@pytest.fixture
def run(city: City) -> AssessmentRun:
    assert city.employee
    closed()
    return calculated(batch_member(START))


def supervisor() -> StaffMember:
    return clerk("tax_supervisor", staff_number="2001")


def test_a_review_enters_who_when_and_the_ledgers_own_sums(run: AssessmentRun) -> None:
    member = clerk()
    reviewed = review_run(run, actor=member, at=START + DAY)

    assert (reviewed.state, reviewed.reviewed_by) == (RunState.REVIEWED, member)
    assert reviewed.reviewed_at == START + DAY
    control = reviewed.totals["review"]["control"]
    assert (control["people"], control["total"], control["due"]) == (6, TOTAL, TOTAL)
    assert control["instalments"] == Instalment.objects.count()
    assert control["pension_refund"] == 0


def test_the_totals_of_the_calculation_stay_beside_the_review(run: AssessmentRun) -> None:
    before = dict(run.totals)
    after = review_run(run, actor=clerk(), at=START).totals

    assert {name: after[name] for name in before} == before


def test_a_run_can_be_reviewed_again(run: AssessmentRun) -> None:
    member = clerk()
    review_run(run, actor=member, at=START)
    wage(None, 1_000_000)

    again = review_run(run, actor=member, at=START + DAY)
    assert again.totals["review"]["exceptions"]["documents_unmatched"] == 1


def test_an_instalment_too_many_stops_the_review(run: AssessmentRun) -> None:
    version = AssessmentVersion.objects.filter(total__gt=0)[0]
    Instalment.objects.create(
        version=version, kind="ordinary", term=9, month="2026-09", amount=1, due_on=date(2026, 9, 1)
    )

    with pytest.raises(ControlTotalError, match=r"期割の件数: 台帳 .*計算"):
        review_run(run, actor=clerk(), at=START)
    run.refresh_from_db()
    assert (run.state, run.reviewed_by) == (RunState.CALCULATED, None)


def test_a_total_that_differs_from_the_ledger_stops_the_review(run: AssessmentRun) -> None:
    run.totals["special_amount"] += 100
    run.save()

    with pytest.raises(ControlTotalError, match=r"special_amount.*再計算"):
        review_run(run, actor=clerk(), at=START)


def test_somebody_put_on_the_list_afterwards_stops_the_review(run: AssessmentRun) -> None:
    person_on_the_list(99)

    with pytest.raises(ControlTotalError, match="対象者数（名簿）: 台帳 7、計算 6"):
        review_run(run, actor=clerk(), at=START)


def test_a_run_still_calculating_cannot_be_reviewed(city: City) -> None:
    assert city.employee
    run = start_run(tax_year=2026, actor=batch_member(START), at=START)

    with pytest.raises(NotCalculatedYetError, match=r"計算中.*juminzei assess --tax-year 2026"):
        review_run(run, actor=clerk(), at=START)


def test_only_who_may_review_reviews(run: AssessmentRun) -> None:
    with pytest.raises(NotPermittedError):
        review_run(run, actor=clerk("collection_clerk"), at=START)


@pytest.mark.parametrize(
    ("birth", "counted"),
    [
        (date(2008, 1, 1), 1),
        (date(2008, 1, 2), 0),
        (date(1961, 1, 2), 1),
        (date(1961, 1, 1), 0),
    ],
    ids=["18 on 31 December", "17", "64", "65 on 31 December"],
)
def test_adults_of_working_age_without_documents_are_to_be_asked(birth: date, counted: int) -> None:
    person_on_the_list(50, birth_on=birth)
    run = calculated(batch_member(START))

    reviewed = review_run(run, actor=clerk(), at=START)
    assert reviewed.totals["review"]["exceptions"]["no_document"] == counted


def test_documents_and_rows_that_wait_are_counted(run: AssessmentRun) -> None:
    for state in ("queue", "held", "waiting"):
        wage(None, 1_000_000, match_state=state)
    wage(None, 1_000_000, match_state="not_ours")
    wage(None, 1_000_000, match_state="queue", state="cancelled")
    file = ReceivedFile.objects.all()[0]
    QuarantinedRow.objects.create(received_file=file, row_number=901, findings=[], raw="")
    QuarantinedRow.objects.create(
        received_file=file, row_number=902, findings=[], raw="", resolved=True
    )

    exceptions = review_run(run, actor=clerk(), at=START).totals["review"]["exceptions"]
    assert (exceptions["documents_unmatched"], exceptions["rows_quarantined"]) == (3, 1)


def test_last_year_stands_beside_this_year(city: City) -> None:
    last_years(city.employee)
    run = calculated(batch_member(START))

    compared = review_run(run, actor=clerk(), at=START).totals["review"]["last_year"]
    assert compared["people"] == {"this": 6, "last": 7, "difference": -1}
    assert compared["total"]["difference"] == TOTAL - 7


def test_without_a_last_year_there_is_nothing_to_compare(run: AssessmentRun) -> None:
    assert review_run(run, actor=clerk(), at=START).totals["review"]["last_year"] == {}


@pytest.mark.parametrize(
    ("last", "jumped"),
    [(1_780_000, 1), (1_780_001, 0), (7_120_000, 1), (7_119_999, 0), (2_559_999, 0)],
    ids=["doubled", "not quite doubled", "halved", "not quite halved", "near"],
)
def test_an_income_that_doubled_or_halved_is_an_exception(
    city: City, last: int, jumped: int
) -> None:
    last_years(city.employee, aggregate_income=last)  # this year: 3,560,000
    run = calculated(batch_member(START))

    exceptions = review_run(run, actor=clerk(), at=START).totals["review"]["exceptions"]
    assert exceptions["income_jump"] == jumped


def test_a_small_income_may_double_without_being_an_exception(city: City) -> None:
    last_years(city.nobody, aggregate_income=999_999)
    run = calculated(batch_member(START))
    reviewed = review_run(run, actor=clerk(), at=START)
    assert reviewed.totals["review"]["exceptions"]["income_jump"] == 0


def test_withholding_from_the_pension_goes_on_from_last_year(city: City) -> None:
    last_years(
        city.pensioner,
        total=60_000,
        municipal_income_levy=60_000,
        pension_amount=60_000,
        method="pension",
        method_reason="pension_continued",
    )
    calculated(batch_member(START))

    found = AssessmentVersion.objects.get(addressee=city.pensioner, tax_year=2026)
    assert found.method_reason == "pension_continued"
    kinds = {i.kind: i.amount for i in found.instalments.filter(term=1)}
    # Provisional 60,000 / 2 / 3; main 79,500 − 30,000 = 49,500 / 3.
    assert kinds == {"pension_provisional": 10_000, "pension_main": 16_500}


def test_a_first_year_of_withholding_counts_twice_what_was_withheld(city: City) -> None:
    last_years(
        city.pensioner,
        total=70_000,
        municipal_income_levy=70_000,
        pension_amount=35_000,
        ordinary_amount=35_000,
        method="pension",
        method_reason="pension_first",
    )
    found = previous_year(2026, np.array(sorted([city.employee, city.pensioner])))
    assert found.pension.tolist() == [0, 70_000]
    assert found.known.tolist() == [False, True]


def test_the_newest_version_of_last_year_counts(city: City) -> None:
    last_years(city.employee, aggregate_income=1)
    last_years(city.employee, aggregate_income=2, version=2)

    assert previous_year(2026, np.array([city.employee])).aggregate_income.tolist() == [2]


def test_a_supervisor_fixes_a_reviewed_run(run: AssessmentRun) -> None:
    review_run(run, actor=clerk(), at=START)
    member = supervisor()
    fixed = fix_run(run, actor=member, at=START + DAY)

    assert (fixed.state, fixed.fixed_by, fixed.fixed_at) == (RunState.FIXED, member, START + DAY)
    record = OutgoingRecord.objects.order_by("pk").last()
    assert record is not None
    assert record.action == "assessment.run.fixed"
    assert record.staff_number == "2001"
    assert record.details["result_digest"] == run.result_digest
    assert record.details["total_yen"] == TOTAL


@pytest.mark.parametrize("role", ["tax_clerk", "batch", "administrator"])
def test_nobody_else_fixes_it(run: AssessmentRun, role: str) -> None:
    review_run(run, actor=batch_member(START), at=START)

    with pytest.raises(NotPermittedError, match="当初賦課の確定"):
        fix_run(run, actor=clerk(role), at=START)
    run.refresh_from_db()
    assert run.state == RunState.REVIEWED


def test_an_unreviewed_run_is_not_fixed(run: AssessmentRun) -> None:
    with pytest.raises(NotReviewedError, match=r"計算済.*--review"):
        fix_run(run, actor=clerk("tax_supervisor"), at=START)


def test_a_run_of_other_law_files_than_todays_is_not_fixed(run: AssessmentRun) -> None:
    review_run(run, actor=clerk(), at=START)
    AssessmentRun.objects.filter(pk=run.pk).update(law_digest="0" * 64)

    with pytest.raises(LawChangedError, match=r"法令ファイル.*juminzei assess --tax-year 2026"):
        fix_run(run, actor=supervisor(), at=START)
    run.refresh_from_db()
    assert (run.state, run.fixed_at) == (RunState.REVIEWED, None)


def test_a_run_is_fixed_once(run: AssessmentRun) -> None:
    member = clerk("tax_supervisor")
    review_run(run, actor=member, at=START)
    fix_run(run, actor=member, at=START)

    with pytest.raises(NotReviewedError, match="確定"):
        fix_run(run, actor=member, at=START + DAY)
    run.refresh_from_db()
    assert run.fixed_at == START


def test_a_run_that_is_fixed_while_a_new_one_is_being_started_stays_fixed(
    run: AssessmentRun, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The start has read the reviewed run, and before it locks it the supervisor fixes it."""
    member = supervisor()
    as_read = review_run(run, actor=member, at=START)
    fix_run(run, actor=member, at=START)
    monkeypatch.setattr(starting, "current_run", lambda _tax_year: as_read)

    with pytest.raises(starting.AlreadyFixedError):
        start_run(tax_year=run.tax_year, actor=member, at=START + DAY)

    run.refresh_from_db()
    assert run.state == RunState.FIXED
    assert AssessmentRun.objects.count() == 1
