"""Answers to other systems; each person asked about is on record."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from django.db import transaction

from juminzei.apps.addressees.api import Withheld, read_settled
from juminzei.apps.unified import individual_number as door
from juminzei.apps.unified.models import (
    CaseKind,
    LocalAddressee,
    NumberRequest,
    UnifiedPerson,
)
from juminzei.apps.unified.selectors.protection import protected_among
from juminzei.apps.unified.selectors.record_subject import record_subject
from juminzei.apps.unified.selectors.same_person import locals_of_addressees
from juminzei.apps.unified.services.asking import FindAsked, NumberAsked, PersonAsked
from juminzei.apps.unified.services.numbering import Settled, Told, open_case, settle
from juminzei.apps.unified.services.refusals import AskRefusedError
from juminzei.apps.unified.services.serials import one_at_a_time
from juminzei.platform.audit import services as audit
from juminzei.platform.staff.services import require

if TYPE_CHECKING:
    from datetime import datetime

    from juminzei.apps.unified.services.asking import Asked
    from juminzei.platform.staff.models import StaffMember

Answer = dict[str, object]
FUNCTION = "unified.request"


def answer(asked: Asked, *, actor: StaffMember, at: datetime) -> Answer:
    """Answer one question that was read.

    Raises:
        AskRefusedError: It cannot be answered.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
        Exception: One of the door's ``NUMBER_REFUSALS``.
    """
    require(actor, FUNCTION, on=at.date())
    if isinstance(asked, NumberAsked):
        return _numbered(asked, actor, at)
    return _found(asked, actor, at) if isinstance(asked, FindAsked) else _told(asked, actor, at)


def _numbered(asked: NumberAsked, actor: StaffMember, at: datetime) -> Answer:
    """Number an addressee, or repeat what the same request was answered before."""
    before = _answered_before(asked)
    if before is not None:
        return _number_answer(before)
    local, _ = LocalAddressee.objects.get_or_create(
        system=asked.system.code,
        local_number=asked.local_number,
        defaults={"entered_at": at},
    )  # committed by itself: the vault keeps the number under its key
    agrees = asked.number is None or door.keep_number(local.pk, asked.number, actor=actor, at=at)
    with transaction.atomic():
        one_at_a_time()
        before = _answered_before(asked)
        if before is not None:
            return _number_answer(before)
        local = LocalAddressee.objects.select_related("person").get(pk=local.pk)
        settled = _settled(asked, local, agrees=agrees, actor=actor, at=at)
        request = NumberRequest.objects.create(
            system=asked.system.code,
            request_digest=_sha(asked.request_id),
            digest=_digest(asked),
            local=local,
            person=settled.person,
            case=settled.case,
            state=settled.state,
            answered_at=at,
            staff_number=actor.staff_number,
        )
        _record("unified.number.requested", asked, actor, at, settled.person, state=settled.state)
    return _number_answer(request)


def _settled(
    asked: NumberAsked, local: LocalAddressee, *, agrees: bool, actor: StaffMember, at: datetime
) -> Settled:
    same: list[int] = []
    if asked.number is not None and agrees:
        held = door.holders(asked.number)
        same = [*held.locals, *locals_of_addressees(held.addressees).values()]
        same = [one for one in same if one != local.pk]
    told = Told(local, asked.basic, same, numbered=door.has_number(local.pk, None))
    if not agrees and not local.cases.filter(closed_at=None).exists():
        return open_case(told, CaseKind.NUMBER_CHANGED, [], at=at)
    return settle(told, actor=actor, at=at)


def _answered_before(asked: NumberAsked) -> NumberRequest | None:
    found = NumberRequest.objects.select_related("case").filter(
        system=asked.system.code, request_digest=_sha(asked.request_id)
    )
    before = found.first()
    if before is not None and before.digest != _digest(asked):
        raise AskRefusedError(
            "request_id",
            "request_id_used",
            "この依頼番号は、別の内容で使われています。",
            "新しい UUID で送り直してください。",
        )
    return before


def _number_answer(request: NumberRequest) -> Answer:
    return {
        "state": request.state,
        "unified_number": None if request.person_id is None else str(request.person_id),
        "waiting_for": request.case.kind if request.case else None,
    }


def _found(asked: FindAsked, actor: StaffMember, at: datetime) -> Answer:
    local = LocalAddressee.objects.filter(
        system=asked.system.code, local_number=asked.local_number
    ).first()
    person = local.person if local else None
    waits = local is not None and local.cases.filter(closed_at=None).exists()
    with transaction.atomic():
        _record("unified.number.asked", asked, actor, at, person, waits=waits)
    return {"unified_number": None if person is None else str(person.pk), "waits": waits}


def _told(asked: PersonAsked, actor: StaffMember, at: datetime) -> Answer:
    """Tell who somebody is whom the asking system has among its own addressees."""
    person = UnifiedPerson.objects.filter(pk=asked.unified_number).first()
    held = LocalAddressee.objects.filter(system=asked.system.code, person=person)
    if person is None or not held.exists():
        _record("unified.basic.refused", asked, actor, at, person, purpose=asked.purpose)
        raise AskRefusedError(
            "unified_number",
            "not_registered",
            "この業務に登録のある人の番号ではありません。",  # nor whether anybody bears it
            "先に宛名を登録し、付番を依頼してください。",
        )
    with transaction.atomic():
        _record("unified.basic.asked", asked, actor, at, person, purpose=asked.purpose)

    def read(hidden: Withheld) -> Answer:
        now = UnifiedPerson.objects.get(pk=asked.unified_number)
        withheld = bool(protected_among([now.pk], hidden))
        return {
            "unified_number": str(now.pk),
            "name": now.name,
            "kana": now.kana,
            "birth_on": now.birth_on and now.birth_on.isoformat(),
            "sex": now.sex,
            "postcode": None if withheld else now.postcode,
            "address": None if withheld else now.address,
            "address_withheld": withheld,
            "version": now.version,
        }

    return read_settled(at.date(), read)


def _record(
    action: str,
    asked: Asked,
    actor: StaffMember,
    at: datetime,
    person: UnifiedPerson | None,
    *,
    purpose: str = "numbering",
    **details: object,
) -> None:
    kind, subject = record_subject(person.pk) if person else ("", "")
    audit.record(
        action=action,
        actor=actor,
        at=at,
        subject_kind=kind,
        subject_id=subject,
        purpose=purpose,
        details={"system": asked.system.code, **details},
    )


def _digest(asked: NumberAsked) -> str:
    """Return the digest of what was asked: never of the Individual Number."""
    told = {name: str(value) for name, value in asked.basic.columns().items()}
    return _sha(json.dumps([asked.local_number, told, asked.number is not None]))


def _sha(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
