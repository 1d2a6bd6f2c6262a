"""Which returns go to the tax office with the next lot, and which cannot and why."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from juminzei.apps.return_desk.models import LotItemKind, LotState, ReturnState
from juminzei.apps.return_desk.selectors.told_returns import changed, newest_told, untold
from juminzei.apps.return_desk.services.refusal import DeskRefusedError
from juminzei.apps.return_desk.services.written_return import written_return

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from juminzei.apps.return_desk.models import DeskReturn, LotItem, Venue

MOST = 300
"""Returns of one lot: each is calculated anew when the lot is asked for and when it is made."""
UNMADE = (LotState.ASKED, LotState.GRANTED)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A return that goes, and what the tax office was told of it before."""

    one: DeskReturn
    kind: LotItemKind
    former: LotItem | None


@dataclass(frozen=True, slots=True)
class Candidates:
    """What goes and what stays."""

    going: list[Candidate] = field(default_factory=list)
    staying: list[tuple[DeskReturn, str]] = field(default_factory=list)


def lot_candidates(first: date, last: date, venue: Venue | None, *, on: date) -> Candidates:
    """Return what goes: finished in the period, and whatever changed since it was told.

    Args:
        first: The first day on which a return was finished.
        last: The last.
        venue: Where; all venues where none is named.
        on: Today.

    Raises:
        DeskRefusedError: They are more than a lot holds.
    """
    fresh = untold().filter(finished_on__range=(first, last))
    if venue:
        fresh = fresh.filter(venue_day__venue=venue)
    chosen = [*fresh.order_by("pk")[: MOST + 1], *changed().order_by("pk")[: MOST + 1]]
    if len(chosen) > MOST:
        raise DeskRefusedError(
            f"一つの引継ぎは {MOST} 件までです。期間か会場で分けて申請してください。"
        )
    former = newest_told(one.pk for one in chosen)
    found = Candidates()
    for one in chosen:
        candidate, reason = _judged(one, former.get(one.pk), on)
        if candidate:
            found.going.append(candidate)
        else:
            found.staying.append((one, reason))
    return found


def _judged(one: DeskReturn, former: LotItem | None, on: date) -> tuple[Candidate | None, str]:
    """Return a return as it goes, or why it stays."""
    reason = next(_hindrances(one, former, on), "")
    if reason:
        return None, reason
    if one.state == ReturnState.CANCELLED:
        return Candidate(one, LotItemKind.CANCELLED, former), ""
    kind = LotItemKind.CORRECTED if former else LotItemKind.NEW
    return Candidate(one, kind, former), ""


def _hindrances(one: DeskReturn, former: LotItem | None, on: date) -> Iterator[str]:
    if former and former.lot.state in UNMADE:
        yield (
            f"未作成の引継ぎ {former.lot_id} に入っています。"
            "先にそれを作成するか、取り下げてください。"
        )
    if one.state not in (ReturnState.DONE, ReturnState.CANCELLED):
        yield "受付中か保留に戻っています。完了か取消の後に、訂正・取消として引き継ぎます。"
    if one.state == ReturnState.DONE:
        try:
            written_return(one, on=on)
        except DeskRefusedError as refusal:
            yield str(refusal)
