"""When people were born: nothing else of them, for calculations that need no more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.apps.addressees.models import Addressee

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date


def birthdays(numbers: Collection[int]) -> dict[int, date | None]:
    """Return the day of birth of each of ``numbers`` that somebody bears, as it is known now."""
    return dict(Addressee.objects.filter(pk__in=numbers).values_list("pk", "birth_on"))
