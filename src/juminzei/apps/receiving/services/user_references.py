"""利用者ID of eLTAX and 指定番号: who sent under which, and what the register knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import F

from juminzei.apps.receiving.models import DeliveredFile, Employer
from juminzei.apps.receiving.services.employer_register import (
    EmployerEntry,
    change_employer,
)
from juminzei.apps.receiving.services.refusal import ReceivingRefusedError

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from juminzei.platform.staff.models import StaffMember


def differing_users() -> QuerySet[DeliveredFile]:
    """Return the newest file of each employer that was sent under another ID than is known."""
    sent = DeliveredFile.objects.exclude(user_reference="").filter(employer__isnull=False)
    newest = sent.order_by("employer", "-arrived_at", "-pk")
    keys: dict[int, int] = {}
    for employer, key in newest.values_list("employer", "pk"):
        keys.setdefault(employer, key)
    differing = sent.filter(pk__in=keys.values()).exclude(
        employer__user_reference=F("user_reference")
    )
    return differing.select_related("employer")


def tie_user(file_id: int, *, seen: int, actor: StaffMember, at: datetime) -> Employer:
    """Enter the ID under which an employer sent as the employer's.

    Args:
        file_id: The file that was sent.
        seen: The version of the employer that the clerk saw.
        actor: Who enters it; needs ``employers.edit``.
        at: When.

    Raises:
        ReceivingRefusedError: There is nothing to enter, the ID is another employer's, or
            the employer was changed meanwhile.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    file = DeliveredFile.objects.select_related("employer").filter(pk=file_id).first()
    if file is None or file.employer is None or not file.user_reference:
        raise ReceivingRefusedError("この利用者IDの対応はありません。読み直してください。")
    others = Employer.objects.filter(user_reference=file.user_reference, merged_into=None)
    if others.exclude(pk=file.employer.pk).exists():
        raise ReceivingRefusedError(
            "この利用者IDは、ほかの事業所に登録されています。代理の送信かを確かめてください。"
        )
    known = {name: getattr(file.employer, name) for name in EmployerEntry.__dataclass_fields__}
    entry = EmployerEntry(**{**known, "user_reference": file.user_reference})
    return change_employer(file.employer.pk, entry, seen=seen, actor=actor, at=at)
