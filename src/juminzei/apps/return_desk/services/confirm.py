"""Confirming who somebody is, their number, and a proxy's authority: each by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from juminzei.apps.addressees.api import has_own_number
from juminzei.apps.return_desk.models import Confirmation, Confirmed, Means, NumberOutcome
from juminzei.apps.return_desk.services.number_reading import read_number
from juminzei.apps.return_desk.services.refusal import DeskRefusedError
from juminzei.apps.return_desk.services.saved_state import locked, recorded
from juminzei.apps.return_desk.services.take_return import OPEN, TAKE
from juminzei.platform.staff.services import require

if TYPE_CHECKING:
    from datetime import datetime

    from juminzei.apps.return_desk.models import DeskReturn
    from juminzei.base.numbers.individual_number import IndividualNumber
    from juminzei.platform.staff.models import StaffMember

FITTING = {
    Confirmed.IDENTITY: (
        Means.NUMBER_CARD,
        Means.DRIVING_LICENCE,
        Means.PASSPORT,
        Means.RESIDENCE_CARD,
        Means.DISABILITY_BOOK,
        Means.TWO_PAPERS,
    ),
    Confirmed.NUMBER: (
        Means.NUMBER_CARD,
        Means.NOTIFICATION_CARD,
        Means.RESIDENT_RECORD,
        Means.CITY_RECORD,
    ),
    Confirmed.AUTHORITY: (Means.MANDATE, Means.FAMILY_REGISTER, Means.PAPER_OF_PERSON),
}
"""Which document confirms what (番号法16条・同法施行規則)."""


@transaction.atomic
def confirm(
    *,
    return_id: int,
    what: str,
    means: str,
    number: IndividualNumber | None = None,
    proxy_name: str = "",
    proxy_relation: str = "",
    actor: StaffMember,
    at: datetime,
) -> Confirmation:
    """Keep by which document something was confirmed; the number itself is not kept.

    Args:
        return_id: Of whose return.
        what: A value of :class:`Confirmed`.
        means: A value of :class:`Means` that confirms it.
        number: As read from the document, to be compared with the one on record.
        proxy_name: Who came instead; empty if the person came.
        proxy_relation: The proxy's relation to the person.
        actor: Who saw the document.
        at: When.

    Raises:
        DeskRefusedError: The document does not confirm that, or the number is missing.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
        Exception: One of ``NUMBER_REFUSALS`` of the vault.
    """
    require(actor, TAKE, on=at.date())
    one = locked(return_id, OPEN)
    if Means(means) not in FITTING[Confirmed(what)]:
        raise DeskRefusedError("この書類では確認できません。書類の種類を選び直してください。")
    outcome = ""
    if what == Confirmed.NUMBER:
        outcome = _compared(one, Means(means), number, actor, at)
    kept = Confirmation.objects.create(
        desk_return=one,
        what=Confirmed(what),
        means=Means(means),
        proxy_name=proxy_name.strip(),
        proxy_relation=proxy_relation.strip(),
        number_outcome=outcome,
        confirmed_by=actor,
        confirmed_at=at,
    )
    recorded("return_desk.return.confirmed", one, actor, at, what=what, means=means)
    return kept


def _compared(
    one: DeskReturn,
    means: Means,
    number: IndividualNumber | None,
    actor: StaffMember,
    at: datetime,
) -> str:
    if number is not None:
        return read_number(one, number, actor=actor, at=at)
    if means != Means.CITY_RECORD:
        raise DeskRefusedError("書類の個人番号を入れてください。")
    if not has_own_number(one.addressee_id):
        raise DeskRefusedError("市の記録に個人番号がありません。書類で確認してください。")
    return NumberOutcome.NOT_READ


def missing_confirmations(one: DeskReturn) -> list[str]:
    """Return what must still be confirmed before a return is finished (評価書 R-3.2.2)."""
    newest = {kept.what: kept for kept in one.confirmations.order_by("pk")}
    wanted = [Confirmed.IDENTITY, Confirmed.NUMBER]
    if Confirmed.IDENTITY in newest and newest[Confirmed.IDENTITY].proxy_name:
        wanted.append(Confirmed.AUTHORITY)
    missing = [f"{what.label}がまだです。" for what in wanted if what not in newest]
    number = newest.get(Confirmed.NUMBER)
    if number is not None and number.number_outcome == NumberOutcome.DIFFERS:
        missing.append("個人番号が記録と違います。書類を確かめて、番号確認をやり直してください。")
    return missing


def proxy_of(one: DeskReturn) -> Confirmation | None:
    """Return the newest confirmation of who came, if it was a proxy."""
    newest = one.confirmations.filter(what=Confirmed.IDENTITY).order_by("pk").last()
    return newest if newest is not None and newest.proxy_name else None
