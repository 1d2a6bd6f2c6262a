"""Made-up entries about people's letters."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from juminzei.apps.addressees.models import Addressee
from juminzei.apps.correspondence.models import (
    Document,
    Kind,
    NoticeGround,
    ReturnReason,
    StepKind,
)
from juminzei.apps.correspondence.services.arrange import enter
from juminzei.apps.correspondence.services.entry import Entry
from juminzei.apps.correspondence.services.public_notices import propose
from juminzei.apps.correspondence.services.returned import (
    CameBack,
    enter_step,
    register_returned,
)
from support.page_rows import AT

if TYPE_CHECKING:
    from datetime import datetime

    from juminzei.apps.correspondence.models import Arrangement, ReturnedLetter
    from juminzei.platform.staff.models import StaffMember

APRIL = date(2026, 4, 1)


def entry(kind: Kind = Kind.SENDING_ADDRESS, **columns: Any) -> Entry:
    """Return an entry for all taxes from April 2026 on; an address if its kind needs one."""
    needed: dict[str, Any] = {
        Kind.SENDING_ADDRESS: {"postcode": "1000001", "address": "東京都見本区一丁目1番1号"},
        Kind.SENDING_STOP: {"cause": "checking"},
    }.get(kind, {})
    standard = {"tax": "all", "valid_from": APRIL, "reason": "届出", "evidence": "届出書"}
    return Entry(kind=kind, **{**standard, **needed, **columns})


def arrange(
    person: Addressee,
    clerk: StaffMember,
    kind: Kind = Kind.SENDING_ADDRESS,
    *,
    at: datetime = AT,
    **columns: Any,
) -> Arrangement:
    """Enter something about a person's letters."""
    return enter(person.number, entry(kind, **columns), actor=clerk, at=at)


def came_back(**columns: Any) -> CameBack:
    """Return a tax notice that came back in May 2026."""
    standard: dict[str, Any] = {
        "document": Document.ORDINARY_NOTICE,
        "tax": "ordinary",
        "tax_year": 2026,
        "reason": ReturnReason.UNKNOWN,
        "returned_on": date(2026, 5, 20),
    }
    return CameBack(**{**standard, **columns})


def returned(
    person: Addressee, clerk: StaffMember, *, investigated: bool = False, **columns: Any
) -> ReturnedLetter:
    """Register a letter that came back, and an inquiry about it if wanted."""
    letter = register_returned(person.number, came_back(**columns), actor=clerk, at=AT)
    if investigated:
        enter_step(
            letter.pk,
            kind=StepKind.INQUIRY,
            done_on=date(2026, 5, 25),
            result="回答なし",
            actor=clerk,
            at=AT,
        )
    return letter


def every_kind(addressee_number: int, clerk: StaffMember) -> dict[str, int]:
    """Return an entry about somebody's letters, one that came back, and a public notice of it."""
    whose = Addressee.objects.get(pk=addressee_number)
    letter = returned(whose, clerk, investigated=True)
    notice = propose(
        letter.pk, ground=NoticeGround.UNKNOWN, investigation="照会", actor=clerk, at=AT
    )
    entered = arrange(whose, clerk)
    return {"arrangement_id": entered.pk, "letter_id": letter.pk, "notice_id": notice.pk}
