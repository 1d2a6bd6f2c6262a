"""A merge as it would be undone: what came since, and on which side each thing belongs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from juminzei.apps.addressees.api import cluster, subtree
from juminzei.apps.assessment.api import SinceMerge, matched_since, years_listed_since
from juminzei.apps.merging.effect import Effect, EffectLine
from juminzei.apps.merging.selectors.inventory import TAX, inventory
from juminzei.base.wareki import tax_year_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from juminzei.apps.merging.models import Merge


@dataclass(frozen=True, slots=True)
class Attached:
    """A document that came under the survivor since the merge, and where it seems to belong."""

    document: SinceMerge
    proposed: int


@dataclass(frozen=True, slots=True)
class Undoing:
    """What taking a merge back does."""

    merge: Merge
    staying: list[int]
    leaving: list[int]
    attached: list[Attached]
    effect: Effect


def undoing(merge: Merge, *, on: date, sides: Mapping[int, int] | None = None) -> Undoing:
    """Return what undoing ``merge`` does.

    Args:
        merge: A merge in force.
        on: Today.
        sides: By document, to which number it goes; none takes what is proposed.
    """
    leaving = subtree(merge.merged_away_id)
    staying = [number for number in cluster(merge.merged_away_id) if number not in leaving]
    attached = [
        Attached(one, merge.merged_away_id if one.under in leaving else one.addressee)
        for one in matched_since(merge.decided_at, staying)
    ]
    chosen = sides if sides is not None else {one.document.key: one.proposed for one in attached}
    moving = [one.document for one in attached if chosen.get(one.document.key) in leaving]
    base = inventory(staying, leaving, on=on)
    listed = years_listed_since(merge.decided_at, staying)
    return Undoing(
        merge=merge,
        staying=staying,
        leaving=leaving,
        attached=attached,
        effect=Effect(
            [*base.lines, *_moved(moving)],
            [*base.warnings, *_listed(listed, merge), *_protection(base, merge)],
        ),
    )


def _moved(moving: Iterable[SinceMerge]) -> list[EffectLine]:
    documents = list(moving)
    if not documents:
        return []
    count, amount = len(documents), sum(one.amount for one in documents)
    what = "統合後に特定した資料のうち移すもの"
    return [
        EffectLine(TAX, what, None, "件", count, 0, count, "分離する番号へ移す（決定を追加）"),
        EffectLine(TAX, what, None, "円", amount, 0, amount, "分離する番号へ移す（決定を追加）"),
    ]


def _listed(years: Iterable[int], merge: Merge) -> list[str]:
    return [
        f"{tax_year_text(year)}の課税対象者名簿は統合後に確定したため、宛名番号 "
        f"{merge.merged_away_id:010d} は載っていません。分離しても名簿は変わりません。"
        "この番号の課税には、個別の賦課決定が必要です（画面はまだありません）。"
        for year in sorted(years, reverse=True)
    ]


def _protection(base: Effect, merge: Merge) -> list[str]:
    told = next(line for line in base.lines if line.item == "支援措置")
    if told.survivor == told.merged_away:
        return []
    number = merge.merged_away_id if told.survivor == "対象" else merge.survivor_id
    caution = (
        f"分離すると、宛名番号 {number:010d} の住所は支援措置で隠されなくなります。"
        "この番号の人も対象であれば、先に支援措置を登録してください。"
    )
    return [caution]
