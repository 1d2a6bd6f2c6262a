"""A document whose number is another's than the rest says is decided by two people."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from juminzei.apps.assessment.models import MatchState, TaxDocument
from juminzei.apps.assessment.services.decide_match import DecisionRefusedError, assign, hold
from juminzei.apps.assessment.services.intake import import_documents
from juminzei.apps.assessment.services.matching import match
from juminzei.platform.documents.channel import Channel
from support.known_people import known
from support.moments import START
from support.page_rows import staff
from support.report_files import number, wage, wages

if TYPE_CHECKING:
    from django.test import Client

    from juminzei.platform.staff.models import StaffMember

pytestmark = pytest.mark.django_db(databases=["default", "vault", "audit"])


@pytest.fixture
def first() -> StaffMember:
    """The first of two clerks."""
    return staff("1001")


@pytest.fixture
def second() -> StaffMember:
    """The second of two clerks."""
    return staff("1002")


@pytest.fixture
def people() -> tuple[int, int]:
    """Whose kana and birth date a report says, and whose number stands in it."""
    said = known(1)
    other = known(
        2,
        name="佐藤　花子",
        kana="サトウ　ハナコ",
        birth_on=date(1990, 1, 2),
        address="加須市大門町１",
        individual_number=number(7),
    )
    return said, other


@pytest.fixture
def document(people: tuple[int, int], first: StaffMember) -> TaxDocument:
    """The report, after matching."""
    assert people
    import_documents(
        data=wages(wage(individual_number=number(7))),
        name="a.csv",
        tax_year=2026,
        channel=Channel.ELTAX,
        actor=first,
        at=START,
    )
    match(tax_year=2026, actor=first, at=START)
    return TaxDocument.objects.get()


def decide(document: TaxDocument, addressee: int, actor: StaffMember) -> TaxDocument:
    assign(document_id=document.pk, addressee_id=addressee, actor=actor, at=START)
    document.refresh_from_db()
    return document


def test_such_a_document_is_not_linked_automatically(document: TaxDocument) -> None:
    """T-I08: a valid number of another person (birth/kana mismatch) → two-person queue."""
    assert document.number_valid
    assert (document.match_state, document.addressee_id) == (MatchState.QUEUE, None)


def test_two_different_people_decide(
    document: TaxDocument, people: tuple[int, int], first: StaffMember, second: StaffMember
) -> None:
    """T-I08: the first proposes, the second one makes it so."""
    said, _ = people
    assert decide(document, said, first).match_state == MatchState.QUEUE
    with pytest.raises(DecisionRefusedError, match="別の職員が確かめて"):
        decide(document, said, first)
    decided = decide(document, said, second)
    assert (decided.match_state, decided.addressee_id) == (MatchState.CLERK, said)
    newest = document.decisions.order_by("-pk")[0]
    assert first.staff_number in newest.reason["sentence"]


def test_whoever_thinks_of_somebody_else_proposes_anew(
    document: TaxDocument, people: tuple[int, int], first: StaffMember, second: StaffMember
) -> None:
    said, other = people
    decide(document, said, first)
    assert decide(document, other, second).match_state == MatchState.QUEUE
    assert decide(document, other, first).addressee_id == other


def test_a_held_one_needs_two_people_too_and_matching_leaves_a_proposal_alone(
    document: TaxDocument, people: tuple[int, int], first: StaffMember, second: StaffMember
) -> None:
    said, _ = people
    hold(document_id=document.pk, actor=first, at=START, note="照会中")
    assert decide(document, said, first).match_state == MatchState.HELD
    known(3)
    match(tax_year=2026, actor=first, at=START)
    assert decide(document, said, second).addressee_id == said


def test_a_document_without_such_a_number_needs_one_person(first: StaffMember) -> None:
    person = known(1)
    import_documents(
        data=wages(wage(kana="カトウ　ジロウ", name="加藤　次郎", birth_on=date(1970, 1, 1))),
        name="a.csv",
        tax_year=2026,
        channel=Channel.ELTAX,
        actor=first,
        at=START,
    )
    match(tax_year=2026, actor=first, at=START)
    assert decide(TaxDocument.objects.get(), person, first).match_state == MatchState.CLERK


def test_the_page_says_that_another_member_is_asked(
    client: Client, document: TaxDocument, people: tuple[int, int], first: StaffMember
) -> None:
    client.force_login(first)
    said = {"decision": "same", "addressee": f"{people[0]:010d}"}
    answer = client.post(reverse("decide", args=[document.pk]), said, follow=True)
    assert "別の職員が同じ人に決めると特定されます" in answer.text
    again = client.post(reverse("decide", args=[document.pk]), said)
    assert again.status_code == 409
    assert "別の職員が確かめて" in again.text
