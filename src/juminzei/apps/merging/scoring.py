"""How alike two addressees are: points for each field, with the reason in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from juminzei.apps.addressees.api import Double

POINTS = {"kana_key": 300, "birth_on": 300, "name_key": 250, "address_key": 150}
"""Of a thousand."""
WORDS = {
    "kana_key": "カナ",
    "birth_on": "生年月日",
    "name_key": "氏名（異体字をそろえて）",
    "address_key": "住所",
}
APART = 200
"""Taken off where both birth dates are known and differ."""


def score(one: Double, other: Double) -> int:
    """Return thousandths."""
    points = sum(points for field, points in POINTS.items() if _agree(one, other, field))
    return max(0, points - (APART if births_differ(one, other) else 0))


def reasons(one: Double, other: Double) -> str:
    """Return in words what agrees and what does not."""
    same = [word for field, word in WORDS.items() if _agree(one, other, field)]
    told = f"{'・'.join(same)}が一致" if same else "一致する項目なし"
    return f"{told}、生年月日は相違" if births_differ(one, other) else told


def births_differ(one: Double, other: Double) -> bool:
    """Return whether both birth dates are known and are not the same."""
    return None not in {one.birth_on, other.birth_on} and one.birth_on != other.birth_on


def _agree(one: Double, other: Double, field: str) -> bool:
    known = getattr(one, field)
    return bool(known) and known == getattr(other, field)
