"""What a waiting proposal would do if it were decided now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.apps.merging.effect import Effect, EffectLine, restored
from juminzei.apps.merging.models import Act
from juminzei.apps.merging.selectors.prospect import prospect
from juminzei.apps.merging.selectors.separating import undoing

if TYPE_CHECKING:
    from datetime import date

    from juminzei.apps.merging.models import MergeProposal


def outlook(proposal: MergeProposal, *, on: date) -> Effect | None:
    """Return the effect as it is now; none if it cannot be done any more.

    Args:
        proposal: One that waits.
        on: Today.
    """
    if proposal.act == Act.MERGE:
        found = prospect(proposal.survivor_id, proposal.merged_away_id, on=on)
        return None if found is None or found.hindrances else found.effect
    merge = proposal.merge
    if merge is None or hasattr(merge, "separation"):
        return None
    sides = {int(document): number for document, number in proposal.sides.items()}
    return undoing(merge, on=on, sides=sides).effect


def changed_lines(proposal: MergeProposal, effect: Effect) -> list[EffectLine]:
    """Return the lines of ``effect`` that were not so when it was proposed."""
    before = set(restored(proposal.effect).lines)
    return [line for line in effect.lines if line not in before]
