"""Which of two numbers stands for the person, and which two can never be one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from juminzei.apps.addressees.api import Double

RESIDENT = "resident"
"""As addressees name kinds."""
BODIES = {"corporation": "法人", "joint": "共有"}
"""Kinds that are no human being; each is merged with its like only."""


@dataclass(frozen=True, slots=True)
class Direction:
    """The number that stands for both, the one that leads to it, and by which rule."""

    survivor: int
    merged_away: int
    rule: str


def direction(one: Double, other: Double, entered_at: Mapping[int, datetime]) -> Direction:
    """Return which number stays: who lives here, whom a register knows, who was first.

    Args:
        one: One of two who may be merged.
        other: The other.
        entered_at: When each number was first recorded.
    """
    if one.resident != other.resident:
        return _staying(one if one.resident else other, one, other, "住民の番号を残します。")
    if (one.kind == RESIDENT) != (other.kind == RESIDENT):
        stays = one if one.kind == RESIDENT else other
        return _staying(stays, one, other, "住民記録の番号を残します。")

    def age(double: Double) -> tuple[bool, float, int]:
        first = entered_at.get(double.number)
        return (first is None, first.timestamp() if first else 0, double.number)

    return _staying(min(one, other, key=age), one, other, "先に登録された番号を残します。")


def hindrances(one: Double, other: Double) -> list[str]:
    """Return why the two cannot be merged, each with what to do; empty if they can."""
    if one.number == other.number:
        return ["同じ宛名番号です。別の番号を入れてください。"]
    found = [
        f"宛名番号 {double.number:010d} は {double.merged_into:010d} に統合済みです。"
        f"{double.merged_into:010d} で申請してください。"
        for double in (one, other)
        if double.merged_into is not None
    ]
    if BODIES.get(one.kind) != BODIES.get(other.kind):
        found.append("個人・法人・共有の間では統合できません。番号を確かめてください。")
    if one.resident and other.resident:
        found.append(
            "二人とも住民記録に現住の別の人です。統合できません。"
            "住民記録の二重登録であれば、先に住民記録を直してください。"
        )
    return found


def _staying(stays: Double, one: Double, other: Double, rule: str) -> Direction:
    goes = other if stays is one else one
    return Direction(stays.number, goes.number, rule)
