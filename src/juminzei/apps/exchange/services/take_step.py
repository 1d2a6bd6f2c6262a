"""What is done with a consignment: approved by another person, sent, received, erased here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from juminzei.apps.addressees.api import withheld
from juminzei.apps.assessment.api import DocumentState, erase_documents
from juminzei.apps.exchange.models import (
    ConsignedDocument,
    Consignment,
    ConsignmentKind,
    ConsignmentStep,
    Step,
    Way,
)
from juminzei.apps.exchange.selectors.protected import SEE_PROTECTED, telling
from juminzei.apps.exchange.services.prepare_documents import PREPARE
from juminzei.apps.exchange.services.refusal import ExchangeRefusedError
from juminzei.apps.exchange.services.void_gift_papers import standing_gifts
from juminzei.formats.blanking import blank_numbers_in_words
from juminzei.platform.audit import services as audit
from juminzei.platform.staff.second_person import same_person
from juminzei.platform.staff.services import require

if TYPE_CHECKING:
    from datetime import date, datetime

    from juminzei.platform.staff.models import StaffMember

APPROVE = "exchange.approve"
GROUND = "回送"
NEEDS = {
    Step.APPROVED: (frozenset(), frozenset({Step.TURNED_DOWN, Step.SENT})),
    Step.TURNED_DOWN: (frozenset(), frozenset({Step.SENT})),
    Step.SENT: (frozenset({Step.APPROVED}), frozenset({Step.TURNED_DOWN})),
    Step.RECEIVED: (frozenset({Step.SENT}), frozenset({Step.RETURNED})),
    Step.RETURNED: (frozenset({Step.SENT}), frozenset({Step.RECEIVED})),
    Step.ERASED: (frozenset({Step.SENT}), frozenset({Step.RETURNED})),
}
"""Step → what must have been done before, and what must not."""


@transaction.atomic
def take_step(
    consignment_id: int,
    step: Step,
    *,
    actor: StaffMember,
    at: datetime,
    on: date | None = None,
    way: Way = Way.NONE,
    note: str = "",
) -> None:
    """Take one step with a consignment, once.

    Documents whose receipt is confirmed are erased here in the same act. Until then they are
    kept, because a letter can be lost; :attr:`Step.ERASED` erases what nobody confirms.

    Args:
        consignment_id: Which.
        step: What is done; a consignment is turned down as long as it was not sent.
        actor: Who; needs ``exchange.approve`` to approve, otherwise ``exchange.prepare``.
        at: When it is recorded.
        on: The day on which it was sent, received or came back; today if not given.
        way: How it was sent.
        note: Words for the record; needed to turn down and for what came back.

    Raises:
        ExchangeRefusedError: The step is not the next one or was taken, a document of it does
            not go out any more, or a word that is needed is missing.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, APPROVE if step == Step.APPROVED else PREPARE, on=at.date())
    one = Consignment.objects.select_for_update().filter(pk=consignment_id).first()
    if one is None:
        raise ExchangeRefusedError("この送付はありません。一覧を読み直してください。")
    if one.pk in telling([one], withheld(at.date())):
        require(actor, SEE_PROTECTED, on=at.date())
    day = at.date() if on is None else on
    _check_order(one, step, actor)
    _check_words(step, way, note)
    _check_day(one, day, at)
    if step in {Step.APPROVED, Step.SENT}:
        _must_still_go(one, at)
    taken = ConsignmentStep(
        consignment=one,
        step=step,
        way=way,
        note=blank_numbers_in_words(note.strip()),
        done_on=day,
        done_by=actor,
        done_at=at,
    )
    _append(taken)
    audit.record(
        action=f"exchange.consignment.{step.value}",
        actor=actor,
        at=at,
        subject_kind="consignment",
        subject_id=str(one.pk),
        details={"kind": one.kind, "way": way.value},
    )
    _follow(one, step, actor, at)


def _append(taken: ConsignmentStep) -> None:
    try:
        with transaction.atomic():
            taken.save(force_insert=True)
    except IntegrityError:
        raise ExchangeRefusedError(f"「{Step(taken.step).label}」は済んでいます。") from None


def _check_order(one: Consignment, step: Step, actor: StaffMember) -> None:
    done = set(one.steps.values_list("step", flat=True))
    before, not_before = NEEDS[step]
    if step in done:
        raise ExchangeRefusedError(f"「{step.label}」は済んでいます。")
    if not before <= done or not_before & done:
        raise ExchangeRefusedError(
            f"今の状態では「{step.label}」にできません。画面を読み直してください。"
        )
    if step == Step.APPROVED and same_person(actor, one.prepared_by):
        raise ExchangeRefusedError("作成した本人は承認できません。別の職員に依頼してください。")
    if step == Step.ERASED and one.kind != ConsignmentKind.DOCUMENTS:
        raise ExchangeRefusedError("通知には消去する写しがありません。")


def _check_words(step: Step, way: Way, note: str) -> None:
    if step == Step.SENT and way == Way.NONE:
        raise ExchangeRefusedError("送付方法を選んでください。")
    if step in {Step.TURNED_DOWN, Step.RETURNED} and not note.strip():
        raise ExchangeRefusedError("記事に理由を入れてください。")


def _check_day(one: Consignment, day: date, at: datetime) -> None:
    newest = one.steps.order_by("-pk").first()
    earliest = newest.done_on if newest else one.prepared_at.astimezone(at.tzinfo).date()
    if not earliest <= day <= at.date():
        raise ExchangeRefusedError(f"日付は {earliest:%Y-%m-%d} から今日までの日にしてください。")


def _must_still_go(one: Consignment, at: datetime) -> None:
    """Refuse a consignment with a document that a clerk has found to be ours after all."""
    if one.kind == ConsignmentKind.ONE_STOP:
        standing_gifts(one, at.date())
        return
    taken_back = one.documents.exclude(document__state=DocumentState.FORWARDED)
    numbers = list(taken_back.values_list("document__document_number", flat=True)[:5])
    if numbers:
        raise ExchangeRefusedError(
            f"回送をやめた資料があります（資料番号 {'、'.join(map(str, numbers))}）。"
            "この送付を取り下げて、作り直してください。"
        )


def _follow(one: Consignment, step: Step, actor: StaffMember, at: datetime) -> None:
    if step in {Step.TURNED_DOWN, Step.RETURNED}:
        ConsignedDocument.objects.filter(consignment=one).update(live=False)
    if one.kind != ConsignmentKind.DOCUMENTS:
        return
    erased = one.steps.filter(step=Step.ERASED).exists()
    if step == Step.ERASED or (step == Step.RECEIVED and not erased):
        gone = one.documents.filter(document__state=DocumentState.FORWARDED)
        keys = gone.values_list("document_id", flat=True)
        erase_documents(keys, ground=GROUND, actor=actor, at=at)
        if step == Step.RECEIVED:
            ConsignmentStep.objects.create(
                consignment=one, step=Step.ERASED, done_on=at.date(), done_by=actor, done_at=at
            )
