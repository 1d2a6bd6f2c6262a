"""Taking in an application for protection (支援措置申出)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from juminzei.apps.addressees.api import known_numbers
from juminzei.apps.protection.models import (
    CaseMember,
    CaseStanding,
    CaseState,
    ProtectionCase,
    ProtectionRequest,
    RequestedAct,
)
from juminzei.apps.protection.rules import rules
from juminzei.apps.protection.services.record import record
from juminzei.apps.protection.services.refusal import ProtectionRefusedError
from juminzei.base.month_periods import last_day
from juminzei.platform.staff.services import require

if TYPE_CHECKING:
    from datetime import datetime

    from juminzei.platform.staff.models import StaffMember


@dataclass(frozen=True, slots=True)
class Application:
    """What the form says; whom it covers beside the ``addressee`` are ``joint``."""

    addressee: int
    kind: str
    applicant_role: str
    valid_from: date
    applicant_name: str = ""
    other_party_name: str = ""
    other_party: int | None = None
    consulted_body: str = ""
    opinion: str = ""
    joint: tuple[int, ...] = ()
    at_once: bool = True
    """Hide the addresses now, as a temporary protection (仮支援措置)."""


@transaction.atomic
def apply_for_protection(
    application: Application, *, actor: StaffMember, at: datetime
) -> ProtectionCase:
    """Enter an application; a second person decides about it.

    Temporary protection hides the addresses from the moment this is committed, and goes on
    hiding them until the decision, however late that comes.

    Raises:
        ProtectionRefusedError: It names somebody who is not there, or the other party as
            one of those protected.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, "protection.register", on=at.date())
    members = tuple(dict.fromkeys((application.addressee, *application.joint)))
    refuse_unfit(application)
    case = ProtectionCase.objects.create(
        addressee_id=application.addressee,
        kind=application.kind,
        applicant_role=application.applicant_role,
        applicant_name=application.applicant_name,
        other_party_name=application.other_party_name,
        other_party_id=application.other_party,
        consulted_body=application.consulted_body,
        opinion=application.opinion,
        registered_at=at,
        registered_by=actor,
    )
    CaseMember.objects.bulk_create(
        CaseMember(case=case, addressee_id=number, joint=number != application.addressee)
        for number in members
    )
    _stand(case, application, actor, at)
    act = "case.begun_temporarily" if application.at_once else "case.applied"
    record(act, case, actor, at, members=len(members))
    return case


def refuse_unfit(application: Application) -> None:
    """Refuse an application that cannot be entered as it is.

    Raises:
        ProtectionRefusedError: See :func:`apply_for_protection`.
    """
    members = {application.addressee, *application.joint}
    named = members | ({application.other_party} if application.other_party else set())
    unknown = sorted(named - known_numbers(named))
    if unknown:
        told = "、".join(f"{number:010d}" for number in unknown)
        raise ProtectionRefusedError(
            f"宛名番号 {told} は登録されていません。番号を確かめてください。"
        )
    if application.other_party in members:
        raise ProtectionRefusedError(
            "相手方が、支援措置の対象者に含まれています。どちらかの宛名番号を直してください。"
        )


def _stand(
    case: ProtectionCase, application: Application, actor: StaffMember, at: datetime
) -> None:
    asked = rules()
    until = last_day(application.valid_from, months=asked.protection_months)
    ProtectionRequest.objects.create(
        case=case,
        act=RequestedAct.BEGIN,
        valid_from=application.valid_from,
        valid_until=until,
        at_once=application.at_once,
        requested_at=at,
        requested_by=actor,
    )
    today = at.date()
    confirm_by = today + timedelta(days=asked.protection_confirm_days)
    CaseStanding.objects.create(
        case=case,
        state=CaseState.TEMPORARY if application.at_once else CaseState.WAITING,
        valid_from=application.valid_from,
        valid_until=until,
        hidden_from=today if application.at_once else None,
        confirm_by=confirm_by if application.at_once else None,
        changed_at=at,
    )
