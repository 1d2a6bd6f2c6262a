"""The second person's word, and what is done upon it, in one transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from juminzei.apps.addressees.api import change_clusters, mark_merged, unmark_merged
from juminzei.apps.assessment.api import move_documents
from juminzei.apps.merging.models import Act, Merge, MergeProposal, ProposalDecision, Separation
from juminzei.apps.merging.selectors.separating import undoing
from juminzei.apps.merging.services.propose_merge import CHANGED, possible
from juminzei.apps.merging.services.propose_separation import refuse_if_undecided, standing_merge
from juminzei.apps.merging.services.refusals import MergingRefusedError
from juminzei.formats.blanking import blank_numbers_in_words
from juminzei.platform.audit import services as audit
from juminzei.platform.staff.second_person import for_another
from juminzei.platform.staff.services import require

if TYPE_CHECKING:
    from datetime import datetime

    from juminzei.platform.staff.models import StaffMember


@transaction.atomic
def decide_proposal(
    *,
    proposal_id: int,
    agreed: bool,
    note: str,
    seen: str,
    actor: StaffMember,
    at: datetime,
) -> ProposalDecision:
    """Agree to a proposal and carry it out, or turn it down.

    Args:
        proposal_id: What somebody else asked for.
        agreed: Whether it is done.
        note: Why not, or what was looked at.
        seen: Digest of the effect that the second person was shown; of no account when it
            is turned down.
        actor: The second person; needs ``merging.decide``.
        at: When.

    Raises:
        MergingRefusedError: There is nothing to decide, the actor asked for it, it cannot
            be done any more, or its effect is another than was shown.
        NotPermittedError: The actor may not.
    """
    require(actor, "merging.decide", on=at.date())
    change_clusters()
    waiting = MergeProposal.objects.filter(decision=None)
    proposal = for_another(waiting, proposal_id, actor, MergingRefusedError, by="proposed_by")
    if not agreed and not note.strip():
        raise MergingRefusedError("却下の理由を入れてください。")
    decision = ProposalDecision.objects.create(
        proposal=proposal,
        agreed=agreed,
        note=blank_numbers_in_words(note.strip()),
        decided_by=actor,
        decided_at=at,
    )
    if not agreed:
        _record("merging.turned_down", proposal, actor, at)
    elif proposal.act == Act.MERGE:
        _merge(proposal, seen, actor, at)
    else:
        _separate(proposal, seen, actor, at)
    return decision


def _merge(proposal: MergeProposal, seen: str, actor: StaffMember, at: datetime) -> None:
    found = possible(proposal.survivor_id, proposal.merged_away_id, at)
    if found.survivor.number != proposal.survivor_id or found.effect.digest != seen:
        raise MergingRefusedError(CHANGED)
    mark_merged(proposal.merged_away_id, into=proposal.survivor_id)
    merge = Merge.objects.create(
        proposal=proposal,
        survivor_id=proposal.survivor_id,
        merged_away_id=proposal.merged_away_id,
        effect=found.effect.as_json(),
        decided_by=actor,
        decided_at=at,
    )
    _record("merging.merged", proposal, actor, at, merge=merge.pk, effect=seen)


def _separate(proposal: MergeProposal, seen: str, actor: StaffMember, at: datetime) -> None:
    merge = standing_merge(proposal.merge_id or 0)
    sides = {int(document): number for document, number in proposal.sides.items()}
    found = undoing(merge, on=at.date(), sides=sides)
    refuse_if_undecided(found, sides)
    if found.effect.digest != seen:
        raise MergingRefusedError(CHANGED)
    moved = sorted(document for document, number in sides.items() if number in found.leaving)
    move_documents(moved, to=merge.merged_away_id, actor=actor, at=at)
    unmark_merged(merge.merged_away_id)
    separation = Separation.objects.create(
        merge=merge,
        proposal=proposal,
        effect=found.effect.as_json(),
        moved=moved,
        decided_by=actor,
        decided_at=at,
    )
    _record(
        "merging.separated",
        proposal,
        actor,
        at,
        merge=merge.pk,
        separation=separation.pk,
        documents=len(moved),
        effect=seen,
    )


def _record(
    action: str, proposal: MergeProposal, actor: StaffMember, at: datetime, **details: object
) -> None:
    numbers = {"survivor": proposal.survivor_id, "merged_away": proposal.merged_away_id}
    audit.record(
        action=action,
        actor=actor,
        at=at,
        subject_kind="addressee",
        subject_id=str(proposal.survivor_id),
        details={"proposal": proposal.pk, "act": proposal.act, **numbers, **details},
    )
