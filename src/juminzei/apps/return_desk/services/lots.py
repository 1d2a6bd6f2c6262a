"""Asking for a lot for the tax office, deciding about it, and what becomes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from juminzei.apps.return_desk.models import LotItem, LotState, LotStep, TaxOfficeLot
from juminzei.apps.return_desk.services.lot_candidates import lot_candidates
from juminzei.apps.return_desk.services.refusal import DeskRefusedError
from juminzei.formats.blanking import blank_numbers_in_words
from juminzei.platform.audit import services as audit
from juminzei.platform.staff.second_person import for_another
from juminzei.platform.staff.services import require

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date, datetime

    from juminzei.apps.return_desk.models import Venue
    from juminzei.apps.return_desk.services.lot_candidates import Candidate
    from juminzei.platform.staff.models import StaffMember

ASK, DECIDE = "tax_office.ask", "tax_office.decide"
LONGEST = 100
NEEDS = {
    LotState.SENT: (LotState.MADE,),
    LotState.CONFIRMED: (LotState.SENT,),
    LotState.WITHDRAWN: (LotState.ASKED, LotState.GRANTED, LotState.MADE),
}
"""What may be told of a lot, and how far it must have come for it."""
WHY_NEEDED = {LotState.WITHDRAWN, LotState.CONFIRMED}


@transaction.atomic
def ask_lot(
    *,
    tax_office: str,
    venue: Venue | None,
    first_day: date,
    last_day: date,
    due_on: date,
    actor: StaffMember,
    at: datetime,
) -> TaxOfficeLot:
    """Ask for a lot; another person decides.

    Args:
        tax_office: To whom it goes.
        venue: Whose returns; all venues where none is named.
        first_day: The first day on which its returns were finished.
        last_day: The last.
        due_on: By when the tax office should have said that it has it.
        actor: Who asks; needs ``tax_office.ask``.
        at: When.

    Raises:
        DeskRefusedError: Nothing goes, too much does, the days are not as they must be, or
            somebody else asked for the same meanwhile.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, ASK, on=at.date())
    if not first_day <= last_day <= at.date() <= due_on:
        raise DeskRefusedError("初日、末日、今日、期限の順になるように、日を入れてください。")
    going = lot_candidates(first_day, last_day, venue, on=at.date()).going
    if not going:
        raise DeskRefusedError("引き継げる申告がありません。期間と会場を確かめてください。")
    lot = TaxOfficeLot(
        tax_office=blank_numbers_in_words(tax_office.strip())[:40],
        venue=venue,
        first_day=first_day,
        last_day=last_day,
        due_on=due_on,
        count=len(going),
        asked_by=actor,
        asked_at=at,
    )
    _stepped(lot, LotState.ASKED, "", actor, at)
    _fill(lot, going)
    return lot


def _fill(lot: TaxOfficeLot, going: Sequence[Candidate]) -> None:
    try:
        with transaction.atomic():
            LotItem.objects.bulk_create(
                LotItem(
                    lot=lot,
                    line=line,
                    kind=each.kind,
                    desk_return=each.one,
                    version=each.one.versions,
                    former=each.former,
                )
                for line, each in enumerate(going, start=1)
            )
    except IntegrityError:
        raise DeskRefusedError(
            "同じ申告が別の引継ぎに入りました。画面を読み直してください。"
        ) from None


@transaction.atomic
def decide_lot(*, lot_id: int, granted: bool, note: str, actor: StaffMember, at: datetime) -> None:
    """Grant a lot that another person asked for, or not.

    Raises:
        DeskRefusedError: It is one's own, was decided, or no reason is given for refusing.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, DECIDE, on=at.date())
    asked = TaxOfficeLot.objects.filter(state=LotState.ASKED)
    lot = for_another(asked, lot_id, actor, DeskRefusedError)
    if not granted and not note.strip():
        raise DeskRefusedError("却下する理由を入れてください。")
    if not granted:
        _let_go(lot)
    _stepped(lot, LotState.GRANTED if granted else LotState.REFUSED, note, actor, at)


@transaction.atomic
def step_lot(*, lot_id: int, state: str, note: str, actor: StaffMember, at: datetime) -> None:
    """Keep that a lot was sent, that the tax office has it, or that it is withdrawn.

    Raises:
        DeskRefusedError: It has not come so far, or too far, or words are missing.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, ASK, on=at.date())
    wanted = LotState(state)
    lot = locked_lot(lot_id, NEEDS[wanted])
    if wanted in WHY_NEEDED and not note.strip():
        raise DeskRefusedError("記事に、取り下げる理由か、収受を確認した方法を入れてください。")
    if wanted == LotState.WITHDRAWN:
        _let_go(lot)
    _stepped(lot, wanted, note, actor, at)


def locked_lot(lot_id: int, states: Collection[str]) -> TaxOfficeLot:
    """Return a lot locked for this transaction, if it is in one of ``states``.

    Raises:
        DeskRefusedError: It is not.
    """
    found = TaxOfficeLot.objects.select_for_update().filter(pk=lot_id).first()
    if found is None or found.state not in states:
        raise DeskRefusedError("この引継ぎの状態が変わっています。画面を読み直してください。")
    return found


def made_lot(lot: TaxOfficeLot, actor: StaffMember, at: datetime) -> None:
    """Keep that a lot was made; its day and digest are set already."""
    _stepped(lot, LotState.MADE, "", actor, at)


def _stepped(
    lot: TaxOfficeLot, state: LotState, note: str, actor: StaffMember, at: datetime
) -> None:
    lot.state = state
    lot.save()
    words = blank_numbers_in_words(note.strip())[:LONGEST]
    LotStep.objects.create(lot=lot, state=state, note=words, done_by=actor, done_at=at)
    recorded_lot(state.value, lot, actor, at)


def recorded_lot(act: str, lot: TaxOfficeLot, actor: StaffMember, at: datetime) -> None:
    """Put an act about a lot on record."""
    audit.record(
        action=f"return_desk.lot.{act}",
        actor=actor,
        at=at,
        subject_kind="tax_office_lot",
        subject_id=str(lot.pk),
        details={"returns": lot.count, "digest": lot.digest},
    )


def _let_go(lot: TaxOfficeLot) -> None:
    """Let the returns of a lot go with another."""
    lot.items.update(live=False)
