"""Runs over the tables: found once, kept when decided, closed when gone, opened again."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.db import DatabaseError, transaction

from juminzei.apps.assessment.models import ReturnFigures, TaxDocument
from juminzei.apps.assessment.services.decide_correction import decide_correction
from juminzei.apps.assessment.services.propose_correction import propose_correction
from juminzei.apps.crosschecks.models import Case, CaseEvent, CheckRun
from juminzei.apps.crosschecks.selectors.material import material
from juminzei.apps.crosschecks.services.refusal import CrosschecksRefusedError
from juminzei.apps.crosschecks.services.run_checks import run_checks
from juminzei.apps.crosschecks.services.work_on_cases import work_on_case, work_on_cases
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.staff.policy import Role
from juminzei.platform.staff.services import NotPermittedError
from support.check_city import claimed_son, family, found, relative, run
from support.department_rows import DISABILITY, PREMIUMS, feed, row, taken
from support.document_rows import pension, wage
from support.moments import START
from support.page_rows import staff
from support.return_rows import filed

if TYPE_CHECKING:
    from juminzei.platform.staff.models import StaffMember

pytestmark = pytest.mark.django_db(databases=["default", "vault", "audit"])
SON = ["dependant_claimed_by_two", "dependant_income_over", "dependant_income_over"]


@pytest.fixture
def clerk() -> StaffMember:
    return staff("1001", Role.TAX_SUPERVISOR)


def test_a_son_claimed_twice_with_pay_of_his_own_is_found(clerk: StaffMember) -> None:
    numbers = claimed_son(clerk)
    done = run(clerk)
    assert found() == SON
    assert (done.found, done.new, done.gone) == (3, 3, 0)
    twice = Case.objects.get(check_id="dependant_claimed_by_two")
    assert twice.addressee_id == numbers[3]
    over = Case.objects.filter(check_id="dependant_income_over").order_by("addressee")[0]
    assert (over.addressee_id, over.other_id) == (numbers[1], numbers[3])
    assert "1,320,000円" in over.reason
    assert "580,000円" in over.reason
    record = OutgoingRecord.objects.get(action="crosschecks.run.done")
    assert record.details == {"tax_year": 2026, "found": 3, "new": 3, "gone": 0}


def test_a_second_run_doubles_nothing(clerk: StaffMember) -> None:
    claimed_son(clerk)
    run(clerk)
    again = run(clerk)
    assert (again.found, again.new, again.gone) == (3, 0, 0)
    assert Case.objects.count() == CaseEvent.objects.count() == 3
    assert CheckRun.objects.count() == 2


def test_what_was_decided_stays_decided_and_what_is_gone_is_closed(clerk: StaffMember) -> None:
    claimed_son(clerk)
    run(clerk)
    one = Case.objects.get(check_id="dependant_claimed_by_two")
    work_on_case(
        case_id=one.pk, state="not_so", result="", note="別居の兄と確認", actor=clerk, at=START
    )
    TaxDocument.objects.filter(payer_name="甲1").update(state="cancelled")
    done = run(clerk)
    assert (done.new, done.gone) == (1, 1)
    one.refresh_from_db()
    assert one.state == "not_so"
    gone = Case.objects.get(state="gone")
    assert gone.check_id == "dependant_income_over"
    last = gone.events.order_by("-pk")[0]
    assert "該当しなくなりました" in last.note


def test_what_comes_back_is_open_again_and_no_other_case(clerk: StaffMember) -> None:
    claimed_son(clerk)
    run(clerk)
    son = TaxDocument.objects.get(payer_name="乙")
    TaxDocument.objects.filter(pk=son.pk).update(state="cancelled")
    assert run(clerk).gone == 2
    assert found() == ["dependant_claimed_by_two"]
    TaxDocument.objects.filter(pk=son.pk).update(state="active")
    back = run(clerk)
    assert (back.new, back.gone) == (0, 0)
    assert found() == SON
    one = Case.objects.filter(check_id="dependant_income_over")[0]
    assert [event.state for event in one.events.order_by("pk")] == ["open", "gone", "open"]


def test_the_reason_of_an_open_case_follows_the_documents(clerk: StaffMember) -> None:
    claimed_son(clerk)
    run(clerk)
    TaxDocument.objects.get(payer_name="乙").wage.__class__.objects.filter(
        document__payer_name="乙"
    ).update(revenue=3_000_000)
    run(clerk)
    one = Case.objects.filter(check_id="dependant_income_over")[0]
    assert "2,020,000円" in one.reason


def test_departments_and_returns_are_looked_at_too(clerk: StaffMember) -> None:
    numbers = family(clerk)
    taken(clerk, feed(DISABILITY, row(DISABILITY, 1)))
    premium = row(PREMIUMS, 2, kana="ヤマダ ハナコ", withheld=80_000, otherwise=0, kind="介護")
    taken(clerk, feed(PREMIUMS, premium))
    wage(numbers[1], 5_000_000)
    pension(numbers[2], 900_000, social_insurance=10_000)
    filed(numbers[3], "inhabitant_return", revenue_employment=0)
    wage(numbers[3], 1_000_000)
    run(clerk)
    assert found() == [
        "certificate_not_claimed",
        "pension_insurance_differs",
        "report_not_in_return",
    ]


def test_a_return_that_waits_to_be_entered_accuses_nobody(clerk: StaffMember) -> None:
    numbers = family(clerk)
    filed(numbers[3], "national_return")
    wage(numbers[3], 1_000_000)
    ReturnFigures.objects.update(stated={"entry_pending": 1})
    run(clerk)
    assert "report_not_in_return" not in found()
    ReturnFigures.objects.update(stated={})
    run(clerk)
    assert "report_not_in_return" in found()


def test_people_of_whom_there_is_nothing_are_found_with_their_household(
    clerk: StaffMember,
) -> None:
    numbers = family(clerk)
    document = wage(numbers[1], 5_000_000)
    relative(document, "spouse", 2, addressee_id=numbers[2], resolution="household")
    run(clerk)
    [one] = Case.objects.all()
    assert (one.check_id, one.addressee_id) == ("no_document", numbers[3])
    assert "世帯は3人、世帯の資料1件" in one.reason


def test_documents_that_do_not_count_are_not_looked_at(clerk: StaffMember) -> None:
    claimed_son(clerk)
    TaxDocument.objects.update(state="replaced")
    tables = material(2026).tables
    assert tables["documents"].is_empty()
    assert tables["relatives"].is_empty()
    assert tables["persons"].height == 3


def test_before_the_list_is_frozen_nothing_is_run(clerk: StaffMember) -> None:
    with pytest.raises(CrosschecksRefusedError, match="名簿"):
        run_checks(tax_year=2026, actor=clerk, at=START)
    with pytest.raises(NotPermittedError):
        run_checks(tax_year=2026, actor=staff("2001", Role.COLLECTION_CLERK), at=START)


@pytest.mark.parametrize(
    ("state", "result", "note", "said"),
    [
        ("done", "", "", "結果は、完了のとき"),
        ("begun", "denied", "", "結果は、完了のとき"),
        ("done", "burnt", "", "結果は、完了のとき"),
        ("not_so", "", " ", "理由を記事に"),
        ("unclear", "", "", "理由を記事に"),
        ("gone", "", "", "状態を選んで"),
        ("eaten", "", "", "状態を選んで"),
    ],
)
def test_what_is_not_complete_is_not_entered(
    state: str, result: str, note: str, said: str, clerk: StaffMember
) -> None:
    claimed_son(clerk)
    run(clerk)
    one = Case.objects.all()[0]
    with pytest.raises(CrosschecksRefusedError, match=said):
        work_on_case(case_id=one.pk, state=state, result=result, note=note, actor=clerk, at=START)
    assert CaseEvent.objects.count() == 3


def test_several_are_worked_on_at_once_and_each_says_what_became_of_it(
    clerk: StaffMember,
) -> None:
    claimed_son(clerk)
    run(clerk)
    keys = list(Case.objects.order_by("pk").values_list("pk", flat=True))
    Case.objects.filter(pk=keys[1]).update(state="gone")
    outcomes = work_on_cases(
        [*keys, keys[0], 999_999], state="done", result="denied", note="", actor=clerk, at=START
    )
    assert [(key, bool(why)) for key, why in outcomes] == [
        (keys[0], False),
        (keys[1], True),
        (keys[2], False),
        (999_999, True),
    ]
    assert Case.objects.filter(state="done", result="denied").count() == 2
    for many in ([], list(range(201))):
        with pytest.raises(CrosschecksRefusedError, match="1度に"):
            work_on_cases(many, state="begun", result="", note="", actor=clerk, at=START)


def test_the_history_of_a_case_cannot_be_altered(clerk: StaffMember) -> None:
    claimed_son(clerk)
    run(clerk)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        CaseEvent.objects.update(note="x")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        CheckRun.objects.update(rules_digest="x")


def test_a_return_that_is_not_entered_yet_lacks_nothing(clerk: StaffMember) -> None:
    numbers = family(clerk)
    wage(numbers[1], 3_000_000)
    filed(numbers[1], "national_return", stated={"entry_pending": 1})
    run(clerk)
    assert not {"report_not_in_return", "return_below_reports"} & set(found())


def test_a_previous_job_is_not_asked_of_a_return_twice(clerk: StaffMember) -> None:
    numbers = family(clerk)
    wage(numbers[1], 1_000_000, payer_name="前の会社", left_on=date(2025, 6, 30))
    more = {"previous_revenue": 1_000_000, "previous_payer_name": "前の会社"}
    wage(numbers[1], 3_000_000, payer_name="今の会社", income_stated=2_020_000, **more)
    filed(numbers[1], "national_return", revenue_employment=3_000_000)
    run(clerk)
    assert "return_below_reports" not in found()


def test_corrections_by_office_authority_count(clerk: StaffMember) -> None:
    numbers = claimed_son(clerk)
    first = TaxDocument.objects.get(payer_name="甲1").pk
    made = propose_correction(
        document_id=first,
        entered={"dependant_1/struck": "1", "dependants_other": "0"},
        reason="兄の扶養とする",
        evidence="本人の申出",
        actor=staff("1002"),
        at=START,
    )
    decide_correction(correction_id=made.pk, approved=True, note="", actor=clerk, at=START)
    run(clerk)
    cases = Case.objects.filter(check_id="dependant_income_over")
    assert [one.addressee_id for one in cases] == [numbers[2]]
    assert "dependant_claimed_by_two" not in found()
