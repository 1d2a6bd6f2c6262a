"""R-3.2.16: a tax that is fixed follows its documents, by two people and within the time limit.

The employee of the small city has pay of 5,000,000 and 240,500 yen of tax (see
``support.small_city``). Worked by hand:

- pay 4,000,000: income 2,760,000; − 750,000 − 430,000 = 1,580,000; 6 % 94,800 − 1,500 = 93,300 and
  4 % 63,200 − 1,000 = 62,200; with 5,000 together 160,500.
- pay 6,000,000: income 4,360,000; − 1,180,000 = 3,180,000; 190,800 − 1,500 = 189,300 and
  127,200 − 1,000 = 126,200; together 320,500.
- pay 900,000: income 250,000; nobody with so little is taxed (exempt below 380,000 + …): 0.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction

from juminzei.apps.assessment.models import (
    AssessmentRun,
    AssessmentVersion,
    Instalment,
    Reassessment,
    ReassessmentDecision,
    StaleResult,
)
from juminzei.apps.assessment.selectors import notices, person_page
from juminzei.apps.assessment.selectors.corrected_results import results_since
from juminzei.apps.assessment.selectors.counting_versions import counting, own_result
from juminzei.apps.assessment.selectors.reassessments import due
from juminzei.apps.assessment.selectors.stale import stale_people
from juminzei.apps.assessment.services.check_results import check_results
from juminzei.apps.assessment.services.decide_match import assign
from juminzei.apps.assessment.services.decide_reassessment import decide_reassessment
from juminzei.apps.assessment.services.end_document import end_document
from juminzei.apps.assessment.services.ledger_check import ledger_digest
from juminzei.apps.assessment.services.propose_reassessment import (
    ReassessmentRefusedError,
    propose_reassessment,
)
from juminzei.apps.assessment.services.reassessment_effect import reassessment_effect
from juminzei.apps.assessment.services.stale_results import stale_results
from juminzei.apps.assessment.waiting import waiting
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.staff.policy import Role
from juminzei.platform.staff.services import NotPermittedError
from support.document_rows import TAX_YEAR, wage
from support.fixed_year import corrected, fixed, wage_report_of
from support.moments import START
from support.page_rows import staff
from support.small_city import TOTAL, City, calculated, small_city

if TYPE_CHECKING:
    from juminzei.platform.staff.models import StaffMember

pytestmark = pytest.mark.django_db(databases=["default", "vault", "audit"])
JST = ZoneInfo("Asia/Tokyo")
LATER = START + timedelta(hours=1)
LATEST = START + timedelta(hours=2)
FUNCTIONS = {"reassess.propose", "reassess.decide"}


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
    assert city
    return fixed(clerk, boss)


def proposed(number: int, actor: StaffMember, **other: object) -> Reassessment:
    given = {"ground": "correction", "reason": "賃金台帳と照合した", "at": LATER, **other}
    return propose_reassessment(number=number, tax_year=TAX_YEAR, actor=actor, **given)  # type: ignore[arg-type]  # of many kinds


def granted(made: Reassessment, actor: StaffMember, at: datetime = LATEST) -> AssessmentVersion:
    decision = decide_reassessment(key=made.pk, granted=True, note="", actor=actor, at=at)
    assert decision.version is not None
    return decision.version


@pytest.mark.parametrize(
    ("pay", "tax"), [("4000000", 160_500), ("6000000", 320_500), ("900000", 0)]
)
def test_a_corrected_document_leads_to_a_new_version_of_the_tax(
    *, pay: str, tax: int, city: City, run: AssessmentRun, clerk: StaffMember, boss: StaffMember
) -> None:
    correction = corrected(wage_report_of(city.employee), clerk, boss, LATER, revenue=pay)
    assert [one.knows for one in results_since(correction)] == [False]
    made = proposed(city.employee, clerk, seen=tax)
    assert (made.total_before, made.total_after) == (240_500, tax)

    version = granted(made, boss)

    assert (version.version, version.total, version.reason) == (2, tax, "reassessed")
    assert version.run_id == run.pk
    assert sum(version.instalments.values_list("amount", flat=True)) == tax
    former = AssessmentVersion.objects.get(run=run, addressee=city.employee, version=1)
    assert former.total == 240_500
    assert made.former_id == former.pk
    assert [one.knows for one in results_since(correction)] == [True]
    assert stale_results(run) == {}


def test_what_is_shown_depends_on_the_day(
    city: City, run: AssessmentRun, clerk: StaffMember, boss: StaffMember
) -> None:
    assert run
    corrected(wage_report_of(city.employee), clerk, boss, LATER, revenue="4000000")
    granted(proposed(city.employee, clerk), boss)
    totals = [one.total for one in person_page.versions([city.employee], TAX_YEAR, None)]
    before = [one.total for one in person_page.versions([city.employee], TAX_YEAR, LATER)]
    assert (totals, before) == ([160_500, 240_500], [240_500])


def test_what_the_run_itself_came_to_stays(
    city: City, run: AssessmentRun, clerk: StaffMember, boss: StaffMember
) -> None:
    corrected(wage_report_of(city.employee), clerk, boss, LATER, revenue="4000000")
    granted(proposed(city.employee, clerk), boss)
    run.refresh_from_db()
    assert ledger_digest(run) == run.result_digest
    assert sum(own_result(run).values_list("total", flat=True)) == TOTAL == run.totals["total"]
    now = sum(counting(run).values_list("total", flat=True))
    assert now == TOTAL - 240_500 + 160_500


def test_nobody_who_pays_nothing_any_more_is_on_the_list_of_notices(
    city: City, run: AssessmentRun, clerk: StaffMember, boss: StaffMember
) -> None:
    """The former version does not pass for the one that counts."""
    corrected(wage_report_of(city.leaver), clerk, boss, LATER, revenue="900000")
    assert city.leaver in {one.addressee_id for one in notices.people_with_slips_or_pension(run)}
    granted(proposed(city.leaver, clerk), boss)
    paying = {one.addressee_id for one in notices.people_with_slips_or_pension(run)}
    assert city.leaver not in paying
    assert city.pensioner in paying


def test_a_document_that_came_late_makes_a_tax_where_there_was_none(
    city: City, run: AssessmentRun, clerk: StaffMember, boss: StaffMember
) -> None:
    """決定: 3,000,000 of pay come to 161,500, as the leaver's do."""
    late = wage(None, 3_000_000)
    assign(document_id=late, addressee_id=city.nobody, actor=clerk, at=LATER)
    assert [one.addressee_id for one in stale_people(run)] == [city.nobody]
    effect = reassessment_effect(city.nobody, TAX_YEAR)
    assert effect is not None
    assert [(one.pk, place) for one, place in effect.documents()] == [(late, "更正後だけ")]

    version = granted(proposed(city.nobody, clerk, ground="late_document"), boss)

    assert version.total == 161_500
    assert version.source_documents == [late]
    assert not stale_people(run).exists()


def test_a_document_that_ends_takes_its_tax_away(
    city: City, run: AssessmentRun, clerk: StaffMember, boss: StaffMember
) -> None:
    end_document(
        wage_report_of(city.leaver), state="cancelled", reason="取消", actor=clerk, at=LATER
    )
    assert [one.addressee_id for one in stale_people(run)] == [city.leaver]
    assert granted(proposed(city.leaver, clerk, ground="late_document"), boss).total == 0


def test_a_correction_taken_back_takes_the_person_off_the_list(
    city: City, run: AssessmentRun, clerk: StaffMember, boss: StaffMember
) -> None:
    report = wage_report_of(city.employee)
    corrected(report, clerk, boss, LATER, revenue="4000000")
    assert [one.addressee_id for one in stale_people(run)] == [city.employee]
    corrected(report, clerk, boss, LATEST, revenue="5000000")
    # The figures are again what was fixed; that the document was corrected is new.
    assert [one.changed for one in stale_people(run)] == [["findings"]]


def test_steps_and_figures_of_both_stand_beside_each_other(
    city: City, run: AssessmentRun, clerk: StaffMember, boss: StaffMember
) -> None:
    assert run
    correction = corrected(wage_report_of(city.employee), clerk, boss, LATER, revenue="4000000")
    effect = reassessment_effect(city.employee, TAX_YEAR)
    assert effect is not None
    amounts = {label: (before, after) for label, before, after in effect.amounts()}
    assert amounts["年税額"] == (240_500, 160_500)
    assert amounts["課税標準額"] == (2_380_000, 1_580_000)
    assert amounts["給与特別徴収税額"] == (240_500, 160_500)
    assert "所得控除合計" not in amounts
    steps = {label: (law, before, after) for label, law, before, after in effect.steps()}
    assert steps["給与所得"][1:] == ("3,560,000", "2,760,000")
    assert "地方税法" in steps["給与所得"][0] or "所得税法" in steps["給与所得"][0]
    assert not any(before == after for _, before, after in steps.values())
    assert [(before, after) for _, before, after in effect.inputs()] == [(5_000_000, 4_000_000)]
    assert effect.corrections() == [correction]


def test_nothing_is_proposed_where_nothing_differs_or_the_year_is_open(
    city: City, clerk: StaffMember, boss: StaffMember
) -> None:
    calculated(clerk)
    with pytest.raises(ReassessmentRefusedError, match="確定していない"):
        proposed(city.employee, clerk)
    AssessmentRun.objects.update(state="fixed")
    with pytest.raises(ReassessmentRefusedError, match="違いません"):
        proposed(city.employee, clerk)
    with pytest.raises(ReassessmentRefusedError, match="名簿に載っていない"):
        proposed(1, clerk)
    assert boss


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"reason": " "}, "理由"),
        ({"ground": "kindness"}, "事由を選んで"),
        ({"ground": "income_tax"}, "あった日"),
        ({"ground": "ruling"}, "あった日"),
        ({"ground": "income_tax", "event_on": (LATER + timedelta(days=2)).date()}, "先の日付"),
        ({"seen": 1}, "年税額が変わりました"),
    ],
)
def test_what_is_not_whole_is_not_proposed(
    *,
    given: dict[str, object],
    words: str,
    city: City,
    run: AssessmentRun,
    clerk: StaffMember,
    boss: StaffMember,
) -> None:
    assert run
    corrected(wage_report_of(city.employee), clerk, boss, LATER, revenue="4000000")
    with pytest.raises(ReassessmentRefusedError, match=words):
        proposed(city.employee, clerk, **given)
    assert not Reassessment.objects.exists()


@pytest.mark.parametrize(("pay", "last"), [("6000000", (2029, 6, 30)), ("4000000", (2031, 6, 30))])
def test_the_time_limit_is_kept_on_both_of_its_sides(
    *,
    pay: str,
    last: tuple[int, int, int],
    city: City,
    run: AssessmentRun,
    clerk: StaffMember,
    boss: StaffMember,
) -> None:
    """Three years to ask for more, five to ask for less; the day is that of Japan."""
    assert run
    corrected(wage_report_of(city.employee), clerk, boss, LATER, revenue=pay)
    evening = datetime(*last, 23, 59, tzinfo=JST)
    made = proposed(city.employee, clerk, at=evening)
    assert made.last_day == evening.date()
    with pytest.raises(ReassessmentRefusedError, match="期間制限"):
        granted(made, boss, at=evening + timedelta(minutes=1))
    assert granted(made, boss, at=evening).version == 2


def test_after_the_time_limit_nothing_is_proposed_but_with_a_longer_one(
    city: City, run: AssessmentRun, clerk: StaffMember, boss: StaffMember
) -> None:
    assert run
    corrected(wage_report_of(city.employee), clerk, boss, LATER, revenue="6000000")
    day_after = datetime(2029, 7, 1, 9, tzinfo=JST)
    with pytest.raises(ReassessmentRefusedError, match="増額する更正の期間制限"):
        proposed(city.employee, clerk, at=day_after)
    event = datetime(2028, 10, 1, tzinfo=JST).date()
    made = proposed(city.employee, clerk, at=day_after, ground="income_tax", event_on=event)
    assert made.last_day == datetime(2030, 10, 1, tzinfo=JST).date()


def test_two_people_decide_and_neither_twice(
    city: City, run: AssessmentRun, clerk: StaffMember, boss: StaffMember
) -> None:
    corrected(wage_report_of(city.employee), clerk, boss, LATER, revenue="4000000")
    made = proposed(city.employee, boss)
    with pytest.raises(ReassessmentRefusedError, match="すでに決裁を待って"):
        proposed(city.employee, clerk)
    with pytest.raises(ReassessmentRefusedError, match="申請した職員"):
        granted(made, boss)
    with pytest.raises(NotPermittedError):
        granted(made, clerk)
    other = staff("9002", Role.TAX_SUPERVISOR)
    assert granted(made, other).version == 2
    with pytest.raises(ReassessmentRefusedError, match="ありません"):
        granted(made, other)
    with pytest.raises(NotPermittedError):
        proposed(city.employee, staff("3001", Role.COLLECTION_CLERK))
    assert run.versions.count() == 7


def test_what_is_turned_down_needs_a_reason_and_changes_nothing(
    city: City, run: AssessmentRun, clerk: StaffMember, boss: StaffMember
) -> None:
    corrected(wage_report_of(city.employee), clerk, boss, LATER, revenue="4000000")
    made = proposed(city.employee, clerk)
    with pytest.raises(ReassessmentRefusedError, match="理由"):
        decide_reassessment(key=made.pk, granted=False, note=" ", actor=boss, at=LATEST)
    decide_reassessment(key=made.pk, granted=False, note="根拠が足りない", actor=boss, at=LATEST)
    assert run.versions.count() == 6
    assert [one.addressee_id for one in stale_people(run)] == [city.employee]
    assert proposed(city.employee, clerk).pk != made.pk


def test_what_changed_after_it_was_proposed_is_not_decided_on(
    city: City, run: AssessmentRun, clerk: StaffMember, boss: StaffMember
) -> None:
    corrected(wage_report_of(city.employee), clerk, boss, LATER, revenue="4000000")
    made = proposed(city.employee, clerk)
    corrected(wage_report_of(city.employee), clerk, boss, LATER, revenue="3000000")
    with pytest.raises(ReassessmentRefusedError, match="起案のあとに"):
        granted(made, boss)
    assert run.versions.count() == 6
    assert not ReassessmentDecision.objects.exists()


def test_a_tax_is_changed_again_and_every_version_stays(
    city: City, run: AssessmentRun, clerk: StaffMember, boss: StaffMember
) -> None:
    report = wage_report_of(city.employee)
    corrected(report, clerk, boss, LATER, revenue="4000000")
    granted(proposed(city.employee, clerk), boss)
    assert check_results(run, actor=clerk, at=LATEST).people == 0
    much_later = LATEST + timedelta(days=30)
    corrected(report, clerk, boss, much_later, revenue="6000000")
    made = proposed(city.employee, clerk, at=much_later)
    assert (made.total_before, made.total_after) == (160_500, 320_500)
    granted(made, boss, at=much_later)
    versions = run.versions.filter(addressee=city.employee).order_by("version")
    assert list(versions.values_list("total", flat=True)) == [240_500, 160_500, 320_500]


def test_documents_back_as_they_were_fixed_are_told_from_a_tax_changed_meanwhile(
    city: City, run: AssessmentRun, clerk: StaffMember, boss: StaffMember
) -> None:
    """The block's digest is that of the run again; what counts is not."""
    report = wage_report_of(city.employee)
    corrected(report, clerk, boss, LATER, revenue="4000000")
    granted(proposed(city.employee, clerk), boss)
    corrected(report, clerk, boss, LATEST, revenue="5000000")
    assert set(stale_results(run)) == {city.employee}
    assert "total" in stale_results(run)[city.employee]


def test_the_whole_city_is_compared_after_fixing_too(
    city: City, run: AssessmentRun, clerk: StaffMember
) -> None:
    """What no act noted, as other departments' facts, is found by comparing everybody."""
    wage(city.nobody, 3_000_000)
    assert not stale_people(run).exists()
    assert check_results(run, actor=clerk, at=LATER).people == 1
    assert [one.addressee_id for one in stale_people(run)] == [city.nobody]


def test_the_home_page_tells_who_is_to_be_reassessed_and_what_waits(
    city: City, run: AssessmentRun, clerk: StaffMember, boss: StaffMember
) -> None:
    def tasks(member: StaffMember) -> dict[str, int]:
        found = waiting(member, FUNCTIONS, LATEST)
        return {task.label: task.count for task in found if task.count}

    assert tasks(boss) == {}
    corrected(wage_report_of(city.employee), clerk, boss, LATER, revenue="4000000")
    assert tasks(boss) == {"更正（確定後に資料が変わった人）": 1}
    assert due() == [(run, 1)]
    made = proposed(city.employee, clerk)
    assert tasks(boss) == {"更正の決裁": 1}
    assert tasks(clerk) == {}
    granted(made, boss)
    assert tasks(boss) == {}


def test_each_act_is_on_record_without_figures(
    city: City, run: AssessmentRun, clerk: StaffMember, boss: StaffMember
) -> None:
    assert run
    corrected(wage_report_of(city.employee), clerk, boss, LATER, revenue="4000000")
    granted(proposed(city.employee, clerk), boss)
    records = OutgoingRecord.objects.filter(action__startswith="assessment.reassessment.")
    acts = [(one.action.rpartition(".")[2], one.staff_number) for one in records.order_by("pk")]
    assert acts == [("proposed", "1001"), ("granted", "9001")]
    assert {one.subject_id for one in records} == {f"{city.employee:010d}"}
    told = set(records[0].details) | set(records[1].details)
    assert told == {"reassessment", "tax_year", "ground", "content"}


def test_nothing_of_it_is_changed_afterwards(
    city: City, run: AssessmentRun, clerk: StaffMember, boss: StaffMember
) -> None:
    assert run
    corrected(wage_report_of(city.employee), clerk, boss, LATER, revenue="4000000")
    granted(proposed(city.employee, clerk), boss)
    for rows in (ReassessmentDecision.objects, StaleResult.objects):
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            rows.all().delete()
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        Reassessment.objects.update(total_after=1)
    assert Instalment.objects.filter(version__reason="reassessed").exists()
