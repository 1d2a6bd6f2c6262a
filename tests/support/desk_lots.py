"""Finished income tax returns of the desk, and lots of them for the tax office."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from juminzei.apps.return_desk.entries import Entries
from juminzei.apps.return_desk.models import ReturnKind
from juminzei.apps.return_desk.selectors.return_outcome import return_outcome
from juminzei.apps.return_desk.services.finish import answer_warning, finish_return
from juminzei.apps.return_desk.services.lots import ask_lot, decide_lot
from juminzei.apps.return_desk.services.saved_state import newest_entries
from juminzei.apps.return_desk.services.take_return import save_return
from juminzei.platform.staff.policy import Role
from support.desk_rows import WAGE, begun, confirmed, permitted, venue
from support.page_rows import AT, person, staff

if TYPE_CHECKING:
    from datetime import datetime

    from juminzei.apps.return_desk.models import DeskReturn, TaxOfficeLot, Venue
    from juminzei.platform.staff.models import StaffMember

DAY = AT.date()
BORN = date(1980, 4, 2)


class Desk(NamedTuple):
    """Who asks for a lot, who decides about it, and where returns are taken."""

    clerk: StaffMember
    supervisor: StaffMember
    hall: Venue


def desk() -> Desk:
    """Return a clerk, a supervisor and a hall that takes national returns."""
    supervisor = staff("2001", Role.TAX_SUPERVISOR)
    permitted(supervisor)
    return Desk(staff("1001"), supervisor, venue(supervisor))


def finished(
    who: Desk, order: int = 1, *, tax_year: int = 2026, hall: Venue | None = None
) -> DeskReturn:
    """Return somebody's finished national return."""
    taro = person(order, "山田 太郎", "ヤマダ タロウ", BORN)
    one = begun(
        hall or who.hall,
        taro.number,
        who.supervisor,
        kind=ReturnKind.NATIONAL,
        tax_year=tax_year,
    )
    entries = Entries(lists={"wages": [WAGE]})
    save_return(return_id=one.pk, entries=entries, actor=who.supervisor, at=AT)
    confirmed(one, who.supervisor)
    return finished_again(who, one)


def finished_again(who: Desk, one: DeskReturn, at: datetime = AT) -> DeskReturn:
    """Finish a return as it stands, its warnings answered."""
    one.refresh_from_db()
    outcome = return_outcome(one, newest_entries(one), birth_on=BORN)
    for found in outcome.warnings:
        answer_warning(
            return_id=one.pk, finding=found.key, reason="許可の範囲", actor=who.supervisor, at=at
        )
    finish_return(return_id=one.pk, actor=who.supervisor, at=at)
    one.refresh_from_db()
    return one


def asked_lot(who: Desk, at: datetime = AT, *, hall: Venue | None = None) -> TaxOfficeLot:
    """Return a lot of what is there that waits for its decision."""
    return ask_lot(
        tax_office="加須税務署",
        venue=hall,
        first_day=DAY,
        last_day=at.date(),
        due_on=at.date() + timedelta(days=14),
        actor=who.clerk,
        at=at,
    )


def granted_lot(who: Desk, at: datetime = AT) -> TaxOfficeLot:
    """Return a lot that may be made."""
    lot = asked_lot(who, at)
    decide_lot(lot_id=lot.pk, granted=True, note="", actor=who.supervisor, at=at)
    lot.refresh_from_db()
    return lot
