"""Two different people decide: one asks, another agrees or refuses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from juminzei.platform.staff.second_person import same_person
from juminzei.platform.vault.models import PairedDecision

if TYPE_CHECKING:
    from datetime import datetime

    from juminzei.platform.staff.models import StaffMember
    from juminzei.platform.vault.models import Matter


class PairedDecisionError(Exception):
    """The decision cannot be asked for or made so; nothing was done."""


def ask(matter: Matter, subject: str, *, reason: str, actor: StaffMember, at: datetime) -> None:
    """Open a decision, inside a transaction of the vault.

    Raises:
        PairedDecisionError: One is open already.
    """
    try:
        with transaction.atomic(using="vault"):
            PairedDecision.objects.create(
                matter=matter,
                subject=subject,
                reason=reason,
                asked_by=actor.staff_number,
                asked_at=at,
            )
    except IntegrityError:
        raise PairedDecisionError(
            "すでに申請されています。別の職員の決定を待ってください。"
        ) from None


def decide(
    matter: Matter, subject: str, *, agreed: bool, actor: StaffMember, at: datetime
) -> PairedDecision:
    """Close the open decision, inside the transaction that carries it out.

    Raises:
        PairedDecisionError: None is open, or the actor asked for it.
    """
    waiting = PairedDecision.objects.select_for_update().filter(
        matter=matter, subject=subject, agreed__isnull=True
    )
    decision = waiting.first()
    if decision is None:
        raise PairedDecisionError("申請がありません。先に別の職員が申請してください。")
    if same_person(actor, decision.asked_by):
        raise PairedDecisionError("申請した職員は決定できません。別の職員が決定してください。")
    decision.agreed, decision.decided_by, decision.decided_at = agreed, actor.staff_number, at
    decision.save(update_fields=["agreed", "decided_by", "decided_at"])
    return decision


def open_decisions(matter: Matter) -> list[PairedDecision]:
    """Return what waits for a second person, the oldest first."""
    return list(
        PairedDecision.objects.filter(matter=matter, agreed__isnull=True).order_by("asked_at")
    )
