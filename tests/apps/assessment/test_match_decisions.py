"""What clerks decide in the matching queue, and how it is taken back."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from juminzei.apps.assessment.models import MatchDecision, TaxDocument
from juminzei.apps.assessment.selectors import match_queue
from juminzei.apps.assessment.services import decide_match
from juminzei.apps.assessment.services.decide_match import DecisionRefusedError
from juminzei.apps.assessment.services.intake import import_documents
from juminzei.apps.assessment.services.matching import match
from juminzei.base.numbers import addressee_number
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.documents.channel import Channel
from juminzei.platform.staff.services import NotPermittedError
from support.known_people import known
from support.moments import START
from support.report_files import number, wage, wages
from support.staff_members import clerk

if TYPE_CHECKING:
    from juminzei.platform.staff.models import StaffMember

pytestmark = pytest.mark.django_db(databases=["default", "vault", "audit"])

KUMAGAYA = "112020"


@pytest.fixture
def actor() -> StaffMember:
    return clerk()


@pytest.fixture
def queued(actor: StaffMember) -> TaxDocument:
    """A document in the queue: its birth date is not that of the only candidate."""
    known(1)
    data = wages(wage(birth_on=date(1985, 9, 9)))
    import_documents(
        data=data, name="a.csv", tax_year=2026, channel=Channel.ELTAX, actor=actor, at=START
    )
    match(tax_year=2026, actor=actor, at=START)
    return TaxDocument.objects.get()


CANDIDATE = addressee_number.number(1)


def test_a_candidate_can_be_chosen(queued: TaxDocument, actor: StaffMember) -> None:
    decision = decide_match.assign(
        document_id=queued.pk, addressee_id=CANDIDATE, actor=actor, at=START, note="電話で確認"
    )
    queued.refresh_from_db()
    assert (queued.match_state, queued.addressee_id) == ("clerk", CANDIDATE)
    assert decision.reason["candidate"] is True
    assert decision.reason["note"] == "電話で確認"


def test_somebody_who_was_no_candidate_can_be_chosen(
    queued: TaxDocument, actor: StaffMember
) -> None:
    other = known(2, name="山田　太郎", kana="ヤマダ　タロウ")
    decision = decide_match.assign(document_id=queued.pk, addressee_id=other, actor=actor, at=START)
    assert decision.reason["candidate"] is False
    assert TaxDocument.objects.get().addressee_id == other


def test_somebody_unknown_cannot_be_chosen(queued: TaxDocument, actor: StaffMember) -> None:
    with pytest.raises(DecisionRefusedError, match="宛名番号 0000000999 は登録されていません"):
        decide_match.assign(document_id=queued.pk, addressee_id=999, actor=actor, at=START)
    assert TaxDocument.objects.get().match_state == "queue"


def test_what_is_not_ours_is_forwarded(queued: TaxDocument, actor: StaffMember) -> None:
    decide_match.forward(document_id=queued.pk, municipality=KUMAGAYA, actor=actor, at=START)
    document = TaxDocument.objects.get()
    assert (document.state, document.match_state) == ("forwarded", "not_ours")
    assert MatchDecision.objects.latest("pk").reason["municipality"] == KUMAGAYA


@pytest.mark.parametrize(
    ("municipality", "told"),
    [
        pytest.param("112021", "市町村コードが正しくありません", id="wrong check digit"),
        pytest.param("11202", "市町村コードが正しくありません", id="five digits"),
        pytest.param("112101", "回送先が自市町村です", id="our own"),
    ],
)
def test_nothing_is_forwarded_to_nowhere(
    queued: TaxDocument, actor: StaffMember, municipality: str, told: str
) -> None:
    with pytest.raises(DecisionRefusedError, match=told):
        decide_match.forward(
            document_id=queued.pk, municipality=municipality, actor=actor, at=START
        )
    assert TaxDocument.objects.get().state == "active"


def test_a_document_can_be_held_with_a_reason(queued: TaxDocument, actor: StaffMember) -> None:
    decide_match.hold(document_id=queued.pk, actor=actor, at=START, note="本人に照会中")
    assert TaxDocument.objects.get().match_state == "held"


def test_holding_asks_for_a_reason(queued: TaxDocument, actor: StaffMember) -> None:
    with pytest.raises(DecisionRefusedError, match="保留の理由"):
        decide_match.hold(document_id=queued.pk, actor=actor, at=START, note="　")


def test_a_number_in_a_note_is_blanked(queued: TaxDocument, actor: StaffMember) -> None:
    mine = number(123).reveal()
    decision = decide_match.hold(
        document_id=queued.pk, actor=actor, at=START, note=f"番号は{mine}とのこと"
    )
    assert mine not in str(decision.reason)


def test_undo_returns_the_document_to_the_queue_and_keeps_both_decisions(
    queued: TaxDocument, actor: StaffMember
) -> None:
    wrong = decide_match.assign(
        document_id=queued.pk, addressee_id=CANDIDATE, actor=actor, at=START
    )
    undoing = decide_match.undo(decision_id=wrong.pk, actor=actor, at=START)
    document = TaxDocument.objects.get()
    assert (document.match_state, document.addressee_id) == ("queue", None)
    assert undoing.undoes == wrong
    assert list(match_queue.decisions(queued.pk))[:2] == [undoing, wrong]


def test_undoing_a_forwarding_makes_the_document_count_again(
    queued: TaxDocument, actor: StaffMember
) -> None:
    wrong = decide_match.forward(
        document_id=queued.pk, municipality=KUMAGAYA, actor=actor, at=START
    )
    decide_match.undo(decision_id=wrong.pk, actor=actor, at=START)
    document = TaxDocument.objects.get()
    assert (document.state, document.match_state) == ("active", "queue")


def test_only_the_newest_decision_can_be_undone(queued: TaxDocument, actor: StaffMember) -> None:
    first = decide_match.hold(document_id=queued.pk, actor=actor, at=START, note="照会中")
    decide_match.assign(document_id=queued.pk, addressee_id=CANDIDATE, actor=actor, at=START)
    with pytest.raises(DecisionRefusedError, match="別の決定"):
        decide_match.undo(decision_id=first.pk, actor=actor, at=START)


def test_what_was_never_matched_cannot_be_undone(queued: TaxDocument, actor: StaffMember) -> None:
    into_the_queue = MatchDecision.objects.get(document=queued)
    with pytest.raises(DecisionRefusedError, match="まだ特定されていない"):
        decide_match.undo(decision_id=into_the_queue.pk, actor=actor, at=START)


def test_a_decision_that_does_not_exist_cannot_be_undone(actor: StaffMember) -> None:
    with pytest.raises(DecisionRefusedError, match="取り消す決定がありません"):
        decide_match.undo(decision_id=1, actor=actor, at=START)


def test_a_clerk_who_was_slower_than_a_colleague_is_told(
    queued: TaxDocument, actor: StaffMember
) -> None:
    seen = MatchDecision.objects.get(document=queued).pk
    decide_match.hold(document_id=queued.pk, actor=actor, at=START, note="照会中", seen=seen)
    with pytest.raises(DecisionRefusedError, match="画面を開いたあとに別の決定"):
        decide_match.assign(
            document_id=queued.pk, addressee_id=CANDIDATE, actor=actor, at=START, seen=seen
        )
    assert TaxDocument.objects.get().match_state == "held"


def test_nothing_is_decided_about_a_document_that_does_not_count(
    queued: TaxDocument, actor: StaffMember
) -> None:
    TaxDocument.objects.update(state="replaced")
    with pytest.raises(DecisionRefusedError, match="訂正により差替え"):
        decide_match.assign(document_id=queued.pk, addressee_id=CANDIDATE, actor=actor, at=START)


def test_nothing_is_decided_about_a_document_that_is_not_there(actor: StaffMember) -> None:
    with pytest.raises(DecisionRefusedError, match="この資料はありません"):
        decide_match.hold(document_id=1, actor=actor, at=START, note="照会中")


def test_whoever_may_not_decide_decides_nothing(queued: TaxDocument) -> None:
    auditor = clerk("auditor", staff_number="9")
    newest = MatchDecision.objects.get(document=queued)
    with pytest.raises(NotPermittedError):
        decide_match.assign(document_id=queued.pk, addressee_id=CANDIDATE, actor=auditor, at=START)
    with pytest.raises(NotPermittedError):
        decide_match.undo(decision_id=newest.pk, actor=auditor, at=START)
    assert TaxDocument.objects.get().match_state == "queue"


def test_each_decision_is_recorded_without_a_name(queued: TaxDocument, actor: StaffMember) -> None:
    decision = decide_match.assign(
        document_id=queued.pk, addressee_id=CANDIDATE, actor=actor, at=START, note="加藤さん"
    )
    record = OutgoingRecord.objects.get(action="assessment.match.decided")
    assert (record.subject_kind, record.subject_id) == ("tax_document", str(queued.pk))
    assert record.details == {
        "decision": decision.pk,
        "outcome": "clerk",
        "addressee": CANDIDATE,
        "undoes": None,
    }


def test_the_queue_shows_what_waits_before_what_is_held(
    queued: TaxDocument, actor: StaffMember
) -> None:
    decide_match.hold(document_id=queued.pk, actor=actor, at=START, note="照会中")
    second = wages(wage(recipient_reference="2", name="山田　太郎", kana="ヤマダ　タロウ"))
    import_documents(
        data=second, name="b.csv", tax_year=2026, channel=Channel.ELTAX, actor=actor, at=START
    )
    match(tax_year=2026, actor=actor, at=START)
    waiting = [document.match_state for document in match_queue.waiting_documents(2026)]
    assert waiting == ["queue", "held"]
    assert match_queue.counts_by_state(2026) == {"held": 1, "queue": 1}


def test_candidates_come_most_similar_first(queued: TaxDocument) -> None:
    shown = list(match_queue.candidates(queued.pk))
    assert [candidate.addressee_id for candidate in shown] == [CANDIDATE]
