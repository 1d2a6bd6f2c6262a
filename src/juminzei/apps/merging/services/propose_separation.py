"""Asking that a merge be taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from juminzei.apps.addressees.api import change_clusters
from juminzei.apps.merging.models import Act, Merge, MergeProposal, SeparationReason
from juminzei.apps.merging.selectors.separating import Undoing, undoing
from juminzei.apps.merging.services.propose_merge import CHANGED, refuse_if_waiting
from juminzei.apps.merging.services.refusals import MergingRefusedError
from juminzei.formats.blanking import blank_numbers_in_words
from juminzei.platform.audit import services as audit
from juminzei.platform.staff.services import require

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from juminzei.platform.staff.models import StaffMember


@transaction.atomic
def propose_separation(
    *,
    merge_id: int,
    sides: Mapping[int, int],
    reason: SeparationReason,
    note: str,
    seen: str,
    actor: StaffMember,
    at: datetime,
) -> MergeProposal:
    """Ask a second person to agree that two numbers are two people's after all.

    Args:
        merge_id: What is to be undone.
        sides: For every document that came since: to which number it goes.
        reason: Why they were not the same.
        note: What was looked at.
        seen: Digest of the effect that the proposer was shown.
        actor: Who asks; needs ``merging.propose``.
        at: When.

    Raises:
        MergingRefusedError: The merge is undone or waits to be, a document has no side, or
            the effect is another than was shown.
        NotPermittedError: The actor may not.
    """
    require(actor, "merging.propose", on=at.date())
    change_clusters()
    merge = standing_merge(merge_id)
    refuse_if_waiting([merge.survivor_id, merge.merged_away_id])
    found = undoing(merge, on=at.date(), sides=sides)
    refuse_if_undecided(found, sides)
    if found.effect.digest != seen:
        raise MergingRefusedError(CHANGED)
    proposal = MergeProposal.objects.create(
        act=Act.SEPARATION,
        survivor_id=merge.survivor_id,
        merged_away_id=merge.merged_away_id,
        merge=merge,
        reason=reason,
        note=blank_numbers_in_words(note.strip()),
        effect=found.effect.as_json(),
        effect_digest=found.effect.digest,
        sides={str(document): number for document, number in sides.items()},
        proposed_by=actor,
        proposed_at=at,
    )
    audit.record(
        action="merging.separation.proposed",
        actor=actor,
        at=at,
        subject_kind="addressee",
        subject_id=str(merge.survivor_id),
        details={"proposal": proposal.pk, "merge": merge.pk},
    )
    return proposal


def standing_merge(merge_id: int) -> Merge:
    """Return a merge that holds.

    Raises:
        MergingRefusedError: There is none, or it was undone.
    """
    merge = Merge.objects.filter(pk=merge_id, separation=None).first()
    if merge is None:
        raise MergingRefusedError("この統合はもう分離されています。一覧を読み直してください。")
    return merge


def refuse_if_undecided(found: Undoing, sides: Mapping[int, int]) -> None:
    """Refuse sides that leave a document out, name another's, or know no such number.

    Raises:
        MergingRefusedError: They do.
    """
    allowed = {
        one.document.key: {one.document.addressee, found.merge.merged_away_id}
        for one in found.attached
    }
    if sides.keys() != allowed.keys() or any(
        number not in allowed[document] for document, number in sides.items()
    ):
        raise MergingRefusedError(
            "統合後に特定した資料が変わりました。資料ごとの帰属を選び直してください。"
        )
