"""No year is fixed over documents that nobody decided about, unless two people say so."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from juminzei.apps.assessment.models import AssessmentVersion, DocumentClosing, TaxDocument
from juminzei.apps.assessment.services.close_documents import ClosingRefusedError, close_documents
from juminzei.apps.assessment.services.closing_gate import DocumentsOpenError
from juminzei.apps.assessment.services.decide_match import assign, hold
from juminzei.apps.assessment.services.fix_run import fix_run
from juminzei.apps.assessment.services.fix_unclosed import ask_unclosed, decide_unclosed
from juminzei.apps.assessment.services.review_run import review_run
from juminzei.apps.assessment.services.start_run import start_run
from juminzei.apps.assessment.waiting import waiting
from juminzei.cli.demo_closing import close_or_ask
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.staff.policy import Role
from juminzei.platform.staff.services import NotPermittedError
from support.closing import closed
from support.document_rows import pension, wage
from support.moments import START
from support.page_rows import staff
from support.small_city import City, calculated, small_city
from support.tax_rows import run

if TYPE_CHECKING:
    from django.test import Client

    from juminzei.apps.assessment.models import AssessmentRun
    from juminzei.platform.staff.models import StaffMember

pytestmark = pytest.mark.django_db(databases=["default", "audit"])
LATER = START + timedelta(hours=1)
REASON = "住所地の回答を待つ資料を残して当初の期限を守る"


@pytest.fixture
def clerk() -> StaffMember:
    return staff()


@pytest.fixture
def supervisor() -> StaffMember:
    return staff("9001", Role.TAX_SUPERVISOR)


@pytest.fixture
def city() -> City:
    return small_city()


@pytest.fixture
def waits(city: City) -> int:
    """A document of a small city that nobody has decided about."""
    assert city
    return wage(None, 1_000_000)


def reviewed(actor: StaffMember) -> AssessmentRun:
    return review_run(calculated(actor), actor=actor, at=START)


def test_a_year_that_was_never_closed_is_not_fixed(
    city: City, clerk: StaffMember, supervisor: StaffMember
) -> None:
    """R-3.2.4: unmatched to zero; even a year of which nothing waits is closed first."""
    assert city
    calculation = reviewed(clerk)
    with pytest.raises(DocumentsOpenError, match=r"締められていない.*締めずに確定する承認"):
        fix_run(calculation, actor=supervisor, at=LATER)
    calculation.refresh_from_db()
    assert calculation.state == "reviewed"
    closing = close_documents(2026, actor=clerk, at=LATER)
    fix_run(calculation, actor=supervisor, at=LATER)
    record = OutgoingRecord.objects.get(action="assessment.run.fixed")
    assert (record.details["closing"], record.details["undecided"]) == (closing.pk, {})


def test_two_people_let_a_year_be_fixed_unclosed_and_it_is_on_record(
    waits: int, clerk: StaffMember, supervisor: StaffMember
) -> None:
    """R-3.2.4: 締めずに確定: who asked, why, who decided, and what was left undecided."""
    assert waits
    calculation = reviewed(clerk)
    ask_unclosed(2026, reason=REASON, actor=clerk, at=START)
    with pytest.raises(DocumentsOpenError, match="締められていない"):
        fix_run(calculation, actor=supervisor, at=LATER)
    act = decide_unclosed(2026, granted=True, actor=supervisor, at=START)
    assert (act.act, act.reason, act.undecided) == ("granted", REASON, {"wage_report.queue": 1})
    assert fix_run(calculation, actor=supervisor, at=LATER).state == "fixed"
    record = OutgoingRecord.objects.get(action="assessment.run.fixed")
    assert record.details["closing"] == act.pk
    assert record.details["undecided"] == {"wage_report.queue": 1}
    acts = OutgoingRecord.objects.filter(subject_kind="document_closing").order_by("pk")
    assert [one.action.rpartition(".")[2] for one in acts] == ["asked", "granted"]
    assert [one.staff_number for one in acts] == [clerk.staff_number, supervisor.staff_number]


def test_what_was_let_through_holds_for_no_more_than_was_undecided_then(
    waits: int, clerk: StaffMember, supervisor: StaffMember
) -> None:
    calculation = reviewed(clerk)
    ask_unclosed(2026, reason=REASON, actor=clerk, at=START)
    decide_unclosed(2026, granted=True, actor=supervisor, at=START)
    pension(None, 1, match_state="waiting")
    with pytest.raises(DocumentsOpenError, match="締められていない"):
        fix_run(calculation, actor=supervisor, at=LATER)
    ask_unclosed(2026, reason=REASON, actor=clerk, at=START)
    decide_unclosed(2026, granted=True, actor=supervisor, at=START)
    hold(document_id=waits, actor=clerk, at=START, note="照会中")
    assert fix_run(calculation, actor=supervisor, at=LATER).state == "fixed"


def test_more_that_came_since_it_was_asked_cannot_be_granted(
    waits: int, clerk: StaffMember, supervisor: StaffMember
) -> None:
    assert waits
    ask_unclosed(2026, reason=REASON, actor=clerk, at=START)
    wage(None, 2)
    with pytest.raises(ClosingRefusedError, match="申請のあとに未了の資料が増えました"):
        decide_unclosed(2026, granted=True, actor=supervisor, at=START)
    assert decide_unclosed(2026, granted=False, actor=supervisor, at=START).act == "refused"
    with pytest.raises(DocumentsOpenError):
        fix_run(run(clerk, "reviewed"), actor=supervisor, at=LATER)


def test_who_asked_does_not_decide_and_nothing_is_asked_twice_or_for_nothing(
    city: City, clerk: StaffMember, supervisor: StaffMember
) -> None:
    assert city
    with pytest.raises(ClosingRefusedError, match="未了の資料はありません"):
        ask_unclosed(2026, reason=REASON, actor=clerk, at=START)
    with pytest.raises(ClosingRefusedError, match="決定を待つ申請がありません"):
        decide_unclosed(2026, granted=True, actor=supervisor, at=START)
    wage(None, 1)
    with pytest.raises(ClosingRefusedError, match="理由"):
        ask_unclosed(2026, reason=" ", actor=supervisor, at=START)
    ask_unclosed(2026, reason=REASON, actor=supervisor, at=START)
    with pytest.raises(ClosingRefusedError, match="決定を待っています"):
        ask_unclosed(2026, reason=REASON, actor=clerk, at=START)
    with pytest.raises(ClosingRefusedError, match="申請した人は決定できません"):
        decide_unclosed(2026, granted=True, actor=supervisor, at=START)
    with pytest.raises(NotPermittedError):
        decide_unclosed(2026, granted=True, actor=clerk, at=START)
    assert DocumentClosing.objects.count() == 1


def test_what_came_after_the_closing_is_kept_out_of_the_calculation_until_checked(
    city: City, clerk: StaffMember
) -> None:
    """R-3.2.6: it is promoted into the ledger after its check only."""
    closed()
    late = wage(None, 9_000_000)
    with pytest.raises(DocumentsOpenError, match=r"締めたあとに届いたもの.*確認待ち 1 件"):
        start_run(tax_year=2026, actor=clerk, at=START)
    assert not AssessmentVersion.objects.exists()
    assign(document_id=late, addressee_id=city.nobody, actor=clerk, at=START)
    started = start_run(tax_year=2026, actor=clerk, at=START)
    assert started.state == "calculating"


def test_a_calculation_that_does_not_know_a_decision_is_not_fixed(
    city: City, clerk: StaffMember, supervisor: StaffMember
) -> None:
    """R-3.2.6: decided after the calculation, so not in the ledger: calculate again."""
    calculation = reviewed(clerk)
    document = wage(None, 9_000_000)
    assign(document_id=document, addressee_id=city.nobody, actor=clerk, at=LATER)
    close_documents(2026, actor=clerk, at=LATER)
    with pytest.raises(DocumentsOpenError, match="1 人の計算結果が古く"):
        fix_run(calculation, actor=supervisor, at=LATER)
    hold(document_id=document, actor=clerk, at=LATER, note="人違いのおそれ")
    assert fix_run(calculation, actor=supervisor, at=LATER).state == "fixed"


def test_a_decision_that_gives_nobody_a_document_leaves_the_calculation_right(
    waits: int, clerk: StaffMember, supervisor: StaffMember
) -> None:
    calculation = reviewed(clerk)
    hold(document_id=waits, actor=clerk, at=LATER, note="照会中")
    close_documents(2026, actor=clerk, at=LATER)
    assert fix_run(calculation, actor=supervisor, at=LATER).state == "fixed"


def test_a_cancellation_that_came_after_the_calculation_is_not_overlooked(
    city: City, clerk: StaffMember, supervisor: StaffMember
) -> None:
    calculation = reviewed(clerk)
    TaxDocument.objects.filter(addressee_id=city.employee).update(state="cancelled")
    close_documents(2026, actor=clerk, at=LATER)
    with pytest.raises(DocumentsOpenError, match="計算結果が古く"):
        fix_run(calculation, actor=supervisor, at=LATER)


def test_the_page_leads_from_asking_to_deciding(
    client: Client, waits: int, clerk: StaffMember, supervisor: StaffMember
) -> None:
    assert waits
    page, fixing = reverse("document_closing"), reverse("unclosed_decide")
    client.force_login(clerk)
    asked = client.post(reverse("unclosed_ask"), {"reason": REASON}, follow=True).text
    assert REASON in asked
    assert fixing not in asked
    assert client.post(fixing, {"granted": "yes"}).status_code == 403
    tasks = [task.count for task in waiting(supervisor, {"assess.fix"}, START)]
    assert tasks == [1]
    assert not list(waiting(clerk, {"assess.review"}, START))
    client.force_login(supervisor)
    assert fixing in client.get(page).text
    assert "承認しました" in client.post(fixing, {"granted": "yes"}, follow=True).text
    assert "承認されています" in client.get(page).text
    assert "決定を待つ申請がありません" in client.post(fixing, {"granted": "no"}, follow=True).text


def test_the_check_page_of_a_fixing_says_what_waits(
    client: Client, waits: int, clerk: StaffMember, supervisor: StaffMember
) -> None:
    assert waits
    client.force_login(supervisor)
    address = reverse("run_check", args=[run(clerk, "reviewed").pk, "fix"])
    assert "職員の確認待ち 1 件" in client.get(address).text
    assert "締められていない" in client.post(address, follow=True).text


@pytest.mark.parametrize(("documents", "act"), [(0, "closed"), (2, "granted")])
def test_the_demo_closes_what_is_decided_and_else_lets_two_people_decide(
    documents: int, act: str, city: City
) -> None:
    assert city
    staff("1001", Role.TAX_CLERK)
    staff("1002", Role.TAX_SUPERVISOR)
    for revenue in range(documents):
        wage(None, revenue)
    told = close_or_ask(2026)
    assert told["act"] == act
    assert DocumentClosing.objects.order_by("-pk")[0].undecided == told["undecided"]
