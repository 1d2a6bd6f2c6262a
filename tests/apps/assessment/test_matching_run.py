"""A run of matching: states, decisions with reasons, candidates; clerks are never overridden."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from juminzei.apps.assessment.models import MatchCandidate, MatchDecision, TaxDocument
from juminzei.apps.assessment.services import decide_match
from juminzei.apps.assessment.services.intake import import_documents
from juminzei.apps.assessment.services.matching import MatchSummary, match
from juminzei.linkage.points import RULES_VERSION
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.documents.channel import Channel
from juminzei.platform.staff.services import NotPermittedError
from juminzei.platform.vault.services import Place, seal
from support.known_people import formerly, known
from support.moments import START
from support.report_files import number, wage, wages
from support.staff_members import clerk

if TYPE_CHECKING:
    from juminzei.formats.wage_report import WageReport
    from juminzei.platform.staff.models import StaffMember

pytestmark = pytest.mark.django_db(databases=["default", "vault", "audit"])

STRANGER = {"name": "山田　太郎", "kana": "ヤマダ　タロウ", "birth_on": date(1950, 1, 1)}


@pytest.fixture
def actor() -> StaffMember:
    return clerk()


def take_in(actor: StaffMember, *reports: WageReport) -> None:
    import_documents(
        data=wages(*reports),
        name="a.csv",
        tax_year=2026,
        channel=Channel.ELTAX,
        actor=actor,
        at=START,
    )


def run(actor: StaffMember) -> MatchSummary:
    return match(tax_year=2026, actor=actor, at=START)


def state() -> tuple[str, int | None]:
    document = TaxDocument.objects.get()
    return document.match_state, document.addressee_id


def test_an_equal_number_that_is_borne_out_matches(actor: StaffMember) -> None:
    person = known(1, individual_number=number(1))
    take_in(actor, wage(individual_number=number(1), address="加須市騎西３６"))
    assert run(actor) == MatchSummary(number=1, exact=0, scored=0, queue=0)
    assert state() == ("number", person)


def test_a_number_that_belongs_to_somebody_else_goes_to_a_clerk(actor: StaffMember) -> None:
    known(1, individual_number=number(1))
    wife = known(2, name="加藤　花子", kana="カトウ　ハナコ", individual_number=number(2))
    take_in(actor, wage(individual_number=number(2)))
    assert run(actor) == MatchSummary(number=0, exact=0, scored=0, queue=1)
    assert state() == ("queue", None)
    first = MatchCandidate.objects.order_by("pk").first()
    assert first is not None
    assert (first.addressee_id, first.comparison["number_equal"]) == (wife, True)


def test_without_a_number_the_fields_match(actor: StaffMember) -> None:
    person = known(1, individual_number=number(1))
    take_in(actor, wage())
    assert run(actor) == MatchSummary(number=0, exact=1, scored=0, queue=0)
    assert state() == ("exact", person)


def test_a_wrong_number_does_not_stand_in_the_way_of_the_fields(actor: StaffMember) -> None:
    person = known(1, individual_number=number(1))
    take_in(actor, wage(individual_number=number(1, valid=False)))
    run(actor)
    assert state() == ("exact", person)


def test_a_similar_document_is_matched_with_its_score(actor: StaffMember) -> None:
    person = known(1, name="加藤　花子", kana="カトウ　ハナコ")
    take_in(actor, wage(name="鈴木　花子", kana="スズキ　ハナコ"))
    assert run(actor) == MatchSummary(number=0, exact=0, scored=1, queue=0)
    assert state() == ("scored", person)
    assert MatchDecision.objects.get().reason["score"] == 850


def test_the_reason_is_a_sentence_that_a_clerk_can_read(actor: StaffMember) -> None:
    known(1, individual_number=number(1))
    take_in(actor, wage(individual_number=number(1), address="加須市騎西３６"))
    run(actor)
    decision = MatchDecision.objects.get()
    assert decision.reason["sentence"] == (
        "個人番号が一致しました。生年月日は一致、カナ氏名は一致、漢字氏名は一致、住所は相違。"
    )
    assert decision.reason["fields"]["address"] == "differs"
    assert (decision.rules_version, decision.decided_by) == (RULES_VERSION, actor)


def test_a_former_address_is_named_in_the_reason(actor: StaffMember) -> None:
    person = known(1, address="加須市騎西３６")
    formerly(person, name="加藤　一郎", kana="カトウ　イチロウ", address="加須市三俣２－１－１")
    take_in(actor, wage())
    run(actor)
    sentence = MatchDecision.objects.get().reason["sentence"]
    assert "変更前の住所は一致" in sentence


def test_a_former_name_is_compared_too(actor: StaffMember) -> None:
    person = known(1, name="鈴木　花子", kana="スズキ　ハナコ", address="加須市騎西３６")
    formerly(person, name="加藤　花子", kana="カトウ　ハナコ", address="加須市騎西３６")
    take_in(actor, wage(name="加藤　花子", kana="カトウ　ハナコ", address="熊谷市１"))
    run(actor)
    assert state() == ("exact", person)


def test_a_corporation_is_nobodys_namesake(actor: StaffMember) -> None:
    known(1, kind="corporation")
    take_in(actor, wage())
    run(actor)
    assert state() == ("queue", None)


def test_documents_that_do_not_count_are_not_matched(actor: StaffMember) -> None:
    known(1)
    take_in(actor, wage(municipality="131016"), wage(submission="3"))
    assert run(actor) == MatchSummary(number=0, exact=0, scored=0, queue=0)
    assert MatchDecision.objects.count() == 0


def test_documents_of_another_year_are_not_touched(actor: StaffMember) -> None:
    known(1)
    import_documents(
        data=wages(wage(income_year=2024)),
        name="a.csv",
        tax_year=2025,
        channel=Channel.ELTAX,
        actor=actor,
        at=START,
    )
    run(actor)
    assert state() == ("waiting", None)


def test_a_second_run_has_nothing_to_do(actor: StaffMember) -> None:
    known(1)
    take_in(actor, wage(), wage(**STRANGER))
    assert run(actor) == MatchSummary(number=0, exact=1, scored=0, queue=1)
    assert run(actor) == MatchSummary(number=0, exact=0, scored=0, queue=0)
    assert MatchDecision.objects.count() == 2


def test_the_queue_is_looked_at_again_when_the_register_has_changed(actor: StaffMember) -> None:
    take_in(actor, wage())
    assert run(actor).queue == 1
    person = known(1)
    assert run(actor) == MatchSummary(number=0, exact=1, scored=0, queue=0)
    assert state() == ("exact", person)
    assert MatchCandidate.objects.count() == 0


def test_the_queue_is_looked_at_again_when_a_number_has_become_known(actor: StaffMember) -> None:
    person = known(1, name="加藤　花子", kana="カトウ　ハナコ", address="熊谷市１")
    married = {"name": "鈴木　花子", "kana": "スズキ　ハナコ"}
    take_in(actor, wage(individual_number=number(1), **married))
    assert run(actor).queue == 1
    seal(Place("addressee", "own"), [(person, number(1))])
    assert run(actor) == MatchSummary(number=1, exact=0, scored=0, queue=0)


def test_what_a_clerk_has_undone_is_never_matched_again_by_itself(actor: StaffMember) -> None:
    known(1)
    take_in(actor, wage())
    run(actor)
    automatic = MatchDecision.objects.get()
    decide_match.undo(decision_id=automatic.pk, actor=actor, at=START)
    known(2, name="山田　太郎", kana="ヤマダ　タロウ")
    assert run(actor) == MatchSummary(number=0, exact=0, scored=0, queue=0)
    assert state() == ("queue", None)


def test_what_a_clerk_holds_is_not_touched(actor: StaffMember) -> None:
    take_in(actor, wage())
    run(actor)
    document = TaxDocument.objects.get()
    decide_match.hold(document_id=document.pk, actor=actor, at=START, note="本人に照会中")
    known(1)
    assert run(actor) == MatchSummary(number=0, exact=0, scored=0, queue=0)
    assert state() == ("held", None)


def test_the_comparison_of_a_candidate_is_kept_field_by_field(actor: StaffMember) -> None:
    person = known(1)
    take_in(actor, wage(name="加藤　市朗", birth_on=date(1985, 9, 9)))
    run(actor)
    candidate = MatchCandidate.objects.get()
    assert (candidate.addressee_id, candidate.score) == (person, 0 + 190 + 150 + 200)
    assert candidate.comparison["fields"] == {
        "birth": "differs",
        "kana": "equal",
        "name": "near",
        "address": "equal",
    }


def test_neither_reasons_nor_candidates_repeat_names_or_addresses(actor: StaffMember) -> None:
    """A protected person's address is shown, or not, by the page, never from a copy."""
    known(1)
    take_in(
        actor, wage(name="加藤　市朗", birth_on=date(1985, 9, 9)), wage(recipient_reference="2")
    )
    run(actor)
    kept = [*MatchDecision.objects.values_list("reason", flat=True)]
    kept += [*MatchCandidate.objects.values_list("comparison", flat=True)]
    assert [text for text in map(str, kept) if "加藤" in text or "三俣" in text] == []


def test_whoever_may_not_match_changes_nothing() -> None:
    with pytest.raises(NotPermittedError):
        run(clerk("auditor"))


def test_the_run_is_recorded_with_its_counts(actor: StaffMember) -> None:
    known(1)
    take_in(actor, wage())
    run(actor)
    record = OutgoingRecord.objects.get(action="assessment.documents.matched")
    assert record.details == {
        "tax_year": 2026,
        "rules": RULES_VERSION,
        "number": 0,
        "exact": 1,
        "scored": 0,
        "queue": 0,
    }
