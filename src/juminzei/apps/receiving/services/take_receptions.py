"""Takes in what eLTAX says of the files of a delivery: number, arrival, copy, signature, user."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.timezone import get_default_timezone

from juminzei.apps.receiving.models import Copy, DeliveredFile, Signature
from juminzei.apps.receiving.services.whole_file import all_rows
from juminzei.formats import reception_list
from juminzei.platform.audit import services as audit
from juminzei.platform.documents.receivers import NotTakenError, Outcome
from juminzei.platform.documents.services import complete, receive
from juminzei.platform.documents.uploads import safe_name
from juminzei.platform.staff.services import require

if TYPE_CHECKING:
    from collections.abc import Sequence

    from juminzei.formats.reception_list import Reception
    from juminzei.platform.documents.receivers import Receipt

REGISTER = "receiving.register"
COPIES = {"正本": Copy.MAIN, "副本": Copy.SECOND}
SIGNATURES = {"有効": Signature.VALID, "無効": Signature.INVALID, "未検証": Signature.UNCHECKED}


def take_receptions(content: bytes, receipt: Receipt) -> Outcome:
    """Enter what a list says with the files of the same delivery.

    A row whose file did not come is counted as held: somebody has to ask for the file.

    Raises:
        NotTakenError: A row cannot be read, or a file or reception number stands there twice.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(receipt.actor, REGISTER, on=receipt.at.date())
    rows = _read(content)
    with transaction.atomic():
        file = receive(
            content=content,
            kind=reception_list.KIND,
            name=receipt.name,
            actor=receipt.actor,
            at=receipt.at,
            layout="1",
            way=receipt.way,
        ).file
        named = sum(_entered(row, receipt.delivery) for row in rows)
        if file.complete:  # the same list may lie beside the files again
            return Outcome(len(rows), 0, 0, len(rows), known=True, file_id=file.pk)
        counts = {"received": len(rows), "accepted": named, "held": len(rows) - named}
        complete(file, counts=counts)
        audit.record(
            action="receiving.receptions.taken",
            actor=receipt.actor,
            at=receipt.at,
            subject_kind="received_file",
            subject_id=str(file.pk),
            details={**counts, "delivery": receipt.delivery},
        )
    return Outcome(len(rows), named, len(rows) - named, file_id=file.pk)


def _read(content: bytes) -> Sequence[Reception]:
    rows = [one for _, one in all_rows(reception_list.FORMAT, content)]
    for name in ("file_name", "reception_number"):
        if len({getattr(row, name) for row in rows}) < len(rows):
            raise NotTakenError(
                "同じファイル名か受付番号が二度あります。一覧を取り直してください。"
            )
    return rows


def _entered(row: Reception, delivery: int | None) -> bool:
    """Enter a row with its file and return whether the file came."""
    if delivery is None:
        return False
    files = DeliveredFile.objects.filter(delivery=delivery, name=safe_name(row.file_name))
    return bool(
        files.update(
            reception_number=row.reception_number,
            arrived_at=row.arrived.replace(tzinfo=get_default_timezone()),
            copy=COPIES[row.copy],
            signature=SIGNATURES[row.signature],
            user_reference=row.user_reference,
        )
    )
