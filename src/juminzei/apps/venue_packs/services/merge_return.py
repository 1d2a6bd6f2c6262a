"""Merging what a venue brought back: a return at a time, so that a killed merge goes on.

Nothing is overwritten: where the city knows something else than when the pack was written,
the return waits for a clerk, with both sides.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from juminzei.apps.return_desk.api import (
    DeskRefusedError,
    ReturnState,
    append_around,
    append_return,
)
from juminzei.apps.venue_packs.city_envelope import NUMBER, open_in_city
from juminzei.apps.venue_packs.models import BroughtReturn, Outcome, PackState
from juminzei.apps.venue_packs.refusal import PackRefusedError
from juminzei.apps.venue_packs.selectors.standing import changed, standing_of
from juminzei.apps.venue_packs.services.bring_back import secret_key, told_back
from juminzei.apps.venue_packs.services.steps import DECIDE, locked, recorded, refuse_own, stepped
from juminzei.apps.venue_packs.services.venue_records import append_records
from juminzei.base.numbers.individual_number import IndividualNumber
from juminzei.platform.staff.models import StaffMember
from juminzei.platform.staff.services import require

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from juminzei.apps.return_desk.api import DeskReturn
    from juminzei.apps.venue_packs.models import Pack

NOT_PACKED = "持ち出した人ではない"


def merge_pack(*, pack_id: int, actor: StaffMember, at: datetime) -> None:
    """Merge a pack that came back; begun again after a crash it goes on where it stopped.

    Args:
        pack_id: Which pack.
        actor: Who merges: another than who brought it; needs ``packs.decide``.
        at: When.

    Raises:
        PackRefusedError: It is one's own, not back, or its key is gone.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
        Exception: One of ``NUMBER_REFUSALS`` of the vault: what is left can be merged later.
    """
    require(actor, DECIDE, on=at.date())
    with transaction.atomic():
        pack = locked(pack_id, [PackState.BACK])
        refuse_own(pack, pack.brought_by, actor)
        told = told_back(pack)
        staff = staff_of(told)
    append_records(pack_id, told["records"], staff, at=at)
    for one in told["returns"]:
        _merge_one(pack_id, one, staff, actor, at)
    _end(pack_id, told, staff, actor, at)


def _merge_one(
    pack_id: int,
    told: dict[str, Any],
    staff: Mapping[str, StaffMember],
    actor: StaffMember,
    at: datetime,
) -> None:
    with transaction.atomic():
        pack = locked(pack_id, [PackState.BACK])
        if BroughtReturn.objects.filter(pack=pack, number=told["number"]).exists():
            return
        reasons = contradictions(pack, told)
        made = None
        if not reasons:
            try:
                with transaction.atomic():
                    made = appended(pack, told, staff, actor=actor, at=at)
            except DeskRefusedError as refusal:
                reasons = [str(refusal)]
        BroughtReturn.objects.create(
            pack=pack,
            number=told["number"],
            addressee=told["addressee"],
            outcome=outcome_of(made),
            reasons=reasons,
            desk_return=made.pk if made else None,
            taken_at=at,
        )
        recorded(
            "venue_packs.return.merged",
            pack,
            actor,
            at,
            number=told["number"],
            outcome=outcome_of(made),
        )


def contradictions(pack: Pack, told: Mapping[str, Any]) -> list[str]:
    """Return why a return must not be taken without a clerk, in words."""
    person = pack.persons.filter(addressee=told["addressee"], relative=False).first()
    if person is None:
        return [NOT_PACKED]
    now = standing_of([told["addressee"]], pack.tax_year)[told["addressee"]]
    if pack.returns.filter(addressee=told["addressee"], desk_return__isnull=False).exists():
        now["returns"] = person.stood.get("returns", "")  # another return of this very pack
    return [f"{words}が、持出の後に変わった" for words in changed(person.stood, now)]


def appended(
    pack: Pack,
    told: dict[str, Any],
    staff: Mapping[str, StaffMember],
    *,
    aside: str = "",
    actor: StaffMember,
    at: datetime,
) -> DeskReturn:
    """Append one return to the desk's own; its numbers are opened, compared and forgotten."""
    secret = secret_key(pack)
    numbers = {
        place: IndividualNumber(
            open_in_city(
                bytes.fromhex(kept["sealed"]),
                secret,
                pack=pack.pk,
                use=f"{NUMBER} {told['number']}",
            ).decode("ascii")
        )
        for place, kept in enumerate(told["confirmations"])
        if kept["sealed"]
    }
    return append_return(
        told, venue=pack.venue, staff=staff, numbers=numbers, aside=aside, actor=actor, at=at
    )


def outcome_of(made: DeskReturn | None) -> Outcome:
    """Return what became of a return that was appended, or not."""
    if made is None:
        return Outcome.CONFLICT
    return Outcome.PUT_ASIDE if made.state == ReturnState.HELD else Outcome.TAKEN


def staff_of(told: Mapping[str, Any]) -> dict[str, StaffMember]:
    """Return the venue's staff as the city knows them.

    Raises:
        PackRefusedError: Somebody acted there whom the city does not know.
    """
    members = StaffMember.objects.in_bulk(told["staff"], field_name="staff_number")
    if unknown := set(told["staff"]) - set(members):
        raise PackRefusedError(f"会場で操作した職員 {min(unknown)} が登録されていません。")
    return members


def _end(
    pack_id: int,
    told: dict[str, Any],
    staff: Mapping[str, StaffMember],
    actor: StaffMember,
    at: datetime,
) -> None:
    with transaction.atomic():
        pack = locked(pack_id, [PackState.BACK])
        counts = append_around(told, venue=pack.venue, staff=staff)
        waits = pack.returns.filter(outcome=Outcome.CONFLICT).count()
        stepped(
            pack,
            PackState.MERGED,
            actor=actor,
            at=at,
            returns=pack.returns.count(),
            conflicts=waits,
            tickets=counts["tickets"],
            doubles=counts["doubles"],
            referrals=counts["referrals"],
            closes=counts["closes"],
        )
        forget_when_done(pack)


def forget_when_done(pack: Pack) -> None:
    """Destroy the key and what was brought once nothing waits for a clerk any longer."""
    if not pack.returns.filter(outcome=Outcome.CONFLICT).exists():
        pack.secret_key = pack.brought = None
        pack.save(update_fields=["secret_key", "brought"])
