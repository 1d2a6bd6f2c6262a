"""Two numbers of one person, and the acts of two members of staff about them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from juminzei.apps.merging.models import (
    Act,
    Merge,
    MergeProposal,
    MergeReason,
    SeparationReason,
)
from juminzei.apps.merging.selectors.outlook import outlook
from juminzei.apps.merging.selectors.prospect import prospect
from juminzei.apps.merging.selectors.separating import undoing
from juminzei.apps.merging.services.decide_proposal import decide_proposal
from juminzei.apps.merging.services.propose_merge import propose_merge
from juminzei.apps.merging.services.propose_separation import propose_separation
from juminzei.platform.staff.models import StaffMember
from juminzei.platform.staff.policy import Role
from support.moments import START
from support.page_rows import person, staff

if TYPE_CHECKING:
    from datetime import datetime

    from juminzei.apps.addressees.models import Addressee
    from juminzei.apps.merging.models import ProposalDecision

NAME, KANA = "合川　一", "アイカワ　ハジメ"


def asker() -> StaffMember:
    """Return the clerk who proposes."""
    return _member("1001", Role.TAX_CLERK)


def decider() -> StaffMember:
    """Return the supervisor who decides."""
    return _member("2001", Role.TAX_SUPERVISOR)


def _member(number: str, role: Role) -> StaffMember:
    return StaffMember.objects.filter(staff_number=number).first() or staff(number, role)


def resident(body: int = 1, **columns: Any) -> Addressee:
    """Return somebody who lives here."""
    return person(body, NAME, KANA, resident=True, **columns)


def nonregistered(body: int = 900_000_001, **columns: Any) -> Addressee:
    """Return the same under a number of our own."""
    return person(body, NAME, KANA, kind="nonregistered", household_number=None, **columns)


def proposed(
    one: Addressee | int, other: Addressee | int, *, at: datetime = START
) -> MergeProposal:
    """Ask that the two be merged."""
    first, second = _number(one), _number(other)
    found = prospect(first, second, on=at.date())
    assert found is not None
    return propose_merge(
        one=first,
        other=second,
        reason=MergeReason.BECAME_RESIDENT,
        note="転入届で確認",
        seen=found.effect.digest,
        actor=asker(),
        at=at,
    )


def decided(
    proposal: MergeProposal, *, agreed: bool = True, at: datetime = START
) -> ProposalDecision:
    """Decide as the second person, on what they are shown."""
    effect = outlook(proposal, on=at.date())
    return decide_proposal(
        proposal_id=proposal.pk,
        agreed=agreed,
        note="確認した",
        seen=effect.digest if effect else "",
        actor=decider(),
        at=at,
    )


def merged(one: Addressee | int, other: Addressee | int, *, at: datetime = START) -> Merge:
    """Merge the two, by two people."""
    proposal = proposed(one, other, at=at)
    decided(proposal, at=at)
    return Merge.objects.get(proposal=proposal)


def separation_proposed(
    merge: Merge, *, at: datetime = START, sides: dict[int, int] | None = None
) -> MergeProposal:
    """Ask that a merge be taken back; the documents go where it is proposed, or to ``sides``."""
    found = undoing(merge, on=at.date())
    chosen = {one.document.key: one.proposed for one in found.attached} | (sides or {})
    return propose_separation(
        merge_id=merge.pk,
        sides=chosen,
        reason=SeparationReason.OTHER_PERSON,
        note="本人に確認",
        seen=undoing(merge, on=at.date(), sides=chosen).effect.digest,
        actor=asker(),
        at=at,
    )


def separated(merge: Merge, *, at: datetime = START, sides: dict[int, int] | None = None) -> None:
    """Take a merge back, by two people."""
    decided(separation_proposed(merge, at=at, sides=sides), at=at)


def entered_merge(survivor: int, merged_away: int, by: StaffMember) -> Merge:
    """Enter a merge without anybody having asked, for pages that only name it."""
    same = {"survivor_id": survivor, "merged_away_id": merged_away}
    nothing: dict[str, list[object]] = {"lines": [], "warnings": []}
    proposal = MergeProposal.objects.create(
        **same,
        act=Act.MERGE,
        reason=MergeReason.RETURNED,
        effect=nothing,
        effect_digest="",
        proposed_by=by,
        proposed_at=START,
    )
    return Merge.objects.create(
        **same, proposal=proposal, effect=nothing, decided_by=by, decided_at=START
    )


def _number(one: Addressee | int) -> int:
    return one if isinstance(one, int) else one.number
