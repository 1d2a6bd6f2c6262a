"""Asking for a pack, deciding about it, calling it lost or void."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from juminzei.apps.venue_packs.models import Pack, PackedPerson, PackState
from juminzei.apps.venue_packs.refusal import PackRefusedError
from juminzei.apps.venue_packs.selectors.chosen_people import chosen_people, relatives_of
from juminzei.apps.venue_packs.services.steps import ASK, DECIDE, locked, refuse_own, stepped
from juminzei.formats.blanking import blank_numbers_in_words
from juminzei.platform.staff.models import StaffMember
from juminzei.platform.staff.services import allowed, require

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date, datetime

    from juminzei.apps.return_desk.api import Venue

LONGEST_DAYS = 60
"""From the first day to the day by which a pack is back."""


@transaction.atomic
def ask_pack(
    *,
    venue: Venue,
    tax_year: int,
    first_day: date,
    last_day: date,
    due_on: date,
    selection: str,
    town: str,
    numbers: Collection[int],
    staff_numbers: Sequence[str],
    reason: str,
    actor: StaffMember,
    at: datetime,
) -> Pack:
    """Ask for a pack; another person decides.

    Args:
        venue: Where it goes.
        tax_year: 年度 of the returns.
        first_day: The venue's first day.
        last_day: Its last.
        due_on: By when it is back; it opens no longer than that.
        selection: How its people are chosen, a value of ``Selection``.
        town: Of recipients.
        numbers: Of a list.
        staff_numbers: Who will work there, one with the right to close a day among them.
        reason: What for.
        actor: Who asks; needs ``packs.ask``.
        at: When.

    Raises:
        PackRefusedError: Days, people or staff are not as they must be.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, ASK, on=at.date())
    _refuse_days(first_day, last_day, due_on, at.date())
    _refuse_staff(staff_numbers, at.date())
    people = chosen_people(selection=selection, town=town, numbers=numbers, tax_year=tax_year)
    pack = Pack(
        venue=venue.pk,
        venue_name=venue.name,
        tax_year=tax_year,
        first_day=first_day,
        last_day=last_day,
        due_on=due_on,
        selection=selection,
        town=town.strip(),
        staff_numbers=list(staff_numbers),
        reason=blank_numbers_in_words(reason.strip())[:100],
        people=len(people),
        relatives=len(relatives_of(people, at.date())),
        asked_by=actor,
        asked_at=at,
    )
    stepped(pack, PackState.ASKED, reason=reason, actor=actor, at=at, people=len(people))
    PackedPerson.objects.bulk_create(
        PackedPerson(pack=pack, addressee_id=number) for number in sorted(people)
    )
    return pack


@transaction.atomic
def decide_pack(
    *, pack_id: int, granted: bool, reason: str, actor: StaffMember, at: datetime
) -> None:
    """Approve a pack that another person asked for, or not.

    Raises:
        PackRefusedError: It is one's own, or was decided.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, DECIDE, on=at.date())
    pack = locked(pack_id, [PackState.ASKED])
    refuse_own(pack, pack.asked_by, actor)
    state = PackState.APPROVED if granted else PackState.REFUSED
    stepped(pack, state, reason=reason, actor=actor, at=at, people=pack.people)


@transaction.atomic
def end_pack(*, pack_id: int, lost: bool, reason: str, actor: StaffMember, at: datetime) -> None:
    """Report a pack as lost, or make it void; its key is destroyed and no return of it is taken.

    Raises:
        PackRefusedError: It is not out, or no reason is given.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, ASK, on=at.date())
    pack = locked(pack_id, [PackState.APPROVED, PackState.OUT, PackState.BACK])
    if not reason.strip():
        raise PackRefusedError("理由を入れてください。")
    pack.secret_key = None
    state = PackState.LOST if lost else PackState.REVOKED
    stepped(pack, state, reason=reason, actor=actor, at=at, people=pack.people)


def _refuse_days(first: date, last: date, due: date, today: date) -> None:
    if not today <= first <= last <= due:
        raise PackRefusedError("初日・末日・返却期限は、今日から後の日を、この順に入れてください。")
    if (due - first).days > LONGEST_DAYS:
        raise PackRefusedError(f"返却期限は、初日から {LONGEST_DAYS} 日までにしてください。")


def _refuse_staff(numbers: Sequence[str], on: date) -> None:
    members = {
        one.staff_number: one for one in StaffMember.objects.filter(staff_number__in=numbers)
    }
    for number in numbers:
        if number not in members or not allowed(members[number], "desk.take", on=on):
            raise PackRefusedError(
                f"職員番号 {number} は、申告を受け付けられる職員ではありません。"
            )
    if not any(allowed(one, "desk.manage", on=on) for one in members.values()):
        raise PackRefusedError(
            "会場を締められる職員（申告受付の締めの権限）を一人は入れてください。"
        )
