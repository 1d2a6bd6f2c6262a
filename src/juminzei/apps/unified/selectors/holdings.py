"""Whom the tax's addressees are tied to across the city's systems."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.apps.unified.models import LocalAddressee
from juminzei.apps.unified.systems import TAX

if TYPE_CHECKING:
    from collections.abc import Collection


DIGITS = 15
"""An addressee number as it is written across systems."""


def unified_persons(numbers: Collection[int]) -> set[int]:
    """Return the unified numbers to which the tax's addressee numbers are tied now."""
    written = [f"{number:0{DIGITS}d}" for number in numbers]
    tied = LocalAddressee.objects.filter(system=TAX, local_number__in=written)
    return set(tied.exclude(person=None).values_list("person_id", flat=True))
