"""Entering a delivery in the register, and what is done with it as a whole."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from juminzei.apps.receiving.models import Copy, Delivery, DeliveryStep, Step
from juminzei.apps.receiving.selectors.deliveries import must_be_confirmed, open_files, steps_of
from juminzei.apps.receiving.services.refusal import ReceivingRefusedError
from juminzei.platform.audit import services as audit
from juminzei.platform.documents.channel import Channel, Source
from juminzei.platform.staff.second_person import same_person
from juminzei.platform.staff.services import require

if TYPE_CHECKING:
    from datetime import datetime

    from juminzei.platform.staff.models import StaffMember

REGISTER = "receiving.register"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryEntry:
    """What is entered of a delivery.

    Attributes:
        channel: 入手方法.
        source: 入手元.
        tax_year: 年度 that its documents must be of; none takes what they say.
        copy: Of a medium handed in twice, which of the two.
        medium: The number written on the medium.
        sender: Whose documents they are.
        bearer: Who brought them.
        box: The box in which paper is kept.
        claimed_files: How many files the sender says there are.
        claimed_documents: How many documents the sender says there are.
        folder: Keyed digest of the drop folder's place, for deliveries that came through one.
    """

    channel: Channel
    source: Source
    tax_year: int | None = None
    copy: Copy = Copy.MAIN
    medium: str = ""
    sender: str = ""
    bearer: str = ""
    box: str = ""
    claimed_files: int | None = None
    claimed_documents: int | None = None
    folder: str = ""


@transaction.atomic
def register_delivery(entry: DeliveryEntry, *, actor: StaffMember, at: datetime) -> Delivery:
    """Enter a delivery in the register.

    Raises:
        ReceivingRefusedError: A medium has no number or nobody who brought it.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, REGISTER, on=at.date())
    if entry.channel == Channel.MEDIUM and not (entry.medium.strip() and entry.bearer.strip()):
        raise ReceivingRefusedError(
            "電子記録媒体は、媒体番号と持込者を入れてください。媒体に番号が無いときは付けてください。"
        )
    columns = {one.name: getattr(entry, one.name) for one in fields(entry)}
    delivery = Delivery.objects.create(**columns, received_by=actor, received_at=at)
    _record("registered", delivery, actor, at)
    return delivery


@transaction.atomic
def confirm_delivery(
    delivery_id: int, *, confirmed: bool, note: str = "", actor: StaffMember, at: datetime
) -> None:
    """Enter the second person's word on a medium; before it nothing is read.

    Raises:
        ReceivingRefusedError: It needs nobody's word, has it, or the actor received it.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, REGISTER, on=at.date())
    delivery = _open(delivery_id)
    if not must_be_confirmed(delivery):
        raise ReceivingRefusedError("この受領には、二人目の確認は要りません。")
    if same_person(actor, delivery.received_by):
        raise ReceivingRefusedError("受領した人は確認できません。ほかの人に依頼してください。")
    if Step.CONFIRMED in steps_of(delivery):
        raise ReceivingRefusedError("二人目の確認は済んでいます。")
    _step(delivery, Step.CONFIRMED if confirmed else Step.TURNED_DOWN, note, actor, at)


@transaction.atomic
def close_delivery(delivery_id: int, *, note: str = "", actor: StaffMember, at: datetime) -> None:
    """Say that nothing more comes with a delivery, and everything of it has found its place.

    Raises:
        ReceivingRefusedError: Files wait, or what came is not what was claimed and no note
            says why.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, REGISTER, on=at.date())
    delivery = _open(delivery_id)
    waiting = open_files(delivery).count()
    if waiting:
        raise ReceivingRefusedError(
            f"取り込まれていないファイルが {waiting} 件あります。"
            "先に取り込むか、隔離を処理してください。"
        )
    files = delivery.files.count()
    if delivery.claimed_files not in {None, files} and not note.strip():
        raise ReceivingRefusedError(
            f"申告は {delivery.claimed_files} ファイル、受け取ったのは {files} ファイルです。"
            "違いの理由を記事に入れてください。"
        )
    _step(delivery, Step.CLOSED, note, actor, at)


@transaction.atomic
def return_medium(delivery_id: int, *, note: str = "", actor: StaffMember, at: datetime) -> None:
    """Say that a medium went back to who brought it.

    Raises:
        ReceivingRefusedError: It is no medium, or went back already.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, REGISTER, on=at.date())
    delivery = Delivery.objects.get(pk=delivery_id)
    if delivery.channel != Channel.MEDIUM:
        raise ReceivingRefusedError("返却する媒体がありません。")
    _step(delivery, Step.RETURNED, note, actor, at)


@transaction.atomic
def empty_folder(delivery: Delivery, *, actor: StaffMember, at: datetime) -> None:
    """Say that the run over the drop folder of a delivery came to its end.

    Raises:
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, REGISTER, on=at.date())
    if Step.EMPTIED not in steps_of(delivery):
        _step(delivery, Step.EMPTIED, "", actor, at)


def _open(delivery_id: int) -> Delivery:
    delivery = Delivery.objects.get(pk=delivery_id)
    if {Step.CLOSED, Step.TURNED_DOWN} & steps_of(delivery):
        raise ReceivingRefusedError("この受領は終わっています。一覧を読み直してください。")
    return delivery


def _step(delivery: Delivery, step: Step, note: str, actor: StaffMember, at: datetime) -> None:
    try:
        with transaction.atomic():
            DeliveryStep.objects.create(
                delivery=delivery, step=step, note=note.strip(), done_by=actor, done_at=at
            )
    except IntegrityError:
        raise ReceivingRefusedError(f"「{step.label}」は済んでいます。") from None
    _record(step.value, delivery, actor, at)


def _record(act: str, delivery: Delivery, actor: StaffMember, at: datetime) -> None:
    audit.record(
        action=f"receiving.delivery.{act}",
        actor=actor,
        at=at,
        subject_kind="delivery",
        subject_id=str(delivery.pk),
        details={"channel": delivery.channel, "source": delivery.source},
    )
