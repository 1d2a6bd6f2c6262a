"""Documents find a person by any of their numbers and go to the one that stands for all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from juminzei.apps.addressees.api import unmark_merged
from juminzei.apps.assessment.models import MatchDecision, TaxDocument
from juminzei.apps.assessment.services import decide_match, matching
from juminzei.apps.assessment.services.intake import import_documents
from juminzei.apps.assessment.services.matching import MatchSummary, match
from juminzei.linkage.link import link as real_link
from juminzei.platform.documents.channel import Channel
from support.known_people import known
from support.merged_numbers import lead
from support.moments import START
from support.report_files import number, wage, wages
from support.staff_members import clerk

if TYPE_CHECKING:
    from juminzei.formats.wage_report import WageReport
    from juminzei.platform.staff.models import StaffMember

pytestmark = pytest.mark.django_db(databases=["default", "vault", "audit"])
OLD: dict[str, Any] = {"address": "東京都千代田区１－１"}


@pytest.fixture
def actor() -> StaffMember:
    return clerk()


def take_in(actor: StaffMember, *reports: WageReport, name: str = "a.csv") -> None:
    import_documents(
        data=wages(*reports), name=name, tax_year=2026, channel=Channel.ELTAX, actor=actor, at=START
    )


def run(actor: StaffMember) -> MatchSummary:
    return match(tax_year=2026, actor=actor, at=START)


def test_two_alike_are_left_to_a_clerk_until_they_are_one(actor: StaffMember) -> None:
    """A document that waited for who it is is matched once the two are one."""
    one, other = known(1), known(900_000_001, kind="nonregistered")
    take_in(actor, wage())
    assert run(actor).queue == 1
    lead(other, into=one)
    assert run(actor) == MatchSummary(number=0, exact=1, scored=0, queue=0)
    assert TaxDocument.objects.get().addressee_id == one
    assert "under" not in MatchDecision.objects.latest("pk").reason


def test_the_old_address_finds_the_person_and_says_so(actor: StaffMember) -> None:
    one = known(1)
    other = known(900_000_001, kind="nonregistered", name="加藤　旧", kana="カトウ　キュウ", **OLD)
    lead(other, into=one)
    take_in(actor, wage(name="加藤　旧", kana="カトウ　キュウ", **OLD))
    run(actor)
    decision = MatchDecision.objects.get()
    assert (decision.addressee_id, decision.reason["under"]) == (one, other)
    assert "統合された番号の" in decision.reason["sentence"]


def test_an_individual_number_of_the_old_number_leads_to_the_person(actor: StaffMember) -> None:
    one = known(1)
    other = known(900_000_001, kind="nonregistered", individual_number=number(1))
    lead(other, into=one)
    take_in(actor, wage(individual_number=number(1)))
    assert run(actor) == MatchSummary(number=1, exact=0, scored=0, queue=0)
    decision = MatchDecision.objects.get()
    assert (decision.addressee_id, decision.reason["under"]) == (one, other)


def test_a_clerk_who_names_the_old_number_gives_it_to_the_person(actor: StaffMember) -> None:
    one, other = known(1), known(900_000_001, kind="nonregistered")
    take_in(actor, wage())
    run(actor)
    lead(other, into=one)
    document = TaxDocument.objects.get()
    decision = decide_match.assign(
        document_id=document.pk, addressee_id=other, actor=actor, at=START
    )
    assert (decision.addressee_id, decision.reason["under"]) == (one, other)


@pytest.mark.parametrize("first", ["apart", "together"])
def test_a_merge_while_matching_compares_leaves_the_document_to_the_next_run(
    actor: StaffMember, monkeypatch: pytest.MonkeyPatch, first: str
) -> None:
    one, other = known(1), known(900_000_001, kind="nonregistered", **OLD)
    if first == "together":
        lead(other, into=one)
    take_in(actor, wage())

    def meanwhile(*arguments: object) -> object:
        found = real_link(*arguments)  # type: ignore[arg-type]  # as it was called
        if first == "apart":
            lead(other, into=one)
        else:
            unmark_merged(other)
        return found

    monkeypatch.setattr(matching, "link", meanwhile)
    assert run(actor) == MatchSummary(number=0, exact=0, scored=0, queue=0)
    assert TaxDocument.objects.get().match_state == "waiting"
    monkeypatch.setattr(matching, "link", real_link)
    again = run(actor)
    assert again.exact + again.scored == 1
    assert TaxDocument.objects.get().addressee_id == one
