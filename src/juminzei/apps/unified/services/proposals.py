"""Tying and taking off by two different people: one asks, another decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from juminzei.apps.unified.basic import Basic
from juminzei.apps.unified.models import (
    LinkProposal,
    LinkReason,
    LocalAddressee,
    NumberingCase,
    ProposalAct,
    ProposalDecision,
    UnifiedPerson,
)
from juminzei.apps.unified.selectors.record_subject import record_subject
from juminzei.apps.unified.services.refusals import UnifiedRefusedError
from juminzei.apps.unified.services.serials import one_at_a_time
from juminzei.apps.unified.services.ties import new_person, tie, untie
from juminzei.platform.audit import services as audit
from juminzei.platform.staff.models import StaffMember
from juminzei.platform.staff.second_person import for_another
from juminzei.platform.staff.services import require

if TYPE_CHECKING:
    from datetime import datetime


@transaction.atomic
def propose(
    local: LocalAddressee,
    act: ProposalAct,
    *,
    reason: LinkReason,
    actor: StaffMember,
    at: datetime,
    person: int | None = None,
) -> LinkProposal:
    """Ask for something to be done with a local addressee; nothing is done yet.

    Args:
        local: Which one.
        act: What is to be done.
        reason: Why.
        actor: Who asks; needs ``unified.link``.
        at: When.
        person: Whom it is to be tied to.

    Raises:
        UnifiedRefusedError: It cannot be done so, or something is asked for already.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, "unified.link", on=at.date())
    one_at_a_time()
    local = LocalAddressee.objects.get(pk=local.pk)
    case = NumberingCase.objects.filter(local=local, closed_at=None).first()
    if LinkProposal.objects.filter(local=local, decision=None).exists():
        raise UnifiedRefusedError("すでに申請されています。別の職員の決定を待ってください。")
    _refuse_unfit(local, act, person, case)
    proposal = LinkProposal.objects.create(
        local=local,
        act=act,
        person_before_id=local.person_id,
        person_id=person if act == ProposalAct.LINK else None,
        case=case,
        reason=reason,
        asked_by=actor.staff_number,
        asked_name=actor.name,
        asked_at=at,
    )
    _record("proposed", proposal, actor, at)
    return proposal


@transaction.atomic
def decide(proposal_id: int, *, agreed: bool, actor: StaffMember, at: datetime) -> LinkProposal:
    """Agree to what another one asked for, which is done at once, or turn it down.

    Raises:
        UnifiedRefusedError: Nothing waits, the actor asked for it, or the addressee was tied
            to somebody else since.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, "unified.decide", on=at.date())
    one_at_a_time()
    waiting = LinkProposal.objects.filter(decision=None)
    proposal = for_another(waiting, proposal_id, actor, UnifiedRefusedError)
    ProposalDecision.objects.create(
        proposal=proposal,
        agreed=agreed,
        asked_by=proposal.asked_by,
        decided_by=actor.staff_number,
        decided_name=actor.name,
        decided_at=at,
    )
    if agreed:
        _carry_out(proposal, actor, at)
    _record("agreed" if agreed else "turned_down", proposal, actor, at)
    return proposal


def _refuse_unfit(
    local: LocalAddressee, act: ProposalAct, person: int | None, case: NumberingCase | None
) -> None:
    if act == ProposalAct.UNLINK and local.person_id is None:
        raise UnifiedRefusedError("紐付いていない宛名です。解除するものはありません。")
    if act in {ProposalAct.NEW, ProposalAct.KEEP} and case is None:
        raise UnifiedRefusedError("未解決の依頼のない宛名です。紐付けか解除を選んでください。")
    if act != ProposalAct.LINK:
        return
    if person is None or not UnifiedPerson.objects.filter(pk=person).exists():
        raise UnifiedRefusedError("この統合宛名番号の人はいません。番号を確かめてください。")
    if person == local.person_id:
        raise UnifiedRefusedError("すでにこの統合宛名に紐付いています。別の番号を入れてください。")


def _carry_out(proposal: LinkProposal, actor: StaffMember, at: datetime) -> None:
    local = LocalAddressee.objects.select_related("person").get(pk=proposal.local_id)
    if local.person_id != proposal.person_before_id:
        raise UnifiedRefusedError(
            "申請の後で紐付けが変わりました。却下して、申請し直してもらってください。"
        )
    asker = StaffMember.objects.get(staff_number=proposal.asked_by)
    reason, agreed_by = LinkReason(proposal.reason), actor.staff_number
    target = proposal.person
    if proposal.act == ProposalAct.NEW and proposal.case is not None:
        target = new_person(Basic.of(proposal.case), source=local.system, at=at)
    if target is not None:
        tie(local, target, reason=reason, actor=asker, at=at, agreed_by=agreed_by)
    elif proposal.act == ProposalAct.UNLINK:
        untie(local, reason=reason, actor=asker, at=at, agreed_by=agreed_by)
    NumberingCase.objects.filter(local=local, closed_at=None).update(closed_at=at)


def _record(done: str, proposal: LinkProposal, actor: StaffMember, at: datetime) -> None:
    person = proposal.person_id or proposal.person_before_id
    kind, subject = record_subject(person) if person else ("", "")
    audit.record(
        action=f"unified.link.{done}",
        actor=actor,
        at=at,
        subject_kind=kind,
        subject_id=subject,
        details={
            "proposal": proposal.pk,
            "local": proposal.local_id,
            "act": proposal.act,
            "reason": proposal.reason,
        },
    )
