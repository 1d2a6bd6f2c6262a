"""The people whom a document can be about, as columns for matching."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from juminzei.apps.addressees.models import Addressee

if TYPE_CHECKING:
    from datetime import date

    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, eq=False)
class MatchingPersons:
    """One row a person; every column is equally long, ordered by addressee number.

    ``name``, ``kana`` and ``address`` are as written, with the space between
    surname and given name that the keys have lost.
    """

    addressee_ids: NDArray[np.int64]
    kind: list[str]
    name: list[str]
    kana: list[str]
    birth_on: list[date | None]
    sex: list[str]
    address: list[str]
    resident: list[bool]
    name_key: list[str]
    kana_key: list[str]
    address_key: list[str]


def persons_for_matching() -> MatchingPersons:
    """Return every person as the newest version says, with the search keys."""
    names = (
        *("number", "kind", "name", "kana", "birth_on", "sex", "address", "resident"),
        *("name_key", "kana_key", "address_key"),
    )
    rows = Addressee.objects.order_by("number").values_list(*names)
    columns = list(zip(*rows, strict=True)) or [()] * len(names)
    numbers, *rest = map(list, columns)
    return MatchingPersons(np.array(numbers, dtype=np.int64), *rest)
