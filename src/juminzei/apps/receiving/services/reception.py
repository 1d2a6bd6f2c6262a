"""What eLTAX said of a file keeps it out; who sent it, by whom it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.apps.assessment.api import payers_of_file
from juminzei.apps.receiving.models import DeliveredFile, FileState, Signature
from juminzei.apps.receiving.selectors.employers import employers_of

if TYPE_CHECKING:
    from juminzei.apps.receiving.models import Employer


def reception_problem(file: DeliveredFile) -> str:
    """Return why what eLTAX said keeps a file out; nothing if it does not."""
    if file.signature == Signature.INVALID:
        return "電子署名の検証結果が「無効」です。提出者に確かめ、送り直してもらってください。"
    if not file.reception_number:
        return ""
    others = DeliveredFile.objects.filter(reception_number=file.reception_number)
    others = others.exclude(digest=file.digest).exclude(state=FileState.RETURNED)
    if others.exclude(pk=file.pk).exists():
        return (
            f"受付番号 {file.reception_number} は、別の内容で受領済みです。"
            "eLTAX の受信の一覧と比べ、どちらが正しいかを確かめてください。"
        )
    return ""


def sender_of(received_file_id: int | None) -> Employer | None:
    """Return the employer whom all payers in a file are, or none if they are not one."""
    if received_file_id is None:
        return None
    payers = payers_of_file(received_file_id)
    found = employers_of([(one.collector_number, one.corporate_number, one.name) for one in payers])
    senders = {None if one is None else one.pk: one for one in found}
    return next(iter(senders.values())) if len(senders) == 1 else None
