"""Agreeing, as a second person, to what was proposed of an addressee, or turning it down."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from juminzei.apps.addressees.models import (
    Addressee,
    RegistrationDecision,
    RegistrationProposal,
)
from juminzei.apps.addressees.selectors.candidates import candidates
from juminzei.apps.addressees.selectors.likeness import Sought
from juminzei.apps.addressees.selectors.protection import withheld
from juminzei.apps.addressees.services.number_reservation import reserve_numbers
from juminzei.apps.addressees.services.registered_version import (
    correct_addressee,
    enter_addressee,
)
from juminzei.apps.addressees.services.registration_facts import RegistrationRefusedError
from juminzei.platform.audit import services as audit
from juminzei.platform.staff.second_person import same_person
from juminzei.platform.staff.services import require

if TYPE_CHECKING:
    from datetime import datetime

    from juminzei.apps.addressees.models import AddresseeVersion
    from juminzei.apps.addressees.selectors.likeness import Candidate
    from juminzei.platform.staff.models import StaffMember

DECIDED_ALREADY = "この申請は、すでに決定されています。一覧を読み直してください。"


def decide_registration(
    *, proposal_id: int, agreed: bool, reason: str = "", actor: StaffMember, at: datetime
) -> RegistrationDecision:
    """Enter the second person's decision; only now a new addressee gets its number.

    The number is set aside and committed before the transaction that uses it, so that it
    is never given to somebody else, whatever comes of this.

    Args:
        proposal_id: What is decided.
        agreed: Whether it shall be written so.
        reason: Needed to turn it down.
        actor: The second person, never the one who proposed.
        at: When; becomes ``recorded_at`` of the version.

    Raises:
        RegistrationRefusedError: It is decided, the actor proposed it, somebody alike was
            registered meanwhile, or the addressee was corrected otherwise.
        juminzei.apps.addressees.services.number_reservation.NumbersUsedUpError: No number
            is left.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, "register.decide", on=at.date())
    proposal = _decidable(proposal_id, actor)
    if not agreed and not reason.strip():
        raise RegistrationRefusedError("却下の理由を入れてください。申請した職員に伝わります。")
    number = None
    if agreed and proposal.subject_id is None:
        _refuse_newcomers(proposal, at)
        number = reserve_numbers(_reservation(proposal), 1)[0]
    try:
        with transaction.atomic():
            return _decided(proposal, number, reason, actor, at, agreed=agreed)
    except IntegrityError:  # two people decided at once
        raise RegistrationRefusedError(DECIDED_ALREADY) from None


def alike_since(proposal: RegistrationProposal, *, at: datetime) -> list[Candidate]:
    """Return the strong candidates of today whom the proposer did not tell apart."""
    told = set(proposal.distinct_from.values_list("candidate_id", flat=True))
    sought = Sought(
        kind=proposal.kind,
        name=proposal.name,
        kana=proposal.kana,
        birth_on=proposal.birth_on,
        address=proposal.address,
        corporate_number=proposal.corporate_number,
    )
    found = candidates(sought, withheld=withheld(at.date()))
    return [one for one in found if one.strong and one.addressee.number not in told]


def _decidable(proposal_id: int, actor: StaffMember) -> RegistrationProposal:
    proposals = RegistrationProposal.objects.select_related("proposed_by", "decision")
    proposal = proposals.filter(pk=proposal_id).first()
    if proposal is None:
        raise RegistrationRefusedError("この申請はありません。一覧を読み直してください。")
    if hasattr(proposal, "decision"):
        raise RegistrationRefusedError(DECIDED_ALREADY)
    if same_person(actor, proposal.proposed_by):
        raise RegistrationRefusedError("申請した職員は決定できません。別の職員が決定してください。")
    return proposal


def _refuse_newcomers(proposal: RegistrationProposal, at: datetime) -> None:
    new = alike_since(proposal, at=at)
    if new:
        told = "、".join(f"{one.addressee.number:010d}" for one in new)
        raise RegistrationRefusedError(
            f"申請の後に、よく似た宛名が登録されました（{told}）。同じ人であれば却下し、"
            "別人であれば、却下してから理由を付けて申請し直してください。"
        )


def _decided(
    proposal: RegistrationProposal,
    number: int | None,
    reason: str,
    actor: StaffMember,
    at: datetime,
    *,
    agreed: bool,
) -> RegistrationDecision:
    version: AddresseeVersion | None = None
    if number is not None:
        version = enter_addressee(number, proposal, at=at)
    elif agreed:
        version = correct_addressee(_unchanged(proposal), proposal, at=at)
    decision = RegistrationDecision.objects.create(
        proposal=proposal,
        agreed=agreed,
        reason=reason.strip(),
        decided_by=actor,
        decided_at=at,
        version=version,
    )
    subject = proposal.subject_id if version is None else version.addressee_id
    audit.record(
        action=f"addressees.registration.{'agreed' if agreed else 'turned_down'}",
        actor=actor,
        at=at,
        subject_kind="registration_proposal" if subject is None else "addressee",
        subject_id=str(proposal.pk) if subject is None else f"{subject:010d}",
        details={
            "proposal": proposal.pk,
            "kind": proposal.kind,
            "version": version and version.version,
        },
    )
    return decision


def _unchanged(proposal: RegistrationProposal) -> Addressee:
    """Return the addressee to be corrected, locked, as the proposer saw it.

    Raises:
        RegistrationRefusedError: It has another version by now, or was merged.
    """
    subject = Addressee.objects.select_for_update(of=("self",)).get(correction_proposals=proposal)
    if subject.version != proposal.seen_version or subject.merged_into_id is not None:
        raise RegistrationRefusedError(
            "申請の後に、この宛名が変わりました。却下し、今の内容を見て申請し直してください。"
        )
    return subject


def _reservation(proposal: RegistrationProposal) -> str:
    """Return under what the number of a proposal is set aside: the same whenever it is asked."""
    return hashlib.sha256(f"registration proposal {proposal.token}".encode()).hexdigest()
