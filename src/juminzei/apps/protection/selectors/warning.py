"""What a page about a person warns of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.apps.addressees.api import household_numbers, withheld
from juminzei.apps.protection.selectors.hiding import is_other_party

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date


def warned_of(numbers: Iterable[int], *, on: date) -> str:
    """Return ``self`` if one of the persons is protected, ``household`` if one of theirs is.

    A page about the very person from whom somebody is protected warns of nobody else: it
    must not tell, over a clerk's shoulder either, that there is a case.
    """
    hidden = withheld(on)
    asked = list(numbers)
    if any(number in hidden for number in asked):
        return "self"
    for number in asked:
        near = any(member in hidden for member in household_numbers(number))
        if near and not is_other_party(number, on=on):
            return "household"
    return ""
