"""Whose address is not told: a person is protected whom the tax's addressees protect."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.apps.unified.models import LocalAddressee
from juminzei.apps.unified.systems import TAX

if TYPE_CHECKING:
    from collections.abc import Iterable

    from juminzei.apps.addressees.api import Withheld


def protected_among(persons: Iterable[int], hidden: Withheld) -> set[int]:
    """Return which of these persons' addresses are withheld."""
    tied = LocalAddressee.objects.filter(person_id__in=list(persons), system=TAX)
    rows = tied.values_list("person_id", "local_number")
    return {person for person, text in rows if person is not None and int(text) in hidden}
