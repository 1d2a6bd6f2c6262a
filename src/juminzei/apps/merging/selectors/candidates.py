"""The list of possible double registrations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from juminzei.apps.addressees.api import entered_at, possible_doubles
from juminzei.apps.merging.direction import direction, hindrances
from juminzei.apps.merging.models import DismissedPair, MergeProposal
from juminzei.apps.merging.scoring import reasons, score

if TYPE_CHECKING:
    from juminzei.apps.addressees.api import Double

ORDERS = ("score", "survivor")


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two numbers that may be one person's; ``state`` is open, proposed or dismissed."""

    survivor: Double
    merged_away: Double
    score: int
    reasons: str
    state: str
    why_not: str = ""
    """Why the pair was dismissed."""


def candidates(*, state: str = "open") -> list[Candidate]:
    """Return the pairs in one state, or ``all`` of them, the most alike first."""
    pairs = [pair for pair in possible_doubles() if not hindrances(*pair)]
    entered = entered_at({one.number for pair in pairs for one in pair})
    dismissed = {(one.first_id, one.second_id): one for one in DismissedPair.objects.all()}
    proposed = _proposed()
    found = []
    for one, other in pairs:
        by_number = {one.number: one, other.number: other}
        kept = direction(one, other, entered)
        no = dismissed.get((one.number, other.number))
        candidate = Candidate(
            survivor=by_number[kept.survivor],
            merged_away=by_number[kept.merged_away],
            score=score(one, other),
            reasons=reasons(one, other),
            state="dismissed" if no else "proposed" if by_number.keys() & proposed else "open",
            why_not=no.get_reason_display() if no else "",
        )
        if state in {"all", candidate.state}:
            found.append(candidate)
    return sorted(found, key=lambda one: (-one.score, one.survivor.number, one.merged_away.number))


def _proposed() -> set[int]:
    """Return the numbers about which somebody has asked, and nobody decided yet."""
    waiting = MergeProposal.objects.filter(decision=None)
    pairs = waiting.values_list("survivor", "merged_away")
    return {number for pair in pairs for number in pair}
