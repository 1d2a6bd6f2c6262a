"""Two numbers as they would be merged: who stays, what it does, and what stands in the way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from juminzei.apps.addressees.api import doubles_of, entered_at, subtree
from juminzei.apps.merging.direction import Direction, direction, hindrances
from juminzei.apps.merging.scoring import births_differ, reasons, score
from juminzei.apps.merging.selectors.inventory import both_have_numbers, inventory

if TYPE_CHECKING:
    from datetime import date

    from juminzei.apps.addressees.api import Double
    from juminzei.apps.merging.effect import Effect


@dataclass(frozen=True, slots=True)
class Prospect:
    """Two numbers side by side."""

    survivor: Double
    merged_away: Double
    direction: Direction
    score: int
    reasons: str
    effect: Effect
    hindrances: list[str]
    cautions: list[str]
    """What does not forbid it, but must be looked at."""


def prospect(one: int, other: int, *, on: date) -> Prospect | None:
    """Return what merging the two would do; none if nobody bears one of the numbers.

    Args:
        one: A number.
        other: Another one.
        on: Today.
    """
    known = doubles_of([one, other])
    if one not in known or other not in known:
        return None
    first, second = known[one], known[other]
    kept = direction(first, second, entered_at([one, other]))
    staying, leaving = subtree(kept.survivor), subtree(kept.merged_away)
    against = hindrances(first, second)
    if one != other and both_have_numbers(staying, leaving):
        against.append(
            "両方の番号に個人番号が紐付いています。書類を見てどちらが正しいかを確かめ、"
            "一方の紐付けを解除してから申請してください。"
        )
    return Prospect(
        survivor=known[kept.survivor],
        merged_away=known[kept.merged_away],
        direction=kept,
        score=score(first, second),
        reasons=reasons(first, second),
        effect=inventory(staying, leaving, on=on),
        hindrances=against,
        cautions=_cautions(first, second),
    )


def _cautions(one: Double, other: Double) -> list[str]:
    found = []
    if births_differ(one, other):
        found.append("生年月日が違います。")
    if one.sex and other.sex and one.sex != other.sex:
        found.append("性別が違います。")
    if not reasons(one, other).startswith(("カナ", "氏名", "生年月日")):
        found.append("氏名も生年月日も一致しません。")
    return found
