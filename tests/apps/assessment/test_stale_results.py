"""Whatever changes a person's figures after the calculation makes that person's result old.

The comparison makes the calculation again, so that no act has to remember to say so: these
tests name every act that changes figures, and some that do not.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from juminzei.apps.addressees.models import Addressee
from juminzei.apps.assessment.models import (
    DocumentState,
    ResultCheck,
    StaleResult,
    StatedRelative,
    TaxDocument,
)
from juminzei.apps.assessment.selectors.stale import in_words, unfinished
from juminzei.apps.assessment.services import ledger_digest, start_run
from juminzei.apps.assessment.services.check_results import check_results
from juminzei.apps.assessment.services.close_documents import ClosingRefusedError
from juminzei.apps.assessment.services.decide_correction import decide_correction
from juminzei.apps.assessment.services.decide_match import assign, hold, undo
from juminzei.apps.assessment.services.end_document import end_document
from juminzei.apps.assessment.services.fix_run import StaleResultsError, fix_run
from juminzei.apps.assessment.services.fix_unclosed import ask_unclosed, decide_unclosed
from juminzei.apps.assessment.services.handing_over import take_documents
from juminzei.apps.assessment.services.propose_correction import propose_correction
from juminzei.apps.assessment.services.review_run import NotCalculatedYetError, review_run
from juminzei.apps.assessment.services.settle_relatives import settle_relatives
from juminzei.apps.assessment.services.stale_results import MISSING, stale_results
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.staff.policy import Role
from juminzei.platform.staff.services import NotPermittedError
from support.closing import closed
from support.department_rows import ASSISTANCE, DISABILITY, PREMIUMS, feed, row, taken
from support.document_rows import person_on_the_list, wage
from support.guarded_acts import RETURN
from support.moments import START
from support.page_rows import staff
from support.return_rows import INHABITANT, document_of, filed
from support.small_city import City, calculated, small_city
from support.tax_rows import run as made_up_run

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from juminzei.apps.assessment.models import AssessmentRun
    from juminzei.platform.staff.models import StaffMember

pytestmark = pytest.mark.django_db(databases=["default", "vault", "audit"])
LATER = START + timedelta(hours=1)
REASON = "納期限を守り、変わった人は更正で直す"


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
def reviewed(city: City, clerk: StaffMember) -> AssessmentRun:
    assert city
    return review_run(calculated(clerk), actor=clerk, at=START)


def document_of_person(person: int, kind: str = "wage_report") -> int:
    return TaxDocument.objects.get(addressee_id=person, kind=kind).pk


def ended(city: City, actor: StaffMember, _boss: StaffMember) -> set[int]:
    """A document is ended by hand."""
    document = document_of_person(city.employee)
    end_document(document, state="cancelled", reason="二重", actor=actor, at=LATER)
    return {city.employee}


def replaced(city: City, actor: StaffMember, _boss: StaffMember) -> set[int]:
    """A return takes the place of another; it says something else."""
    handed = replace(RETURN, addressee=city.leaver, columns={"income_business": 700_000})
    take_documents([handed], received_file_id=None, actor=actor, at=LATER)
    return {city.leaver}


def corrected(city: City, actor: StaffMember, boss: StaffMember) -> set[int]:
    """A document is corrected by office authority."""
    correction = propose_correction(
        document_id=document_of_person(city.employee),
        entered={"revenue": "4000000"},
        reason="桁の誤り",
        evidence="賃金台帳",
        actor=actor,
        at=LATER,
    )
    decide_correction(
        correction_id=correction.pk, approved=True, note="", actor=boss, at=LATER, seen=None
    )
    return {city.employee}


def reassigned(city: City, actor: StaffMember, _boss: StaffMember) -> set[int]:
    """A document turns out to be another person's."""
    document = document_of_person(city.leaver)
    assign(document_id=document, addressee_id=city.nobody, actor=actor, at=LATER)
    return {city.leaver, city.nobody}


def taken_back(city: City, actor: StaffMember, _boss: StaffMember) -> set[int]:
    """A match is undone."""
    document = document_of_person(city.both)
    decision = assign(document_id=document, addressee_id=city.both, actor=actor, at=START)
    undo(decision_id=decision.pk, actor=actor, at=LATER, note="人違い")
    return {city.both}


def came_late(city: City, actor: StaffMember, _boss: StaffMember) -> set[int]:
    """A document that waited is decided on."""
    assign(document_id=wage(None, 9_000_000), addressee_id=city.nobody, actor=actor, at=LATER)
    return {city.nobody}


def told_by(actor: StaffMember, kind: str, number: int) -> None:
    """Take in a file of another department about one person."""
    kana_key = "ミホンタロウ"
    Addressee.objects.filter(pk=number).update(kana_key=kana_key)
    line = row(kind, addressee_number=number, kana="ミホン タロウ")
    assert taken(actor, feed(kind, line)).accepted == 1


def assisted(city: City, actor: StaffMember, _boss: StaffMember) -> set[int]:
    """The welfare office says that somebody is assisted on 1 January."""
    told_by(actor, ASSISTANCE, city.leaver)
    return {city.leaver}


def with_a_handbook(city: City, actor: StaffMember, _boss: StaffMember) -> set[int]:
    """A handbook is taken in: the figures stay, what a clerk is to look at does not."""
    told_by(actor, DISABILITY, city.pensioner)
    return {city.pensioner}


def another_employer(city: City, _actor: StaffMember, _boss: StaffMember) -> set[int]:
    """The same pay is another document's now: who withholds is somebody else."""
    TaxDocument.objects.filter(pk=document_of_person(city.employee)).update(
        state=DocumentState.REPLACED
    )
    wage(city.employee, 5_000_000, social_insurance=750_000)
    return {city.employee}


ACTS = (
    *(ended, replaced, corrected, reassigned, taken_back, came_late),
    *(assisted, with_a_handbook, another_employer),
)


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.__name__)
def test_what_changes_figures_after_the_calculation_keeps_the_year_from_being_fixed(
    act: Callable[[City, StaffMember, StaffMember], set[int]],
    city: City,
    reviewed: AssessmentRun,
    clerk: StaffMember,
    boss: StaffMember,
) -> None:
    """R-3.2.6: what is in the ledger is what was checked, and nothing older."""
    concerned = act(city, clerk, boss)
    closed(act="granted", **{"wage_report.queue": 1})
    with pytest.raises(StaleResultsError, match=f"{len(concerned)} 人の計算結果が古く"):
        fix_run(reviewed, actor=boss, at=LATER)
    reviewed.refresh_from_db()
    assert reviewed.state == "reviewed"
    assert set(StaleResult.objects.values_list("addressee_id", flat=True)) == concerned
    again = review_run(calculated(clerk), actor=clerk, at=LATER)
    assert fix_run(again, actor=boss, at=LATER).state == "fixed"


def relatives_found(city: City, actor: StaffMember) -> None:
    document = document_of_person(city.employee)
    one = StatedRelative.objects.create(
        document_id=document, place="dependant_1", name="見本　花子", kana="ミホン　ハナコ"
    )
    settle_relatives({one.pk: (city.nobody, "clerk")}, actor=actor, at=LATER)


def premiums_taken(city: City, actor: StaffMember) -> None:
    told_by(actor, PREMIUMS, city.leaver)


def looked_at_and_put_back(city: City, actor: StaffMember) -> None:
    document = wage(None, 9_000_000)
    assign(document_id=document, addressee_id=city.nobody, actor=actor, at=LATER)
    hold(document_id=document, actor=actor, at=LATER, note="人違いのおそれ")


def given_again_to_the_same(city: City, actor: StaffMember) -> None:
    document = document_of_person(city.leaver)
    assign(document_id=document, addressee_id=city.leaver, actor=actor, at=LATER)


@pytest.mark.parametrize(
    "act",
    [relatives_found, premiums_taken, looked_at_and_put_back, given_again_to_the_same],
    ids=lambda act: act.__name__,
)
def test_what_leaves_every_figure_as_it_was_is_in_nobodys_way(
    act: Callable[[City, StaffMember], None],
    city: City,
    reviewed: AssessmentRun,
    clerk: StaffMember,
    boss: StaffMember,
) -> None:
    """Who relatives are and what was paid enters a tax only by a figure of a document."""
    act(city, clerk)
    closed()
    assert stale_results(reviewed) == {}
    assert fix_run(reviewed, actor=boss, at=LATER).state == "fixed"


def test_the_list_says_whose_and_what_and_no_figure(
    city: City, reviewed: AssessmentRun, clerk: StaffMember, boss: StaffMember
) -> None:
    corrected(city, clerk, boss)
    check = check_results(reviewed, actor=clerk, at=LATER)
    (one,) = check.stale.all()
    assert one.addressee_id == city.employee
    assert {"revenue_employment", "total", "findings"} <= set(one.changed)
    told = in_words(one.changed)
    assert "給与の収入金額" in told or "給与" in told
    assert "年税額" in told
    record = OutgoingRecord.objects.get(action="assessment.results.checked")
    assert record.details == {"check": check.pk, "people": 1}


def test_somebody_of_whom_the_ledger_says_nothing_is_named(
    city: City, reviewed: AssessmentRun
) -> None:
    late = person_on_the_list(7)
    assert stale_results(reviewed)[late] == [MISSING]
    assert late > city.leaver


def test_only_blocks_that_differ_are_compared_and_none_is_missed(
    monkeypatch: pytest.MonkeyPatch, clerk: StaffMember
) -> None:
    monkeypatch.setattr(ledger_digest, "BLOCK", 2)
    monkeypatch.setattr(start_run, "BLOCK", 2)
    city = small_city()
    run = calculated(clerk, chunk=2)
    reassigned(city, clerk, clerk)
    ended(city, clerk, clerk)
    assert set(stale_results(run)) == {city.employee, city.leaver, city.nobody}


def test_two_people_let_old_results_pass_for_those_people_and_no_more(
    city: City, reviewed: AssessmentRun, clerk: StaffMember, boss: StaffMember
) -> None:
    ended(city, clerk, boss)
    closed()
    check_results(reviewed, actor=clerk, at=LATER)
    assert unfinished(2026) == {"stale": 1}
    ask_unclosed(2026, reason=REASON, actor=clerk, at=LATER)
    with pytest.raises(StaleResultsError):
        fix_run(reviewed, actor=boss, at=LATER)
    granted = decide_unclosed(2026, granted=True, actor=boss, at=LATER)
    assert granted.undecided == {"stale": 1}
    later = LATER + timedelta(minutes=1)
    assign(document_id=wage(None, 9_000_000), addressee_id=city.nobody, actor=clerk, at=later)
    with pytest.raises(StaleResultsError, match="2 人"):
        fix_run(reviewed, actor=boss, at=LATER)
    document = TaxDocument.objects.get(addressee_id=city.nobody)
    hold(document_id=document.pk, actor=clerk, at=LATER, note="照会中")
    assert fix_run(reviewed, actor=boss, at=LATER + timedelta(hours=1)).state == "fixed"
    record = OutgoingRecord.objects.get(action="assessment.run.fixed")
    assert record.details["undecided"] == {"stale": 1}


def test_more_old_results_than_were_asked_for_cannot_be_granted(
    city: City, reviewed: AssessmentRun, clerk: StaffMember, boss: StaffMember
) -> None:
    ended(city, clerk, boss)
    check_results(reviewed, actor=clerk, at=LATER)
    ask_unclosed(2026, reason=REASON, actor=clerk, at=LATER)
    came_late(city, clerk, boss)
    check_results(reviewed, actor=clerk, at=LATER)
    with pytest.raises(ClosingRefusedError, match="増えました"):
        decide_unclosed(2026, granted=True, actor=boss, at=LATER)


def test_a_new_calculation_forgets_the_old_ones_list(
    city: City, reviewed: AssessmentRun, clerk: StaffMember, boss: StaffMember
) -> None:
    ended(city, clerk, boss)
    check_results(reviewed, actor=clerk, at=LATER)
    calculated(clerk)
    assert unfinished(2026) == {}


@pytest.mark.parametrize("state", ["calculating", "abandoned"])
def test_what_is_not_calculated_or_done_with_is_not_compared(
    state: str, clerk: StaffMember
) -> None:
    with pytest.raises(NotCalculatedYetError):
        check_results(made_up_run(clerk, state), actor=clerk, at=LATER)


def test_who_may_not_review_may_not_compare(reviewed: AssessmentRun) -> None:
    with pytest.raises(NotPermittedError):
        check_results(reviewed, actor=staff("3001", Role.COLLECTION_CLERK), at=LATER)
    assert not ResultCheck.objects.exists()


def test_what_was_found_is_never_changed(reviewed: AssessmentRun, clerk: StaffMember) -> None:
    check = check_results(reviewed, actor=clerk, at=LATER)
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        ResultCheck.objects.filter(pk=check.pk).update(people=5)


def test_the_pages_lead_from_the_run_to_the_people_and_to_the_request(
    client: Client, city: City, reviewed: AssessmentRun, clerk: StaffMember, boss: StaffMember
) -> None:
    client.force_login(clerk)
    page = reverse("run", args=[reviewed.pk])
    check = reverse("run_stale_check", args=[reviewed.pk])
    assert "変わる人はいません" in client.post(check, follow=True).text
    ended(city, clerk, boss)
    shown = client.post(check, follow=True).text
    assert f"{city.employee:010d}" in shown
    assert "年税額" in shown
    assert "240,500" not in shown
    assert "計算し直しが要る人 1 人" in client.get(page).text
    assert "計算し直しが要る人 1 人" in client.get(reverse("document_closing")).text
    client.force_login(staff("3001", Role.COLLECTION_CLERK))
    assert client.post(check).status_code == 403


def test_a_document_of_another_year_changes_nothing_here(
    city: City, reviewed: AssessmentRun
) -> None:
    document_of(city.employee, "other", tax_year=2025)
    filed(city.nobody, INHABITANT, year=2025, income_business=500_000)
    assert stale_results(reviewed) == {}
