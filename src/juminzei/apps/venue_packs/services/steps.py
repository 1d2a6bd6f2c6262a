"""One step of a pack: its state, who did it and why, and the act on record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.apps.venue_packs.models import Pack, PackState, PackStep
from juminzei.apps.venue_packs.refusal import PackRefusedError
from juminzei.formats.blanking import blank_numbers_in_words
from juminzei.platform.audit import services as audit
from juminzei.platform.staff.second_person import same_person

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from juminzei.platform.staff.models import StaffMember

ASK, DECIDE = "packs.ask", "packs.decide"
LONGEST = 100


def locked(pack_id: int, states: Collection[str]) -> Pack:
    """Return a pack locked for this transaction, if it is in one of ``states``.

    Raises:
        PackRefusedError: It is not.
    """
    found = Pack.objects.select_for_update().filter(pk=pack_id).first()
    if found is None or found.state not in states:
        raise PackRefusedError("この持出の状態が変わっています。画面を読み直してください。")
    return found


def refuse_own(pack: Pack, member: StaffMember | None, actor: StaffMember) -> None:
    """Refuse to decide about what one did oneself.

    Raises:
        PackRefusedError: ``actor`` is the same person as that member.
    """
    if member is not None and same_person(actor, member):
        raise PackRefusedError(f"持出 {pack.pk} は自分の申請か受取です。別の職員が行ってください。")


def stepped(
    pack: Pack,
    state: PackState,
    *,
    reason: str = "",
    actor: StaffMember,
    at: datetime,
    **details: object,
) -> None:
    """Let a locked pack take a step; what it was changed in besides is kept with it."""
    pack.state = state
    pack.save()
    PackStep.objects.create(
        pack=pack,
        state=state,
        reason=blank_numbers_in_words(reason.strip())[:LONGEST],
        done_by=actor,
        done_at=at,
    )
    recorded(f"venue_packs.pack.{state.value}", pack, actor, at, **details)


def recorded(action: str, pack: Pack, actor: StaffMember, at: datetime, **details: object) -> None:
    """Put an act on record that was about a pack."""
    audit.record(
        action=action,
        actor=actor,
        at=at,
        subject_kind="venue_pack",
        subject_id=str(pack.pk),
        details=details,
    )
