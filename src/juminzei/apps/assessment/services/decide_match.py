"""What a clerk decides about one document in the matching queue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction

from juminzei.apps.addressees.api import hold_clusters, survivor
from juminzei.apps.assessment.models import DocumentState, MatchDecision, MatchState, TaxDocument
from juminzei.apps.assessment.models.document import ERASED
from juminzei.apps.assessment.services.note_old_results import note_old_results
from juminzei.apps.assessment.services.second_opinion import (
    ASKS_ANOTHER,
    PROPOSED,
    DecisionRefusedError,
    number_says_otherwise,
    second_opinion,
)
from juminzei.base.numbers import municipality_code
from juminzei.formats.blanking import blank_numbers_in_words
from juminzei.linkage.points import RULES_VERSION
from juminzei.platform.audit import services as audit
from juminzei.platform.staff.services import require

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from juminzei.platform.staff.models import StaffMember

__all__ = ["DecisionRefusedError", "assign", "forward", "hold", "undo"]


@transaction.atomic
def assign(
    *,
    document_id: int,
    addressee_id: int,
    actor: StaffMember,
    at: datetime,
    note: str = "",
    seen: int | None = None,
) -> MatchDecision:
    """Decide that the document is this addressee's: a candidate's, or another's.

    Where the document's number is another's than kana and birth date say, the first member
    of staff proposes, and a second one who decides the same makes it so.

    Args:
        document_id: The document.
        addressee_id: 宛名番号 of the person; of a merged-away number it is the survivor's.
        actor: Who decides; needs ``match.decide``.
        at: When.
        note: Why, in the clerk's words.
        seen: The newest decision that the clerk saw, to notice that a colleague was
            faster; none if it does not matter.

    Raises:
        NotPermittedError: The actor may not decide.
        DecisionRefusedError: The document does not count any more, the addressee is
            unknown, or a colleague has decided meanwhile. Nothing was done.
    """
    document = _opened(document_id, actor, at, seen)
    _must_exist(document, addressee_id)
    hold_clusters()
    candidate = document.candidates.filter(addressee_id=addressee_id).first()
    found = "候補から" if candidate else "候補以外から"
    stands = survivor(addressee_id)
    if number_says_otherwise(document):
        first = second_opinion(document, stands, actor)
        if first is None:
            return _propose(document, stands, actor=actor, at=at, note=note)
        found += f"、職員 {first.staff_number} と2人で"
    return _decide(
        document,
        outcome=MatchState.CLERK,
        addressee_id=stands,
        reason={
            "stage": "clerk",
            "candidate": candidate is not None,
            "score": candidate.score if candidate else None,
            "sentence": f"職員が{found}特定しました。",
            **({"under": addressee_id} if addressee_id != stands else {}),
        },
        actor=actor,
        at=at,
        note=note,
    )


def _propose(
    document: TaxDocument, addressee_id: int, *, actor: StaffMember, at: datetime, note: str
) -> MatchDecision:
    """Append that the document might be this person's; it waits on for somebody else's word."""
    return _decide(
        document,
        outcome=MatchState(document.match_state),
        reason={"stage": PROPOSED, PROPOSED: addressee_id, "sentence": ASKS_ANOTHER},
        actor=actor,
        at=at,
        note=note,
    )


@transaction.atomic
def forward(
    *,
    document_id: int,
    municipality: str,
    actor: StaffMember,
    at: datetime,
    note: str = "",
    seen: int | None = None,
) -> MatchDecision:
    """Decide that the document is not ours and goes to another municipality (回送).

    Args:
        document_id: The document.
        municipality: Where it goes, six digits.
        actor: Who decides; needs ``match.decide``.
        at: When.
        note: Why, in the clerk's words.
        seen: As in :func:`assign`.

    Raises:
        NotPermittedError: The actor may not decide.
        DecisionRefusedError: The code is wrong or our own, or as in :func:`assign`.
    """
    if not municipality_code.is_valid(municipality):
        raise DecisionRefusedError(
            "回送先の市町村コードが正しくありません。検査数字を含む6桁で入力してください。"
        )
    if municipality == settings.CONFIGURATION.municipality:
        raise DecisionRefusedError(
            "回送先が自市町村です。対象者がいない場合は「保留」にしてください。"
        )
    document = _opened(document_id, actor, at, seen)
    return _decide(
        document,
        outcome=MatchState.NOT_OURS,
        state=DocumentState.FORWARDED,
        reason={
            "stage": "clerk",
            "municipality": municipality,
            "sentence": f"職員が他市町村（{municipality}）への回送と判断しました。",
        },
        actor=actor,
        at=at,
        note=note,
    )


@transaction.atomic
def hold(
    *,
    document_id: int,
    actor: StaffMember,
    at: datetime,
    note: str,
    seen: int | None = None,
) -> MatchDecision:
    """Put the document aside (保留) for the reason in ``note``.

    Raises:
        NotPermittedError: The actor may not decide.
        DecisionRefusedError: There is no note, or as in :func:`assign`.
    """
    if not note.strip():
        raise DecisionRefusedError("保留の理由を入力してください。")
    document = _opened(document_id, actor, at, seen)
    reason = {"stage": "clerk", "sentence": "職員が保留にしました。"}
    return _decide(document, outcome=MatchState.HELD, reason=reason, actor=actor, at=at, note=note)


@transaction.atomic
def undo(*, decision_id: int, actor: StaffMember, at: datetime, note: str = "") -> MatchDecision:
    """Take back the newest decision of a document, a clerk's or an automatic one.

    The document returns to the queue and stays there until a clerk decides: matching
    does not touch it again. Nothing is erased: the new decision points to the one undone.

    Raises:
        NotPermittedError: The actor may not decide.
        DecisionRefusedError: It is not the newest decision, or itself took one back.
    """
    require(actor, "match.decide", on=at.date())
    undone = MatchDecision.objects.filter(pk=decision_id).first()
    if undone is None:
        raise DecisionRefusedError("取り消す決定がありません。画面を読み直してください。")
    document = TaxDocument.objects.select_for_update().get(pk=undone.document_id)
    _must_be_newest(document, decision_id)
    if document.name == ERASED:
        raise DecisionRefusedError(
            "回送して内容を消去した資料です。取り消せません。必要なときは回送先に照会してください。"
        )
    if undone.outcome == MatchState.QUEUE:
        raise DecisionRefusedError("まだ特定されていない資料です。取り消す決定がありません。")
    forwarded = undone.outcome == MatchState.NOT_OURS
    return _decide(
        document,
        outcome=MatchState.QUEUE,
        state=DocumentState.ACTIVE if forwarded else document.state,
        reason={"stage": "clerk", "sentence": "職員が特定を取り消しました。"},
        undoes=undone,
        actor=actor,
        at=at,
        note=note,
    )


def _opened(document_id: int, actor: StaffMember, at: datetime, seen: int | None) -> TaxDocument:
    """Lock the document and make sure that a decision can be taken about it."""
    require(actor, "match.decide", on=at.date())
    document = TaxDocument.objects.select_for_update().filter(pk=document_id).first()
    if document is None:
        raise DecisionRefusedError("この資料はありません。画面を読み直してください。")
    if document.state != DocumentState.ACTIVE:
        raise DecisionRefusedError(
            f"この資料は「{DocumentState(document.state).label}」のため、特定の対象ではありません。"
        )
    if seen is not None:
        _must_be_newest(document, seen)
    return document


def _must_be_newest(document: TaxDocument, decision_id: int) -> None:
    newest = document.decisions.order_by("-pk").first()
    if newest is None or newest.pk != decision_id:
        raise DecisionRefusedError(
            "この資料には、画面を開いたあとに別の決定がされています。画面を読み直してください。"
        )


def _must_exist(document: TaxDocument, addressee_id: int) -> None:
    try:
        TaxDocument._meta.get_field("addressee").validate(addressee_id, document)
    except ValidationError as error:
        raise DecisionRefusedError(
            f"宛名番号 {addressee_id:010d} は登録されていません。番号を確かめてください。"
        ) from error


def _decide(
    document: TaxDocument,
    *,
    outcome: MatchState,
    reason: Mapping[str, object],
    actor: StaffMember,
    at: datetime,
    note: str,
    addressee_id: int | None = None,
    state: str = DocumentState.ACTIVE,
    undoes: MatchDecision | None = None,
) -> MatchDecision:
    """Append the decision, apply it to the document, and record the act."""
    former = document.addressee_id
    decision = MatchDecision.objects.create(
        document=document,
        outcome=outcome,
        addressee_id=addressee_id,
        reason={**reason, "note": blank_numbers_in_words(note.strip())},
        rules_version=RULES_VERSION,
        decided_by=actor,
        decided_at=at,
        undoes=undoes,
    )
    document.match_state = outcome
    document.addressee_id = addressee_id
    document.state = state
    document.save(update_fields=["match_state", "addressee", "state"])
    note_old_results(document.tax_year, [former, addressee_id], actor=actor, at=at)
    audit.record(
        action="assessment.match.decided",
        actor=actor,
        at=at,
        subject_kind="tax_document",
        subject_id=str(document.pk),
        details={
            "decision": decision.pk,
            "outcome": str(outcome),
            "addressee": addressee_id,
            "undoes": undoes.pk if undoes else None,
        },
    )
    return decision
