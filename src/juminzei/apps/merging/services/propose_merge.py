"""Asking that two numbers be one person's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from juminzei.apps.addressees.api import change_clusters
from juminzei.apps.merging.models import Act, MergeProposal, MergeReason
from juminzei.apps.merging.selectors.proposals import waiting_about
from juminzei.apps.merging.selectors.prospect import Prospect, prospect
from juminzei.apps.merging.services.refusals import MergingRefusedError
from juminzei.formats.blanking import blank_numbers_in_words
from juminzei.platform.audit import services as audit
from juminzei.platform.staff.services import require

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from juminzei.platform.staff.models import StaffMember

CHANGED = "画面を開いたあとに内容が変わりました。新しい内容を確かめてください。"


@transaction.atomic
def propose_merge(
    *,
    one: int,
    other: int,
    reason: MergeReason,
    note: str,
    seen: str,
    actor: StaffMember,
    at: datetime,
) -> MergeProposal:
    """Ask a second person to agree that ``one`` and ``other`` are the same.

    Which number stays follows from the two, see :mod:`juminzei.apps.merging.direction`.

    Args:
        one: A number.
        other: Another one.
        reason: How one person came to have two.
        note: What was looked at, in the proposer's words.
        seen: Digest of the effect that the proposer was shown.
        actor: Who asks; needs ``merging.propose``.
        at: When.

    Raises:
        MergingRefusedError: The two cannot be merged, one of them waits for a decision
            already, or the effect is another than was shown.
        NotPermittedError: The actor may not.
    """
    require(actor, "merging.propose", on=at.date())
    change_clusters()
    found = possible(one, other, at)
    refuse_if_waiting([one, other])
    if found.effect.digest != seen:
        raise MergingRefusedError(CHANGED)
    proposal = MergeProposal.objects.create(
        act=Act.MERGE,
        survivor_id=found.survivor.number,
        merged_away_id=found.merged_away.number,
        reason=reason,
        note=blank_numbers_in_words(note.strip()),
        effect=found.effect.as_json(),
        effect_digest=found.effect.digest,
        proposed_by=actor,
        proposed_at=at,
    )
    audit.record(
        action="merging.merge.proposed",
        actor=actor,
        at=at,
        subject_kind="addressee",
        subject_id=str(proposal.survivor_id),
        details={"proposal": proposal.pk, "merged_away": proposal.merged_away_id},
    )
    return proposal


def possible(one: int, other: int, at: datetime) -> Prospect:
    """Return what merging the two does now.

    Raises:
        MergingRefusedError: They cannot be merged.
    """
    found = prospect(one, other, on=at.date())
    if found is None:
        raise MergingRefusedError("登録されていない宛名番号です。番号を確かめてください。")
    if found.hindrances:
        raise MergingRefusedError(" ".join(found.hindrances))
    return found


def refuse_if_waiting(numbers: Collection[int]) -> None:
    """Refuse a second proposal about a number before the first one is decided.

    Raises:
        MergingRefusedError: One waits.
    """
    waits = waiting_about(numbers)
    if waits is not None:
        raise MergingRefusedError(
            f"この番号には決定を待つ申請（受付 {waits.pk}）があります。先にその決定をしてください。"
        )
