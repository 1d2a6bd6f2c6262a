"""Whom a pack would be about, before anybody asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.apps.addressees.api import cluster, known_numbers, living_together, numbers_in_town
from juminzei.apps.return_desk.api import declared_before
from juminzei.apps.venue_packs.models import Selection
from juminzei.apps.venue_packs.refusal import PackRefusedError

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

MOST_PEOPLE = 5_000
"""More than a venue sees in a season; whoever needs more asks for a pack a venue."""


def chosen_people(
    *, selection: str, town: str, numbers: Collection[int], tax_year: int
) -> frozenset[int]:
    """Return the addressee numbers that a pack is asked for.

    Args:
        selection: A value of :class:`Selection`.
        town: How addresses begin, of recipients.
        numbers: Of a list.
        tax_year: 年度 of the pack.

    Raises:
        PackRefusedError: Nobody is chosen, too many are, no town is named, or a number is nobody's.
    """
    if selection == Selection.RECIPIENTS:
        if not town.strip():
            raise PackRefusedError("町名を入れてください。市の全員を持ち出すことはできません。")
        found = numbers_in_town(declared_before(tax_year), town.strip())
    else:
        unknown = set(numbers) - known_numbers(numbers)
        if unknown:
            raise PackRefusedError(
                f"{min(unknown):010d} ほか {len(unknown)} 件は、宛名番号にありません。"
                "番号を確かめてください。"
            )
        found = set(numbers)
    if not found:
        raise PackRefusedError("対象者がいません。町名か宛名番号を確かめてください。")
    if len(found) > MOST_PEOPLE:
        raise PackRefusedError(
            f"対象者が {len(found):,} 人で、上限の {MOST_PEOPLE:,} 人を超えます。"
            "会場ごとに分けてください。"
        )
    return frozenset(number for one in found for number in cluster(one))


def relatives_of(people: Collection[int], on: date) -> frozenset[int]:
    """Return who lives with somebody of a pack; not the protected, nor with them."""
    return frozenset(living_together(people, on) - set(people))
